"""One of a project's own settings, read and written in one transaction, beside the program that has the project open too."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotator.model.errors import StoreError
from annotator.store.database import ASKED_FOR, Store, open_store

WAIT_SECONDS = 30
"""How long to wait for a long transaction of the program that has the project open."""


def change_setting(store: Store, name: str, change: Callable[[str], str]) -> None:
    """Put in a setting's place what `change` makes of it; it gets "" where there is none.

    In a project that is open for reading only since another program has it, a short connection of its own does it: SQLite
    makes each wait for the other's transactions. Raises StoreError where the project was asked for to read, its file can't
    be written, or that program runs on another machine: between machines SQLite's locks are not safe.
    """
    with _writable(store) as writable, writable.transaction():
        before = writable.value("SELECT value FROM settings WHERE name = ?", [name])
        after = change("" if before is None else str(before))
        writable.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [name, after])


@contextmanager
def _writable(store: Store) -> Iterator[Store]:
    if not store.read_only or store.read_only_reason == ASKED_FOR:
        yield store
        return
    writer = json.loads(store.value("SELECT value FROM settings WHERE name = 'writer'") or "{}")
    if writer.get("host", socket.gethostname()) != socket.gethostname():
        raise StoreError(f"{store.path}: open read-only ({store.read_only_reason}); nothing was written")
    beside = open_store(store.path, on_behalf_of=writer.get("pid"))
    try:
        if not beside.read_only:
            beside.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        yield beside
    finally:
        beside.close()
