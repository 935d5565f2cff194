"""Below the label scheme: what else is possible at the span in focus, other readings and relations, each with its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.ui.panels.labels import paint_swatch
from annotator.ui.panels.painting import KEY_HEIGHT, draw_heading, draw_key_cap, draw_key_hint, key_cap_width
from annotator.ui.panels.plain_list import PlainList, is_dirty
from annotator.ui.theme import Theme

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 28
HEADING_HEIGHT = 36


_ARROWS = {"reading": "", "to": " → ", "from": " ← "}


@dataclass(frozen=True, slots=True)
class PossibleLine:
    """One thing that may be taken."""

    key: str
    """The digit, or whatever key it has; "" for none."""
    kind: Literal["reading", "to", "from"]
    """Another reading of the span in focus, or a relation in which it is the head, or the child."""
    label: str
    words: str
    """Of the reading, or of the relation's other end."""
    confidence: str
    hue: int = 0
    """Of a reading's label."""

    def spoken(self) -> str:
        """The same in words."""
        return f"{self.label}{_ARROWS[self.kind] or ': '}{self.words}, {self.confidence}"


class PossibleModel(QAbstractListModel):
    """The heading, then the lines; nothing at all without lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[PossibleLine, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self.lines else len(self.lines) + 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        line = self.lines[index.row() - 1] if index.row() else None
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.tr("Also possible") if line is None else line.spoken()
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid() or not index.row():
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def set_lines(self, lines: Sequence[PossibleLine]) -> None:
        """Show others."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()


class PossibleDelegate(QStyledItemDelegate):
    """Paints a `PossibleLine`, or the heading."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.modifier = "Alt"
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._heading = theme.sans_font(11, QFont.Weight.DemiBold)
        self._heading.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        self._key = theme.sans_font(11.5, QFont.Weight.DemiBold)
        self._label = theme.sans_font(12.5, QFont.Weight.Medium)
        self._text = theme.sans_font(12.5)
        self._hint = theme.sans_font(11.5)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW_HEIGHT if index.row() else HEADING_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not is_dirty(option):
            return
        line = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if isinstance(line, PossibleLine):
            self._paint_line(painter, rect, line, option.state)
        else:
            self._paint_heading(painter, rect, str(index.data()))
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, title: str) -> None:
        theme = self._theme
        painter.setPen(theme.rule)
        painter.drawLine(QPointF(rect.left() + 19, rect.top() + 0.5), QPointF(rect.right() - 20, rect.top() + 0.5))
        middle = rect.bottom() - 15
        title_right = draw_heading(painter, rect.left() + 19, middle, title, theme, self._heading)
        if not self.modifier:
            return
        hint, right = self.tr("and a digit"), rect.right() - 22
        wanted = key_cap_width(self.modifier, self._key) + 7 + QFontMetricsF(self._hint).horizontalAdvance(hint)
        if right - wanted < title_right + 10:  # no room for both: the cap says it
            hint, right = "", rect.right() - 15
        draw_key_hint(painter, right, middle, self.modifier, hint, theme, (self._key, self._hint))

    def _paint_line(self, painter: QPainter, rect: QRectF, line: PossibleLine, state: QStyle.StateFlag) -> None:
        theme = self._theme
        card = rect.adjusted(12, 1, -9, -1)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(card, 7, 7)
        middle = rect.center().y()
        if line.key:
            width = key_cap_width(line.key, self._key)
            draw_key_cap(painter, rect.left() + 21 - (width - KEY_HEIGHT) / 2, middle, line.key, theme, self._key)
        small = QFontMetricsF(self._hint)
        right = card.right() - 11 - small.horizontalAdvance(line.confidence)
        painter.setFont(self._hint)
        painter.setPen(theme.faint)
        painter.drawText(QPointF(right, middle + small.capHeight() / 2), line.confidence)
        metrics = QFontMetricsF(self._label)
        baseline = middle + metrics.capHeight() / 2
        left = rect.left() + 74
        if line.kind == "reading":
            swatch = QRectF(rect.left() + 49, middle - 7, 19, 14)
            paint_swatch(painter, swatch, theme.hue(line.hue), theme.fill(line.hue))
        else:
            painter.setFont(self._label)
            painter.setPen(theme.muted)
            painter.drawText(QPointF(rect.left() + 52, baseline), _ARROWS[line.kind].strip())
        room = right - 10 - left
        # the label has at most two thirds of the room; what it leaves is for the words
        text = line.label
        ends = QFontMetricsF(self._text)
        wanted = ends.horizontalAdvance(f"  {line.words}")
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room - wanted, room * 0.62))
        painter.setFont(self._label)
        painter.setPen(theme.ink)
        painter.drawText(QPointF(left, baseline), text)
        at = left + metrics.horizontalAdvance(text) + 8
        painter.setFont(self._text)
        painter.setPen(theme.muted)
        other = ends.elidedText(line.words, Qt.TextElideMode.ElideRight, max(0.0, right - 10 - at))
        painter.drawText(QPointF(at, baseline), other)


class PossiblePanel(PlainList):
    """As high as what it lists, and away where that is nothing. A click takes a line."""

    take_requested = Signal(int)
    """The number of the line, from 1."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = PossibleModel(self)
        self._delegate = PossibleDelegate(theme, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(PlainList.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Also possible"))
        self.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def lines(self) -> tuple[PossibleLine, ...]:
        """What is listed."""
        return self._lines.lines

    def sizeHint(self) -> QSize:
        return QSize(120, HEADING_HEIGHT + ROW_HEIGHT * len(self.lines) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEADING_HEIGHT + ROW_HEIGHT * min(2, len(self.lines)))

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    def set_modifier(self, modifier: str) -> None:
        """What is held down with the digits, "" where the keys are others."""
        if modifier != self._delegate.modifier:
            self._delegate.modifier = modifier
            self.viewport().update()

    def set_lines(self, lines: Sequence[PossibleLine]) -> None:
        """List these, in the order of their keys."""
        if tuple(lines) != self.lines:
            self._lines.set_lines(lines)
            self.updateGeometry()
        self.setVisible(bool(lines))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.row():
            self.take_requested.emit(index.row())
