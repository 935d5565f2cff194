"""The `?` sheet: every key there is now, by what it does, the scheme's own among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.model.label_scheme import LabelScheme
from annotator.ui.action import GROUPS
from annotator.ui.actions import Actions
from annotator.ui.dialogs.frame import MARGIN, Dialog, present, scrolled, section, theme_of
from annotator.ui.dialogs.key_caps import KeyCaps
from annotator.ui.menus import group_title
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

COLUMN_WIDTH = 300
"""Pixels a column needs at least; the sheet has one to three of them."""
HEAD_ROWS = 2
"""What a group's heading and the room after it count for when columns are filled."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the sheet."""

    keys: tuple[str, ...]
    """Portable sequences; any of them does it."""
    title: str
    help: str = ""
    hue: int | None = None
    """Of a label."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Lines under one heading."""

    title: str
    rows: tuple[KeyRow, ...]
    note: str = ""


def key_groups(actions: Actions, scheme: LabelScheme) -> list[KeyGroup]:
    """The lines of the sheet: actions that have a key, by group, then the letters of the relations."""
    hues = {f"label_{number}": label.hue for number, label in enumerate(scheme.labels, 1)}
    groups: list[KeyGroup] = []
    for name in GROUPS:
        rows = tuple(
            KeyRow(actions.keys(row.name), row.shown_title(), row.shown_help(), hues.get(row.name))
            for row in actions.table()
            if row.group == name and actions.keys(row.name) and actions.action(row.name).isVisible()
        )
        if rows:
            groups.append(KeyGroup(group_title(name), rows))
        if name == "relation" and (letters := _relation_letters(actions, scheme)).rows:
            groups.append(letters)
    return groups


def _relation_letters(actions: Actions, scheme: LabelScheme) -> KeyGroup:
    rows = tuple(
        KeyRow((label.key.upper(),), label.title(actions.language), label.description)
        for label in scheme.relation_labels
        if label.key
    )
    note = translate("KeysSheet", "after {} and a target").format(actions.shown_keys("relate"))
    return KeyGroup(translate("KeysSheet", "Relation labels"), rows, note)


def in_columns(heights: Sequence[int], count: int) -> list[list[int]]:
    """The indexes of things of those heights in at most `count` columns, in order, the highest column as low as can be."""
    if not heights:
        return []
    low, high = max(heights), sum(heights)
    while low < high:
        middle = (low + high) // 2
        if len(_filled(heights, middle)) <= count:
            high = middle
        else:
            low = middle + 1
    return _filled(heights, low)


def _filled(heights: Sequence[int], most: int) -> list[list[int]]:
    columns: list[list[int]] = [[]]
    height = 0
    for index, own in enumerate(heights):
        if columns[-1] and height + own > most:
            columns.append([])
            height = 0
        columns[-1].append(index)
        height += own
    return columns


class KeysSheet(Dialog):
    """Stays open beside the work; Esc or the key that opened it closes it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "", width=1080, height=860, modal=False)
        self.setWindowTitle(self.tr("Keys"))
        self._window = window
        self.lead.setText(
            self.tr("One thing has the focus: a suggestion, a span, a relation or a run of words. Keys act on it.")
        )
        self.heading.setText(self.tr("Keys"))
        self.lead.show()
        self.columns = QWidget()
        self._row = QHBoxLayout(self.columns)
        self._row.setContentsMargins(0, 0, 12, 0)
        self._row.setSpacing(36)
        self.body.addWidget(scrolled(self.columns), 1)
        self.add_button(self.tr("Change keys…"), self._change, left=True)
        self.add_primary(self.tr("Close"), self.close).setFocus()
        window.actions_table.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Show what the keys are now."""
        while (item := self._row.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.deleteLater()
        self._count = self._columns_that_fit()
        project = self._window.session.project
        groups = key_groups(self._window.actions_table, LabelScheme() if project is None else project.scheme)
        for column in in_columns([len(group.rows) + HEAD_ROWS for group in groups], self._count):
            self._row.addWidget(_column([groups[index] for index in column]), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns_that_fit() != self._count:
            self.fill()

    def _columns_that_fit(self) -> int:
        return max(1, min(3, (self.width() - 2 * MARGIN) // COLUMN_WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._window.actions_table.match(event)
        if action is not None and action.name == "keys":
            self.close()
        else:
            super().keyPressEvent(event)

    def _change(self) -> None:
        self.close()
        self._window.actions_table.action("preferences").trigger()


def _column(groups: Sequence[KeyGroup]) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(18)
    for group in groups:
        layout.addWidget(_group(group))
    layout.addStretch()
    return column


def _group(group: KeyGroup) -> QWidget:
    part = QWidget()
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    head = QHBoxLayout()
    head.addWidget(section(group.title))
    if group.note:
        note = QLabel(group.note)
        note.setProperty("role", "muted")
        head.addSpacing(8)
        head.addWidget(note)
    head.addStretch()
    grid.addLayout(head, 0, 0, 1, 2)
    for number, row in enumerate(group.rows, 1):
        line = QHBoxLayout()
        line.setSpacing(7)
        if row.hue is not None:
            line.addWidget(Swatch(row.hue))
        title = QLabel(row.title)
        title.setWordWrap(True)
        title.setToolTip(row.help)
        line.addWidget(title, 1)
        grid.addLayout(line, number, 0, 1, 2)
        grid.addWidget(KeyCaps(row.keys), number, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return part


class Swatch(QWidget):
    """A label's hue as a small block with its underline."""

    def __init__(self, hue: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue = hue
        self.setFixedSize(18, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self)
        painter.fillRect(0, 0, self.width(), self.height() - 2, theme.fill(self._hue))
        painter.fillRect(0, self.height() - 2, self.width(), 2, QColor(theme.hue(self._hue)))
        painter.end()


def show_keys(window: "MainWindow") -> None:
    """Show the sheet; where it is open already, close it."""
    open_already = window.findChild(KeysSheet)
    if open_already is not None and open_already.isVisible():
        open_already.close()
    else:
        present(window, "keys", lambda: KeysSheet(window))
