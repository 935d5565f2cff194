"""What the tests of the command line share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli.main import cli

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs a command line in this process; a bug's traceback fails the test."""

    def running(*words: object, code: int = 0, stdin: str = "") -> Result:
        result = CliRunner().invoke(cli, [str(word) for word in words], prog_name="pressmark", input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return running


@pytest.fixture
def news(tmp_path: Path, run: Run) -> Path:
    """An empty project file."""
    path = tmp_path / "news.pressmark"
    run("new", path, "--annotator", "Ada")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three annotated articles, one of them not done, and a line that is none."""
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        '{"id":"a","lang":"fr","text":"Anna Morel dirige Valtrex à Lyon.","spans":[{"start":0,"end":10,"label":"PER"},'
        '{"start":18,"end":25,"label":"ORG"},{"start":28,"end":32,"label":"LOC"}],"relations":[{"head":0,"child":1,"label":"heads"}]}\n'
        '{"id":"b","text":"Le ministre se rend à Brest.\\r\\n","spans":[{"start":22,"end":27,"label":"LOC"}],"relations":[],"state":"in_progress"}\n'
        "{broken\n"
        '{"id":"c","lang":"fr","text":"Rien ici.","spans":[],"relations":[]}\n',
        encoding="utf-8",
    )
    return path
