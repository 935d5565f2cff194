"""The lines of relations: their corners, which gutter they take, where their labels fit, how far a point is from one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

Point = tuple[float, float]


def goes_left(x: float, other_x: float, width: float) -> bool:
    """Whether the way by the left gutter is the shorter one between two places of a column."""
    return x + other_x <= 2 * width - x - other_x


def bracket(x: float, top: float, lane: float, other_x: float, other_top: float) -> list[Point]:
    """Up from one box to the lane, along it, and down on the other box of the same line."""
    return [(x, top), (x, lane), (other_x, lane), (other_x, other_top)]


def detour(end: tuple[float, float, float], gutter: float, other: tuple[float, float, float]) -> list[Point]:
    """From one box to one on another line by the gutter at x = `gutter`; the ends are (x, box top, lane's height)."""
    x, top, lane = end
    other_x, other_top, other_lane = other
    return [(x, top), (x, lane), (gutter, lane), (gutter, other_lane), (other_x, other_lane), (other_x, other_top)]


def label_place(left: float, right: float, width: float, stems: Sequence[float], step: float = 8.0) -> float:
    """The middle of a label on a run: the run's own middle, or the nearest place where no stem goes through the label."""
    middle = (left + right) / 2
    slack = (right - left - width) / 2
    if slack <= 0 or not stems:
        return middle
    half = width / 2 + 2.0
    for number in range(int(slack / step) + 1):
        for place in (middle - number * step, middle + number * step):
            if all(abs(stem - place) >= half for stem in stems):
                return place
    return middle


def rounded_path(points: Sequence[Point], radius: float) -> QPainterPath:
    """A path along the points with round corners, smaller ones where a leg is short."""
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into = hypot(corner[0] - before[0], corner[1] - before[1])
        out = hypot(after[0] - corner[0], after[1] - corner[1])
        reach = min(radius, into / 2 if before is not points[0] else into, out / 2 if after is not points[-1] else out)
        if reach < 0.1 or not into or not out:
            path.lineTo(QPointF(*corner))
            continue
        path.lineTo(QPointF(*_towards(corner, before, reach / into)))
        path.quadTo(QPointF(*corner), QPointF(*_towards(corner, after, reach / out)))
    path.lineTo(QPointF(*points[-1]))
    return path


def distance(points: Sequence[Point], x: float, y: float) -> float:
    """How far a place is from a line of upright and level legs."""
    best = float("inf")
    for (x0, y0), (x1, y1) in pairwise(points):
        low_x, high_x = (x0, x1) if x0 <= x1 else (x1, x0)
        low_y, high_y = (y0, y1) if y0 <= y1 else (y1, y0)
        best = min(best, max(low_x - x, x - high_x, 0.0) + max(low_y - y, y - high_y, 0.0))
    return best


def bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of the points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
