"""The string memory in a project: what is decided once is suggested again, exactly as long as it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED, PENDING
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.folding import fold
from annotator.model.memory import Counts, Outer, counted
from annotator.model.record import Record, RecordSpan
from annotator.model.suggestion import MEMORY, ProposedRelation, ProposedSpan
from annotator.project import Project, remembering, string_index
from annotator.project.scanned import Scanned
from annotator.project.string_index import TIERS, StringIndex
from annotator.store import memory
from tests.project.conftest import SCHEME

TEXT = "Paris et Nantes. La mairie de Paris voit Nantes. PARIS !"
#       0        9           20        30         41      49


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.pressmark", scheme=SCHEME, annotator="Ada") as made:
        made.import_records([Record("a", TEXT), Record("b", TEXT + " Fin."), Record("c", "Rien.")])
        yield made


def pending(project: Project, document: int) -> list[tuple[int, int, str]]:
    state = project.article(document)  # type: ignore[arg-type]
    return [(span.start, span.end, span.label) for span in state.spans(PENDING)]


def ref(project: Project, document: int, start: int, end: int) -> Ref:
    found = project.article(document).resolve((start, end))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_what_is_added_once_is_suggested_elsewhere_and_undo_takes_that_back(project: Project) -> None:
    first, second, _ = project.document_ids()
    edit = project.add_span(first, 0, 5, "LOC")
    assert pending(project, first) == [(30, 35, "LOC"), (49, 54, "LOC")]
    assert edit.documents == {first}
    assert project.article(first).changed == [(0, 5), (30, 35), (49, 54)]
    assert project.refresh_memory(second)
    assert not project.refresh_memory(second)
    assert pending(project, second) == [(0, 5, "LOC"), (30, 35, "LOC"), (49, 54, "LOC")]
    assert [row.pending for row in project.document_rows([first, second])] == [2, 3]
    assert project.run_pipeline(project.article(second).spans()[0].run) == MEMORY  # type: ignore[arg-type]
    project.undo()
    assert pending(project, first) == []
    assert project.memory_entries() == []
    assert project.refresh_memory(second)
    assert pending(project, second) == []
    project.redo()
    assert pending(project, first) == [(30, 35, "LOC"), (49, 54, "LOC")]


def test_a_decision_about_what_memory_suggested_is_undone_and_done_again(project: Project) -> None:
    first = project.document_ids()[0]
    project.add_span(first, 0, 5, "LOC")
    project.accept(first, ref(project, first, 30, 35))
    project.undo()
    project.undo()
    assert pending(project, first) == []
    project.redo()
    project.redo()
    assert [(s.start, s.end) for s in project.article(first).spans(CONFIRMED)] == [(0, 5), (30, 35)]
    assert pending(project, first) == [(49, 54, "LOC")]


def test_a_model_is_contradicted_but_not_forgotten(project: Project) -> None:
    first, second, _ = project.document_ids()
    run = project.start_run("pipeline")
    for document in (first, second):
        project.store_suggestions(run, document, [ProposedSpan(0, 5, "PER", 0.9), ProposedSpan(30, 35, "PER", 0.9)])
    project.relabel(first, ref(project, first, 0, 5), "LOC")
    assert pending(project, first) == [(30, 35, "LOC"), (49, 54, "LOC")]
    project.undo()
    assert pending(project, first) == [(0, 5, "PER"), (30, 35, "PER")]
    project.redo()
    project.store_suggestions(run, second, [ProposedSpan(0, 5, "PER", 0.8), ProposedSpan(9, 15, "LOC", 0.8)])
    assert pending(project, second) == [(0, 5, "LOC"), (9, 15, "LOC"), (30, 35, "LOC"), (49, 54, "LOC")]


def test_what_is_rejected_twice_is_not_suggested_any_more(project: Project) -> None:
    first, second, _ = project.document_ids()
    run = project.start_run("pipeline")
    proposed = [ProposedSpan(start, start + 5, "PER", 0.9) for start in (0, 30)]
    project.store_suggestions(run, second, proposed)
    project.store_suggestions(run, first, proposed)
    project.reject(first, ref(project, first, 0, 5))
    project.reject(first, ref(project, first, 30, 35))
    project.refresh_memory(second)
    assert pending(project, second) == []
    (entry,) = project.memory_entries()
    assert (entry.string, entry.label, entry.rejected, entry.speaks) == ("Paris", "", 2, True)
    project.undo()
    assert project.refresh_memory(second)
    assert pending(project, second) == [(0, 5, "PER"), (30, 35, "PER")]


def test_accepting_the_rest_suggests_nothing_new(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.store_suggestions(project.start_run("pipeline"), first, [ProposedSpan(0, 5, "LOC", 0.9)])
    project.accept_all(first)
    assert pending(project, first) == []
    project.refresh_memory(second)
    assert len(pending(project, second)) == 3
    project.undo()
    project.redo()
    assert pending(project, first) == []


def test_an_article_that_is_done_is_left_alone(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.set_state(second, "done")
    project.add_span(first, 0, 5, "LOC")
    assert not project.refresh_memory(second)
    project.add_span(second, 9, 15, "LOC")
    assert pending(project, second) == []


def test_a_string_is_switched_and_the_memory_as_a_whole(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.add_span(first, 0, 5, "LOC")
    project.refresh_memory(second)
    project.switch_memory("Paris", False)
    project.refresh_memory(second)
    assert pending(project, second) == []
    with Project.open(project.path, read_only=True, annotator="Ada") as other:
        assert other.memory_of("Paris").switched is False  # type: ignore[union-attr]
        assert not other.refresh_memory(second)
    project.add_span(second, 0, 5, "ORG")
    assert pending(project, second) == []
    project.switch_memory("Paris", True)
    project.refresh_memory(second)
    assert [label for *_, label in pending(project, second)] == ["ORG", "ORG"]
    project.switch_memory("Paris", None)
    assert not project.memory_of("Paris").speaks  # type: ignore[union-attr]
    assert project.memory_of("Lyon") is None
    with pytest.raises(AnnotationError, match="has seen no “Lyon”"):
        project.switch_memory("Lyon", False)
    project.undo()
    project.refresh_memory(second)
    assert project.memory_active
    project.memory_active = False
    project.refresh_memory(second)
    assert pending(project, second) == []


def test_other_articles_follow_in_pauses(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.article(first)
    assert not project.follow_memory(4)
    project.add_span(first, 0, 5, "LOC")
    while project.follow_memory(4):
        pass
    assert project.memory_followed()
    assert not project.memory_followed()
    assert [row.pending for row in project.document_rows([second])] == [3]


def test_spans_in_spans_are_suggested_again(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.add_span(first, 20, 35, "ORG")
    project.add_span(first, 30, 35, "LOC")
    project.refresh_memory(second)
    assert pending(project, second) == [(0, 5, "LOC"), (20, 35, "ORG"), (30, 35, "LOC"), (49, 54, "LOC")]
    project.undo()
    project.undo()
    assert memory.nested(project._store, project.annotator) == []


def recounts(project: Project) -> None:
    """What is counted along is what the spans and decisions amount to."""
    for annotator in project.annotators():
        fresh = memory.recounted(project._store, annotator.id)
        strings = {(string, label): n for string, label, n in memory.strings(project._store, annotator.id)}
        assert strings == dict(fresh.strings)
        nested = {(a, b, c): n for a, b, c, n in memory.nested(project._store, annotator.id)}
        assert nested == dict(fresh.nested)


def test_what_was_rejected_in_a_longer_string_is_not_suggested_there_again(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.import_records([Record("d", "Paris. Paris. Paris. Le Mans. L'île du Mans: Mans.")])
    other = project.find_document("d")
    assert other is not None
    for start in (0, 7, 14):
        project.add_span(other, start, start + 5, "LOC")
    # spans of these two labels are nested, as a rule
    for start, end, inside in ((21, 28, 24), (30, 44, 40)):
        project.add_span(other, start, end, "ORG")
        project.add_span(other, inside, inside + 4, "LOC")
    for document in (first, second):
        spans = [ProposedSpan(0, 5, "LOC", 0.9), ProposedSpan(20, 35, "ORG", 0.9), ProposedSpan(30, 35, "LOC", 0.9)]
        project.store_suggestions(project.start_run("model"), document, spans)
    project.accept(first, ref(project, first, 20, 35))
    project.refresh_memory(second)
    assert (30, 35, "LOC") in pending(project, second)
    project.reject(first, ref(project, first, 30, 35))
    recounts(project)
    project.refresh_memory(second)
    assert (30, 35, "LOC") not in pending(project, second)
    assert (0, 5, "LOC") in pending(project, second)
    # as long as it stands, and as long as the longer one does
    project.undo()
    project.refresh_memory(second)
    assert (30, 35, "LOC") in pending(project, second)
    project.redo()
    project.delete(first, ref(project, first, 20, 35))
    recounts(project)
    project.refresh_memory(second)
    project.undo()
    recounts(project)
    # a label that goes takes what was said of its suggestions along
    project.set_label_mapping("model", {"LOC": "", "ORG": "ORG"})
    recounts(project)
    project.undo()
    recounts(project)
    project.redo()
    recounts(project)
    project.set_label_mapping("model", {"LOC": "LOC", "ORG": "ORG"})
    recounts(project)


def test_a_renamed_label_is_renamed_in_everybodys_memory(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.import_records(
        [Record("d", TEXT, spans=(RecordSpan(20, 35, "ORG"), RecordSpan(30, 35, "LOC")))],
        kind="annotations",
        annotator="Bo",
    )
    project.add_span(first, 0, 5, "LOC")
    project.refresh_memory(second)
    project.rename_label("LOC", "PLACE")
    recounts(project)
    project.refresh_memory(second)
    assert [label for *_, label in pending(project, second)] == ["PLACE"] * 3
    assert project.outside_scheme() == {}


def test_imported_annotations_are_remembered(project: Project) -> None:
    record = Record("d", TEXT, spans=(RecordSpan(0, 5, "LOC"),), rejected=(RecordSpan(9, 15, "PER"),))
    project.import_records([record], kind="annotations")
    assert [(e.string, e.total, e.rejected) for e in project.memory_entries()] == [("Nantes", 1, 1), ("Paris", 1, 0)]
    more = Record("d", TEXT, spans=(RecordSpan(0, 5, "LOC"), RecordSpan(30, 35, "LOC")))
    project.import_records([more], kind="annotations", update=True)
    store, annotator = project._store, project.annotator
    assert {(s, label): n for s, label, n in memory.strings(store, annotator)} == dict(
        memory.recounted(store, annotator).strings
    )


def test_a_file_of_the_first_version_is_counted(project: Project) -> None:
    first = project.document_ids()[0]
    project.add_span(first, 0, 5, "LOC")
    before = memory.strings(project._store, project.annotator)
    with project._store.transaction():
        project._store.execute("DELETE FROM memory")
    project.set_setting("memory", "uncounted")
    project.close()
    with Project.open(project.path) as again:
        assert memory.strings(again._store, again.annotator) == before
        assert again.setting("memory") == ""


def test_a_failed_write_leaves_the_memory_as_it_was(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = project.document_ids()[0]
    project.add_span(first, 0, 5, "LOC")

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("annotator.store.tallies.write_tally", full, raising=False)
        patch.setattr("annotator.store.annotations.write_tally", full, raising=False)
        with pytest.raises(StoreError):
            project.add_span(first, 9, 15, "LOC")
    assert [entry.string for entry in project.memory_entries()] == ["Paris"]
    assert pending(project, first) == [(30, 35, "LOC"), (49, 54, "LOC")]


def test_a_common_word_does_not_flood_an_article(project: Project) -> None:
    project.import_records([Record("long", "hier et " * 60)])
    document = project.document_ids()[-1]
    project.add_span(document, 0, 4, "ORG")
    assert pending(project, document) == []
    project.add_span(document, 8, 12, "ORG")
    project.add_span(document, 16, 20, "ORG")
    assert len(pending(project, document)) == 57


def test_places_far_more_than_usual_are_looked_at_at_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MANY", 1)
    first = project.document_ids()[0]
    project.add_span(first, 0, 5, "LOC")
    assert pending(project, first) == [(30, 35, "LOC"), (49, 54, "LOC")]


WORDS = st.sampled_from(["Paris", "Nantes", "mairie de Paris", "Paris et Nantes", "de", "PARIS", "voit"])
DELTAS = st.lists(st.tuples(WORDS, st.sampled_from(["LOC", "ORG", ""]), st.integers(-2, 3)), max_size=12)


@settings(max_examples=60)
@given(st.lists(DELTAS, max_size=5))
def test_an_index_that_grew_finds_what_one_made_at_once_finds(batches: list[list[tuple[str, str, int]]]) -> None:
    grown = StringIndex("fr", [], [], {})
    scanned = Scanned(TEXT, "fr", grown)
    total = counted("", ())
    for batch in batches:
        part = counted("", ())
        for string, label, n in batch:
            n = max(n, -total.strings[string, label] - part.strings[string, label])
            part.strings[string, label] += n
        total.strings.update(part.strings)
        grown.add(part)
    made = StringIndex("fr", [(s, label, n) for (s, label), n in total.strings.items() if n], [], {})
    fresh = Scanned(TEXT, "fr", made).matches()
    scanned.catch_up()
    assert not scanned.behind
    assert sorted(scanned.matches()) == sorted(fresh)
    assert sorted(scanned.overlapping(0, len(TEXT))) == sorted(fresh)


def test_strings_move_from_small_automata_to_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(string_index, "FULL", 1500)
    index = StringIndex("fr")
    for number in range(TIERS[-1] * 3):
        index.add(counted(f"Nom{number}x", [Outer(0, len(f"Nom{number}x"), "PER")]))
        index.scan(fold("rien"))
    assert len(index.scan(fold("Nom0x, Nom64x, Nom130x, Nom191x"))) == 4
    many = Counts(*counted("", ()))
    many.strings.update({(f"Rue {number} b", "LOC"): 1 for number in range(TIERS[0] + 1)})
    index.add(many)
    assert len(index.scan(fold("Nom0x, Nom191x, Rue 5 b"))) == 3
    every = [(string, label, n) for string, counts in index.counts.items() for label, n in counts.items()]
    read = StringIndex("fr", every)
    text = fold("Nom0x, Nom191x, Rue 5 b, Rue 1000 b")
    assert sorted(read.scan(text)) == sorted(index.scan(text))
    assert len(read.scan(text)) == 4
    index.switch("Nom0x", False)
    index.switch("unseen", None)
    assert index.belief("Nom0x") is None


def test_labels_that_are_mostly_nested_are_suggested_in_spans_never_seen(tmp_path: Path) -> None:
    text = "Université de Lille. Université de Metz. Université de Brest. Université de Tours. Tours. Metz."
    path = tmp_path / "n.pressmark"
    with Project.create(path, scheme=SCHEME, annotator="Ada") as project:
        project.import_records([Record("a", text), Record("b", "Parisien. " + text)])
        first, second = project.document_ids()
        for town in ("Lille", "Metz", "Brest"):
            start = text.index(town)
            project.add_span(first, start, start + len(town), "LOC")
            assert project.nested_labels() == ()
            project.add_span(first, start - 14, start + len(town), "ORG")
        assert project.nested_labels() == (("ORG", "LOC"),)
        last = text.rindex("Tours")
        project.add_span(first, last, last + 5, "LOC")
        start = text.index("Université de Tours")
        project.add_span(first, start, start + 19, "ORG")
        assert (start + 14, start + 19, "LOC") in pending(project, first)
    with Project.open(path, annotator="Ada") as project:
        project.refresh_memory(second)
        found = {text[a - 10 : b - 10] for a, b, label in pending(project, second) if label == "LOC"}
        assert found == {"Lille", "Metz", "Brest", "Tours"}
        assert sum(label == "ORG" for *_, label in pending(project, second)) == 4
    with Project.open(path, annotator="Ada") as project:
        project.memory_patient = True
        assert project.nested_labels() == (("ORG", "LOC"),)  # so few are read at once


def test_strings_of_one_label_are_not_suggested_in_one_another(project: Project) -> None:
    first, second, _ = project.document_ids()
    project.add_span(first, 20, 35, "ORG")
    project.add_span(first, 0, 5, "ORG")
    project.refresh_memory(second)
    assert (30, 35, "ORG") not in pending(project, second)
    project.add_span(second, 9, 15, "LOC")
    project.add_span(second, 41, 47, "LOC")
    assert project.memory_of("Nantes").n == 2  # type: ignore[union-attr]


def test_words_that_only_begin_alike_are_left_alone(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "KEPT_TEXTS", 1)
    project.import_records([Record("e", "Nantes, Nantesque, Nantes")])
    document = project.document_ids()[-1]
    for other in project.document_ids():
        project.refresh_memory(other)
    project.article(document)
    project.refresh_memory(document)
    project.add_span(document, 0, 6, "LOC")
    assert pending(project, document) == [(19, 25, "LOC")]
    assert memory.documents_with(project._store, "!", project.annotator) == []


def test_a_decision_about_a_relation_is_no_memory(project: Project) -> None:
    first = project.document_ids()[0]
    project.store_suggestions(
        project.start_run("x"),
        first,
        [ProposedSpan(0, 5, "PER"), ProposedSpan(9, 15, "LOC")],
        [ProposedRelation((0, 5), (9, 15), "in", 0.5)],
    )
    state = project.article(first)
    relation = next(found for found in state.pending() if state.relation(found) is not None)
    project.reject(first, relation)
    assert project.memory_entries() == []


def test_memory_says_nothing_in_documents_that_come_in_done(project: Project) -> None:
    project.import_records(
        [Record(f"m{n}", "Ana est ici.", spans=(RecordSpan(0, 3, "PER"),)) for n in range(6)], kind="annotations"
    )
    text = "Ana et Bob vont. Ana revient."
    record = Record("d", text, spans=(RecordSpan(0, 3, "PER"),), suggested=(RecordSpan(7, 10, "PER", 0.5),))
    project.import_records([record], kind="annotations")
    document = project.find_document("d")
    assert document is not None
    state = project.article(document)
    assert [span.start for span in state.spans() if span.ref in state.pending()] == [7]
