"""A list of labels or relation labels with the buttons that add, delete and move."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from annotator.model.label_scheme import Label, RelationLabel
from annotator.ui.icons import draw_icon, icon
from annotator.ui.panels.labels import paint_swatch
from annotator.ui.panels.painting import draw_key_cap
from annotator.ui.theme import Theme

MARK = QSize(58, 22)
ROW_HEIGHT = 31
WIDTH = 250
_NAME = Qt.ItemDataRole.UserRole


class LabelList(QWidget):
    """Asks for changes by signals; shows what it is told."""

    chosen = Signal(str)
    """The name of the label that is current now, or ""."""
    added = Signal(str)
    """The name that was typed."""
    deleted = Signal(str)
    moved = Signal(str, int)

    def __init__(self, new_hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.list = QListWidget()
        self.list.setIconSize(MARK)
        self.list.currentItemChanged.connect(lambda *_: self._on_current())
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText(new_hint)
        self.new_name.setAccessibleName(new_hint)
        self.new_name.returnPressed.connect(self._on_add)
        self.add_button = QToolButton()
        self.add_button.clicked.connect(self._on_add)
        self.delete_button = QToolButton()
        self.delete_button.clicked.connect(lambda: self.deleted.emit(self.current))
        self.up_button = QToolButton()
        self.up_button.clicked.connect(lambda: self.moved.emit(self.current, -1))
        self.down_button = QToolButton()
        self.down_button.clicked.connect(lambda: self.moved.emit(self.current, 1))
        self._tools = (
            (self.add_button, "add", self.tr("Add")),
            (self.up_button, "up", self.tr("Move up")),
            (self.down_button, "down", self.tr("Move down")),
            (self.delete_button, "close", self.tr("Delete")),
        )
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.new_name, 1)
        for button, _, text in self._tools:
            button.setToolTip(text)
            button.setAccessibleName(text)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    @property
    def current(self) -> str:
        """The name of the current label, or ""."""
        item: QListWidgetItem | None = self.list.currentItem()
        return "" if item is None else str(item.data(_NAME))

    def show_labels(
        self, labels: tuple[Label, ...] | tuple[RelationLabel, ...], current: str, language: str, theme: Theme
    ) -> None:
        """Show these, with that one current; the first where it is not among them."""
        self.list.blockSignals(True)
        self.list.clear()
        for label in labels:
            mark = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # or Qt tints it where it is selected
                mark.addPixmap(_mark(label, theme, self.devicePixelRatioF()), mode)
            item = QListWidgetItem(mark, label.title(language))
            item.setData(_NAME, label.name)
            item.setToolTip(label.name)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self.list.addItem(item)
        names = [label.name for label in labels]
        self.list.setCurrentRow(names.index(current) if current in names else 0)
        self.list.blockSignals(False)
        for button, name, _ in self._tools:
            button.setIcon(icon(name, theme.muted, disabled=theme.faint, size=16))
        self._on_current()

    def set_read_only(self) -> None:
        """Only look."""
        for part in (self.new_name, *(button for button, _, _ in self._tools)):
            part.setEnabled(False)

    def _on_add(self) -> None:
        self.added.emit(self.new_name.text())

    def _on_current(self) -> None:
        if self.new_name.isEnabled():
            row, count = self.list.currentRow(), self.list.count()
            self.up_button.setEnabled(row > 0)
            self.down_button.setEnabled(0 <= row < count - 1)
            self.delete_button.setEnabled(row >= 0)
        self.chosen.emit(self.current)


def _mark(label: Label | RelationLabel, theme: Theme, ratio: float) -> QPixmap:
    """A label's key cap and its colours, or a relation's arc."""
    result = QPixmap(MARK * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if label.key:
        draw_key_cap(painter, 0, 10.5, label.key.upper(), theme, theme.sans_font(11.5, QFont.Weight.DemiBold))
    if isinstance(label, Label):
        paint_swatch(painter, QRectF(29, 3, 23, 16), theme.hue(label.hue), theme.fill(label.hue))
    else:
        draw_icon(painter, "relation", QRectF(28, 0, 24, 22), theme.muted)
    painter.end()
    return result
