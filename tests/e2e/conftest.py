"""The real program on a real X server: keys go in through xdotool, rows come out of the project file."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from annotator.model.label_scheme import scheme_from_toml
from annotator.model.record import Record
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.paths import resource
from annotator.project import Project

T = TypeVar("T")
DEADLINE = 20.0
"""How long the program may take for anything on a machine that is busy with something else."""
TEXTS = {
    "ferry": "Élodie Marchand dirige Armor Marine à Saint-Nazaire. Yann Le Goff vit à Paris 😀 depuis lundi.",
    "orage": "Nadia Benkirane quitte Brest après l’orage.",
    "calme": "Rien à signaler.",
}
PROPOSED = (
    ("Élodie Marchand", "PER"),
    ("Armor Marine", "ORG"),
    ("Saint-Nazaire", "LOC"),
    ("Le Goff", "PER"),
    ("lundi", "LOC"),
)


def until(wanted: Callable[[], T], what: str, *, process: "subprocess.Popen[bytes] | None" = None) -> T:
    """Ask again and again until the answer is true; the deadline says what did not come."""
    end = time.monotonic() + DEADLINE
    pause = 0.01
    while not (found := wanted()):
        if process is not None and process.poll() is not None:
            raise AssertionError(f"the program ended with {process.returncode} while waiting for {what}")
        if time.monotonic() > end:
            raise AssertionError(f"no {what} within {DEADLINE:.0f} s")
        # polling another process's file: there is no signal to wait for
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
    return found


@dataclass
class Window:
    """The running program."""

    path: Path
    home: Path
    process: "subprocess.Popen[bytes] | None" = None
    id: str = ""
    log: list[Path] = field(default_factory=list)

    def start(self) -> None:
        """Open the project in a new process, and give the article the keyboard."""
        log = self.home / f"window-{len(self.log)}.log"
        self.log.append(log)
        environment = os.environ | {
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "LC_ALL": "C.UTF-8",
        }
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "annotator", str(self.path)], env=environment, stdout=output, stderr=output
            )
        try:
            self.id = until(self._found, "window", process=self.process)
        except AssertionError as error:
            raise AssertionError(f"{error}; log: {log.read_text(errors='replace')}") from None
        xdotool("windowfocus", "--sync", self.id)

    def _found(self) -> str:
        # the title names the project once it is open
        done = subprocess.run(
            [
                "xdotool",
                "search",
                "--onlyvisible",
                "--pid",
                str(self.process.pid if self.process else 0),
                "--name",
                "presse",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split()[0] if done.returncode == 0 and done.stdout.split() else ""

    def press(self, *keys: str) -> None:
        """Press keys by their X names."""
        xdotool("key", *keys)

    def stop(self) -> None:
        """Close it as a session manager does."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(DEADLINE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the file says now."""
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def spans(self) -> list[tuple[str, str]]:
        """Words and labels of the confirmed spans, in reading order."""
        return [
            (text, label)
            for text, label in self.rows(
                'SELECT substr(text, start + 1, "end" - start), label FROM spans JOIN documents ON documents.id = document '
                "ORDER BY document, start"
            )
        ]

    def relations(self) -> list[tuple[str, str, str]]:
        """Words, label and words of the confirmed relations."""
        words = 'SELECT substr(text, start + 1, "end" - start) FROM spans JOIN documents ON documents.id = document'
        return [
            (
                self.rows(words + " WHERE spans.id = ?", head)[0][0],
                label,
                self.rows(words + " WHERE spans.id = ?", child)[0][0],
            )
            for head, label, child in self.rows("SELECT head, label, child FROM relations ORDER BY id")
        ]

    def decisions(self) -> list[str]:
        """The outcomes, in the order of their suggestions."""
        return [row[0] for row in self.rows("SELECT outcome FROM decisions ORDER BY suggestion")]

    def state(self, key: str) -> str:
        """Where the review of a document stands."""
        found = self.rows("SELECT state FROM reviews JOIN documents ON documents.id = document WHERE key = ?", key)
        return found[0][0] if found else "new"

    def wait_for(self, read: Callable[[], T], wanted: T) -> None:
        """Until the file says so."""
        try:
            until(lambda: read() == wanted, f"{wanted!r}", process=self.process)
        except AssertionError as error:
            raise AssertionError(
                f"{error}; it is {read()!r}; log: {self.log[-1].read_text(errors='replace')}"
            ) from None


def xdotool(*arguments: str) -> None:
    """Run xdotool."""
    subprocess.run(["xdotool", *arguments], check=True, timeout=DEADLINE, capture_output=True)


@pytest.fixture(scope="session")
def display() -> Iterator[None]:
    """An X server that is there all the while: without any client it starts anew, and turns away who comes meanwhile."""
    if not os.environ.get("DISPLAY") or shutil.which("xdotool") is None:
        pytest.skip("needs an X server in DISPLAY, and xdotool")
    with subprocess.Popen(["xdotool", "sleep", "3600"]) as client:
        yield
        client.terminate()


@pytest.fixture
def window(tmp_path: Path, display: None) -> Iterator[Window]:
    """The program on a project of three articles, the first with suggestions."""
    path = tmp_path / "presse.pressmark"
    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    with Project.create(path, scheme=scheme, language="fr", title="presse", annotator="Ada") as project:
        project.import_records(iter(Record(key=key, text=text, title=key) for key, text in TEXTS.items()))
        text = TEXTS["ferry"]
        spans = [
            ProposedSpan(text.index(words), text.index(words) + len(words), label, 0.9) for words, label in PROPOSED
        ]
        relation = ProposedRelation((spans[0].start, spans[0].end), (spans[1].start, spans[1].end), "heads", 0.6)
        document = project.find_document("ferry")
        assert document is not None
        project.store_suggestions(project.start_run("by-hand"), document, spans, [relation])
    (tmp_path / "home").mkdir()
    opened = Window(path, tmp_path / "home")
    opened.start()
    yield opened
    opened.stop()
