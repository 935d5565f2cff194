"""Prodigy's JSON lines, as `db-out` writes and `db-in` reads them: spans, relations between spans, answers, sessions.

An accepted task is an annotated document, an ignored one is left out, and the spans of a rejected one are rejected
suggestions. The annotator is what follows the data set's name in `_session_id`. Format: Prodigy's "Annotation task formats".
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8
from annotator.formats.head import Head
from annotator.formats.json_records import records_of
from annotator.formats.json_values import Value, number, plain, require_text, rows, score, text_of, values
from annotator.formats.sources import SourceFile, opened
from annotator.formats.tokenized import tokens_within, with_blanks
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify

IGNORED = "ignored tasks"
CHOICES = "choices"
KEY = "prodigy"
_OURS = frozenset({"text", "spans", "relations", "tokens", "answer", "meta"})
_KEPT = ("_input_hash", "_task_hash", "_view_id", "_timestamp", "_is_binary", "options", "accept", "config", "html")


def sniff(head: Head) -> bool:
    """Whether the first line is a task: a text with hashes, or with spans that know their tokens."""
    line = head.start.partition("\n")[0]
    begin = line if len(line) < 60_000 else head.text[:60_000]
    if not begin.startswith("{") or '"text"' not in begin:
        return False
    return '"_input_hash"' in begin or '"_task_hash"' in begin or ('"answer"' in begin and '"spans"' in begin)


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The tasks of a file. Those that ask about one span each are joined, by text and annotator, and come last."""
    with opened(source) as stream:
        binary: dict[tuple[str, str], Record] = {}

        def made(row: Value, key: str, origin: str) -> Iterator[Record | Refusal]:
            if row.get("answer") == "ignore":
                yield Refusal(origin, IGNORED, left_out=True)
                return
            record = _record(row, key, origin)
            if record.state is None:
                yield record
            else:
                _join(binary, record)

        yield from records_of(source, values(stream), made)
        yield from binary.values()


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write a task a document, with tokens, so that `ner.manual`, `spans.manual` and `rel.manual` take it as it is."""
    written = Written()
    for record in records:
        task = _task(record)
        stream.write(json.dumps(task, ensure_ascii=False, allow_nan=False).encode(UTF_8) + b"\n")
        written.documents += 1
        written.spans += len(record.spans)
        written.relations += len(record.relations)
    return written


def _join(records: dict[tuple[str, str], Record], record: Record) -> None:
    """Add the answer of a task about one span to those about the same text."""
    place = (record.key, record.annotator)
    before = records.get(place)
    if before is None or before.text != record.text:
        records[place if before is None else (record.origin, record.annotator)] = record
        return
    first = len(before.spans)
    records[place] = replace(
        before,
        spans=before.spans + record.spans,
        relations=before.relations
        + tuple(
            RecordRelation(relation.head + first, relation.child + first, relation.label)
            for relation in record.relations
        ),
        rejected=before.rejected + record.rejected,
    )


def _record(row: Value, default_key: str, origin: str) -> Record:
    text = require_text(row, "text")
    tokens = {number(token.get("id"), "a token's id"): token for token in rows(row.get("tokens"))}
    spans = [_span(span, tokens) for span in rows(row.get("spans")) if span.get("label")]
    known = {(span.start, span.end, span.label): place for place, span in enumerate(spans)}
    relations = []
    for relation in rows(row.get("relations")):
        ends = [_end(relation, side, tokens, spans, known) for side in ("head", "child")]
        relations.append(RecordRelation(ends[0], ends[1], str(relation.get("label") or "")))
    aside: Counter[str] = Counter({CHOICES: len(row["accept"]) if isinstance(row.get("accept"), list) else 0})
    meta = dict(row["meta"]) if isinstance(row.get("meta"), dict) and plain(row["meta"]) else {}
    kept = {name: row[name] for name in _KEPT if name in row and plain(row[name])}
    if kept:
        meta[KEY] = kept
    rejected = row.get("answer") == "reject"
    session = text_of(row, "_annotator_id", "_session_id")
    key = text_of(meta, "id", "key") or text_of(row, "id", "key") or str(row.get("_input_hash") or default_key)
    return verify(
        Record(
            key=key,
            text=text,
            title=derived_title(text),
            source=text_of(meta, "source"),
            meta=meta,
            spans=() if rejected else tuple(spans),
            relations=() if rejected else tuple(relations),
            rejected=tuple(spans) if rejected else (),
            state="in_progress" if rejected or row.get("_is_binary") is True else None,
            annotator=session.rpartition("-")[2] if session else "",
            origin=origin,
            aside=+aside,
        )
    )


def _span(row: Value, tokens: dict[int, Value]) -> RecordSpan:
    label = str(row["label"])
    if "start" in row and "end" in row:
        return RecordSpan(number(row["start"], "start"), number(row["end"], "end"), label, score(row.get("score")))
    first, last = number(row.get("token_start"), "token_start"), number(row.get("token_end"), "token_end")
    if first not in tokens or last not in tokens:
        raise AnnotationError(f"the span {label} names tokens that are not there ({first}–{last})")
    return RecordSpan(
        number(tokens[first].get("start"), "start"),
        number(tokens[last].get("end"), "end"),
        label,
        score(row.get("score")),
    )


def _end(
    relation: Value,
    side: str,
    tokens: dict[int, Value],
    spans: list[RecordSpan],
    known: dict[tuple[int, int, str], int],
) -> int:
    """Which span a relation's end is; a token that no span holds becomes one, with the label of its own or TOKEN."""
    row = relation.get(f"{side}_span")
    if isinstance(row, dict) and "start" in row and "end" in row:
        start, end = number(row["start"], "start"), number(row["end"], "end")
    else:
        place = number(relation.get(side), side)
        if place not in tokens:
            raise AnnotationError(f"a relation names the token {place}, which is not there")
        start, end = number(tokens[place].get("start"), "start"), number(tokens[place].get("end"), "end")
        row = {}
    label = str(row.get("label") or "")
    if (start, end, label) in known:
        return known[start, end, label]
    around = [place for place, span in enumerate(spans) if span.start <= start and end <= span.end]
    if around and not label:
        return min(around, key=lambda place: spans[place].end - spans[place].start)
    known[start, end, label] = len(spans)
    spans.append(RecordSpan(start, end, label or "TOKEN"))
    return known[start, end, label]


def _task(record: Record) -> dict[str, Any]:
    tokens = list(with_blanks(record.text, tokens_within(record.text, record.spans)))
    starts = {start: place for place, (start, _, _) in enumerate(tokens)}
    ends = {end: place for place, (_, end, _) in enumerate(tokens)}
    spans = []
    for span in record.spans:
        string = record.text[span.start : span.end]
        first = starts.get(span.start + len(string) - len(string.lstrip()))
        last = ends.get(span.end - (len(string) - len(string.rstrip())))
        row: dict[str, Any] = {"start": span.start, "end": span.end, "label": span.label, "text": string}
        if first is not None and last is not None:
            row |= {"token_start": first, "token_end": last}
        spans.append(row)
    kept = record.meta.get(KEY)
    meta = {name: value for name, value in record.meta.items() if name != KEY}
    task: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}
    task |= {
        "text": record.text,
        "meta": {**meta, "id": record.key},
        "tokens": [
            {
                "text": record.text[start:end],
                "start": start,
                "end": end,
                "id": place,
                "ws": blank,
            }
            for place, (start, end, blank) in enumerate(tokens)
        ],
        "spans": spans,
        "answer": "accept",
    }
    if record.annotator:
        task["_session_id"] = f"pressmark-{record.annotator}"
    if record.relations:
        task["relations"] = [_relation(record, relation, spans) for relation in record.relations]
    return task


def _relation(record: Record, relation: RecordRelation, spans: list[dict[str, Any]]) -> dict[str, Any]:
    head, child = spans[relation.head], spans[relation.child]
    row: dict[str, Any] = {"label": relation.label}
    for side, end in (("head", head), ("child", child)):
        if "token_end" in end:
            row[side] = end["token_end"]
        row[f"{side}_span"] = {name: value for name, value in end.items() if name != "text"}
    return row
