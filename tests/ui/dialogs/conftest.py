"""The whole window on a real project, for the dialogs that open over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.record import Record
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.main_window import MainWindow
from annotator.ui.session import Session
from annotator.ui.theme import load_fonts, load_theme
from tests.ui.conftest import TEXT, suggest

BRIEF = 20_000
"""Milliseconds that a process of its own may take on a busy machine."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


@pytest.fixture
def empty_window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """The window without a project; no process suggests."""
    load_fonts()
    made = MainWindow(Session(), settings, load_theme("light"), language="en")
    made.suggester.blockSignals(True)
    made.suggester.start = lambda: None  # type: ignore[method-assign]  # no process: it has tests of its own
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def window(empty_window: MainWindow, project: Project) -> MainWindow:
    """The window on three articles, the first two with suggestions; the first is open."""
    records = [
        Record(key="ferry", title="Un ferry à Saint-Nazaire", text=TEXT),
        Record(key="again", title="Élection à Paris", text=TEXT + "Fin."),
        Record(key="quiet", title="Rien à signaler", text="Rien."),
    ]
    project.import_records(iter(records))
    for document in project.document_ids()[:2]:
        suggest(project, document)
    empty_window.session.open_project(project)
    empty_window.view.setFocus()
    return empty_window
