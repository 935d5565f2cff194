"""Label Studio: its JSON export, JSON-MIN and CSV, and the tasks it imports.

Text regions are spans, relations between them relations, predictions suggestions of their model. Cancelled annotations and
drafts are left out and counted. Offsets are JavaScript's, UTF-16 units, and checked against the region's own text; JSON-MIN
and CSV have no relations, because Label Studio leaves them out.
Format: labelstud.io/guide/export and guide/tasks, version 1.23.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from annotator.formats import offsets
from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8
from annotator.formats.head import Head
from annotator.formats.json_records import records_of
from annotator.formats.json_values import Value, load, number, plain, require_text, rows, score, text_of, values
from annotator.formats.sources import SourceFile, opened
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.plurals import counted
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify

CANCELLED = "cancelled annotations"
DRAFTS = "drafts"
OTHER_FIELDS = "choices and other fields"
KEY = "label_studio"
UNNAMED = "relation"
"""A relation that was drawn without a label."""
_TASK = frozenset({"id", "data", "annotations", "predictions", "drafts"})
_MIN = ("annotator", "annotation_id", "created_at", "updated_at", "lead_time")
_MAX_CELL = 1 << 27


def sniff(head: Head) -> bool:
    """Whether a file is a list of tasks, or of JSON-MIN's rows, or a CSV export."""
    begin = head.start[:60_000]
    if begin.startswith(("[", "{")):
        task = '"data"' in begin and ('"annotations"' in begin or '"predictions"' in begin or '"completions"' in begin)
        return task or ('"annotation_id"' in begin and '"lead_time"' in begin)
    first = begin.partition("\n")[0]
    return "annotation_id" in first and "lead_time" in first


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The tasks of a file; one that several people have annotated comes once for each of them."""
    with opened(source) as stream:
        start = stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        stream.seek(0)
        yield from records_of(source, values(stream) if start in (b"[", b"{") else _cells(stream), _records)


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write a list of tasks with their annotations, as Label Studio imports it: `label` on `text`."""
    written = Written()
    stream.write(b"[")
    for record in records:
        stream.write(b",\n" if written.documents else b"\n")
        written.documents += 1
        # Label Studio numbers tasks itself; its converter can't do without a number
        task = {"id": written.documents, **_task(record)}
        stream.write(json.dumps(task, ensure_ascii=False, allow_nan=False).encode(UTF_8))
        written.spans += len(record.spans)
        written.relations += len(record.relations)
    stream.write(b"\n]\n")
    return written


@dataclass(slots=True)
class _Regions:
    """The regions and relations of one annotation or prediction."""

    spans: list[RecordSpan] = field(default_factory=list)
    relations: list[RecordRelation] = field(default_factory=list)
    other: list[Value] = field(default_factory=list)


def _records(row: Value, default_key: str, origin: str) -> Iterator[Record | Refusal]:
    if not isinstance(row.get("data"), dict):
        yield _minimal(row, default_key, origin)
        return
    data = row["data"]
    annotations = rows(row.get("annotations")) or rows(row.get("completions"))
    standing = [annotation for annotation in annotations if not annotation.get("was_cancelled")]
    for _ in range(len(annotations) - len(standing)):
        yield Refusal(origin, CANCELLED, left_out=True)
    for _ in rows(row.get("drafts")):
        yield Refusal(origin, DRAFTS, left_out=True)
    if annotations and not standing:
        return
    name, text = _text(data, [*standing, *rows(row.get("predictions"))])
    base: dict[str, Any] = {
        "key": _key(data, row, default_key),
        "text": text,
        "title": text_of(data, "title", "headline") or derived_title(text),
        "source": text_of(data, "source", "outlet"),
        "url": text_of(data, "url"),
        "published": text_of(data, "published", "date"),
        "language": text_of(data, "lang", "language"),
        "origin": origin,
    }
    meta: dict[str, Any] = {
        key: value for key, value in data.items() if key != name and value is not None and plain(value)
    }
    suggested = _predicted(row, text)
    for place, annotation in enumerate(standing or [{}]):
        regions = _regions(rows(annotation.get("result")), text)
        own = {**meta, KEY: {"other": regions.other}} if regions.other and plain(regions.other) else meta
        first = suggested if place == 0 else {}
        yield verify(
            Record(
                **base,
                meta=own,
                spans=tuple(regions.spans),
                relations=tuple(regions.relations),
                annotator=_annotator(annotation),
                aside={OTHER_FIELDS: len(regions.other)} if regions.other else {},
                **first,
            )
        )


def _minimal(row: Value, default_key: str, origin: str) -> Record:
    """A row of JSON-MIN or CSV: the task's own data beside the regions, without their ids and relations."""
    regions: list[Value] = []
    names: set[str] = set()
    for name, value in row.items():
        found = rows(value)
        if found and all("start" in region and "end" in region for region in found):
            regions += found
            names.add(name)
    data = {name: value for name, value in row.items() if name not in names and name not in _MIN}
    name, text = _text(data, [{"result": [{"value": region} for region in regions]}])
    found_regions = _regions([{"type": "labels", "value": region} for region in regions], text)
    return verify(
        Record(
            key=_key(data, row, default_key),
            text=text,
            title=text_of(data, "title") or derived_title(text),
            source=text_of(data, "source"),
            url=text_of(data, "url"),
            meta={
                key: value
                for key, value in data.items()
                if key not in (name, "id") and value not in (None, "") and plain(value)
            },
            spans=tuple(found_regions.spans),
            annotator=_annotator({"completed_by": row.get("annotator")}),
            origin=origin,
        )
    )


def _key(data: Mapping[str, Any], row: Mapping[str, Any], default: str) -> str:
    for value in (data.get("doc_id"), data.get("key"), data.get("id"), row.get("id")):
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value):
            return str(value)
    return default


def _text(data: Value, annotations: Sequence[Value]) -> tuple[str, str]:
    """The member of a task's data that the regions speak of, with its text."""
    texts = {name: value for name, value in data.items() if isinstance(value, str) and value}
    if not texts:
        raise AnnotationError("the task's data holds no text")
    strings = [
        str(region["value"]["text"])
        for annotation in annotations
        for region in rows(annotation.get("result"))
        if isinstance(region.get("value"), dict) and isinstance(region["value"].get("text"), str)
    ]
    fitting = [name for name, text in texts.items() if all(string in text for string in strings)] if strings else []
    names = fitting or list(texts)
    name = "text" if "text" in names else max(names, key=lambda name: len(texts[name]))
    return name, require_text(data, name)


def _regions(result: Sequence[Value], text: str, *, default_score: float | None = None) -> _Regions:
    found = _Regions()
    ids: dict[str, int] = {}
    spans: list[tuple[Value, list[str]]] = []
    for region in result:
        value = region.get("value")
        if region.get("type") == "relation":
            continue
        if isinstance(value, dict) and "start" in value and "end" in value:
            named = value.get("labels") or value.get(str(region.get("type")))
            spans.append((region, [str(label) for label in named] if isinstance(named, list) else []))
        else:
            found.other.append(region)
    stated = [
        (number(region["value"]["start"], "start"), number(region["value"]["end"], "end"), _string(region["value"]))
        for region, _ in spans
    ]
    place = offsets.agreeing(text, stated)
    if place is None and spans:
        raise offsets.disagreement(text, stated)
    for (region, labels), (start, end, _) in zip(spans, stated, strict=True):
        assert place is not None
        ids[str(region.get("id") or "")] = len(found.spans)
        sure = score(region.get("score"))
        for label in labels:
            found.spans.append(RecordSpan(place(start), place(end), label, default_score if sure is None else sure))
        if not labels:
            found.other.append(region)
            ids.pop(str(region.get("id") or ""))
    for region in result:
        if region.get("type") == "relation":
            _relate(found, region, ids)
    return found


def _relate(found: _Regions, region: Value, ids: Mapping[str, int]) -> None:
    head, child = ids.get(str(region.get("from_id"))), ids.get(str(region.get("to_id")))
    if head is None or child is None:
        found.other.append(region)
        return
    if region.get("direction") == "left":
        head, child = child, head
    named = region.get("labels")
    for label in named if isinstance(named, list) and named else [UNNAMED]:
        found.relations.append(RecordRelation(head, child, str(label)))


def _string(value: Value) -> str | None:
    return value["text"] if isinstance(value.get("text"), str) else None


def _predicted(row: Value, text: str) -> dict[str, Any]:
    predictions = rows(row.get("predictions"))
    if not predictions:
        return {}
    spans: list[RecordSpan] = []
    relations: list[RecordRelation] = []
    for prediction in predictions:
        regions = _regions(rows(prediction.get("result")), text, default_score=score(prediction.get("score")))
        first = len(spans)
        spans += regions.spans
        relations += [RecordRelation(r.head + first, r.child + first, r.label) for r in regions.relations]
    return {
        "suggested": tuple(spans),
        "suggested_relations": tuple(relations),
        "suggester": text_of(predictions[0], "model_version") or "Label Studio",
    }


def _annotator(annotation: Mapping[str, Any]) -> str:
    person = annotation.get("completed_by")
    if isinstance(person, dict):
        return text_of(person, "email", "username") or str(person.get("id") or "")
    return "" if person in (None, "") or isinstance(person, bool) else str(person)


def _cells(stream: BinaryIO) -> Iterator[tuple[int, Value | AnnotationError]]:
    """The rows of a CSV or TSV export; a cell that holds JSON as its value."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    before = csv.field_size_limit(_MAX_CELL)
    try:
        header = text.readline()
        delimiter = "\t" if "\t" in header else ","
        names = next(csv.reader([header], delimiter=delimiter))
        for place, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            if len(cells) != len(names):
                count = counted(len(cells), "cell")
                yield place, AnnotationError(f"the row has {count}, and the first one names {len(names)}")
                continue
            row: Value = dict(zip(names, cells, strict=True))
            yield place, {name: _cell(value) for name, value in row.items()}
    except (csv.Error, UnicodeDecodeError, StopIteration) as error:
        raise AnnotationError(f"the table is damaged: {error}") from error
    finally:
        csv.field_size_limit(before)
        text.detach()


def _cell(value: str) -> Any:
    if not value.startswith(("[", "{")):
        return value
    try:
        return load(value.encode("utf-8"))
    except AnnotationError:
        return value


def _task(record: Record) -> dict[str, Any]:
    kept = record.meta.get(KEY)
    data = {name: value for name, value in record.meta.items() if name != KEY}
    fields = (("title", record.title), ("source", record.source), ("url", record.url), ("published", record.published))
    data |= {name: value for name, value in fields if value} | {"text": record.text, "doc_id": record.key}
    if record.language:
        data["lang"] = record.language
    unit = offsets.to_utf16(record.text)
    ids = [f"s{place}" for place in range(len(record.spans))]
    result: list[Value] = [
        {
            "id": id,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": unit(span.start),
                "end": unit(span.end),
                "text": record.text[span.start : span.end],
                "labels": [span.label],
            },
        }
        for id, span in zip(ids, record.spans, strict=True)
    ]
    result += [
        {
            "type": "relation",
            "from_id": ids[relation.head],
            "to_id": ids[relation.child],
            "direction": "right",
            "labels": [relation.label],
        }
        for relation in record.relations
    ]
    if isinstance(kept, dict):
        result += rows(kept.get("other"))
    return {"data": data, "annotations": [{"result": result}]}
