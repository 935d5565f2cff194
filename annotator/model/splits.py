"""Which side of the training data a document is on: kept once given, copies together, the ratio kept as documents come."""

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from annotator.model.errors import AnnotationError
from annotator.model.training import SPLITS, Split

Ratio = tuple[float, float, float]
"""The shares of train, dev and test; their sum is 1."""

DEFAULT_RATIO: Ratio = (0.8, 0.1, 0.1)

Id = TypeVar("Id", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Straddle(Generic[Id]):
    """Copies of one text that are on several sides, because they were given them before they were known as copies."""

    documents: tuple[Id, ...]
    splits: tuple[Split, ...]
    """One for each of the documents."""


@dataclass(frozen=True, slots=True)
class SplitPlan(Generic[Id]):
    """Where every document goes."""

    splits: dict[Id, Split]
    new: dict[Id, Split]
    """Those that had none."""
    straddles: tuple[Straddle[Id], ...] = ()


def parse_ratio(text: str) -> Ratio:
    """The ratio written as `0.8,0.1,0.1` or `80,10,10`: train, dev and, unless it is none, test.

    Raises AnnotationError where it is not two or three numbers from 0 on, or leaves nothing to train on.
    """
    try:
        shares = [float(part) for part in text.split(",")]
    except ValueError:
        shares = []
    if len(shares) == 2:
        shares.append(0.0)
    return checked_ratio(shares, text)


def checked_ratio(shares: Sequence[float], text: str = "") -> Ratio:
    """The shares, scaled to a sum of 1. Raises AnnotationError as `parse_ratio` does."""
    total = sum(shares)
    usable = len(shares) == 3 and all(0 <= share < float("inf") for share in shares)
    if not usable or shares[0] <= 0 or total == float("inf"):
        given = text or ",".join(map(str, shares))
        raise AnnotationError(f"{given!r} is not a split: give the shares of train, dev and test, such as 0.8,0.1,0.1")
    return shares[0] / total, shares[1] / total, shares[2] / total


def assign(
    keys: Mapping[Id, str],
    given: Mapping[Id, Split],
    families: Iterable[Sequence[Id]],
    ratio: Ratio = DEFAULT_RATIO,
) -> SplitPlan[Id]:
    """Give a split to every document of `keys` (id to the source's key) that has none in `given`.

    `families` are the groups of near-copies (`Families.groups`); a document in none is alone. What is given stays. A new
    document goes where its family is: to the side that holds most of it, train before dev before test where two are
    equal. A family that is new as a whole goes where most documents are wanting, the largest families first, then in the
    order of a hash of their keys: the same documents get the same splits, whatever their order.
    """
    splits = {id: split for id, split in given.items() if id in keys}
    counts: Counter[Split] = Counter(splits.values())
    homeless: list[tuple[Id, ...]] = []
    grouped: set[Id] = set()
    together: list[tuple[Id, ...]] = []
    for family in families:
        members = tuple(id for id in family if id in keys)
        grouped.update(members)
        if len(members) > 1:
            together.append(members)
        sides = Counter(given[id] for id in family if id in given)
        if not sides:
            homeless.append(members)
            continue
        side = min(SPLITS, key=lambda split: (-sides[split], SPLITS.index(split)))
        for id in members:
            if id not in splits:
                splits[id] = side
                counts[side] += 1
    homeless += [(id,) for id in keys if id not in grouped and id not in splits]
    wanted = {split: share * len(keys) for split, share in zip(SPLITS, ratio, strict=True)}
    for members in sorted(homeless, key=lambda ids: (-len(ids), min(_rank(keys[id]) for id in ids) if ids else b"")):
        side = max(SPLITS, key=lambda split: wanted[split] - counts[split])
        for id in members:
            splits[id] = side
        counts[side] += len(members)
    return SplitPlan(
        splits,
        {id: split for id, split in splits.items() if id not in given},
        tuple(
            Straddle(members, tuple(splits[id] for id in members))
            for members in together
            if len({splits[id] for id in members}) > 1
        ),
    )


class Families(Generic[Id]):
    """Groups of documents that grow together as copies are found (disjoint sets)."""

    def __init__(self) -> None:
        self._parent: dict[Id, Id] = {}

    def root(self, id: Id) -> Id:
        """The member that stands for its family; the document itself where it has none."""
        parent = self._parent
        while (above := parent.get(id, id)) != id:
            parent[id] = parent.get(above, above)
            id = above
        return id

    def join(self, one: Id, other: Id) -> None:
        """Make two documents, and all that are with either, one family."""
        first, second = self.root(one), self.root(other)
        self._parent.setdefault(first, first)
        self._parent[second] = first

    def groups(self) -> list[tuple[Id, ...]]:
        """Every family of two or more."""
        members: dict[Id, list[Id]] = {}
        for id in self._parent:
            members.setdefault(self.root(id), []).append(id)
        return [tuple(group) for group in members.values() if len(group) > 1]


def _rank(key: str) -> bytes:
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
