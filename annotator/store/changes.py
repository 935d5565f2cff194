"""Rows before and after a change: put together, kept as JSON, and read again."""

import json
from collections.abc import Sequence
from typing import Any

from annotator.model.annotation import Ref
from annotator.model.document import DocumentId
from annotator.model.edit import Change, Edit, EditId, Row

KEYS: dict[str, tuple[str, ...]] = {
    "spans": ("id",),
    "relations": ("id",),
    "decisions": ("suggestion", "annotator"),
    "reviews": ("document", "annotator"),
    "labels": ("name",),
    "relation_labels": ("name",),
    "label_mappings": ("pipeline", "raw_label"),
    "edited_zones": ("document",),
}
"""The tables an edit may change, with their primary keys."""


class LongEdit:
    """What is kept in memory of an edit that is written a part at a time."""

    def __init__(self, id: EditId | None = None) -> None:
        self.id = id
        self.documents: set[DocumentId] = set()
        self._samples: dict[str, Change] = {}

    def note(self, changes: Sequence[Change]) -> None:
        """So much more has been written."""
        for change in changes:
            self._samples.setdefault(change.table, change)
        self.documents.update(change.document for change in changes if change.document is not None)

    def edit(self, action: str) -> Edit:
        """The edit, once it is committed."""
        return Edit(self.id or EditId(0), action, tuple(self._samples.values()), frozenset(self.documents))


def recorded(row: Row, *, back: bool) -> Change:
    """A recorded change, as it is to be written again."""
    before, after = _loaded(row["before"]), _loaded(row["after"])
    return Change(row["table"], after, before) if back else Change(row["table"], before, after)


NO_REVIEW: Row = {"state": "new", "flag": 0, "comment": "", "active_seconds": 0.0}


def folded(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The same changes, a row changed twice in a row of the list as one; order is kept."""
    result: list[Change] = []
    places: dict[tuple[Any, ...], int] = {}
    for change in changes:
        key = (change.table, *key_of(change.table, change.before or change.after or {}))
        place = places.get(key)
        if place is not None and result[place].after is not None and change.after is not None:
            result[place] = Change(change.table, result[place].before, change.after)
            continue
        places[key] = len(result)
        result.append(change)
    return tuple(result)


def edit_of(
    id: EditId, action: str, changes: tuple[Change, ...], document: DocumentId | None, extent: tuple[int, int] | None
) -> Edit:
    """The edit that made those changes."""
    documents = frozenset(DocumentId(c.document) for c in changes if c.document is not None)
    return Edit(id, action, changes, documents, focus_of(changes), document, extent)


def focus_of(changes: Sequence[Change]) -> Ref | None:
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


def where(table: str) -> str:
    """The condition that a row of that table has that key."""
    return " AND ".join(f'"{name}" = ?' for name in KEYS[table])


def key_of(table: str, row: Row) -> list[Any]:
    """A row's key, in the order of `where`."""
    return [row[name] for name in KEYS[table]]


def dumped(row: Row | None) -> str | None:
    """A row as JSON."""
    return None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _loaded(text: str | None) -> Row | None:
    return None if text is None else dict(json.loads(text))
