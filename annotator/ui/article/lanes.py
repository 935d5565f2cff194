"""Who goes above whom: nesting levels of spans, headroom lanes and gutter channels of arcs. Plain numbers only."""

from collections.abc import Sequence

Interval = tuple[float, float]


def nesting_levels(extents: Sequence[tuple[int, int]]) -> list[int]:
    """A level for every (start, end): 0 nearest the text, each above all the shorter ones that it overlaps."""
    order = sorted(
        range(len(extents)), key=lambda index: (extents[index][1] - extents[index][0], extents[index][0], index)
    )
    return _stack(order, extents, gap=0)


def headroom_lanes(runs: Sequence[Interval], *, gap: float = 0.0) -> list[int]:
    """A lane for every horizontal run (left, right) above one line: narrow ones lowest, none on another's lane.

    A run lies one lane above the highest run it overlaps, `gap` included, so it never dives under a wider one.
    """
    order = sorted(range(len(runs)), key=lambda index: (runs[index][1] - runs[index][0], runs[index][0], index))
    return _stack(order, runs, gap=gap)


def gutter_channels(
    intervals: Sequence[Interval], floors: Sequence[int] | None = None, *, gap: float = 0.0
) -> list[int]:
    """A channel for every vertical interval (top, bottom), 0 nearest the text: shortest first, the first that is free.

    `floors` gives each interval the lowest channel it may take.
    """
    channels = [0] * len(intervals)
    placed: list[int] = []
    for index in sorted(range(len(intervals)), key=lambda i: (intervals[i][1] - intervals[i][0], intervals[i][0], i)):
        top, bottom = intervals[index]
        taken = {channels[other] for other in placed if _overlap(top, bottom, intervals[other], gap)}
        channel = floors[index] if floors else 0
        while channel in taken:
            channel += 1
        channels[index] = channel
        placed.append(index)
    return channels


def spread(left: float, right: float, count: int, spacing: float) -> list[float]:
    """`count` places over an extent, in order, about its middle, `spacing` apart or closer where it is narrow."""
    if count == 0:
        return []
    step = min(spacing, max(2.0, (right - left - spacing / 2) / max(1, count - 1)))
    first = (left + right) / 2 - step * (count - 1) / 2
    return [first + step * index for index in range(count)]


def _overlap(low: float, high: float, other: Interval, gap: float) -> bool:
    return low < other[1] + gap and other[0] < high + gap


def _stack(order: Sequence[int], extents: Sequence[tuple[float, float]], *, gap: float) -> list[int]:
    levels = [0] * len(extents)
    placed: list[int] = []
    for index in order:
        low, high = extents[index]
        levels[index] = max(
            (levels[other] + 1 for other in placed if _overlap(low, high, extents[other], gap)), default=0
        )
        placed.append(index)
    return levels
