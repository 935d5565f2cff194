"""The bars in the margin: beside the lines of their zones, dotted where nothing is suggested, said in a tool tip."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.model.article import ArticleState
from annotator.model.document import Document, DocumentId, Review, Zone
from annotator.model.judgement import Judgement
from annotator.model.label_scheme import LabelScheme
from annotator.ui.article.view import ArticleView
from annotator.ui.article.zone_bars import INSET, THICK, bars_of, zones_by_block
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
    assert view.zone_tip(QPointF(margin, line)) == "Caption\nCredit: nothing is suggested here"
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
    assert tip == "Strapline"
