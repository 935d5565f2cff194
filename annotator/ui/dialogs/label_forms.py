"""The forms of the label scheme dialog: one for a label, one for a relation label with the pairs it may join."""

import string
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.label_scheme import HUES, RESERVED_LETTERS, SPAN_KEYS, Label, LabelScheme, RelationLabel
from annotator.ui.dialogs.frame import theme_of
from annotator.ui.panels.labels import paint_swatch
from annotator.ui.wording import translate

LANGUAGES = ("fr", "en")
CELL = 40
GUIDELINE_LINES = 3


class GuidelineEdit(QPlainTextEdit):
    """A sentence or two, seen whole: they wrap. Return and leaving it end the writing, as in a field of one line."""

    editing_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(GUIDELINE_LINES * self.fontMetrics().lineSpacing() + 20)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editing_finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editing_finished.emit()


class _Form(QWidget):
    """What both forms have: a name, titles, a key, a description."""

    renamed = Signal(str)
    """The name that was typed."""
    changed = Signal(object)
    """The Label or RelationLabel as it is to be."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filling = False
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(8)
        self.form.setHorizontalSpacing(14)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.name = QLineEdit()
        self.name.editingFinished.connect(self._on_name)
        self.titles = {language: QLineEdit() for language in LANGUAGES}
        self.key_box = QComboBox()
        self.key_box.addItem(translate("LabelForm", "none"), "")
        for key in keys:
            self.key_box.addItem(key.upper(), key)
        self.key_box.activated.connect(lambda _: self.emit_changed())
        self.description = GuidelineEdit()
        self.form.addRow(translate("LabelForm", "Name"), self.name)
        names = {"fr": translate("LabelForm", "Title, French"), "en": translate("LabelForm", "Title, English")}
        for language, field in self.titles.items():
            self.form.addRow(names[language], field)
        self.form.addRow(translate("LabelForm", "Key"), self.key_box)
        for field in self.titles.values():
            field.editingFinished.connect(self.emit_changed)
        self.description.editing_finished.connect(self.emit_changed)

    def emit_changed(self) -> None:
        """Say what the form holds, unless it is being filled."""
        raise NotImplementedError

    def typed_titles(self, before: dict[str, str]) -> dict[str, str]:
        """The titles, those in languages without a field as they were."""
        typed = {language: field.text().strip() for language, field in self.titles.items()}
        return {language: title for language, title in {**before, **typed}.items() if title}

    def fill(self, label: Label | RelationLabel) -> None:
        """Show what both have."""
        self.name.setText(label.name)
        for language, field in self.titles.items():
            field.setText(label.titles.get(language, ""))
        self.key_box.setCurrentIndex(max(0, self.key_box.findData(label.key)))
        if self.description.toPlainText().strip() != label.description.strip():  # the cursor stays where it is
            self.description.setPlainText(label.description)
        for field in (self.name, *self.titles.values()):
            field.setCursorPosition(0)

    def _on_name(self) -> None:
        if not self.filling:
            self.renamed.emit(self.name.text())


class LabelForm(_Form):
    """A span label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        letters = "".join(letter for letter in string.ascii_lowercase if letter not in RESERVED_LETTERS)
        super().__init__(SPAN_KEYS + letters, parent)
        self._label: Label | None = None
        self.tag = QLineEdit()
        self.tag.setMaxLength(8)
        self.tag.editingFinished.connect(self.emit_changed)
        self.hues = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for hue in range(HUES):
            button = _HueButton(hue)
            self.hues.addButton(button, hue)
            row.addWidget(button)
        row.addStretch()
        self.hues.idClicked.connect(lambda _: self.emit_changed())
        self.form.addRow(translate("LabelForm", "Short form"), self.tag)
        self.form.addRow(translate("LabelForm", "Colour"), row)
        self.form.addRow(translate("LabelForm", "Guideline"), self.description)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.form)
        column.addStretch()

    def show_label(self, label: Label | None) -> None:
        """Show a label; None shows an empty form."""
        self._label = label
        self.setEnabled(label is not None)
        self.filling = True
        self.fill(label or Label(""))
        self.tag.setText(label.tag if label else "")
        self.hues.button(label.hue if label else 0).setChecked(True)
        self.filling = False

    def emit_changed(self) -> None:
        label = self._label
        if label is None or self.filling:
            return
        changed = replace(
            label,
            titles=self.typed_titles(dict(label.titles)),
            key=str(self.key_box.currentData()),
            hue=self.hues.checkedId(),
            tag=self.tag.text().strip(),
            description=self.description.toPlainText().strip(),
        )
        if changed != label:
            self.changed.emit(changed)


class RelationForm(_Form):
    """A relation label, with a grid of the labels it may join: heads down, children across."""

    refused = Signal(str)
    """Why a change was not made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(string.ascii_lowercase, parent)
        self._label: RelationLabel | None = None
        self._scheme = LabelScheme()
        self.symmetric = QCheckBox(translate("LabelForm", "Symmetric: the same in both directions"))
        self.symmetric.clicked.connect(lambda _: self.emit_changed())
        self.any_pair = QCheckBox(translate("LabelForm", "Joins any two labels"))
        self.any_pair.clicked.connect(lambda _: self._on_any_pair())
        self.grid = QTableWidget()
        self.grid.setAccessibleName(translate("LabelForm", "Pairs it may join: from the row's label to the column's"))
        self.grid.horizontalHeader().setDefaultSectionSize(CELL)
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.grid.verticalHeader().setDefaultSectionSize(26)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.grid.setShowGrid(False)
        self.grid.itemChanged.connect(lambda _: self._on_pair())
        self.grid.horizontalHeader().sectionClicked.connect(
            lambda at: self._toggle([(row, at) for row in self._places()])
        )
        self.grid.verticalHeader().sectionClicked.connect(
            lambda at: self._toggle([(at, row) for row in self._places()])
        )
        self.form.addRow(translate("LabelForm", "Guideline"), self.description)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self.form)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.symmetric)
        row.addWidget(self.any_pair)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.grid, 1)

    def show_relation(self, label: RelationLabel | None, scheme: LabelScheme) -> None:
        """Show a relation label of that scheme; None shows an empty form."""
        self._label, self._scheme = label, scheme
        self.setEnabled(label is not None)
        self.filling = True
        self.fill(label or RelationLabel(""))
        self.symmetric.setChecked(label is not None and label.symmetric)
        self.any_pair.setChecked(label is not None and not label.legal)
        self._fill_grid(frozenset(label.legal) if label else frozenset())
        self.filling = False

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs that are ticked."""
        names = [label.name for label in self._scheme.labels]
        return tuple(
            (names[row], names[column])
            for row in range(len(names))
            for column in range(len(names))
            if self._cell(row, column).checkState() == Qt.CheckState.Checked
        )

    def emit_changed(self) -> None:
        self._emit(self._label.legal if self._label is not None else ())

    def _emit(self, legal: tuple[tuple[str, str], ...]) -> None:
        label = self._label
        if label is None or self.filling:
            return
        changed = replace(
            label,
            titles=self.typed_titles(dict(label.titles)),
            key=str(self.key_box.currentData()),
            legal=legal,
            symmetric=self.symmetric.isChecked(),
            description=self.description.toPlainText().strip(),
        )
        if changed != label:
            self.changed.emit(changed)

    def _fill_grid(self, legal: frozenset[tuple[str, str]]) -> None:
        names = [label.name for label in self._scheme.labels]
        current = (self.grid.currentRow(), self.grid.currentColumn())
        if self.grid.rowCount() != len(names):
            self.grid.setRowCount(len(names))
            self.grid.setColumnCount(len(names))
        self.grid.setHorizontalHeaderLabels([f"→ {name}" for name in names])
        self.grid.setVerticalHeaderLabels([f"{name} →" for name in names])
        header = self.grid.horizontalHeader()
        for column in range(len(names)):
            header.resizeSection(column, max(CELL, header.sectionSizeHint(column)))
        for row, head in enumerate(names):
            for column, child in enumerate(names):
                item = self._cell(row, column)
                item.setCheckState(Qt.CheckState.Checked if (head, child) in legal else Qt.CheckState.Unchecked)
                item.setToolTip(f"{head} → {child}")
        if 0 <= current[0] < len(names) and 0 <= current[1] < len(names):
            self.grid.setCurrentCell(*current)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item: QTableWidgetItem | None = self.grid.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            self.grid.setItem(row, column, item)
        return item

    def _on_pair(self) -> None:
        if self.filling or self._label is None:
            return
        pairs = self.pairs()
        if pairs:
            # pairs that were there keep their order, which is the file's
            kept = tuple(pair for pair in self._label.legal if pair in pairs)
            self._emit((*kept, *(pair for pair in pairs if pair not in kept)))
        else:
            self.refused.emit(translate("LabelForm", "A relation joins at least one pair; delete it instead."))
            self.show_relation(self._label, self._scheme)

    def _places(self) -> range:
        return range(len(self._scheme.labels))

    def _toggle(self, cells: Sequence[tuple[int, int]]) -> None:
        """Tick all of these, or none where all of them are."""
        items = [self._cell(*cell) for cell in cells]
        ticked = all(item.checkState() == Qt.CheckState.Checked for item in items)
        self.filling = True
        for item in items:
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        self.filling = False
        self._on_pair()

    def _on_any_pair(self) -> None:
        """Any pair from now on; or only those that are ticked next, the first of which makes the difference."""
        if self.any_pair.isChecked():
            self._emit(())
        else:
            self.grid.setFocus()
            self.grid.setCurrentCell(max(0, self.grid.currentRow()), max(0, self.grid.currentColumn()))


class _HueButton(QAbstractButton):
    """One of the theme's colours, as a confirmed span has it."""

    def __init__(self, hue: int) -> None:
        super().__init__()
        self._hue = hue
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("LabelForm", "Colour {number}").format(number=hue + 1))

    def sizeHint(self) -> QSize:
        return QSize(34, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if not self.isEnabled():
            painter.setOpacity(0.4)
        if self.isChecked() or self.hasFocus():
            color = theme.accent if self.hasFocus() else theme.muted
            painter.setPen(QPen(color, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        center: QPointF = rect.center()
        swatch = QRectF(center.x() - 11, center.y() - 8, 22, 16)
        paint_swatch(painter, swatch, theme.hue(self._hue), theme.fill(self._hue))
        painter.end()
