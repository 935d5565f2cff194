"""An import that writes documents anew: what hung on the earlier text goes with it."""

import pytest

from annotator.model.record import Record, RecordSpan
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project

OLD = Record("a", "Ana est à Nantes.")
NEW = Record("a", "Hier, Ana était à Nantes.")


def test_annotation_of_the_earlier_text_does_not_come_back_by_undo(project: Project) -> None:
    project.import_records([OLD, Record("b", "Léo.")])
    a, b = project.document_ids()
    project.add_span(b, 0, 3, "PER")
    span = project.add_span(a, 0, 3, "PER").focus
    assert span is not None
    project.delete(a, span)
    project.undo()
    project.undo()
    assert (project.undo_action(), project.redo_action()) == ("add_span", "add_span")

    report = project.import_records([NEW], update=True)
    assert (report.updated, report.refused) == (1, 0)
    assert project.redo() is None
    undone = project.undo()
    assert undone is not None
    assert undone.documents == {b}
    assert project.article(a).spans() == []


def test_deletion_in_the_earlier_text_is_not_taken_back(project: Project) -> None:
    project.import_records([OLD])
    (a,) = project.document_ids()
    span = project.add_span(a, 0, 3, "PER").focus
    assert span is not None
    project.delete(a, span)
    project.import_records([NEW], update=True)
    assert project.undo() is None
    assert project.article(a).spans() == []


@pytest.mark.parametrize(("record", "state"), [(NEW, "new"), (OLD, "done")])
def test_document_is_done_only_as_long_as_its_text_is_the_one_that_was_read(
    project: Project, record: Record, state: str
) -> None:
    project.import_records([OLD])
    (a,) = project.document_ids()
    project.set_comment(a, "à relire")
    project.set_state(a, "done")
    project.import_records([record], update=True)
    review = project.article(a).review
    assert (review.state, review.comment) == (state, "à relire")


def test_copies_follow_the_texts(project: Project) -> None:
    def copies() -> dict[str, int | None]:
        return {row.key: row.copy_of for row in project.document_rows(project.document_ids())}

    project.import_records([Record("a", "Un."), Record("b", "Un."), Record("c", "Un."), Record("d", "Deux.")])
    assert copies() == {"a": None, "b": 1, "c": 1, "d": None}
    project.import_records([Record("a", "Deux.")], update=True)
    assert copies() == {"a": None, "b": None, "c": 2, "d": 1}
    project.import_records([Record("c", "Trois.")], update=True)
    assert copies() == {"a": None, "b": None, "c": None, "d": 1}


def test_annotations_for_a_document_with_suggestions_leave_what_is_pending_counted(project: Project) -> None:
    project.import_records([OLD])
    (a,) = project.document_ids()
    run = project.start_run("p")
    project.store_suggestions(run, a, [ProposedSpan(0, 3, "PER"), ProposedSpan(10, 16, "LOC")])
    project.import_records([Record("a", OLD.text, spans=(RecordSpan(0, 3, "PER"),))], kind="annotations", update=True)
    (row,) = project.document_rows([a])
    assert (row.pending, row.confirmed) == (1, 1)
    assert project.article(a).pending_count == row.pending == project.progress().pending


def test_document_that_no_run_has_read_stays_to_be_suggested_for(project: Project) -> None:
    project.import_records([OLD])
    record = Record("a", OLD.text, spans=(RecordSpan(0, 3, "PER"),), state="new")
    project.import_records([record], kind="annotations", update=True)
    assert project.queue_documents() == 1


def test_undo_goes_on_past_an_import_that_set_the_state(project: Project) -> None:
    project.import_records([OLD])
    (a,) = project.document_ids()
    project.set_flag(a, True)
    project.add_span(a, 10, 16, "LOC")
    project.add_active_seconds(a, 4.0)
    project.import_records([Record("a", OLD.text, spans=(RecordSpan(0, 3, "PER"),))], kind="annotations", update=True)
    assert project.article(a).review.state == "done"

    project.undo()
    assert [span.label for span in project.article(a).spans()] == ["PER"]
    project.undo()
    review = project.article(a).review
    assert (review.state, review.flag, review.active_seconds) == ("done", False, 4.0)
    project.redo()
    assert project.article(a).review.flag
