"""How SQLite finds the rows of what is done often: by an index, whatever the size of the project."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.query import DocumentQuery
from annotator.model.record import Record, RecordSpan
from annotator.model.steps import finished
from annotator.model.suggestion import Proposed, ProposedSpan
from annotator.project import Project

SCHEME = LabelScheme("small", (Label("PER"), Label("LOC")), (RelationLabel("in"),))
_WHOLE = re.compile(r"SCAN (?!CONSTANT|\d)(?P<table>\w+)|SEARCH (?P<by_annotator>\w+) .*\(annotator[=<>]+\?\)")
"""A table, or all that an annotator has in it."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.pressmark", scheme=SCHEME, annotator="Ada") as project:
        project.import_records([Record(f"a{number}", "Ana est à Nantes.") for number in range(3)])
        yield project


SMALL = frozenset(
    "labels relation_labels label_mappings settings annotators runs sqlite_sequence calibrations thresholds".split()
)


def scanned(project: Project, statements: list[str]) -> set[str]:
    """The tables that the statements go through from end to end, the small ones left out."""
    tables: set[str] = set()
    for statement in statements:
        if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            plan = project._store.connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            tables |= {found[1] or found[2] for row in plan if (found := _WHOLE.search(row[3]))}
    return tables - SMALL


def test_actions_and_suggestions_go_through_no_table(project: Project) -> None:
    first, second, third = project.document_ids()
    run = project.start_run("pipeline")
    project.store_proposals([(first, [Proposed(run, [ProposedSpan(0, 3, "PER", 0.9), ProposedSpan(10, 16, "LOC")])])])
    statements: list[str] = []
    project._store.connection.set_trace_callback(statements.append)
    state = project.article(first)
    ref = state.pending()[0]
    project.accept(first, ref)
    project.undo()
    project.redo()
    project.reject(first, state.pending()[0])
    project.set_flag(first, True)
    project.add_active_seconds(first, 1.0)
    project.document_rows([first, second])
    project.store_proposals([(first, [Proposed(run, [ProposedSpan(10, 16, "LOC")])]), (second, [Proposed(run)])])
    project.queue_documents([third])
    project.queued(1)
    project.find_document("a1")
    project.outside_scheme()
    project.labels_without_place()
    project._store.connection.set_trace_callback(None)

    # an index that holds nothing but what is asked for is as good as it gets
    assert scanned(project, statements) <= {"suggestion_queue", "suggestions"}


def test_article_list_reads_no_text(project: Project) -> None:
    ids = project.document_ids()
    project.assign_splits({ids[0]: "train"})
    statements: list[str] = []
    project._store.connection.set_trace_callback(statements.append)
    for order in ("import", "oldest", "date", "review", "uncertain"):
        project.document_ids(DocumentQuery(order=order))
    project.document_ids(DocumentQuery(search="a_1"))
    project.document_ids(DocumentQuery(search="2026-01-12"))
    project.document_ids(DocumentQuery(states=("new",), pending=True, source="x", language="fr", flagged=False))
    project.progress()
    project.sources()
    project.languages()
    project.splits()
    project.document_count()
    project._store.connection.set_trace_callback(None)

    for statement in (one for one in statements if not one.startswith("--")):  # those are what the text index asks
        plan = project._store.connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        assert not [
            row[3] for row in plan if f"{row[3]} ".startswith("SCAN documents ") and "COVERING" not in row[3]
        ], statement


def test_second_import_of_annotations_finds_its_document(project: Project) -> None:
    record = Record("a0", "Ana est à Nantes.", spans=(RecordSpan(0, 3, "PER"),))
    statements: list[str] = []
    project._store.connection.set_trace_callback(statements.append)
    project.import_records([record], kind="annotations", update=True)
    project._store.connection.set_trace_callback(None)

    assert scanned(project, statements) == set()


def test_what_is_sure_is_looked_for_by_document(project: Project) -> None:
    run = project.start_run("pipeline")
    project.store_suggestions(run, project.document_ids()[0], [ProposedSpan(0, 3, "PER", 0.9)])
    statements: list[str] = []
    project._store.connection.set_trace_callback(statements.append)
    assert finished(project.documents_above_in_steps(0.8)) == project.document_ids()[:1]
    project._store.connection.set_trace_callback(None)

    assert scanned(project, [one for one in statements if "suggestions" in one]) == set()


def test_ledger_looks_no_relation_up_by_its_label(project: Project) -> None:
    statements: list[str] = []
    project._store.connection.set_trace_callback(statements.append)
    run = project.start_run("pipeline")
    project.store_suggestions(run, project.document_ids()[0], [ProposedSpan(0, 3, "PER", 0.9)])
    project.set_state(project.document_ids()[0], "done")
    statements.clear()
    project.ledger()
    project._store.connection.set_trace_callback(None)

    # a label has as many rows as the project; a file of a first session has no statistics that tell
    plans = [project._store.connection.execute(f"EXPLAIN QUERY PLAN {one}").fetchall() for one in statements]
    assert not [row[3] for plan in plans for row in plan if "relations_label" in row[3]]
    assert [row[3] for plan in plans for row in plan if "relations_head" in row[3]]
