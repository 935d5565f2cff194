"""Where the viewport stands in an article whose heights are still being found out: a block and a distance, never a number alone."""

from dataclasses import dataclass

from annotator.ui.article.layout import ArticleLayout

ROOM_ABOVE = 44.0
ROOM_BELOW = 30.0
"""What is kept between characters brought into sight and the viewport's edges."""


@dataclass(slots=True)
class Anchor:
    """The viewport's top, `below` pixels under the top of block `number`; negative in the margin above the first block."""

    number: int = 0
    below: float = 0.0

    def value(self, layout: ArticleLayout) -> float:
        """The same place counted from the article's top, by the heights known now."""
        if self.number >= len(layout.blocks):
            return 0.0
        return layout.top(self.number) + self.below


def anchor_at(layout: ArticleLayout, value: float) -> Anchor:
    """The anchor at a distance from the article's top."""
    if not layout.blocks:
        return Anchor()
    number, _ = layout.at(value)
    return Anchor(number, value - layout.top(number))


def lay_out_above(layout: ArticleLayout, anchor: Anchor, distance: float) -> None:
    """Lay out the blocks within a distance above an anchor, so that scrolling up by that much is exact."""
    if not layout.blocks:
        return
    room, number = anchor.below, anchor.number
    layout.laid(number)
    while room < distance and number > 0:
        number -= 1
        layout.laid(number)
        room += layout.heights[number]


def line_of(layout: ArticleLayout, anchor: Anchor) -> tuple[int, float] | None:
    """The line at the anchor and the distance below its top; None where that block is not laid out."""
    if anchor.number >= len(layout.blocks) or not layout.is_laid(anchor.number) or anchor.below <= 0:
        return None
    lines = layout.laid(anchor.number).decoration.lines
    for number, line in enumerate(lines):
        if anchor.below < line.bottom:
            return number, anchor.below - line.top
    return None


def at_line(layout: ArticleLayout, anchor: Anchor, line: tuple[int, float] | None) -> Anchor:
    """The anchor moved with its line, after the block was laid out anew."""
    if line is None:
        return anchor
    lines = layout.laid(anchor.number).decoration.lines
    if line[0] >= len(lines):
        return anchor
    return Anchor(anchor.number, lines[line[0]].top + line[1])


def place_to_show(layout: ArticleLayout, anchor: Anchor, height: float, start: int, end: int) -> float | None:
    """Where a viewport of that height has to stand for those characters to show; None where they show already.

    What belongs to them, tags below and arcs above, shows too. Of more than one block only the first part counts.
    """
    number = layout.index.at(start)
    rects = list(layout.rects(start, min(end, layout.blocks[number].end)))
    if not rects:
        return None
    base = layout.top(number)
    top = min(rect[1] for rect in rects) - base
    bottom = max(rect[3] for rect in rects) - base
    scale = layout.style.metrics.scale
    on_screen = base + top - anchor.value(layout)
    if on_screen >= ROOM_ABOVE * scale and on_screen + bottom - top <= height - ROOM_BELOW * scale:
        return None
    wanted = min(height / 3, max(ROOM_ABOVE * scale, (height - (bottom - top)) / 2))
    lay_out_above(layout, Anchor(number, top), wanted)
    return layout.top(number) + top - wanted
