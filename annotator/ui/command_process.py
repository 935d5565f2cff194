"""One command of the program in a process of its own: how far it is, its report, or why it failed, as signals."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from annotator.ui.line_process import LineProcess

LAST_MILLISECONDS = 2000
"""How long a command that is not wanted any more may take to end by itself."""


class CommandProcess(QObject):
    """Runs one command at a time. It ends in exactly one `reported` or `failed`, unless it is stopped."""

    progressed = Signal(object)
    """What a progress line says: {"share": 0.4, …}."""
    reported = Signal(object)
    """What the command found or did, as a dict."""
    failed = Signal(str, bool)
    """Why not, in one line; and whether that is because it was cancelled."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: LineProcess | None = None
        self._report: dict[str, Any] | None = None
        self._error: dict[str, Any] | None = None

    @property
    def replaceable(self) -> bool:
        """Whether the last command failed for want of a word that something may be replaced."""
        return self._error is not None and bool(self._error.get("replaceable"))

    @property
    def running(self) -> bool:
        """Whether a command runs."""
        return self._process is not None

    def start(self, arguments: Sequence[str]) -> None:
        """Run the command with these arguments; one that runs is stopped and says no more."""
        self.stop()
        self._report, self._error = None, None
        program = [] if getattr(sys, "frozen", False) else ["-P", "-m", "annotator"]
        self._process = process = LineProcess(
            [sys.executable, *program, *arguments], self, variables={"PYTHONUTF8": "1"}
        )
        process.line_came.connect(self._on_line)
        process.not_started.connect(self._on_not_started)
        process.ended.connect(self._on_ended)
        process.start()

    def cancel(self) -> None:
        """Ask the command to end; it still reports what it did."""
        if self._process is not None:
            self._process.write(b"cancel\n")

    def stop(self) -> None:
        """End the command, if there is one, and hear nothing more of it. What it has written is whole."""
        process, self._process = self._process, None
        if process is not None:
            # the end of its input is a cancel too
            process.let_go(b"", seconds=0, wait=LAST_MILLISECONDS, terminate=True)

    def _on_line(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except ValueError:
            return  # a library's own words
        if not isinstance(message, dict):
            return
        event = message.pop("event", "")
        if event == "progress":
            self.progressed.emit(message)
        elif event == "report":
            self._report = message
        elif event == "error":
            self._error = message

    def _on_not_started(self, _why: str) -> None:
        self._process = None
        self.failed.emit(self.tr("The program cannot start a process of its own: {}").format(sys.executable), False)

    def _on_ended(self, code: int, _crashed: bool) -> None:
        last = self._process.last_words if self._process is not None else ""
        self._process = None
        if self._report is not None:
            self.reported.emit(self._report)
        elif self._error is not None:
            self.failed.emit(str(self._error.get("message", "")), bool(self._error.get("cancelled")))
        else:
            last = last or self.tr("it ended without a word (code {})").format(code)
            self.failed.emit(last.removeprefix("pressmark: "), False)


def import_arguments(
    project: str,
    sources: Sequence[str],
    *,
    window: int,
    kind: str = "documents",
    annotator: str = "",
    update: bool = False,
    columns: Mapping[str, str] | None = None,
) -> list[str]:
    """The arguments that import for a window, `window` being its process id; `columns` as of `column_options`."""
    options = ["--as", kind, "--progress-json", "--on-behalf-of", str(window), *column_options(columns or {})]
    if annotator and kind == "annotations":
        options += ["--annotator", annotator]
    if update:
        options.append("--update")
    return ["import", *options, "--", project, *sources]


def column_options(columns: Mapping[str, str]) -> list[str]:
    """Options for the columns of tables, role to column's name; "" leaves it to be guessed."""
    return [part for role, name in columns.items() if name for part in (f"--{role}-column", name)]


def export_arguments(
    project: str,
    out: str,
    *,
    window: int,
    format: str = "spacy",
    split: str = "0.8,0.1,0.1",
    annotator: str = "",
    states: str = "done",
    replace: bool = False,
) -> list[str]:
    """The arguments that export for a window, `window` being its process id."""
    chosen = ["--format", format, "--split", split, "--annotator", annotator, "--states", states]
    if replace:
        chosen.append("--replace")
    return ["export", *chosen, "--progress-json", "--on-behalf-of", str(window), "--", project, out]


def preview_arguments(project: str, *, format: str, split: str, annotator: str, states: str) -> list[str]:
    """The arguments that say what an export would write."""
    chosen = ["--format", format, "--split", split, "--annotator", annotator, "--states", states]
    return ["export-preview", *chosen, "--", project]
