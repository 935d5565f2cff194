"""Undo and redo: what a key asks for, in whatever article it was made, at once or in steps."""

from typing import TYPE_CHECKING, Literal

from annotator.model.edit import Edit
from annotator.ui.long_edit import FEW_DOCUMENTS
from annotator.ui.wording import Revising

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.session import Session


def revise(session: "Session", which: Literal["undo", "redo"]) -> Edit | None:
    """Take the last action back, or do it again; None where there is none, it was refused, or it goes on in steps."""
    action, size = "", 0

    def run(project: "Project") -> Edit | None:
        nonlocal action, size
        action = project.undo_action() if which == "undo" else project.redo_action()
        size = project.replay_size(which)
        if size > FEW_DOCUMENTS:
            return None
        if not action:
            session.inform(Revising().nothing(which))
        return project.undo() if which == "undo" else project.redo()

    edit = _revised(session, session.run(run), which)
    if size > FEW_DOCUMENTS:
        session.long.replay(which, action, size, then=lambda edit: _revised(session, edit, which))
    return edit


def _revised(session: "Session", edit: Edit | None, which: Literal["undo", "redo"]) -> Edit | None:
    if edit is None:
        return None
    if edit.document is not None and (session.article is None or session.article.document.id != edit.document):
        session.open_article(edit.document)
    session.look_at(edit)
    session.inform(Revising().done(which, edit.action))
    return edit
