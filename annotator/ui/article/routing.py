"""The ways of a block's relations: which side they leave by, where they touch their spans, their lanes, channels and words."""

from collections.abc import Callable, Sequence

from annotator.model.annotation import Ref
from annotator.ui.article.arcs import bracket, detour, goes_left, label_place
from annotator.ui.article.lanes import gutter_channels, headroom_lanes, spread
from annotator.ui.article.placed import Arc, BlockRelation, End, LineBox, LooseEnd, Piece, Run
from annotator.ui.article.style import Labels, Style

CHIP_LEFT = -44.0
"""How far into the left gutter a chip may start."""
CHIP_LEAST = 90.0
"""What a chip is given even where it covers something."""


def relation_ends(
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
            if head is child:
                pair = (
                    End(head, 1, 0.0),
                    End(head, 1, 0.0),
                )  # side by side: a small loop that no other line goes through
            elif head.line == child.line:
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


def spread_anchors(pieces: Sequence[Piece], style: Style) -> None:
    """Left-going short to long, then right-going long to short, stubs outermost: no two lines of one span cross."""
    for piece in pieces:
        if not piece.anchors:
            continue
        ends = sorted(piece.anchors, key=lambda end: (end.side, end.reach * -end.side))
        places = spread(piece.left, piece.right, len(ends), style.metrics.anchor_space)
        for end, x in zip(ends, places, strict=True):
            end.x = x


def relation_runs(
    relations: Sequence[BlockRelation],
    ends: Sequence[tuple[End | None, End | None]],
    width: float,
    style: Style,
    labels: Labels,
) -> list[Run]:
    """The level legs with the room they take; a label or a chip is as wide as it is."""
    edge = style.metrics.gutter_inset
    runs: list[Run] = []
    for number, (row, (head, child)) in enumerate(zip(relations, ends, strict=True)):
        label = style.text_width("label", labels.relation_title(row.relation.label)) + 14 * style.metrics.scale
        if head is not None and child is not None and head.piece.line == child.piece.line:
            left, right = sorted((head.x, child.x))
            if right - left < 14.0:
                left, right = left - 7.0, right + 7.0
                head.x, child.x = (left, right) if head.side > 0 else (right, left)
            spare = max(0.0, label - (right - left)) / 2
            runs.append(Run(number, head.piece.line, left, right, head, (left - spare, right + spare)))
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
            runs.append(Run(number, end.piece.line, left, right, end, (low, high)))
    by_line: dict[int, list[Run]] = {}
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


def routes(
    relations: Sequence[BlockRelation],
    ends: Sequence[tuple[End | None, End | None]],
    runs: Sequence[Run],
    lines: Sequence[LineBox],
    width: float,
    style: Style,
    labels: Labels,
) -> tuple[list[Arc], list[LooseEnd], int]:
    """The arcs inside the block, the ends that lead out of it, and how many channels of the left gutter they take."""
    metrics = style.metrics
    of_row: dict[int, list[Run]] = {}
    stems: dict[int, list[tuple[float, int]]] = {}
    for run in runs:
        of_row.setdefault(run.row, []).append(run)
        places = (run.left, run.right) if len(of_row[run.row]) == 1 and _whole(ends[run.row]) else (run.end.x,)
        stems.setdefault(run.line, []).extend((x, run.lane) for x in places)

    def height(run: Run) -> float:
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


def _channels(of_row: dict[int, list[Run]], height: Callable[[Run], float]) -> dict[int, tuple[int, int]]:
    """The (side, channel) of every relation that takes a gutter."""
    found: dict[int, tuple[int, int]] = {}
    for side in (-1, 1):
        numbers = [number for number, own in of_row.items() if len(own) == 2 and own[0].end.side == side]
        intervals = [(min(map(height, of_row[n])), max(map(height, of_row[n]))) for n in numbers]
        for number, channel in zip(numbers, gutter_channels(intervals, gap=4.0), strict=True):
            found[number] = (side, channel)
    return found
