"""The line above the article."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.ui.panels.banner import Banner
from annotator.ui.theme import load_theme


@pytest.mark.parametrize("button", ["", "Pipeline…"])
@pytest.mark.parametrize("closable", [True, False])
def test_text_takes_the_room_that_there_is(qtbot: QtBot, button: str, closable: bool) -> None:
    banner = Banner(load_theme("light"))
    qtbot.addWidget(banner)
    banner.resize(600, banner.height())
    banner.say("another window has it open " * 6, button=button, closable=closable)
    with qtbot.waitExposed(banner):
        banner.show()
    image = banner.grab().toImage()
    ink = [x for x in range(46, 440) if any(_dark(image.pixelColor(x, y)) for y in range(8, 50))]
    assert ink[-1] > 400


def _dark(color: QColor) -> bool:
    return color.lightness() < 110


def test_a_long_line_goes_on_below_and_is_cut_only_there(qtbot: QtBot) -> None:
    banner = Banner(load_theme("light"))
    qtbot.addWidget(banner)
    words = "a pipeline may run code of its own: load it only if you trust where it comes from"
    banner.resize(900, banner.height())
    banner.say(words, button="Pipeline…")
    assert banner.lines() == [words]
    low = banner.height()
    banner.resize(500, banner.height())
    assert " ".join(banner.lines()) == words
    assert len(banner.lines()) == 2
    assert banner.height() > low
    banner.resize(300, banner.height())
    assert banner.lines()[1].endswith("…")
    banner.say("short")
    assert banner.height() == low
