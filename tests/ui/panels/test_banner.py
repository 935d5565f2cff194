"""The line below the article."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.panels.banner import Banner
from annotator.ui.theme import load_theme
from annotator.ui.window_parts import column


@pytest.mark.parametrize("button", ["", "Pipeline…"])
@pytest.mark.parametrize("closable", [True, False])
def test_text_takes_the_room_that_there_is(qtbot: QtBot, button: str, closable: bool) -> None:
    banner = Banner(load_theme("light"))
    qtbot.addWidget(banner)
    banner.resize(600, 58)
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
    low = banner.heightForWidth(900)
    banner.resize(500, banner.height())
    assert " ".join(banner.lines()) == words
    assert len(banner.lines()) == 2
    assert banner.heightForWidth(500) > low
    banner.resize(380, banner.height())
    assert len(banner.lines()) == 3
    assert " ".join(banner.lines()) == words
    assert banner.heightForWidth(380) > banner.heightForWidth(500)
    banner.resize(260, banner.height())
    assert len(banner.lines()) == 3
    assert banner.lines()[2].endswith("…")
    banner.say("short")
    assert banner.heightForWidth(300) == low


def test_it_comes_up_at_its_height_with_the_button_in_the_middle(qtbot: QtBot) -> None:
    theme = load_theme("light")
    above, banner = QWidget(), Banner(theme)
    above.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    holder = column(above, banner)
    qtbot.addWidget(holder)
    holder.resize(900, 400)
    with qtbot.waitExposed(holder):
        holder.show()
    for words, lines in (("the training process ended by itself, which says little", 1), ("not this time " * 12, 2)):
        banner.say(words, button="Models…")
        qtbot.waitUntil(lambda: banner.height() == banner.heightForWidth(900))
        assert len(banner.lines()) == lines
        button = banner.findChild(QPushButton)
        assert button is not None
        assert abs(button.geometry().center().y() - banner.rect().center().y()) <= 2
        assert above.height() + banner.height() == holder.height()
    banner.say("")
    qtbot.waitUntil(lambda: above.height() == holder.height())
