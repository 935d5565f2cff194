"""The visible annotations of one open document, indexed: what the window asks for many times a second."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Ref
from annotator.model.extents import ExtentIndex
from annotator.model.suggestion import RelationSuggestion, RunId, SpanSuggestion

Status = Literal["confirmed", "suggested", "rejected"]
Extent = tuple[int, int]
ReadingKey = tuple[int, int, int, int]
Legal = Callable[[str, str, str], bool]

SHOWN: tuple[Status, ...] = ("confirmed", "suggested")
CONFIRMED: tuple[Status, ...] = ("confirmed",)
PENDING: tuple[Status, ...] = ("suggested",)


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
    confidence: float | None = None
    """How likely it is to be right, by the project's own decisions; None for what is confirmed or has no score."""


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
    confidence: float | None = None
    """How likely it is to be right, by the project's own decisions; None for what is confirmed or has no score."""


Item = ArticleSpan | ArticleRelation
Suggestion = SpanSuggestion | RelationSuggestion


def ends_of(suggestion: Suggestion) -> set[Extent]:
    """The extents it is about: its own, or those of a relation's ends."""
    if isinstance(suggestion, SpanSuggestion):
        return {(suggestion.start, suggestion.end)}
    return {suggestion.head, suggestion.child}


class ArticleView:
    """Spans and relations that are there to see, by name, by place, by label and in reading order."""

    def __init__(self) -> None:
        self.counts: dict[str, tuple[int, int]] = {}
        """Spans by label: (confirmed, pending)."""
        self.relation_counts: dict[str, tuple[int, int]] = {}
        self._shown: ExtentIndex[Ref] = ExtentIndex()
        self._items: dict[Ref, Item] = {}
        self._relations_of: dict[Ref, set[Ref]] = {}
        self._pending: list[tuple[ReadingKey, Ref]] = []
        self._uncertainty = 0.0
        self._order: tuple[frozenset[Status], list[tuple[ReadingKey, Ref]]] | None = None  # made when asked for

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

    def next_item(
        self, position: Extent | Ref | None, *, back: bool = False, statuses: Collection[Status] = SHOWN
    ) -> Ref | None:
        """The next (or previous) thing in reading order, decided or not, from a thing or an extent on, round the ends.

        An extent's own span comes next. None where there is no other thing.
        """
        order = self._in_order(frozenset(statuses))
        item = self._items.get(position) if isinstance(position, Ref) else None
        at = len(order) if back else 0
        if isinstance(position, Ref):
            if item is not None:
                place = (self._key(item), position)
                at = bisect_left(order, place) if back else bisect_right(order, place)
        elif position is not None:
            at = bisect_left(order, ((position[0], -1, 0, 0), Ref("relation", 0)))
        if not order:
            return None
        ref = order[(at - 1 if back else at) % len(order)][1]
        return None if ref == position else ref

    def _confirmed_between(self, head: Ref, child: Ref, label: str) -> bool:
        shared = self._relations_of.get(head, set()) & self._relations_of.get(child, set())
        return any(ref.kind == "relation" and self._items[ref].label == label for ref in shared)

    def _in_order(self, statuses: frozenset[Status]) -> list[tuple[ReadingKey, Ref]]:
        if self._order is None or self._order[0] != statuses:
            order = sorted((self._key(item), ref) for ref, item in self._items.items() if item.status in statuses)
            self._order = (statuses, order)
        return self._order[1]

    def _end(self, ref: Ref) -> ArticleSpan:
        item = self._items[ref]
        assert isinstance(item, ArticleSpan)
        return item

    def _key(self, item: Item) -> ReadingKey:
        if isinstance(item, ArticleSpan):
            return item.start, 0, -item.end, item.ref.id
        head, child = self._end(item.head), self._end(item.child)
        return max(head.start, child.start), 1, -max(head.end, child.end), item.ref.id

    def _show(self, ref: Ref, item: Item | None, changed: set[Extent], moved: set[Ref]) -> None:
        old = self._items.get(ref)
        if old == item and not (isinstance(item, ArticleRelation) and (item.head in moved or item.child in moved)):
            return
        self._order = None
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
            self._uncertainty += step * (0.5 if item.confidence is None else 1.0 - item.confidence)
        counts[item.label] = (confirmed, pending)


def _sorted(spans: Iterable[ArticleSpan]) -> list[ArticleSpan]:
    return sorted(spans, key=lambda span: (span.start, -span.end, span.ref))
