"""What the sources say beside their suggestions, and a text that changed while it was read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.document import text_digest
from annotator.model.errors import StoreError
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.nlp.protocol import Load, Part, PipelineChoice, Suggestions
from annotator.project import Project
from annotator.ui.session import Session
from annotator.ui.suggestion_store import SuggestionStore

SOON = 5_000


@pytest.fixture
def session(qtbot: QtBot, project: Project) -> Iterator[Session]:
    project.import_records(Record(f"a{n}", f"Zoé Roux est à Brest, {n}.", language="fr") for n in range(4))
    made = Session()
    made.open_project(project)
    ids = project.document_ids()
    made.set_queue(ids)
    made.open_article(ids[2])
    yield made
    made.close()


@pytest.fixture
def store(session: Session) -> Iterator[SuggestionStore]:
    made = SuggestionStore(session)
    made.begin(Load((PipelineChoice("one", ("PER",)),)))
    yield made
    made.begin(None)


def answer(project: Project, place: int, *warnings: str, text: str = "") -> Suggestions:
    document = project.document_ids()[place]
    digest = text_digest(text or project.document(document).text)
    parts = (Part("one", spans=(ProposedSpan(0, 3, "PER", 0.5),)), Part("rules", kind="rules"))
    return Suggestions(document, parts, text_sha256=digest, warnings=warnings)


def test_each_warning_is_said_once_while_the_same_sources_are_loaded(
    store: SuggestionStore, session: Session, project: Project, qtbot: QtBot
) -> None:
    said: list[str] = []
    session.message.connect(lambda text, kind: said.append(text))
    stored: list[int] = []
    store.stored.connect(stored.append)
    for place in range(3):
        store.put(answer(project, place, "two failed on this document: ValueError: x"))
    qtbot.waitUntil(lambda: len(stored) == 3, timeout=SOON)
    assert said == ["two failed on this document: ValueError: x"]
    store.begin(None)
    store.warn("two failed on this document: ValueError: x")
    assert len(said) == 2


def test_parts_have_runs_of_their_own_with_how_they_were_asked(
    store: SuggestionStore, project: Project, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(store.stored, timeout=SOON):
        store.put(answer(project, 0))
    article = project.article(project.document_ids()[0])
    runs = {project.run_pipeline(span.run) for span in article.spans(("suggested",)) if span.run}
    assert "one" in runs


def test_text_that_changed_meanwhile_goes_to_the_queue(store: SuggestionStore, project: Project, qtbot: QtBot) -> None:
    project.clear_queue()
    with qtbot.waitSignal(store.changed, timeout=SOON) as changed:
        store.put(answer(project, 1, text="another text"))
    assert changed.args == [project.document_ids()[1]]
    assert project.queued(9) == [project.document_ids()[1]]


def test_article_asked_for_goes_before_the_others(store: SuggestionStore, project: Project, qtbot: QtBot) -> None:
    stored: list[int] = []
    store.stored.connect(stored.append)
    documents = project.document_ids()
    store.put(answer(project, 1))
    store.put(answer(project, 2))
    assert store.hurry(documents[2])
    assert not store.hurry(documents[0])
    qtbot.waitUntil(lambda: len(stored) == 2, timeout=SOON)
    assert stored == [documents[2], documents[1]]


def test_what_does_not_fit_or_cannot_be_written_is_told(
    store: SuggestionStore, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(store.refused, timeout=SOON) as refused:
        store.put(replace(answer(project, 0), parts=(Part("one", spans=(ProposedSpan(0, 10**6, "PER"),)),)))
    assert refused.args is not None
    assert "outside its text" in refused.args[1]

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(project, "store_proposals", full)
    with qtbot.waitSignal(store.broken, timeout=SOON):
        store.put(answer(project, 0))
