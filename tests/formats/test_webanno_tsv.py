"""WebAnno TSV: what its tools write is read as they mean it, and what is written comes back the same."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import layers, webanno_tsv, webanno_tsv_out
from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.reading import read
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from tests.formats.strategies import annotations_of, damaged, documents, long_document, read_bytes

WEBANNO = named("webanno_tsv")
TSV = """#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_RL=webanno.custom.Link|kind|sure|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation


#Text=Anne 😀 dirige\\tValtrex,
1-1	0-4	Anne	PROPN	Q1[1]|*[2]	PER[1]|NAME[2]	_	_	_	nam[1]	ana->1-1	⏎
1-2	5-7	😀	_	_	_	_	_	_	_	_	⏎
1-3	8-14	dirige	VERB	_	_	_	_	_	_	_	⏎
1-4	15-22	Valtrex	PROPN	*[3]	ORG[3]	heads	yes	1-1[1_3]	_	_	⏎
1-4.1	15-18	Val	_	*	PA\\[RT\\]	_	_	_	_	_	⏎
1-4.2	22-22		_	*	GAP	_	_	_	_	_	⏎
1-5	22-23	,	_	*[3]	ORG[3]	_	_	_	_	_	⏎

#Text=elle.
2-1	24-28	elle	PRON	_	_	_	_	_	pro[1]	*->1-2	⏎
2-2	28-29	.	_	_	_	_	_	_	_	_	⏎
""".replace("⏎", "")
TSV2 = """ # de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity | value # webanno.custom.Link | kind | AttachTo=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity
#id=1
#text=Anne Roche vit à Brest .
1-1	Anne	B-PER|B-NAME	_	_	⏎
1-2	Roche	I-PER	_	_	⏎
1-3	vit	O	_	_	⏎
1-4	à	O	_	_	⏎
1-5	Brest	LOC	lives in	1-1	⏎
1-6	.	O	_	_	⏎

#id=2
#text=Elle part.
2-1	Elle	PER	_	_	⏎
2-2	part	O	_	_	⏎
2-3	.	O	_	_	⏎
""".replace("⏎", "")


def test_layers_stacks_parts_and_chains() -> None:
    found = webanno_tsv.parse(TSV)
    assert found.text == "Anne 😀 dirige\tValtrex,\nelle."
    spans = [(found.text[span.start : span.end], span.label) for span in found.spans]
    assert spans == [
        ("Anne", "PER"),
        ("Anne", "NAME"),
        ("Valtrex,", "ORG"),
        ("Val", "PA[RT]"),
        ("Anne", "nam"),
        ("elle", "pro"),
    ]
    assert found.relations == [RecordRelation(0, 2, "heads"), RecordRelation(4, 5, "ana")]
    assert +found.aside == {layers.OTHER_LAYERS: 4, layers.EMPTY: 1, layers.FEATURES: 2}


def test_version_2_in_iob() -> None:
    found = webanno_tsv.parse(TSV2)
    assert found.text == "Anne Roche vit à Brest .\nElle part."
    assert [(found.text[span.start : span.end], span.label) for span in found.spans] == [
        ("Anne Roche", "PER"),
        ("Anne", "NAME"),
        ("Brest", "LOC"),
        ("Elle", "PER"),
    ]
    assert found.relations == [RecordRelation(0, 2, "lives in")]


@pytest.mark.parametrize("source", [TSV, TSV2], ids=["3.3", "2"])
def test_what_is_not_touched_goes_out_byte_for_byte(tmp_path: Path, source: str) -> None:
    (tmp_path / "in").mkdir()
    (record,) = read_bytes(WEBANNO, tmp_path / "in", "a.tsv", source.encode())
    assert isinstance(record, Record)
    written = WEBANNO.write([record], tmp_path)
    assert (tmp_path / "a.tsv").read_bytes() == source.encode()
    assert not written.lost


def test_what_changed_is_written_anew_and_the_rest_counted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (record,) = read_bytes(WEBANNO, tmp_path / "in", "a.tsv", TSV.encode())
    assert isinstance(record, Record)
    changed = replace(record, spans=(*record.spans, RecordSpan(7, 13, "VERB")))
    written = WEBANNO.write([changed], tmp_path)
    assert written.lost == {layers.OTHER_LAYERS: 4, layers.EMPTY: 1, layers.FEATURES: 2}
    (back,) = read([tmp_path / "a.tsv"], language="fr")
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(changed)


def test_version_3_as_it_is_written() -> None:
    record = Record(
        "a",
        "Anne vit.\nIci",
        spans=(RecordSpan(0, 4, "A*"), RecordSpan(2, 8, "B_C"), RecordSpan(10, 13, "D")),
        relations=(RecordRelation(0, 2, "x->y"), RecordRelation(1, 0, "z")),
    )
    assert webanno_tsv_out.text_of(record).splitlines()[3:] == [
        "",
        "",
        "#Text=Anne vit.",
        "1-1\t0-4\tAnne\tA\\*\tz\t1-1.1[1_0]\t",
        "1-1.1\t2-4\tne\tB\\_C[1]\t_\t_\t",
        "1-2\t5-8\tvit\tB\\_C[1]\t_\t_\t",
        "1-3\t8-9\t.\t_\t_\t_\t",
        "",
        "#Text=Ici",
        "2-1\t10-13\tIci\tD\tx\\->y\t1-1\t",
        "",
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("15-22\tValtrex", "16-23\tValtrex", "line 12: the text has “altrex,” where the token “Valtrex” should be"),
        ("24-28\telle", "20-24\telle", "line 18: the sentence begins at 20, where the text so far ends at 23"),
        (
            "24-28\telle",
            "2400000-2400004\telle",
            "line 18: the sentence begins at 2400000, where the text so far ends at 23",
        ),
        ("#FORMAT=WebAnno TSV 3.3", "#FORMAT=WebAnno TSV 4", "begins no file of WebAnno TSV 3"),
        ("1-1[1_3]", "nowhere", "a relation of Link at 1-4 names nothing to join"),
        ("ana->1-1", "ana", "a link of a chain at 1-1 does not say its chain"),
        ("2-2\t28-29\t.\t_\t_\t_", "2-2\t28-29\t.\t_", "line 19: it has 7 of the 8 columns declared"),
        ("\n#Text=elle.", "\nelle.", "line 17: “elle.” is no line of WebAnno TSV 3"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_line(old: str, new: str, reason: str) -> None:
    with pytest.raises(AnnotationError) as caught:
        webanno_tsv.parse(TSV.replace(old, new))
    assert reason in str(caught.value)


def test_offsets_in_code_points_are_understood() -> None:
    source = (
        TSV.partition("#Text=")[0] + "#Text=😀 a\n1-1\t0-1\t😀" + "\t_" * 8 + "\t\n1-2\t2-3\ta\tX\t*\tPER" + "\t_" * 5
    )
    (span,) = webanno_tsv.parse(source).spans
    assert (span.start, span.end, span.label) == (2, 3, "PER")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TSV, "webanno_tsv"),
        (TSV2, "webanno_tsv"),
        ("id\ttext\n1\t#FORMAT=WebAnno TSV 3.3\n", "tsv"),
        ("Anne\tB-PER\nvit\tO\n", "conll"),
    ],
)
def test_other_tables_are_not_taken(file: Callable[[str, bytes], SourceFile], data: str, name: str) -> None:
    assert format_of(file("a.tsv", data.encode())).name == name


def test_a_project_as_inception_exports_it_says_whose_annotations_they_are(tmp_path: Path) -> None:
    for name in (
        "annotation/a.txt/anna",
        "annotation/a.txt/bob",
        "annotation/a.txt/INITIAL_CAS",
        "curation/b.txt/CURATION_USER",
    ):
        path = tmp_path / f"{name}.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TSV, encoding="utf-8")
    found = list(read([tmp_path], language="fr"))
    assert [(record.key, record.annotator) for record in found if isinstance(record, Record)] == [
        ("a", "anna"),
        ("a", "bob"),
        ("b", "CURATION_USER"),
    ]
    assert [refusal.reason for refusal in found if isinstance(refusal, Refusal)] == [layers.INITIAL_STATES]


@given(st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_what_is_written_is_read_back(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = WEBANNO.write(records, Path(folder))
        back = list(read([Path(folder)], format="webanno_tsv", language="fr"))
    assert (written.documents, written.spans) == (len(records), sum(len(record.spans) for record in records))
    assert sorted(annotations_of(record) for record in back if isinstance(record, Record)) == sorted(
        map(annotations_of, records)
    )


def test_a_long_document_goes_round(tmp_path: Path) -> None:
    record = long_document(300_000)
    WEBANNO.write([record], tmp_path)
    (back,) = read([tmp_path], language="fr")
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(record)


@pytest.mark.parametrize("source", [TSV, TSV2], ids=["3.3", "2"])
@given(data=st.data())
def test_damage_is_refused_cleanly(source: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.tsv").write_bytes(data.draw(damaged(source.encode())))
        for record in read([Path(folder)], format="webanno_tsv", language="fr"):
            assert isinstance(record, Record | Refusal)


def test_every_case_of_inception_comes_in_and_goes_round(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("formats/webanno-tsv")
    found = list(read([folder], language="en"))
    records = [record for record in found if isinstance(record, Record)]
    assert len(records) == len(found) == len(list(folder.rglob("*.tsv")))
    assert (sum(len(record.spans) for record in records), sum(len(record.relations) for record in records)) == COUNTS
    for record in records:
        again = webanno_tsv.parse(webanno_tsv_out.text_of(record))
        assert again.says(record), record.origin


COUNTS = (891, 592)
"""Spans and relations, a chain's links among them."""


def test_gum_has_the_spans_and_relations_of_its_gold(shared_data: Callable[[str], Path], tmp_path: Path) -> None:
    gold = {}
    with (shared_data("gold/gum-news") / "gum-news-train.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            spans = [(_squeezed(row["text"], span["start"], span["end"]), span["label"]) for span in row["spans"]]
            joined = [(spans[each["head"]], spans[each["child"]], each["label"]) for each in row["relations"]]
            gold[row["id"]] = ("".join(row["text"].split()), Counter(spans), Counter(joined))
    folder = shared_data("gold/gum-news/original/webanno-tsv")
    records = [record for record in read([folder], language="en") if isinstance(record, Record)]
    WEBANNO.write(records, tmp_path)
    for record in records:
        values = [(_squeezed(record.text, span.start, span.end), span.label) for span in record.spans]
        relations = Counter((values[each.head], values[each.child], each.label) for each in record.relations)
        assert ("".join(record.text.split()), Counter(values), relations) == gold.pop(record.key)
        assert (tmp_path / f"{record.key}.tsv").read_bytes() == (folder / f"{record.key}.tsv").read_bytes()
    assert not gold


def _squeezed(text: str, start: int, end: int) -> str:
    return "".join(text[start:end].split())
