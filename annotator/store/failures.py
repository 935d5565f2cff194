"""What SQLite and the file system say when they fail, as one line that names the file and the remedy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import StoreError

NOTHING_WRITTEN = ". Nothing of this action was written"


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into a StoreError that names the file and the remedy."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_explained(error)}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error


def _explained(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith("SQLITE_FULL"):
        return "the disk is full; free some space and do it again. Nothing of this action was written"
    if name.startswith("SQLITE_READONLY"):
        return "the file cannot be written; check its permissions, or work on a copy"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "another program is writing the file; close it and do it again"
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in text:
        return "the file is damaged; keep a copy of it and go back to a backup (the .backup files beside it, if any)"
    if name.startswith("SQLITE_IOERR"):
        return f"the disk failed ({name}); check that it is there and has space. Nothing of this action was written"
    return f"SQLite says: {text}"
