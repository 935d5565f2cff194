"""What is said when something goes wrong, and what the report of a bug holds."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.errors import StoreError
from annotator.ui.dialogs.error_report import ErrorReport, StoreFailure, show_error_report, show_store_error
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
