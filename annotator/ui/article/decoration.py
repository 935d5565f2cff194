"""What goes around the text of one block: boxes, lanes and tags below it, arcs above it, and the lines' places that result."""

from collections.abc import Sequence

from annotator.model.annotation import Ref
from annotator.model.article import ArticleSpan
from annotator.ui.article.blocks import Block
from annotator.ui.article.lanes import nesting_levels
from annotator.ui.article.placed import BlockRelation, Decoration, LineBox, Piece, Reserve, Run
from annotator.ui.article.routing import relation_ends, relation_runs, routes, spread_anchors
from annotator.ui.article.shaping import ShapedBlock
from annotator.ui.article.style import Labels, Style

BOX = {"headline": (0.83, 0.29, 0.86), "body": (0.94, 0.34, 1.0), "minor": (0.94, 0.36, 1.0), "meta": (0.94, 0.34, 1.0)}
"""By font: how far a box goes above and below the baseline, in ems; the share of the ascent that a line takes."""


def decorate(
    block: Block,
    shaped: ShapedBlock,
    spans: Sequence[ArticleSpan],
    relations: Sequence[BlockRelation],
    *,
    style: Style,
    labels: Labels,
    reserve: Reserve | None = None,
) -> Decoration:
    """Lay out what belongs to a block and put the lines of `shaped` in their places."""
    pieces = _pieces(block, shaped, spans, style, labels)
    by_ref: dict[Ref, list[Piece]] = {}
    rows: list[list[Piece]] = [[] for _ in shaped.lines]
    for piece in pieces:
        by_ref.setdefault(piece.span.ref, []).append(piece)
        rows[piece.line].append(piece)
    kept, ends = relation_ends(relations, by_ref, shaped.width, style)
    spread_anchors(pieces, style)
    runs = relation_runs(kept, ends, shaped.width, style, labels)
    lines, used = _lines(block, shaped, rows, runs, style, reserve)
    arcs, loose, channels = routes(kept, ends, runs, lines, shaped.width, style, labels)
    space = style.metrics.space_after(block.kind)
    height = float(round((lines[-1].bottom if lines else 0.0) + space))
    return Decoration(lines, by_ref, arcs, loose, channels, height, used, [line.bottom for line in lines])


def _pieces(
    block: Block, shaped: ShapedBlock, spans: Sequence[ArticleSpan], style: Style, labels: Labels
) -> list[Piece]:
    clipped = [(max(span.start, block.start) - block.start, min(span.end, block.end) - block.start) for span in spans]
    pad = style.metrics.box_pad
    pieces: list[Piece] = []
    for span, (start, end), level in zip(spans, clipped, nesting_levels(clipped), strict=True):
        if start >= end:
            continue
        extents = shaped.extents(start, end) or shaped.extents(start, end, trim=False)
        for number, extent in enumerate(extents):
            starts = number == 0 and span.start >= block.start
            ends = number == len(extents) - 1 and span.end <= block.end
            piece = Piece(span, extent.line, extent.left - pad, extent.right + pad, level, starts, ends)
            if starts:
                piece.tag = labels.tag(span)
                piece.tag_width = style.text_width("tag", piece.tag)
            pieces.append(piece)
    return pieces


def _lines(
    block: Block,
    shaped: ShapedBlock,
    rows: Sequence[list[Piece]],
    runs: Sequence[Run],
    style: Style,
    reserve: Reserve | None,
) -> tuple[list[LineBox], Reserve]:
    metrics = style.metrics
    name = style.block_font(block.kind)
    ascent, descent = style.measure(name)
    pixels = style.pixels[name]
    rise, drop, share = BOX[name]
    rise, drop, ascent = rise * pixels, drop * pixels, ascent * share
    lanes = [0] * len(rows)
    for run in runs:
        lanes[run.line] = max(lanes[run.line], run.lane + 1)
    old = reserve if reserve is not None and len(reserve) == len(rows) else [(0.0, 0.0)] * len(rows)
    y = metrics.paragraph_space if block.spaced else 0.0
    lines: list[LineBox] = []
    used: Reserve = []
    for number, (pieces, count) in enumerate(zip(rows, lanes, strict=True)):
        above = metrics.headroom + metrics.arc_lane * (count - 1) if count else 0.0
        below = max(metrics.tag_row, drop + _stack_lanes(pieces, style) - descent)
        above, below = max(above, old[number][0]), max(below, old[number][1])
        used.append((above, below))
        top = float(round(y))
        baseline = float(round(y + above + ascent))
        highest = max((piece.level for piece in pieces), default=0)
        for piece in pieces:
            piece.top = baseline - rise - metrics.nest_rise * piece.level
            piece.bottom = baseline + drop
            piece.underline += baseline + drop
        y = baseline + descent + below + metrics.line_space
        lane = baseline - rise - metrics.nest_rise * highest - metrics.first_arc
        lines.append(LineBox(top, baseline, float(round(y)), lane, pieces))
        y = lines[-1].bottom
        shaped.place(number, baseline)
    return lines, used


def _stack_lanes(pieces: Sequence[Piece], style: Style) -> float:
    """Give every piece its underline's height below the first one, and its tag's place; the room they take in all."""
    metrics = style.metrics
    y = 0.0
    room = 0.0
    for level in sorted({piece.level for piece in pieces}):
        lane = sorted((piece for piece in pieces if piece.level == level), key=lambda piece: piece.left)
        right = -1e9
        tagged = False
        for piece in lane:
            piece.underline = y
            if not piece.tag:
                continue
            piece.tag_left = max(piece.left + 0.5, right + 4 * metrics.scale)
            if piece.tag_left > piece.right + 6 * metrics.scale:
                piece.tag = ""
                continue
            tagged = True
            right = piece.tag_left + piece.tag_width
        room = y + (metrics.tag_drop + 3.0 * metrics.scale if tagged else metrics.lane)
        y += metrics.lane_with_tags if tagged else metrics.lane
    return room
