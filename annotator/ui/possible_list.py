"""What is also possible at the focus, listed at the right; while Alt is held the unlikely too, and badges on other ends."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Ref
from annotator.model.possible import PossibleRelation, PossibleSpan
from annotator.ui.article.view import ArticleView
from annotator.ui.focused import Focused
from annotator.ui.gestures import Gestures
from annotator.ui.key_hints import cap_text
from annotator.ui.keys import shown_keys
from annotator.ui.panels.focus_card import percent
from annotator.ui.panels.possible import PossibleLine, PossiblePanel

ACTION = "take_possible"


class PossibleList(QObject):
    """Shows what the gestures would take; lives as long as the view."""

    def __init__(self, gestures: Gestures, panel: PossiblePanel, view: ArticleView) -> None:
        super().__init__(view)
        self._gestures = gestures
        self._panel = panel
        self._view = view
        self._asked = False
        """Whether Alt is held."""
        self._held = False
        """Whether there are badges."""
        self._keys: Sequence[str] = ()
        """What the caps of the lines show."""
        self._by_alt = False
        """Whether the keys are Alt with the digits."""
        gestures.possible.changed.connect(self.show)
        gestures.actions.changed.connect(self._on_keys)
        panel.take_requested.connect(self._take)
        view.installEventFilter(self)
        self._on_keys()

    def show(self) -> None:
        """List what is possible at the focus now."""
        found = self._listed()
        keys = [*self._keys, *[""] * len(found)]
        self._panel.set_lines([self._line(key, one) for key, one in zip(keys, found, strict=False)])
        if self._asked or self._held:
            self._show_badges(held=self._asked and bool(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While Alt is held all is listed, the other ends have the digits on them, and the menu bar leaves the key alone."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt and self._by_alt:
            if event.type() == QEvent.Type.ShortcutOverride and self._gestures.possible.found:
                event.accept()
                return True
            if not event.isAutoRepeat():
                self._hold(event.type() == QEvent.Type.KeyPress)
        elif event.type() == QEvent.Type.FocusOut:
            self._hold(False)
        return False

    def _hold(self, held: bool) -> None:
        """Alt goes down or up."""
        if held != self._asked:
            self._asked = held
            if len(self._listed()) != len(self._panel.lines):
                self.show()
        self._show_badges(held=held and bool(self._panel.lines))

    def _listed(self) -> Sequence[PossibleSpan | PossibleRelation]:
        """What is on show: readings that are unlikely only for whoever asks for them, or has gone to words."""
        if self._gestures.session.article is None:  # where the project is closed, the keys change before the focus does
            return ()
        found = self._gestures.possible.found
        if self._asked or not self._by_alt or self._gestures.focused.run() is not None:
            return found
        return [one for one in found if isinstance(one, PossibleRelation) or not one.unlikely]

    def _line(self, key: str, one: PossibleSpan | PossibleRelation) -> PossibleLine:
        focused = self._gestures.focused
        if isinstance(one, PossibleSpan):
            label = focused.project.scheme.label(one.label)
            hue = 0 if label is None else label.hue
            words = focused.quote(one.start, one.end)
            return PossibleLine(key, "reading", focused.title(one.label), words, percent(one.score), hue)
        other, outgoing = self._other_end(focused, one)
        span = focused.article.span(other)
        words = "" if span is None else focused.quote(span.start, span.end)
        title = focused.relation_title(one.label)
        return PossibleLine(key, "to" if outgoing else "from", title, words, percent(one.score))

    def _other_end(self, focused: Focused, one: PossibleRelation) -> tuple[Ref, bool]:
        """The end that has not the focus, and whether that is the child."""
        source = focused.span_in_focus()
        outgoing = source is not None and one.head == source.ref
        return (one.child if outgoing else one.head), outgoing

    def _show_badges(self, *, held: bool) -> None:
        if (not held and not self._held) or self._gestures.relating is not None:
            return
        self._held = held
        badges: dict[Ref, str] = {}
        for line, one in zip(self._panel.lines, self._gestures.possible.found, strict=False) if held else ():
            if isinstance(one, PossibleRelation) and line.key:
                other, _ = self._other_end(self._gestures.focused, one)
                badges[other] = f"{badges[other]} {line.key}" if other in badges else line.key
        self._view.set_hints(badges)

    def _take(self, number: int) -> None:
        if self._gestures.actions.action(ACTION).isEnabled():
            self._gestures.take_possible(number)
        self._view.setFocus()

    def _on_keys(self) -> None:
        keys = self._gestures.actions.keys(ACTION)
        self._by_alt = bool(keys) and all(key == f"Alt+{place}" for place, key in enumerate(keys, 1))
        shown = [shown_keys(key) for key in keys]
        modifiers = {text.rpartition("+")[0] for text in shown}
        together = len(modifiers) == 1 and all(text.endswith(str(place)) for place, text in enumerate(shown, 1))
        self._panel.set_modifier(modifiers.pop() if together else "")
        self._keys = [str(place) if together else cap_text(key) for place, key in enumerate(keys, 1)]
        self.show()
