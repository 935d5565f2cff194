"""The rows behind an action: spans, relations and decisions that belong together, written together."""

from typing import Any

from annotator.model.annotation import AnnotatorId, Origin, Ref, Relation, Span, crosses
from annotator.model.article import CONFIRMED, PENDING, SHOWN, ArticleRelation, ArticleSpan, ArticleState
from annotator.model.errors import AnnotationError
from annotator.model.extents import ExtentIndex
from annotator.model.label_scheme import LabelScheme
from annotator.model.suggestion import Outcome, RelationSuggestion, SpanSuggestion
from annotator.store.history import Transaction, now


class Writer:
    """Writes one action into its transaction. The article's state is as it was before the action until it is committed."""

    def __init__(self, transaction: Transaction, state: ArticleState, annotator: AnnotatorId) -> None:
        self._transaction = transaction
        self._state = state
        self._common = {"document": state.document.id, "annotator": annotator}
        self._confirmed: dict[Ref, int] = {}
        self._decided: set[int] = set()
        self._deleted: set[int] = set()  # relations; one between two spans that go is asked for twice
        self._joined: set[tuple[frozenset[int], str]] = set()
        self._added: dict[int, tuple[int, int, str]] = {}
        self._added_index: ExtentIndex[int] = ExtentIndex()

    def decide(
        self, suggestion: int, outcome: Outcome, *, span: int | None = None, relation: int | None = None
    ) -> None:
        """Write what was decided about a suggestion, over an earlier decision if there is one."""
        self._decided.add(suggestion)
        before = self._transaction.row("decisions", suggestion=suggestion, annotator=self._common["annotator"])
        values: dict[str, Any] = {"outcome": outcome, "span": span, "relation": relation}
        if before is None:
            self._transaction.insert(
                "decisions", {"suggestion": suggestion, **self._common, **values, "decided": now()}
            )
        elif any(before[name] != value for name, value in values.items()):
            self._transaction.update("decisions", before, **values, decided=now())

    def _absorb(self, id: int, start: int, end: int, label: str) -> None:
        """The pending suggestions that a span takes the place of are corrected into it."""
        for other in self._state.spans_in(start, end, ("suggested", "rejected")):
            if other.ref.id in self._decided:
                continue
            same = (other.start, other.end) == (start, end)
            pending = other.status == "suggested"
            if same or (pending and (other.label == label or crosses(start, end, other.start, other.end))):
                outcome: Outcome = "accepted" if same and other.label == label else "corrected"
                self.decide(other.ref.id, outcome, span=id)

    def add(self, start: int, end: int, label: str, origin: Origin, suggestion: int | None = None) -> int:
        """Insert a span; one of the same extent and label that is pending counts as accepted."""
        if suggestion is None:
            same = (
                s for s in self._state.spans_in(start, end, PENDING) if (s.start, s.end, s.label) == (start, end, label)
            )
            found = next((s.ref.id for s in same if s.ref.id not in self._decided), None)
            if found is not None:
                suggestion, origin = found, "suggestion"
        id = self._transaction.insert(
            "spans",
            {**self._common, "start": start, "end": end, "label": label, "origin": origin, "suggestion": suggestion},
        )
        self._added[id] = (start, end, label)
        self._added_index.add(id, (start, end))
        if suggestion is not None:
            self._confirmed[Ref("suggestion", suggestion)] = id
            self.decide(suggestion, self._outcome(suggestion, start, end, label), span=id)
        self._absorb(id, start, end, label)
        return id

    def _outcome(self, suggestion: int, start: int, end: int, label: str) -> Outcome:
        proposed = self._state.suggestion(Ref("suggestion", suggestion))
        if isinstance(proposed, SpanSuggestion) and (proposed.start, proposed.end, proposed.label) == (
            start,
            end,
            label,
        ):
            return "accepted"
        return "corrected"

    def confirm(self, item: ArticleSpan) -> int:
        """Make a suggested span a confirmed one; returns its id, also where it is one already."""
        if item.ref.kind == "span":
            return item.ref.id
        done = self._confirmed.get(item.ref)
        return self.add(item.start, item.end, item.label, "suggestion", item.ref.id) if done is None else done

    def place(self, item: ArticleSpan, start: int, end: int, label: str) -> None:
        """Have a span, suggested or confirmed, stand at that extent with that label."""
        for other in self._state.spans_in(start, end, CONFIRMED):
            if other.ref != item.ref and (other.start, other.end, other.label) == (start, end, label):
                raise AnnotationError(f"there is a {label} at exactly that place already")
        span = self._state.stored_span(item.ref)
        if span is None:
            self.add(start, end, label, "suggestion", item.ref.id)
            return
        before = _span_row(span)
        if before == {**before, "start": start, "end": end, "label": label}:
            return
        self._transaction.update("spans", before, start=start, end=end, label=label)
        if span.suggestion is not None:
            self.decide(span.suggestion, self._outcome(span.suggestion, start, end, label), span=span.id)
        self._absorb(span.id, start, end, label)

    def delete_span(self, span: Span) -> None:
        """Delete a span with its relations; what it came from counts as rejected."""
        ref = Ref("span", span.id)
        for relation in self._state.relations_of(ref, CONFIRMED):
            stored = self._state.stored_relation(relation.ref)
            if stored is not None:
                self.delete_relation(stored)
        self._transaction.delete("spans", _span_row(span))
        for id in self._state.became(span.id):
            self.decide(id, "rejected")

    def confirm_unless_replaced(self, item: ArticleSpan) -> None:
        """Confirm a pending span, unless one confirmed in this action has taken its place."""
        if item.ref.id in self._decided:
            return
        for id in self._added_index.overlapping(item.start, item.end):
            start, end, label = self._added[id]
            if (
                (start, end) == (item.start, item.end)
                or label == item.label
                or crosses(start, end, item.start, item.end)
            ):
                self.decide(item.ref.id, "corrected", span=id)
                return
        self.confirm(item)

    def clear(self, extent: tuple[int, int]) -> None:
        """Reject what is pending at exactly that extent and delete what is confirmed there."""
        for item in self._state.spans_in(*extent):
            if (item.start, item.end) != extent:
                continue
            span = self._state.stored_span(item.ref)
            if span is not None:
                self.delete_span(span)
            else:
                self.decide(item.ref.id, "rejected")

    def spread(self, extent: tuple[int, int], label: str, *, asked: bool = False) -> None:
        """Have a span of that label at that extent, unless another span holds the place or crosses its border.

        `asked` is for the place the person stands on: the span is made there whatever else holds it.
        """
        own: ArticleSpan | None = None
        for item in self._state.spans_in(*extent):
            if (item.start, item.end) == extent:
                if (item.status, item.label) == ("confirmed", label):
                    return
                own = item if own is None or item.status == "confirmed" else own
            elif not asked and (
                (item.start <= extent[0] and extent[1] <= item.end) or crosses(*extent, item.start, item.end)
            ):
                return
        if own is None:
            self.add(*extent, label, "propagation")
        elif own.status != "confirmed" or own.label != label:
            self.place(own, *extent, label)

    def join(self, head: Ref, child: Ref, label: str, *, symmetric: bool, origin: Origin = "manual") -> None:
        """Insert a relation between two spans, confirming the ends that are only suggested."""
        for relation in self._state.relations_of(head, (*SHOWN, "rejected")):
            ends = (relation.head, relation.child)
            if relation.label != label or (ends != (head, child) and not (symmetric and ends == (child, head))):
                continue
            if relation.status == "confirmed":
                raise AnnotationError(f"these two are joined by {label} already")
            self.confirm_relation(relation)
            return
        ids = [self.confirm(require_span(self._state, ref)) for ref in (head, child)]
        self._insert_relation(ids[0], ids[1], label, origin, None)

    def _insert_relation(self, head: int, child: int, label: str, origin: Origin, suggestion: int | None) -> int:
        self._joined.add((frozenset((head, child)), label))
        return self._transaction.insert(
            "relations",
            {**self._common, "head": head, "child": child, "label": label, "origin": origin, "suggestion": suggestion},
        )

    def confirm_relation(self, item: ArticleRelation, *, label: str = "", reverse: bool = False) -> None:
        """Make a suggested relation a confirmed one, with another label or turned round if asked."""
        head = self.confirm(require_span(self._state, item.head))
        child = self.confirm(require_span(self._state, item.child))
        if reverse:
            head, child = child, head
        id = self._insert_relation(head, child, label or item.label, "suggestion", item.ref.id)
        corrected = reverse or (label and label != item.label)
        self.decide(item.ref.id, "corrected" if corrected else "accepted", relation=id)

    def confirm_relation_unless_orphaned(self, item: ArticleRelation) -> None:
        """Confirm a pending relation, unless an end was not confirmed in this action or an equal one was."""
        head, child = (ref.id if ref.kind == "span" else self._confirmed.get(ref) for ref in (item.head, item.child))
        if head is None or child is None or (frozenset((head, child)), item.label) in self._joined:
            return
        id = self._insert_relation(head, child, item.label, "suggestion", item.ref.id)
        self.decide(item.ref.id, "accepted", relation=id)

    def delete_relation(self, relation: Relation) -> None:
        """Delete a relation; the suggestion it came from counts as rejected."""
        if relation.id in self._deleted:
            return
        self._deleted.add(relation.id)
        self._transaction.delete("relations", _relation_row(relation))
        if relation.suggestion is not None:
            self.decide(relation.suggestion, "rejected")

    def rejoin(self, relation: Relation, head: int, child: int, label: str) -> None:
        """Give a confirmed relation other ends or another label."""
        self._refuse_twin(head, child, label, relation.id)
        self._transaction.update("relations", _relation_row(relation), head=head, child=child, label=label)
        self._redecide(relation, head, child, label)

    def _refuse_twin(self, head: int, child: int, label: str, own: int) -> None:
        for other in self._state.relations_of(Ref("span", head), CONFIRMED):
            if other.ref.id != own and (other.head.id, other.child.id, other.label) == (head, child, label):
                raise AnnotationError(f"these two are joined by {label} already")

    def _redecide(self, relation: Relation, head: int, child: int, label: str) -> None:
        if relation.suggestion is None:
            return
        proposed = self._state.suggestion(Ref("suggestion", relation.suggestion))
        same = False
        if isinstance(proposed, RelationSuggestion):
            ends = (self._state.resolve(proposed.head), self._state.resolve(proposed.child))
            same = proposed.label == label and ends == (Ref("span", head), Ref("span", child))
        self.decide(relation.suggestion, "accepted" if same else "corrected", relation=relation.id)


def _span_row(span: Span) -> dict[str, Any]:
    return {
        "id": span.id,
        "document": span.document,
        "annotator": span.annotator,
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "origin": span.origin,
        "suggestion": span.suggestion,
    }


def _relation_row(relation: Relation) -> dict[str, Any]:
    return {
        "id": relation.id,
        "document": relation.document,
        "annotator": relation.annotator,
        "head": relation.head,
        "child": relation.child,
        "label": relation.label,
        "origin": relation.origin,
        "suggestion": relation.suggestion,
    }


def require_span(state: ArticleState, ref: Ref) -> ArticleSpan:
    """The span of that name; raises AnnotationError where there is none."""
    item = state.span(ref)
    if item is None:
        raise AnnotationError("that span is not there any more")
    return item


def require_relation(state: ArticleState, ref: Ref) -> Relation:
    """The confirmed relation of that name; raises AnnotationError where there is none."""
    relation = state.stored_relation(ref)
    if relation is None:
        raise AnnotationError("that relation is not there any more")
    return relation


def require_label(scheme: LabelScheme, label: str) -> None:
    """Raises AnnotationError for a span label that the scheme lacks."""
    if scheme.label(label) is None:
        known = ", ".join(known.name for known in scheme.labels)
        raise AnnotationError(f"the scheme has no label {label or '(none)'}; it has {known or 'none yet'}")


def require_legal(scheme: LabelScheme, label: str, head: str, child: str) -> None:
    """Raises AnnotationError for a relation label that the scheme lacks or that may not join those span labels."""
    relation = scheme.relation_label(label)
    if relation is None:
        known = ", ".join(known.name for known in scheme.relation_labels)
        raise AnnotationError(f"the scheme has no relation {label or '(none)'}; it has {known or 'none yet'}")
    if not relation.allows(head, child):
        legal = ", ".join(f"{a} → {b}" for a, b in relation.legal)
        raise AnnotationError(f"{label} cannot go from {head} to {child}; it may go {legal}")
