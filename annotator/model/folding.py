"""Strings as the memory compares them: one spelling for every way of writing the same characters, offsets kept.

White space, apostrophes and hyphens come in many characters; letters come with their accents apart; invisible characters
come between them. None of that makes another string. Offsets are always code points of the text as it stands.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

Extent = tuple[int, int]

_APOSTROPHES = "’‘ʼ`´′＇"
_HYPHENS = "‐‑‒–−﹣－"
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_COMBINING = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u3099\u309a\ufe20-\ufe2f"
)
_IRREGULAR = re.compile(rf"  +|[{_INVISIBLE}]+|[^ {_INVISIBLE}{_COMBINING}][{_COMBINING}]+")
_BLANKS = re.compile("  +")
_ODD = re.compile(f"[{_INVISIBLE}{_COMBINING}]")
BETWEEN = "\0"
"""Stands between strings that are folded in one go; no word has it."""
_PLAIN = dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-")
_BARE_CAPITALS = frozenset({"ca", "el", "es", "fr", "gl", "it", "oc", "pt", "wa"})
"""Languages in which a capital may be written without its accent: ETATS-UNIS, Etats-Unis."""
_DOTTED = frozenset({"az", "tr"})
"""Languages in which i and ı are two letters, with capitals of their own."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]"
)


class Folded:
    """A text with one spelling for all, and where each of its characters stands in the text as it was."""

    __slots__ = ("_ends", "_places", "_starts", "text")

    def __init__(self, text: str, places: list[int], starts: list[int], ends: list[int]) -> None:
        """Made by `fold`. From `places[i]` of the folded text on, `starts[i]` code points more stand before it."""
        self.text = text
        self._places = places
        self._starts = starts
        self._ends = ends

    def original(self, start: int, end: int) -> Extent:
        """The extent in the text as it was of [start, end) in the folded one; accents written apart belong to it."""
        if not self._places:
            return start, end
        at = bisect_right(self._places, start) - 1
        first = start + (self._starts[at] if at >= 0 else 0)
        at = bisect_right(self._places, end) - 1
        if at < 0:
            return first, end
        shift = self._ends[at] if self._places[at] == end else self._starts[at]
        return first, end + shift


def fold(text: str, language: str = "") -> Folded:
    """One spelling for all: NFC, single spaces, plain apostrophes and hyphens, nothing invisible.

    `language` (ISO 639-1) says whether a capital's accent counts; without one it does.
    """
    present = set(text)
    for character in present:
        plain = _plain(character, language in _BARE_CAPITALS)
        if plain != character:
            text = text.replace(character, plain)
    places: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[str] = []
    last = length = 0
    odd = _ODD.search("".join(present)) is not None
    for match in (_IRREGULAR if odd else _BLANKS).finditer(text):
        piece = match.group()
        if piece[0] == " ":
            piece, kept = " ", False
        elif _is_invisible(piece[0]):
            piece, kept = "", False
        else:
            piece, kept = _composed(piece, language), True
        start, end = match.span()
        pieces += (text[last:start], piece)
        length += start - last + len(piece)
        before = start + len(piece) - length if not kept else end - length
        if places and places[-1] == length:
            starts[-1] = end - length
        else:
            places.append(length)
            starts.append(end - length)
            ends.append(before)
        last = end
    if not places:
        return Folded(text, places, starts, ends)
    pieces.append(text[last:])
    return Folded("".join(pieces), places, starts, ends)


def canonical(string: str) -> str:
    """The spelling under which a string is remembered, whatever the language: no blanks around it, case and accents as they are."""
    return fold(string).text.strip()


@cache
def _plain(character: str, bare_capitals: bool) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isspace():
        return " "
    if bare_capitals and character.isupper():
        return unicodedata.normalize("NFD", character)[0]
    return character


def _composed(piece: str, language: str) -> str:
    composed = unicodedata.normalize("NFC", piece)
    return _plain(composed, language in _BARE_CAPITALS) if len(composed) == 1 else composed


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def spellings(string: str, language: str) -> tuple[str, ...]:
    """What to look for in texts folded for that language where a canonical string is meant, without repetitions.

    As it stands; in capitals throughout, as in a headline; and, of a word of four or more capitals, as a name is
    written (`FRANCE` is France in the text below its headline). Otherwise case counts: Essen is no essen.
    """
    return next(all_spellings([string], language))


def all_spellings(strings: Sequence[str], language: str) -> Iterator[tuple[str, ...]]:
    """`spellings` of many strings, in their order, in one go."""
    joined = fold(BETWEEN.join(strings), language).text
    capitals = joined.replace("i", "İ").replace("ı", "I").upper() if language in _DOTTED else joined.upper()
    capitals = fold(capitals, language).text
    if strings:
        for plain, upper in zip(joined.split(BETWEEN), capitals.split(BETWEEN), strict=True):
            yield _spellings(plain, upper, language)


def _spellings(plain: str, upper: str, language: str) -> tuple[str, ...]:
    if plain != upper:
        return (plain, upper) if len(plain) > 1 else (plain,)
    found = [plain]
    if sum(character.isalpha() for character in plain) >= 4 and plain.lower() != plain:
        found.append(re.sub(r"[^\W\d_]+", lambda word: word.group()[0] + _lower(word.group()[1:], language), plain))
    return tuple(dict.fromkeys(found))


def _lower(text: str, language: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower() if language in _DOTTED else text.lower()


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether [start, end) of a folded text is cut out at no place within a word; where a script has no spaces, always."""
    return _is_boundary(text, start) and _is_boundary(text, end)


def _is_boundary(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii():
        return not ((before.isalnum() or before == "_") and (after.isalnum() or after == "_"))
    if unicodedata.category(after)[0] == "M":
        return False
    if not (_is_word(before) and _is_word(after)):
        return True
    return bool(_UNSPACED.match(before) or _UNSPACED.match(after))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def is_unspaced(string: str) -> bool:
    """Whether a string has characters of a script that is written without spaces."""
    return _UNSPACED.search(string) is not None
