"""What each action of an analyst costs, and how the actions of a piece of work are counted.

An action is one deliberate press of a key, or a choice with the mouse. Going from one suggestion to the next is free: a
decision moves the focus on by itself. Reading is not counted here. `docs/simulate.md` gives the tables with reasons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, get_args

ActionKind = Literal[
    "accept",
    "reject",
    "relabel",
    "boundary",
    "add",
    "take",
    "same",
    "accept_relation",
    "reject_relation",
    "relabel_relation",
    "reverse_relation",
    "add_relation",
    "take_relation",
    "accept_relations",
    "reject_relations",
    "accept_rest",
    "reject_rest",
    "suggest_again",
    "next",
]
"""What an analyst does: to a suggested or confirmed span, to a relation, to the article."""
ACTION_KINDS: tuple[ActionKind, ...] = get_args(ActionKind)


@dataclass(frozen=True, slots=True)
class Costs:
    """The price of each action; 1 is one key."""

    name: str
    relabel: float
    boundary: float
    """A boundary moved: by one token where `by_token`, else both ends, by however much."""
    by_token: bool
    add: float
    next: float = 1
    accept: float = 1
    reject: float = 1
    """Also of a confirmed span that is deleted."""
    accept_rest: float | None = None
    """All that is pending in one key; None: one by one."""
    reject_rest: float | None = None
    """The other key for all that is pending; None: not pressed."""
    same: float | None = None
    """The same decision for every same string of the article; None: not to be had."""
    relation: float = 2
    """A relation between two spans where the scheme leaves one label to choose."""
    relation_label: float = 1
    """What it costs more where there are several, and none of them is taken without asking or another one is."""
    chained: bool = False
    """Whether further relations of one span cost no R."""
    relations_of: float | None = None
    """Accepting, or rejecting, all suggested relations of one span in one key; None: not to be had."""
    possible: float | None = None
    """Taking what is not suggested but listed as possible at a span: another reading, a relation; None: not to be had."""
    likely: bool = False
    """Whether the window takes a label that such spans mostly have without asking."""
    reverse: float = 1
    again: float = 1
    """New suggestions for the article on screen."""


VIEW = Costs(
    "view", relabel=1, boundary=1, by_token=True, add=2, same=1, chained=True, relations_of=1, possible=1, likely=True
)
"""The keys of this program."""
PLAIN = Costs("plain", relabel=2, boundary=2, by_token=False, add=3, possible=1)
"""What such figures are mostly given in: no help with repeated strings, dearer corrections. A boundary that is moved and
a label that is changed at once cost 3, as much as adding the span."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of working, with what it costs."""

    name: str
    costs: Costs

    @property
    def one_by_one(self) -> bool:
        """Whether every suggestion is accepted by itself."""
        return self.costs.accept_rest is None


WAYS: tuple[Way, ...] = (
    Way("view, one by one", VIEW),
    Way("view, accept the rest", replace(VIEW, accept_rest=1, reject_rest=1)),
    Way("plain, one by one", PLAIN),
    Way("plain, accept the rest", replace(PLAIN, accept_rest=0, next=2)),
)
"""The ways the report has, the program's own keys first."""


@dataclass(slots=True)
class Tally:
    """Actions and what they cost, by kind."""

    counts: dict[ActionKind, int] = field(default_factory=dict)
    costs: dict[ActionKind, float] = field(default_factory=dict)
    labels: dict[tuple[ActionKind, str], float] = field(default_factory=dict)
    """The cost by kind and label: of the span or relation as it is in the gold, of one rejected as it was suggested."""

    @property
    def cost(self) -> float:
        """All of it."""
        return sum(self.costs.values())

    def add(self, kind: ActionKind, cost: float, label: str = "") -> None:
        """Count one action."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.costs[kind] = self.costs.get(kind, 0.0) + cost
        if label:
            self.labels[kind, label] = self.labels.get((kind, label), 0.0) + cost

    @classmethod
    def total(cls, tallies: Iterable["Tally"]) -> "Tally":
        """The sum of some."""
        result = cls()
        for tally in tallies:
            _add(result.counts, tally.counts)
            _add(result.costs, tally.costs)
            _add(result.labels, tally.labels)
        return result


_Key = TypeVar("_Key")
_Number = TypeVar("_Number", int, float)


def _add(total: dict[_Key, _Number], more: Mapping[_Key, _Number]) -> None:
    for key, value in more.items():
        total[key] = total[key] + value if key in total else value
