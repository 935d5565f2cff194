"""The palette: what it lists, what Enter does, and where the keyboard is afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.ui.dialogs.palette import Palette, show_palette
from annotator.ui.dialogs.palette_model import PaletteModel
from annotator.ui.main_window import MainWindow
from annotator.ui.session import Session


def opened(window: MainWindow) -> Palette:
    show_palette(window)
    found = window.findChild(Palette)
    assert found is not None
    return found


def titles(palette: Palette) -> list[str]:
    return [entry.title for entry in palette.model.entries]


def test_every_action_that_there_is_is_listed_with_its_key(window: MainWindow) -> None:
    palette = opened(window)
    table = window.actions_table
    listed = {entry.action for entry in palette.model.entries}
    assert listed == {row.name for row in table.table() if table.action(row.name).isVisible()} - {"palette"}
    by_name = {entry.action: entry for entry in palette.model.entries}
    assert by_name["flag"].keys == ("F",)
    assert by_name["label_1"].title == "Person"
    palette.leave()


def test_typing_and_enter_run_an_action(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.article is not None
    palette = opened(window)
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "flag")
    assert titles(palette)[0] == "Flag"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.article is not None and window.session.article.review.flag)
    assert window.view.hasFocus()
    qtbot.waitUntil(lambda: window.findChild(Palette) is None)


def test_an_action_of_the_article_works_from_it(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.article is not None
    confirmed = len(window.session.article.spans(("confirmed",)))
    palette = opened(window)
    qtbot.keyClicks(palette.field, "accept")
    assert titles(palette)[0] == "Accept"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            window.session.article is not None and len(window.session.article.spans(("confirmed",))) == confirmed + 1
        )
    )


def test_what_makes_no_sense_is_greyed_with_the_reason(empty_window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(empty_window)
    by_name = {entry.action: entry for entry in palette.model.entries}
    assert by_name["accept"].why_not == "no project is open"
    assert by_name["open_project"].why_not == ""
    row = titles(palette).index(by_name["accept"].title)
    assert not palette.model.flags(palette.model.index(row)) & Qt.ItemFlag.ItemIsEnabled
    assert palette.model.index(row).data() == "Accept · no project is open"
    palette.run(row)
    assert palette.isVisible()
    palette.leave()


def test_reasons_name_what_is_missing(window: MainWindow, project: Project) -> None:
    reasons = {entry.action: entry.why_not for entry in opened(window).model.entries}
    assert reasons["undo"] == "nothing to undo"
    other = Session()
    other.open_project(Project.open(project.path))
    window.session.close()
    with Project.open(other.project.path, read_only=True) as closed:  # type: ignore[union-attr]
        assert closed.read_only
    other.close()


def test_arrows_walk_over_what_can_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window)
    qtbot.keyClicks(palette.field, "article")
    seen = []
    for _ in range(len(palette.model.entries) + 1):
        seen.append(palette.list.currentIndex().row())
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    enabled = [row for row, entry in enumerate(palette.model.entries) if not entry.why_not]
    assert seen[: len(enabled)] == enabled
    assert seen[len(enabled)] == enabled[0]
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    palette.leave()


def test_articles_are_found_by_title_and_opened(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    palette = opened(window)
    qtbot.keyClicks(palette.field, "election")
    qtbot.waitUntil(lambda: "Élection à Paris" in titles(palette))
    row = titles(palette).index("Élection à Paris")
    # the texts of two articles hold the word Paris, one title does
    palette.field.setText("paris")
    qtbot.waitUntil(lambda: "Élection à Paris" in titles(palette))
    assert "Un ferry à Saint-Nazaire" not in titles(palette)
    row = titles(palette).index("Élection à Paris")
    palette.run(row)
    qtbot.waitUntil(lambda: window.session.article is not None and window.session.article.document.key == "again")
    assert window.view.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_K])
def test_escape_or_its_own_key_closes_it(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    palette = opened(window)
    control = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_K else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(palette.field, key, control)
    qtbot.waitUntil(lambda: window.findChild(Palette) is None)
    assert window.view.hasFocus()


def test_it_goes_when_something_else_is_clicked(window: MainWindow, qtbot: QtBot) -> None:
    opened(window)
    window.articles.search.setFocus()
    qtbot.waitUntil(lambda: window.findChild(Palette) is None)
    assert window.articles.search.hasFocus()


def test_its_letters_reach_no_shortcut_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.article is not None
    document = window.session.article.document.id
    palette = opened(window)
    qtbot.keyClicks(QApplication.focusWidget(), "jjxf")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.session.article.document.id == document
    assert not window.session.article.review.flag
    assert window.session.article.review.state != "done"


def test_model_keeps_qts_rules(window: MainWindow, project: Project) -> None:
    model = PaletteModel(window.actions_table, window.session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_typed("ar")
    rows = project.document_rows(project.document_ids())
    before = model.rowCount()
    model.add_articles(rows)
    assert model.rowCount() == before + len(rows)
    model.add_articles(rows[:1])
    assert model.rowCount() == before + 1
    model.add_articles([])
    assert model.rowCount() == before
    model.set_typed("")
