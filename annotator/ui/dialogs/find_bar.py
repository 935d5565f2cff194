"""The bar over the article that finds words in it as they are typed."""

import re
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.model.article import ArticleState
from annotator.model.find import Extent, Finder, nearest
from annotator.ui.dialogs.frame import set_role
from annotator.ui.icons import icon
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

HEIGHT = 44
_PARTS = re.compile(r'"([^"]+)"|(\S+)')
TYPING_MS = 30
"""A search waits so long for the next letter."""


class FindBar(QWidget):
    """Stays until Esc or its cross; marks every match, and stands on one of them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._main = window
        self._theme: Theme | None = None
        self._finder: Finder | None = None
        self._anchor = 0
        self._more = False
        self._taken = ""
        """What the corpus was searched for when that was last found here too."""
        self.matches: list[Extent] = []
        self.current = -1
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.field.setMaximumWidth(380)
        self.field.setClearButtonEnabled(False)
        self.count = QLabel()
        self.count.setMinimumWidth(96)
        self.count.setProperty("role", "muted")
        self.exact = QToolButton()
        self.exact.setText("Aa é")
        self.exact.setCheckable(True)
        self.exact.setToolTip(self.tr("Case and accents count"))
        self.exact.setAccessibleName(self.exact.toolTip())
        self._up = self._button(self.tr("Previous match"), "find_previous")
        self._down = self._button(self.tr("Next match"), "find_next")
        self._cross = self._button(self.tr("Close"), "")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(self._up)
        row.addWidget(self._down)
        row.addWidget(self.exact)
        row.addStretch()
        row.addWidget(self._cross)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(TYPING_MS)
        self._delay.timeout.connect(self.search)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(lambda text: self._delay.start())
        self.exact.toggled.connect(lambda on: self.search())
        self._up.clicked.connect(lambda: self.step(back=True))
        self._down.clicked.connect(lambda: self.step(back=False))
        self._cross.clicked.connect(self.leave)
        session = window.session
        session.article_opened.connect(self._on_article)
        session.article_refreshed.connect(self._mark)
        session.closed.connect(self.hide)

    def open(self) -> None:
        """Show it with the keyboard in its field, ready to find from what has the focus on."""
        session = self._main.session
        if session.article is None:
            return
        extent = session.focus_extent()
        self._anchor = 0 if extent is None else extent[0]
        if not self.isVisible():
            self._finder = Finder(session.article.document.text)
            self._take_search(self._finder)
            self._show_at_same_place()
            self.search()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Hide it, and put the focus on the match as a run of tokens."""
        bar = self._main.view.verticalScrollBar()
        value = bar.value()
        self.hide()
        bar.setValue(value - HEIGHT)
        self._main.view.set_matches(())
        self._main.view.setFocus()
        if 0 <= self.current < len(self.matches):
            self._main.gestures.select(*self.matches[self.current])

    def search(self) -> None:
        """Find what is typed, and stand on the first match from where the search began."""
        self._delay.stop()
        if self._finder is None:
            return
        self.matches, self._more = self._finder.find(self.field.text(), exact=self.exact.isChecked())
        self.current = nearest(self.matches, self._anchor)
        self._mark()

    def step(self, *, back: bool) -> None:
        """Stand on the next match or the one before, round the article's ends."""
        if self._delay.isActive():
            self.search()
        if not self.isVisible():
            self.open()
        elif self.matches:
            self.current = (self.current + (-1 if back else 1)) % len(self.matches)
            self._anchor = self.matches[self.current][0]
            self._mark()

    def count_text(self) -> str:
        """ "3 of 12", and what else there is to say of the matches."""
        if not self.field.text().strip():
            return ""
        if not self.matches:
            return self.tr("Not found")
        total = f"{len(self.matches)}+" if self._more else str(len(self.matches))
        return self.tr("{number} of {total}").format(number=self.current + 1, total=total)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            key = cast(QKeyEvent, event)
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._on_key(key)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._main.theme
        if theme is not self._theme:
            self._theme = theme
            for button, name in ((self._up, "up"), (self._down, "down"), (self._cross, "close")):
                button.setIcon(icon(name, theme.muted, disabled=theme.faint, size=14))
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.rule)
        painter.end()

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self.step(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _button(self, title: str, action: str) -> QToolButton:
        button = QToolButton()
        keys = self._main.actions_table.shown_keys(action) if action else ""
        button.setToolTip(f"{title} ({keys})" if keys else title)
        button.setAccessibleName(title)
        button.setIconSize(QSize(14, 14))
        return button

    def _take_search(self, finder: Finder) -> None:
        """Find here what the corpus has been searched for since: all of it, or the first part of it that is there."""
        search = self._main.articles.query().search
        if not search or search == self._taken:
            return
        self._taken = search
        parts = [phrase or word for phrase, word in _PARTS.findall(search)]
        found = (words for words in (search.replace('"', ""), *parts) if finder.find(words, exact=False)[0])
        self.field.setText(next(found, search))

    def _show_at_same_place(self) -> None:
        """The article stays where it is on screen, where it can: the bar covers its first lines."""
        bar = self._main.view.verticalScrollBar()
        value = bar.value()
        self.show()
        parent = self.parentWidget()
        layout = None if parent is None else parent.layout()
        if layout is not None:
            layout.activate()
        if value > 0:
            bar.setValue(value + HEIGHT)

    def _on_article(self, article: ArticleState | None) -> None:
        self.matches, self.current, self._anchor = [], -1, 0
        self._finder = None if article is None else Finder(article.document.text)
        if self.isVisible():
            self.search()

    def _mark(self, *_article: object) -> None:
        if not self.isVisible():
            return
        self._main.view.set_matches(self.matches, self.current)
        text = self.count_text()
        self.count.setText(text)
        set_role(self.count, "error" if text and not self.matches else "muted")
        for button in (self._up, self._down):
            button.setEnabled(len(self.matches) > 1)
        if 0 <= self.current < len(self.matches):
            self._main.view.ensure_visible(*self.matches[self.current])
        if text:
            self._main.session.announced.emit(text)


def find_bar(window: "MainWindow") -> FindBar:
    """The window's bar, made when first asked for."""
    found = window.findChild(FindBar)
    if found is None:
        found = FindBar(window)
        found.hide()
        layout = cast(QVBoxLayout, cast(QWidget, window.banner.parentWidget()).layout())
        layout.insertWidget(layout.indexOf(window.banner) + 1, found)
    return found


def show_find(window: "MainWindow") -> None:
    """Show the bar, the keyboard in its field."""
    find_bar(window).open()


def find_next(window: "MainWindow") -> None:
    """Go to the next match; without a search, begin one."""
    find_bar(window).step(back=False)


def find_previous(window: "MainWindow") -> None:
    """Go to the match before; without a search, begin one."""
    find_bar(window).step(back=True)
