"""What an analyst does to an article: one method a user action, each one edit and one undo step.

Every action takes the document and the thing it is about, a Ref. Each returns the Edit, and raises AnnotationError,
nothing written, where it makes no sense there.
"""

from typing import Literal

from annotator.model.annotation import Origin, Ref
from annotator.model.article import CONFIRMED, PENDING, ArticleRelation, ArticleSpan, ArticleState
from annotator.model.document import DocumentId, ReviewState
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError
from annotator.model.occurrences import occurrences
from annotator.model.possible import PossibleSpan, stands_beside
from annotator.project.core import ProjectCore
from annotator.project.writer import Writer, require_label, require_legal, require_relation, require_span
from annotator.store.history import Transaction

SameDecision = Literal["accept", "reject", "relabel", "add"]


class Actions(ProjectCore):
    """The actions on spans, relations and suggestions, and on the review of a document."""

    def accept(self, document: DocumentId, ref: Ref) -> Edit:
        """Confirm a suggestion, pending or rejected before; of a relation, its pending ends too."""
        state = self.article(document)
        with self._edit("accept", document, self._extent(state, ref)) as transaction:
            writer = Writer(transaction, state, self.annotator)
            item = state.get(ref)
            if isinstance(item, ArticleSpan) and item.status != "confirmed":
                writer.confirm(item)
            elif isinstance(item, ArticleRelation) and item.status != "confirmed":
                writer.confirm_relation(item)
            elif item is None:
                raise AnnotationError("that suggestion is not there any more")
        return self._edited()

    def reject(self, document: DocumentId, ref: Ref) -> Edit:
        """Say that a suggestion is wrong: a span is not an entity, a relation does not hold. A confirmed one is deleted."""
        if ref.kind != "suggestion":
            return self.delete(document, ref)
        state = self.article(document)
        with self._edit("reject", document, self._extent(state, ref)) as transaction:
            if state.get(ref) is None:
                raise AnnotationError("that suggestion is not there any more")
            Writer(transaction, state, self.annotator).decide(ref.id, "rejected")
        return self._edited()

    def delete(self, document: DocumentId, ref: Ref) -> Edit:
        """Delete a confirmed span, its relations with it, or a relation; the suggestions it came from count as rejected."""
        if ref.kind == "suggestion":
            return self.reject(document, ref)
        state = self.article(document)
        with self._edit("delete", document, self._extent(state, ref)) as transaction:
            writer = Writer(transaction, state, self.annotator)
            if (span := state.stored_span(ref)) is not None:
                writer.delete_span(span)
            elif (relation := state.stored_relation(ref)) is not None:
                writer.delete_relation(relation)
            else:
                raise AnnotationError("that annotation is not there any more")
        return self._edited()

    def relabel(self, document: DocumentId, ref: Ref, label: str) -> Edit:
        """Give a thing another label; a suggestion is confirmed with it, as corrected."""
        state = self.article(document)
        with self._edit("relabel", document, self._extent(state, ref)) as transaction:
            writer = Writer(transaction, state, self.annotator)
            item = state.get(ref)
            if isinstance(item, ArticleSpan):
                require_label(self.scheme, label)
                writer.place(item, item.start, item.end, label)
            elif isinstance(item, ArticleRelation):
                head, child = require_span(state, item.head), require_span(state, item.child)
                require_legal(self.scheme, label, head.label, child.label)
                if item.status == "confirmed":
                    relation = require_relation(state, ref)
                    writer.rejoin(relation, relation.head, relation.child, label)
                else:
                    writer.confirm_relation(item, label=label)
            else:
                raise AnnotationError("that annotation is not there any more")
        return self._edited()

    def set_boundaries(self, document: DocumentId, ref: Ref, start: int, end: int) -> Edit:
        """Move a span's boundaries to [start, end), code points; a suggestion is confirmed so, as corrected."""
        state = self.article(document)
        with self._edit("set_boundaries", document, (start, end)) as transaction:
            _require_extent(state, start, end)
            item = require_span(state, ref)
            Writer(transaction, state, self.annotator).place(item, start, end, item.label)
        return self._edited()

    def add_span(self, document: DocumentId, start: int, end: int, label: str) -> Edit:
        """Add a span by hand over [start, end), code points; the pending suggestions that it replaces count as corrected."""
        state = self.article(document)
        with self._edit("add_span", document, (start, end)) as transaction:
            _require_extent(state, start, end)
            require_label(self.scheme, label)
            if any((s.start, s.end, s.label) == (start, end, label) for s in state.spans_in(start, end, CONFIRMED)):
                raise AnnotationError(f"“{_quoted(state, start, end)}” is {label} already")
            Writer(transaction, state, self.annotator).add(start, end, label, "manual")
        return self._edited()

    def add_relation(self, document: DocumentId, head: Ref, child: Ref, label: str) -> Edit:
        """Join two spans; an end that is only suggested is confirmed in the same step."""
        state = self.article(document)
        with self._edit("add_relation", document, self._extent(state, head)) as transaction:
            self._join(transaction, state, head, child, label)
        return self._edited()

    def take_relation(self, document: DocumentId, head: Ref, child: Ref, label: str) -> Edit:
        """`add_relation` of one that a model holds for possible (`possible_relations`): one key instead of two or three."""
        state = self.article(document)
        with self._edit("take_relation", document, self._extent(state, head)) as transaction:
            self._join(transaction, state, head, child, label, origin="suggestion")
        return self._edited()

    def _join(
        self,
        transaction: Transaction,
        state: ArticleState,
        head: Ref,
        child: Ref,
        label: str,
        *,
        origin: Origin = "manual",
    ) -> None:
        if head == child:
            raise AnnotationError("a relation needs two different spans")
        require_legal(self.scheme, label, require_span(state, head).label, require_span(state, child).label)
        relation_label = self.scheme.relation_label(label)
        symmetric = relation_label is not None and relation_label.symmetric
        Writer(transaction, state, self.annotator).join(head, child, label, symmetric=symmetric, origin=origin)

    def take_reading(self, document: DocumentId, ref: Ref, start: int, end: int, label: str) -> Edit:
        """Have a span be another reading of it (`possible_readings`), in one step.

        A suggestion is corrected into it. Beside a confirmed span one of another label that lies in it, or around it, is
        added; any other takes its place.
        """
        state = self.article(document)
        with self._edit("take_reading", document, (start, end)) as transaction:
            _require_extent(state, start, end)
            require_label(self.scheme, label)
            item = require_span(state, ref)
            writer = Writer(transaction, state, self.annotator)
            if item.status == "confirmed" and stands_beside(PossibleSpan(start, end, label, 0.0), item):
                writer.add(start, end, label, "suggestion")
            else:
                writer.place(item, start, end, label)
        return self._edited()

    def reverse_relation(self, document: DocumentId, ref: Ref) -> Edit:
        """Turn a relation round; a suggested one is confirmed so, as corrected."""
        state = self.article(document)
        with self._edit("reverse_relation", document, self._extent(state, ref)) as transaction:
            item = state.relation(ref)
            if item is None:
                raise AnnotationError("that relation is not there any more")
            require_legal(
                self.scheme, item.label, require_span(state, item.child).label, require_span(state, item.head).label
            )
            writer = Writer(transaction, state, self.annotator)
            if item.status == "confirmed":
                relation = require_relation(state, ref)
                writer.rejoin(relation, relation.child, relation.head, relation.label)
            else:
                writer.confirm_relation(item, reverse=True)
        return self._edited()

    def rejoin(self, document: DocumentId, ref: Ref, head: Ref, label: str) -> Edit:
        """Give a confirmed relation another label and direction in one step; `head` is one of its ends."""
        state = self.article(document)
        with self._edit("relabel", document, self._extent(state, ref)) as transaction:
            relation = require_relation(state, ref)
            ends = (relation.head, relation.child) if head.id == relation.head else (relation.child, relation.head)
            first, second = (require_span(state, Ref("span", end)) for end in ends)
            require_legal(self.scheme, label, first.label, second.label)
            Writer(transaction, state, self.annotator).rejoin(relation, *ends, label)
        return self._edited()

    def accept_all(self, document: DocumentId) -> Edit:
        """Confirm everything that is pending in the article, in one step; of two that cross, the one read first."""
        state = self.article(document)
        with self._edit("accept_all", document) as transaction:
            writer = Writer(transaction, state, self.annotator)
            for ref in state.pending():
                item = state.get(ref)
                if isinstance(item, ArticleSpan):
                    writer.confirm_unless_replaced(item)
            for ref in state.pending():
                item = state.get(ref)
                if isinstance(item, ArticleRelation):
                    writer.confirm_relation_unless_orphaned(item)
        return self._edited()

    def reject_all(self, document: DocumentId) -> Edit:
        """Reject everything that is pending in the article, in one step."""
        state = self.article(document)
        with self._edit("reject_all", document) as transaction:
            writer = Writer(transaction, state, self.annotator)
            for ref in state.pending():
                writer.decide(ref.id, "rejected")
        return self._edited()

    def accept_relations(self, document: DocumentId, ref: Ref) -> Edit:
        """Confirm every pending relation of a span, as head or as child, with its pending ends, in one step.

        Of a relation, those of its head. Raises AnnotationError where none waits.
        """
        state = self.article(document)
        span, pending = _pending_relations(state, ref)
        with self._edit("accept_relations", document, state.extent(span)) as transaction:
            writer = Writer(transaction, state, self.annotator)
            for end in dict.fromkeys(end for item in pending for end in (item.head, item.child)):
                if end.kind == "suggestion":
                    writer.confirm_unless_replaced(require_span(state, end))
            for item in pending:
                writer.confirm_relation_unless_orphaned(item)
        return self._edited()

    def reject_relations(self, document: DocumentId, ref: Ref) -> Edit:
        """Reject the relations that `accept_relations` would confirm, in one step."""
        state = self.article(document)
        span, pending = _pending_relations(state, ref)
        with self._edit("reject_relations", document, state.extent(span)) as transaction:
            writer = Writer(transaction, state, self.annotator)
            for item in pending:
                writer.decide(item.ref.id, "rejected")
        return self._edited()

    def apply_to_same(
        self, document: DocumentId, ref: Ref | tuple[int, int], decision: SameDecision, label: str = ""
    ) -> Edit:
        """The same decision for every same string of the article, whole words, in one step.

        "accept", "relabel" and "add" make every occurrence a span of `label` (by default the thing's own); another one
        that lies within a span, or across its border, is left alone. "reject" rejects every suggestion of the string, and
        deletes the confirmed spans of it.
        """
        state = self.article(document)
        start, end = ref if not isinstance(ref, Ref) else state.extent(require_span(state, ref))
        label = label or (require_span(state, ref).label if isinstance(ref, Ref) else "")
        with self._edit("apply_to_same", document, (start, end)) as transaction:
            writer = Writer(transaction, state, self.annotator)
            # the place itself counts where it is no whole word too, as in "anti-OTAN" cut after the prefix
            places = sorted({(start, end), *occurrences(state.document.text, start, end)})
            if decision == "reject":
                for place in places:
                    writer.clear(place)
            else:
                require_label(self.scheme, label)
                for place in places:
                    writer.spread(place, label, asked=place == (start, end))
        return self._edited()

    def set_state(self, document: DocumentId, state: ReviewState) -> Edit:
        """Mark a document new, in progress, done or skipped."""
        return self._review("set_state", document, state=state)

    def set_flag(self, document: DocumentId, flag: bool) -> Edit:
        """Set or clear a document's flag."""
        return self._review("set_flag", document, flag=int(flag))

    def set_comment(self, document: DocumentId, comment: str) -> Edit:
        """Write a document's comment; "" clears it."""
        return self._review("set_comment", document, comment=comment.strip())

    def _review(self, action: str, document: DocumentId, **values: str | int) -> Edit:
        self.article(document)
        with self._edit(action, document) as transaction:
            row = transaction.row("reviews", document=document, annotator=self.annotator)
            if row is not None:
                transaction.update("reviews", row, **values)
            elif any(self._review_row(document, "new")[name] != value for name, value in values.items()):
                transaction.insert("reviews", {**self._review_row(document, "new"), **values})
        return self._edited()

    def _extent(self, state: ArticleState, ref: Ref) -> tuple[int, int] | None:
        return None if state.get(ref) is None else state.extent(ref)


def _pending_relations(state: ArticleState, ref: Ref) -> tuple[ArticleSpan, list[ArticleRelation]]:
    """The span, or the head of the relation, and the relations that wait there."""
    relation = state.relation(ref)
    span = require_span(state, ref if relation is None else relation.head)
    pending = state.relations_of(span.ref, PENDING)
    if not pending:
        raise AnnotationError(f"no suggested relation of “{_quoted(state, span.start, span.end)}” waits")
    return span, pending


def _require_extent(state: ArticleState, start: int, end: int) -> None:
    if not 0 <= start < end <= len(state.document.text):
        raise AnnotationError(f"a span must lie within the text; {start}–{end} does not")
    if not state.document.text[start:end].strip():
        raise AnnotationError("a span needs at least one character that is not blank")


def _quoted(state: ArticleState, start: int, end: int) -> str:
    text = " ".join(state.document.text[start:end].split())
    return text if len(text) <= 60 else text[:59] + "…"
