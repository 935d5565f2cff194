"""Splits: kept once given, copies together, the ratio held."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import AnnotationError
from annotator.model.splits import Families, Straddle, assign, checked_ratio, parse_ratio
from annotator.model.training import SPLITS, Split


def keys_of(count: int, start: int = 0) -> dict[int, str]:
    return {number: f"agence-{number}" for number in range(start, start + count)}


def sizes(splits: dict[int, Split]) -> list[int]:
    counts = Counter(splits.values())
    return [counts[split] for split in SPLITS]


def test_the_ratio_is_kept_to_the_document() -> None:
    assert sizes(assign(keys_of(100), {}, ()).splits) == [80, 10, 10]
    assert sizes(assign(keys_of(100), {}, (), (0.5, 0.3, 0.2)).splits) == [50, 30, 20]
    assert sizes(assign(keys_of(50), {}, (), (0.9, 0.1, 0.0)).splits) == [45, 5, 0]


@pytest.mark.parametrize(("count", "wanted"), [(1, [1, 0, 0]), (3, [3, 0, 0]), (5, [4, 1, 0]), (10, [8, 1, 1])])
def test_the_first_documents_go_to_train(count: int, wanted: list[int]) -> None:
    assert sizes(assign(keys_of(count), {}, ()).splits) == wanted


def test_no_order_and_no_seed_changes_the_result() -> None:
    items = list(keys_of(60).items())
    first = assign(dict(items), {}, [(1, 2, 3)])
    random.Random(3).shuffle(items)
    assert assign(dict(items), {}, [(3, 1, 2)]).splits == first.splits


@given(st.lists(st.integers(1, 15), min_size=1, max_size=12), st.randoms())
def test_a_split_once_given_stays_as_documents_come(steps: list[int], chance: random.Random) -> None:
    given: dict[int, Split] = {}
    total = 0
    families: list[Sequence[int]] = []
    for step in steps:
        total += step
        if total > 3 and chance.random() < 0.5:
            families.append(tuple(chance.sample(range(total), 3)))
        joined: Families[int] = Families()
        for family in families:
            for other in family[1:]:
                joined.join(family[0], other)
        plan = assign(keys_of(total), given, joined.groups())
        assert {id: plan.splits[id] for id in given} == given
        assert plan.new.keys() == set(range(total)) - given.keys()
        assert plan.splits.keys() == set(range(total))
        for group in joined.groups():
            old = {given[id] for id in group if id in given}
            if len(old) <= 1:
                assert len({plan.splits[id] for id in group}) == 1
        given = plan.splits


def test_the_ratio_is_kept_as_documents_come_one_by_one() -> None:
    given: dict[int, Split] = {}
    for count in range(1, 101):
        given = assign(keys_of(count), given, ()).splits
        for found, share in zip(sizes(given), (0.8, 0.1, 0.1), strict=True):
            assert abs(found - share * count) <= 1
    assert sizes(given) == [80, 10, 10]


def test_a_new_family_is_on_one_side() -> None:
    plan = assign(keys_of(20), {}, [(3, 7, 11, 15)])
    assert len({plan.splits[id] for id in (3, 7, 11, 15)}) == 1
    assert plan.straddles == ()


def test_a_new_copy_follows_the_one_that_was_there() -> None:
    given: dict[int, Split] = {0: "test", 1: "train"}
    plan = assign(keys_of(4), given, [(0, 3)])
    assert plan.splits[3] == "test"
    assert plan.new.keys() == {2, 3}


def test_a_copy_that_joins_two_sides_follows_the_larger_and_is_told() -> None:
    given: dict[int, Split] = {0: "dev", 1: "dev", 2: "train"}
    plan = assign(keys_of(4), given, [(0, 1, 2, 3)])
    assert plan.splits == {0: "dev", 1: "dev", 2: "train", 3: "dev"}
    assert plan.straddles == (Straddle((0, 1, 2, 3), ("dev", "dev", "train", "dev")),)
    even: dict[int, Split] = {0: "test", 1: "train"}
    assert assign(keys_of(3), even, [(0, 1, 2)]).splits[2] == "train"


def test_a_copy_of_a_document_that_is_out_of_the_export_goes_to_its_side() -> None:
    plan = assign({5: "new"}, {9: "test"}, [(5, 9)])
    assert plan.splits == {5: "test"}
    assert plan.straddles == ()


def test_families_join_and_stay_apart() -> None:
    families: Families[str] = Families()
    for one, other in ("ab", "cd", "bc", "xy", "ab"):
        families.join(one, other)
    assert sorted(map(sorted, families.groups())) == [["a", "b", "c", "d"], ["x", "y"]]
    assert families.root("a") == families.root("d") != families.root("x")
    assert families.root("alone") == "alone"


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("0.8,0.1,0.1", (0.8, 0.1, 0.1)),
        ("80, 10, 10", (0.8, 0.1, 0.1)),
        ("0.9,0.1", (0.9, 0.1, 0.0)),
        ("1,0,0", (1.0, 0.0, 0.0)),
    ],
)
def test_a_ratio_is_read(text: str, ratio: tuple[float, float, float]) -> None:
    assert parse_ratio(text) == pytest.approx(ratio)


@pytest.mark.parametrize("text", ["", "0.8", "a,b,c", "0,0.5,0.5", "-1,1,1", "1,nan,0", "1,inf,0", "1,1,1,1"])
def test_what_is_no_ratio_is_refused(text: str) -> None:
    with pytest.raises(AnnotationError, match="is not a split"):
        parse_ratio(text)


def test_a_ratio_given_as_numbers_is_named_in_the_message() -> None:
    with pytest.raises(AnnotationError, match=r"'0\.0,0\.5,0\.5' is not a split"):
        checked_ratio((0.0, 0.5, 0.5))
