"""From bytes to text: byte order mark, UTF-8, UTF-16, then the single-byte encodings a newsroom's files still have.

Nothing is translated: line ends, NBSP and leading blanks come out as they went in. The byte order mark is not text.
"""

import codecs
import re
from dataclasses import dataclass

from annotator.model.errors import AnnotationError

UTF_8 = "utf-8"

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

WESTERN = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"""Tried in this order; a tie goes to the first."""
OTHERS = (
    "cp1250",
    "iso8859_2",
    "cp1251",
    "koi8_r",
    "cp866",
    "cp1253",
    "iso8859_7",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
)
"""What charset-normalizer chooses from. ASCII bytes mean ASCII in all of them, so that lines and columns can be cut before decoding."""

_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(r"[^\x00-\x7f]")
_HIGH_SAMPLE = 5_000
_SNIFFED = 4_096


@dataclass(frozen=True, slots=True)
class Family:
    """How a file's bytes are to be cut into lines."""

    encoding: str
    """"utf-8" stands for every encoding in which ASCII bytes are ASCII; else a UTF-16 or UTF-32."""
    mark: int
    """How many bytes the byte order mark takes."""

    @property
    def is_bytewise(self) -> bool:
        """Whether a line ends at the byte 0x0A."""
        return self.encoding == UTF_8


def family(head: bytes) -> Family:
    """The family of a file by its first bytes (give at least 4,096 where there are as many)."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Family(encoding, len(mark))
    if b"\0" in head and not (len(head) % 2 and len(head) < _SNIFFED):
        encoding = _wide_encoding(head[: len(head) - len(head) % 2][:_SNIFFED])
        if encoding:
            return Family(encoding, 0)
    return Family(UTF_8, 0)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding's Python name.

    Raises AnnotationError where the bytes are no text in any encoding of this module, or are UTF-8 with a damaged place.
    """
    return FallbackDecoder().decode(data)


class FallbackDecoder:
    """Decodes the records of one file, one after the other, and remembers the encoding its first odd record had."""

    def __init__(self, default: str = UTF_8) -> None:
        self.default = default
        """The encoding of what needs no decoding any more."""
        self._found = ""

    def decode(self, data: bytes, *, whole_file: bool = True) -> tuple[str, str]:
        """The text and the encoding's Python name; `whole_file` looks for a byte order mark and for UTF-16.

        Raises AnnotationError as `decode` does.
        """
        found = family(data) if whole_file else Family(UTF_8, 0)
        if found.mark:
            data = data[found.mark :]
        if not found.is_bytewise:
            return _strict(data, found.encoding), found.encoding
        try:
            text = data.decode(UTF_8)
        except UnicodeDecodeError as error:
            if found.mark or _mostly_utf_8(data):
                raise AnnotationError(
                    f"the byte 0x{data[error.start]:02X} at {error.start + found.mark} is not UTF-8, though the rest is; mend the file or save it again as UTF-8"
                ) from error
            return self._single_byte(data)
        refuse_nul(text)
        return text, UTF_8

    def _single_byte(self, data: bytes) -> tuple[str, str]:
        controls = len(_CONTROLS.findall(data))
        if b"\0" in data or controls > len(data) // 100:
            raise AnnotationError("this is not a text; save it as plain text in UTF-8")
        if self._found:
            try:
                return data.decode(self._found), self._found
            except UnicodeDecodeError:
                self._found = ""
        self._found = _western(data) or _other(data)
        if not self._found:
            raise AnnotationError("the encoding could not be found; save it again as UTF-8")
        return data.decode(self._found), self._found


def refuse_nul(text: str) -> None:
    """Raises AnnotationError where the text holds a NUL, which no text has and SQLite cuts at."""
    place = text.find("\0")
    if place >= 0:
        raise AnnotationError(
            f"there is a NUL character at {place}; this is not a text, or it is damaged: take the character out"
        )


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise AnnotationError(
            f"it begins as {encoding} but is damaged at byte {error.start}; save it again as UTF-8"
        ) from error
    refuse_nul(text)
    return text


def _wide_encoding(head: bytes) -> str:
    """The UTF-16 in which the sample reads as text: the byte order that gives more blanks, line ends and ASCII letters."""
    best, most = "", 0
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            # The sample may end between the two halves of an astral character.
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        common = sum(1 for c in text if c.isascii() and (c.isalnum() or c in ' \t\r\n{}",;:.'))
        # ASCII with a stray NUL gives Chinese, read two bytes at a time; Chinese itself comes with a mark.
        alphabetic = sum(c < "\u2100" or c > "\uffff" for c in text)
        if "\0" not in text and common > most and common * 10 >= len(text) and alphabetic * 10 >= len(text) * 9:
            best, most = encoding, common
    return best


def _mostly_utf_8(data: bytes) -> bool:
    """Whether more of the non-ASCII is good UTF-8 than is not: a damaged file then, rather than one in another encoding."""
    good = bad = 0
    for found in _HIGH.findall(data.decode(UTF_8, "surrogateescape")):
        if "\udc80" <= found <= "\udcff":
            bad += 1
        else:
            good += 1
    return good > bad


def _western(data: bytes) -> str:
    """The Western encoding in which the text has the fewest odd places, or "" where each has too many."""
    best, fewest = "", 1.0
    for encoding in WESTERN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        oddness = _oddness(text)
        if oddness < fewest:
            best, fewest = encoding, oddness
    return best if fewest <= 0.1 else ""


def _oddness(text: str) -> float:
    """The share of the non-ASCII characters that stand where no Western text has them, 0..1.

    Odd are: a control character, a symbol inside a word (c½ur, c‚t‚), a capital after a small letter (itŽ), and
    words made of accented letters only (Ïðåçèäåíò), which are another alphabet read as this one.
    """
    high = odd = adjacent = letters = 0
    for match in _HIGH.finditer(text):
        high += 1
        if high > _HIGH_SAMPLE:
            break
        place = match.start()
        character = match.group()
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if character.isalpha() and character not in "ªº":
            letters += 1
            adjacent += (not before.isascii() and before.isalpha()) or (not after.isascii() and after.isalpha())
            odd += character.isupper() and before.islower()
        else:
            inside = before.isalpha() and after.isalpha()
            odd += "\x80" <= character <= "\x9f" or character == "¤" or (inside and character not in "’‘·\xa0\xad…–—«»")
    if letters > 2 and adjacent * 2 > letters:
        return 1.0
    return odd / high if high else 0.0


def _other(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=list(OTHERS)).best()
    if best is None or best.encoding not in OTHERS:
        return ""
    try:
        data.decode(best.encoding)
    except UnicodeDecodeError:
        return ""
    return str(best.encoding)
