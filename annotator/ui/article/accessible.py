"""The article for assistive technology: its text, its caret, and what has the focus, spoken as it changes."""

import re
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr

from annotator.model.annotation import Ref
from annotator.model.cursor import Focus, TokenRun
from annotator.ui.article.positions import Positions
from annotator.ui.article.view import ArticleView
from annotator.ui.panels.focus_card import focus_card
from annotator.ui.session import Session
from annotator.ui.wording import Counts

_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_ATTRIBUTES = ("", 0, 0)


class SpokenText:
    """An article's text in UTF-16 offsets. Made once an article: Qt asks for the whole of it at every word it reads."""

    def __init__(self, text: str) -> None:
        self.positions = Positions(text)
        self._text = text if text.isascii() else _SURROGATE.sub("\ufffd", text)

    def slice(self, start_utf16: int, end_utf16: int) -> str:
        """The text between two offsets, whatever they are; a pair that they cut is there whole."""
        length = self.positions.length_utf16
        start, end = (min(max(0, offset), length) for offset in (start_utf16, end_utf16))
        first = self.positions.to_code_point(start)
        last = self.positions.to_code_point(end)
        if self.positions.to_utf16(last) < end:
            last += 1
        return self._text[first:last]


class ArticleText(QAccessibleTextInterface):
    """The text behind an article view; its offsets count UTF-16 units, as Qt's do."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__()
        self._view = view
        self._shown: object = None
        self._spoken = SpokenText("")

    @property
    def spoken(self) -> SpokenText:
        """The open article's text."""
        state = self._view.state
        document = None if state is None else state.document
        if document is not self._shown:
            self._shown = document
            self._spoken = SpokenText("" if document is None else document.text)
        return self._spoken

    def extent_utf16(self) -> tuple[int, int]:
        """What has the focus; (0, 0) where nothing has."""
        state, focus = self._view.state, self._view.focus
        if state is None or focus is None or (isinstance(focus, Ref) and state.get(focus) is None):
            return 0, 0
        start, end = state.extent(focus) if isinstance(focus, Ref) else focus
        return self.spoken.positions.to_utf16(start), self.spoken.positions.to_utf16(end)

    def characterCount(self) -> int:
        """How long the article is."""
        return self.spoken.positions.length_utf16

    def text(self, startOffset: int, endOffset: int) -> str:
        """Part of the article."""
        return self.spoken.slice(startOffset, endOffset)

    def cursorPosition(self) -> int:
        """The start of what has the focus."""
        return self.extent_utf16()[0]

    def setCursorPosition(self, position: int) -> None:
        """Look at the token there."""
        start = self.spoken.positions.to_code_point(min(max(0, position), self.characterCount()))
        self._view.focus_requested.emit(TokenRun(start, start + 1))

    def selectionCount(self) -> int:
        """One where something has the focus."""
        start, end = self.extent_utf16()
        return int(start < end)

    def selection(self, selectionIndex: int) -> tuple[int, int]:
        """What has the focus."""
        return self.extent_utf16()

    def addSelection(self, startOffset: int, endOffset: int) -> None:
        """Select a run of the text."""
        positions = self.spoken.positions
        start, end = positions.to_code_point(startOffset), positions.to_code_point(endOffset)
        if start < end:
            self._view.run_requested.emit(start, end)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:
        """Select a run of the text."""
        self.addSelection(startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:
        """The focus always is somewhere: nothing to do."""

    def characterRect(self, offset: int) -> QRect:
        """Where a character is on the screen."""
        rect = self._view.character_rect(self.spoken.positions.to_code_point(offset))
        return QRect(self._view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        """The character at a point of the screen."""
        hit = self._view.hit_at(self._view.viewport().mapFromGlobal(point).toPointF())
        return self.spoken.positions.to_utf16(hit.offset)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:
        """Bring part of the article into sight."""
        positions = self.spoken.positions
        self._view.ensure_visible(positions.to_code_point(startIndex), positions.to_code_point(endIndex))

    def attributes(self, offset: int) -> tuple[str, int, int]:
        """No formatting: what is annotated is spoken when it has the focus."""
        return _NO_ATTRIBUTES


class ArticleInterface(QAccessibleWidget):
    """An article view for assistive technology."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view, QAccessible.Role.EditableText, "")
        self._view = view
        # Qt gets the text interface from an object of its own: a class that inherits both crashes (PySide6 6.8 to 6.11)
        self._text = ArticleText(view)

    def text(self, t: QAccessible.Text) -> str:
        """Its name, what it is for, and the article."""
        state = self._view.state
        if t == QAccessible.Text.Name:
            return QCoreApplication.translate("Accessible", "Article") if state is None else state.document.title
        if t == QAccessible.Text.Value:
            return self._text.text(0, self._text.characterCount())
        if t == QAccessible.Text.Description:
            return QCoreApplication.translate(
                "Accessible", "Tab goes to the next suggestion, Enter accepts, Backspace rejects, ? shows every key"
            )
        return ""

    def state(self) -> QAccessible.State:
        """Read, not typed in."""
        state = super().state()
        state.focusable = True
        state.readOnly = True
        state.multiLine = True
        state.selectableText = True
        return state

    def childCount(self) -> int:
        """The paragraphs are text, not widgets; the scroll bars say nothing."""
        return 0

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        """The text interface; nothing else, and never None or 0, which crash (PySide6 6.8 to 6.11)."""
        found = self._text if t == QAccessible.InterfaceType.TextInterface else VoidPtr(0)
        return cast(int, found)  # the stubs say int; the binding takes and wants the object


class ArticleAccessibility(QObject):
    """Gives article views their interface. Keep it for as long as the program runs: Qt does not own what a factory returns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interfaces: dict[int, ArticleInterface] = {}
        QAccessible.installFactory(self._make)

    def _make(self, key: str, watched: QObject) -> QAccessibleInterface | None:
        if not isinstance(watched, ArticleView):
            return None
        name = id(watched)
        if name not in self._interfaces:
            self._interfaces[name] = ArticleInterface(watched)
            watched.destroyed.connect(lambda: self._interfaces.pop(name, None))
        return self._interfaces[name]


class FocusSpeaker(QObject):
    """Says what was decided and what gets the focus, and moves the caret there."""

    said = Signal(str)
    """A line was spoken."""

    def __init__(self, session: Session, view: ArticleView, *, language: str) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._language = language
        session.focus_changed.connect(self._on_focus)
        session.announced.connect(self.say)

    def say(self, text: str) -> None:
        """Speak a line, where anyone listens."""
        if QAccessible.isActive() and text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))
            self.said.emit(text)

    def spoken_focus(self, focus: Focus | None) -> str:
        """What is said of a focus: the words themselves for a run, else the card of the inspector."""
        article, project = self._session.article, self._session.project
        if article is None or project is None or focus is None:
            return ""
        if isinstance(focus, TokenRun):
            return article.document.text[focus.start : focus.end]
        card = focus_card(article, focus, project.scheme, language=self._language).spoken()
        possible = len(project.possible(article.document.id, focus))
        return f"{card}. {Counts().also_possible(possible)}" if possible else card

    def _on_focus(self, focus: Focus | None) -> None:
        if not QAccessible.isActive() or self._session.article is None:
            return
        extent = self._session.focus_extent()
        if extent is not None:
            positions = Positions(self._session.article.document.text[: extent[0]])
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(self._view, positions.length_utf16))
        self.say(self.spoken_focus(focus))
