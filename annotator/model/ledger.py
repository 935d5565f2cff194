"""What suggestions were worth: what became of them, how right each source was, and what the work on documents cost.

Pure counting: `store.ledger` has the rows, `Project.ledger` the result as JSON values.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from annotator.model.calibration import Kind
from annotator.model.document import DocumentId

Fate = Literal["accepted", "relabelled", "boundary", "rejected", "left", "pending"]
FATES: tuple[Fate, ...] = ("accepted", "relabelled", "boundary", "rejected", "left", "pending")
"""What became of a suggestion: accepted as it was; confirmed with another label; with another extent (of a relation: with
other ends or turned round); rejected; left undecided in a document that is done, so that it counts as wrong; pending."""
DECIDED: tuple[Fate, ...] = ("accepted", "relabelled", "boundary", "rejected", "left")

SCORE_BINS = 10
BLOCK = 10
"""Documents that a point of a curve over time sums up."""

KEYS: Mapping[str, int] = {
    "accept": 1,
    "reject": 1,
    "delete": 1,
    "relabel": 1,
    "set_boundaries": 1,
    "add_span": 2,
    "add_relation": 2,
    "take_reading": 1,
    "take_relation": 1,
    "reverse_relation": 1,
    "accept_relations": 1,
    "reject_relations": 1,
    "accept_all": 1,
    "reject_all": 1,
    "accept_above": 1,
    "apply_to_same": 1,
    "apply_to_corpus": 2,
    "set_state": 1,
}
"""What an action of the history costs in keys: a boundary is one edit a token; adding takes the words, then the label;
relating the letter R, then the other end. Flags, comments and the scheme are no work on suggestions."""


class Source(NamedTuple):
    """Whose suggestions."""

    pipeline: str
    version: str
    digest: str


class Outcome(NamedTuple):
    """Suggestions with all of this in common."""

    run: int
    kind: Kind
    label: str
    bin: int
    """Of the score, from 0; −1 without a score."""
    fate: Fate


class Shown(NamedTuple):
    """Suggestions of a run in a document."""

    document: DocumentId
    run: int
    kind: Kind
    n: int
    accepted: int
    """How many of them were right as they were."""


class Confirmed(NamedTuple):
    """What is confirmed in a document that is done."""

    document: DocumentId
    kind: Kind
    labels: Sequence[str]
    """Of each, in no order."""
    suggested: int
    """How many of them were suggested just so."""


class Work(NamedTuple):
    """Actions of the history."""

    edit: int
    """Which one, for one that was about no document; otherwise 0."""
    document: DocumentId | None
    keys: int


class Done(NamedTuple):
    """A document that was worked through."""

    document: DocumentId
    edit: int
    """The one that marked it as done."""
    tokens: float
    seconds: float


@dataclass(slots=True)
class Account:
    """What became of some suggestions, and what was confirmed beside them."""

    fates: Counter[Fate] = field(default_factory=Counter)
    added: int = 0
    """Added by hand: nothing had suggested it."""
    confirmed: int = 0
    """What is confirmed in the documents done that the source has read, with labels it gives."""

    @property
    def precision(self) -> float | None:
        """The share of the decided ones that was accepted as it was; None where nothing is decided."""
        decided = sum(self.fates[fate] for fate in DECIDED)
        return self.fates["accepted"] / decided if decided else None

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        shown = sum(self.fates.values())
        return {"shown": shown, **{fate: self.fates[fate] for fate in FATES}, "added": self.added}


def accounts(
    outcomes: Mapping[Outcome, int], added: Mapping[tuple[Kind, str], int], kind: Kind
) -> tuple[dict[str, Account], list[Account]]:
    """By label, and by score bin (lowest first): what became of the suggestions of a kind."""
    labels: dict[str, Account] = {}
    bins = [Account() for _ in range(SCORE_BINS)]
    for outcome, n in outcomes.items():
        if outcome.kind != kind:
            continue
        labels.setdefault(outcome.label, Account()).fates[outcome.fate] += n
        if outcome.bin >= 0:
            bins[outcome.bin].fates[outcome.fate] += n
    for (of, label), n in added.items():
        if of == kind:
            labels.setdefault(label, Account()).added += n
    return labels, bins


def by_source(
    outcomes: Mapping[Outcome, int],
    shown: Iterable[Shown],
    confirmed: Iterable[Confirmed],
    sources: Mapping[int, Source],
    done: frozenset[DocumentId],
) -> dict[tuple[Source, Kind], tuple[Account, int, int]]:
    """By source and kind: what became of its suggestions; of the documents done that it has read, how many of its
    suggestions were right, and how many things are confirmed there with labels that it gives."""
    by: dict[tuple[Source, Kind], Account] = {}
    labels: dict[tuple[Source, Kind], set[str]] = {}
    readers: dict[tuple[DocumentId, Kind], set[Source]] = {}
    right: Counter[tuple[Source, Kind]] = Counter()
    for outcome, n in outcomes.items():
        key = (sources[outcome.run], outcome.kind)
        by.setdefault(key, Account()).fates[outcome.fate] += n
        labels.setdefault(key, set()).add(outcome.label)
    for row in shown:
        if row.document in done:
            readers.setdefault((row.document, row.kind), set()).add(sources[row.run])
            right[sources[row.run], row.kind] += row.accepted
    read_alike: dict[tuple[Kind, frozenset[Source]], Counter[str]] = {}
    for document, kind, found, _ in confirmed:
        readers_here = frozenset(readers.get((document, kind), ()))
        read_alike.setdefault((kind, readers_here), Counter()).update(found)
    there: Counter[tuple[Source, Kind]] = Counter()
    for (kind, read_by), counts in read_alike.items():
        for source in read_by:
            there[source, kind] += sum(n for label, n in counts.items() if label in labels[source, kind])
    return {key: (account, right[key], there[key]) for key, account in by.items()}


class Block(NamedTuple):
    """Some documents done one after the other."""

    documents: int
    """How many were done by its end."""
    tokens: float
    actions: int
    seconds: float
    precision: float | None
    """Of the spans suggested there, as they were shown."""
    recall: float | None
    f: float | None
    relation_f: float | None

    def to_dict(self) -> dict[str, Any]:
        """As JSON values, with the rates."""
        per = 1000 / self.tokens if self.tokens else 0.0
        return {
            "documents": self.documents,
            "tokens": round(self.tokens),
            "actions": self.actions,
            "seconds": round(self.seconds, 1),
            "actions_per_1000": round(self.actions * per, 2),
            "seconds_per_1000": round(self.seconds * per, 2),
            "precision": rounded(self.precision),
            "recall": rounded(self.recall),
            "f": rounded(self.f),
            "relation_f": rounded(self.relation_f),
        }


def over_time(
    done: Sequence[Done], work: Iterable[Work], shown: Iterable[Shown], confirmed: Iterable[Confirmed]
) -> list[Block]:
    """The documents in the order they were done, `BLOCK` at a time: what they cost, and how right what was shown was.

    An action without a document (one over the whole corpus) counts where the work was when it was taken. A thing that two
    sources suggest counts once where it is right.
    """
    place = {row.document: number // BLOCK for number, row in enumerate(done)}
    blocks = (len(done) + BLOCK - 1) // BLOCK
    actions = [0] * blocks
    ends = [done[min((number + 1) * BLOCK, len(done)) - 1].edit for number in range(blocks)]
    for edit, document, keys in work:
        if document is not None and document in place:
            actions[place[document]] += keys
        elif document is None:
            at = next((number for number, end in enumerate(ends) if edit <= end), None)
            if at is not None:
                actions[at] += keys
    suggested: Counter[tuple[int, Kind]] = Counter()
    accepted: Counter[tuple[int, Kind]] = Counter()
    for one in shown:
        number = place.get(one.document)
        if number is not None:
            suggested[number, one.kind] += one.n
            accepted[number, one.kind] += one.accepted
    there: Counter[tuple[int, Kind]] = Counter()
    right: Counter[tuple[int, Kind]] = Counter()
    for row in confirmed:
        number = place.get(row.document)
        if number is not None:
            there[number, row.kind] += len(row.labels)
            right[number, row.kind] += row.suggested
    result: list[Block] = []
    for number in range(blocks):
        part = done[number * BLOCK : (number + 1) * BLOCK]
        figures: dict[Kind, tuple[float | None, float | None, float | None]] = {}
        for kind in KINDS:
            key = (number, kind)
            twice = max(0, accepted[key] - right[key])
            figures[kind] = rates(right[key], suggested[key] - twice, there[key])
        result.append(
            Block(
                min((number + 1) * BLOCK, len(done)),
                sum(row.tokens for row in part),
                actions[number],
                sum(row.seconds for row in part),
                *figures["span"],
                figures["relation"][2],
            )
        )
    return result


KINDS: tuple[Kind, ...] = ("span", "relation")


def rates(right: int, suggested: int, there: int) -> tuple[float | None, float | None, float | None]:
    """Precision, recall and F; None where there is nothing to divide by."""
    precision = right / suggested if suggested else None
    recall = right / there if there else None
    return precision, recall, 2 * right / (suggested + there) if suggested + there else None


def rounded(value: float | None) -> float | None:
    """To four places, for JSON."""
    return None if value is None else round(value, 4)
