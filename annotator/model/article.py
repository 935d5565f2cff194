"""One open document of one annotator: what is confirmed, what is still suggested, what was rejected.

The state is patched in place from the rows that an edit changed, in time that depends on what lies near them and not
on the document's length.
"""

from collections.abc import Collection, Iterable, Sequence

from annotator.model.annotation import Ref, Relation, Span, crosses
from annotator.model.article_view import (
    CONFIRMED,
    PENDING,
    SHOWN,
    ArticleRelation,
    ArticleSpan,
    ArticleView,
    Extent,
    Item,
    Legal,
    Status,
    Suggestion,
    ends_of,
)
from annotator.model.document import Document, Review
from annotator.model.edit import Change
from annotator.model.extents import ExtentIndex, merged
from annotator.model.judgement import SHOW_ALL, Judgement
from annotator.model.rows import decision_from_row, relation_from_row, review_from_row, span_from_row
from annotator.model.suggestion import Decision, RelationSuggestion, SpanSuggestion
from annotator.model.zones import lies_in

__all__ = [
    "CONFIRMED",
    "PENDING",
    "SHOWN",
    "ArticleRelation",
    "ArticleSpan",
    "ArticleState",
    "Extent",
    "Item",
    "Legal",
    "Status",
]


class ArticleState(ArticleView):
    """What one annotator sees of one document, resolved from the rows of the project."""

    def __init__(
        self,
        document: Document,
        review: Review,
        *,
        spans: Iterable[Span] = (),
        relations: Iterable[Relation] = (),
        suggestions: Iterable[Suggestion] = (),
        decisions: Iterable[Decision] = (),
        legal: Legal = lambda relation, head, child: True,
        judgement: Judgement = SHOW_ALL,
    ) -> None:
        """`legal(relation label, head label, child label)` says which relation suggestions are worth showing.

        `judgement` says how sure to be of a suggestion, and which are not sure enough to be shown.
        """
        super().__init__()
        self.document = document
        self.review = review
        self.version = 0
        self.changed: list[Extent] = []
        """What the last patch made look different, merged and sorted."""
        self._legal = legal
        self._judgement = judgement
        self.muted = judgement.muted(document.zones)  # sorted extents in which no suggestion is pending
        self._confidences: dict[int, float | None] = {}  # as judged when they came: nothing moves under the eye
        self._spans: dict[int, Span] = {span.id: span for span in spans}
        self._relations: dict[int, Relation] = {relation.id: relation for relation in relations}
        self._suggestions: dict[int, Suggestion] = {}
        self._decisions: dict[int, Decision] = {decision.suggestion: decision for decision in decisions}
        self._raw: ExtentIndex[Ref] = ExtentIndex()  # every confirmed span and every span suggestion, visible or not
        self._by_extent: dict[Extent, set[Ref]] = {}
        self._relation_ends: dict[Extent, set[int]] = {}
        self._became: dict[int, set[int]] = {}
        for span in self._spans.values():
            self._index(Ref("span", span.id), (span.start, span.end))
        for suggestion in suggestions:
            self._add_suggestion(suggestion)
        for decision in self._decisions.values():
            self._link(decision)
        self._resolve(
            {Ref("span", id) for id in self._spans},
            {id for id, suggestion in self._suggestions.items() if isinstance(suggestion, SpanSuggestion)},
            {Ref("relation", id) for id in self._relations},
            {id for id, suggestion in self._suggestions.items() if isinstance(suggestion, RelationSuggestion)},
        )
        self.version = 0

    def resolve(self, extent: Extent, prefer: Collection[str] = ()) -> Ref | None:
        """What stands at exactly that extent now: a confirmed span, the span its suggestion became, or a pending one.

        Where several do, one whose label is in `prefer` comes first, then the oldest.
        """
        confirmed: list[ArticleSpan] = []
        pending: list[ArticleSpan] = []
        for ref in self._by_extent.get(extent, ()):
            item = self._items.get(ref)
            if isinstance(item, ArticleSpan) and item.status == "confirmed":
                confirmed.append(item)
            elif isinstance(item, ArticleSpan) and item.status == "suggested":
                pending.append(item)
            elif ref.kind == "suggestion" and (decision := self._decisions.get(ref.id)) and decision.span is not None:
                became = self._items.get(Ref("span", decision.span))
                if isinstance(became, ArticleSpan):
                    confirmed.append(became)
        for found in (confirmed, pending):
            if found:
                return min(found, key=lambda span: (span.label not in prefer, span.ref)).ref
        return None

    def stored_span(self, ref: Ref) -> Span | None:
        """The confirmed span's row."""
        return self._spans.get(ref.id) if ref.kind == "span" else None

    def stored_relation(self, ref: Ref) -> Relation | None:
        """The confirmed relation's row."""
        return self._relations.get(ref.id) if ref.kind == "relation" else None

    def suggestion(self, ref: Ref) -> Suggestion | None:
        """The suggestion's row, pending or decided."""
        return self._suggestions.get(ref.id) if ref.kind == "suggestion" else None

    def proposed(self, extent: Extent | None = None) -> list[tuple[SpanSuggestion, Decision | None]]:
        """The suggestions of spans that share a code point with an extent (all of them by default), shown or not.

        Each comes with what was decided about it.
        """
        if extent is None:
            found = list(self._suggestions.values())
        else:
            ids = {ref.id for ref in self._raw.overlapping(*extent) if ref.kind == "suggestion"}
            found = [self._suggestions[id] for id in sorted(ids)]
        return [(one, self._decisions.get(one.id)) for one in found if isinstance(one, SpanSuggestion)]

    def became(self, span: int) -> list[int]:
        """The ids of the suggestions that were accepted or corrected into that confirmed span."""
        return sorted(self._became.get(span, ()))

    def apply(self, changes: Sequence[Change]) -> list[Extent]:
        """Patch the state with the rows an edit changed; returns the extents, merged and sorted, that look different."""
        span_refs: set[Ref] = set()
        relation_refs: set[Ref] = set()
        suggestion_ids: set[int] = set()
        near: set[Extent] = set()
        for change in changes:
            if change.table == "spans":
                near |= self._patch_span(change, span_refs)
            elif change.table == "relations":
                near |= self._patch_relation(change, relation_refs)
            elif change.table == "decisions":
                suggestion_ids.add(self._patch_decision(change))
            elif change.table == "reviews":
                self.review = Review() if change.after is None else review_from_row(change.after)
        return self._settle(span_refs, relation_refs, suggestion_ids, near)

    def replace_suggestions(self, gone: Iterable[int], new: Iterable[Suggestion]) -> list[Extent]:
        """Take suggestions away and put others in their place; returns the extents that look different."""
        ids: set[int] = set()
        near: set[Extent] = set()
        for id in gone:
            suggestion = self._suggestions.get(id)
            if suggestion is not None:
                near |= ends_of(suggestion)
                ids.add(id)
                self._drop_suggestion(suggestion)
        for suggestion in new:
            self._add_suggestion(suggestion)
            ids.add(suggestion.id)
        return self._settle(set(), set(), ids, near)

    def rejudge(self, judgement: Judgement) -> list[Extent]:
        """Judge every suggestion anew, by the document's zones too; returns the extents that look different."""
        self._judgement = judgement
        self.muted = judgement.muted(self.document.zones)
        near: set[Extent] = set()
        for suggestion in self._suggestions.values():
            self._confidences[suggestion.id] = self._judgement.confidence(suggestion)
            near |= ends_of(suggestion)
        return self._settle(set(), set(), set(self._suggestions), near)

    def replace_with(self, other: "ArticleState") -> None:
        """Become another state of the same document, for those who hold this one."""
        version = self.version
        self.__dict__.update(other.__dict__)
        self.version = version + 1
        self.changed = [(0, len(self.document.text))]

    def _settle(
        self, span_refs: set[Ref], relation_refs: set[Ref], suggestion_ids: set[int], near: set[Extent]
    ) -> list[Extent]:
        for id in suggestion_ids:
            if (suggestion := self._suggestions.get(id)) is not None:
                near |= ends_of(suggestion)
        relation_ids = {id for id in suggestion_ids if self._is_relation(id)}
        dirty = suggestion_ids - relation_ids
        for start, end in tuple(near):
            for ref in self._raw.overlapping(start, end):
                if ref.kind == "suggestion":
                    dirty.add(ref.id)
        for id in dirty:
            if isinstance(found := self._suggestions.get(id), SpanSuggestion):
                near.add((found.start, found.end))
        for ref in span_refs:
            for id in self._became.get(ref.id, ()):
                if (source := self._suggestions.get(id)) is not None:
                    near |= ends_of(source)
        for extent in near:
            relation_ids |= self._relation_ends.get(extent, set())
        changed = self._resolve(span_refs, dirty, relation_refs, relation_ids)
        self.version += 1
        self.changed = merged(changed)
        return self.changed

    def _is_relation(self, id: int) -> bool:
        """Whether a suggestion, there or just gone, is of a relation."""
        return isinstance(
            self._suggestions.get(id) or self._items.get(Ref("suggestion", id)), RelationSuggestion | ArticleRelation
        )

    def _patch_span(self, change: Change, refs: set[Ref]) -> set[Extent]:
        extents: set[Extent] = set()
        if change.before is not None:
            span = span_from_row(change.before)
            extents.add((span.start, span.end))
            refs.add(Ref("span", span.id))
            self._unindex(Ref("span", span.id), (span.start, span.end))
            self._spans.pop(span.id, None)
        if change.after is not None:
            span = span_from_row(change.after)
            extents.add((span.start, span.end))
            refs.add(Ref("span", span.id))
            self._index(Ref("span", span.id), (span.start, span.end))
            self._spans[span.id] = span
        return extents

    def _patch_relation(self, change: Change, refs: set[Ref]) -> set[Extent]:
        extents: set[Extent] = set()
        for row in (change.before, change.after):
            if row is None:
                continue
            relation = relation_from_row(row)
            refs.add(Ref("relation", relation.id))
            for end in (relation.head, relation.child):
                shown = self._items.get(Ref("span", end))
                if isinstance(shown, ArticleSpan):
                    extents.add((shown.start, shown.end))
                for id in self._became.get(end, ()):
                    if (source := self._suggestions.get(id)) is not None:
                        extents |= ends_of(source)
            if row is change.before:
                self._relations.pop(relation.id, None)
            else:
                self._relations[relation.id] = relation
        return extents

    def _patch_decision(self, change: Change) -> int:
        row = change.after or change.before
        assert row is not None
        id = int(row["suggestion"])
        old = self._decisions.pop(id, None)
        if old is not None and old.span is not None:
            self._became.get(old.span, set()).discard(id)
        if change.after is not None:
            decision = decision_from_row(change.after)
            self._decisions[id] = decision
            self._link(decision)
        return id

    def _index(self, ref: Ref, extent: Extent) -> None:
        self._raw.add(ref, extent)
        self._by_extent.setdefault(extent, set()).add(ref)

    def _unindex(self, ref: Ref, extent: Extent) -> None:
        self._raw.remove(ref, extent)
        self._by_extent.get(extent, set()).discard(ref)

    def _add_suggestion(self, suggestion: Suggestion) -> None:
        self._suggestions[suggestion.id] = suggestion
        self._confidences[suggestion.id] = self._judgement.confidence(suggestion)
        if isinstance(suggestion, SpanSuggestion):
            self._index(Ref("suggestion", suggestion.id), (suggestion.start, suggestion.end))
        else:
            for extent in (suggestion.head, suggestion.child):
                self._relation_ends.setdefault(extent, set()).add(suggestion.id)

    def _drop_suggestion(self, suggestion: Suggestion) -> None:
        del self._suggestions[suggestion.id]
        if isinstance(suggestion, SpanSuggestion):
            self._unindex(Ref("suggestion", suggestion.id), (suggestion.start, suggestion.end))
        else:
            for extent in (suggestion.head, suggestion.child):
                self._relation_ends[extent].discard(suggestion.id)

    def _link(self, decision: Decision) -> None:
        if decision.span is not None:
            self._became.setdefault(decision.span, set()).add(decision.suggestion)

    def _resolve(
        self,
        span_refs: Iterable[Ref],
        suggestion_ids: Iterable[int],
        relation_refs: Iterable[Ref],
        relation_ids: Iterable[int],
    ) -> set[Extent]:
        """Show what those rows amount to now, spans before the relations that hang on them."""
        changed: set[Extent] = set()
        moved: set[Ref] = set()
        for ref in span_refs:
            span = self._spans.get(ref.id)
            item = (
                None
                if span is None
                else ArticleSpan(ref, span.start, span.end, span.label, "confirmed", origin=span.origin)
            )
            self._show(ref, item, changed, moved)
        for id in suggestion_ids:
            ref = Ref("suggestion", id)
            found = self._suggestions.get(id)
            shown = self._resolved_suggestion(ref, found) if isinstance(found, SpanSuggestion) else None
            if isinstance(found, SpanSuggestion) or isinstance(self._items.get(ref), ArticleSpan):
                self._show(ref, shown, changed, moved)
        late = set(relation_refs)
        late |= {Ref("suggestion", id) for id in relation_ids}
        for ref in moved:
            late |= self._relations_of.get(ref, set())
        for ref in sorted(late):
            self._show(ref, self._resolved_relation(ref), changed, moved)
        return changed

    def _resolved_suggestion(self, ref: Ref, suggestion: SpanSuggestion) -> ArticleSpan | None:
        start, end = suggestion.start, suggestion.end
        decision = self._decisions.get(suggestion.id)
        status: Status = "suggested"
        if decision is not None:
            if decision.outcome != "rejected":
                return None
            status = "rejected"
        elif not self._stands(suggestion) or any(self._rejected(other) for other in self._by_extent[start, end]):
            return None
        for other in self._raw.overlapping(start, end):
            if other.kind != "span":
                continue
            span = self._spans[other.id]
            same = (span.start, span.end) == (start, end)
            if same or (
                status == "suggested" and (span.label == suggestion.label or crosses(start, end, span.start, span.end))
            ):
                return None
        confidence = self._confidences[suggestion.id]
        return ArticleSpan(
            ref, start, end, suggestion.label, status, suggestion.score, "suggestion", suggestion.run, confidence
        )

    def _stands(self, suggestion: Suggestion) -> bool:
        hidden = self._judgement.hides(suggestion, self._confidences[suggestion.id])
        return suggestion.active and not hidden and not any(lies_in(self.muted, at) for at, _ in ends_of(suggestion))

    def _rejected(self, ref: Ref) -> bool:
        decision = self._decisions.get(ref.id) if ref.kind == "suggestion" else None
        return decision is not None and decision.outcome == "rejected"

    def _resolved_relation(self, ref: Ref) -> ArticleRelation | None:
        if ref.kind == "relation":
            stored = self._relations.get(ref.id)
            if stored is None:
                return None
            return ArticleRelation(
                ref,
                Ref("span", stored.head),
                Ref("span", stored.child),
                stored.label,
                "confirmed",
                origin=stored.origin,
            )
        suggestion = self._suggestions.get(ref.id)
        if not isinstance(suggestion, RelationSuggestion):
            return None
        decision = self._decisions.get(suggestion.id)
        if decision.outcome != "rejected" if decision is not None else not self._stands(suggestion):
            return None
        head, child = self.resolve(suggestion.head), self.resolve(suggestion.child)
        if head is None or child is None or head == child:
            return None
        if not self._legal(suggestion.label, self._end(head).label, self._end(child).label):
            return None
        if self._confirmed_between(head, child, suggestion.label):
            return None
        status: Status = "suggested" if decision is None else "rejected"
        confidence = self._confidences[suggestion.id]
        return ArticleRelation(
            ref, head, child, suggestion.label, status, suggestion.score, "suggestion", suggestion.run, confidence
        )
