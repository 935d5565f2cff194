"""Another model takes over while somebody works: what they see and have decided stays as it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from pytestqt.qtbot import QtBot
from thinc.api import Config

from annotator.choosing import PIPELINE
from annotator.model.annotation import Ref
from annotator.model.article import PENDING
from annotator.model.pipelines import Source, sources_to_setting
from annotator.model.record import Record
from annotator.model.scores import Scores
from annotator.model.suggestion import MEMORY
from annotator.nlp.training.folders import digest
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.session import Session
from annotator.ui.suggester import Suggester
from tests.ui.conftest import TEXT

SECONDS = 120_000


def pipeline(folder: Path, patterns: dict[str, str]) -> Path:
    """A pipeline that finds these words and no others."""
    nlp = spacy.blank("fr")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": words} for words, label in patterns.items()])
    nlp.to_disk(folder)
    # what `spacy train` would be told is no part of a model trained here
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    Config({name: config[name] for name in ("nlp", "components")}).to_disk(folder / "config.cfg")
    return folder


def learn(project: Project, base: Path, patterns: dict[str, str]) -> Path:
    """A model as the trainer leaves it."""
    folder = pipeline(project.new_model_folder(), patterns)
    project.add_model(
        folder,
        kind="round",
        base=str(base),
        digest=digest(folder),
        documents=[],
        held_back=[],
        scores=Scores(),
        previous=Scores(),
    )
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return pipeline(tmp_path / "base", {"Armor Marine": "ORG", "Saint-Nazaire": "LOC", "Paris": "ORG"})


@pytest.fixture
def session(qtbot: QtBot, project: Project, base: Path) -> Iterator[Session]:
    project.import_records(iter([Record(key=f"a{n}", text=f"{TEXT} {n}.", language="fr") for n in range(6)]))
    project.set_setting("pipeline", str(base))
    made = Session()
    made.open_project(project)
    made.set_queue(project.document_ids())
    made.open_article(project.document_ids()[1])
    yield made
    made.close()


@pytest.fixture
def suggester(session: Session, base: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Suggester]:
    """The base has read everything."""
    settings = Settings(tmp_path / "settings.toml")
    settings.set("trusted_pipelines", [str(base)])
    made = Suggester(session, settings)
    assert session.project is not None
    session.project.queue_documents()
    made.start()
    qtbot.waitUntil(lambda: made.status.state == "idle", timeout=SECONDS)
    yield made
    made.stop(wait=2000)


def shown(session: Session) -> list[tuple[Ref, str, str]]:
    assert session.article is not None
    text = session.article.document.text
    spans = session.article.spans(("confirmed", "suggested", "rejected"))
    return [(span.ref, text[span.start : span.end], span.status) for span in spans]


def found(project: Project, place: int) -> set[str]:
    """What a pipeline suggests there; the string memory has a say of its own."""
    article = project.article(project.document_ids()[place])
    spans = [span for span in article.spans(PENDING) if span.run and project.run_pipeline(span.run) != MEMORY]
    return {article.document.text[span.start : span.end] for span in spans}


def own_runs(project: Project) -> set[str]:
    rows = project._store.rows("SELECT DISTINCT run FROM suggestions WHERE active = 1")
    return {project.run_pipeline(row["run"]) for row in rows}


@pytest.mark.slow
def test_nothing_moves_on_the_screen_and_what_comes_next_is_read_again(
    session: Session, suggester: Suggester, project: Project, base: Path, qtbot: QtBot
) -> None:
    assert session.article is not None
    ids = project.document_ids()
    document = session.article.document.id
    session.run(lambda project: project.accept(document, session.article.pending()[0]))  # type: ignore[union-attr]
    session.run(lambda project: project.reject(document, session.article.pending()[0]))  # type: ignore[union-attr]
    session.set_focus(session.article.pending()[0])
    before, focus, first = shown(session), session.focus, suggester.process_ids
    learn(project, base, {"Élodie Marchand": "PER", "Paris": "LOC"})
    told: list[str] = []
    suggester.model_left_out.connect(told.append)
    suggester.take_model()
    # the process there is suggests until the new one is ready
    assert suggester.process_ids == first
    qtbot.waitUntil(lambda: suggester.process_ids != first, timeout=SECONDS)
    qtbot.waitUntil(lambda: suggester.status.state == "idle", timeout=SECONDS)
    assert told == [""]
    assert shown(session) == before
    assert session.focus == focus
    assert found(project, 2) == {"Élodie Marchand", "Paris"}
    assert found(project, 0) == {
        "Armor Marine",
        "Saint-Nazaire",
        "Paris",
    }  # it was passed: read again when it is opened
    assert "own model 0001" in own_runs(project)
    session.open_article(ids[0])
    qtbot.waitUntil(lambda: found(project, 0) == {"Élodie Marchand", "Paris"}, timeout=SECONDS)
    session.open_article(document)
    qtbot.waitUntil(lambda: shown(session) != before, timeout=SECONDS)
    decided = [row for row in before if row[2] != "suggested"]
    assert [row for row in shown(session) if row[2] == "confirmed"] == [row for row in decided if row[2] == "confirmed"]
    assert len(project._store.rows("SELECT * FROM decisions WHERE document = ?", [document])) == 2
    assert session.undo() is not None


@pytest.mark.slow
def test_ctrl_g_asks_the_new_model_for_the_article_on_screen(
    session: Session, suggester: Suggester, project: Project, base: Path, qtbot: QtBot
) -> None:
    learn(project, base, {"Élodie Marchand": "PER"})
    suggester.take_model()
    first = suggester.process_ids
    qtbot.waitUntil(lambda: suggester.process_ids != first, timeout=SECONDS)
    suggester.suggest_article()
    qtbot.waitUntil(lambda: found(project, 1) == {"Élodie Marchand"}, timeout=SECONDS)
    # and back to the base
    project.use_model(None)
    first = suggester.process_ids
    suggester.take_model()
    qtbot.waitUntil(lambda: suggester.process_ids != first, timeout=SECONDS)
    suggester.suggest_article()
    qtbot.waitUntil(lambda: "Armor Marine" in found(project, 1), timeout=SECONDS)


@pytest.mark.slow
def test_what_was_asked_for_on_screen_is_asked_of_the_new_model(
    session: Session, suggester: Suggester, project: Project, base: Path, qtbot: QtBot
) -> None:
    learn(project, base, {"Élodie Marchand": "PER"})
    suggester.take_model()
    following = suggester._next
    assert following is not None
    # the very moment in which the new one is ready and the other is still at it
    following.ready.disconnect(suggester._on_next_ready)
    with qtbot.waitSignal(following.ready, timeout=SECONDS):
        pass
    suggester.suggest_article()
    suggester._on_next_ready()
    qtbot.waitUntil(lambda: found(project, 1) == {"Élodie Marchand"}, timeout=SECONDS)


@pytest.mark.slow
def test_altered_model_is_not_loaded_and_what_there_is_goes_on(
    session: Session, suggester: Suggester, project: Project, base: Path, qtbot: QtBot
) -> None:
    folder = learn(project, base, {"Élodie Marchand": "PER"})
    (folder / "entity_ruler" / "more.json").parent.mkdir(exist_ok=True)
    (folder / "entity_ruler" / "more.json").write_text("{}", encoding="utf-8")
    first = suggester.process_ids
    with qtbot.waitSignal(suggester.model_left_out, timeout=SECONDS) as told:
        suggester.take_model()
    assert told.args is not None
    assert "files have changed" in told.args[0]
    assert suggester.process_ids == first
    # a start finds it too, and takes the base
    with qtbot.waitSignals([suggester.model_left_out] * 2, timeout=SECONDS):
        suggester.start()
    qtbot.waitUntil(lambda: suggester.status.state == "idle", timeout=SECONDS)
    assert suggester.loaded is not None
    assert suggester.loaded.pipelines == [str(base)]


@pytest.mark.slow
def test_base_stands_in_for_an_altered_model_beside_another_pipeline(
    session: Session, project: Project, base: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = pipeline(tmp_path / "other", {"Brest": "LOC"})
    settings = Settings(tmp_path / "settings.toml")
    settings.set("trusted_pipelines", [str(base), str(other)])
    project.set_setting(PIPELINE, sources_to_setting([Source(str(base)), Source(str(other))]))
    (learn(project, base, {"Élodie Marchand": "PER"}) / "meta.json").write_text("{}", encoding="utf-8")
    suggester = Suggester(session, settings)
    told: list[str] = []
    suggester.model_left_out.connect(told.append)
    suggester.start()
    qtbot.waitUntil(lambda: suggester.status.state == "idle", timeout=SECONDS)
    assert suggester.loaded is not None
    assert suggester.loaded.pipelines == [str(base), str(other)]
    assert "files have changed" in told[-1]
    suggester.stop(wait=2000)


@pytest.mark.slow
def test_missing_model_is_said_and_the_base_suggests(
    session: Session, suggester: Suggester, project: Project, base: Path, qtbot: QtBot
) -> None:
    project.discard_model_folder(learn(project, base, {"Élodie Marchand": "PER"}))
    with qtbot.waitSignal(suggester.model_left_out, timeout=SECONDS) as told:
        suggester.start()
    assert told.args is not None
    assert "no folder news.models beside news.pressmark" in told.args[0]
    qtbot.waitUntil(lambda: suggester.status.state == "idle", timeout=SECONDS)
    # nothing changes for a model that cannot be loaded anyway
    first = suggester.process_ids
    suggester.take_model()
    assert suggester.process_ids == first
    assert suggester._next is None
