"""Entities of a spaCy transition-based `ner` with a confidence each, by its own greedy search, those it passed over, and those
that lie in others.

The confidence is the product, over the moves that made the entity, of the softmax over the moves that were valid there
(judged by the transition system of spaCy 3.8, `spacy/pipeline/_parser_internals/ner.pyx`). Extents and labels are those
of `nlp(text).ents`.

With the usual three state features (the next token, the open entity's first token, the token before), the scores of a
token outside every entity depend on nothing but the token: they are computed for the whole batch in one product, and
only the steps inside an entity follow one by one. Anything else (more features, entities or sentence starts already
set) takes the states' own way.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from annotator.nlp.moves import Matrix, Moves, ScoredEntity, best_of, scores_of
from annotator.nlp.paths import possible

STEPS_TOGETHER = 16
"""How many steps of all entities are taken together; what is longer goes on alone, so that the cost stays linear."""


class Searched(NamedTuple):
    """What was found in one `Doc`, in order."""

    entities: list[ScoredEntity]
    passed_over: list[ScoredEntity]
    """Entities that would have begun where no entity was likelier, apart from one another and from those found."""
    nested: list[tuple[ScoredEntity, ScoredEntity]]
    """An entity found, and another inside it that would have been found if the outer one had not been: in order, apart."""
    possible: list[ScoredEntity]
    """Every entity, found or not, that might have been, by start; the score as `paths.possible` says."""


def scored_entities(ner: Any, docs: Sequence[Any]) -> list[list[ScoredEntity]]:
    """The entities that `ner` (an `EntityRecognizer`) finds in each `Doc`, in order; the docs are left as they are.

    A recognizer that searches with a beam gives None as scores: a beam's probabilities are worth less than none.
    """
    return [found.entities for found in search(ner, docs)]


def search(ner: Any, docs: Sequence[Any], *, least: float = 1.0, least_possible: float = 1.0) -> list[Searched]:
    """`scored_entities`, and what was passed over with a score of at least `least` (from 1 on: nothing), and what was
    possible with one of at least `least_possible`.

    There is none of it where a recognizer searches with a beam, or its scores do not depend on the token alone.
    """
    import numpy as np

    if not any(len(doc) for doc in docs):
        return [Searched([], [], [], []) for _ in docs]
    if ner.cfg.get("beam_width", 1) != 1:
        states = ner.predict(docs)
        return [
            Searched(_entities_of_copy(ner, doc, state), [], [], []) for doc, state in zip(docs, states, strict=True)
        ]
    presets = [_presets(doc) for doc in docs]
    if any(presets):
        ner._ensure_labels_are_added(docs)
    step_model = ner.model.predict(docs)
    moves = Moves(ner)
    try:
        if step_model.state2vec.nF == 3 and isinstance(step_model.tokvecs, np.ndarray) and not any(presets):
            return _by_tokens(step_model, moves, docs, least, least_possible)
        return [Searched(found, [], [], []) for found in _by_states(ner, step_model, moves, docs)]
    finally:
        # It is part of a reference cycle: its arrays, some 100 MB a batch, would stay until the collector comes by.
        step_model.clear_memory()


def _presets(doc: Any) -> bool:
    """Whether something on the doc narrows the moves: entities already set, or starts of sentences."""
    from spacy.attrs import ENT_IOB, SENT_START

    if not len(doc):
        return False
    values = doc.to_array([ENT_IOB, SENT_START])
    return bool(values[:, 0].any() or (values[1:, 1] == 1).any())


def _by_tokens(
    step_model: Any, moves: Moves, docs: Sequence[Any], least: float, least_possible: float
) -> list[Searched]:
    import numpy as np
    from spacy.attrs import IS_SPACE

    lengths = [len(doc) for doc in docs]
    ends = np.cumsum(lengths)
    total = int(ends[-1])
    last_of_doc = np.zeros(total, dtype=bool)
    last_of_doc[[int(end) - 1 for end, length in zip(ends, lengths, strict=True) if length]] = True
    space = np.concatenate([doc.to_array([IS_SPACE]).reshape(-1) for doc in docs]).astype(bool)
    ids = np.full((total, 3), -1)
    ids[:, 0] = np.arange(total)
    valid = np.broadcast_to(moves.outside, (total, moves.count)).copy()
    valid |= moves.unit & ~space[:, None]
    valid |= moves.begin & ~(space | last_of_doc)[:, None]
    scores = scores_of(step_model, ids)
    best, odds = best_of(scores, valid)
    scores = np.where(valid, scores, -np.inf)
    inside = _Inside(step_model, moves, best, odds, last_of_doc)
    others = _Others(step_model, moves, scores, best, odds, last_of_doc, least)
    found: list[Searched] = []
    marked = np.flatnonzero(~moves.outside[best])
    cursor = 0
    for end, length in zip(ends.tolist(), lengths, strict=True):
        start = end - length
        found_here: list[tuple[int, int, str, float]] = []
        within: list[tuple[ScoredEntity, ScoredEntity]] = []
        position = start
        while cursor < len(marked) and marked[cursor] < end:
            token = int(marked[cursor])
            cursor += 1
            if token < position:
                continue
            position, score = inside.entity(token)
            found_here.append((token, position, moves.labels[best[token]], score))
        entities = [ScoredEntity(first - start, last - start, label, score) for first, last, label, score in found_here]
        for entity in entities:
            within += [(entity, one) for one in _within(entity, start, marked, moves, best, inside)]
        found.append(Searched(entities, others.between(entities, start, end), within, []))
    if least_possible < 1:
        starts = [int(end) - length for end, length in zip(ends, lengths, strict=True)]
        for one, paths in zip(
            found,
            possible(step_model, moves, scores, last_of_doc, starts, [f.entities for f in found], least_possible),
            strict=True,
        ):
            one.possible.extend(paths)
    return found


def _within(
    outer: ScoredEntity, start: int, marked: Matrix, moves: Moves, best: Matrix, inside: "_Inside"
) -> list[ScoredEntity]:
    """The entities of other labels inside one, of a document whose tokens begin at `start`: by the moves that were best
    had nothing been open."""
    import numpy as np

    found: list[ScoredEntity] = []
    if outer.end - outer.start < 2:
        return found
    low, high = np.searchsorted(marked, [outer.start + start, outer.end + start])
    position = outer.start + start
    for token in marked[low:high].tolist():
        label = moves.labels[best[token]]
        if token < position or label == outer.label:
            continue
        last, score = inside.entity(token)
        if last <= outer.end + start and last - token < outer.end - outer.start:
            position = last
            found.append(ScoredEntity(token - start, last - start, label, score))
    return found


class _Inside:
    """The steps inside entities: those of every token that would begin one, taken together, then what is left alone."""

    def __init__(self, step_model: Any, moves: Moves, best: Matrix, odds: Matrix, last_of_doc: Matrix) -> None:
        import numpy as np

        self.step_model = step_model
        self.last_of_doc = last_of_doc
        self._unit = moves.unit[best]
        self._odds = odds
        pairs = np.array([moves.inside.get(label, (-1, -1)) for label in moves.labels])
        self.first = np.flatnonzero(moves.begin[best])
        self.pairs = pairs[best[self.first]]
        self.log_odds = np.log(odds[self.first])
        self.end = self.first + 1
        self.open = np.ones(len(self.first), dtype=bool)
        self.row = {token: row for row, token in enumerate(self.first.tolist())}
        for _ in range(STEPS_TOGETHER):
            rows = np.flatnonzero(self.open)
            if not len(rows):
                break
            self._step(rows)

    def entity(self, token: int) -> tuple[int, float]:
        """Where the entity that begins at the token ends, and its score."""
        import numpy as np

        if self._unit[token]:
            return token + 1, float(self._odds[token])
        row = self.row[token]
        while self.open[row]:
            self._step(np.array([row]))
        return int(self.end[row]), float(np.exp(self.log_odds[row]))

    def _step(self, rows: Matrix) -> None:
        import numpy as np

        token = self.end[rows]
        ids = np.stack([token, self.first[rows], token - 1], axis=1)
        scores = scores_of(self.step_model, ids)
        each = np.arange(len(rows))
        stay = scores[each, self.pairs[rows, 0]].astype("d")
        close = scores[each, self.pairs[rows, 1]].astype("d")
        forced = self.last_of_doc[token]
        # The first of two equal scores wins in spaCy; which of I and L comes first depends on the order of the moves.
        earlier = self.pairs[rows, 0] < self.pairs[rows, 1]
        stays = ~forced & ((stay > close) | ((stay == close) & earlier))
        other = np.where(stays, close - stay, stay - close)
        self.log_odds[rows] -= np.where(forced, 0.0, np.logaddexp(0.0, other))
        self.end[rows] += 1
        self.open[rows] = stays


class _Others:
    """Entities that would begin at tokens where the best move was to stay outside."""

    def __init__(
        self,
        step_model: Any,
        moves: Moves,
        scores: Matrix,
        best: Matrix,
        odds: Matrix,
        last_of_doc: Matrix,
        least: float,
    ) -> None:
        import numpy as np

        self._moves = moves
        self._least = least
        self._first = np.zeros(0, dtype=int)
        outside = np.flatnonzero(moves.outside[best]) if least < 1 else self._first
        if not len(outside):
            return
        beginning = np.where(moves.outside, -np.inf, scores[outside])
        other = beginning.argmax(axis=1)
        # the softmax of another move, from that of the best one
        odds_of = odds[outside] * np.exp(beginning.max(axis=1) - scores[outside, best[outside]])
        kept = odds_of >= least
        self._first = outside[kept]
        self._move = np.full(len(best), int(np.flatnonzero(moves.outside)[0]))
        self._move[self._first] = other[kept]
        other_odds = np.ones(len(best))
        other_odds[self._first] = odds_of[kept]
        self._inside = _Inside(step_model, moves, self._move, other_odds, last_of_doc)

    def between(self, entities: Sequence[ScoredEntity], start: int, end: int) -> list[ScoredEntity]:
        """Those of the tokens [start, end) that overlap none of the entities there, of those that overlap the best; in order."""
        import numpy as np

        low, high = np.searchsorted(self._first, [start, end])
        found: list[ScoredEntity] = []
        for token in self._first[low:high].tolist():
            last, score = self._inside.entity(token)
            if score >= self._least:
                found.append(ScoredEntity(token - start, last - start, self._moves.labels[self._move[token]], score))
        standing = list(entities)
        for one in sorted(found, key=lambda one: -(one.score or 0.0)):
            if not any(one.start < other.end and other.start < one.end for other in standing):
                standing.append(one)
        return sorted(standing[len(entities) :])


def _by_states(ner: Any, step_model: Any, moves: Moves, docs: Sequence[Any]) -> list[list[ScoredEntity]]:
    """The transition system's own states, one step of all documents at a time; valid moves are asked of it."""
    import numpy as np

    states = ner.moves.init_batch(docs)
    found: list[list[ScoredEntity]] = [[] for _ in docs]
    live = [(index, state) for index, state in enumerate(states) if len(docs[index])]
    opened = [(0, 1.0)] * len(docs)
    step = 0
    while live:
        alive = [state for _, state in live]
        scores = np.ascontiguousarray(step_model.predict(alive), dtype="f")
        valid = np.array([[ner.moves.is_valid(state, name) for name in moves.names] for state in alive])
        best, odds = best_of(scores, valid)
        ner.transition_states(alive, scores)
        for row, (index, _) in enumerate(live):
            if not valid[row].any():
                continue
            action, label = moves.actions[best[row]], moves.labels[best[row]]
            start, score = opened[index]
            if action in "BU":
                start, score = step, 1.0
            score *= float(odds[row])
            opened[index] = (start, score)
            if action in "UL" and label:
                found[index].append(ScoredEntity(start, step + 1, label, score))
        step += 1
        live = [(index, state) for index, state in live if not state.is_final()]
    return found


def _entities_of_copy(ner: Any, doc: Any, state: Any) -> list[ScoredEntity]:
    copy = doc.copy()
    ner.set_annotations([copy], [state])
    return [ScoredEntity(entity.start, entity.end, entity.label_, None) for entity in copy.ents]
