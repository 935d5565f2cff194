"""SQLite connections to a project file: to write, and to read where nothing can be written."""

import os
import sqlite3
from pathlib import Path

BUSY_SECONDS = 5.0
"""How long a write waits for the import that runs on this window's behalf."""
_WITHOUT_LOCKS = "win32-none" if os.name == "nt" else "unix-none"
"""SQLite's file system that takes no locks: it is the only one to read a write-ahead log without a shared-memory file."""


def connect(uri: str) -> sqlite3.Connection:
    """A connection to the file of that URI."""
    # a long edit commits in a thread of its own, and nothing else is asked of the connection until it has
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection that never writes.

    Where even SQLite's shared-memory file cannot be made (a read-only folder, a full disk), the file as it stands, with
    what a program that was killed left in the write-ahead log beside it.
    """
    connection = connect(f"{path.as_uri()}?mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        if not isinstance(error, sqlite3.OperationalError):
            raise
        connection = _connect_alone(path)
    return connection


def is_full(error: sqlite3.Error) -> bool:
    """Whether a connection to write could not be made because the disk is full."""
    return getattr(error, "sqlite_errorname", "") in ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_WRITE")


def prepare(connection: sqlite3.Connection) -> None:
    """Have every commit on the disk when it is acknowledged."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA temp_store = MEMORY")


def _connect_alone(path: Path) -> sqlite3.Connection:
    log = path.with_name(f"{path.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    connection = connect(f"{path.as_uri()}?mode=ro&" + (f"vfs={_WITHOUT_LOCKS}" if logged else "immutable=1"))
    if logged:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    return connection
