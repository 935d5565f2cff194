"""Offsets: the model counts code points, Qt counts UTF-16 units. One paragraph at a time, they are translated here."""

import re
from bisect import bisect_left
from unicodedata import bidirectional

_UNSHOWABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2029\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Positions:
    """Translates offsets of one text between code points and UTF-16 units."""

    __slots__ = ("_astral", "_astral_utf16", "length", "length_utf16")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.length_utf16 = len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
        self._astral: list[int] = []
        self._astral_utf16: list[int] = []
        if self.length_utf16 != self.length:
            self._astral = [index for index, char in enumerate(text) if char > "\uffff"]
            self._astral_utf16 = [index + before for before, index in enumerate(self._astral)]

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def to_code_point(self, offset_utf16: int) -> int:
        """The code point offset of a UTF-16 offset; inside a surrogate pair, the offset of the pair's character."""
        return offset_utf16 - bisect_left(self._astral_utf16, offset_utf16) if self._astral else offset_utf16


def display_text(text: str) -> str:
    """The text as it is handed to Qt: as long in UTF-16 units, without what Qt would break a line at or not take.

    A control character shows as a blank, a paragraph separator as a line separator, a lone surrogate as U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSHOWABLE.sub(_shown, text)


def holds_right_to_left(text: str) -> bool:
    """Whether a paragraph has to be measured by its glyphs, as its logical and visual orders may differ."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def starts_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs right to left: rule P2 of the Unicode bidirectional algorithm, UAX #9."""
    for char in text:
        direction = bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _shown(match: re.Match[str]) -> str:
    char = match.group()
    if char == "\u2029":
        return "\u2028"
    return "\ufffd" if char >= "\ud800" else " "
