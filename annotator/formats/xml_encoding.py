"""Which encoding an XML file is in: its byte order mark, its first bytes, its declaration (XML 1.0, appendix F)."""

import codecs
import re
from dataclasses import dataclass

UNKNOWN = ""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_EBCDIC = b"\x4c\x6f\xa7\x94"
_DECLARATION = re.compile(r"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'<>]{1,60})["']""")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs"}
"""Encodings that are often named where a wider one is meant; every text of the first is the same in the second."""
_NOT_FOR_FILES = frozenset("idna punycode unicode_escape raw_unicode_escape utf-7 undefined".split())
_EBCDIC_NAMES = {"ebcdic-cp-be": "cp500", "ebcdic-cp-ch": "cp500"}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a file says of its encoding."""

    encoding: str
    """The name of Python's codec; UNKNOWN where the file says nothing, or something unknown."""
    mark: int = 0
    """How many bytes the byte order mark takes."""
    name: str = ""
    """What the file calls it."""


def declared(head: bytes) -> Declared:
    """What a file says of its encoding, by its first bytes (give at least 200 where there are as many)."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Declared(encoding, len(mark), encoding)
    for start, encoding in _STARTS:
        if head.startswith(start):
            return Declared(encoding, 0, encoding)
    reading = "cp037" if head.startswith(_EBCDIC) else "latin-1"
    found = _DECLARATION.match(head[:400].decode(reading))
    if found is None:
        return Declared(UNKNOWN)
    return Declared(_codec(found[1], head), 0, found[1])


def _codec(name: str, head: bytes) -> str:
    try:
        codec = codecs.lookup(_EBCDIC_NAMES.get(name.lower(), name))
    except (LookupError, ValueError):
        return UNKNOWN
    try:
        declaration = codec.decode(head[:5])[0]
    except (UnicodeDecodeError, TypeError, ValueError):
        return UNKNOWN
    # a declaration that it is itself not written in: UTF-16 in a file of single bytes, base64
    if codec.name.replace("-escape", "_escape") in _NOT_FOR_FILES or declaration[:2] not in ("<?", "\n<", " <", "\r\n"):
        return UNKNOWN
    if codec.name in ("iso8859-1", "ascii", "cp1252"):
        # as browsers do: no text has the control characters that ISO 8859-1 has where Windows has dashes and quotes
        return "cp1252"
    return _WIDER.get(codec.name.replace("-", "_"), codec.name)
