"""A process that answers in lines: taken in slices, in order, and not after it was let go."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest
from PySide6.QtCore import QObject, QProcess, QTimer
from pytestqt.qtbot import QtBot

from annotator.ui.line_process import READ_MILLISECONDS, LineProcess

STARTING = 20_000
MANY = 300

Make = Callable[..., LineProcess]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    """Starts a program of Python; what still runs at the end is let go."""
    made: list[LineProcess] = []

    def start(program: str, take: Callable[[bytes], object]) -> LineProcess:
        process = LineProcess([sys.executable, "-c", program])
        process.line_came.connect(take)
        process.ended.connect(lambda *_: made.remove(process))
        made.append(process)
        process.start()
        return process

    yield start
    for process in made:
        process.let_go(b"", seconds=1, wait=10_000)


def test_lines_come_in_order_to_the_last_and_then_how_it_ended(qtbot: QtBot, make: Make) -> None:
    lines: list[bytes] = []
    program = f"import sys\nfor n in range({MANY}): print(n)\nprint('a', file=sys.stderr)\nprint('b ', file=sys.stderr)\nsys.exit(3)"
    process = make(program, lines.append)
    with qtbot.waitSignal(process.ended, timeout=STARTING) as ended:
        pass
    assert lines == [b"%d\n" % n for n in range(MANY)]
    assert ended.args == [3, False]
    assert process.last_words == "b"


def test_other_events_have_their_turn_between_the_lines(qtbot: QtBot, make: Make) -> None:
    beats = 0
    seen: list[int] = []

    def beat() -> None:
        nonlocal beats
        beats += 1

    def take(line: bytes) -> None:
        until = time.perf_counter() + 0.001
        while time.perf_counter() < until:
            pass
        seen.append(beats)

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(0)
    make(f"print('x\\n' * {MANY}, end='', flush=True); input()", take)
    qtbot.waitUntil(lambda: len(seen) == MANY, timeout=STARTING)
    assert max(seen.count(at) for at in set(seen)) <= READ_MILLISECONDS + 1


def test_what_is_written_reaches_it(qtbot: QtBot, make: Make) -> None:
    lines: list[bytes] = []
    process = make("print(input().upper(), flush=True); input()", lines.append)
    process.write("é\n".encode())
    qtbot.waitUntil(lambda: lines == ["É\n".encode()], timeout=STARTING)
    assert process.process_id > 0


def test_nothing_is_heard_once_it_is_let_go_even_while_a_line_is_taken(qtbot: QtBot) -> None:
    lines: list[bytes] = []
    ends: list[object] = []

    def take(line: bytes) -> None:
        lines.append(line)
        process.let_go(b"\n", seconds=20)

    process = LineProcess([sys.executable, "-c", "print('x\\n' * 9, end='', flush=True); input()"])
    process.line_came.connect(take)
    process.ended.connect(lambda *how: ends.append(how))
    running = process._process
    with qtbot.waitSignal(running.destroyed, timeout=STARTING):
        process.start()
    assert lines == [b"x\n"]
    assert ends == []


def test_killed_and_failed_say_so(qtbot: QtBot, make: Make) -> None:
    process = make("print('x', flush=True); input()", lambda line: os.kill(process.process_id, signal.SIGKILL))
    with qtbot.waitSignal(process.ended, timeout=STARTING) as ended:
        pass
    assert ended.args[1] is True
    assert process.last_words == ""

    other = make("print('x', flush=True); input()", lambda line: other.fail("no JSON"))
    with qtbot.waitSignal(other.ended, timeout=STARTING):
        pass
    assert other.last_words == "no JSON"

    # what it still wrote as an error does not stand for the reason
    third = make(
        "import sys; print('late', file=sys.stderr, flush=True); print('x', flush=True); input()",
        lambda line: third.fail("no JSON"),
    )
    with qtbot.waitSignal(third.ended, timeout=STARTING):
        pass
    third._errors += "later\n"
    assert third.last_words == "no JSON"


def test_at_once_and_waiting_end_it(qtbot: QtBot) -> None:
    for at_once in (False, True):
        process = LineProcess([sys.executable, "-c", "import time; time.sleep(60)"])
        process.start()
        assert process._process.waitForStarted(STARTING)
        id = process.process_id
        process.let_go(b"", seconds=1, wait=100, at_once=at_once)
        with pytest.raises(ProcessLookupError):
            os.kill(id, 0)


def test_it_does_not_outlive_an_owner_that_is_deleted(qtbot: QtBot) -> None:
    """Qt's warning that it is still running would fail this test."""
    owner = QObject()
    process = LineProcess([sys.executable, "-c", "import time; time.sleep(60)"], owner)
    process.start()
    qtbot.waitUntil(lambda: process.process_id != 0, timeout=STARTING)
    pid = process.process_id
    owner.deleteLater()
    qtbot.waitUntil(lambda: not psutil.pid_exists(pid), timeout=STARTING)


def test_program_that_is_not_there_says_so(qtbot: QtBot) -> None:
    process = LineProcess(["/nowhere/at/all"])
    with qtbot.waitSignal(process.not_started, timeout=STARTING) as told:
        process.start()
    assert told.args[0]


@pytest.mark.parametrize("started", [True, False])
def test_program_that_is_not_there_is_gone_though_it_was_let_go(qtbot: QtBot, started: bool) -> None:
    process = LineProcess(["/nowhere/at/all"])
    with qtbot.waitSignal(process._process.destroyed, timeout=STARTING), qtbot.assertNotEmitted(process.not_started):
        if started:
            process.start()
        process.let_go(b"", seconds=20)


def test_what_does_not_listen_is_terminated(qtbot: QtBot) -> None:
    program = "import time; print('x', flush=True); time.sleep(60)"
    process = LineProcess([sys.executable, "-c", program])
    with qtbot.waitSignal(process.line_came, timeout=STARTING):
        process.start()
    running = process._process
    process.let_go(b"", seconds=0, wait=STARTING, terminate=True)
    assert running.exitStatus() is QProcess.ExitStatus.CrashExit
