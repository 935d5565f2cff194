"""Work that is done a little at a time, so that whoever drives it can see to other things in between."""

from collections.abc import Generator
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Step(NamedTuple):
    """How far such work is after a part of it, a few milliseconds."""

    done: int
    """Documents so far."""
    total: int
    """Documents in all; 0 while that is not known."""
    committing: bool = False
    """All is done but for the disk, which has the last word: it cannot be stopped any more."""


Steps = Generator[Step, None, T]
"""Closing it before its end takes back what it has done."""


def finished(steps: Steps[T]) -> T:
    """Do all of it now; what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]  # a generator's own return value
