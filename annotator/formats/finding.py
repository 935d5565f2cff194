"""Which format a file is in: by its ending, else by how it begins."""

import zlib

from annotator.formats.catalogue import FORMATS, Format
from annotator.formats.encoding import decode
from annotator.formats.head import Head
from annotator.formats.sources import SourceFile, opened
from annotator.model.errors import AnnotationError

_HEAD = 64 * 1024
_OTHER_MAGICS = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"SQLite format 3\0")


_EXPORT = "export.json"
"""What an export of ours says of itself."""
_ABOUT = frozenset("readme license licence copying notice changelog authors contributing makefile".split())
"""The stems of files that tell of a corpus and are no part of it."""


def is_about(source: SourceFile) -> bool:
    """Whether a file of a folder tells of the corpus: a README, a licence."""
    name = source.file_name.casefold()
    return not source.named and (name.partition(".")[0] in _ABOUT or name == _EXPORT)


def is_aside(source: SourceFile, format: Format | None = None) -> bool:
    """Whether a file of a folder belongs to another one (the text beside its annotations), and is not read by itself.

    Where the person has named a format that is a folder, files of other endings are none of its documents either.
    """
    if source.named:
        return False
    if format is not None:
        return format.is_aside(source) or (format.folder and source.ending not in format.endings)
    return any(known.is_aside(source) for known in FORMATS)


def format_of(source: SourceFile) -> Format:
    """The format of a file: of those with its ending the first that knows it by its content, else the one that takes them all.

    A file whose ending says nothing is told by its content alone, where it was named itself. Raises AnnotationError where
    it is in none, OSError where it cannot be read.
    """
    fitting = [known for known in FORMATS if known.reads and source.ending in known.endings]
    if len(fitting) == 1:
        return fitting[0]
    if fitting or source.named or not source.ending:
        head = _head(source)
        for known in fitting:
            if known.sniff(head):
                return known
        for known in fitting:
            if known.default:
                return known
        if not head.data.startswith(_OTHER_MAGICS):
            for known in FORMATS:
                if known.any_ending and known not in fitting and known.sniff(head):
                    return known
    if fitting:
        names = ", ".join(known.title for known in fitting)
        raise AnnotationError(
            f"this is none of the formats of {source.ending} that can be read ({names}); name its format with --format"
        )
    if source.ending:
        raise AnnotationError(
            f"the ending {source.ending} is no format that can be read; save it as .txt, .csv or .jsonl, or name its format with --format"
        )
    raise AnnotationError(
        "this file is no format that can be read; save it as .txt, .csv or .jsonl, or name its format with --format"
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
