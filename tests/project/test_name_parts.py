"""A person has the whole name once, then a part of it: what follows in the article, and what does not."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED, PENDING
from annotator.model.folding import fold
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project, scanned
from annotator.project.name_parts import NameParts, parts_of, small_words
from annotator.project.scanned import Scanned
from annotator.project.string_index import StringIndex
from tests.project.conftest import SCHEME

TEXT = "Maria Le Kerdec parle. Kerdec rit, selon KERDEC. Le Kerdec sort. Kerdecs, non."
#       0                      23          41            49              65
WHOLE = (0, 15)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.pressmark", scheme=SCHEME, annotator="Ada") as made:
        made.import_records([Record("a", TEXT), Record("b", TEXT.replace("parle", "écrit"))])
        yield made


def pending(project: Project, document: int) -> list[str]:
    state = project.article(document)  # type: ignore[arg-type]
    return [f"{state.document.text[s.start : s.end]} {s.start} {s.label}" for s in state.spans(PENDING)]


def ref(project: Project, document: int, start: int, end: int) -> Ref:
    found = project.article(document).resolve((start, end))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Étienne Tshisekedi", ["Tshisekedi"]),
        ("Marine Le Pen", ["Pen", "Le Pen"]),
        ("Charles de Gaulle", ["Gaulle"]),
        ("pape François", ["François"]),
        ("Valéry Giscard d'Estaing", ["Giscard d'Estaing"]),
        ("Jean-Marc Ayrault", ["Ayrault"]),
        ("Владимир Путин", ["Путин"]),
        ("Martin Luther King Jr.", []),
        ("Malcolm X", []),
        ("Benoît XVI", []),
        ("Madonna", []),
        ("Jeanne Noirel, à Paris", []),
        ("Präsident des Schweizer Bundesrats von Bern und Uri", []),
        ("membre inamovible Durand", []),
        ("Jean Dupont 3", []),
    ],
)
def test_what_may_stand_for_a_name(name: str, parts: list[str]) -> None:
    assert list(parts_of(name)) == parts


def test_a_confirmed_name_speaks_for_its_parts_in_its_article_and_undo_takes_that_back(project: Project) -> None:
    first, second = project.document_ids()
    project.add_span(first, *WHOLE, "PER")
    expected = ["Kerdec 23 PER", "KERDEC 41 PER", "Le Kerdec 49 PER"]
    assert pending(project, first) == expected
    assert not project.refresh_memory(first)
    project.refresh_memory(second)
    assert pending(project, second) == ["Maria Le Kerdec 0 PER"]
    project.undo()
    assert pending(project, first) == []
    project.redo()
    assert pending(project, first) == expected
    project.undo()
    project.add_span(first, *WHOLE, "ORG")
    assert pending(project, first) == []
    project.relabel(first, ref(project, first, *WHOLE), "PER")
    assert pending(project, first) == expected


def test_a_part_takes_the_place_of_another_label_and_gives_way_to_a_longer_span(project: Project) -> None:
    first = project.document_ids()[0]
    run = project.start_run("pipeline")
    project.store_suggestions(run, first, [ProposedSpan(23, 29, "LOC", 0.9), ProposedSpan(35, 47, "ORG", 0.9)])
    project.add_span(first, *WHOLE, "PER")
    assert pending(project, first) == ["Kerdec 23 PER", "selon KERDEC 35 ORG", "Le Kerdec 49 PER"]
    project.undo()
    assert pending(project, first) == ["Kerdec 23 LOC", "selon KERDEC 35 ORG"]


def test_one_decision_about_the_part_itself_ends_what_its_name_says(project: Project) -> None:
    first = project.document_ids()[0]
    project.add_span(first, *WHOLE, "PER")
    project.reject(first, ref(project, first, 23, 29))
    assert pending(project, first) == ["Le Kerdec 49 PER"]
    project.undo()
    assert pending(project, first) == ["Kerdec 23 PER", "KERDEC 41 PER", "Le Kerdec 49 PER"]
    project.switch_memory("Maria Le Kerdec", False)
    project.accept(first, ref(project, first, 23, 29))
    assert pending(project, first) == ["KERDEC 41 PER", "Le Kerdec 49 PER"]
    assert [entry.string for entry in project.memory_entries()] == ["Kerdec", "Maria Le Kerdec"]


def test_what_begins_a_sentence_is_no_name(project: Project) -> None:
    text = "Ana Pierre gagne. Pierre qui roule. Une pierre roule."
    project.import_records([Record("c", text), Record("d", text.replace("Une pierre", "Une autre"))])
    third, fourth = project.document_ids()[2:]
    for document in (third, fourth):
        project.add_span(document, 0, 10, "PER")
    assert pending(project, third) == []
    assert pending(project, fourth) == ["Pierre 18 PER"]


def test_names_of_two_labels_do_not_agree() -> None:
    parts = NameParts("fr")
    parts.add(Counter({("Ana Roux", "PER"): 2, ("Léa Roux", "person"): 1}))
    assert "Roux" in parts
    assert parts.belief("Roux") is None
    parts.add(Counter({("Léa Roux", "person"): -1}))
    found = parts.belief("Roux")
    assert found is not None
    assert (found.label, found.n, found.total) == ("PER", 2, 2)
    assert found.score == pytest.approx((2 + 2 * 0.9) / 4)
    assert parts.belief("Blanc") is None


def test_many_names_are_found_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Ana {a}{b}ix" for a in "BCDFGHLMNP" for b in "aeiou"]
    text = ". ".join([*names, *(name.split()[1] for name in names), "baix"])
    counts = Counter({(name, "PER"): 1 for name in names})
    at_once = Scanned(text, "fr", StringIndex("fr"), counts)
    later = Scanned(text, "fr", StringIndex("fr"))
    for name in names:
        later.name(Counter({(name, "PER"): 1}))
    monkeypatch.setattr(scanned, "FEW", 0)
    by_automaton = Scanned(text, "fr", StringIndex("fr"), counts)
    assert at_once.matches() == later.matches() == by_automaton.matches()
    assert len(at_once.matches()) == 2 * (len(names) - 1)
    assert "baix" in small_words(fold(text, "fr"))


def test_a_part_that_is_remembered_later_stands_once(project: Project) -> None:
    first, second = project.document_ids()
    project.add_span(first, *WHOLE, "PER")
    project.add_span(second, 23, 29, "PER")
    project.refresh_memory(first)
    assert pending(project, first) == ["Kerdec 23 PER", "KERDEC 41 PER", "Le Kerdec 49 PER"]
    matches = project._memory.scanned(project.article(first)).matches()
    assert len(matches) == len({match[:3] for match in matches})


def test_the_name_behind_a_part_is_told(project: Project) -> None:
    first, second = project.document_ids()
    project.add_span(first, *WHOLE, "PER")
    state = project.article(first)
    assert [project.name_around(first, span) for span in state.spans(PENDING)] == ["Maria Le Kerdec"] * 3
    [whole] = state.spans(CONFIRMED)
    assert project.name_around(first, whole) is None
    assert project.name_around(second, state.spans(PENDING)[0]) is None


def test_a_long_article_is_compared_with_its_names_in_steps(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.project.remembering.LONG_TEXT", 10)
    first = project.document_ids()[0]
    project.memory_active = False
    project.add_span(first, *WHOLE, "PER")
    assert pending(project, first) == []
    project.use_annotator("Ada")
    project.memory_active = project.memory_patient = True
    assert project.memory_waits(first)
    assert any(project.refresh_memory_in_steps(first))
    assert pending(project, first) == ["Kerdec 23 PER", "KERDEC 41 PER", "Le Kerdec 49 PER"]
