"""Puts what the model processes answer into the project, one document at a time, with the window's own events between."""

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.suggestion import RunId
from annotator.nlp.protocol import Load, Part, Suggestions
from annotator.ui.error_text import shown_error
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.project import Project


class SuggestionStore(QObject):
    """Answers in, rows out; the article on screen goes first."""

    stored = Signal(int)
    """A document's suggestions are in the project."""
    changed = Signal(int)
    """A document's text is another by now: it went to the queue again."""
    refused = Signal(int, str)
    """A document's answer does not fit it: why."""
    broken = Signal(object)
    """StoreError: the file or the disk says no; what still waits is forgotten, and is on the queue."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._load: Load | None = None
        self._runs: dict[tuple[str, str, str], RunId] = {}
        self._answers: deque[Suggestions] = deque()
        self._said: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._store_next)

    def begin(self, load: Load | None) -> None:
        """What comes from now on was loaded so, in runs of its own; what waits is forgotten."""
        self._load = load
        self._runs.clear()
        self._answers.clear()
        self._said.clear()
        self._timer.stop()

    def put(self, answer: Suggestions) -> None:
        """Store an answer, soon."""
        article = self._session.article
        if article is not None and article.document.id == answer.id:
            self._answers.appendleft(answer)
        else:
            self._answers.append(answer)
        self._timer.start()

    def warn(self, line: str) -> None:
        """Say something of the sources that still suggest, once for as long as they are loaded."""
        if line not in self._said:
            self._said.add(line)
            self._session.inform(shown_error(line))

    def hurry(self, document: DocumentId) -> bool:
        """Store a document's answer before all others; whether there is one."""
        answer = next((answer for answer in self._answers if answer.id == document), None)
        if answer is None:
            return False
        self._answers.remove(answer)
        self._answers.appendleft(answer)
        return True

    def _store_next(self) -> None:
        project = self._session.project
        if project is None or not self._answers or self._session.long.put_off(self._timer.start):
            return
        answer = self._answers.popleft()
        document = DocumentId(answer.id)
        if self._answers:
            self._timer.start()
        try:
            proposed = [part.proposed(self._run_of(project, part)) for part in answer.parts]
            changed = project.store_proposals([(document, proposed)], texts={document: answer.text_sha256})
        except AnnotationError as error:
            self.refused.emit(document, str(error))
        except StoreError as error:
            self.broken.emit(error)
        else:
            for line in answer.warnings:
                self.warn(line)
            (self.changed if changed else self.stored).emit(document)

    def _run_of(self, project: "Project", part: Part) -> RunId:
        if part.run not in self._runs:
            settings = {} if self._load is None else self._load.run_settings(part.pipeline)
            self._runs[part.run] = project.start_run(*part.run, settings)
        return self._runs[part.run]
