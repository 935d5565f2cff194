"""The relations of a project's own model: a `relation_extractor` beside its `ner`, with a small tok2vec of its own."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from annotator.model.training import TrainingDocument
from annotator.nlp.config import SPANS_KEY
from annotator.nlp.relations.window import related_distances, relation_window
from annotator.nlp.training.base import NER, RELATIONS, Learner
from annotator.nlp.training.evaluation import Found
from annotator.nlp.training.examples import Lesson, parts
from annotator.nlp.training.protocol import Start
from annotator.nlp.training.recipe import Training

FEWEST = 60
"""Confirmed relations to train on, below which the patterns and the shipped model do better."""
FEWEST_HELD_BACK = 10
"""Held-back relations below which the confidences stay as the network gives them."""

WIDTH = 96
_ROWS = [3000, 750, 1500, 1500]


def settle_relations(learner: Learner, start: Start) -> None:
    """Make a component that came with the model fit the scheme, or leave it out where its labels are not the scheme's."""
    component = learner.relations
    if component is None:
        return
    names = {label.name for label in start.relation_labels}
    if not start.relations or not names.issuperset(component.labels):
        learner.nlp.remove_pipe(RELATIONS)
        return
    component.cfg["legal"] = _legal(start)
    component.cfg["symmetric"] = _symmetric(start)
    for label in start.relation_labels:
        component.add_label(label.name)


def learn_relations(
    training: Training, start: Start, lessons: Sequence[Lesson], check: Callable[[float], object]
) -> None:
    """Learn relations anew from these documents, the window of the pairs too; nothing where they have too few.

    A component that is there already keeps nothing but its place and its labels.
    """
    learner = training.learner
    if sum(len(lesson.document.relations) for lesson in lessons) < FEWEST:
        return
    config, known = _config(learner, start, lessons), learner.relations
    if known is None:
        made = learner.nlp.add_pipe(RELATIONS, after=NER, config=config)
        labels: Sequence[str] = [label.name for label in start.relation_labels]
    else:
        made = learner.nlp.create_pipe(RELATIONS, RELATIONS, config=config)
        labels = known.labels
    examples = relation_examples(lessons)
    made.initialize(lambda: examples[:20], nlp=learner.nlp, labels=labels)
    training.relations(made, examples, training.relation_epochs(len(examples)), check)
    if known is not None:
        for old, new in zip(known.model.walk(), made.model.walk(), strict=True):
            for name in new.param_names:
                old.set_param(name, new.get_param(name))
        known.cfg.update({name: made.cfg[name] for name in ("max_tokens", "calibration")})


def go_on_with_relations(training: Training, lessons: Sequence[Lesson], check: Callable[[float], object]) -> None:
    """Have the component there is learn from these documents too."""
    examples = relation_examples(lessons)
    if examples:
        training.relations(training.learner.relations, examples, training.recipe.relation_replay_epochs, check)


def _config(learner: Learner, start: Start, lessons: Sequence[Lesson]) -> dict[str, Any]:
    # registers the factory where the program runs without being installed
    from annotator.nlp.relations import component as component

    distances = Counter(
        distance for lesson in lessons for doc in lesson.references for distance in related_distances(doc, SPANS_KEY)
    )
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": _ROWS,
            "include_static_vectors": bool(learner.nlp.vocab.vectors_length),
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": 2,
        },
    }
    return {
        "model": {"@architectures": "pressmark.RelationPairs.v1", "tok2vec": tok2vec},
        "legal": _legal(start),
        "symmetric": _symmetric(start),
        "max_tokens": relation_window(distances),
    }


def relation_examples(lessons: Sequence[Lesson]) -> list[Any]:
    """The lessons that say something of relations, as examples."""
    return [
        example
        for lesson in lessons
        for example in lesson.examples
        if lesson.document.done or lesson.document.relations or lesson.document.rejected_relations
    ]


def score_relations(learner: Learner, documents: Sequence[TrainingDocument], found: dict[int, Found]) -> None:
    """Add to what was found the relations between the documents' own spans.

    Between the gold spans, so that it does not change with how well spans are found. Where the network has learned since,
    its confidences are fitted to the one half of the documents for the other half, and to all of them in the end.
    """
    for document in documents:
        symmetric = set(learner.relations.cfg["symmetric"]) if learner.relations is not None else set()
        found[document.id].gold_relations = {
            _place(document.id, document.spans[r.head][1:3], document.spans[r.child][1:3], r.label, symmetric)
            for r in document.relations
        }
    component = learner.relations
    if component is None:
        return
    from annotator.nlp.training.examples import lesson

    enough = sum(len(document.relations) for document in documents) >= FEWEST_HELD_BACK
    halves = [documents[0::2], documents[1::2]] if enough and len(documents) > 1 else [documents]
    learner.refit = learner.refit and len(halves) == 2
    for at, half in enumerate(halves):
        if learner.refit:
            component.calibrate(relation_examples([lesson(document, learner) for document in halves[1 - at]]))
        for document in half:
            found[document.id].relations = _related(learner, document)
    if learner.refit:
        component.calibrate(relation_examples([lesson(document, learner) for document in documents]))
        learner.refit = False


def _related(learner: Learner, document: TrainingDocument) -> dict[Any, float | None]:
    component = learner.relations
    symmetric = set(component.cfg["symmetric"])
    offset = 0
    related: dict[Any, float | None] = {}
    for part in parts(document):
        mentions = [(span.start, span.end, span.label) for span in part.spans]
        for found in component.relations(learner.nlp.tokenizer(part.text), mentions) if len(mentions) > 1 else ():
            head = (found.head[0] + offset, found.head[1] + offset)
            child = (found.child[0] + offset, found.child[1] + offset)
            related[_place(document.id, head, child, found.label, symmetric)] = found.score
        offset += len(part.text)
    return related


def _place(
    id: int, head: tuple[int, int], child: tuple[int, int], label: str, symmetric: set[str]
) -> tuple[tuple[int, tuple[int, int], tuple[int, int]], str]:
    if label in symmetric and child < head:
        head, child = child, head
    return (id, head, child), label


def _legal(start: Start) -> list[list[str]]:
    return [[label.name, head, child] for label in start.relation_labels for head, child in label.legal]


def _symmetric(start: Start) -> list[str]:
    return [label.name for label in start.relation_labels if label.symmetric]
