"""The comment's editor."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.ui.dialogs.comment import CommentEditor, show_comment
from annotator.ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow) -> CommentEditor:
    show_comment(window)
    found = window.findChild(CommentEditor)
    assert found is not None
    return found


def comment(window: MainWindow, project: Project, at: int = 0) -> str:
    return project.article(project.document_ids()[at]).review.comment


def test_control_enter_saves_in_one_step(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    editor = opened(window)
    assert editor.editor.hasFocus()
    qtbot.keyClicks(editor.editor, "ask Jo xfk")
    qtbot.keyClick(editor.editor, Qt.Key.Key_Return, CONTROL)
    assert comment(window, project) == "ask Jo xfk"
    assert window.view.hasFocus()
    qtbot.waitUntil(lambda: window.findChild(CommentEditor) is None)
    window.session.undo()
    assert comment(window, project) == ""


def test_escape_leaves_the_comment_as_it_was(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    editor = opened(window)
    qtbot.keyClicks(editor.editor, "no")
    qtbot.keyClick(editor.editor, Qt.Key.Key_Escape)
    assert comment(window, project) == ""
    assert window.view.hasFocus()


def test_it_shows_what_is_there_and_writes_nothing_unchanged(window: MainWindow, project: Project) -> None:
    window.session.set_comment("earlier")
    editor = opened(window)
    assert editor.editor.toPlainText() == "earlier"
    editor.save()
    assert project.undo_action() == "set_comment"
    window.session.undo()
    assert comment(window, project) == ""


def test_another_article_keeps_what_was_written_for_the_first(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    editor = opened(window)
    qtbot.keyClicks(editor.editor, "unfinished")
    window.session.next_article()
    assert comment(window, project) == "unfinished"
    assert comment(window, project, 1) == ""
    qtbot.waitUntil(lambda: window.findChild(CommentEditor) is None)


def test_asked_for_twice_it_is_one_editor(window: MainWindow) -> None:
    assert opened(window) is opened(window)
    assert len(window.findChildren(CommentEditor)) == 1
