"""What the string memory believes: a table of strings, each with a switch and the way to its occurrences."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QLabel, QLineEdit, QTableView

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.memory import REJECTED, SHARE, MemoryEntry
from annotator.ui.dialogs.concordance import show_concordance_of
from annotator.ui.dialogs.frame import Dialog, number, present
from annotator.ui.error_text import shown_error
from annotator.ui.wording import shown_percent

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

Index = QModelIndex | QPersistentModelIndex
STRING, LABEL, SEEN, REJECTIONS, AGREE, SPEAKS = range(6)


class MemoryModel(QAbstractTableModel):
    """One row a string; the box of a row says whether it speaks for its other occurrences."""

    def __init__(self, window: "MainWindow", project: "Project", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._main = window
        self._project = project
        self._all: list[MemoryEntry] = []
        self._shown: list[MemoryEntry] = []
        self._filter = ""
        self._order: tuple[int, bool] = (SEEN, True)

    def load(self) -> None:
        """Read what the memory says now."""
        self._all = self._project.memory_entries()
        self._arrange()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("String"),
            self.tr("Label"),
            self.tr("Seen"),
            self.tr("Rejected"),
            self.tr("Agree"),
            self.tr("Suggested"),
        )
        return titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == STRING:
            return (Qt.CheckState.Checked if entry.speaks else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column == STRING:
            return entry.string
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            entry.string,
            self._label(entry),
            number(entry.total),
            number(entry.rejected),
            shown_percent(agreement(entry)),
            self._speaks(entry),
        )[column]

    def _label(self, entry: MemoryEntry) -> str:
        if entry.label == REJECTED:
            return self.tr("no entity")
        known = self._project.scheme.label(entry.label)
        return entry.label if known is None else known.title(self._main.language)

    def _speaks(self, entry: MemoryEntry) -> str:
        if entry.switched is not None:
            return self.tr("yes, by hand") if entry.speaks else self.tr("no, by hand")
        if entry.speaks:
            return self.tr("yes")
        return self.tr("no: decided both ways") if agreement(entry) < SHARE else self.tr("no: too few decisions")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.column() == STRING else base

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != STRING:
            return False
        return self.switch(index.row())

    def entry(self, row: int) -> MemoryEntry:
        """What a row is about."""
        return self._shown[row]

    def switch(self, row: int) -> bool:
        """Turn a string's voice on or off; where that is what the rule says, the rule decides again."""
        entry = self._shown[row]
        try:
            self._project.switch_memory(entry.string, None)
            ruled = self._project.memory_of(entry.string)
            if ruled is not None and ruled.speaks == entry.speaks:
                self._project.switch_memory(entry.string, not entry.speaks)
        except (AnnotationError, StoreError) as error:
            self._main.session.inform(shown_error(error))
            return False
        new = self._project.memory_of(entry.string)
        if new is not None:
            self._shown[row] = new
            self._all[self._all.index(entry)] = new
        self.dataChanged.emit(self.index(row, 0), self.index(row, SPEAKS))
        self._main.memory.refresh()
        return True

    def set_filter(self, text: str) -> None:
        """Show the strings that have this in them, or in their label."""
        self._filter = text.casefold().strip()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _arrange(self) -> None:
        column, descending = self._order
        self.beginResetModel()
        self._shown = [
            entry for entry in self._all if self._filter in f"{entry.string} {self._label(entry)}".casefold()
        ]
        self._shown.sort(key=lambda entry: self._key(entry, column), reverse=descending)
        self.endResetModel()

    def _key(self, entry: MemoryEntry, column: int) -> tuple[float, str]:
        figures = {
            SEEN: entry.total,
            REJECTIONS: entry.rejected,
            AGREE: agreement(entry),
            SPEAKS: entry.speaks + 2 * (entry.switched is not None),
        }
        return float(figures.get(column, 0)), (self._label(entry) if column == LABEL else entry.string).casefold()


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (SEEN, REJECTIONS, AGREE) else Qt.AlignmentFlag.AlignLeft
    return (side | Qt.AlignmentFlag.AlignVCenter).value


def agreement(entry: MemoryEntry) -> float:
    """The share of a string's decisions that say what most of them say."""
    return max(entry.n, entry.rejected) / entry.total


class MemoryDialog(Dialog):
    """Stays open beside the work."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=820, height=600, modal=False)
        self.setWindowTitle(self.tr("String memory"))
        self.heading.setText(self.tr("String memory"))
        self.lead.setText(
            self.tr(
                "What you decide about words is suggested where they stand again, as long as two decisions in three agree."
            )
        )
        self.lead.show()
        self._main = window
        self._project = project
        self.active = QCheckBox(self.tr("Suggest from memory"))
        self.active.setChecked(window.settings.switch("memory"))
        self.active.toggled.connect(self._on_active)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by string or label"))
        self.filter.setClearButtonEnabled(True)
        self.model = MemoryModel(window, project, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)  # a long string is cut at a letter, not after its first word
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Strings"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(SEEN, Qt.SortOrder.DescendingOrder)
        head.setSectionsClickable(True)
        head.sortIndicatorChanged.connect(self.model.sort)
        head.setSectionResizeMode(STRING, QHeaderView.ResizeMode.Stretch)
        for column, width in {LABEL: 120, SEEN: 70, REJECTIONS: 84, AGREE: 70, SPEAKS: 184}.items():
            self.table.setColumnWidth(column, width)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda index: self.show_occurrences())
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        for widget in (self.active, self.filter):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.add_button(self.tr("Show occurrences"), self.show_occurrences, left=True)
        self.add_button(self.tr("Switch on or off"), self.switch, left=True).setEnabled(not project.read_only)
        self.add_primary(self.tr("Close"), self.close)
        self.filter.textChanged.connect(self.model.set_filter)
        self.model.modelReset.connect(self._show_count)
        window.session.closed.connect(self.close)
        self.model.load()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self.switch()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.show_occurrences()
                return True
        return super().eventFilter(watched, event)

    def switch(self) -> None:
        """Turn the chosen string's voice on or off."""
        row = self.table.currentIndex().row()
        if row >= 0 and not self._project.read_only:
            self.model.switch(row)

    def show_occurrences(self) -> None:
        """Show the chosen string across the corpus."""
        row = self.table.currentIndex().row()
        if row >= 0:
            entry = self.model.entry(row)
            show_concordance_of(self._main, entry.string, entry.label)

    def _on_active(self, on: bool) -> None:
        try:
            self._main.settings.set("memory", on)
        except StoreError as error:
            self.say(shown_error(error), error=True)
        self._main.memory.use(on)

    def _show_count(self) -> None:
        self.count.setText(
            self.tr("%Ln string(s)", "", self.model.rowCount())
            + " · "
            + self.tr("Space switches the chosen one, Enter shows its occurrences")
        )


def show_memory(window: "MainWindow") -> None:
    """Show what the memory believes."""
    project = window.session.project
    if project is not None:
        present(window, "memory", lambda: MemoryDialog(window, project))
