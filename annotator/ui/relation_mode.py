"""The gesture R: badges on the spans that may be related to the one in focus, a letter, and a label where several fit.

A letter typed with Shift leaves the badges there for the next target. A label that such spans mostly have is taken at once. The mode then goes on for one more key: that of another label
corrects it, Backspace takes the relation back, any other key means what it always means.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan
from annotator.model.edit import Edit
from annotator.model.errors import StoreError
from annotator.model.likely_relations import Joining
from annotator.ui.focused import Focused
from annotator.ui.keys import digit_of, letter_of
from annotator.ui.relating import Joined, Relating
from annotator.ui.session import Extent
from annotator.ui.wording import announcement, translate

_TURNING = ("next_pending", "previous_pending")
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
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
        self._session.focus_changed.connect(self._on_focus_changed)

    def begin(self) -> None:
        """R on a span, a suggestion of one, or a relation, whose head it then goes from."""
        item = self._focused.item()
        source = self._focused.article.span(item.head) if isinstance(item, ArticleRelation) else item
        if not isinstance(source, ArticleSpan) or source.status == "rejected":
            self._session.refuse(translate("Gestures", "A relation starts at a span: give these words a label first"))
            return
        state = self._state(source)
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
        self.end()
        one, other = self._focused.article.span(source), self._focused.article.span(target)
        if one is None or other is None or one.ref == other.ref:
            return
        self._session.set_focus(source)
        state = self._state(one)
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

    def keep(self) -> None:
        """Something else is done: a relation that was made without asking stays as it is."""
        if self.state is not None and self.state.made is not None:
            self.end()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the mode wants a key that would mean something else outside of it."""
        if self.state is None or event.modifiers() & _OTHER:
            return False
        if self.state.made is None:
            return bool(letter_of(event) or digit_of(event))
        # the key that picked the target may be held down a little too long
        return event.isAutoRepeat() or self._corrects(event, "")

    def key(self, event: QKeyEvent, action: str) -> bool:
        """A key in the mode, and the action it stands for outside; False for one that means what it always means."""
        state = self.state
        if state is None or event.modifiers() & _OTHER or event.key() in _MODIFIERS:
            return False
        if event.isAutoRepeat() and self.takes(event):
            return True  # the key that began the mode or picked a target, held a little too long
        if state.made is not None:
            return self._key_after(state, state.made, event, action)
        if action == "leave":
            self.end()
        elif action in _TURNING:
            self._turn(state)
        elif event.key() == Qt.Key.Key_Backspace:
            if state.rub_out():
                if not state.typed:
                    state.offer(self._candidates())  # what was a suggestion may be a span by now
                self.changed.emit()
            else:
                self.end()
        elif letter := letter_of(event):
            if state.target is None:
                state.stays = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._settle(state, state.letter(letter))
        elif digit := digit_of(event):
            self._settle(state, state.digit(digit))
        else:
            return False
        return True

    def _key_after(self, state: Relating, made: Ref, event: QKeyEvent, action: str) -> bool:
        """A key after a relation was made without asking: about that, or what it always means."""
        if action == "leave":
            self.end()
        elif not event.modifiers() and (action == "reject" or event.key() == Qt.Key.Key_Backspace):
            self._take_back(state, made)
        elif self._corrects(event, action):
            letter, digit = letter_of(event), digit_of(event)
            self._settle(state, state.letter(letter) if letter else state.digit(digit))
        else:
            self.end()
            return False
        return True

    def _corrects(self, event: QKeyEvent, action: str) -> bool:
        """Whether a key is that of another label; R goes on to the next relation, also where a label has that letter."""
        if self.state is None or action == "relate":
            return False
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self.state.picks(digit_of(event) or ("" if shifted else letter_of(event)))

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
        source, target, made = state.source, state.target, state.made
        goes_on = state.guessed and made is None
        if made is not None and self._is(made, joined):
            self.end()
            return
        ends = [span for ref in (joined.head, joined.child) if (span := self._focused.article.span(ref)) is not None]
        quoted = " → ".join(self._focused.quote(span.start, span.end) for span in ends)
        self.end()
        edit = self._focused.call(
            lambda project, document: (
                project.add_relation(document, *joined)
                if made is None
                else project.rejoin(document, made, joined.head, joined.label)
            ),
            announce=announcement("add_relation", quoted, self._focused.relation_title(joined.label)),
            focus=lambda edit: self._again(source),
        )
        if edit is None:
            return
        if state.stays:
            self._next(source)
        elif goes_on and target is not None:
            self._go_on(state, source, target, edit)

    def _go_on(self, state: Relating, source: ArticleSpan, target: ArticleSpan, edit: Edit) -> None:
        """Leave the choice of labels open for one more key."""
        made = next((c.after["id"] for c in edit.changes if c.table == "relations" and c.after is not None), None)
        if made is not None and self._placed(state, source, target):
            state.made, state.edit = Ref("relation", made), edit.id
            self.state = state
            self.changed.emit()

    def _next(self, source: ArticleSpan) -> None:
        """The badges for another relation of the same span, where there are any left to give."""
        ref = self._again(source)
        span = None if ref is None else self._focused.article.span(ref)
        if span is not None:
            state = self._state(span)
            if state.offer(self._candidates()):
                self.state = state
                self.changed.emit()

    def _take_back(self, state: Relating, made: Ref) -> None:
        """Undo the relation that was made without asking, with what was accepted for it, and ask."""
        source, target, done = state.source, state.target, state.edit
        item = self._focused.article.get(made)
        self.end()
        edit = self._focused.call(
            lambda project, document: (
                project.undo() if done is not None and project.is_last(done) else project.delete(document, made)
            ),
            announce=self._focused.announcement("delete", item) if item is not None else "",
            focus=lambda edit: self._again(source),
        )
        if edit is not None and target is not None and self._placed(state, source, target):
            state.made, state.edit, state.guessed = None, None, False
            self.state = state
            self.changed.emit()

    def _placed(self, state: Relating, source: ArticleSpan, target: ArticleSpan) -> bool:
        """Name the two ends anew, suggestions that are spans by now or the other way round; False where one is gone."""
        spans = [self._focused.article.span(ref) for end in (source, target) if (ref := self._again(end)) is not None]
        if len(spans) < 2 or spans[0] is None or spans[1] is None:
            return False
        state.source, state.target = spans[0], spans[1]
        return True

    def _is(self, made: Ref, joined: Joined) -> bool:
        relation = self._focused.article.relation(made)
        return relation is not None and (relation.head, relation.label) == (joined.head, joined.label)

    def _again(self, span: ArticleSpan) -> Ref | None:
        return self._focused.article.resolve((span.start, span.end), (span.label,))

    def _likely(self, options: Sequence[Joining]) -> Joining | None:
        try:
            return self._focused.project.likely_relation(options)
        except StoreError:
            return None  # it is asked for then, and what fails next says so

    def _state(self, source: ArticleSpan) -> Relating:
        return Relating(self._focused.article, self._focused.project.scheme, source, likely=self._likely)

    def _on_focus_changed(self, focus: object) -> None:
        state = self.state
        if state is not None and state.made is not None and focus != state.source.ref:
            self.end()

    def _on_edited(self, *_: object) -> None:
        # suggestions may come in between R and the letter: badges on what has gone would lead nowhere
        state, article = self.state, self._focused.article
        if state is None:
            return
        if article.get(state.source.ref) is None or (state.made is not None and article.get(state.made) is None):
            self.end()
        else:
            self.refresh()
