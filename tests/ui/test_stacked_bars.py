"""Bars of parts, told in numbers."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.ui.stacked_bars import StackedBars, StackedRow
from annotator.ui.theme import load_theme

PARTS = ("accepted", "relabelled", "boundary moved", "rejected", "left", "added")
ROWS = [StackedRow("Person", (10, 1, 0, 2, 0, 3)), StackedRow("Place", (4, 0, 0, 0, 1, 0))]


def test_rows_are_told_by_keyboard_and_mouse(qtbot: QtBot) -> None:
    bars = StackedBars(load_theme("light"), "What became of suggestions", PARTS, ROWS)
    qtbot.addWidget(bars)
    bars.resize(bars.sizeHint())
    bars.show()
    bars.activateWindow()
    qtbot.waitUntil(bars.isActiveWindow)
    assert "Person: 10 accepted, 1 relabelled, 2 rejected, 3 added" in bars.accessibleDescription()
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription() == bars.told(0)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription() == "Place: 4 accepted, 1 left"
    qtbot.keyClick(bars, Qt.Key.Key_Up)
    assert bars.toolTip() == bars.told(0)
    qtbot.mouseMove(bars, QPoint(100, bars.height() - 20 - 4))
    qtbot.waitUntil(lambda: bars.toolTip() == bars.told(1))
    qtbot.mouseMove(bars, QPoint(100, 5))
    qtbot.waitUntil(lambda: bars.toolTip() == "")


def test_parts_have_their_colours(qtbot: QtBot) -> None:
    theme = load_theme("dark")
    bars = StackedBars(theme, "Relations", PARTS, ROWS)
    qtbot.addWidget(bars)
    bars.resize(600, bars.sizeHint().height())
    image = bars.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}
    assert {theme.good.name(), theme.bad.name(), theme.hue(3).name()} <= colors
    assert theme.hue(0).name() not in colors  # no boundary was moved
