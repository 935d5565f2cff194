"""In the header: what the suggestions have learned from, or how far they are with learning; a click says more."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.icons import draw_icon
from annotator.ui.theme import Theme

ICON = 15
GAP = 6


class LearningLight(QWidget):
    """An icon and a few words, with a thin bar under them while something is learned. Nothing where there is nothing to say."""

    clicked = Signal()
    changed = Signal()
    """It says something else, and may be wider or narrower."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._done: float | None = None
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_state(self, text: str, detail: str = "", *, done: float | None = None) -> None:
        """Say something; `done` is the share (0 to 1) of what is under way, None where nothing is."""
        self.setToolTip(f"{text}\n{detail}" if detail else text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        if (text, done) != (self._text, self._done):
            self._text, self._done = text, done
            self.setVisible(bool(text))
            self.updateGeometry()
            self.update()
            self.changed.emit()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone; the words are in the tool tip."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def full_width(self) -> int:
        """How wide it is with its words."""
        return round(QFontMetricsF(self._font()).horizontalAdvance(self._text)) + ICON + GAP + 2 if self._text else 0

    def sizeHint(self) -> QSize:
        return QSize(ICON + 2 if self._compact else self.full_width(), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._font())
        middle = self.height() / 2
        color = theme.muted if self._done is None else theme.accent
        draw_icon(painter, "model", QRectF(0, middle - ICON / 2, ICON, ICON), color)
        left = 0 if self._compact else ICON + GAP
        if not self._compact:
            painter.setFont(self._font())
            painter.setPen(theme.muted)
            painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), self._text)
        if self._done is not None:
            width = self.width() - left
            bottom = QRectF(left, middle + 10, width, 2)
            painter.fillRect(bottom, theme.track)
            painter.fillRect(QRectF(bottom.left(), bottom.top(), width * self._done, 2), theme.accent)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def _font(self) -> QFont:
        return self._theme.sans_font(12.5, QFont.Weight.Medium)
