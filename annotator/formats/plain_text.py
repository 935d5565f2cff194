"""Plain text: one file is one article, kept as it is."""

import re
import zlib
from collections.abc import Iterator

from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8, decode
from annotator.formats.head import Head
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened, refusal_of
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

_MARKUP = re.compile(r"<[?!a-z][^<>]*>")


def read_source(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """As `read`, for the table of formats."""
    return read(source)


def sniff(head: Head) -> bool:
    """Whether a file begins as text does, and not as markup or data."""
    start = head.start[:200].lower()
    return bool(head.text) and not start.startswith(("{", "[")) and _MARKUP.match(start) is None


def read(source: SourceFile) -> Iterator[Record | Refusal]:
    """The article of this file, its title being its first line; or the reason why it is none."""
    try:
        with opened(source) as stream:
            data = stream.read(MAX_RECORD_BYTES + 1)
    except (EOFError, zlib.error):
        yield Refusal(source.name, "the gzip file is damaged; unpack it or fetch it again")
        return
    except OSError as error:
        yield refusal_of(source, error)
        return
    if len(data) > MAX_RECORD_BYTES:
        yield Refusal(source.name, f"the text is longer than {MAX_RECORD_BYTES >> 20} MB; cut it into articles")
        return
    try:
        text, encoding = decode(data)
    except AnnotationError as error:
        yield Refusal(source.name, str(error))
        return
    if not text.strip():
        yield Refusal(source.name, "the file holds no text")
        return
    meta = {} if encoding == UTF_8 else {"encoding": encoding}
    yield Record(key=source.key, text=text, title=derived_title(text), meta=meta, origin=source.name)
