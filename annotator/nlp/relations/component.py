"""The pipe: pairs of mentions in, `doc._.rel` and `doc.user_data["relations"]` out, and how it is trained and scored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Union  # noqa: UP035 — the config's validator reads these
from weakref import ref

import numpy as np
from catalogue import check_exists  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example, validate_examples, validate_get_examples
from spacy.util import registry
from thinc.api import Config, Model, set_dropout_rate

from annotator.nlp.relations.calibration import Calibration, logistic
from annotator.nlp.relations.candidates import Candidates, legal_rows
from annotator.nlp.relations.gold import (
    ROWS,
    GoldRelations,
    character_extent,
    gold_relations,
    mentions_of,
    token_mentions,
)
from annotator.nlp.relations.model import ARCHITECTURE
from annotator.nlp.relations.pairs import Mention, PairTable, unique_mentions
from annotator.nlp.relations.scored import (
    THRESHOLD,
    Goal,
    Scored,
    ScoredRelation,
    fitted,
    goal_of,
    in_characters,
    judged,
    proposed,
)
from annotator.nlp.relations.scoring import Tally

if TYPE_CHECKING:
    from annotator.model.suggestion import ProposedRelation

FACTORY = "relation_extractor"
KEPT = 0.05
"""The least confidence that `doc._.rel` keeps."""
PAIRS_AT_ONCE = 16384
"""Pairs in one pass through the network: bounds the memory."""
Array = Any

DEFAULT_MODEL = f"""
[model]
@architectures = "{ARCHITECTURE}"

[model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
upstream = "*"
"""

if not Doc.has_extension("rel"):
    Doc.set_extension("rel", default={})


def make_relation_extractor(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    threshold: Optional[float],  # noqa: UP045
    max_tokens: int,
    legal: Union[List[List[str]], Dict[str, List[List[str]]]],  # noqa: UP006, UP007
    symmetric: List[str],  # noqa: UP006
    spans_key: str,
    positive_weight: float,
) -> "RelationExtractor":
    """The component of a pipeline; the settings are those of `RelationExtractor`."""
    return RelationExtractor(
        nlp.vocab,
        model,
        name,
        threshold=threshold,
        max_tokens=max_tokens,
        legal=legal,
        symmetric=symmetric,
        spans_key=spans_key,
        positive_weight=positive_weight,
        nlp=nlp,
    )


# The file for `--code` holds this too: whichever is read first registers, for spaCy refuses a second (E004).
if not check_exists(*registry.factories.namespace, FACTORY):
    Language.factory(
        FACTORY,
        requires=["doc.ents", "doc.spans"],
        assigns=["doc._.rel", "doc.user_data"],
        default_config={
            "model": Config().from_str(DEFAULT_MODEL)["model"],
            "threshold": None,
            "max_tokens": 40,
            "legal": [],
            "symmetric": [],
            "spans_key": "sc",
            "positive_weight": 1.0,
        },
        default_score_weights={
            "rel_f": 0.5,
            "rel_p": None,
            "rel_r": None,
            "rel_per_type": None,
            "rel_gold_f": 0.5,
            "rel_gold_p": None,
            "rel_gold_r": None,
            "rel_gold_per_type": None,
        },
        func=make_relation_extractor,
    )


class RelationExtractor(TrainablePipe):  # type: ignore[misc]
    """Relations between the entities and the spans of a group.

    `threshold`: the least confidence of a proposed relation, for every label; None takes the fitted one of each label.
    `max_tokens`: the most tokens between two mentions of a pair. `legal`: [relation label,
    head label, child label] of what may be joined, or by relation label the [head label, child label]; a relation label
    that is not there may join all. `symmetric`: labels of relations without a direction: looked
    at once a pair, from the mention that comes first. `positive_weight`: what a related pair counts in the loss, beside an
    unrelated one.
    """

    def __init__(
        self,
        vocab: Any,
        model: Model[Any, Any],
        name: str = FACTORY,
        *,
        threshold: float | None = None,
        max_tokens: int = 40,
        legal: Iterable[Sequence[str]] | Mapping[str, Iterable[Sequence[str]]] = (),
        symmetric: Sequence[str] = (),
        spans_key: str = "sc",
        positive_weight: float = 1.0,
        nlp: Language | None = None,
    ) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {
            "labels": [],
            "threshold": threshold,
            "max_tokens": max_tokens,
            "legal": legal_rows(legal),
            "symmetric": list(symmetric),
            "spans_key": spans_key,
            "positive_weight": positive_weight,
            "calibration": {},
        }
        self._pipeline = ref(nlp) if nlp is not None else None
        self._changed = False
        """Whether the network has learned since the confidences were fitted."""
        self._cached: tuple[Any, Candidates] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The relation labels, in the order of the network's output."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> tuple[str, ...]:
        """What `spacy init labels` writes."""
        return self.labels

    @property
    def calibration(self) -> Calibration:
        """The fitted confidences and thresholds; empty before the first fit."""
        return Calibration.from_dict(self.cfg["calibration"])

    @property
    def thresholds(self) -> dict[str, float]:
        """By label: the least confidence of a proposed relation."""
        fixed = self.cfg["threshold"]
        least = self.calibration.least(self.labels, THRESHOLD).tolist()
        return {label: own if fixed is None else fixed for label, own in zip(self.labels, least, strict=True)}

    def add_label(self, label: str) -> int:
        """Learn one more label; what was learned of the others stays. 0 where it is known already."""
        if not label:
            raise ValueError("a relation label needs a name")
        if label in self.cfg["labels"]:
            return 0
        self.cfg["labels"] = [*self.cfg["labels"], label]
        output = self.model.get_ref("output")
        if output.has_dim("nO") and output.get_dim("nO") < len(self.labels):
            self.model.attrs["resize_output"](self.model, len(self.labels))
        return 1

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: Sequence[str] | None = None,
    ) -> None:
        """Size the network. The labels are those given, else those of the examples' relations; ValueError without any."""
        validate_get_examples(get_examples, "RelationExtractor.initialize")
        if labels is None:
            spans_key = self.cfg["spans_key"]
            found = {
                label
                for example in get_examples()
                for label in _gold_labels(gold_relations(example.reference, spans_key))
            }
            labels = sorted(found)
        for label in labels:
            self.add_label(label)
        if not self.labels:
            raise ValueError(
                f"{self.name}: no relation in the training data; was it written with store_user_data=True?"
            )
        sample = list(islice(get_examples(), 10))
        tables = [
            self._candidates().table(example.predicted, mentions_of(example.predicted, "", gold=True))[0]
            for example in sample
        ]
        self.model.initialize(X=tables, Y=self.model.ops.alloc2f(1, len(self.labels)))

    def predict(self, docs: Sequence[Doc]) -> list[Scored]:
        """The candidates of each document with their logits."""
        return self._score([(doc, mentions_of(doc, self.cfg["spans_key"])) for doc in docs])

    def set_annotations(self, docs: Sequence[Doc], scores: Sequence[Scored]) -> None:
        """Write `doc._.rel` and `doc.user_data["relations"]`, in the place of what was there."""
        for doc, scored in zip(docs, scores, strict=True):
            table: dict[tuple[int, int], dict[str, float]] = {}
            for relation in self._proposed(scored, KEPT):
                labels = table.setdefault((relation.head.start, relation.child.start), {})
                labels[relation.label] = max(relation.score, labels.get(relation.label, 0.0))
            doc._.rel = table
            doc.user_data[ROWS] = [
                {
                    "head": list(character_extent(doc, relation.head)),
                    "child": list(character_extent(doc, relation.child)),
                    "label": relation.label,
                    "score": relation.score,
                }
                for relation in self._proposed(scored)
            ]

    def relations(
        self, doc: Doc, mentions: Sequence[tuple[int, int, str]], *, least: float | None = None
    ) -> "list[ProposedRelation]":
        """Relations between those mentions, (start, end, label) in characters of `doc.text`, in reading order, with confidences.

        `least`: the least confidence of a relation; None takes the threshold of each label. Needs Pressmark installed.
        """
        return self.relations_of([(doc, mentions)], least=least)[0]

    def relations_of(
        self, read: Sequence[tuple[Doc, Sequence[tuple[int, int, str]]]], *, least: float | None = None
    ) -> "list[list[ProposedRelation]]":
        """As `relations`, for several docs with their mentions in one pass through the network."""
        from annotator.model.suggestion import ProposedRelation

        extents = [token_mentions(doc, mentions) for doc, mentions in read]
        wanted = [(doc, unique_mentions(list(held))) for (doc, _), held in zip(read, extents, strict=True)]
        return [
            [
                ProposedRelation(held[found.head], held[found.child], found.label, found.score)
                for found in self._proposed(scored, least)
            ]
            for held, scored in zip(extents, self._score(wanted), strict=True)
        ]

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Any = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from gold mentions and relations. A pair of which nothing is known (in a document not done) teaches nothing."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        validate_examples(examples, "RelationExtractor.update")
        if not any(len(example.predicted) for example in examples):
            return losses
        set_dropout_rate(self.model, drop)
        goals = self._goals(examples)
        if not sum(len(goal.table.pairs) for goal in goals):
            # upstream waits for a gradient from every listener, also where there is no pair to learn from
            vectors, back = self.model.get_ref("tok2vec").begin_update([example.predicted for example in examples])
            back([vector * 0 for vector in vectors])
            return losses
        logits, backprop = self.model.begin_update([goal.table for goal in goals])
        truth = np.concatenate([goal.truth for goal in goals])
        weight = np.concatenate([goal.known for goal in goals]).astype("float32")
        weight = np.where(truth > 0, weight * self.cfg["positive_weight"], weight)
        gradient = (logistic(logits) - truth) * weight
        losses[self.name] += float((gradient**2).sum())
        backprop(self.model.ops.asarray2f(gradient))
        if sgd is not None:
            self.finish_update(sgd)
        self._changed = True
        return losses

    def calibrate(self, examples: Iterable[Example]) -> Calibration:
        """Fit confidences and thresholds on examples that the network was not trained on; they are saved with it."""
        goals = self._goals(list(examples))
        self._adopt(fitted(goals, self._logits([goal.table for goal in goals]), self.labels))
        return self.calibration

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """`rel_*`: end to end; `rel_gold_*`: between the gold mentions. A gold pair that was never proposed is missed.

        After training, thresholds and confidences are fitted here (`spacy train` scores on dev before it saves). What is
        reported then was fitted on the other half of the examples, so that no document judges its own thresholds.
        """
        examples = list(examples)
        goals = self._goals(examples)
        logits = self._logits([goal.table for goal in goals])
        predicted = self.predict([example.predicted for example in examples])
        fits = [self.calibration] * len(examples)
        if self._changed:
            halves = [fitted(goals[at::2], logits[at::2], self.labels) for at in (1, 0)]
            fits = [halves[at % 2] or fits[at] for at in range(len(examples))]
            self._adopt(fitted(goals, logits, self.labels))
        end_to_end, between_gold = Tally(), Tally()
        for example, goal, own, found, fit in zip(examples, goals, logits, predicted, fits, strict=True):
            again = Scored(goal.table, goal.legal, own)
            between_gold.add(judged(self._proposed(again, calibration=fit), goal), goal.held, goal.lost)
            doc = example.predicted
            judged_found = judged(self._proposed(found, calibration=fit), goal)
            end_to_end.add(in_characters(doc, judged_found), in_characters(doc, goal.held), goal.lost)
        return {**end_to_end.scores("rel"), **between_gold.scores("rel_gold")}

    def _proposed(
        self, scored: Scored, least: float | None = None, *, calibration: Calibration | None = None
    ) -> list[ScoredRelation]:
        least = self.cfg["threshold"] if least is None else least
        return proposed(scored, self.labels, calibration or self.calibration, least)

    def _candidates(self) -> Candidates:
        settings = {name: self.cfg[name] for name in ("max_tokens", "legal", "symmetric")}
        key = (self.labels, settings)
        if self._cached is None or self._cached[0] != key:
            self._cached = (key, Candidates(self.labels, **settings))
        return self._cached[1]

    def _goals(self, examples: Sequence[Example]) -> list[Goal]:
        return [goal_of(example, self._candidates(), self.cfg["spans_key"]) for example in examples]

    def _score(self, wanted: Sequence[tuple[Doc, list[Mention]]]) -> list[Scored]:
        made = [self._candidates().table(doc, mentions) for doc, mentions in wanted]
        logits = self._logits([table for table, _ in made])
        return [Scored(table, legal, found) for (table, legal), found in zip(made, logits, strict=True)]

    def _logits(self, tables: Sequence[PairTable]) -> list[Array]:
        """(P, L) for each table, some thousand pairs at a time."""
        found: list[list[Array]] = [[np.zeros((0, len(self.labels)), dtype="float32")] for _ in tables]
        self._give_vectors([table.doc for table in tables if len(table.pairs)])
        batch: list[tuple[int, PairTable]] = []
        pieces = [(at, piece) for at, table in enumerate(tables) for piece in table.pieces(PAIRS_AT_ONCE)]
        for number, piece in enumerate(pieces, 1):
            batch.append(piece)
            held = sum(len(table.pairs) for _, table in batch)
            if held >= PAIRS_AT_ONCE or number == len(pieces):
                logits = self.model.predict([table for _, table in batch])
                bounds = np.cumsum([len(table.pairs) for _, table in batch])[:-1]
                for (at, _), part in zip(batch, np.split(logits, bounds), strict=True):
                    found[at].append(part)
                batch = []
        return [np.concatenate(parts) for parts in found]

    def _give_vectors(self, docs: Sequence[Doc]) -> None:
        """A listener reads `doc.tensor`: have the component it listens to fill it where nobody has."""
        layer = self.model.get_ref("tok2vec")
        pipeline = self._pipeline() if self._pipeline is not None else None
        bare = [doc for doc in docs if doc.tensor.size == 0] if layer.name == "tok2vec-listener" else []
        if not bare or pipeline is None:
            return
        for _, pipe in pipeline.pipeline:
            if self.name in getattr(pipe, "listening_components", ()):
                pipe.set_annotations(bare, pipe.predict(bare))
                return

    def _adopt(self, calibration: Calibration | None) -> None:
        if calibration is not None:
            self.cfg["calibration"] = calibration.to_dict()
        self._changed = False


def _gold_labels(gold: GoldRelations) -> set[str]:
    return {label for (_, _, label), value in gold.values.items() if value} | set(gold.lost)
