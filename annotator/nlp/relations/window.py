"""How many tokens may lie between the two mentions of a pair that a component looks at."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

BOUNDS = (20, 200)
"""Tokens. Pairs grow with the window, and what is related farther apart than the upper bound says little of its tokens."""
SHARE = 0.98
"""Of the related pairs that are within the window; the others can never be proposed."""


def relation_window(distances: Mapping[int, int]) -> int:
    """The tokens between two mentions within which `SHARE` of the related pairs are, from how often each distance occurs."""
    least, most = BOUNDS
    return min(max(percentile(distances, SHARE), least), most)


def related_distances(doc: "Doc", spans_key: str) -> Iterator[int]:
    """The tokens between the mentions of each relation of a gold document; 0 where they touch or overlap."""
    from annotator.nlp.relations.gold import gold_relations

    for (head, child, _), value in gold_relations(doc, spans_key).values.items():
        if value:
            first, second = sorted((head, child))
            yield max(second.start - first.end, 0)


def percentile(counts: Mapping[int, int], share: float) -> int:
    """The least value that that share of all do not exceed, from how often each value occurs; 0 of nothing."""
    wanted = math.ceil(share * sum(counts.values()))
    seen = 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= wanted:
            return value
    return 0
