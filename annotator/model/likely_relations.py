"""What two spans are most likely joined by, from how spans of their labels were joined before."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

LEAST = 2
"""Relations between spans of two labels below which nothing is said about the next one."""
SHARE = 0.5
"""Of the relations between spans of two labels, how many must have the same label and direction (measured: docs/adr/0035)."""


class Joining(NamedTuple):
    """A way to join two spans: the labels of head and child, and the relation's."""

    head: str
    child: str
    label: str


def likely(habits: Mapping[Joining, int], options: Iterable[Joining], symmetric: Iterable[str] = ()) -> Joining | None:
    """The option that at least half of the relations between spans of these labels are; None where none is, or too few are known.

    `habits` are counts of relations, of all there are: what is no option any more (the two are joined by it already) counts
    against the others. A symmetric label counts whichever end is its head.
    """
    undirected = frozenset(symmetric)
    left = list(options)
    if not left:
        return None
    ends = {left[0].head, left[0].child}
    total = sum(count for joining, count in habits.items() if {joining.head, joining.child} == ends)
    counts: dict[Joining, int] = {}
    for option in left:
        counts[option] = habits.get(option, 0)
        if option.label in undirected and option.head != option.child:
            counts[option] += habits.get(Joining(option.child, option.head, option.label), 0)
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] >= LEAST and counts[best] >= SHARE * total else None
