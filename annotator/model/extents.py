"""Which things overlap a stretch of the text, without going through all of them."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
BUCKET = 512
"""Code points a bucket covers: a few sentences."""


class ExtentIndex(Generic[T]):
    """Things by their extents [start, end); a thing lies in every bucket that its extent reaches."""

    def __init__(self) -> None:
        self._buckets: dict[int, dict[T, tuple[int, int]]] = {}

    def add(self, thing: T, extent: tuple[int, int]) -> None:
        """Put a thing at its extent."""
        for bucket in _buckets(*extent):
            self._buckets.setdefault(bucket, {})[thing] = extent

    def remove(self, thing: T, extent: tuple[int, int]) -> None:
        """Take the thing away from that extent; nothing happens where it is not."""
        for bucket in _buckets(*extent):
            self._buckets.get(bucket, {}).pop(thing, None)

    def overlapping(self, start: int, end: int) -> set[T]:
        """The things that share a code point with [start, end)."""
        return {
            thing
            for bucket in _buckets(start, end)
            for thing, (low, high) in self._buckets.get(bucket, {}).items()
            if low < end and start < high
        }


def _buckets(start: int, end: int) -> range:
    return range(start // BUCKET, max(end - 1, start) // BUCKET + 1)


def merged(extents: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same code points as few extents as possible, sorted; those that touch become one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(extents):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result
