import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.project import Project
from tests.cli.conftest import Run


def test_documents_come_in_without_their_annotations(run: Run, news: Path, corpus: Path) -> None:
    result = run("import", news, corpus)
    assert result.stdout == f"3 new articles in {news}, 1 refused.\n"
    assert result.stderr.startswith(f"refused: {corpus}:3: this is not JSON")
    with Project.open(news) as project:
        assert project.document_count() == 3
        assert project.progress().done == 0
        assert [len(record.spans) for record in project.records()] == [0, 0, 0]


def test_one_of_anything_is_said_in_the_singular(run: Run, news: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "one.jsonl"
    corpus.write_text(
        json.dumps({"id": "a", "text": "Ana Roy voit Paris.", "spans": [{"start": 0, "end": 7, "label": "PER"}]}) + "\n"
    )
    assert run("import", news, corpus, "--as", "annotations").stdout == f"1 new article in {news}, 1 span.\n"
    again = run("import", news, corpus, "--as", "annotations")
    assert again.stdout.startswith(f"0 new articles in {news}, 1 ")


def test_annotations_come_in_done_unless_they_say_otherwise(run: Run, news: Path, corpus: Path) -> None:
    result = run("import", news, corpus, "--as", "annotations", "--annotator", "Zoé")
    assert "4 spans, 1 relation" in result.stdout
    with Project.open(news, annotator="Zoé") as project:
        found = list(project.records())
        assert [record.state for record in found] == ["done", "in_progress", "done"]
        assert [len(record.spans) for record in found] == [3, 1, 0]
        assert found[1].text == "Le ministre se rend à Brest.\r\n"
        assert found[1].language == "fr"
    with Project.open(news, annotator="Ada") as project:
        assert project.progress().done == 0


def test_suggestions_belong_to_a_run_named_after_the_file(run: Run, news: Path, corpus: Path) -> None:
    assert "5 suggestions" in run("import", news, corpus, "--as", "suggestions").stdout
    with Project.open(news) as project:
        document = project.find_document("a")
        assert document is not None
        state = project.article(document)
        assert state.pending_count == 4
        run_id = state.spans()[0].run
        assert run_id is not None
        assert project.run_pipeline(run_id) == "corpus.jsonl"


def test_same_ids_are_told_and_left_alone_or_updated(run: Run, news: Path, corpus: Path) -> None:
    run("import", news, corpus)
    assert "0 new articles" in run("import", news, corpus).stdout
    assert "3 there already" in run("import", news, corpus).stdout
    again = run("import", news, corpus, "--as", "annotations")
    assert "--update takes them in" in again.stderr
    assert "3 updated" in run("import", news, corpus, "--update").stdout


def test_labels_the_scheme_lacks_are_added_and_told(run: Run, news: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(
        '{"id":"1","text":"Un navire","spans":[{"start":3,"end":9,"label":"SHIP"}],"relations":[]}\n', encoding="utf-8"
    )
    assert "Added to the label scheme: SHIP." in run("import", news, file, "--as", "annotations").stdout


def test_json_report_is_one_document(run: Run, news: Path, corpus: Path) -> None:
    report = json.loads(run("import", news, corpus, "--json").stdout)
    assert (report["documents"], report["refused"], report["cancelled"]) == (3, 1, False)
    assert report["refusals"][0]["origin"] == f"{corpus}:3"


def test_folder_of_many_formats(run: Run, news: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_bytes("Été à Nîmes.\r\n".encode("cp1252"))
    (folder / "b.csv").write_text("id,texte\n7,Un texte.\n", encoding="utf-8")
    (folder / "c.jsonl").write_text('{"id":"z","text":"Un autre."}\n', encoding="utf-8")
    (folder / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("import", news, folder)
    assert "3 new articles" in result.stdout
    assert "d.png: the ending .png is no format that can be read" in result.stderr
    with Project.open(news) as project:
        assert [(record.key, record.text, dict(record.meta)) for record in project.records()] == [
            ("7", "Un texte.", {}),
            ("z", "Un autre.", {}),
            ("deep/a", "Été à Nîmes.\r\n", {"encoding": "cp1252"}),
        ]


def test_columns_are_named_by_options(run: Run, news: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("x;y;quand\nUn texte.;9;03/04/2024\n", encoding="utf-8")
    result = run("import", news, file, code=1)
    assert (
        result.output
        == f"pressmark: {file}: no column is clearly the article's text; say which with --text-column (the columns are: x, y, quand)\n"
    )
    run("import", news, file, "--text-column", "x", "--id-column", "y", "--date-column", "quand")
    with Project.open(news) as project:
        (record,) = project.records()
        assert (record.key, record.text, record.published) == ("9", "Un texte.", "2024-04-03")


def test_format_and_language_are_forced(run: Run, news: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.data"
    file.write_text("id\ttext\n1\tEin Text.\n", encoding="utf-8")
    run("import", news, file, "--format", "tsv", "--language", "de")
    with Project.open(news) as project:
        (record,) = project.records()
        assert (record.key, record.language) == ("1", "de")
    assert "'docx' is not one of 'auto', " in run("import", news, file, "--format", "docx", code=2).output


def test_nothing_but_refusals_is_a_failure(run: Run, news: Path, tmp_path: Path) -> None:
    result = run("import", news, tmp_path / "missing.txt", code=1)
    assert "missing.txt: there is no such file" in result.stderr


def test_missing_project_is_a_line(run: Run, tmp_path: Path, corpus: Path) -> None:
    path = tmp_path / "none.pressmark"
    assert (
        run("import", path, corpus, code=1).output
        == f"pressmark: there is no project {path}; make it with: pressmark new {path}\n"
    )


def test_project_that_is_open_elsewhere_is_a_line(run: Run, news: Path, corpus: Path) -> None:
    with Project.open(news):
        result = subprocess.run(
            [sys.executable, "-m", "annotator", "import", str(news), str(corpus)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 1
        assert result.stderr.startswith("pressmark: ")
        assert result.stderr.count("\n") == 1
        on_behalf = subprocess.run(
            [
                sys.executable,
                "-m",
                "annotator",
                "import",
                str(news),
                str(corpus),
                "--on-behalf-of",
                str(os.getpid()),
                "--json",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert on_behalf.returncode == 0, on_behalf.stderr
        assert json.loads(on_behalf.stdout)["documents"] == 3


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A corpus that takes some seconds."""
    path = tmp_path / "big.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(15_000):
            stream.write(
                json.dumps(
                    {
                        "id": str(number),
                        "lang": "fr",
                        "text": f"Article {number}. " + "Le conseil municipal a voté. " * 40,
                    }
                )
                + "\n"
            )
    return path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent to the process alone")
def test_ctrl_c_keeps_what_came_in_and_says_so(news: Path, big: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "import", str(news), str(big), "--progress-json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    lines = [json.loads(line) for line in process.communicate()[0].splitlines()]
    assert process.returncode == 130
    assert first["event"] == "progress"
    assert 0 < first["share"] < 1
    assert lines[-1]["event"] == "report"
    assert lines[-1]["cancelled"]
    with Project.open(news) as project:
        assert project.document_count() == lines[-1]["documents"]
        assert 0 < project.document_count() < 15_000
        assert project.check() == []


@pytest.mark.slow
@pytest.mark.parametrize("how", ["cancel\n", ""])
def test_window_cancels_by_a_line_or_by_going_away(news: Path, big: Path, how: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "import", str(news), str(big), "--progress-json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    out, _ = process.communicate(how)
    assert process.returncode == 0
    report = json.loads(out.splitlines()[-1])
    assert report["event"] == "report"
    assert report["cancelled"]
    assert 0 < report["documents"] < 15_000


def test_progress_as_json_ends_with_the_report(run: Run, news: Path, corpus: Path) -> None:
    lines = [json.loads(line) for line in run("import", news, corpus, "--progress-json", stdin="").stdout.splitlines()]
    assert lines[-1]["event"] == "report"
    assert lines[-1]["refused"] == 1


def test_progress_as_json_tells_errors(run: Run, tmp_path: Path, corpus: Path) -> None:
    result = run("import", tmp_path / "none.pressmark", corpus, "--progress-json", code=1)
    assert json.loads(result.stdout)["event"] == "error"


def test_project_that_a_window_has_open_is_named(run: Run, news: Path, corpus: Path) -> None:
    with Project.open(news):
        result = run("import", news, corpus, code=1)
    assert f"{news}: another window has it open" in " ".join(result.output.split())
    assert "on a copy" in result.output
