"""The recipe: a few epochs over the new documents and some replayed ones, with one optimizer kept between rounds.

What it is worth, and what was tried beside it, is in docs/adr/0022.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from annotator.nlp.training.base import RELATIONS, Learner
from annotator.nlp.training.examples import Lesson
from annotator.nlp.training.protocol import REPLAY


@dataclass(frozen=True, slots=True)
class Recipe:
    """The figures of a training."""

    first_epochs: int = 12
    """Of the first round from a base."""
    epochs: int = 4
    replay: int = REPLAY
    batch: int = 1
    """Documents an update: many small steps teach much more from few documents than a quarter as many larger ones, in the
    same time."""
    dropout: float = 0.2
    learn_rate: float = 0.001
    rate_halved: int = 100
    """Documents learned after which a round's learning rate is half of that: the more is known, the less a round may shake."""
    oracle_cut: int = 5
    """Tokens after which, on average, `ner` is put back on the right path while it learns. On its own path (spaCy's 100) it
    rarely opens an entity of a new label, so never learns to close one; once it opens them, they swallow whole pages."""
    relation_updates: int = 400
    """Documents that relations are learned from, one an update: all of them again and again until there were so many."""
    relation_epochs: tuple[int, int] = (3, 20)
    """The fewest and the most times over all documents."""
    relation_rate: float = 0.002
    """The learning rate for relations."""
    relation_anew: int = 150
    """Documents up to which every round learns relations anew, from all of them: what was learned often from the first few
    is hard to unlearn. Beyond, a round goes on, as it does for entities."""
    relation_replay: int = 60
    """Earlier documents in a round that goes on."""
    relation_replay_epochs: int = 2
    full_epochs: int = 8
    patience: int = 2
    """Full training: epochs without a better score on the held-back documents after which it ends."""
    unscored_epochs: int = 6
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
        self.optimizer = _optimizer(recipe.learn_rate)
        learner.ner.cfg["update_with_oracle_cut_size"] = recipe.oracle_cut

    def restart(self) -> None:
        """A new optimizer, for weights it has not seen."""
        self.optimizer = _optimizer(self.recipe.learn_rate)

    def epoch(self, lessons: Sequence[Lesson], number: int, check: Callable[[float], object]) -> None:
        """Learn the entities of the lessons once, in an order that the seed and the numbers of round and epoch decide.

        `check` hears the share done after every update and may raise to stop.
        """
        from spacy.util import fix_random_seed

        apart = (*self.learner.frozen, RELATIONS)
        chance = self._chance(number)
        fix_random_seed(chance.randrange(2**31))
        examples = [example for lesson in lessons for example in lesson.examples]
        chance.shuffle(examples)
        batch = self.recipe.batch
        for start in range(0, len(examples), batch):
            self.learner.nlp.update(
                examples[start : start + batch], drop=self.recipe.dropout, sgd=self.optimizer, exclude=apart
            )
            check(min(start + batch, len(examples)) / len(examples))

    def relations(self, component: Any, examples: Sequence[Any], epochs: int, check: Callable[[float], object]) -> None:
        """Teach a component for relations, one document an update, and leave the averages of its weights in place."""
        from spacy.util import fix_random_seed

        optimizer = _optimizer(self.recipe.relation_rate)
        chance = self._chance("relations")
        fix_random_seed(chance.randrange(2**31))
        order = list(examples)
        for epoch in range(epochs):
            chance.shuffle(order)
            for number, example in enumerate(order, 1):
                component.update([example], drop=self.recipe.dropout, sgd=optimizer)
                check((epoch + number / len(order)) / epochs)
        for node in component.model.walk():
            for name in node.param_names:
                if (node.id, name) in optimizer.averages:
                    node.set_param(name, optimizer.averages[node.id, name].copy())
        self.learner.refit = True

    def slow_down(self, learned: int) -> None:
        """Set the learning rate for a round after so many documents."""
        self.optimizer.learn_rate = self.recipe.learn_rate / (1 + learned / self.recipe.rate_halved)

    def relation_epochs(self, count: int) -> int:
        """How often to go over so many documents."""
        least, most = self.recipe.relation_epochs
        return min(max(math.ceil(self.recipe.relation_updates / max(count, 1)), least), most)

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


def _optimizer(learn_rate: float) -> Any:
    from thinc.api import Adam

    return Adam(
        learn_rate,
        beta1=0.9,
        beta2=0.999,
        eps=1e-8,
        L2=0.01,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
    )
