"""The scheme changed: what is used stays whole, and a pipeline's labels follow."""

from dataclasses import replace

import pytest

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme
from annotator.model.record import Record
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.project import Project
from tests.project.conftest import SCHEME, Desk


def test_label_in_use_cannot_go(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    with pytest.raises(AnnotationError, match="the label PER is in use, 1 in all"):
        desk.project.set_scheme(LabelScheme("x", (Label("LOC"),)))
    desk.project.add_relation(desk.document, desk.at(0, 7), desk.at(13, 18), "in")
    with pytest.raises(AnnotationError, match="the relation in is in use, 1 in all"):
        desk.project.set_scheme(replace(SCHEME, relation_labels=()))


def test_scheme_is_one_undo_step_and_suggestions_follow(desk: Desk) -> None:
    fewer = replace(SCHEME, labels=(SCHEME.labels[0], Label("GPE", key="5")), relation_labels=())
    desk.project.set_scheme(fewer)
    assert [label.name for label in desk.project.scheme.labels] == ["PER", "GPE"]
    assert {span.label for span in desk.state.spans()} == {"PER", "GPE"}, "LOC is guessed to be what GPE means"
    assert desk.state.relations() == []
    assert desk.project.outside_scheme() == {"ORG": 1, "in": 1, "meets": 1}
    desk.project.undo()
    assert [label.name for label in desk.project.scheme.labels] == ["PER", "LOC", "ORG"]
    assert len(desk.pending()) == 8
    desk.project.redo()
    assert [label.key for label in desk.project.scheme.labels] == ["1", "5"]


def test_renaming_goes_everywhere_and_back(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.use_annotator("Bea")
    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.rename_label("PER", "PERSON")
    assert desk.confirmed() == [(0, 7, "PERSON")]
    assert "Ana Roy" in desk.pending()
    assert desk.project.scheme.relation_label("in").legal == (("PERSON", "LOC"), ("ORG", "LOC"))  # type: ignore[union-attr]
    desk.project.use_annotator("Ada")
    assert desk.confirmed() == [(0, 7, "PERSON")]
    desk.project.use_annotator("Bea")
    desk.project.undo()
    assert desk.confirmed() == [(0, 7, "PER")]
    desk.project.rename_label("in", "within")
    assert "within" in desk.pending() or desk.project.outside_scheme() == {"in": 1}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("CITY", "X", "no label CITY"), ("PER", "LOC", "LOC already"), ("PER", " ", "needs a name")],
)
def test_renaming_refused(desk: Desk, old: str, new: str, words: str) -> None:
    with pytest.raises(AnnotationError, match=words):
        desk.project.rename_label(old, new)


def test_mapping_follows_a_renamed_label_back_and_forth(desk: Desk) -> None:
    project = desk.project
    project.set_label_mapping("pipeline", {"PER": "ORG", "→PER": "ORG"})
    project.rename_label("ORG", "BODY")
    assert project.label_mapping("pipeline")["PER"] == "BODY"
    assert project.label_mapping("pipeline")["→PER"] == "ORG", "a relation's label, of the same name"
    project.undo()
    assert project.label_mapping("pipeline")["PER"] == "ORG"
    assert "ORG" in {span.label for span in desk.state.spans()}

    project.redo()
    project.set_label_mapping("pipeline", {"PER": "LOC"})
    project.undo()
    assert project.scheme.label("ORG") is not None
    assert project.label_mapping("pipeline")["PER"] == "LOC", "said since"


def test_undo_that_would_leave_a_span_without_its_label_is_refused(desk: Desk) -> None:
    desk.project.set_scheme(replace(SCHEME, labels=(*SCHEME.labels, Label("NEW"))))
    desk.project.use_annotator("Bea")
    desk.project.add_span(desk.document, 0, 3, "NEW")
    desk.project.use_annotator("Ada")
    with pytest.raises(AnnotationError, match="without their label"):
        desk.project.undo()
    assert desk.project.scheme.label("NEW") is not None
    assert desk.project.undo_action() == "set_scheme"


def test_undo_of_what_changed_since_is_refused(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project._store.execute("UPDATE spans SET label = 'ORG'")
    with pytest.raises(AnnotationError, match="changed since"):
        desk.project.undo()
    desk.project.set_comment(desk.document, "voir")
    desk.project._store.execute("UPDATE reviews SET comment = 'autre'")
    with pytest.raises(AnnotationError, match="changed since"):
        desk.project.undo()


def test_labels_are_without_a_place_only_while_not_one_has_any(project: Project) -> None:
    project.import_records([Record("a", "Ana à Paris, hier, le GIEC")])
    document = project.document_ids()[0]
    assert project.labels_without_place() is None
    run = project.start_run("other")
    spans = [ProposedSpan(0, 3, "HERO", 0.9), ProposedSpan(6, 11, "SHIP", 0.9), ProposedSpan(22, 26, "SHIP", 0.9)]
    project.store_suggestions(run, document, spans)
    assert project.labels_without_place() == ["SHIP", "HERO"]
    project.set_label_mapping("other", {"HERO": "PER"})
    assert project.labels_without_place() == []


def test_mapping_is_guessed_and_editable(project: Project) -> None:
    project.import_records([Record("a", "Ana à Paris, hier, le GIEC")])
    document = project.document_ids()[0]
    run = project.start_run("other")
    spans = [ProposedSpan(0, 3, "PERSON", 0.9), ProposedSpan(6, 11, "GPE", 0.9), ProposedSpan(13, 17, "NOUN", 0.9)]
    relations = [ProposedRelation((0, 3), (6, 11), "Lives-In", 0.5), ProposedRelation((0, 3), (6, 11), "hates", 0.5)]
    project.store_suggestions(run, document, spans, relations)
    assert project.label_mapping("other") == {
        "PERSON": "PER",
        "GPE": "LOC",
        "NOUN": "",
        "→Lives-In": "lives_in",
        "→hates": "",
    }
    state = project.article(document)
    assert [span.label for span in state.spans()] == ["PER", "LOC"]
    assert project.outside_scheme() == {"NOUN": 1, "hates": 1}
    project.set_label_mapping("other", {"NOUN": "DATE", "PERSON": ""})
    assert project.article(document) is state
    assert [span.label for span in state.spans()] == ["LOC", "DATE"]
    assert project.document_rows([document])[0].pending == 2
    assert project.guessed_mapping("other", ["NOUN", "LOCATION"]) == {"NOUN": "DATE", "LOCATION": "LOC"}


def test_mapping_counts_what_others_have_decided_too(desk: Desk) -> None:
    desk.project.accept(desk.document, desk.at(0, 7))
    desk.project.use_annotator("Bea")
    desk.project.set_label_mapping("pipeline", {"LOC": ""})
    assert desk.project.document_rows([desk.document])[0].pending == desk.state.pending_count
    desk.project.use_annotator("Ada")
    assert desk.project.document_rows([desk.document])[0].pending == desk.state.pending_count


def test_read_only_project_is_not_remapped(desk: Desk) -> None:
    with Project.open(desk.path, read_only=True) as reader:
        reader._scheme_changed()
