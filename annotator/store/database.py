"""Opening a project file: what it is, who may write it, and what goes wrong, said in one line."""

import json
import os
import socket
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlite_utils import Database

from annotator.model.errors import AnnotationError, StoreError
from annotator.store import connections, files
from annotator.store.failures import store_errors
from annotator.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

Row = dict[str, Any]
ASKED_FOR = "it was asked for"
"""Why a project is read-only that nobody wanted to write."""
FULL = "the disk is full"
"""Why a project is read-only that could not be opened to be written."""
COMMIT_SECONDS = 0.004
"""How long a look at whether a commit is through takes at most."""


class Store:
    """One open project file: its connection, its lock and its transactions."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, lock: FileLock | None, read_only: bool, reason: str = ""
    ) -> None:
        """Made by `create` and `open_store`; `reason` says why it is read-only."""
        self.path = path
        self.connection = connection
        self.database = Database(connection, execute_plugins=False)
        self.read_only = read_only
        self.read_only_reason = reason
        self._lock = lock
        self._committed = False
        self._identity = files.identity(path)

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """The rows of a query as dictionaries."""
        with store_errors(self.path):
            return list(self.database.query(sql, parameters))

    def column(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """The first column of a query."""
        with store_errors(self.path):
            return [row[0] for row in self.connection.execute(sql, parameters)]

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, None where there is none."""
        with store_errors(self.path):
            row = self.connection.execute(sql, parameters).fetchone()
            return None if row is None else row[0]

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        with store_errors(self.path):
            return self.connection.execute(sql, parameters)

    def insert(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert a row and return its rowid; a table with an id of its own gives one that never was there."""
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        cursor = self.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(row.values()))
        return cursor.lastrowid or 0

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for many rows of parameters."""
        with store_errors(self.path):
            self.connection.executemany(sql, rows)

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[None]:
        """All or nothing. Raises StoreError on a read-only project, where another file has its place, or where the commit fails.

        One that is not `durable` does not wait for the disk: the power may take it, whole, until the next durable one.
        """
        if self.read_only:
            raise StoreError(f"{self.path}: open read-only ({self.read_only_reason}); nothing was written")
        files.require_place(self.path, self._identity)
        with store_errors(self.path):
            if not durable:
                self.connection.execute("PRAGMA synchronous = NORMAL")
            self.connection.execute("BEGIN IMMEDIATE")
        self._committed = False
        try:
            yield
            if not self._committed:
                with store_errors(self.path):
                    self.connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
            raise
        finally:
            if not durable:
                self.connection.execute("PRAGMA synchronous = FULL")

    def commit_in_steps(self) -> Iterator[None]:
        """Commit the open transaction in a thread: yields while the disk is at it, milliseconds apart.

        The last thing to be done within `transaction`. Nothing else may be asked of the store meanwhile.
        """
        failed: list[sqlite3.Error] = []

        def commit() -> None:
            try:
                self.connection.execute("COMMIT")
            except sqlite3.Error as error:
                failed.append(error)

        thread = threading.Thread(target=commit, name="commit")
        thread.start()
        try:
            while thread.is_alive():
                yield
                thread.join(COMMIT_SECONDS)
        finally:
            thread.join()
            self._committed = not failed
        with store_errors(self.path):
            for error in failed:
                raise error

    def copy_to(self, path: Path) -> None:
        """Write all that was saved to a new file, also of a file that has lost its place. Raises StoreError."""
        if path.exists():
            raise StoreError(f"{path}: there is a file of that name already; open it, or choose another name")
        partial = path.with_name(f"{path.name}.part")
        with store_errors(path):
            files.copy(self.connection, partial)
            if path == self.path:
                files.delete(path)  # what is left of the lost file would be taken for the new one's
            partial.replace(path)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection to the file as it stands now, whatever is written to it while it is read."""
        with store_errors(self.path):
            connection = connections.connect_read_only(self.path)
            try:
                connection.execute("BEGIN")
                connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
                yield connection
            finally:
                connection.close()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a transaction that can fail alone: where it raises, what it wrote is gone and the rest goes on.

        Raises AnnotationError for what the file cannot hold: a broken reference, or a lone surrogate.
        """
        self.execute("SAVEPOINT part")
        try:
            yield
        except BaseException as error:
            if self.connection.in_transaction:  # a full disk has ended all of it already
                self.execute("ROLLBACK TO part")
            if isinstance(error, sqlite3.IntegrityError | UnicodeEncodeError):
                raise AnnotationError(f"the project cannot hold it: {error}") from error
            raise
        finally:
            if self.connection.in_transaction:
                self.execute("RELEASE part")

    def close(self) -> None:
        """Let go of the file; what was committed stays. Closing twice does nothing."""
        if not self.read_only and self._lock is not None:
            with suppress(sqlite3.Error):
                self.connection.execute("DELETE FROM settings WHERE name = 'writer'")
                self.connection.execute("PRAGMA optimize")
        with suppress(sqlite3.Error):
            self.connection.close()
        if self._lock is not None:
            lock, self._lock = self._lock, None
            _let_go(lock)

    def discard(self) -> None:
        """Close the file and delete it: a new one that could not be made whole would stand in the way of the next try."""
        self.close()
        files.delete(self.path)


def create(path: Path) -> Store:
    """Make a new project file. Raises StoreError where something is there already or the place cannot be written."""
    path = path.absolute()
    if path.exists():
        raise StoreError(f"{path}: there is a file of that name already; open it, or choose another name")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent}: there is no such folder; make it first")
    with store_errors(path):
        lock = _locked(path)
    if lock is None:
        raise StoreError(f"{path}: another Pressmark is making it just now")
    try:
        with store_errors(path):
            path.touch(exist_ok=False)
    except StoreError:
        _let_go(lock)
        raise
    connection: sqlite3.Connection | None = None
    try:
        with store_errors(path):
            connection = connections.connect(f"{path.as_uri()}?mode=rwc")
            connection.execute("PRAGMA page_size = 8192")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connections.prepare(connection)
            _migrate(connection, 0)
            _sign(connection)
        return Store(path, connection, lock=lock, read_only=False)
    except BaseException:
        if connection is not None:
            connection.close()
        files.delete(path)
        _let_go(lock)
        raise


def open_store(path: Path, *, read_only: bool = False, on_behalf_of: int | None = None) -> Store:
    """Open a project file.

    Opens it read-only, and says why, where another program writes it, its permissions say so or the disk is full. A file of an older
    program is copied beside itself (`NAME.vN.backup`), then migrated. `on_behalf_of` is the process id of a writer for
    whom this process works. Raises StoreError, the file untouched, where it is missing, foreign, damaged or newer.
    """
    path = path.absolute()
    with store_errors(path):
        version = _examined(path)
    reason = ASKED_FOR if read_only else ""
    if not read_only and not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)):
        reason = "the file or its folder cannot be written"
    lock = None
    if not reason:
        with store_errors(path):
            lock = _locked(path)
            writer = _writer(path) if lock is None else {}
        if lock is None and (on_behalf_of is None or writer.get("pid") != on_behalf_of):
            who = f", process {writer['pid']} on {writer['host']}" if writer else ""
            reason = f"another window has it open{who}"
    try:
        return _opened(path, version, lock, reason)
    except BaseException as error:
        if lock is not None:
            _let_go(lock)
        if version == VERSION and isinstance(error.__cause__, sqlite3.Error) and connections.is_full(error.__cause__):
            return _opened(path, version, None, FULL)
        raise


def _opened(path: Path, version: int, lock: FileLock | None, reason: str) -> Store:
    with store_errors(path):
        if reason:
            if version < VERSION and reason == ASKED_FOR:
                raise StoreError(
                    f"{path}: made by an older Pressmark; open it once in the window, which brings it up to date"
                )
            if version < VERSION:
                raise StoreError(
                    f"{path}: made by an older Pressmark and must be brought up to date, but {reason}; open it where it can be written"
                )
            return Store(path, connections.connect_read_only(path), lock=None, read_only=True, reason=reason)
        connection = connections.connect(f"{path.as_uri()}?mode=rw")
        try:
            if version < VERSION:
                files.back_up(path, connection, version)
            connections.prepare(connection)
            if version < VERSION:
                _migrate(connection, version)
            if lock is not None:
                _sign(connection)
        except BaseException:
            connection.close()
            raise
    return Store(path, connection, lock=lock, read_only=False)


def _examined(path: Path) -> int:
    """The file's version, once it is known to be a project that this program can read."""
    if not path.exists():
        raise StoreError(f"{path}: there is no such file; make one with `pressmark new`")
    if path.is_dir():
        raise StoreError(f"{path}: that is a folder; a project is a file that ends in .pressmark")
    foreign = StoreError(
        f"{path}: not a Pressmark project (or damaged beyond reading); import articles with `pressmark import`"
    )
    if not path.is_file() or path.stat().st_size < 100:  # a pipe would be waited for
        raise foreign
    # SQLite alone may open the file: closing it otherwise drops the locks of every connection of this process
    # (POSIX; sqlite.org/howtocorrupt.html, 2.2), and the next program to close it takes the log for nobody's
    try:
        connection = connections.connect_read_only(path)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname == "SQLITE_NOTADB":
            raise foreign from error
        raise
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if application != APPLICATION_ID:
            raise StoreError(f"{path}: an SQLite file, but not a Pressmark project")
        if version > VERSION:
            raise StoreError(
                f"{path}: made by a newer Pressmark (file version {version}, this program reads up to {VERSION}); update the program"
            )
        connection.execute("SELECT id, document, annotator FROM spans LIMIT 1").fetchone()
        connection.execute("SELECT id, text_sha256 FROM documents ORDER BY id DESC LIMIT 1").fetchone()
    finally:
        connection.close()
    return version


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    database = Database(connection, execute_plugins=False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version, VERSION):
            MIGRATIONS[number](database)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def _locked(path: Path) -> FileLock | None:
    """The lock of the one who may write, or None where another has it; the system lets go of it when a process dies.

    It lies beside the file itself, so that two windows see each other where one opened it by a link.
    """
    path = path.resolve()
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock


def _let_go(lock: FileLock) -> None:
    with suppress(OSError):  # Windows deletes no file that is open
        Path(lock.lock_file).unlink()
    lock.release()


def _sign(connection: sqlite3.Connection) -> None:
    writer = json.dumps({"pid": os.getpid(), "host": socket.gethostname()})
    connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('writer', ?)", (writer,))


def _writer(path: Path) -> dict[str, Any]:
    connection = connections.connect_read_only(path)
    try:
        row = connection.execute("SELECT value FROM settings WHERE name = 'writer'").fetchone()
        return {} if row is None else dict(json.loads(row[0]))
    finally:
        connection.close()
