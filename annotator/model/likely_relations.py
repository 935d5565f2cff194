"""What two spans are most likely joined by, from how spans of their labels were joined before."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

LEAST = 2
"""Relations between spans of two labels below which nothing is said about the next one."""
SHARE = 0.5
"""Of those relations, how many must have the same label and direction. Measured on POPCORN: docs/relations.md."""


class Joining(NamedTuple):
    """A way to join two spans: the labels of head and child, and the relation's."""

    head: str
    child: str
    label: str


def likely(habits: Mapping[Joining, int], options: Iterable[Joining], symmetric: Iterable[str] = ()) -> Joining | None:
    """The one of the options that is at least as frequent as all others together; None where none is, or too few are known.

    `habits` are counts of relations. A symmetric label counts whichever end is its head.
    """
    undirected = frozenset(symmetric)
    counts: dict[Joining, int] = {}
    for option in options:
        count = habits.get(option, 0)
        if option.label in undirected and option.head != option.child:
            count += habits.get(Joining(option.child, option.head, option.label), 0)
        counts[option] = count
    best = max(counts, key=counts.__getitem__, default=None)
    if best is None or counts[best] < LEAST or counts[best] < SHARE * sum(counts.values()):
        return None
    return best
