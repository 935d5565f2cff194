"""What every dialog looks like: a title, a body, and a row of buttons under a rule; never in the way of what streams in."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.theme import SANS_FAMILY, Theme, load_theme, make_font

MARGIN = 24
SCREEN_MARGIN = 40
"""What a dialog leaves free of the screen, in logical pixels."""
_W = TypeVar("_W", bound=QWidget)


class Dialog(QDialog):
    """A dialog of the program, modal to its window at most. It is deleted when it closes; Esc closes it.

    Fill `body`, then add buttons: `add_button` those that stay to the left of the one that goes on, `add_primary` that one.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        *,
        text: str = "",
        width: int = 560,
        height: int = 0,
        modal: bool = True,
    ) -> None:
        """`text` is a muted sentence under the title; `width` and `height` are what it opens with, the screen permitting."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal if modal else Qt.WindowModality.NonModal)
        self.setWindowTitle(title)
        self._wanted = (width, height)
        self.heading = QLabel(title)
        self.heading.setProperty("role", "title")
        self.heading.setWordWrap(True)
        self.lead = muted(text)
        self.lead.setVisible(bool(text))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.hide()
        self.foot = QFrame()
        self.foot.setProperty("role", "foot")
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(MARGIN, 14, MARGIN, 16)
        row.addLayout(self._left)
        row.addStretch()
        row.addLayout(self._right)
        self.foot.hide()
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, 18)
        top.setSpacing(6)
        top.addWidget(self.heading)
        top.addWidget(self.lead)
        top.addSpacing(8)
        top.addLayout(self.body, 1)
        top.addWidget(self.message)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top, 1)
        outer.addWidget(self.foot)

    @property
    def theme(self) -> Theme:
        """The theme in force; what paints itself asks for it at each paint."""
        return theme_of(self)

    def add_button(self, text: str, slot: Callable[[], object], *, left: bool = False) -> QPushButton:
        """Add a button to the row; `left` puts it at the row's other end."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False: slot())
        (self._left if left else self._right).addWidget(button)
        self.foot.show()
        return button

    def add_primary(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """Add the button that goes on; Return presses it."""
        button = self.add_button(text, slot)
        button.setDefault(True)
        return button

    def say(self, text: str, *, error: bool = False) -> None:
        """Say something above the buttons; "" says nothing any more."""
        self.message.setText(text)
        set_role(self.message, "error" if error else "muted")
        self.message.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the size it was made for, or what the text needs, within the screen."""
        room = self.screen().availableSize()
        width = min(self._wanted[0], room.width() - SCREEN_MARGIN)
        layout = self.layout()
        high = layout is not None and layout.hasHeightForWidth()
        needed = layout.heightForWidth(width) if layout is not None and high else self.sizeHint().height()
        self.resize(width, min(self._wanted[1] or needed, room.height() - SCREEN_MARGIN))


def present(window: QWidget, name: str, make: Callable[[], _W]) -> _W:
    """Show the window's dialog of that name: the one that is open already, else a new one."""
    for found in window.findChildren(QWidget, name, Qt.FindChildOption.FindDirectChildrenOnly):
        if found.isVisible():
            found.raise_()
            found.activateWindow()
            return found  # type: ignore[return-value]  # made by the same `make` under this name
    dialog = make()
    dialog.setObjectName(name)
    dialog.show()
    return dialog


def theme_of(widget: QWidget) -> Theme:
    """The theme of the window a widget belongs to; outside of any, the one the palette looks like."""
    part: QWidget | None = widget
    while part is not None:
        theme = None if isinstance(part, Dialog) else getattr(part, "theme", None)
        if isinstance(theme, Theme):
            return theme
        part = part.parentWidget()
    dark = widget.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5
    return load_theme("dark" if dark else "light")


def muted(text: str) -> QLabel:
    """A wrapped line of second rank."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    return label


def number(value: int) -> str:
    """A count as the interface's language writes it: 12,345."""
    return QLocale().toString(value)


def section(text: str) -> QLabel:
    """The heading of a group, in small letter-spaced capitals."""
    label = QLabel(text)
    font = make_font(SANS_FAMILY, 11, QFont.Weight.DemiBold)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
    label.setFont(font)
    label.setProperty("role", "section")
    return label


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


def card(*, margin: int = 14, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """A raised panel and the layout to fill it by."""
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return frame, layout


def scrolled(content: QWidget) -> QScrollArea:
    """A content that scrolls up and down where there is no room for all of it, without a frame of its own."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    content.setProperty("role", "plain")
    area.setWidget(content)
    return area


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
