"""Opening a project file: every file that is not one, not whole, not ours or not free is told apart, and left untouched."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock

from annotator.model.errors import StoreError
from annotator.model.label_scheme import Label, LabelScheme
from annotator.model.record import Record
from annotator.project import Project
from annotator.store import connections, database, files, schema
from annotator.store.database import create, open_store

SCHEME = LabelScheme("s", (Label("PER", key="1"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "p.pressmark"
    with Project.create(made, scheme=SCHEME, annotator="Ada") as project:
        project.import_records([Record("a", "Ana")])
    return made


class Unopened:
    """A connection where no shared-memory file can be made."""

    def execute(self, _: str) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    def close(self) -> None:
        pass


def refused(path: Path, *words: str) -> str:
    """Opening must fail with one line that has those words, and leave the file's bytes as they are."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        open_store(path)
    message = str(caught.value)
    assert "\n" not in message
    assert all(word in message for word in (str(path), *words)), message
    if before is not None:
        assert path.read_bytes() == before
    return message


def test_missing_file_is_named(tmp_path: Path) -> None:
    refused(tmp_path / "nothing.pressmark", "no such file", "pressmark new")


def test_folder_is_told_apart(tmp_path: Path) -> None:
    refused(tmp_path, "folder")


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Un article. " * 100)
    refused(text, "not a Pressmark project")
    empty = tmp_path / "empty.pressmark"
    empty.touch()
    refused(empty, "not a Pressmark project")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    refused(other, "an SQLite file, but not a Pressmark project")


def test_a_disk_that_fills_up_leaves_no_half_project(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = connections.connect

    def small(uri: str) -> sqlite3.Connection:
        connection = connect(uri)
        connection.execute("PRAGMA max_page_count = 5")
        return connection

    monkeypatch.setattr(connections, "connect", small)
    new = path.with_name("new.pressmark")
    with pytest.raises(StoreError, match="disk is full"):
        database.create(new)
    assert not list(path.parent.glob("*new.pressmark*"))
    monkeypatch.undo()
    database.create(new).close()


def test_a_project_in_a_folder_that_cannot_be_written_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(StoreError, match="Read-only file system"):
        database.create(path.with_name("new.pressmark"))


def test_a_file_that_appears_meanwhile_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = path.with_name("new.pressmark")
    locked = database._locked

    def late(path: Path) -> object:
        new.write_text("mine")
        return locked(path)

    monkeypatch.setattr(database, "_locked", late)
    with pytest.raises(StoreError):
        database.create(new)
    assert new.read_text() == "mine"


def test_newer_file_is_refused(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    refused(path, "newer Pressmark", "update the program")


def test_damaged_file_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + os.urandom(len(whole) - 200))
    refused(path, "damaged")
    path.write_bytes(whole[: len(whole) // 3])
    refused(path, "damaged")


def test_read_only_file_opens_read_only_and_says_why(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.os, "access", lambda *_: False)  # root may write whatever the permissions say
    with Project.open(path) as project:
        assert project.read_only
        assert "cannot be written" in project.read_only_reason
        assert project.document_count() == 1
        with pytest.raises(StoreError, match="read-only"):
            project.add_span(project.document_ids()[0], 0, 3, "PER")


def test_second_window_is_told_and_reads(path: Path) -> None:
    with Project.open(path) as first, Project.open(path, annotator="Ada") as second:
        assert not first.read_only
        assert second.read_only
        assert f"process {os.getpid()}" in second.read_only_reason
        document = first.document_ids()[0]
        first.add_span(document, 0, 3, "PER")
        assert second.refresh()
        assert [span.label for span in second.article(document).spans()] == ["PER"]
        assert not second.refresh()
    with Project.open(path) as third:
        assert not third.read_only


def test_file_that_is_opened_once_more_keeps_its_log(path: Path) -> None:
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1])\n"
        "print(c.execute('SELECT count(*) FROM spans').fetchone()[0]); c.close()"
    )
    with Project.open(path) as window:
        document = window.document_ids()[0]
        for count in (1, 2):
            window.add_span(document, 0, count, "PER")
            with Project.open(path, read_only=True):  # as the window's list does for its queries
                pass
            # a program that finds no lock on the file deletes the log when it closes it
            seen = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
            assert int(seen.stdout) == count
            assert path.with_name(f"{path.name}-wal").exists()


def test_stranger_in_a_read_only_project_is_nobody(path: Path) -> None:
    with Project.open(path, read_only=True, annotator="Bea") as project:
        assert project.annotator == 0
        assert project.read_only_reason == "it was asked for"
        assert project.article(project.document_ids()[0]).spans() == []


def test_import_on_behalf_of_the_window_may_write(path: Path) -> None:
    script = (
        "import os, sys; from annotator.project import Project; from annotator.model.record import Record\n"
        "p = Project.open(sys.argv[1], on_behalf_of=int(sys.argv[2]))\n"
        "print(p.read_only); p.import_records([Record('b', 'Léo')]); p.close()"
    )
    with Project.open(path) as window:
        command = [sys.executable, "-c", script, str(path), str(os.getpid())]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False"
        assert window.refresh()
        assert window.document_count() == 2
        with Project.open(path, on_behalf_of=1) as other:
            assert other.read_only
        window.add_span(window.document_ids()[0], 0, 3, "PER")


def test_creating_over_a_file_or_nowhere_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="already"):
        create(path)
    with pytest.raises(StoreError, match="no such folder"):
        create(tmp_path / "none" / "p.pressmark")


def test_creating_in_two_places_at_once_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.pressmark"
    lock = database._locked(path)
    assert lock is not None
    with pytest.raises(StoreError, match="making it just now"):
        create(path)
    lock.release()


def test_project_that_cannot_be_filled_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        Project.create(tmp_path / "p.pressmark", scheme=SCHEME, language="\ud800")
    assert list(tmp_path.iterdir()) == []


def test_second_window_through_a_link_is_told(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pressmark"
    link.symlink_to(path)
    with Project.open(path), Project.open(link) as second:
        assert second.read_only
        assert "another window" in second.read_only_reason


def test_failed_creation_lets_go_of_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.pressmark"

    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_migrate", broken)
        with pytest.raises(StoreError, match="disk I/O error"):
            create(path)
    create(path).close()


def test_older_file_is_backed_up_then_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = sqlite3.connect(path)
    before = connection.execute("SELECT * FROM documents").fetchall()
    connection.close()
    monkeypatch.setattr(database, "MIGRATIONS", (*schema.MIGRATIONS, lambda db: db.execute("CREATE TABLE added (x)")))
    monkeypatch.setattr(database, "VERSION", schema.VERSION + 1)
    open_store(path).close()
    backup = path.with_name(f"{path.name}.v{schema.VERSION}.backup")
    connection = sqlite3.connect(backup)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    assert connection.execute("SELECT * FROM documents").fetchall() == before
    connection.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION + 1
    assert connection.execute("SELECT count(*) FROM added").fetchone()[0] == 0
    connection.close()


@pytest.mark.parametrize("last", ["SELECT 1", "ROLLBACK"], ids=["interrupted", "ended by a full disk"])
def test_failed_migration_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch, last: str) -> None:
    def half(db: object) -> None:
        db.execute("CREATE TABLE added (x)")  # type: ignore[attr-defined]
        db.execute(last)  # type: ignore[attr-defined]
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr(database, "MIGRATIONS", (*schema.MIGRATIONS, half))
    monkeypatch.setattr(database, "VERSION", schema.VERSION + 1)
    with pytest.raises(StoreError, match="interrupted"):
        open_store(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    assert not connection.execute("SELECT name FROM sqlite_schema WHERE name = 'added'").fetchall()
    connection.close()
    monkeypatch.undo()
    with Project.open(path) as project:
        assert not project.read_only


def test_older_file_that_cannot_be_written_is_not_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "VERSION", schema.VERSION + 1)
    with pytest.raises(StoreError, match="open it once in the window, which brings it up to date"):
        open_store(path, read_only=True)


def test_older_file_that_another_has_open_is_not_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Project.open(path):
        monkeypatch.setattr(database, "VERSION", schema.VERSION + 1)
        with pytest.raises(StoreError, match="must be brought up to date, but another window has it open"):
            open_store(path)


def test_no_room_for_the_backup_stops_the_migration(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(StoreError, match="not enough space"):
        open_store(path)


def test_read_only_medium_without_room_for_a_shared_memory_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = connections.connect

    monkeypatch.setattr(connections, "connect", lambda uri: real(uri) if "immutable" in uri else Unopened())
    store = open_store(path, read_only=True)
    assert store.value("SELECT count(*) FROM documents") == 1
    store.close()


def test_what_a_killed_program_left_in_the_log_is_read_where_nothing_can_be_written(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Project.open(path)
    writer.import_records([Record("b", "Léo")])
    copy = tmp_path / "medium" / path.name
    copy.parent.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy(path.with_name(name), copy.with_name(name))
    writer.close()
    real = connections.connect
    with monkeypatch.context() as patch:
        patch.setattr(connections, "connect", lambda uri: real(uri) if "vfs=" in uri else Unopened())
        with Project.open(copy, read_only=True) as project:
            assert project.document_count() == 2
    assert sorted(entry.name for entry in copy.parent.iterdir()) == [path.name, f"{path.name}-wal"]


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"])
def test_on_a_full_disk_a_project_opens_to_be_read(path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def full(_connection: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = name
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(database, "_sign", full)
        with Project.open(path) as project:
            assert project.document_count() == 1
            assert project.read_only_reason == "the disk is full"
            with pytest.raises(StoreError, match="the disk is full"):
                project.import_records([Record("b", "Léo")])
    with Project.open(path) as project:
        assert not project.read_only


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_READONLY_DBMOVED", "cannot be written"),
        ("SQLITE_BUSY", "another program"),
        ("SQLITE_CORRUPT_VTAB", "damaged"),
        ("SQLITE_IOERR_WRITE", "disk failed"),
        ("SQLITE_ERROR", "SQLite says: no such thing"),
    ],
)
def test_every_failure_has_its_words(tmp_path: Path, name: str, words: str) -> None:
    error = sqlite3.OperationalError("no such thing")
    error.sqlite_errorname = name
    with pytest.raises(StoreError, match=words), database.store_errors(tmp_path):
        raise error


def test_failure_of_the_file_system_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Stale"), database.store_errors(tmp_path):
        raise OSError(116, "Stale file handle")


def test_rollback_that_fails_too_does_not_hide_the_first_error(path: Path) -> None:
    store = open_store(path)

    def fail() -> None:
        with store.transaction():
            store.connection.execute("ROLLBACK")
            raise ValueError("first")

    with pytest.raises(ValueError, match="first"):
        fail()
    store.close()
    store.close()
