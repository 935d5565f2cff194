from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article.arcs import bounds, bracket, detour, distance, goes_left, label_place, rounded_path

COORDINATE = st.integers(-60, 700).map(float)


def test_the_shorter_way_round_decides_the_gutter() -> None:
    assert goes_left(100, 200, 660)
    assert not goes_left(600, 500, 660)


@given(COORDINATE, COORDINATE, st.integers(20, 200).map(float))
def test_a_bracket_rises_to_its_lane_and_ends_on_both_boxes(x: float, other: float, height: float) -> None:
    points = bracket(x, 300.0, 300.0 - height, other, 298.0)
    assert points[0] == (x, 300.0)
    assert points[-1] == (other, 298.0)
    assert bounds(points)[1] == 300.0 - height


@given(COORDINATE, COORDINATE, COORDINATE)
def test_a_detour_is_made_of_upright_and_level_legs(x: float, other: float, gutter: float) -> None:
    points = detour((x, 100.0, 80.0), gutter, (other, 200.0, 180.0))
    assert all(one[0] == two[0] or one[1] == two[1] for one, two in pairwise(points))
    path = rounded_path(points, 7.0)
    left, top, right, bottom = bounds(points)
    box = path.boundingRect()
    assert (box.left(), box.right()) == (pytest.approx(left, abs=0.01), pytest.approx(right, abs=0.01))
    assert box.bottom() == pytest.approx(bottom, abs=0.01)
    assert box.top() >= top - 0.01


def test_distance_is_measured_to_the_nearest_leg() -> None:
    points = bracket(10.0, 50.0, 20.0, 110.0, 50.0)
    assert distance(points, 60.0, 20.0) == 0
    assert distance(points, 60.0, 26.0) == 6
    assert distance(points, 4.0, 40.0) == 6


def test_a_label_keeps_clear_of_the_stems_that_cross_its_run() -> None:
    assert label_place(0.0, 200.0, 60.0, []) == 100
    place = label_place(0.0, 200.0, 60.0, [100.0])
    assert abs(place - 100.0) >= 32
    assert 30 <= place <= 170
    assert label_place(0.0, 50.0, 60.0, [25.0]) == 25
