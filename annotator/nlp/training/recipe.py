"""The recipe: a few epochs over the new documents and some replayed ones, with one optimizer kept between rounds.

What it is worth, and what was tried beside it, is in docs/adr/0022.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from annotator.nlp.training.base import RELATIONS, Learner
from annotator.nlp.training.examples import Lesson


@dataclass(frozen=True, slots=True)
class Recipe:
    """The figures of a training."""

    first_epochs: int = 12
    """Of the first round from a base."""
    epochs: int = 4
    replay: int = 24
    batch: int = 4
    """Documents an update."""
    dropout: float = 0.2
    learn_rate: float = 0.001
    oracle_cut: int = 5
    """Tokens after which, on average, `ner` is put back on the right path while it learns. On its own path (spaCy's 100) it
    rarely opens an entity of a new label, so never learns to close one; once it opens them, they swallow whole pages."""
    relation_epochs: int = 10
    """Over all documents, when there are enough relations for the first time."""
    full_epochs: int = 12
    full_batch: int = 4
    patience: int = 3
    """Full training: epochs without a better score on the held-back documents after which it ends."""
    unscored_epochs: int = 8
    """Full training where too few documents are held back to score on."""
    full_seconds: float = 600.0
    """Processor time after which a full training takes the best so far."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


class Training:
    """A learner with its optimizer. Predict and write under `averaged`: the running averages do better than the last weights."""

    def __init__(self, learner: Learner, recipe: Recipe, seed: int) -> None:
        self.learner = learner
        self.recipe = recipe
        self.seed = seed
        self.rounds = 0
        self.optimizer = _optimizer(recipe)
        learner.ner.cfg["update_with_oracle_cut_size"] = recipe.oracle_cut

    def restart(self) -> None:
        """A new optimizer, for weights it has not seen."""
        self.optimizer = _optimizer(self.recipe)

    def epoch(self, lessons: Sequence[Lesson], number: int, batch: int, check: Callable[[float], object]) -> None:
        """Go over the lessons once, in an order that the seed and the numbers of round and epoch decide.

        `check` hears the share done after every update and may raise to stop.
        """
        from spacy.training import Example
        from spacy.util import fix_random_seed

        chance = self._chance(number)
        fix_random_seed(chance.randrange(2**31))
        pairs = [pair for lesson in lessons for pair in zip(lesson.inputs, lesson.references, strict=True)]
        chance.shuffle(pairs)
        for start in range(0, len(pairs), batch):
            examples = [Example(bare, doc) for bare, doc in pairs[start : start + batch]]
            self.learner.nlp.update(examples, drop=self.recipe.dropout, sgd=self.optimizer, exclude=self.learner.frozen)
            check(min(start + batch, len(pairs)) / len(pairs))
        self.learner.refit = self.learner.relations is not None

    def relation_epoch(self, examples: list[Any], number: int, check: Callable[[float], object]) -> None:
        """As `epoch`, for relations alone: what a component that was just added has to catch up on."""
        from spacy.util import fix_random_seed

        chance = self._chance(number, "relations")
        fix_random_seed(chance.randrange(2**31))
        chance.shuffle(examples)
        batch = self.recipe.batch
        for start in range(0, len(examples), batch):
            self.learner.relations.update(examples[start : start + batch], drop=self.recipe.dropout, sgd=self.optimizer)
            check(min(start + batch, len(examples)) / len(examples))
        self.learner.refit = True

    def _chance(self, *numbers: object) -> random.Random:
        return random.Random("/".join(map(str, (self.seed, self.rounds, *numbers))))

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Within this, the weights are the running averages."""
        with self.learner.nlp.use_params(self.optimizer.averages):
            yield

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Within this, an exception puts weights and optimizer back as they were."""
        weights = snapshot(self.learner.nlp)
        optimizer = self.optimizer
        kept = {name: _copied(getattr(optimizer, name)) for name in ("mom1", "mom2", "averages", "nr_update")}
        rounds = self.rounds
        relations = self.learner.relations
        settings = dict(relations.cfg) if relations is not None else {}
        try:
            yield
        except BaseException:
            if relations is not None:
                relations.cfg.update(settings)
            elif self.learner.relations is not None:
                self.learner.nlp.remove_pipe(RELATIONS)
            restore(self.learner.nlp, weights)
            self.optimizer, self.rounds = optimizer, rounds
            for name, value in kept.items():
                setattr(optimizer, name, value)
            raise


Weights = dict[tuple[str, int, str], Any]


def snapshot(nlp: Any) -> Weights:
    """A copy of all weights."""
    return {key: node.get_param(name).copy() for key, node, name in _params(nlp)}


def restore(nlp: Any, weights: Weights) -> None:
    """Put the weights of a snapshot back."""
    for key, node, name in _params(nlp):
        if key in weights:
            node.set_param(name, weights[key])


def _params(nlp: Any) -> Iterator[tuple[tuple[str, int, str], Any, str]]:
    for pipe, part in nlp.pipeline:
        if hasattr(part, "model"):
            for place, node in enumerate(part.model.walk()):
                for name in node.param_names:
                    if node.has_param(name):
                        yield (pipe, place, name), node, name


def _copied(values: Any) -> Any:
    copies = type(values)() if not hasattr(values, "default_factory") else values.copy()
    for key, value in values.items():
        copies[key] = value.copy() if hasattr(value, "copy") else value
    return copies


def _optimizer(recipe: Recipe) -> Any:
    from thinc.api import Adam

    return Adam(
        recipe.learn_rate,
        beta1=0.9,
        beta2=0.999,
        eps=1e-8,
        L2=0.01,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
    )
