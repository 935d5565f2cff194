"""Runs, the queue, and suggestions that do not fit."""

import pytest

from annotator.model.document import DocumentId, text_digest
from annotator.model.errors import AnnotationError
from annotator.model.query import DocumentQuery
from annotator.model.record import Record
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan
from annotator.project import Project
from tests.project.conftest import Desk


def test_queue_is_resumed_in_order_and_forgets_what_is_read(project: Project) -> None:
    project.import_records(Record(f"{i}", f"Texte {i}") for i in range(5))
    a, b, c, d, e = project.document_ids()
    project.set_state(e, "done")
    assert project.queue_documents() == 4
    assert project.queued(2) == [a, b]
    assert project.queued(2, exclude=[a]) == [b, c]
    project.store_suggestions(project.start_run("p"), a, [])
    assert project.queued(9) == [b, c, d]
    project.fail_queued(b, "the worker crashed")
    assert project.queued(9) == [c, d]
    assert project.queue_length() == 2
    assert project.queue_failures() == [(b, "the worker crashed")]
    project.clear_queue()
    assert project.queue_length() == 0
    assert project.queue_failures() == []
    assert project.queue_documents([a, b, e]) == 1, "not what was read or is done"
    assert project.queue_documents([a, e], again=True) == 3


@pytest.mark.parametrize("extent", [(-1, 2), (2, 2), (0, 10_000)])
def test_suggestion_outside_the_text_is_refused_whole(desk: Desk, extent: tuple[int, int]) -> None:
    before = desk.pending()
    with pytest.raises(AnnotationError, match="outside its text"):
        desk.project.store_suggestions(
            desk.run, desk.document, [ProposedSpan(0, 3, "PER", 0.5), ProposedSpan(*extent, "PER", 0.5)]
        )
    with pytest.raises(AnnotationError, match="outside its text"):
        desk.project.store_suggestions(desk.run, desk.document, [], [ProposedRelation((0, 3), extent, "in", 0.5)])
    with pytest.raises(AnnotationError, match="no document 99"):
        desk.project.store_proposals([(desk.document, []), (DocumentId(99), [Proposed(desk.run)])])
    assert desk.pending() == before


def test_failed_store_leaves_the_state_in_memory_true(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.store import annotations

    state, before = desk.state, desk.pending()

    def broken(*_: object) -> None:
        raise RuntimeError("bug")

    with monkeypatch.context() as patch:
        patch.setattr(annotations, "write_tally", broken)
        with pytest.raises(RuntimeError, match="bug"):
            desk.project.store_suggestions(desk.run, desk.document, [])
    assert desk.state is state
    assert desk.pending() == before


def test_pending_tallies_of_everyone(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    assert desk.project.progress().pending == 7
    desk.project.use_annotator("Bea")
    assert desk.project.progress().pending == 8
    desk.project.store_suggestions(desk.run, desk.document, [ProposedSpan(0, 7, "PER", 0.9)])
    assert desk.project.progress().pending == 1
    desk.project.use_annotator("Ada")
    assert desk.project.progress().pending == 0


def test_tally_of_one_who_did_nothing_is_what_they_would_see(desk: Desk) -> None:
    project, document = desk.project, desk.document
    project.accept(document, desk.at(0, 7))
    project.undo()
    project.reject(document, desk.at(0, 7))
    ends = (0, 7), (24, 29)
    spans = [ProposedSpan(*ends[0], "PER", 0.9), ProposedSpan(*ends[1], "LOC", 0.25), ProposedSpan(8, 10, "XYZ", 0.1)]
    relations = [ProposedRelation(*ends, "in", 0.75), ProposedRelation(ends[1], (1, 2), "in", 0.5)]
    project.store_suggestions(project.start_run("another"), document, spans, relations)
    row = project._store.rows("SELECT * FROM tallies WHERE document = ? AND annotator = 0", [document])[0]
    project.use_annotator("Nobody yet")
    state = project.article(document)
    assert state.relations()
    assert (row["pending"], row["confirmed"]) == (state.pending_count, 0) == (3, 0)
    assert row["uncertainty"] == state.uncertainty


def test_storing_suggestions_does_not_wait_for_the_disk_and_an_edit_after_it_does(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, store = desk.project, desk.project._store
    from annotator.store import annotations

    seen: list[int] = []
    replace = annotations.replace_suggestions

    def watched(*arguments: object) -> object:
        seen.append(store.value("PRAGMA synchronous"))
        return replace(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(annotations, "replace_suggestions", watched)
    project.store_suggestions(desk.run, desk.document, [ProposedSpan(0, 7, "PER", 0.9)])
    assert seen == [1]
    assert store.value("PRAGMA synchronous") == 2
    with pytest.raises(AnnotationError):
        project.store_suggestions(desk.run, desk.document, [ProposedSpan(0, 10_000, "PER", 0.9)])
    assert store.value("PRAGMA synchronous") == 2


def test_suggestion_that_went_never_gives_its_number_to_another(desk: Desk) -> None:
    before = {ref.id for ref in desk.state.pending()}
    desk.project.store_suggestions(desk.run, desk.document, [])
    desk.project.store_suggestions(desk.run, desk.document, [ProposedSpan(0, 7, "PER", 0.9)])
    assert {ref.id for ref in desk.state.pending()}.isdisjoint(before)
    assert desk.state.pending()[0].id > max(before)


def test_progress_counts_what_is_pending_as_it_changes(desk: Desk) -> None:
    project = desk.project
    project.import_records([Record("b", "Ana Roy est à Nantes."), Record("c", "Rien.")])
    other = project.find_document("b")
    assert other is not None

    def counted() -> int:
        """The sum over the list's lines, by which `progress` is to go."""
        total = sum(row.pending for row in project.document_rows(project.document_ids()))
        assert len(project.document_ids(DocumentQuery(pending=True))) == sum(
            row.pending > 0 for row in project.document_rows(project.document_ids())
        )
        return total

    assert project.progress().pending == counted() == 8
    project.accept(desk.document, desk.at(0, 7))
    assert project.progress().pending == counted() == 7
    project.store_suggestions(desk.run, other, [ProposedSpan(0, 7, "PER"), ProposedSpan(14, 20, "LOC")])
    assert project.progress().pending == counted() == 9
    project.store_suggestions(desk.run, desk.document, [ProposedSpan(13, 18, "LOC")])
    assert project.progress().pending == counted() == 3
    project.accept_all(other)
    project.undo()
    assert project.progress().pending == counted() == 3
    outside = Proposed(desk.run, [ProposedSpan(0, 999, "PER")])
    with pytest.raises(AnnotationError):
        project.store_proposals([(other, []), (desk.document, [outside])])
    assert project.progress().pending == counted() == 3, "nothing of that was written"
    project.use_annotator("Léo")
    assert project.progress().pending == counted() == 3


def test_decided_suggestion_that_the_scheme_has_no_label_for_gives_way(desk: Desk) -> None:
    desk.project.reject(desk.document, desk.at(62, 68))
    desk.project.set_label_mapping("pipeline", {"LOC": ""})
    desk.project.store_suggestions(desk.run, desk.document, [ProposedSpan(62, 68, "PER")])
    assert desk.pending() == ["Nantes"]
    assert "rejected" in desk.outcomes().values()


def test_runs_of_one_document_replace_together_what_stood(desk: Desk) -> None:
    project = desk.project
    one, other = project.start_run("one"), project.start_run("other")
    spans = [Proposed(one, [ProposedSpan(0, 7, "PER", 0.5)]), Proposed(other, [ProposedSpan(13, 18, "LOC", 0.25)])]
    assert project.store_proposals([(desk.document, spans)]) == []
    assert {span.run for span in desk.state.spans(("suggested",))} >= {one, other}
    project.store_proposals([(desk.document, [Proposed(other, [ProposedSpan(13, 18, "LOC", 0.75)])])])
    assert one not in {span.run for span in desk.state.spans(("suggested",))}


def test_labels_of_every_pipeline_are_known_together(desk: Desk) -> None:
    desk.project.set_label_mapping("mine", {"GPE": "LOC"})
    desk.project.set_label_mapping("yours", {"XYZ": ""})
    found = desk.project.label_mappings()
    assert found["mine"] == {"GPE": "LOC"}
    assert found["yours"] == {"XYZ": ""}


def test_document_whose_text_has_changed_meanwhile_goes_to_the_queue_again(project: Project) -> None:
    project.import_records([Record("a", "Ana Roy à Nantes."), Record("b", "Rien.")])
    a, b = project.document_ids()
    run = project.start_run("p")
    read = {a: text_digest("Ana Roy à Nantes."), b: text_digest("Rien.")}
    project.import_records([Record("a", "Autre chose.")], update=True)
    project.fail_queued(a, "crashed")
    proposals = [(a, [Proposed(run, [ProposedSpan(0, 7, "PER")])]), (b, [Proposed(run)])]
    assert project.store_proposals(proposals, texts=read) == [a]
    assert project.queued(9) == [a]
    assert not project.has_suggestions(a)
    assert project.has_suggestions(b)
    with pytest.raises(AnnotationError, match="no document 99"):
        project.store_proposals([(DocumentId(99), [Proposed(run)])], texts={DocumentId(99): ""})
