"""Gestures that decide: accept, reject, label, boundaries, the same for every same string."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED, ArticleRelation, ArticleSpan, Item
from annotator.model.cursor import Focus, Side, TokenRun, move_boundary
from annotator.model.edit import Edit
from annotator.model.label_scheme import RelationLabel
from annotator.model.possible import PossibleRelation, PossibleSpan
from annotator.model.units import grow
from annotator.ui.focused import Call, Focused
from annotator.ui.session import Extent
from annotator.ui.wording import Counts, announcement, translate

if TYPE_CHECKING:
    from annotator.model.document import DocumentId
    from annotator.project import Project
    from annotator.project.actions import SameDecision


class Decisions:
    """Each method is one gesture on what has the focus: one call to the project, and the place to look at next."""

    def __init__(self, focused: Focused) -> None:
        self._focused = focused
        self._session = focused.session
        self._grown: list[Extent] = []

    def accept(self) -> bool:
        """Accept a suggestion and go to the next; False where there is nothing to accept, so that Enter only goes on."""
        item = self._focused.item()
        if item is None or item.status == "confirmed":
            return item is None
        said = self._focused.announcement("accept", item)
        self._decide(item, lambda project, document: project.accept(document, item.ref), said)
        return True

    def reject(self) -> None:
        """Reject a suggestion and go to the next; delete what is confirmed and look at the words under it."""
        item = self._focused.item()
        if item is None or item.status == "rejected":
            return
        if item.status == "suggested":
            said = self._focused.announcement("reject", item)
            self._decide(item, lambda project, document: project.reject(document, item.ref), said)
            return
        under = self._focused.under()
        self._focused.call(
            lambda project, document: project.delete(document, item.ref),
            announce=self._focused.announcement("delete", item),
            focus=lambda edit: under,
        )

    def label(self, label: str) -> None:
        """Correct a suggestion's label and accept it, relabel a span, or add one over a run; of a relation, see below."""
        item, run = self._focused.item(), self._focused.run()
        if isinstance(item, ArticleRelation):
            names = [known.name for known in self._focused.project.scheme.labels]
            self._relabel_relation(item, names.index(label))
        elif item is not None:
            self._relabel(item, label)
        elif run is not None:
            self._add(*self._trimmed(run), label)

    def _add(self, start: int, end: int, label: str) -> None:
        self._focused.call(
            lambda project, document: project.add_span(document, start, end, label),
            announce=announcement("add_span", self._focused.quote(start, end), self._focused.title(label)),
            focus=lambda edit: self._focused.shown(edit.focus),
        )

    def relation_choices(self, relation: ArticleRelation) -> list[tuple[str, RelationLabel]]:
        """The labels that the digits give a focused relation, with their keys: those legal between its ends."""
        article = self._focused.article
        head, child = article.span(relation.head), article.span(relation.child)
        if head is None or child is None:
            return []
        legal = self._focused.project.scheme.legal_relations(head.label, child.label)
        return [(str(number % 10), label) for number, label in enumerate(legal[:10], 1)]

    def _relabel_relation(self, item: ArticleRelation, number: int) -> None:
        choices = self.relation_choices(item)
        if number < len(choices):
            self._relabel(item, choices[number][1].name)
        else:
            self._session.refuse(translate("Gestures", "There is no relation {} between these two").format(number + 1))

    def _relabel(self, item: Item, label: str) -> None:
        said = self._focused.announcement("relabel", item, label)
        self._decide(item, lambda project, document: project.relabel(document, item.ref, label), said)

    def _decide(self, item: Item, action: Call, announce: str) -> None:
        """Decide on a thing; from a suggestion that waited, go to the next that does."""
        article = self._focused.article
        pending = item.status == "suggested"
        after, extent = article.next_pending(item.ref), article.extent(item)

        def next_focus(edit: Edit) -> Focus | None:
            if pending and self._session.advance_after_accept:
                waits = after is not None and self._focused.is_pending(after)
                found = after if waits else self._focused.article.next_pending(extent)
                if found is not None:
                    return found
            return self._focused.shown(edit.focus)

        edit = self._focused.call(action, announce=announce, focus=next_focus)
        if edit is not None and pending:
            self._say_if_nothing_left()

    def _say_if_nothing_left(self) -> None:
        if not self._focused.article.pending_count:
            self._session.inform(self._focused.nothing_left())

    # Many at once

    def accept_all(self) -> None:
        """Accept all that still waits."""
        self._all(lambda project, document: project.accept_all(document))

    def reject_all(self) -> None:
        """Reject all that still waits."""
        self._all(lambda project, document: project.reject_all(document))

    def _all(self, action: Call) -> None:
        extent, count = self._session.focus_extent(), self._focused.article.pending_count
        if count:
            self._focused.call(
                action,
                announce=Counts().suggestions_decided(count),
                focus=lambda edit: None if extent is None else self._focused.article.resolve(extent),
            )
        self._say_if_nothing_left()

    def accept_relations(self) -> None:
        """Accept every relation that waits at the span, or at the head of the relation, in focus."""
        self._relations("accept_relations", lambda project, document, ref: project.accept_relations(document, ref))

    def reject_relations(self) -> None:
        """Reject every relation that waits at the span, or at the head of the relation, in focus."""
        self._relations("reject_relations", lambda project, document, ref: project.reject_relations(document, ref))

    def _relations(self, name: str, action: "Callable[[Project, DocumentId, Ref], Edit]") -> None:
        item = self._focused.item()
        if item is None:
            self._session.refuse(translate("Gestures", "Only a span or a relation has relations"))
            return
        article, ref = self._focused.article, item.ref
        extent, order, place = article.extent(item), article.pending(), article.pending_index(ref)
        going_on = isinstance(item, ArticleRelation) and place is not None and self._session.advance_after_accept
        after = order[place + 1 :] + order[:place] if going_on and place is not None else []

        def next_focus(edit: Edit) -> Focus | None:
            if isinstance(item, ArticleSpan):
                return self._focused.article.resolve(extent, (item.label,))
            return next(filter(self._focused.is_pending, after), None) or self._focused.shown(edit.focus)

        edit = self._focused.call(
            lambda project, document: action(project, document, ref),
            announce=self._focused.announcement(name, item),
            focus=next_focus,
        )
        if edit is not None:
            self._say_if_nothing_left()

    def take_possible(self, number: int, listed: "Sequence[PossibleSpan | PossibleRelation]") -> None:
        """Take what has that number, from 1, in the list of what is possible at the span or the words in focus."""
        source = self._focused.span_in_focus()
        if not listed:
            self._session.refuse(translate("Gestures", "Nothing else is listed as possible here"))
        elif not 0 < number <= len(listed):
            self._session.refuse(translate("Gestures", "Nothing in the list has the number {}").format(number))
        elif (one := listed[number - 1])[:3] not in [now[:3] for now in self._focused.possible()]:
            self._session.refuse(translate("Gestures", "That is not possible any more"))
        elif isinstance(one, PossibleRelation):
            if source is not None:
                self._take_relation(source, one)
        elif source is None:
            self._add(*one[:3])
        else:
            self._take_reading(source, one)

    def _take_reading(self, source: ArticleSpan, one: PossibleSpan) -> None:
        start, end, label, _ = one
        self._decide(
            source,
            lambda project, document: project.take_reading(document, source.ref, start, end, label),
            announcement("take_reading", self._focused.quote(start, end), self._focused.title(label)),
        )

    def _take_relation(self, source: ArticleSpan, one: PossibleRelation) -> None:
        article, extent = self._focused.article, (source.start, source.end)
        ends = [span for ref in (one.head, one.child) if (span := article.span(ref)) is not None]
        quoted = " → ".join(self._focused.quote(span.start, span.end) for span in ends)
        self._focused.call(
            lambda project, document: project.take_relation(document, one.head, one.child, one.label),
            announce=announcement("take_relation", quoted, self._focused.relation_title(one.label)),
            focus=lambda edit: self._focused.article.resolve(extent, (source.label,)),
        )

    def apply_to_same(self) -> None:
        """Make every same string what this one is: accepted, of this label, or rejected where this one is."""
        item, run = self._focused.item(), self._focused.run()
        if run is not None:
            self._add_to_same(run)
        elif isinstance(item, ArticleSpan):
            self._same(item, "reject" if item.status == "rejected" else "accept")
        else:
            self._refuse_same()

    def reject_same(self) -> None:
        """Reject or delete wherever the article has these words."""
        item = self._focused.item()
        if isinstance(item, ArticleSpan):
            self._same(item, "reject")
        else:
            self._refuse_same()

    def _refuse_same(self) -> None:
        self._session.refuse(translate("Gestures", "Only a span or words have others like them"))

    def _same(self, item: ArticleSpan, decision: "SameDecision") -> None:
        extent = item.start, item.end
        pending = item.status == "suggested"

        def next_focus(edit: Edit) -> Focus | None:
            found = self._focused.article.next_pending(extent) if pending else None
            if found is not None and self._session.advance_after_accept:
                return found
            return self._focused.article.resolve(extent, (item.label,))

        self._focused.call(
            lambda project, document: project.apply_to_same(document, item.ref, decision),
            announce=self._focused.announcement("apply_to_same", item),
            focus=next_focus,
        )
        if pending:
            self._say_if_nothing_left()

    def _add_to_same(self, run: TokenRun) -> None:
        """Give a run of words and every other like it the label that such words have already, the commonest one."""
        article, extent = self._focused.article, (run.start, run.end)
        words = article.document.text[run.start : run.end]
        labels = [s.label for s in article.spans(CONFIRMED) if article.document.text[s.start : s.end] == words]
        if not labels:
            self._session.refuse(translate("Gestures", "Give these words a label first"))
            return
        label = max(labels, key=labels.count)
        self._focused.call(
            lambda project, document: project.apply_to_same(document, extent, "add", label),
            announce=announcement("apply_to_same", self._focused.quote(*run), self._focused.title(label)),
            focus=lambda edit: self._focused.article.resolve(extent, (label,)),
        )

    # Boundaries

    def move_boundary(self, side: Side, *, back: bool) -> None:
        """Move a boundary of the span or the run by one token; a suggestion is accepted so, as corrected."""
        extent = self._session.focus_extent()
        if extent is None:
            return
        if isinstance(self._focused.item(), ArticleRelation):
            self._session.refuse(translate("Gestures", "A relation has no boundaries"))
            return
        moved = move_boundary(self._focused.tokens, *extent, side=side, back=back)
        if moved is not None:
            self._grown = []
            self._place(moved)

    def grow(self) -> None:
        """Take the next larger unit; a suggestion is accepted so, as corrected."""
        extent = self._session.focus_extent()
        if extent is None or isinstance(self._focused.item(), ArticleRelation):
            return
        larger = grow(self._focused.tokens, *extent)
        if larger == extent:
            return
        # what was grown from elsewhere is no smaller unit of this one
        self._grown = [known for known in self._grown if extent[0] <= known[0] and known[1] <= extent[1]]
        if self._place(larger):
            self._grown.append(extent)

    def shrink(self) -> None:
        """Go back to the unit before the last growth."""
        extent = self._session.focus_extent()
        while self._grown and extent is not None:
            smaller = self._grown.pop()
            if extent != smaller and extent[0] <= smaller[0] and smaller[1] <= extent[1]:
                self._place(smaller)
                return

    def _place(self, extent: Extent) -> bool:
        """Put the boundaries of what has the focus there; whether they are."""
        item = self._focused.item()
        if item is None:
            self._session.set_focus(TokenRun(*extent))
            return True
        edit = self._focused.call(
            lambda project, document: project.set_boundaries(document, item.ref, *extent),
            announce=announcement("set_boundaries", self._focused.quote(*extent), self._focused.title(item.label)),
            focus=lambda edit: self._focused.shown(edit.focus),
        )
        return edit is not None

    def _trimmed(self, run: TokenRun) -> Extent:
        """The run without white space at its ends, as a selection by characters may have it."""
        words = self._focused.article.document.text[run.start : run.end]
        start = run.start + len(words) - len(words.lstrip())
        return (start, start + len(words.strip())) if words.strip() else (run.start, run.end)
