"""When a new model takes over, and which folders make room."""

from dataclasses import replace

import pytest

from annotator.model.document import DocumentId
from annotator.model.own_models import ModelId, ModelKind, ModelState, OwnModel, overall_f, takes_over, to_make_room
from annotator.model.scores import Score, Scores


def scores(right: int, wrong: int = 0, *, documents: int = 40) -> Scores:
    return Scores(documents, {"PER": Score(right, wrong, wrong)})


def model(id: int, state: ModelState = "kept", right: int = 500) -> OwnModel:
    found = scores(right, 1000 - right)
    return OwnModel(
        ModelId(id), "round", "base", None, f"{id:04d}", "d", state, (DocumentId(1),), (), found, Scores(), 1.0, ""
    )


@pytest.mark.parametrize(
    ("right", "expected"),
    [(900, True), (800, True), (795, True), (794, False), (0, False)],
)
def test_a_model_may_be_half_a_point_worse_and_no_more(right: int, expected: bool) -> None:
    assert takes_over("round", scores(right, 1000 - right), scores(800, 200)) is expected


@pytest.mark.parametrize(("kind", "expected"), [("round", True), ("full", False)])
def test_few_held_back_documents_stop_a_full_training_alone(kind: ModelKind, expected: bool) -> None:
    assert takes_over(kind, scores(1, 9, documents=4), scores(9, 1, documents=4)) is expected


def test_without_held_back_documents_there_is_nothing_to_be_worse_by() -> None:
    assert takes_over("full", Scores(), Scores())


def test_relations_count_beside_spans() -> None:
    both = replace(scores(10), relations={"in": Score(0, 0, 10)})
    assert overall_f(scores(10)) == 1.0
    assert overall_f(both) == pytest.approx(2 / 3)


def test_the_newest_the_best_and_the_one_in_use_stay() -> None:
    models = [model(1, "kept", 900), model(2, "worse", 990), model(3, "in_use"), *(model(n) for n in range(4, 9))]
    assert [one.id for one in to_make_room(models, keep=3)] == [2, 4, 5]
    assert to_make_room(models) == []
    assert to_make_room([model(1, "removed"), model(2, "worse"), model(3, "worse")], keep=1) == [model(2, "worse")]
