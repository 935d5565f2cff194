"""The table of formats, and which of them a file is in."""

import importlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from annotator.formats.columns import Columns
from annotator.formats.encoding import decode
from annotator.formats.sources import SourceFile, opened
from annotator.formats.written import Written
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

_HEAD = 64 * 1024
_OTHER_MAGICS = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"SQLite format 3\0")

Group = Literal["text", "annotations", "news"]
"""What a format is for: bare articles, other tools' annotations, news as agencies and databases give it."""


@dataclass(frozen=True, slots=True)
class Head:
    """How a file begins: what its format is told by."""

    source: SourceFile
    data: bytes
    """The first 64 KB, unpacked."""
    text: str
    """The same as text; "" for what is no text."""

    @property
    def start(self) -> str:
        """The text from its first character that is not blank."""
        return self.text.lstrip("\ufeff \t\r\n")


@dataclass(frozen=True, slots=True)
class Format:
    """A format that comes in, goes out, or both. What does it is named, "module:function", and imported when it is needed."""

    name: str
    title: str
    endings: tuple[str, ...]
    """Lower case, with the dot; the first is the one to write. Each may be followed by .gz, or stand in a ZIP archive."""
    group: Group = "annotations"
    reader: str = ""
    """`(SourceFile, Columns) -> Iterator[Record | Refusal]`."""
    writer: str = ""
    """`(Iterable[Record], BinaryIO) -> Written`, or `(Iterable[Record], Path) -> Written` where it is a folder."""
    folder: bool = False
    """Whether it is written as a folder of files."""
    sniffer: str = ""
    """`(Head) -> bool`: whether a file is in this format. Without one, the ending decides, once no other format says yes."""
    aside: str = ""
    """`(SourceFile) -> bool`: whether a file goes with another one and is not to be read by itself."""
    losses_of: str = ""
    """`(Record) -> Counter[str]`: what of a record it can't hold, counted, in words."""
    cannot_hold: tuple[str, ...] = ()
    """What it can't hold in any case, in words, for whoever chooses a format."""
    any_ending: bool = False
    """Whether files of other endings are looked at too, when they are named themselves."""

    @property
    def reads(self) -> bool:
        """Whether it comes in."""
        return bool(self.reader)

    @property
    def writes(self) -> bool:
        """Whether it goes out."""
        return bool(self.writer)

    def read(self, source: SourceFile, columns: Columns = Columns()) -> Iterator[Record | Refusal]:  # noqa: B008  # frozen
        """The records of a file."""
        found: Iterator[Record | Refusal] = _function(self.reader)(source, columns)
        return found

    def write(self, records: Iterable[Record], target: BinaryIO | Path) -> Written:
        """Write the records to a stream of bytes, or into an empty folder."""
        written: Written = _function(self.writer)(records, target)
        return written

    def sniff(self, head: Head) -> bool:
        """Whether a file that begins so is in this format."""
        return bool(self.sniffer) and bool(_function(self.sniffer)(head))

    def is_aside(self, source: SourceFile) -> bool:
        """Whether the file goes with another one."""
        return bool(self.aside) and bool(_function(self.aside)(source))

    def losses(self, record: Record) -> Counter[str]:
        """What of a record it can't hold, counted."""
        return _function(self.losses_of)(record) if self.losses_of else Counter()


FORMATS: tuple[Format, ...] = (
    Format(
        "jsonl",
        "JSON lines",
        (".jsonl", ".ndjson", ".jsonlines"),
        reader="jsonl:read_source",
        writer="jsonl:write",
        sniffer="jsonl:sniff",
        any_ending=True,
    ),
    Format("csv", "CSV", (".csv",), "text", reader="table:read_source"),
    Format("tsv", "TSV", (".tsv", ".tab"), "text", reader="table:read_source"),
    Format(
        "text",
        "Plain text",
        (".txt", ".text"),
        "text",
        reader="plain_text:read_source",
        sniffer="plain_text:sniff",
        any_ending=True,
    ),
)
"""Looked through in this order: what is told by more than its ending comes before what takes all of an ending."""

READABLE = tuple(known.name for known in FORMATS if known.reads)
WRITABLE = tuple(known.name for known in FORMATS if known.writes)


def named(name: str) -> Format:
    """The format of that name. Raises AnnotationError, listing those there are."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise AnnotationError(f"there is no format {name}; there are {', '.join(known.name for known in FORMATS)}")


def is_aside(source: SourceFile) -> bool:
    """Whether a file of a folder belongs to another one (the text beside its annotations), and is not read by itself."""
    return not source.named and any(known.is_aside(source) for known in FORMATS)


def format_of(source: SourceFile) -> Format:
    """The format of a file: of those with its ending the first that knows it by its content, else the one that takes them all.

    A file whose ending says nothing is told by its content alone, where it was named itself. Raises AnnotationError where
    it is in none, OSError where it cannot be read.
    """
    fitting = [known for known in FORMATS if known.reads and source.ending in known.endings]
    if len(fitting) == 1:
        return fitting[0]
    looked_into = source.named or not source.ending or bool(fitting)
    if looked_into:
        head = _head(source)
        for known in fitting:
            if known.sniff(head):
                return known
        if source.named or not source.ending:
            for known in FORMATS:
                if (
                    known.any_ending
                    and known not in fitting
                    and not head.data.startswith(_OTHER_MAGICS)
                    and known.sniff(head)
                ):
                    return known
        for known in fitting:
            if not known.sniffer:
                return known
    if fitting:
        names = ", ".join(known.title for known in fitting)
        raise AnnotationError(f"this is none of the formats of {source.ending} that can be read ({names})")
    shown = f"the ending {source.ending}" if source.ending else "this file"
    raise AnnotationError(
        f"{shown} is no format that can be read; save it as .txt, .csv or .jsonl, or name its format with --format"
    )


def _head(source: SourceFile) -> Head:
    try:
        with opened(source) as stream:
            data = stream.read(_HEAD)
    except (EOFError, zlib.error):
        data = b"\0"
    return Head(source, data, "" if data.startswith(_OTHER_MAGICS) else _text_of(data))


def _text_of(data: bytes) -> str:
    # The sample may end inside a character.
    for cut in range(4):
        try:
            return decode(data[: len(data) - cut] if cut else data)[0]
        except AnnotationError:
            continue
    return ""


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(f"annotator.formats.{module}"), function)  # type: ignore[no-any-return]
