"""Precision, recall and F of relations, in which what was never proposed counts as missed."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Triple = tuple[tuple[int, int, str], tuple[int, int, str], str]
"""Head and child as start, end and label, and the relation's label."""


class Counted(NamedTuple):
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, other: "Counted") -> "Counted":
        """Both together."""
        return Counted(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def figures(self) -> dict[str, float]:
        """`p`, `r` and `f` in 0..1, 0 where there is nothing to divide by."""
        p = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        r = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        return {"p": p, "r": r, "f": 2 * p * r / (p + r) if p + r else 0.0}


class Tally:
    """Counts by label over documents."""

    def __init__(self) -> None:
        self.labels: dict[str, Counted] = {}

    def add(self, found: set[Triple], gold: set[Triple], lost: Iterable[str] = ()) -> None:
        """One document: what was proposed, what holds, and the labels of what holds and could not be compared."""
        for triple in found:
            self._count(triple[2], Counted(right=1) if triple in gold else Counted(wrong=1))
        for triple in gold - found:
            self._count(triple[2], Counted(missed=1))
        for label in lost:
            self._count(label, Counted(missed=1))

    def total(self) -> Counted:
        """All labels together."""
        total = Counted()
        for counted in self.labels.values():
            total = total.plus(counted)
        return total

    def scores(self, prefix: str) -> dict[str, Any]:
        """As spaCy's scorer names them: `{prefix}_p`, `_r`, `_f` and `_per_type`."""
        per_type: Mapping[str, dict[str, float]] = {
            label: counted.figures() for label, counted in sorted(self.labels.items())
        }
        named: dict[str, Any] = {f"{prefix}_{name}": value for name, value in self.total().figures().items()}
        return {**named, f"{prefix}_per_type": per_type}

    def _count(self, label: str, counted: Counted) -> None:
        self.labels[label] = self.labels.get(label, Counted()).plus(counted)
