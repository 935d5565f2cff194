"""How long somebody worked on an article: the time between two things they did, unless it was too long for work."""

from collections.abc import Callable

IDLE_SECONDS = 60.0
"""A pause longer than this is not work on the article."""


class ActiveTime:
    """Counts seconds until they are taken."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._last: float | None = None

    def note(self) -> None:
        """Something was done."""
        now = self._clock()
        if self._last is not None and 0 <= now - self._last <= IDLE_SECONDS:
            self._seconds += now - self._last
        self._last = now

    def take(self) -> float:
        """The seconds since they were taken last."""
        seconds, self._seconds = self._seconds, 0.0
        return seconds
