"""One open document of one annotator: what is confirmed, what is still suggested, what was rejected.

The state is patched in place from the rows that an edit changed, in time that depends on what lies near them and not
on the document's length.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Ref, Relation, Span, crosses
from annotator.model.document import Document, Review
from annotator.model.edit import Change
from annotator.model.extents import ExtentIndex, merged
from annotator.model.rows import (
    decision_from_row,
    relation_from_row,
    review_from_row,
    span_from_row,
    suggestion_from_row,
)
from annotator.model.suggestion import Decision, RelationSuggestion, RunId, SpanSuggestion

Status = Literal["confirmed", "suggested", "rejected"]
Extent = tuple[int, int]
ReadingKey = tuple[int, int, int, int]
Legal = Callable[[str, str, str], bool]

SHOWN: tuple[Status, ...] = ("confirmed", "suggested")


@dataclass(frozen=True, slots=True)
class ArticleSpan:
    """A span as the window shows it."""

    ref: Ref
    start: int
    end: int
    label: str
    status: Status
    score: float | None = None
    origin: str = ""
    run: RunId | None = None


@dataclass(frozen=True, slots=True)
class ArticleRelation:
    """A relation as the window shows it; `head` and `child` name visible spans."""

    ref: Ref
    head: Ref
    child: Ref
    label: str
    status: Status
    score: float | None = None
    origin: str = ""
    run: RunId | None = None


Item = ArticleSpan | ArticleRelation
Suggestion = SpanSuggestion | RelationSuggestion


class ArticleState:
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
    ) -> None:
        """`legal(relation label, head label, child label)` says which relation suggestions are worth showing."""
        self.document = document
        self.review = review
        self.version = 0
        self.counts: dict[str, tuple[int, int]] = {}
        """Spans by label: (confirmed, pending)."""
        self.relation_counts: dict[str, tuple[int, int]] = {}
        self._legal = legal
        self._spans: dict[int, Span] = {span.id: span for span in spans}
        self._relations: dict[int, Relation] = {relation.id: relation for relation in relations}
        self._suggestions: dict[int, Suggestion] = {}
        self._decisions: dict[int, Decision] = {decision.suggestion: decision for decision in decisions}
        self._raw: ExtentIndex[Ref] = ExtentIndex()  # every confirmed span and every span suggestion, visible or not
        self._shown: ExtentIndex[Ref] = ExtentIndex()  # visible spans
        self._by_extent: dict[Extent, set[Ref]] = {}
        self._relation_ends: dict[Extent, set[int]] = {}
        self._became: dict[int, set[int]] = {}
        self._items: dict[Ref, Item] = {}
        self._relations_of: dict[Ref, set[Ref]] = {}
        self._pending: list[tuple[ReadingKey, Ref]] = []
        self._uncertainty = 0.0
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

    # -- what is there

    def get(self, ref: Ref) -> Item | None:
        """The visible (or rejected) thing of that name."""
        return self._items.get(ref)

    def span(self, ref: Ref) -> ArticleSpan | None:
        """The span or span suggestion of that name."""
        item = self._items.get(ref)
        return item if isinstance(item, ArticleSpan) else None

    def relation(self, ref: Ref) -> ArticleRelation | None:
        """The relation or relation suggestion of that name."""
        item = self._items.get(ref)
        return item if isinstance(item, ArticleRelation) else None

    def spans(self, statuses: Collection[Status] = SHOWN) -> list[ArticleSpan]:
        """All spans of those statuses, sorted by start, the longer first."""
        return _sorted(
            item for item in self._items.values() if isinstance(item, ArticleSpan) and item.status in statuses
        )

    def spans_in(self, start: int, end: int, statuses: Collection[Status] = SHOWN) -> list[ArticleSpan]:
        """The spans of those statuses that share a code point with [start, end), sorted like `spans`."""
        found = (self._items[ref] for ref in self._shown.overlapping(start, end))
        return _sorted(item for item in found if isinstance(item, ArticleSpan) and item.status in statuses)

    def relations(self, statuses: Collection[Status] = SHOWN) -> list[ArticleRelation]:
        """All relations of those statuses, in reading order."""
        found = [item for item in self._items.values() if isinstance(item, ArticleRelation) and item.status in statuses]
        return sorted(found, key=self._key)

    def relations_of(self, ref: Ref, statuses: Collection[Status] = SHOWN) -> list[ArticleRelation]:
        """The relations that start or end at that span, in reading order."""
        found = (self._items[name] for name in self._relations_of.get(ref, ()))
        return sorted(
            (item for item in found if isinstance(item, ArticleRelation) and item.status in statuses), key=self._key
        )

    def relations_in(self, start: int, end: int, statuses: Collection[Status] = SHOWN) -> list[ArticleRelation]:
        """The relations with an end that shares a code point with [start, end), in reading order."""
        names = {name for ref in self._shown.overlapping(start, end) for name in self._relations_of.get(ref, ())}
        found = (self._items[name] for name in names)
        return sorted(
            (item for item in found if isinstance(item, ArticleRelation) and item.status in statuses), key=self._key
        )

    def extent(self, item: Item | Ref) -> Extent:
        """The code points of a span; of a relation, from its first end's start to its last end's end.

        Raises KeyError for a ref that is not there.
        """
        found = self._items[item] if isinstance(item, Ref) else item
        if isinstance(found, ArticleSpan):
            return found.start, found.end
        head, child = self._end(found.head), self._end(found.child)
        return min(head.start, child.start), max(head.end, child.end)

    # -- what is pending

    @property
    def pending_count(self) -> int:
        """How many suggestions, spans and relations, wait for a decision."""
        return len(self._pending)

    @property
    def uncertainty(self) -> float:
        """Σ(1 − p) over the pending suggestions; one without a score counts a half."""
        return max(0.0, round(self._uncertainty, 6))

    def pending(self) -> list[Ref]:
        """The pending suggestions in reading order; a relation comes after the later of its ends."""
        return [ref for _, ref in self._pending]

    def pending_index(self, ref: Ref) -> int | None:
        """Its place, from 0, among the pending suggestions."""
        item = self._items.get(ref)
        if item is None or item.status != "suggested":
            return None
        return bisect_left(self._pending, (self._key(item), ref))

    def next_pending(self, position: Extent | Ref | None, *, back: bool = False, wrap: bool = True) -> Ref | None:
        """The next (or previous) pending suggestion after a thing, or from an extent on; None where there is none.

        With `wrap`, the search goes on at the other end of the article. A ref that is not there counts as none.
        """
        if not self._pending:
            return None
        item = self._items.get(position) if isinstance(position, Ref) else None
        if isinstance(position, Ref) and item is not None:
            place = (self._key(item), position)
            at = bisect_left(self._pending, place) - 1 if back else bisect_right(self._pending, place)
        elif position is not None and not isinstance(position, Ref):
            key: ReadingKey = (position[0], -1, 0, 0)
            at = bisect_left(self._pending, (key, Ref("relation", 0))) - (1 if back else 0)
        else:
            at = len(self._pending) - 1 if back else 0
        if not wrap and not 0 <= at < len(self._pending):
            return None
        ref = self._pending[at % len(self._pending)][1]
        return None if ref == position and len(self._pending) == 1 else ref

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

    # -- rows of the project, for its actions

    def stored_span(self, ref: Ref) -> Span | None:
        """The confirmed span's row."""
        return self._spans.get(ref.id) if ref.kind == "span" else None

    def stored_relation(self, ref: Ref) -> Relation | None:
        """The confirmed relation's row."""
        return self._relations.get(ref.id) if ref.kind == "relation" else None

    def suggestion(self, ref: Ref) -> Suggestion | None:
        """The suggestion's row, pending or decided."""
        return self._suggestions.get(ref.id) if ref.kind == "suggestion" else None

    def decision(self, ref: Ref) -> Decision | None:
        """What was decided about that suggestion."""
        return self._decisions.get(ref.id) if ref.kind == "suggestion" else None

    # -- patches

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
            elif change.table == "suggestions":
                suggestion_ids.add(self._patch_suggestion(change))
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
                near |= _ends(suggestion)
                ids.add(id)
                self._drop_suggestion(suggestion)
        for suggestion in new:
            self._add_suggestion(suggestion)
            ids.add(suggestion.id)
        return self._settle(set(), set(), ids, near)

    def _settle(
        self, span_refs: set[Ref], relation_refs: set[Ref], suggestion_ids: set[int], near: set[Extent]
    ) -> list[Extent]:
        for id in suggestion_ids:
            if (suggestion := self._suggestions.get(id)) is not None:
                near |= _ends(suggestion)
        dirty = {id for id in suggestion_ids if not isinstance(self._suggestions.get(id), RelationSuggestion)}
        relation_ids = suggestion_ids - dirty
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
                    near |= _ends(source)
        for extent in near:
            relation_ids |= self._relation_ends.get(extent, set())
        changed = self._resolve(span_refs, dirty, relation_refs, relation_ids)
        self.version += 1
        return merged(changed)

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
                        extents |= _ends(source)
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

    def _patch_suggestion(self, change: Change) -> int:
        row = change.after or change.before
        assert row is not None
        id = int(row["id"])
        if (old := self._suggestions.get(id)) is not None:
            self._drop_suggestion(old)
        if change.after is not None and (suggestion := suggestion_from_row(change.after)) is not None:
            self._add_suggestion(suggestion)
        return id

    # -- indexes

    def _index(self, ref: Ref, extent: Extent) -> None:
        self._raw.add(ref, extent)
        self._by_extent.setdefault(extent, set()).add(ref)

    def _unindex(self, ref: Ref, extent: Extent) -> None:
        self._raw.remove(ref, extent)
        self._by_extent.get(extent, set()).discard(ref)

    def _add_suggestion(self, suggestion: Suggestion) -> None:
        self._suggestions[suggestion.id] = suggestion
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

    # -- resolution

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
        elif any(self._rejected(other) for other in self._by_extent[start, end]):
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
        return ArticleSpan(ref, start, end, suggestion.label, status, suggestion.score, "suggestion", suggestion.run)

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
        if decision is not None and decision.outcome != "rejected":
            return None
        head, child = self.resolve(suggestion.head), self.resolve(suggestion.child)
        if head is None or child is None or head == child:
            return None
        if not self._legal(suggestion.label, self._end(head).label, self._end(child).label):
            return None
        if self._confirmed_between(head, child, suggestion.label):
            return None
        status: Status = "suggested" if decision is None else "rejected"
        return ArticleRelation(
            ref, head, child, suggestion.label, status, suggestion.score, "suggestion", suggestion.run
        )

    def _confirmed_between(self, head: Ref, child: Ref, label: str) -> bool:
        shared = self._relations_of.get(head, set()) & self._relations_of.get(child, set())
        return any(ref.kind == "relation" and self._items[ref].label == label for ref in shared)

    def _end(self, ref: Ref) -> ArticleSpan:
        item = self._items[ref]
        assert isinstance(item, ArticleSpan)
        return item

    def _key(self, item: Item) -> ReadingKey:
        if isinstance(item, ArticleSpan):
            return item.start, 0, -item.end, item.ref.id
        head, child = self._end(item.head), self._end(item.child)
        return max(head.start, child.start), 1, -max(head.end, child.end), item.ref.id

    # -- the visible things

    def _show(self, ref: Ref, item: Item | None, changed: set[Extent], moved: set[Ref]) -> None:
        old = self._items.get(ref)
        if old == item and not (isinstance(item, ArticleRelation) and (item.head in moved or item.child in moved)):
            return
        if old is not None:
            self._hide(ref, old, changed)
        if item is not None:
            self._items[ref] = item
            self._count(item, 1)
            if isinstance(item, ArticleSpan):
                self._shown.add(ref, (item.start, item.end))
                changed.add((item.start, item.end))
            else:
                for end in (item.head, item.child):
                    self._relations_of.setdefault(end, set()).add(ref)
                    changed.add(self.extent(end))
            if item.status == "suggested":
                insort(self._pending, (self._key(item), ref))
        moved.add(ref)

    def _hide(self, ref: Ref, old: Item, changed: set[Extent]) -> None:
        if old.status == "suggested":
            self._forget_pending(ref)
        del self._items[ref]
        self._count(old, -1)
        if isinstance(old, ArticleSpan):
            self._shown.remove(ref, (old.start, old.end))
            changed.add((old.start, old.end))
            return
        for end in (old.head, old.child):
            self._relations_of[end].discard(ref)
            if isinstance(item := self._items.get(end), ArticleSpan):
                changed.add((item.start, item.end))

    def _forget_pending(self, ref: Ref) -> None:
        """Take a suggestion out of the reading order; a relation whose end is gone has lost its key, so look for it."""
        item = self._items[ref]
        if isinstance(item, ArticleSpan) or (item.head in self._items and item.child in self._items):
            at = bisect_left(self._pending, (self._key(item), ref))
            if at < len(self._pending) and self._pending[at][1] == ref:
                del self._pending[at]
                return
        self._pending = [entry for entry in self._pending if entry[1] != ref]

    def _count(self, item: Item, step: int) -> None:
        counts = self.counts if isinstance(item, ArticleSpan) else self.relation_counts
        confirmed, pending = counts.get(item.label, (0, 0))
        if item.status == "confirmed":
            confirmed += step
        elif item.status == "suggested":
            pending += step
            self._uncertainty += step * (0.5 if item.score is None else 1.0 - item.score)
        counts[item.label] = (confirmed, pending)


def _ends(suggestion: Suggestion) -> set[Extent]:
    if isinstance(suggestion, SpanSuggestion):
        return {(suggestion.start, suggestion.end)}
    return {suggestion.head, suggestion.child}


def _sorted(spans: Iterable[ArticleSpan]) -> list[ArticleSpan]:
    return sorted(spans, key=lambda span: (span.start, -span.end, span.ref))
