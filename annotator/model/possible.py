"""What models hold for possible but do not suggest: other readings of an article's spans, and relations between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.annotation import Ref, crosses, overlaps, strictly_within
from annotator.model.article import CONFIRMED, PENDING, ArticleSpan, ArticleState, Extent
from annotator.model.label_scheme import LabelScheme
from annotator.model.zones import lies_in

LEAST_POSSIBLE = 0.02
"""The least score, or confidence, of what is listed without being asked for: further down a list is read in vain."""
LEAST_READING = 0.001
"""The least score of a reading that is listed for whoever asks for more: what stands there is wrong, then."""
LEAST_AT_WORDS = 0.0001
"""The least score of a span that is listed at words where nothing is suggested: whoever goes there has seen something."""
POSSIBLE_SHOWN = 9
"""How many of what is possible at a span have a key."""
READINGS_SHOWN = 3
"""How many of them are other readings, and as many less likely ones: a fourth is hardly ever the right one."""
PHRASES_SHOWN = 2
"""How many are listed of the names and phrases that words begin."""


class PossibleSpan(NamedTuple):
    """A span by code points, less likely than what is suggested; `label` is the scheme's."""

    start: int
    end: int
    label: str
    score: float

    @property
    def unlikely(self) -> bool:
        """Whether it is listed for whoever asks for more only."""
        return self.score < LEAST_POSSIBLE


@dataclass(frozen=True, slots=True)
class Possibility:
    """A relation between two extents, less likely than what is suggested; `label` is the scheme's."""

    head: Extent
    child: Extent
    label: str
    score: float


class PossibleRelation(NamedTuple):
    """The same between two spans of the article."""

    head: Ref
    child: Ref
    label: str
    score: float


def extents_of(state: ArticleState, ref: Ref) -> set[Extent]:
    """Where models may have seen a span: its own extent, and those of the suggestions that were corrected into it."""
    span = state.span(ref)
    if span is None:
        return set()
    proposed = {one.id: (one.start, one.end) for one, _ in state.proposed((span.start, span.end))}
    became = (one for one in proposed if one in state.became(ref.id)) if ref.kind == "span" else ()
    return {(span.start, span.end), *(proposed[one] for one in became)}


def relations(
    state: ArticleState, scheme: LabelScheme, ref: Ref, held: Iterable[Possibility]
) -> list[PossibleRelation]:
    """Of what is held for possible: a span's relations, as head or as child, in that order.

    They are legal, and neither confirmed, suggested nor rejected; each comes once. An end is what stands at its extent now,
    as for suggested relations: what a suggestion there was corrected into too.
    """
    shown = state.relations_of(ref, ("confirmed", "suggested", "rejected"))
    there = {(relation.head, relation.child, relation.label) for relation in shown}
    there |= {(child, head, label) for head, child, label in there if _is_symmetric(scheme, label)}
    found: list[PossibleRelation] = []
    for one in held:
        head, child = state.resolve(one.head), state.resolve(one.child)
        if head is None or child is None or head == child or ref not in (head, child):
            continue
        if (head, child, one.label) in there or not _is_legal(scheme, state, head, child, one.label):
            continue
        there.add((head, child, one.label))
        if _is_symmetric(scheme, one.label):
            there.add((child, head, one.label))
        found.append(PossibleRelation(head, child, one.label, one.score))
    return found


def readings(state: ArticleState, ref: Ref, held: Iterable[PossibleSpan]) -> list[PossibleSpan]:
    """Of what is held for possible: the readings of a span other than its own, the likeliest first, `READINGS_SHOWN` at
    most and as many unlikely ones.

    They overlap it without crossing it, and compete with no other confirmed span; they are not there already, nor at an
    extent that was rejected or where nothing is suggested. Of a confirmed span only those that may stand beside it.
    """
    span = state.span(ref)
    if span is None or span.status == "rejected":
        return []
    found = _likeliest(
        one
        for one in held
        if _is_near(one, (span.start, span.end))
        and (span.status == "suggested" or stands_beside(one, span))
        and not lies_in(state.muted, one.start)
        and not _is_taken(state, one, span)
    )
    likely = [one for one in found if not one.unlikely]
    return likely[:READINGS_SHOWN] + found[len(likely) :][:READINGS_SHOWN]


def readings_of_words(
    state: ArticleState, extent: Extent, held: Iterable[PossibleSpan], phrases: Iterable[PossibleSpan] = ()
) -> list[PossibleSpan]:
    """Of what is held for possible: the spans that words may be, or be in, at which nothing is suggested, the likeliest first.

    They overlap the words without crossing them, touch no suggestion, and compete with no confirmed span. The `phrases`
    that do come after them.
    """

    def fitting(some: Iterable[PossibleSpan]) -> list[PossibleSpan]:
        return _likeliest(
            one
            for one in some
            if _is_near(one, extent)
            and not lies_in(state.muted, one.start)
            and not state.spans_in(one.start, one.end, PENDING)
            and not _is_taken(state, one, None)
        )

    found = fitting(held)[:READINGS_SHOWN]
    there = {one[:3] for one in found}
    return found + [one for one in fitting(phrases) if one[:3] not in there][:PHRASES_SHOWN]


def _is_near(one: PossibleSpan, extent: Extent) -> bool:
    return overlaps(*one[:2], *extent) and not crosses(*one[:2], *extent)


def _likeliest(found: Iterable[PossibleSpan]) -> list[PossibleSpan]:
    """Each once, with its highest score."""
    best: dict[tuple[int, int, str], PossibleSpan] = {}
    for one in found:
        best[one[:3]] = max(one, best.get(one[:3], one), key=lambda each: each.score)
    return sorted(best.values(), key=lambda one: (-one.score, one))


def stands_beside(reading: PossibleSpan, span: ArticleSpan) -> bool:
    """Whether a reading of a confirmed span is another span, in it or around it, and not what it ought to have been."""
    own, other = (span.start, span.end), reading[:2]
    return reading.label != span.label and (strictly_within(*own, *other) or strictly_within(*other, *own))


def _is_taken(state: ArticleState, one: PossibleSpan, span: ArticleSpan | None) -> bool:
    """Whether it is there, was rejected, or would take the place of a confirmed span other than that one."""
    for item in state.spans_in(one.start, one.end, ("confirmed", "suggested", "rejected")):
        same = (item.start, item.end) == one[:2]
        if same and (item.status == "rejected" or item.label == one.label):
            return True
        competes = same or item.label == one.label or crosses(*one[:2], item.start, item.end)
        if competes and item.status in CONFIRMED and (span is None or item.ref != span.ref):
            return True
    return False


def _is_legal(scheme: LabelScheme, state: ArticleState, head: Ref, child: Ref, name: str) -> bool:
    label, first, second = scheme.relation_label(name), state.span(head), state.span(child)
    return label is not None and first is not None and second is not None and label.allows(first.label, second.label)


def _is_symmetric(scheme: LabelScheme, name: str) -> bool:
    label = scheme.relation_label(name)
    return label is not None and label.symmetric
