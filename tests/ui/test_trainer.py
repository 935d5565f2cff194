"""Training from the window: when it begins, what it is given, and what becomes of the model."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QProcess
from pytestqt.qtbot import QtBot

from annotator.model.errors import StoreError
from annotator.model.own_models import OwnModel
from annotator.model.record import Record, RecordSpan
from annotator.nlp.training.protocol import Documents, Request
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.session import Session
from annotator.ui.trainer import Trainer
from annotator.ui.trainer_status import TrainerStatus
from annotator.ui.training_feed import TrainingFeed
from annotator.ui.training_process import TrainingProcess
from tests.ui import stub_trainer

SECONDS = 30_000
Stub = Callable[..., Path]


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    """`stub(mode, f, previous)` has the stub train from then on; returns its log."""

    def install(mode: str = "train", f: int = 80, previous: int = 70) -> Path:
        log = tmp_path / "requests.log"
        command = [sys.executable, stub_trainer.__file__, mode, str(log), str(f), str(previous)]
        monkeypatch.setattr("annotator.ui.training_process.training_command", lambda: command)
        return log

    install()
    return install


def annotate(project: Project, count: int, *, first: int = 0) -> None:
    records = [Record(f"a{n}", f"Ana {n} dort.", spans=(RecordSpan(0, 3, "PER"),)) for n in range(first, first + count)]
    project.import_records(records, kind="annotations")


@pytest.fixture
def session(qtbot: QtBot, project: Project) -> Iterator[Session]:
    annotate(project, 4)
    project.import_records([Record(f"b{n}", f"Léo {n} dort.") for n in range(20)])
    made = Session()
    made.open_project(project)
    made.set_queue(project.document_ids())
    made.open_article(project.document_ids()[4])
    yield made
    made.close()


@pytest.fixture
def trainer(session: Session, stub: Stub, tmp_path: Path, qtbot: QtBot) -> Iterator[Trainer]:
    made = Trainer(session, Settings(tmp_path / "settings.toml"), base=lambda: "base_pipeline")
    yield made
    made.stop(wait=2000)
    # those that were let go before
    app = QCoreApplication.instance()
    assert app is not None
    qtbot.waitUntil(lambda: not app.findChildren(QProcess), timeout=SECONDS)


def wait_for_model(qtbot: QtBot, trainer: Trainer, act: Callable[[], object]) -> OwnModel:
    with qtbot.waitSignal(trainer.finished, timeout=SECONDS) as blocker:
        act()
    assert blocker.args is not None
    model = blocker.args[0]
    assert isinstance(model, OwnModel)
    return model


def test_training_begins_with_the_fifth_done_article(
    session: Session, trainer: Trainer, project: Project, stub: Stub, qtbot: QtBot
) -> None:
    log = stub()
    seen: list[TrainerStatus] = []
    trainer.status_changed.connect(seen.append)
    project.hold_back()
    assert trainer.status == TrainerStatus("ready")
    with qtbot.waitSignal(trainer.replaced, timeout=SECONDS):
        model = wait_for_model(qtbot, trainer, session.done_and_next)
    ids = project.training_ids()
    assert (model.state, model.kind, model.base) == ("in_use", "round", "base_pipeline")
    assert (model.documents, model.held_back) == (ids.train, ids.held_back)
    assert len(model.documents) + len(model.held_back) == 5
    assert [status.state for status in seen][:2] == ["gathering", "loading"]
    assert ("training", 0.25) in [(status.state, status.done) for status in seen]
    assert trainer.status == TrainerStatus("ready")
    lines = log.read_text().splitlines()
    assert lines[0] == "Start base_pipeline "
    assert len(lines) == 7
    # nothing is due now, and the sixth article is learned on its own by the process that is there
    session.done_and_next()
    second = wait_for_model(qtbot, trainer, trainer.train)
    assert second.parent == model.id
    lines = log.read_text().splitlines()
    assert [line for line in lines if line.startswith("Start")] == ["Start base_pipeline "]
    assert lines[-1] == f"Round ({project.document_ids()[5]},)"
    assert len(lines) == 9


def test_nothing_is_trained_by_itself_where_the_person_or_the_project_says_so(
    session: Session, trainer: Trainer, project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    assert trainer.every() == 10
    project.set_setting("retrain_every", "0")
    assert trainer.every() == 0
    session.done_and_next()
    trainer._consider()
    assert not trainer.status.busy
    project.set_setting("retrain_every", "")
    Settings(tmp_path / "settings.toml").set("retrain_every", 0)
    assert Trainer(session, Settings(tmp_path / "settings.toml"), base=lambda: "").every() == 0


def test_worse_model_is_kept_aside_and_does_not_train_again_at_once(
    session: Session, trainer: Trainer, project: Project, stub: Stub, qtbot: QtBot
) -> None:
    first = wait_for_model(qtbot, trainer, trainer.train)
    stub("train", 60, 80)
    trainer._feed.forget_process()
    replaced: list[None] = []
    trainer.replaced.connect(lambda: replaced.append(None))
    session.done_and_next()
    worse = wait_for_model(qtbot, trainer, trainer.train)
    assert worse.state == "worse"
    in_use = project.model_in_use()
    assert in_use is not None
    assert in_use.id == first.id
    assert replaced == []
    assert trainer.process_id == 0
    trainer._consider()
    assert not trainer.status.busy
    # the next round begins with the model in use, and learns what the worse one did in vain
    log = stub()
    third = wait_for_model(qtbot, trainer, trainer.train)
    assert third.parent == first.id
    assert f"Start base_pipeline {project.model_path(first)}" in log.read_text()


def test_full_training_when_nobody_is_at_work(
    session: Session, trainer: Trainer, project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    trainer._on_idle()
    qtbot.waitUntil(lambda: trainer._gathering is None, timeout=SECONDS)
    assert not trainer.status.busy
    annotate(project, 40, first=100)
    model = wait_for_model(qtbot, trainer, trainer._on_idle)
    assert model.kind == "full"
    assert len(model.documents) + len(model.held_back) == 44
    states: list[str] = []
    trainer.status_changed.connect(lambda status: states.append(status.state))
    trainer._on_idle()
    qtbot.waitUntil(lambda: trainer._gathering is None, timeout=SECONDS)
    assert states == []


def test_failure_is_one_line_and_leaves_no_folder(
    session: Session, trainer: Trainer, project: Project, stub: Stub, qtbot: QtBot
) -> None:
    stub("fail")
    trainer.train()
    qtbot.waitUntil(lambda: trainer.status.state == "failed", timeout=SECONDS)
    assert trainer.status.reason.endswith("pip install base")
    assert project.models() == []
    assert not project.models_folder.exists()
    stub("crash")
    trainer.train()
    qtbot.waitUntil(lambda: "out of memory" in trainer.status.reason, timeout=SECONDS)
    stub("train")
    assert wait_for_model(qtbot, trainer, trainer.train).state == "in_use"


def test_training_can_be_stopped(
    session: Session, trainer: Trainer, project: Project, stub: Stub, qtbot: QtBot
) -> None:
    stub("hang")
    trainer.train()
    assert trainer.status.state == "gathering"
    trainer.cancel()
    assert trainer.status == TrainerStatus("ready")
    trainer.train()
    qtbot.waitUntil(lambda: trainer.status.state == "training", timeout=SECONDS)
    trainer.train()
    trainer.cancel()
    qtbot.waitUntil(lambda: trainer.status == TrainerStatus("ready"), timeout=SECONDS)
    assert project.models() == []
    trainer.cancel()


def test_training_can_be_stopped_while_the_process_loads(
    session: Session, trainer: Trainer, stub: Stub, qtbot: QtBot
) -> None:
    stub("hang")
    with qtbot.waitSignal(
        trainer.status_changed, timeout=SECONDS, check_params_cb=lambda status: status.state == "loading"
    ):
        trainer.train()
    trainer.cancel()
    assert trainer.status == TrainerStatus("ready")
    assert trainer.process_id == 0
    stub("train")
    assert wait_for_model(qtbot, trainer, trainer.train).state == "in_use"


def test_nothing_new_is_said(session: Session, trainer: Trainer, project: Project, qtbot: QtBot) -> None:
    wait_for_model(qtbot, trainer, trainer.train)
    said: list[str] = []
    session.message.connect(lambda text, kind: said.append(text))
    trainer.train()
    qtbot.waitUntil(lambda: bool(said), timeout=SECONDS)
    assert "Nothing is new" in said[0]
    assert trainer.status == TrainerStatus("ready")
    assert wait_for_model(qtbot, trainer, lambda: trainer.train("full")).kind == "full"


def test_document_that_was_changed_is_sent_again_and_one_that_is_open_again_is_forgotten(
    session: Session, trainer: Trainer, project: Project, stub: Stub, qtbot: QtBot
) -> None:
    log = stub()
    project.set_setting("hold_back", "0")
    wait_for_model(qtbot, trainer, trainer.train)
    first, second = project.document_ids()[:2]
    session.open_article(first)
    session.run(lambda project: project.add_span(first, 4, 5, "MISC"))
    session.open_article(second)
    session.run(lambda project: project.delete(second, project.article(second).spans()[0].ref))
    session.run(lambda project: project.set_state(second, "skipped"))
    annotate(project, 1, first=50)
    before = len(log.read_text().splitlines())
    wait_for_model(qtbot, trainer, trainer.train)
    after = log.read_text().splitlines()[before:]
    assert after[:3] == ["Documents ['a50']", "Documents ['a0']", "Forget "]


def test_rolling_back_is_followed(session: Session, trainer: Trainer, project: Project, qtbot: QtBot) -> None:
    first = wait_for_model(qtbot, trainer, trainer.train)
    second = wait_for_model(qtbot, trainer, lambda: trainer.train("full"))
    with qtbot.waitSignal(trainer.replaced):
        trainer.roll_back()
    in_use = project.model_in_use()
    assert in_use is not None
    assert in_use.id == first.id
    assert trainer.process_id == 0
    with qtbot.waitSignal(trainer.models_changed):
        trainer.remove(second.id)
    trainer.use(None)
    assert project.model_in_use() is None
    said: list[str] = []
    session.message.connect(lambda text, kind: said.append(kind))
    trainer.roll_back()
    assert said == ["refused"]


def test_another_model_that_is_put_to_use_ends_the_training_under_way(
    session: Session, trainer: Trainer, project: Project, stub: Stub, qtbot: QtBot
) -> None:
    wait_for_model(qtbot, trainer, trainer.train)
    trainer.train("full")
    assert trainer.status.state == "gathering"
    trainer.use(None)
    assert trainer.status == TrainerStatus("ready")
    stub("hang")
    trainer.train("full")
    qtbot.waitUntil(lambda: trainer.status.state == "training", timeout=SECONDS)
    trainer.use(project.models()[0].id)
    assert trainer.status == TrainerStatus("ready")
    stub("train")
    assert wait_for_model(qtbot, trainer, lambda: trainer.train("full")).state == "in_use"


class Recorded:
    """In the place of a process: what it is sent."""

    def __init__(self) -> None:
        self.running = False
        self.keys: list[str] = []

    def send(self, request: Request) -> None:
        self.running = True
        if isinstance(request, Documents):
            self.keys += [document.key for document in request.documents]

    def stop(self, *, wait: int = 0) -> None:
        self.running = False


def test_document_that_is_changed_while_others_are_gathered_is_sent_again(session: Session, project: Project) -> None:
    annotate(project, 5, first=50)
    process = Recorded()
    feed = TrainingFeed(cast(TrainingProcess, process))
    steps = feed.steps(project, "base_pipeline", "full", consent=False)
    while not process.keys:
        assert not next(steps)
    feed.note_changed(frozenset(project.document_ids()[:9]))
    assert list(steps)[-1]
    assert len(process.keys) == 9
    assert list(feed.steps(project, "base_pipeline", "full", consent=False))[-1]
    assert process.keys[9:] == process.keys[:1], "the others were sent as they were changed"


def test_older_folders_make_room(
    session: Session, trainer: Trainer, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.project.models.to_make_room", lambda models: models[:-1])
    first = wait_for_model(qtbot, trainer, trainer.train)
    wait_for_model(qtbot, trainer, lambda: trainer.train("full"))
    qtbot.waitUntil(lambda: project.model(first.id).state == "removed", timeout=SECONDS)


def test_read_only_project_never_trains(project: Project, stub: Stub, tmp_path: Path, qtbot: QtBot) -> None:
    annotate(project, 12)
    session = Session()
    session.open_project(Project.open(project.path, annotator="Ada", read_only=True))
    said: list[str] = []
    session.message.connect(lambda text, kind: said.append(kind))
    trainer = Trainer(session, Settings(tmp_path / "settings.toml"), base=lambda: "base")
    assert trainer.status.state == "off"
    trainer.train()
    assert said == ["refused"]
    assert trainer.process_id == 0
    session.close()


def test_disk_that_says_no_ends_the_training_with_the_reason(
    session: Session, trainer: Trainer, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Path:
        raise StoreError("news.models: no space left; models are kept there")

    monkeypatch.setattr(project, "new_model_folder", refuse)
    trainer.train()
    qtbot.waitUntil(lambda: trainer.status.state == "failed", timeout=SECONDS)
    assert "no space left" in trainer.status.reason
