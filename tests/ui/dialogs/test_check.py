"""Problems are found beside the window, and lead to their place."""

from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Ref
from annotator.model.cursor import TokenRun
from annotator.project import Project
from annotator.ui.dialogs.check import KINDS, CheckDialog, go_to, show_check
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT

SECONDS = 30_000


def checked(window: MainWindow, qtbot: QtBot) -> CheckDialog:
    show_check(window)
    found = [made for made in window.findChildren(CheckDialog) if made.isVisible()]
    assert len(found) == 1
    qtbot.waitUntil(lambda: found[0].found is not None, timeout=SECONDS)
    return found[0]


def lines(dialog: CheckDialog) -> list[QTreeWidgetItem]:
    heads = [dialog.tree.topLevelItem(i) for i in range(dialog.tree.topLevelItemCount())]
    return [head.child(i) for head in heads if head is not None for i in range(head.childCount())]  # type: ignore[misc]


def test_a_whole_project_has_nothing_to_list(window: MainWindow, qtbot: QtBot) -> None:
    dialog = checked(window, qtbot)
    assert dialog.found == 0
    assert dialog.lead.text() == "Nothing wrong was found."
    assert lines(dialog) == []
    dialog.close()


def test_a_problem_leads_to_its_place_in_its_article(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    other = project.document_ids()[1]
    start = TEXT.index("Saint")
    project.add_span(other, start + 1, start + 5, "LOC")
    dialog = checked(window, qtbot)
    assert dialog.found == 1
    (line,) = lines(dialog)
    assert line.text(0).startswith("again: ")
    assert "(Place)" in line.text(0)
    head = dialog.tree.topLevelItem(0)
    assert head is not None
    assert head.text(0) == f"{KINDS['misaligned'][0]}  (1)"
    dialog.tree.itemActivated.emit(line, 0)
    assert window.session.article is not None
    assert window.session.article.document.id == other
    assert isinstance(window.session.focus, Ref)
    assert window.session.focus_extent() == (start + 1, start + 5)
    window.session.undo()
    dialog.start()
    qtbot.waitUntil(lambda: dialog.found == 0, timeout=SECONDS)
    dialog.close()


def test_where_nothing_stands_any_more_the_text_has_the_focus(window: MainWindow, project: Project) -> None:
    go_to(window, project.document_ids()[1], (16, 22))
    assert window.session.focus == TokenRun(16, 22)


def test_a_check_that_fails_says_why(window: MainWindow, qtbot: QtBot) -> None:
    dialog = checked(window, qtbot)
    dialog._process.start(["check", "--", "nowhere.pressmark"])
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=SECONDS)
    assert "nowhere.pressmark" in dialog.message.text()
    dialog.close()


def test_it_goes_with_its_project(window: MainWindow, qtbot: QtBot) -> None:
    show_check(window)
    window.session.close()
    qtbot.waitUntil(lambda: window.findChild(CheckDialog) is None)
