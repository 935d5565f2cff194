"""Relations from one block to another: whole where both ends are on screen, else a stub with a chip at each end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan
from annotator.ui.article.arcs import Point, bounds, detour
from annotator.ui.article.lanes import gutter_channels
from annotator.ui.article.layout import ArticleLayout
from annotator.ui.article.placed import LooseEnd


@dataclass(slots=True)
class Crossing:
    """A relation between two blocks, both on screen; y counts from the article's top."""

    relation: ArticleRelation
    points: list[Point]
    label: str
    label_x: float
    label_y: float
    label_width: float
    path: QPainterPath | None = None
    dashes: tuple[float, QPainterPath] | None = None


@dataclass(slots=True)
class Chip:
    """The stub of a relation whose other end is elsewhere; y counts from the article's top."""

    relation: ArticleRelation
    other: ArticleSpan
    is_head: bool
    x: float
    top: float
    lane: float
    left: float
    width: float
    text: str


def route_crossings(
    layout: ArticleLayout, shown: Sequence[tuple[int, float]], top: float, bottom: float
) -> tuple[list[Crossing], list[Chip]]:
    """The relations between blocks, of the blocks shown: whole where both ends are between the two heights, else stubs."""
    ends: dict[Ref, list[tuple[int, float, LooseEnd]]] = {}
    for number, y in shown:
        for loose in layout.laid(number).decoration.loose:
            ends.setdefault(loose.relation.ref, []).append((number, y, loose))
    pairs: list[tuple[tuple[int, float, LooseEnd], tuple[int, float, LooseEnd]]] = []
    chips: list[Chip] = []
    for found in ends.values():
        if len(found) == 2 and all(
            not end.far and y + end.lane >= top and y + end.top <= bottom for _, y, end in found
        ):
            first, second = found
            pairs.append((first, second) if first[2].is_head else (second, first))
        else:
            chips += [_chip(y, end) for _, y, end in found]
    return _whole(layout, pairs), chips


def _whole(
    layout: ArticleLayout, pairs: Sequence[tuple[tuple[int, float, LooseEnd], tuple[int, float, LooseEnd]]]
) -> list[Crossing]:
    metrics = layout.style.metrics
    intervals: list[tuple[float, float]] = []
    floors: list[int] = []
    for (number, y, head), (other_number, other_y, child) in pairs:
        low, high = sorted((y + head.lane, other_y + child.lane))
        intervals.append((low, high))
        between = range(min(number, other_number), max(number, other_number) + 1)
        floors.append(max(layout.laid(block).decoration.left_channels for block in between))
    crossings: list[Crossing] = []
    channels = gutter_channels(intervals, floors, gap=4.0)
    for ((_, y, head), (_, other_y, child)), channel in zip(pairs, channels, strict=True):
        title = layout.labels.relation_title(head.relation.label)
        x = -(metrics.gutter_inset + metrics.channel * channel)
        points = detour((head.x, y + head.top, y + head.lane), x, (child.x, other_y + child.top, other_y + child.lane))
        named, label_y = (head, y + head.lane) if head.x >= child.x else (child, other_y + child.lane)
        crossings.append(
            Crossing(head.relation, points, title, named.x / 2, label_y, layout.style.text_width("label", title))
        )
    return crossings


def _chip(y: float, end: LooseEnd) -> Chip:
    return Chip(
        end.relation,
        end.other,
        end.is_head,
        end.x,
        y + end.top,
        y + end.lane,
        end.chip_left,
        end.chip_width,
        end.chip,
    )


def loose_rects(crossings: Iterable[Crossing], chips: Iterable[Chip]) -> dict[tuple[Ref, str], QRectF]:
    """Where the arcs between blocks are painted, by relation and part: "arc", or the stub at its "head" or "child"."""
    rects: dict[tuple[Ref, str], QRectF] = {}
    for crossing in crossings:
        left, top, right, bottom = bounds(crossing.points)
        rects[crossing.relation.ref, "arc"] = QRectF(left - 6, top - 10, right - left + 12, bottom - top + 14)
    for chip in chips:
        end = "head" if chip.is_head else "child"
        rects[chip.relation.ref, end] = QRectF(chip.left - 2, chip.lane - 10, chip.width + 4, chip.top - chip.lane + 12)
    return rects
