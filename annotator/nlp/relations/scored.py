"""The candidates of one document with their logits: what is proposed of them, and what the gold says of them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc
from spacy.training import Example

from annotator.nlp.relations.calibration import Calibration, fit
from annotator.nlp.relations.candidates import Candidates
from annotator.nlp.relations.gold import GoldRelations, aligned, character_extent, gold_relations
from annotator.nlp.relations.pairs import Mention, PairTable, unique_mentions
from annotator.nlp.relations.scoring import Triple

THRESHOLD = 0.5
"""The least confidence where none was given and none was fitted."""
Array = Any


class ScoredRelation(NamedTuple):
    """A relation between two mentions with its calibrated confidence."""

    head: Mention
    child: Mention
    label: str
    score: float


class Scored(NamedTuple):
    """One document's candidates, P pairs and L labels."""

    table: PairTable
    legal: Array
    """(P, L): whether the label may join the pair."""
    logits: Array
    """(P, L)."""


class Goal(NamedTuple):
    """What is known of the candidates between the gold mentions of one example."""

    table: PairTable
    legal: Array
    truth: Array
    """(P, L): 1 where the relation holds."""
    known: Array
    """(P, L): whether that is known."""
    held: set[Triple]
    """Every relation that holds, on the predicted tokens; of those with a symmetric label the first mention is the head."""
    refused: set[Triple]
    """What is known not to hold."""
    lost: list[str]
    """The labels of relations that no two mentions on the predicted tokens can have."""
    closed: bool
    """Whether what is not known to hold does not hold."""


def goal_of(example: Example, candidates: Candidates, spans_key: str) -> Goal:
    """The candidates between the gold mentions, aligned to `example.predicted`, and what the reference says of them."""
    gold = gold_relations(example.reference, spans_key)
    places = aligned(example, gold.mentions)
    mentions = unique_mentions(list(places.values()))
    table, legal = candidates.table(example.predicted, mentions)
    held, refused, lost = _values(gold, places, candidates)
    truth = np.zeros(legal.shape, dtype="float32")
    known = legal.copy() if gold.closed else np.zeros(legal.shape, dtype=bool)
    rows = {(int(head), int(child)): row for row, (head, child) in enumerate(table.pairs)}
    number = {tuple(mention): at for at, mention in enumerate(mentions)}
    columns = {label: at for at, label in enumerate(candidates.labels)}
    for value, triples in ((0.0, refused), (1.0, held)):
        for head, child, label in triples:
            row, column = rows.get((number[head], number[child])), columns.get(label)
            if row is not None and column is not None and legal[row, column]:
                truth[row, column] = value
                known[row, column] = True
    return Goal(table, legal, truth, known, held, refused, lost, gold.closed)


def _values(
    gold: GoldRelations, places: dict[Mention, Mention], candidates: Candidates
) -> tuple[set[Triple], set[Triple], list[str]]:
    held: set[Triple] = set()
    refused: set[Triple] = set()
    lost = list(gold.lost)
    for (head, child, label), value in gold.values.items():
        first, second = places.get(head), places.get(child)
        if first is not None and second is not None and first != second:
            (held if value else refused).add(candidates.ordered(first, second, label))
        elif value:
            lost.append(label)
    return held, refused - held, lost


def proposed(
    scored: Scored, labels: tuple[str, ...], calibration: Calibration, least: float | None
) -> list[ScoredRelation]:
    """What has at least that confidence, in reading order; None takes the threshold of each label."""
    if not len(scored.table.pairs):
        return []
    confidences = calibration.confidences(scored.logits, labels)
    bar = np.full(len(labels), least) if least is not None else calibration.least(labels, THRESHOLD)
    rows, columns = np.nonzero((confidences >= bar) & scored.legal)
    mentions = scored.table.mentions
    found = [
        ScoredRelation(mentions[head], mentions[child], labels[column], round(score, 4))
        for (head, child), column, score in zip(
            scored.table.pairs[rows].tolist(), columns.tolist(), confidences[rows, columns].tolist(), strict=True
        )
    ]
    return sorted(found, key=lambda relation: (min(relation[:2]), max(relation[:2]), relation.label))


def judged(found: Sequence[ScoredRelation], goal: Goal) -> set[Triple]:
    """What was proposed as (head, child, label), without that of which nothing is known."""
    triples: set[Triple] = {(relation.head, relation.child, relation.label) for relation in found}
    return triples if goal.closed else triples & (goal.held | goal.refused)


def in_characters(doc: Doc, triples: set[Triple]) -> set[Triple]:
    """The same with the mentions' extents in characters."""
    return {
        (
            (*character_extent(doc, Mention(*head)), head[2]),
            (*character_extent(doc, Mention(*child)), child[2]),
            label,
        )
        for head, child, label in triples
    }


def fitted(goals: Sequence[Goal], logits: Sequence[Array], labels: tuple[str, ...]) -> Calibration | None:
    """Confidences and thresholds from these documents; None where they hold no pair."""
    if not sum(len(goal.table.pairs) for goal in goals):
        return None
    return fit(
        np.concatenate(logits),
        np.concatenate([goal.truth for goal in goals]),
        np.concatenate([goal.known for goal in goals]),
        labels,
    )
