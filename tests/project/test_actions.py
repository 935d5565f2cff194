"""What each action of an analyst writes, beside what the state machine holds for all of them together."""

import pytest

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED
from annotator.model.errors import AnnotationError
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from tests.project.conftest import Desk


def test_accepting_confirms_and_leaves_the_rest_pending(desk: Desk) -> None:
    edit = desk.project.accept(desk.document, desk.at(0, 7))
    assert desk.confirmed() == [(0, 7, "PER")]
    assert desk.outcomes() == {1: "accepted"}
    assert desk.state.review.state == "in_progress"
    assert edit.action == "accept"
    assert edit.extent == (0, 7)
    assert edit.touches("spans", desk.document)
    assert not edit.touches("relations")
    assert "Ana Roy" in desk.pending()


def test_accepting_a_relation_confirms_its_pending_ends(desk: Desk) -> None:
    relation = next(r for r in desk.state.relations() if r.label == "in")
    desk.project.accept(desk.document, relation.ref)
    assert desk.confirmed() == [(20, 27, "ORG"), (38, 43, "LOC")]
    assert [r.label for r in desk.state.relations(("confirmed",))] == ["in"]
    desk.project.undo()
    assert desk.confirmed() == []
    assert desk.state.review.state == "new"


def test_rejecting_an_end_takes_its_suggested_relations_out_of_sight(desk: Desk) -> None:
    desk.project.reject(desk.document, desk.at(38, 43))
    assert desk.pending() == ["Ana Roy", "Paris", "Léo Roy", "Ana Roy", "meets", "Nantes"]
    assert [span.status for span in desk.state.spans_in(38, 43, ("rejected",))] == ["rejected"]
    desk.project.undo()
    assert "in" in desk.pending()


def test_rejected_suggestion_may_be_accepted_after_all(desk: Desk) -> None:
    ref = desk.at(0, 7)
    desk.project.reject(desk.document, ref)
    desk.project.accept(desk.document, ref)
    assert desk.confirmed() == [(0, 7, "PER")]
    assert desk.outcomes() == {1: "accepted"}


def test_relabelling_a_suggestion_is_one_action_and_a_correction(desk: Desk) -> None:
    desk.project.relabel(desk.document, desk.at(20, 27), "PER")
    assert desk.confirmed() == [(20, 27, "PER")]
    assert desk.outcomes() == {3: "corrected"}
    relation = next(r for r in desk.state.relations() if r.label == "in")
    assert relation.head.kind == "span", "the suggested relation follows the corrected span"
    desk.project.relabel(desk.document, desk.at(20, 27), "ORG")
    assert desk.outcomes() == {3: "accepted"}, "back at what the model said"
    assert not desk.project.relabel(desk.document, desk.at(20, 27), "ORG").changes


def test_suggested_relation_follows_a_corrected_boundary(desk: Desk) -> None:
    desk.project.set_boundaries(desk.document, desk.at(20, 27), 20, 34)
    assert desk.confirmed() == [(20, 34, "ORG")]
    assert "in" in desk.pending()
    relation = next(r for r in desk.state.relations() if r.label == "in")
    desk.project.accept(desk.document, relation.ref)
    assert [desk.state.extent(r.head) for r in desk.state.relations(("confirmed",))] == [(20, 34)]


def test_label_that_makes_a_suggested_relation_illegal_hides_it(desk: Desk) -> None:
    desk.project.relabel(desk.document, desk.at(38, 43), "PER")
    assert "in" not in desk.pending()
    desk.project.undo()
    assert "in" in desk.pending()


def test_span_by_hand_replaces_the_suggestions_it_covers(desk: Desk) -> None:
    desk.project.add_span(desk.document, 20, 34, "ORG")
    assert "Léo Roy" not in desk.pending()
    assert desk.outcomes() == {3: "corrected"}
    desk.project.add_span(desk.document, 33, 43, "ORG")
    assert desk.pending().count("Paris") == 2, "a suggestion of another label within it may still be right"


def test_span_by_hand_where_the_model_said_the_same_is_an_acceptance(desk: Desk) -> None:
    desk.project.add_span(desk.document, 0, 7, "PER")
    assert desk.outcomes() == {1: "accepted"}
    assert desk.state.spans(("confirmed",))[0].origin == "suggestion"


def test_equal_span_is_refused_by_name(desk: Desk) -> None:
    desk.project.add_span(desk.document, 0, 7, "PER")
    with pytest.raises(AnnotationError, match="“Ana Roy” is PER already"):
        desk.project.add_span(desk.document, 0, 7, "PER")
    desk.project.add_span(desk.document, 0, 7, "ORG")
    with pytest.raises(AnnotationError, match="exactly that place"):
        desk.project.relabel(desk.document, Ref("span", 2), "PER")


@pytest.mark.parametrize("extent", [(-1, 3), (3, 3), (0, 1000), (18, 18), (7, 8)])
def test_extent_outside_the_text_or_blank_is_refused(desk: Desk, extent: tuple[int, int]) -> None:
    with pytest.raises(AnnotationError):
        desk.project.add_span(desk.document, *extent, "PER")
    with pytest.raises(AnnotationError):
        desk.project.set_boundaries(desk.document, desk.at(0, 7), *extent)


def test_deleting_a_span_takes_its_relations_along_in_one_step(desk: Desk) -> None:
    desk.project.add_relation(desk.document, desk.at(0, 7), desk.at(13, 18), "in")
    assert len(desk.state.relations(("confirmed",))) == 1
    desk.project.delete(desk.document, desk.at(13, 18))
    assert desk.state.relations(("confirmed",)) == []
    assert desk.outcomes()[2] == "rejected", "what was accepted and then deleted was wrong"
    desk.project.undo()
    assert len(desk.state.relations(("confirmed",))) == 1
    assert desk.confirmed() == [(0, 7, "PER"), (13, 18, "LOC")]


def test_deleting_a_relation_keeps_its_ends(desk: Desk) -> None:
    relation = next(r for r in desk.state.relations() if r.label == "in")
    desk.project.accept(desk.document, relation.ref)
    desk.project.delete(desk.document, desk.state.relations(("confirmed",))[0].ref)
    assert desk.confirmed() == [(20, 27, "ORG"), (38, 43, "LOC")]
    assert desk.outcomes()[7] == "rejected"
    assert [r.status for r in desk.state.relations(("rejected",))] == ["rejected"]


def test_delete_and_reject_mean_the_same_on_either_kind(desk: Desk) -> None:
    desk.project.delete(desk.document, desk.at(0, 7))
    assert desk.outcomes() == {1: "rejected"}
    desk.project.accept(desk.document, desk.at(13, 18))
    desk.project.reject(desk.document, desk.at(13, 18))
    assert desk.confirmed() == []


def test_relation_between_suggestions_confirms_both(desk: Desk) -> None:
    desk.project.add_relation(desk.document, desk.at(52, 59), desk.at(62, 68), "in")
    assert desk.confirmed() == [(52, 59, "PER"), (62, 68, "LOC")]
    with pytest.raises(AnnotationError, match="joined by in already"):
        desk.project.add_relation(desk.document, desk.at(52, 59), desk.at(62, 68), "in")


def test_relation_that_the_model_suggests_is_taken_as_accepted(desk: Desk) -> None:
    desk.project.add_relation(desk.document, desk.at(52, 59), desk.at(0, 7), "meets")
    assert desk.outcomes()[8] == "accepted", "symmetric: the direction does not matter"
    assert "meets" not in desk.pending()


def test_illegal_relations_are_refused_with_what_is_legal(desk: Desk) -> None:
    with pytest.raises(AnnotationError, match="in cannot go from LOC to PER; it may go PER → LOC, ORG → LOC"):
        desk.project.add_relation(desk.document, desk.at(13, 18), desk.at(0, 7), "in")
    with pytest.raises(AnnotationError, match="no relation owns; it has in, meets"):
        desk.project.add_relation(desk.document, desk.at(13, 18), desk.at(0, 7), "owns")
    with pytest.raises(AnnotationError, match="two different spans"):
        desk.project.add_relation(desk.document, desk.at(0, 7), desk.at(0, 7), "meets")
    with pytest.raises(AnnotationError, match="no label CITY; it has PER, LOC, ORG"):
        desk.project.add_span(desk.document, 0, 3, "CITY")


def test_reversing_keeps_to_the_legal_types(desk: Desk) -> None:
    relation = next(r for r in desk.state.relations() if r.label == "in")
    with pytest.raises(AnnotationError, match="cannot go from LOC to ORG"):
        desk.project.reverse_relation(desk.document, relation.ref)
    meets = next(r for r in desk.state.relations() if r.label == "meets")
    desk.project.reverse_relation(desk.document, meets.ref)
    confirmed = desk.state.relations(("confirmed",))[0]
    assert (desk.state.extent(confirmed.head), desk.state.extent(confirmed.child)) == ((52, 59), (0, 7))
    assert desk.outcomes()[8] == "corrected"
    desk.project.reverse_relation(desk.document, confirmed.ref)
    assert desk.outcomes()[8] == "accepted"


def test_relabelling_relations(desk: Desk) -> None:
    desk.project.relabel(desk.document, desk.at(38, 43), "PER")
    desk.project.relabel(desk.document, desk.at(20, 27), "PER")
    desk.project.add_relation(desk.document, desk.at(20, 27), desk.at(38, 43), "meets")
    relation = desk.state.relations(("confirmed",))[0]
    with pytest.raises(AnnotationError, match="cannot go"):
        desk.project.relabel(desk.document, relation.ref, "in")
    assert not desk.project.relabel(desk.document, relation.ref, "meets").changes


def test_accept_all_is_one_step_and_keeps_the_first_of_two_that_cross(desk: Desk) -> None:
    from annotator.model.suggestion import ProposedSpan

    desk.project.store_suggestions(
        desk.run, desk.document, [ProposedSpan(0, 7, "PER", 0.9), ProposedSpan(4, 12, "ORG", 0.9)]
    )
    assert len(desk.state.pending()) == 2
    desk.project.accept_all(desk.document)
    assert desk.confirmed() == [(0, 7, "PER")]
    assert sorted(desk.outcomes().values()) == ["accepted", "corrected"]
    desk.project.undo()
    assert len(desk.state.pending()) == 2


def test_accept_all_takes_relations_too(desk: Desk) -> None:
    desk.project.accept_all(desk.document)
    assert len(desk.confirmed()) == 6
    assert sorted(r.label for r in desk.state.relations(("confirmed",))) == ["in", "meets"]
    assert desk.pending() == []
    assert not desk.project.accept_all(desk.document).changes


def joined(desk: Desk) -> list[tuple[int, int, str]]:
    """Where the confirmed relations begin, and their labels."""
    found = desk.state.relations(CONFIRMED)
    return [(desk.state.extent(r.head)[0], desk.state.extent(r.child)[0], r.label) for r in found]


def star(desk: Desk) -> None:
    """Suggest that the first Ana Roy meets the second and Léo Roy, and that he is in Paris."""
    desk.project.relabel(desk.document, desk.at(20, 27), "PER")
    desk.project.store_suggestions(
        desk.project.start_run("more"),
        desk.document,
        [ProposedSpan(13, 18, "LOC", 0.8), ProposedSpan(0, 7, "PER", 0.9), ProposedSpan(52, 59, "PER", 0.95)],
        [
            ProposedRelation((0, 7), (52, 59), "meets", 0.2),
            ProposedRelation((20, 27), (0, 7), "meets", 0.3),
            ProposedRelation((20, 27), (13, 18), "in", 0.3),
        ],
    )


def test_relations_of_a_span_are_accepted_in_one_step_with_their_ends(desk: Desk) -> None:
    star(desk)
    desk.project.accept_relations(desk.document, desk.at(0, 7))
    assert joined(desk) == [(20, 0, "meets"), (0, 52, "meets")]
    assert desk.confirmed() == [(0, 7, "PER"), (20, 27, "PER"), (52, 59, "PER")]
    assert [r.label for r in desk.state.relations(("suggested",))] == ["in"]
    desk.project.undo()
    assert joined(desk) == []
    assert desk.confirmed() == [(20, 27, "PER")]


def test_relations_of_a_span_are_rejected_in_one_step_and_the_spans_stay(desk: Desk) -> None:
    star(desk)
    waiting = desk.pending()
    desk.project.reject_relations(desk.document, desk.at(0, 7))
    assert [r.label for r in desk.state.relations(("suggested",))] == ["in"]
    assert [words for words in waiting if words != "meets"] == desk.pending()
    desk.project.undo()
    assert desk.pending() == waiting


def test_relations_are_decided_from_one_of_them_by_its_head(desk: Desk) -> None:
    star(desk)
    relation = next(r for r in desk.state.relations() if r.label == "in")
    desk.project.accept_relations(desk.document, relation.ref)
    assert joined(desk) == [(20, 0, "meets"), (20, 13, "in")]
    with pytest.raises(AnnotationError, match="no suggested relation of “Léo Roy” waits"):
        desk.project.reject_relations(desk.document, desk.at(20, 27))
    with pytest.raises(AnnotationError, match="not there any more"):
        desk.project.accept_relations(desk.document, Ref("span", 99))


def test_of_two_ends_that_cross_the_first_is_taken_and_the_other_relation_left(desk: Desk) -> None:
    desk.project.store_suggestions(
        desk.project.start_run("crossing"),
        desk.document,
        [ProposedSpan(0, 7, "PER", 0.9), ProposedSpan(20, 27, "PER", 0.9), ProposedSpan(24, 32, "PER", 0.9)],
        [ProposedRelation((0, 7), (20, 27), "meets", 0.4), ProposedRelation((0, 7), (24, 32), "meets", 0.4)],
    )
    desk.project.accept_relations(desk.document, desk.at(0, 7))
    assert joined(desk) == [(0, 20, "meets")]
    assert desk.confirmed() == [(0, 7, "PER"), (20, 27, "PER")]
    assert desk.state.relations(("suggested",)) == []


def test_reject_all_is_one_step(desk: Desk) -> None:
    desk.project.reject_all(desk.document)
    assert desk.pending() == []
    assert set(desk.outcomes().values()) == {"rejected"}
    desk.project.undo()
    assert len(desk.pending()) == 8


def test_same_string_gets_the_same_decision(desk: Desk) -> None:
    desk.project.apply_to_same(desk.document, desk.at(13, 18), "accept")
    assert desk.confirmed() == [(13, 18, "LOC"), (38, 43, "LOC")]
    desk.project.apply_to_same(desk.document, desk.at(13, 18), "relabel", "ORG")
    assert desk.confirmed() == [(13, 18, "ORG"), (38, 43, "ORG")]
    desk.project.apply_to_same(desk.document, desk.at(13, 18), "reject")
    assert desk.confirmed() == []
    for _ in range(3):
        desk.project.undo()
    assert len(desk.pending()) == 8


def test_same_string_by_hand_skips_what_lies_within_another_span(desk: Desk) -> None:
    desk.project.reject_all(desk.document)
    desk.project.add_span(desk.document, 20, 43, "ORG")
    desk.project.apply_to_same(desk.document, (4, 7), "add", "PER")
    assert desk.confirmed() == [(4, 7, "PER"), (20, 43, "ORG"), (56, 59, "PER")]


def test_same_string_decides_the_place_it_was_asked_at_within_another_span(desk: Desk) -> None:
    desk.project.add_span(desk.document, 9, 27, "ORG")
    desk.project.apply_to_same(desk.document, desk.at(13, 18), "accept")
    assert desk.confirmed() == [(9, 27, "ORG"), (13, 18, "LOC"), (38, 43, "LOC")]


def test_same_string_decides_the_place_it_was_asked_at_within_a_word(desk: Desk) -> None:
    desk.project.add_span(desk.document, 13, 16, "LOC")
    desk.project.apply_to_same(desk.document, desk.at(13, 16), "reject")
    assert desk.confirmed() == []


def test_undo_crosses_restarts(desk: Desk) -> None:
    from annotator.project import Project

    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.set_comment(desk.document, "  voir  ")
    desk.project.close()
    desk.project = Project.open(desk.path)
    assert desk.project.annotator_name == "Ada"
    assert desk.state.review.comment == "voir"
    assert desk.project.undo_action() == "set_comment"
    assert desk.project.redo_action() == ""
    desk.project.undo()
    edit = desk.project.undo()
    assert edit is not None
    assert edit.focus == Ref("suggestion", 1)
    assert desk.project.undo() is None
    assert desk.project.redo_action() == "accept"
    desk.project.set_flag(desk.document, True)
    assert desk.project.redo() is None, "a new action supersedes what was undone"
    states = desk.project._store.column("SELECT state FROM edits WHERE state <> 'recorded' ORDER BY id")
    assert states == ["superseded", "superseded", "done"]


def test_two_annotators_have_their_own_decisions_and_undo(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.use_annotator("Bea")
    assert desk.confirmed() == []
    assert desk.project.undo() is None
    desk.project.reject(desk.document, desk.at(0, 7))
    desk.project.use_annotator("Ada")
    assert desk.confirmed() == [(0, 7, "PER")]
    assert [annotator.name for annotator in desk.project.annotators()] == ["Ada", "Bea"]


def test_things_that_are_gone_are_named_so(desk: Desk) -> None:
    gone = Ref("span", 99)
    for action in (desk.project.accept, desk.project.delete, desk.project.reverse_relation):
        with pytest.raises(AnnotationError, match="not there any more"):
            action(desk.document, gone)
    for ref in (Ref("suggestion", 99), gone):
        with pytest.raises(AnnotationError, match="not there any more"):
            desk.project.reject(desk.document, ref)
        with pytest.raises(AnnotationError, match="not there any more"):
            desk.project.relabel(desk.document, ref, "PER")
        with pytest.raises(AnnotationError, match="not there any more"):
            desk.project.set_boundaries(desk.document, ref, 0, 3)
    with pytest.raises(AnnotationError, match="no document 99"):
        desk.project.set_flag(99, True)  # type: ignore[arg-type]
    desk.project.accept(desk.document, desk.at(0, 7))
    assert not desk.project.accept(desk.document, desk.at(0, 7)).changes


def test_new_suggestions_replace_only_what_nobody_decided(desk: Desk) -> None:
    from annotator.model.suggestion import ProposedSpan

    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.reject(desk.document, desk.at(20, 27))
    desk.project.accept(desk.document, desk.at(13, 18))
    desk.project.undo()
    run = desk.project.start_run("better")
    new = [
        ProposedSpan(0, 7, "ORG", 0.5),
        ProposedSpan(20, 27, "PER", 0.9),
        ProposedSpan(52, 59, "PER", 0.99),
        ProposedSpan(4, 12, "LOC", 0.1),
    ]
    desk.project.store_suggestions(run, desk.document, new)
    assert desk.pending() == ["Ana Roy"], "not where something stands, was rejected, or would cross what stands"
    assert desk.confirmed() == [(0, 7, "PER")]
    desk.project.redo()
    assert desk.confirmed() == [(0, 7, "PER"), (13, 18, "LOC")], (
        "what was undone before the new run can still be done again"
    )
    assert desk.project.run_pipeline(run) == "better"
    assert desk.project.run_pipeline(desk.run) == "pipeline 1.0"
    assert desk.project.run_pipeline(99) == ""  # type: ignore[arg-type]


def test_rejecting_two_same_strings_that_a_relation_joins_is_taken_back_whole(desk: Desk) -> None:
    relation = next(item.ref for item in desk.state.relations() if item.label == "meets")
    desk.project.accept(desk.document, relation)
    before = desk.confirmed()
    desk.project.apply_to_same(desk.document, desk.at(0, 7), "reject")
    assert desk.confirmed() == []
    assert desk.state.relations(CONFIRMED) == []

    desk.project.undo()
    assert desk.confirmed() == before
    assert [relation.label for relation in desk.state.relations(CONFIRMED)] == ["meets"]
    desk.project.redo()
    assert desk.confirmed() == []


def test_same_string_that_has_the_label_already_stays_as_it_is(desk: Desk) -> None:
    for label in ("ORG", "PER"):
        desk.project.add_span(desk.document, 52, 59, label)
    desk.project.apply_to_same(desk.document, desk.at(0, 7), "relabel", "ORG")
    assert desk.confirmed() == [(0, 7, "ORG"), (52, 59, "ORG"), (52, 59, "PER")]


def test_equal_relations_that_two_runs_suggest_become_one(desk: Desk) -> None:
    spans = [ProposedSpan(20, 27, "PER"), ProposedSpan(38, 43, "LOC"), ProposedSpan(52, 59, "PER")]
    relations = [
        ProposedRelation((20, 27), (38, 43), "in", 0.7),
        ProposedRelation((20, 27), (38, 43), "in", 0.6),
        ProposedRelation((20, 27), (52, 59), "meets", 0.5),
        ProposedRelation((52, 59), (20, 27), "meets", 0.5),
    ]
    desk.project.store_suggestions(desk.run, desk.document, spans, relations)
    desk.project.accept_all(desk.document)
    assert sorted(relation.label for relation in desk.state.relations(CONFIRMED)) == ["in", "meets"]
    assert desk.state.pending() == []


def test_relation_by_hand_where_it_was_rejected_takes_the_rejection_back(desk: Desk) -> None:
    for start, end in ((0, 7), (52, 59)):
        desk.project.accept(desk.document, desk.at(start, end))
    relation = next(item.ref for item in desk.state.relations() if item.label == "meets")
    desk.project.reject(desk.document, relation)
    desk.project.add_relation(desk.document, desk.at(0, 7), desk.at(52, 59), "meets")
    (document,) = desk.project.training_documents(states=())
    assert [found.label for found in document.relations] == ["meets"]
    assert document.rejected_relations == ()
