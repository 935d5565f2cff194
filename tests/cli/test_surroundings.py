"""Commands where what is around them is odd: closed streams, a full disk behind the output, names that are no text."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from annotator.project import Project
from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells, pipes and bytes as names")


def shell(command: str, *words: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program as `$P` in that line of a shell, with the words as `$1` and on."""
    line = command.replace("$P", f"{sys.executable} -m annotator")
    arguments = ["sh", "-c", line, "sh", *(os.fsencode(str(word)) for word in words)]
    return subprocess.run(
        arguments, capture_output=True, env={**os.environ, "PYTHONUNBUFFERED": "", **environment}, check=False
    )


@pytest.mark.parametrize("stream", ["0", "1", "2"])
def test_a_stream_that_is_closed_does_not_stop_the_work(news: Path, tmp_path: Path, stream: str) -> None:
    (tmp_path / "a.txt").write_text("Anne Roche dirige la mairie.")
    assert shell(f'$P import "$1" "$2" {stream}>&-', news, tmp_path / "a.txt").returncode == 0
    with Project.open(news) as project:
        assert project.document_count() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_output_that_cannot_be_written_is_one_line(news: Path) -> None:
    said = shell('$P stats "$1" > /dev/full', news)
    assert said.returncode == 1
    assert said.stderr.decode().splitlines() == [
        f"pressmark: the output cannot be written: {os.strerror(errno.ENOSPC)}; what was done is kept"
    ]


def test_whoever_has_read_enough_is_no_error(news: Path) -> None:
    assert shell('$P stats "$1" | head -1', news).stderr == b""


def test_json_is_json_where_the_output_takes_few_characters(news: Path, tmp_path: Path) -> None:
    with Project.open(news) as project:
        project.set_setting("title", "Été 🎉")
    said = shell('$P stats "$1" --json', news, PYTHONIOENCODING="ascii")
    assert json.loads(said.stdout)["project"] == "Été 🎉"
    assert shell('$P stats "$1"', news, PYTHONIOENCODING="ascii").returncode == 0


def test_a_project_whose_name_is_no_text_is_one_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.pressmark")
    for command in ("new", "check", "stats"):
        assert shell(f'$P {command} "$1"', path).returncode == 0
    said = shell('$P stats "$1" --json', path, PYTHONIOENCODING="utf-8:strict")
    assert json.loads(said.stdout)["project"] == "caf?"


@pytest.mark.parametrize(
    "words",
    [
        ("stats", "{place}/p.pressmark"),
        ("new", "{place}/p.pressmark"),
        ("new", "new.pressmark", "--scheme", "{place}/s.toml"),
        ("import", "{news}", "{place}/a.txt"),
        ("export", "{news}", "{place}/out"),
        ("simulate", "{place}/gold.jsonl"),
    ],
)
def test_what_the_system_refuses_is_one_line(
    run: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    place = tmp_path / "locked"
    stat = Path.stat

    def refusing(self: Path, **options: bool) -> os.stat_result:
        if place in self.parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return stat(self, **options)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "stat", refusing)
    said = run(*(word.format(place=place, news=news) for word in words), code=1)
    assert said.stderr.startswith(f"pressmark: {place}")
    assert said.stderr.count("\n") == 1
    assert "Permission denied" in said.stderr


def test_a_circle_of_links_and_a_pipe_are_told(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for format in ("spacy", "jsonl"):
        said = run("export", news, tmp_path / "circle", "--format", format, code=1).stderr
        assert said == f"pressmark: {tmp_path / 'circle'} leads nowhere: name another place\n"
    os.mkfifo(tmp_path / "pipe")
    assert "not a Pressmark project" in run("stats", tmp_path / "pipe", code=1).stderr


def test_a_pipe_that_broke_is_left_to_click(run: Run, monkeypatch: pytest.MonkeyPatch, news: Path) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(click, "echo", broken)
    assert run("stats", news, code=1).stderr == ""
