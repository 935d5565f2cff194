"""Documents in and out: what comes in, what is refused, what an import leaves alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.model.document import Zone
from annotator.model.errors import AnnotationError
from annotator.model.import_report import ImportReport
from annotator.model.label_scheme import LabelScheme
from annotator.model.query import DocumentQuery
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from annotator.model.suggestion import RunId
from annotator.project import Project
from tests.project.conftest import Desk

FULL = Record(
    "dépêche-1",
    "Ana 😀\r\nà Paris.\u00a0Fin",
    title="Ana à Paris",
    language="fr",
    published="2026-03-01",
    source="Agence",
    url="news:1",
    zones=(Zone(0, 5, "headline"),),
    meta={"page": 3, "é": [1, None]},
    spans=(RecordSpan(0, 3, "PER"), RecordSpan(9, 14, "LOC"), RecordSpan(0, 3, "PER")),
    relations=(RecordRelation(2, 1, "lives_in"), RecordRelation(0, 1, "lives_in")),
    state="done",
)


def test_what_went_in_comes_out(project: Project) -> None:
    report = project.import_records([FULL], kind="annotations")
    assert (report.documents, report.spans, report.relations, report.refused) == (1, 3, 2, 0)
    assert list(project.records()) == [FULL]
    document = project.document(project.document_ids()[0])
    assert (document.text, document.zones, document.meta) == (FULL.text, FULL.zones, FULL.meta)


def test_annotated_documents_are_done_unless_they_say_otherwise(project: Project) -> None:
    records = [
        Record("a", "Ana", spans=(RecordSpan(0, 3, "PER"),)),
        Record("b", "Léo"),
        Record("c", "Zoé", state="in_progress"),
    ]
    project.import_records(records, kind="annotations")
    assert [row.state for row in project.document_rows(project.document_ids())] == ["done", "done", "in_progress"]
    assert [record.state for record in project.records(states=("in_progress",))] == ["in_progress"]
    assert [record.key for record in project.records(ids=[3, 1])] == ["c", "a"]  # type: ignore[list-item]
    assert [record.key for record in project.records(ids=[3, 1], states=("done",))] == ["a"]  # type: ignore[list-item]


def test_annotations_of_another_annotator_are_theirs(project: Project) -> None:
    project.import_records([FULL], kind="annotations", annotator="Bea")
    assert next(project.records()).spans == ()
    assert next(project.records(annotator="Bea")).spans == FULL.spans
    with pytest.raises(AnnotationError, match="no annotator is called Zoé here; there are: Ada, Bea"):
        next(project.records(annotator="Zoé"))


def test_labels_that_the_scheme_lacks_are_added_with_free_keys(project: Project) -> None:
    record = Record(
        "a",
        "Ana Roy",
        spans=(RecordSpan(0, 3, "Chef"), RecordSpan(4, 7, "PER")),
        relations=(RecordRelation(0, 1, "suit"),),
    )
    report = project.import_records([record, Record("b", "Ana", spans=(RecordSpan(0, 3, "Chef"),))], kind="annotations")
    assert report.labels_added == ["Chef", "→suit"]
    label, relation = project.scheme.label("Chef"), project.scheme.relation_label("suit")
    assert label is not None
    assert relation is not None
    assert label.key == "0"
    assert relation.key
    assert relation.legal == ()
    assert project.ensure_labels(["Chef"], ["suit"]) == []
    assert project.ensure_labels(["Autre"]) == ["Autre"]


def test_same_key_is_reported_and_not_doubled(project: Project) -> None:
    project.import_records([Record("a", "Ana")])
    report = project.import_records([Record("a", "Ana"), Record("b", "Léo")])
    assert (report.documents, report.already_there, report.records) == (1, 1, 2)
    assert project.document(project.document_ids()[0]).text == "Ana"


def test_another_text_under_a_key_that_is_there_is_refused_by_name(project: Project) -> None:
    project.import_records([Record("a", "Ana")])
    report = project.import_records([Record("a", "Ana change", origin="f:1"), Record("b", "Léo")])
    assert (report.documents, report.already_there, report.refused) == (1, 0, 1)
    assert "a is the id of another text" in str(report.refusals[0])
    assert project.document(project.document_ids()[0]).text == "Ana"


def test_annotations_that_come_in_again_are_not_doubled(project: Project) -> None:
    twice = (RecordSpan(0, 3, "PER"), RecordSpan(0, 3, "PER"), RecordSpan(4, 7, "PER"))
    record = Record(
        "a", "Ana Léo", spans=twice, relations=(RecordRelation(1, 2, "met_with"), RecordRelation(0, 2, "met_with"))
    )
    project.import_records([record], kind="annotations")
    report = project.import_records([record], kind="annotations", update=True)
    assert (report.spans, report.relations) == (0, 0)
    (found,) = project.records()
    assert sorted(relation.head for relation in found.relations) == [0, 1]


@pytest.mark.parametrize("label", ["a\nb", "a\u2028b", "\r"])
def test_a_label_is_one_line(project: Project, label: str) -> None:
    of_span = Record("a", "Ana", spans=(RecordSpan(0, 3, label),))
    of_relation = Record("b", "Ana", spans=(RecordSpan(0, 3, "PER"),), relations=(RecordRelation(0, 0, label),))
    report = project.import_records([of_span, of_relation], kind="annotations")
    assert [str(refusal).partition("has a label")[2] for refusal in report.refusals] == [
        " that is not one line of text"
    ] * 2


def test_same_text_under_another_key_is_marked_a_copy(project: Project) -> None:
    report = project.import_records([Record("a", "Ana"), Record("b", "Ana"), Record("c", "Ana")])
    assert report.copies == 2
    first, *others = project.document_rows(project.document_ids())
    assert first.copy_of is None
    assert [row.copy_of for row in others] == [first.id, first.id]


def test_update_writes_anew_unless_something_is_annotated(project: Project) -> None:
    project.import_records([Record("a", "Ana vit"), Record("b", "Léo vit")])
    document = project.document_ids()[0]
    run = project.start_run("p")
    from annotator.model.suggestion import ProposedSpan

    project.store_suggestions(run, document, [ProposedSpan(0, 3, "PER", 0.5)])
    report = project.import_records(
        [Record("a", "Zoé dort", title="Sieste"), Record("b", "Léo vit", source="X")], update=True
    )
    assert (report.updated, report.refused) == (2, 0)
    assert project.article(document).pending_count == 0, "suggestions for the old text are gone"
    assert project.document_ids(DocumentQuery(search="zoe")) == [document]
    assert project.document_ids(DocumentQuery(search="ana")) == []
    project.add_span(document, 0, 3, "PER")
    report = project.import_records(
        [Record("a", "Autre texte", origin="x.txt:1"), Record("a", "Zoé dort", source="Y")], update=True
    )
    assert [str(refusal) for refusal in report.refusals] == [
        "x.txt:1: the text of a differs from the one that was annotated; give it another id, or delete its annotations first"
    ]
    assert report.updated == 1
    assert project.document_rows([document])[0].source == "Y"


def test_key_twice_in_one_batch_with_update(project: Project) -> None:
    report = project.import_records([Record("a", "un texte"), Record("a", "deux textes")], update=True)
    assert (report.documents, report.updated) == (1, 1)
    assert project.document_ids(DocumentQuery(search="deux")) == project.document_ids()
    assert project.document_ids(DocumentQuery(search="un")) == []
    project._store.execute("INSERT INTO documents_fts (documents_fts) VALUES ('integrity-check')")


def test_bad_records_are_refused_with_their_place_and_the_good_come_in(project: Project) -> None:
    records: list[Record | Refusal] = [
        Record("", "x", origin="f:1"),
        Refusal("f:2", "not JSON"),
        Record("b", "Ana", spans=(RecordSpan(0, 9, "PER"),), origin="f:3"),
        Record("c", "Ana \ud800", origin="f:4"),
        Record("d", "Ana", origin="f:5"),
    ]
    report = project.import_records(records, kind="annotations")
    assert report.documents == 1
    assert report.refused == 4
    assert [refusal.origin for refusal in report.refusals] == ["f:1", "f:2", "f:3", "f:4"]
    assert str(Refusal("", "why")) == "why"


def test_suggestions_come_in_for_documents_that_are_there(project: Project) -> None:
    project.import_records([FULL, Record("x", "Ana")])
    report = project.import_records(
        [FULL, Record("x", "another text", spans=(RecordSpan(0, 3, "PER"),))], kind="suggestions", name="model.jsonl"
    )
    assert (report.already_there, report.refused, report.suggestions) == (1, 1, 5)
    state = project.article(project.document_ids()[0])
    assert state.pending_count > 0
    assert project.progress().pending == state.pending_count
    assert project.stats()["pipelines"] == {"model.jsonl": 5}


def test_cancelled_import_keeps_whole_batches(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.project.importer.BATCH_DOCUMENTS", 10)
    seen: list[int] = []

    def step(report: ImportReport) -> bool:
        seen.append(report.documents)
        return len(seen) < 3

    report = project.import_records((Record(f"{i}", f"Texte {i}") for i in range(1000)), progress=step)
    assert report.cancelled
    assert seen == [10, 20, 30]
    assert project.document_count() == 30
    assert len(project.document_ids(DocumentQuery(search="texte"))) == 30


def test_source_that_fails_leaves_what_was_committed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.project.importer.BATCH_CHARACTERS", 5)

    def source() -> Iterator[Record]:
        yield Record("a", "Texte")
        yield Record("b", "Texte deux")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk is gone"):
        project.import_records(source())
    assert project.document_count() == 2
    assert project._store.value("PRAGMA synchronous") == 2


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({}, "abcd"),
        ({"search": "élysée"}, "a"),
        ({"search": "ELYSEE pala"}, "a"),
        ({"search": '"palais elysee"'}, ""),
        ({"search": '"palais de l elysee"'}, "a"),
        ({"search": "'; DROP TABLE \" *"}, ""),
        ({"search": " … "}, "abcd"),
        ({"search": "jour_1911-B"}, "b"),
        ({"search": "b.txt"}, "b"),
        ({"search": "2026-02"}, "b"),
        ({"search": "2026-03-01"}, "c"),
        ({"search": "5/1/2026"}, "a"),
        ({"search": " 01.2026 "}, "a"),
        ({"search": "2026-02", "titles_only": True}, ""),
        ({"search": "jour"}, ""),
        ({"search": "b.txt", "titles_only": True}, ""),
        ({"states": ("done",)}, "b"),
        ({"states": ("new", "skipped")}, "acd"),
        ({"states": ("done", "in_progress")}, "b"),
        ({"flagged": True}, "c"),
        ({"flagged": False}, "abd"),
        ({"source": "Le Jour"}, "ab"),
        ({"language": "en"}, "d"),
        ({"published_from": "2026-02-01"}, "bc"),
        ({"published_to": "2026-02-01"}, "ab"),
        ({"pending": True}, "ac"),
        ({"pending": False}, "bd"),
        ({"order": "date"}, "cbad"),
        ({"order": "oldest"}, "abcd"),
        ({"order": "review"}, "cabd"),
        ({"order": "uncertain"}, "acbd"),
        ({"search": "texte", "order": "review", "source": "Le Jour"}, "b"),
    ],
)
def test_the_list_asks_and_gets(project: Project, query: dict[str, Any], keys: str) -> None:
    from annotator.model.suggestion import ProposedSpan

    project.import_records(
        [
            Record("a", "Au palais de l’Élysée.", source="Le Jour", language="fr", published="2026-01-05"),
            Record("jour_1911-b.txt", "Un texte.", source="Le Jour", language="fr", published="2026-02-01T10:00:00"),
            Record("c", "Un autre article.", source="Agence", language="fr", published="2026-03-01"),
            Record("d", "A text.", language="en"),
        ]
    )
    a, b, c, _ = project.document_ids()
    project.set_state(b, "done")
    project.set_flag(c, True)
    run = project.start_run("p")
    project.store_suggestions(run, a, [ProposedSpan(0, 2, "PER", 0.1)])
    project.store_suggestions(run, c, [ProposedSpan(0, 2, "PER", 0.9), ProposedSpan(3, 5, "LOC", 0.9)])
    found = project.document_rows(project.document_ids(DocumentQuery(**query)))
    assert "".join(row.key.removesuffix(".txt")[-1] for row in found) == keys


def test_rows_sources_and_progress(project: Project) -> None:
    project.import_records(
        [
            Record("a", "\n  Un titre\nTexte", source="X", language="fr"),
            Record("7", "B", source="X"),
            Record("c", "", source="Y"),
        ]
    )
    ids = project.document_ids()
    assert [row.title for row in project.document_rows([*ids, 99])] == ["Un titre", "B", ""]  # type: ignore[list-item]
    assert project.sources() == [("X", 2), ("Y", 1)]
    assert dict(project.languages()) == {"": 2, "fr": 1}
    project.set_state(ids[0], "done")
    project.set_state(ids[1], "skipped")
    project.add_active_seconds(ids[2], 2.5)
    project.add_active_seconds(ids[2], 2.5)
    progress = project.progress()
    assert (progress.total, progress.done, progress.skipped, progress.in_progress) == (3, 1, 1, 0)
    assert project.stats()["active_seconds"] == 5.0
    assert project.find_document("a") == ids[0]
    assert project.find_document("3") == ids[2]
    assert project.find_document("7") == ids[1], "a key comes before an id"
    assert project.find_document("none") is None
    with pytest.raises(AnnotationError, match="no document 99"):
        project.document(99)  # type: ignore[arg-type]


def test_settings_are_the_projects_own(desk: Desk) -> None:
    assert desk.project.title == "desk"
    assert desk.project.language == "fr"
    desk.project.set_setting("pipeline", "fr_core_news_sm")
    desk.project.close()
    desk.project = Project.open(desk.path)
    assert desk.project.setting("pipeline") == "fr_core_news_sm"
    assert desk.project.setting("nothing", "default") == "default"


def test_login_name_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.model.label_scheme import LabelScheme

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("annotator.project.file.getpass.getuser", nobody)
    with Project.create(tmp_path / "p.pressmark", scheme=LabelScheme()) as project:
        assert project.annotator_name == "annotator"


def test_state_that_is_held_stays_the_true_one_when_another_process_writes(desk: Desk) -> None:
    state = desk.state
    other = desk.project._store.connection
    other.execute("DELETE FROM suggestions WHERE child_start IS NOT NULL")
    desk.project._data_version = -1
    version = state.version
    assert desk.project.refresh()
    assert desk.state is state
    assert state.version > version
    assert state.changed == [(0, len(state.document.text))]
    assert state.relations() == []


def test_many_articles_do_not_fill_memory(project: Project) -> None:
    project.import_records(Record(f"{i}", f"Texte {i}") for i in range(30))
    states = [project.article(id) for id in project.document_ids()]
    assert len(project._states) < 30
    assert project.article(states[-1].document.id) is states[-1]


def test_annotators_suggestions_and_rejections_of_one_document(tmp_path: Path) -> None:
    text = "Ada Roy dirige Valtrex à Brest."
    ada = Record(
        "a",
        text,
        spans=(RecordSpan(0, 7, "PER"),),
        annotator="Ada",
        suggested=(RecordSpan(15, 22, "ORG", 0.75), RecordSpan(25, 30, "LOC")),
        suggested_relations=(RecordRelation(0, 1, "based_in", 0.5),),
        suggester="press-model",
        rejected=(RecordSpan(8, 14, "MISC"),),
    )
    bob = Record("a", text, spans=(RecordSpan(15, 22, "ORG"),), annotator="Bob", state="in_progress")
    with Project.create(tmp_path / "p.pressmark", scheme=LabelScheme(), annotator="Eve") as project:
        report = project.import_records([ada, bob], kind="annotations")
        assert (report.documents, report.already_there, report.spans, report.suggestions) == (1, 1, 2, 4)
        (document,) = project.document_ids()
        project.use_annotator("Ada")
        state = project.article(document)
        assert [(s.start, s.label, s.status) for s in state.spans(("confirmed", "suggested", "rejected"))] == [
            (0, "PER", "confirmed"),
            (8, "MISC", "rejected"),
            (15, "ORG", "suggested"),
            (25, "LOC", "suggested"),
        ]
        assert [relation.score for relation in state.relations()] == [0.5]
        assert project.run_pipeline(state.spans(("rejected",))[0].run or RunId(0)) == "press-model"
        assert state.review.state == "done"
        project.use_annotator("Bob")
        assert [span.label for span in project.article(document).spans(("confirmed",))] == ["ORG"]
        assert project.article(document).review.state == "in_progress"
        project.use_annotator("Eve")
        assert project.article(document).spans(("confirmed",)) == []
        again = project.import_records([ada, bob], kind="annotations")
        assert (again.already_there, again.spans) == (2, 0)


def test_annotations_join_documents_that_came_in_without(tmp_path: Path) -> None:
    record = Record("a", "Ada Roy", spans=(RecordSpan(0, 7, "PER"),))
    with Project.create(tmp_path / "p.pressmark", scheme=LabelScheme(), annotator="Eve") as project:
        project.import_records([record])
        project.import_records([record], kind="annotations")
        (document,) = project.document_ids()
        assert [span.label for span in project.article(document).spans()] == ["PER"]
        suggested = Record("a", "Ada Roy", spans=(RecordSpan(0, 3, "PER", 0.5),), suggested=(RecordSpan(4, 7, "PER"),))
        project.use_annotator("Bob")
        project.import_records([suggested], kind="suggestions")
        assert [(span.start, span.score) for span in project.article(document).spans()] == [(0, 0.5), (4, None)]
