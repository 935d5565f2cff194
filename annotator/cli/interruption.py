"""Stopping long work between two steps: on Ctrl+C, when the system asks, and when a parent process says so."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_ASKING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Interruption:
    """Whether the work is to stop."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self.exit_code = 0
        """128 and the number of the signal that asked; 0 where none did."""

    @property
    def asked(self) -> bool:
        """Whether someone asked."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask to stop after the step under way."""
        self._asked.set()


@contextmanager
def interruptible(*, by_input: bool = False) -> Iterator[Interruption]:
    """Within this, the first Ctrl+C, SIGTERM or SIGHUP asks instead of ending the process; a second one does as ever.

    A signal that is ignored, as under `nohup`, stays so. With `by_input`, a line "cancel" on the standard input asks too, and so does its end.
    """
    interruption = Interruption()
    previous: dict[int, Any] = {}

    def restore() -> None:
        for number, handler in previous.items():
            signal.signal(number, handler)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        interruption.exit_code = 128 + number
        interruption.ask()
        restore()

    if threading.current_thread() is threading.main_thread():
        for number in _ASKING:
            # a shell has its background jobs ignore Ctrl+C, and a script that sends it to one means it
            if number == signal.SIGINT or signal.getsignal(number) not in (signal.SIG_IGN, None):
                previous[number] = signal.signal(number, on_signal)
    if by_input:
        # A daemon: it waits for a line that may never come.
        threading.Thread(target=_listen, args=(interruption,), daemon=True).start()
    try:
        yield interruption
    finally:
        restore()


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
