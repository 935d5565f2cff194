"""The models' dialog: what it shows, and that its buttons do what they say."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from annotator.model.own_models import ModelId, ModelKind
from annotator.model.scores import Score, Scores
from annotator.project import Project
from annotator.ui.dialogs.models import ModelsDialog, show_models
from annotator.ui.main_window import MainWindow
from annotator.ui.trainer_status import TrainerStatus


def scores(right: int, *, documents: int = 20) -> Scores:
    wrong = 100 - right
    return Scores(documents, {"PER": Score(right, wrong, wrong)}, {"heads": Score(1, 1, 1)})


def add(project: Project, f: int, before: int, *, kind: ModelKind = "round", documents: int = 20) -> ModelId:
    folder = project.new_model_folder()
    folder.mkdir()
    (folder / "config.cfg").write_text("[nlp]\n" * 2000, encoding="utf-8")
    return project.add_model(
        folder,
        kind=kind,
        base="fr_core_news_md",
        digest="d",
        documents=project.document_ids(),
        held_back=[],
        scores=scores(f, documents=documents),
        previous=scores(before, documents=documents),
    )


def opened(window: MainWindow) -> ModelsDialog:
    show_models(window)
    found = window.findChild(ModelsDialog, "models")
    assert isinstance(found, ModelsDialog)
    return found


def rows(dialog: ModelsDialog) -> list[list[str]]:
    items = [dialog.table.topLevelItem(row) for row in range(dialog.table.topLevelItemCount())]
    return [[item.text(column) for column in (0, 2, 3, 6, 7, 8, 9)] for item in items if item is not None]


def choose(dialog: ModelsDialog, row: int) -> None:
    item = dialog.table.topLevelItem(row)
    assert item is not None
    dialog.table.setCurrentItem(item)


def test_nothing_learned_yet_is_explained(window: MainWindow) -> None:
    dialog = opened(window)
    assert "Nothing has been learned yet" in dialog.lead.text()
    assert "one in ten is kept aside" in dialog.lead.text()
    assert rows(dialog) == [["fr_core_news_md", "base", "", "–", "–", "–", "in use"]]
    assert not dialog.use_button.isEnabled()
    assert not dialog.remove_button.isEnabled()
    assert dialog.round_button.isEnabled()
    assert dialog.stop_button.isHidden()


def test_models_that_are_left_aside_are_not_denied(window: MainWindow, project: Project) -> None:
    add(project, 80, 70)
    project.use_model(None)
    dialog = opened(window)
    assert "What was learned is left aside" in dialog.lead.text()
    assert "fr_core_news_md" in dialog.lead.text()


def test_every_model_is_there_with_its_scores(window: MainWindow, project: Project) -> None:
    add(project, 80, 70)
    add(project, 60, 80)
    add(project, 75, 80, documents=4)
    dialog = opened(window)
    assert rows(dialog) == [
        ["Model 3", "round", "3", "–", "–", "12 kB", "in use"],
        ["Model 2", "round", "3", "59.8", "79.4", "12 kB", "worse, not in use"],
        ["Model 1", "round", "3", "79.4", "69.6", "12 kB", "kept"],
        ["fr_core_news_md", "base", "", "69.6", "–", "–", "kept"],
    ]
    assert "Too few articles" in dialog.lead.text()
    choose(dialog, 2)
    labels = [dialog.labels.topLevelItem(row) for row in range(dialog.labels.topLevelItemCount())]
    assert [[item.text(column) for column in range(6)] for item in labels if item is not None] == [
        ["Person", "100", "80.0", "80.0", "80.0", "70.0"],
        ["heads", "2", "50.0", "50.0", "50.0", "50.0"],
    ]
    choose(dialog, 3)
    assert dialog.labels.isHidden()
    assert "everything began with" in dialog.labels_note.text()


def test_going_back_and_forth(window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    window.trainer.replaced.connect(lambda: taken.append("taken"))
    first, second = add(project, 80, 70), add(project, 82, 80)
    dialog = opened(window)
    choose(dialog, 1)
    assert dialog.table.selected() == first
    dialog.use_button.click()
    assert project.model(first).state == "in_use"
    assert [row[-1] for row in rows(dialog)] == ["kept", "in use", "kept"]
    assert not dialog.use_button.isEnabled()
    choose(dialog, 2)
    dialog.use_button.click()
    assert project.model_in_use() is None
    assert len(taken) == 2
    choose(dialog, 0)
    shown: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(Path(url.toLocalFile())))
    dialog.open_button.click()
    assert shown == [project.models_folder / "0002"]
    dialog.remove_button.click()
    assert project.model(second).state == "removed"
    assert rows(dialog)[0][-2:] == ["–", "removed"]
    assert not dialog.open_button.isEnabled()


def test_training_is_followed_and_can_be_stopped(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr(window.trainer, "train", done.append)
    dialog = opened(window)
    dialog.full_button.click()
    assert done == ["full"]
    window.trainer.status_changed.emit(TrainerStatus("training", "full", 30, 0.25))
    assert dialog.bar.value() == 250
    assert not dialog.round_button.isEnabled()
    assert not dialog.stop_button.isHidden()
    window.trainer.status_changed.emit(TrainerStatus("failed", reason="the disk is full"))
    assert dialog.state.text() == "The disk is full"
    assert dialog.round_button.isEnabled()


def test_project_says_when_it_learns(window: MainWindow, project: Project) -> None:
    dialog = opened(window)
    assert "every 10" in dialog.every.currentText()
    dialog.every.activated.emit(dialog.every.findData("0"))
    assert project.setting("retrain_every") == "0"
    assert "not by itself" in dialog.state.text()
    dialog.every.activated.emit(dialog.every.findData(""))
    assert window.trainer.every() == 10


def test_missing_folder_is_said(window: MainWindow, project: Project) -> None:
    model = project.model(add(project, 80, 70))
    project.discard_model_folder(project.model_path(model))
    dialog = opened(window)
    assert "no folder news.models beside news.pressmark" in dialog.lead.text()
    assert not dialog.open_button.isEnabled()


def test_read_only_project_shows_and_changes_nothing(empty_window: MainWindow, project: Project, qtbot: QtBot) -> None:
    add(project, 80, 70)
    empty_window.session.open_project(Project.open(project.path, annotator="Ada", read_only=True))
    dialog = opened(empty_window)
    assert "read-only" in dialog.state.text()
    buttons = (dialog.use_button, dialog.remove_button, dialog.round_button, dialog.full_button)
    assert [button.isEnabled() for button in buttons] == [False] * 4
