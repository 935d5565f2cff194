"""The keys that decide suggested relations: they decide each rightly, and cost no more than the plain ways."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.simulation.costs import WAYS, Costs
from annotator.simulation.deciding import Move, Waiting, cheapest

VIEW, VIEW_REST, PLAIN, _ = (way.costs for way in WAYS)
BOTH = (True, False)


def waiting(text: str) -> list[Waiting[str]]:
    """From "ab+ ac-": a relation from a to b that is right, one from a to c that is wrong."""
    return [Waiting((row[0], row[1]), row[2] == "+") for row in text.split()]


def cost(moves: Sequence[Move[str]]) -> float:
    return sum(move.cost for move in moves)


@pytest.mark.parametrize(
    ("text", "one_by_one", "rest"),
    [
        ("", 0, 0),
        ("ab+", 1, 1),
        ("ab+ cd-", 2, 2),
        ("ab- ac- ad-", 1, 1),
        ("ab+ cd+ ef+ gh-", 4, 2),
        # a's in one key once the right one is accepted; without the key for the rest c's two take one more
        ("ab- ad- ae- af+ cd+ cg+", 3, 3),
        # as head or as child
        ("ab- cb- db- ef+ gh+ ik+", 4, 2),
    ],
)
def test_keys_by_hand(text: str, one_by_one: float, rest: float) -> None:
    assert cost(cheapest(waiting(text), VIEW, rest=())) == one_by_one
    assert cost(cheapest(waiting(text), VIEW_REST, rest=BOTH)) == rest


def test_without_the_key_each_has_its_own() -> None:
    moves = cheapest(waiting("ab- ac- ad- ae+"), PLAIN, rest=())
    assert [(move.accept, move.one) for move in moves] == [(False, 0), (False, 1), (False, 2), (True, 3)]


def test_what_a_span_s_key_would_get_wrong_goes_first() -> None:
    moves = cheapest(waiting("ab- ac+ ad- ae- fg+ fh+"), VIEW, rest=())
    assert moves == [Move(True, 1, one=1), Move(False, 1, span="a"), Move(True, 1, span="f")]


ENDS = st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda ends: ends[0] != ends[1])


@given(st.lists(st.builds(Waiting, ENDS, st.booleans()), max_size=12), st.sampled_from([VIEW, VIEW_REST, PLAIN]))
def test_each_is_decided_rightly(suggested: list[Waiting[str]], costs: Costs) -> None:
    rest = () if costs.accept_rest is None else BOTH
    moves = cheapest(suggested, costs, rest=rest)
    left = dict(enumerate(suggested))
    for move in moves:
        if move.one is not None:
            decided = [move.one]
        else:
            decided = [number for number, one in left.items() if move.span is None or move.span in one.ends]
        assert decided
        for number in decided:
            assert left.pop(number).right == move.accept
    assert not left
    right = sum(one.right for one in suggested)
    wrong = len(suggested) - right
    plainly = [wrong + bool(right), right + bool(wrong)] if rest else [len(suggested)]
    assert cost(moves) <= min(plainly)
