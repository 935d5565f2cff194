"""The line above the article."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.ui.panels.banner import Banner
from annotator.ui.theme import load_theme


@pytest.mark.parametrize("button", ["", "Pipeline…"])
@pytest.mark.parametrize("closable", [True, False])
def test_text_takes_the_room_that_there_is(qtbot: QtBot, button: str, closable: bool) -> None:
    theme = load_theme("light")
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.resize(600, banner.height())
    banner.say("another window has it open " * 6, button=button, closable=closable)
    with qtbot.waitExposed(banner):
        banner.show()
    image = banner.grab().toImage()
    ink = [x for x in range(46, 440) if any(_dark(image.pixelColor(x, y)) for y in range(8, 32))]
    assert ink[-1] > 400


def _dark(color: QColor) -> bool:
    return color.lightness() < 110
