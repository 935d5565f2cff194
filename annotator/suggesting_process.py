"""One worker process as a command holds it: requests in, replies out through a queue. Knows no Qt."""

import queue
import subprocess
import threading
from collections import deque

from annotator.model.document import DocumentId
from annotator.nlp.protocol import (
    Load,
    ProtocolError,
    Reply,
    Request,
    Suggest,
    decode_reply,
    encode,
    worker_command,
    worker_environment,
)


class WorkerProcess:
    """A worker process; its replies, and in the end None, go to the pool's inbox."""

    def __init__(self, load: Load, inbox: "Inbox") -> None:
        self.inbox = inbox
        self.in_flight: dict[DocumentId, Suggest] = {}
        self.loads = 0
        """Loads that it has not answered."""
        self.loaded = False
        """Whether it has answered one with success."""
        self.alone = False
        """Whether it has one document that is to be read alone, since a worker crashed with it."""
        self.part = 0.0
        """How far the long document is that it reads, between 0 and 1."""
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
        self.load(load)

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

    @property
    def ready(self) -> bool:
        """Whether it has loaded what it was told to."""
        return not self.loads

    def load(self, request: Load) -> None:
        """Have it load something else in place of what it has."""
        self.loads += 1
        self.send(request)

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

    @property
    def killed(self) -> bool:
        """Whether the system ended it, as it does where memory is short. Windows has no such sign."""
        return (self._process.poll() or 0) < 0

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


Inbox = queue.SimpleQueue[tuple[WorkerProcess, Reply | None]]
"""Where the replies of all workers come in; None is the end of one."""
