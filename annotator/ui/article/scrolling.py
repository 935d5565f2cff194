"""Where the viewport stands in an article whose heights are still being found out: a block and a distance, never a number alone."""

from dataclasses import dataclass

from annotator.ui.article.layout import ArticleLayout


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
