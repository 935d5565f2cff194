"""The whole window on a real project: keys in, panels and file out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.document import ReviewState
from annotator.model.errors import StoreError
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.main_window import MainWindow
from annotator.ui.panels.labels import LINE_ROLE, SchemeLine
from annotator.ui.session import Session
from annotator.ui.theme import apply_theme, load_fonts, load_theme
from annotator.ui.window_parts import INSPECTOR_WIDTH, LIST_WIDTH, NARROW_INSPECTOR_WIDTH, NARROW_LIST_WIDTH
from tests.ui.conftest import TEXT, suggest


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


@pytest.fixture
def window(qtbot: QtBot, project: Project, settings: Settings) -> Iterator[MainWindow]:
    """The window on three articles, the first two with suggestions, none of them asked of a process."""
    load_fonts()
    project.import_records(
        iter(
            [Record(key="ferry", text=TEXT), Record(key="again", text=TEXT + "Fin."), Record(key="quiet", text="Rien.")]
        )
    )
    for document in project.document_ids()[:2]:
        suggest(project, document)
    made = MainWindow(Session(), settings, load_theme("light"), language="en")
    made.suggester.blockSignals(True)
    made.suggester.start = lambda: None  # type: ignore[method-assign]  # no process: it has tests of its own
    made.resize(1200, 800)
    made.show()
    made.session.open_project(project)
    made.view.setFocus()
    yield made
    made.close()
    made.deleteLater()


def lines(window: MainWindow) -> dict[str, SchemeLine]:
    model = window.scheme.lines
    found = [model.index(row).data(LINE_ROLE) for row in range(model.rowCount())]
    return {line.name: line for line in found}


def press(qtbot: QtBot, window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(window.view, key)


def test_opening_a_project_opens_its_first_article_on_the_first_suggestion(window: MainWindow) -> None:
    assert window.session.article is not None
    assert window.articles.view.currentIndex().row() == 0
    assert window.inspector.card.text == "Élodie Marchand"
    assert window.inspector.card.caption == "Suggestion 1 of 6"
    assert window.header.progress_text == "0 of 3 articles"
    assert lines(window)["PER"].pending == 2


@pytest.mark.parametrize(("state", "key"), [("in_progress", "again"), ("done", "quiet")])
def test_a_project_opens_where_it_was_left(window: MainWindow, project: Project, state: ReviewState, key: str) -> None:
    window.session.open_article(project.document_ids()[1])
    project.set_state(project.document_ids()[1], state)
    path = project.path
    window.session.close()
    window.session.open_project(Project.open(path))
    assert window.session.article is not None
    assert window.session.article.document.key == key
    assert window.articles.view.currentIndex().row() == ["ferry", "again", "quiet"].index(key)


def test_return_accepts_and_every_panel_follows(window: MainWindow, qtbot: QtBot, project: Project) -> None:
    assert window.session.article is not None
    press(qtbot, window, Qt.Key.Key_Return)
    spans = window.session.article.spans(("confirmed",))
    assert [(span.start, span.end, span.label) for span in spans] == [(0, 15, "PER")]
    assert (lines(window)["PER"].confirmed, lines(window)["PER"].pending) == (1, 2)
    assert window.inspector.card.text == "Armor Marine"
    assert window.articles.model.index(0).data(Qt.ItemDataRole.UserRole + 1).confirmed == 1
    assert window.header.saved.saved is True
    with Project.open(project.path, read_only=True) as other:
        assert len(other.article(window.session.article.document.id).spans(("confirmed",))) == 1


def test_a_key_repaints_only_the_rows_that_changed(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    qapp.processEvents()
    press(qtbot, window, Qt.Key.Key_Return)
    qapp.processEvents()
    row = window.scheme.visualRect(window.scheme.lines.index(window.scheme.lines.row_of("label", "LAW")))
    assert not window.scheme.dirty.intersects(row)
    person = window.scheme.visualRect(window.scheme.lines.index(window.scheme.lines.row_of("label", "PER")))
    assert window.scheme.dirty.intersects(person)


def test_tab_stays_in_the_article_and_goes_to_the_next_suggestion(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_Tab)
    assert window.inspector.card.text == "Armor Marine"
    press(qtbot, window, Qt.Key.Key_Backtab)
    assert window.inspector.card.text == "Élodie Marchand"


def test_buttons_of_the_inspector_decide(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.article is not None
    pending = window.session.article.pending_count
    qtbot.mouseClick(window.inspector.first_button, Qt.MouseButton.LeftButton)
    assert window.session.article.pending_count == pending, "the same words further on are suggested in its place"
    assert len(window.session.article.spans(("confirmed",))) == 1


def test_a_label_clicked_at_the_right_is_given(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.article is not None
    scheme = window.scheme
    row = scheme.lines.row_of("label", "ORG")
    place = scheme.visualRect(scheme.lines.index(row)).center()
    qtbot.mouseClick(scheme.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [span.label for span in window.session.article.spans(("confirmed",))] == ["ORG"]
    assert window.view.hasFocus()


def test_letters_in_the_search_field_are_letters(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.article is not None
    qtbot.keyClick(window.view, Qt.Key.Key_Slash)
    assert window.articles.search.hasFocus()
    before = window.session.article.document.id
    with qtbot.waitSignal(window.articles.order_changed):
        qtbot.keyClicks(window.articles.search, "fin jkrex1")
    assert window.articles.search.text() == "fin jkrex1"
    assert window.session.article.document.id == before
    assert not window.session.article.spans(("confirmed",))


def test_search_that_finds_nothing_keeps_the_open_article(window: MainWindow, qtbot: QtBot) -> None:
    window.articles.focus_search()
    with qtbot.waitSignal(window.articles.order_changed):
        qtbot.keyClicks(window.articles.search, "zzzz")
    assert window.session.queue == []
    assert window.parts.center.currentWidget() is window.view


def test_j_and_k_walk_the_list(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_J)
    assert window.articles.view.currentIndex().row() == 1
    press(qtbot, window, Qt.Key.Key_J, Qt.Key.Key_K)
    assert window.articles.view.currentIndex().row() == 1


def test_done_moves_the_progress(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.header.progress_text == "1 of 3 articles")
    assert window.articles.view.currentIndex().row() == 1


def test_key_bar_of_an_empty_project_begins_with_the_import(qtbot: QtBot, project: Project, settings: Settings) -> None:
    made = MainWindow(Session(), settings, load_theme("light"), language="en")
    made.suggester.blockSignals(True)
    made.suggester.start = lambda: None  # type: ignore[method-assign]
    made.show()
    made.session.open_project(project)
    assert [(hint.keys, hint.text) for hint in made.key_bar.hints] == [("Ctrl+I", "bring articles in"), ("?", "keys")]
    project.import_records(iter([Record(key="ferry", text=TEXT)]))
    made.session.documents_changed.emit()
    qtbot.waitUntil(lambda: made.key_bar.hints[0].text != "bring articles in")
    made.close()
    made.deleteLater()


def test_key_bar_changes_with_the_mode(window: MainWindow, qtbot: QtBot) -> None:
    assert [hint.text for hint in window.key_bar.hints][:3] == ["next", "accept", "reject"]
    press(qtbot, window, Qt.Key.Key_R)
    assert window.key_bar.hints[0].text == "choose the target"
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.key_bar.hints[0].text == "next"
    press(qtbot, window, Qt.Key.Key_Right)
    assert "grow" in [hint.text for hint in window.key_bar.hints]


def test_where_nothing_is_left_the_keys_begin_with_done(window: MainWindow) -> None:
    def first() -> str:
        return window.key_bar.hints[0].text

    window.gestures.perform("accept_all")
    assert (first(), "next" in [hint.text for hint in window.key_bar.hints]) == ("done, next article", False)
    window.gestures.perform("undo")
    assert first() == "next"


def test_a_refusal_is_said_below_and_saved_stays_true(window: MainWindow) -> None:
    assert window.session.article is not None
    document = window.session.article.document.id
    window.session.run(lambda project: project.add_span(document, 0, 5, "NOPE"))
    assert "NOPE; it has Person," in window.key_bar.message
    assert window.header.saved.saved is True


def test_a_refusal_goes_with_the_focus_it_was_about_and_news_stay(window: MainWindow) -> None:
    session = window.session
    for say, left in ((session.refuse, ""), (session.inform, "A line.")):
        say("A line.")
        assert window.key_bar.message == "A line."
        session.set_focus(TokenRun(0, 6))
        session.set_focus(TokenRun(7, 15))
        assert window.key_bar.message == left


def test_saved_goes_out_when_the_disk_says_no_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    def full(project: Project) -> None:
        raise StoreError("the disk is full")

    window.session.run(full)
    assert window.header.saved.saved is False
    assert "The disk is full" in window.banner.text
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.header.saved.saved is True
    assert window.banner.text == ""


def test_suggestions_that_come_in_move_neither_focus_nor_scroll(window: MainWindow, project: Project) -> None:
    assert window.session.article is not None
    document = window.session.article.document.id
    start = TEXT.index("rencontré")
    window.session.set_focus(TokenRun(start, start + 9))
    scroll = window.view.verticalScrollBar().value()
    focus = window.session.focus
    suggest(project, document)
    window.session.suggestions_stored(document)
    assert window.session.focus == focus
    assert window.view.verticalScrollBar().value() == scroll
    assert window.view.focus == focus


def test_suggestions_for_an_article_being_read_take_the_focus_only_before_it_is_scrolled(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    plain = project.document_ids()[2]
    for scrolled in (True, False):
        project.store_suggestions(project.start_run("nothing"), plain, [], [])
        window.session.open_article(project.document_ids()[0])
        window.session.open_article(plain)
        focus = window.session.focus
        if scrolled:
            qtbot.keyClick(window.view, Qt.Key.Key_PageDown)
        text = project.document(plain).text
        project.store_suggestions(
            project.start_run("late"), plain, [ProposedSpan(len(text) - 4, len(text) - 1, "PER")], []
        )
        window.session.suggestions_stored(plain)
        assert (window.session.focus == focus) is scrolled


def test_second_window_on_the_same_file_is_read_only_and_says_so(
    window: MainWindow, qtbot: QtBot, project: Project, settings: Settings
) -> None:
    other = MainWindow(Session(), settings, load_theme("dark"), language="en")
    other.show()
    other.session.open_project(Project.open(project.path))
    assert other.banner.text.startswith("Read-only: ")
    assert other.banner.isVisible()
    assert other.header.saved.saved is None
    assert not other.actions_table.action("accept").isEnabled()
    assert other.inspector.card.kind == "suggestion"
    assert not other.inspector.first_button.isEnabled()
    other.close()
    other.deleteLater()


def test_empty_project_offers_to_import(qtbot: QtBot, project: Project, settings: Settings) -> None:
    window = MainWindow(Session(), settings, load_theme("light"), language="en")
    window.show()
    window.session.open_project(project)
    assert window.parts.center.currentWidget() is window.empty
    assert window.empty.title == "This project has no articles yet"
    assert window.focusWidget() is window.empty._import
    window.close()
    window.deleteLater()


def test_side_panels_hide_and_come_back(window: MainWindow) -> None:
    window.actions_table.action("toggle_list").trigger()
    assert not window.articles.isVisible()
    assert not window.actions_table.action("toggle_list").isChecked()
    window.parts.focus_search()
    assert window.articles.isVisible()
    assert window.actions_table.action("toggle_list").isChecked()


def test_f6_goes_round_the_parts(window: MainWindow) -> None:
    seen: list[QWidget | None] = []
    for _ in range(4):
        window.actions_table.action("focus_article").trigger()
        seen.append(QApplication.focusWidget())
    assert seen == [window.articles.view, window.inspector.first_button, window.scheme, window.view]


def test_every_action_is_in_a_menu(window: MainWindow) -> None:
    found: set[str] = set()
    menus = [action.menu() for action in window.header.menu_bar.actions()]
    while menus:
        menu = menus.pop()
        for action in menu.actions():
            if action.menu() is not None:
                menus.append(action.menu())
            elif not action.isSeparator():
                found.add(action.objectName())
    assert {row.name for row in window.actions_table.table()} == found


def test_text_size_keys_change_the_article_and_the_setting(window: MainWindow, settings: Settings) -> None:
    window.actions_table.action("larger_text").trigger()
    assert settings.number("text_size") == 19
    window.actions_table.action("reset_text").trigger()
    assert settings.is_default("text_size")


def test_the_key_for_saving_says_that_all_is_saved_or_why_it_is_not(window: MainWindow) -> None:
    window.actions_table.action("say_saved").trigger()
    assert window.key_bar.message.startswith("Everything is saved")
    window.header.saved.set_state(False, "Not saved", "The disk is full")
    window.actions_table.action("say_saved").trigger()
    assert window.key_bar.message == "The disk is full"


def test_theme_paints_every_part(window: MainWindow, qapp: QApplication) -> None:
    apply_theme(qapp, load_theme("light"))
    light = window.grab().toImage()
    apply_theme(qapp, load_theme("dark"))
    window.set_theme(load_theme("dark"))
    dark = window.grab().toImage()
    for place in (QPoint(5, 5), QPoint(600, 400), QPoint(20, 700), QPoint(1190, 700), QPoint(600, 797)):
        assert light.pixelColor(place).lightnessF() > 0.8 > 0.3 > dark.pixelColor(place).lightnessF(), place


@pytest.mark.parametrize("size", [(1024, 640), (1440, 920)])
def test_panels_fit_the_screen(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.parts.fit_sides(size[0])
    assert (window.width(), window.height()) == size
    widths = window.parts.splitter.sizes()
    assert all(widths)
    assert widths[1] > 480
    assert not window.key_bar.visibleRegion().isEmpty()


def drag_right(qtbot: QtBot, window: MainWindow, by: int) -> None:
    """Drag the right panel's edge by so many pixels."""
    handle = window.parts.splitter.handle(2)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 50))
    qtbot.mouseMove(handle, QPoint(by, 50))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 50))


def test_side_panels_regain_their_widths_with_the_window(window: MainWindow) -> None:
    sides = {}
    for width in (1440, 1024, 1300):
        window.resize(width, 640)
        sides[width] = window.parts.splitter.sizes()[::2]
    assert sides[1024] == [NARROW_LIST_WIDTH, NARROW_INSPECTOR_WIDTH]
    assert sides[1440] == sides[1300] == [LIST_WIDTH, INSPECTOR_WIDTH]


def test_side_panels_that_were_dragged_keep_their_widths(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 640)
    drag_right(qtbot, window, -40)
    dragged = window.parts.splitter.sizes()[::2]
    assert dragged[1] > NARROW_INSPECTOR_WIDTH + 30
    window.resize(1440, 920)
    assert window.parts.splitter.sizes()[::2] == dragged


def test_side_panel_that_is_hidden_stays_so_in_another_size(window: MainWindow) -> None:
    window.parts.toggle_side("list")
    window.resize(1440, 920)
    assert not window.parts.side_shown("list")
    window.parts.toggle_side("list")
    assert window.parts.splitter.sizes()[::2] == [LIST_WIDTH, INSPECTOR_WIDTH]


def test_geometry_is_remembered(qtbot: QtBot, settings: Settings) -> None:
    first = MainWindow(Session(), settings, load_theme("light"), language="en")
    first.parts.show_work(work=True)
    first.show()
    first.resize(800, 666)
    drag_right(qtbot, first, 20)
    sizes = first.parts.splitter.sizes()
    assert first.parts.own_widths
    first.close()
    second = MainWindow(Session(), settings, load_theme("light"), language="en")
    second.parts.show_work(work=True)
    second.show()
    assert (second.width(), second.height()) == (800, 666)
    assert second.parts.splitter.sizes() == sizes
    for made in (first, second):
        made.deleteLater()


def test_closing_closes_the_project_and_leaves_one_file(window: MainWindow, project: Project) -> None:
    path = project.path
    window.close()
    assert window.session.project is None
    assert [found.name for found in path.parent.iterdir() if found.name.startswith(path.name)] == [path.name]


def test_target_stays_marked_while_its_label_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_R)
    relating = window.gestures.relating
    assert relating is not None
    for badge in list(relating.badges.values()):
        qtbot.keyClick(window.view, badge.upper())
        if relating.target is not None:
            break
    assert relating.target is not None
    assert window.view.hints == {relating.target.ref: "→"}
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.view.hints == {}
