"""Bars of parts, one a row: what became of each label's suggestions."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.theme import Theme
from annotator.ui.wording import shown_number

ROW = 30.0
BAR = 14.0
_PAD = 16.0
_HEAD = 40.0
_LEGEND = 26.0


class StackedRow(NamedTuple):
    """A row's name and the sizes of its parts."""

    title: str
    counts: tuple[int, ...]


class StackedBars(QWidget):
    """Rows of parts with what the parts are called above them. The mouse, or ↑ and ↓, picks the row that is told in numbers."""

    def __init__(
        self, theme: Theme, title: str, parts: Sequence[str], rows: Sequence[StackedRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self._parts = parts
        self._rows = rows
        self._place: int | None = None
        self._most = max((sum(row.counts) for row in rows), default=1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(self.told(number) for number in range(len(rows))))

    def sizeHint(self) -> QSize:
        return QSize(480, round(_HEAD + _LEGEND + ROW * len(self._rows) + _PAD))

    def told(self, number: int) -> str:
        """A row in numbers."""
        row = self._rows[number]
        parts = (f"{shown_number(n)} {part}" for part, n in zip(self._parts, row.counts, strict=True) if n)
        return f"{row.title}: {', '.join(parts)}"

    def show_row(self, number: int | None) -> None:
        """Tell that row in numbers, None for none."""
        if number != self._place:
            self._place = number
            if number is not None:
                self.setAccessibleDescription(self.told(number))
            self.setToolTip("" if number is None else self.told(number))
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._rows) - 1
        here = -1 if self._place is None else self._place
        if event.key() == Qt.Key.Key_Down and last >= 0:
            self.show_row(min(last, here + 1))
        elif event.key() == Qt.Key.Key_Up and last >= 0:
            self.show_row(max(0, here - 1))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = int((event.position().y() - _HEAD - _LEGEND) // ROW)
        self.show_row(number if 0 <= number < len(self._rows) else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.show_row(None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.accent if focused else theme.rule, 1.5 if focused else 1))
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        bold = theme.sans_font(14, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(theme.ink)
        painter.drawText(QPointF(_PAD, 27), self._title)
        small = theme.sans_font(12)
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        if self._place is not None:
            left = _PAD + QFontMetricsF(bold).horizontalAdvance(self._title) + 20
            room = self.width() - _PAD - left
            text = metrics.elidedText(self.told(self._place), Qt.TextElideMode.ElideRight, room)
            painter.setPen(theme.muted)
            painter.drawText(QPointF(self.width() - _PAD - metrics.horizontalAdvance(text), 27), text)
        self._paint_legend(painter, metrics)
        names = min(
            self.width() * 0.3, max((metrics.horizontalAdvance(row.title) for row in self._rows), default=0) + 14
        )
        figures = metrics.horizontalAdvance(shown_number(self._most)) + 12
        wide = self.width() - 2 * _PAD - names - figures
        for number, row in enumerate(self._rows):
            self._paint_row(painter, metrics, number, row, names, wide)
        painter.end()

    def _paint_legend(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        left, middle = _PAD, _HEAD + 6.0
        for part, name in enumerate(self._parts):
            if not any(row.counts[part] for row in self._rows):
                continue
            if left + 16 + metrics.horizontalAdvance(name) > self.width() - _PAD:
                break
            self._fill(painter, part, QRectF(left, middle - 5, 10, 10), 3)
            painter.setPen(self._theme.muted)
            painter.drawText(QPointF(left + 16, middle + metrics.capHeight() / 2), name)
            left += 16 + metrics.horizontalAdvance(name) + 16

    def _paint_row(
        self, painter: QPainter, metrics: QFontMetricsF, number: int, row: StackedRow, names: float, wide: float
    ) -> None:
        theme = self._theme
        top = _HEAD + _LEGEND + number * ROW
        middle = top + ROW / 2
        if number == self._place:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(_PAD - 8, top + 1, self.width() - 2 * _PAD + 16, ROW - 2), 6, 6)
        painter.setPen(theme.ink)
        base = middle + metrics.capHeight() / 2
        painter.drawText(QPointF(_PAD, base), metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, names - 10))
        total = sum(row.counts)
        length = max(BAR, wide * total / self._most)
        bar = QRectF(_PAD + names, middle - BAR / 2, length, BAR)
        whole = QPainterPath()
        whole.addRoundedRect(bar, 4, 4)
        painter.save()
        painter.setClipPath(whole)
        left = bar.left()
        for part, n in enumerate(row.counts):
            width = length * n / total if total else 0.0
            if width:
                self._fill(painter, part, QRectF(left, bar.top(), width, BAR), 0)
                left += width
                painter.fillRect(QRectF(left - 0.75, bar.top(), 1.5, BAR), theme.panel)
        painter.restore()
        painter.setPen(theme.muted)
        painter.drawText(QPointF(bar.right() + 8, base), shown_number(total))

    def _fill(self, painter: QPainter, part: int, rect: QRectF, radius: float) -> None:
        """A part's own look: a colour, and a pattern for what no suggestion brought, so that colour alone tells nothing."""
        color, pattern = self._look(part)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(color)
        if pattern != Qt.BrushStyle.SolidPattern:
            ground.setAlphaF(0.28)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, radius, radius)
        if pattern != Qt.BrushStyle.SolidPattern:
            painter.save()
            clip = QPainterPath()
            clip.addRoundedRect(rect, radius, radius)
            painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
            painter.setPen(QPen(color, 1.4))
            x = rect.left() - rect.height()
            while x < rect.right():
                painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
                x += 5
            painter.restore()

    def _look(self, part: int) -> tuple[QColor, Qt.BrushStyle]:
        theme = self._theme
        solid, lines = Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern
        return (
            (theme.good, solid),
            (theme.hue(3), solid),
            (theme.hue(0), solid),
            (theme.bad, solid),
            (theme.faint, lines),
            (theme.warn, lines),
        )[part]
