"""Edits say what they touch, so that a view repaints no more."""

from annotator.model.document import DocumentId
from annotator.model.edit import Change, Edit, EditId

SPAN = {"id": 1, "document": 7}
INSERT = Change("spans", None, SPAN)
DELETE = Change("relations", {"id": 2, "document": 8}, None)
EDIT = Edit(EditId(1), "add_span", (INSERT, DELETE), frozenset({DocumentId(7), DocumentId(8)}))


def test_change_knows_its_document_from_either_side() -> None:
    assert INSERT.document == 7
    assert DELETE.document == 8
    assert Change("spans", SPAN, SPAN).document == 7


def test_change_of_a_row_without_a_document_has_none() -> None:
    assert Change("labels", None, {"name": "PER"}).document is None
    assert Change("labels", None, None).document is None


def test_edit_touches_the_tables_it_changed() -> None:
    assert EDIT.touches("spans")
    assert EDIT.touches("relations")
    assert not EDIT.touches("decisions")


def test_edit_touches_a_table_in_the_documents_it_changed_there() -> None:
    assert EDIT.touches("spans", DocumentId(7))
    assert not EDIT.touches("spans", DocumentId(8))
