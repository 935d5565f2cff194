from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article.lanes import gutter_channels, headroom_lanes, nesting_levels, spread

RUNS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(1, 300)).map(lambda run: (float(run[0]), float(run[0] + run[1]))),
    max_size=25,
)
EXTENTS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda x: (x[0], x[0] + x[1])), max_size=20)


@given(RUNS)
def test_runs_of_one_lane_never_overlap_and_no_run_dives_under_a_wider_one(runs: list[tuple[float, float]]) -> None:
    lanes = headroom_lanes(runs)
    for (one, lane), (other, other_lane) in combinations(zip(runs, lanes, strict=True), 2):
        if one[0] < other[1] and other[0] < one[1]:
            assert lane != other_lane
            if one[1] - one[0] < other[1] - other[0]:
                assert lane < other_lane


@given(RUNS)
def test_lanes_are_as_low_as_they_can_be(runs: list[tuple[float, float]]) -> None:
    lanes = headroom_lanes(runs)
    for index, lane in enumerate(lanes):
        if lane:
            below = [i for i, other in enumerate(lanes) if other == lane - 1]
            assert any(runs[index][0] < runs[i][1] and runs[i][0] < runs[index][1] for i in below)


@given(RUNS, st.integers(0, 3))
def test_channels_of_the_gutter_never_touch_and_keep_above_their_floors(
    runs: list[tuple[float, float]], floor: int
) -> None:
    channels = gutter_channels(runs, [floor] * len(runs), gap=4.0)
    assert all(channel >= floor for channel in channels)
    for (one, channel), (other, other_channel) in combinations(zip(runs, channels, strict=True), 2):
        if channel == other_channel:
            assert one[0] >= other[1] + 4.0 or other[0] >= one[1] + 4.0


@given(EXTENTS)
def test_an_inner_span_lies_nearer_to_the_text_than_what_holds_it(extents: list[tuple[int, int]]) -> None:
    levels = nesting_levels(extents)
    for (one, level), (other, other_level) in combinations(zip(extents, levels, strict=True), 2):
        if one[0] < other[1] and other[0] < one[1]:
            assert level != other_level
            if one[1] - one[0] < other[1] - other[0]:
                assert level < other_level


@given(st.floats(0, 500), st.floats(4, 300), st.integers(0, 12))
def test_anchors_spread_in_order_about_the_middle(left: float, width: float, count: int) -> None:
    places = spread(left, left + width, count, 11.0)
    assert len(places) == count
    assert places == sorted(places)
    if places:
        assert (places[0] + places[-1]) / 2 == pytest.approx(left + width / 2)
    if width > 11.0 * (count + 1):
        assert all(left <= place <= left + width for place in places)
