"""Reading a large memory, and comparing a long article with it, a little at a time: the same as at once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.document import DocumentId
from annotator.model.memory import Counts
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project, remembering
from annotator.store import memory
from tests.project.conftest import SCHEME

LONG = " ".join(f"Rue {n % 90} b voit Nom{n % 90}x." for n in range(400))
SHORT = "Nom1x voit Rue 2 b et Léo."


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(remembering, "SMALL", 50)
    monkeypatch.setattr(remembering, "LONG_TEXT", 1_000)
    monkeypatch.setattr(remembering, "WINDOW", 300)
    with Project.create(tmp_path / "m.pressmark", scheme=SCHEME, annotator="Ada") as project:
        project.import_records([Record("short", SHORT), Record("long", LONG)])
        counts = Counts(*counted_names())
        with project._store.transaction():
            memory.add(project._store, project.annotator, counts)
        project._memory.forget()
        project.memory_patient = True
        yield project


def counted_names() -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str, str]]]:
    names: Counter[tuple[str, str]] = Counter({(f"Nom{n}x", "PER"): 2 for n in range(80)})
    names.update({(f"Rue {n} b", "LOC"): 2 for n in range(80)})
    return names, Counter({("Rue 1 b", "Rue", "ORG"): 1})


def pending(project: Project, document: DocumentId) -> list[tuple[int, int, str]]:
    items = [project.article(document).get(ref) for ref in project.article(document).pending()]
    return sorted((item.start, item.end, item.label) for item in items if item is not None)  # type: ignore[union-attr]


def read(project: Project) -> None:
    while project.read_memory():
        pass


def same_as_at_once(project: Project) -> None:
    """What was read in parts, and followed edits meanwhile, is what reading it at once gives."""
    index = project._memory.index
    project._memory.forget()
    project.memory_patient = False
    fresh = project._memory.index
    assert {s: {k: n for k, n in c.items() if n} for s, c in index.counts.items() if any(c.values())} == fresh.counts
    assert {pattern for pattern in index.patterns if index.belief(pattern)} == set(fresh.patterns)
    assert +index._pairs == +fresh._pairs
    project.memory_patient = True


def test_nothing_is_suggested_until_it_is_read(project: Project) -> None:
    short, _ = project.document_ids()
    assert not project.memory_ready
    assert project.memory_waits(short)
    assert not project.refresh_memory(short)
    assert not project.follow_memory(4)
    known = project.memory_of("Nom1x")
    assert known is not None
    assert (known.label, known.n, known.speaks) == ("PER", 2, True)
    assert project.memory_of("Léo") is None
    assert not project.memory_ready
    read(project)
    assert not project.memory_waits(short)
    assert project.refresh_memory(short)
    assert pending(project, short) == [(0, 5, "PER"), (11, 18, "LOC")]
    assert not project.read_memory()
    same_as_at_once(project)


def test_decisions_made_while_it_is_read_are_counted_once(project: Project) -> None:
    short, _ = project.document_ids()
    project.add_span(short, 22, 25, "PER")  # before the reading
    assert project.read_memory()
    project.add_span(short, 0, 5, "ORG")
    project.undo()
    project.add_span(short, 11, 18, "LOC")
    read(project)
    assert project.memory_of("Léo").n == 1  # type: ignore[union-attr]
    assert project.memory_of("Rue 2 b").n == 3  # type: ignore[union-attr]
    same_as_at_once(project)


def test_what_fails_while_it_is_read_is_not_counted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    short, _ = project.document_ids()
    assert project.read_memory()
    with monkeypatch.context() as patched:
        patched.setattr(project._history, "_record_changes", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            project.add_span(short, 0, 5, "ORG")
    read(project)
    same_as_at_once(project)
    assert project.memory_of("Nom1x").total == 2  # type: ignore[union-attr]


def test_suggestions_stored_meanwhile_follow_when_the_article_is_opened(project: Project) -> None:
    short, _ = project.document_ids()
    project.store_suggestions(project.start_run("pipeline"), short, [ProposedSpan(0, 5, "ORG", 0.9)])
    assert pending(project, short) == [(0, 5, "ORG")]
    read(project)
    assert project.refresh_memory(short)
    assert pending(project, short) == [(0, 5, "PER"), (11, 18, "LOC")]


def test_who_cannot_wait_has_the_rest_read_at_once(project: Project) -> None:
    assert project.read_memory()
    assert len(project.memory_entries()) == 160
    assert project.memory_ready
    same_as_at_once(project)


def test_another_annotator_has_another_memory(project: Project) -> None:
    assert project.read_memory()
    project.use_annotator("Bea")
    assert project.memory_patient
    assert project.memory_ready
    assert project.memory_entries() == []


def test_long_article_is_compared_in_pieces(project: Project) -> None:
    _, long = project.document_ids()
    read(project)
    assert project.memory_waits(long)
    assert not project.refresh_memory(long)
    changed = list(project.refresh_memory_in_steps(long))
    assert sum(changed) > 10
    assert not project.memory_waits(long)
    found = pending(project, long)
    assert len(found) == sum(int(word[3:-2]) < 80 for word in LONG.split() if word.startswith("Nom")) * 2
    assert not any(project.refresh_memory_in_steps(long))
    project._memory.forget()
    project.memory_patient = False
    assert not project.refresh_memory(long)  # at once finds the same
    assert pending(project, long) == found


def test_decisions_in_a_long_article_wait_for_the_comparison(project: Project) -> None:
    _, long = project.document_ids()
    read(project)
    place = LONG.index("Nom85x")
    project.add_span(long, place, place + 6, "PER")
    assert pending(project, long) == []
    for number, _ in enumerate(project.refresh_memory_in_steps(long)):
        if number == 12:
            project.accept(long, project.article(long).pending()[0])
    again = pending(project, long)
    assert (
        sum(label == "PER" and LONG[start:end] == "Nom85x" for start, end, label in again) == LONG.count("Nom85x") - 1
    )
    project._memory.forget()
    project.memory_patient = False
    assert not project.refresh_memory(long)
    assert pending(project, long) == again


def test_long_articles_are_kept_when_others_go(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "KEPT_TEXTS", 1)
    short, long = project.document_ids()
    read(project)
    assert any(project.refresh_memory_in_steps(long))
    project.refresh_memory(short)
    assert not project.memory_waits(long)


def test_read_only_project_is_left_alone(project: Project) -> None:
    _, long = project.document_ids()
    path = project.path
    with Project.open(path, annotator="Ada", read_only=True) as other:
        assert list(other.refresh_memory_in_steps(long)) == []
        other.memory_patient = True
        read(other)
        assert len(other.memory_entries()) == 160


def test_a_string_in_many_places_is_suggested_near_the_edit_at_once_and_elsewhere_in_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MANY", 10)
    monkeypatch.setattr(remembering, "NEAR", 4)
    monkeypatch.setattr(remembering, "WINDOW", 60)
    text = "Il y a Zork ici. " * 30
    starts = [place for place in range(len(text)) if text.startswith("Zork", place)]
    with Project.create(tmp_path / "many.pressmark", scheme=SCHEME, annotator="Ada") as project:
        project.import_records([Record("a", text), Record("b", text)])
        one, other = project.document_ids()
        project.memory_patient = True
        project.article(one)
        middle = starts[15]
        project.add_span(one, middle, middle + 4, "ORG")
        found = [start for start, _, _ in pending(project, one)]
        assert 1 <= len(found) <= 4
        assert set(found) <= {*starts[12:15], *starts[16:19]}
        assert project.memory_waits(one)
        assert any(list(project.refresh_memory_in_steps(one)))
        assert [start for start, _, _ in pending(project, one)] == [start for start in starts if start != middle]
        assert not project.memory_waits(one)
        # taking it back takes the near ones away, then all
        project.undo()
        assert project.memory_waits(one)
        assert any(list(project.refresh_memory_in_steps(one)))
        assert pending(project, one) == []
        # where nobody goes on in steps, everything follows at once
        project.memory_patient = False
        project.add_span(other, middle, middle + 4, "ORG")
        assert len(pending(project, other)) == 29
        assert not project.memory_waits(other)


def test_a_new_string_is_looked_for_in_a_long_article_after_the_edit_and_not_in_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, long = project.document_ids()
    read(project)
    list(project.refresh_memory_in_steps(long))
    before = pending(project, long)
    places = [n for n in range(len(LONG)) if LONG.startswith("Nom85x", n)]
    scanned = project._memory.scanned(project.article(long))
    with monkeypatch.context() as patch:
        patch.setattr(type(scanned), "catch_up", lambda scanned: pytest.fail("not while a key waits"))
        project.add_span(long, places[0], places[0] + 6, "PER")
        assert pending(project, long) == before
        assert project.memory_waits(long)
        assert project._memory.matches_in(project.article(long), (0, 13))
    list(project.refresh_memory_in_steps(long))
    assert not project.memory_waits(long)
    assert {(place, place + 6, "PER") for place in places[1:]} == {*pending(project, long)} - {*before}
    same_as_at_once(project)
