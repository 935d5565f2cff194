"""The moves of spaCy's transition system for entities, and what they score, as `confidence` and `paths` read them."""

from typing import Any, NamedTuple

Matrix = Any
"""A NumPy array; NumPy comes with spaCy and is imported with it."""


class ScoredEntity(NamedTuple):
    """An entity by token indexes, end exclusive; `score` is None where the component gives none."""

    start: int
    end: int
    label: str
    score: float | None


class Moves:
    """The moves of a transition system by their scores' columns."""

    def __init__(self, ner: Any) -> None:
        import numpy as np

        self.names: list[str] = [ner.moves.get_class_name(move) for move in range(ner.moves.n_moves)]
        self.actions = [name[:1] for name in self.names]
        self.labels = [name[2:] for name in self.names]
        self.count = len(self.names)
        actions = np.array(self.actions)
        named = np.array([bool(label) for label in self.labels])
        self.outside = actions == "O"
        self.unit = (actions == "U") & named
        self.begin = (actions == "B") & named
        self.inside: dict[str, tuple[int, int]] = {}
        for move, (action, label) in enumerate(zip(self.actions, self.labels, strict=True)):
            if action in "IL" and label:
                inside, last = self.inside.get(label, (-1, -1))
                self.inside[label] = (move, last) if action == "I" else (inside, move)


def scores_of(step_model: Any, token_ids: Matrix) -> Matrix:
    """Scores of the moves in the states that those features describe, as `ParserStepModel` computes them."""
    import numpy as np

    vectors = step_model.state2vec.predict(np.ascontiguousarray(token_ids, dtype="i"))
    scores = step_model.vec2scores.predict(vectors) if step_model.attrs["has_upper"] else np.asarray(vectors)
    unseen = step_model._class_mask == 0
    if unseen.any():
        scores[:, unseen] = np.nanmin(scores)
    return scores


def best_of(scores: Matrix, valid: Matrix) -> tuple[Matrix, Matrix]:
    """Of each row: the best valid move, and its softmax over the valid moves."""
    import numpy as np

    masked = np.where(valid, scores, -np.inf)
    best = masked.argmax(axis=1)
    top = masked[np.arange(len(masked)), best]
    return best, 1 / np.exp(masked - top[:, None]).sum(axis=1)
