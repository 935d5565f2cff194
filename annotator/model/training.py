"""What an export takes from a project: one document with everything an annotator said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from annotator.model.document import DocumentId, ReviewState

Split = Literal["train", "dev", "test"]
SPLITS: tuple[Split, ...] = ("train", "dev", "test")


class TrainingSpan(NamedTuple):
    """A confirmed span: its id in the project, code points, label."""

    id: int
    start: int
    end: int
    label: str


class TrainingRelation(NamedTuple):
    """A relation between two spans of the same document, given by their indexes in `spans`."""

    head: int
    child: int
    label: str


class RejectedSpan(NamedTuple):
    """A suggested span that the annotator rejected: not an entity of that label."""

    start: int
    end: int
    label: str


class RejectedRelation(NamedTuple):
    """A suggested relation that the annotator rejected, given by the extents of its ends."""

    head: tuple[int, int]
    child: tuple[int, int]
    label: str


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """One document as one annotator left it. Offsets are code points into `text`."""

    id: DocumentId
    key: str
    text: str
    text_sha256: str
    """As stored when the text came in; an export compares it with `text`."""
    language: str = ""
    title: str = ""
    source: str = ""
    published: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    state: ReviewState = "done"
    split: Split | Literal[""] = ""
    """The split it was given at an earlier export, or ""."""
    spans: tuple[TrainingSpan, ...] = ()
    """By start, the longer first."""
    relations: tuple[TrainingRelation, ...] = ()
    rejected: tuple[RejectedSpan, ...] = ()
    rejected_relations: tuple[RejectedRelation, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()
    """Extents whose tokens are not trained on: they count as not looked at, and nothing in `spans` begins there."""
    left_out_spans: int = 0
    """How many confirmed spans begin there, and are not in `spans`."""

    @property
    def done(self) -> bool:
        """Whether what is not annotated is known to be nothing (O); else it is merely not looked at (missing)."""
        return self.state == "done"
