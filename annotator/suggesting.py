"""Suggests for a project's queue with a pool of worker processes: what `pressmark suggest` runs. Knows no Qt.

A document leaves the queue in the transaction that stores its suggestions, so that stopping at any moment, by Ctrl+C or
by a crash, loses nothing and the next run goes on from there.
"""

import queue
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Self

from annotator.choosing import load_for
from annotator.model.article import CONFIRMED
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.suggestion import RunId
from annotator.nlp.protocol import (
    ConfirmedSpan,
    Failure,
    Load,
    Part,
    PipelineChoice,
    Progress,
    Ready,
    Reply,
    Suggest,
    Suggestions,
)
from annotator.project import Project
from annotator.suggesting_process import Inbox, WorkerProcess
from annotator.suggesting_report import SuggestProgress, SuggestReport

IN_FLIGHT = 16
"""Documents a worker holds: one batch in hand, one waiting, so that it never runs dry."""
STORE_EVERY = 64
"""Documents a transaction stores."""
STORE_AFTER = 1.0
"""Seconds after which what is there is stored."""
CRASHES_IN_A_ROW = 5
"""After so many documents in a row that ended their worker, something else is to blame than the documents."""


class SuggestPool:
    """Worker processes that suggest for a project's documents and store what they find; kept as long as they are of use.

    A context manager: at its end the processes end.
    """

    def __init__(self, project: Project, load: Load, *, workers: int = 1) -> None:
        """Start so many processes, loading; `Ready` is waited for when the first document is."""
        self.project = project
        self.report = SuggestReport()
        self._load = load
        self._inbox: Inbox = queue.SimpleQueue()
        self._processes = [WorkerProcess(load, self._inbox) for _ in range(max(1, workers))]
        self._loaded: Ready | None = None
        self._runs: dict[tuple[str, str, str], RunId] = {}
        self._stored: list[tuple[Suggestions, int]] = []
        self._last_stored = time.monotonic()
        self._taken: set[DocumentId] = set()
        self._given: deque[DocumentId] | None = None
        self._waiting: deque[DocumentId] = deque()
        self._suspects: deque[DocumentId] = deque()
        self._in_a_row = 0
        self._total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process_ids(self) -> list[int]:
        """The ids of the processes."""
        return [process.pid for process in self._processes]

    def load(self, load: Load) -> Ready:
        """Have every process load something else, in place of what it has; what the first says when it is ready.

        Raises AnnotationError where it does not load; what was loaded before goes on suggesting.
        """
        before = self._load, self._loaded
        self._load, self._loaded = load, None
        self._runs.clear()
        self._start_where_gone()
        for process in self._processes:
            process.load(load)
        errors: list[AnnotationError] = []
        while not all(process.ready for process in self._processes):
            try:
                self._take_replies()
            except AnnotationError as error:
                errors.append(error)
        if errors:
            self._load, self._loaded = before
            raise errors[0]
        return self.wait_until_loaded()

    def wait_until_loaded(self) -> Ready:
        """What is loaded, as soon as one process has it. Raises AnnotationError where it does not load."""
        self._start_where_gone()
        while self._loaded is None:
            self._take_replies()
        return self._loaded

    def suggest(
        self,
        documents: Sequence[DocumentId] | None = None,
        *,
        progress: Callable[[SuggestProgress], object] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> SuggestReport:
        """Suggest for those documents, or for the queue until it is empty, and store what is found; or until `cancelled`.

        Raises AnnotationError where the pipelines do not load and where the workers keep crashing; StoreError from the
        project. What was stored until then stays, the rest stays queued. KeyboardInterrupt passes through after what the
        workers had sent is stored.
        """
        started = time.monotonic()
        self.report = SuggestReport()
        self._given = None if documents is None else deque(dict.fromkeys(documents))
        self._total = self.project.queue_length() if self._given is None else len(self._given)
        self._in_a_row = 0
        self._start_where_gone()
        if self._loaded is not None:
            self.report.warnings = list(self._loaded.warnings)
        try:
            if self._total:
                self._work(progress, cancelled)
        finally:
            self._settle()
            if progress is not None:
                progress(self._progress())
        self.report.waiting = self.project.queue_length()
        self.report.seconds = time.monotonic() - started
        return self.report

    def _start_where_gone(self) -> None:
        """A process that could not load is not kept; without any, the next request tries again."""
        if not self._processes:
            self._processes.append(WorkerProcess(self._load, self._inbox))

    def close(self) -> None:
        """End the workers; what they hold is still on the queue."""
        for process in self._processes:
            process.close()
        self._processes.clear()

    def _work(self, progress: Callable[[SuggestProgress], object] | None, cancelled: Callable[[], bool] | None) -> None:
        while True:
            if cancelled is not None and cancelled():
                self.report.cancelled = True
                return
            self._feed()
            if any(process.ready for process in self._processes) and not any(
                process.in_flight for process in self._processes
            ):
                return
            try:
                self._take_replies()
            except AnnotationError:
                # what stops a group of processes, the end of a terminal say, reaches the workers too
                if cancelled is None or not cancelled():
                    raise
                continue
            if len(self._stored) >= STORE_EVERY or time.monotonic() - self._last_stored > STORE_AFTER:
                self._store()
                if progress is not None:
                    progress(self._progress())

    def _settle(self) -> None:
        """Store what came, and forget what is still under way: an answer to it is not wanted any more."""
        self._store()
        for process in self._processes:
            process.in_flight.clear()
            process.alone, process.part = False, 0.0
        self._taken.clear()
        self._waiting.clear()
        self._suspects.clear()

    def _progress(self) -> SuggestProgress:
        report, parts = self.report, sum(process.part for process in self._processes)
        return SuggestProgress(report.documents, len(report.failed), self._total, report.spans, report.relations, parts)

    def _store(self) -> None:
        """Store what the workers sent, in one transaction."""
        self._last_stored = time.monotonic()
        stored, self._stored = self._stored, []
        changed = self.project.store_proposals(
            [
                (
                    DocumentId(reply.id),
                    [part.proposed(self._run_of(part)) for part in reply.parts],
                )
                for reply, _ in stored
            ],
            texts={DocumentId(reply.id): reply.text_sha256 for reply, _ in stored if reply.text_sha256},
        )
        for reply, characters in stored:
            self._taken.discard(DocumentId(reply.id))
            if reply.id in changed:
                if self._given is not None:
                    self._given.append(DocumentId(reply.id))
                continue
            self.report.documents += 1
            self.report.characters += characters
            self.report.spans += sum(len(part.spans) for part in reply.parts)
            self.report.relations += sum(len(part.relations) for part in reply.parts)
            for name in reply.readers:
                self.report.pipelines[name] = self.report.pipelines.get(name, 0) + 1
            for warning in reply.warnings:
                self.report.partly[warning] = self.report.partly.get(warning, 0) + 1

    def _run_of(self, part: Part) -> RunId:
        if part.run not in self._runs:
            self._runs[part.run] = self.project.start_run(*part.run, self._load.run_settings(part.pipeline))
        return self._runs[part.run]

    def _feed(self) -> None:
        """Give every worker that is ready documents; after a crash those it had go out one at a time, alone."""
        for process in self._processes:
            if not process.ready:
                continue
            if self._suspects and not process.in_flight:
                self._send(process, self._suspects.popleft())
                process.alone = True
            while not process.alone and len(process.in_flight) < IN_FLIGHT:
                following = self._next()
                if following is None:
                    break
                self._send(process, following)

    def _next(self) -> DocumentId | None:
        if self._given is not None:
            return self._given.popleft() if self._given else None
        if not self._waiting:
            self._waiting.extend(self.project.queued(4 * IN_FLIGHT, exclude=self._taken))
        return self._waiting.popleft() if self._waiting else None

    def _send(self, process: WorkerProcess, id: DocumentId) -> None:
        self._taken.add(id)
        document = self.project.document(id)
        confirmed: Iterable[ConfirmedSpan] = ()
        if self._load.relations:
            spans = self.project.article(id).spans(CONFIRMED)
            confirmed = (ConfirmedSpan(span.start, span.end, span.label) for span in spans)
        nested = self.project.nested_labels()
        process.suggest(Suggest(id, document.text, document.language, tuple(confirmed), nested=nested))

    def _take_replies(self) -> None:
        """What the workers have said by now; waits a moment for the first."""
        timeout = 0.1
        while True:
            try:
                process, reply = self._inbox.get(timeout=timeout)
            except queue.Empty:
                return
            timeout = 0
            self._take(process, reply)

    def _take(self, process: WorkerProcess, reply: Reply | None) -> None:
        if process not in self._processes:
            return
        match reply:
            case None:
                self._crashed(process)
            case Ready():
                process.loads -= 1
                process.loaded = True
                if process.ready:
                    self._loaded = reply
                    self.report.warnings = list(dict.fromkeys([*self.report.warnings, *reply.warnings]))
            case Failure(id=None):
                if process.loaded:
                    process.loads -= 1
                else:
                    self._drop(process)
                raise AnnotationError(reply.message)
            case Failure():
                if self._answered(process, DocumentId(reply.id or 0)) is not None:
                    self._fail(DocumentId(reply.id or 0), reply.message)
            case Progress():
                process.part = reply.share
            case Suggestions():
                self._in_a_row = 0
                request = self._answered(process, DocumentId(reply.id))
                if request is not None:
                    self._stored.append((reply, len(request.text)))

    def _answered(self, process: WorkerProcess, id: DocumentId) -> Suggest | None:
        process.alone, process.part = False, 0.0
        return process.in_flight.pop(id, None)

    def _fail(self, id: DocumentId, message: str) -> None:
        self.project.fail_queued(id, message)
        self.report.failed.append((id, message))
        self._taken.discard(id)

    def _crashed(self, process: WorkerProcess) -> None:
        """Start another in its place; what it had goes out again, alone, and fails if that ends a worker again."""
        how = process.end()
        if not process.ready:
            self._drop(process)
            if not process.killed:
                raise AnnotationError(f"The worker ended while it loaded the pipeline ({how}).")
            if self._processes:
                self.report.lose(how, left=len(self._processes))
                return
            raise AnnotationError(
                f"The worker was killed while it loaded the pipeline ({how}), most often for want of memory. Close other "
                "programs, or take a smaller pipeline (--pipeline) or fewer workers (--workers); what is done is kept."
            )
        lost = list(process.in_flight)
        if process.alone and len(lost) == 1:
            self._fail(lost[0], f"The worker crashed twice on this document ({how}).")
            self._in_a_row += 1
        else:
            self._suspects.extend(lost)
        if self._in_a_row >= CRASHES_IN_A_ROW:
            raise AnnotationError(
                f"The worker crashed on {self._in_a_row} documents in a row, the last time with {how}. Is there enough memory?"
            )
        self._drop(process)
        self.report.restarts += 1
        self._processes.append(WorkerProcess(self._load, self._inbox))

    def _drop(self, process: WorkerProcess) -> None:
        self._processes.remove(process)
        process.close()


def suggest_project(
    project: Project,
    *,
    pipelines: Sequence[PipelineChoice] = (),
    workers: int = 1,
    relations: bool = True,
    relation_model: str | None = None,
    any_language: bool = False,
    progress: Callable[[SuggestProgress], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SuggestReport:
    """Suggest for the documents on the project's queue (`Project.queue_documents` fills it) until it is empty.

    Without pipelines, by the rules alone; `relation_model` None is the project's choice. Raises as `SuggestPool.suggest`, with the remedy where a pipeline is not
    installed, does not load or needs consent.
    """
    waiting = project.queue_length()
    if not waiting:
        return SuggestReport()
    load = load_for(project, pipelines, relations=relations, relation_model=relation_model, any_language=any_language)
    with SuggestPool(project, load, workers=min(workers, -(-waiting // IN_FLIGHT))) as pool:
        return pool.suggest(progress=progress, cancelled=cancelled)
