"""How a score becomes a confidence that can be believed: Platt scaling on what was decided, and how far off it is.

A curve is p = 1 / (1 + exp(−(slope · logit(score) + intercept))), after Platt (1999), "Probabilistic outputs for support
vector machines". The labels of one kind and source share its slope and have an intercept each; all of it is drawn to
the identity (slope 1, intercept 0) by a Gaussian prior, an intercept to the shared one, so that a label with few
decisions goes with the others. Fitted by Newton's method on the decisions counted into cells of the logit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import Literal, NamedTuple

Kind = Literal["span", "relation"]
FamilyKey = tuple[Kind, str]
"""A kind, and a source's family (see `family_of`)."""

NEWEST = 1_000
"""How many decisions of a kind a fit takes, the newest: an older model's scores say little of today's."""
REFIT_EVERY = 50
"""Decisions after which a project fits anew."""
LEAST = 10
"""Decisions of a kind and source below which its scores are left as they are; the prior keeps a few from saying much."""
SURE = 0.9999
"""Scores are kept within 1 − SURE and SURE: a softmax that rounds to 1 is no certainty."""
BINS = 10

OWN_SOURCES = ("rules", "patterns", "memory")
"""The names of runs that are no pipeline's."""

_CELL = 0.25  # the width of a cell, in logits
_SLOPE_VARIANCE = 0.25
_SHARED_VARIANCE = 4.0
_LABEL_VARIANCE = 0.5
_STEPS = 30
_FAR, _FAR_SLOPE = 2.0, 0.3  # the longest step
_CLOSE = 1e-3  # of that


class Judged(NamedTuple):
    """A suggestion that turned out right or wrong."""

    kind: Kind
    family: str
    label: str
    score: float
    right: bool
    document: int = 0
    """Whose it is; only for `cross_fitted`, which keeps a document's decisions together."""


@dataclass(frozen=True, slots=True)
class Curve:
    """How the scores of one kind and source become confidence."""

    slope: float = 1.0
    intercept: float = 0.0
    """For labels that have none of their own."""
    intercepts: Mapping[str, float] = field(default_factory=dict)
    decisions: Mapping[str, int] = field(default_factory=dict)
    """How many it was fitted on, by label."""

    def confidence(self, label: str, score: float) -> float:
        """The probability, within (0, 1), that a suggestion of that label and score is right."""
        return sigmoid(self.slope * logit(score) + self.intercepts.get(label, self.intercept))

    def least_score(self, label: str, confidence: float) -> float:
        """The least score that comes to that confidence, which is within (0, 1); above 1 where none does."""
        wanted = logit(confidence) - self.intercepts.get(label, self.intercept)
        if self.slope * logit(1.0) < wanted:
            return 2.0
        return 0.0 if self.slope * logit(0.0) >= wanted else sigmoid(wanted / self.slope)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves of a project; without one, a score stands for itself."""

    curves: Mapping[FamilyKey, Curve] = field(default_factory=dict)
    """By kind and family."""

    def confidence(self, kind: Kind, family: str, label: str, score: float) -> float:
        """How likely it is that such a suggestion is right; the score itself where nothing is known."""
        curve = self.curves.get((kind, family))
        return score if curve is None else curve.confidence(label, score)

    def least_score(self, kind: Kind, family: str, label: str, confidence: float) -> float:
        """The least score that comes to that confidence, which is within (0, 1); above 1 where none does."""
        curve = self.curves.get((kind, family))
        return confidence if curve is None else curve.least_score(label, confidence)

    def decisions(self, kind: Kind, family: str) -> int:
        """How many decisions its figure rests on; 0 where it is the score itself."""
        curve = self.curves.get((kind, family))
        return 0 if curve is None else sum(curve.decisions.values())

    def differs(self, other: "Calibration", *, by: float) -> bool:
        """Whether some score's confidence is another by more than that, for any label that either knows."""
        if self.curves.keys() != other.curves.keys():
            return True
        for key, curve in self.curves.items():
            theirs = other.curves[key]
            labels = {"", *curve.intercepts, *theirs.intercepts}
            for label in labels:
                for score in (0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99):
                    if abs(curve.confidence(label, score) - theirs.confidence(label, score)) > by:
                        return True
        return False


class Bin(NamedTuple):
    """The suggestions between two confidences."""

    low: float
    high: float
    n: int
    confidence: float
    """Their mean; the middle of the bin where there is none."""
    right: float
    """The share of them that was right; 0 where there is none."""


def sigmoid(x: float) -> float:
    """1 / (1 + exp(−x)), without overflow."""
    if x >= 0:
        return 1.0 / (1.0 + exp(-x))
    odds = exp(x)
    return odds / (1.0 + odds)


def logit(score: float) -> float:
    """The log odds of a score, which is first kept within 1 − SURE and SURE."""
    kept = min(max(score, 1.0 - SURE), SURE)
    return log(kept / (1.0 - kept))


def family_of(pipeline: str) -> str:
    """Whose scores are comparable: the program's own sources each, by name; all pipelines together as "pipeline"."""
    return pipeline if pipeline in OWN_SOURCES else "pipeline"


def fit(judged: Iterable[Judged], *, least: int = LEAST) -> Calibration:
    """The curves of those decisions; a kind and family with fewer than `least` gets none."""
    cells: dict[FamilyKey, dict[tuple[str, int], list[float]]] = {}
    for kind, family, label, score, right, _ in judged:
        x = logit(score)
        cell = cells.setdefault((kind, family), {}).setdefault((label, round(x / _CELL)), [0.0, 0.0, 0.0])
        cell[0] += 1
        cell[1] += right
        cell[2] += x
    return Calibration(
        {key: _curve(found) for key, found in cells.items() if sum(cell[0] for cell in found.values()) >= least}
    )


def _curve(cells: Mapping[tuple[str, int], Sequence[float]]) -> Curve:
    """Newton's method on slope, shared intercept and each label's deviation from it.

    The deviations touch each other only through the first two: they are eliminated (Schur complement) from the
    equations of a step, which leaves two.
    """
    by_label: dict[str, list[tuple[float, float, float]]] = {}
    for (label, _), (count, right, total) in cells.items():
        by_label.setdefault(label, []).append((total / count, count, right))
    slope, shared = 1.0, 0.0
    own = dict.fromkeys(by_label, 0.0)
    for _ in range(_STEPS):
        gradient_a, gradient_b = (1.0 - slope) / _SLOPE_VARIANCE, -shared / _SHARED_VARIANCE
        aa, ab, bb = 1.0 / _SLOPE_VARIANCE, 0.0, 1.0 / _SHARED_VARIANCE
        parts: list[tuple[str, float, float, float]] = []
        for label, rows in by_label.items():
            g, xg, w, xw, xxw = _sums(rows, slope, shared + own[label])
            own_gradient, own_weight = g - own[label] / _LABEL_VARIANCE, w + 1.0 / _LABEL_VARIANCE
            parts.append((label, own_gradient / own_weight, xw / own_weight, w / own_weight))
            gradient_a += xg - xw * own_gradient / own_weight
            gradient_b += g - w * own_gradient / own_weight
            aa += xxw - xw * xw / own_weight
            ab += xw - xw * w / own_weight
            bb += w - w * w / own_weight
        determinant = aa * bb - ab * ab
        step_a = (bb * gradient_a - ab * gradient_b) / determinant
        step_b = (aa * gradient_b - ab * gradient_a) / determinant
        steps = {label: constant - a * step_a - b * step_b for label, constant, a, b in parts}
        far = max(abs(step_a) / _FAR_SLOPE, *(abs(step) / _FAR for step in (step_b, *steps.values())))
        shorter = 1.0 / max(far, 1.0)  # far from the solution a whole step may overshoot without end
        slope += step_a * shorter
        shared += step_b * shorter
        for label, step in steps.items():
            own[label] += step * shorter
        if far < _CLOSE:
            break
    return Curve(
        max(slope, 0.0),  # a source whose sureness says nothing ranks nothing the other way round
        shared,
        {label: shared + deviation for label, deviation in own.items()},
        {label: int(sum(count for _, count, _ in rows)) for label, rows in by_label.items()},
    )


def _sums(rows: Sequence[tuple[float, float, float]], slope: float, intercept: float) -> tuple[float, ...]:
    """Of one label's cells (logit, count, right): the sums of residuals and weights that a step is made of."""
    g = xg = w = xw = xxw = 0.0
    for x, count, right in rows:
        p = sigmoid(slope * x + intercept)
        residual, weight = right - count * p, count * p * (1.0 - p)
        g += residual
        xg += x * residual
        w += weight
        xw += x * weight
        xxw += x * x * weight
    return g, xg, w, xw, xxw


def cross_fitted(judged: Sequence[Judged], *, least: int = LEAST) -> list[tuple[float, bool]]:
    """Each decision's confidence by the curves of the other half of the documents, and whether it was right; in order.

    So that a figure about the curves is not taken from the decisions that made them.
    """
    halves = [fit((one for one in judged if one.document % 2 == parity), least=max(1, least // 2)) for parity in (1, 0)]
    return [
        (halves[one.document % 2].confidence(one.kind, one.family, one.label, one.score), one.right) for one in judged
    ]


def reliability(pairs: Iterable[tuple[float, bool]], *, bins: int = BINS) -> list[Bin]:
    """Confidence against the share that was right, in bins of equal width from 0 to 1, lowest first."""
    counts, sums, rights = [0] * bins, [0.0] * bins, [0] * bins
    for confidence, right in pairs:
        at = min(int(confidence * bins), bins - 1)
        counts[at] += 1
        sums[at] += confidence
        rights[at] += right
    return [
        Bin(
            at / bins,
            (at + 1) / bins,
            count,
            sums[at] / count if count else (at + 0.5) / bins,
            rights[at] / count if count else 0.0,
        )
        for at, count in enumerate(counts)
    ]


def calibration_error(pairs: Iterable[tuple[float, bool]], *, bins: int = BINS) -> float:
    """Expected calibration error: Σ n/N · |mean confidence − share right| over bins of equal width; 0 for nothing."""
    table = reliability(pairs, bins=bins)
    total = sum(one.n for one in table)
    return sum(one.n * abs(one.confidence - one.right) for one in table) / total if total else 0.0


def brier(pairs: Iterable[tuple[float, bool]]) -> float:
    """The mean squared difference of confidence and outcome, 0 for nothing."""
    squares = [(confidence - right) ** 2 for confidence, right in pairs]
    return sum(squares) / len(squares) if squares else 0.0
