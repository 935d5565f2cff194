"""Logits to calibrated confidences (Platt, one line a label), and the threshold of each label with the best F."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = Any

ENOUGH = 10
"""Related pairs of a label from which on it has a line of its own; with fewer it takes that of all labels together."""
PRIOR = 20.0
"""Related pairs that the threshold of all labels together counts for, beside a label's own."""


@dataclass(slots=True)
class Calibration:
    """By label: slope and offset on the logit, and the least confidence that is proposed."""

    lines: dict[str, tuple[float, float]] = field(default_factory=dict)
    thresholds: dict[str, float] = field(default_factory=dict)

    def confidences(self, logits: Array, labels: tuple[str, ...]) -> Array:
        """The (P, L) logits as confidences in 0..1; those of a label without a line through the plain logistic function."""
        slopes = np.array([self.lines.get(label, (1.0, 0.0))[0] for label in labels], dtype="float32")
        offsets = np.array([self.lines.get(label, (1.0, 0.0))[1] for label in labels], dtype="float32")
        return logistic(logits * slopes + offsets)

    def least(self, labels: tuple[str, ...], default: float) -> Array:
        """(L,): the threshold of each label."""
        return np.array([self.thresholds.get(label, default) for label in labels], dtype="float32")

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {"lines": {k: list(v) for k, v in self.lines.items()}, "thresholds": dict(self.thresholds)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Calibration":
        """What `to_dict` gave."""
        # rounded as when they were fitted: JSON's writer may change the last digit
        lines = {label: (round(float(a), 5), round(float(b), 5)) for label, (a, b) in data.get("lines", {}).items()}
        return cls(lines, {label: round(float(value), 4) for label, value in data.get("thresholds", {}).items()})


def logistic(values: Array) -> Array:
    """1 / (1 + e^-x), without overflow."""
    return 1.0 / (1.0 + np.exp(-np.clip(values, -30.0, 30.0)))


def fit(logits: Array, truth: Array, known: Array, labels: tuple[str, ...]) -> Calibration:
    """From (P, L) logits, whether each holds (0 or 1), and where that is known. Labels without any related pair get nothing."""
    calibration = Calibration()
    every = platt(logits[known], truth[known])
    if every is None:
        return calibration
    for at, label in enumerate(labels):
        rows = known[:, at]
        own = truth[rows, at].sum() >= ENOUGH
        line = platt(logits[rows, at], truth[rows, at]) if own else None
        calibration.lines[label] = line if line is not None else every
    confidences = calibration.confidences(logits, labels)
    general, _ = best_threshold(confidences[known], truth[known])
    for at, label in enumerate(labels):
        rows = known[:, at]
        count = float(truth[rows, at].sum())
        own_best, _ = best_threshold(confidences[rows, at], truth[rows, at])
        calibration.thresholds[label] = round((count * own_best + PRIOR * general) / (count + PRIOR), 4)
    return calibration


def platt(logits: Array, truth: Array) -> tuple[float, float] | None:
    """Slope and offset by Newton's method, the targets smoothed (Platt 1999; Lin, Lin and Weng 2007); None without both kinds.

    A slope that is not positive would turn the order around: then the slope is 1 and the offset alone is fitted.
    """
    positive = float(truth.sum())
    negative = len(truth) - positive
    if positive < 1 or negative < 1:
        return None
    target = np.where(truth > 0, (positive + 1) / (positive + 2), 1 / (negative + 2))
    x = np.asarray(logits, dtype="float64")
    line = _newton(x, target, free=True)
    return line if line[0] > 0.05 else _newton(x, target, free=False)


def _newton(x: Array, target: Array, *, free: bool) -> tuple[float, float]:
    weights = np.array([1.0, 0.0])
    design = np.stack([x, np.ones(len(x))], 1)
    columns = slice(0, 2) if free else slice(1, 2)

    def loss(w: Array) -> float:
        z = design @ w
        return float((np.logaddexp(0, z) - target * z).sum() + 0.5 * (w[0] - 1) ** 2)

    for _ in range(50):
        p = logistic(design @ weights)
        gradient = design.T @ (p - target)
        gradient[0] += weights[0] - 1
        curve = (design * (p * (1 - p))[:, None]).T @ design + np.diag([1.0, 1e-6])
        step = np.zeros(2)
        step[columns] = np.linalg.solve(curve[columns, columns], gradient[columns])
        size, before = 1.0, loss(weights)
        while size > 1e-4 and loss(weights - size * step) > before:
            size /= 2
        weights = weights - size * step
        if np.abs(size * step).max() < 1e-6:
            break
    return round(float(weights[0]), 5), round(float(weights[1]), 5)


def best_threshold(confidences: Array, truth: Array) -> tuple[float, float]:
    """The threshold with the highest F, half-way to the next confidence below, and that F; (0.5, 0) where nothing holds."""
    positive = float(truth.sum())
    if not positive:
        return 0.5, 0.0
    order = np.argsort(-confidences, kind="stable")
    ranked = confidences[order]
    hits = np.cumsum(truth[order])
    scores = 2 * hits / (np.arange(1, len(ranked) + 1) + positive)
    ends = np.append(ranked[1:] != ranked[:-1], True)
    scores = np.where(ends, scores, 0)
    best = int(np.argmax(scores))
    below = float(ranked[best + 1]) if best + 1 < len(ranked) else 0.0
    return min(max((float(ranked[best]) + below) / 2, 0.05), 0.95), float(scores[best])
