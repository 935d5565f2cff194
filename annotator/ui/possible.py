"""What is possible at the focus, kept in sight: the list at the right, and badges on the other ends while Alt is held."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Ref
from annotator.model.possible import PossibleRelation, PossibleSpan
from annotator.ui.article.view import ArticleView
from annotator.ui.gestures import Gestures
from annotator.ui.keys import shown_keys
from annotator.ui.panels.focus_card import percent
from annotator.ui.panels.possible import PossibleLine, PossiblePanel

ACTION = "take_possible"


class PossibleAtFocus(QObject):
    """Follows the session's focus; lives as long as the view."""

    def __init__(self, gestures: Gestures, panel: PossiblePanel, view: ArticleView) -> None:
        super().__init__(view)
        self._gestures = gestures
        self._panel = panel
        self._view = view
        self._held = False
        self._found: Sequence[PossibleSpan | PossibleRelation] = ()
        session = gestures.session
        for signal in (
            session.focus_changed,
            session.edited,
            session.article_opened,
            session.article_refreshed,
            session.scheme_changed,
            session.closed,
        ):
            signal.connect(self.refresh)
        gestures.actions.changed.connect(self._show_keys)
        panel.take_requested.connect(self._take)
        view.installEventFilter(self)
        self._show_keys()

    def refresh(self, *_: object) -> None:
        """List what is possible at the focus now."""
        self._found = self._gestures.focused.possible()
        lines = [self._line(str(number), one) for number, one in enumerate(self._found, 1)]
        self._panel.set_lines(lines)
        if self._held:
            self._show_badges(held=bool(lines))

    def _line(self, key: str, one: PossibleSpan | PossibleRelation) -> PossibleLine:
        focused = self._gestures.focused
        if isinstance(one, PossibleSpan):
            label = focused.project.scheme.label(one.label)
            hue = 0 if label is None else label.hue
            words = focused.quote(one.start, one.end)
            return PossibleLine(key, "reading", focused.title(one.label), words, percent(one.score), hue)
        source = focused.span_in_focus()
        outgoing = source is not None and one.head == source.ref
        other = focused.article.span(one.child if outgoing else one.head)
        words = "" if other is None else focused.quote(other.start, other.end)
        title = focused.relation_title(one.label)
        return PossibleLine(key, "to" if outgoing else "from", title, words, percent(one.score))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While Alt is held the other ends have the digits on them."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
            self._show_badges(held=event.type() == QEvent.Type.KeyPress and bool(self._found))
        elif event.type() == QEvent.Type.FocusOut:
            self._show_badges(held=False)
        return False

    def _show_badges(self, *, held: bool) -> None:
        if (not held and not self._held) or self._gestures.relating is not None:
            return
        self._held = held
        source = self._gestures.focused.span_in_focus() if held else None
        badges: dict[Ref, str] = {}
        if source is not None:
            for number, one in enumerate(self._found, 1):
                if isinstance(one, PossibleSpan):
                    continue
                other = one.child if one.head == source.ref else one.head
                badges[other] = f"{badges[other]} {number}" if other in badges else str(number)
        self._view.set_hints(badges)

    def _take(self, number: int) -> None:
        if self._gestures.actions.action(ACTION).isEnabled():
            self._gestures.take_possible(number)
        self._view.setFocus()

    def _show_keys(self) -> None:
        keys = self._gestures.actions.keys(ACTION)
        shown = [shown_keys(key) for key in keys]
        modifiers = {text.rpartition("+")[0] for text in shown}
        together = len(modifiers) == 1 and all(text.endswith(str(place)) for place, text in enumerate(shown, 1))
        self._panel.set_modifier(modifiers.pop() if together else "")
