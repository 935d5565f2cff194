"""What a project does for itself while nobody asks anything of it: fitting its confidence, counting anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.errors import StoreError
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.project import Project

IDLE_MS = 1_500
"""How long nothing was decided before the confidence is fitted: it takes some ten milliseconds."""
STEP_MS = 25
DOCUMENTS_A_STEP = 10
"""Counting so many takes about three milliseconds."""


class Upkeep(QObject):
    """Follows a session and works in its pauses."""

    calibrated = Signal()
    """The confidence of suggestions rests on other decisions now."""
    recounted = Signal()
    """All tallies have been counted anew."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._on_idle)
        self._step = QTimer(self, interval=STEP_MS)
        self._step.timeout.connect(self._on_step)
        self.recounted.connect(session.documents_changed)
        session.project_opened.connect(self.wake)
        session.edited.connect(self.wake)
        session.closed.connect(self._on_closed)

    def wake(self) -> None:
        """Something was done: look in the next pause whether there is something to do for it."""
        self._step.stop()
        self._idle.start()

    def _on_closed(self) -> None:
        self._idle.stop()
        self._step.stop()

    def _on_idle(self) -> None:
        project = self._session.project
        if project is None or project.read_only or self._session.long.put_off(self.wake):
            return
        try:
            self._calibrate(project)
            if project.recounting():
                self._step.start()
        except StoreError as error:
            self._session.failed.emit(error)

    def _calibrate(self, project: "Project") -> None:
        if project.calibration_due():
            project.fit_calibration()
            self.calibrated.emit()

    def _on_step(self) -> None:
        project = self._session.project
        if project is None:
            return
        if self._session.long.put_off(self.wake):
            self._step.stop()
            return
        try:
            if project.recount(DOCUMENTS_A_STEP):
                return
        except StoreError as error:
            self._session.failed.emit(error)
        self._step.stop()
        self.recounted.emit()
