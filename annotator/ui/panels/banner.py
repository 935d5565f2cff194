"""A line above the article for what stays true until something is done about it: read-only, a pipeline that is missing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import draw_icon, icon
from annotator.ui.theme import Theme

HEIGHT = 40


class Banner(QWidget):
    """An icon, a line of text, at most one button, and a cross. Hidden until it has something to say."""

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._icon = "info"
        self._button = QPushButton()
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Hide"))
        self._close.setAccessibleName(self.tr("Hide"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 1)
        row.addStretch()
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._button.clicked.connect(self.action_requested)
        self._close.clicked.connect(self._on_close)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return self._text

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._font = theme.sans_font(12.5, QFont.Weight.Medium)
        self._close.setIcon(icon("close", theme.muted, size=14))
        self.update()

    def say(self, text: str, *, icon_name: str = "info", button: str = "", closable: bool = True) -> None:
        """Show a line; "" hides the banner."""
        self._text, self._icon = text, icon_name
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._close.setVisible(closable)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.accent_soft)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.rule)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = (self.height() - 1) / 2
        draw_icon(painter, self._icon, QRectF(20, middle - 8, 16, 16), theme.accent)
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(theme.ink)
        # a button that was never shown has a width of its own making
        taken = 56 + sum(part.width() + 8 for part in (self._close, self._button) if part.isVisible())
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, max(60, self.width() - taken))
        painter.drawText(QPointF(46, middle + metrics.capHeight() / 2), text)
        painter.end()

    def _on_close(self) -> None:
        self.say("")
        self.dismissed.emit()
