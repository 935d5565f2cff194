"""What the gestures work on: the thing in focus, its words, and one call to the project about it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan, ArticleState, Item
from annotator.model.cursor import Focus, TokenRun, leave
from annotator.model.document import DocumentId
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.possible import PossibleRelation, PossibleSpan
from annotator.model.tokens import ArticleTokens
from annotator.model.units import phrases_from
from annotator.model.wrapping import as_read
from annotator.ui.actions import Actions
from annotator.ui.session import Session
from annotator.ui.wording import announcement, translate

if TYPE_CHECKING:
    from annotator.project import Project

Call: TypeAlias = "Callable[[Project, DocumentId], Edit | None]"
"""One action of the project on a document."""


class Focused:
    """Reads the session's focus; used while an article is open only."""

    def __init__(self, session: Session, actions: Actions) -> None:
        self.session = session
        self.actions = actions

    @property
    def article(self) -> ArticleState:
        """The open article."""
        if self.session.article is None:
            raise AssertionError("no article is open")
        return self.session.article

    @property
    def project(self) -> "Project":
        """The open project."""
        if self.session.project is None:
            raise AssertionError("no project is open")
        return self.session.project

    @property
    def tokens(self) -> ArticleTokens:
        """The open article's tokens."""
        if self.session.tokens is None:
            raise AssertionError("no article is open")
        return self.session.tokens

    def item(self) -> Item | None:
        """The suggestion, span or relation in focus; None on a run of tokens."""
        focus = self.session.focus
        return self.article.get(focus) if isinstance(focus, Ref) else None

    def span_in_focus(self) -> ArticleSpan | None:
        """The span in focus, of a relation its head; None without an article too."""
        article, focus = self.session.article, self.session.focus
        if article is None or not isinstance(focus, Ref):
            return None
        relation = article.relation(focus)
        return article.span(focus if relation is None else relation.head)

    def possible(self) -> Sequence[PossibleSpan | PossibleRelation]:
        """What may be taken by its number at the span, the relation or the words in focus (`Project.possible`, `possible_at`)."""
        article, focus = self.session.article, self.session.focus
        if article is None or focus is None:
            return []
        try:
            if isinstance(focus, TokenRun):
                return self.project.possible_at(article.document.id, *focus, phrases_from(self.tokens, *focus))
            span = self.span_in_focus()
            if span is None or span.status == "rejected":
                return []
            return self.project.possible(article.document.id, focus)
        except (AnnotationError, StoreError):
            return []  # it is a help; what fails next says so

    def run(self) -> TokenRun | None:
        """The run of tokens in focus."""
        return self.session.focus if isinstance(self.session.focus, TokenRun) else None

    def under(self, *, last: bool = False) -> TokenRun | None:
        """The first or last token under the thing in focus; of a relation, under its head."""
        item = self.item()
        if isinstance(item, ArticleRelation):
            item = self.article.span(item.head)
        return None if item is None else leave(self.tokens, *self.article.extent(item), last=last)

    def is_pending(self, ref: Ref) -> bool:
        """Whether a suggestion still waits."""
        item = self.article.get(ref)
        return item is not None and item.status == "suggested"

    def shown(self, ref: Ref | None) -> Ref | None:
        """The same ref where it can be seen."""
        item = None if ref is None else self.article.get(ref)
        return None if item is None or (item.status == "rejected" and not self.session.show_rejected) else item.ref

    def call(self, action: "Call", *, announce: str, focus: Callable[[Edit], Focus | None]) -> Edit | None:
        """Run one action on the open article; `focus` says where to look after it."""
        document = self.article.document.id
        return self.session.run(lambda project: action(project, document), announce=announce, focus=focus)

    def quote(self, start: int, end: int) -> str:
        """The words at an extent as one reads them, on one line."""
        return as_read(self.article.document.text[start:end])

    def title(self, label: str) -> str:
        """A label's title in the interface's language."""
        found = self.project.scheme.label(label)
        return label if found is None else found.title(self.actions.language)

    def relation_title(self, label: str) -> str:
        """A relation label's title in the interface's language."""
        found = self.project.scheme.relation_label(label)
        return label if found is None else found.title(self.actions.language)

    def announcement(self, action: str, item: Item, label: str = "") -> str:
        """What to say of an action on a thing: “accepted: Yann Le Goff, Person”."""
        if isinstance(item, ArticleSpan):
            return announcement(action, self.quote(item.start, item.end), self.title(label or item.label))
        ends = [self.article.span(ref) for ref in (item.head, item.child)]
        quoted = " → ".join(self.quote(end.start, end.end) for end in ends if end is not None)
        return announcement(action, quoted, self.relation_title(label or item.label))

    def nothing_left(self) -> str:
        """What to say when every suggestion of the article is decided."""
        return translate("Gestures", "Nothing is left to decide here; {} marks the article as done").format(
            self.actions.shown_keys("done_and_next")
        )
