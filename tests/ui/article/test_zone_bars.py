"""The bars in the margin: beside the lines of their zones, dotted where nothing is suggested, said in a tool tip."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.article import ArticleState
from annotator.model.document import Document, DocumentId, Review, Zone
from annotator.model.judgement import Judgement
from annotator.model.label_scheme import LabelScheme
from annotator.ui.article.view import ArticleView
from annotator.ui.article.zone_bars import GAP, INSET, ROW, THICK, bars_of, zone_at, zones_by_block
from annotator.ui.theme import load_theme

TEXT = "Une gare fermée\n\nLe texte de cet article.\n\nLa mairie. (Photo by LEO SAND / AFP)\n\nFin."
ZONES = (
    Zone(0, len(TEXT), "body"),
    Zone(0, 15, "headline"),
    Zone(43, 53, "caption", found=True),
    Zone(54, 79, "credit", found=True),
)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., ArticleView]:
    """A view of the text with those zones."""

    def make(zones: tuple[Zone, ...] = ZONES, width: int = 1000) -> ArticleView:
        document = Document(DocumentId(1), "a", "Une gare fermée", TEXT, zones=zones)
        view = ArticleView(load_theme("light"))
        qtbot.addWidget(view)
        view.resize(QSize(width, 700))
        view.show()
        state = ArticleState(document, Review(), judgement=Judgement(zone_rules={}))
        view.set_article(state, scheme=LabelScheme(), language="en")
        return view

    return make


def pixels(view: ArticleView, x: float, top: float, bottom: float) -> set[str]:
    """The colours of a column of pixels."""
    image = view.viewport().grab().toImage()
    return {QColor(image.pixel(round(x), y)).name() for y in range(round(top), round(bottom))}


def test_bars_stand_beside_their_lines_and_one_line_has_one(shown: Callable[..., ArticleView]) -> None:
    view = shown()
    layout = view.article_layout
    assert layout is not None
    assert {
        TEXT[layout.blocks[number].start :][:6]: [zone.kind for zone in zones]
        for number, zones in zones_by_block(layout).items()
    } == {"Une ga": ["headline"], "La mai": ["caption", "credit"]}
    number = layout.index.at(43)
    [bar] = bars_of(layout, number)
    assert ([zone.kind for zone in bar.zones], bar.muted) == (["caption", "credit"], False)
    assert 0 <= bar.top < bar.bottom <= layout.heights[number]


def test_bar_is_painted_and_dotted_where_muted(shown: Callable[..., ArticleView]) -> None:
    view = shown((Zone(0, 15, "headline"), Zone(54, 79, "credit")))
    layout = view.article_layout
    assert layout is not None
    x = view._left + layout.width + INSET + THICK / 2
    faint, paper = view._style.theme.faint.name(), view._style.theme.paper.name()

    def colours(offset: int) -> set[str]:
        number = layout.index.at(offset)
        [bar] = bars_of(layout, number)
        return pixels(view, x, layout.top(number) + bar.top + 2, layout.top(number) + bar.bottom - 2)

    assert colours(0) == {faint}
    assert {faint, paper} <= colours(54)
    assert pixels(view, x, layout.top(layout.index.at(17)) + 4, layout.top(layout.index.at(17)) + 20) == {paper}


def test_tool_tip_names_the_zones_and_says_that_nothing_is_suggested(shown: Callable[..., ArticleView]) -> None:
    view = shown()
    layout = view.article_layout
    assert layout is not None
    margin = view._left + layout.width + INSET
    line = layout.top(layout.index.at(43)) + 14
    assert view.zone_tip(QPointF(margin, line)) == "Caption: suggestions are shown\nCredit: nothing is suggested here"
    assert view.zone_tip(QPointF(margin - 60, line)) == ""
    assert view.zone_tip(QPointF(margin, layout.top(layout.index.at(17)) + 14)) == ""
    view.set_article(None, scheme=LabelScheme(), language="en")
    assert view.zone_tip(QPointF(margin, line)) == ""


def test_no_names_where_there_is_no_room(shown: Callable[..., ArticleView]) -> None:
    view = shown(width=500)
    layout = view.article_layout
    assert layout is not None
    x = view._left + layout.width + INSET + THICK + 3
    assert x + 20 < view.viewport().width()
    number = layout.index.at(0)
    paper = view._style.theme.paper.name()
    found = {
        colour
        for at in range(round(x), round(x) + 20)
        for colour in pixels(view, at, layout.top(number), layout.top(number) + 20)
    }
    assert found == {paper}


def test_a_source_may_name_its_zones(shown: Callable[..., ArticleView]) -> None:
    view = shown((Zone(0, 15, "strapline"),))
    layout = view.article_layout
    assert layout is not None
    tip = view.zone_tip(QPointF(view._left + layout.width + INSET, layout.top(layout.index.at(0)) + 14))
    assert tip == "Strapline: suggestions are shown"


def test_bar_and_its_names_are_hit_and_the_margin_beside_them_is_not(shown: Callable[..., ArticleView]) -> None:
    view = shown()
    layout = view.article_layout
    assert layout is not None
    width = float(view.viewport().width() - view._left)
    bar_x, names = layout.width + INSET + 1, layout.width + INSET + THICK + GAP + 2
    top = layout.top(layout.index.at(43)) + bars_of(layout, layout.index.at(43))[0].top

    def kind(x: float, y: float, *, room: float = width) -> str:
        zone = zone_at(layout, x, y, width=room)
        return "" if zone is None else zone.kind

    assert (kind(names, top + ROW / 2), kind(names, top + ROW * 1.5)) == ("caption", "credit")
    assert (kind(bar_x, top + ROW / 2), kind(bar_x, top + ROW * 1.5)) == ("caption", "credit")
    assert kind(width - 2, top + ROW / 2) == ""  # right of the name
    assert kind(layout.width + 2, top + ROW / 2) == ""  # between the column and the bar
    assert kind(names, top + ROW / 2, room=names + 5) == ""  # no room for names
    assert kind(bar_x, layout.top(layout.index.at(17)) + 14) == ""  # a paragraph without a zone
    assert kind(bar_x, top + 4000) == ""


def test_bar_that_goes_on_in_the_next_paragraph_stands_for_its_zone(shown: Callable[..., ArticleView]) -> None:
    view = shown((Zone(0, 41, "quote"),))
    layout = view.article_layout
    assert layout is not None
    width = float(view.viewport().width() - view._left)
    y = layout.top(layout.index.at(17)) + 14
    assert zone_at(layout, layout.width + INSET, y, width=width) == Zone(0, 41, "quote")
    assert zone_at(layout, layout.width + INSET + THICK + GAP + 2, y, width=width) is None  # its name stands above


def hover(view: ArticleView, point: QPoint, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the mouse there."""
    place = point.toPointF()
    where = view.viewport().mapToGlobal(place)
    kind, none = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QMouseEvent(kind, place, where, Qt.MouseButton.NoButton, buttons, none))


def test_click_on_a_bar_asks_for_its_zone_and_a_drag_from_it_for_nothing(
    shown: Callable[..., ArticleView], qtbot: QtBot
) -> None:
    view = shown()
    layout, port = view.article_layout, view.viewport()
    assert layout is not None
    asked: list[Zone] = []
    others: list[object] = []
    view.zone_requested.connect(lambda _, zone: asked.append(zone))
    for signal in (view.focus_requested, view.run_requested):
        signal.connect(lambda *what: others.append(what))
    x = round(view._left + layout.width + INSET + 1)
    bar = QPoint(x, round(layout.top(layout.index.at(0)) + 10))
    hover(view, bar)
    assert port.cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=bar)
    assert [zone.kind for zone in asked] == ["headline"]

    below = QPoint(x, round(layout.top(layout.index.at(17)) + 14))
    hover(view, below)
    assert port.cursor().shape() is Qt.CursorShape.ArrowCursor
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=below)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=bar)
    hover(view, below, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=below)
    assert len(asked) == 1
    assert others == []

    view.can_set_zone = lambda: False
    hover(view, bar)
    assert port.cursor().shape() is Qt.CursorShape.ArrowCursor
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=bar)
    assert len(asked) == 1
    assert others == []
