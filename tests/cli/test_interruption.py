import os
import signal
import time
from collections.abc import Iterator

import pytest

from annotator.cli.interruption import interruptible
from annotator.cli.progress import Progress


@pytest.fixture
def listening() -> Iterator[None]:
    """SIGINT as in the foreground: a shell has its background jobs ignore it, and the tests with them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listening")
def test_first_ctrl_c_asks_and_the_second_interrupts() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruptible() as interruption:
        assert not interruption.asked
        os.kill(os.getpid(), signal.SIGINT)
        assert interruption.asked
        assert interruption.exit_code == 130
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_system_may_ask_too_and_what_is_ignored_stays_so(number: signal.Signals) -> None:
    before = signal.signal(number, lambda *_: None)
    try:
        with interruptible() as interruption:
            os.kill(os.getpid(), number)
            assert interruption.asked
            assert interruption.exit_code == 128 + number
        signal.signal(number, signal.SIG_IGN)
        with interruptible() as interruption:
            os.kill(os.getpid(), number)
            assert not interruption.asked
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)


def test_progress_without_a_terminal_keeps_quiet_unless_it_is_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress = Progress("Importing")
    progress.step(1, 10, "1 article")
    assert capsys.readouterr() == ("", "")
    now[0] += 31
    progress.step(5, 10, "5 articles")
    progress.step(6, 10, "6 articles")
    progress.close()
    assert capsys.readouterr() == ("", "Importing: 50%, 5 articles\n")


def test_progress_on_a_terminal_is_one_line_that_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress("Importing")
    progress.step(5, 10, "5 articles")
    progress.step(6, 10, "6 articles")  # too soon to be shown
    progress.close()
    shown = capsys.readouterr().err
    assert "\n" not in shown
    assert " 50%  5 articles" in shown
    assert "6 articles" not in shown
    assert shown.endswith("\r\x1b[K")
