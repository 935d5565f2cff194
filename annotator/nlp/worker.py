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
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from annotator.model.document import text_digest
from annotator.nlp.fields import ProtocolError
from annotator.nlp.pieces import PIECE, pieces
from annotator.nlp.protocol import (
    MAX_LINE,
    Cancel,
    ConfirmedSpan,
    Failure,
    Load,
    Part,
    PipelineChoice,
    Progress,
    Quit,
    Ready,
    Reply,
    Suggest,
    Suggestions,
    decode_request,
    encode,
)

if TYPE_CHECKING:
    from annotator.nlp.loading import LoadedPipeline
    from annotator.nlp.pipeline import Piece, Proposal, Suggester

BATCH = 8
"""Documents a batch holds at most: an urgent one waits for no more."""
BATCH_SECONDS = 0.5
"""What a batch of several may take: a slow pipeline, a language model say, gets one document at a time."""


@dataclass(slots=True)
class _Job:
    """A document under way: what is left of it, and what each source has found so far, by run."""

    request: Suggest
    suggester: "Suggester"
    rest: deque[tuple[int, str]]
    parts: dict[tuple[str, ...], list[Part]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, proposal: "Proposal", offset: int) -> None:
        """Take in what is suggested for a piece that begins there."""
        for part in proposal.parts:
            self.parts.setdefault((*part.run, part.kind), []).append(part.shifted(offset))
        self.warnings += [line for line in proposal.warnings if line not in self.warnings]

    def answer(self) -> Suggestions:
        """The reply, when nothing is left."""
        return Suggestions(
            self.request.id,
            tuple(Part.joined(parts) for parts in self.parts.values()),
            round(self.seconds, 6),
            text_digest(self.request.text),
            tuple(self.warnings),
        )


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
        """No more requests; those that wait are not begun any more."""
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
        self._loaded: list[tuple[LoadedPipeline, tuple[str, ...] | None]] = []
        self._by_language: dict[str, Suggester] = {}
        self._urgent: deque[_Job] = deque()
        self._jobs: deque[_Job] = deque()
        self._pace = 1
        """Documents the next batch may hold."""

    def run(self) -> None:
        """Work until the inbox is closed; then answer what there was no time for."""
        while not self.inbox.closed:
            if not self._urgent and not self._jobs:
                self.inbox.wait()
            load = self.inbox.next_load()
            if load is not None:
                self.load_pipelines(load)
                continue
            self._take(urgent=True)
            if not self._urgent:
                self._take(urgent=False)
            self._batch(self._urgent or self._jobs)
        left = [job.request for job in (*self._urgent, *self._jobs)]
        for urgent in (True, False):
            while (request := self.inbox.next_suggest(urgent=urgent)) is not None:
                left.append(request)
        for request in left:
            self.send(Failure(request.id, "cancelled", "The worker was ended before it came to this document."))

    def load_pipelines(self, request: Load) -> None:
        """Load and say so, or say why not; what was loaded before stays until then.

        One of several that does not load is left out, with a warning; nothing is ready where none loads.
        """
        from annotator.nlp.loading import LoadError, load_pipeline

        loaded: list[tuple[LoadedPipeline, tuple[str, ...] | None]] = []
        errors: list[LoadError] = []
        for choice in request.pipelines:
            try:
                own = not choice.consent and _is_own_model(choice)
                pipeline = load_pipeline(
                    choice.name,
                    relations=request.relations,
                    consent=choice.consent or own,
                    # it asks for nothing foreign, and nobody has agreed to run the file
                    code="" if own else choice.code,
                )
            except LoadError as error:
                errors.append(error)
            else:
                loaded.append((pipeline, choice.labels))
        if errors and not loaded:
            self.send(Failure(None, errors[0].kind, str(errors[0])))
            return
        self.load, self._loaded, self._by_language, self._pace = request, loaded, {}, 1
        language = _code(request.language) or next((one.language for one, _ in loaded if one.language), "")
        if loaded and not self._reading(language):
            # a pipeline of another language than the project's: what it can do is said for its own
            language = loaded[0][0].language
        suggester = self._suggester(language)
        warnings = [f"Left out: {error}" for error in errors]
        warnings += [warning for pipeline, _ in loaded for warning in pipeline.warnings]
        warnings += suggester.warnings
        if request.relations and not suggester.relates:
            warnings.append(
                f"No relations will be suggested: there is no parser, or no patterns in {language} for relations of the scheme."
                if language
                else "No relations will be suggested: there is no parser, or no patterns in this language for relations of the scheme."
            )
        sources = dict.fromkeys(suggester.sources)
        for pipeline, labels in loaded:
            if pipeline not in [one for one, _ in self._reading(language)]:
                sources.update(dict.fromkeys(_suggester_of(request, pipeline, labels).sources[:1]))
        self.send(Ready(tuple(sources), tuple(warnings)))

    def _take(self, *, urgent: bool) -> None:
        """Turn requests into jobs: every urgent one, of the others what fills a batch."""
        jobs = self._urgent if urgent else self._jobs
        while urgent or len(jobs) < self._pace:
            request = self.inbox.next_suggest(urgent=urgent)
            if request is None:
                return
            if self.load is None:
                self.send(Failure(request.id, "not_loaded", "No pipeline is loaded yet: send a load request first."))
                continue
            suggester = self._suggester(_code(request.language or self.load.language))
            jobs.append(_Job(request, suggester, deque(pieces(request.text))))

    def _reading(self, language: str) -> list[tuple["LoadedPipeline", tuple[str, ...] | None]]:
        """The pipelines that read a language."""
        assert self.load is not None
        return [
            one
            for one in self._loaded
            if not language or one[0].language in ("", "xx", language) or self.load.any_language
        ]

    def _suggester(self, language: str) -> "Suggester":
        """Who reads a language: the pipelines for it, else an installed pipeline of that language, else the rules alone."""
        from annotator.nlp.pipeline import Suggester

        assert self.load is not None
        if language not in self._by_language:
            reading = self._reading(language)
            if self._loaded and not reading:
                reading = self._installed(self.load, language)
            own = language or next((one.language for one, _ in reading), "")
            self._by_language[language] = Suggester(self.load, own, reading, version=_version())
        return self._by_language[language]

    def _installed(self, load: Load, language: str) -> list[tuple["LoadedPipeline", tuple[str, ...] | None]]:
        from annotator.nlp.loading import LoadError, load_pipeline, pipeline_for

        name = pipeline_for(language)
        try:
            return [(load_pipeline(name, relations=load.relations), None)] if name else []
        except LoadError as error:
            sys.stderr.write(f"{error}\n")
            return []

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
            if len(batch) >= self._pace or len(job.rest) > 1:
                break
        clock, started = time.monotonic(), time.process_time()
        proposals = jobs[0].suggester.suggest([piece for _, _, piece in batch])
        seconds = time.process_time() - started
        self._pace = _pace((time.monotonic() - clock) / len(batch))
        for (job, offset, piece), proposal in zip(batch, proposals, strict=True):
            job.rest.popleft()
            job.seconds += seconds * len(piece.text) / size if size else 0.0
            if proposal.failed:
                jobs.remove(job)
                self.send(Failure(job.request.id, "document", proposal.warnings[0]))
                continue
            job.add(proposal, offset)
            if job.rest:
                self.send(Progress(job.request.id, round(job.rest[0][0] / len(job.request.text), 4)))
            else:
                jobs.remove(job)
                self.send(job.answer())


def _pace(seconds: float) -> int:
    """How many documents a batch may hold where one takes so long: so many that what comes on screen waits no longer than for one slow document."""
    return max(1, min(BATCH, int(BATCH_SECONDS / seconds))) if seconds > 0 else BATCH


def _is_own_model(choice: PipelineChoice) -> bool:
    """Whether a folder is loaded as a model of the project's own, without asking. Raises LoadError where it can't be."""
    from annotator.nlp.loading import LoadError
    from annotator.nlp.training.folders import own_model_problem

    problem = own_model_problem(Path(choice.name), choice.digest) if choice.digest else ""
    if problem:
        raise LoadError("consent", problem)
    return bool(choice.digest)


def _code(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _suggester_of(load: Load, pipeline: "LoadedPipeline", labels: tuple[str, ...] | None) -> "Suggester":
    from annotator.nlp.pipeline import Suggester

    return Suggester(load, pipeline.language, [(pipeline, labels)])


def _piece(request: Suggest, offset: int, text: str) -> "Piece":
    from annotator.nlp.pipeline import Piece

    inside = tuple(
        ConfirmedSpan(span.start - offset, span.end - offset, span.label)
        for span in request.spans
        if offset <= span.start and span.end <= offset + len(text)
    )
    return Piece(text, inside, request.nested)


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
