"""A line below the article for what stays true until something is done about it: read-only, a pipeline that is missing."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import draw_icon, icon
from annotator.ui.theme import Theme

HEIGHT = 40
NEXT_LINE = 18
MOST_LINES = 3


class Banner(QWidget):
    """An icon, a line of text or more, at most one button, and a cross. Hidden until it has something to say."""

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._icon = "info"
        # not in a layout: one would answer for the height, and knows nothing of the text
        self._button = QPushButton(self)
        self._close = QToolButton(self)
        self._close.setToolTip(self.tr("Hide"))
        self._close.setAccessibleName(self.tr("Hide"))
        self._button.clicked.connect(self.action_requested)
        self._close.clicked.connect(self._on_close)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        """Show a line, or as many as it takes up to three where one is too narrow for it; "" hides the banner."""
        self._text, self._icon = text, icon_name
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._close.setVisible(closable)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.setVisible(bool(text))
        self._place_buttons()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return HEIGHT + NEXT_LINE * (len(self._lines_in(width)) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        right = self.width() - 12
        for part in (self._close, self._button):
            if not part.isHidden():
                size = part.sizeHint()
                right -= size.width()
                part.setGeometry(right, round((self.height() + 1 - size.height()) / 2), size.width(), size.height())
                right -= 8

    def lines(self) -> list[str]:
        """The text as it is painted: on one line, or on up to three, the last cut short where it has to be."""
        return self._lines_in(self.width())

    def _lines_in(self, width: int) -> list[str]:
        metrics = QFontMetricsF(self._font)
        # a button that was never shown has a width of its own making
        taken = 56 + sum(part.sizeHint().width() + 8 for part in (self._close, self._button) if not part.isHidden())
        room = max(60, width - taken)
        lines: list[str] = []
        rest = self._text
        while rest and len(lines) < MOST_LINES - 1:
            line, rest = rest, ""
            while metrics.horizontalAdvance(line) > room and " " in line:
                line, _, word = line.rpartition(" ")
                rest = f"{word} {rest}" if rest else word
            lines.append(line)
        return [
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in (*lines, *([rest] if rest else []))
        ] or [""]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.accent_soft)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.rule)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = (self.height() + 1) / 2
        draw_icon(painter, self._icon, QRectF(20, middle - 8, 16, 16), theme.accent)
        painter.setFont(self._font)
        painter.setPen(theme.ink)
        lines = self.lines()
        baseline = middle + QFontMetricsF(self._font).capHeight() / 2 - NEXT_LINE * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            painter.drawText(QPointF(46, baseline + NEXT_LINE * number), line)
        painter.end()

    def _on_close(self) -> None:
        self.say("")
        self.dismissed.emit()
