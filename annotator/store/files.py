"""The project as a file: which one has its name, copies of it, and what lies beside it."""

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from annotator.model.errors import LostFileError, StoreError

Identity = tuple[int, int] | None


def identity(path: Path) -> Identity:
    """Which file has that name at the moment: its device and inode; None where none has."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def require_place(path: Path, opened: Identity) -> None:
    """Raises LostFileError where another file than the one that was opened has its name, or none.

    SQLite would go on writing to the one that was opened, which has no name any more, or another one.
    """
    now = identity(path)
    if now is None:
        raise LostFileError(
            f"{path}: the file was moved or deleted while it was open; this action is lost. "
            "Put the file back and do it again"
        )
    if now != opened:
        raise LostFileError(
            f"{path}: another file took its place while it was open; this action is lost. "
            "Open the project anew to see what is in that file"
        )


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """Write what a connection sees to another file; where that fails none is left. Raises sqlite3.Error."""
    try:
        other = sqlite3.connect(path)
        try:
            connection.backup(other)
        finally:
            other.close()
    except sqlite3.Error:
        path.unlink(missing_ok=True)
        raise


def back_up(path: Path, connection: sqlite3.Connection, version: int) -> None:
    """A copy of the file, its write-ahead log included, beside it, before a migration."""
    backup = path.with_name(f"{path.name}.v{version}.backup")
    partial = backup.with_name(backup.name + ".part")
    if shutil.disk_usage(path.parent).free < path.stat().st_size * 2:
        raise StoreError(
            f"{path}: not enough space beside it for the backup that an update of the file begins with; free some space"
        )
    copy(connection, partial)
    partial.replace(backup)


def delete(path: Path) -> None:
    """Delete a project file, where there is one, and what SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(OSError):
            path.with_name(name).unlink()
