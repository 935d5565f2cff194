"""A panel that floats over the window's content and takes the keyboard while it is there: the palette, the comment."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from annotator.ui.theme import Theme

MARGIN = 12


class Overlay(QFrame):
    """Closes with Esc, and gives the keyboard back to what had it. No key reaches the window's shortcuts meanwhile."""

    closed = Signal()

    def __init__(self, window: QWidget, theme: Theme, *, width: int, keeps: bool = False) -> None:
        """`keeps`: it stays when something else takes the keyboard."""
        super().__init__(window)
        self._window = window
        self._keeps = keeps
        self._width = width
        self._before: QWidget | None = None
        self.setProperty("role", "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(8)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(36)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 130 if theme.dark else 60))
        self.setGraphicsEffect(shadow)

    def open(self) -> None:
        """Show it and give it the keyboard."""
        self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        self._window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self._keeps:
            app.focusChanged.connect(self._on_focus_changed)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the part that wants it."""
        self.setFocus()

    def place(self) -> None:
        """Take its size and place in the window."""
        width = min(self._width, self._window.width() - 2 * MARGIN)
        self.resize(width, min(self.height_for(width), self._window.height() - self.distance_from_top() - MARGIN))
        self.move(self.corner(width))

    def corner(self, width: int) -> QPoint:
        """Where its top left corner goes."""
        return QPoint((self._window.width() - width) // 2, self.distance_from_top())

    def distance_from_top(self) -> int:
        """How far below the window's top it begins."""
        return max(MARGIN, self._window.height() // 9)

    def height_for(self, width: int) -> int:
        """How high it is at a width."""
        return self.column.heightForWidth(width) if self.column.hasHeightForWidth() else self.sizeHint().height()

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        focused = QApplication.focusWidget()
        inside = focused is None or focused is self or self.isAncestorOf(focused)
        before = self._before
        self._window.removeEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self._keeps:
            app.focusChanged.disconnect(self._on_focus_changed)
        self.hide()
        if inside and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.close()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()  # what means nothing here means nothing to the window either

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isVisible() and new is not self and not self.isAncestorOf(new):
            self.leave()
