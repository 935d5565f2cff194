"""The interchange JSONL of docs/formats.md: one document a line, lossless both ways."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from annotator.formats import extras
from annotator.formats.columns import Columns, role_of
from annotator.formats.dates import iso_date
from annotator.formats.encoding import UTF_8, FallbackDecoder
from annotator.formats.head import Head
from annotator.formats.lines import family_of, split
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened, refusal_of
from annotator.formats.written import Written
from annotator.model.document import REVIEW_STATES, ReviewState, Zone
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify

_SUSPECT = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)|\x00")
"""What a line holds when one of its strings may end up with a NUL or half a surrogate pair."""
_TEXTS = {"title": "title", "lang": "language", "published": "published", "source": "source", "url": "url"}
"""The optional texts: name in the file, name of the record's field."""
_ROLES = {"title": "title", "lang": "language", "published": "date", "source": "source", "url": "url"}
"""What they are called among the columns of tables."""
_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_].*)?")
_KNOWN = frozenset({"id", "text", "zones", "meta", "spans", "relations", "state", *_TEXTS})


def read(source: SourceFile) -> Iterator[Record | Refusal]:
    """The documents of this file, in order; one Refusal with file and line for each line that is none."""
    try:
        with opened(source) as stream:
            yield from read_stream(stream, name=source.name, key=source.key)
    except (EOFError, zlib.error):
        yield Refusal(source.name, "the gzip file is damaged and ends here; fetch it again")
    except OSError as error:
        yield refusal_of(source, error)


def read_source(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """As `read`, for the table of formats."""
    return read(source)


def sniff(head: Head) -> bool:
    """Whether a file begins with an object that may be a document."""
    line = head.start.partition("\n")[0]
    return line.startswith('{"') and '"text"' in head.text


def read_stream(stream: BinaryIO, *, name: str, key: str) -> Iterator[Record | Refusal]:
    """The documents of a seekable stream of bytes; a document without `id` gets `key` and its line number as its key."""
    decoder = FallbackDecoder()
    found = family_of(stream)
    number = 0
    try:
        for number, line in enumerate(split(stream, found, longest=MAX_RECORD_BYTES), 1):
            origin = f"{name}:{number}"
            if line is None:
                yield Refusal(
                    origin, f"the line is longer than {MAX_RECORD_BYTES >> 20} MB; one document goes on one line"
                )
                continue
            if not line.strip():
                continue
            try:
                text, encoding = (
                    (line, found.encoding) if isinstance(line, str) else decoder.decode(line, whole_file=False)
                )
                record = parse(text, origin=origin, default_key=f"{key}:{number}")
            except AnnotationError as error:
                yield Refusal(origin, str(error))
                continue
            if encoding != UTF_8:
                record = replace(record, meta={**record.meta, "encoding": encoding})
            yield record
    except AnnotationError as error:
        yield Refusal(f"{name}:{number + 1}", str(error))


def parse(line: str, *, origin: str = "", default_key: str = "") -> Record:
    """One line as a record whose offsets and indexes are known to hold.

    Raises AnnotationError, saying what is wrong and where.
    """
    data = _loaded(line)
    if not isinstance(data, dict):
        raise AnnotationError(f"a document is a JSON object, {{…}}, and this is {_type_name(data)}")
    if _SUSPECT.search(line):
        _refuse_odd_characters(data)
    text = data.get("text")
    if not isinstance(text, str):
        raise AnnotationError(
            "there is no `text`" if text is None else f"`text` must be a text, and is {_type_name(text)}"
        )
    state = _state(data.get("state"))
    spans = tuple(_span(row, number) for number, row in enumerate(_rows(data, "spans")))
    relations = tuple(_relation(row, number) for number, row in enumerate(_rows(data, "relations")))
    texts = {name: _text(data, name) for name in _TEXTS}
    texts |= {name: value for name, value in _others(data).items() if not texts[name]}
    record = Record(
        key=_key(data.get("id"), default_key),
        text=text,
        zones=tuple(_zone(row, number) for number, row in enumerate(_rows(data, "zones"))),
        meta=_meta(data, spans),
        spans=spans,
        relations=relations,
        state=state,
        origin=origin,
        title=texts["title"],
        language=texts["lang"],
        published=texts["published"],
        source=texts["source"],
        url=texts["url"],
    )
    return verify(record)


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write each record on a line of UTF-8 ending in U+000A; what is empty is left out."""
    written = Written()
    for record in records:
        stream.write(line_of(record).encode(UTF_8))
        stream.write(b"\n")
        written.documents += 1
        written.spans += len(record.spans)
        written.relations += len(record.relations)
    return written


def line_of(record: Record) -> str:
    """The record as a line, without its line end."""
    own, fields, spans, relations = extras.taken_out(record)
    data: dict[str, Any] = {"id": record.key}
    others = _others(fields)
    for name in ("lang", "title", "published", "source", "url"):
        value = getattr(record, _TEXTS[name])
        if value and value != others.get(name):
            data[name] = value
    data["text"] = record.text
    if record.zones:
        data["zones"] = [
            {"start": zone.start, "end": zone.end, "kind": zone.kind} | ({"found": True} if zone.found else {})
            for zone in record.zones
        ]
    data["spans"] = spans
    data["relations"] = relations
    if record.state is not None:
        data["state"] = record.state
    if own:
        data["meta"] = own
    for name, value in fields.items():
        data.setdefault(name, value)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _loaded(line: str) -> object:
    try:
        return json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise AnnotationError(
            f"this is not JSON: {error.msg} at character {error.pos + 1}; one JSON object goes on one line"
        ) from error
    except RecursionError as error:
        raise AnnotationError("the JSON is nested too deep") from error
    except ValueError as error:  # a whole number of more than 4,300 digits
        raise AnnotationError("a number in it is too long") from error


def _refuse_constant(name: str) -> object:
    raise AnnotationError(f"{name} is not JSON; write null")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise AnnotationError(f"the number {digits[:20]} is too big")
    return number


def _refuse_odd_characters(data: object) -> None:
    # Checked on the whole object, as meta and labels are stored too.
    written = json.dumps(data, ensure_ascii=False)
    try:
        written.encode(UTF_8)
    except UnicodeEncodeError as error:
        raise AnnotationError(
            f"it holds half a surrogate pair (U+{ord(written[error.start]):04X}), which is no character; write the whole pair or take it out"
        ) from error
    if "\\u0000" in written and _has_nul(data):
        raise AnnotationError("it holds a NUL character (\\u0000); take it out")


def _has_nul(data: object) -> bool:
    if isinstance(data, str):
        return "\0" in data
    if isinstance(data, dict):
        return any("\0" in name or _has_nul(value) for name, value in data.items())
    return isinstance(data, list) and any(_has_nul(value) for value in data)


def _key(value: object, default: str) -> str:
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise AnnotationError(f"`id` must be a text or a whole number, and is {_type_name(value)}")
    return str(value)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise AnnotationError(f"`{name}` must be a text, and is {_type_name(value)}")
    return value


def _others(data: Mapping[str, Any]) -> dict[str, str]:
    """The optional texts of a document that come under another usual name (`date`, `journal` …); dates in ISO 8601.

    None of those that two fields could be.
    """
    found: dict[str, str] = {}
    for name, role in _ROLES.items():
        fitting = [field for field, value in data.items() if field not in _KNOWN and role_of(field) == role and value]
        value = data[fitting[0]] if len(fitting) == 1 else None
        if not isinstance(value, str) or not (value := value.strip()):
            continue
        if role == "date":
            value = iso_date(value)
        elif role == "language":
            match = _LANGUAGE.fullmatch(value)
            value = match.group(1).lower() if match else ""
        if value:
            found[name] = value
    return found


def _state(value: object) -> ReviewState | None:
    if value is None:
        return None
    for state in REVIEW_STATES:
        if value == state:
            return state
    raise AnnotationError(f"`state` must be one of {', '.join(REVIEW_STATES)}")


def _meta(data: Mapping[str, Any], spans: Sequence[RecordSpan]) -> Mapping[str, Any]:
    meta = data.get("meta")
    if meta is None:
        meta = {}
    if not isinstance(meta, dict):
        raise AnnotationError(f"`meta` must be an object, {{…}}, and is {_type_name(meta)}")
    fields = {name: value for name, value in data.items() if name not in _KNOWN}
    return extras.put_in(meta, fields, data.get("spans") or (), data.get("relations") or (), spans)


def _rows(data: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    rows = data.get(name)
    if rows is None:
        return ()
    if not isinstance(rows, list):
        raise AnnotationError(f"`{name}` must be a list, [...], and is {_type_name(rows)}")
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            raise AnnotationError(f"`{name}` {number} must be an object, {{…}}, and is {_type_name(row)}")
    return rows


def _number(row: Mapping[str, Any], name: str, place: str) -> int:
    value = row.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise AnnotationError(
            f"`{name}` of {place} must be a whole number" + ("" if value is None else f", and is {_type_name(value)}")
        )
    return value


def _label(row: Mapping[str, Any], name: str, place: str) -> str:
    value = row.get(name)
    if value == "":
        raise AnnotationError(f"`{name}` of {place} is empty")
    if not isinstance(value, str):
        raise AnnotationError(
            f"`{name}` of {place} must be a text" + ("" if value is None else f", and is {_type_name(value)}")
        )
    return value


def _span(row: Mapping[str, Any], number: int) -> RecordSpan:
    place = f"span {number}"
    return RecordSpan(
        _number(row, "start", place), _number(row, "end", place), _label(row, "label", place), _score(row)
    )


def _relation(row: Mapping[str, Any], number: int) -> RecordRelation:
    place = f"relation {number}"
    return RecordRelation(
        _number(row, "head", place), _number(row, "child", place), _label(row, "label", place), _score(row)
    )


def _score(row: Mapping[str, Any]) -> float | None:
    """A `score` from 0 to 1, as a model's suggestions may have; anything else of that name is kept and means nothing here."""
    value = row.get("score")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        return None
    return float(value)


def _zone(row: Mapping[str, Any], number: int) -> Zone:
    place = f"zone {number}"
    start, end = _number(row, "start", place), _number(row, "end", place)
    return Zone(start, end, _label(row, "kind", place), row.get("found") is True)


def _type_name(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return {"str": "a text", "list": "a list", "dict": "an object"}.get(type(value).__name__, type(value).__name__)
