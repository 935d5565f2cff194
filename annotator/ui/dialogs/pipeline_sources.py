"""The list of what suggests: a card for each source, the first of which has it where two compete."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model.label_scheme import LabelScheme
from annotator.model.pipelines import Source, install_line
from annotator.ui.dialogs.frame import card, muted, set_role, theme_of
from annotator.ui.icons import icon

COLUMNS = 4
"""Labels beside each other in a card."""
ALL, CHOSEN = 0, 1
"""What is taken from a source: all that none before it brings, or the labels that are chosen."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What there is to say of a source."""

    title: str
    about: str = ""
    missing: str = ""
    """The name to install, where it is not."""
    untrusted: tuple[str, ...] = ()
    """The folder or file, and the code, that may run what they like."""
    trusted: bool = False


class SourceCard(QFrame):
    """One source: its name, what is taken from it, and what keeps it from being used."""

    changed = Signal()
    moved = Signal(int)
    """By how many places: -1 is up."""
    removed = Signal()

    def __init__(self, source: Source, facts: SourceFacts, scheme: LabelScheme, language: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._source = source
        self.facts = facts
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 12)
        column.setSpacing(6)
        self._add_head(column)
        if facts.about:
            column.addWidget(muted(facts.about))
        self.command = QLineEdit()
        if facts.missing:
            self._add_command(column, facts.missing)
        self.trust = QCheckBox(self.tr("I trust where it comes from"))
        self.trust.setChecked(facts.trusted)
        if facts.untrusted:
            self._add_trust(column)
        self._add_labels(column, scheme, language)

    @property
    def source(self) -> Source:
        """The source as it is chosen here."""
        if self.take.currentIndex() == ALL:
            return replace(self._source, labels=None)
        return replace(self._source, labels=tuple(name for name, box in self.boxes.items() if box.isChecked()))

    @property
    def usable(self) -> bool:
        """Whether it may be loaded: it is installed, or trusted."""
        return not self.facts.untrusted or self.trust.isChecked()

    def set_place(self, place: int, count: int, *, writable: bool) -> None:
        """Say which of how many it is."""
        self.up.setEnabled(writable and place > 0)
        self.down.setEnabled(writable and place < count - 1)
        self.up.setVisible(count > 1)
        self.down.setVisible(count > 1)
        self.remove.setEnabled(writable)
        self.trust.setEnabled(writable)
        self.take.setEnabled(writable)
        self.labels.setEnabled(writable)
        self.number.setText(f"{place + 1}." if count > 1 else "")
        self.number.setVisible(count > 1)
        self.take.setItemText(
            ALL, self.tr("All its labels") if place == 0 else self.tr("All its labels that none above brings")
        )

    def _add_head(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.number = QLabel()
        self.number.setProperty("role", "muted")
        title = QLabel(self.facts.title)
        title.setProperty("role", "strong")
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        title.setToolTip(self._source.name)
        row.addWidget(self.number)
        row.addWidget(title, 1)
        self.up = self._tool(row, "up", self.tr("Before the one above"), lambda: self.moved.emit(-1))
        self.down = self._tool(row, "down", self.tr("After the one below"), lambda: self.moved.emit(1))
        self.remove = self._tool(row, "close", self.tr("Take it off the list"), self.removed.emit)
        column.addLayout(row)

    def _tool(self, row: QHBoxLayout, name: str, text: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", name)
        button.setToolTip(text)
        button.setAccessibleName(f"{text}: {self.facts.title}")
        button.clicked.connect(lambda: slot())
        row.addWidget(button)
        return button

    def paint_icons(self) -> None:
        """Draw the buttons' icons in the theme in force."""
        theme = theme_of(self)
        for button in (self.up, self.down, self.remove):
            button.setIcon(icon(str(button.property("icon_name")), theme.muted))

    def _add_command(self, column: QVBoxLayout, name: str) -> None:
        row = QHBoxLayout()
        note = QLabel(self.tr("Not installed. In a terminal:"))
        set_role(note, "error")
        row.addWidget(note)
        self.command.setText(install_line(name))
        self.command.setReadOnly(True)
        self.command.setAccessibleName(self.tr("What to type in a terminal"))
        row.addWidget(self.command, 1)
        copy = QPushButton(self.tr("Copy"))
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.command.text()))
        row.addWidget(copy)
        column.addLayout(row)

    def _add_trust(self, column: QVBoxLayout) -> None:
        self.warning = muted(
            self.tr("A pipeline may run code of its own. Load it only if you trust where it comes from.")
        )
        column.addWidget(self.warning)
        column.addWidget(self.trust)
        self.trust.toggled.connect(lambda: self._on_trusted())
        self._on_trusted()

    def _on_trusted(self) -> None:
        set_role(self.warning, "muted" if self.trust.isChecked() else "error")
        self.changed.emit()

    def _add_labels(self, column: QVBoxLayout, scheme: LabelScheme, language: str) -> None:
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Takes")))
        self.take = QComboBox()
        self.take.setAccessibleName(self.tr("What is taken from {name}").format(name=self.facts.title))
        self.take.addItems([self.tr("All its labels"), self.tr("Only these labels")])
        self.take.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.take.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # the wheel scrolls the list, and must not change what it passes over
        self.take.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        row.addWidget(self.take)
        row.addStretch()
        column.addLayout(row)
        self.labels = QWidget()
        grid = QGridLayout(self.labels)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        self.boxes: dict[str, QCheckBox] = {}
        for place, label in enumerate(scheme.labels):
            box = QCheckBox(label.title(language))
            box.setToolTip(label.name)
            box.setChecked(self._source.labels is None or label.name in self._source.labels)
            box.toggled.connect(lambda: self.changed.emit())
            grid.addWidget(box, place // COLUMNS, place % COLUMNS)
            self.boxes[label.name] = box
        column.addWidget(self.labels)
        self.take.setCurrentIndex(ALL if self._source.labels is None else CHOSEN)
        self.take.currentIndexChanged.connect(lambda: self._on_take())
        self.labels.setVisible(self.take.currentIndex() == CHOSEN)

    def _on_take(self) -> None:
        self.labels.setVisible(self.take.currentIndex() == CHOSEN)
        self.changed.emit()


class SourceList(QWidget):
    """The cards in order, and what is said where there are none."""

    changed = Signal()

    def __init__(
        self,
        facts: Callable[[Source], SourceFacts],
        scheme: LabelScheme,
        language: str,
        *,
        writable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts = facts
        self._scheme = scheme
        self._language = language
        self._writable = writable
        self.cards: list[SourceCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.none, inside = card(margin=14)
        title = QLabel(self.tr("No pipeline"))
        title.setProperty("role", "strong")
        inside.addWidget(title)
        inside.addWidget(muted(self.tr("The rules for dates, sums and roles alone, where there are any.")))
        self._column.addWidget(self.none)

    @property
    def sources(self) -> list[Source]:
        """What is chosen, in order."""
        return [one.source for one in self.cards]

    def set_sources(self, sources: Sequence[Source]) -> None:
        """Show these."""
        for one in self.cards:
            self._column.removeWidget(one)
            one.deleteLater()
        self.cards = []
        for source in sources:
            self._insert(source)
        self._arrange()

    def add(self, source: Source) -> None:
        """One more, at the end."""
        self._insert(source)
        self._arrange()
        self.changed.emit()

    def _insert(self, source: Source) -> None:
        one = SourceCard(source, self._facts(source), self._scheme, self._language)
        one.changed.connect(self.changed)
        one.moved.connect(partial(self._move, one))
        one.removed.connect(partial(self._remove, one))
        self.cards.append(one)

    def _move(self, one: SourceCard, by: int) -> None:
        place = self.cards.index(one)
        self.cards.insert(place + by, self.cards.pop(place))
        self._arrange()
        self.changed.emit()

    def _remove(self, one: SourceCard) -> None:
        self.cards.remove(one)
        self._column.removeWidget(one)
        one.deleteLater()
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        for place, one in enumerate(self.cards):
            self._column.insertWidget(place, one)
            one.set_place(place, len(self.cards), writable=self._writable)
            one.paint_icons()
            one.show()
        self.none.setVisible(not self.cards)
