"""Finding words in an article as people write them: accents and case set aside, offsets of the text as it is stored.

Folding takes away what a search should not depend on: case, accents (whether a letter of its own or a combining mark),
ligatures, typographic quotes and dashes, kinds of blanks, invisible characters. It changes how many characters there
are, so a folded text remembers, where it does, what came from where.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Extent = tuple[int, int]
FEWEST_LETTERS = 4
"""A shorter word is not looked for in two halves: `une- sorte` is no `es`."""
MOST = 10_000
"""Matches a search gives at most; nobody walks through more, and a view would take long to mark them."""

_LETTERS = {
    **dict.fromkeys("‘’‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ı": "i",
    "þ": "th",
}
"""What has no decomposition of its own in Unicode but is typed without it."""


class _Folding(dict[int, str]):
    """What each character folds to, found when first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        self[code] = folded
        return folded


def _fold(char: str) -> str:
    if char.isspace():
        return " "
    if char in _LETTERS:
        return _LETTERS[char]
    parts = unicodedata.normalize("NFKD", char.casefold())
    return "".join(_LETTERS.get(part, part) for part in parts if unicodedata.category(part) not in _SILENT)


_LETTERS_APART = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_CUT = r"(?:[¬-]\\s+)?"
"""For between two letters of a word: what OCR leaves where a line cut it."""
_SILENT = frozenset({"Mn", "Me", "Cf"})
"""Combining marks and invisible characters."""
_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded, with the way back: where character i of `folded` begins and ends in the text."""

    folded: str
    length: int
    """Of the text itself, in code points."""
    changes: tuple[int, ...]
    """Folded offsets from where the distance to the text is another one, sorted; `sources` and `widths` go with them."""
    sources: tuple[int, ...]
    """The code point of the text that folds to none or several characters."""
    widths: tuple[int, ...]
    """How many it folds to."""

    def start(self, index: int) -> int:
        """Where in the text the folded character at an index begins; the text's length at the end."""
        at = bisect_right(self.changes, index) - 1
        if at < 0:
            return index
        inside = index - self.changes[at]
        return self.sources[at] + (0 if inside < self.widths[at] else 1 + inside - self.widths[at])

    def end(self, index: int) -> int:
        """Where in the text the folded characters before an index end, the combining marks after them included."""
        at = bisect_right(self.changes, index) - 1
        if at >= 0 and 0 < index - self.changes[at] < self.widths[at]:
            return self.sources[at] + 1
        return self.start(index)


def fold(text: str) -> str:
    """A text without what a search does not depend on."""
    return text.lower() if text.isascii() and text.isprintable() else text.translate(_FOLDING)


def fold_text(text: str) -> FoldedText:
    """A text folded, with the way back."""
    folded = fold(text)
    widths = {code: len(_FOLDING[code]) for code in map(ord, set(text))}
    odd = "".join(chr(code) for code, width in widths.items() if width != 1)
    changes: list[int] = []
    sources: list[int] = []
    counts: list[int] = []
    if odd:
        shift = 0
        for match in re.finditer(f"[{re.escape(odd)}]", text):
            width = widths[ord(match.group())]
            changes.append(match.start() + shift)
            sources.append(match.start())
            counts.append(width)
            shift += width - 1
    return FoldedText(folded, len(text), tuple(changes), tuple(sources), tuple(counts))


class Finder:
    """Searches one text again and again; folds it once, when first needed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: FoldedText | None = None

    def find(self, words: str, *, exact: bool = False, most: int = MOST) -> tuple[list[Extent], bool]:
        """Where the words stand, in order and apart from each other, and whether there are more than `most`.

        Extents are code points of the text. A run of blanks equals any other, a line end too; a word may be cut at the
        end of a scanned line. With `exact`, case and accents count. Blank words stand nowhere.
        """
        if exact:
            pattern = _pattern(words)
            source = self._text
        else:
            if self._folded is None:
                self._folded = fold_text(self._text)
            pattern = _pattern(fold(words))
            source = self._folded.folded
        if not pattern:
            return [], False
        found: list[Extent] = []
        for match in re.finditer(pattern, source):
            extent = match.span() if exact else self._extent(*match.span())
            if found and extent[0] < found[-1][1]:
                continue  # a ligature's two letters, found one after the other, are one character of the text
            if len(found) == most:
                return found, True
            found.append(extent)
        return found, False

    def _extent(self, start: int, end: int) -> Extent:
        assert self._folded is not None
        first, last = self._folded.start(start), self._folded.end(end)
        # what folds to nothing goes with the letter before it only where it is an accent on it
        while last > first + 1 and unicodedata.category(self._text[last - 1]) == "Cf":
            last -= 1
        return first, last


def nearest(matches: Sequence[Extent], position: int) -> int:
    """The index of the first match that ends after a code point, else of the first; -1 where there is none."""
    at = bisect_right([end for _, end in matches], position)
    return -1 if not matches else at % len(matches)


def _pattern(words: str) -> str:
    return r"\s+".join(_cuttable(re.escape(part)) for part in words.split())


def _cuttable(word: str) -> str:
    return _LETTERS_APART.sub(_CUT, word) if len(word) >= FEWEST_LETTERS else word
