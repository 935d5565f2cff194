"""Names for the files that documents are written to: from their keys, safe on every system, never two alike."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator

from annotator.model.record import Record

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]|^\.+|[. ]+$')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120
"""Code points of one part of a path; file systems allow 255 bytes."""


def file_stems(records: Iterable[Record]) -> Iterator[tuple[Record, str]]:
    """Each record with the path of its file, without ending: its key, slashes as folders; a number makes it unique."""
    taken: set[str] = set()
    for record in records:
        stem = safe_stem(record.key)
        unique, number = stem, 1
        while _alike(unique) in taken:
            number += 1
            unique = f"{stem}-{number}"
        taken.add(_alike(unique))
        yield record, unique


def _alike(stem: str) -> str:
    """What is the same for two names that some system takes for one: case does not count, nor how an accent is made."""
    return unicodedata.normalize("NFC", stem.casefold())


def safe_stem(key: str) -> str:
    """A key as a relative path that stays below its folder."""
    parts = [_safe(part) for part in key.split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "document"


def _safe(part: str) -> str:
    name = _UNSAFE.sub("_", part)[:_LONGEST].strip() or "_"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def text_bytes(text: str) -> bytes:
    """A text as the bytes of a file; one that begins as a byte order mark does gets a real one before it."""
    return (codecs.BOM_UTF8 if text.startswith("\ufeff") else b"") + text.encode("utf-8")
