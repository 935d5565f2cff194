"""The article list's model: document ids at hand, their rows fetched in blocks when they are looked at."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from annotator.model.document import DocumentId
from annotator.model.query import DocumentRow

BLOCK = 64
BLOCKS_KEPT = 48
FIRST_ROWS = 500
"""How far down the list an article to begin with is looked for."""
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2


class RowSource(Protocol):
    """What gives the rows: a project."""

    def document_rows(self, ids: Sequence[DocumentId]) -> list[DocumentRow]:
        """The rows of those documents, in that order; one that is gone may be missing."""
        ...


class ArticleModel(QStringListModel):
    """One row a document. `ROW_ROLE` gives its `DocumentRow`, `ID_ROLE` its id without a look at the project.

    It counts its rows as a list of strings, all empty: a list view asks for the count twice a row when it lays out, and
    200,000 calls into Python would hold up the window for a quarter of a second.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: RowSource | None = None
        self._ids: list[DocumentId] = []
        self._blocks: OrderedDict[int, dict[DocumentId, DocumentRow]] = OrderedDict()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role not in (
            ROW_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self._row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            named = row.source or row.published
            parts = (row.title, row.source, row.published, "" if named else row.key, self.state_text(row))
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole and row.title and row.title != row.key:
            return f"{row.title}\n{row.key}"
        return row.title

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @property
    def ids(self) -> list[DocumentId]:
        """The documents in the list's order. Not to be changed."""
        return self._ids

    def set_ids(self, source: RowSource | None, ids: list[DocumentId]) -> None:
        """Show those documents of that project; rows already there are read again when they are looked at."""
        if source is self._source and ids == self._ids:
            self.refresh()
            return
        self._source = source
        self._ids = ids
        self._blocks.clear()
        self.setStringList([""] * len(ids))

    def refresh(self, documents: Iterable[DocumentId] | None = None) -> None:
        """Read the rows of those documents (or all) again; only rows already fetched can look different."""
        if documents is None:
            self._blocks.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        wanted = set(documents)
        for number in [number for number, block in self._blocks.items() if wanted & block.keys()]:
            del self._blocks[number]
            first = number * BLOCK
            for row in range(first, min(first + BLOCK, len(self._ids))):
                if self._ids[row] in wanted:
                    self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, document: DocumentId) -> int:
        """Where a document stands, -1 where the list does not hold it."""
        try:
            return self._ids.index(document)
        except ValueError:
            return -1

    def state_text(self, row: DocumentRow) -> str:
        """A document's state in words."""
        return {
            "new": self.tr("new"),
            "in_progress": self.tr("in progress"),
            "done": self.tr("done"),
            "skipped": self.tr("skipped"),
        }[row.state]

    def _row(self, number: int) -> DocumentRow | None:
        document = self._ids[number]
        block = self._blocks.get(number // BLOCK)
        if block is None:
            if self._source is None:
                return None
            first = number // BLOCK * BLOCK
            block = {row.id: row for row in self._source.document_rows(self._ids[first : first + BLOCK])}
            self._blocks[number // BLOCK] = block
            if len(self._blocks) > BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number // BLOCK)
        return block.get(document)


def first_waiting(source: RowSource, ids: Sequence[DocumentId]) -> DocumentId:
    """The first of those documents, of which there is at least one, that is not done or skipped; else the first."""
    rows = source.document_rows(ids[:FIRST_ROWS])
    return next((row.id for row in rows if row.state in ("new", "in_progress")), ids[0])
