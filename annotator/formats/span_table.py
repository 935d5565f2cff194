"""Spans, and relations as triples, one a row, for a spreadsheet or a data frame: out only.

UTF-8 with a byte order mark, so that a spreadsheet sees the accents; comma and quotation marks as in RFC 4180. A cell that
a spreadsheet would take for a formula has an apostrophe before it. A string that goes
over a line end is in one line, cut words made whole; all others are as they stand.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.formats.written import Written
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.model.wrapping import as_read

CONTEXT = 60
"""Code points of the text that are given on either side."""
RELATIONS = "relations"
ALONE = "spans that no relation joins"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DOCUMENT = ("document", "title", "published", "source")
_SPAN_COLUMNS = (*_DOCUMENT, "start", "end", "label", "text", "before", "after")
_RELATION_COLUMNS = (
    *_DOCUMENT,
    "head",
    "head_label",
    "relation",
    "child",
    "child_label",
    "head_start",
    "head_end",
    "child_start",
    "child_end",
    "context",
)


def write_spans(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write a row a span: the article, code points from 0, the label, the string and what stands around it."""
    written = Written()

    def rows() -> Iterator[Sequence[object]]:
        for record in records:
            written.documents += 1
            written.spans += len(record.spans)
            written.lost.update(span_losses(record))
            for span in record.spans:
                yield (*_of(record), *_span_cells(record.text, span))

    _write(stream, _SPAN_COLUMNS, rows())
    return written


def write_relations(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write a row a relation: head, relation and child, with their places and the text they stand in."""
    written = Written()

    def rows() -> Iterator[Sequence[object]]:
        for record in records:
            written.documents += 1
            written.spans += len(_joined(record))
            written.relations += len(record.relations)
            written.lost.update(relation_losses(record))
            for relation in record.relations:
                yield (*_of(record), *_relation_cells(record, relation))

    _write(stream, _RELATION_COLUMNS, rows())
    return written


def span_losses(record: Record) -> Counter[str]:
    """What of a record a table of spans has no place for."""
    return +Counter({RELATIONS: len(record.relations)})


def relation_losses(record: Record) -> Counter[str]:
    """What of a record a table of relations has no place for."""
    return +Counter({ALONE: len(record.spans) - len(_joined(record))})


def context_of(text: str, start: int, end: int) -> str:
    """The text from one place to another with a little on either side, in one line."""
    return " ".join(text[max(0, start - CONTEXT) : end + CONTEXT].split())


def _joined(record: Record) -> set[int]:
    return {end for relation in record.relations for end in (relation.head, relation.child)}


def _of(record: Record) -> tuple[str, ...]:
    return record.key, record.title, record.published, record.source


def _span_cells(text: str, span: RecordSpan) -> tuple[object, ...]:
    before = " ".join(text[max(0, span.start - CONTEXT) : span.start].split())
    after = " ".join(text[span.end : span.end + CONTEXT].split())
    return span.start, span.end, span.label, _string(text, span), before, after


def _string(text: str, span: RecordSpan) -> str:
    string = text[span.start : span.end]
    return as_read(string) if len(string.splitlines()) > 1 else string


def _relation_cells(record: Record, relation: RecordRelation) -> tuple[object, ...]:
    head, child = record.spans[relation.head], record.spans[relation.child]
    text = record.text
    return (
        _string(text, head),
        head.label,
        relation.label,
        _string(text, child),
        child.label,
        head.start,
        head.end,
        child.start,
        child.end,
        context_of(text, min(head.start, child.start), max(head.end, child.end)),
    )


def _write(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        table = csv.writer(text)
        table.writerow(columns)
        for row in rows:
            table.writerow([_cell(value) for value in row])
    finally:
        text.detach()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
