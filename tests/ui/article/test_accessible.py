import gc
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.record import Record
from annotator.model.suggestion import Proposed, ProposedSpan
from annotator.ui.article.accessible import ArticleAccessibility, FocusSpeaker, SpokenText
from annotator.ui.article.view import ArticleView
from annotator.ui.theme import load_theme
from tests.ui.conftest import Desk, proposed_spans


@pytest.fixture
def accessibility() -> Iterator[ArticleAccessibility]:
    yield ArticleAccessibility()
    gc.collect()


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, accessibility: ArticleAccessibility) -> ArticleView:
    """A view of the desk's article that follows its focus."""
    view = ArticleView(load_theme("light"))
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.set_article(desk.article, scheme=desk.project.scheme, language="en")
    view.set_focus(desk.session.focus)
    desk.session.focus_changed.connect(view.set_focus)
    with qtbot.waitExposed(view):
        view.show()
    return view


def interface(view: ArticleView) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def text_of(view: ArticleView) -> QAccessibleTextInterface:
    text = interface(view).textInterface()
    assert text is not None
    return text


def test_the_article_has_its_title_its_role_and_its_text(view: ArticleView, desk: Desk) -> None:
    found = interface(view)
    assert found.text(QAccessible.Text.Name) == desk.article.document.title
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    assert found.state().multiLine
    assert text_of(view).text(0, text_of(view).characterCount()) == desk.text
    assert found.valueInterface() is None


def test_offsets_are_utf16_and_emoji_stay_whole(view: ArticleView, desk: Desk) -> None:
    text = text_of(view)
    emoji = desk.text.index("😀")
    assert text.characterCount() == len(desk.text) + 1
    assert text.text(emoji, emoji + 2) == "😀"
    assert text.text(emoji, emoji + 1) == "😀"
    yann = desk.text.index("Yann")
    assert text.text(yann + 1, yann + 5) == "Yann"


def test_offsets_out_of_the_text_do_no_harm(view: ArticleView, desk: Desk) -> None:
    text = text_of(view)
    assert text.text(-5, 6) == "Élodie"
    assert text.text(10**6, 10**6 + 5) == ""


def test_the_caret_and_the_selection_are_what_has_the_focus(view: ArticleView, desk: Desk) -> None:
    text = text_of(view)
    assert (text.cursorPosition(), text.selectionCount()) == (0, 1)
    desk.look_at("Le Goff")
    assert text.cursorPosition() == desk.at("Le Goff")[0] + 1
    desk.session.set_focus(desk.relation().ref)
    assert text.cursorPosition() == 0


def test_moving_the_caret_looks_at_the_text_there(view: ArticleView, desk: Desk) -> None:
    view.focus_requested.connect(lambda focus: desk.gestures.click(None, focus.start))
    text_of(view).setCursorPosition(desk.at("Paris")[0] + 1)
    assert desk.focused() == "Paris"


def test_selecting_asks_for_the_run(view: ArticleView, desk: Desk) -> None:
    view.run_requested.connect(lambda start, end: desk.gestures.select(start, end))
    start, end = desk.at("région")
    text_of(view).setSelection(0, start + 1, end + 1)
    assert desk.session.focus == TokenRun(start, end)


def test_a_character_is_where_it_is_drawn(view: ArticleView, desk: Desk) -> None:
    text = text_of(view)
    offset = desk.at("Marine")[0]
    rect = text.characterRect(offset)
    assert rect.width() > 0
    inside = QPoint(rect.left() + 1, rect.center().y())
    assert text.offsetAtPoint(inside) == offset


def test_without_an_article_there_is_an_empty_text(view: ArticleView, desk: Desk) -> None:
    view.set_article(None, scheme=desk.project.scheme, language="en")
    text = text_of(view)
    assert (text.characterCount(), text.text(0, 10), text.cursorPosition(), text.selectionCount()) == (0, "", 0, 0)
    assert interface(view).text(QAccessible.Text.Name) == "Article"


def test_a_view_that_has_gone_leaves_no_interface(qtbot: QtBot, accessibility: ArticleAccessibility) -> None:
    view = ArticleView(load_theme("light"))
    assert interface(view).text(QAccessible.Text.Value) == ""
    view.deleteLater()
    qtbot.waitUntil(lambda: not accessibility._interfaces)


def test_many_views_come_and_go(qtbot: QtBot, accessibility: ArticleAccessibility) -> None:
    for _ in range(50):
        view = ArticleView(load_theme("light"))
        assert text_of(view).characterCount() == 0
        view.deleteLater()
        del view
        gc.collect()
    qtbot.waitUntil(lambda: not accessibility._interfaces)


def test_the_whole_text_of_a_long_article_is_not_made_again_at_every_call() -> None:
    spoken = SpokenText("L’usine d’Airbus à Saint-Nazaire. 😀 " * 30_000)
    assert spoken.positions.length_utf16 > 1_000_000
    begun = time.process_time()
    for _ in range(1000):
        spoken.slice(500_000, 500_040)
        whole = spoken.slice(0, spoken.positions.length_utf16)
    assert time.process_time() - begun < 0.5
    assert whole is spoken.slice(0, spoken.positions.length_utf16)


def test_lone_surrogates_are_replaced_and_keep_their_place() -> None:
    assert SpokenText("a\ud800b").slice(0, 3) == "a\ufffdb"


def test_the_focus_is_spoken_with_its_label_and_words_as_they_are(view: ArticleView, desk: Desk) -> None:
    speaker = FocusSpeaker(desk.session, view, language="en")
    spoken = speaker.spoken_focus(desk.session.focus)
    assert "Élodie Marchand" in spoken
    assert "Person" in spoken
    assert "possible" not in spoken
    reading = Proposed(
        desk.project.start_run("own"), proposed_spans(desk.text), (), (), [ProposedSpan(0, 6, "PER", 0.2)]
    )
    desk.project.store_proposals([(desk.article.document.id, [reading])])
    assert speaker.spoken_focus(desk.article.pending()[0]).endswith(". 1 also possible")
    assert speaker.spoken_focus(TokenRun(*desk.at("région"))) == "région"
    assert speaker.spoken_focus(None) == ""


def test_decisions_and_moves_are_spoken_where_someone_listens(view: ArticleView, desk: Desk) -> None:
    speaker = FocusSpeaker(desk.session, view, language="en")
    said: list[str] = []
    speaker.said.connect(said.append)
    desk.press("Return")
    assert said == []
    QAccessible.setActive(True)
    try:
        desk.press("Backspace", "Right")
    finally:
        QAccessible.setActive(False)
    assert said[0] == "rejected: Armor Marine, Organisation"
    # three of the model's, and one that the memory brings for the name just accepted
    assert "Suggestion 1 of 4" in said[1]
    assert "Saint-Nazaire" in said[1]
    assert said[2] == "Saint-Nazaire"


def test_a_long_article_is_read(view: ArticleView, desk: Desk) -> None:
    desk.project.import_records(iter([Record(key="long", text="Un mot 😀. " * 100_000)]))
    document = desk.project.find_document("long")
    assert document is not None
    desk.session.open_article(document)
    view.set_article(desk.article, scheme=desk.project.scheme, language="en")
    assert text_of(view).text(1_000_001, 1_000_007)
