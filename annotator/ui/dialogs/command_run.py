"""A command that runs for a dialog: its bar, a line that says how far it is or what came of it, and details below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from annotator.ui.command_process import CommandProcess
from annotator.ui.dialogs.frame import muted, set_role
from annotator.ui.session import Session

STEPS = 1000


class CommandRun(QWidget):
    """Runs one command at a time, until the project is closed. What is said of it is its user's."""

    progressed = Signal(object)
    """As `CommandProcess.progressed`; the bar shows it already."""
    reported = Signal(object)
    failed = Signal(str, bool)
    """As those of `CommandProcess`; the bar is gone."""

    def __init__(self, session: Session, name: str) -> None:
        """`name` is what the bar is called to who cannot see it."""
        super().__init__()
        self._process = CommandProcess(self)
        self._process.progressed.connect(self._on_progressed)
        self._process.reported.connect(self._on_reported)
        self._process.failed.connect(self._on_failed)
        session.closed.connect(self._process.stop)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(name)
        self.line = QLabel()
        self.line.setWordWrap(True)
        self.line.setProperty("role", "heading")
        self.details = muted("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.bar, self.line, self.details):
            layout.addWidget(part)

    @property
    def running(self) -> bool:
        """Whether it is not over."""
        return self._process.running

    @property
    def replaceable(self) -> bool:
        """As `CommandProcess.replaceable`."""
        return self._process.replaceable

    def start(self, arguments: Sequence[str]) -> None:
        """Run that command."""
        self.bar.setRange(0, 0)
        self.bar.show()
        self.say(self.tr("Reading …"))
        self._process.start(arguments)

    def cancel(self) -> None:
        """Ask the command to end; it still reports what it did."""
        self.say(self.tr("Stopping …"))
        self._process.cancel()

    def say(self, text: str, details: str = "", *, error: bool = False) -> None:
        """Show a line, and more below it."""
        self.line.setText(text)
        set_role(self.line, "error" if error else "heading")
        self.details.setText(details)
        self.details.setVisible(bool(details))

    def _on_progressed(self, step: dict[str, Any]) -> None:
        self.bar.setRange(0, STEPS)
        self.bar.setValue(round(float(step.get("share", 0.0)) * STEPS))
        self.progressed.emit(step)

    def _on_reported(self, report: dict[str, Any]) -> None:
        self.bar.hide()
        self.reported.emit(report)

    def _on_failed(self, message: str, cancelled: bool) -> None:
        self.bar.hide()
        self.failed.emit(message, cancelled)
