"""What an export did, and what one would do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from annotator.model.plurals import counted
from annotator.model.query import Problem
from annotator.model.training import SPLITS, Split

SPACY = "spacy"
"""The format that is a folder to train on; all others are in the table of formats."""
PROBLEMS_KEPT = 1000
"""Problems that a report or a preview lists; more are counted."""


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is."""

    phase: Literal["reading", "writing"]
    done: int
    total: int
    """Documents; 0 where not known yet."""


OnProgress = Callable[[ExportProgress], bool]
"""Hears how far it is; returns False to stop the export, which then raises AnnotationError and replaces nothing."""

STOPPED = "the export was stopped; nothing was replaced"
"""What that error says."""


@dataclass(slots=True)
class Counts:
    """Documents, spans and relations."""

    documents: int = 0
    spans: int = 0
    relations: int = 0

    def to_dict(self) -> dict[str, int]:
        """As JSON values."""
        return {"documents": self.documents, "spans": self.spans, "relations": self.relations}

    def __str__(self) -> str:
        return ", ".join(
            counted(count, noun)
            for count, noun in ((self.documents, "document"), (self.spans, "span"), (self.relations, "relation"))
        )


@dataclass(slots=True)
class ExportPreview:
    """What an export would write."""

    total: Counts = field(default_factory=Counts)
    splits: dict[Split, Counts] = field(default_factory=lambda: {split: Counts() for split in SPLITS})
    """Of documents that have no split yet, the one they would get if they had no near-copies."""
    new: int = 0
    """Documents that have no split yet."""
    missing: int = 0
    """Documents that are not done: what is not annotated in them counts as not looked at."""
    spans: dict[str, int] = field(default_factory=dict)
    """By label."""
    relations: dict[str, int] = field(default_factory=dict)
    """By label."""
    rejected: int = 0
    outside_entities: int = 0
    """Spans that overlap one in `doc.ents`, or are blank; they are in the span group only."""
    problems: list[Problem] = field(default_factory=list)
    """The first PROBLEMS_KEPT; `fatal_problems` and `problem_count` count all."""
    problem_count: int = 0
    fatal_problems: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    """What has no place in the format, by what it is."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "total": self.total.to_dict(),
            "splits": {split: counts.to_dict() for split, counts in self.splits.items()},
            "new": self.new,
            "missing": self.missing,
            "spans": self.spans,
            "relations": self.relations,
            "rejected": self.rejected,
            "outside_entities": self.outside_entities,
            "problems": [problem_to_dict(problem) for problem in self.problems],
            "problem_count": self.problem_count,
            "fatal_problems": self.fatal_problems,
            "lost": self.lost,
        }


@dataclass(slots=True)
class ExportReport:
    """What an export wrote, counted in the files themselves."""

    path: Path
    format: str
    """SPACY, or a name in the table of formats."""
    went_in: Counts = field(default_factory=Counts)
    came_out: Counts = field(default_factory=Counts)
    splits: dict[Split, Counts] = field(default_factory=dict)
    new: int = 0
    """Documents that got their split now."""
    entities: dict[str, int] = field(default_factory=dict)
    """By label: the spans in `doc.ents`."""
    spans: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)
    pipeline: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the person should know, a sentence each."""
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    """What has no place in the format and was left out, by what it is."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "path": str(self.path),
            "format": self.format,
            "in": self.went_in.to_dict(),
            "out": self.came_out.to_dict(),
            "splits": {split: value.to_dict() for split, value in self.splits.items()},
            "new": self.new,
            "entities": self.entities,
            "spans": self.spans,
            "relations": self.relations,
            "pipeline": self.pipeline,
            "notes": self.notes,
            "lost": self.lost,
            "problem_count": self.problem_count,
            "problems": [problem_to_dict(problem) for problem in self.problems],
        }


def problem_to_dict(problem: Problem) -> dict[str, Any]:
    """As JSON values; `document` is the key."""
    return {
        "kind": problem.kind,
        "document": problem.key,
        "extent": list(problem.extent) if problem.extent else None,
        "message": problem.message,
    }
