"""What an analyst who knows the answer does next in an article: the cheapest step that the keys offer, in reading order.

A step is chosen from what is on screen now, and once it is done the article is looked at anew, since one decision may
take other suggestions away (it takes their place) or bring new ones (the string memory).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from annotator.model.annotation import Ref, crosses
from annotator.model.article import CONFIRMED, ArticleSpan, ArticleState
from annotator.model.folding import Extent
from annotator.model.occurrences import occurrences
from annotator.model.possible import PossibleSpan
from annotator.model.tokens import ArticleTokens
from annotator.simulation.costs import ActionKind, Way
from annotator.simulation.gold import GoldDocument, GoldRelation, GoldSpan

GOING_BACK = 1.0
"""What it takes to have the focus on a confirmed span again: the focus goes on by itself after a decision."""
GOING_THERE = 1.0
"""What it takes to have the focus on a word at which nothing is suggested."""
Readings = Callable[[Ref], Sequence[PossibleSpan]]
WordReadings = Callable[[int, int], Sequence[PossibleSpan]]


@dataclass(frozen=True, slots=True)
class Step:
    """One action and its price. What it is about: a thing by its ref, an extent with a label, or two ends."""

    kind: ActionKind
    cost: float
    label: str = ""
    """What it is counted under: the label in the gold, else the suggested one."""
    ref: Ref | None = None
    span: GoldSpan | None = None
    """What is to stand in the end."""
    relation: GoldRelation | None = None
    decision: Literal["", "accept", "reject"] = ""
    """Of "same"."""
    relabelling: float = 0.0
    """What it costs more to put the label right too, where a boundary is moved."""

    @property
    def price(self) -> float:
        """All of it."""
        return self.cost + self.relabelling


def named(span: ArticleSpan) -> GoldSpan:
    """A span on screen as the gold writes it."""
    return GoldSpan(span.start, span.end, span.label)


def standing(pending: Sequence[ArticleSpan]) -> list[ArticleSpan]:
    """Of pending spans in reading order, those that "accept the rest" confirms: of two that compete, the first."""
    kept: list[ArticleSpan] = []
    reaching: list[ArticleSpan] = []
    for item in pending:
        reaching = [other for other in reaching if other.end > item.start]
        if not any(competes(named(other), named(item)) for other in reaching):
            kept.append(item)
            reaching.append(item)
    return kept


def competes(first: GoldSpan, second: GoldSpan) -> bool:
    """Whether confirming a span takes a pending one away: same extent, same label on shared text, or they cross."""
    if not (first.start < second.end and second.start < first.end):
        return False
    return (
        first[:2] == second[:2]
        or first.label == second.label
        or crosses(first.start, first.end, second.start, second.end)
    )


class SpanPlan:
    """The spans of one article on screen, held against the gold."""

    def __init__(
        self,
        state: ArticleState,
        gold: GoldDocument,
        way: Way,
        tokens: ArticleTokens,
        readings: Readings | None = None,
        at_words: WordReadings | None = None,
    ) -> None:
        """`readings` lists what may be taken in one key at a span, `at_words` at words where nothing is suggested."""
        self._state = state
        self._gold = gold
        self._way = way
        self._costs = way.costs
        self._tokens = tokens
        self._readings = readings if way.costs.possible is not None else None
        self._at_words = at_words if way.costs.possible is not None else None
        self._listed: dict[Ref, set[GoldSpan]] = {}
        self.pending = _pending_spans(state)
        self.confirmed = {named(item): item for item in state.spans(CONFIRMED)}
        kept = standing(self.pending)
        self._kept = {named(item): item for item in kept}
        self.good = [item for item in kept if named(item) in gold.spans and named(item) not in self.confirmed]
        self._wrong = [item for item in kept if named(item) not in gold.spans]

    @cached_property
    def missing(self) -> list[GoldSpan]:
        """Spans of the gold that are neither confirmed nor about to be, in reading order."""
        return [span for span in _in_order(self._gold) if span not in self.confirmed and span not in self._kept]

    def mending(self, *, everything: bool) -> Step | None:
        """The next step in reading order that puts something right; None where nothing is left to mend.

        Without `everything`, a span that would take a right suggestion away is left until that one is confirmed. Right
        suggestions are steps of their own where the analyst works one by one.
        """
        for item in self.confirmed.values():
            if named(item) not in self._gold.spans:
                return self._set_right(item)
        if (step := self._spreading()) is not None:
            return step
        steps: list[tuple[tuple[int, int], Step]] = []
        wrong = self._wrong[0] if self._wrong else None
        if wrong is not None:
            steps.append(((wrong.start, -wrong.end), self._mend(wrong, everything=everything)))
        first = next((span for span in self.missing if everything or not self._waits(span)), None)
        if first is not None:
            steps.append(((first.start, -first.end), self._provide(first, everything=everything)))
        if self._way.one_by_one and self.good:
            item = self.good[0]
            steps.append(
                (
                    (item.start, -item.end),
                    Step("accept", self._costs.accept, item.label, ref=item.ref, span=named(item)),
                )
            )
        return min(steps, key=lambda pair: pair[0])[1] if steps else None

    def _set_right(self, item: ArticleSpan) -> Step:
        """What to do about a confirmed span that is wrong, since the same decision went too far."""
        for span in self.missing:
            if span[:2] == (item.start, item.end):
                return Step("relabel", self._costs.relabel, span.label, ref=item.ref, span=span)
        return Step("reject", self._costs.reject, item.label, ref=item.ref)

    def _waits(self, span: GoldSpan) -> bool:
        """Whether a right suggestion is confirmed first: one that it would take away, or at which it may then be taken."""
        cost = (self._costs.possible or 0.0) + GOING_BACK
        return any(
            competes(span, named(item)) or (cost < self._costs.add and span in self._at(item))
            for item in self._good_at(span)
        )

    def _takes_good(self, span: GoldSpan) -> bool:
        return any(competes(span, named(item)) for item in self._good_at(span))

    def _good_at(self, span: GoldSpan) -> list[ArticleSpan]:
        """The right suggestions that share text with a span."""
        there = (self._kept.get(named(item)) for item in self._state.spans_in(span.start, span.end))
        return [item for item in there if item is not None and item.ref in self._good_refs]

    @cached_property
    def _good_refs(self) -> set[Ref]:
        return {item.ref for item in self.good}

    def _at(self, item: ArticleSpan) -> set[GoldSpan]:
        """The other readings that are listed at a span."""
        if self._readings is None:
            return set()
        if item.ref not in self._listed:
            self._listed[item.ref] = {GoldSpan(*reading[:3]) for reading in self._readings(item.ref)}
        return self._listed[item.ref]

    def _taking(self, item: ArticleSpan, span: GoldSpan) -> Step | None:
        """Take the span from the list at another one, where it is there; one that is confirmed has to be gone back to."""
        if self._costs.possible is None or not _touch(span, item) or span not in self._at(item):
            return None
        back = GOING_BACK if item.status == "confirmed" else 0.0
        return Step("take", self._costs.possible + back, span.label, ref=item.ref, span=span)

    def _mend(self, item: ArticleSpan, *, everything: bool) -> Step:
        """What to do about a wrong suggestion: make it one that is missing, have it replaced by one, or reject it."""
        own = named(item)
        reject = self._reject(item)
        best: tuple[float, int, Step] | None = None
        for span in self.missing:
            if not _touch(span, item):
                continue
            if not everything and self._takes_good(span):
                continue
            correct = self._correction(item, span)
            # what the whole comes to, rejecting and adding being the last resort
            adding = self._adding(span)
            options = [(self._costs.reject + adding.cost, 3, reject)]
            if correct is not None:
                options.append((correct.price, 0, correct))
            if (taking := self._taking(item, span)) is not None:
                options.append((taking.price, 1, taking))
            if competes(span, own):
                options.append((adding.cost, 2, adding))
            price, rank, step = min(options, key=lambda option: option[:2])
            more = price - adding.cost
            if best is None or (more, rank) < best[:2]:
                best = (more, rank, step)
        return reject if best is None else best[2]

    def _provide(self, span: GoldSpan, *, everything: bool) -> Step:
        """How to get a missing span: from a wrong suggestion that touches it, or by hand."""
        for item in self._wrong:
            if _touch(span, item):
                step = self._mend(item, everything=everything)
                if step.span == span:
                    return step
        return self._adding(span)

    def _adding(self, span: GoldSpan) -> Step:
        """Add it by hand, or accept it where it is suggested beside something wrong that stands in its way."""
        suggested = next((item for item in self.pending if named(item) == span), None)
        if suggested is not None:
            return Step("accept", self._costs.accept, span.label, ref=suggested.ref, span=span)
        for item in self._state.spans_in(span.start, span.end, CONFIRMED):
            own = named(item)
            taking = self._taking(item, span) if own in self._gold.spans and not competes(span, own) else None
            if taking is not None and taking.cost < self._costs.add:
                return taking
        return self._taking_there(span) or Step("add", self._costs.add, span.label, span=span)

    def _taking_there(self, span: GoldSpan) -> Step | None:
        """Take a span from the list at its first word, where that is cheaper than marking its words."""
        cost = (self._costs.possible or 0.0) + GOING_THERE
        word = self._tokens.at(span.start)
        if self._at_words is None or word is None or cost >= self._costs.add:
            return None
        listed = {GoldSpan(*reading[:3]) for reading in self._at_words(*word)}
        return Step("take", cost, span.label, span=span) if span in listed else None

    def _correction(self, item: ArticleSpan, span: GoldSpan) -> Step | None:
        """The step that turns a suggestion into that span; None where no boundary key leads there."""
        relabelling = 0.0 if item.label == span.label else self._costs.relabel
        if (item.start, item.end) == span[:2]:
            return Step("relabel", relabelling, span.label, ref=item.ref, span=span)
        moves = self._moves(item, span)
        if moves is None:
            return None
        if self._costs.by_token:
            cost = moves * self._costs.boundary
        else:
            cost, relabelling = self._costs.boundary, relabelling / 2
        return Step("boundary", cost, span.label, ref=item.ref, span=span, relabelling=relabelling)

    def _moves(self, item: ArticleSpan, span: GoldSpan) -> int | None:
        """Key presses from one extent to the other; None where a boundary lies within a token."""
        total = 0
        for before, after, ends in ((item.start, span.start, 0), (item.end, span.end, 1)):
            if before == after:
                continue
            low, high = min(before, after), max(before, after)
            places = {token[ends] for token in self._tokens.within(max(0, low - 1), high + 1)}
            if after not in places:
                return None
            total += sum(low < place <= high if after > before else low <= place < high for place in places)
        return total

    def _reject(self, item: ArticleSpan) -> Step:
        """Reject it, in one key with all the others of its string where each of them is wrong."""
        one = Step("reject", self._costs.reject, item.label, ref=item.ref)
        if self._costs.same is None:
            return one
        extents = set(self._places(item))
        there = [other for other in self._kept.values() if (other.start, other.end) in extents]
        there += [other for other in self.confirmed.values() if (other.start, other.end) in extents]
        wrong = sum(named(other) not in self._gold.spans for other in there)
        touched = any(span.start < end and start < span.end for span in self.missing for start, end in extents)
        if wrong * self._costs.reject > self._costs.same and wrong == len(there) and not touched:
            return Step("same", self._costs.same, item.label, ref=item.ref, decision="reject")
        return one

    def _spreading(self) -> Step | None:
        """The same decision for every same string, where that is cheaper than one by one."""
        same = self._costs.same
        if same is None:
            return None
        dearest = max(self._costs.add, self._costs.relabel, self._costs.accept)
        for spans in _repeated(self._gold):
            # most of them are done with: no need to look at all their places
            left = sum(
                span not in self.confirmed and (self._way.one_by_one or span not in self._kept) for span in spans
            )
            if left * dearest <= same:
                continue
            shown = (self.confirmed.get(span) or self._kept.get(span) for span in spans)
            item = next((item for item in shown if item is not None), None)
            if item is not None and self._saves(spans, item, same):
                return Step("same", same, item.label, ref=item.ref, span=named(item), decision="accept")
        return None

    def _saves(self, spans: Sequence[GoldSpan], item: ArticleSpan, price: float) -> bool:
        """Whether the same decision everywhere saves more keys than its price; `spans` are the places where it is right."""
        right = {span[:2] for span in spans}
        places = self._places(item)
        saved = sum(self._worth(GoldSpan(*place, item.label)) for place in places if place in right) - price
        others = (place for place in places if place not in right)
        while saved > 0 and (place := next(others, None)) is not None:
            saved += self._worth(GoldSpan(*place, item.label))
        return saved > 0

    def _places(self, item: ArticleSpan) -> Sequence[Extent]:
        return _occurrences(self._gold.text, self._gold.text[item.start : item.end])

    def _worth(self, place: GoldSpan) -> float:
        """Actions saved (or, below 0, made necessary) by having a repeated string labelled at that place."""
        own: ArticleSpan | None = None
        for item in self._state.spans_in(place.start, place.end):
            if (item.start, item.end) == place[:2]:
                if (item.status, item.label) == ("confirmed", place.label):
                    return 0.0
                own = item if own is None or item.status == "confirmed" else own
            elif (item.start <= place.start and place.end <= item.end) or crosses(
                place.start, place.end, item.start, item.end
            ):
                return 0.0
        if own is not None and own.label != place.label and named(own) in self._gold.spans:
            return -self._costs.add
        if place not in self._gold.spans:
            return -self._costs.reject if own is None else 0.0
        if place in self._kept:
            return self._costs.accept if self._way.one_by_one else 0.0
        return self._costs.add if own is None else self._costs.relabel


@lru_cache(maxsize=16)
def _in_order(gold: GoldDocument) -> Sequence[GoldSpan]:
    """The spans in reading order, outer ones first."""
    return sorted(gold.spans, key=lambda span: (span.start, -span.end, span.label))


@lru_cache(maxsize=16)
def _repeated(gold: GoldDocument) -> Sequence[Sequence[GoldSpan]]:
    """The spans of each string that is there more than once with one label."""
    strings: dict[tuple[str, str], list[GoldSpan]] = {}
    for span in sorted(gold.spans):
        string = " ".join(gold.text[span.start : span.end].split())
        strings.setdefault((string, span.label), []).append(span)
    return [spans for spans in strings.values() if len(spans) > 1]


@lru_cache(maxsize=10_000)
def _occurrences(text: str, string: str) -> Sequence[Extent]:
    """`occurrences` of a string of that text; each step of an article asks for those of most of its strings."""
    start = text.index(string)
    return occurrences(text, start, start + len(string))


def _touch(span: GoldSpan, item: ArticleSpan) -> bool:
    return span.start < item.end and item.start < span.end


def _pending_spans(state: ArticleState) -> list[ArticleSpan]:
    found = (state.get(ref) for ref in state.pending())
    return [item for item in found if isinstance(item, ArticleSpan)]
