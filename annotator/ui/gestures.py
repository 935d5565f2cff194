"""What a gesture does: keys, clicks and chosen actions become calls to the project and moves of the focus."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from annotator.model.annotation import Ref
from annotator.model.cursor import TokenRun
from annotator.ui.action_table import REPEATING
from annotator.ui.actions import Actions
from annotator.ui.decisions import Decisions
from annotator.ui.error_text import shown_error
from annotator.ui.focus_moves import FocusMoves
from annotator.ui.focused import Focused
from annotator.ui.possible import PossibleAtFocus
from annotator.ui.relating import Relating
from annotator.ui.relation_mode import RelationMode
from annotator.ui.session import Extent, Session
from annotator.ui.wording import translate

_WITHOUT_ARTICLE = frozenset(
    {"next_article", "previous_article", "undo", "redo", "show_rejected", "arcs_of_focus_only"}
)
_KEEP_RELATING = frozenset({"relate", "arcs_of_focus_only"})


class Gestures(QObject):
    """The article view hands it its key and mouse events and draws its badges."""

    relating_changed = Signal()
    """The relation mode began, went on or ended: badges and hints are to be drawn again."""

    def __init__(self, session: Session, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.actions = actions
        self.focused = Focused(session, actions)
        self.moves = FocusMoves(self.focused)
        self.decisions = Decisions(self.focused)
        self.possible = PossibleAtFocus(self.focused, self)
        self.relation_mode = RelationMode(self.focused, self)
        self.relation_mode.changed.connect(self.relating_changed)
        moves, decisions = self.moves, self.decisions
        self._handlers: dict[str, Callable[[], object]] = {
            "next_pending": moves.to_pending,
            "previous_pending": lambda: moves.to_pending(back=True),
            "next_item": moves.to_item,
            "previous_item": lambda: moves.to_item(back=True),
            "accept": self._accept,
            "reject": decisions.reject,
            "apply_to_same": decisions.apply_to_same,
            "reject_same": decisions.reject_same,
            "accept_all": decisions.accept_all,
            "reject_all": decisions.reject_all,
            "end_left": lambda: decisions.move_boundary("end", back=True),
            "end_right": lambda: decisions.move_boundary("end", back=False),
            "start_left": lambda: decisions.move_boundary("start", back=True),
            "start_right": lambda: decisions.move_boundary("start", back=False),
            "grow": decisions.grow,
            "shrink": decisions.shrink,
            "left": lambda: moves.step(back=True),
            "right": lambda: moves.step(back=False),
            "up": lambda: moves.line(down=False),
            "down": lambda: moves.line(down=True),
            "first_token": moves.to_start,
            "last_token": moves.to_end,
            "relate": self.relation_mode.begin,
            "accept_relations": decisions.accept_relations,
            "reject_relations": decisions.reject_relations,
            "take_possible": lambda: self.take_possible(1),
            "leave": moves.leave,
            "copy_text": moves.copy,
            "done_and_next": session.done_and_next,
            "skip_article": session.skip_and_next,
            "reopen_article": session.reopen,
            "next_article": session.next_article,
            "previous_article": session.previous_article,
            "flag": session.toggle_flag,
            "undo": session.undo,
            "redo": session.redo,
            "show_rejected": lambda: session.set_option("show_rejected", not session.show_rejected),
            "arcs_of_focus_only": lambda: session.set_option("arcs_of_focus_only", not session.arcs_of_focus_only),
        }
        actions.triggered.connect(self.perform)

    @property
    def relating(self) -> Relating | None:
        """The relation mode's badges and choices; None outside of it."""
        return self.relation_mode.state

    def set_view(self, vertical: Callable[[int, bool], int | None], visible: Callable[[], Extent]) -> None:
        """What only the view knows: the code point one line below (True) or above a code point, None at the edge; and which
        code points are on screen, where badges go."""
        self.moves.vertical = vertical
        self.relation_mode.visible = visible

    def refresh_badges(self) -> None:
        """The view was scrolled: badges go to what is on screen now."""
        self.relation_mode.refresh()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the article wants a key before any shortcut of the window: the view then accepts the ShortcutOverride."""
        if self.session.article is None:
            return False
        if self.relation_mode.takes(event):
            return True
        action = self.actions.match(event)
        return action is not None and action.scope == "article"

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key press on the article stands for; False leaves it to the view, for paging say."""
        if self.session.article is None:
            return False
        self.session.note_activity()
        action = self.actions.match(event)
        if self.relation_mode.key(event, "" if action is None else action.name):
            return True
        if action is None or action.scope != "article":
            return False
        if event.isAutoRepeat() and action.name not in REPEATING:
            return True  # a key held down a little too long must not decide on the next suggestion too
        if self.actions.action(action.name).isEnabled():
            if action.name == "take_possible":
                self.take_possible(self.actions.place_of(event, action.name))
            else:
                self.perform(action.name)
        else:
            self.session.refuse(self._why_disabled())
        return True

    def perform(self, name: str) -> bool:
        """Do an action by name; False where it is not a gesture but the window's own to do."""
        label = self.actions.label_of(name)
        handler = self._handlers.get(name) if label is None else lambda: self.decisions.label(label)
        self.relation_mode.keep()
        if handler is None:
            return False
        if name not in _KEEP_RELATING:
            self.relation_mode.end()
        if self.session.article is not None or name in _WITHOUT_ARTICLE:
            handler()
        return True

    def take_possible(self, number: int) -> None:
        """Take the possible relation of that number, from 1, of the span in focus."""
        self.relation_mode.end()
        if self.session.article is not None:
            self.decisions.take_possible(number, self.possible.found)

    def click(self, ref: Ref | None, position: int) -> None:
        """A click: on a span, an arc or a chip, else on the text at a code point. In the relation mode it picks a target."""
        if self.session.article is None or (ref is not None and self.relation_mode.pick(ref)):
            return
        self.session.note_activity()
        self.relation_mode.end()
        if ref is not None:
            self.session.set_focus(ref)
        else:
            self.moves.to_position(position)

    def select(self, start: int, end: int, *, exact: bool = False) -> None:
        """A drag or a double click over the text: the whole tokens it touches, or with `exact` those code points."""
        tokens = self.session.tokens
        if tokens is None or start >= end:
            return
        self.session.note_activity()
        self.relation_mode.end()
        extent = (start, end) if exact else tokens.snap(start, end)
        if extent is not None:
            self.session.set_focus(TokenRun(*extent))

    def relate_spans(self, source: Ref, target: Ref) -> None:
        """A drag from one span to another."""
        if self.session.article is not None and self.actions.action("relate").isEnabled():
            self.relation_mode.begin_between(source, target)

    def _accept(self) -> None:
        if self.focused.run() is not None:
            self.moves.to_span_at()
        elif not self.decisions.accept():
            self.moves.to_pending()

    def _why_disabled(self) -> str:
        project = self.session.project
        return (shown_error(project.read_only_reason) if project is not None else "") or translate(
            "Gestures", "This can't be done here"
        )
