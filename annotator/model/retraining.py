"""When to train again, and which way: what is new since the last time, and how long nobody has done anything."""

from collections.abc import Collection, Sequence

from annotator.model.document import DocumentId
from annotator.model.own_models import ModelKind, OwnModel, TrainingIds

MANY_NEW = 80
"""From so many new documents on all are trained on anew: a round is for the last few."""
FULL_FROM = 30
"""Documents below which a full training when idle is not worth it: rounds have gone over them often enough."""
FULL_GROWTH = 1.25
"""A full training when idle needs so many times the documents that the last one had."""


def round_size(known: int, every: int) -> int:
    """After how many new documents a round is due where so many are known already.

    Half of `every`, rounded up, until twice as many are known: a model learns most from its first documents.
    """
    return every if known >= 2 * every else -(-every // 2)


def known_to(last: OwnModel | None) -> int:
    """How many documents the last model, whatever came of it, has learned from or was scored on."""
    return 0 if last is None else len(last.documents) + len(last.held_back)


def new_since(ids: TrainingIds, last: OwnModel | None) -> int:
    """How many of the documents the last model, whatever came of it, has neither learned from nor was scored on."""
    known: Collection[DocumentId] = frozenset((*last.documents, *last.held_back)) if last is not None else ()
    return sum(document not in known for side in ids for document in side)


def fitting_kind(new: int) -> ModelKind:
    """How so many documents that the model in use has not learned from are best learned."""
    return "full" if new >= MANY_NEW else "round"


def full_is_due(documents: int, models: Sequence[OwnModel]) -> bool:
    """Whether, with nobody at work, a full training on so many documents is worth its time."""
    last = max((len(model.documents) for model in models if model.kind == "full"), default=0)
    return documents >= FULL_FROM and documents >= FULL_GROWTH * last
