"""The cheapest keys for suggested relations of which it is known which are right: one by one, a span's together, all the rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotator.simulation.costs import Costs

Key = TypeVar("Key")


class Waiting(NamedTuple, Generic[Key]):
    """A suggested relation that waits: its two spans, and whether it is right."""

    ends: tuple[Key, Key]
    right: bool


class Move(NamedTuple, Generic[Key]):
    """One key: accept or reject one relation, all that touch a span, or all that is left."""

    accept: bool
    cost: float
    one: int | None = None
    """Which of those that wait."""
    span: Key | None = None


def cheapest(waiting: Sequence[Waiting[Key]], costs: Costs, *, rest: Iterable[bool]) -> list[Move[Key]]:
    """The keys that decide all of them rightly, with as little as is found; in the order to press them.

    `rest` says which keys for all that is left may be pressed: True accepts, False rejects. With none every relation is
    decided by a key of its own or with its span. Spans are chosen greedily, the largest saving first.
    """
    ways = [_keys(waiting, costs, default) for default in rest] or [_keys(waiting, costs, None)]
    return min(ways, key=lambda moves: sum(move.cost for move in moves))


def _keys(waiting: Sequence[Waiting[Key]], costs: Costs, default: bool | None) -> list[Move[Key]]:
    price = {True: costs.accept, False: costs.reject}
    single = {right: 0.0 if right == default else cost for right, cost in price.items()}
    left = dict(enumerate(waiting))
    moves: list[Move[Key]] = []
    while (found := _best_span(left.values(), costs, price, single)) is not None:
        span, accept = found
        touched = [number for number, one in left.items() if span in one.ends]
        # what the span's key would get wrong goes first
        moves += [Move(not accept, price[not accept], one=number) for number in touched if left[number].right != accept]
        moves.append(Move(accept, costs.relations_of or 0.0, span=span))
        for number in touched:
            del left[number]
    moves += [Move(one.right, price[one.right], one=number) for number, one in left.items() if one.right != default]
    if default is not None and any(one.right == default for one in left.values()):
        rest = costs.accept_rest if default else costs.reject_rest
        moves.append(Move(default, rest or 0.0))
    return moves


def _best_span(
    left: Iterable[Waiting[Key]], costs: Costs, price: dict[bool, float], single: dict[bool, float]
) -> tuple[Key, bool] | None:
    """The span, and which of its two keys, that saves most; None where none saves anything."""
    if costs.relations_of is None:
        return None
    saved: defaultdict[tuple[Key, bool], float] = defaultdict(float)
    for one in left:
        for end in dict.fromkeys(one.ends):
            saved[end, one.right] += single[one.right]
            saved[end, not one.right] -= price[one.right] - single[one.right]
    if not saved:
        return None
    best = max(saved, key=saved.__getitem__)  # of equals the first
    return best if saved[best] > costs.relations_of else None
