"""Accepting what is sure, here and everywhere."""

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.ui.dialogs.accept_sure import AcceptSure, show_accept_sure
from annotator.ui.main_window import MainWindow


def opened(window: MainWindow, qtbot: QtBot) -> AcceptSure:
    show_accept_sure(window)
    dialog = window.findChild(AcceptSure)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.counting)
    return dialog


def test_count_comes_before_and_one_undo_takes_it_back(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    assert dialog.field.value() == 98.0
    assert not dialog.button.isEnabled()
    dialog.field.setValue(90.0)
    qtbot.waitUntil(lambda: not dialog.counting and dialog.found[0] > 0)
    assert dialog.found[1] == 2
    assert dialog.count.text() == f"{dialog.found[0]} suggestions in 2 articles"
    assert dialog.expected.text() == "nothing decided yet"
    found = dialog.found[0]
    before = project.progress().pending
    with qtbot.waitSignal(dialog.accepted):
        dialog.apply()
    assert window.settings.number("accept_sure") == 900
    assert project.progress().pending < before - found / 2
    window.session.undo()
    assert project.progress().pending == before


def test_expectation_is_taken_from_decisions(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    project.accept_all(project.document_ids()[0])
    dialog = opened(window, qtbot)
    dialog.field.setValue(60.0)
    assert "right, by" in dialog.expected.text() or dialog.counting
    qtbot.waitUntil(lambda: not dialog.counting)
    assert "100% of such suggestions were right" in dialog.expected.text()
    dialog.close()


def test_confidence_that_did_not_keep_its_word_stands_out(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    dialog._pairs = [(0.99, False)] * 5
    dialog._begin()
    assert "0% of such suggestions were right" in dialog.expected.text()
    assert dialog.expected.property("role") == "error"
    dialog._pairs = [(0.99, True)] * 5
    dialog._begin()
    assert dialog.expected.property("role") == "muted"
    dialog.close()


def test_key_accepts_what_is_sure_in_the_open_article(window: MainWindow, qtbot: QtBot) -> None:
    article = window.session.article
    assert article is not None
    said = QSignalSpy(window.session.message)
    window.commands.run("accept_sure")
    assert said.at(said.count() - 1)[1] == "refused"
    window.settings.set("accept_sure", 900)
    before = article.pending_count
    window.commands.run("accept_sure")
    assert article.pending_count < before
    assert "of at least 90% accepted" in said.at(said.count() - 1)[0]
