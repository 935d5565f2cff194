"""How many documents wait for suggestions, counted now and then: a long queue takes as long to count as an article to store."""

import time
from collections.abc import Callable

COUNT_SECONDS = 0.25


class QueueProgress:
    """The queue's length, of this moment or a little while ago, and how long it was when it was last empty."""

    def __init__(self) -> None:
        self.waiting = self.total = 0
        self._counted = 0.0

    def clear(self) -> None:
        """Nothing is known."""
        self.waiting = self.total = 0

    def count_again(self) -> None:
        """The next count is of that moment."""
        self._counted = 0.0

    def count(self, length: Callable[[], int], *, idle: bool) -> int:
        """How many wait; `length` counts them. `idle`: nothing is under way, so that nobody else would count again."""
        now = time.monotonic()
        if idle or now - self._counted > COUNT_SECONDS:
            self._counted = now
            before, self.waiting = self.waiting, length()
            self.total = self.total + max(0, self.waiting - before) if self.waiting else 0
        return self.waiting
