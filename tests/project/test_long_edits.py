"""Actions over many documents, a document at a time: the same as at once, all of it or nothing."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.model.article import CONFIRMED
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.record import Record
from annotator.model.steps import Step, finished
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.project import Project
from annotator.store import memory
from tests.project.conftest import SCHEME

DOCUMENTS = 30
TEXT = "Ana Roy voit Paris, et Paris voit Ana Roy."
TABLES = ("spans", "relations", "decisions", "reviews", "memory", "memory_nested")


def make(path: Path) -> Project:
    project = Project.create(path, scheme=SCHEME, annotator="Ada")
    project.import_records(Record(f"d{n}", f"Numéro {n}. {TEXT}") for n in range(DOCUMENTS))
    run = project.start_run("pipeline", "1.0")
    for document in project.document_ids():
        at = project.article(document).document.text.index("Ana")
        project.store_suggestions(
            run,
            document,
            [
                ProposedSpan(at, at + 7, "PER", 0.95),
                ProposedSpan(at + 13, at + 18, "LOC", 0.9),
                ProposedSpan(at + 34, at + 41, "PER", 0.55),
            ],
            [ProposedRelation((at, at + 7), (at + 13, at + 18), "in", 0.9)],
        )
    return project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = make(tmp_path / "many.pressmark")
    yield project
    project.close()


def rows(project: Project) -> dict[str, list[dict[str, Any]]]:
    """What the file says, but for times."""
    found = {table: project._store.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in TABLES}
    for row in found["decisions"]:
        del row["decided"]
    return found


def but_reviews(project: Project) -> dict[str, list[dict[str, Any]]]:
    """An undo leaves the row of the review, for the time spent is in it."""
    found = rows(project)
    del found["reviews"]
    return found


def agrees(project: Project) -> None:
    """The states in memory, the tallies and the memory's counts are what the file says."""
    found = memory.recounted(project._store, project.annotator)
    strings = {(s, label): n for s, label, n in memory.strings(project._store, project.annotator)}
    assert strings == {key: n for key, n in found.strings.items() if n}
    for document in project.document_ids():
        kept = project._states.get(document)
        if kept is not None:
            pending, version = kept.pending(), kept.review.state
            project._reload_states()
            assert (project.article(document).pending(), project.article(document).review.state) == (pending, version)
    pendings = {row.id: row.pending for row in project.document_rows(project.document_ids())}
    assert pendings == {document: project.article(document).pending_count for document in pendings}


def places(project: Project, word: str) -> list[tuple[DocumentId, int, int]]:
    return [(one.document, one.start, one.end) for one in project.occurrences_in(project.document_ids(), word)]


def test_in_steps_and_back_and_again(project: Project) -> None:
    shown = project.article(project.document_ids()[3])
    before = but_reviews(project)
    steps = list(project.accept_above_in_steps(0.8))
    assert steps[:2] == [Step(1, DOCUMENTS), Step(2, DOCUMENTS)]
    assert steps[DOCUMENTS:] == [Step(DOCUMENTS, DOCUMENTS, committing=True)] * (len(steps) - DOCUMENTS)
    assert len(shown.spans(CONFIRMED)) == 2
    assert shown.review.state == "in_progress"
    agrees(project)
    after = rows(project)
    assert len(after["relations"]) == DOCUMENTS
    assert project.replay_size("undo") == DOCUMENTS
    assert project.replay_size("redo") == 0
    undone = finished(project.replay_in_steps("undo"))
    assert undone is not None
    assert undone.documents == set(project.document_ids())
    assert undone.touches("reviews")
    assert but_reviews(project) == before
    assert {row["state"] for row in rows(project)["reviews"]} == {"new"}
    agrees(project)
    redone = finished(project.replay_in_steps("redo"))
    assert redone is not None
    assert redone.action == "accept_above"
    assert rows(project) == after
    agrees(project)
    assert finished(project.replay_in_steps("redo")) is None
    assert project.undo() is not None  # at once does the same
    assert but_reviews(project) == before


def test_the_whole_corpus_in_steps(project: Project) -> None:
    first = project.document_ids()[0]
    edit = finished(project.apply_to_corpus_in_steps(places(project, "Paris"), "label", "ORG"))
    assert edit.documents == set(project.document_ids())
    assert sum(item.label == "ORG" for item in project.article(first).spans(CONFIRMED)) == 2
    agrees(project)
    finished(project.apply_to_corpus_in_steps(places(project, "Paris"), "reject"))
    assert not project.article(first).spans(CONFIRMED)
    agrees(project)
    finished(project.replay_in_steps("undo"))
    assert sum(item.label == "ORG" for item in project.article(first).spans(CONFIRMED)) == 2
    agrees(project)


def test_nothing_to_do_is_refused(project: Project) -> None:
    with pytest.raises(AnnotationError, match="99%"):
        finished(project.accept_above_in_steps(0.99))
    with pytest.raises(AnnotationError, match="so already"):
        finished(project.apply_to_corpus_in_steps([], "reject"))
    assert project.undo_action() == ""
    finished(project._history.transact_in_steps("nothing", lambda transaction: iter([Step(1, 1)])))
    assert project._history.edit is None
    assert project.undo_action() == ""


def test_documents_that_are_so_already_are_no_part_of_it(project: Project) -> None:
    every = places(project, "Paris")
    first = [place for place in every if place[0] == every[0][0]]
    project.apply_to_corpus(first, "label", "LOC")
    edit = project.apply_to_corpus(every, "label", "LOC")
    assert len(edit.documents) == DOCUMENTS - 1
    assert project.replay_size("undo") == DOCUMENTS - 1


@pytest.mark.parametrize("at", [0, 1, 7, DOCUMENTS - 1])
def test_stopping_takes_all_of_it_back(project: Project, at: int) -> None:
    first = project.document_ids()[0]
    shown = project.article(first)
    pending, before = shown.pending(), rows(project)
    steps = project.accept_above_in_steps(0.8)
    for _ in range(at):
        next(steps)
    steps.close()
    assert rows(project) == before
    assert project.article(first) is shown
    assert shown.pending() == pending
    assert project.undo_action() == ""
    project.accept(first, pending[0])
    agrees(project)


def test_stopping_an_undo_leaves_it_done(project: Project) -> None:
    project.accept_above(0.8)
    shown, after = project.article(project.document_ids()[-1]), rows(project)
    steps = project.replay_in_steps("undo")
    for _ in range(5):
        next(steps)
    steps.close()
    assert rows(project) == after
    assert len(shown.spans(CONFIRMED)) == 2
    assert project.undo_action() == "accept_above"
    agrees(project)


def test_full_disk_in_the_middle_takes_all_of_it_back(project: Project) -> None:
    shown = project.article(project.document_ids()[0])
    pending, before = shown.pending(), rows(project)
    pages = project._store.value("PRAGMA page_count")
    project._store.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match="the disk is full"):
        finished(project.accept_above_in_steps(0.8))
    project._store.execute("PRAGMA max_page_count = 1073741823")
    assert shown.pending() == pending
    assert rows(project) == before
    project.accept_above(0.8)
    agrees(project)


def test_failed_commit_takes_all_of_it_back(project: Project) -> None:
    """A reference that is broken until the end is found by the commit."""
    shown = project.article(project.document_ids()[0])
    pending, before = shown.pending(), rows(project)
    steps = project.accept_above_in_steps(0.8)
    next(steps)
    project._store.execute("PRAGMA defer_foreign_keys = ON")
    project._store.execute("UPDATE spans SET label = 'NONE'")
    with pytest.raises(AnnotationError, match="nothing was changed"):
        finished(steps)
    assert shown.pending() == pending
    assert rows(project) == before


def test_stopped_while_committing_is_committed(project: Project) -> None:
    for step in (steps := project.accept_above_in_steps(0.8)):
        if step.done == DOCUMENTS:
            break
    try:
        while not next(steps).committing:
            pass
    except StopIteration:
        pass
    steps.close()
    agrees(project)
    assert project.undo_action() == "accept_above"


KILLED = """
import os, signal, sys
from annotator.project import Project
project = Project.open(sys.argv[1], annotator="Ada")
project._store.execute("PRAGMA cache_size = 1")
project._store.execute("PRAGMA cache_spill = 1")
steps = project.accept_above_in_steps(0.8)
for number, step in enumerate(steps):
    if number == 20:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_in_the_middle_leaves_the_file_as_before(tmp_path: Path) -> None:
    path = tmp_path / "killed.pressmark"
    with make(path) as project:
        before = rows(project)
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -9
    with Project.open(path, annotator="Ada") as project:
        assert not project.read_only
        assert rows(project) == before
        assert project._store.value("PRAGMA integrity_check") == "ok"
        assert len(project.accept_above(0.8).documents) == DOCUMENTS
        agrees(project)


def test_snapshot_sees_nothing_written_later(project: Project) -> None:
    with project._store.snapshot() as connection:
        project.accept_above(0.8)
        assert connection.execute("SELECT count(*) FROM spans").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM spans")
