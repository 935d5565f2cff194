"""spaCy's training data of version 2 as tutorials and converters still write it: `[text, {"entities": [[start, end, label], …]}]`.

One list of such pairs, or a pair a line. Offsets count code points. Format: spaCy 2's "Training data", `spans` as in `spancat` demos.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8
from annotator.formats.head import Head
from annotator.formats.json_records import records_of
from annotator.formats.json_values import number
from annotator.formats.sources import SourceFile, opened
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordSpan, Refusal, verify

RELATIONS = "relations"
CATEGORIES = "categories"
OTHER = "other annotations"
_SPANS = ("entities", "spans")


def sniff(head: Head) -> bool:
    """Whether a file begins with a pair of a text and an object of entities."""
    start = "".join(head.start[:4000].split())
    begins = start.startswith('[["') or (start.startswith('["') and '",{"' in start)
    return begins and any(f'{{"{name}":' in "".join(head.text[:40_000].split()) for name in (*_SPANS, "cats"))


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The pairs of a file."""
    with opened(source) as stream:
        yield from records_of(source, enumerate(_pairs(stream), 1), lambda *pair: [_record(*pair)])


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write one list of pairs; relations have no place in it."""
    written = Written()
    stream.write(b"[")
    for record in records:
        entities = [[span.start, span.end, span.label] for span in record.spans]
        stream.write(b",\n" if written.documents else b"\n")
        stream.write(json.dumps([record.text, {"entities": entities}], ensure_ascii=False).encode(UTF_8))
        written.documents += 1
        written.spans += len(record.spans)
        written.lost.update(losses(record))
    stream.write(b"\n]\n")
    return written


def losses(record: Record) -> Counter[str]:
    """What of a record the pairs have no place for."""
    return +Counter({RELATIONS: len(record.relations)})


def _pairs(stream: BinaryIO) -> Iterator[Any]:
    import ijson

    head = "".join(stream.read(64).decode("utf-8", "replace").split()).lstrip("\ufeff")
    stream.seek(3 if head and stream.seek(0) == 0 and stream.read(3) == b"\xef\xbb\xbf" else 0)
    whole = head.startswith("[[")
    place = 0
    try:
        found = ijson.items(stream, "item" if whole else "", multiple_values=not whole, use_float=True)
        for pair in found:
            place += 1
            yield pair
    except (ijson.common.JSONError, ValueError, OverflowError) as error:
        raise AnnotationError(
            f"from pair {place + 1} on this is not JSON: {' '.join(str(error).split())[:120]}"
        ) from error


def _record(pair: Any, key: str, origin: str) -> Record:
    if not (isinstance(pair, list) and len(pair) >= 2 and isinstance(pair[0], str) and isinstance(pair[1], dict)):
        raise AnnotationError('a document is a pair, ["text", {"entities": …}]')
    text, annotations = pair[0], pair[1]
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise AnnotationError("the text holds a NUL or half a surrogate pair; take it out")
    spans: list[RecordSpan] = []
    aside: Counter[str] = Counter()
    for name, value in annotations.items():
        if name == "cats" and isinstance(value, dict):
            aside[CATEGORIES] += len(value)
        elif name in _SPANS:
            groups = value.values() if isinstance(value, dict) else [value]
            for group in groups:
                spans += _spans(group)
        else:
            aside[OTHER] += 1
    return verify(Record(key, text, title=derived_title(text), spans=tuple(spans), origin=origin, aside=+aside))


def _spans(group: object) -> Iterator[RecordSpan]:
    if not isinstance(group, list):
        raise AnnotationError("the entities must be a list of [start, end, label]")
    for row in group:
        if not (isinstance(row, list) and len(row) >= 3 and isinstance(row[2], str)):
            raise AnnotationError("an entity must be [start, end, label]")
        yield RecordSpan(number(row[0], "a start"), number(row[1], "an end"), row[2])
