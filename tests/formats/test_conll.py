"""Files of one token a line: every scheme of tags, documents told apart, texts put together and cut up again."""

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import conll, iob
from annotator.formats.catalogue import named
from annotator.formats.columns import Columns
from annotator.formats.finding import format_of
from annotator.formats.reading import read
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from tests.formats.strategies import annotations_of, damaged, documents, long_document, read_bytes, written_bytes

File = Callable[[str, bytes], SourceFile]


def records_of(source: SourceFile) -> list[Record | Refusal]:
    return list(conll.read(source, Columns()))


def strings(record: Record | Refusal) -> list[tuple[str, str]]:
    assert isinstance(record, Record)
    return [(record.text[span.start : span.end], span.label) for span in record.spans]


@pytest.mark.parametrize(
    "tags",
    [
        "B-PER I-PER O B-ORG B-ORG I-ORG",
        "I-PER I-PER O I-ORG B-ORG I-ORG",
        "B-PER E-PER O S-ORG B-ORG E-ORG",
        "B-PER L-PER O U-ORG B-ORG L-ORG",
        "I-PER E-PER O E-ORG I-ORG L-ORG",
    ],
    ids=["IOB2", "IOB1", "BIOES", "BILOU", "without beginnings"],
)
def test_every_scheme_of_tags_says_the_same(tags: str) -> None:
    extents = [(at * 2, at * 2 + 1) for at in range(6)]
    assert list(iob.decode(tags.split(), extents)) == [
        RecordSpan(0, 3, "PER"),
        RecordSpan(6, 7, "ORG"),
        RecordSpan(8, 11, "ORG"),
    ]


def test_another_label_begins_another_span() -> None:
    assert list(iob.decode(["I-PER", "I-ORG"], [(0, 1), (2, 3)])) == [RecordSpan(0, 1, "PER"), RecordSpan(2, 3, "ORG")]


def test_columns_of_2003_with_documents(file: File) -> None:
    data = "-DOCSTART- -X- -X- O\n\nAnne NNP B-NP B-PER\nRoche NNP I-NP I-PER\n. . O O\n\n# # O O\nFin X O O\n\n-DOCSTART- -X- O O\n\nBrest NNP B-NP B-LOC\n"
    first, second = records_of(file("a.conll", data.encode()))
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.key, first.text) == ("a:1", "Anne Roche .\n# Fin")
    assert strings(first) == [("Anne Roche", "PER")]
    assert (second.key, strings(second)) == ("a:2", [("Brest", "LOC")])


def test_conllu_says_what_is_between_words(file: File) -> None:
    data = (
        "# newdoc id = alp-1\n# sent_id = 1\n# text = Il va à l'ONU.\n"
        "1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_\n"
        "2\tva\taller\tVERB\t_\t_\t0\troot\t_\t_\n"
        "3-4\tau\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "3\tà\tà\tADP\t_\t_\t4\tcase\t_\tSpacesAfter=\\s\\s\n"
        "4\tl'\tle\tDET\t_\t_\t5\tdet\t_\tSpaceAfter=No\n"
        "5\tONU\tONU\tPROPN\t_\t_\t2\tobl\t_\tNE=B-ORG|SpaceAfter=No\n"
        "6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
    )
    (record,) = records_of(file("a.conllu", data.encode()))
    assert isinstance(record, Record)
    assert (record.key, record.text) == ("alp-1", "Il va à  l'ONU.")
    assert strings(record) == [("ONU", "ORG")]


HIPE = (
    "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNE-FINE-LIT\tNE-FINE-METO\tNE-FINE-COMP\tNE-NESTED\tNEL-LIT\tNEL-METO\tMISC\n"
    "# hipe2022:document_id = GDL-1888-01-02\n# hipe2022:date = 1888-01-02\n# hipe2022:language = fr\n"
    "# hipe2020:publication_title = GDL\n"
    "maire\tB-pers\tO\tB-pers.ind\tO\tB-comp.function\tO\t_\t_\t_\n"
    "de\tI-pers\tO\tI-pers.ind\tO\tO\tO\t_\t_\t_\n"
    "Va¬\tI-pers\tO\tI-pers.ind\tO\tO\tB-loc\t_\t_\tEndOfLine\n"
    "lence\tI-pers\tO\tI-pers.ind\tO\tO\tI-loc\t_\t_\tNoSpaceAfter\n"
    ".\tO\tO\tO\tO\tO\tO\t_\t_\tEndOfSentence\n\n"
)


def test_hipe_has_layers_and_line_ends(file: File) -> None:
    (record,) = records_of(file("a.tsv", HIPE.encode()))
    assert isinstance(record, Record)
    assert (record.key, record.published, record.language, record.source) == (
        "GDL-1888-01-02",
        "1888-01-02",
        "fr",
        "GDL",
    )
    assert record.text == "maire de Va¬\nlence."
    assert strings(record) == [("maire de Va¬\nlence", "pers.ind"), ("Va¬\nlence", "loc")]
    assert record.aside == {conll.OTHER_LAYERS: 1}


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", "-DOCSTART- -X- O\n\nAnne -X- _ B-PER\n", "conll"),
        ("a.txt", "Anne B-PER\nva O\n\nà O\n", "conll"),
        ("a.tsv", HIPE, "conll"),
        ("a.tsv", "text\ttitle\nAnne va à Brest\tBrest\n", "tsv"),
        ("a.txt", "Anne va\nà Brest\n", "text"),
        ("a.txt", "", "text"),
        ("a.data", "1\tAnne\t_\t_\t_\t_\t_\t_\t_\t_\n", "conll"),
    ],
)
def test_a_file_is_told_by_its_lines(file: File, name: str, data: str, format: str) -> None:
    assert format_of(file(name, data.encode())).name == format


def test_hipe_with_a_row_too_short_is_refused(file: File) -> None:
    found = records_of(file("a.tsv", HIPE.replace("_\tNoSpaceAfter", "").encode()))
    assert [str(item) for item in found] == ["a.tsv: a line has 9 columns, and the first line names 10"]


def test_what_has_no_place_is_counted() -> None:
    text = "Anne Roche, maire de Brest"
    record = Record(
        "a",
        text,
        spans=(RecordSpan(0, 26, "ROLE"), RecordSpan(0, 10, "PER"), RecordSpan(10, 26, "X"), RecordSpan(4, 5, "BLANK")),
        relations=(RecordRelation(0, 1, "is"),),
    )
    _, written = written_bytes(named("conll"), [record])
    assert (written.documents, written.spans, written.relations) == (1, 1, 0)
    assert written.lost == {conll.OVERLAPPING: 2, conll.BLANK: 1, conll.RELATIONS: 1}


def flattened(record: Record) -> Record:
    """What one tag a token keeps of a record."""
    solid = [span for span in record.spans if record.text[span.start : span.end].strip()]
    spans = []
    for span in iob.flat(solid):
        string = record.text[span.start : span.end]
        start = span.start + len(string) - len(string.lstrip())
        spans.append(RecordSpan(start, start + len(string.strip()), conll.label_of(span.label)))
    return replace(record, spans=tuple(spans), relations=())


@given(st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_conllu_goes_round_with_its_text(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, written = written_bytes(named("conllu"), records)
        back = read_bytes(named("conllu"), Path(folder), "a.conllu", data)
    kept = [record for record in records if record.text.strip()]
    assert written.documents == len(records)
    assert [annotations_of(record) for record in back if isinstance(record, Record)] == [
        annotations_of(flattened(record)) for record in kept
    ]


@given(documents())
def test_conll_2003_goes_round_but_for_blanks(record: Record) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, written = written_bytes(named("conll"), [record])
        back = read_bytes(named("conll"), Path(folder), "a.conll", data)
    if record.text.strip():
        (found,) = back
        assert isinstance(found, Record)
        assert "".join(found.text.split()) == "".join(record.text.split())
        assert len(found.spans) == written.spans
        assert ["".join(string.split()) for string, _ in strings(found)] == [
            "".join(string.split()) for string, _ in strings(flattened(record))
        ]


def test_a_long_document_goes_round(tmp_path: Path) -> None:
    record = long_document()
    data, _ = written_bytes(named("conllu"), [record])
    (back,) = read_bytes(named("conllu"), tmp_path, "a.conllu", data)
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(replace(record, text=record.text, relations=()))


@given(damaged(HIPE.encode()) | damaged(b"-DOCSTART- -X- O\n\nAnne -X- _ B-PER\nRoche -X- _ I-PER\n\n1 O\n"))
def test_damage_is_refused_cleanly(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.conll"
        path.write_bytes(data)
        assert all(isinstance(record, Record | Refusal) for record in read([path], format="conll", language="fr"))


COUNTS = {
    "hipe2020-dev-de.tsv.gz": (29, 1209),
    "hipe2020-dev-en.tsv.gz": (64, 768),
    "hipe2020-dev-fr.tsv": (40, 1763),
    "newseye-dev-fi.tsv.gz": (24, 249),
    "newseye-dev-fr.tsv": (34, 775),
    "newseye-dev-sv.tsv.gz": (21, 275),
    "newseye-dev2-fr.tsv.gz": (33, 1259),
    "sonar-dev-de.tsv.gz": (8, 540),
    "topres19th-dev-en.tsv.gz": (34, 237),
}


@pytest.mark.parametrize("name", COUNTS)
def test_hipe_data_sets_come_in_whole(shared_data: Callable[..., Path], name: str) -> None:
    path = shared_data("gold", "hipe2022", "original", f"HIPE-2022-v2.1-{name}")
    found = list(read([path], language="fr"))
    assert (len(found), sum(len(record.spans) for record in found if isinstance(record, Record))) == COUNTS[name]


@pytest.mark.parametrize(("name", "spans"), [("enp_FR.bnf.bio", 9836), ("enp_NL.kb.bio.gz", 7102)])
def test_europeana_comes_in_whole(shared_data: Callable[..., Path], name: str, spans: int) -> None:
    (record,) = read([shared_data("gold", "europeana", "original", name)], language="fr")
    assert isinstance(record, Record)
    assert len(record.spans) == spans


def test_files_of_other_tools_come_in(shared_data: Callable[..., Path]) -> None:
    found = list(read([shared_data("formats", "conll")], language="en"))
    assert [item for item in found if isinstance(item, Refusal) and not item.left_out] == []
    records = {record.origin.rpartition("/")[2]: record for record in found if isinstance(record, Record)}
    assert len(records["winer-fr.conll2003.txt:1"].spans) == 209
    assert len(records["popcorn.conll2003.txt:1"].spans) == 279
    assert len(records) == 16


@pytest.mark.parametrize("text", ["Brest", "Brest ", " Brest\u00a0", "Brest \n", "Brest\n\nLyon "])
def test_a_blank_at_the_end_stays(tmp_path: Path, text: str) -> None:
    data, _ = written_bytes(named("conllu"), [Record("a", text), Record("b", text)])
    back = read_bytes(named("conllu"), tmp_path, "a.conllu", data)
    assert [record.text for record in back if isinstance(record, Record)] == [text, text]


def test_our_text_is_what_the_stream_says() -> None:
    stream = io.BytesIO()
    conll.write_conllu([Record("a", "\r\nAnne\u00a0Roche |x", spans=(RecordSpan(2, 12, "PER"),))], stream)
    rows = [line.split("\t") for line in stream.getvalue().decode().splitlines() if line[:1].isdigit()]
    assert [(row[1], row[9]) for row in rows] == [
        ("Anne", "NE=B-PER|SpacesBefore=\\r\\n|SpacesAfter=\u00a0"),
        ("Roche", "NE=I-PER"),
        ("|", "SpaceAfter=No"),
        ("x", "SpaceAfter=No"),
    ]
