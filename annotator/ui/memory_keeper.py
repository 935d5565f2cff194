"""The string memory in the window: read, and brought to the articles, a little at a time; switched by a setting."""

import gc
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.model.annotation import Ref
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError, StoreError
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.project import Project

IDLE_MS = 700
"""How long nothing was done before other articles follow."""
STEP_MS = 20
DOCUMENTS_A_STEP = 4
"""Bringing so many up to date takes some five milliseconds."""
PAUSE_MS = 2
SLICE_SECONDS = 0.006
"""A slice of reading the memory, or of comparing a long article with it, ends with the first part that ends after it."""


class MemoryKeeper(QObject):
    """Follows a session and works in its pauses."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._active = True
        self._comparing: Iterator[bool] | None = None
        self._compared: DocumentId | None = None
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._on_idle)
        self._step = QTimer(self, interval=STEP_MS)
        self._step.timeout.connect(self._on_step)
        self._slice = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._slice.timeout.connect(self._on_slice)
        session.project_opened.connect(self._on_project_opened)
        session.article_opened.connect(self._on_article_opened)
        session.edited.connect(self.wake)
        for signal in (session.documents_changed, session.failed, session.article_refreshed):
            signal.connect(self._look)  # what the memory had read may have been forgotten
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
        if project is not None and article is not None and not self._session.long.put_off(self.refresh):
            try:
                changed = project.refresh_memory(article.document.id)
            except (AnnotationError, StoreError) as error:
                self._session.inform(str(error))
                return
            if changed:
                self._session.suggestions_stored(article.document.id)
        self.wake()

    def wake(self) -> None:
        """Something was done: go on with the open article, with the others in the next pause."""
        self._step.stop()
        self._idle.start()
        self._look()

    def _on_project_opened(self) -> None:
        if self._session.project is not None:
            self._session.project.memory_active = self._active
            self._session.project.memory_patient = True
            gc.freeze()  # the window and the project stay, too
            self._look()

    def _on_article_opened(self) -> None:
        article, project = self._session.article, self._session.project
        self._comparing = self._compared = None
        if article is not None and project is not None and not project.memory_waits(article.document.id):
            self._compared = article.document.id  # when it was opened
        self._look()

    def _look(self) -> None:
        """Go on with the reading and the comparing, where there is something to go on with."""
        if self._session.project is not None and not self._slice.isActive():
            self._slice.start()

    def _stop(self) -> None:
        self._idle.stop()
        self._step.stop()
        self._slice.stop()
        self._comparing = self._compared = None

    def _on_slice(self) -> None:
        project, article = self._session.project, self._session.article
        if project is None or project.read_only or self._session.long.put_off(self._look):
            return
        end = time.perf_counter() + SLICE_SECONDS
        changed = False
        try:
            if not project.memory_ready:
                self._comparing = self._compared = None
                more = True
                while more and time.perf_counter() < end:
                    more = project.read_memory()
                if not more:
                    gc.freeze()  # it stays: looking for garbage in it would take fifty milliseconds now and then
            elif article is not None and self._begin_comparing(project, article.document.id):
                while self._comparing is not None and not changed and time.perf_counter() < end:
                    step = next(self._comparing, None)
                    changed = bool(step)
                    if step is None:
                        self._comparing = None
            else:
                return
        except (AnnotationError, StoreError) as error:
            self._comparing = None
            self._session.inform(str(error))
            return
        if changed and article is not None:
            if isinstance(self._session.focus, Ref):
                self._session.stay_here()
            self._session.suggestions_stored(article.document.id)
        self._slice.start()

    def _begin_comparing(self, project: "Project", document: DocumentId) -> bool:
        """Whether there is something to compare the open article with that it has not been compared with yet."""
        if self._comparing is None and (self._compared is None or project.memory_waits(document)):
            self._compared = document
            self._comparing = project.refresh_memory_in_steps(document)
        return self._comparing is not None

    def _on_idle(self) -> None:
        project = self._session.project
        if project is not None and not project.read_only and not self._session.long.put_off(self.wake):
            self._step.start()

    def _on_step(self) -> None:
        project = self._session.project
        if self._session.long.put_off(self.wake):
            self._step.stop()
            return
        try:
            if project is not None and project.follow_memory(DOCUMENTS_A_STEP):
                return
        except StoreError as error:
            self._session.failed.emit(error)
        self._step.stop()
        if project is not None and project.memory_followed():
            self._session.documents_changed.emit()
