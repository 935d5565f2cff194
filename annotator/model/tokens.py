"""Tokens of an article for the window: what an arrow key steps over and what a double click takes, without spaCy.

The boundaries follow spaCy's French tokeniser as far as one regular expression can (`tests/model/test_tokens.py` holds
the share), so that what is marked here falls on tokens there. On purpose otherwise: a compound with hyphens, a number
with its no-break spaces and a name such as O’Brien or N’Golo are one token. No token cuts an emoji, a flag or a letter
from its accents. Scripts written without spaces (Han, kana, Thai, Lao, Burmese, Khmer) have one token a character,
with its marks; a run of katakana is one.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache

from annotator.model.wrapping import Passages

BLOCK = 4096
"""A paragraph longer than this many code points is tokenised in blocks, cut at a space."""
STRETCH = 8192
"""How far on each side, in code points, it is looked at whether lines end with a column."""

Extent = tuple[int, int]

_KATAKANA = "\u30a0-\u30ff\uff66-\uff9f"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_GLUE = "\u02b0"
"""Stands in the scanned text for every combining mark, so that `\\w` takes it; it has no case and no other use here."""
_SKIN = "\U0001f3fb-\U0001f3ff"
_TAGS = "\U000e0020-\U000e007f"
_W = rf"[^\W{_UNSPACED}{_KATAKANA}]"
_LETTER = rf"[^\W\d_{_UNSPACED}{_KATAKANA}]"
_ABBREVIATIONS = "MM|Mme|Mmes|Mlle|Mlles|Mr|Mrs|Ms|Dr|Pr|St|Ste|M|av|apr|janv|févr|avr|juill|sept|oct|nov|déc|etc|cf|pp|Vol|No|Jr|Sr|Inc|Ltd|Corp|Gen|Sen|Gov|Rev|Prof|vs"
_ELISION = "(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)"
_INVERTED = r"(?i:(?:t[-‐‑])?(?:ils?|elles?|on|je|nous|vous|ce|moi|là|en)(?![\w‐‑-]))"
"""What follows a verb's hyphen in a question or an order: dit-il, a-t-elle, est-ce."""

_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>«»"“”]*[\w/=&%#-]                         # an address, without the full stop after it
    | [\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+                                   # an e-mail address
    | @\w+
    | (?:[^\W\d_a-zß-öø-ÿ]\.){{2,}}(?!{_LETTER})                       # U.S., C.G.T.
    | (?:{_ABBREVIATIONS})\.(?!\w)
    | [^\W\d_a-zß-öø-ÿ]\.(?=[ \u00a0\u202f-]?[^\W\d_a-zß-öø-ÿ])          # an initial
    | [Nn]°
    | \d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+(?:[.,]\d+)?(?!\w)        # 1 200,5 with its no-break spaces
    | \d+(?:[.,:/]\d+)*(?=(?:[kcm]m|[km]?g|ha|[MGT]o)[²³]?(?!\w))       # 15km: the unit apart
    | \d+(?:[.,:/]\d+)+(?!\w)
    | (?i:{_ELISION})['’](?=[ \u00a0\u202f]?[«"“‘(\[])                   # l’« Express »
    | (?i:rendez-vous)(?![\w-])
    | {_W}(?:{_W}|\u200d)*(?:['’]{_W}+)*
      (?:(?:(?<!\d)[-‐‑](?!{_INVERTED})|[-‐‑](?!\d|{_INVERTED}))(?:[dDlL]['’])?{_W}+)*
      (?:\.(?:fr|com|org|net|eu|be|ch|uk|ca|info|io|gouv\.fr)(?!\w))?
    | (?<=\w)[-‐‑](?:[tT](?=[-‐‑])|{_INVERTED})                           # dit-il: the verb, then -il
    | [{_KATAKANA}][{_KATAKANA}{_GLUE}]*
    | [{_UNSPACED}]{_GLUE}*
    | [\U0001f1e6-\U0001f1ff]{{2}}                                       # a flag
    | \.{{2,}} | -{{2,}}
    | [^\w\s](?:[{_GLUE}{_SKIN}{_TAGS}]|\u200d[^\w\s])*                  # a symbol, an emoji and what is joined to it
    """,
    re.VERBOSE,
)
_ELIDED = re.compile(rf"{_ELISION}['’]|(?i:{_ELISION}['’](?=[aeiouyhœæàâäéèêëîïôöùûü]))")
_WHOLE = re.compile(r"(?:aujourd|prud|entr|presqu|grand|rock)['’]", re.IGNORECASE)
_CONTRACTED = re.compile(r"n['’]t$|['’](?:s|re|ve|ll|d|m)$", re.IGNORECASE)
_INVISIBLE = frozenset("\u200b\u200e\u200f\u061c\ufeff")
_CUT = re.compile(r"[ \u3000。，]")


def tokenise(text: str) -> list[Extent]:
    """The (start, end) of every token of a text, in order, white space left out."""
    scanned = text if text.isascii() else text.translate(_stand_ins(frozenset(text)))
    tokens: list[Extent] = []
    for match in _TOKEN.finditer(scanned):
        start, end = match.span()
        if scanned[start] == _GLUE and tokens and tokens[-1][1] == start:
            tokens[-1] = (tokens[-1][0], end)
        elif "'" in (word := scanned[start:end]) or "’" in word:
            tokens.extend(_split_at_apostrophes(word, start))
        else:
            tokens.append((start, end))
    return tokens


@cache
def _kind(character: str) -> str:
    return unicodedata.category(character)


def _stand_ins(characters: frozenset[str]) -> dict[int, str]:
    """What to scan instead of marks (a letter) and of invisible direction marks (a space): offsets stay as they are."""
    table: dict[int, str] = {}
    for character in characters:
        if character < "\u00ad":
            continue
        kind = _kind(character)
        if kind[0] == "M" or character in "\u00ad\u200c":
            table[ord(character)] = _GLUE
        elif character in _INVISIBLE or "\u202a" <= character <= "\u202e" or "\u2060" <= character <= "\u2069":
            table[ord(character)] = " "
    return table


def _split_at_apostrophes(word: str, start: int) -> list[Extent]:
    """L’usine in two, aujourd’hui, O’Brien and N’Golo in one, Reuters’s and don’t as English has them."""
    end = start + len(word)
    if len(word) == 1 or _WHOLE.match(word):
        return [(start, end)]
    tokens: list[Extent] = []
    while (elided := _elided(word)) and elided < len(word):
        tokens.append((start, start + elided))
        start += elided
        word = word[elided:]
    contracted = _CONTRACTED.search(word)
    if contracted and contracted.start():
        tokens.append((start, start + contracted.start()))
        start += contracted.start()
    tokens.append((start, end))
    return tokens


def _elided(word: str) -> int:
    """How long the elided word at the start is: before a consonant only a small letter elides (N’Golo is a name)."""
    match = _ELIDED.match(word)
    return match.end() if match else 0


class ArticleTokens:
    """The tokens of one text, found a block (a paragraph, or a piece of a very long one) at a time, when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._block_starts = _blocks(text)
        self._blocks: dict[int, tuple[list[int], list[int]]] = {}
        self._passages: dict[int, Passages] = {}

    def at(self, position: int) -> Extent | None:
        """The token that holds the code point at `position`; else the next one, else the last; None in an empty text."""
        token = self.after(position, overlapping=True)
        return token or self.before(position)

    def after(self, position: int, *, overlapping: bool = False) -> Extent | None:
        """The first token that starts at or after `position`; with `overlapping`, the first that ends after it."""
        block = self._block_of(position)
        while block < len(self._block_starts):
            starts, ends = self._tokens(block)
            number = bisect_right(ends, position) if overlapping else bisect_left(starts, position)
            if number < len(starts):
                return starts[number], ends[number]
            block += 1
        return None

    def before(self, position: int, *, overlapping: bool = False) -> Extent | None:
        """The last token that ends at or before `position`; with `overlapping`, the last that starts before it."""
        block = self._block_of(position)
        while block >= 0:
            starts, ends = self._tokens(block)
            number = (bisect_left(starts, position) if overlapping else bisect_right(ends, position)) - 1
            if number >= 0:
                return starts[number], ends[number]
            block -= 1
        return None

    def within(self, start: int, end: int) -> list[Extent]:
        """Every token that overlaps [start, end), in order."""
        found: list[Extent] = []
        for block in range(self._block_of(start), self._block_of(max(start, end - 1)) + 1):
            starts, ends = self._tokens(block)
            found.extend(
                zip(
                    starts[(low := bisect_right(ends, start)) : (high := bisect_left(starts, end))],
                    ends[low:high],
                    strict=True,
                )
            )
        return found

    def first(self) -> Extent | None:
        """The article's first token."""
        return self.after(0)

    def snap(self, start: int, end: int) -> Extent | None:
        """The whole tokens that [start, end) touches, as one extent; None where it touches none."""
        tokens = self.within(start, end)
        return (tokens[0][0], tokens[-1][1]) if tokens else None

    def paragraph(self, position: int) -> Extent:
        """The paragraph around `position`, without the line end after it: split at LF, CRLF and CR."""
        start = max(self.text.rfind("\n", 0, position), self.text.rfind("\r", 0, position)) + 1
        ends = [found for mark in "\n\r" if (found := self.text.find(mark, position)) >= 0]
        return start, min(ends, default=len(self.text))

    def passages(self, position: int) -> Passages:
        """The paragraphs around there over the lines of each, where the text is wrapped as a scanned column is.

        Those of `STRETCH` code points before and after it at least; what is further away is not looked at.
        """
        at = position // STRETCH
        if at not in self._passages:
            self._passages[at] = Passages(self.text, max(0, at - 1) * STRETCH, (at + 2) * STRETCH)
        return self._passages[at]

    def _block_of(self, position: int) -> int:
        return max(0, bisect_right(self._block_starts, position) - 1)

    def _tokens(self, block: int) -> tuple[list[int], list[int]]:
        known = self._blocks.get(block)
        if known is None:
            start = self._block_starts[block]
            end = self._block_starts[block + 1] if block + 1 < len(self._block_starts) else len(self.text)
            tokens = tokenise(self.text[start:end])
            known = self._blocks[block] = [start + a for a, _ in tokens], [start + b for _, b in tokens]
        return known


def _blocks(text: str) -> list[int]:
    """Where each block starts: after every line end, and in a long paragraph after a space every BLOCK code points or so."""
    blocks = [0]
    lines = text.splitlines(keepends=True) if "\r" in text else text.split("\n")
    separator = 0 if "\r" in text else 1
    for line in lines[:-1]:
        blocks.append(blocks[-1] + len(line) + separator)
    if all(len(line) <= BLOCK for line in lines):
        return blocks
    cut: list[int] = []
    for start, end in zip(blocks, [*blocks[1:], len(text)], strict=True):
        cut.append(start)
        while end - cut[-1] > BLOCK and (space := _CUT.search(text, cut[-1] + BLOCK, end)) and space.end() < end:
            cut.append(space.end())
    return cut
