"""How a row of the article list is painted: title, outlet and date, what is left to review, state, flag, comment."""

from PySide6.QtCore import QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.model.query import DocumentRow
from annotator.ui.icons import draw_icon
from annotator.ui.panels.article_model import ROW_ROLE
from annotator.ui.panels.painting import draw_ring
from annotator.ui.panels.plain_list import is_dirty
from annotator.ui.theme import Theme

ROW_HEIGHT = 68
TITLE_LINES = 2
LINES_KEPT = 1024
_LEFT = 14.0
_RIGHT = 38.0
_LINE = 17.0


class ArticleDelegate(QStyledItemDelegate):
    """Paints a `DocumentRow`; every row is as high as every other, so that 100,000 need no measuring."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._set_fonts()

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._set_fonts()

    def _title_lines(self, title: str, width: float) -> tuple[str, ...]:
        lines = self._lines.get((title, width))
        if lines is None:
            if len(self._lines) >= LINES_KEPT:
                self._lines.clear()
            lines = self._lines[title, width] = title_lines(title, self._title, width)
        return lines

    def _set_fonts(self) -> None:
        self._lines: dict[tuple[str, float], tuple[str, ...]] = {}
        self._title = self._theme.sans_font(13, QFont.Weight.Medium)
        self._meta = self._theme.sans_font(11.5)
        self._count = self._theme.sans_font(11.5, QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not is_dirty(option):
            return
        row = index.data(ROW_ROLE)
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        card = rect.adjusted(10, 1, -5, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft if selected else theme.hover)
            painter.drawRoundedRect(card, 8, 8)
        if selected:
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(QRectF(card.left(), card.top() + 11, 3, card.height() - 22), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(theme.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 7, 7)
        if isinstance(row, DocumentRow):
            self._paint_row(painter, card, row, selected=selected)
        painter.restore()

    def _paint_row(self, painter: QPainter, card: QRectF, row: DocumentRow, *, selected: bool) -> None:
        theme = self._theme
        finished = row.state in ("done", "skipped")
        width = card.width() - _LEFT - _RIGHT
        lines = self._title_lines(row.title or row.key, width)
        height = len(lines) * _LINE + 15
        top = card.top() + (card.height() - height) / 2 - 1
        painter.setFont(self._title)
        painter.setPen(theme.muted if finished and not selected else theme.ink)
        metrics = QFontMetricsF(self._title)
        for number, line in enumerate(lines):
            painter.drawText(QPointF(card.left() + _LEFT, top + number * _LINE + metrics.ascent()), line)
        self._paint_meta(painter, card, row, top + len(lines) * _LINE + 2)
        middle = QPointF(card.right() - 22, card.center().y())
        if row.state == "done":
            draw_icon(painter, "check", QRectF(middle.x() - 8.5, middle.y() - 8.5, 17, 17), theme.good)
        elif row.state == "skipped":
            draw_icon(painter, "skip", QRectF(middle.x() - 7.5, middle.y() - 7.5, 15, 15), theme.faint)
        else:
            decided = row.confirmed / max(1, row.confirmed + row.pending) if row.state == "in_progress" else 0.0
            draw_ring(painter, middle, 6.2 if decided else 5.2, decided, theme.accent, theme.track)
        marks = [name for name, there in (("flag", row.flag), ("comment", row.commented)) if there]
        for number, name in enumerate(marks):
            color = theme.warn if name == "flag" else theme.muted
            box = QRectF(middle.x() - 6.5, (card.top() + 5) if number == 0 else (card.bottom() - 18), 13, 13)
            draw_icon(painter, name, box, color)

    def _paint_meta(self, painter: QPainter, card: QRectF, row: DocumentRow, top: float) -> None:
        metrics = QFontMetricsF(self._meta)
        count = self.tr("%Ln to review", "", row.pending) if row.pending else ""
        count_metrics = QFontMetricsF(self._count)
        room = card.width() - _LEFT - (34 if row.commented and row.flag else 12)
        count_width = count_metrics.horizontalAdvance(count) + metrics.horizontalAdvance(" · ") if count else 0.0
        text = where_from(row, metrics, room - count_width)
        baseline = top + metrics.ascent()
        x = card.left() + _LEFT
        if text:
            shown = metrics.elidedText(
                text + (" · " if count else ""), Qt.TextElideMode.ElideRight, room - count_width + 12
            )
            painter.setFont(self._meta)
            painter.setPen(self._theme.muted)
            painter.drawText(QPointF(x, baseline), shown)
            x += metrics.horizontalAdvance(shown)
        if count:
            painter.setFont(self._count)
            painter.setPen(self._theme.accent)
            painter.drawText(QPointF(x, baseline), count)


def where_from(row: DocumentRow, metrics: QFontMetricsF, width: float) -> str:
    """Outlet and date, the day left out or the outlet cut where both are wider than that; without them the key's end."""
    if not row.source and not row.published:  # files are told apart by the ends of their names
        return metrics.elidedText(row.key, Qt.TextElideMode.ElideLeft, max(20.0, width)) if row.title else ""
    text = ""
    for day in (True, False):
        date = short_date(row.published, day=day)
        text = " · ".join(part for part in (row.source, date) if part)
        if metrics.horizontalAdvance(text) <= width:
            return text
    if row.source and row.published:
        left = width - metrics.horizontalAdvance(f" · {date}")
        text = f"{metrics.elidedText(row.source, Qt.TextElideMode.ElideRight, max(20.0, left))} · {date}"
    return text


def short_date(published: str, today: QDate | None = None, *, day: bool = False) -> str:
    """An ISO 8601 date in the interface's language: day and month of this year, else month and year, with the `day`."""
    date = QDate.fromString(published[:10], Qt.DateFormat.ISODate)
    if not date.isValid():
        return published[:10]
    this_year = date.year() == (today or QDate.currentDate()).year()
    return QLocale().toString(date, "d MMM" if this_year else "d MMM yyyy" if day else "MMM yyyy")


def title_lines(title: str, font: QFont, width: float) -> tuple[str, ...]:
    """The title broken into at most two lines of that width, the last one elided."""
    metrics = QFontMetricsF(font)
    text = " ".join(title.split())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    encoded = text.encode("utf-16-le", "surrogatepass")
    while len(lines) < TITLE_LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start_utf16, end_utf16 = line.textStart(), line.textStart() + line.textLength()
        if len(lines) == TITLE_LINES - 1:
            rest = encoded[2 * start_utf16 :].decode("utf-16-le", "surrogatepass")
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(encoded[2 * start_utf16 : 2 * end_utf16].decode("utf-16-le", "surrogatepass").rstrip())
    layout.endLayout()
    return tuple(lines)
