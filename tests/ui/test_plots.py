"""Charts: told in numbers by mouse and keyboard, and saved as pictures."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotator.model.chart import Chart, Curve
from annotator.model.errors import StoreError
from annotator.ui.plots import ChartView, color_of, save_plot
from annotator.ui.theme import load_fonts, load_theme

CURVE = Curve("held back", ((10.0, 0.7), (20.0, 0.75), (30.0, 0.82)))
CHART = Chart("F", "articles", (CURVE, Curve("as shown", ((20.0, 0.6),), hue=-2, dashed=True)), y="percent")


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    load_fonts()
    made = ChartView(load_theme("light"), CHART)
    qtbot.addWidget(made)
    made.resize(480, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_keyboard_walks_the_places_and_tells_the_values(view: ChartView, qtbot: QtBot) -> None:
    view.setFocus()
    for key, told in (
        (Qt.Key.Key_Left, "30: held back 82%"),
        (Qt.Key.Key_Left, "20: held back 75% · as shown 60%"),
        (Qt.Key.Key_Home, "10: held back 70%"),
        (Qt.Key.Key_Left, "10: held back 70%"),
        (Qt.Key.Key_Right, "20: held back 75% · as shown 60%"),
        (Qt.Key.Key_End, "30: held back 82%"),
    ):
        qtbot.keyClick(view, key)
        assert view.readout.text() == told
        assert view.accessibleDescription() == told
    view.clearFocus()
    assert view.readout.text() == ""
    assert view.accessibleDescription() == CHART.spoken()


def test_articles_are_counted_whole(qtbot: QtBot) -> None:
    view = ChartView(load_theme("light"), Chart("F", "articles", (Curve("", ((10.0, 0.7), (12.0, 0.8))),)))
    qtbot.addWidget(view)
    (spacing, ticks), *_ = view.plot.getPlotItem().getAxis("bottom").tickValues(10, 12, 400)
    assert (spacing, list(ticks)) == (1.0, [10.0, 11.0, 12.0])
    (spacing, _), *_ = view.plot.getPlotItem().getAxis("left").tickValues(0, 1, 190)
    assert spacing < 1


def test_mouse_tells_the_nearest_place(view: ChartView) -> None:
    box = view.plot.getPlotItem().getViewBox()
    view.plot.scene().sigMouseMoved.emit(box.mapViewToScene(box.viewRect().center()))
    assert view.readout.text().startswith("20:")
    view.plot.scene().sigMouseMoved.emit(box.sceneBoundingRect().topLeft() * 0 - box.sceneBoundingRect().center())
    assert view.readout.text() == ""


def test_empty_chart_says_what_will_be_there(qtbot: QtBot) -> None:
    view = ChartView(load_theme("dark"), Chart("F", "articles", (), note="After 10 articles."))
    qtbot.addWidget(view)
    view.show_at(0)
    assert view.accessibleDescription() == "After 10 articles."
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_picture_has_the_theme_and_the_curves(qtbot: QtBot, tmp_path: Path, theme: str) -> None:
    dots = Chart("C", "confidence", (Curve("c", ((0.5, 0.5),), joined=False, weights=(3.0,)),), diagonal=True)
    save_plot([CHART, dots, CHART], tmp_path / "out.png", theme=theme, size=(900, 640))
    image = QImage(str(tmp_path / "out.png"))
    assert (image.width(), image.height()) == (900, 640)
    colors = {image.pixelColor(x, y).name() for x in range(0, 900, 1) for y in range(0, 640, 3)}
    chosen = load_theme(theme)
    assert {chosen.window.name(), chosen.panel.name(), chosen.rule.name(), color_of(chosen, CURVE).name()} <= colors


def test_picture_that_cannot_be_written_is_said_in_a_line(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written there"):
        save_plot([CHART], tmp_path / "missing" / "out.png")
