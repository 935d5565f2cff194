"""Says when nothing that is suggested can be shown, since none of the pipeline's labels is one of the scheme's."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.ui.session import Session

NAMED = 6
"""So many labels are named."""


class NoPlace(QObject):
    """Looks until some label has a place; says so once, and takes it back once one has."""

    def __init__(self, session: Session, say: Callable[[str, str], None], parent: QObject | None = None) -> None:
        """`say` shows a banner about something, "" takes away the one about it."""
        super().__init__(parent)
        self._session = session
        self._say = say
        self._found = False
        self._said = False
        session.project_opened.connect(self._forget)
        session.scheme_changed.connect(self._forget)

    def look(self) -> None:
        """Look at what was suggested last."""
        project = self._session.project
        if project is None or self._found:
            return
        labels = project.labels_without_place()
        if labels is None:
            return
        if not labels:
            self._found = True
            self._say("no-place", "")
        elif not self._said:
            self._said = True
            named = ", ".join(labels[:NAMED]) + (", …" if len(labels) > NAMED else "")
            text = self.tr(
                "No suggestion is shown: your scheme has no place for {labels}. Say which of your labels stand for them."
            )
            self._say("no-place", text.format(labels=named))

    def _forget(self, *_: object) -> None:
        self._found = self._said = False
