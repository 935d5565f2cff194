"""Finding in the open article, and what has the focus when the bar goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.query import DocumentQuery
from annotator.ui.dialogs.find_bar import FindBar, find_bar, show_find
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT


@pytest.fixture
def bar(window: MainWindow) -> FindBar:
    show_find(window)
    made = find_bar(window)
    assert made.field.hasFocus(), QApplication.focusWidget()
    return made


def typed(qtbot: QtBot, bar: FindBar, text: str) -> None:
    bar.field.clear()
    qtbot.keyClicks(bar.field, text)
    bar.search()


def words(bar: FindBar) -> list[str]:
    return [TEXT[start:end] for start, end in bar.matches]


def test_letters_typed_are_found_whatever_their_accents(bar: FindBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.field, "elodie")
    qtbot.waitUntil(lambda: len(bar.matches) == 2)
    assert words(bar) == ["Élodie", "Élodie"]
    assert bar.count.text() == "1 of 2"


def test_enter_goes_on_and_back_round_the_ends(bar: FindBar, qtbot: QtBot) -> None:
    typed(qtbot, bar, "marchand")
    seen = [bar.count.text()]
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 2 + (Qt.KeyboardModifier.ShiftModifier,) * 2:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return, modifier)
        seen.append(bar.count.text())
    assert seen == ["1 of 2", "2 of 2", "1 of 2", "2 of 2", "1 of 2"]


def test_f3_goes_on_from_the_article_too(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, bar, "marchand")
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_F3)
    assert bar.current == 1
    qtbot.keyClick(window.view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.current == 0


def test_the_search_begins_at_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    place = TEXT.index("rencontré")
    window.session.set_focus(TokenRun(place, place + 9))
    show_find(window)
    bar = find_bar(window)
    typed(qtbot, bar, "elodie")
    assert bar.current == 1


def test_what_the_corpus_was_searched_for_is_found_without_typing_it_again(window: MainWindow, qtbot: QtBot) -> None:
    bar = find_bar(window)
    window.articles.set_query(DocumentQuery(search='"armor marine" region'))
    window.session.set_focus(TokenRun(0, 6))
    qtbot.keyClick(window.view, Qt.Key.Key_F3)
    assert (bar.field.text(), words(bar)) == ("armor marine", ["Armor Marine"])
    typed(qtbot, bar, "paris")
    bar.leave()
    show_find(window)
    assert words(bar) == ["Paris"], "typed since"
    bar.leave()
    window.articles.set_query(DocumentQuery(search="nantes"))
    show_find(window)
    assert (bar.field.text(), bar.count.text()) == ("nantes", "Not found")


def test_escape_leaves_the_focus_on_the_match(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, bar, "region")
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    place = TEXT.index("région")
    assert window.session.focus == TokenRun(place, place + 6)
    assert window.view.hasFocus()


def test_case_and_accents_count_where_asked(bar: FindBar, qtbot: QtBot) -> None:
    typed(qtbot, bar, "elodie")
    bar.exact.setChecked(True)
    assert bar.matches == []
    assert bar.count.text() == "Not found"
    typed(qtbot, bar, "Élodie")
    assert len(bar.matches) == 2


def test_another_article_is_searched_when_it_opens(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, bar, "rien")
    assert bar.matches == []
    window.session.next_article()
    window.session.next_article()
    assert len(bar.matches) == 1


def test_matches_stay_marked_through_a_decision(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, bar, "marchand")
    window.view.setFocus()
    window.gestures.perform("accept")
    assert len(bar.matches) == 2
    assert bar.isVisible()


def test_nothing_typed_finds_nothing(bar: FindBar, qtbot: QtBot) -> None:
    typed(qtbot, bar, " ")
    assert bar.matches == []
    assert bar.count.text() == ""
    bar.step(back=False)
    bar.leave()
    assert not bar.isVisible()


def test_a_bar_whose_window_is_gone_is_told_nothing_more(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    gone: list[bool] = []
    bar.destroyed.connect(lambda: gone.append(True))
    bar.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    with qtbot.captureExceptions() as raised:
        window.session.article_refreshed.emit(window.session.article)
    assert not raised
