"""Nothing acknowledged is ever lost: not by kill -9, not by a full disk."""

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.errors import LostFileError, StoreError
from annotator.model.import_report import ImportReport
from annotator.model.label_scheme import LabelScheme
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project
from annotator.project.importer import BATCH_DOCUMENTS

KILLS = 50


def lines_before_the_kill(path: Path, seconds: float) -> list[list[str]]:
    """Start the writer, let it acknowledge something, kill it some time later, and return all that it acknowledged."""
    writer = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("killed_writer.py")), str(path)], stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    try:
        writer.wait(seconds)
    except subprocess.TimeoutExpired:
        writer.kill()
    rest = writer.stdout.read()
    writer.stdout.close()
    writer.wait()
    whole = [line for line in (first + rest).decode().splitlines(keepends=True) if line.endswith("\n")]
    return [line.split() for line in whole]


@pytest.mark.slow
def test_kill_at_any_moment_loses_no_acknowledged_decision(project: Project) -> None:
    project.import_records([Record("a", "Ana et Léo. " * 50)])
    path = project.path
    project.close()
    chance = random.Random(1)
    expected: dict[int, str] = {}
    for _ in range(KILLS):
        acknowledged = lines_before_the_kill(path, chance.uniform(0.0, 0.12))
        for action, edit in acknowledged:
            expected[int(edit)] = "done" if action == "done" else "undone"
        with Project.open(path) as after:
            assert not after.read_only, "the lock of a killed process must not hold"
            found = {
                row["id"]: row["state"]
                for row in after._store.rows("SELECT id, state FROM edits WHERE state <> 'recorded'")
            }
            lost = {
                id: state
                for id, state in expected.items()
                if found.get(id) not in (state, "superseded" if state == "undone" else state)
            }
            # the action under way at the kill may have been committed without having been acknowledged, and no more
            extra = {
                id: state
                for id, state in found.items()
                if id not in expected or (expected[id], state) == ("done", "undone")
            }
            assert not {id for id in lost if (expected[id], found.get(id)) != ("done", "undone")}
            assert len(extra) <= 1
            expected.update({id: found[id] for id in extra})
            expected = {id: ("undone" if found[id] == "superseded" else found[id]) for id in expected}
            assert after._store.value("PRAGMA integrity_check") == "ok"
            assert not after._store.rows("PRAGMA foreign_key_check")
            done = sum(state == "done" for state in found.values())
            assert after._store.value("SELECT count(*) FROM decisions") == done
    assert len(expected) > KILLS


def test_full_disk_writes_nothing_and_says_so(project: Project) -> None:
    project.import_records([Record("a", "Ana et Léo. " * 50)])
    document = project.document_ids()[0]
    project.memory_active = False
    state = project.article(document)
    project.store_suggestions(project.start_run("p"), document, [ProposedSpan(0, 3, "PER", 0.9)])
    pages = project._store.value("PRAGMA page_count")
    project._store.execute(f"PRAGMA max_page_count = {pages}")
    comment = "x" * 100_000
    before = state.spans()
    with pytest.raises(StoreError, match="disk is full"):
        project.set_comment(document, comment)
    assert project.article(document) is state, "a view that holds the state goes on holding the true one"
    assert state.spans() == before
    assert state.review.comment == ""
    assert project._store.value("SELECT count(*) FROM edits WHERE state <> 'recorded'") == 0
    project._store.execute("PRAGMA max_page_count = 1000000")
    project.accept(document, state.pending()[0])
    assert [span.status for span in state.spans()] == ["confirmed"]


def test_an_import_that_fills_the_disk_says_what_is_kept(project: Project) -> None:
    def fill(_report: ImportReport) -> bool:
        pages = project._store.value("PRAGMA page_count")
        project._store.execute(f"PRAGMA max_page_count = {pages}")
        return True

    many = [Record(f"a{number}", f"Article {number}. " * 20) for number in range(BATCH_DOCUMENTS + 100)]
    with pytest.raises(StoreError, match=r"disk is full; .*Articles that came in before that are kept: 400$"):
        project.import_records(many, progress=fill)
    assert project.document_count() == BATCH_DOCUMENTS
    with pytest.raises(StoreError, match="Nothing of this action was written"):
        project.import_records(many)


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no file that is open")
@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_acknowledged_that_no_file_will_hold(project: Project, how: str) -> None:
    project.import_records([Record("a", "Ana")])
    document, elsewhere = project.document_ids()[0], project.path.with_name("elsewhere.pressmark")
    if how == "deleted":
        project.path.unlink()
    else:
        project.path.rename(elsewhere)
    if how == "replaced":
        project.path.write_bytes(elsewhere.read_bytes())
    said = "another file took its place" if how == "replaced" else "the file was moved or deleted"
    with pytest.raises(LostFileError, match=f"{project.path.name}: {said} while it was open; this action is lost"):
        project.set_comment(document, "lost")
    assert project.article(document).review.comment == ""
    if how == "moved":
        elsewhere.rename(project.path)
        project.set_comment(document, "kept")
        assert project.article(document).review.comment == "kept"


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no file that is open")
@pytest.mark.parametrize("place", ["work.pressmark", "copy.pressmark"])
@pytest.mark.parametrize("how", ["moved", "deleted"])
def test_copy_of_a_lost_file_has_all_that_was_acknowledged(tmp_path: Path, how: str, place: str) -> None:
    path = tmp_path / "work.pressmark"
    with Project.create(path, scheme=LabelScheme()) as project:
        project.import_records([Record("a", "Ana")])
        document = project.document_ids()[0]
        project.set_comment(document, "kept")
        if how == "deleted":
            path.unlink()
        else:
            path.rename(tmp_path / "elsewhere.pressmark")
        project.copy_to(tmp_path / place)
    with Project.open(tmp_path / place) as copied:
        assert not copied.read_only
        assert copied.article(document).review.comment == "kept"
        assert copied.undo_action() == "set_comment"
        assert list(copied.check()) == []
    assert not list(tmp_path.glob("*.part"))


def test_copy_replaces_nothing_and_leaves_nothing_behind(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match="there is a file of that name already"):
        project.copy_to(project.path)
    with pytest.raises(StoreError, match="nowhere"):
        project.copy_to(project.path.parent / "nowhere" / "copy.pressmark")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"copy\.pressmark"):
            project.copy_to(project.path.with_name("copy.pressmark"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not list(project.path.parent.glob("copy*"))


def test_a_decision_is_on_the_disk_when_it_is_acknowledged(project: Project) -> None:
    assert project._store.value("PRAGMA journal_mode") == "wal"
    assert project._store.value("PRAGMA synchronous") == 2
    project.import_records([Record("a", "Ana")])
    assert project._store.value("PRAGMA synchronous") == 2, "an import must leave it as it was"
