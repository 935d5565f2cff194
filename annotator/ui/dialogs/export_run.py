"""An export that runs for the window: its bar, then what went in and came out, and how to train on it."""

import os
import shlex
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.ui.command_process import export_arguments
from annotator.ui.dialogs.command_run import CommandRun
from annotator.ui.dialogs.frame import number, section
from annotator.ui.error_text import shown_error
from annotator.ui.session import Session

COPIED_MS = 2000
COMMAND_HEIGHT = 62


class ExportRun(QWidget):
    """Exports the session's project in a process of its own."""

    finished = Signal(bool)
    """It is over: whether something was written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.report: dict[str, Any] | None = None
        self._again: Callable[[], None] | None = None
        self.shown = CommandRun(session, self.tr("Progress of the export"))
        self.shown.progressed.connect(self._on_progressed)
        self.shown.reported.connect(self._on_reported)
        self.shown.failed.connect(self._on_failed)
        self.bar, self.line, self.details = self.shown.bar, self.shown.line, self.shown.details
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.command = QPlainTextEdit()
        self.command.setReadOnly(True)
        self.command.setTabChangesFocus(True)
        self.command.setFixedHeight(COMMAND_HEIGHT)
        self.command.setAccessibleName(self.tr("The command to train"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.command.setFont(font)
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy)
        self.folder_button = QPushButton(self.tr("Show the folder"))
        self.folder_button.setAutoDefault(False)
        self.folder_button.clicked.connect(self._show_folder)
        self.train_part = QWidget()
        row = QHBoxLayout()
        row.addWidget(self.command, 1)
        row.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        train = QVBoxLayout(self.train_part)
        train.setContentsMargins(0, 8, 0, 0)
        train.addWidget(section(self.tr("To train on it")))
        train.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.shown)
        layout.addWidget(self.train_part)
        layout.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()

    @property
    def running(self) -> bool:
        """Whether it is not over."""
        return self.shown.running

    @property
    def replaceable(self) -> bool:
        """Whether it waits for a word that what is at the place may be replaced."""
        return self._again is not None

    def replace(self) -> None:
        """Say so: export the same to the same place once more. That holds for this once."""
        if self._again is not None:
            self._again()

    def start(self, out: Path, *, format: str, split: str, annotator: str, states: str, replace: bool = False) -> None:
        """Export to that place; the options are those of `export_arguments`."""
        project = self._session.project
        if project is None:
            return
        self.report = None
        self._again = None
        self._wanted = partial(
            self.start, out, format=format, split=split, annotator=annotator, states=states, replace=True
        )
        self.train_part.hide()
        self.folder_button.hide()
        self.shown.start(
            export_arguments(
                str(project.path),
                str(out),
                window=os.getpid(),
                format=format,
                split=split,
                annotator=annotator,
                states=states,
                replace=replace,
            )
        )

    def cancel(self) -> None:
        """Stop; what was at the place before stays."""
        self.shown.cancel()

    def _on_progressed(self, step: dict[str, Any]) -> None:
        done = number(int(step.get("documents", 0)))
        writing = step.get("phase") == "writing"
        self.shown.say((self.tr("Articles written: {}") if writing else self.tr("Articles read: {}")).format(done))

    def _on_reported(self, report: dict[str, Any]) -> None:
        self.report = report
        same = report["in"] == report["out"]
        self.shown.say(self._counted(report["out"]), "\n".join(self._detailed(report, same)))
        self.command.setPlainText(train_command(Path(report["path"])))
        self.train_part.setVisible(report["format"] == "spacy")
        self.folder_button.show()
        self.finished.emit(True)

    def _detailed(self, report: dict[str, Any], same: bool) -> list[str]:
        lines = [self.tr("The same went in and came out.")] if same else []
        lines += [
            self.tr("{split}: {counts}").format(split=split, counts=self._counted(counts))
            for split, counts in report["splits"].items()
        ]
        lines.append(self.tr("Written to {}").format(report["path"]))
        return [*lines, *map(shown_error, report["notes"])]

    def _counted(self, counts: dict[str, int]) -> str:
        parts = (
            self.tr("%Ln articles", "", counts["documents"]),
            self.tr("%Ln spans", "", counts["spans"]),
            self.tr("%Ln relations", "", counts["relations"]),
        )
        return ", ".join(parts)

    def _on_failed(self, message: str, cancelled: bool) -> None:
        if cancelled:
            self.shown.say(self.tr("Stopped. What was at the place before is as it was."))
        elif self.shown.replaceable:
            self._again = self._wanted
            question = self.tr("Replace what is there? It is lost then.")
            self.shown.say(shown_error(message), question, error=True)
        else:
            self.shown.say(shown_error(message), error=True)
        self.finished.emit(False)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.toPlainText())
        self.copy_button.setText(self.tr("Copied"))
        QTimer.singleShot(COPIED_MS, self, lambda: self.copy_button.setText(self.tr("Copy")))

    def _show_folder(self) -> None:
        if self.report is not None:
            path = Path(self.report["path"])
            folder = path if self.report["format"] == "spacy" else path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def train_command(folder: Path) -> str:
    """What to type to train on an export, from wherever."""
    words = ["python", "-m", "spacy", "train", str(folder / "config.cfg"), "--paths.root", str(folder)]
    return shlex.join([*words, "--output", str(folder / "model")])
