"""The index of extents finds what a walk through all of them would find."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.extents import BUCKET, ExtentIndex, merged

places = st.integers(0, 4 * BUCKET)
extents = st.tuples(places, st.integers(1, 2 * BUCKET)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(extents, max_size=20), st.sets(st.integers(0, 19)), extents)
def test_index_agrees_with_a_walk(
    all_extents: list[tuple[int, int]], removed: set[int], asked: tuple[int, int]
) -> None:
    index: ExtentIndex[int] = ExtentIndex()
    for number, extent in enumerate(all_extents):
        index.add(number, extent)
    for number in removed:
        if number < len(all_extents):
            index.remove(number, all_extents[number])
    there = {n: extent for n, extent in enumerate(all_extents) if n not in removed}
    assert index.overlapping(*asked) == {n for n, (start, end) in there.items() if start < asked[1] and asked[0] < end}


def test_removing_what_is_not_there_does_nothing() -> None:
    index: ExtentIndex[str] = ExtentIndex()
    index.add("here", (0, 5))
    index.remove("elsewhere", (0, 5))
    index.remove("here", (BUCKET * 3, BUCKET * 3 + 1))
    assert index.overlapping(0, 1) == {"here"}


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(1, 5)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=12
    )
)
def test_merged_extents_cover_the_same_and_lie_apart(all_extents: list[tuple[int, int]]) -> None:
    result = merged(all_extents)
    assert {n for extent in result for n in range(*extent)} == {n for extent in all_extents for n in range(*extent)}
    assert all(one[1] < other[0] for one, other in pairwise(result))
