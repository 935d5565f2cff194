"""What a recognizer holds for possible: every entity whose path through the transition system is likely enough, taken or not.

The scores inside an entity depend on the token and on where the entity began, not on its label: one row of scores serves
all labels. A path is dropped as soon as its score is below what is asked for, so few go on.
"""

from collections.abc import Sequence
from typing import Any

from annotator.nlp.moves import Matrix, Moves, ScoredEntity, scores_of

LONGEST = 12
"""Tokens of a path at most: there are hardly any longer names, and each token more is a step for all."""


def possible(
    step_model: Any,
    moves: Moves,
    outside_scores: Matrix,
    last_of_doc: Matrix,
    starts: Sequence[int],
    entities: Sequence[Sequence[ScoredEntity]],
    least: float,
) -> list[list[ScoredEntity]]:
    """For each document, whose tokens begin at `starts` of all T tokens: its paths with a score of `least` or more, by start.

    `outside_scores` is (T, moves): the scores of the moves of a token where nothing is open, -inf where one is not valid.
    A path's score is the softmax of its beginning, then of I against L at each step. That of one which begins within an
    entity that was found counts the softmax of O for each token before it there: the entity would not have been. Not where
    it has another label and ends there too: it may lie in the entity.
    """
    import numpy as np

    scores = outside_scores.astype("d")
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    odds /= odds.sum(axis=1, keepdims=True)
    paths = _paths(step_model, moves, odds, last_of_doc, least)
    open_odds = odds[:, moves.outside].sum(axis=1)
    found: list[list[ScoredEntity]] = [[] for _ in starts]
    covering = [{token: entity for entity in own for token in range(*entity[:2])} for own in entities]
    for first, last, label, score in paths:
        at = int(np.searchsorted(starts, first, side="right")) - 1
        start, end = first - starts[at], last - starts[at]
        around = covering[at].get(start)
        if around is not None and not (around.label != label and end <= around.end):
            score *= float(open_odds[around.start + starts[at] : first].prod())
        if score >= least:
            found[at].append(ScoredEntity(start, end, label, score))
    return [sorted(each) for each in found]


def _paths(
    step_model: Any, moves: Moves, odds: Matrix, last_of_doc: Matrix, least: float
) -> list[tuple[int, int, str, float]]:
    """(first token, end token, label, score), counted over all documents."""
    import numpy as np

    labels = list(moves.inside)
    column = {name: at for at, name in enumerate(moves.names)}
    stay = [moves.inside[label][0] for label in labels]
    close = [moves.inside[label][1] for label in labels]
    found: list[tuple[int, int, str, float]] = []

    def note(first: Matrix, end: Matrix, scored: Matrix) -> None:
        for row, label in zip(*np.nonzero(scored >= least), strict=True):
            found.append((int(first[row]), int(end[row]), labels[label], float(scored[row, label])))

    every = np.arange(len(odds))
    note(every, every + 1, odds[:, [column[f"U-{label}"] for label in labels]])
    begun = odds[:, [column[f"B-{label}"] for label in labels]]
    first = np.flatnonzero((begun >= least).any(axis=1))
    held = begun[first]
    for step in range(1, LONGEST):
        if not len(first):
            break
        token = first + step
        rows = scores_of(step_model, np.stack([token, first, token - 1], axis=1)).astype("d")
        closes = 1 / (1 + np.exp(np.clip(rows[:, stay] - rows[:, close], -500, 500)))
        closes[last_of_doc[token]] = 1.0
        note(first, token + 1, held * closes)
        held = held * (1 - closes)
        going_on = (held >= least).any(axis=1)
        first, held = first[going_on], held[going_on]
    return found
