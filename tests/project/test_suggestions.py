"""Runs, the queue, and suggestions that do not fit."""

import pytest

from annotator.model.errors import AnnotationError
from annotator.model.record import Record
from annotator.model.suggestion import ProposedRelation, ProposedSpan
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
        desk.project.store_proposals(desk.run, [(desk.document, [], []), (99, [], [])])  # type: ignore[list-item]
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
