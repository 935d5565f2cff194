"""What is asked for again and again is done again and again, but not each time."""

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from annotator.ui.throttle import Throttle


def test_requests_that_do_not_stop_do_not_keep_it_from_being_done(qtbot: QtBot) -> None:
    done: list[int] = []
    asked: list[int] = []
    owner = QObject()
    throttle = Throttle(40, lambda: done.append(len(asked)), owner)
    asking = QTimer(owner)
    asking.setInterval(2)
    asking.timeout.connect(lambda: asked.append(0))
    asking.timeout.connect(throttle.request)
    asking.start()
    qtbot.waitUntil(lambda: len(done) >= 3)
    asking.stop()
    assert len(done) < len(asked)


def test_what_is_stopped_is_not_done(qtbot: QtBot) -> None:
    done: list[int] = []
    owner = QObject()
    throttle = Throttle(0, lambda: done.append(0), owner)
    throttle.request()
    throttle.stop()
    with qtbot.waitSignal(throttle.timeout, timeout=20, raising=False):
        pass
    assert done == []
    throttle.request()
    qtbot.waitUntil(lambda: done == [0])
