"""Stopping long work between two steps: on Ctrl+C, and when a parent process says so."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """Whether the work is to stop."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self.by_keyboard = False

    @property
    def asked(self) -> bool:
        """Whether someone asked."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask to stop after the step under way."""
        self._asked.set()


@contextmanager
def interruptible(*, by_input: bool = False) -> Iterator[Interruption]:
    """Within this, the first Ctrl+C asks instead of raising; a second one raises KeyboardInterrupt as ever.

    With `by_input`, a line "cancel" on the standard input asks too, and so does its end.
    """
    interruption = Interruption()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        interruption.by_keyboard = True
        interruption.ask()
        signal.signal(signal.SIGINT, previous)

    in_main_thread = threading.current_thread() is threading.main_thread()
    previous = signal.getsignal(signal.SIGINT)
    if in_main_thread:
        signal.signal(signal.SIGINT, on_signal)
    if by_input:
        # A daemon: it waits for a line that may never come.
        threading.Thread(target=_listen, args=(interruption,), daemon=True).start()
    try:
        yield interruption
    finally:
        if in_main_thread:
            signal.signal(signal.SIGINT, previous)


def _listen(interruption: Interruption) -> None:
    for line in _input_lines():
        if line.strip() == b"cancel":
            break
    interruption.ask()


def _input_lines() -> Iterator[bytes]:
    try:
        descriptor = sys.stdin.fileno()
    except (OSError, ValueError):
        yield from (line.encode() for line in sys.stdin)
        return
    # Not through sys.stdin: a thread that waits in there holds its lock, and Python aborts when the program ends.
    rest = b""
    while chunk := os.read(descriptor, 4096):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
