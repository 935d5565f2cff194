"""The occurrences of a string as rows: filtered, sorted and ticked without going through a proxy."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.project.concordance import Occurrence
from annotator.ui.wording import QT_TRANSLATE_NOOP, translate

Index = QModelIndex | QPersistentModelIndex
ARTICLE, DATE, LEFT, STRING, RIGHT, STANDING = range(6)
STATUSES = {
    "confirmed": QT_TRANSLATE_NOOP("Concordance", "{label}, confirmed"),
    "suggested": QT_TRANSLATE_NOOP("Concordance", "{label}, suggested"),
    "rejected": QT_TRANSLATE_NOOP("Concordance", "{label}, rejected"),
    "inside": QT_TRANSLATE_NOOP("Concordance", "within {label}"),
    "nothing": QT_TRANSLATE_NOOP("Concordance", "–"),
}
DONE = QT_TRANSLATE_NOOP("Concordance", "done · {standing}")

_AT_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value


class OccurrenceModel(QAbstractTableModel):
    """One row an occurrence. Rows come in pieces; a tick is kept by the occurrence, whatever is shown of them."""

    def __init__(self, title: Callable[[str], str], parent: QObject | None = None) -> None:
        """`title` gives a label's name as it is shown."""
        super().__init__(parent)
        self._title = title
        self._all: list[Occurrence] = []
        self._shown: list[int] = []
        self._ticked: set[int] = set()
        self._filter = ""
        self._column, self._descending = -1, False
        self._wanted: Callable[[Occurrence], bool] = lambda occurrence: True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == LEFT:
            return _AT_RIGHT
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Article"),
            self.tr("Date"),
            self.tr("Before"),
            self.tr("String"),
            self.tr("After"),
            self.tr("Stands as"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = index.column()
        occurrence = self._all[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(occurrence, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == ARTICLE:
            ticked = self._shown[index.row()] in self._ticked
            return (Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.TextAlignmentRole and column == LEFT:
            return _AT_RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            where = f"{occurrence.title}\n… {occurrence.left}{occurrence.string}{occurrence.right} …"
            return f"{where}\n{self.standing(occurrence)}"
        return None

    def _text(self, occurrence: Occurrence, column: int) -> str:
        if column == STANDING:
            return self.standing(occurrence)
        return (occurrence.title, occurrence.published[:10], occurrence.left, occurrence.string, occurrence.right)[
            column
        ]

    def texts(self, column: int) -> set[str]:
        """Everything that a column says, shown or not."""
        return {self._text(occurrence, column) for occurrence in self._all}

    def standing(self, occurrence: Occurrence) -> str:
        """What stands there, in words."""
        said = translate("Concordance", STATUSES[occurrence.status]).format(label=self._title(occurrence.label))
        return translate("Concordance", DONE).format(standing=said) if occurrence.review == "done" else said

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.column() == ARTICLE else base

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != ARTICLE:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def occurrence(self, row: int) -> Occurrence:
        """What a shown row is about."""
        return self._all[self._shown[row]]

    @property
    def dated(self) -> bool:
        """Whether any article that has the string says when it was published."""
        return any(occurrence.published for occurrence in self._all)

    def add(self, occurrences: Sequence[Occurrence]) -> None:
        """Take in more; those that are wanted are ticked."""
        first = len(self._all)
        self._all += occurrences
        new = range(first, len(self._all))
        self._ticked |= {at for at in new if self._wanted(self._all[at])}
        shown = [at for at in new if self._matches(self._all[at])]
        if shown:
            row = len(self._shown)
            self.beginInsertRows(QModelIndex(), row, row + len(shown) - 1)
            self._shown += shown
            self.endInsertRows()

    def clear(self) -> None:
        """Forget all rows."""
        self.beginResetModel()
        self._all, self._shown, self._ticked = [], [], set()
        self.endResetModel()

    def want(self, wanted: Callable[[Occurrence], bool]) -> None:
        """Tick anew: those for which `wanted` says so."""
        self._wanted = wanted
        self._ticked = {at for at, occurrence in enumerate(self._all) if wanted(occurrence)}
        self._repaint()

    def tick(self, rows: Iterable[int], *, on: bool) -> None:
        """Tick shown rows, or not."""
        for row in rows:
            (self._ticked.add if on else self._ticked.discard)(self._shown[row])
        self._repaint()

    def is_ticked(self, row: int) -> bool:
        """Whether a shown row is ticked."""
        return self._shown[row] in self._ticked

    def ticked(self) -> list[Occurrence]:
        """Everything that is ticked and shown: what nobody sees is not decided."""
        return [self._all[at] for at in self._shown if at in self._ticked]

    def set_filter(self, text: str) -> None:
        """Show those that have these words in their article's title, their context or what stands there."""
        self._filter = text.casefold().strip()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._shown = [at for at, occurrence in enumerate(self._all) if self._matches(occurrence)]
        if self._column >= 0:
            self._shown.sort(key=lambda at: self._key(self._all[at]), reverse=self._descending)
        self.endResetModel()

    def _key(self, occurrence: Occurrence) -> str:
        text = self._text(occurrence, self._column)
        # what stands before is read from the string outwards
        return " ".join(reversed(text.split())).casefold() if self._column == LEFT else text.casefold()

    def _matches(self, occurrence: Occurrence) -> bool:
        if not self._filter:
            return True
        words = (occurrence.title, occurrence.left, occurrence.string, occurrence.right, self.standing(occurrence))
        return self._filter in " ".join(words).casefold()

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
