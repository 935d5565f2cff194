"""What a simulation found: actions per 1,000 tokens by configuration, way of working, kind and label, and how models learn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from annotator.model.calibration import calibration_error
from annotator.model.own_models import ModelKind
from annotator.simulation.costs import ACTION_KINDS, WAYS, Tally

ConfigurationName = Literal["nothing", "static", "memory", "retrained", "all"]
CONFIGURATIONS: tuple[ConfigurationName, ...] = get_args(ConfigurationName)
Task = Literal["entities", "relations", "both"]
TASKS: tuple[Task, ...] = get_args(Task)
"""Entities alone; relations between entities that are given; entities and the relations between them, end to end."""
SPAN_OF_DOCUMENTS = 50
"""Documents that a point of the figures over time stands for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as it stood on screen when its article was opened."""

    kind: Literal["span", "relation"]
    label: str
    confidence: float
    correct: bool


@dataclass(frozen=True, slots=True)
class Round:
    """The model after some documents: the one that suggests on from there."""

    documents: int
    """Done by then."""
    kind: ModelKind
    f: float | None
    """F on the held-back documents of the model in use, entities; None without such documents."""
    relations_f: float | None
    seconds: float
    """Processor time of the training round, scoring included; 0 for the model that was there at first."""
    taken: bool
    """Whether the new model took over."""


@dataclass(slots=True)
class Outcome:
    """One configuration on one task."""

    configuration: ConfigurationName
    task: Task
    tallies: dict[str, list[Tally]] = field(default_factory=lambda: {way.name: [] for way in WAYS})
    """By way of working, one for each document."""
    tokens: list[int] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    seconds: float = 0.0
    """By the clock."""

    @property
    def documents(self) -> int:
        """How many were worked through."""
        return len(self.tokens)

    def total(self, way: str) -> Tally:
        """All that was done in that way of working."""
        return Tally.total(self.tallies[way])

    def rate(self, way: str) -> float:
        """Actions per 1,000 tokens."""
        return _rate(self.total(way).cost, sum(self.tokens))

    def over_time(self, way: str) -> list[float]:
        """Actions per 1,000 tokens for each 50 documents, one after the other; what is left over makes one more."""
        found = []
        for first in range(0, self.documents, SPAN_OF_DOCUMENTS):
            part = slice(first, first + SPAN_OF_DOCUMENTS)
            found.append(_rate(sum(tally.cost for tally in self.tallies[way][part]), sum(self.tokens[part])))
        return found

    def by_kind(self, way: str) -> dict[str, float]:
        """Actions per 1,000 tokens by kind of action."""
        total, tokens = self.total(way), sum(self.tokens)
        return {kind: _rate(total.costs[kind], tokens) for kind in ACTION_KINDS if kind in total.costs}

    def by_label(self, way: str) -> dict[str, dict[str, float]]:
        """Actions per 1,000 tokens by label, then by kind, the dearest label first."""
        tokens = sum(self.tokens)
        table: dict[str, dict[str, float]] = {}
        for (kind, label), cost in self.total(way).labels.items():
            table.setdefault(label, {})[kind] = _rate(cost, tokens)
        return dict(sorted(table.items(), key=lambda row: -sum(row[1].values())))

    def calibration_error(self) -> float | None:
        """ECE of the confidence shown, in ten bins; None where nothing was suggested with a score."""
        return calibration_error([(item.confidence, item.correct) for item in self.shown]) if self.shown else None

    def round_seconds(self) -> float | None:
        """Processor time of a training round, on average; None without one."""
        seconds = [entry.seconds for entry in self.rounds if entry.kind == "round" and entry.seconds]
        return sum(seconds) / len(seconds) if seconds else None

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "configuration": self.configuration,
            "task": self.task,
            "documents": self.documents,
            "tokens": sum(self.tokens),
            "ways": {
                way.name: {
                    "actions_per_1000_tokens": round(self.rate(way.name), 2),
                    "per_50_documents": [round(rate, 2) for rate in self.over_time(way.name)],
                    "by_kind": _rounded(self.by_kind(way.name)),
                    "counts": {kind: n for kind, n in self.total(way.name).counts.items() if n},
                    "by_label": {label: _rounded(row) for label, row in self.by_label(way.name).items()},
                }
                for way in WAYS
            },
            "rounds": [
                {
                    "documents": entry.documents,
                    "kind": entry.kind,
                    "f": entry.f,
                    "relations_f": entry.relations_f,
                    "cpu_seconds": round(entry.seconds, 2),
                    "taken": entry.taken,
                }
                for entry in self.rounds
            ],
            "round_cpu_seconds": self.round_seconds(),
            "calibration_error": self.calibration_error(),
            "suggestions_shown": len(self.shown),
            "seconds": round(self.seconds, 1),
        }


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a corpus would take: reading it, and the actions."""

    articles: int
    tokens: float
    """All of it."""
    seconds_per_action: float
    words_per_minute: float

    def hours(self, actions_per_1000: float) -> float:
        """Hours of work for one annotator."""
        return (
            self.tokens / self.words_per_minute / 60
            + self.tokens / 1000 * actions_per_1000 * self.seconds_per_action / 3600
        )

    def to_dict(self, found: "Simulation") -> dict[str, Any]:
        """Ready for JSON: hours by configuration and way of working, the best way of each task."""
        return {
            "articles": self.articles,
            "tokens": round(self.tokens),
            "seconds_per_action": self.seconds_per_action,
            "words_per_minute": self.words_per_minute,
            "hours": [
                {
                    "configuration": outcome.configuration,
                    "task": outcome.task,
                    "ways": {way.name: round(self.hours(outcome.rate(way.name)), 1) for way in WAYS},
                }
                for outcome in found.outcomes
            ],
        }


@dataclass(frozen=True, slots=True)
class Simulation:
    """All configurations that were asked for."""

    outcomes: Sequence[Outcome]
    documents: int
    tokens: int
    held_back: int
    language: str
    pipeline: str
    every: int
    seed: int | None
    notes: tuple[str, ...] = ()

    def outcome(self, configuration: ConfigurationName, task: Task) -> Outcome | None:
        """One configuration's; None where it was not asked for."""
        found = (o for o in self.outcomes if (o.configuration, o.task) == (configuration, task))
        return next(found, None)

    def to_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "documents": self.documents,
            "tokens": self.tokens,
            "held_back": self.held_back,
            "language": self.language,
            "pipeline": self.pipeline,
            "every": self.every,
            "seed": self.seed,
            "notes": list(self.notes),
            "configurations": [outcome.to_dict() for outcome in self.outcomes],
        }


def _rate(cost: float, tokens: float) -> float:
    return 1000 * cost / tokens if tokens else 0.0


def _rounded(table: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in table.items()}
