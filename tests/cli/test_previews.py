"""The commands the window asks before it imports or exports: one JSON line each."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_survey_says_what_sources_hold(run: Run, corpus: Path) -> None:
    found = json.loads(run("survey", corpus).stdout)
    assert (found["event"], found["records"], found["spans"], found["relations"]) == ("report", 3, 4, 1)
    assert found["refusals"][0]["origin"].endswith(":3")


def test_survey_takes_columns(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("a;b\nun texte;x\n", encoding="utf-8")
    assert json.loads(run("survey", table).stdout)["problem"]
    found = json.loads(run("survey", "--text-column", "a", table).stdout)
    assert found["documents"][0]["text"] == "un texte"


def test_survey_of_an_unknown_format_is_an_error(run: Run, corpus: Path) -> None:
    result = run("survey", "--format", "xml", corpus, code=1)
    assert json.loads(result.stdout.splitlines()[0])["event"] == "error"


def test_export_preview_counts_what_would_go_out(run: Run, news: Path, corpus: Path) -> None:
    run("import", news, corpus, "--as", "annotations")
    found = json.loads(run("export-preview", news).stdout)
    assert found["total"] == {"documents": 2, "spans": 3, "relations": 1}
    assert found["spans"] == {"PER": 1, "ORG": 1, "LOC": 1}
    every = json.loads(run("export-preview", "--states", "all", news).stdout)
    assert every["total"]["documents"] == 3
    assert every["missing"] == 1


def test_export_preview_of_no_project_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("export-preview", tmp_path / "none.pressmark", code=1)
    assert "there is no project" in json.loads(result.stdout.splitlines()[0])["message"]


def test_they_are_not_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    assert "survey" not in shown
    assert "export-preview" not in shown
