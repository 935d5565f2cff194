"""One user action as the history keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NewType

from annotator.model.annotation import Ref
from annotator.model.document import DocumentId

EditId = NewType("EditId", int)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: `before` is None for an insert, `after` for a delete."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def document(self) -> DocumentId | None:
        """The document the row belongs to, where it has one."""
        row = self.after or self.before or {}
        value = row.get("document")
        return None if value is None else DocumentId(int(value))


@dataclass(frozen=True, slots=True)
class Edit:
    """A committed action: what it did, and the rows it changed."""

    id: EditId
    action: str
    """The action's name: accept, reject, add_span … (the window translates it)."""
    changes: tuple[Change, ...]
    """The rows it changed; of a long edit only the first of each table."""
    documents: frozenset[DocumentId]
    """Every document whose annotations, decisions or review it changed."""
    focus: Ref | None = None
    """What the action left to look at, where there is one."""
    document: DocumentId | None = None
    """The document the action was made in; an undo goes back there."""
    extent: tuple[int, int] | None = None
    """Where in that document, as code points."""

    def touches(self, table: str, document: DocumentId | None = None) -> bool:
        """Whether a row of that table (of that document) changed."""
        return any(c.table == table and (document is None or c.document == document) for c in self.changes)
