"""Accepting what is sure enough, in one step."""

import pytest

from annotator.model.article import CONFIRMED
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.record import Record
from annotator.model.steps import Step, finished
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.project import sure
from tests.project.conftest import Desk

SECOND = "Mia Le voit Brest."


@pytest.fixture
def second(desk: Desk) -> DocumentId:
    """Another article, with a person of .96 and a place of .5."""
    desk.project.import_records([Record("b", SECOND)])
    id = desk.project.document_ids()[-1]
    desk.project.store_suggestions(desk.run, id, [ProposedSpan(0, 6, "PER", 0.96), ProposedSpan(12, 17, "LOC", 0.5)])
    return id


def test_what_is_sure_in_the_article_is_accepted_in_one_step(desk: Desk) -> None:
    edit = desk.project.accept_above(0.8, desk.document)
    assert edit.action == "accept_above"
    assert desk.confirmed() == [(0, 7, "PER"), (13, 18, "LOC"), (52, 59, "PER")]
    assert desk.state.review.state == "in_progress"
    desk.project.undo()
    assert desk.confirmed() == []


def test_relation_is_accepted_only_between_confirmed_ends(desk: Desk) -> None:
    desk.project.relabel(desk.document, desk.at(20, 27), "PER")
    desk.project.accept_above(0.75, desk.document)
    assert desk.state.relations(CONFIRMED) == []
    desk.project.undo()
    desk.project.accept(desk.document, desk.at(38, 43))
    desk.project.accept_above(0.75, desk.document)
    assert [relation.label for relation in desk.state.relations(CONFIRMED)] == ["in"]


def test_whole_corpus_is_one_step_and_done_articles_are_left_alone(desk: Desk, second: DocumentId) -> None:
    project = desk.project
    project.import_records([Record("c", "Ivo An."), Record("d", "Eva Po.")])
    done, skipped = project.document_ids()[-2:]
    for id in (done, skipped):
        project.store_suggestions(desk.run, id, [ProposedSpan(0, 6, "PER", 0.99)])
    project.set_state(done, "done")
    project.set_state(skipped, "skipped")
    found = finished(project.documents_above_in_steps(0.9))
    assert found == [desk.document, second]
    assert project.count_above(0.9, found) == (3, 2)
    edit = project.accept_above(0.9)
    assert edit.documents == {desk.document, second}
    assert [span.label for span in project.article(second).spans(CONFIRMED)] == ["PER"]
    assert project.article(second).review.state == "in_progress"
    assert project.article(done).spans(CONFIRMED) == []
    project.undo()
    assert project.article(second).review.state == "new"
    assert desk.confirmed() == []
    assert finished(project.documents_above_in_steps(0.9)) == found


def test_documents_are_looked_for_some_at_a_time(
    desk: Desk, second: DocumentId, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.project.import_records([Record(f"n{number}", SECOND) for number in range(7)])
    last = desk.project.document_ids()[-1]
    desk.project.store_suggestions(desk.run, last, [ProposedSpan(0, 6, "PER", 0.97), ProposedSpan(0, 6, "LOC")])
    at_once = finished(desk.project.documents_above_in_steps(0.9))
    assert at_once == [desk.document, second, last]
    monkeypatch.setattr(sure, "DOCUMENTS_A_LOOK", 2)
    steps = desk.project.documents_above_in_steps(0.9)
    assert list(steps) == [Step(0, 0)] * 4
    assert finished(desk.project.documents_above_in_steps(0.9)) == at_once
    edit = desk.project.accept_above(0.9)
    assert edit.documents == set(at_once)


def test_sureness_is_the_calibrated_one(desk: Desk, second: DocumentId) -> None:
    desk.project.fit_calibration([("span", "PER", 0.96, number % 2 == 0) for number in range(100)])
    with pytest.raises(AnnotationError, match="no suggestion here has a confidence of 90% or more"):
        desk.project.accept_above(0.9)
    assert finished(desk.project.documents_above_in_steps(0.9)) == []


def test_what_is_hidden_is_not_accepted(desk: Desk) -> None:
    desk.project.set_thresholds({("span", "PER"): 0.93})
    desk.project.accept_above(0.85, desk.document)
    assert desk.confirmed() == [(52, 59, "PER")]


@pytest.mark.parametrize("confidence", [0.3, 1.0])
def test_confidence_out_of_bounds_is_refused(desk: Desk, confidence: float) -> None:
    with pytest.raises(AnnotationError, match="from 50% to below 100%"):
        desk.project.accept_above(confidence)
    with pytest.raises(AnnotationError, match="from 50% to below 100%"):
        desk.project.count_above(confidence, [desk.document])


def test_done_article_is_refused_and_nothing_sure_too(desk: Desk) -> None:
    with pytest.raises(AnnotationError, match="no suggestion here"):
        desk.project.accept_above(0.99, desk.document)
    assert desk.state.review.state == "new"
    desk.project.set_state(desk.document, "done")
    with pytest.raises(AnnotationError, match="done or skipped"):
        desk.project.accept_above(0.8, desk.document)


def test_count_of_a_document_that_is_gone_is_refused(desk: Desk) -> None:
    with pytest.raises(AnnotationError, match="there is no document 77"):
        desk.project.count_above(0.8, [DocumentId(77)])


def test_relation_sure_enough_counts(desk: Desk, second: DocumentId) -> None:
    desk.project.store_suggestions(
        desk.run,
        second,
        [ProposedSpan(0, 6, "PER", 0.6), ProposedSpan(12, 17, "LOC", 0.6)],
        [ProposedRelation((0, 6), (12, 17), "in", 0.97)],
    )
    assert desk.project.count_above(0.97, finished(desk.project.documents_above_in_steps(0.97))) == (1, 1)
