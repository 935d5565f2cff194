"""One command of the program in a process of its own: how far it is, its report, or why it failed, as signals."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from annotator.ui.line_process import environment

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
        self._process: QProcess | None = None
        self._rest = b""
        self._errors = b""
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
        self._rest, self._errors, self._report, self._error = b"", b"", None, None
        process = QProcess(self)
        variables = environment()
        variables.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(variables)
        program = [] if getattr(sys, "frozen", False) else ["-P", "-m", "annotator"]
        process.setProgram(sys.executable)
        process.setArguments([*program, *arguments])
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_error_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        process.start()

    def cancel(self) -> None:
        """Ask the command to end; it still reports what it did."""
        if self._process is not None:
            self._process.write(b"cancel\n")

    def stop(self) -> None:
        """End the command, if there is one, and hear nothing more of it. What it has written is whole."""
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._on_output)
        process.readyReadStandardError.disconnect(self._on_error_output)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        # the end of its input is a cancel too
        process.closeWriteChannel()
        process.terminate()
        if not process.waitForFinished(LAST_MILLISECONDS):
            process.kill()
            process.waitForFinished(LAST_MILLISECONDS)
        process.deleteLater()

    def _on_output(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
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

    def _on_error_output(self) -> None:
        if self._process is not None:
            self._errors = (self._errors + self._process.readAllStandardError().data())[-20_000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # where it did start, `finished` follows
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._let_go()
            self.failed.emit(self.tr("The program cannot start a process of its own: {}").format(sys.executable), False)

    def _on_finished(self, code: int) -> None:
        self._on_output()
        self._on_error_output()
        self._let_go()
        if self._report is not None:
            self.reported.emit(self._report)
        elif self._error is not None:
            self.failed.emit(str(self._error.get("message", "")), bool(self._error.get("cancelled")))
        else:
            lines = self._errors.decode("utf-8", "replace").strip().splitlines()
            last = lines[-1] if lines else self.tr("it ended without a word (code {})").format(code)
            self.failed.emit(last.removeprefix("pressmark: "), False)

    def _let_go(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None


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
