"""Gestures that only look elsewhere: to the next suggestion, over the text, from a span to its words."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from annotator.model.article import SHOWN, Status
from annotator.model.cursor import leave, run_at, step
from annotator.ui.focused import Focused
from annotator.ui.wording import translate

REJECTED: Status = "rejected"


class FocusMoves:
    """Moves the focus; writes nothing."""

    def __init__(self, focused: Focused) -> None:
        self._focused = focused
        self._session = focused.session
        self.vertical: Callable[[int, bool], int | None] | None = None
        """Set by the view: the code point one line below (True) or above a code point; None at the article's edge."""

    def to_pending(self, *, back: bool = False) -> None:
        """The next or previous suggestion that waits, from one end of the article on at the other."""
        article = self._focused.article
        found = article.next_pending(self._session.focus, back=back)
        if found is not None:
            self._session.set_focus(found)
        elif article.pending_count:
            self._session.inform(translate("Gestures", "This is the only suggestion left"))
        else:
            self._session.inform(self._focused.nothing_left())

    def to_item(self, *, back: bool = False) -> None:
        """The next or previous span or relation, confirmed or not, round the article's ends."""
        statuses = (*SHOWN, REJECTED) if self._session.show_rejected else SHOWN
        found = self._focused.article.next_item(self._session.focus, back=back, statuses=statuses)
        if found is not None:
            self._session.set_focus(found)
        elif self._focused.item() is None:
            self._session.inform(translate("Gestures", "There is no span here yet"))

    def to_span_at(self) -> None:
        """From a run of tokens to the smallest span that holds it."""
        run = self._focused.run()
        if run is None:
            return
        around = [
            span
            for span in self._focused.article.spans_in(run.start, run.end)
            if span.start <= run.start and run.end <= span.end
        ]
        if around:
            self._session.set_focus(min(around, key=lambda span: (span.end - span.start, span.ref)).ref)

    def to_position(self, position: int) -> None:
        """The token at a code point."""
        run = run_at(self._focused.tokens, position)
        if run is not None:
            self._session.set_focus(run)

    def to_start(self) -> None:
        """The article's first token."""
        self.to_position(0)

    def to_end(self) -> None:
        """The article's last token."""
        self.to_position(len(self._focused.article.document.text))

    def step(self, *, back: bool) -> None:
        """One token back or on; from a span, to the token under it."""
        run = self._focused.run()
        moved = self._focused.under(last=not back) if run is None else step(self._focused.tokens, run, back=back)
        if moved is not None:
            self._session.set_focus(moved)

    def line(self, *, down: bool) -> None:
        """One line up or down; from a span, to the token under it."""
        run = self._focused.run()
        if run is None:
            under = self._focused.under(last=down)
            if under is not None:
                self._session.set_focus(under)
        elif self.vertical is not None:
            position = self.vertical(run.end - 1 if down else run.start, down)
            if position is not None:
                self.to_position(position)

    def leave(self) -> None:
        """From a span or a longer run, its first token."""
        run = self._focused.run()
        moved = self._focused.under() if run is None else leave(self._focused.tokens, *run)
        if moved is not None:
            self._session.set_focus(moved)

    def copy(self) -> None:
        """Put the words in focus on the clipboard."""
        extent = self._session.focus_extent()
        if extent is not None:
            QGuiApplication.clipboard().setText(self._focused.article.document.text[extent[0] : extent[1]])
            self._session.inform(translate("Gestures", "Copied"))
