"""Small things that several panels draw: key caps, bars, rings, chips."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.icons import draw_icon
from annotator.ui.theme import Theme

KEY_HEIGHT = 20.0
KEY_SYMBOLS = {
    "Enter": "enter",
    "Return": "enter",
    "Backspace": "backspace",
    "Shift": "shift",
    "Left": "left",
    "Right": "right",
    "Up": "up",
    "Down": "down",
}
"""Keys that are drawn; every other one is written."""
_SYMBOL = 13.0


def key_parts(keys: str) -> list[str]:
    """Split what a cap shows: "Shift+Left/Right" is three parts, "1–9" one. A lone "+" or "/" is itself."""
    if len(keys) <= 1:
        return [keys] if keys else []
    if keys.endswith("++"):
        return [*key_parts(keys[:-2]), "+"]
    return [part for part in keys.replace("+", " ").replace("/", " ").split(" ") if part]


def key_cap_width(keys: str, font: QFont) -> float:
    """How wide `draw_key_cap` draws that cap, in pixels."""
    metrics = QFontMetricsF(font)
    parts = key_parts(keys)
    inner = sum(_SYMBOL if part in KEY_SYMBOLS else metrics.horizontalAdvance(part) for part in parts)
    return max(KEY_HEIGHT, inner + 3.0 * max(0, len(parts) - 1) + 10.0)


def draw_key_cap(painter: QPainter, left: float, middle: float, keys: str, theme: Theme, font: QFont) -> float:
    """Draw a key cap with its left edge and its middle line at those pixels; returns its width.

    A cap is drawn once and kept: the window shows two dozen of them, and repaints them at every key.
    """
    ratio = painter.device().devicePixelRatio()
    cap = _key_cap(keys, theme.name, font.pixelSize(), font.pointSizeF(), ratio)
    if cap is None:
        cap = _keep_key_cap(keys, theme, font, ratio)
    painter.drawPixmap(QPointF(left, middle - KEY_HEIGHT / 2), cap)
    return cap.width() / ratio


_caps: dict[tuple[str, str, int, float, float], QPixmap] = {}
_CAPS_KEPT = 200


def _key_cap(keys: str, theme: str, pixels: int, points: float, ratio: float) -> QPixmap | None:
    return _caps.get((keys, theme, pixels, points, ratio))


def _keep_key_cap(keys: str, theme: Theme, font: QFont, ratio: float) -> QPixmap:
    width = math.ceil(key_cap_width(keys, font))
    cap = QPixmap(math.ceil(width * ratio), math.ceil((KEY_HEIGHT + 1) * ratio))
    cap.setDevicePixelRatio(ratio)
    cap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(cap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_key_cap(painter, width, keys, theme, font)
    painter.end()
    if len(_caps) >= _CAPS_KEPT:
        _caps.clear()
    _caps[keys, theme.name, font.pixelSize(), font.pointSizeF(), ratio] = cap
    return cap


def _paint_key_cap(painter: QPainter, width: float, keys: str, theme: Theme, font: QFont) -> None:
    rect = QRectF(0.5, 0.5, width - 1, KEY_HEIGHT - 1)
    painter.setPen(QPen(theme.key_edge, 1))
    painter.setBrush(theme.key_edge)
    painter.drawRoundedRect(rect.translated(0, 1), 4.5, 4.5)
    painter.setBrush(theme.panel)
    painter.drawRoundedRect(rect, 4.5, 4.5)
    metrics = QFontMetricsF(font)
    parts = key_parts(keys)
    inner = sum(_SYMBOL if part in KEY_SYMBOLS else metrics.horizontalAdvance(part) for part in parts)
    x = (width - inner - 3.0 * max(0, len(parts) - 1)) / 2
    middle = KEY_HEIGHT / 2
    painter.setFont(font)
    for part in parts:
        if part in KEY_SYMBOLS:
            draw_icon(painter, KEY_SYMBOLS[part], QRectF(x, middle - _SYMBOL / 2, _SYMBOL, _SYMBOL), theme.ink)
            x += _SYMBOL + 3.0
        else:
            painter.setPen(theme.ink)
            painter.drawText(QPointF(x, middle + metrics.capHeight() / 2), part)
            x += metrics.horizontalAdvance(part) + 3.0


def draw_heading(painter: QPainter, left: float, middle: float, title: str, theme: Theme, font: QFont) -> float:
    """A section's title in small capitals, on its middle line; returns where it ends."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.muted)
    painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), title.upper())
    return left + metrics.horizontalAdvance(title.upper())


def draw_key_hint(
    painter: QPainter, right: float, middle: float, keys: str, hint: str, theme: Theme, fonts: tuple[QFont, QFont]
) -> None:
    """A key cap and what follows it, up to the right edge; `fonts` are the cap's and the hint's."""
    key, text = fonts
    metrics = QFontMetricsF(text)
    x = right - metrics.horizontalAdvance(hint)
    painter.setFont(text)
    painter.setPen(theme.muted)
    painter.drawText(QPointF(x, middle + metrics.capHeight() / 2), hint)
    draw_key_cap(painter, x - key_cap_width(keys, key) - 7, middle, keys, theme, key)


def draw_bar(painter: QPainter, rect: QRectF, fraction: float, color: QColor, track: QColor) -> None:
    """A round-ended bar, full to `fraction` (0..1)."""
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track)
    painter.drawRoundedRect(rect, radius, radius)
    if fraction > 0:
        full = QRectF(rect.left(), rect.top(), max(rect.height(), rect.width() * min(1.0, fraction)), rect.height())
        painter.setBrush(color)
        painter.drawRoundedRect(full, radius, radius)


def draw_ring(painter: QPainter, center: QPointF, radius: float, fraction: float, color: QColor, track: QColor) -> None:
    """A ring, drawn clockwise from the top to `fraction` (0..1) in `color`."""
    rect = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(track, 2.4))
    painter.drawEllipse(rect)
    if fraction > 0:
        painter.setPen(QPen(color, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(rect, 90 * 16, -round(min(1.0, fraction) * 360 * 16))


def draw_chip(
    painter: QPainter, left: float, middle: float, text: str, color: QColor, fill: QColor, font: QFont, room: float
) -> float:
    """A label's chip: a dot and its title, cut to the room there is, in its hue on its fill; returns its width."""
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 30)
    width = metrics.horizontalAdvance(text) + 30
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(left, middle - 12, width, 24), 12, 12)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(left + 12.5, middle), 3.2, 3.2)
    painter.setPen(color)
    painter.setFont(font)
    painter.drawText(QPointF(left + 20, middle + metrics.capHeight() / 2), text)
    return width


class Bar(QWidget):
    """A thin progress bar that tells assistive technology what it shows."""

    def __init__(
        self, theme: Theme, *, width: int, height: int = 5, role: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._fraction = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._hint = QSize(width, height)
        self.setMinimumWidth(40)
        self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return self._hint

    def set_fraction(self, fraction: float, description: str = "") -> None:
        """Set how full it is (0..1), with the words for it."""
        self.setAccessibleName(description)
        if fraction != self._fraction:
            self._fraction = fraction
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color: QColor = getattr(self._theme, self._role)
        draw_bar(painter, QRectF(self.rect()), self._fraction, color, self._theme.track)
        painter.end()
