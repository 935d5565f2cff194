"""The article cut into blocks to shape: paragraphs, long ones in pieces, with the headline and the meta line among them."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from annotator.model.document import Document, Zone, derived_title
from annotator.model.wrapping import goes_on, runs_on, wrapped_width

BlockKind = Literal["title", "meta", "headline", "body", "minor", "empty"]
"""`title`, `meta` and `empty` are painted but are no part of the text."""

TEXT_KINDS: frozenset[BlockKind] = frozenset(("headline", "body", "minor"))
MINOR_ZONES = frozenset(("dateline", "byline", "credit", "caption", "teaser"))
LONGEST_BLOCK = 3000
"""Code points; a longer paragraph is cut, so that shaping stays local however long the line is."""
_CUT_FROM, _CUT_TO = 1200, 2000

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_SENTENCE_END = re.compile(r"[.!?…»”](?=\s)")


@dataclass(slots=True)
class Block:
    """One block: code points `start`..`end` of the text, without its line break."""

    start: int
    end: int
    kind: BlockKind
    spaced: bool
    """Whether a paragraph's space goes before it."""
    shown: str = ""
    """What a block that is no part of the text says."""

    @property
    def is_text(self) -> bool:
        """Whether its characters are the document's."""
        return self.kind in TEXT_KINDS


def paragraph_extents(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every paragraph in order, blank ones too; they are parted at LF, CRLF or CR."""
    start = 0
    for match in _LINE_BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def text_blocks(text: str) -> list[Block]:
    """The blocks of a text. Blank paragraphs make none; they space what follows.

    Where blank lines part the paragraphs, a lone line break is just a new line; so it is where lines end with a column,
    as in a scanned newspaper, until one ends before it. Else every line is a paragraph.
    """
    kept: list[tuple[int, int, bool]] = []
    blank_before = False
    blanks = 0
    for start, end in paragraph_extents(text):
        if end == start or text[start:end].isspace():
            blank_before = blank_before or bool(kept)
            continue
        blanks += blank_before
        kept.append((start, end, blank_before))
        blank_before = False
    all_spaced = blanks * 8 < len(kept)
    width = wrapped_width(text, kept) if all_spaced else 0
    blocks: list[Block] = []
    line = (0, 0)
    for start, end, after_blank in kept:
        spaced = bool(blocks) and (after_blank or (all_spaced and not (width and goes_on(text, line, start, width))))
        line = (start, end)
        if end - start <= LONGEST_BLOCK:
            blocks.append(Block(start, end, "body", spaced))
            continue
        for piece_start, piece_end in pairwise(_cuts(text, start, end)):
            blocks.append(Block(piece_start, piece_end, "body", spaced))
            spaced = False
    return blocks


def article_blocks(document: Document, meta: str, empty: str) -> list[Block]:
    """The blocks of a document with its title and meta line; `empty` is said where there is no text.

    The first paragraph is the headline where it is the title or a zone says so; else the title goes above the text,
    unless it was made of how the text begins.
    """
    blocks = text_blocks(document.text)
    headlines = _Zones(zone for zone in document.zones if zone.kind in ("headline", "title"))
    minor = _Zones(zone for zone in document.zones if zone.kind in MINOR_ZONES)
    if headlines or minor:
        for block in blocks:
            if any(zone.start <= block.start and block.end <= zone.end for zone in headlines.over(block)):
                block.kind = "headline"
            elif _covered(document.text, block, minor.over(block)):
                block.kind = "minor"
    first = document.text[blocks[0].start : blocks[0].end] if blocks else ""
    title = " ".join(document.title.split())
    opening = " ".join(first.split())
    place = 0
    is_opening = opening == title or (bool(blocks) and title == derived_title(document.text))
    is_title = bool(title) and opening == title and len(title) <= 400 and not _first_runs_on(document.text, blocks)
    if blocks and (blocks[0].kind == "headline" or (is_title and blocks[0].kind != "minor")):
        blocks[0].kind = "headline"
        place = 1
    elif title and not is_opening and not (title.endswith("…") and opening.startswith(title[:-1])):
        blocks.insert(0, Block(0, 0, "title", False, title))
        place = 1
    after = blocks[place - 1].end if place else 0
    if meta:
        blocks.insert(place, Block(after, after, "meta", False, meta))
        place += 1
    if place < len(blocks):
        blocks[place].spaced = False
    if not any(block.is_text for block in blocks):
        blocks.append(Block(len(document.text), len(document.text), "empty", False, empty))
    return blocks


def _first_runs_on(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the first line is the beginning of a sentence or a word that the next one goes on with."""
    if len(blocks) < 2:
        return False
    end, start = blocks[0].end, blocks[1].start
    apart = max(text.count("\n", end, start), text.count("\r", end, start)) > 1
    return not apart and runs_on(text, end, start)


class _Zones:
    """Zones in order, found by where they lie: a file of many articles has thousands of them, and of paragraphs."""

    def __init__(self, zones: Iterable[Zone]) -> None:
        self._zones = sorted(zones, key=lambda zone: zone.start)
        self._reach = list(accumulate((zone.end for zone in self._zones), max))
        """How far the zones up to each one reach."""

    def __len__(self) -> int:
        return len(self._zones)

    def over(self, block: Block) -> Iterator[Zone]:
        """The zones that have a part of the block, by their starts."""
        for place in range(bisect_right(self._reach, block.start), len(self._zones)):
            if self._zones[place].start >= block.end:
                return
            yield self._zones[place]


def _covered(text: str, block: Block, zones: Iterable[Zone]) -> bool:
    """Whether zones, one after the other, hold all of a block but its blanks."""
    at = block.start
    for zone in zones:
        if zone.end > at and not text[at : max(at, zone.start)].strip():
            at = max(at, zone.end)
    return not text[at : block.end].strip()


def _cuts(text: str, start: int, end: int) -> list[int]:
    cuts = [start]
    while end - cuts[-1] > LONGEST_BLOCK:
        cuts.append(_cut(text, cuts[-1] + _CUT_FROM, cuts[-1] + _CUT_TO))
    return [*cuts, end]


def _cut(text: str, low: int, high: int) -> int:
    """A place to cut: after a sentence, else after a blank, else before a whole character."""
    sentence = max((match.end() for match in _SENTENCE_END.finditer(text, low, high)), default=0)
    if sentence:
        return sentence + 1
    for index in range(high - 1, low, -1):
        if text[index].isspace():
            return index + 1
    cut = high
    while cut > low and (unicodedata.combining(text[cut]) or text[cut] in "\u200d\ufe0f" or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut if cut > low else high


class BlockIndex:
    """Finds blocks by text offset."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._numbers = [number for number, block in enumerate(blocks) if block.kind in TEXT_KINDS]
        self._starts = [blocks[number].start for number in self._numbers]
        self._order = {number: order for order, number in enumerate(self._numbers)}

    def __len__(self) -> int:
        return len(self._numbers)

    def at(self, offset: int) -> int:
        """The number of the text block that holds the offset, or the last one before it; -1 where there is none."""
        if not self._numbers:
            return -1
        return self._numbers[max(0, bisect_right(self._starts, offset) - 1)]

    def over(self, start: int, end: int) -> Iterable[int]:
        """The numbers of the text blocks from the one at `start` to the one at `end`."""
        if not self._numbers:
            return ()
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        return self._numbers[first : last + 1]

    def distance(self, number: int, other: int) -> int:
        """How many text blocks lie between two text blocks, plus one; 0 for the same one."""
        return abs(self._order[number] - self._order[other])


class Heights:
    """The heights of the blocks with quick sums: setting one and finding one both touch about a hundred numbers."""

    _BUCKET = 64

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = list(heights)
        size = self._BUCKET
        self._sums = [sum(self._heights[at : at + size]) for at in range(0, len(self._heights), size)]
        self._bucket_tops: list[float] | None = None
        self._tops: dict[int, list[float]] = {}

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> float:
        return self._heights[number]

    def __setitem__(self, number: int, height: float) -> None:
        bucket = number // self._BUCKET
        self._sums[bucket] += height - self._heights[number]
        self._heights[number] = height
        self._bucket_tops = None
        self._tops.pop(bucket, None)

    @property
    def total(self) -> float:
        """The sum of all."""
        return sum(self._sums)

    def top(self, number: int) -> float:
        """The sum of the heights before a block."""
        bucket, within = divmod(number, self._BUCKET)
        return self._tops_of_buckets()[bucket] + self._tops_in(bucket)[within]

    def at(self, y: float) -> tuple[int, float]:
        """The block at a height and how far below its top that is; the first or last block beyond the ends."""
        rest = max(0.0, y)
        tops = self._tops_of_buckets()
        bucket = bisect_right(tops, rest) - 1
        rest -= tops[bucket]
        tops = self._tops_in(bucket)
        within = bisect_right(tops, rest) - 1
        return bucket * self._BUCKET + within, rest - tops[within]

    def _tops_of_buckets(self) -> list[float]:
        if self._bucket_tops is None:
            self._bucket_tops = [0.0, *accumulate(self._sums[:-1])]
        return self._bucket_tops

    def _tops_in(self, bucket: int) -> list[float]:
        tops = self._tops.get(bucket)
        if tops is None:
            start = bucket * self._BUCKET
            tops = self._tops[bucket] = [0.0, *accumulate(self._heights[start : start + self._BUCKET - 1])]
            if start + self._BUCKET > len(self._heights):
                del tops[len(self._heights) - start :]
        return tops
