"""Relations in training: when they are learned anew, when a component goes on, and that nothing of it is half done."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import spacy

from annotator.model.training import TrainingDocument
from annotator.nlp.training import folders
from annotator.nlp.training.protocol import (
    Documents,
    Evaluate,
    Evaluated,
    Failed,
    Forget,
    Full,
    Round,
    Trained,
)
from tests.nlp.training.conftest import BLANK, LIVES, Told, document

START = replace(BLANK, relation_labels=(LIVES,), relations=True)
HELD = tuple(range(70, 90))


def apart(number: int) -> TrainingDocument:
    """The same with eighty words between the person and the place."""
    between = "dont on parle beaucoup " * 20
    short = document(number)
    at = short.text.index("habite")
    person, place = short.spans
    moved = place._replace(start=place.start + len(between), end=place.end + len(between))
    return document(number, text=short.text[:at] + between + short.text[at:], spans=(person, moved))


def window(trained: object) -> int:
    """How many tokens apart the component in a model looks for relations."""
    assert isinstance(trained, Trained)
    return int(spacy.load(trained.folder).get_pipe("relation_extractor").cfg["max_tokens"])  # type: ignore[attr-defined]


def near_then_far(told: Told, output: Callable[[], str]) -> tuple[object, object]:
    """A round on relations of neighbours, then one on relations far apart."""
    told.tell(Documents((*map(document, range(60)), *map(apart, range(60, 90)))), START)
    told.tell(Forget(tuple(range(60, 70))))
    near = told.tell(Round(output(), tuple(range(60)), HELD))
    told.tell(Documents(tuple(map(apart, range(60, 70)))))
    return near, told.tell(Round(output(), tuple(range(60, 70)), HELD))


def test_relations_are_learned_once_there_are_enough(output: Callable[[], str]) -> None:
    import spacy

    told = Told()
    told.tell(Documents(tuple(map(document, range(90)))))
    told.tell(replace(BLANK, relation_labels=(LIVES,), relations=True))
    held = tuple(range(70, 90))
    told.tell(Forget(tuple(range(10, 70))))
    few = told.tell(Round(output(), tuple(range(10)), held))
    assert isinstance(few, Trained)
    assert few.scores.relations == {}
    told.tell(Documents(tuple(document(number) for number in range(10, 70))))
    folder = output()
    many = told.tell(Round(folder, tuple(range(10, 70)), held))
    assert isinstance(many, Trained)
    assert many.previous.relation.f == 0
    assert many.scores.relation.f > 0.8
    assert any(confidence.kind == "relation" for confidence in many.confidences)
    assert spacy.load(folder).pipe_names == ["ner", "relation_extractor"]
    assert folders.own_model_problem(Path(folder), many.digest) == ""
    again = Told()
    again.tell(Documents(tuple(document(number) for number in held)))
    again.tell(replace(BLANK, relation_labels=(LIVES,), relations=True, model=folder, digest=many.digest))
    found = again.tell(Evaluate(held))
    assert isinstance(found, Evaluated)
    assert found.scores.relation == many.scores.relation or found.scores.relation.f > 0.8


def test_relations_are_looked_for_as_far_apart_as_those_decided(output: Callable[[], str]) -> None:
    told = Told()
    told.tell(Documents(tuple(map(apart, range(90)))), START)
    trained = told.tell(Full(output(), HELD))
    assert isinstance(trained, Trained)
    assert trained.scores.relation.f > 0.8
    assert window(trained) == 82


def test_while_documents_are_few_every_round_learns_relations_anew(output: Callable[[], str]) -> None:
    near, far = near_then_far(Told(), output)
    assert isinstance(near, Trained)
    assert isinstance(far, Trained)
    assert (window(near), window(far)) == (20, 82)
    assert near.scores.relation.f == 0
    assert far.scores.relation.f > 0.5


def test_beyond_that_a_round_goes_on_with_what_is_known(output: Callable[[], str]) -> None:
    told = Told(relation_anew=50)
    near, far = near_then_far(told, output)
    assert (window(near), window(far)) == (20, 20)
    # what was learned before is still there
    told.tell(Documents(tuple(map(document, HELD))))
    found = told.tell(Evaluate(HELD))
    assert isinstance(found, Evaluated)
    assert found.scores.relation.f > 0.8


def test_relations_that_were_half_learned_are_as_they_were(output: Callable[[], str]) -> None:
    told = Told()
    told.tell(Documents(tuple(map(document, range(90)))), START)
    told.tell(Round(output(), tuple(range(65)), HELD))
    before = told.tell(Evaluate(HELD))
    assert isinstance(before, Evaluated)
    # epochs over 5 + 20 documents, then relations
    told.cancel_after = told.asked + 250
    failed = told.tell(Round(output(), tuple(range(65, 70)), HELD))
    assert isinstance(failed, Failed)
    assert failed.kind == "cancelled"
    told.cancel_after = None
    told.tell(Forget(HELD))
    told.tell(Documents(tuple(map(document, HELD))))
    after = told.tell(Evaluate(HELD))
    assert isinstance(after, Evaluated)
    assert after.scores == before.scores
    assert after.confidences == before.confidences
