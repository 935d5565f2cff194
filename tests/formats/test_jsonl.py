import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import jsonl
from annotator.formats.sources import SourceFile
from annotator.model.document import Zone
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from tests.formats.strategies import documents

File = Callable[[str, bytes], SourceFile]


def read_back(data: bytes) -> list[Record | Refusal]:
    return list(jsonl.read_stream(io.BytesIO(data), name="x.jsonl", key="x"))


def written(records: list[Record]) -> bytes:
    stream = io.BytesIO()
    assert jsonl.write(records, stream).documents == len(records)
    return stream.getvalue()


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """A document without the optional fields that are empty: the same document."""
    return {name: value for name, value in data.items() if value or name in ("id", "text", "spans", "relations")}


@given(st.lists(documents(), min_size=1, max_size=3))
def test_records_written_are_read_back(records: list[Record]) -> None:
    lines = written(records)
    found = read_back(lines)
    assert [_plain(record) for record in found] == [_plain(record) for record in records]
    again = written([record for record in found if isinstance(record, Record)])
    assert [json.loads(line) for line in again.splitlines()] == [json.loads(line) for line in lines.splitlines()]


@pytest.mark.parametrize(
    "kept",
    [{"spans": None}, {"spans": [1]}, {"spans": [{"start": 1}]}, {"fields": 3}, {"relations": {}}, {"more": 1}, {}],
)
def test_a_meta_of_our_name_that_is_another_s_stays(kept: dict[str, Any]) -> None:
    line = json.loads(written([Record("a", "Paris", meta={"_interchange": kept})]))
    assert line["meta"] == {"_interchange": kept}


def _plain(record: Record | Refusal) -> dict[str, Any]:
    assert isinstance(record, Record), str(record)
    fields = {name: getattr(record, name) for name in Record.__dataclass_fields__ if name != "origin"}
    return {**fields, "meta": {name: value for name, value in record.meta.items() if name != "_interchange"}}


EXTRA = st.dictionaries(
    st.sampled_from(["score", "note", "ids"]), st.integers() | st.text(st.sampled_from("aé🕊")) | st.none(), max_size=2
)


@given(documents(), EXTRA, st.lists(EXTRA, min_size=8, max_size=8), st.lists(EXTRA, min_size=6, max_size=6))
def test_unknown_fields_come_back_where_they_were(
    record: Record, fields: dict[str, Any], on_spans: list[dict[str, Any]], on_relations: list[dict[str, Any]]
) -> None:
    data = {**json.loads(jsonl.line_of(record)), **{name: value for name, value in fields.items() if value is not None}}
    data["spans"] = [{**row, **more} for row, more in zip(data["spans"], on_spans, strict=False)]
    data["relations"] = [{**row, **more} for row, more in zip(data["relations"], on_relations, strict=False)]
    (found,) = read_back(json.dumps(data).encode())
    assert isinstance(found, Record), str(found)
    back = json.loads(jsonl.line_of(found))
    # Spans that coincide in extent and label get the unknown fields of each other in their order.
    assert _sorted(back) == _sorted(data)


def _sorted(data: dict[str, Any]) -> dict[str, Any]:
    rows = {name: sorted(json.dumps(row, sort_keys=True) for row in data[name]) for name in ("spans", "relations")}
    if len({(row["start"], row["end"], row["label"]) for row in data["spans"]}) < len(data["spans"]):
        del rows["relations"]
        return {**{name: value for name, value in data.items() if name != "relations"}, **rows}
    return {**data, **rows}


def test_unknown_fields_stay_with_their_span_when_others_go() -> None:
    line = '{"id":"1","text":"Anna parle","spans":[{"start":0,"end":4,"label":"PER","score":0.9},{"start":5,"end":10,"label":"MISC","id":"T2"}],"relations":[]}'
    record = jsonl.parse(line)
    from dataclasses import replace

    kept = json.loads(jsonl.line_of(replace(record, spans=(RecordSpan(0, 1, "ORG"), record.spans[1]))))
    assert kept["spans"] == [
        {"start": 0, "end": 1, "label": "ORG"},
        {"start": 5, "end": 10, "label": "MISC", "id": "T2"},
    ]


def test_date_outlet_and_title_are_read_under_their_usual_names_and_written_back_so() -> None:
    data = {
        "id": "1",
        "text": "Anna parle",
        "spans": [],
        "relations": [],
        "Titre": "Le soir",
        "date": "12 mars 1911",
        "journal": "Le Matin",
        "langue": "fr-FR",
        "link": "http://x.test",
    }
    record = jsonl.parse(json.dumps(data))
    assert (record.title, record.published, record.source) == ("Le soir", "1911-03-12", "Le Matin")
    assert (record.language, record.url) == ("fr", "http://x.test")
    assert json.loads(jsonl.line_of(record)) == data


def test_our_own_names_come_before_other_usual_ones() -> None:
    line = '{"id": "1", "text": "a", "published": "1911-03-12", "date": "1912", "journal": "A", "media": "B", "langue": "?", "lien": 7}'
    record = jsonl.parse(line)
    assert (record.published, record.source, record.language, record.url) == ("1911-03-12", "", "", "")
    assert json.loads(jsonl.line_of(record))["published"] == "1911-03-12"


def test_all_fields_are_read() -> None:
    line = json.dumps(
        {
            "id": 12,
            "lang": "fr",
            "text": "Titre\r\nL’« été »",
            "title": "Titre",
            "published": "2024-01-01",
            "source": "ALP",
            "url": "http://x.test",
            "zones": [{"start": 0, "end": 5, "kind": "headline"}],
            "meta": {"n": 1},
            "spans": [{"start": 9, "end": 16, "label": "DATE"}],
            "relations": [{"head": 0, "child": 0, "label": "same"}],
            "state": "done",
        }
    )
    assert jsonl.parse(line) == Record(
        key="12",
        text="Titre\r\nL’« été »",
        title="Titre",
        language="fr",
        published="2024-01-01",
        source="ALP",
        url="http://x.test",
        zones=(Zone(0, 5, "headline"),),
        meta={"n": 1},
        spans=(RecordSpan(9, 16, "DATE"),),
        relations=(RecordRelation(0, 0, "same"),),
        state="done",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": 1, "text": "a"', "not JSON"),
        ("[1, 2]", "is a list"),
        ('"text"', "is a text"),
        ("12", "is a number"),
        ("null", "is null"),
        ('{"id": "1"}', "there is no `text`"),
        ('{"id": "1", "text": 3}', "`text` must be a text, and is a number"),
        ('{"id": true, "text": "a"}', "`id` must be a text or a whole number, and is true or false"),
        ('{"id": 1.5, "text": "a"}', "`id` must be"),
        ('{"id": "1", "text": "a", "lang": ["fr"]}', "`lang` must be a text, and is a list"),
        ('{"id": "1", "text": "a", "meta": []}', "`meta` must be an object"),
        ('{"id": "1", "text": "a", "state": "finished"}', "`state` must be one of new, in_progress, done, skipped"),
        ('{"id": "1", "text": "a", "spans": {}}', "`spans` must be a list, [...], and is an object"),
        ('{"id": "1", "text": "a", "spans": [[0, 1, "PER"]]}', "`spans` 0 must be an object"),
        (
            '{"id": "1", "text": "a", "spans": [{"start": 0, "end": 2, "label": "PER"}]}',
            "outside the text of 1 characters",
        ),
        ('{"id": "1", "text": "a", "spans": [{"start": 1, "end": 1, "label": "PER"}]}', "or empty"),
        ('{"id": "1", "text": "a", "spans": [{"start": -1, "end": 1, "label": "PER"}]}', "outside"),
        (
            '{"id": "1", "text": "a", "spans": [{"start": "0", "end": 1, "label": "PER"}]}',
            "`start` of span 0 must be a whole number, and is a text",
        ),
        ('{"id": "1", "text": "a", "spans": [{"start": true, "end": 1, "label": "PER"}]}', "must be a whole number"),
        ('{"id": "1", "text": "a", "spans": [{"start": 0, "end": 1.0, "label": "PER"}]}', "must be a whole number"),
        ('{"id": "1", "text": "a", "spans": [{"start": 0, "end": 1}]}', "`label` of span 0 must be a text"),
        (
            '{"id": "1", "text": "a", "spans": [], "relations": [{"head": 0, "child": 1, "label": "x"}]}',
            "a span that is not there",
        ),
        (
            '{"id": "1", "text": "a", "zones": [{"start": 0, "end": 9, "kind": "body"}]}',
            "the zone body (0–9) is outside",
        ),
        ('{"id": "1", "text": "a\\ud83d"}', "half a surrogate pair (U+D83D)"),
        ('{"id": "1", "text": "a", "meta": {"\\udc00": 1}}', "half a surrogate pair"),
        ('{"id": "1", "text": "a\\u0000b"}', "NUL"),
        ('{"id": "1", "text": "a", "meta": {"x": ["\\u0000"]}}', "NUL"),
        ('{"id": "1", "text": "a", "meta": {"x": NaN}}', "NaN is not JSON"),
        ('{"id": "1", "text": "a", "meta": {"x": 1e999}}', "too big"),
        ('{"id": "1", "text": "a", "meta": {"x": ' + "9" * 5000 + "}}", "too long"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_bad_line_is_refused_with_its_place_and_the_others_come_in(line: str, reason: str) -> None:
    data = f'{{"id":"a","text":"x"}}\n\n{line}\n{{"id":"b","text":"y"}}'.encode()
    first, refusal, last = read_back(data)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert (first.origin, last.origin) == ("x.jsonl:1", "x.jsonl:4")
    assert isinstance(refusal, Refusal)
    assert refusal.origin == "x.jsonl:3"
    assert reason in refusal.reason
    assert "\n" not in str(refusal)


def test_escapes_that_only_look_odd_are_fine() -> None:
    record = jsonl.parse(json.dumps({"id": "1", "text": "👩 \\u0000 \\ud83d"}))
    assert record.text == "👩 \\u0000 \\ud83d"


def test_document_without_id_gets_the_files_name_and_its_line() -> None:
    assert [record.key for record in read_back(b'{"text":"a"}\n{"text":"b"}') if isinstance(record, Record)] == [
        "x:1",
        "x:2",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_lines_in_other_encodings_are_read_and_say_so(encoding: str) -> None:
    lines = '{"id":"1","text":"L’été à Nîmes"}\r\n{"id":"2","text":"ascii"}\r\n'
    first, second = read_back(lines.encode(encoding))
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.text == "L’été à Nîmes"
    assert (
        first.meta.get("encoding", "utf-8-sig").replace("utf-16-le", "utf-16").startswith(encoding.removesuffix("-le"))
    )
    assert second.text == "ascii"


def test_damaged_utf_16_is_refused_where_it_ends() -> None:
    found = read_back(b"\xff\xfe" + '{"id":"1","text":"a"}\n'.encode("utf-16-le") + b"\x00\xd8a\x00")
    assert isinstance(found[-1], Refusal)
    assert "damaged" in found[-1].reason


def test_long_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_RECORD_BYTES", 64)
    first, second = read_back(b'{"id":"1","text":"' + b"a" * 100 + b'"}\n{"id":"2","text":"b"}')
    assert isinstance(first, Refusal)
    assert first.origin == "x.jsonl:1"
    assert isinstance(second, Record)


def test_packed_file_is_read_and_a_cut_one_told(file: File) -> None:
    packed = gzip.compress(b"".join(b'{"id":"%d","text":"%d"}\n' % (n, n * n) for n in range(50_000)))
    assert len(list(jsonl.read(file("a.jsonl.gz", packed)))) == 50_000
    found = list(jsonl.read(file("b.jsonl.gz", packed[: len(packed) // 2])))
    assert isinstance(found[-1], Refusal)
    assert "gzip file is damaged" in found[-1].reason
    assert len(found) > 1000


def test_file_that_vanished_is_refused(file: File) -> None:
    source = file("a.jsonl", b"")
    source.path.unlink()
    assert [str(refusal) for refusal in jsonl.read(source)] == ["a.jsonl: there is no such file"]


def test_gold_is_read_whole_and_written_the_same(shared_data: Callable[..., Path]) -> None:
    documents = spans = relations = 0
    for path in sorted(shared_data("gold").glob("*/*.jsonl")):
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        found = list(jsonl.read(SourceFile(path, path.name, path.stem)))
        assert len(found) == len(lines)
        for line, record in zip(lines, found, strict=True):
            assert isinstance(record, Record), str(record)
            assert without_empty(json.loads(jsonl.line_of(record))) == without_empty(json.loads(line))
            documents += 1
            spans += len(record.spans)
            relations += len(record.relations)
    assert (documents, spans, relations) == (2170, 68231, 20632)
