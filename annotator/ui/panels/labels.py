"""The label scheme at the right: keys, colours, counts of this article, what is pending; then the relations."""

from dataclasses import dataclass, replace
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
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.model.label_scheme import LabelScheme
from annotator.ui.icons import draw_icon
from annotator.ui.panels.painting import KEY_HEIGHT, draw_heading, draw_key_cap, draw_key_hint, key_cap_width
from annotator.ui.panels.plain_list import PlainList, is_dirty
from annotator.ui.theme import Theme
from annotator.ui.wording import shown_number

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 32
LEAST_ROWS = 3
"""Labels in sight whatever else wants room."""
HEADING_HEIGHT = 40
Counts = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """One line of the panel."""

    kind: Literal["heading", "label", "relation"]
    name: str
    title: str
    key: str = ""
    hue: int = 0
    confirmed: int = 0
    pending: int = 0
    description: str = ""


class SchemeModel(QAbstractListModel):
    """Headings, labels and relation labels, with the open article's counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[SchemeLine] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.ToolTipRole and line.kind != "heading":
            return f"{line.name}: {line.description}" if line.description else line.name
        if role == Qt.ItemDataRole.AccessibleTextRole and line.kind != "heading":
            text = self.tr("{title}, key {key}: {confirmed} confirmed, {pending} to review")
            return text.format(title=line.title, key=line.key, confirmed=line.confirmed, pending=line.pending)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._lines[index.row()].kind == "heading":
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def set_scheme(self, scheme: LabelScheme, language: str) -> None:
        """Show another scheme, its titles in that language, without counts."""
        self.beginResetModel()
        self._lines = [SchemeLine("heading", "labels", self.tr("Labels"))]
        self._lines += [
            SchemeLine("label", x.name, x.title(language), x.key.upper(), x.hue, description=x.description)
            for x in scheme.labels
        ]
        if scheme.relation_labels:
            self._lines.append(SchemeLine("heading", "relations", self.tr("Relations")))
        self._lines += [
            SchemeLine("relation", x.name, x.title(language), x.key.upper(), description=x.description)
            for x in scheme.relation_labels
        ]
        self.endResetModel()

    def set_counts(self, spans: Counts, relations: Counts) -> None:
        """Show the open article's counts, label → (confirmed, pending); only rows that differ repaint."""
        for row, line in enumerate(self._lines):
            if line.kind == "heading":
                continue
            confirmed, pending = (spans if line.kind == "label" else relations).get(line.name, (0, 0))
            if (confirmed, pending) != (line.confirmed, line.pending):
                self._lines[row] = replace(line, confirmed=confirmed, pending=pending)
                self.dataChanged.emit(self.index(row), self.index(row), [LINE_ROLE])

    def row_of(self, kind: Literal["label", "relation"], name: str) -> int:
        """The row of a label, -1 where there is none."""
        return next((row for row, line in enumerate(self._lines) if line.kind == kind and line.name == name), -1)


class SchemeDelegate(QStyledItemDelegate):
    """Paints a `SchemeLine`."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.relation_key = "R"
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._heading = theme.sans_font(11, QFont.Weight.DemiBold)
        self._heading.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        self._key = theme.sans_font(11.5, QFont.Weight.DemiBold)
        self._title = theme.sans_font(13, QFont.Weight.Medium)
        self._count = theme.sans_font(12.5)
        self._pending = theme.sans_font(12, QFont.Weight.DemiBold)
        self._hint = theme.sans_font(11.5)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = index.data(LINE_ROLE)
        return QSize(120, HEADING_HEIGHT if isinstance(line, SchemeLine) and line.kind == "heading" else ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, SchemeLine) or not is_dirty(option):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if line.kind == "heading":
            self._paint_heading(painter, rect, line)
        else:
            state: QStyle.StateFlag = option.state
            self._paint_line(painter, rect, line, state)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: SchemeLine) -> None:
        middle = rect.bottom() - 17
        draw_heading(painter, rect.left() + 19, middle, line.title, self._theme, self._heading)
        if line.name == "relations":
            fonts, hint = (self._key, self._hint), self.tr("then a letter")
            draw_key_hint(painter, rect.right() - 22, middle, self.relation_key, hint, self._theme, fonts)

    def _paint_line(self, painter: QPainter, rect: QRectF, line: SchemeLine, state: QStyle.StateFlag) -> None:
        theme = self._theme
        card = rect.adjusted(12, 1, -9, -1)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(card, 7, 7)
        middle = rect.center().y()
        if line.key:
            width = key_cap_width(line.key, self._key)
            draw_key_cap(painter, rect.left() + 21 - (width - KEY_HEIGHT) / 2, middle, line.key, theme, self._key)
        swatch = QRectF(rect.left() + 51, middle - 8, 23, 16)
        if line.kind == "label":
            paint_swatch(painter, swatch, theme.hue(line.hue), theme.fill(line.hue))
        else:
            draw_icon(painter, "relation", QRectF(swatch.left(), middle - 11, 24, 22), theme.muted)
        plus = f"+{shown_number(line.pending)}" if line.pending else ""
        plus_width = QFontMetricsF(self._pending).horizontalAdvance(plus)
        plus_right = card.right() - 11
        count = shown_number(line.confirmed)
        # a column of their own while they have up to two figures; wider ones push the count aside
        count_right = min(card.right() - 39, plus_right - plus_width - 8)
        metrics = QFontMetricsF(self._title)
        room = count_right - max(18.0, QFontMetricsF(self._count).horizontalAdvance(count) + 8) - (rect.left() + 86)
        painter.setFont(self._title)
        painter.setPen(theme.ink)
        title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, room)
        baseline = middle + metrics.capHeight() / 2
        painter.drawText(QPointF(rect.left() + 86, baseline), title)
        metrics = QFontMetricsF(self._count)
        painter.setFont(self._count)
        painter.setPen(theme.muted if line.confirmed else theme.faint)
        painter.drawText(QPointF(count_right - metrics.horizontalAdvance(count), baseline), count)
        if line.pending:
            painter.setFont(self._pending)
            painter.setPen(theme.accent)
            painter.drawText(QPointF(plus_right - plus_width, baseline), plus)


def paint_swatch(painter: QPainter, rect: QRectF, hue: QColor, fill: QColor) -> None:
    """A label's colours as a confirmed span has them: the fill over its underline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0, 0, 0, -2), 3, 3)
    painter.setPen(QPen(hue, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(rect.left(), rect.bottom() - 1), QPointF(rect.right(), rect.bottom() - 1))


class SchemePanel(PlainList):
    """The scheme as a list. A click on a label gives it to what has the focus."""

    label_requested = Signal(str)
    relation_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = SchemeModel(self)
        self._delegate = SchemeDelegate(theme, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(HEADING_HEIGHT + LEAST_ROWS * ROW_HEIGHT)
        self.setAccessibleName(self.tr("Label scheme"))
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    @property
    def lines(self) -> SchemeModel:
        """The model."""
        return self._lines

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    def set_relation_key(self, key: str) -> None:
        """The key that starts a relation, as it is bound now."""
        if key != self._delegate.relation_key:
            self._delegate.relation_key = key
            self.viewport().update()

    def set_scheme(self, scheme: LabelScheme, language: str) -> None:
        """Show another scheme."""
        self._lines.set_scheme(scheme, language)

    def set_counts(self, spans: Counts, relations: Counts) -> None:
        """Show the open article's counts."""
        self._lines.set_counts(spans, relations)

    def set_current(self, kind: Literal["label", "relation"], name: str) -> None:
        """Mark the label of what has the focus; no name marks none."""
        row = self._lines.row_of(kind, name) if name else -1
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != row or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._lines.index(row))

    def _on_chosen(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if isinstance(line, SchemeLine) and line.kind == "label":
            self.label_requested.emit(line.name)
        elif isinstance(line, SchemeLine) and line.kind == "relation":
            self.relation_requested.emit(line.name)
