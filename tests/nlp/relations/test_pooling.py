"""Pooling against a loop, forwards and backwards, and the ways back against small steps."""

from typing import Any

import numpy as np
import pytest
from thinc.api import NumpyOps

from annotator.nlp.relations import calibration
from annotator.nlp.relations.pairs import Mention, near_pairs
from annotator.nlp.relations.pooling import attend, maximum, mean

EXTENTS = np.array([[0, 3], [2, 2], [1, 7], [6, 7], [0, 7], [7, 7], [3, 5]])
OPS = NumpyOps()


def values(width: int = 4) -> Any:
    return np.random.default_rng(0).normal(size=(7, width)).astype("float32")


def slope(function: Any, at: Any, direction: Any) -> float:
    return float((function(at + 1e-2 * direction) - function(at - 1e-2 * direction)) / 2e-2)


def test_mean_and_maximum_are_those_of_a_loop() -> None:
    x = values()
    for pooled, by_hand in ((mean(OPS, x, EXTENTS)[0], np.mean), (maximum(x, EXTENTS)[0], np.max)):
        expected = [by_hand(x[a:b], axis=0) if b > a else np.zeros(4) for a, b in EXTENTS]
        assert np.allclose(pooled, expected, atol=1e-5)


def test_attention_weighs_each_head_by_itself() -> None:
    x, logits = values(), values(2)
    pooled, _ = attend(OPS, x, logits, EXTENTS)
    for row, (a, b) in zip(pooled, EXTENTS, strict=True):
        weights = np.repeat(np.exp(logits[a:b]), 2, axis=1)
        expected = (weights * x[a:b]).sum(0) / weights.sum(0) if b > a else np.zeros(4)
        assert np.allclose(row, expected, atol=1e-4)


@pytest.mark.parametrize("kind", ["mean", "maximum", "attend"])
def test_gradients_are_the_slopes(kind: str) -> None:
    x, logits = values(), values(2)
    random = np.random.default_rng(1)
    weights, direction = random.normal(size=(7, 4)), random.normal(size=(7, 4)).astype("float32")
    weights = weights.astype("float32")
    if kind == "attend":
        d_values, d_logits = attend(OPS, x, logits, EXTENTS)[1](weights)
        along = random.normal(size=(7, 2)).astype("float32")
        wanted = slope(lambda v: (attend(OPS, x, v, EXTENTS)[0] * weights).sum(), logits, along)
        assert float((d_logits * along).sum()) == pytest.approx(wanted, abs=0.02)
        wanted = slope(lambda v: (attend(OPS, v, logits, EXTENTS)[0] * weights).sum(), x, direction)
    else:
        pool = (lambda v: mean(OPS, v, EXTENTS)) if kind == "mean" else (lambda v: maximum(v, EXTENTS))
        d_values = pool(x)[1](weights)
        direction = direction * (1e-1 if kind == "maximum" else 1)  # too small a step to change what is largest
        wanted = slope(lambda v: (pool(v)[0] * weights).sum(), x, direction)
    assert float((d_values * direction).sum()) == pytest.approx(wanted, abs=0.02)


def test_pairs_are_both_ways_and_within_the_window() -> None:
    mentions = [Mention(0, 2, "A"), Mention(1, 2, "B"), Mention(5, 6, "A"), Mention(30, 31, "A")]
    assert near_pairs(mentions, 3).tolist() == [[0, 1], [0, 2], [1, 0], [1, 2], [2, 0], [2, 1]]
    assert near_pairs(mentions[:1], 3).shape == near_pairs([], 3).shape == (0, 2)


def test_confidences_are_near_what_holds_and_thresholds_where_f_is_best() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(size=(4000, 2)).astype("float32") * 2
    truth = (random.random((4000, 2)) < calibration.logistic(0.5 * logits - 1)).astype("float32")
    fitted = calibration.fit(logits, truth, np.ones((4000, 2), dtype=bool), ("a", "b"))
    slope_, offset = fitted.lines["a"]
    assert (slope_, offset) == (pytest.approx(0.5, abs=0.08), pytest.approx(-1, abs=0.12))
    assert calibration.best_threshold(np.array([0.9, 0.8, 0.2, 0.1]), np.array([1, 1, 0, 0])) == (0.5, 1.0)
    assert calibration.best_threshold(np.array([0.9]), np.array([0])) == (0.5, 0.0)
    assert calibration.platt(np.array([1.0]), np.array([1])) is None
    assert calibration.Calibration.from_dict(fitted.to_dict()) == fitted


def test_few_extents_and_many_have_the_same_maximum_and_gradient() -> None:
    chance = np.random.default_rng(3)
    # equal values too: the first of them takes the gradient
    x = chance.integers(0, 4, (300, 5)).astype("float32")
    some = np.array([[3, 3], [10, 90], [10, 11], [299, 300], [40, 47], [0, 0]])
    first = np.sort(chance.integers(0, 301, (400, 2)), axis=1)
    many = np.concatenate([some, first])
    few, back_few = maximum(x, some)
    most, back_most = maximum(x, many)
    assert int((some[:, 1] - some[:, 0]).sum()) * 2 <= 300 * int((some[:, 1] - some[:, 0]).max()).bit_length()
    assert int((many[:, 1] - many[:, 0]).sum()) > 300 * 9
    np.testing.assert_array_equal(few, most[: len(some)])
    d_few = chance.normal(size=few.shape).astype("float32")
    d_most = np.zeros(most.shape, dtype="float32")
    d_most[: len(some)] = d_few
    np.testing.assert_allclose(back_few(d_few), back_most(d_most), rtol=1e-6)


def test_the_maximum_of_nothing_is_nothing() -> None:
    pooled, back = maximum(np.ones((4, 2), dtype="float32"), np.array([[1, 1], [4, 4]]))
    assert not pooled.any()
    assert not back(np.ones((2, 2), dtype="float32")).any()
