"""Every write of an annotator: recorded row by row, so that it can be taken back and done again.

An action is one edit; its changes hold each row before and after as JSON. Undo writes the rows back and marks the edit;
a new edit supersedes the undone ones, which stay as the audit trail.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Literal

from annotator.model.annotation import AnnotatorId, Ref
from annotator.model.document import DocumentId
from annotator.model.edit import Change, Edit, EditId, Row
from annotator.model.errors import AnnotationError
from annotator.store.database import Store

KEYS: dict[str, tuple[str, ...]] = {
    "spans": ("id",),
    "relations": ("id",),
    "decisions": ("suggestion", "annotator"),
    "reviews": ("document", "annotator"),
    "labels": ("name",),
    "relation_labels": ("name",),
    "label_mappings": ("pipeline", "raw_label"),
}
"""The tables an edit may change, with their primary keys."""

CHANGED_SINCE = "that cannot be taken back or done again: what it changed has been changed since"

Derive = Callable[[Sequence[Change]], None]


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
            f'UPDATE "{table}" SET {sets} WHERE {_where(table)}', [*values.values(), *_key(table, before)]
        )
        self.changes.append(Change(table, dict(before), after))
        return after

    def delete(self, table: str, before: Row) -> None:
        """Delete the row that stands as `before`."""
        self._store.execute(f'DELETE FROM "{table}" WHERE {_where(table)}', _key(table, before))
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
            changes = _folded(transaction.changes)
            if not changes:
                return
            self._store.execute(
                "UPDATE edits SET state = 'superseded' WHERE annotator = ? AND state = 'undone'", [self._annotator]
            )
            self._derive(changes)
            id = self._record(action, document, extent, changes)
            edit = _edit(id, action, changes, document, extent)
        self.edit = edit

    def undo(self) -> Edit | None:
        """Take back this annotator's last edit; None where there is none. The edit's changes are those of the undo."""
        return self._replay("done", "undone", "DESC")

    def redo(self) -> Edit | None:
        """Do the edit undone last once more; None where there is none."""
        return self._replay("undone", "done", "ASC")

    def next_action(self, which: Literal["undo", "redo"]) -> str:
        """The name of the action that undo or redo would touch, or ""."""
        found = self._next("done", "DESC") if which == "undo" else self._next("undone", "ASC")
        return "" if found is None else str(found["action"])

    def _next(self, state: str, order: str) -> Row | None:
        rows = self._store.rows(
            f"SELECT * FROM edits WHERE annotator = ? AND state = ? ORDER BY id {order} LIMIT 1",
            [self._annotator, state],
        )
        return rows[0] if rows else None

    def _replay(self, state: str, becomes: str, order: str) -> Edit | None:
        row = self._next(state, order)
        if row is None:
            return None
        stored = self._store.rows(
            f"SELECT * FROM changes WHERE edit = ? ORDER BY id {'DESC' if state == 'done' else 'ASC'}", [row["id"]]
        )
        changes = [
            Change(item["table"], _loaded(item["after"]), _loaded(item["before"]))
            if state == "done"
            else Change(item["table"], _loaded(item["before"]), _loaded(item["after"]))
            for item in stored
        ]
        about_review = all(change.table == "reviews" for change in changes)
        with _whole(), self._store.transaction():
            changes = [self._write(change, about_review=about_review) for change in changes]
            self._derive(changes)
            stamp = now() if becomes == "undone" else None
            self._store.execute("UPDATE edits SET state = ?, undone = ? WHERE id = ?", [becomes, stamp, row["id"]])
        extent = None if row["start"] is None else (row["start"], row["end"])
        return _edit(EditId(row["id"]), row["action"], tuple(changes), row["document"], extent)

    def _write(self, change: Change, *, about_review: bool) -> Change:
        """Bring one row from `before` to `after`, once it is known to stand as `before`; returns what was changed."""
        table = change.table
        key = _key(table, change.before or change.after or {})
        rows = self._store.rows(f'SELECT * FROM "{table}" WHERE {_where(table)}', key)
        current = rows[0] if rows else None
        if table == "reviews":
            return self._write_review(current, change, strict=about_review)
        if current != change.before:
            if table == "label_mappings":
                return Change(table, current, current)  # what was said of the pipeline's label since stands
            raise AnnotationError(CHANGED_SINCE)
        if change.after is None:
            self._store.execute(f'DELETE FROM "{table}" WHERE {_where(table)}', key)
        elif change.before is None:
            self._store.insert(table, change.after)
        else:
            sets = ", ".join(f'"{name}" = ?' for name in change.after)
            self._store.execute(f'UPDATE "{table}" SET {sets} WHERE {_where(table)}', [*change.after.values(), *key])
        return change

    def _write_review(self, current: Row | None, change: Change, *, strict: bool) -> Change:
        """Bring what the change is about, of state, flag and comment, to `after`; the rest, and the time spent, stays.

        What has been changed since, the state by an import say, stays too, unless the action was about just that.
        """
        document = {name: (change.after or change.before or {})[name] for name in KEYS["reviews"]}
        row = dict(current or {**document, **_NO_REVIEW})
        before, after = change.before or _NO_REVIEW, change.after or _NO_REVIEW
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

    def _record(
        self, action: str, document: DocumentId | None, extent: tuple[int, int] | None, changes: Sequence[Change]
    ) -> EditId:
        start, end = extent or (None, None)
        cursor = self._store.execute(
            'INSERT INTO edits (annotator, action, document, start, "end", created, state) VALUES (?, ?, ?, ?, ?, ?, ?)',
            [self._annotator, action, document, start, end, now(), "done"],
        )
        id = EditId(cursor.lastrowid or 0)
        self._store.execute_many(
            'INSERT INTO changes (edit, "table", row, document, before, after) VALUES (?, ?, ?, ?, ?, ?)',
            [
                (
                    id,
                    c.table,
                    ",".join(str(part) for part in _key(c.table, c.before or c.after or {})),
                    c.document,
                    _dumped(c.before),
                    _dumped(c.after),
                )
                for c in changes
            ],
        )
        return id


@contextmanager
def _whole() -> Iterator[None]:
    """Say what a broken reference means: a label or a span that something else still needs."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise AnnotationError(
            "that would leave annotations without their label or their span; nothing was changed"
        ) from error


_NO_REVIEW: Row = {"state": "new", "flag": 0, "comment": "", "active_seconds": 0.0}


def _folded(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The same changes, a row changed twice in a row of the list as one; order is kept."""
    result: list[Change] = []
    places: dict[tuple[Any, ...], int] = {}
    for change in changes:
        key = (change.table, *_key(change.table, change.before or change.after or {}))
        place = places.get(key)
        if place is not None and result[place].after is not None and change.after is not None:
            result[place] = Change(change.table, result[place].before, change.after)
            continue
        places[key] = len(result)
        result.append(change)
    return tuple(result)


def _edit(
    id: EditId, action: str, changes: tuple[Change, ...], document: DocumentId | None, extent: tuple[int, int] | None
) -> Edit:
    documents = frozenset(DocumentId(c.document) for c in changes if c.document is not None)
    return Edit(id, action, changes, documents, _focus(changes), document, extent)


def _focus(changes: Sequence[Change]) -> Ref | None:
    """What the edit left to look at: the relation or span it wrote last, else the suggestion that is pending again."""
    for table, kind in (("relations", "relation"), ("spans", "span")):
        for change in reversed(changes):
            if change.table == table and change.after is not None:
                return Ref("relation" if kind == "relation" else "span", change.after["id"])
    for change in reversed(changes):
        if change.table == "decisions":
            row = change.after or change.before or {}
            return Ref("suggestion", row["suggestion"])
    return None


def _where(table: str) -> str:
    return " AND ".join(f'"{name}" = ?' for name in KEYS[table])


def _key(table: str, row: Row) -> list[Any]:
    return [row[name] for name in KEYS[table]]


def _dumped(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _loaded(text: str | None) -> Row | None:
    return None if text is None else dict(json.loads(text))
