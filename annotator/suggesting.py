"""Suggests for a project's queue with a pool of worker processes: what `pressmark suggest` runs. Knows no Qt.

A document leaves the queue in the transaction that stores its suggestions, so that stopping at any moment, by Ctrl+C or
by a crash, loses nothing and the next run goes on from there.
"""

import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annotator.model.article import CONFIRMED
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.suggestion import ProposedRelation, ProposedSpan, RunId
from annotator.nlp.protocol import (
    ConfirmedSpan,
    Failure,
    Load,
    ProtocolError,
    Ready,
    Reply,
    Request,
    Suggest,
    Suggestions,
    decode_reply,
    encode,
    load_request,
    worker_command,
    worker_environment,
)
from annotator.project import Project

IN_FLIGHT = 16
"""Documents a worker holds: one batch in hand, one waiting, so that it never runs dry."""
STORE_EVERY = 64
"""Documents a transaction stores."""
STORE_AFTER = 1.0
"""Seconds after which what is there is stored."""
CRASHES_IN_A_ROW = 5
"""After so many documents in a row that ended their worker, something else is to blame than the documents."""


@dataclass(frozen=True, slots=True)
class SuggestProgress:
    """How far a run is."""

    done: int
    failed: int
    total: int
    """Documents of this run: done, failed and still waiting."""
    spans: int
    relations: int


@dataclass(slots=True)
class SuggestReport:
    """What a run did."""

    documents: int = 0
    spans: int = 0
    relations: int = 0
    characters: int = 0
    seconds: float = 0.0
    failed: list[tuple[DocumentId, str]] = field(default_factory=list)
    pipelines: dict[str, int] = field(default_factory=dict)
    """Documents by what suggested for them: another installed pipeline, or "patterns", for those of another language."""
    warnings: list[str] = field(default_factory=list)
    restarts: int = 0
    waiting: int = 0
    """Documents still on the queue."""
    cancelled: bool = False


class _Process:
    """A worker process; its replies, and in the end None, go to the pool's inbox."""

    def __init__(self, load: Load, inbox: "queue.SimpleQueue[tuple[_Process, Reply | None]]") -> None:
        self.inbox = inbox
        self.in_flight: dict[DocumentId, Suggest] = {}
        self.ready = False
        self.alone = False
        """Whether it has one document that is to be read alone, since a worker crashed with it."""
        self._errors: deque[str] = deque(maxlen=5)
        self._process = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=worker_environment(),
        )
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read, self._read_errors)]
        for reader in self._readers:
            reader.start()
        self.send(load)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def send(self, request: Request) -> None:
        """Send a request; that the process is gone is told by the reader."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(encode(request))
            self._process.stdin.flush()
        except OSError:
            return

    def suggest(self, request: Suggest) -> None:
        """Send a document and remember it."""
        self.in_flight[DocumentId(request.id)] = request
        self.send(request)

    def close(self) -> None:
        """End the process now: what it holds is still on the queue."""
        self._process.kill()
        for reader in self._readers:
            reader.join()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                continue  # a request was still on its way to a process that is gone

    def end(self) -> str:
        """How the process ended, with the last line it wrote."""
        code = self._process.wait()
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        last = next((line for line in reversed(self._errors) if line.strip()), "")
        return f"{how}: {last.strip()}" if last else how

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                self.inbox.put((self, decode_reply(line)))
            except ProtocolError as error:
                self._errors.append(str(error))
                self._process.kill()
                break
        self.inbox.put((self, None))

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._errors.append(line.decode("utf-8", "replace"))


class _Pool:
    """The documents of one run on their way through the workers."""

    def __init__(self, project: Project, load: Load, workers: int) -> None:
        self.project = project
        self.report = SuggestReport()
        self._load = load
        self._inbox: queue.SimpleQueue[tuple[_Process, Reply | None]] = queue.SimpleQueue()
        self._processes = [_Process(load, self._inbox) for _ in range(workers)]
        self._runs: dict[tuple[str, str, str], RunId] = {}
        self._stored: list[tuple[Suggestions, int]] = []
        self._last_stored = time.monotonic()
        self._taken: set[DocumentId] = set()
        self._waiting: deque[DocumentId] = deque()
        self._suspects: deque[DocumentId] = deque()
        self._in_a_row = 0
        self.total = project.queue_length()

    def run(self, progress: Callable[[SuggestProgress], object] | None, cancelled: Callable[[], bool] | None) -> None:
        """Until the queue is empty, or `cancelled` says so."""
        while True:
            if cancelled is not None and cancelled():
                self.report.cancelled = True
                return
            self._feed()
            if any(process.ready for process in self._processes) and not any(
                process.in_flight for process in self._processes
            ):
                return
            self._take_replies()
            if len(self._stored) >= STORE_EVERY or time.monotonic() - self._last_stored > STORE_AFTER:
                self.store()
                if progress is not None:
                    progress(self.progress())

    def progress(self) -> SuggestProgress:
        """How far the run is."""
        report = self.report
        return SuggestProgress(report.documents, len(report.failed), self.total, report.spans, report.relations)

    def store(self) -> None:
        """Store what the workers sent, a run for each pipeline, one transaction for each run."""
        self._last_stored = time.monotonic()
        by_run: dict[RunId, list[tuple[DocumentId, tuple[ProposedSpan, ...], tuple[ProposedRelation, ...]]]] = {}
        for reply, _ in self._stored:
            by_run.setdefault(self._run_of(reply), []).append((DocumentId(reply.id), reply.spans, reply.relations))
        for run, proposals in by_run.items():
            self.project.store_proposals(run, proposals)
        for reply, characters in self._stored:
            self._taken.discard(DocumentId(reply.id))
            self.report.documents += 1
            self.report.characters += characters
            self.report.spans += len(reply.spans)
            self.report.relations += len(reply.relations)
            self.report.pipelines[reply.pipeline] = self.report.pipelines.get(reply.pipeline, 0) + 1
        self._stored.clear()

    def close(self) -> None:
        """End the workers."""
        for process in self._processes:
            process.close()

    def _run_of(self, reply: Suggestions) -> RunId:
        key = (reply.pipeline, reply.version, reply.digest)
        if key not in self._runs:
            settings = {"relations": self._load.relations, "patterns": self._load.patterns}
            self._runs[key] = self.project.start_run(*key, settings)
        return self._runs[key]

    def _feed(self) -> None:
        """Give every worker that is ready documents; after a crash those it had go out one at a time, alone."""
        for process in self._processes:
            if not process.ready:
                continue
            if self._suspects and not process.in_flight:
                self._send(process, self._suspects.popleft())
                process.alone = True
            while not process.alone and len(process.in_flight) < IN_FLIGHT:
                if not self._waiting:
                    self._waiting.extend(self.project.queued(4 * IN_FLIGHT, exclude=self._taken))
                if not self._waiting:
                    break
                self._send(process, self._waiting.popleft())

    def _send(self, process: _Process, id: DocumentId) -> None:
        self._taken.add(id)
        document = self.project.document(id)
        confirmed: Iterable[ConfirmedSpan] = ()
        if self._load.relations:
            spans = self.project.article(id).spans(CONFIRMED)
            confirmed = (ConfirmedSpan(span.start, span.end, span.label) for span in spans)
        process.suggest(Suggest(id, document.text, document.language, tuple(confirmed)))

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

    def _take(self, process: _Process, reply: Reply | None) -> None:
        if process not in self._processes:
            return
        match reply:
            case None:
                self._crashed(process)
            case Ready():
                process.ready = True
                self.report.warnings = list(dict.fromkeys([*self.report.warnings, *reply.warnings]))
            case Failure(id=None):
                raise AnnotationError(reply.message)
            case Failure():
                self._answered(process, DocumentId(reply.id or 0))
                self._fail(DocumentId(reply.id or 0), reply.message)
            case Suggestions():
                self._in_a_row = 0
                request = self._answered(process, DocumentId(reply.id))
                if request is not None:
                    self._stored.append((reply, len(request.text)))

    def _answered(self, process: _Process, id: DocumentId) -> Suggest | None:
        process.alone = False
        return process.in_flight.pop(id, None)

    def _fail(self, id: DocumentId, message: str) -> None:
        self.project.fail_queued(id, message)
        self.report.failed.append((id, message))
        self._taken.discard(id)

    def _crashed(self, process: _Process) -> None:
        """Start another in its place; what it had goes out again, alone, and fails if that ends a worker again."""
        how = process.end()
        if not process.ready:
            raise AnnotationError(f"The worker ended while it loaded the pipeline ({how}).")
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
        self._processes.remove(process)
        process.close()
        self.report.restarts += 1
        self._processes.append(_Process(self._load, self._inbox))


def suggest_project(
    project: Project,
    *,
    pipeline: str,
    workers: int = 1,
    relations: bool = True,
    consent: bool = False,
    any_language: bool = False,
    progress: Callable[[SuggestProgress], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SuggestReport:
    """Suggest for the documents on the project's queue (`Project.queue_documents` fills it) until it is empty.

    Raises AnnotationError where the pipeline is not installed, does not load or needs consent, with the remedy, and where
    the workers keep crashing; StoreError from the project. What was stored until then stays, the rest stays queued.
    KeyboardInterrupt passes through after what the workers had sent is stored.
    """
    started = time.monotonic()
    load = load_request(
        project.scheme,
        pipeline=pipeline,
        language=project.language,
        mapping=project.label_mapping(pipeline),
        relations=relations,
        consent=consent,
        any_language=any_language,
    )
    waiting = project.queue_length()
    report = SuggestReport()
    if waiting:
        pool = _Pool(project, load, max(1, min(workers, -(-waiting // IN_FLIGHT))))
        report = pool.report
        try:
            pool.run(progress, cancelled)
        finally:
            pool.close()
            pool.store()
            if progress is not None:
                progress(pool.progress())
    report.waiting = project.queue_length()
    report.seconds = time.monotonic() - started
    return report
