"""The documents hold what the code says: tables, commands, decisions, links, queries."""

import re
import shlex
import sqlite3
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from annotator.cli.main import cli
from annotator.formats.catalogue import FORMATS
from annotator.paths import resource
from annotator.project import Project
from annotator.store.history import KEYS
from annotator.store.schema import APPLICATION_ID, VERSION

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"
PROJECT_FILE = (DOCS / "project-file.md").read_text(encoding="utf-8")
COMMAND_LINE = (DOCS / "command-line.md").read_text(encoding="utf-8")
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
MOST_BYTES = 250_000
DECISIONS = sorted((DOCS / "adr").glob("*.md"))
PAGES = sorted(
    [*DOCS.glob("*.md"), *DECISIONS, *(CHECKOUT / name for name in ("README.md", "CHANGELOG.md", "CONTEXT.md"))]
)


@pytest.fixture(scope="module")
def paris(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the name that the examples use, with the first articles of the sample and some decisions."""
    from annotator.formats import jsonl
    from annotator.model.label_scheme import scheme_from_toml

    path = tmp_path_factory.mktemp("docs") / "paris.pressmark"
    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    with Project.create(path, scheme=scheme, annotator="Ada") as project:
        lines = (CHECKOUT / "datasets" / "fr" / "press.jsonl").read_text(encoding="utf-8").split("\n")
        records = [jsonl.parse(line) for line in lines[:3]]
        project.import_records(records, kind="suggestions")
        first, second, third = project.document_ids()
        project.accept_all(first)
        article = project.article(first)
        twice = [span for span in article.spans() if article.document.text[span.start : span.end] == "Lorient"]
        project.relabel(first, twice[-1].ref, "MISC")
        project.set_state(first, "done")
        project.accept(second, project.article(second).pending()[0])
        project.reject(second, project.article(second).pending()[0])
        project.relabel(third, project.article(third).pending()[0], "MISC")
    return path


# -- the project file


def _sections() -> dict[str, str]:
    """The text under each `###` heading of docs/project-file.md."""
    parts = re.split(r"^### (.+)$", PROJECT_FILE, flags=re.MULTILINE)
    return {
        name: re.split(r"^## ", text, flags=re.MULTILINE)[0]
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def _documented(section: str) -> dict[str, str]:
    """The columns of a section's table with their types."""
    return dict(re.findall(r"^\| `(\w+)` \| (\w*) ?\|", section, flags=re.MULTILINE))


def test_every_table_and_column_is_documented_with_its_type(paris: Path) -> None:
    with sqlite3.connect(f"{paris.as_uri()}?mode=ro", uri=True) as connection:
        tables = {
            name: {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{name}")')}
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
                "AND name NOT LIKE 'documents\\_fts\\_%' ESCAPE '\\'"
            )
        }
    connection.close()
    assert {name: _documented(text) for name, text in _sections().items()} == tables


def test_numbers_of_the_file_are_those_of_the_code() -> None:
    assert f"0x{APPLICATION_ID:X}" in PROJECT_FILE
    assert f"at present {VERSION};" in PROJECT_FILE


def test_tables_that_undo_covers_are_named() -> None:
    names = re.findall(r"`(\w+)`", next(line for line in PROJECT_FILE.splitlines() if line.startswith("| `table` |")))
    assert set(names) - {"table"} == set(KEYS)


def test_every_action_of_the_history_is_named() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (CHECKOUT / "annotator" / "project").glob("*.py")]
    made = {
        name
        for source in sources
        for name in re.findall(r'(?:_edit|_edit_in_steps|_review|_record)\(\s*"(\w+)"', source, re.DOTALL)
    }
    line = next(line for line in PROJECT_FILE.splitlines() if line.startswith("| `action` |"))
    assert set(re.findall(r"`(\w+)`", line)) - {"action"} == made


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", PROJECT_FILE, flags=re.DOTALL))
def test_query_of_the_page_finds_something(paris: Path, query: str) -> None:
    connection = sqlite3.connect(f"{paris.as_uri()}?mode=ro", uri=True)
    try:
        assert connection.execute(query).fetchall() != []
    finally:
        connection.close()


@pytest.mark.parametrize("line", re.findall(r"^sqlite-utils .+$", PROJECT_FILE, flags=re.MULTILINE))
def test_sqlite_utils_takes_the_line(paris: Path, line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *shlex.split(line)[1:]],
        cwd=paris.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_datasette_and_sqlite_utils_find_the_text_index(paris: Path) -> None:
    from sqlite_utils import Database

    database = Database(paris)
    try:
        assert database.table("documents").detect_fts() == "documents_fts"
    finally:
        database.conn.close()


# -- decisions and links


def test_decisions_are_numbered_once_and_by_their_names() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert [number for number, times in Counter(numbers).items() if times > 1] == []
    for number, path in zip(numbers, DECISIONS, strict=True):
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. "), path.name


def test_index_has_every_page_and_decision_under_its_title() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    for path in DECISIONS:
        number, title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(". ", 1)
        assert f"| [{number}](adr/{path.name}) | {title} |" in index
    linked = set(re.findall(r"\]\(([^)#]+)", index))
    assert [path.name for path in DOCS.glob("*.md") if path.name not in linked | {"README.md"}] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    local = [target.partition("#")[0] for target in targets if "://" not in target]
    assert [target for target in local if target and not (page.parent / target).exists()] == []


def test_no_decision_is_named_that_is_not_there() -> None:
    known = {int(path.name[:4]) for path in DECISIONS}
    for path in (*PAGES, *CHECKOUT.glob("annotator/**/*.py")):
        named = re.findall(r"\bADRs? (\d+)", path.read_text(encoding="utf-8"))
        assert [number for number in named if int(number) not in known] == [], path


def test_every_format_says_what_it_is_and_what_it_was_checked_with() -> None:
    page = (DOCS / "formats.md").read_text(encoding="utf-8")
    what, checked = re.split(r"^## What was checked$", page, flags=re.MULTILINE)
    for part in (what, re.split(r"^## ", checked, flags=re.MULTILINE)[0]):
        rows = re.findall(r"^\| (`[^|]+) \|", part, flags=re.MULTILINE)
        assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(known.name for known in FORMATS)


# -- commands


def _called(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command that a text names with the options beside it."""
    for call in re.findall(r"(?<![\w/.-])pressmark (\w+(?: [^\n`]*(?:\n {5,}[^\n`]*)*)?)", text):
        name, *rest = call.split(maxsplit=1)
        if name in cli.commands:
            yield name, re.findall(r"(?<![\w-])--[a-z][a-z-]*", " ".join(rest))


def _options(name: str, *, hidden: bool) -> set[str]:
    return {
        option
        for parameter in cli.commands[name].params
        if isinstance(parameter, click.Option) and (hidden or not parameter.hidden)
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }


@pytest.mark.parametrize("page", [*DOCS.glob("*.md"), CHECKOUT / "README.md"], ids=lambda page: page.name)
def test_commands_and_options_that_a_page_names_exist(page: Path) -> None:
    for name, options in _called(page.read_text(encoding="utf-8")):
        assert set(options) - _options(name, hidden=True) == set(), f"pressmark {name}"


def test_every_command_and_option_is_on_its_page() -> None:
    shown = {name for name, command in cli.commands.items() if not command.hidden}
    calls = dict.fromkeys(shown, "")
    blocks = "\n".join(re.findall(r"```\n(.*?)```", COMMAND_LINE, flags=re.DOTALL))
    for name, options in _called(blocks):
        calls[name] += " ".join(options)
    for name in shown:
        for option in _options(name, hidden=False):
            named = option in calls[name] or option in COMMAND_LINE
            assert named or option.startswith(("--relations", "--no-")), f"pressmark {name} {option}"
    assert {name for name, _ in _called(blocks)} >= shown


def test_words_that_look_like_commands_are_commands() -> None:
    named = set(re.findall(r"^pressmark ([a-z]+)\b", COMMAND_LINE + README, flags=re.MULTILINE))
    assert named - {"paris"} <= set(cli.commands)


def test_keys_of_the_readme_are_those_of_their_page() -> None:
    tables = [
        [line for line in text.split("\n\n") if line.startswith("| key | on a suggestion |")]
        for text in (README, (DOCS / "keys.md").read_text(encoding="utf-8"))
    ]
    assert tables[0] == tables[1]
    assert len(tables[0]) == 1


# -- pictures


def test_pictures_are_light_and_are_those_that_the_script_draws() -> None:
    script = (CHECKOUT / "scripts" / "screens.py").read_text(encoding="utf-8")
    drawn = re.findall(r'^    Scene\("([a-z-]+)"', script, flags=re.MULTILINE)
    pictures = list((DOCS / "screens").glob("*.png"))
    assert sorted(path.stem for path in pictures) == sorted(drawn)
    assert [path.name for path in pictures if path.stat().st_size >= MOST_BYTES] == []


def test_script_draws_a_picture(tmp_path: Path) -> None:
    script = CHECKOUT / "scripts" / "screens.py"
    done = subprocess.run(
        [sys.executable, str(script), "--out", str(tmp_path), "keys"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    header = (tmp_path / "keys.png").read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:]) == (1440, 920)


# -- what no file may say


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("needs a git checkout, to know which files are the project's")
    # in two halves, so that this file does not name them either
    hosts = "|".join(("py" + r"pi\.", "python" + "hosted", "npm" + r"js\.", "crates" + r"\.io", "extra" + "-index"))
    places = "|".join(("/wo" + "rk/", "/ro" + "ot/", r"/ho" + r"me/[a-z]", "/opt" + "/"))
    forbidden = re.compile(f"{hosts}|{places}")
    found = []
    for name in listed.stdout.decode().split("\0"):
        path = CHECKOUT / name
        if path.suffix not in {".png", ".otf", ".ttf", ".svg", ".qm", ".gz"} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {match.group()}" for match in forbidden.finditer(text)]
    assert found == []
