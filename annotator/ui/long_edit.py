"""One user action over very many documents, done in the pauses of the event loop: the window paints and answers meanwhile."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.steps import Step, Steps, finished
from annotator.ui.wording import Revising

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.session import Session

FEW_DOCUMENTS = 20
"""So many are done at once: they take some thirty milliseconds."""
SLICE_SECONDS = 0.008
"""A slice ends with the first part that ends after it; a part is a document, some two milliseconds."""
COMMITTING_MS = 5

Action = Callable[["Project"], Steps[Edit | None]]


class LongEdits(QObject):
    """Runs one at a time for a session. While it does, the file has an open transaction: nothing else is to be written."""

    begun = Signal(str)
    """What is being done, translated. The person is to be kept from everything else until `ended`."""
    progressed = Signal(int, int, bool)
    """Documents done, documents in all, and whether it is too late to stop."""
    ended = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._steps: Steps[Edit | None] | None = None
        self._version: int | None = None
        self._finish: Callable[[Callable[[], Edit | None]], object] = lambda outcome: None
        self._stopped: Callable[[], object] = lambda: None
        self._waiting: list[Callable[[], object]] = []
        self._committing = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_slice)

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._steps is not None

    def put_off(self, callback: Callable[[], object]) -> bool:
        """Whether one is under way; then that is called when it has ended. For what writes without being asked by a key."""
        if self.busy:
            self._waiting.append(callback)
        return self.busy

    def refused(self) -> bool:
        """Whether one is under way; then that is said. For what a key asks for."""
        if self.busy:
            self._session.refuse(self.tr("Wait until that is done, or stop it"))
        return self.busy

    def run(
        self,
        action: Action,
        title: str,
        documents: int,
        *,
        announce: str = "",
        then: Callable[[Edit | None], object] = lambda edit: None,
    ) -> None:
        """Run an action that touches so many documents, as `Session.run` does; `then` gets what that returns.

        Few are done before this returns. Where the person stops it, `then` gets None and nothing was changed.
        """
        session = self._session
        if session.project is None or self.refused():
            return
        if documents <= FEW_DOCUMENTS:
            then(session.run(lambda project: finished(action(project)), announce=announce))
            return

        def finish(outcome: Callable[[], Edit | None]) -> None:
            again = lambda: self.run(action, title, documents, announce=announce, then=then)  # noqa: E731
            then(session.run(lambda project: outcome(), announce=announce, again=again))

        self._finish, self._stopped = finish, lambda: then(None)
        self._version = None if session.article is None else session.article.version
        self._steps = action(session.project)
        self._timer.start(0)
        self.begun.emit(title)

    def replay(
        self, which: Literal["undo", "redo"], action: str, documents: int, *, then: Callable[[Edit | None], object]
    ) -> None:
        """Undo or redo an action that touches so many documents."""
        title = Revising().going_on(which, action)
        self.run(lambda project: project.replay_in_steps(which), title, documents, then=then)

    def stop(self) -> bool:
        """Take back all that the edit under way has done; False where it is too late for that, or there is none."""
        if self._steps is None or self._committing:
            return False
        stopped = self._stopped
        self._take_back()
        self._refresh()
        self._session.inform(self.tr("Stopped: nothing was changed"))
        stopped()
        return True

    def abandon(self) -> None:
        """End the edit under way without a word, for the project is being closed: what is not committed is taken back."""
        self._waiting.clear()
        self._take_back()

    def _take_back(self) -> None:
        if self._steps is not None:
            try:
                self._steps.close()
            finally:
                self._clear()

    def _on_slice(self) -> None:
        assert self._steps is not None
        end = time.perf_counter() + SLICE_SECONDS
        step: Step | None = None
        try:
            while time.perf_counter() < end and not (step is not None and step.committing):
                step = next(self._steps)
        except StopIteration as stop:
            edit: Edit | None = stop.value
            self._end(lambda: edit)
        except (AnnotationError, StoreError) as error:
            self._fail(error)
        except BaseException:
            self._clear()
            self._refresh()
            raise
        else:
            if step is not None:
                self._committing = step.committing
                self._timer.setInterval(COMMITTING_MS if step.committing else 0)
                self.progressed.emit(*step)

    def _end(self, outcome: Callable[[], Edit | None]) -> None:
        finish = self._finish
        self._clear()
        finish(outcome)

    def _fail(self, error: AnnotationError | StoreError) -> None:
        def outcome() -> Edit | None:
            raise error

        finish = self._finish
        self._clear()
        self._refresh()
        finish(outcome)

    def _clear(self) -> None:
        self._timer.stop()
        self._steps, self._committing = None, False
        self.ended.emit()
        waiting, self._waiting = self._waiting, []
        for callback in waiting:
            QTimer.singleShot(0, self, callback)

    def _refresh(self) -> None:
        """Draw anew what had been changed in the open article before it was taken back."""
        article = self._session.article
        if article is not None and article.version != self._version:
            self._session.refresh_article()
