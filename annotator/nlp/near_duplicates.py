"""Finds near-copies among articles: the agency story that ten outlets print, cut short or under another headline."""

from array import array
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from annotator.model.near_copies import FEWEST, SHARED, shingles_of
from annotator.model.splits import Families

Id = TypeVar("Id", bound=Hashable)

BANDS, ROWS = 48, 2
"""Candidates for that test: 1 - (1 - j^2)^48 of the pairs of Jaccard similarity j, so 0.99 at 0.3 and 0.005 at 0.01
(Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, section 3.4)."""


class NearDuplicates(Generic[Id]):
    """Takes texts one by one and groups those that are near-copies. Keeps some kilobytes of each, not the text."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self._families: Families[Id] = Families()
        self._shingles: dict[Id, array[int]] = {}
        self._first_with: dict[bytes, Id] = {}
        self._blank = MinHash(num_perm=BANDS * ROWS, hashfunc=int)
        self._index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))

    def add(self, id: Id, text: str) -> None:
        """Compare one more text with those before it."""
        shingles = shingles_of(text)
        if not shingles:
            return
        first = self._first_with.setdefault(shingles.tobytes(), id)
        if first != id:
            self._families.join(first, id)
            return
        if len(shingles) < FEWEST:
            return
        signature = self._blank.copy()
        signature.update_batch(shingles)
        own = set(shingles)
        for other in self._index.query(signature):
            if self._families.root(other) != self._families.root(id) and _are_copies(own, self._shingles[other]):
                self._families.join(other, id)
        self._index.insert(id, signature, check_duplication=False)
        self._shingles[id] = shingles

    def families(self) -> list[tuple[Id, ...]]:
        """The groups of near-copies; a text without any is in none."""
        return self._families.groups()


def near_duplicate_families(texts: Iterable[tuple[Id, str]]) -> list[tuple[Id, ...]]:
    """The groups of near-copies among texts with their ids."""
    found: NearDuplicates[Id] = NearDuplicates()
    for id, text in texts:
        found.add(id, text)
    return found.families()


def _are_copies(own: set[int], other: "array[int]") -> bool:
    return len(own.intersection(other)) >= SHARED * min(len(own), len(other))
