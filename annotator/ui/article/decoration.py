"""What goes around the text of one block: boxes, lanes and tags below it, arcs above it, and the lines' places that result.

Lengths are logical pixels; x counts from the column's left edge, y from the block's top.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QPainterPath

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan
from annotator.ui.article.arcs import Point, bracket, detour, goes_left, label_place
from annotator.ui.article.blocks import Block
from annotator.ui.article.lanes import gutter_channels, headroom_lanes, nesting_levels, spread
from annotator.ui.article.shaping import ShapedBlock
from annotator.ui.article.style import Labels, Style

Reserve = list[tuple[float, float]]
"""(headroom, room below) of every line: what was once given is kept, so that a decision moves nothing."""

CHIP_LEFT = -44.0
"""How far into the left gutter a chip may start."""
CHIP_LEAST = 90.0
"""What a chip is given even where it covers something."""

BOX = {"headline": (0.83, 0.29, 0.86), "body": (0.94, 0.34, 1.0), "minor": (0.94, 0.36, 1.0), "meta": (0.94, 0.34, 1.0)}
"""By font: how far a box goes above and below the baseline, in ems; the share of the ascent that a line takes."""


@dataclass(slots=True)
class Piece:
    """The part of a span on one line."""

    span: ArticleSpan
    line: int
    left: float
    right: float
    level: int
    starts: bool
    """Whether the span starts here: its left end is round and the tag goes here."""
    ends: bool
    tag: str = ""
    tag_left: float = 0.0
    tag_width: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    """The underline of level 0; every box of the line ends here."""
    underline: float = 0.0
    anchors: list["End"] = field(default_factory=list)


@dataclass(slots=True)
class LineBox:
    """One line with all that belongs to it."""

    top: float
    baseline: float
    bottom: float
    lane: float
    """The height of the first lane of arcs."""
    pieces: list[Piece]


@dataclass(slots=True)
class BlockRelation:
    """A relation with an end in the block."""

    relation: ArticleRelation
    head: ArticleSpan
    child: ArticleSpan
    head_here: bool
    child_here: bool
    far: bool = False
    """Whether the other end is too far away for an arc."""
    chip: str = ""
    """What a stub says about the other end."""


@dataclass(slots=True)
class End:
    """One end of a relation at a piece."""

    piece: Piece
    side: int
    """-1 where its run goes left, 1 right; -2 and 2 for a stub whose chip lies to that side."""
    reach: float
    x: float = 0.0


@dataclass(slots=True)
class Arc:
    """A relation drawn whole inside the block, its points from head to child."""

    relation: ArticleRelation
    points: list[Point]
    label: str
    label_x: float
    label_y: float
    label_width: float
    path: QPainterPath | None = None
    """Made when it is first painted."""
    dashes: tuple[float, QPainterPath] | None = None
    """The pen's width and the outline of the dashes, likewise."""


@dataclass(slots=True)
class LooseEnd:
    """One end of a relation whose other end is in another block."""

    relation: ArticleRelation
    other: ArticleSpan
    is_head: bool
    far: bool
    line: int
    x: float
    top: float
    lane: float
    chip: str
    chip_left: float
    chip_width: float


@dataclass(slots=True)
class Decoration:
    """A block's lines, boxes and arcs."""

    lines: list[LineBox]
    pieces: dict[Ref, list[Piece]]
    arcs: list[Arc]
    loose: list[LooseEnd]
    left_channels: int
    height: float
    reserve: Reserve
    """What its lines take, for the next decoration of the block."""
    bottoms: list[float]
    """Of the lines, to find one by."""


@dataclass(slots=True)
class _Run:
    """A level leg of a relation above one line."""

    row: int
    """The relation's number."""
    line: int
    left: float
    right: float
    end: End
    taken: tuple[float, float] = (0.0, 0.0)
    lane: int = 0


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
    kept, ends = _ends(relations, by_ref, shaped.width, style)
    _spread_anchors(pieces, style)
    runs = _runs(kept, ends, shaped.width, style, labels)
    lines, used = _lines(block, shaped, rows, runs, style, reserve)
    arcs, loose, channels = _routes(kept, ends, runs, lines, shaped.width, style, labels)
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


def _ends(
    relations: Sequence[BlockRelation], pieces: dict[Ref, list[Piece]], width: float, style: Style
) -> tuple[list[BlockRelation], list[tuple[End | None, End | None]]]:
    """The relations that can be drawn, and for each its (head, child) ends in this block."""
    kept: list[BlockRelation] = []
    ends: list[tuple[End | None, End | None]] = []
    for row in relations:
        head = pieces[row.head.ref][0] if row.head_here and row.head.ref in pieces else None
        child = pieces[row.child.ref][0] if row.child_here and row.child.ref in pieces else None
        if (row.head_here and head is None) or (row.child_here and child is None):
            continue
        pair: tuple[End | None, End | None]
        if head is not None and child is not None:
            x, other = _middle(head), _middle(child)
            if head.line == child.line:
                side = 1 if (x, head.level) <= (other, child.level) else -1
                pair = (End(head, side, abs(x - other)), End(child, -side, abs(x - other)))
            elif goes_left(x, other, width):
                pair = (End(head, -1, x), End(child, -1, other))
            else:
                pair = (End(head, 1, width - x), End(child, 1, width - other))
        else:
            end = head or child
            assert end is not None
            if row.far:
                fits = _middle(end) + style.text_width("label", row.chip) + 16 * style.metrics.scale <= width
                made_end = End(end, 2 if fits or _middle(end) < width / 2 else -2, 0.0)
            else:
                made_end = End(end, -1, _middle(end) + width)
            pair = (made_end, None) if head is not None else (None, made_end)
        for made in pair:
            if made is not None:
                made.piece.anchors.append(made)
        kept.append(row)
        ends.append(pair)
    return kept, ends


def _middle(piece: Piece) -> float:
    return (piece.left + piece.right) / 2


def _spread_anchors(pieces: Sequence[Piece], style: Style) -> None:
    """Left-going short to long, then right-going long to short, stubs outermost: no two lines of one span cross."""
    for piece in pieces:
        if not piece.anchors:
            continue
        ends = sorted(piece.anchors, key=lambda end: (end.side, end.reach * -end.side))
        places = spread(piece.left, piece.right, len(ends), style.metrics.anchor_space)
        for end, x in zip(ends, places, strict=True):
            end.x = x


def _runs(
    relations: Sequence[BlockRelation],
    ends: Sequence[tuple[End | None, End | None]],
    width: float,
    style: Style,
    labels: Labels,
) -> list[_Run]:
    """The level legs with the room they take; a label or a chip is as wide as it is."""
    edge = style.metrics.gutter_inset
    runs: list[_Run] = []
    for number, (row, (head, child)) in enumerate(zip(relations, ends, strict=True)):
        label = style.text_width("label", labels.relation_title(row.relation.label)) + 14 * style.metrics.scale
        if head is not None and child is not None and head.piece.line == child.piece.line:
            left, right = sorted((head.x, child.x))
            if right - left < 14.0:
                left, right = left - 7.0, right + 7.0
                head.x, child.x = (left, right) if head.side > 0 else (right, left)
            spare = max(0.0, label - (right - left)) / 2
            runs.append(_Run(number, head.piece.line, left, right, head, (left - spare, right + spare)))
            continue
        here = [end for end in (head, child) if end is not None]
        longest = max(here, key=lambda end: end.reach)
        for end in here:
            left, right = (end.x, width + edge) if end.side > 0 else (-edge, end.x)
            low, high = left, right
            if len(here) == 1:
                _, chip_left, chip = place_chip(end, row.chip, width, style)
                if abs(end.side) == 2:
                    left = right = end.x
                    low, high = chip_left, chip_left + chip
                else:
                    low, high = left, max(right, chip_left + chip)
            elif end is longest and right - left < label:
                low, high = (right - label, right) if end.side > 0 else (left, left + label)
            runs.append(_Run(number, end.piece.line, left, right, end, (low, high)))
    by_line: dict[int, list[_Run]] = {}
    for run in runs:
        by_line.setdefault(run.line, []).append(run)
    for line_runs in by_line.values():
        lanes = headroom_lanes([run.taken for run in line_runs], gap=2.0)
        for run, lane in zip(line_runs, lanes, strict=True):
            run.lane = lane
    return runs


def place_chip(end: End, text: str, width: float, style: Style) -> tuple[str, float, float]:
    """(text, left, width) of the chip over an anchor: to the side away from the span's other lines, cut to fit there."""
    inset = 9.0
    room = width - end.x + inset if end.side > 0 else end.x + inset - CHIP_LEFT
    padding = 16 * style.metrics.scale
    text = style.elided("label", text, max(room, CHIP_LEAST * style.metrics.scale) - padding)
    chip = style.text_width("label", text) + padding
    wanted = end.x - inset if end.side > 0 else end.x + inset - chip
    return text, max(CHIP_LEFT, min(wanted, width - chip)), chip


def _lines(
    block: Block,
    shaped: ShapedBlock,
    rows: Sequence[list[Piece]],
    runs: Sequence[_Run],
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


def _routes(
    relations: Sequence[BlockRelation],
    ends: Sequence[tuple[End | None, End | None]],
    runs: Sequence[_Run],
    lines: Sequence[LineBox],
    width: float,
    style: Style,
    labels: Labels,
) -> tuple[list[Arc], list[LooseEnd], int]:
    metrics = style.metrics
    of_row: dict[int, list[_Run]] = {}
    stems: dict[int, list[tuple[float, int]]] = {}
    for run in runs:
        of_row.setdefault(run.row, []).append(run)
        places = (run.left, run.right) if len(of_row[run.row]) == 1 and _whole(ends[run.row]) else (run.end.x,)
        stems.setdefault(run.line, []).extend((x, run.lane) for x in places)

    def height(run: _Run) -> float:
        return lines[run.line].lane - metrics.arc_lane * run.lane

    channels = _channels(of_row, height)
    arcs: list[Arc] = []
    loose: list[LooseEnd] = []
    for number, own in of_row.items():
        row = relations[number]
        head, child = ends[number]
        title = labels.relation_title(row.relation.label)
        label_width = style.text_width("label", title)
        if head is None or child is None:
            run, end = own[0], own[0].end
            chip, chip_left, chip_width = place_chip(end, row.chip, width, style)
            loose.append(
                LooseEnd(
                    relation=row.relation,
                    other=row.child if head is not None else row.head,
                    is_head=head is not None,
                    far=row.far,
                    line=run.line,
                    x=end.x,
                    top=end.piece.top,
                    lane=height(run),
                    chip=chip,
                    chip_left=chip_left,
                    chip_width=chip_width,
                )
            )
            continue
        if len(own) == 1:
            named = own[0]
            points = bracket(head.x, head.piece.top, height(named), child.x, child.piece.top)
        else:
            first, second = own
            side, channel = channels[number]
            reach = metrics.gutter_inset + metrics.channel * channel
            gutter = -reach if side < 0 else width + reach
            points = detour((head.x, head.piece.top, height(first)), gutter, (child.x, child.piece.top, height(second)))
            named = max(own, key=lambda run: run.right - run.left)
        low, high = (max(0.0, named.left), min(width, named.right)) if len(own) > 1 else (named.left, named.right)
        if high - low < label_width + 14:
            low, high = named.taken
        through = [x for x, lane in stems[named.line] if lane > named.lane]
        label_x = label_place(low, high, label_width + 12, through)
        arcs.append(Arc(row.relation, points, title, label_x, height(named), label_width))
    left = max((channel + 1 for side, channel in channels.values() if side < 0), default=0)
    return arcs, loose, left


def _whole(pair: tuple[End | None, End | None]) -> bool:
    return pair[0] is not None and pair[1] is not None and pair[0].piece.line == pair[1].piece.line


def _channels(of_row: dict[int, list[_Run]], height: Callable[[_Run], float]) -> dict[int, tuple[int, int]]:
    """The (side, channel) of every relation that takes a gutter."""
    found: dict[int, tuple[int, int]] = {}
    for side in (-1, 1):
        numbers = [number for number, own in of_row.items() if len(own) == 2 and own[0].end.side == side]
        intervals = [(min(map(height, of_row[n])), max(map(height, of_row[n]))) for n in numbers]
        for number, channel in zip(numbers, gutter_channels(intervals, gap=4.0), strict=True):
            found[number] = (side, channel)
    return found
