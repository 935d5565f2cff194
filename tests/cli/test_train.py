import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.model.document import DocumentId
from annotator.project import Project
from tests.cli.conftest import Run

PLACES = ("Lyon", "Brest", "Nantes", "Dijon", "Metz", "Nice", "Caen", "Lille", "Tours", "Rennes", "Angers", "Pau")


@pytest.fixture
def trained_on(tmp_path: Path, news: Path, run: Run) -> Path:
    """A project of 24 articles that are done, one place in each."""
    rows = []
    for number in range(24):
        place = PLACES[number % len(PLACES)]
        text = f"Selon la préfecture, {number} habitants de {place} ont signé la pétition."
        start = text.index(place)
        rows.append(
            {
                "id": f"a{number}",
                "lang": "fr",
                "text": text,
                "spans": [{"start": start, "end": start + len(place), "label": "LOC"}],
            }
        )
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run("import", news, path, "--as", "annotations")
    with Project.open(news) as project:
        project.set_setting("hold_back", "30")
    return news


def test_train_registers_a_model_and_says_how_good_it_is(trained_on: Path, tmp_path: Path, run: Run) -> None:
    output = run("train", trained_on, "--base", "none", "--round", "--output", tmp_path / "copy").output
    with Project.open(trained_on) as project:
        model = project.model_in_use()
        assert model is not None
        assert (model.kind, model.base, model.parent) == ("round", "", None)
        held_back, trained = set(model.held_back), set(model.documents)
        assert held_back
        assert held_back.isdisjoint(trained)
        assert len(held_back | trained) == 24
        assert (project.model_path(model) / "config.cfg").read_bytes() == (
            tmp_path / "copy" / "config.cfg"
        ).read_bytes()
    assert f"On {len(held_back)} held-back articles" in output
    assert f"trained from the base on {len(trained)} articles" in output
    assert "entities" in output
    assert "--full trains anew" in run("train", trained_on, "--base", "none", "--round", code=1).output


def test_scores_stand_below_one_another_however_long_a_label_is(
    trained_on: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(trained_on) as project:
        project.rename_label("LOC", "PLACE_OF_RESIDENCE")
    output = run("train", trained_on, "--base", "none", "--round").output
    first, *rows = output[output.index("(before → now):\n") :].splitlines()[1:4]
    assert rows[1].startswith("    PLACE_OF_RESIDENCE ")
    assert {len(line) for line in (first, *rows)} == {len(first)}


def test_second_model_goes_on_from_the_first(trained_on: Path, run: Run) -> None:
    first = json.loads(run("train", trained_on, "--base", "none", "--round", "--json").stdout)
    with Project.open(trained_on) as project:
        project.import_records(())
        document = DocumentId(min(project.model(first["model"]).documents))
        assert project.training_ids(new_only=True).train == ()
        assert document in project.training_ids().train
    second = json.loads(run("train", trained_on, "--full", "--json").stdout)
    assert (second["kind"], second["model"]) == ("full", first["model"] + 1)
    assert second["previous"]["spans"]["all"] == first["scores"]["spans"]["all"]


@pytest.mark.parametrize("lost", ["altered", "missing"])
def test_model_that_cannot_be_loaded_is_told_and_made_anew(trained_on: Path, run: Run, lost: str) -> None:
    with Project.open(trained_on) as project:
        project.set_setting("language", "de")  # no pipeline of it is installed: an empty one is the base
    first = json.loads(run("train", trained_on, "--round", "--json").stdout)
    again = ("suggest", trained_on, "--again", "--any-language", "--json")
    assert json.loads(run(*again).stdout)["pipelines"] == {first["folder"]: 24}
    if lost == "missing":
        Path(first["folder"]).rename(trained_on.with_name("elsewhere"))
    else:
        with (Path(first["folder"]) / "ner" / "model").open("ab") as file:
            file.write(b"x")
    reason = {"altered": "its files have changed.", "missing": "0001 is missing from news.models"}[lost]
    told = json.loads(run(*again).stdout)
    assert first["folder"] not in told["pipelines"]
    assert told["warnings"][0].startswith("The base suggests, without what was learned here. The model ")
    assert reason in told["warnings"][0]
    second = json.loads(run("train", trained_on, "--full", "--json").stdout)
    assert (second["model"], second["kind"]) == (2, "full")
    assert reason in second["warnings"][0]
    found = json.loads(run(*again).stdout)
    assert found["pipelines"] == {second["folder"]: 24}
    assert not any("The base suggests" in line for line in found["warnings"])


def test_train_says_when_there_is_nothing_to_train_on(news: Path, tmp_path: Path, run: Run) -> None:
    assert "nothing to train on" in run("train", news, code=1).output
    (tmp_path / "there").mkdir()
    assert "is there already" in run("train", news, "--output", tmp_path / "there", code=1).output


def test_interrupted_training_leaves_the_project_whole(trained_on: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "train", str(trained_on), "--base", "none", "--full"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    models = trained_on.with_suffix(".models")
    deadline = time.monotonic() + 60
    while not models.is_dir():
        assert process.poll() is None
        assert time.monotonic() < deadline
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 130, output
    assert "Cancelled" in output
    assert not models.exists()
    with Project.open(trained_on) as project:
        assert project.models() == []
        assert not project.read_only
