"""The string memory in the window: switched by a setting, and brought to the other articles while nobody is at work."""

from PySide6.QtCore import QObject, QTimer

from annotator.model.errors import AnnotationError, StoreError
from annotator.ui.session import Session

IDLE_MS = 700
"""How long nothing was done before other articles follow."""
STEP_MS = 20
DOCUMENTS_A_STEP = 4
"""Bringing so many up to date takes some five milliseconds."""


class MemoryKeeper(QObject):
    """Follows a session and works in its pauses."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._active = True
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._on_idle)
        self._step = QTimer(self, interval=STEP_MS)
        self._step.timeout.connect(self._on_step)
        session.project_opened.connect(self._on_project_opened)
        session.edited.connect(self.wake)
        session.closed.connect(self._stop)

    def use(self, active: bool) -> None:
        """Have the memory suggest, or not."""
        self._active = active
        project = self._session.project
        if project is not None and project.memory_active != active:
            project.memory_active = active
            self.refresh()

    def refresh(self) -> None:
        """Something else is believed of some strings: the open article follows now, the others in a pause."""
        project, article = self._session.project, self._session.article
        if project is not None and article is not None:
            try:
                changed = project.refresh_memory(article.document.id)
            except (AnnotationError, StoreError) as error:
                self._session.inform(str(error))
                return
            if changed:
                self._session.suggestions_stored(article.document.id)
        self.wake()

    def wake(self) -> None:
        """Something was done: go on in the next pause."""
        self._step.stop()
        self._idle.start()

    def _on_project_opened(self) -> None:
        if self._session.project is not None:
            self._session.project.memory_active = self._active

    def _stop(self) -> None:
        self._idle.stop()
        self._step.stop()

    def _on_idle(self) -> None:
        project = self._session.project
        if project is not None and not project.read_only:
            project.tend_memory()
            self._step.start()

    def _on_step(self) -> None:
        project = self._session.project
        try:
            if project is not None and project.follow_memory(DOCUMENTS_A_STEP):
                return
        except StoreError as error:
            self._session.failed.emit(error)
        self._step.stop()
        if project is not None and project.memory_followed():
            self._session.documents_changed.emit()
