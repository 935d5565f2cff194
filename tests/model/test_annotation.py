"""How two extents stand to each other."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import crosses, overlaps

extents = st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(extents, extents)
def test_overlapping_is_sharing_a_code_point(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert overlaps(*one, *other) == bool(set(range(*one)) & set(range(*other)))


@given(extents, extents)
def test_crossing_is_overlapping_without_nesting(one: tuple[int, int], other: tuple[int, int]) -> None:
    mine, theirs = set(range(*one)), set(range(*other))
    assert crosses(*one, *other) == (bool(mine & theirs) and not mine <= theirs and not theirs <= mine)
