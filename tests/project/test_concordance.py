"""Every occurrence of a string, and one decision for many of them."""

from pathlib import Path

import pytest

from annotator.model.article import CONFIRMED
from annotator.model.errors import AnnotationError
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project
from tests.project.conftest import SCHEME

TEXT = "Paris et Nantes. La mairie de Paris voit\nNantes. PARIS !"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.create(tmp_path / "p.pressmark", scheme=SCHEME, annotator="Ada")
    made.memory_active = False
    made.import_records([Record("a", TEXT, title="Un"), Record("b", TEXT, title="Deux"), Record("c", "在北京工作")])
    return made


def test_every_place_is_found_with_what_stands_there(project: Project) -> None:
    first, second, third = project.document_ids()
    project.store_suggestions(
        project.start_run("x"),
        first,
        [ProposedSpan(0, 5, "PER"), ProposedSpan(30, 35, "LOC"), ProposedSpan(49, 54, "ORG")],
    )
    state = project.article(first)
    project.accept(first, state.resolve((0, 5)))  # type: ignore[arg-type]
    project.reject(first, state.resolve((49, 54)))  # type: ignore[arg-type]
    project.add_span(second, 20, 35, "ORG")
    assert project.documents_having("Paris") == [first, second]
    found = project.occurrences_in([first, second, third], "Paris")
    assert [(o.document, o.start, o.status, o.label) for o in found] == [
        (first, 0, "confirmed", "PER"),
        (first, 30, "suggested", "LOC"),
        (first, 49, "rejected", "ORG"),
        (second, 0, "nothing", ""),
        (second, 30, "inside", "ORG"),
        (second, 49, "nothing", ""),
    ]
    assert (found[1].left[-3:], found[1].string, found[1].right[:6], found[1].review) == (
        "de ",
        "Paris",
        " voit ",
        "in_progress",
    )
    assert project.documents_having("北京") == [third]
    assert len(project.occurrences_in([third], "北京")) == 1
    assert project.documents_having("  ") == []
    assert project.occurrences_in([first], "mair") == []
    project.close()


def test_one_decision_in_many_articles_is_one_step(project: Project) -> None:
    first, second, _ = project.document_ids()
    places = [(o.document, o.start, o.end) for o in project.occurrences_in([first, second], "Nantes")]
    edit = project.apply_to_corpus(places, "label", "LOC")
    assert edit.documents == {first, second}
    assert [(s.start, s.label) for s in project.article(second).spans(CONFIRMED)] == [(9, "LOC"), (41, "LOC")]
    assert project.article(second).review.state == "in_progress"
    with pytest.raises(AnnotationError, match="so already"):
        project.apply_to_corpus(places, "label", "LOC")
    project.apply_to_corpus(places[:1], "reject")
    assert [s.start for s in project.article(first).spans(CONFIRMED)] == [41]
    project.undo()
    project.undo()
    assert project.article(second).spans() == []
    assert project.article(second).review.state == "new"
    with pytest.raises(AnnotationError, match="no label"):
        project.apply_to_corpus(places, "label", "NONE")
    with pytest.raises(AnnotationError, match="outside the text"):
        project.apply_to_corpus([(first, 0, 999)], "reject")
    with pytest.raises(AnnotationError, match="no document 99"):
        project.apply_to_corpus([(99, 0, 3)], "reject")  # type: ignore[list-item]
    project.close()


def test_an_open_article_follows_an_undo_across_articles(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.memory_active = True
    project.add_span(first, 0, 5, "LOC")
    project.refresh_memory(second)
    before = project.article(second).spans()
    places = [(o.document, o.start, o.end) for o in project.occurrences_in([first, second], "Paris")]
    project.apply_to_corpus(places, "label", "ORG")
    project.undo()
    assert [(s.start, s.label) for s in project.article(second).spans()] == [(s.start, s.label) for s in before]
    project.close()
