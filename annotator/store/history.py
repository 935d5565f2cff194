"""Every write of an annotator: recorded row by row, so that it can be taken back and done again.

An action is one edit; its changes hold each row before and after as JSON. Undo writes the rows back and marks the edit;
a new edit supersedes the undone ones, which stay as the audit trail.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Literal, NamedTuple, Protocol

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId
from annotator.model.edit import Change, Edit, EditId, Row
from annotator.model.errors import AnnotationError
from annotator.model.steps import Step, Steps
from annotator.store.changes import KEYS, NO_REVIEW, LongEdit, dumped, edit_of, folded, key_of, recorded, where
from annotator.store.database import Store

CHANGED_SINCE = "that cannot be taken back or done again: what it changed has been changed since"

Which = Literal["undo", "redo"]
CHANGES_A_READ = 100


class Derive(Protocol):
    """Writes what depends on changes, before they are committed."""

    def __call__(self, changes: Sequence[Change], *, more: bool = False) -> None:
        """`more`: others of the same edit come later; the last call says so, with or without changes."""


def now() -> str:
    """The time in UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Transaction:
    """The writes of one action, each recorded with its row before and after."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.changes: list[Change] = []

    def insert(self, table: str, row: dict[str, Any]) -> int:
        """Insert a row and return its rowid; a table with an id of its own gives one that never was there."""
        id = self._store.insert(table, row)
        after = {"id": id, **row} if KEYS[table] == ("id",) else dict(row)
        self.changes.append(Change(table, None, after))
        return id

    def update(self, table: str, before: Row, **values: Any) -> Row:
        """Change columns of the row that stands as `before`; returns it as it is now."""
        after = {**before, **values}
        if after == before:
            return before
        sets = ", ".join(f'"{name}" = ?' for name in values)
        self._store.execute(
            f'UPDATE "{table}" SET {sets} WHERE {where(table)}', [*values.values(), *key_of(table, before)]
        )
        self.changes.append(Change(table, dict(before), after))
        return after

    def delete(self, table: str, before: Row) -> None:
        """Delete the row that stands as `before`."""
        self._store.execute(f'DELETE FROM "{table}" WHERE {where(table)}', key_of(table, before))
        self.changes.append(Change(table, dict(before), None))

    def row(self, table: str, **key: Any) -> Row | None:
        """The row of that key as it stands within this transaction."""
        where = " AND ".join(f'"{name}" = ?' for name in key)
        rows = self._store.rows(f'SELECT * FROM "{table}" WHERE {where}', list(key.values()))
        return rows[0] if rows else None


class History:
    """The edits of one annotator in one project."""

    def __init__(self, store: Store, annotator: AnnotatorId, derive: Derive) -> None:
        """`derive` is called with an edit's changes before they are committed, to write what depends on them."""
        self._store = store
        self._annotator = annotator
        self._derive = derive
        self.edit: Edit | None = None
        """The edit that `transact` committed last; None where the action changed nothing."""

    @contextmanager
    def transact(
        self, action: str, *, document: DocumentId | None = None, extent: tuple[int, int] | None = None
    ) -> Iterator[Transaction]:
        """One action: all of what is written in the block, or, when it raises, nothing. `self.edit` is the result."""
        self.edit = None
        with _whole(), self._store.transaction():
            transaction = Transaction(self._store)
            yield transaction
            changes = folded(transaction.changes)
            if not changes:
                return
            self._supersede()
            self._derive(changes)
            id = self._record_edit(action, document, extent)
            self._record_changes(id, changes)
            edit = edit_of(id, action, changes, document, extent)
        self.edit = edit

    def transact_in_steps(self, action: str, parts: Callable[[Transaction], Iterator[Step]]) -> Steps[None]:
        """One action over very many documents, as `transact`, but a part at a time; each part writes of one document.

        What a part wrote is recorded, and what follows from it derived, before the next begins: it is not kept in memory.
        """
        self.edit = None
        with _whole(), self._store.transaction():
            long = LongEdit()
            part = Transaction(self._store)
            for step in parts(part):
                if part.changes:
                    long.id = long.id or self._begin(action)
                    changes = folded(part.changes)
                    part.changes = []
                    self._derive(changes, more=True)
                    self._record_changes(long.id, changes)
                    long.note(changes)
                yield step
            if long.id is None:
                return
            self._derive(())
            self._store.execute(
                "UPDATE edits SET detail = ? WHERE id = ?", [json.dumps({"documents": len(long.documents)}), long.id]
            )
            yield from self._commit(long)
        self.edit = long.edit(action)

    def _begin(self, action: str) -> EditId:
        self._supersede()
        return self._record_edit(action, None, None)

    def _commit(self, long: "LongEdit") -> Iterator[Step]:
        count = len(long.documents)
        for _ in self._store.commit_in_steps():
            yield Step(count, count, committing=True)

    def next_size(self, which: Which) -> int:
        """How many documents undo or redo would touch, where `replay_in_steps` can do it; 0 where it cannot.

        It cannot where the label scheme is a part of it: what the documents say depends on all of that.
        """
        row = self._next(which)
        if row is None or not row["detail"]:
            return 0
        return int(json.loads(row["detail"]).get("documents", 0))

    def replay_in_steps(self, which: Which) -> Steps[Edit | None]:
        """Undo or redo of an action over very many documents: a document at a time, in one transaction."""
        total = self.next_size(which)
        row = self._next(which)
        if row is None:
            return None
        long = LongEdit(EditId(row["id"]))
        with _whole(), self._store.transaction():
            for changes in self._by_document(long.id, back=which == "undo"):
                written = [self._write(change, about_review=False) for change in changes]
                self._derive(written, more=True)
                long.note(written)
                yield Step(len(long.documents), total)
            self._derive(())
            self._mark(row["id"], _REPLAYED[which].becomes)
            yield from self._commit(long)
        return long.edit(row["action"])

    def _by_document(self, edit: EditId | None, *, back: bool) -> Iterator[list[Change]]:
        """An edit's changes in the order in which they are to be written, those that follow of one document together."""
        for _, changes in groupby(self._changes_of(edit, back=back), key=lambda change: change.document):
            yield list(changes)

    def _changes_of(self, edit: EditId | None, *, back: bool) -> Iterator[Change]:
        following, order = ("<", "DESC") if back else (">", "ASC")
        at = 2**62 if back else 0
        while rows := self._store.rows(
            f"SELECT * FROM changes WHERE edit = ? AND id {following} ? ORDER BY id {order} LIMIT ?",
            [edit, at, CHANGES_A_READ],
        ):
            at = rows[-1]["id"]
            for row in rows:
                yield recorded(row, back=back)

    def undo(self) -> Edit | None:
        """Take back this annotator's last edit; None where there is none. The edit's changes are those of the undo."""
        return self._replay("undo")

    def redo(self) -> Edit | None:
        """Do the edit undone last once more; None where there is none."""
        return self._replay("redo")

    def next_action(self, which: Which) -> str:
        """The name of the action that undo or redo would touch, or ""."""
        found = self._next(which)
        return "" if found is None else str(found["action"])

    def next_id(self, which: Which) -> EditId | None:
        """The edit that undo or redo would touch."""
        found = self._next(which)
        return None if found is None else EditId(found["id"])

    def _next(self, which: Which) -> Row | None:
        state, order, _ = _REPLAYED[which]
        rows = self._store.rows(
            f"SELECT * FROM edits WHERE annotator = ? AND state = ? ORDER BY id {order} LIMIT 1",
            [self._annotator, state],
        )
        return rows[0] if rows else None

    def _replay(self, which: Which) -> Edit | None:
        _, order, becomes = _REPLAYED[which]
        row = self._next(which)
        if row is None:
            return None
        stored = self._store.rows(f"SELECT * FROM changes WHERE edit = ? ORDER BY id {order}", [row["id"]])
        changes = [recorded(item, back=which == "undo") for item in stored]
        about_review = all(change.table == "reviews" for change in changes)
        with _whole(), self._store.transaction():
            changes = [self._write(change, about_review=about_review) for change in changes]
            self._derive(changes)
            self._mark(row["id"], becomes)
        extent = None if row["start"] is None else (row["start"], row["end"])
        return edit_of(EditId(row["id"]), row["action"], tuple(changes), row["document"], extent)

    def _mark(self, edit: int, state: str) -> None:
        stamp = now() if state == "undone" else None
        self._store.execute("UPDATE edits SET state = ?, undone = ? WHERE id = ?", [state, stamp, edit])

    def _write(self, change: Change, *, about_review: bool) -> Change:
        """Bring one row from `before` to `after`, once it is known to stand as `before`; returns what was changed."""
        table = change.table
        key = key_of(table, change.before or change.after or {})
        rows = self._store.rows(f'SELECT * FROM "{table}" WHERE {where(table)}', key)
        current = rows[0] if rows else None
        if table == "reviews":
            return self._write_review(current, change, strict=about_review)
        if current != change.before:
            if table == "label_mappings":
                return Change(table, current, current)  # what was said of the pipeline's label since stands
            raise AnnotationError(CHANGED_SINCE)
        if change.after is None:
            self._store.execute(f'DELETE FROM "{table}" WHERE {where(table)}', key)
        elif change.before is None:
            self._store.insert(table, change.after)
        else:
            sets = ", ".join(f'"{name}" = ?' for name in change.after)
            self._store.execute(f'UPDATE "{table}" SET {sets} WHERE {where(table)}', [*change.after.values(), *key])
        return change

    def _write_review(self, current: Row | None, change: Change, *, strict: bool) -> Change:
        """Bring what the change is about, of state, flag and comment, to `after`; the rest, and the time spent, stays.

        What has been changed since, the state by an import say, stays too, unless the action was about just that.
        """
        document = {name: (change.after or change.before or {})[name] for name in KEYS["reviews"]}
        row = dict(current or {**document, **NO_REVIEW})
        before, after = change.before or NO_REVIEW, change.after or NO_REVIEW
        for name in ("state", "flag", "comment"):
            if before[name] == after[name]:
                continue
            if row[name] == before[name]:
                row[name] = after[name]
            elif strict:
                raise AnnotationError(CHANGED_SINCE)
        self._store.execute(
            "INSERT INTO reviews (document, annotator, state, flag, comment, active_seconds) VALUES (?, ?, ?, ?, ?, 0) "
            "ON CONFLICT (document, annotator) DO UPDATE SET state = excluded.state, flag = excluded.flag, comment = excluded.comment",
            [row["document"], row["annotator"], row["state"], row["flag"], row["comment"]],
        )
        return Change("reviews", current, row)

    def _supersede(self) -> None:
        self._store.execute(
            "UPDATE edits SET state = 'superseded' WHERE annotator = ? AND state = 'undone'", [self._annotator]
        )

    def _record_edit(self, action: str, document: DocumentId | None, extent: tuple[int, int] | None) -> EditId:
        start, end = extent or (None, None)
        cursor = self._store.execute(
            'INSERT INTO edits (annotator, action, document, start, "end", created, state) VALUES (?, ?, ?, ?, ?, ?, ?)',
            [self._annotator, action, document, start, end, now(), "done"],
        )
        return EditId(cursor.lastrowid or 0)

    def _record_changes(self, id: EditId, changes: Sequence[Change]) -> None:
        self._store.execute_many(
            'INSERT INTO changes (edit, "table", row, document, before, after) VALUES (?, ?, ?, ?, ?, ?)',
            [
                (
                    id,
                    c.table,
                    ",".join(str(part) for part in key_of(c.table, c.before or c.after or {})),
                    c.document,
                    dumped(c.before),
                    dumped(c.after),
                )
                for c in changes
            ],
        )


@contextmanager
def _whole() -> Iterator[None]:
    """Say what a broken reference means: a label or a span that something else still needs."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise AnnotationError(
            "that would leave annotations without their label or their span; nothing was changed"
        ) from error


class _Replayed(NamedTuple):
    """The state of the edits that can be replayed so, the order in which they are, and the state that follows."""

    state: str
    order: str
    becomes: str


_REPLAYED: dict[Which, _Replayed] = {
    "undo": _Replayed("done", "DESC", "undone"),
    "redo": _Replayed("undone", "ASC", "done"),
}
