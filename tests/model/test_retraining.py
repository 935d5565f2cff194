"""When a training is due, and of which kind."""

from dataclasses import replace

from annotator.model.document import DocumentId
from annotator.model.own_models import ModelId, OwnModel, TrainingIds
from annotator.model.retraining import FULL_FROM, MANY_NEW, fitting_kind, full_is_due, known_to, new_since, round_size
from annotator.model.scores import Scores


def ids(*numbers: int) -> tuple[DocumentId, ...]:
    return tuple(map(DocumentId, numbers))


def model(*documents: int, held_back: tuple[int, ...] = ()) -> OwnModel:
    learned, held = ids(*documents), ids(*held_back)
    return OwnModel(ModelId(1), "full", "base", None, "0001", "d", "worse", learned, held, Scores(), Scores(), 1.0, "")


def test_new_is_what_the_last_model_did_not_see() -> None:
    at_hand = TrainingIds(ids(1, 2, 3, 4), ids(9, 10))
    assert new_since(at_hand, None) == 6
    assert new_since(at_hand, model(1, 2, 3, held_back=(9,))) == 2


def test_few_documents_make_a_round_and_many_a_full_training() -> None:
    assert fitting_kind(MANY_NEW - 1) == "round"
    assert fitting_kind(MANY_NEW) == "full"


def test_full_training_waits_for_a_quarter_more() -> None:
    assert not full_is_due(FULL_FROM - 1, [])
    assert full_is_due(FULL_FROM, [])
    last = model(*range(40))
    assert not full_is_due(49, [last])
    assert full_is_due(50, [last])
    assert full_is_due(49, [replace(last, kind="round")])


def test_the_first_rounds_come_sooner() -> None:
    assert [round_size(known, 10) for known in (0, 5, 19, 20, 300)] == [5, 5, 5, 10, 10]
    assert [round_size(known, 1) for known in (0, 2)] == [1, 1]
    assert [round_size(known, 5) for known in (0, 9, 10)] == [3, 3, 5]
    assert known_to(None) == 0
    assert known_to(model(1, 2, 3, held_back=(9,))) == 4
