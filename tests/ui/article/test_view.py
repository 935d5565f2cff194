from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Ref, SuggestionId
from annotator.model.article import ArticleState
from annotator.model.cursor import TokenRun
from annotator.model.document import Document, DocumentId
from annotator.model.edit import Change
from annotator.model.label_scheme import LabelScheme
from annotator.model.suggestion import RelationSuggestion, RunId, SpanSuggestion
from annotator.ui.article.header import meta_line, shown_date
from annotator.ui.article.view import ArticleView
from annotator.ui.theme import Theme, load_theme
from tests.benchmarks.articles import article
from tests.ui.article.conftest import SCHEME, TEXT, make_state, place, rich_state

Show = Callable[..., ArticleView]


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Show:
    """Shows a state in a view of some size."""

    def made(state: ArticleState | None, width: int = 900, height: int = 600) -> ArticleView:
        view = ArticleView(theme)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.set_article(state, scheme=SCHEME, language="fr")
        with qtbot.waitExposed(view):
            view.show()
        return view

    return made


def on_screen(view: ArticleView) -> QImage:
    """What the window shows, as partial repaints left it."""
    QApplication.processEvents()
    shot = QGuiApplication.primaryScreen().grabWindow(view.winId()).toImage()
    return shot.convertToFormat(QImage.Format.Format_RGB32).copy(view.viewport().geometry())


def painted(view: ArticleView) -> QImage:
    """The same painted anew as a whole."""
    return view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32).copy(view.viewport().geometry())


def difference(one: QImage, other: QImage) -> int:
    """How many bytes differ by more than anti-aliasing at a clip's edge makes them."""
    assert one.size() == other.size()
    return sum(abs(a - b) > 40 for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


def add_span(number: int, start: int, end: int) -> Change:
    row = {"id": number, "document": 1, "annotator": 1, "start": start, "end": end, "label": "PER", "origin": "manual"}
    return Change("spans", None, {**row, "suggestion": None})


def center(view: ArticleView, words: str, number: int = 0) -> QPoint:
    """The middle of some words on screen."""
    start, end = place(TEXT, words, number)
    return view.character_rect((start + end) // 2).center()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \r\n\t",
        "x" * 30_000,
        "mot " * 30_000,
        "a\x00b\u2028c\u2029d\ud83d e",
        "قال أحمد 😀 e\u0301\r\nشركة Total",
        "\n".join("ligne" for _ in range(3000)),
    ],
)
@pytest.mark.parametrize("width", [240, 1200])
def test_any_text_is_shown_scrolled_and_hit_without_a_fault(show: Show, text: str, width: int) -> None:
    spans = ((0, min(3, len(text)), "PER"), (len(text) // 2, len(text), "ODD")) if text.strip() else ()
    view = show(make_state(text, spans, ((1, 2, "heads"),) if spans else ()), width)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert not painted(view).isNull()
    assert view.hit_at(QPointF(width / 2, 300)).offset <= len(text)
    view.ensure_visible(len(text) // 2, len(text))
    view.set_article(None, scheme=SCHEME, language="fr")
    assert view.hit_at(QPointF(10, 10)).kind == "blank"
    painted(view)


def test_what_partial_repaints_leave_is_what_a_whole_one_paints(show: Show) -> None:
    state = rich_state()
    view = show(state, 700, 380)
    bar = view.verticalScrollBar()
    added = add_span(70, *place(TEXT, "mareyeurs"))
    steps: list[Callable[[], object]] = [
        lambda: bar.setValue(60),
        lambda: view.set_focus(Ref("span", 2)),
        lambda: bar.setValue(bar.value() + 90),
        lambda: view.refresh(state.apply([added])),
        lambda: bar.setValue(bar.value() + 41),
        lambda: view.set_focus(TokenRun(*place(TEXT, "réouverture"))),
        lambda: bar.setValue(bar.maximum()),
        lambda: view.refresh(state.apply([Change("spans", added.after, None)])),
        lambda: bar.setValue(bar.value() - 70),
        lambda: view.set_focus(Ref("relation", 5)),
        lambda: view.set_options(show_rejected=True),
        lambda: view.ensure_visible(0, 5),
    ]
    for step in steps:
        step()
        assert difference(on_screen(view), painted(view)) < 60


def test_scrolling_by_a_step_moves_what_is_on_screen_by_that_step(show: Show) -> None:
    state = article(4_000, 300, 40)
    view = show(state)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    offset = view.hit_at(QPointF(300, 200)).offset
    before = view.character_rect(offset).top()
    for _ in range(30):
        bar.setValue(bar.value() - 24)
        assert view.character_rect(offset).top() == before + 24
        before += 24


def test_finding_out_heights_moves_nothing_on_screen(show: Show, qtbot: QtBot) -> None:
    view = show(article(20_000, 1_000, 100))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    offset = view.hit_at(QPointF(300, 200)).offset
    rect, maximum, picture = view.character_rect(offset), bar.maximum(), on_screen(view)
    qtbot.waitUntil(lambda: bar.maximum() != maximum)
    layout = view.article_layout
    assert layout is not None
    qtbot.waitUntil(lambda: not layout.measure_some(0.0), timeout=20_000)
    assert view.character_rect(offset) == rect
    assert difference(on_screen(view), picture) < 60


def test_scrolling_to_the_end_shows_the_end(show: Show) -> None:
    state = article(8_000, 300, 40)
    view = show(state)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.character_rect(len(state.document.text) - 1)
    assert bar.value() == bar.maximum()
    assert view.viewport().rect().contains(last)


@pytest.mark.parametrize("share", [0.02, 0.4, 0.97])
def test_a_place_anywhere_is_brought_into_sight(show: Show, share: float) -> None:
    state = article(8_000, 300, 40)
    view = show(state)
    offset = int(len(state.document.text) * share)
    view.ensure_visible(offset, offset + 10)
    assert view.viewport().rect().adjusted(0, 20, 0, -10).contains(view.character_rect(offset))
    value = view.verticalScrollBar().value()
    view.ensure_visible(offset, offset + 10)
    assert view.verticalScrollBar().value() == value


def test_a_new_state_of_the_same_article_stays_where_it_is(show: Show) -> None:
    first, second = article(4_000, 300, 40), article(4_000, 300, 40)
    view = show(first)
    view.verticalScrollBar().setValue(900)
    picture = on_screen(view)
    view.set_article(second, scheme=SCHEME, language="fr")
    assert view.state is second
    assert view.verticalScrollBar().value() == 900
    assert difference(on_screen(view), picture) < 60
    view.set_article(rich_state(), scheme=SCHEME, language="fr")
    assert view.verticalScrollBar().value() == 0


def test_a_narrow_window_shrinks_the_column_and_keeps_the_gutters(show: Show) -> None:
    view = show(rich_state(), 900)
    layout = view.article_layout
    assert layout is not None
    assert layout.width == 660
    view.resize(520, 600)
    assert view.article_layout is not None
    assert view.article_layout.width == view.viewport().width() - 112
    view.set_options(text_size=200)
    assert view.article_layout.width == view.viewport().width() - 112


def test_the_place_in_the_text_survives_a_resize_and_another_size(show: Show) -> None:
    view = show(article(4_000, 300, 40))
    view.ensure_visible(12_000, 12_010)
    view.resize(520, 600)
    view.set_options(text_size=150)
    layout = view.article_layout
    assert layout is not None
    first = view.hit_at(QPointF(260, 20)).offset
    assert abs(first - 12_000) < 1500


def test_clicks_ask_for_focus_on_spans_arcs_words_and_the_far_end_of_a_stub(show: Show, qtbot: QtBot) -> None:
    view = show(rich_state(), 900, 900)
    asked: list[object] = []
    view.focus_requested.connect(asked.append)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center(view, "mardi"))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center(view, "directrice"))
    assert asked == [Ref("span", 3), TokenRun(*place(TEXT, "directrice"))]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 300))
    assert len(asked) == 2


def test_a_double_click_asks_for_the_word_and_a_drag_for_whole_tokens(show: Show, qtbot: QtBot) -> None:
    view = show(rich_state(), 900, 900)
    runs: list[tuple[int, int]] = []
    view.run_requested.connect(lambda start, end: runs.append((start, end)))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center(view, "accord"))
    assert runs == [place(TEXT, "accord")]
    _drag(view, center(view, "accord"), center(view, "rare"))
    assert runs[1] == place(TEXT, "accord rare")


def test_a_drag_from_span_to_span_asks_for_a_relation(show: Show) -> None:
    view = show(rich_state(), 900, 900)
    asked: list[tuple[Ref, Ref]] = []
    view.relation_requested.connect(lambda head, child: asked.append((head, child)))
    _drag(view, center(view, "Maë\u0302lle Le Gall"), center(view, "Douarnenez"))
    assert asked == [(Ref("span", 4), Ref("span", 8))]


def _drag(view: ArticleView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(port, start + (end - start) * step / 5)
        QApplication.processEvents()
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def test_hovering_names_the_span_once_and_then_nothing(show: Show) -> None:
    view = show(rich_state(), 900, 900)
    seen: list[object] = []
    view.hovered.connect(seen.append)
    for point in (center(view, "mardi"), center(view, "mardi") + QPoint(2, 0), center(view, "directrice")):
        QTest.mouseMove(view.viewport(), point)
        QApplication.processEvents()
    assert seen == [Ref("span", 3), None]


def test_hints_focus_matches_and_themes_change_the_picture_and_move_nothing(show: Show) -> None:
    view = show(rich_state(), 900, 900)
    rect = view.character_rect(place(TEXT, "Douarnenez")[0])
    pictures = [painted(view)]
    for change in (
        lambda: view.set_focus(Ref("span", 2)),
        lambda: view.set_hints({Ref("span", 3): "a", Ref("span", 8): "b"}),
        lambda: view.set_matches([place(TEXT, "halle", n) for n in range(3)], 1),
        lambda: view.set_options(arcs_of_focus_only=True),
        lambda: view.set_theme(load_theme("dark")),
    ):
        change()
        pictures.append(painted(view))
        assert difference(pictures[-1], pictures[-2]) > 200
        assert view.character_rect(place(TEXT, "Douarnenez")[0]) == rect


def test_states_differ_by_more_than_colour(show: Show) -> None:
    """A confirmed span has a whole underline, a suggested one a dashed one."""
    start, end = place(TEXT, "Douarnenez")
    lines: list[int] = []
    for state in (
        make_state(spans=((start, end, "LOC"),)),
        make_state(suggestions=((start, end, "LOC"),)),
    ):
        view = show(state, 900, 900)
        layout = view.article_layout
        assert layout is not None
        ((top, piece),) = layout.pieces(state.spans()[0].ref)
        picture = painted(view)
        y = round(top + piece.underline)
        left = round((view.viewport().width() - layout.width) / 2)
        row = [picture.pixelColor(left + x, y) for x in range(round(piece.left) + 2, round(piece.right) - 2)]
        lines.append(sum(color.lightness() < 140 for color in row) * 100 // len(row))
    assert lines[0] == 100
    assert 30 < lines[1] < 85


def test_keys_are_left_to_the_window_except_paging(show: Show) -> None:
    view = show(article(4_000, 300, 40))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() == 0
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 300


def test_the_meta_line_says_what_is_known() -> None:
    document = Document(DocumentId(1), "k", "T", "un deux trois", "fr", "2025-10-14", "Le Courrier")
    line = meta_line(document, "fr").replace("\u00a0", " ")
    assert line.startswith("LE COURRIER")
    assert "Mardi 14 octobre 2025" in line
    assert "3 words" in line
    assert meta_line(Document(DocumentId(1), "k", "T", ""), "fr") == ""
    assert "matin_1911" not in meta_line(replace(document, key="matin_1911"), "fr")


def test_an_article_without_outlet_and_date_is_called_by_its_file() -> None:
    document = Document(DocumentId(1), "matin_1911-03-12", "T", "un deux trois", "fr")
    assert meta_line(document, "fr").startswith("matin_1911-03-12")
    assert meta_line(replace(document, key="d" * 50 + "/matin_1911"), "fr").startswith("…ddd")
    assert shown_date("last week", "en") == "last week"


def test_a_label_the_scheme_lacks_is_shown_by_its_name(show: Show, theme: Theme) -> None:
    view = show(make_state(spans=((0, 3, "ODD"), (5, 9, "ODD")), relations=((1, 2, "strange"),)))
    view.set_labels(LabelScheme(), "fr")
    layout = view.article_layout
    assert layout is not None
    assert next(iter(layout.pieces(Ref("span", 1))))[1].tag == "ODD"


def test_suggestions_that_move_lower_lines_show_above_them_too(show: Show) -> None:
    state = make_state()
    view = show(state)
    on_screen(view)
    spans = [
        SpanSuggestion(SuggestionId(id), RunId(1), DocumentId(1), *place(TEXT, words), label, 0.9)
        for id, (words, label) in enumerate([("Quimper", "LOC"), ("Yves Morvan", "PER"), ("port", "LOC")], 1)
    ]
    relation = RelationSuggestion(
        SuggestionId(9), RunId(1), DocumentId(1), place(TEXT, "Yves Morvan"), place(TEXT, "port"), "heads", 0.5
    )
    before = painted(view)
    view.refresh(state.replace_suggestions([], [*spans, relation]))
    assert difference(painted(view), before) > 0
    assert difference(on_screen(view), painted(view)) == 0


def test_scroll_bar_has_no_handle_where_nothing_scrolls(show: Show) -> None:
    assert not show(make_state("Court.")).verticalScrollBar().isEnabled()
    assert show(rich_state(), height=150).verticalScrollBar().isEnabled()
