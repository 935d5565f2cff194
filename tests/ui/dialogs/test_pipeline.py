"""Choosing what suggests: nothing runs without being trusted, and every label's fate is seen."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.suggestion import ProposedSpan
from annotator.nlp.protocol import PATTERNS
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.dialogs.pipeline import FOLDER, OWN, PipelineDialog, show_pipeline
from annotator.ui.main_window import MainWindow
from annotator.ui.suggester import Suggester
from annotator.ui.suggester_status import SuggesterStatus


def opened(window: MainWindow) -> PipelineDialog:
    show_pipeline(window)
    found = [made for made in window.findChildren(PipelineDialog) if made.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def starts(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pipelines that were started: no process runs in these tests but the last one's."""
    started: list[str] = []
    monkeypatch.setattr(window.suggester, "start", lambda: started.append(window.suggester.pipeline_name()))
    qtbot.waitUntil(lambda: bool(started))  # the one at the project's opening
    started.clear()
    return started


def test_installed_pipelines_are_offered_and_the_languages_own_is_the_default(window: MainWindow) -> None:
    dialog = opened(window)
    own = dialog.button(OWN)
    assert own is not None
    assert own.isChecked()
    assert own.text().endswith("fr_core_news_md")
    assert dialog.button("fr_core_news_md") is not None
    assert not dialog.missing.isVisible()
    dialog.close()


def test_a_choice_is_kept_in_the_project_and_started(window: MainWindow, project: Project, starts: list[str]) -> None:
    dialog = opened(window)
    dialog.choose("fr_core_news_md")
    assert starts == []
    dialog.use()
    assert project.setting("pipeline") == "fr_core_news_md"
    assert starts == ["fr_core_news_md"]
    dialog.choose(PATTERNS)
    dialog.use()
    assert starts[-1] == ""
    dialog.close()


def test_one_that_is_missing_says_what_to_type(window: MainWindow, project: Project) -> None:
    project.set_setting("pipeline", "uk_core_news_sm")
    dialog = opened(window)
    assert dialog.setting() == "uk_core_news_sm"
    assert dialog.missing.isVisible()
    assert dialog.command.text() == "python -m spacy download uk_core_news_sm"
    dialog.close()


def test_a_folder_is_used_only_once_it_is_trusted(
    window: MainWindow, project: Project, settings: Settings, starts: list[str], tmp_path: Path
) -> None:
    dialog = opened(window)
    dialog.choose(FOLDER)
    dialog.folder.setText(str(tmp_path))
    assert not dialog.use_button.isEnabled()
    dialog.trust.setChecked(True)
    assert dialog.use_button.isEnabled()
    dialog.use()
    assert settings.items("trusted_pipelines") == [str(tmp_path)]
    assert project.setting("pipeline") == str(tmp_path)
    assert starts == [str(tmp_path)]
    dialog.folder.setText(str(tmp_path / "other"))
    assert not dialog.trust.isChecked()
    dialog.close()


def test_a_folder_that_came_with_the_project_is_not_trusted(window: MainWindow, project: Project) -> None:
    project.set_setting("pipeline", "/somewhere/model-best")
    dialog = opened(window)
    assert dialog.setting() == "/somewhere/model-best"
    assert dialog.trust.isVisible()
    assert not dialog.trust.isChecked()
    assert not dialog.use_button.isEnabled()
    dialog.close()


def test_labels_are_guessed_counted_and_changed(window: MainWindow, project: Project, starts: list[str]) -> None:
    document = project.document_ids()[0]
    run = project.start_run("fr_core_news_md")
    spans = [ProposedSpan(0, 6, "GPE", 0.5), ProposedSpan(7, 15, "XYZ", 0.5), ProposedSpan(16, 22, "LOC", 0.5)]
    project.store_suggestions(run, document, spans)
    dialog = opened(window)
    assert dialog.labels.mapping() == {"GPE": "LOC", "LOC": "LOC", "XYZ": ""}
    assert dialog.labels.note("GPE") == "guessed"
    assert dialog.labels.note("LOC") == ""
    assert dialog.labels.note("XYZ") == "1 suggestion(s) not shown"
    assert "XYZ 1" in dialog.labels_note.text()
    box = dialog.labels.box("XYZ")
    box.setCurrentIndex(box.findData("MISC"))
    assert dialog.labels.changes() == {"XYZ": "MISC"}
    dialog.use()
    assert project.label_mapping("fr_core_news_md")["XYZ"] == "MISC"
    assert project.outside_scheme() == {}
    assert window.session.article is not None
    assert "MISC" in [span.label for span in window.session.article.spans(("suggested",))]
    dialog.close()


def test_what_is_not_done_is_read_again(
    window: MainWindow, project: Project, starts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = project.document_ids()
    project.set_state(documents[1], "done")
    resumed: list[bool] = []
    monkeypatch.setattr(window.suggester, "resume", lambda: resumed.append(True))
    dialog = opened(window)
    dialog.again()
    assert project.queued(10) == [documents[0], documents[2]]
    assert resumed == [True]
    dialog.close()


def test_a_failure_is_said_in_the_dialog(window: MainWindow) -> None:
    dialog = opened(window)
    window.suggester.blockSignals(False)
    window.suggester.status_changed.emit(SuggesterStatus("failed", "x", reason="The pipeline {x} is broken."))
    assert dialog.lead.text() == "The pipeline {x} is broken."
    dialog.close()


def test_the_window_offers_the_dialog_where_the_pipeline_failed(window: MainWindow) -> None:
    window.suggester.blockSignals(False)
    window.suggester.status_changed.emit(SuggesterStatus("failed", "x", reason="The pipeline x is broken."))
    assert window.banner.text == "The pipeline x is broken."
    window.banner.action_requested.emit()
    assert window.findChild(PipelineDialog) is not None


def test_nothing_can_be_changed_in_a_project_that_is_only_read(
    empty_window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    with Project.open(project.path, read_only=True) as other:
        empty_window.session.open_project(other)
        dialog = opened(empty_window)
        assert not dialog.use_button.isEnabled()
        assert not dialog.again_button.isEnabled()
        empty_window.session.close()
        qtbot.waitUntil(lambda: empty_window.findChild(PipelineDialog) is None)


def test_labels_of_what_is_loaded_are_listed(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    project.set_setting("pipeline", PATTERNS)
    window.suggester.blockSignals(False)
    dialog = opened(window)
    Suggester.start(window.suggester)
    qtbot.waitUntil(lambda: window.suggester.loaded is not None, timeout=30_000)
    qtbot.waitUntil(lambda: bool(dialog.labels.mapping()), timeout=5_000)
    assert "DATE" in dialog.labels.mapping()
    dialog.close()
    window.suggester.stop(wait=3000)
