"""The pairs of spaCy 2, in lists and lines."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import spacy_json
from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.reading import read
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, RecordSpan, Refusal
from tests.formats.strategies import annotations_of, damaged, documents, long_document, read_bytes, written_bytes

PAIRS = named("spacy_json")
PAIR = ["Anne Roche 😀 dirige.", {"entities": [[0, 10, "PER"]], "cats": {"news": 1.0}, "links": {}}]


@pytest.mark.parametrize("data", [json.dumps([PAIR], indent=2), json.dumps(PAIR) + "\n", "\ufeff" + json.dumps([PAIR])])
def test_lists_and_lines(tmp_path: Path, data: str) -> None:
    (record,) = read_bytes(PAIRS, tmp_path, "a.json", data.encode())
    assert isinstance(record, Record)
    assert record.spans == (RecordSpan(0, 10, "PER"),)
    assert record.aside == {spacy_json.CATEGORIES: 1, spacy_json.OTHER: 1}


def test_groups_of_spans(tmp_path: Path) -> None:
    pair = ["Anne Roche", {"spans": {"sc": [[0, 10, "PER"], [0, 4, "FIRST"]]}}]
    (record,) = read_bytes(PAIRS, tmp_path, "a.json", json.dumps([pair]).encode())
    assert isinstance(record, Record)
    assert len(record.spans) == 2


@pytest.mark.parametrize(
    "pair", ["x", ["x"], [1, {}], ["x", {"entities": [[0, 1]]}], ["x", {"entities": [[0, 9, "A"]]}]]
)
def test_what_is_no_pair_is_refused(tmp_path: Path, pair: object) -> None:
    (refusal,) = read_bytes(PAIRS, tmp_path, "a.json", json.dumps([pair]).encode())
    assert isinstance(refusal, Refusal)


def test_it_is_told_from_other_lists(file: Callable[[str, bytes], SourceFile]) -> None:
    assert format_of(file("a.json", json.dumps([PAIR]).encode())).name == "spacy_json"
    assert format_of(file("a.jsonl", json.dumps(PAIR).encode())).name == "spacy_json"


@given(st.lists(documents(), max_size=3))
def test_what_is_written_is_read_back(records: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, written = written_bytes(PAIRS, records)
        back = read_bytes(PAIRS, Path(folder), "a.json", data)
    assert written.lost.total() == sum(len(record.relations) for record in records)
    assert [annotations_of(record) for record in back if isinstance(record, Record)] == [
        annotations_of(replace(record, relations=())) for record in records
    ]


def test_a_long_document_goes_round(tmp_path: Path) -> None:
    record = replace(long_document(), relations=())
    data, _ = written_bytes(PAIRS, [record])
    (back,) = read_bytes(PAIRS, tmp_path, "a.json", data)
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(record)


@given(damaged(json.dumps([PAIR, PAIR]).encode()))
def test_damage_is_refused_cleanly(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(data)
        assert all(isinstance(item, Record | Refusal) for item in read([path], format="spacy_json", language="fr"))


def test_demo_projects_come_in(shared_data: Callable[..., Path]) -> None:
    found = list(read([shared_data("formats", "spacy-json")], language="en"))
    records = [record for record in found if isinstance(record, Record)]
    assert (len(records), sum(len(record.spans) for record in records)) == (25, 26)
