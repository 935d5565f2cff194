"""The table of formats, and which of them a file is in."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from annotator.formats import jsonl, plain_text, table
from annotator.formats.columns import Columns
from annotator.formats.encoding import decode
from annotator.formats.sources import SourceFile, opened
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

_HEAD = 64 * 1024
_OTHER_MAGICS = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"SQLite format 3\0")


@dataclass(frozen=True, slots=True)
class Format:
    """A format that comes in, goes out, or both."""

    name: str
    title: str
    endings: tuple[str, ...]
    """Lower case, with the dot; the first is the one to write. Each may be followed by .gz."""
    read: Callable[[SourceFile, Columns], Iterator[Record | Refusal]] | None = None
    write: Callable[[Iterable[Record], BinaryIO], int] | None = None
    """Writes the records to a stream of bytes and returns how many there were."""
    sniff: Callable[[str], bool] | None = None
    """Whether a file whose ending says nothing is in this format, by its first 64 KB as text."""


def _read_text(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    return plain_text.read(source)


def _read_table(source: SourceFile, columns: Columns) -> Iterator[Record | Refusal]:
    return table.read(source, columns=columns)


def _read_jsonl(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    return jsonl.read(source)


def _is_jsonl(head: str) -> bool:
    line = head.lstrip().partition("\n")[0]
    return line.startswith('{"') and '"text"' in head


def _is_text(head: str) -> bool:
    start = head.lstrip()[:200].lower()
    return not start.startswith(("<?xml", "<!doctype", "<html", "{", "["))


FORMATS: tuple[Format, ...] = (
    Format("jsonl", "JSON lines", (".jsonl", ".ndjson", ".jsonlines"), _read_jsonl, jsonl.write, _is_jsonl),
    Format("csv", "CSV", (".csv",), _read_table),
    Format("tsv", "TSV", (".tsv", ".tab"), _read_table),
    Format("text", "Plain text", (".txt", ".text"), _read_text, None, _is_text),
)
"""Sniffed in this order."""

READABLE = tuple(known.name for known in FORMATS if known.read)
WRITABLE = tuple(known.name for known in FORMATS if known.write)


def named(name: str) -> Format:
    """The format of that name. Raises AnnotationError, listing those there are."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise AnnotationError(f"there is no format {name}; there are {', '.join(known.name for known in FORMATS)}")


def format_of(source: SourceFile) -> Format:
    """The format of a file: by its ending, else by how it begins.

    Raises AnnotationError where it is in none, OSError where it cannot be read.
    """
    for known in FORMATS:
        if source.ending in known.endings:
            return known
    if source.named or not source.ending or source.ending == ".json":
        try:
            with opened(source) as stream:
                data = stream.read(_HEAD)
        except (EOFError, zlib.error):
            data = b"\0"
        if not data.startswith(_OTHER_MAGICS):
            head = _text_of(data)
            for known in FORMATS:
                if known.sniff is not None and head and known.sniff(head):
                    return known
    shown = f"the ending {source.ending}" if source.ending else "this file"
    raise AnnotationError(
        f"{shown} is no format that can be read; save it as .txt, .csv or .jsonl, or name its format with --format"
    )


def _text_of(data: bytes) -> str:
    # The sample may end inside a character.
    for cut in range(4):
        try:
            return decode(data[: len(data) - cut] if cut else data)[0]
        except AnnotationError:
            continue
    return ""
