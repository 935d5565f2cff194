"""The string memory in the window: read and compared in the pauses, with the article on screen meanwhile."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Ref
from annotator.model.article import ArticleState
from annotator.model.errors import StoreError
from annotator.model.label_scheme import Label, LabelScheme
from annotator.model.memory import Counts
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project, remembering
from annotator.store import memory
from annotator.ui.memory_keeper import MemoryKeeper
from annotator.ui.session import Session

SCHEME = LabelScheme("small", (Label("PER", key="1"), Label("LOC", key="2")))
SHORT = "Nom1x voit Rue 2 b et Léo."
LONG = " ".join(f"Rue {n % 90} b voit Nom{n % 90}x." for n in range(300))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(remembering, "SMALL", 50)
    monkeypatch.setattr(remembering, "LONG_TEXT", 1_000)
    monkeypatch.setattr(remembering, "WINDOW", 300)
    with Project.create(tmp_path / "m.pressmark", scheme=SCHEME, annotator="Ada") as project:
        project.import_records([Record("short", SHORT), Record("long", LONG)])
        counts = Counts(Counter(), Counter())
        counts.strings.update({(f"Nom{n}x", "PER"): 2 for n in range(80)})
        counts.strings.update({(f"Rue {n} b", "LOC"): 2 for n in range(80)})
        with project._store.transaction():
            memory.add(project._store, project.annotator, counts)
        project._memory.forget()
        yield project


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session()
    session.keeper = MemoryKeeper(session, session)  # type: ignore[attr-defined]
    yield session
    session.close()


def article(session: Session) -> ArticleState:
    assert session.article is not None
    return session.article


def open_first(session: Session, project: Project) -> None:
    session.open_project(project)
    assert session.open_article(project.document_ids()[0])


def test_article_shows_at_once_and_the_memory_follows(session: Session, project: Project, qtbot: QtBot) -> None:
    open_first(session, project)
    assert article(session).pending_count == 0
    edits = QSignalSpy(session.edited)
    qtbot.waitUntil(lambda: article(session).pending_count == 2)
    assert edits.count() == 1
    assert session.focus == article(session).pending()[0]  # there was nothing else to look at
    assert project.memory_ready


def test_the_focus_stays_where_it_is(session: Session, project: Project, qtbot: QtBot) -> None:
    project.memory_patient = True
    start = SHORT.index("Léo")
    project.store_suggestions(
        project.start_run("pipeline"), project.document_ids()[0], [ProposedSpan(start, start + 3, "PER", 0.9)]
    )
    project._memory.forget()
    open_first(session, project)
    focus = session.focus
    assert isinstance(focus, Ref)
    qtbot.waitUntil(lambda: article(session).pending_count == 3)
    assert session.focus == focus
    assert article(session).pending()[0] != focus


def test_long_article_follows_in_pieces(session: Session, project: Project, qtbot: QtBot) -> None:
    open_first(session, project)
    qtbot.waitUntil(lambda: article(session).pending_count == 2)
    edits = QSignalSpy(session.edited)
    session.open_article(project.document_ids()[1])
    assert article(session).pending_count == 0
    wanted = sum(int(word[3:-2]) < 80 for word in LONG.split() if word.startswith("Nom")) * 2
    qtbot.waitUntil(lambda: article(session).pending_count == wanted)
    assert edits.count() > 5
    extents = [extent for number in range(edits.count()) for extent in edits.at(number)[1]]
    assert len(extents) <= wanted  # nothing is drawn twice


def test_leaving_the_long_article_ends_its_comparison(session: Session, project: Project, qtbot: QtBot) -> None:
    open_first(session, project)
    qtbot.waitUntil(lambda: project.memory_ready)
    session.open_article(project.document_ids()[1])
    session.open_article(project.document_ids()[0])
    qtbot.waitUntil(lambda: article(session).pending_count == 2)
    session.close()
    assert session.keeper._comparing is None  # type: ignore[attr-defined]


def test_what_was_forgotten_is_read_again(session: Session, project: Project, qtbot: QtBot) -> None:
    open_first(session, project)
    qtbot.waitUntil(lambda: article(session).pending_count == 2)
    with Project.open(project.path, annotator="Ada", on_behalf_of=None, read_only=False) as other:
        assert other.read_only
    project._memory.forget()
    assert not project.memory_ready
    session.documents_changed.emit()
    qtbot.waitUntil(lambda: project.memory_ready)


def test_failure_is_told_and_stops_it(
    session: Session, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise StoreError("the disk is gone")

    monkeypatch.setattr(project, "read_memory", fail)
    with qtbot.waitSignal(session.message) as told:
        open_first(session, project)
    assert told.args == ["the disk is gone", "info"]
    assert article(session).pending_count == 0
    assert not session.keeper._slice.isActive()  # type: ignore[attr-defined]


def test_a_string_in_many_places_follows_in_pieces_after_an_edit(
    session: Session, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MANY", 10)
    monkeypatch.setattr(remembering, "NEAR", 4)
    project.import_records([Record("many", "Il y a Zork ici. " * 30)])
    open_first(session, project)
    qtbot.waitUntil(lambda: project.memory_ready)
    session.open_article(project.document_ids()[-1])
    document = article(session).document.id
    session.run(
        lambda opened: opened.add_span(document, 7, 11, "LOC"),
        announce="",
        focus=lambda edit: article(session).pending()[0],
    )
    assert 0 < article(session).pending_count < 5
    focus = session.focus
    qtbot.waitUntil(lambda: article(session).pending_count == 29)
    assert session.focus == focus
