"""The welcome page: recent projects, the sample with its articles, what is dropped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.app import Program, make_application
from annotator.ui.dialogs.welcome import Welcome
from annotator.ui.recent import RecentProject, split_dropped
from annotator.ui.sample import sample_path


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    locale = QLocale()
    settings = Settings(tmp_path / "settings.toml")
    settings.set("language", "en")
    settings.set("theme", "light")
    made = Program(make_application(), settings)
    made.window.suggester.start = lambda: None  # type: ignore[method-assign]  # no process: it has tests of its own
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QLocale.setDefault(locale)


@pytest.fixture
def page(program: Program) -> Welcome:
    found = program.window.parts.welcome
    assert isinstance(found, Welcome)
    return found


def test_recent_projects_are_listed_the_last_one_first(
    program: Program, page: Welcome, project: Project, tmp_path: Path
) -> None:
    program.settings.remember_project(tmp_path / "gone.pressmark")
    program.settings.remember_project(project.path)
    page.refresh()
    assert [(row.recent.name, row.recent.found) for row in page.rows] == [("news", True), ("gone", False)]
    assert "not found" in page.rows[1].button.accessibleDescription()


def test_a_recent_project_opens(program: Program, page: Welcome, project: Project) -> None:
    project.close()
    program.settings.remember_project(project.path)
    page.refresh()
    page.rows[0].button.click()
    assert program.session.project is not None
    assert program.session.project.path == project.path


def test_return_goes_on_with_the_last_project(program: Program, page: Welcome, project: Project, qtbot: QtBot) -> None:
    project.close()
    program.settings.remember_project(project.path)
    page.hide()
    page.show()
    qtbot.waitUntil(page.rows[0].button.hasFocus)
    qtbot.keyClick(page.rows[0].button, Qt.Key.Key_Return)
    assert program.session.project is not None
    assert program.session.project.path == project.path


def test_a_missing_project_is_said_and_can_be_taken_off_the_list(
    program: Program, page: Welcome, tmp_path: Path
) -> None:
    program.settings.remember_project(tmp_path / "gone.pressmark")
    page.refresh()
    page.rows[0].button.click()
    assert program.session.project is None
    assert "gone.pressmark is not there" in page.message.text()
    page.rows[0].remove.click()
    assert page.rows == []
    assert program.settings.items("recent_projects") == []


def test_the_sample_is_made_with_its_articles_and_opens_again_as_it_was(
    program: Program, page: Welcome, qtbot: QtBot
) -> None:
    sample_path().unlink(missing_ok=True)
    with qtbot.waitSignal(page._sample.filled, timeout=20_000):
        page.sample_button.click()
    session = program.session
    assert session.project is not None
    assert session.project.document_count() == 49
    assert session.project.progress().done == 0
    qtbot.waitUntil(lambda: len(session.queue) == 49)
    article = session.article
    assert article is not None
    assert article.spans() == []
    assert program.window.focusWidget() is program.window.view
    session.set_comment("read")
    session.close()
    page.sample_button.click()
    assert session.project is not None
    assert session.project.document_count() == 49
    assert session.project.undo_action() == "set_comment"


def test_a_dropped_project_opens_before_dropped_articles(
    program: Program, page: Welcome, project: Project, tmp_path: Path
) -> None:
    project.close()
    assert split_dropped([tmp_path / "a.txt", project.path]) == (project.path, [tmp_path / "a.txt"])
    page.take([tmp_path / "a.txt", project.path])
    assert program.session.project is not None


def test_a_place_in_the_home_folder_is_written_short() -> None:
    assert RecentProject(Path.home() / "press" / "a.pressmark", True).place == str(Path("~") / "press")


def test_the_first_button_has_the_keyboard(program: Program, page: Welcome, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.new_button.hasFocus)
    page.new_button.clicked.disconnect()
    with qtbot.waitSignal(page.new_button.clicked, timeout=1000):
        qtbot.keyClick(page.new_button, Qt.Key.Key_Return)
