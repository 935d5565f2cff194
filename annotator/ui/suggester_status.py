"""How far the suggestions are, as the status line and the banner show it."""

from dataclasses import dataclass
from typing import Literal

SuggesterState = Literal["off", "loading", "working", "idle", "paused", "failed"]


@dataclass(frozen=True, slots=True)
class SuggesterStatus:
    """What goes on, for the status line and the banner."""

    state: SuggesterState
    pipeline: str = ""
    waiting: int = 0
    """Documents on the queue."""
    total: int = 0
    """Documents that were on the queue since it was last empty."""
    part: float = 0.0
    """How much is read of a long document, between 0 and 1; 0 where none is under way."""
    reason: str = ""
    """Why it failed: one line that names the remedy."""

    @property
    def done(self) -> int:
        """Documents read since the queue was last empty."""
        return self.total - self.waiting
