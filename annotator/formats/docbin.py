"""spaCy's `.spacy` files: what they are told by; spaCy itself is spoken to in `annotator.nlp.docbin_files`."""

import importlib
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from annotator.formats.columns import Columns
from annotator.formats.head import Head
from annotator.formats.limits import LIMITS, MEGABYTE
from annotator.formats.sources import SourceFile, opened
from annotator.formats.written import Written
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

_SPACY = "annotator.nlp.docbin_files"
"""By name: formats depend on the model alone, and spaCy takes a second to import."""
MOST_BYTES = 1 << 30
"""A DocBin is unpacked whole."""


def sniff(head: Head) -> bool:
    """Whether a file is packed as DocBin packs (zlib at its default level)."""
    return head.data[:2] in (b"\x78\x9c", b"\x78\x01", b"\x78\xda")


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The documents of a file."""
    with opened(source) as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise AnnotationError("the file is larger than 1 GB; write it in several, as spaCy's own export does")
    if _unpacks_to_more(data, LIMITS.get().archive_bytes):
        raise AnnotationError(
            f"the file would take more than {LIMITS.get().archive_bytes // MEGABYTE:,} MB unpacked; write it in several, or "
            "raise the setting archive_megabytes"
        )
    yield from importlib.import_module(_SPACY).read(data, key=source.key, origin=source.name)


def _unpacks_to_more(data: bytes, most: int) -> bool:
    """Whether data packed with zlib takes more than so many bytes unpacked; none of them is kept."""
    unpacking = zlib.decompressobj()
    total = 0
    rest = data
    while rest and not unpacking.eof and total <= most:
        try:
            total += len(unpacking.decompress(rest, MEGABYTE))
        except zlib.error:
            return False  # spaCy says what is wrong with it
        rest = unpacking.unconsumed_tail
    return total > most


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write one file: entities without overlap in `ents`, every span in the group `sc`, relations in `user_data`."""
    return Written(*importlib.import_module(_SPACY).write(records, stream))
