"""The program: language, theme, what opens and what is said when it cannot."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QLocale, QProcess, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.record import Record
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui import app as program_module
from annotator.ui.app import (
    InterruptNotifier,
    Program,
    error_report,
    install_excepthook,
    install_language,
    make_application,
)
from annotator.ui.dialogs.error_report import StoreFailure
from annotator.ui.suggester import Suggester


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    locale = QLocale()
    settings = Settings(tmp_path / "settings.toml")
    settings.set("language", "en")
    settings.set("theme", "light")
    made = Program(make_application(), settings)
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QLocale.setDefault(locale)
    sys.excepthook = sys.__excepthook__


def test_the_window_never_imports_spacy_nor_the_store_before_a_project_is_open() -> None:
    code = (
        "import sys; from annotator.ui import app; from annotator.ui.app import *; from pathlib import Path;"
        "program = Program(make_application(), Settings(Path('none.toml'))); program.show();"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'spacy', 'thinc', 'numpy', 'sqlite_utils', 'click'}), flush=True);"
        "import os; os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['numpy']")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_terminal_and_the_session_close_the_window(
    qtbot: QtBot, qapp: QApplication, number: signal.Signals
) -> None:
    before, closed = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}, []
    notifier = InterruptNotifier(lambda: closed.append(True), qapp)
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: closed == [True])
    finally:
        notifier.close()
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        for each, handler in before.items():
            signal.signal(each, handler)


def test_without_a_project_the_welcome_page_is_shown(program: Program) -> None:
    assert program.window.parts.pages.currentWidget() is program.window.parts.welcome


def test_opening_remembers_the_project(project: Project, program: Program) -> None:
    path = project.path
    project.import_records(iter([Record(key="a", text="Un texte.")]))
    project.close()
    assert program.open(path)
    assert program.settings.items("recent_projects") == [str(path)]
    assert program.window.parts.pages.currentWidget() is program.window.parts.work
    assert program.window.windowTitle() == "news – Pressmark"
    program.session.close()
    assert program.window.parts.pages.currentWidget() is program.window.parts.welcome


def test_a_file_that_is_no_project_is_said_in_a_dialog(program: Program, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pressmark"
    wrong.write_text("nothing")
    assert not program.open(wrong)
    dialog = program.window.findChild(StoreFailure)
    assert dialog is not None
    assert "wrong.pressmark" in dialog.text.text()
    assert program.session.project is None
    dialog.close()


def test_theme_setting_is_taken_over(program: Program) -> None:
    program.settings.set("theme", "dark")
    program.apply_theme()
    assert program.theme.dark
    assert program.window.theme.dark


def test_language_makes_the_window_anew_and_keeps_the_project(project: Project, program: Program) -> None:
    project.import_records(iter([Record(key="a", text="Un texte.")]))
    program.session.open_project(project)
    old = program.window
    program.settings.set("language", "fr")
    program.apply_language()
    assert program.window is not old
    assert program.language == "fr"
    assert program.session.project is project
    assert program.window.language == "fr"
    assert program.window.session.article is not None
    assert program.window.view.state is program.window.session.article


def test_language_that_changes_while_the_worker_starts_holds_up_nothing(
    project: Project, program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.import_records(iter([Record(key="a", text="Un texte.")]))
    program.session.open_project(project)
    waited: list[int] = []
    monkeypatch.setattr(QProcess, "waitForFinished", lambda process, wait=30_000: waited.append(wait))
    started: list[object] = []
    start = Suggester.start
    monkeypatch.setattr(Suggester, "start", lambda suggester: started.append(suggester.parent()))
    first = program.window.suggester
    start(first)
    qtbot.waitUntil(lambda: bool(first.process_ids))
    (worker,) = first.process_ids
    for language in ("fr", "en", "fr"):
        program.settings.set("language", language)
        program.apply_language()
    qtbot.waitUntil(lambda: bool(started))
    qtbot.waitUntil(lambda: not psutil.pid_exists(worker))
    assert started == [program.window]
    assert waited == []


def test_language_without_a_catalogue_is_english(qapp: QApplication) -> None:
    translators: list[QTranslator] = []
    before = QLocale()
    try:
        assert install_language(qapp, "de", translators) == "en"
    finally:
        QLocale.setDefault(before)
        for translator in translators:
            qapp.removeTranslator(translator)


def test_a_bug_shows_its_report_once_and_the_project_stays_open(
    project: Project,
    program: Program,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program.session.open_project(project)
    reports: list[str] = []
    monkeypatch.setattr(program_module, "show_error", lambda window, report: reports.append(report))
    install_excepthook(program)

    def fail() -> None:
        raise ZeroDivisionError("a bug")

    for _ in range(5):
        try:
            fail()
        except ZeroDivisionError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(reports) == 1)
    assert "ZeroDivisionError: a bug" in reports[0]
    assert "PySide" not in reports[0].splitlines()[0]
    assert "Qt 6" in reports[0].splitlines()[0]
    assert program.session.project is project
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_errors_that_a_person_can_mend_are_no_bugs(
    project: Project, program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program.session.open_project(project)
    reports: list[str] = []
    monkeypatch.setattr(program_module, "show_error", lambda window, report: reports.append(report))
    install_excepthook(program)
    sys.excepthook(AnnotationError, AnnotationError("give it a label"), None)
    assert program.window.key_bar.message == "give it a label"
    sys.excepthook(StoreError, StoreError("the disk is full"), None)
    assert program.window.header.saved.saved is False
    assert reports == []
    assert "disk" in capsys.readouterr().err


def test_report_names_versions_and_the_traceback() -> None:
    try:
        raise KeyError("missing")
    except KeyError as error:
        report = error_report(KeyError, error, error.__traceback__)
    assert report.startswith("Pressmark ")
    assert "Traceback" in report
    assert "KeyError: 'missing'" in report
