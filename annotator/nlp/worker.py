"""The worker process: `python -m annotator.nlp.worker` speaks `protocol` on its standard input and output.

A thread reads, so that a document on the screen overtakes those that wait; the main thread suggests in small batches.
Standard output carries the protocol alone: what a library prints goes to standard error. The worker ends when its
input is closed, so none outlives its parent.
"""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.fields import ProtocolError
from annotator.nlp.pieces import PIECE, pieces
from annotator.nlp.protocol import (
    MAX_LINE,
    PATTERNS,
    Cancel,
    ConfirmedSpan,
    Failure,
    Load,
    Quit,
    Ready,
    Reply,
    Suggest,
    Suggestions,
    decode_request,
    encode,
)

if TYPE_CHECKING:
    from annotator.nlp.pipeline import Piece, Proposal, Suggester

BATCH = 8
"""Documents a batch holds at most: an urgent one waits for no more."""


@dataclass(slots=True)
class _Job:
    """A document under way: what is left of it, and what was found so far."""

    request: Suggest
    suggester: "Suggester"
    rest: deque[tuple[int, str]]
    spans: list[ProposedSpan] = field(default_factory=list)
    relations: list[ProposedRelation] = field(default_factory=list)
    seconds: float = 0.0


class Inbox:
    """Requests in the order they are to be answered: loading first, then what is on the screen, then the rest."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._loads: deque[Load] = deque()
        self._urgent: deque[Suggest] = deque()
        self._waiting: deque[Suggest] = deque()
        self._closed = False

    def put(self, request: Load | Suggest) -> None:
        """Add a request."""
        with self._changed:
            if isinstance(request, Load):
                self._loads.append(request)
            else:
                (self._urgent if request.urgent else self._waiting).append(request)
            self._changed.notify()

    def cancel(self, id: int) -> int:
        """Forget the waiting requests for a document; how many there were."""
        with self._changed:
            before = len(self._urgent) + len(self._waiting)
            self._urgent = deque(request for request in self._urgent if request.id != id)
            self._waiting = deque(request for request in self._waiting if request.id != id)
            return before - len(self._urgent) - len(self._waiting)

    def close(self) -> None:
        """No more requests, and those that wait are dropped."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    @property
    def closed(self) -> bool:
        """Whether it is time to stop."""
        return self._closed

    def wait(self) -> None:
        """Until there is a request or the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._loads or self._urgent or self._waiting)

    def next_load(self) -> Load | None:
        """A request to load, if one waits."""
        with self._changed:
            return self._loads.popleft() if self._loads else None

    def next_suggest(self, *, urgent: bool) -> Suggest | None:
        """The next document of that urgency; None where none waits."""
        with self._changed:
            queue = self._urgent if urgent else self._waiting
            return queue.popleft() if queue else None


class Worker:
    """Takes requests from an inbox and answers them through `send`."""

    def __init__(self, inbox: Inbox, send: Callable[[Reply], None]) -> None:
        self.inbox = inbox
        self.send = send
        self.load: Load | None = None
        self._main: Suggester | None = None
        self._by_language: dict[str, Suggester] = {}
        self._urgent: deque[_Job] = deque()
        self._jobs: deque[_Job] = deque()

    def run(self) -> None:
        """Work until the inbox is closed."""
        while not self.inbox.closed:
            if not self._urgent and not self._jobs:
                self.inbox.wait()
            request = self.inbox.next_load()
            if request is not None:
                self.load_pipeline(request)
                continue
            self._take(urgent=True)
            if not self._urgent:
                self._take(urgent=False)
            self._batch(self._urgent or self._jobs)

    def load_pipeline(self, request: Load) -> None:
        """Load and say so, or say why not; what was loaded before stays until then."""
        from annotator.nlp.loading import LoadError, load_pipeline
        from annotator.nlp.pipeline import Suggester

        try:
            pipeline = (
                load_pipeline(request.pipeline, relations=request.relations, consent=request.consent)
                if request.pipeline
                else None
            )
        except LoadError as error:
            self.send(Failure(None, error.kind, str(error)))
            return
        language = pipeline.language if pipeline is not None else request.language
        suggester = Suggester(request, language, pipeline)
        self.load, self._main = request, suggester
        self._by_language = {}
        warnings = list(pipeline.warnings) if pipeline is not None else []
        if request.relations and not suggester.relation_labels:
            warnings.append(
                f"No relations will be suggested: there is no parser, or there are no patterns for {language or 'this language'}."
            )
        self.send(
            Ready(
                pipeline.name if pipeline is not None else PATTERNS,
                pipeline.version if pipeline is not None else _version(),
                pipeline.digest if pipeline is not None else "",
                language,
                suggester.labels,
                suggester.relation_labels,
                tuple(warnings),
            )
        )

    def _take(self, *, urgent: bool) -> None:
        """Turn requests into jobs: every urgent one, of the others what fills a batch."""
        jobs = self._urgent if urgent else self._jobs
        while urgent or len(jobs) < BATCH:
            request = self.inbox.next_suggest(urgent=urgent)
            if request is None:
                return
            suggester = self._suggester(request.language)
            if suggester is None:
                self.send(Failure(request.id, "not_loaded", "No pipeline is loaded yet: send a load request first."))
                continue
            jobs.append(_Job(request, suggester, deque(pieces(request.text))))

    def _suggester(self, language: str) -> "Suggester | None":
        """Who reads a language: the pipeline, an installed pipeline of that language, or the rules alone."""
        if self.load is None or self._main is None:
            return None
        code = (language or self.load.language).replace("_", "-").split("-")[0].lower()
        own = self._main.language
        if (
            not code
            or code == own
            or (self._main.pipeline is not None and (own in ("", "xx") or self.load.any_language))
        ):
            return self._main
        if code not in self._by_language:
            self._by_language[code] = self._other(self.load, code)
        return self._by_language[code]

    def _other(self, load: Load, language: str) -> "Suggester":
        from annotator.nlp.loading import LoadError, load_pipeline, pipeline_for
        from annotator.nlp.pipeline import Suggester

        name = pipeline_for(language) if load.pipeline else ""
        try:
            pipeline = load_pipeline(name, relations=load.relations) if name else None
        except LoadError as error:
            sys.stderr.write(f"{error}\n")
            pipeline = None
        return Suggester(load, language, pipeline)

    def _batch(self, jobs: deque[_Job]) -> None:
        """Suggest for the next pieces of jobs that share a suggester, and answer the jobs this completes."""
        if not jobs:
            return
        batch: list[tuple[_Job, int, Piece]] = []
        size = 0
        for job in jobs:
            if job.suggester is not jobs[0].suggester or (batch and size + len(job.rest[0][1]) > 2 * PIECE):
                break
            offset, text = job.rest[0]
            size += len(text)
            batch.append((job, offset, _piece(job.request, offset, text)))
            if len(batch) == BATCH or len(job.rest) > 1:
                break
        started = time.process_time()
        try:
            proposals: list[Proposal | Exception] = list(jobs[0].suggester.suggest([piece for _, _, piece in batch]))
        except Exception as error:  # noqa: BLE001 — a component of the pipeline may raise anything
            proposals = [error] if len(batch) == 1 else [_alone(job.suggester, piece) for job, _, piece in batch]
        seconds = time.process_time() - started
        for (job, offset, piece), proposal in zip(batch, proposals, strict=True):
            job.rest.popleft()
            job.seconds += seconds * len(piece.text) / size if size else 0.0
            if isinstance(proposal, Exception):
                job.rest.clear()
                jobs.remove(job)
                self.send(Failure(job.request.id, "document", _what_failed(job, proposal)))
                continue
            job.spans += [ProposedSpan(s.start + offset, s.end + offset, s.label, s.score) for s in proposal.spans]
            job.relations += [_moved(relation, offset) for relation in proposal.relations]
            if not job.rest:
                jobs.remove(job)
                self.send(_answer(job))


def _piece(request: Suggest, offset: int, text: str) -> "Piece":
    from annotator.nlp.pipeline import Piece

    inside = tuple(
        ConfirmedSpan(span.start - offset, span.end - offset, span.label)
        for span in request.spans
        if offset <= span.start and span.end <= offset + len(text)
    )
    return Piece(text, inside)


def _alone(suggester: "Suggester", piece: "Piece") -> "Proposal | Exception":
    try:
        return suggester.suggest([piece])[0]
    except Exception as error:  # noqa: BLE001 — as in the batch; here it is known which document is to blame
        return error


def _what_failed(job: _Job, error: Exception) -> str:
    pipeline = job.suggester.pipeline
    name = pipeline.name if pipeline is not None else PATTERNS
    lines = str(error).strip().splitlines()
    return f"{name} failed on this document: {type(error).__name__}{': ' + lines[0] if lines else ''}"


def _moved(relation: ProposedRelation, offset: int) -> ProposedRelation:
    (head_start, head_end), (child_start, child_end) = relation.head, relation.child
    head, child = (head_start + offset, head_end + offset), (child_start + offset, child_end + offset)
    return ProposedRelation(head, child, relation.label, relation.score)


def _answer(job: _Job) -> Suggestions:
    pipeline = job.suggester.pipeline
    return Suggestions(
        job.request.id,
        tuple(job.spans),
        tuple(job.relations),
        pipeline.name if pipeline is not None else PATTERNS,
        pipeline.version if pipeline is not None else _version(),
        pipeline.digest if pipeline is not None else "",
        round(job.seconds, 6),
    )


def _version() -> str:
    """The rules' version is the program's."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("pressmark")
    except PackageNotFoundError:
        return ""


def read_requests(source: BinaryIO, inbox: Inbox, send: Callable[[Reply], None]) -> None:
    """Read requests until the input ends or one says to quit; then close the inbox."""
    while line := source.readline(MAX_LINE):
        if not line.strip():
            continue
        try:
            request = decode_request(line)
        except ProtocolError as error:
            send(Failure(error.id, "bad_request", str(error)))
            continue
        match request:
            case Quit():
                break
            case Cancel():
                for _ in range(inbox.cancel(request.id)):
                    send(Failure(request.id, "cancelled", "Cancelled before it was started."))
            case _:
                inbox.put(request)
    inbox.close()


def main() -> int:
    """Run a worker on this process's standard input and output; the exit code."""
    # The parent stops its workers by closing their input; Ctrl+C in the terminal is for the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lock = threading.Lock()
    inbox = Inbox()

    def send(reply: Reply) -> None:
        line = encode(reply)
        with lock:
            try:
                while line:
                    line = line[sink.write(line) :]
            except BrokenPipeError:
                inbox.close()

    threading.Thread(target=read_requests, args=(sys.stdin.buffer, inbox, send), daemon=True).start()
    Worker(inbox, send).run()
    return 0


if __name__ == "__main__":
    # The reading thread may still wait for its input, and with it a regular exit.
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
