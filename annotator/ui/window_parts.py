"""The widgets of the window and where they stand; nothing about what they mean."""

import base64
import binascii
from typing import Literal

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.model.errors import StoreError
from annotator.settings import Settings
from annotator.ui.article.view import ArticleView
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.panels.banner import Banner
from annotator.ui.panels.empty import EmptyArticle
from annotator.ui.panels.header import Header
from annotator.ui.panels.inspector import Inspector
from annotator.ui.panels.key_bar import KeyBar
from annotator.ui.panels.labels import SchemePanel
from annotator.ui.panels.possible import PossiblePanel
from annotator.ui.theme import Theme

LIST_WIDTH = 272
INSPECTOR_WIDTH = 300
NARROW_WINDOW = 1200
NARROW_LIST_WIDTH = 232
NARROW_INSPECTOR_WIDTH = 264
"""The side panels' widths in a window below NARROW_WINDOW, so that the article keeps its column."""
Side = Literal["list", "inspector"]

TITLE_BAR = 40
"""Room left for the frame that the window system puts around a window, in pixels."""


class WindowParts(QWidget):
    """Header over three columns over the key bar; or the welcome page in the columns' place."""

    sides_changed = Signal()

    def __init__(self, theme: Theme, welcome: QWidget | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = Header(theme)
        self.banner = Banner(theme)
        self.articles = ArticleList(theme)
        self.view = ArticleView(theme)
        self.empty = EmptyArticle(theme)
        self.inspector = Inspector(theme)
        self.scheme = SchemePanel(theme)
        self.possible = PossiblePanel(theme)
        self.key_bar = KeyBar(theme)
        self.welcome = welcome or QWidget()
        self.center = QStackedWidget()
        self.center.addWidget(self.view)
        self.center.addWidget(self.empty)
        # below the article: what comes up by itself must not push the text that is being read
        middle = column(self.center, self.banner)
        self.right = QWidget()
        right = QVBoxLayout(self.right)
        right.setContentsMargins(0, 20, 0, 0)
        right.setSpacing(8)
        card = QVBoxLayout()
        card.setContentsMargins(15, 0, 15, 0)
        card.addWidget(self.inspector)
        right.addLayout(card)
        right.addWidget(self.scheme, 1)
        right.addWidget(self.possible)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        for part, stretch, least in ((self.articles, 0, 200), (middle, 1, 320), (self.right, 0, 232)):
            part.setMinimumWidth(least)
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setCollapsible(1, False)
        self.own_widths = False
        """Whether the person gave the side panels their widths; others follow the window's."""
        self.splitter.splitterMoved.connect(self._on_dragged)
        self.pages = QStackedWidget()
        self.work = column(self.splitter, self.key_bar)
        self.pages.addWidget(self.work)
        self.pages.addWidget(self.welcome)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.pages, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.own_widths:
            self.fit_sides(self.width())

    def set_theme(self, theme: Theme) -> None:
        """Paint everything with another theme."""
        self.header.set_theme(theme)
        self.banner.set_theme(theme)
        self.articles.set_theme(theme)
        self.view.set_theme(theme)
        self.empty.set_theme(theme)
        self.inspector.set_theme(theme)
        self.scheme.set_theme(theme)
        self.possible.set_theme(theme)
        self.key_bar.set_theme(theme)
        set_theme = getattr(self.welcome, "set_theme", None)
        if set_theme is not None:
            set_theme(theme)

    def show_work(self, *, work: bool) -> None:
        """Show the columns, or the welcome page."""
        self.pages.setCurrentWidget(self.work if work else self.welcome)

    def show_article(self) -> None:
        """Show the article; where there was none before it gets the keyboard, unless the person is writing."""
        if self.center.currentWidget() is not self.view:
            self.center.setCurrentWidget(self.view)
            if not isinstance(self.window().focusWidget(), QLineEdit):
                self.view.setFocus()

    def fit_sides(self, width: int) -> None:
        """Give the side panels the widths that suit a window of that width."""
        narrow = width < NARROW_WINDOW
        left = NARROW_LIST_WIDTH if narrow else LIST_WIDTH
        right = NARROW_INSPECTOR_WIDTH if narrow else INSPECTOR_WIDTH
        self.splitter.setSizes([left, max(320, width - left - right - 2), right])

    def side_shown(self, side: Side) -> bool:
        """Whether a side panel is there to be seen."""
        part = self._side(side)
        return part.isVisibleTo(self.splitter) and self.splitter.sizes()[self.splitter.indexOf(part)] > 0

    def toggle_side(self, side: Side) -> None:
        """Show or hide a side panel; one that was pushed together comes back at its width."""
        part = self._side(side)
        shown = self.side_shown(side)
        part.setVisible(not shown)
        sizes = self.splitter.sizes()
        at = self.splitter.indexOf(part)
        if not shown and sizes[at] == 0:
            sizes[at] = LIST_WIDTH if side == "list" else INSPECTOR_WIDTH
            self.splitter.setSizes(sizes)
        self.sides_changed.emit()

    def focus_search(self) -> None:
        """Go to the search field, showing the list where it is hidden."""
        if not self.side_shown("list"):
            self.toggle_side("list")
        self.articles.focus_search()

    def focus_next(self) -> None:
        """From the article to the list, to the inspector, to the scheme, and back to the article."""
        chain: list[QWidget] = [self.view, self.articles.view, self.inspector.first_button, self.scheme]
        chain = [part for part in chain if part.isVisible() and part.isEnabled()]
        if chain:
            here = next((i for i, part in enumerate(chain) if part.hasFocus()), -1)
            chain[(here + 1) % len(chain)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_dragged(self) -> None:
        self.own_widths = True
        self.sides_changed.emit()

    def _side(self, side: Side) -> QWidget:
        return self.articles if side == "list" else self.right


def column(*parts: QWidget) -> QWidget:
    """Widgets one above the other without gaps; the last but a bar at the bottom takes the room."""
    result = QWidget()
    layout = QVBoxLayout(result)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return result


def restore_geometry(window: QMainWindow, parts: WindowParts, settings: Settings) -> None:
    """Put the window where it was; at first, in the middle of the screen at a size that suits it."""
    geometry, state = (_bytes(settings.text(name)) for name in ("window_geometry", "window_state"))
    if not (geometry and window.restoreGeometry(geometry)):
        room = window.screen().availableGeometry()
        window.resize(min(1440, room.width()), min(920, room.height() - TITLE_BAR))
        window.move(room.center() - window.rect().center())
    parts.own_widths = settings.switch("own_widths")
    if not (state and parts.splitter.restoreState(state)):
        parts.own_widths = False
        parts.fit_sides(window.width())


def save_geometry(window: QMainWindow, parts: WindowParts, settings: Settings) -> None:
    """Remember where the window is. A settings file that cannot be written is no reason not to close."""
    try:
        settings.set("window_geometry", _text(window.saveGeometry()))
        settings.set("window_state", _text(parts.splitter.saveState()))
        settings.set("own_widths", parts.own_widths)
    except StoreError:
        return


def _bytes(text: str) -> QByteArray | None:
    try:
        return QByteArray(base64.b64decode(text, validate=True)) if text else None
    except binascii.Error:
        return None


def _text(value: QByteArray) -> str:
    return base64.b64encode(value.data()).decode("ascii")
