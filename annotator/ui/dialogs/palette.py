"""The Ctrl+K palette: every action by name, and every article by its title."""

from itertools import groupby
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.model.document import DocumentId
from annotator.model.query import DocumentQuery
from annotator.ui.dialogs.frame import rule, theme_of
from annotator.ui.dialogs.key_caps import cap_font
from annotator.ui.dialogs.overlay import Overlay
from annotator.ui.dialogs.palette_model import ENTRY_ROLE, Entry, PaletteModel
from annotator.ui.icons import draw_icon
from annotator.ui.key_hints import cap_text
from annotator.ui.panels.id_query import IdQuery
from annotator.ui.panels.painting import draw_key_cap, key_cap_width
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

WIDTH = 640
ROW_HEIGHT = 34
ROWS_SHOWN = 11
ARTICLES = 8
"""How many articles are listed."""
ARTICLE_DELAY_MS = 120
LEAST_LETTERS = 2
"""Letters from which articles are looked for."""


class Palette(Overlay):
    """A field and the lines that fit it; Enter runs the chosen one."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, window.theme, width=WIDTH)
        self._main = window
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Every action by name"))
        self.field = QLineEdit()
        self.field.setProperty("role", "bare")
        self.field.setPlaceholderText(self.tr("Type an action, or words of an article's title"))
        self.field.setAccessibleName(self.tr("Action or article"))
        self.model = PaletteModel(window.actions_table, window.session, self)
        self.list = QListView()
        self.list.setProperty("role", "bare")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("What fits"))
        self.column.addWidget(self.field)
        self.column.addWidget(rule())
        self.column.addWidget(self.list, 1)
        self._articles = IdQuery(self)
        self._articles.found.connect(self._on_articles)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(ARTICLE_DELAY_MS)
        self._delay.timeout.connect(self._look_for_articles)
        self.closed.connect(self._articles.stop)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(lambda index: self.run(index.row()))
        self._on_typed("")

    def take_keyboard(self) -> None:
        self.field.setFocus()

    def height_for(self, width: int) -> int:
        return self.column.sizeHint().height() - self.list.sizeHint().height() + self._rows_shown() * ROW_HEIGHT + 6

    def _rows_shown(self) -> int:
        return max(1, min(ROWS_SHOWN, self.model.rowCount()))

    def run(self, row: int) -> None:
        """Do what a line says; one that makes no sense now stays where it is."""
        entry = self.model.entry(row)
        if entry is None or entry.why_not:
            return
        self.leave()
        # what it opens must find the keyboard where it was before the palette
        QTimer.singleShot(0, self._main, lambda: _do(self._main, entry))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return self._key(cast(QKeyEvent, event))
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS_SHOWN, Qt.Key.Key_PageUp: -ROWS_SHOWN}
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape or self._is_own(event):
            self.leave()
        else:
            return False
        return True

    def _is_own(self, event: QKeyEvent) -> bool:
        action = self._main.actions_table.match(event)
        return action is not None and action.name == "palette"

    def _move(self, by: int) -> None:
        """Go to another line that can be chosen, round the end where it is one step."""
        rows = [row for row, entry in enumerate(self.model.entries) if not entry.why_not]
        if not rows:
            return
        current = self.list.currentIndex().row()
        at = rows.index(current) if current in rows else -1
        after = (at + by) % len(rows) if abs(by) == 1 else max(0, min(len(rows) - 1, at + by))
        self._choose(rows[after])

    def _choose(self, row: int) -> None:
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _on_typed(self, typed: str) -> None:
        self.model.set_typed(typed)
        self._choose(self.model.first_enabled())
        self.list.scrollToTop()
        self._fit()
        if len(typed.strip()) >= LEAST_LETTERS and self._main.session.project is not None:
            self._delay.start()
        else:
            self._delay.stop()

    def _fit(self) -> None:
        if self.isVisible():
            self.place()

    def _look_for_articles(self) -> None:
        self._articles.ask(
            self._main.session.project, DocumentQuery(search=self.field.text().strip(), titles_only=True)
        )

    def _on_articles(self, ids: list[DocumentId]) -> None:
        project = self._main.session.project
        if project is None or not self.isVisible() or len(self.field.text().strip()) < LEAST_LETTERS:
            return
        self.model.add_articles(project.document_rows(ids[:ARTICLES]))
        self._fit()
        if not self.list.currentIndex().isValid():
            self._choose(self.model.first_enabled())


def _do(window: "MainWindow", entry: Entry) -> None:
    if entry.document is not None:
        window.session.open_article(entry.document)
        window.view.setFocus()
    else:
        window.actions_table.action(entry.action).trigger()


class _Delegate(QStyledItemDelegate):
    """Draws a line: the title with what fits in bold, its group, its key; greyed with the reason where it makes no sense."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        theme = theme_of(cast(QWidget, self.parent()))
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 7, 7)
        elif state & QStyle.StateFlag.State_MouseOver and not entry.why_not:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 7, 7)
        right = _draw_keys(painter, rect.right() - 10, rect.center().y(), entry, theme)
        left = rect.left() + 36
        icon = "document" if entry.document is not None else "check" if entry.checked else ""
        if icon:
            draw_icon(painter, icon, QRectF(rect.left() + 11, rect.center().y() - 8, 16, 16), theme.muted)
        detail = entry.why_not or entry.detail
        _draw_title(painter, left, right - 12, rect.center().y(), entry, detail, theme)
        painter.restore()


def _draw_keys(painter: QPainter, right: float, middle: float, entry: Entry, theme: Theme) -> float:
    """Draw the first key at the right; returns where it begins."""
    if not entry.keys:
        return right
    if entry.why_not:
        painter.setOpacity(0.5)
    cap = cap_text(entry.keys[0])
    font = cap_font()
    left = right - key_cap_width(cap, font)
    draw_key_cap(painter, left, middle, cap, theme, font)
    painter.setOpacity(1.0)
    return left


def _draw_title(
    painter: QPainter, left: float, right: float, middle: float, entry: Entry, detail: str, theme: Theme
) -> None:
    plain, bold = theme.sans_font(13.5), theme.sans_font(13.5, QFont.Weight.Bold)
    small = QFontMetricsF(theme.sans_font(12))
    metrics = {False: QFontMetricsF(plain), True: QFontMetricsF(bold)}
    reserved = min(small.horizontalAdvance(detail) + 14, (right - left) * 0.4) if detail else 0.0
    base = middle + metrics[False].capHeight() / 2
    shown = metrics[True].elidedText(entry.title, Qt.TextElideMode.ElideRight, right - left - reserved)
    places = set(entry.places)
    x = left
    for fits, run in groupby(range(len(shown)), key=lambda place: place in places):
        text = "".join(shown[place] for place in run)
        painter.setFont(bold if fits else plain)
        painter.setPen(theme.faint if entry.why_not else theme.accent if fits else theme.ink)
        painter.drawText(QPointF(x, base), text)
        x += metrics[fits].horizontalAdvance(text)
    painter.setFont(theme.sans_font(12))
    painter.setPen(theme.muted)
    painter.drawText(
        QPointF(x + 12, base), small.elidedText(detail, Qt.TextElideMode.ElideRight, max(0.0, right - x - 12))
    )


def show_palette(window: "MainWindow") -> None:
    """Show the palette, or put it away."""
    for found in window.findChildren(Palette):
        if found.isVisible():
            found.leave()
            return
    Palette(window).open()
