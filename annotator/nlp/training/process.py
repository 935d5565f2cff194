"""The training process: `python -m annotator.nlp.training.process` speaks `protocol` on its standard input and output.

A thread reads, so that a `Cancel` is heard while training; the main thread works on one request after the other. It has
the lowest priority and one thread, for somebody is at work beside it. Standard output carries the protocol alone: what
a library prints goes to standard error. The process ends when its input is closed, so none outlives its parent.
"""

import os
import queue
import signal
import sys
import threading
import traceback
from contextlib import suppress
from typing import BinaryIO

from annotator.nlp.fields import ProtocolError
from annotator.nlp.training.protocol import MAX_LINE, Cancel, Failed, Quit, Reply, Request, decode_request, encode

NICENESS = 19


class Mailbox:
    """Requests in their order, and which of them are to stop."""

    def __init__(self) -> None:
        self._requests: queue.SimpleQueue[Request | ProtocolError | None] = queue.SimpleQueue()
        self._put = 0
        self._taken = 0
        self._cancelled = 0
        self._closed = False

    def put(self, request: Request | ProtocolError) -> None:
        """Add a request; a `Cancel` acts at once, on those that came before it."""
        if isinstance(request, Cancel):
            self._cancelled = self._put
            return
        self._put += 1
        self._requests.put(request)

    def close(self) -> None:
        """No more requests, and the one under way stops."""
        self._closed = True
        self._requests.put(None)

    def next(self) -> Request | ProtocolError | None:
        """The next request, waiting for it; None at the end."""
        request = self._requests.get()
        self._taken += 1
        # what was wrong with a line is said to the end, also to whoever closes the input behind it
        return request if isinstance(request, ProtocolError) or not self._closed else None

    def cancelled(self) -> bool:
        """Whether the request under way is to stop."""
        return self._closed or self._taken <= self._cancelled


def read_requests(source: BinaryIO, mailbox: Mailbox) -> None:
    """Read requests until the input ends or one says to quit; then close the mailbox."""
    while line := source.readline(MAX_LINE):
        if not line.strip():
            continue
        try:
            request = decode_request(line)
        except ProtocolError as error:
            mailbox.put(error)
            continue
        if isinstance(request, Quit):
            break
        mailbox.put(request)
    mailbox.close()


def main() -> int:
    """Train on this process's standard input and output; the exit code."""
    from annotator.nlp.training.session import TrainingSession

    # The parent stops it by closing its input; Ctrl+C in the terminal is for the parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with suppress(OSError, AttributeError):  # no such call on Windows
        os.nice(NICENESS)
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    mailbox = Mailbox()

    def send(reply: Reply) -> None:
        line = encode(reply)
        try:
            while line:
                line = line[sink.write(line) :]
        except OSError:  # the parent is gone
            mailbox.close()

    threading.Thread(target=read_requests, args=(sys.stdin.buffer, mailbox), daemon=True).start()
    session = TrainingSession(send, mailbox.cancelled)
    while (request := mailbox.next()) is not None:
        match request:
            case ProtocolError():
                send(Failed("bad_request", str(request)))
            case Cancel() | Quit():
                pass  # the reading thread has dealt with them
            case _:
                session.answer(request)
    return 0


if __name__ == "__main__":
    # The reading thread may still wait for its input, and with it a regular exit.
    try:
        code = main()
    except Exception:  # noqa: BLE001 — anything else is a bug; the parent shows the last line
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
