"""What a model holds for possible: kept beside the suggestions, read by the scheme of now, taken in one step."""

import sqlite3
from pathlib import Path

import pytest

from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.possible import PossibleSpan
from annotator.model.record import Record
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan
from annotator.project import Project
from annotator.store import schema
from tests.project.conftest import SCHEME, TEXT, Desk

ANA, PARIS, LEO, TOWN, AGAIN, NANTES = (0, 7), (13, 18), (20, 27), (38, 43), (52, 59), (62, 68)
SPANS = [
    ProposedSpan(*extent, label, 0.9)
    for extent, label in zip(
        (ANA, PARIS, LEO, TOWN, AGAIN, NANTES), ("PER", "LOC", "PER", "LOC", "PER", "LOC"), strict=True
    )
]


def hold(
    desk: Desk, *possible: ProposedRelation, relations: tuple[ProposedRelation, ...] = (), run: str = "own"
) -> None:
    """Have a new run replace all, with that held for possible."""
    desk.project.store_proposals([(desk.document, [Proposed(desk.project.start_run(run), SPANS, relations, possible)])])


def listed(desk: Desk, start: int, end: int) -> list[tuple[str, str, str]]:
    """What is possible at a place, as words."""
    words = lambda ref: TEXT[slice(*desk.state.extent(ref))]  # noqa: E731
    found = desk.project.possible_relations(desk.document, desk.at(start, end))
    return [(words(one.head), one.label, words(one.child)) for one in found]


def test_possible_relations_are_listed_at_both_ends_the_likeliest_first(desk: Desk) -> None:
    hold(
        desk,
        ProposedRelation(ANA, TOWN, "in", 0.1),
        ProposedRelation(ANA, PARIS, "in", 0.2),
        ProposedRelation(ANA, LEO, "meets", 0.15),
    )
    assert listed(desk, *ANA) == [
        ("Ana Roy", "in", "Paris"),
        ("Ana Roy", "meets", "Léo Roy"),
        ("Ana Roy", "in", "Paris"),
    ]
    assert listed(desk, *LEO) == [("Ana Roy", "meets", "Léo Roy")]
    assert listed(desk, *NANTES) == []
    assert desk.state.relations() == []
    assert desk.state.pending_count == len(SPANS)


def test_nothing_is_possible_twice_nor_what_is_there_or_was_rejected(desk: Desk) -> None:
    meets = ProposedRelation(LEO, ANA, "meets", 0.2)
    hold(
        desk,
        meets,
        ProposedRelation(ANA, LEO, "meets", 0.1),
        ProposedRelation(ANA, PARIS, "in", 0.2),
        ProposedRelation(ANA, TOWN, "in", 0.2),
        ProposedRelation(ANA, PARIS, "in", 0.05),
        relations=(ProposedRelation(ANA, TOWN, "in", 0.8),),
    )
    # of a relation without direction one is enough
    assert listed(desk, *ANA) == [("Léo Roy", "meets", "Ana Roy"), ("Ana Roy", "in", "Paris")]
    desk.project.reject(desk.document, desk.state.relations()[0].ref)
    assert ("Ana Roy", "in", "Paris") in listed(desk, *ANA)
    assert len(listed(desk, *ANA)) == 2
    desk.project.add_relation(desk.document, desk.at(*ANA), desk.at(*LEO), "meets")
    assert listed(desk, *ANA) == [("Ana Roy", "in", "Paris")]


def test_what_is_illegal_is_not_possible_and_the_scheme_of_now_says_so(desk: Desk) -> None:
    hold(
        desk,
        ProposedRelation(ANA, PARIS, "in", 0.2),
        ProposedRelation(PARIS, ANA, "in", 0.2),
        ProposedRelation(ANA, LEO, "seen", 0.2),
    )
    assert listed(desk, *ANA) == [("Ana Roy", "in", "Paris")]
    desk.project.relabel(desk.document, desk.at(*PARIS), "ORG")
    assert listed(desk, *ANA) == []
    desk.project.undo()
    relations = (*SCHEME.relation_labels, RelationLabel("seen", key="s"))
    desk.project.set_scheme(LabelScheme("more", SCHEME.labels, relations))
    assert listed(desk, *ANA) == [("Ana Roy", "in", "Paris")]
    desk.project.set_label_mapping("own", {"→in": "seen", "→seen": ""})
    assert listed(desk, *ANA) == [("Ana Roy", "seen", "Paris"), ("Paris", "seen", "Ana Roy")]


def test_an_end_is_what_its_suggestion_was_corrected_into(desk: Desk) -> None:
    hold(desk, ProposedRelation(LEO, TOWN, "in", 0.2))
    desk.project.set_boundaries(desk.document, desk.at(*LEO), 20, 34)
    assert listed(desk, 20, 34) == [("Léo Roy, maire", "in", "Paris")]
    assert listed(desk, *TOWN) == [("Léo Roy, maire", "in", "Paris")]
    desk.project.delete(desk.document, desk.at(20, 34))
    assert listed(desk, *TOWN) == []


def test_a_possible_relation_is_taken_in_one_step_with_its_ends(desk: Desk) -> None:
    hold(desk, ProposedRelation(ANA, PARIS, "in", 0.2))
    [one] = desk.project.possible_relations(desk.document, desk.at(*PARIS))
    edit = desk.project.take_relation(desk.document, one.head, one.child, one.label)
    assert edit.action == "take_relation"
    assert desk.confirmed() == [(*ANA, "PER"), (*PARIS, "LOC")]
    assert [r.label for r in desk.state.relations(("confirmed",))] == ["in"]
    assert listed(desk, *ANA) == []
    desk.project.undo()
    assert desk.confirmed() == []
    assert listed(desk, *ANA) == [("Ana Roy", "in", "Paris")]
    with pytest.raises(AnnotationError, match="two different spans"):
        desk.project.take_relation(desk.document, one.head, one.head, "meets")


def test_a_new_run_replaces_what_was_possible_and_nothing_counts_it(desk: Desk) -> None:
    hold(desk, ProposedRelation(ANA, PARIS, "in", 0.2))
    assert listed(desk, *ANA)
    hold(desk, ProposedRelation(ANA, NANTES, "in", 0.2), run="other")
    assert listed(desk, *ANA) == [("Ana Roy", "in", "Nantes")]
    [tally] = desk.project._store.rows("SELECT * FROM tallies WHERE annotator = 0")
    assert tally["pending"] == len(SPANS)
    assert not desk.project._store.rows("SELECT * FROM suggestions WHERE active = 1 AND child_start IS NOT NULL")
    with pytest.raises(AnnotationError, match="outside its text"):
        hold(desk, ProposedRelation(ANA, (60, 999), "in", 0.2))
    assert listed(desk, *ANA) == [("Ana Roy", "in", "Nantes")]


def test_another_text_takes_it_away(desk: Desk) -> None:
    hold(desk, ProposedRelation(ANA, PARIS, "in", 0.2))
    desk.project.import_records([Record("a", "Autre texte.", language="fr")], update=True)
    assert not desk.project._store.rows("SELECT * FROM possibilities")


def test_a_file_of_the_version_before_gets_its_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.pressmark"
    with monkeypatch.context() as old:
        for module in ("annotator.store.schema", "annotator.store.database"):
            old.setattr(f"{module}.VERSION", 2)
            old.setattr(f"{module}.MIGRATIONS", schema.MIGRATIONS[:2])
        Project.create(path, scheme=SCHEME).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
    connection.close()
    with Project.open(path) as project:
        project.import_records([Record("a", TEXT, language="fr")])
        document = project.document_ids()[0]
        proposed = Proposed(project.start_run("own"), SPANS, (), [ProposedRelation(ANA, PARIS, "in", 0.2)])
        project.store_proposals([(document, [proposed])])
        ref = project.article(document).resolve(ANA)
        assert ref is not None
        assert len(project.possible_relations(document, ref)) == 1


def doubt(desk: Desk, *readings: ProposedSpan, spans: list[ProposedSpan] = SPANS) -> None:
    """Have a new run replace all, with those spans held for possible."""
    desk.project.store_proposals([(desk.document, [Proposed(desk.project.start_run("own"), spans, (), (), readings)])])


def readings(desk: Desk, start: int, end: int) -> list[tuple[str, str]]:
    """The other readings of what stands at a place, as words."""
    found = desk.project.possible_readings(desk.document, desk.at(start, end))
    return [(TEXT[one.start : one.end], one.label) for one in found]


def test_readings_of_a_span_overlap_it_the_likeliest_first_and_three_at_most(desk: Desk) -> None:
    doubt(
        desk,
        ProposedSpan(*LEO, "ORG", 0.1),
        ProposedSpan(20, 34, "PER", 0.3),
        ProposedSpan(20, 43, "ORG", 0.2),
        ProposedSpan(20, 23, "PER", 0.05),
        ProposedSpan(18, 22, "PER", 0.4),  # crosses
        ProposedSpan(*LEO, "PER", 0.5),  # is there
        ProposedSpan(*NANTES, "ORG", 0.6),  # elsewhere
    )
    assert readings(desk, *LEO) == [("Léo Roy, maire", "PER"), ("Léo Roy, maire de Paris", "ORG"), ("Léo Roy", "ORG")]
    assert readings(desk, *PARIS) == []
    # of a confirmed one only what may stand beside it
    desk.project.accept(desk.document, desk.at(*LEO))
    assert readings(desk, *LEO) == [("Léo Roy, maire de Paris", "ORG")]


def test_what_was_rejected_is_no_reading_and_has_none(desk: Desk) -> None:
    doubt(
        desk,
        ProposedSpan(20, 34, "PER", 0.3),
        ProposedSpan(20, 34, "ORG", 0.2),
        spans=[*SPANS, ProposedSpan(20, 34, "ORG", 0.4)],
    )
    assert readings(desk, *LEO) == [("Léo Roy, maire", "PER")]
    desk.project.reject(desk.document, desk.at(20, 34))
    assert readings(desk, *LEO) == []
    leo = desk.at(*LEO)
    desk.project.reject(desk.document, leo)
    assert desk.project.possible_readings(desk.document, leo) == []
    nowhere = desk.at(*ANA)._replace(id=999)
    assert desk.project.possible_readings(desk.document, nowhere) == []
    assert desk.project.possible_relations(desk.document, nowhere) == []


def test_a_suggestion_is_corrected_into_a_reading(desk: Desk) -> None:
    doubt(desk, ProposedSpan(20, 34, "ORG", 0.3))
    suggestion = desk.at(*LEO)
    edit = desk.project.take_reading(desk.document, suggestion, 20, 34, "ORG")
    assert edit.action == "take_reading"
    assert desk.confirmed() == [(20, 34, "ORG")]
    assert desk.outcomes()[suggestion.id] == "corrected"
    assert readings(desk, 20, 34) == []
    desk.project.undo()
    assert desk.confirmed() == []
    with pytest.raises(AnnotationError, match="the scheme has no label"):
        desk.project.take_reading(desk.document, suggestion, 20, 34, "FOOD")
    with pytest.raises(AnnotationError, match="must lie within the text"):
        desk.project.take_reading(desk.document, suggestion, 20, 999, "ORG")


@pytest.mark.parametrize(
    ("reading", "left"),
    [
        ((20, 34, "ORG"), [(20, 34, "ORG"), (20, 27, "PER")]),  # around it, of another label: both stand
        ((20, 23, "ORG"), [(20, 27, "PER"), (20, 23, "ORG")]),  # within it
        ((20, 34, "PER"), [(20, 34, "PER")]),  # of the same label: it was too short
        ((20, 27, "ORG"), [(20, 27, "ORG")]),  # at the same place
    ],
)
def test_beside_a_confirmed_span_another_is_added_or_it_is_corrected(
    desk: Desk, reading: tuple[int, int, str], left: list[tuple[int, int, str]]
) -> None:
    doubt(desk)
    desk.project.accept(desk.document, desk.at(*LEO))
    desk.project.take_reading(desk.document, desk.at(*LEO), *reading)
    assert desk.confirmed() == left


def test_the_string_memory_has_readings_where_it_gives_way(desk: Desk) -> None:
    desk.project.memory_active = True
    desk.project.import_records([Record("b", "Léo Roy, maire et Roy. Paris.", language="fr")])
    other = desk.project.document_ids()[1]
    desk.project.add_span(other, 0, 14, "ORG")
    desk.project.add_span(other, 18, 21, "PER")
    desk.project.add_span(other, 23, 28, "ORG")
    doubt(desk)
    # the longer name that is known; not the surname in the name
    assert readings(desk, *LEO) == [("Léo Roy, maire", "ORG")]
    # what the memory has contradicted is a reading of what stands there instead
    item = desk.state.span(desk.at(*PARIS))
    assert item is not None
    assert item.label == "ORG"
    assert readings(desk, *PARIS) == [("Paris", "LOC")]
    desk.project.memory_active = False
    assert readings(desk, *LEO) == []


def test_a_reading_takes_no_other_confirmed_span_s_place(desk: Desk) -> None:
    doubt(
        desk,
        ProposedSpan(20, 40, "ORG", 0.4),  # crosses the town
        ProposedSpan(20, 43, "LOC", 0.3),  # of the town's label
        ProposedSpan(20, 43, "ORG", 0.2),
    )
    assert len(readings(desk, *LEO)) == 3
    desk.project.accept(desk.document, desk.at(*TOWN))
    assert readings(desk, *LEO) == [("Léo Roy, maire de Paris", "ORG")]


def test_what_a_threshold_hides_is_a_reading(desk: Desk) -> None:
    doubt(desk, ProposedSpan(*LEO, "LOC", 0.1), spans=[*SPANS, ProposedSpan(20, 34, "ORG", 0.45)])
    assert readings(desk, *LEO) == [("Léo Roy", "LOC")]
    desk.project.set_thresholds({("span", "ORG"): 0.6})
    assert readings(desk, *LEO) == [("Léo Roy, maire", "ORG"), ("Léo Roy", "LOC")]


def test_a_relation_that_a_threshold_hides_is_possible(desk: Desk) -> None:
    hold(
        desk,
        ProposedRelation(ANA, PARIS, "in", 0.1),
        relations=(ProposedRelation(ANA, TOWN, "in", 0.4), ProposedRelation(ANA, NANTES, "in", 0.9)),
    )
    assert listed(desk, *ANA) == [("Ana Roy", "in", "Paris")]
    desk.project.set_thresholds({("relation", "in"): 0.6})
    assert [TEXT[slice(*desk.state.extent(r.child))] for r in desk.state.relations()] == ["Nantes"]
    [hidden, _] = desk.project.possible_relations(desk.document, desk.at(*ANA))
    assert (desk.state.extent(hidden.child), hidden.score) == (TOWN, 0.4)
    desk.project.take_relation(desk.document, *hidden[:3])
    assert [r.score for r in desk.project.possible_relations(desk.document, desk.at(*ANA))] == [0.1]


def test_nothing_is_possible_where_nothing_is_suggested(desk: Desk) -> None:
    doubt(desk, ProposedSpan(20, 34, "PER", 0.3))
    desk.project.accept(desk.document, desk.at(*LEO))
    desk.project.delete(desk.document, desk.at(*LEO))
    desk.project.add_span(desk.document, 20, 27, "ORG")
    assert readings(desk, *LEO) == [("Léo Roy, maire", "PER")]
    desk.project.set_zone(desk.document, 20, 60, "credit")
    assert readings(desk, *LEO) == []


def test_a_label_that_the_mapping_names_no_more_is_guessed_anew(desk: Desk) -> None:
    doubt(desk, ProposedSpan(20, 34, "ORG", 0.3))
    labels = (*SCHEME.labels[:2], Label("Organisation", key="3"))
    relations = (RelationLabel("in", key="i", legal=(("PER", "LOC"),)),)
    desk.project.set_scheme(LabelScheme("other", labels, relations))
    assert readings(desk, *LEO) == [("Léo Roy, maire", "Organisation")]


def test_spans_are_possible_at_words_where_nothing_is_suggested(desk: Desk) -> None:
    doubt(
        desk,
        ProposedSpan(28, 37, "LOC", 0.1),
        ProposedSpan(29, 34, "ORG", 0.2),
        ProposedSpan(29, 34, "ORG", 0.04),
        ProposedSpan(29, 34, "LOC", 0.06),
        ProposedSpan(29, 34, "PER", 0.05),
        ProposedSpan(29, 43, "PER", 0.5),  # touches a suggestion
        ProposedSpan(33, 37, "ORG", 0.5),  # crosses the words
    )

    def at(start: int, end: int) -> list[tuple[str, str, float]]:
        found = desk.project.possible_at(desk.document, start, end)
        return [(TEXT[one.start : one.end], one.label, one.score) for one in found]

    assert at(29, 34) == [("maire", "ORG", 0.2), (TEXT[28:37], "LOC", 0.1), ("maire", "LOC", 0.06)]
    assert at(*LEO) == []
    desk.project.add_span(desk.document, 29, 34, "ORG")
    # what may stand beside it is left
    assert at(29, 34) == [(TEXT[28:37], "LOC", 0.1)]
    desk.project.undo()
    desk.project.delete(desk.document, desk.project.add_span(desk.document, 28, 37, "PER").focus)  # type: ignore[arg-type]
    assert at(29, 34)[0] == ("maire", "ORG", 0.2)
    desk.project.accept_all(desk.document)
    assert (TEXT[29:43], "PER", 0.5) in at(29, 34)


def test_what_is_unlikely_comes_last_at_spans_and_goes_further_down_at_words(desk: Desk) -> None:
    unlikely = [
        ProposedSpan(20, 34, "PER", 0.0009),
        ProposedSpan(20, 34, "ORG", 0.002),
        ProposedSpan(20, 37, "ORG", 0.003),
        ProposedSpan(20, 43, "ORG", 0.004),
        ProposedSpan(*LEO, "ORG", 0.019),
    ]
    related = ProposedRelation(LEO, TOWN, "in", 0.1)
    likely, words = ProposedSpan(*LEO, "LOC", 0.02), ProposedSpan(29, 34, "ORG", 0.0004)
    held = Proposed(desk.project.start_run("own"), SPANS, (), [related], [*unlikely, likely, words])
    desk.project.store_proposals([(desk.document, [held])])
    found = desk.project.possible(desk.document, desk.at(*LEO))
    assert [one.score for one in found] == [0.02, 0.1, 0.019, 0.004, 0.003]
    assert [isinstance(one, PossibleSpan) and one.unlikely for one in found] == [False, False, True, True, True]
    assert [one.score for one in desk.project.possible_at(desk.document, 29, 34)] == [0.0004]


def test_strings_about_which_decisions_differ_are_possible_at_their_first_word(desk: Desk) -> None:
    project = desk.project
    project.memory_active = True
    texts = ["Cassini Huygens vole.", "Cassini Huygens rit.", "Cassini Huygens part. Cassini aussi."]
    project.import_records([Record(f"c{number}", text) for number, text in enumerate(texts)])
    first, second, third = project.document_ids()[-3:]
    project.add_span(first, 0, 15, "ORG")
    project.add_span(first, 0, 7, "PER")
    project.add_span(second, 0, 15, "LOC")
    project.refresh_memory(third)
    assert not any((span.start, span.end) == (0, 15) for span in project.article(third).spans())
    [cassini, _] = project.article(third).spans()
    assert project.possible_at(third, 0, 7) == [], "the surname is suggested"
    project.reject(third, cassini.ref)
    found = [(one.start, one.end, one.label, one.score) for one in project.possible_at(third, 0, 7)]
    assert found == [(0, 15, "LOC", 0.5), (0, 15, "ORG", 0.5)]
    # not where the words are of another string
    assert project.possible_at(third, 8, 15) == []
    project.memory_active = False
    assert project.possible_at(third, 0, 7) == []


def test_phrases_are_possible_that_begin_as_decided_strings_did(desk: Desk) -> None:
    project = desk.project
    project.memory_active = True
    texts = ["Armée turque, armée perse, armée de l'air.", "L'armée de terre et l'armée de mer.", "Une armée de mots."]
    project.import_records([Record(f"a{number}", text) for number, text in enumerate(texts)])
    first, second, third = project.document_ids()[-3:]
    for start, end, label in ((0, 12, "ORG"), (14, 25, "ORG"), (27, 41, "LOC")):
        project.add_span(first, start, end, label)
    phrase = (2, 16)  # armée de terre

    def at(document: DocumentId, *phrases: tuple[int, int]) -> list[tuple[int, int, str, float]]:
        return [(*one[:3], round(one.score, 2)) for one in project.possible_at(document, 2, 7, phrases)]

    assert at(second, phrase) == [(*phrase, "ORG", 0.67), (*phrase, "LOC", 0.33)]
    # a model's readings come first, and no phrase twice
    held = Proposed(project.start_run("own"), (), (), (), [ProposedSpan(*phrase, "LOC", 0.0002)])
    project.store_proposals([(second, [held])])
    assert at(second, phrase) == [(*phrase, "LOC", 0.0), (*phrase, "ORG", 0.67)]
    # two at most, the words alone are none, and what was rejected counts against it
    assert at(second, (2, 7)) == at(second)
    assert len(at(second, phrase, (2, 34))) == 3
    project.store_suggestions(project.start_run("own"), third, [ProposedSpan(4, 17, "ORG", 0.9)])
    [doubtful] = project.article(third).pending()
    project.reject(third, doubtful)
    assert (*phrase, "ORG", 0.5) in at(second, phrase)
    for _ in range(4):
        project.undo()
    assert at(second, phrase) == [(*phrase, "LOC", 0.0)]
    project.redo()
    assert (*phrase, "ORG", 1.0) in at(second, phrase)
    project.memory_active = False
    assert at(second, phrase) == [(*phrase, "LOC", 0.0)]
