"""The window's one session: the project, the open article, the focus, and the one place where an action runs."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from annotator.model.annotation import Ref
from annotator.model.cursor import Focus, TokenRun, leave, run_at
from annotator.model.document import DocumentId, ReviewState
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.tokens import ArticleTokens
from annotator.ui.active_time import TimeSpent
from annotator.ui.error_text import label_titles, shown_error
from annotator.ui.long_edit import LongEdits
from annotator.ui.opening_focus import OpeningFocus, same_again
from annotator.ui.queue import keep_place, neighbour, next_to_do
from annotator.ui.revisions import revise
from annotator.ui.wording import Counts, edit_title

if TYPE_CHECKING:
    from annotator.model.article import ArticleState
    from annotator.project import Project

MessageKind = Literal["saved", "refused", "info"]
Extent = tuple[int, int]


class Session(QObject):
    """Holds what every part of the window shares. Parts read its attributes, change it by its methods, follow its signals."""

    project_opened = Signal(object)
    """Project: the window shows another project from now on."""
    article_opened = Signal(object)
    """ArticleState, or None: another article is open, or none."""
    article_refreshed = Signal(object)
    """ArticleState of the same article, read anew from the file: all of it is to be drawn again."""
    edited = Signal(object, list)
    """Edit (None where suggestions came in), and the extents [(start, end), …] of the open article that look different."""
    focus_changed = Signal(object)
    """Focus, or None."""
    message = Signal(str, str)
    """A translated line for the status bar and its kind: "saved", "refused" or "info"."""
    announced = Signal(str)
    """A translated line for assistive technology: what was decided, or why it was refused."""
    failed = Signal(object)
    """StoreError: the file or the disk said no; the window shows a dialog."""
    options_changed = Signal()
    documents_changed = Signal()
    """Documents, their states or counts changed: the list and the progress read them again."""
    queue_changed = Signal()
    scheme_changed = Signal()
    """Another process, an import say, changed the label scheme. Edits of it come as `edited`."""
    closed = Signal()

    def __init__(self, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.article: ArticleState | None = None
        self.tokens: ArticleTokens | None = None
        self.focus: Focus | None = None
        self._opening = OpeningFocus(clock)
        self.language = ""
        """The interface's, for the titles of labels."""
        self.queue: list[DocumentId] = []
        """The documents of the list panel, in its order."""
        self.show_rejected = False
        self.arcs_of_focus_only = False
        self.advance_after_accept = True
        self.failed_action: Callable[[], object] | None = None
        """Does the last action again where the file or the disk refused it; None once one has gone through."""
        self._focus_extent: Extent = (0, 0)
        self._focus_label = ""
        self._time = TimeSpent(self, clock)
        self.long = LongEdits(self)

    # The project

    def open_project(self, project: "Project") -> None:
        """Show another project; the one before is closed."""
        self.close()
        self.project = project
        self._time.start()
        self.project_opened.emit(project)
        self.documents_changed.emit()

    def close(self) -> None:
        """Close the article and the project. What was done is on disk already."""
        if self.project is None:
            return
        self.long.abandon()
        self._time.flush(closing=True)
        self._time.stop()
        project, self.project = self.project, None
        if self.article is not None:
            keep_place(project, self.article.document.id)
        self.article, self.tokens, self.focus, self.queue = None, None, None, []
        self.failed_action = None
        project.close()
        self.closed.emit()

    def run(
        self,
        action: "Callable[[Project], Edit | None]",
        *,
        announce: str = "",
        focus: Callable[[Edit], Focus | None] | None = None,
        again: Callable[[], object] | None = None,
    ) -> Edit | None:
        """Run one user action; the Edit it committed, or None where it was refused, failed or changed nothing.

        `focus` says, once it is committed, what to look at next; otherwise the focus stays where it makes sense. `again`
        does the same once more after a failure, where that is not to run `action` again. This is the one place where a
        refusal becomes a message and a failed store a dialog; a bug goes on to the excepthook.
        """
        if self.project is None or self.long.refused():
            return None
        self.note_activity()
        version = None if self.article is None else self.article.version
        try:
            self._follow_state()
            edit = action(self.project)
        except (AnnotationError, StoreError) as error:
            if self.article is not None and self.article.version != version:
                self.refresh_article()
            if isinstance(error, StoreError):
                self.failed_action = again or (lambda: self.run(action, announce=announce, focus=focus))
            self._say(error)
            return None
        self.failed_action = None
        if edit is None or not edit.changes:
            return None
        before = self.focus
        wanted = focus(edit) if focus is not None else None
        self.focus = wanted if wanted is not None else self._standing_focus()
        self._remember_extent(self.focus)
        self._emit_edited(edit)
        self.announced.emit(announce or edit_title(edit.action))
        if self.focus != before:
            self.focus_changed.emit(self.focus)
        self.message.emit(self.tr("Saved"), "saved")
        return edit

    def suggestions_stored(self, document: DocumentId) -> None:
        """A model's suggestions for a document were written: show them if it is the open one."""
        if self.article is not None and self.article.document.id == document:
            self._follow_state()
            self.edited.emit(None, list(self.article.changed))
            if self._opening.untouched(self.focus):
                first = self.article.next_pending(None)
            else:
                first = same_again(self.article, self.focus, self._focus_extent, self._focus_label)
            self.set_focus(first or self._standing_focus())
        self.documents_changed.emit()

    def suggestions_judged(self, changed: Mapping[DocumentId, list[Extent]]) -> None:
        """Other suggestions are sure enough to be shown: `changed` has the extents that look different, by document."""
        if self.article is not None and self.article.document.id in changed:
            self.edited.emit(None, changed[self.article.document.id])
            self.set_focus(self._standing_focus())
        self.documents_changed.emit()

    def reload(self) -> None:
        """Read again what another process, an import say, wrote to the file."""
        if self.project is None or self.long.put_off(self.reload):
            return
        before = self.project.scheme
        if self.project.refresh():
            if self.project.scheme != before:
                self.scheme_changed.emit()
            self.refresh_article()
            self.documents_changed.emit()

    def _emit_edited(self, edit: Edit) -> None:
        touched = self.article is not None and self.article.document.id in edit.documents
        self.edited.emit(edit, list(self.article.changed) if self.article is not None and touched else [])
        if edit.touches("labels") or edit.touches("relation_labels"):
            self.refresh_article()
        if edit.touches("reviews"):
            self.documents_changed.emit()

    def _follow_state(self) -> None:
        """The project keeps the states of a few articles and patches those: hold the one it has of the open article."""
        if self.project is not None and self.article is not None:
            article = self.project.article(self.article.document.id)
            if article is not self.article:
                self.article = article
                self.article_refreshed.emit(article)

    def refresh_article(self) -> None:
        """The open article was read anew from the file: draw it all again."""
        if self.article is not None:
            self._follow_state()
            self.article_refreshed.emit(self.article)
            self.set_focus(self._standing_focus())

    def _say(self, error: AnnotationError | StoreError) -> None:
        if isinstance(error, AnnotationError):
            titles = {} if self.project is None else label_titles(self.project.scheme, self.language)
            self.refuse(shown_error(error, titles))
        else:
            self.failed.emit(error)

    def refuse(self, reason: str) -> None:
        """Say why something was not done."""
        self.message.emit(reason, "refused")
        self.announced.emit(reason)

    def inform(self, text: str) -> None:
        """Say something that is neither a success nor a refusal."""
        self.message.emit(text, "info")

    def undo(self) -> Edit | None:
        """Take the last action back, in whatever article it was made, and look at what it concerned."""
        return revise(self, "undo")

    def redo(self) -> Edit | None:
        """Do again what was undone last."""
        return revise(self, "redo")

    # The articles

    def open_article(self, document: DocumentId) -> bool:
        """Open an article and look at its first pending suggestion; whether it could be read."""
        if self.project is None or self.long.refused():
            return False
        self._time.flush()
        try:
            self.project.refresh_memory(document)
            article = self.project.article(document)
        except (AnnotationError, StoreError) as error:
            self._say(error)
            return False
        self.article = article
        self.tokens = ArticleTokens(article.document.text)
        self.focus = None
        self.note_activity()
        self.article_opened.emit(article)
        first = article.next_pending(None)
        self.set_focus(first or run_at(self.tokens, 0))
        self._opening.begin(self.focus)
        return True

    def set_queue(self, documents: Iterable[DocumentId]) -> None:
        """The list panel shows these documents, in this order; J, K and Ctrl+Enter walk them."""
        self.queue = list(documents)
        self.queue_changed.emit()

    def next_article(self) -> bool:
        """Open the article after this one in the queue, whatever its state."""
        return self._open_neighbour(1, self.tr("This is the last article of the list"))

    def previous_article(self) -> bool:
        """Open the article before this one in the queue, whatever its state."""
        return self._open_neighbour(-1, self.tr("This is the first article of the list"))

    def done_and_next(self) -> Edit | None:
        """Mark the article done and open the next one of the queue that is still to do."""
        return self._leave_as("done")

    def skip_and_next(self) -> Edit | None:
        """Set the article aside and open the next one of the queue that is still to do."""
        return self._leave_as("skipped")

    def reopen(self) -> Edit | None:
        """Take back that the article is done or skipped."""
        return self._set_state("in_progress")

    def toggle_flag(self) -> Edit | None:
        """Flag the article, or take the flag away."""
        if self.article is None:
            return None
        document, flag = self.article.document.id, not self.article.review.flag
        return self.run(
            lambda project: project.set_flag(document, flag),
            announce=self.tr("Flagged") if flag else self.tr("Flag taken away"),
        )

    def set_comment(self, comment: str) -> Edit | None:
        """Write the article's comment; "" clears it."""
        if self.article is None:
            return None
        document = self.article.document.id
        return self.run(lambda project: project.set_comment(document, comment))

    def _set_state(self, state: ReviewState) -> Edit | None:
        if self.article is None:
            return None
        document = self.article.document.id
        return self.run(lambda project: project.set_state(document, state))

    def _leave_as(self, state: ReviewState) -> Edit | None:
        if self.article is None:
            return None
        document = self.article.document.id
        undecided = self.article.pending_count if state == "done" else 0
        edit = self._set_state(state)
        if self.article.review.state != state:
            return edit
        try:
            following = None if self.project is None else next_to_do(self.project, self.queue, document)
        except StoreError as error:
            self._say(error)
            return edit
        said = [Counts().left_undecided(undecided)] if undecided else []
        if following is None:
            said.append(self.tr("Every article of the list is done"))
        else:
            self.open_article(following)
        if said:
            self.inform(". ".join(said))
        return edit

    def _open_neighbour(self, by: int, at_the_end: str) -> bool:
        found = neighbour(self.queue, None if self.article is None else self.article.document.id, by)
        if found is None:
            self.inform(at_the_end)
            return False
        return self.open_article(found)

    # The focus and the options

    def set_focus(self, focus: Focus | None) -> None:
        """Look at something else."""
        self._remember_extent(focus)
        if focus != self.focus:
            self.focus = focus
            self.focus_changed.emit(focus)

    def stay_here(self) -> None:
        """The analyst reads elsewhere in the article: suggestions that come in do not take the focus to the first one."""
        self._opening.end()

    def focus_extent(self) -> Extent | None:
        """The code points of what has the focus; of a thing that has gone, where it was."""
        return None if self.focus is None else self._focus_extent

    def set_option(
        self, name: Literal["show_rejected", "arcs_of_focus_only", "advance_after_accept"], on: bool
    ) -> None:
        """Switch one of the view's options."""
        setattr(self, name, on)
        self.options_changed.emit()
        self.set_focus(self._standing_focus())

    def look_at(self, edit: Edit) -> None:
        """Focus what an edit left to look at, or the place where it was."""
        if self.article is None or self.tokens is None or edit.document != self.article.document.id:
            return
        if edit.focus is not None and self._is_shown(edit.focus):
            self.set_focus(edit.focus)
        elif edit.extent is not None:
            start, end = edit.extent
            self.set_focus(TokenRun(start, end) if start < end else run_at(self.tokens, start))

    def _standing_focus(self) -> Focus | None:
        """The focus where it is still there, else its place in the text."""
        if isinstance(self.focus, Ref) and not self._is_shown(self.focus):
            start, end = self._focus_extent
            return leave(self.tokens, start, end) if self.tokens is not None and start < end else None
        return self.focus

    def _is_shown(self, ref: Ref) -> bool:
        item = None if self.article is None else self.article.get(ref)
        return item is not None and (item.status != "rejected" or self.show_rejected)

    def _remember_extent(self, focus: Focus | None) -> None:
        if isinstance(focus, TokenRun):
            self._focus_extent = (focus.start, focus.end)
        elif focus is not None and self.article is not None and (item := self.article.get(focus)) is not None:
            self._focus_extent, self._focus_label = self.article.extent(focus), item.label

    # The time spent

    def note_activity(self) -> None:
        """The analyst did something; a pause of up to a minute before it was work."""
        self._time.note()
