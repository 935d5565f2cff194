"""Edits over many documents in the window: it goes on painting, they can be stopped, and nothing else is written meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.edit import Edit
from annotator.model.label_scheme import Label, LabelScheme
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.dialogs.accept_sure import AcceptSure, show_accept_sure
from annotator.ui.dialogs.concordance import ConcordanceDialog, show_concordance_of
from annotator.ui.dialogs.frame import number
from annotator.ui.dialogs.long_edit import LongEditDialog
from annotator.ui.guarded import guarded
from annotator.ui.long_edit import FEW_DOCUMENTS
from annotator.ui.main_window import MainWindow
from annotator.ui.session import Session
from annotator.ui.theme import load_theme

DOCUMENTS = FEW_DOCUMENTS * 3
SCHEME = LabelScheme("small", (Label("PER", key="1"), Label("LOC", key="2")))


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with Project.create(tmp_path / "many.pressmark", scheme=SCHEME, annotator="Ada") as project:
        project.import_records(Record(f"d{n}", f"Numéro {n}: Ana voit Paris.") for n in range(DOCUMENTS))
        run = project.start_run("pipeline", "1.0")
        for document in project.document_ids():
            at = project.article(document).document.text.index("Ana")
            project.store_suggestions(
                run, document, [ProposedSpan(at, at + 3, "PER", 0.95), ProposedSpan(at + 9, at + 14, "LOC", 0.9)]
            )
        settings = Settings(tmp_path / "settings.toml")
        window = MainWindow(Session(), settings, load_theme("light"), language="en")
        window.suggester.start = lambda: None  # type: ignore[method-assign]  # no process: it has tests of its own
        qtbot.addWidget(window)
        window.show()
        window.session.open_project(project)
        yield window
        window.session.close()


def begin(window: MainWindow) -> list[Edit | None]:
    """Accept what is sure, everywhere; returns the list that the outcome is put into."""
    found: list[Edit | None] = []
    window.session.long.run(
        lambda project: project.accept_above_in_steps(0.8), "Accepting", DOCUMENTS, then=found.append
    )
    return found


def confirmed(window: MainWindow) -> int:
    assert window.session.project is not None
    return int(window.session.project._store.value("SELECT count(*) FROM spans"))


def test_done_in_slices_with_the_loop_running(window: MainWindow, qtbot: QtBot) -> None:
    beats: list[int] = []
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: beats.append(1))
    session = window.session
    found = begin(window)
    assert session.long.busy
    assert not found
    timer.start()
    progress: list[tuple[int, int, bool]] = []
    session.long.progressed.connect(lambda *step: progress.append(step))
    qtbot.waitUntil(lambda: bool(found))
    assert len(beats) >= 3
    assert progress
    assert {total for _, total, _ in progress} <= {0, DOCUMENTS}
    assert found[0] is not None
    assert len(found[0].documents) == DOCUMENTS
    assert session.article is not None
    assert session.article.pending_count == 0
    assert confirmed(window) == DOCUMENTS * 2
    assert session.undo() is None
    assert session.long.busy
    qtbot.waitUntil(lambda: not session.long.busy)
    assert confirmed(window) == 0
    assert session.article.pending_count == 2
    session.redo()
    qtbot.waitUntil(lambda: not session.long.busy)
    assert confirmed(window) == DOCUMENTS * 2


def test_stop_takes_it_back_and_shows_the_article_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    found = begin(window)
    progress = QSignalSpy(session.long.progressed)
    qtbot.waitUntil(lambda: progress.count() > 0)
    assert session.article is not None
    said: list[str] = []
    session.message.connect(lambda text, kind: said.append(text))
    with qtbot.waitSignal(session.article_refreshed):
        assert session.long.stop()
    assert found == [None]
    assert said == ["Stopped: nothing was changed"]
    assert session.article.pending_count == 2
    assert confirmed(window) == 0
    assert not session.long.stop()
    assert session.run(lambda project: project.accept(session.article.document.id, session.article.pending()[0]))  # type: ignore[union-attr]


def test_nothing_else_is_written_meanwhile(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    project, article = session.project, session.article
    assert project is not None
    assert article is not None
    found = begin(window)
    said: list[tuple[str, str]] = []
    session.message.connect(lambda text, kind: said.append((text, kind)))
    assert session.run(lambda project: project.reject_all(article.document.id)) is None
    assert not session.open_article(project.document_ids()[1])
    assert not session.undo()
    begin(window)
    assert [kind for _, kind in said] == ["refused"] * 4
    assert guarded(session, lambda: project.set_setting("later", "yes"))
    assert project.setting("later") == ""
    for timer_slot in (
        window.memory._on_idle,
        window.memory._on_step,
        window.upkeep._on_idle,
        window.upkeep._on_step,
        window.trainer._consider,
        window.trainer._gather,
        session.reload,
        session._time.flush,
    ):
        timer_slot()
    qtbot.waitUntil(lambda: bool(found))
    qtbot.waitUntil(lambda: project.setting("later") == "yes")
    assert confirmed(window) == DOCUMENTS * 2


def test_keys_are_kept_away_and_escape_stops(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    begin(window)
    dialog = window.findChild(LongEditDialog)
    assert dialog is not None
    QTest.keyClick(window.view, Qt.Key.Key_Return)
    assert session.project is not None
    assert session.article is not None
    session.long._timer.stop()
    dialog._appear()
    qtbot.waitUntil(dialog.isVisible)
    dialog._on_progressed(0, 0, False)
    assert (dialog.count.text(), dialog.bar.maximum()) == ("Looking for the articles…", 0)
    dialog._on_progressed(1200, 5000, False)
    assert dialog.count.text() == f"{number(1200)} of {number(5000)} articles"
    dialog._on_progressed(5000, 5000, True)
    assert not dialog.stop_button.isEnabled()
    dialog._on_progressed(1, 5000, False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not session.long.busy
    assert confirmed(window) == 0
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    assert window.findChild(LongEditDialog) is None
    assert QApplication.activeModalWidget() is None


def test_a_failure_is_told_once_and_can_be_tried_again(window: MainWindow, qtbot: QtBot) -> None:
    session, project = window.session, window.session.project
    assert project is not None
    session.failed.disconnect(window._on_failed)
    pages = project._store.value("PRAGMA page_count")
    project._store.execute(f"PRAGMA max_page_count = {pages + 1}")
    with qtbot.waitSignal(session.failed):
        found = begin(window)
    project._store.execute("PRAGMA max_page_count = 1073741823")
    assert found == [None]
    assert confirmed(window) == 0
    assert session.article is not None
    assert session.article.pending_count == 2
    assert session.failed_action is not None
    session.failed_action()
    qtbot.waitUntil(lambda: len(found) == 2)
    assert confirmed(window) == DOCUMENTS * 2


def test_a_bug_in_the_middle_takes_it_back(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    session, project = window.session, window.session.project
    assert project is not None
    taken_up = project._taken_up
    third = project.document_ids()[2]
    monkeypatch.setattr(project, "_taken_up", lambda document: 1 / 0 if document == third else taken_up(document))
    with qtbot.captureExceptions() as raised:
        begin(window)
        qtbot.waitUntil(lambda: not session.long.busy)
    assert [error[0] for error in raised] == [ZeroDivisionError]
    assert confirmed(window) == 0
    assert session.article is not None
    assert session.article.pending_count == 2


def test_closing_the_window_takes_it_back(window: MainWindow, qtbot: QtBot) -> None:
    project = window.session.project
    assert project is not None
    path = project.path
    begin(window)
    assert guarded(window.session, lambda: project.set_setting("later", "yes"))  # dropped: there is no project then
    progress = QSignalSpy(window.session.long.progressed)
    qtbot.waitUntil(lambda: progress.count() > 0)
    window.close()
    assert not window.session.long.busy
    with Project.open(path, annotator="Ada") as project:
        assert project._store.value("SELECT count(*) FROM spans") == 0
        assert project.undo_action() == ""


def test_accepting_what_is_sure_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    show_accept_sure(window)
    dialog = window.findChild(AcceptSure)
    assert dialog is not None
    dialog.field.setValue(80)
    qtbot.waitUntil(lambda: not dialog.counting and dialog.found == (DOCUMENTS * 2, DOCUMENTS))
    with qtbot.waitSignal(dialog.accepted):
        dialog.apply()
    assert confirmed(window) == DOCUMENTS * 2


def test_deciding_about_a_string_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    show_concordance_of(window, "Paris", "LOC")
    dialog = window.findChild(ConcordanceDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.searching)
    dialog.apply()
    assert window.session.long.busy
    qtbot.waitUntil(lambda: not window.session.long.busy)
    qtbot.waitUntil(lambda: confirmed(window) == DOCUMENTS)
