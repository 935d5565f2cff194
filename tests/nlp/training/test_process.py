import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from annotator.model.errors import AnnotationError, StoreError
from annotator.nlp.protocol import training_command, worker_environment
from annotator.nlp.training.process import Mailbox
from annotator.nlp.training.protocol import Cancel, Evaluate, Full, Progress, Round, Start, encode
from annotator.training import TrainerProcess, TrainingCancelledError
from tests.nlp.training.conftest import BLANK, HELD, NEW, document


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "news.models"
    folder.mkdir()
    return folder


@pytest.fixture
def trainer() -> Iterator[TrainerProcess]:
    with TrainerProcess() as made:
        made.start(BLANK)
        made.documents(document(number) for number in range(24))
        yield made


def test_process_trains_with_the_lowest_priority_and_ends(trainer: TrainerProcess, models: Path) -> None:
    process = psutil.Process(trainer.process_id)
    assert process.nice() == 19
    trained = trainer.round(Round(str(models / "0001"), NEW, HELD, epochs=2))
    assert trained.documents == NEW
    assert trainer.evaluate(Evaluate(HELD)).scores == trained.scores
    trainer.close()
    assert not process.is_running()


def test_failures_come_as_errors(trainer: TrainerProcess, models: Path) -> None:
    with pytest.raises(AnnotationError, match="Nothing to train on"):
        trainer.round(Round(str(models / "0001"), (99,)))
    with pytest.raises(StoreError, match="cannot be written"):
        trainer.round(Round(str(models / "none" / "0001"), NEW, epochs=1))
    with pytest.raises(AnnotationError, match="not installed"):
        trainer.start(Start(base="fr_no_such", labels=("PER",)))


def test_cancelled_between_batches(models: Path) -> None:
    asked = threading.Event()

    def ask(progress: Progress) -> None:
        if progress.step == "training":
            asked.set()

    with TrainerProcess(progress=ask, cancelled=asked.is_set) as trainer:
        trainer.start(BLANK)
        trainer.documents(document(number) for number in range(24))
        with pytest.raises(TrainingCancelledError):
            trainer.full(Full(str(models / "0001"), HELD))
        assert list(models.iterdir()) == []


def test_killed_training_leaves_no_model(models: Path) -> None:
    def kill(progress: Progress) -> None:
        if progress.step == "training":
            psutil.Process(doomed.process_id).kill()

    (models / ".0001.part").mkdir()
    with TrainerProcess(progress=kill) as doomed:
        doomed.start(BLANK)
        doomed.documents(document(number) for number in range(24))
        with pytest.raises(StoreError, match="ended by signal 9"):
            doomed.full(Full(str(models / "0001"), HELD))
    assert [path.name for path in models.iterdir()] == [".0001.part"]
    with TrainerProcess() as again:
        again.start(BLANK)
        again.documents(document(number) for number in range(24))
        again.round(Round(str(models / "0001"), NEW, epochs=1))
    assert [path.name for path in models.iterdir()] == ["0001"]


def test_process_that_is_stopped_with_the_command_counts_as_cancelled(models: Path) -> None:
    asked = threading.Event()

    def end_both(progress: Progress) -> None:
        if progress.step == "training":
            psutil.Process(trainer.process_id).terminate()
            asked.set()

    with TrainerProcess(progress=end_both, cancelled=asked.is_set) as trainer:
        trainer.start(BLANK)
        trainer.documents(document(number) for number in range(24))
        with pytest.raises(TrainingCancelledError, match="no model was made"):
            trainer.full(Full(str(models / "0001"), HELD))


def test_closed_input_ends_the_process(models: Path) -> None:
    process = subprocess.Popen(
        training_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=worker_environment()
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(encode(BLANK))
    process.stdin.flush()
    assert b'"progress"' in process.stdout.readline()
    process.stdout.close()  # what it says next finds nobody
    process.stdin.close()
    assert process.wait(timeout=60) == 0


def test_broken_line_is_answered() -> None:
    process = subprocess.run(
        training_command(), input=b"\n{\n", capture_output=True, env=worker_environment(), timeout=60, check=True
    )
    assert b'"bad_request"' in process.stdout


def test_cancel_stops_what_was_asked_before_it_and_nothing_after() -> None:
    mailbox = Mailbox()
    mailbox.put(Evaluate((1,)))
    mailbox.put(Cancel())
    mailbox.put(Evaluate((2,)))
    assert mailbox.next() == Evaluate((1,))
    assert mailbox.cancelled()
    assert mailbox.next() == Evaluate((2,))
    assert not mailbox.cancelled()
    mailbox.close()
    assert mailbox.cancelled()
    assert mailbox.next() is None
