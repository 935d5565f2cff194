"""doccano's JSON lines, in the three forms it writes and reads: `label` (or `labels`) with triples, and entities with relations.

Format: doccano 1.8, "Export and import" of sequence labelling and relation extraction. Offsets count code points.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8
from annotator.formats.head import Head
from annotator.formats.json_records import records_of
from annotator.formats.json_values import Value, number, plain, require_text, rows, values
from annotator.formats.sources import SourceFile, opened
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify

KEY = "doccano"
CATEGORIES = "categories"
_KNOWN = frozenset(
    {"id", "text", "column_data", "label", "labels", "column_label", "entities", "relations", "Comments"}
)


def sniff(head: Head) -> bool:
    """Whether a file begins with an object that has entities with offsets of doccano's, or triples as labels."""
    begin = head.text[:20_000]
    if '"start_offset"' in begin and '"entities"' in begin:
        return True
    line = head.start.partition("\n")[0]
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(row, dict):
        return False
    labels = next((row[name] for name in ("label", "labels", "column_label") if isinstance(row.get(name), list)), None)
    if labels is None or "spans" in row:
        return False
    return all(isinstance(item, list) and len(item) == 3 and isinstance(item[2], str) for item in labels)


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The documents of a file."""
    with opened(source) as stream:
        yield from records_of(source, values(stream), lambda *row: [_record(*row)])


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write JSON lines with entities and relations, which doccano's relation extraction projects import."""
    written = Written()
    for record in records:
        kept = record.meta.get(KEY)
        row: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}
        row |= {
            "id": int(record.key) if record.key.isdecimal() and str(int(record.key)) == record.key else record.key,
            "text": record.text,
            "entities": [
                {"id": place, "label": span.label, "start_offset": span.start, "end_offset": span.end}
                for place, span in enumerate(record.spans)
            ],
            "relations": [
                {"id": place, "from_id": relation.head, "to_id": relation.child, "type": relation.label}
                for place, relation in enumerate(record.relations)
            ],
        }
        stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False).encode(UTF_8) + b"\n")
        written.documents += 1
        written.spans += len(record.spans)
        written.relations += len(record.relations)
    return written


def _record(row: Value, default_key: str, origin: str) -> Record:
    text = require_text(row, "text", "column_data")
    spans: list[RecordSpan] = []
    aside: Counter[str] = Counter()
    ids: dict[object, int] = {}
    for entity in rows(row.get("entities")):
        ids[_id(entity.get("id", len(spans)))] = len(spans)
        start, end = number(entity.get("start_offset"), "start_offset"), number(entity.get("end_offset"), "end_offset")
        spans.append(RecordSpan(start, end, str(entity.get("label") or "")))
    kept: dict[str, Any] = {}
    for name in ("label", "labels", "column_label"):
        for item in row.get(name) or () if isinstance(row.get(name), list) else ():
            if isinstance(item, list) and len(item) == 3 and isinstance(item[2], str):
                spans.append(RecordSpan(number(item[0], "an offset"), number(item[1], "an offset"), item[2]))
            elif isinstance(item, str):
                kept.setdefault("cats", []).append(item)
                aside[CATEGORIES] += 1
            else:
                raise AnnotationError(f"`{name}` must hold triples, [start, end, label]")
    relations: list[RecordRelation] = []
    for relation in rows(row.get("relations")):
        ends = (ids.get(_id(relation.get("from_id"))), ids.get(_id(relation.get("to_id"))))
        if ends[0] is None or ends[1] is None:
            raise AnnotationError(
                f"a relation joins {relation.get('from_id')} and {relation.get('to_id')}, and one is not there"
            )
        relations.append(RecordRelation(ends[0], ends[1], str(relation.get("type") or "")))
    comments = row.get("Comments")
    if comments:
        kept["Comments"] = comments
    meta = {name: value for name, value in row.items() if name not in _KNOWN and plain(value)}
    if kept and plain(kept):
        meta[KEY] = kept
    id = row.get("id")
    return verify(
        Record(
            key=str(id) if isinstance(id, str | int) and str(id) else default_key,
            text=text,
            title=derived_title(text),
            meta=meta,
            spans=tuple(spans),
            relations=tuple(relations),
            origin=origin,
            aside=aside,
        )
    )


def _id(value: object) -> object:
    if isinstance(value, list | dict):
        raise AnnotationError("an id must be a number or a text")
    return value
