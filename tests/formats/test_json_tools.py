"""The JSON of Label Studio, doccano and Prodigy: read as these tools mean it, written as they import it."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import doccano, label_studio, offsets, prodigy
from annotator.formats.catalogue import named
from annotator.formats.finding import format_of
from annotator.formats.reading import read
from annotator.formats.sources import SourceFile
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from tests.formats.strategies import annotations_of, damaged, documents, long_document, read_bytes, written_bytes

TOOLS = ("label_studio", "doccano", "prodigy")
TEXT = "Anne Roche 😀 dirige Valtrex."


def one(format: str, folder: Path, value: Any) -> Record:
    found = read_bytes(named(format), folder, "a.json", json.dumps(value).encode())
    (record,) = (record for record in found if not (isinstance(record, Refusal) and record.left_out))
    assert isinstance(record, Record), record
    return record


def region(start: int, end: int, label: str, id: str = "s0", **more: Any) -> dict[str, Any]:
    return {"id": id, "type": "labels", "value": {"start": start, "end": end, "labels": [label], **more}}


def test_label_studio_offsets_are_utf_16_and_checked(tmp_path: Path) -> None:
    result = [
        region(0, 10, "PER", text="Anne Roche"),
        region(21, 28, "ORG", "s1", text="Valtrex"),
        {"type": "relation", "from_id": "s1", "to_id": "s0", "direction": "left", "labels": ["heads"]},
        {"type": "choices", "value": {"choices": ["news"]}},
    ]
    task = {
        "id": 7,
        "data": {"text": TEXT, "doc_id": "alp-7", "title": "Valtrex", "desk": "Éco"},
        "annotations": [
            {"result": result, "completed_by": {"email": "ada@example.org"}},
            {"result": result, "was_cancelled": True},
        ],
        "predictions": [{"model_version": "m1", "score": 0.5, "result": [region(0, 4, "PER", text="Anne")]}],
        "drafts": [{"result": []}],
    }
    found = read_bytes(named("label_studio"), tmp_path, "a.json", json.dumps([task]).encode())
    assert [item.reason for item in found if isinstance(item, Refusal)] == [label_studio.CANCELLED, label_studio.DRAFTS]
    record = next(item for item in found if isinstance(item, Record))
    assert (record.key, record.title, record.annotator) == ("alp-7", "Valtrex", "ada@example.org")
    assert [TEXT[span.start : span.end] for span in record.spans] == ["Anne Roche", "Valtrex"]
    assert record.relations == (RecordRelation(0, 1, "heads"),)
    assert record.suggested == (RecordSpan(0, 4, "PER", 0.5),)
    assert (record.suggester, record.aside, record.meta["desk"]) == ("m1", {label_studio.OTHER_FIELDS: 1}, "Éco")


def test_label_studio_with_a_region_elsewhere_is_refused(tmp_path: Path) -> None:
    task = {"data": {"text": TEXT}, "annotations": [{"result": [region(1, 11, "PER", text="Anne Roche")]}]}
    (refusal,) = read_bytes(named("label_studio"), tmp_path, "a.json", json.dumps([task]).encode())
    assert "should be “Anne Roche”, and the text has “nne Roche” there" in str(refusal)


def test_label_studio_tasks_of_several_people_are_one_document_each(tmp_path: Path) -> None:
    task = {
        "data": {"body": TEXT},
        "annotations": [{"completed_by": 1, "result": [region(0, 10, "PER")]}, {"completed_by": 2, "result": []}],
    }
    found = read_bytes(named("label_studio"), tmp_path, "a.json", json.dumps([task]).encode())
    assert [(item.key, item.annotator, len(item.spans)) for item in found if isinstance(item, Record)] == [
        ("a:1", "1", 1),
        ("a:1", "2", 0),
    ]


def test_doccano_has_three_forms(tmp_path: Path) -> None:
    triples = one("doccano", tmp_path, {"id": 3, "text": TEXT, "label": [[0, 10, "PER"]], "desk": "Éco"})
    assert (triples.key, triples.spans, dict(triples.meta)) == ("3", (RecordSpan(0, 10, "PER"),), {"desk": "Éco"})
    assert one("doccano", tmp_path, {"text": TEXT, "labels": [[0, 4, "PER"]]}).key == "a:1"
    related = {
        "text": TEXT,
        "entities": [
            {"id": 9, "start_offset": 0, "end_offset": 10, "label": "PER"},
            {"id": 4, "start_offset": 20, "end_offset": 27, "label": "ORG"},
        ],
        "relations": [{"id": 0, "from_id": 9, "to_id": 4, "type": "heads"}],
        "cats": ["news"],
    }
    record = one("doccano", tmp_path, related)
    assert record.relations == (RecordRelation(0, 1, "heads"),)
    related["relations"] = [{"from_id": 9, "to_id": 5, "type": "heads"}]
    (refusal,) = read_bytes(named("doccano"), tmp_path, "a.json", json.dumps(related).encode())
    assert "joins 9 and 5, and one is not there" in str(refusal)
    related["relations"] = [{"from_id": [9], "to_id": 4, "type": "heads"}]
    (refusal,) = read_bytes(named("doccano"), tmp_path, "a.json", json.dumps(related).encode())
    assert "an id must be a number or a text" in str(refusal)


TOKENS = [
    {"id": at, "text": word, "start": start, "end": start + len(word)}
    for at, (word, start) in enumerate([("Anne", 0), ("Roche", 5), ("dirige", 13), ("Valtrex", 20)])
]


def test_prodigy_answers_sessions_and_token_indexes(tmp_path: Path) -> None:
    tasks = [
        {
            "text": TEXT,
            "tokens": TOKENS,
            "spans": [{"token_start": 0, "token_end": 1, "label": "PER"}, {"start": 20, "end": 27, "label": "ORG"}],
            "relations": [{"head": 1, "child": 3, "label": "heads"}],
            "answer": "accept",
            "_session_id": "news-ada",
            "_input_hash": 12,
            "meta": {"source": "ALP"},
        },
        {"text": "Brest.", "answer": "ignore", "_input_hash": 13},
        {"text": TEXT, "spans": [{"start": 0, "end": 4, "label": "LOC"}], "answer": "reject", "_input_hash": 14},
        {
            "text": TEXT,
            "spans": [{"start": 5, "end": 10, "label": "PER"}],
            "answer": "accept",
            "_is_binary": True,
            "_input_hash": 14,
        },
    ]
    data = "\n".join(map(json.dumps, tasks)).encode()
    ignored, record, binary = sorted(
        read_bytes(named("prodigy"), tmp_path, "a.jsonl", data),
        key=lambda item: (isinstance(item, Record), getattr(item, "key", "")),
    )
    assert isinstance(ignored, Refusal)
    assert (ignored.reason, ignored.left_out) == (prodigy.IGNORED, True)
    assert isinstance(record, Record)
    assert (record.key, record.annotator, record.source) == ("12", "ada", "ALP")
    assert record.relations == (RecordRelation(0, 1, "heads"),)
    assert isinstance(binary, Record)
    assert (binary.spans, binary.rejected, binary.state) == (
        (RecordSpan(5, 10, "PER"),),
        (RecordSpan(0, 4, "LOC"),),
        "in_progress",
    )


def test_prodigy_gets_the_blanks_between_words_as_tokens() -> None:
    record = Record("a", "Anne  va\r\nà Brest", spans=(RecordSpan(12, 17, "LOC"),))
    task = json.loads(written_bytes(named("prodigy"), [record])[0])
    assert [(token["text"], token["ws"]) for token in task["tokens"]] == [
        ("Anne", True),
        (" ", False),
        ("va", False),
        ("\r\n", False),
        ("à", True),
        ("Brest", False),
    ]
    assert (task["spans"][0]["token_start"], task["spans"][0]["token_end"]) == (5, 5)


@pytest.mark.parametrize(
    ("name", "value", "format"),
    [
        ("a.json", [{"data": {"text": "a"}, "annotations": []}], "label_studio"),
        ("a.jsonl", {"text": "a", "label": [[0, 1, "X"]]}, "doccano"),
        ("a.jsonl", {"text": "a", "_input_hash": 1}, "prodigy"),
        ("a.jsonl", {"id": "1", "text": "a", "spans": []}, "jsonl"),
        ("a.json", {"text": "a", "entities": [{"start_offset": 0}]}, "doccano"),
    ],
)
def test_each_is_told_from_the_others(
    file: Callable[[str, bytes], SourceFile], name: str, value: Any, format: str
) -> None:
    assert format_of(file(name, json.dumps(value).encode())).name == format


@pytest.mark.parametrize("format", TOOLS)
@given(records=st.lists(documents(), max_size=3, unique_by=lambda record: record.key))
def test_what_is_written_is_read_back(format: str, records: list[Record]) -> None:
    records = [replace(record, state=None) for record in records if record.text]
    with tempfile.TemporaryDirectory() as folder:
        data, written = written_bytes(named(format), records)
        back = read_bytes(named(format), Path(folder), "a.json", data)
    assert (written.documents, written.lost) == (len(records), {})
    assert [annotations_of(record) for record in back if isinstance(record, Record)] == [
        annotations_of(record) for record in records
    ]


@pytest.mark.parametrize("format", TOOLS)
def test_a_long_document_goes_round(format: str, tmp_path: Path) -> None:
    record = long_document()
    data, _ = written_bytes(named(format), [record])
    (back,) = read_bytes(named(format), tmp_path, "a.json", data)
    assert isinstance(back, Record)
    assert annotations_of(back) == annotations_of(record)


SAMPLE = Record(
    "a", TEXT, spans=(RecordSpan(0, 10, "PER"), RecordSpan(20, 27, "ORG")), relations=(RecordRelation(0, 1, "heads"),)
)


@pytest.mark.parametrize("format", TOOLS)
@given(st.data())
def test_damage_is_refused_cleanly(format: str, data: st.DataObject) -> None:
    whole, _ = written_bytes(named(format), [SAMPLE, replace(SAMPLE, key="b")])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(data.draw(damaged(whole)))
        for record in read([path], format=format, language="fr"):
            assert isinstance(record, Record | Refusal)


@given(st.text(st.sampled_from("a😀\r\né"), max_size=12))
def test_utf_16_there_and_back(text: str) -> None:
    there, back = offsets.to_utf16(text), offsets.utf16(text)
    assert [back(there(at)) for at in range(len(text) + 1)] == list(range(len(text) + 1))
    assert there(len(text)) == len(text.encode("utf-16-le")) // 2


COUNTS = {
    "label-studio/label-studio-1.23.2/popcorn.json": (11, 360, 275, {label_studio.CANCELLED: 1}),
    "label-studio/label-studio-1.23.2/popcorn.min.json": (11, 360, 0, {}),
    "label-studio/label-studio-1.23.2/popcorn.csv": (11, 360, 0, {}),
    "label-studio/label-studio-1.23.2/popcorn.tsv": (11, 360, 0, {}),
    "label-studio/label-studio-1.23.2/winer-fr.json": (14, 228, 0, {label_studio.CANCELLED: 1}),
    "label-studio/label-studio-1.23.2/winer-fr.min.json": (14, 228, 0, {}),
    "label-studio/label-studio-1.23.2/winer-fr.csv": (14, 228, 0, {}),
    "label-studio/label-studio-1.23.2/winer-fr.tsv": (14, 228, 0, {}),
    "doccano/doccano-1.8.4/popcorn-relation.jsonl": (15, 409, 277, {}),
    "doccano/doccano-1.8.4/popcorn-relation.zip": (15, 409, 277, {}),
    "doccano/doccano-1.8.4/winer-fr.jsonl": (25, 388, 0, {}),
    "doccano/doccano-1.8.4/winer-fr.zip": (25, 388, 0, {}),
    "doccano/doccano-examples/export-relation_extraction.jsonl": (1, 4, 3, {}),
    "doccano/doccano-examples/export-sequence_labeling.jsonl": (3, 4, 0, {}),
    "doccano/doccano-examples/import-relation_extraction.jsonl": (1, 4, 3, {}),
    "doccano/doccano-examples/import-sequence_labeling.jsonl": (3, 3, 0, {}),
    "prodigy/explosion-projects/nel_emerson__emerson_annotated_text.jsonl": (30, 30, 0, {}),
    "prodigy/explosion-projects/ner_tweets__demo__demo.jsonl": (1, 1, 0, {}),
    "prodigy/explosion-projects/ner_tweets__test_annotated.jsonl": (519, 242, 0, {prodigy.IGNORED: 4}),
    "prodigy/explosion-projects/rel_component__annotations.jsonl": (149, 466, 267, {}),
}


@pytest.mark.parametrize("name", COUNTS)
def test_files_of_the_tools_come_in_whole(shared_data: Callable[..., Path], name: str) -> None:
    found = list(read([shared_data("formats", *name.split("/"))], language="fr"))
    records = [record for record in found if isinstance(record, Record)]
    left_out: dict[str, int] = {}
    for refusal in found:
        if isinstance(refusal, Refusal):
            assert refusal.left_out, refusal
            left_out[refusal.reason] = left_out.get(refusal.reason, 0) + 1
    assert (
        len(records),
        sum(len(record.spans) for record in records),
        sum(len(record.relations) for record in records),
        left_out,
    ) == COUNTS[name]


def test_what_doccano_and_label_studio_wrote_is_the_gold(shared_data: Callable[..., Path]) -> None:
    """Both sets were made from the gold corpora: what comes in is what the gold says, span by span and relation by relation."""
    gold = {
        record.text: record
        for record in read([shared_data("gold", "popcorn", "popcorn-train.jsonl")], language="fr")
        if isinstance(record, Record)
    }
    compared = 0
    for name in ("label-studio/label-studio-1.23.2/popcorn.json", "doccano/doccano-1.8.4/popcorn-relation.jsonl"):
        for record in read([shared_data("formats", *name.split("/"))], language="fr"):
            if isinstance(record, Record) and record.text in gold:
                _, spans, relations = annotations_of(record)
                _, gold_spans, gold_relations = annotations_of(gold[record.text])
                assert set(spans) == set(gold_spans)
                # the makers of the files left out relations of a span with itself
                assert set(relations) == {row for row in gold_relations if row[0] != row[1]}
                compared += 1
    assert compared >= 20


def test_doccano_keeps_what_it_alone_has(tmp_path: Path) -> None:
    row = {"id": 3, "text": TEXT, "entities": [], "relations": [], "Comments": ["à voir"], "labels": ["news"]}
    record = one("doccano", tmp_path, row)
    assert record.aside == {doccano.CATEGORIES: 1}
    data, _ = written_bytes(named("doccano"), [record])
    assert json.loads(data)["Comments"] == ["à voir"]
