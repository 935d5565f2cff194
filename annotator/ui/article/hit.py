"""What is under a place of the article: a span, an arc, a stub's chip, a character."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from annotator.model.annotation import Ref
from annotator.ui.article.arcs import distance
from annotator.ui.article.crossings import Chip, Crossing
from annotator.ui.article.layout import ArticleLayout
from annotator.ui.article.placed import Arc, Piece

HitKind = Literal["span", "relation", "chip", "text", "blank"]
REACH = 4.0
"""How far from an arc still counts, in pixels."""


class Hit(NamedTuple):
    """What a place shows. `ref` is the span or the relation; of a chip, the span at the other end."""

    kind: HitKind
    ref: Ref | None
    offset: int
    """The code point under or nearest to the place, in the document's text."""


def hit(
    layout: ArticleLayout, x: float, y: float, crossings: Sequence[Crossing] = (), chips: Sequence[Chip] = ()
) -> Hit:
    """What is at x (from the column's left) and y (from the article's top); the innermost span goes first."""
    if not layout.blocks:
        return Hit("blank", None, 0)
    number, below = layout.at(y)
    block = layout.blocks[number]
    laid = layout.laid(number)
    decoration = laid.decoration
    if not block.is_text or not decoration.lines:
        return Hit("blank", None, block.start)
    line = min(bisect_right(decoration.bottoms, below), len(decoration.lines) - 1)
    box = decoration.lines[line]
    piece = _piece(box.pieces, x, below)
    offset = block.start + laid.shaped.offset_at(line, x)
    if piece is not None:
        return Hit("span", piece.span.ref, offset)
    if 0.0 <= x <= layout.width and below > box.lane + layout.style.metrics.first_arc:
        inside = below <= box.bottom and block.end > block.start and laid.shaped.holds(line, x)
        return Hit("text" if inside else "blank", None, offset)
    for chip in chips:
        if chip.left <= x <= chip.left + chip.width and abs(y - chip.lane) <= 2 * REACH:
            return Hit("chip", chip.other.ref, offset)
    relation = _relation(decoration.arcs, x, below) or _relation(crossings, x, y)
    if relation is not None:
        return Hit("relation", relation, offset)
    return Hit("blank", None, offset)


def _piece(pieces: Sequence[Piece], x: float, y: float) -> Piece | None:
    found: Piece | None = None
    for piece in pieces:
        inside = piece.left <= x <= piece.right and piece.top <= y <= piece.bottom + 2.0
        if not inside and piece.tag:
            right = piece.tag_left + piece.tag_width
            inside = piece.tag_left <= x <= right and piece.underline - 1.0 <= y <= piece.underline + 13.0
        if not inside:
            inside = piece.left <= x <= piece.right and abs(y - piece.underline) <= 2.0
        if inside and (found is None or piece.level < found.level):
            found = piece
    return found


def _relation(arcs: Sequence[Arc] | Sequence[Crossing], x: float, y: float) -> Ref | None:
    best: Ref | None = None
    nearest = REACH
    for arc in arcs:
        points = arc.points
        above = y < points[1][1] - 8.0 and y < points[-2][1] - 8.0
        if above or (y > points[0][1] + REACH and y > points[-1][1] + REACH):
            continue
        if abs(y - arc.label_y) <= 8.0 and abs(x - arc.label_x) <= arc.label_width / 2 + 4.0:
            return arc.relation.ref
        far = distance(points, x, y)
        if far <= nearest:
            best, nearest = arc.relation.ref, far
    return best
