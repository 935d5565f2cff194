"""How long somebody worked on an article: the time between two things they did, unless it was too long for work."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.model.errors import StoreError

if TYPE_CHECKING:
    from annotator.ui.session import Session

FLUSH_MS = 30_000
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


class TimeSpent(QObject):
    """Writes the time spent on a session's open article to its project, now and then."""

    def __init__(self, session: "Session", clock: Callable[[], float]) -> None:
        super().__init__(session)
        self._session = session
        self._time = ActiveTime(clock)
        self._timer = QTimer(self, interval=FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        self.note = self._time.note
        self.start = self._timer.start
        self.stop = self._timer.stop

    def flush(self, *, closing: bool = False) -> None:
        """Write the seconds since the last time; while a long edit is under way they wait.

        Where they cannot be written that is said, but not of a project that is `closing`: nobody can do anything about it.
        """
        session = self._session
        if session.long.busy:
            return
        seconds = self._time.take()
        if session.article is None or session.project is None or session.project.read_only or seconds < 1:
            return
        try:
            session.project.add_active_seconds(session.article.document.id, seconds)
        except StoreError as error:
            if not closing:
                session.failed.emit(error)
