"""brat collections: read as brat means them, written as they came, changed only where the annotations changed."""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import brat, brat_conf
from annotator.formats.catalogue import named
from annotator.formats.reading import ABOUT, read
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from tests.formats.strategies import annotations_of, damaged, documents, long_document

BRAT = named("brat")
TEXT = "Anne Roche 😀 dirige\r\nValtrex depuis Brest."
ANN = (
    "T1\tPerson 0 10\tAnne Roche\n"
    "T2\tOrg 21 28\tValtrex\n"
    "T3\tLead 13 19\tdirige\n"
    "E1\tLead:T3 Who:T1 What:T2\n"
    "R1\theads Arg1:T1 Arg2:T2\t\n"
    "T4\tPlace 21 28;36 41\tValtrex Brest\n"
    "A1\tSure E1 High\n"
    "A2\tNamed T1\n"
    "N1\tReference T2 Wikidata:Q1\tValtrex\n"
    "*\tAlias T1 T2\n"
    "#1\tAnnotatorNotes A2\tbien sûr\n"
)


def test_spans_relations_and_what_is_kept_aside() -> None:
    record = brat.parse(ANN, TEXT, key="a", origin="a.ann")
    assert [(span.start, span.end, span.label) for span in record.spans] == [
        (0, 10, "Person"),
        (21, 28, "Org"),
        (21, 41, "Place"),
    ]
    assert record.relations == (RecordRelation(0, 1, "heads"),)
    assert record.aside == {
        "events": 1,
        "attributes": 2,
        "normalizations": 1,
        "equivalences": 1,
        "notes": 1,
        brat.DISCONTINUOUS: 1,
    }
    assert brat.text_of(record) == ANN


def test_a_span_that_goes_takes_what_speaks_of_it() -> None:
    record = brat.parse(ANN, TEXT, key="a")
    fewer = replace(record, spans=record.spans[1:], relations=())
    assert brat.text_of(fewer) == (
        "T2\tOrg 21 28\tValtrex\n"
        "T3\tLead 13 19\tdirige\n"
        "T4\tPlace 21 28;36 41\tValtrex Brest\n"
        "N1\tReference T2 Wikidata:Q1\tValtrex\n"
    )


def test_what_is_new_comes_after_what_there_was() -> None:
    record = brat.parse(ANN.rstrip("\n"), TEXT, key="a")
    more = replace(
        record,
        spans=(*record.spans, RecordSpan(36, 41, "Lieu dit")),
        relations=(*record.relations, RecordRelation(1, 3, "based in")),
    )
    assert brat.text_of(more) == ANN + "T5\tLieu_dit 36 41\tBrest\nR2\tbased_in Arg1:T2 Arg2:T5\t\n"


@pytest.mark.parametrize(
    ("text", "offsets"),
    [("😀 Anne", (3, 7)), ("a\r\nAnne", (2, 6)), ("😀\r\nAnne", (3, 7))],
    ids=["UTF-16", "CR LF as one", "CR LF as one after an astral character"],
)
def test_offsets_that_count_otherwise_are_understood(text: str, offsets: tuple[int, int]) -> None:
    if text == "😀\r\nAnne":
        offsets = (2, 6)
    record = brat.parse(f"T1\tPer {offsets[0]} {offsets[1]}\tAnne\n", text, key="a")
    (span,) = record.spans
    assert text[span.start : span.end] == "Anne"
    assert brat.text_of(record) == f"T1\tPer {span.start} {span.end}\tAnne\n"


@pytest.mark.parametrize(
    ("ann", "reason"),
    [
        ("T1\tPer 0 4\tOther\n", "does not agree with the text, which has “Anne” there"),
        ("T1\tPer 0 99\tAnne\n", "is outside the text of 42 characters"),
        ("T1\tPer 4 0\tAnne\n", "is outside the text"),
        ("T1 Per 0 4 Anne\n", "is no text-bound annotation"),
        ("nonsense\n", "is no line of brat's standoff format"),
        ("R1\tx Arg1:T1\t\n", "needs a name and two arguments"),
        ("R1\tx Arg1:T1 Arg2:T2\t\n", "joins T1 and T2, and one of them is not there"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_line(ann: str, reason: str) -> None:
    with pytest.raises(AnnotationError) as caught:
        brat.parse(ann, TEXT, key="a")
    assert reason in str(caught.value)


def test_annotations_without_their_text_say_so(file: Callable[[str, bytes], SourceFile]) -> None:
    (refusal,) = brat.read(file("d/a.ann", b"T1\tPer 0 4\tAnne\n"), None)  # type: ignore[arg-type]
    assert str(refusal) == "d/a.ann: the text of these annotations is not there: put a.txt beside them"


def test_a_collection_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(ANN, encoding="utf-8", newline="")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "b.txt").write_text("Sans annotations.", encoding="utf-8")
    (tmp_path / "c.ann").write_text("")
    (tmp_path / "c.txt").write_text("Vide.")
    (tmp_path / "annotation.conf").write_text("[entities]\nPerson\n")
    (tmp_path / "visual.conf").write_text("[labels]\n")
    (tmp_path / "README").write_text("What this is.")
    found = list(read([tmp_path], language="fr"))
    assert [(record.key, len(record.spans)) for record in found if isinstance(record, Record)] == [
        ("a", 3),
        ("b", 0),
        ("c", 0),
    ]
    assert [refusal.reason for refusal in found if isinstance(refusal, Refusal)] == [ABOUT]


@given(st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_what_is_written_is_read_back(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = BRAT.write(records, Path(folder))
        back = [record for record in read([Path(folder)], language="fr") if isinstance(record, Record)]
    assert (written.documents, written.spans) == (len(records), sum(len(record.spans) for record in records))
    expected = [
        annotations_of(
            replace(record, spans=tuple(replace(span, label=brat.label_of(span.label)) for span in record.spans))
        )
        for record in records
    ]
    assert sorted(map(annotations_of, back)) == sorted(expected)


def test_a_long_document_goes_round(tmp_path: Path) -> None:
    record = long_document()
    BRAT.write([record], tmp_path)
    (back,) = read([tmp_path], language="fr")
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(record)


@given(damaged(ANN.encode()), damaged(TEXT.encode()))
def test_damage_is_refused_cleanly(ann: bytes, text: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.ann").write_bytes(ann)
        (Path(folder) / "a.txt").write_bytes(text)
        for record in read([Path(folder)], language="fr"):
            assert isinstance(record, Record | Refusal)
            if isinstance(record, Record):
                brat.text_of(record)


CONF = """
# a comment
[entities]
Person
!Group
\tOrg   # with a comment
<POG>=Person|Org
Place

[relations]
heads\tArg1:Person, Arg2:Org
located   Arg1:<POG>, Arg2:Place
Alias  Arg1:<POG>, Arg2:<POG>, <REL-TYPE>:symmetric-transitive
any\tArg1:<ENTITY>, Arg2:<ENTITY>

[events]
Life Person-Arg:Person
[attributes]
Sure Arg:<EVENT>
"""


def test_settings_of_a_collection_are_a_scheme() -> None:
    scheme = brat_conf.parse(CONF)
    assert [label.name for label in scheme.labels] == ["Person", "Org", "Place"]
    assert {relation.name: (relation.symmetric, set(relation.legal)) for relation in scheme.relation_labels} == {
        "heads": (False, {("Person", "Org")}),
        "located": (False, {("Person", "Place"), ("Org", "Place")}),
        "Alias": (True, {(a, b) for a in ("Person", "Org") for b in ("Person", "Org")}),
        "any": (False, set()),
    }


def test_a_scheme_goes_round_through_the_settings() -> None:
    scheme = LabelScheme(
        labels=(Label("PER"), Label("ORG")),
        relation_labels=(
            RelationLabel("heads", legal=(("PER", "ORG"),)),
            RelationLabel("meets", symmetric=True, legal=(("PER", "PER"), ("PER", "ORG"))),
            RelationLabel("any"),
        ),
    )
    assert brat_conf.parse(brat_conf.text_of(scheme)) == scheme


COUNTS = {
    "brat-tutorial-news": (13, 96, 8),
    "brat-example-CoNLL-ST_2002": (20, 816, 0),
    "brat-example-CoNLL-ST_2006": (12, 3070, 2950),
    "brat-example-BioNLP-ST_2011_GE": (20, 335, 0),
    "brat-example-BioNLP-ST_2011_ID": (20, 891, 0),
    "brat-example-NCBI-disease": (20, 226, 0),
}


@pytest.mark.parametrize("name", COUNTS)
def test_real_collections_come_in_whole_and_go_out_byte_for_byte(
    shared_data: Callable[[str], Path], name: str, tmp_path: Path
) -> None:
    folder = shared_data(f"formats/brat/{name}")
    found = list(read([folder], language="en"))
    assert [refusal for refusal in found if isinstance(refusal, Refusal) and not refusal.left_out] == []
    records = [record for record in found if isinstance(record, Record)]
    assert (
        len(records),
        sum(len(record.spans) for record in records),
        sum(len(record.relations) for record in records),
    ) == COUNTS[name]
    BRAT.write(records, tmp_path)
    for record in records:
        for ending in (".ann", ".txt"):
            assert (tmp_path / (record.key + ending)).read_bytes() == (folder / (record.key + ending)).read_bytes()


def test_nothing_of_an_ann_is_lost_sight_of(shared_data: Callable[[str], Path]) -> None:
    """Each line is a span, a relation, a trigger, or counted as kept aside."""
    lines: Counter[str] = Counter()
    seen = 0
    for name in COUNTS:
        folder = shared_data(f"formats/brat/{name}")
        for path in folder.glob("*.ann"):
            lines.update(line[:1] for line in path.read_text(encoding="utf-8").splitlines())
        for record in read([folder], language="en"):
            if isinstance(record, Record):
                seen += len(record.spans) + len(record.relations)
                seen += sum(count for what, count in record.aside.items() if what != brat.DISCONTINUOUS)
    triggers = lines["T"] - sum(spans for _, spans, _ in COUNTS.values())
    assert seen + triggers == sum(lines.values())
