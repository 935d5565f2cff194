"""The bottom line: the keys that mean something now, messages where the eye is, and the article's own progress."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.icons import draw_icon
from annotator.ui.panels.painting import draw_bar, draw_key_cap, key_cap_width
from annotator.ui.theme import Theme

HEIGHT = 40
MESSAGE_MS = 7000
_BAR = 120.0
_GAP = 20.0
BarMessageKind = Literal["refused", "info"]


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key, what it does now, and the action a click on it runs ("" for none)."""

    keys: str
    text: str
    action: str = ""


class KeyBar(QWidget):
    """Key caps with words. A message takes their place for some seconds; the progress at the right stays."""

    action_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[KeyHint, ...] = ()
        self._places: list[tuple[QRectF, str]] = []
        self._message = ""
        self._message_kind: BarMessageKind = "info"
        self._status = ""
        self._pending: int | None = None
        self._decided = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MESSAGE_MS)
        self._timer.timeout.connect(self.clear_message)
        self.setFixedHeight(HEIGHT + 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._key_font = theme.sans_font(11.5, QFont.Weight.DemiBold)
        self._text_font = theme.sans_font(12.5)
        self._strong_font = theme.sans_font(12.5, QFont.Weight.Medium)
        self.update()

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        """The hints in force."""
        return self._hints

    @property
    def shown_actions(self) -> list[str]:
        """The actions of the hints that had room when it was painted last."""
        return [action for _, action in self._places]

    @property
    def message(self) -> str:
        """The message on show, or ""."""
        return self._message

    def set_hints(self, hints: tuple[KeyHint, ...]) -> None:
        """Show other keys."""
        if hints != self._hints:
            self._hints = hints
            self.update()

    def show_message(self, text: str, kind: BarMessageKind) -> None:
        """Show a line in the place of the keys, for some seconds."""
        self._message, self._message_kind = text, kind
        self.setAccessibleName(text)
        self._timer.start()
        self.update()

    def clear_message(self, kind: BarMessageKind | None = None) -> None:
        """Show the keys again, in the place of any message or of one of that kind."""
        if kind not in (None, self._message_kind):
            return
        self._timer.stop()
        if self._message:
            self._message = ""
            self.update()

    def set_status(self, text: str) -> None:
        """What goes on in the background (suggestions), at the right; "" for nothing."""
        if text != self._status:
            self._status = text
            self.setToolTip(text)
            self.update()

    def set_progress(self, pending: int | None, decided: float = 0.0) -> None:
        """How many suggestions of the article are left, and which part (0..1) of it is decided; None without an article."""
        if (pending, decided) != (self._pending, self._decided):
            self._pending, self._decided = pending, decided
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.rule)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = 1 + HEIGHT / 2
        right = self._paint_right(painter, middle)
        if self._message:
            self._places = []
            self._paint_message(painter, middle, right)
        else:
            self._paint_hints(painter, middle, right)
        painter.end()

    def _paint_right(self, painter: QPainter, middle: float) -> float:
        theme = self._theme
        right = self.width() - 20.0
        metrics = QFontMetricsF(self._strong_font)
        if self._pending is not None:
            draw_bar(painter, QRectF(right - _BAR, middle - 2.5, _BAR, 5), self._decided, theme.accent, theme.track)
            text = self.tr("%Ln to review", "", self._pending) if self._pending else self.tr("nothing left to review")
            right -= _BAR + 12 + metrics.horizontalAdvance(text)
            painter.setFont(self._strong_font)
            painter.setPen(theme.muted)
            painter.drawText(QPointF(right, middle + metrics.capHeight() / 2), text)
            right -= _GAP
        if self._status:
            room = max(0.0, min(QFontMetricsF(self._text_font).horizontalAdvance(self._status), self.width() * 0.36))
            metrics = QFontMetricsF(self._text_font)
            text = metrics.elidedText(self._status, Qt.TextElideMode.ElideRight, room + 1)
            right -= metrics.horizontalAdvance(text)
            painter.setFont(self._text_font)
            painter.setPen(theme.muted)
            painter.drawText(QPointF(right, middle + metrics.capHeight() / 2), text)
            draw_icon(painter, "model", QRectF(right - 20, middle - 7.5, 15, 15), theme.muted)
            right -= 20 + _GAP
        return right

    def _paint_message(self, painter: QPainter, middle: float, right: float) -> None:
        refused = self._message_kind == "refused"
        color = self._theme.bad if refused else self._theme.ink
        draw_icon(painter, "warning" if refused else "info", QRectF(20, middle - 8, 16, 16), color)
        metrics = QFontMetricsF(self._strong_font)
        painter.setFont(self._strong_font)
        painter.setPen(color)
        text = metrics.elidedText(self._message, Qt.TextElideMode.ElideRight, right - 46)
        painter.drawText(QPointF(44, middle + metrics.capHeight() / 2), text)

    def _paint_hints(self, painter: QPainter, middle: float, right: float) -> None:
        theme = self._theme
        metrics = QFontMetricsF(self._text_font)
        x = 20.0
        self._places = []
        for hint in self._hints:
            cap = key_cap_width(hint.keys, self._key_font)
            width = cap + 7 + metrics.horizontalAdvance(hint.text)
            if x + width > right:
                break
            draw_key_cap(painter, x, middle, hint.keys, theme, self._key_font)
            painter.setFont(self._text_font)
            painter.setPen(theme.muted)
            painter.drawText(QPointF(x + cap + 7, middle + metrics.capHeight() / 2), hint.text)
            if hint.action:
                self._places.append((QRectF(x - 4, 4, width + 8, HEIGHT - 6), hint.action))
            x += width + _GAP

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._message:
            self.clear_message()
            return
        action = next((action for rect, action in self._places if rect.contains(event.position())), "")
        if action:
            self.action_requested.emit(action)
