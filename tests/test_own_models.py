"""A check finds the models whose folders are not there any more, or not as they were."""

from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from thinc.api import Config

from annotator.cli.main import cli
from annotator.model.own_models import ModelId
from annotator.model.scores import Scores
from annotator.nlp.training.folders import digest
from annotator.own_models import model_problems
from annotator.project import Project


def train(project: Project) -> ModelId:
    folder = project.new_model_folder()
    spacy.blank("fr").to_disk(folder)
    # what `spacy train` would be told is no part of a model trained here
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    Config({name: config[name] for name in ("nlp", "components")}).to_disk(folder / "config.cfg")
    return project.add_model(
        folder,
        kind="round",
        base="",
        digest=digest(folder),
        documents=[],
        held_back=[],
        scores=Scores(),
        previous=Scores(),
    )


@pytest.fixture
def folder(project: Project) -> Path:
    return project.model_path(project.model(train(project)))


def test_model_as_it_was_trained_is_no_problem(project: Project, folder: Path) -> None:
    assert model_problems(project) == []
    result = CliRunner().invoke(cli, ["check", str(project.path)])
    assert result.exit_code == 0, result.output


def test_altered_folder_is_found(project: Project, folder: Path) -> None:
    (folder / "meta.json").write_text("{}", encoding="utf-8")
    (problem,) = model_problems(project)
    assert problem.kind == "model"
    assert "its files have changed; it is in use, so that the base suggests in its place" in problem.message
    result = CliRunner().invoke(cli, ["check", str(project.path)])
    assert result.exit_code == 1
    assert "its files have changed" in result.output


def test_missing_folder_is_found_and_a_removed_one_is_not_missed(project: Project, folder: Path) -> None:
    second = train(project)
    project.discard_model_folder(folder)
    (problem,) = model_problems(project)
    assert "the model 0001 is missing from news.models" in problem.message
    assert "in use" not in problem.message
    project.remove_model(project.models()[0].id)
    assert model_problems(project) == []
    project.discard_model_folder(project.model_path(project.model(second)))
    (problem,) = model_problems(project)
    assert "no folder news.models beside news.pressmark" in problem.message
