"""The processes that suggest for the window: one as long as a project is open, more while the queue is long."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.nlp.protocol import ConfirmedSpan, Failure, Load, Ready
from annotator.ui.model_process import ModelProcess

AHEAD = 4
"""Documents of the queue that a process has or is about to get; it works on fewer."""
DOCUMENTS_A_HELPER = 50
"""So many documents must wait for each further process: loading a pipeline takes as long as reading some of them."""


class SuggestionPool(QObject):
    """Hands each document to one process. The first also reads what is on screen; the helpers read the queue alone.

    A helper is loaded when there is enough to do for it, and let go when there is nothing left: a loaded pipeline takes
    some 300 MB. One that fails or goes on crashing is given up, and its documents are the first one's.
    """

    ready = Signal(object)
    """Ready: the first process has loaded the pipeline."""
    room_made = Signal()
    """A helper has loaded it: there is more to hand out."""
    suggested = Signal(object)
    """Suggestions, from any of them."""
    failed = Signal(object)
    """Failure of a document, from any of them, or with `id` None of the first one's loading."""
    progressed = Signal()
    """A long document is further on."""
    restarted = Signal(str)
    """As the first process's."""
    stopped = Signal(str)
    """As the first process's: with it gone for good, `stop` is all that is left to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workers = 1
        """How many processes there may be."""
        self._load: Load | None = None
        self._without_helpers = False
        self._helpers: list[ModelProcess] = []
        self._first = ModelProcess(self)
        self._first.ready.connect(self.ready)
        self._first.suggested.connect(self.suggested)
        self._first.failed.connect(self.failed)
        self._first.progressed.connect(self.progressed)
        self._first.restarted.connect(self.restarted)
        self._first.stopped.connect(self.stopped)

    @property
    def pipeline(self) -> Ready | None:
        """What the first process has loaded; None before, and after a crash until it is loaded again."""
        return self._first.pipeline

    @property
    def process_ids(self) -> list[int]:
        """The process ids, the first process's first."""
        return [process.process_id for process in (self._first, *self._helpers) if process.running]

    @property
    def waiting(self) -> int:
        """Documents asked for and not yet answered."""
        return sum(process.waiting for process in (self._first, *self._helpers))

    @property
    def part(self) -> float:
        """How much is read of a long document, between 0 and 1: the one on screen, else the furthest."""
        return self._first.part or max((helper.part for helper in self._helpers), default=0.0)

    @property
    def room(self) -> int:
        """Documents of the queue that can be handed out now."""
        return sum(max(0, AHEAD - process.waiting) for process in self._loaded())

    def load(self, request: Load) -> None:
        """Start the first process with that pipeline."""
        self._load, self._without_helpers = request, False
        self._first.load(request)

    def suggest(
        self,
        document: int,
        text: str,
        *,
        language: str = "",
        spans: Sequence[ConfirmedSpan] = (),
        urgent: bool = False,
        nested: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Ask for a document, as `ModelProcess.suggest`. An urgent one is the first process's, unless a helper has begun it."""
        process = next((helper for helper in self._helpers if helper.holds(document)), None)
        if process is None and urgent:
            for helper in self._helpers:
                helper.forget(document)
            process = self._first
        elif process is None:
            process = min(self._loaded(), key=lambda one: one.waiting, default=self._first)
        process.suggest(document, text, language=language, spans=spans, urgent=urgent, nested=nested)

    def forget(self) -> list[int]:
        """Drop every document that no process has begun; returns which."""
        return [document for process in (self._first, *self._helpers) for document in process.forget()]

    def fit(self, left: int) -> None:
        """Have as many helpers as are worth it with that many documents still to hand out."""
        may = self.workers - 1
        for helper in self._helpers[may if left else 0 :]:
            if not helper.waiting:
                self._let_go(helper)
        worth = 0 if self._without_helpers or self.pipeline is None else min(may, (left - 1) // DOCUMENTS_A_HELPER)
        while len(self._helpers) < worth:
            self._add_helper()

    def stop(self, *, wait: int = 0) -> None:
        """End them all; `wait` as for `ModelProcess.stop`. No signal comes any more, and what was asked is forgotten."""
        self.blockSignals(True)
        for helper in tuple(self._helpers):
            self._let_go(helper, wait=wait)
        self._first.stop(wait=wait)

    def _loaded(self) -> list[ModelProcess]:
        """Those that can take documents of the queue, the helpers first: so the first has the least before the screen's."""
        return [
            process for process in (*self._helpers[: self.workers - 1], self._first) if process.pipeline is not None
        ]

    def _add_helper(self) -> None:
        helper = ModelProcess(self)
        helper.ready.connect(self.room_made)
        helper.suggested.connect(self.suggested)
        helper.failed.connect(self._on_helper_failed)
        helper.progressed.connect(self.progressed)
        helper.stopped.connect(self._on_helper_stopped)
        self._helpers.append(helper)
        if self._load is not None:
            helper.load(self._load)

    def _let_go(self, helper: ModelProcess, *, wait: int = 0) -> None:
        self._helpers.remove(helper)
        helper.blockSignals(True)
        helper.stop(wait=wait, at_once=True)
        helper.deleteLater()

    def _on_helper_failed(self, failure: Failure) -> None:
        if failure.id is None:
            self._on_helper_stopped()
        else:
            self.failed.emit(failure)

    def _on_helper_stopped(self) -> None:
        """Where one process can't go on beside the others, memory is short more often than not: they do without."""
        self._without_helpers = True
        # the sender and no lambda: PySide would keep this object alive by it, and end both at once
        helper = self.sender()
        if isinstance(helper, ModelProcess) and helper in self._helpers:
            left = helper.documents
            self._let_go(helper)
            for document in left:
                self.failed.emit(Failure(document, "cancelled", ""))
