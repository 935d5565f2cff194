"""Precision, recall and F on held-back documents: of spans and of relations, overall and by label."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found and right, found and wrong, and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 0 where nothing is there."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one model on some documents; a span counts as right with its exact extent and label."""

    documents: int = 0
    spans: Mapping[str, Score] = field(default_factory=dict)
    """By the scheme's label."""
    relations: Mapping[str, Score] = field(default_factory=dict)

    @property
    def span(self) -> Score:
        """All labels together."""
        return sum(self.spans.values(), Score())

    @property
    def relation(self) -> Score:
        """All labels together."""
        return sum(self.relations.values(), Score())

    def to_dict(self) -> dict[str, Any]:
        """As JSON values: the counts, with precision, recall and F beside them for whoever reads the file."""
        return {
            "documents": self.documents,
            "spans": {"all": _row(self.span), "labels": {name: _row(score) for name, score in self.spans.items()}},
            "relations": {
                "all": _row(self.relation),
                "labels": {name: _row(score) for name, score in self.relations.items()},
            },
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Scores":
        """What `to_dict` gave; no scores for an empty object. Raises TypeError, KeyError, ValueError or AttributeError for anything else."""
        return cls(int(data.get("documents", 0)), _from(data.get("spans", {})), _from(data.get("relations", {})))


def score_sets(gold: Iterable[tuple[object, str]], found: Iterable[tuple[object, str]]) -> dict[str, Score]:
    """Scores by label of (place, label) pairs, in the order of the labels' names."""
    wanted, given = set(gold), set(found)
    labels = sorted({label for _, label in wanted | given})
    scores: dict[str, list[int]] = {label: [0, 0, 0] for label in labels}
    for item in given:
        scores[item[1]][0 if item in wanted else 1] += 1
    for item in wanted - given:
        scores[item[1]][2] += 1
    return {label: Score(*counts) for label, counts in scores.items()}


def _row(score: Score) -> dict[str, Any]:
    return {
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "p": round(score.precision, 4),
        "r": round(score.recall, 4),
        "f": round(score.f, 4),
    }


def _from(data: Mapping[str, Any]) -> dict[str, Score]:
    labels = data.get("labels", {})
    return {str(name): Score(int(row["right"]), int(row["wrong"]), int(row["missed"])) for name, row in labels.items()}
