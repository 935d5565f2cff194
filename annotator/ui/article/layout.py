"""The whole article laid out lazily: blocks are shaped when they come into sight, the others' heights are guessed.

Heights in logical pixels from the article's top; the column starts at x = 0.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from time import perf_counter

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan, ArticleState, Status
from annotator.model.cursor import Focus
from annotator.model.document import Document, Zone
from annotator.ui.article.arcs import Point
from annotator.ui.article.blocks import Block, BlockIndex, BlockKind, Heights
from annotator.ui.article.decoration import decorate
from annotator.ui.article.placed import BlockRelation, Decoration, Piece, Reserve
from annotator.ui.article.shaping import ShapedBlock
from annotator.ui.article.style import Labels, Style

KEPT_BLOCKS = 96
"""How many shaped blocks stay in memory beside those on screen."""
FAR_BLOCKS = 2
"""A relation over more text blocks than these is drawn as two stubs."""
CHIP_CHARACTERS = 24


@dataclass(slots=True)
class LaidBlock:
    """A block shaped and decorated."""

    shaped: ShapedBlock
    decoration: Decoration


class ArticleLayout:
    """Blocks, their heights, and what was laid out of them."""

    def __init__(
        self,
        state: ArticleState,
        blocks: Sequence[Block],
        *,
        style: Style,
        labels: Labels,
        width: float,
        statuses: tuple[Status, ...],
    ) -> None:
        self.state = state
        self.text = state.document.text
        self.blocks = blocks
        self.index = BlockIndex(blocks)
        self.style = style
        self.labels = labels
        self.width = width
        self.statuses = statuses
        self._laid: OrderedDict[int, LaidBlock] = OrderedDict()
        self._shaped: dict[int, ShapedBlock] = {}
        self._reserves: dict[int, Reserve] = {}
        self._measured = bytearray(len(blocks))
        self._next_to_measure = 0
        self.heights = Heights(self._guesses())
        self.zones: dict[int, list[Zone]] | None = None
        """The zones to be shown by block; see `zone_bars`, which finds them."""

    # -- heights

    @property
    def top_margin(self) -> float:
        """Free space above the first block."""
        return self.style.metrics.top_margin

    @property
    def height(self) -> float:
        """Of the whole article with its margins, as far as it is known."""
        return self.heights.total + self.top_margin + self.style.metrics.bottom_margin

    def top(self, number: int) -> float:
        """A block's top."""
        return self.heights.top(number) + self.top_margin

    def at(self, y: float) -> tuple[int, float]:
        """The block at a height and how far below its top; the first or the last one in the margins."""
        return self.heights.at(y - self.top_margin)

    def _guesses(self) -> Iterator[float]:
        style, metrics = self.style, self.style.metrics
        measures: dict[BlockKind, tuple[float, float, float]] = {}
        for block in self.blocks:
            measure = measures.get(block.kind)
            if measure is None:
                name = style.block_font(block.kind)
                pitch = sum(style.measure(name)) + metrics.tag_row + metrics.line_space
                measure = (style.average_width(name) / self.width, pitch, metrics.space_after(block.kind))
                measures[block.kind] = measure
            width, pitch, after = measure
            lines = max(1, ceil((block.end - block.start or len(block.shown)) * width))
            yield round(lines * pitch + after + (metrics.paragraph_space if block.spaced else 0.0))

    # -- laying out

    def laid(self, number: int) -> LaidBlock:
        """The block shaped and decorated; its height is exact from then on."""
        found = self._laid.get(number)
        if found is not None:
            self._laid.move_to_end(number)
            return found
        block = self.blocks[number]
        shaped = self._shaped.get(number) or self._shape(block)
        self._shaped[number] = shaped
        if shaped.width != self.width:
            shaped.break_lines(self.width)
        spans: list[ArticleSpan] = []
        relations: list[BlockRelation] = []
        if block.is_text and block.end > block.start:
            spans = self.state.spans_in(block.start, block.end, self.statuses)
            relations = self._relations(number, block)
        decoration = decorate(
            block,
            shaped,
            spans,
            relations,
            style=self.style,
            labels=self.labels,
            reserve=self._reserves.get(number),
        )
        self._reserves[number] = decoration.reserve
        found = self._laid[number] = LaidBlock(shaped, decoration)
        if self.heights[number] != decoration.height:
            self.heights[number] = decoration.height
        self._measured[number] = 1
        return found

    def is_laid(self, number: int) -> bool:
        """Whether the block's decoration is there and up to date."""
        return number in self._laid

    def visible(self, top: float, bottom: float) -> list[tuple[int, float]]:
        """(block, its top) of every block that shows between two heights, all laid out.

        Heights that turn out different move what comes after the first of them, never the first.
        """
        if not self.blocks:
            return []
        number, below = self.at(top)
        y = top - below if top > self.top_margin else self.top_margin
        shown: list[tuple[int, float]] = []
        while number < len(self.blocks) and y < bottom:
            self.laid(number)
            shown.append((number, y))
            y += self.heights[number]
            number += 1
        self._forget(len(shown))
        return shown

    def measure_some(self, seconds: float) -> bool:
        """Find exact heights of blocks nobody has seen yet, for about that long; whether there are more."""
        until = perf_counter() + seconds
        total = len(self.blocks)
        while self._next_to_measure < total:
            number = self._next_to_measure
            self._next_to_measure += 1
            if not self._measured[number]:
                known = number in self._shaped
                self.laid(number)
                if not known:
                    del self._laid[number]
                    del self._shaped[number]
                    del self._reserves[number]
            if perf_counter() >= until:
                break
        return self._next_to_measure < total

    def touch(self, extents: Iterable[tuple[int, int]]) -> set[int]:
        """Forget the decoration of the blocks at those places and at the other ends of their relations; which they are."""
        touched = {number for start, end in extents for number in self.index.over(start, end)}
        for number in tuple(touched):
            laid = self._laid.get(number)
            if laid is not None:
                touched.update(self.index.at(end.other.start) for end in laid.decoration.loose)
            block = self.blocks[number]
            for relation in self.state.relations_in(block.start, block.end):
                for ref in (relation.head, relation.child):
                    item = self.state.get(ref)
                    if isinstance(item, ArticleSpan):
                        touched.add(self.index.at(item.start))
        for number in touched:
            self._laid.pop(number, None)
            if self._measured[number]:
                self._measured[number] = 0
                self._next_to_measure = min(self._next_to_measure, number)
        return touched

    def shows(self, document: Document) -> bool:
        """Whether the blocks are those of that document, as it is now."""
        mine = self.state.document
        return mine is document or mine == document

    def touch_all(self, *, keep_room: bool = False) -> None:
        """Forget every decoration, and the room it was given unless told to keep it; shaped text stays."""
        if not keep_room:
            self._reserves.clear()
        self._laid.clear()
        self._measured = bytearray(len(self.blocks))
        self._next_to_measure = 0

    def set_width(self, width: float) -> None:
        """Break all lines anew, when they next come into sight."""
        self.width = width
        self.touch_all()
        self.heights = Heights(self._guesses())

    def _forget(self, shown: int) -> None:
        while len(self._laid) > KEPT_BLOCKS + shown:
            number, _ = self._laid.popitem(last=False)
            self._shaped.pop(number, None)
        if len(self._shaped) > 2 * (KEPT_BLOCKS + shown):
            self._shaped = {number: laid.shaped for number, laid in self._laid.items()}

    def _shape(self, block: Block) -> ShapedBlock:
        text = self.text[block.start : block.end] if block.is_text else block.shown
        return ShapedBlock(text, self.style.font(self.style.block_font(block.kind)), self.width)

    def _relations(self, number: int, block: Block) -> list[BlockRelation]:
        rows: list[BlockRelation] = []
        for relation in self.state.relations_in(block.start, block.end):
            head, child = self.state.get(relation.head), self.state.get(relation.child)
            if not isinstance(head, ArticleSpan) or not isinstance(child, ArticleSpan):
                continue
            head_block, child_block = self.index.at(head.start), self.index.at(child.start)
            if number not in (head_block, child_block):
                continue
            row = BlockRelation(relation, head, child, head_block == number, child_block == number)
            if head_block != child_block:
                row.far = self.index.distance(head_block, child_block) > FAR_BLOCKS
                row.chip = self._chip_text(row)
            rows.append(row)
        return rows

    def _chip_text(self, row: BlockRelation) -> str:
        other = row.child if row.head_here else row.head
        words = " ".join(self.text[other.start : min(other.end, other.start + 4 * CHIP_CHARACTERS)].split())
        if len(words) > CHIP_CHARACTERS:
            words = words[: CHIP_CHARACTERS - 1].rstrip() + "…"
        arrow = "–" if self.labels.is_symmetric(row.relation) else "→" if row.head_here else "←"
        return f"{arrow} {self.labels.relation_title(row.relation.label)} · {words}"

    # -- places

    def pieces(self, ref: Ref) -> Iterator[tuple[float, Piece]]:
        """(block top, piece) of every piece of a span in the blocks that are laid out."""
        item = self.state.get(ref)
        if isinstance(item, ArticleSpan):
            for number in self.index.over(item.start, item.end):
                if number in self._laid:
                    top = self.top(number)
                    for piece in self._laid[number].decoration.pieces.get(ref, ()):
                        yield top, piece

    def box_top(self, ref: Ref) -> Point | None:
        """The middle of a span's upper edge, if it is laid out."""
        for top, piece in self.pieces(ref):
            return (piece.left + piece.right) / 2, top + piece.top
        return None

    def blocks_of(self, focus: Focus | None) -> set[int]:
        """The blocks that look different when that has the focus: its own and those its relations lead to."""
        if focus is None:
            return set()
        if not isinstance(focus, Ref):
            return set(self.index.over(focus.start, focus.end))
        item = self.state.get(focus)
        relations = [item] if isinstance(item, ArticleRelation) else self.state.relations_of(focus)
        refs = {focus, *(ref for relation in relations for ref in (relation.head, relation.child))}
        spans = (self.state.get(ref) for ref in refs)
        return {n for span in spans if isinstance(span, ArticleSpan) for n in self.index.over(span.start, span.end)}

    def rects(self, start: int, end: int) -> Iterator[tuple[float, float, float, float]]:
        """(left, top, right, bottom) of the characters start..end line by line, laying out their blocks."""
        for number in self.index.over(start, end):
            block = self.blocks[number]
            low, high = max(start, block.start) - block.start, min(end, block.end) - block.start
            if low >= high and start < end:
                continue
            laid = self.laid(number)
            top = self.top(number)
            extents = laid.shaped.extents(low, high) or laid.shaped.extents(low, high, trim=False)
            ascent, descent = self.style.measure(self.style.block_font(block.kind))
            for extent in extents:
                baseline = top + laid.decoration.lines[extent.line].baseline
                yield extent.left, baseline - ascent, extent.right, baseline + descent
            if low == high:
                line = laid.shaped.line_of(low)
                x = laid.shaped.x_of(line, low)
                baseline = top + laid.decoration.lines[line].baseline
                yield x, baseline - ascent, x, baseline + descent
