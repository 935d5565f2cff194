"""What an export would write: counts by side and by label, and the problems with their places."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.label_scheme import LabelScheme
from annotator.ui.command_process import CommandProcess
from annotator.ui.dialogs.frame import muted, number, section, set_role
from annotator.ui.error_text import shown_error
from annotator.ui.format_names import loss_text

DELAY_MS = 250
SHOWN = 200
SIDES_HEIGHT, TOGETHER_HEIGHT = 146, 56
"""Of the counts: with a row a split, or one for all, in pixels."""
SIDES = ("train", "dev", "test")
_PLACE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ExportPreviewPanel(QWidget):
    """The right side of the dialog. The project is read in a process of its own, a moment after what was asked last."""

    changed = Signal()
    problem_chosen = Signal(str, object)
    """The key of a document, and the extent in it or None: it is to be shown."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.found: dict[str, Any] | None = None
        self._arguments: list[str] = []
        self._scheme = LabelScheme()
        self._splits = True
        self._process = CommandProcess(self)
        self._process.reported.connect(self._on_reported)
        self._process.failed.connect(self._on_failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(lambda: self._process.start(self._arguments))
        self.sides = _table([self.tr("Split"), self.tr("Articles"), self.tr("Spans"), self.tr("Relations")])
        self.sides.setAccessibleName(self.tr("Counts by split"))
        self.sides.setFixedHeight(SIDES_HEIGHT)
        self.labels = _table([self.tr("Label"), self.tr("Count")])
        self.labels.setAccessibleName(self.tr("Counts by label"))
        self.labels.setMinimumHeight(80)
        self.note = muted("")
        self.problems_title = QLabel()
        self.problems_title.setProperty("role", "strong")
        self.problems = QListWidget()
        self.problems.setAccessibleName(self.tr("Problems"))
        self.problems.setMinimumHeight(60)
        self.problems.itemActivated.connect(self._on_chosen)
        self.problems.itemClicked.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(section(self.tr("What it will hold")))
        layout.addWidget(self.sides)
        layout.addWidget(self.note)
        layout.addWidget(self.labels, 3)
        row = QHBoxLayout()
        row.addWidget(self.problems_title, 1)
        layout.addLayout(row)
        layout.addWidget(self.problems, 2)
        self._show()

    def ask(self, arguments: list[str], scheme: LabelScheme) -> None:
        """Look at the project anew, soon: `arguments` are those of the command that does."""
        self._arguments, self._scheme = arguments, scheme
        self.found = None
        set_role(self.note, "muted")
        self.note.setText(self.tr("The articles are being counted …"))
        self._soon.start()
        self.changed.emit()

    def show_sides(self, shown: bool) -> None:
        """Show the counts by split, or, for a format that has no splits, those of all together."""
        self._splits = shown

    def stop(self) -> None:
        """Look no further."""
        self._soon.stop()
        self._process.stop()

    def _on_reported(self, found: dict[str, Any]) -> None:
        if self._soon.isActive():
            return  # already asked anew
        self.found = found
        self._show()
        self.changed.emit()

    def _on_failed(self, message: str, _cancelled: bool) -> None:
        self.found = None
        self._show()
        self.note.setText(shown_error(message))
        set_role(self.note, "error")
        self.changed.emit()

    def _show(self) -> None:
        found = self.found
        self.sides.clear()
        self.labels.clear()
        self.problems.clear()
        for part in (self.problems_title, self.problems):
            part.setVisible(found is not None and bool(found["problem_count"]))
        set_role(self.note, "muted")
        self.note.setText("")
        if found is None:
            return
        self.sides.setFixedHeight(SIDES_HEIGHT if self._splits else TOGETHER_HEIGHT)
        for name in SIDES if self._splits else ():
            counts = found["splits"][name]
            _add(self.sides, name, counts["documents"], counts["spans"], counts["relations"])
        total = found["total"]
        _add(self.sides, self.tr("Together"), total["documents"], total["spans"], total["relations"], bold=True)
        for label in self._scheme.labels:
            _add(self.labels, label.title(self._language), found["spans"].pop(label.name, 0))
        for name, count in found["spans"].items():
            _add(self.labels, name, count)
        for relation in self._scheme.relation_labels:
            if count := found["relations"].pop(relation.name, 0):
                _add(self.labels, f"→ {relation.title(self._language)}", count)
        for name, count in found["relations"].items():
            _add(self.labels, f"→ {name}", count)
        self.note.setText(self._noted(found))
        if found["lost"]:
            lost = ", ".join(f"{number(count)} {loss_text(what)}" for what, count in found["lost"].items())
            self.note.setText(self.tr("Left out, since this format has no place for it: {}").format(lost))
            set_role(self.note, "strong")
        self._show_problems(found)

    def _noted(self, found: dict[str, Any]) -> str:
        notes = []
        if found["new"]:
            notes.append(self.tr("Articles that get their side now: {}").format(number(found["new"])))
        if found["rejected"]:
            notes.append(self.tr("Rejected suggestions: {}").format(number(found["rejected"])))
        if found["missing"]:
            notes.append(self.tr("Not done, the rest counts as not looked at: {}").format(number(found["missing"])))
        if found["outside_entities"]:
            notes.append(self.tr("Spans that overlap an entity: {}").format(number(found["outside_entities"])))
        return " · ".join(notes)

    def _show_problems(self, found: dict[str, Any]) -> None:
        title = self.tr("Problems: {}. Click one to go there.").format(number(found["problem_count"]))
        if found["fatal_problems"]:
            title = self.tr("Problems: {}. The first stop the export.").format(number(found["problem_count"]))
        self.problems_title.setText(title)
        for row in found["problems"][:SHOWN]:
            item = QListWidgetItem(f"{row['document']}: {shown_error(row['message'])}")
            item.setToolTip(item.text())
            item.setData(_PLACE, (row["document"], row["extent"]))
            self.problems.addItem(item)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        key, extent = item.data(_PLACE)
        self.problem_chosen.emit(key, tuple(extent) if extent else None)


def _table(titles: list[str]) -> QTreeWidget:
    table = QTreeWidget()
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setHeaderLabels(titles)
    header = table.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, len(titles)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.headerItem().setTextAlignment(column, _RIGHT)
    return table


def _add(table: QTreeWidget, name: str, *counts: int, bold: bool = False) -> None:
    item = QTreeWidgetItem([name, *map(number, counts)])
    for column in range(1, len(counts) + 1):
        item.setTextAlignment(column, _RIGHT)
    if bold:
        font = table.font()
        font.setBold(True)
        for column in range(len(counts) + 1):
            item.setFont(column, font)
    table.addTopLevelItem(item)
