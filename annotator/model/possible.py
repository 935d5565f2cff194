"""What models hold for possible but do not suggest: other readings of an article's spans, and relations between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.annotation import Ref, crosses, overlaps, strictly_within
from annotator.model.article import ArticleSpan, ArticleState, Extent
from annotator.model.label_scheme import LabelScheme

POSSIBLE_SHOWN = 9
"""How many of what is possible at a span have a key."""
READINGS_SHOWN = 3
"""How many of them are other readings: a fourth is hardly ever the right one."""


class PossibleSpan(NamedTuple):
    """A span by code points, less likely than what is suggested; `label` is the scheme's."""

    start: int
    end: int
    label: str
    score: float


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


class Possibilities:
    """All of one document."""

    def __init__(self, spans: Iterable[PossibleSpan] = (), relations: Iterable[Possibility] = ()) -> None:
        """Both in the order to show them in, the likeliest first."""
        self.spans = tuple(spans)
        self._by_extent: dict[Extent, list[tuple[int, Possibility]]] = {}
        for place, one in enumerate(relations):
            for extent in (one.head, one.child):
                self._by_extent.setdefault(extent, []).append((place, one))

    def relations(self, state: ArticleState, scheme: LabelScheme, ref: Ref) -> list[PossibleRelation]:
        """Those of a span, as head or as child: what is legal and neither confirmed, suggested nor rejected, each once.

        An end is what stands at its extent now, as for suggested relations: what a suggestion there was corrected into too.
        """
        span = state.span(ref)
        if span is None or not self._by_extent:
            return []
        extents = {(span.start, span.end)}
        if ref.kind == "span":
            became: dict[int, Extent] = {
                one.id: (one.start, one.end) for one, _ in state.proposed((span.start, span.end))
            }
            extents |= {became[id] for id in state.became(ref.id) if id in became}
        there = {
            (relation.head, relation.child, relation.label)
            for relation in state.relations_of(ref, ("confirmed", "suggested", "rejected"))
        }
        there |= {(child, head, label) for head, child, label in there if _is_symmetric(scheme, label)}
        found: list[PossibleRelation] = []
        for _, one in sorted(
            {place: one for extent in extents for place, one in self._by_extent.get(extent, ())}.items()
        ):
            head, child = state.resolve(one.head), state.resolve(one.child)
            if head is None or child is None or head == child or ref not in (head, child):
                continue
            triple = (head, child, one.label)
            if triple not in there and _is_legal(scheme, state, *triple):
                there.add(triple)
                if _is_symmetric(scheme, one.label):
                    there.add((child, head, one.label))
                found.append(PossibleRelation(*triple, one.score))
        return found


def readings(state: ArticleState, ref: Ref, held: Iterable[PossibleSpan]) -> list[PossibleSpan]:
    """Of what is held for possible: the readings of a span other than its own, the likeliest first.

    They overlap it without crossing it, and are neither there already nor at an extent that was rejected. Each comes once.
    Of a confirmed span only those that may stand beside it.
    """
    span = state.span(ref)
    if span is None or span.status == "rejected":
        return []
    best: dict[tuple[int, int, str], PossibleSpan] = {}
    for one in held:
        if not overlaps(one.start, one.end, span.start, span.end) or crosses(one.start, one.end, span.start, span.end):
            continue
        if one[:3] not in best or best[one[:3]].score < one.score:
            best[one[:3]] = one
    found = [
        one
        for one in best.values()
        if not _is_there(state, one) and (span.status == "suggested" or stands_beside(one, span))
    ]
    return sorted(found, key=lambda one: (-one.score, one))[:READINGS_SHOWN]


def stands_beside(reading: PossibleSpan, span: ArticleSpan) -> bool:
    """Whether a reading of a confirmed span is another span, in it or around it, and not what it ought to have been."""
    inner, outer = (reading[:2], (span.start, span.end)), ((span.start, span.end), reading[:2])
    return reading.label != span.label and (
        strictly_within(*inner[0], *inner[1]) or strictly_within(*outer[0], *outer[1])
    )


def _is_there(state: ArticleState, one: PossibleSpan) -> bool:
    for item in state.spans_in(one.start, one.end, ("confirmed", "suggested", "rejected")):
        if (item.start, item.end) == one[:2] and (item.status == "rejected" or item.label == one.label):
            return True
    return False


def _is_legal(scheme: LabelScheme, state: ArticleState, head: Ref, child: Ref, name: str) -> bool:
    label, first, second = scheme.relation_label(name), state.span(head), state.span(child)
    return label is not None and first is not None and second is not None and label.allows(first.label, second.label)


def _is_symmetric(scheme: LabelScheme, name: str) -> bool:
    label = scheme.relation_label(name)
    return label is not None and label.symmetric
