"""The models that a project trains for itself: what is known of each, and when a new one takes the place of the one in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, NewType

from annotator.model.document import DocumentId
from annotator.model.scores import Scores
from annotator.model.training import TrainingDocument

ModelId = NewType("ModelId", int)
"""A model of a project, from 1 on, in the order of training."""

ModelKind = Literal["round", "full"]
"""Trained further on the newest documents, or from the base on all of them."""

ModelState = Literal["in_use", "kept", "worse", "removed"]
"""`worse`: than the one that was in use when it was made, so that it did not take over; `removed`: its folder is gone."""

OWN_MODEL = "own model"
"""The name in `runs` of whatever was trained in the project, with the folder as its version."""

HELD_BACK_PERCENT = 10
"""Of the documents, unless the project's setting `hold_back` says otherwise."""
MOST_HELD_BACK = 120
"""Documents held back at most: enough to tell two models apart, and no more of the analysts' work than that."""
FEWEST_HELD_BACK = 5
"""Below so many a score says next to nothing, and a round takes over whatever it says."""
TOLERANCE = 0.005
"""How much lower the F of a model that takes over may be: as much as two trainings on the same documents differ by."""
KEPT_FOLDERS = 8
"""Folders that are kept beside the one in use, unless somebody keeps them by hand: older ones make room by themselves."""


class TrainingIds(NamedTuple):
    """Which documents to train on, and which to score on; both in the order of import."""

    train: tuple[DocumentId, ...]
    held_back: tuple[DocumentId, ...]


class TrainingSet(NamedTuple):
    """The same, as documents."""

    train: list[TrainingDocument]
    held_back: list[TrainingDocument]


@dataclass(frozen=True, slots=True)
class OwnModel:
    """One row of `models`."""

    id: ModelId
    kind: ModelKind
    base: str
    """The pipeline it began with: a package's name or a folder; "" for an empty pipeline."""
    parent: ModelId | None
    """The model a round went on from; None for the base itself."""
    folder: str
    """Relative to the project's folder of models."""
    digest: str
    """SHA-256 over the folder's files."""
    state: ModelState
    documents: tuple[DocumentId, ...]
    """All it has learned from, its parents' included."""
    held_back: tuple[DocumentId, ...]
    """Those it was scored on."""
    scores: Scores
    previous: Scores
    """Of what was in use before it, on the same documents."""
    seconds: float
    """Processor time."""
    created: str
    """ISO 8601."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What it was trained with."""


def overall_f(scores: Scores) -> float:
    """One figure for a model: F over spans and relations together, for each of them is a decision that it saves or costs."""
    return (scores.span + scores.relation).f


def takes_over(kind: ModelKind, scores: Scores, previous: Scores) -> bool:
    """Whether a new model takes the place of the one in use by itself.

    `scores` are its own, `previous` those of the one in use on the same held-back documents.
    """
    if not scores.documents or (kind == "round" and scores.documents < FEWEST_HELD_BACK):
        return True
    return overall_f(scores) >= overall_f(previous) - TOLERANCE


def to_make_room(models: Sequence[OwnModel], keep: int = KEPT_FOLDERS) -> list[OwnModel]:
    """The models whose folders can go: all but the newest `keep`, the one in use and the best of those left aside."""
    standing = [model for model in models if model.state in ("kept", "worse")]
    best = max(
        (model for model in standing if model.state == "kept"),
        key=lambda model: (overall_f(model.scores), model.id),
        default=None,
    )
    older = sorted(standing, key=lambda model: model.id)[: max(0, len(standing) - keep)]
    return [model for model in older if model is not best]
