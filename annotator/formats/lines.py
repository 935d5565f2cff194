"""Lines of a file too big for memory, in whichever encoding it is; only U+000A ends one, and it stays on."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from annotator.formats.encoding import Family, family
from annotator.model.errors import AnnotationError

_CHUNK = 256 * 1024


def family_of(stream: BinaryIO) -> Family:
    """The family of a seekable stream's bytes; the stream is put after the byte order mark."""
    found = family(stream.read(_CHUNK))
    stream.seek(found.mark)
    return found


def split(stream: BinaryIO, found: Family, *, longest: int) -> Iterator[bytes | str | None]:
    """Each line: bytes to be decoded by the reader where ASCII is ASCII, text of a UTF-16 or UTF-32 file.

    A line of more than `longest` bytes (characters, in text) is skipped and comes as None, so that line numbers hold.
    Raises AnnotationError where a UTF-16 file is damaged: nothing after that place can be trusted.
    """
    if found.is_bytewise:
        yield from _byte_lines(stream, longest)
    else:
        yield from _wide_lines(stream, longest, found)


def _byte_lines(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    while line := stream.readline(longest):
        if len(line) < longest or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None


def _wide_lines(stream: BinaryIO, longest: int, found: Family) -> Iterator[str | None]:
    decoder = codecs.getincrementaldecoder(found.encoding)()
    kept: str | None = ""
    final = False
    while not final:
        chunk = stream.read(_CHUNK)
        final = not chunk
        try:
            text = decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            raise AnnotationError(
                f"it begins as {found.encoding} but is damaged from here on; save it again as UTF-8"
            ) from error
        lines = text.split("\n")
        lines[0] = "" if kept is None else kept + lines[0]
        if kept is None and len(lines) > 1:
            yield None
            del lines[0]
            kept = ""
        tail = lines.pop()
        for line in lines:
            yield line + "\n" if len(line) < longest else None
        kept = None if kept is None or len(tail) >= longest else tail
    if kept is None or kept:
        yield kept
