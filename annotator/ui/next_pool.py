"""The processes of a model that is to suggest, while it loads; until then the ones there are go on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.choosing import load_for
from annotator.nlp.protocol import Failure, PipelineChoice, Ready
from annotator.ui.suggestion_pool import SuggestionPool

if TYPE_CHECKING:
    from annotator.project import Project


class NextPool(QObject):
    """Ends in one `ready` or `failed`, unless it is dropped."""

    ready = Signal()
    failed = Signal(str)
    """Why it does not load: one line that names the remedy."""

    def __init__(self, project: "Project", choices: list[PipelineChoice], parent: QObject) -> None:
        super().__init__(parent)
        self.choices = choices
        self.load = load_for(project, choices)
        self._pool: SuggestionPool | None = SuggestionPool(self)
        self._pool.ready.connect(self._on_ready)
        self._pool.failed.connect(self._on_failed)
        self._pool.stopped.connect(self._on_stopped)
        self._pool.load(self.load)

    def take(self, parent: QObject) -> SuggestionPool:
        """The pool, loaded; it is `parent`'s from now on."""
        assert self._pool is not None
        pool, self._pool = self._pool, None
        pool.ready.disconnect(self._on_ready)
        pool.failed.disconnect(self._on_failed)
        pool.stopped.disconnect(self._on_stopped)
        pool.setParent(parent)  # it would go with this object otherwise
        self.deleteLater()
        return pool

    def drop(self, *, wait: int = 0) -> None:
        """It is not wanted any more."""
        if self._pool is not None:
            self.blockSignals(True)
            self._pool.stop(wait=wait)
            self._pool = None
            self.deleteLater()

    def _on_ready(self, ready: Ready) -> None:
        missing = [choice.name for choice in self.choices if choice.digest and choice.name not in ready.pipelines]
        if missing:
            self.failed.emit(next(iter(ready.warnings), missing[0]))
        else:
            self.ready.emit()

    def _on_failed(self, failure: Failure) -> None:
        if failure.id is None:
            self.failed.emit(failure.message)

    def _on_stopped(self, reason: str) -> None:
        self.failed.emit(reason)
