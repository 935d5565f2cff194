"""Zones in a project: found as articles come in, set by hand, and what is suggested and trained on in them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.document import DocumentId, Zone
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.project import Project
from annotator.store import documents

TEXT = (
    "Ana Roy reçue à Brest\n\nBREST, 12 mars (AFP) – Ana Roy a vu Léo Sand.\n\nLa mairie. (Photo by LEO SAND / AFP)\n"
)
ZONES = (
    Zone(0, 21, "headline", found=True),
    Zone(23, 45, "dateline", found=True),
    Zone(70, 80, "caption", found=True),
    Zone(81, 106, "credit", found=True),
)
CREDIT = (81, 106)


def fill(project: Project) -> DocumentId:
    """One article with suggestions in its date line, text and credit."""
    project.memory_active = False
    project.import_records([Record("a", TEXT, language="fr")])
    document = project.document_ids()[-1]
    project.store_suggestions(
        project.start_run("pipeline", "1.0"),
        document,
        [
            ProposedSpan(23, 28, "LOC", 0.9),
            ProposedSpan(46, 53, "PER", 0.9),
            ProposedSpan(59, 67, "PER", 0.9),
            ProposedSpan(91, 99, "PER", 0.9),
            ProposedSpan(102, 105, "ORG", 0.9),
        ],
        [ProposedRelation((91, 99), (102, 105), "employed_by", 0.9)],
    )
    return document


def pending(project: Project, document: DocumentId) -> list[str]:
    """The texts of pending spans."""
    state = project.article(document)
    spans = [state.span(ref) for ref in state.pending()]
    return [TEXT[span.start : span.end] for span in spans if span is not None]


def tally(project: Project, document: DocumentId) -> int:
    """What the article list says."""
    return project.document_rows([document])[0].pending


def count_anew(project: Project) -> None:
    """What the window does when it has nothing else to do."""
    while project.recounting():
        project.recount()


def test_zones_are_found_as_an_article_comes_in(project: Project) -> None:
    document = fill(project)
    assert project.document(document).zones == ZONES
    assert project.article(document).document.zones == ZONES


def test_zones_of_the_source_win(project: Project) -> None:
    given = (Zone(0, 21, "title"), Zone(70, 106, "caption"))
    project.import_records([Record("a", TEXT, language="fr", zones=given)])
    assert project.document(project.document_ids()[0]).zones == (given[0], ZONES[1], given[1])


def test_language_of_the_project_where_the_record_names_none(project: Project) -> None:
    project.import_records(
        [Record("a", "Un titre de plus\n\nLire aussi : un autre\n\n12 mars 2024. – Un texte assez long.")]
    )
    assert [zone.kind for zone in project.document(project.document_ids()[0]).zones] == [
        "headline",
        "teaser",
        "dateline",
    ]


def test_nothing_is_suggested_in_a_credit_until_its_rule_says_so(project: Project) -> None:
    document = fill(project)
    assert pending(project, document) == ["BREST", "Ana Roy", "Léo Sand"]
    assert tally(project, document) == 3
    changed = project.set_zone_rules({"credit": "suggest", "dateline": "mute"})
    assert list(changed) == [document]
    assert changed[document]
    assert pending(project, document) == ["Ana Roy", "Léo Sand", "LEO SAND", "AFP"]
    assert project.article(document).pending_count == 5
    assert project.recounting()
    count_anew(project)
    assert tally(project, document) == 5
    assert project.zone_rules() == {"credit": "suggest", "dateline": "mute"}
    project.set_zone_rules({"credit": "mute"})
    assert project.zone_rules() == {}
    assert project.set_zone_rules({}) == {}
    assert pending(project, document) == ["BREST", "Ana Roy", "Léo Sand"]


def test_a_rule_that_is_not_known_is_no_rule(project: Project) -> None:
    project.set_setting("zone_rules", json.dumps({"credit": "burn", "dateline": "mute"}))
    assert project.zone_rules() == {"dateline": "mute"}


def test_setting_a_zone_is_one_step_and_everybody_sees_it(project: Project) -> None:
    document = fill(project)
    edit = project.set_zone(document, 46, 68, "quote")
    assert (edit.action, edit.documents) == ("set_zone", frozenset({document}))
    given = (Zone(0, 21, "headline"), Zone(23, 45, "dateline"), Zone(46, 68, "quote"), Zone(70, 80, "caption"))
    assert project.document(document).zones == (*given, Zone(*CREDIT, "credit"))
    project.set_zone_rules({"quote": "mute"})
    assert pending(project, document) == ["BREST"]
    assert project.undo() is not None
    assert project.document(document).zones == ZONES
    assert pending(project, document) == ["BREST", "Ana Roy", "Léo Sand"]
    assert tally(project, document) == 3
    assert project.redo() is not None
    assert (pending(project, document), tally(project, document)) == (["BREST"], 1)
    project.use_annotator("Bea")
    assert pending(project, document) == ["BREST"]


def test_taking_a_zone_away_brings_its_suggestions_back(project: Project) -> None:
    document = fill(project)
    project.set_zone(document, 46, 68, "quote")
    project.set_zone(document, *CREDIT, "")
    assert pending(project, document) == ["BREST", "Ana Roy", "Léo Sand", "LEO SAND", "AFP"]
    assert project.progress().pending == 6
    project.undo()
    assert project.progress().pending == 3


def test_setting_what_is_there_changes_nothing(project: Project) -> None:
    document = fill(project)
    assert project.set_zone(document, *CREDIT, "credit").changes == ()
    with pytest.raises(AnnotationError, match=r"a zone must lie within the text; 5–500 does not"):
        project.set_zone(document, 5, 500, "credit")


def test_a_zone_is_changed_with_what_lies_within_it_kept(project: Project) -> None:
    document = fill(project)
    zones = (Zone(0, 68, "quote"), Zone(23, 45, "dateline"))
    project._store.execute("UPDATE documents SET zones = ?", [documents.zones_to_json(zones)])
    project._reload_states()
    edit = project.change_zone(document, zones[0], "teaser")
    assert edit.action == "set_zone"
    assert project.document(document).zones == (Zone(0, 68, "teaser"), zones[1])
    project.undo()
    assert project.document(document).zones == zones
    project.change_zone(document, zones[0], "")
    assert project.document(document).zones == zones[1:]
    with pytest.raises(AnnotationError, match="no longer there"):
        project.change_zone(document, zones[0], "")


def test_zones_are_found_anew_but_not_over_those_set_by_hand(project: Project) -> None:
    document = fill(project)
    project.import_records([Record("b", TEXT, language="fr"), Record("c", "Rien.", language="fr")])
    other = project.document_ids()[1]
    project._store.execute("UPDATE documents SET zones = '[]'")
    project.set_zone(document, 46, 68, "quote")
    project.article(other)
    assert project.find_zones() == 1
    assert project.article(other).document.zones == ZONES
    assert project.document(document).zones == (Zone(46, 68, "quote"),)
    assert project.find_zones() == 0
    project._store.execute("UPDATE documents SET zones = '[]'")
    asked: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        asked.append((done, total))
        return False

    assert project.find_zones(stop) == 1
    assert asked == [(2, 2)]


def test_another_text_takes_the_zones_with_it(project: Project) -> None:
    project.import_records([Record("a", TEXT, language="fr")])
    document = project.document_ids()[0]
    project.set_zone(document, 46, 68, "quote")
    project.import_records([Record("a", TEXT, language="fr", title="Ana")], update=True)
    assert project.document(document).zones[2] == Zone(46, 68, "quote")
    project.import_records([Record("a", "(Photo by LEO SAND / AFP)", language="fr")], update=True)
    assert project.document(document).zones == (Zone(0, 25, "credit", found=True),)


def test_what_is_left_out_of_training(project: Project) -> None:
    record = Record(
        "a",
        TEXT,
        language="fr",
        spans=(
            RecordSpan(46, 53, "PER"),
            RecordSpan(59, 67, "PER"),
            RecordSpan(91, 99, "PER"),
            RecordSpan(102, 105, "ORG"),
        ),
        relations=(RecordRelation(0, 1, "meets"), RecordRelation(2, 3, "works_for")),
        rejected=(RecordSpan(0, 7, "ORG"), RecordSpan(81, 86, "ORG")),
    )
    project.import_records([record], kind="annotations")
    [whole] = project.training_documents()
    assert (len(whole.spans), len(whole.relations), whole.left_out, whole.left_out_spans) == (4, 2, (), 0)
    project.set_zone_rules({"credit": "leave_out"})
    [document] = project.training_documents()
    assert [TEXT[span.start : span.end] for span in document.spans] == ["Ana Roy", "Léo Sand"]
    assert [(relation.head, relation.child) for relation in document.relations] == [(0, 1)]
    assert [span.start for span in document.rejected] == [0]
    assert (document.left_out, document.left_out_spans) == ((CREDIT,), 2)
    assert len(next(project.records()).spans) == 4


def test_the_sample_article_has_no_suggestion_in_its_credit(project: Project, shared_data: Callable[..., Path]) -> None:
    text = shared_data("seed", "article-fr.txt").read_text(encoding="utf-8")
    project.import_records([Record("seed", text, language="fr")])
    document = project.document_ids()[0]
    # what fr_core_news_sm finds in the first line: all three are wrong
    wrong = [ProposedSpan(32, 45, "MISC", 0.5), ProposedSpan(46, 50, "MISC", 0.9), ProposedSpan(53, 56, "ORG", 1.0)]
    project.store_suggestions(
        project.start_run("pipeline", "1.0"), document, [*wrong, ProposedSpan(73, 80, "LOC", 1.0)]
    )
    state = project.article(document)
    assert [span.start for ref in state.pending() if (span := state.span(ref)) is not None] == [73]
