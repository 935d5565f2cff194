"""What a chart says of itself."""

from annotator.model.chart import Chart, Curve, nearest, written


def test_bounds_take_in_every_point() -> None:
    chart = Chart("F", "articles", (Curve("a", ((10, 0.5), (20, 0.8))), Curve("b", ((15, 0.9),))))
    assert chart.bounds() == ((10, 20), (0.0, 0.9 * 1.12))
    assert chart.xs() == [10, 15, 20]
    assert chart.at(15) == [("b", 0.9)]
    assert not chart.empty


def test_one_point_and_none_have_bounds_too() -> None:
    assert Chart("F", "x", (Curve("a", ((10, 0.0),)),)).bounds() == ((0, 20), (0.0, 1.0))
    assert Chart("F", "x", (Curve("a", ((1, 0.5),)),), y_range=(0, 1)).bounds()[0] == (0, 11), "none done is the fewest"
    nothing = Chart("F", "x", (), note="nothing yet", y_range=(0, 1))
    assert nothing.bounds() == ((0.0, 1.0), (0, 1))
    assert nothing.empty
    assert nothing.spoken() == "nothing yet"


def test_chart_in_words_has_ends_and_extremes() -> None:
    chart = Chart("F", "articles", (Curve("a", ((10, 0.5), (20, 0.9), (30, 0.8))), Curve("b", ())), y="percent")
    assert chart.spoken() == "F. a: 50 % (articles 10) – 80 % (30); 50 % … 90 %."


def test_values_are_written_short() -> None:
    assert [written(value, "plain") for value in (1234, 5, 12.34, 0.845)] == ["1,234", "5", "12.3", "0.84"]
    assert written(0.845, "percent") == "84 %"


def test_nearest_place() -> None:
    assert nearest([10, 20, 30], 24) == 1
    assert nearest([10, 20, 30], 1000) == 2
