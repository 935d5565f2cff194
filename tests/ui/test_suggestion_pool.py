"""Several workers behind one pool: real processes, with the rules alone, which load fast."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from annotator.nlp.protocol import Failure, Load, PipelineChoice, Suggestions
from annotator.ui.suggestion_pool import AHEAD, DOCUMENTS_A_HELPER, SuggestionPool
from tests.nlp.crashing import crashing_pipeline

RULES = Load((), "fr", labels=("DATE",))
TEXT = "Le 3 mai 2016."
LOADING = 60_000


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[SuggestionPool]:
    made = SuggestionPool()
    yield made
    made.stop(wait=5000)


@pytest.fixture
def answers(pool: SuggestionPool) -> list[int]:
    """The documents answered, in order."""
    found: list[int] = []
    pool.suggested.connect(lambda reply: found.append(reply.id))
    return found


def load(qtbot: QtBot, pool: SuggestionPool, request: Load = RULES, *, workers: int = 1, left: int = 0) -> None:
    """Load as many processes as that many documents are worth, and wait for them all."""
    pool.workers = workers
    with qtbot.waitSignal(pool.ready, timeout=LOADING):
        pool.load(request)
    pool.fit(left)
    qtbot.waitUntil(lambda: pool.room == AHEAD * len(pool.process_ids), timeout=LOADING)


def gone(process_id: int) -> bool:
    return not psutil.pid_exists(process_id) or psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE


def test_one_process_is_the_default_however_long_the_queue(qtbot: QtBot, pool: SuggestionPool) -> None:
    load(qtbot, pool, left=100_000)
    assert len(pool.process_ids) == 1


def test_how_far_a_long_document_is_is_known_until_it_is_answered(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int]
) -> None:
    load(qtbot, pool)
    shares: list[float] = []
    pool.progressed.connect(lambda: shares.append(pool.part))
    assert pool.part == 0
    pool.suggest(1, "Le 3 mai 2016, rien.\n" * 20_000)
    pool.suggest(2, TEXT)
    qtbot.waitUntil(lambda: answers == [1, 2], timeout=LOADING)
    assert len(shares) > 10
    assert 0 < shares[0] < shares[-1] < 1
    assert pool.part == 0


def test_helpers_are_loaded_for_fifty_documents_each_and_let_go_when_nothing_is_left(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int]
) -> None:
    load(qtbot, pool, workers=3)
    for left, processes in (
        (DOCUMENTS_A_HELPER, 1),
        (DOCUMENTS_A_HELPER + 1, 2),
        (100_000, 3),
        (DOCUMENTS_A_HELPER, 3),
        (1, 3),
    ):
        pool.fit(left)
        assert len(pool.process_ids) == processes
    qtbot.waitUntil(lambda: pool.room == 3 * AHEAD, timeout=LOADING)
    first, *helpers = pool.process_ids
    for document in range(3 * AHEAD):
        pool.suggest(document, TEXT)
    assert pool.room == 0
    pool.fit(0)
    assert len(pool.process_ids) == 3, "they have documents in hand"
    qtbot.waitUntil(lambda: not pool.waiting, timeout=LOADING)
    assert sorted(answers) == list(range(3 * AHEAD))
    pool.fit(0)
    assert pool.process_ids == [first]
    qtbot.waitUntil(lambda: all(gone(helper) for helper in helpers), timeout=LOADING)


def test_article_on_screen_is_the_first_process_s_and_leaves_the_helper_it_waited_for(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int]
) -> None:
    load(qtbot, pool, workers=2, left=100)
    for document in range(2 * AHEAD):
        pool.suggest(document, TEXT * 500)
    waiting = [document for document in range(2 * AHEAD) if not pool._first.holds(document)]
    helper = pool._helpers[0]
    shown = next(document for document in waiting if document in helper.documents and not helper.holds(document))
    pool.suggest(shown, TEXT * 500, urgent=True)
    assert shown not in helper.documents
    assert pool._first.holds(shown), "it is sent at once"
    begun = next(document for document in helper.documents if helper.holds(document))
    pool.suggest(begun, TEXT * 500, urgent=True)
    assert begun not in pool._first.documents, "a document is never there twice"
    qtbot.waitUntil(lambda: not pool.waiting, timeout=LOADING)
    assert sorted(answers) == list(range(2 * AHEAD))


def test_killed_helper_is_started_again_and_nothing_is_lost(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int]
) -> None:
    load(qtbot, pool, workers=2, left=100)
    for document in range(2 * AHEAD):
        pool.suggest(document, TEXT * 500)
    killed = pool.process_ids[1]
    os.kill(killed, signal.SIGKILL)
    qtbot.waitUntil(lambda: not pool.waiting, timeout=LOADING)
    assert sorted(answers) == list(range(2 * AHEAD))
    assert killed not in pool.process_ids
    assert len(pool.process_ids) == 2


def test_helper_that_goes_on_crashing_is_given_up_and_its_documents_come_back(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int]
) -> None:
    load(qtbot, pool, workers=2, left=100)
    failures: list[Failure] = []
    pool.failed.connect(failures.append)
    for document in range(2 * AHEAD):
        pool.suggest(document, TEXT * 500)
    helper = pool._helpers[0]
    for _ in range(2):
        killed = helper.process_id
        os.kill(killed, signal.SIGKILL)
        qtbot.waitUntil(lambda killed=killed: helper.process_id != killed, timeout=LOADING)  # type: ignore[misc]
    assert len(pool.process_ids) == 1
    assert {failure.kind for failure in failures} == {"cancelled"}, "they are not to blame"
    pool.fit(100_000)
    assert len(pool.process_ids) == 1, "it does without helpers"
    for failure in failures:
        assert failure.id is not None
        pool.suggest(failure.id, TEXT)
    qtbot.waitUntil(lambda: not pool.waiting, timeout=LOADING)
    assert sorted(answers) == list(range(2 * AHEAD))


@pytest.mark.slow
def test_document_that_crashes_a_helper_is_given_up_alone(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = crashing_pipeline(tmp_path, monkeypatch)
    load(qtbot, pool, Load((PipelineChoice(str(folder), consent=True),), "fr", relations=False), workers=2, left=100)
    failures: list[Failure] = []
    pool.failed.connect(failures.append)
    # the helper comes first where both have as much to do
    for document, text in enumerate(["Ici, KABOUM.", "Un texte.", "Un autre.", "Encore un."]):
        pool.suggest(document, text)
    assert pool._helpers[0].holds(0)
    qtbot.waitUntil(lambda: not pool.waiting, timeout=LOADING)
    assert [(failure.id, failure.kind) for failure in failures] == [(0, "crashed")]
    assert sorted(answers) == [1, 2, 3]


def test_fewer_workers_let_a_helper_go_once_it_has_answered(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int]
) -> None:
    load(qtbot, pool, workers=3, left=1000)
    for document in range(3 * AHEAD):
        pool.suggest(document, TEXT * 200)
    pool.workers = 1
    pool.fit(1000)
    assert pool.room == 0
    qtbot.waitUntil(lambda: not pool.waiting, timeout=LOADING)
    pool.fit(1000)
    assert len(pool.process_ids) == 1
    assert sorted(answers) == list(range(3 * AHEAD))


def test_forgotten_documents_are_those_that_none_has_begun(
    qtbot: QtBot, pool: SuggestionPool, answers: list[int]
) -> None:
    load(qtbot, pool, workers=2, left=100)
    for document in range(2 * AHEAD):
        pool.suggest(document, TEXT * 500)
    forgotten = pool.forget()
    assert 0 < len(forgotten) < 2 * AHEAD
    qtbot.waitUntil(lambda: not pool.waiting, timeout=LOADING)
    assert sorted([*answers, *forgotten]) == list(range(2 * AHEAD))


def test_stopped_pool_leaves_no_process_and_says_nothing(qtbot: QtBot, pool: SuggestionPool) -> None:
    load(qtbot, pool, workers=3, left=1000)
    heard: list[object] = []
    for signal_ in (pool.suggested, pool.failed, pool.stopped):
        signal_.connect(heard.append)
    for document in range(3 * AHEAD):
        pool.suggest(document, TEXT * 200)
    processes = pool.process_ids
    pool.stop(wait=5000)
    assert pool.process_ids == []
    assert all(gone(process) for process in processes)
    assert not any(isinstance(one, Suggestions | Failure) for one in heard)
