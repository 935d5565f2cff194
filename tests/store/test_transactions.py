"""What holds where a part of the work goes wrong: within a transaction, and while a file is made."""

import os
import sqlite3
from pathlib import Path

import pytest

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.record import Record
from annotator.project import Project
from annotator.store import connections
from annotator.store.database import Store, create

INSERT = "INSERT INTO settings (name, value) VALUES (?, ?)"


def settings(store: Store) -> dict[str, str]:
    return {row["name"]: row["value"] for row in store.rows("SELECT name, value FROM settings WHERE name LIKE 't%'")}


def write_twice(store: Store, *names: str) -> None:
    with store.savepoint():
        for name in names:
            store.execute(INSERT, [name, "gone"])


def fill_the_disk(store: Store) -> None:
    with store.transaction():
        store.execute(INSERT, ["t1", "gone"])
        with store.savepoint():
            store.execute("ROLLBACK")
            raise StoreError("the disk is full")


@pytest.fixture
def store(project: Project) -> Store:
    project._store.execute("DELETE FROM settings WHERE name LIKE 't%'")
    return project._store


def test_part_that_fails_takes_nothing_else_with_it(store: Store) -> None:
    with store.transaction():
        store.execute(INSERT, ["t1", "kept"])
        with pytest.raises(AnnotationError, match="cannot hold it"):
            write_twice(store, "t2", "t1")
        with store.savepoint():
            store.execute(INSERT, ["t3", "kept"])
    assert settings(store) == {"t1": "kept", "t3": "kept"}


def test_what_ended_the_whole_transaction_is_what_is_told(store: Store) -> None:
    """A full disk makes SQLite roll all of it back by itself: there is no savepoint to return to, and no second error."""
    with pytest.raises(StoreError, match="the disk is full"):
        fill_the_disk(store)
    assert settings(store) == {}
    with store.transaction():
        store.execute(INSERT, ["t1", "kept"])
    assert settings(store) == {"t1": "kept"}


def test_file_that_cannot_be_opened_once_made_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.pressmark"

    def broken(uri: str) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    with monkeypatch.context() as patch:
        patch.setattr(connections, "connect", broken)
        with pytest.raises(StoreError, match="unable to open"):
            create(path)
    assert list(tmp_path.iterdir()) == []


def test_who_works_for_the_window_writes_beside_it(project: Project) -> None:
    with Project.open(project.path, on_behalf_of=os.getpid()) as helper:
        assert not helper.read_only
        helper.import_records([Record("b", "Léo")])
    with Project.open(project.path) as stranger:
        assert stranger.read_only, "the window still has it"
