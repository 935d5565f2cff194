"""The training process as a command sees it: requests in, one reply each, waiting for it. Knows no Qt."""

import queue
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from typing import IO, Self, TypeVar

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.training import TrainingDocument
from annotator.nlp.protocol import training_command, worker_environment
from annotator.nlp.training.protocol import (
    Cancel,
    Documents,
    Evaluate,
    Evaluated,
    Failed,
    Forget,
    Full,
    Progress,
    ProtocolError,
    Quit,
    Reply,
    Request,
    Round,
    Start,
    Started,
    Trained,
    decode_reply,
    encode,
)

POLL = 0.1
"""Seconds between two looks at whether somebody asked to stop."""
LAST_SECONDS = 10
"""How long a process that is closed may finish its batch before it is killed."""

Answer = TypeVar("Answer", Started, Trained, Evaluated)


class TrainingCancelledError(AnnotationError):
    """Somebody asked to stop; there is no new model, and what was there is as it was."""


class TrainerProcess:
    """A training process, started with the first request and kept; a context manager.

    Every method that waits raises AnnotationError where the process says that it cannot be done (a base that is not
    installed, nothing to train on), StoreError where the disk or the process gave up, and TrainingCancelledError where
    `cancelled` said so. Not for several threads at a time.
    """

    def __init__(
        self,
        *,
        progress: Callable[[Progress], object] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """`progress` hears of every step; `cancelled` is asked some ten times a second while a reply is waited for."""
        self._progress = progress
        self._cancelled = cancelled
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.SimpleQueue[Reply | ProtocolError | None] = queue.SimpleQueue()
        self._errors: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The process's id; 0 where there is none."""
        return self._process.pid if self._process is not None else 0

    def start(self, request: Start) -> Started:
        """Load what is trained further."""
        return self._ask(request, Started)

    def send(self, request: Documents | Forget) -> None:
        """Give it documents, or take them back. They go a document a line, so that no line is longer than it need be."""
        if isinstance(request, Forget):
            self._write(request)
            return
        for document in request.documents:
            self._write(Documents((document,)))

    def documents(self, documents: Iterable[TrainingDocument]) -> None:
        """Give it documents, one after the other."""
        for document in documents:
            self._write(Documents((document,)))

    def round(self, request: Round) -> Trained:
        """Train further on new documents."""
        return self._ask(request, Trained)

    def full(self, request: Full) -> Trained:
        """Train from the base on all documents."""
        return self._ask(request, Trained)

    def evaluate(self, request: Evaluate) -> Evaluated:
        """Score what would be trained further."""
        return self._ask(request, Evaluated)

    def close(self) -> None:
        """End the process; what it was at is given up."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with suppress(OSError):  # it may have ended already
                process.stdin.write(encode(Cancel()) + encode(Quit()))
            with suppress(OSError):
                process.stdin.close()
        try:
            process.wait(timeout=LAST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._errors is not None:
            self._errors.close()

    def _ask(self, request: Start | Round | Full | Evaluate, kind: type[Answer]) -> Answer:
        self._write(request)
        asked_to_stop = False
        while True:
            if not asked_to_stop and self._cancelled is not None and self._cancelled():
                asked_to_stop = True
                self._write(Cancel())
            try:
                reply = self._replies.get(timeout=POLL)
            except queue.Empty:
                continue
            match reply:
                case Progress():
                    if self._progress is not None:
                        self._progress(reply)
                case Failed(kind="cancelled"):
                    raise TrainingCancelledError(reply.message)
                case Failed(kind="disk" | "crashed"):
                    raise StoreError(reply.message)
                case Failed() | ProtocolError():
                    raise AnnotationError(reply.message if isinstance(reply, Failed) else str(reply))
                case None:
                    raise self._lost()
                case _ if isinstance(reply, kind):
                    return reply

    def _write(self, request: Request) -> None:
        if self._process is None:
            self._process = self._start()
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(encode(request))
            self._process.stdin.flush()
        except OSError as error:
            raise self._lost() from error

    def _start(self) -> "subprocess.Popen[bytes]":
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 — it is read when the process has ended, whenever that is
        self._replies = queue.SimpleQueue()
        try:
            process = subprocess.Popen(
                training_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=worker_environment(),
            )
        except OSError as error:
            raise StoreError(f"The training process cannot be started: {error}") from error
        threading.Thread(target=_listen, args=(process.stdout, self._replies), daemon=True).start()
        return process

    def _lost(self) -> Exception:
        """What to raise where the process is gone; what stops a group of processes, the end of a terminal say, reaches it too."""
        epitaph = self._epitaph()
        if self._cancelled is not None and self._cancelled():
            return TrainingCancelledError("Cancelled; no model was made.")
        return StoreError(epitaph)

    def _epitaph(self) -> str:
        process, self._process = self._process, None
        last = ""
        if self._errors is not None:
            self._errors.seek(0)
            lines = self._errors.read().decode("utf-8", "replace").splitlines()
            self._errors.close()
            last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        code = None
        if process is not None:
            if process.stdin is not None:
                with suppress(OSError):  # what was written to it last is lost with it
                    process.stdin.close()
            code = process.wait()
        how = f"by signal {-code}, perhaps for want of memory" if code and code < 0 else f"with code {code}"
        return f"The training process ended {how}{': ' + last if last else ''}. No model was made."


def _listen(lines: IO[bytes], replies: "queue.SimpleQueue[Reply | ProtocolError | None]") -> None:
    with lines:
        for line in lines:
            try:
                replies.put(decode_reply(line))
            except ProtocolError as error:
                replies.put(error)
    replies.put(None)
