"""A line above the article for what stays true until something is done about it: read-only, a pipeline that is missing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import draw_icon, icon
from annotator.ui.theme import Theme

HEIGHT = 40
SECOND_LINE = 18


class Banner(QWidget):
    """An icon, a line of text or two, at most one button, and a cross. Hidden until it has something to say."""

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
        """Show a line, or two where one is too narrow for it; "" hides the banner."""
        self._text, self._icon = text, icon_name
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._close.setVisible(closable)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(HEIGHT + SECOND_LINE * (len(self.lines()) - 1))

    def lines(self) -> list[str]:
        """The text as it is painted: on one line, or on two, the second cut short where it has to be."""
        metrics = QFontMetricsF(self._font)
        # a button that was never shown has a width of its own making
        taken = 56 + sum(part.sizeHint().width() + 8 for part in (self._close, self._button) if not part.isHidden())
        room = max(60, self.width() - taken)
        first, rest = self._text, ""
        while metrics.horizontalAdvance(first) > room and " " in first:
            first, _, word = first.rpartition(" ")
            rest = f"{word} {rest}" if rest else word
        shown = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in (first, rest)]
        return shown if rest else shown[:1]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.accent_soft)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.rule)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = (self.height() - 1) / 2
        draw_icon(painter, self._icon, QRectF(20, middle - 8, 16, 16), theme.accent)
        painter.setFont(self._font)
        painter.setPen(theme.ink)
        lines = self.lines()
        baseline = middle + QFontMetricsF(self._font).capHeight() / 2 - SECOND_LINE * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            painter.drawText(QPointF(46, baseline + SECOND_LINE * number), line)
        painter.end()

    def _on_close(self) -> None:
        self.say("")
        self.dismissed.emit()
