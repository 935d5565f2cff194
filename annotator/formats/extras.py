"""What a document of the interchange JSONL holds beyond its own fields: kept in `meta` on the way in, put back on the way out.

`meta["_interchange"]` holds the unknown fields of the document (`fields`) and the spans and relations with unknown fields
(an id, a score …), in full. A span gets its own back by its extent and label, not by its place in the list, so that they
stay with it when analysts add and take away others.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.model.record import Record, RecordSpan

KEY = "_interchange"

_SPAN = ("start", "end", "label")
_RELATION = ("head", "child", "label")


def put_in(
    meta: Mapping[str, Any],
    fields: Mapping[str, Any],
    spans: Sequence[Mapping[str, Any]],
    relations: Sequence[Mapping[str, Any]],
    read: Sequence[RecordSpan],
) -> Mapping[str, Any]:
    """`meta` with what is unknown in the rows of a file; `read` are the spans as they were read, for the relations' ends.

    A relation whose ends are not there keeps nothing: its document is refused afterwards.
    """
    found = {
        "fields": dict(fields),
        "spans": [dict(row) for row in spans if len(row) > len(_SPAN)],
        "relations": [
            {**row, "head": _extent(read[row["head"]]), "child": _extent(read[row["child"]])}
            for row in relations
            if len(row) > len(_RELATION) and 0 <= row["head"] < len(read) and 0 <= row["child"] < len(read)
        ],
        "meta": {KEY: meta[KEY]} if KEY in meta else {},
    }
    if not any(found.values()):
        return meta
    return {**meta, KEY: {name: value for name, value in found.items() if value}}


def taken_out(record: Record) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """The record's own meta, its unknown fields, and its spans and relations as the objects of a line."""
    own = dict(record.meta)
    kept: Mapping[str, Any] = {}
    if _is_kept(own.get(KEY)):
        kept = own.pop(KEY)
        own.update(kept.get("meta", {}))
    by_span = _queues(kept.get("spans", ()), _SPAN)
    by_relation = _queues(kept.get("relations", ()), _RELATION)
    spans: list[dict[str, Any]] = []
    for span in record.spans:
        row = {"start": span.start, "end": span.end, "label": span.label}
        more = by_span.get((span.start, span.end, span.label))
        spans.append({**row, **more.pop(0)} if more else row)
    relations: list[dict[str, Any]] = []
    for relation in record.relations:
        ends = (tuple(_extent(record.spans[end])) for end in (relation.head, relation.child))
        row = {"head": relation.head, "child": relation.child, "label": relation.label}
        more = by_relation.get((*ends, relation.label))
        relations.append({**row, **more.pop(0)} if more else row)
    return own, dict(kept.get("fields", {})), spans, relations


def _is_kept(value: object) -> bool:
    """Whether a document's meta under our name is what `put_in` wrote: its source may use the name too."""
    return (
        isinstance(value, dict)
        and value.keys() <= {"fields", "spans", "relations", "meta"}
        and bool(value)
        and all(isinstance(value.get(name, {}), dict) for name in ("fields", "meta"))
        and _are_rows(value.get("spans", []), _SPAN)
        and _are_rows(value.get("relations", []), _RELATION)
    )


def _are_rows(value: object, names: tuple[str, str, str]) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, dict) and all(name in row for name in names) for row in value
    )


def _extent(span: RecordSpan) -> list[Any]:
    # A list, as it comes back from JSON.
    return [span.start, span.end, span.label]


def _queues(
    rows: Sequence[Mapping[str, Any]], names: tuple[str, str, str]
) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """The unknown fields of each row, by its own three; rows that agree in those follow each other."""
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        place = tuple(tuple(value) if isinstance(value, list) else value for value in (row[name] for name in names))
        found.setdefault(place, []).append({name: value for name, value in row.items() if name not in names})
    return found
