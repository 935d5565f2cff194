"""`pressmark simulate`: the report, its JSON, and what is refused in one line."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TEXT = "Anne Roux est à Rome le 3 mai 2016. Rome dort, Anne Roux rêve en {year}."


def row(number: int, *, relations: bool = False) -> dict[str, Any]:
    text = TEXT.format(year=1990 + number)
    spans = [
        {"start": start, "end": start + len(words), "label": label}
        for words, label in (
            ("Anne Roux", "PER"),
            ("Rome", "LOC"),
            ("3 mai 2016", "DATE"),
            (str(1990 + number), "DATE"),
        )
        for start in range(len(text))
        if text.startswith(words, start) and not (words == "2016" and start < 40)
    ]
    spans.sort(key=lambda span: int(span["start"]))  # type: ignore[call-overload]
    joined = [{"head": 0, "child": 1, "label": "visits"}] if relations else []
    return {"id": f"text {number}", "lang": "fr", "text": text, "spans": spans, "relations": joined}


@pytest.fixture
def gold(tmp_path: Path) -> Callable[..., Path]:
    def write(count: int, *, relations: bool = False) -> Path:
        path = tmp_path / "gold.jsonl"
        lines = (json.dumps(row(number, relations=relations)) for number in range(count))
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def test_json_has_the_actions_of_each_configuration(run: Run, gold: Callable[..., Path]) -> None:
    result = run(
        "simulate", gold(4), "--pipeline", "", "--configurations", "static,nothing", "--json", "--articles", 100
    )
    found = json.loads(result.stdout)
    assert (found["documents"], found["held_back"], found["language"], found["every"]) == (4, 0, "fr", 10)
    nothing, static = found["configurations"]
    assert (nothing["configuration"], static["configuration"]) == ("nothing", "static")
    plain = nothing["ways"]["plain, one by one"]
    assert plain["counts"] == {"add": 4 * 6, "next": 4}
    assert plain["actions_per_1000_tokens"] == pytest.approx(1000 * (3 * 24 + 4) / found["tokens"], abs=0.01)
    # the rules find both dates of every article
    assert static["ways"]["plain, one by one"]["counts"] == {"accept": 8, "add": 16, "next": 4}
    assert static["ways"]["view, one by one"]["counts"] == {"accept": 8, "add": 8, "same": 8, "next": 4}
    assert static["suggestions_shown"] == 8
    assert static["calibration_error"] == pytest.approx(0.03)
    estimate = found["estimate"]
    assert estimate["tokens"] == 100 * found["tokens"] / 4
    assert estimate["hours"][0]["ways"]["plain, one by one"] > estimate["hours"][1]["ways"]["plain, one by one"] > 0


def test_report_says_what_a_corpus_costs(run: Run, gold: Callable[..., Path]) -> None:
    result = run("simulate", gold(3), "--pipeline", "", "--configurations", "nothing,static", "--limit", 2)
    lines = result.stdout.splitlines()
    assert lines[0].startswith("2 articles, ")
    assert "Entities: actions per 1,000 tokens" in lines
    assert any(line.startswith("    nothing suggested ") for line in lines)
    assert any(line.startswith("Your 5,000 articles") for line in lines)
    assert any(line.strip().startswith("PER: ") for line in lines)


def test_relations_are_simulated_where_the_gold_has_them(run: Run, gold: Callable[..., Path]) -> None:
    result = run("simulate", gold(2, relations=True), "--pipeline", "", "--configurations", "nothing,static", "--json")
    rows = json.loads(result.stdout)["configurations"]
    counts = {(r["task"], r["configuration"]): r["ways"]["view, one by one"]["counts"] for r in rows}
    assert counts["relations", "nothing"] == {"add_relation": 2, "next": 2}
    assert counts["both", "nothing"] == {"add": 8, "same": 4, "add_relation": 2, "next": 2}
    assert "add_relation" not in counts["entities", "nothing"]
    assert counts["both", "static"]["suggest_again"] == 2
    one = run("simulate", gold(2, relations=True), "--configurations", "nothing", "--task", "relations", "--json")
    assert [r["task"] for r in json.loads(one.stdout)["configurations"]] == ["relations"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["none.jsonl"], "there is no file none.jsonl"),
        (["{gold}", "--held-back", "9"], "leaves none to work through"),
        (["{gold}", "--scheme", "nowhere"], "there is no label scheme nowhere"),
        (["{gold}", "--scheme", "french-news"], "the scheme has no label DATE"),
        (["{gold}", "--plot", "nowhere/out.png"], "there is no folder nowhere"),
        (["{gold}", "--plot", "nowhere/out.svg"], "nowhere/out.svg: the plot is a PNG picture"),
        (["{gold}", "--plot", "out.svg"], "out.svg: the plot is a PNG picture; give it a name that ends in .png"),
        (["{gold}", "--pipeline", "xx_none_sm", "--configurations", "static"], "xx_none_sm is not installed"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, gold: Callable[..., Path], words: list[str], message: str) -> None:
    path = gold(2)
    result = run("simulate", *(word.replace("{gold}", str(path)) for word in words), code=1)
    assert result.stderr.startswith("pressmark: ")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_unknown_configuration_is_a_wrong_call(run: Run, gold: Callable[..., Path]) -> None:
    assert "some is none of nothing, static" in run("simulate", gold(1), "--configurations", "some", code=2).stderr


def test_plot_is_a_picture(run: Run, gold: Callable[..., Path], tmp_path: Path) -> None:
    out = tmp_path / "curves.png"
    result = run("simulate", gold(2), "--pipeline", "", "--configurations", "nothing,static", "--plot", out)
    assert out.read_bytes().startswith(b"\x89PNG")
    assert str(out) in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_shows_what_was_done_by_then(gold: Callable[..., Path], tmp_path: Path) -> None:
    path = gold(4000)
    command = [sys.executable, "-m", "annotator", "simulate", str(path), "--configurations", "nothing", "--json"]
    folder = tmp_path / "own"
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    while process.poll() is None and not list(folder.glob("pressmark-simulate-*/*.pressmark")):
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 130, errors
    found = json.loads(output)
    assert found["cancelled"]
    assert sum(row["documents"] for row in found["configurations"]) < 4000
    assert not list(folder.iterdir())
