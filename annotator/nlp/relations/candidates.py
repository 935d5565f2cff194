"""Which of the near pairs the label scheme allows, for which labels, and each pair of a symmetric relation once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

from annotator.nlp.relations.pairs import Mention, PairTable, near_pairs, pair_table

Array = Any


class Candidates:
    """The window and the legal pairs of span labels, for one list of relation labels."""

    def __init__(
        self,
        labels: Sequence[str],
        *,
        max_tokens: int,
        legal: Sequence[Sequence[str]],
        symmetric: Sequence[str],
    ) -> None:
        self.labels = tuple(labels)
        self.max_tokens = max_tokens
        self._symmetric = np.array([label in set(symmetric) for label in self.labels], dtype=bool)
        self._legal: list[set[tuple[str, str]] | None] = []
        for label in self.labels:
            pairs = {(head, child) for name, head, child in legal if name == label}
            pairs |= {(child, head) for head, child in pairs} if label in set(symmetric) else set()
            self._legal.append(pairs or None)
        self._known: dict[tuple[str, str], Array] = {}

    def table(self, doc: Doc, mentions: Sequence[Mention]) -> tuple[PairTable, Array]:
        """The pairs with at least one legal label, and (P, L) which are legal; `mentions` as `unique_mentions` gives them."""
        pairs = near_pairs(mentions, self.max_tokens)
        allowed = self.allowed(mentions, pairs)
        rows = np.nonzero(allowed.any(1))[0]
        return pair_table(doc, mentions, pairs[rows]), allowed[rows]

    def allowed(self, mentions: Sequence[Mention], pairs: Array) -> Array:
        """(P, L): whether the label may join the pair; one that is symmetric only from the mention that comes first."""
        names = sorted({mention.label for mention in mentions})
        number = {name: at for at, name in enumerate(names)}
        kinds = np.array([number[mention.label] for mention in mentions], dtype="int64")
        table = np.array([[self._may_join(head, child) for child in names] for head in names], dtype=bool)
        table = table.reshape(len(names), len(names), len(self.labels))
        heads, children = pairs[:, 0], pairs[:, 1]
        found = table[kinds[heads], kinds[children]] if len(pairs) else np.zeros((0, len(self.labels)), dtype=bool)
        found[heads > children] &= ~self._symmetric
        return found

    def ordered(self, head: Mention, child: Mention, label: str) -> tuple[Mention, Mention, str]:
        """The relation as it is looked at: a symmetric one from the mention that comes first."""
        if label in self.labels and self._symmetric[self.labels.index(label)] and child < head:
            return child, head, label
        return head, child, label

    def _may_join(self, head: str, child: str) -> Array:
        key = (head, child)
        if key not in self._known:
            self._known[key] = np.array([pairs is None or key in pairs for pairs in self._legal], dtype=bool)
        return self._known[key]


def legal_rows(legal: Iterable[Sequence[str]] | Mapping[str, Iterable[Sequence[str]]]) -> list[list[str]]:
    """What may be joined, as rows: as keys, labels such as `org:founded_by` could not be written to a config."""
    if isinstance(legal, Mapping):
        legal = [(label, *pair) for label, pairs in legal.items() for pair in pairs]
    rows = [list(row) for row in legal]
    wrong = next((row for row in rows if len(row) != 3), None)
    if wrong is not None:
        raise ValueError(f"legal takes [relation label, head label, child label], not {wrong}")
    return rows
