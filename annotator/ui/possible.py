"""What is also possible at the focus, as the window lists it and its keys take it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.model.possible import PossibleRelation, PossibleSpan
from annotator.ui.focused import Focused


class PossibleAtFocus(QObject):
    """What may be taken at the focus, as it is on the screen: a key takes that, and not what has come in since."""

    changed = Signal()

    def __init__(self, focused: Focused, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._focused = focused
        self.found: Sequence[PossibleSpan | PossibleRelation] = ()
        session = focused.session
        for signal in (
            session.focus_changed,
            session.edited,
            session.article_opened,
            session.article_refreshed,
            session.scheme_changed,
            session.closed,
        ):
            signal.connect(self.refresh)

    def refresh(self, *_: object) -> None:
        """Look again."""
        before, self.found = self.found, self._focused.possible()
        if before or self.found:  # most often there is nothing, and nothing to be drawn again
            self.changed.emit()
