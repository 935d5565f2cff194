"""Changing keys: every action with the keys in force, a press for a new one, and what that would take from whom."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotationError
from annotator.ui.action import GROUPS, Action
from annotator.ui.actions import Actions
from annotator.ui.dialogs.frame import set_role
from annotator.ui.dialogs.fuzzy import match
from annotator.ui.error_text import shown_error
from annotator.ui.keys import chord_of, chords_of, joined, shown_keys
from annotator.ui.menus import group_title

NAME_ROLE = int(Qt.ItemDataRole.UserRole)
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)


def sequence_of(event: QKeyEvent) -> str:
    """A press as a key sequence in portable form, "" for a modifier alone; a sign that takes Shift here goes without it."""
    if Qt.Key(event.key()) in _MODIFIERS or event.key() in (0, Qt.Key.Key_unknown):
        return ""
    chords = list(chords_of(event))
    symbol = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and len(chords) > 1
    combination = QKeyCombination.fromCombined(chords[1] if symbol else chords[0])
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)


class KeyPress(QPushButton):
    """Takes the next press as a key; Esc alone, or leaving it, takes none."""

    pressed_key = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self._on_toggled)

    def event(self, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self.isChecked() and isinstance(event, QKeyEvent) and event.type() in kinds:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setChecked(False)
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        plain_escape = event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier
        sequence = "" if plain_escape else sequence_of(event)
        if sequence or plain_escape:
            self.setChecked(False)
        if sequence:
            self.pressed_key.emit(sequence)

    def _on_toggled(self, on: bool) -> None:
        self.setText(self.tr("Press a key…") if on else self._text)
        if on:
            self.setFocus()


class KeyEditor(QWidget):
    """The table of actions and, for the chosen one, what can be done with its keys. Changes hold at once."""

    changed = Signal()
    """Keys changed: what `Actions.overrides` says is to be kept."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._pending: tuple[str, str, bool] | None = None
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter actions"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Keys"), ""])
        self.tree.setAccessibleName(self.tr("Actions and their keys"))
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(14)
        self.tree.setItemsExpandable(False)
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for number in (1, 2):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
        self.set_button, self.add_button = KeyPress(self.tr("Set a key")), KeyPress(self.tr("Add a key"))
        self.none_button = self._button(self.tr("No key"), lambda: self._rebind(()))
        self.reset_button = self._button(self.tr("Default"), lambda: self._rebind(None))
        self.all_button = self._button(self.tr("All defaults"), self.reset_all)
        self.warning = QLabel()
        self.warning.setWordWrap(True)
        self.take_button = self._button(self.tr("Use it here"), self._take_over)
        self._buttons = (self.set_button, self.add_button, self.none_button, self.reset_button)
        row, told = QHBoxLayout(), QHBoxLayout()
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.all_button)
        told.addWidget(self.warning, 1)
        told.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addLayout(told)
        self.filter.textChanged.connect(lambda text: self.fill())
        self.tree.currentItemChanged.connect(lambda *_: self._show())
        self.tree.itemActivated.connect(lambda *_: self.set_button.setChecked(True))
        self.set_button.pressed_key.connect(lambda sequence: self._press(sequence, add=False))
        self.add_button.pressed_key.connect(lambda sequence: self._press(sequence, add=True))
        self.fill()

    def fill(self) -> None:
        """List the actions that fit the filter, by group; the labels' keys are the scheme's to say."""
        chosen = self.chosen()
        typed = self.filter.text().strip()
        self.tree.clear()
        for group in GROUPS:
            rows = [
                row for row in self._rows() if row.group == group and (not typed or match(typed, row.shown_title()))
            ]
            if not rows:
                continue
            head = QTreeWidgetItem(self.tree, [group_title(group)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for row in rows:
                item = QTreeWidgetItem(head, [row.shown_title()])
                item.setData(0, NAME_ROLE, row.name)
                item.setToolTip(0, row.shown_help())
                self._write(item, row)
                if row.name == chosen:
                    self.tree.setCurrentItem(item)
        self.tree.expandAll()
        self._show()

    def chosen(self) -> str:
        """The name of the chosen action, or ""."""
        item = self.tree.currentItem()
        return "" if item is None else item.data(0, NAME_ROLE) or ""

    def choose(self, name: str) -> None:
        """Choose an action."""
        for item in self._items():
            if item.data(0, NAME_ROLE) == name:
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item, QTreeWidget.ScrollHint.PositionAtCenter)

    def reset_all(self) -> None:
        """Give every action its default keys."""
        names = [row.name for row in self._rows() if row.name in self._actions.overrides()]
        # first let go of all, so that no default finds its key still held by another action
        for keys in ((), None):
            for name in names:
                self._actions.rebind(name, keys)
        self._after_change()

    def _rows(self) -> list[Action]:
        table = self._actions.table()
        return [row for row in table if row.group != "label" and self._actions.action(row.name).isVisible()]

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount())]
        found = [head.child(number) for head in heads if head is not None for number in range(head.childCount())]
        return [item for item in found if item is not None]

    def _write(self, item: QTreeWidgetItem, row: Action) -> None:
        item.setText(1, "   ".join(shown_keys(sequence) for sequence in joined(self._actions.keys(row.name))) or "–")
        item.setText(2, self.tr("changed") if row.name in self._actions.overrides() else "")

    def _show(self) -> None:
        name = self.chosen()
        for button in self._buttons:
            button.setEnabled(bool(name))
        self.none_button.setEnabled(bool(name and self._actions.keys(name)))
        self.reset_button.setEnabled(name in self._actions.overrides())
        self.all_button.setEnabled(bool(self._actions.overrides()))
        self._tell("")

    def _tell(self, text: str, *, can_take: bool = False) -> None:
        self.warning.setText(text)
        set_role(self.warning, "error")
        self.take_button.setVisible(can_take)
        if not can_take:
            self._pending = None

    def _press(self, sequence: str, *, add: bool) -> None:
        name = self.chosen()
        keys = (*self._actions.keys(name), sequence) if add else (sequence,)
        holder = self._holder(sequence)
        if holder is not None and holder.name != name:
            self._pending = (name, sequence, add)
            self._tell(
                self.tr("{keys} is the key of “{action}”.").format(
                    keys=shown_keys(sequence), action=holder.shown_title()
                ),
                can_take=holder.group != "label",
            )
        else:
            self._rebind(tuple(dict.fromkeys(keys)))

    def _holder(self, sequence: str) -> Action | None:
        """The action that has a key now."""
        wanted = chord_of(sequence)
        table = self._actions.table()
        return next(
            (row for row in table if any(chord_of(keys) == wanted for keys in self._actions.keys(row.name))), None
        )

    def _take_over(self) -> None:
        """Take the key from the action that has it."""
        if self._pending is None:
            return
        name, sequence, add = self._pending
        holder = self._holder(sequence)
        if holder is not None:
            wanted = chord_of(sequence)
            left = [keys for keys in self._actions.keys(holder.name) if chord_of(keys) != wanted]
            self._actions.rebind(holder.name, left)
        self._rebind((*self._actions.keys(name), sequence) if add else (sequence,))

    def _rebind(self, sequences: tuple[str, ...] | None) -> None:
        try:
            self._actions.rebind(self.chosen(), sequences)
        except AnnotationError as error:
            self._tell(shown_error(error))
        else:
            self._after_change()

    def _after_change(self) -> None:
        rows = {row.name: row for row in self._rows()}
        for item in self._items():
            self._write(item, rows[item.data(0, NAME_ROLE)])
        self._show()
        self.changed.emit()

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False: slot())
        return button
