"""The left panel: search, filters and the list of articles."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model.document import DocumentId
from annotator.model.query import DocumentQuery
from annotator.ui.icons import icon, pixmap
from annotator.ui.panels.article_delegate import ArticleDelegate
from annotator.ui.panels.article_filter import FilterMenu, OrderMenu, filter_summary
from annotator.ui.panels.article_model import ID_ROLE, ArticleModel
from annotator.ui.panels.id_query import IdQuery
from annotator.ui.panels.painting import draw_key_cap, key_cap_width
from annotator.ui.panels.plain_list import PlainList
from annotator.ui.theme import Theme
from annotator.ui.wording import shown_number

if TYPE_CHECKING:
    from annotator.project import Project

SEARCH_DELAY_MS = 120


class SearchField(QLineEdit):
    """A field with a lens on the left and the key that reaches it on the right."""

    left_downwards = Signal()
    entered = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setFixedHeight(34)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._font = theme.sans_font(11.5, QFont.Weight.DemiBold)
        self.setTextMargins(22, 0, round(key_cap_width(self._key, self._font)) + 4, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        lens = pixmap("search", self._theme.muted.name(), 15, self.devicePixelRatioF())
        painter.drawPixmap(10, round(middle - 7.5), lens)
        if not self.text():
            width = key_cap_width(self._key, self._font)
            draw_key_cap(painter, self.width() - width - 7, middle, self._key, self._theme, self._font)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class ArticleList(QWidget):
    """The documents that the query finds. It opens nothing itself: `article_requested` asks the window to."""

    article_requested = Signal(int)
    """DocumentId: the person chose it."""
    order_changed = Signal(object)
    """list[DocumentId]: the list shows these, in this order."""
    failed = Signal(object)
    """StoreError: the file could not be asked."""
    left = Signal()
    """The person is done with the list: the article takes the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._project: Project | None = None
        self._query = DocumentQuery()
        self._current: DocumentId | None = None
        self._total = 0
        self._entered = False
        """Whether what the search finds is to be opened."""
        self._ids = IdQuery(self)
        self._ids.found.connect(self._on_found)
        self._ids.failed.connect(self.failed)
        self.model = ArticleModel(self)
        self._heading = QLabel(self.tr("Articles"))
        self._count = QLabel()
        self._filter_button = QToolButton()
        self._order_button = QToolButton()
        self._summary = QToolButton()
        self.search = SearchField(theme, "/")
        self._delegate = ArticleDelegate(theme, self)
        self.view = PlainList()
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._build()
        self.set_theme(theme)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 9, 0)
        head.setSpacing(2)
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._count)
        for button, name, menu in (
            (self._filter_button, self.tr("Filter the articles"), FilterMenu(self, self.query, self.set_query)),
            (self._order_button, self.tr("Order of the articles"), OrderMenu(self, self.query, self.set_query)),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(button)
        self.filter_menu = self._filter_button.menu()
        self.order_menu = self._order_button.menu()
        self._summary.setToolTip(self.tr("Show all articles"))
        self._summary.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._summary.clicked.connect(self.clear_filters)
        self._summary.hide()
        search_row = QHBoxLayout()
        search_row.setContentsMargins(15, 8, 15, 4)
        search_row.addWidget(self.search)
        summary_row = QHBoxLayout()
        summary_row.setContentsMargins(14, 2, 14, 2)
        summary_row.addWidget(self._summary)
        summary_row.addStretch()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setToolTip(self.tr("Words of the articles, a file's name, or a day: 1911-03-12, 03/1911"))
        self.search.setAccessibleName(self.tr("Search the articles; accents do not matter"))
        self.search.textChanged.connect(self._timer.start)
        self.search.left_downwards.connect(self._on_left_downwards)
        self.search.entered.connect(self._on_entered)
        self.search.escaped.connect(self._on_escaped)
        self._timer.timeout.connect(self._on_search)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Articles"))
        self.view.clicked.connect(self._on_chosen)
        self.view.activated.connect(self._on_chosen)
        self.view.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(search_row)
        column.addLayout(summary_row)
        column.addSpacing(4)
        column.addWidget(self.view, 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._delegate.set_theme(theme)
        self.search.set_theme(theme)
        self._heading.setFont(theme.sans_font(15, QFont.Weight.DemiBold))
        self._count.setFont(theme.sans_font(12.5))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.muted)
        self._count.setPalette(palette)
        for button, name in ((self._filter_button, "filter"), (self._order_button, "sort"), (self._summary, "close")):
            button.setIcon(icon(name, theme.muted, size=16))
        self.view.viewport().update()

    @property
    def project(self) -> "Project | None":
        """The project whose articles are shown."""
        return self._project

    def set_project(self, project: "Project | None") -> None:
        """Show another project's articles, all of them. Returns once the one before is let go of."""
        self._ids.stop()
        self._project = project
        self._current = None
        self._query = DocumentQuery()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.reload()

    @property
    def summary(self) -> str:
        """The filters in force, as they are shown."""
        return self._summary.text()

    def query(self) -> DocumentQuery:
        """What the list asks for now."""
        return self._query

    def set_query(self, query: DocumentQuery) -> None:
        """Ask for something else."""
        if query != self._query:
            self._query = query
            self.reload()

    def clear_filters(self) -> None:
        """All articles again, in the order they were in."""
        self.search.clear()
        self._timer.stop()
        self.set_query(DocumentQuery(order=self._query.order))

    def reload(self) -> None:
        """Ask the project again; the article at the top of the view and the chosen one stay where they are."""
        self._timer.stop()
        self._ids.ask(self._project, self._query)

    def _on_found(self, ids: list[DocumentId]) -> None:
        anchor = self.view.indexAt(self.view.viewport().rect().topLeft())
        anchor_id, offset = anchor.data(ID_ROLE), self.view.visualRect(anchor).top()
        changed = ids != self.model.ids
        self.model.set_ids(self._project, ids)
        self._update_labels()
        if changed:
            row = self.model.row_of(anchor_id) if anchor_id is not None else -1
            if row >= 0:
                self.view.scrollTo(self.model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)
                bar = self.view.verticalScrollBar()
                bar.setValue(bar.value() - offset)
            self._select(self._current)
        self.view.message = (
            QCoreApplication.translate("EmptyArticle", "No article matches") if self._total and not ids else ""
        )
        if changed or not ids:
            self.order_changed.emit(ids)
        if self._entered:
            self._open_found()

    def refresh(self) -> None:
        """Something about the documents changed: look at the rows on screen again, and for new documents."""
        if self._project is not None and self._project.document_count() != self._total:
            self.reload()
        else:
            self.model.refresh()

    def set_current(self, document: DocumentId | None) -> None:
        """Show which article is open, without moving more of the list than needed."""
        self._current = document
        self._select(document)
        index = self.view.currentIndex()
        if index.isValid():
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_chosen(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _select(self, document: DocumentId | None) -> None:
        row = -1 if document is None else self.model.row_of(document)
        if row < 0:
            self.view.clearSelection()
            self.view.selectionModel().clearCurrentIndex()
        elif self.view.currentIndex().row() != row:
            self.view.setCurrentIndex(self.model.index(row))

    def _update_labels(self) -> None:
        shown = len(self.model.ids)
        total = self._total = 0 if self._project is None else self._project.document_count()
        self._count.setText(
            shown_number(shown)
            if shown == total
            else self.tr("{shown} of {total}").format(shown=shown_number(shown), total=shown_number(total))
        )
        summary = filter_summary(self._query)
        metrics = QFontMetricsF(self._summary.font())
        self._summary.setText(metrics.elidedText(summary, Qt.TextElideMode.ElideRight, max(80, self.width() - 70)))
        self._summary.setVisible(bool(summary))

    def _on_search(self) -> None:
        self._entered = False
        self.set_query(replace(self._query, search=self.search.text().strip()))

    def _on_chosen(self, index: QModelIndex) -> None:
        document = index.data(ID_ROLE)
        if document is not None:
            self.article_requested.emit(document)
            self.left.emit()

    def _search_now(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._on_search()

    def _on_entered(self) -> None:
        self._search_now()
        self._entered = True
        if not self._ids.waiting:
            self._open_found()

    def _open_found(self) -> None:
        """Open the first article found, unless the open one is among them, and give the article the keyboard."""
        self._entered = False
        if self.model.ids:
            if self._current is None or self.model.row_of(self._current) < 0:
                self.article_requested.emit(self.model.ids[0])
            self.left.emit()

    def _on_left_downwards(self) -> None:
        self._search_now()
        if self.model.ids:
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_escaped(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.left.emit()
