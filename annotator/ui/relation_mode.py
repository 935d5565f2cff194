"""The gesture R: badges on the spans that may be related to the one in focus, a letter, and a label where several fit."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan
from annotator.ui.focused import Focused
from annotator.ui.keys import digit_of, letter_of
from annotator.ui.relating import Joined, Relating
from annotator.ui.session import Extent
from annotator.ui.wording import announcement, translate

_TURNING = ("next_pending", "previous_pending")
_OTHER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RelationMode(QObject):
    """Between R and the relation. `state` is None outside of it."""

    changed = Signal()
    """It began, went on or ended: badges and hints are to be drawn again."""

    def __init__(self, focused: Focused, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._focused = focused
        self._session = focused.session
        self.state: Relating | None = None
        self.visible: Callable[[], Extent] | None = None
        """Set by the view: the code points on screen; badges are given to what is there."""
        self._session.article_opened.connect(self.end)
        self._session.article_refreshed.connect(self.end)
        self._session.edited.connect(self._on_edited)

    def begin(self) -> None:
        """R on a span, a suggestion of one, or a relation, whose head it then goes from."""
        item = self._focused.item()
        source = self._focused.article.span(item.head) if isinstance(item, ArticleRelation) else item
        if not isinstance(source, ArticleSpan) or source.status == "rejected":
            self._session.refuse(translate("Gestures", "A relation starts at a span: give these words a label first"))
            return
        state = Relating(self._focused.article, self._focused.project.scheme, source)
        if not state.offer(self._candidates()) and not isinstance(item, ArticleRelation):
            words = self._focused.quote(source.start, source.end)
            self._session.refuse(
                translate("Gestures", "Nothing in sight may be related to “{words}” ({label})").format(
                    words=words, label=self._focused.title(source.label)
                )
            )
            return
        self.state = state
        self.changed.emit()

    def begin_between(self, source: Ref, target: Ref) -> None:
        """A drag from one span to another: the relation, or the choice of its label."""
        one, other = self._focused.article.span(source), self._focused.article.span(target)
        if one is None or other is None or one.ref == other.ref:
            return
        self._session.set_focus(source)
        state = Relating(self._focused.article, self._focused.project.scheme, one)
        if not state.offer([other]):
            self._session.refuse(
                translate("Gestures", "No relation is allowed between {} and {}").format(
                    self._focused.title(one.label), self._focused.title(other.label)
                )
            )
            return
        self.state = state
        self._settle(state, state.pick(other))

    def pick(self, ref: Ref) -> bool:
        """A click on a span with a badge."""
        span = self._focused.article.span(ref)
        if self.state is None or span is None or ref not in self.state.badges:
            return False
        self._settle(self.state, self.state.pick(span))
        return True

    def end(self, *_: object) -> None:
        """Leave the mode."""
        if self.state is not None:
            self.state = None
            self.changed.emit()

    def refresh(self) -> None:
        """The view was scrolled: the badges go to what is on screen now."""
        if self.state is not None and self.state.target is None:
            self.state.offer(self._candidates())
            self.changed.emit()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the mode wants a key that would mean something else outside of it."""
        return self.state is not None and not event.modifiers() & _OTHER and bool(letter_of(event) or digit_of(event))

    def key(self, event: QKeyEvent, action: str) -> bool:
        """A key in the mode, and the action it stands for outside; False for one that means what it always means."""
        state = self.state
        if state is None or event.modifiers() & _OTHER:
            return False
        if action == "leave":
            self.end()
        elif action in _TURNING:
            self._turn(state)
        elif event.key() == Qt.Key.Key_Backspace:
            if state.rub_out():
                self.changed.emit()
            else:
                self.end()
        elif letter := letter_of(event):
            self._settle(state, state.letter(letter))
        elif digit := digit_of(event):
            self._settle(state, state.digit(digit))
        else:
            return False
        return True

    def _candidates(self) -> list[ArticleSpan]:
        article = self._focused.article
        return article.spans() if self.visible is None else article.spans_in(*self.visible())

    def _turn(self, state: Relating) -> None:
        item = self._focused.item()
        if isinstance(item, ArticleRelation) and state.target is None and not state.typed:
            self.end()
            self._focused.call(
                lambda project, document: project.reverse_relation(document, item.ref),
                announce=self._focused.announcement("reverse_relation", item),
                focus=lambda edit: self._focused.shown(edit.focus),
            )
            return
        if not state.reverse(self._candidates()):
            self._session.refuse(translate("Gestures", "No relation is allowed the other way round"))
        self.changed.emit()

    def _settle(self, state: Relating, joined: Joined | None) -> None:
        """Make the relation that was picked, if one was; the focus stays on the span that R was pressed on."""
        if joined is None:
            self.changed.emit()
            return
        source = state.source
        ends = [span for ref in (joined.head, joined.child) if (span := self._focused.article.span(ref)) is not None]
        quoted = " → ".join(self._focused.quote(span.start, span.end) for span in ends)
        self.end()
        self._focused.call(
            lambda project, document: project.add_relation(document, *joined),
            announce=announcement("add_relation", quoted, self._focused.relation_title(joined.label)),
            focus=lambda edit: self._focused.article.resolve((source.start, source.end), (source.label,)),
        )

    def _on_edited(self, *_: object) -> None:
        # suggestions may come in between R and the letter: badges on what has gone would lead nowhere
        if self.state is not None and self._focused.article.get(self.state.source.ref) is None:
            self.end()
        else:
            self.refresh()
