"""The list's query: at once in a small project, beside the window in a large one, so that typing never stalls."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.model.document import DocumentId
from annotator.model.errors import StoreError
from annotator.model.query import DocumentQuery

if TYPE_CHECKING:
    from annotator.project import Project

AT_ONCE = 4000
"""A project of so many documents answers within a frame."""


class IdQuery(QObject):
    """Runs queries one after the other; an answer that a newer question has overtaken is dropped."""

    found = Signal(object)
    """list[DocumentId] for the last question asked; a `Signal(list)` would copy each of 100,000 ids into a QVariant."""
    failed = Signal(object)
    """StoreError."""
    _answered = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self.waiting = False
        """Whether the last question asked is still to be answered."""
        self._pool: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._answered.connect(self._on_answered)

    def ask(self, project: "Project | None", query: DocumentQuery) -> None:
        """Ask; `found` answers, before this returns where the project is small."""
        self._number += 1
        self.waiting = False
        if project is None:
            self.found.emit([])
        elif project.document_count() <= AT_ONCE:
            self.found.emit(project.document_ids(query))
        else:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="article-list")
            if self._last is not None:
                self._last.cancel()
            self.waiting = True
            path, annotator, number = project.path, project.annotator_name, self._number
            self._last = self._pool.submit(_answer, self._answered.emit, number, path, annotator, query)

    def stop(self) -> None:
        """Forget the question; returns once the file is let go of."""
        self._number += 1
        self.waiting = False
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _on_answered(self, number: int, answer: object) -> None:
        if number != self._number:
            return
        self.waiting = False
        if isinstance(answer, StoreError):
            self.failed.emit(answer)
        else:
            self.found.emit(answer)


def _answer(
    reply: Callable[[int, object], object], number: int, path: Path, annotator: str, query: DocumentQuery
) -> None:
    from annotator.project import Project

    answer: list[DocumentId] | StoreError
    try:
        # a connection of its own, closed again at once: the last one to close must be the writer's, which tidies the file
        with Project.open(path, annotator=annotator, read_only=True) as project:
            answer = project.document_ids(query)
    except StoreError as error:
        answer = error
    reply(number, answer)
