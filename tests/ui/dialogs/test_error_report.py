"""What is said when something goes wrong, and what the report of a bug holds."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.model.errors import StoreError
from annotator.project import Project
from annotator.ui.dialogs.error_report import ErrorReport, StoreFailure, show_error_report, show_store_error
from annotator.ui.dialogs.rescue import free_place, show_failure
from annotator.ui.main_window import MainWindow
from annotator.ui.report import error_report, redacted


def failing(text: str) -> str:
    try:
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(f"no entity for {text!r} at {Path.home()}") from error
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        return error_report(kind, error, trace)


def test_report_has_versions_place_and_cause_and_no_text_of_the_article() -> None:
    report = failing("Élodie Marchand dirige")
    assert report.startswith("Pressmark ")
    assert "Qt 6" in report.splitlines()[0]
    assert "Élodie" not in report
    assert "KeyError: '…'" in report
    assert "which led to:" in report
    assert report.splitlines()[-1] == "ValueError: no entity for '…' at ~"
    assert "in failing" in report
    assert str(Path.home()) not in report


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("'missing'", "'missing'"),
        ("KeyError: 'Marchand'", "KeyError: '…'"),
        ("no “Le Goff” here", "no “…” here"),
        ('bad "' + "x" * 41 + '"', 'bad "…"'),
        ("two\nlines", "two lines"),
        ("'it\\'s'", "'…'"),
    ],
)
def test_quotations_that_may_be_text_are_left_out(message: str, shown: str) -> None:
    assert redacted(message) == shown


def test_endless_message_is_cut() -> None:
    assert len(redacted("a " * 500)) == 200


def test_a_bug_is_said_in_a_sentence_with_a_report_to_copy(window: MainWindow, qtbot: QtBot) -> None:
    show_error_report(window, failing("x"))
    dialog = window.findChild(ErrorReport)
    assert dialog is not None
    assert dialog.isVisible()
    assert "ValueError" in dialog.text.toPlainText()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialog.report
    assert dialog.copy_button.text() == "Copied"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ErrorReport) is None)


def test_failed_store_is_said_once_with_the_last_reason(window: MainWindow) -> None:
    first = show_store_error(window, StoreError("the disk is full"))
    second = show_store_error(window, StoreError("the disk is gone"))
    assert second is first
    assert "gone" in first.text.text()
    first.close()


def test_try_again_does_what_failed_once_more(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session.article is not None
    ref = session.article.spans(("suggested",))[0].ref
    document = session.article.document.id
    failing_once = [StoreError("the disk is full")]

    def accept(project: object) -> object:
        if failing_once:
            raise failing_once.pop()
        assert session.project is not None
        return session.project.accept(document, ref)

    assert session.run(accept) is None  # type: ignore[arg-type]
    dialog = window.findChild(StoreFailure)
    assert dialog is not None
    assert "disk is full" in dialog.text.text()
    assert window.header.saved.saved is False
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.header.saved.saved is True)
    assert len(session.article.spans(("confirmed",))) == 1
    assert session.failed_action is None


def lost(window: MainWindow) -> StoreFailure:
    """The dialog about a project file that was deleted before a decision."""
    session = window.session
    assert session.project is not None
    assert session.article is not None
    session.project.path.unlink()
    window.actions_table.action("accept").trigger()
    (dialog,) = [made for made in window.findChildren(StoreFailure) if made.isVisible()]
    return dialog


def test_a_deleted_file_is_not_said_to_be_whole(window: MainWindow) -> None:
    show_failure(window, StoreError("the disk is full")).close()
    dialog = lost(window)
    assert "this action is lost" in dialog.text.text()
    assert "until this window is closed" in dialog.kept.text()
    assert dialog.copy_button.isVisible()
    show_failure(window, StoreError("the disk is full"))
    assert "Nothing was lost" in dialog.kept.text()
    assert not dialog.copy_button.isVisible()
    dialog.close()


def test_copy_of_a_deleted_project_is_saved_and_gone_on_with(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session.project is not None
    path = window.session.project.path
    window.actions_table.action("accept").trigger()
    dialog = lost(window)
    proposed = []

    def choose(parent: object, title: str, place: str, kinds: str) -> tuple[str, str]:
        proposed.append(place)
        return place.removesuffix(".pressmark"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    opened: list[str] = []
    window.project_requested.connect(opened.append)
    dialog.copy_button.click()
    assert opened == proposed == [str(path)]
    assert window.session.project is None
    with Project.open(path) as project:
        assert not project.read_only
        assert len(project.article(project.document_ids()[0]).spans(("confirmed",))) == 1


def test_copy_that_cannot_be_written_says_so_and_leaves_the_project_open(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = lost(window)
    places = ["", "/nowhere/copy.pressmark"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (places.pop(0), ""))
    dialog.copy_button.click()
    assert not dialog.message.isVisible()
    dialog.copy_button.click()
    assert "/nowhere/copy.pressmark" in dialog.message.text()
    assert window.session.project is not None
    dialog.close()


def test_copy_is_proposed_beside_a_file_that_took_the_place(tmp_path: Path) -> None:
    path = tmp_path / "news.pressmark"
    assert free_place(path) == path
    path.touch()
    assert free_place(path) == tmp_path / "news 2.pressmark"
