"""Reading a gold corpus: what is set aside, the scheme made from it, and what is refused."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.simulation.gold import GoldRelation, GoldSpan, read_gold

TEXT = "Anne vit à Rome."
ANNE, ROME = GoldSpan(0, 4, "PER"), GoldSpan(11, 15, "LOC")


def row(id: str, spans: Sequence[tuple[int, int, str]] | None = None, **more: Any) -> dict[str, Any]:
    found = [ANNE, ROME] if spans is None else spans
    rows = [{"start": start, "end": end, "label": label} for start, end, label in found]
    return {"id": id, "lang": "fr", "text": TEXT, "spans": rows, **more}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def to_file(*rows: dict[str, Any] | str) -> Path:
        path = tmp_path / "gold.jsonl"
        path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
        return path

    return to_file


def test_last_documents_are_set_aside_and_the_first_are_worked_through(write: Callable[..., Path]) -> None:
    gold = read_gold(write(*(row(str(number)) for number in range(9))), limit=4, held_back=2)
    assert [document.key for document in gold.documents] == ["0", "1", "2", "3"]
    assert [document.key for document in gold.held_back] == ["7", "8"]
    assert gold.language == "fr"


def test_seed_decides_the_order(write: Callable[..., Path]) -> None:
    path = write(*(row(str(number)) for number in range(30)))

    def keys(seed: int | None) -> list[str]:
        gold = read_gold(path, seed=seed, held_back=5)
        assert {document.key for document in (*gold.documents, *gold.held_back)} == {str(n) for n in range(30)}
        return [document.key for document in gold.documents]

    assert keys(1) == keys(1)
    assert len({tuple(keys(seed)) for seed in (None, 1, 2)}) == 3


def test_scheme_has_the_labels_and_pairs_of_the_gold(write: Callable[..., Path]) -> None:
    relations = [{"head": 0, "child": 1, "label": "lives_in"}]
    gold = read_gold(write(row("1", [(0, 4, "PER")]), row("2", relations=relations)))
    assert [label.name for label in gold.scheme.labels] == ["PER", "LOC"]
    assert [(r.name, r.legal) for r in gold.scheme.relation_labels] == [("lives_in", (("PER", "LOC"),))]
    assert gold.documents[1].relations == {GoldRelation(ANNE, ROME, "lives_in")}


def test_what_is_there_twice_counts_once_and_is_told(write: Callable[..., Path]) -> None:
    spans = [ANNE, ANNE, ROME]
    twice = [{"head": 0, "child": 2, "label": "in"}, {"head": 1, "child": 2, "label": "in"}]
    gold = read_gold(write(row("1", spans, relations=[*twice, {"head": 0, "child": 1, "label": "is"}])))
    assert gold.documents[0].spans == {ANNE, ROME}
    assert gold.documents[0].relations == {GoldRelation(ANNE, ROME, "in")}
    assert gold.notes == (
        "1 relation that is there twice was counted once",
        "1 relation of a span with itself was left out",
        "1 span that is there twice was counted once",
    )


def test_symmetric_relation_begins_with_the_end_read_first(write: Callable[..., Path]) -> None:
    scheme = LabelScheme("own", (Label("PER"), Label("LOC")), (RelationLabel("with", symmetric=True),))
    gold = read_gold(write(row("1", relations=[{"head": 1, "child": 0, "label": "with"}])), scheme=scheme)
    assert gold.documents[0].relations == {GoldRelation(ANNE, ROME, "with")}


def test_documents_become_records_again(write: Callable[..., Path]) -> None:
    document = read_gold(write(row("1", relations=[{"head": 1, "child": 0, "label": "of"}]))).documents[0]
    record = document.record()
    assert [(s.start, s.end, s.label) for s in record.spans] == [ANNE, ROME]
    assert [(r.head, r.child, r.label) for r in record.relations] == [(1, 0, "of")]
    assert document.record(relations=False).relations == ()
    assert document.record(spans=False).spans == ()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "there is no document in"),
        (["{"], r"gold\.jsonl:1: this is not JSON"),
        ([row("1"), row("2", [(0, 99, "PER")])], r"gold\.jsonl:2: .*outside the text"),
        ([row("1"), row("1")], r"gold\.jsonl:2: the id 1 is there twice"),
        ([row("1", [])], "nothing is annotated in"),
        ([row("1", [(4, 5, "PER")])], "the span 4–5 is blank"),
        ([row("1", [(0, 4, str(number)) for number in range(250)])], "250 labels .* give a scheme"),
    ],
)
def test_bad_gold_is_one_line(write: Callable[..., Path], rows: list[Any], message: str) -> None:
    with pytest.raises(AnnotationError, match=message) as caught:
        read_gold(write(*rows))
    assert "\n" not in str(caught.value)


def test_missing_file_and_too_many_held_back_are_told(write: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="there is no file"):
        read_gold(tmp_path / "none.jsonl")
    with pytest.raises(AnnotationError, match="leaves none to work through"):
        read_gold(write(row("1")), held_back=1)


def test_scheme_that_lacks_a_label_or_a_pair_is_told(write: Callable[..., Path]) -> None:
    scheme = LabelScheme("own", (Label("PER"),))
    with pytest.raises(AnnotationError, match="the scheme has no label LOC"):
        read_gold(write(row("1")), scheme=scheme)
    scheme = LabelScheme("own", (Label("PER"), Label("LOC")), (RelationLabel("in", legal=(("LOC", "PER"),)),))
    with pytest.raises(AnnotationError, match="no in from PER to LOC"):
        read_gold(write(row("1", relations=[{"head": 0, "child": 1, "label": "in"}])), scheme=scheme)
