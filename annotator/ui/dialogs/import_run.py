"""An import that runs for the window: its bar, what came of it, and the records that were refused."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from annotator.ui.command_process import CommandProcess, import_arguments
from annotator.ui.dialogs.frame import muted, number, section, set_role
from annotator.ui.error_text import shown_error, shown_reason
from annotator.ui.session import Session

STEPS = 1000


class ImportRun(QWidget):
    """Imports into the session's project in a process of its own, then has the window read the project again."""

    finished = Signal(bool)
    """It is over: whether it came to its end (what is wrong is shown here otherwise)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.report: dict[str, Any] | None = None
        self._process = CommandProcess(self)
        self._process.progressed.connect(self._on_progressed)
        self._process.reported.connect(self._on_reported)
        self._process.failed.connect(self._on_failed)
        session.closed.connect(self._process.stop)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.line = QLabel()
        self.line.setWordWrap(True)
        self.line.setProperty("role", "heading")
        self.details = muted("")
        self.refusals_title = section(self.tr("Refused"))
        self.refusals = QListWidget()
        self.refusals.setWordWrap(True)
        self.refusals.setAccessibleName(self.tr("Refused records"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self.bar, self.line, self.details, self.refusals_title):
            layout.addWidget(part)
        layout.addWidget(self.refusals, 1)
        layout.addStretch()
        self._show_refusals([], 0)

    @property
    def running(self) -> bool:
        """Whether it is not over."""
        return self._process.running

    def start(self, sources: Sequence[Path], options: dict[str, Any]) -> None:
        """Import these sources; `options` are those of `import_arguments`."""
        project = self._session.project
        if project is None:
            return
        self.report = None
        self.bar.setVisible(True)
        self.bar.setRange(0, 0)
        self._say(self.tr("Reading …"))
        self._show_refusals([], 0)
        self._process.start(
            import_arguments(str(project.path), [str(path) for path in sources], window=os.getpid(), **options)
        )

    def cancel(self) -> None:
        """Stop after the batch under way; what came in stays."""
        self._say(self.tr("Stopping …"))
        self._process.cancel()

    def _on_progressed(self, step: dict[str, Any]) -> None:
        self.bar.setRange(0, STEPS)
        self.bar.setValue(round(float(step.get("share", 0.0)) * STEPS))
        self._say(self.tr("Articles read: {}").format(number(int(step.get("records", 0)))))

    def _on_reported(self, report: dict[str, Any]) -> None:
        self.report = report
        self.bar.hide()
        self._session.reload()
        self._say(self.tr("New articles: {}").format(number(report["documents"])), self._counted(report))
        refusals = [shown_reason(f"{row['origin']}: {row['reason']}") for row in report["refusals"]]
        self._show_refusals(refusals, report["refused"])
        self.finished.emit(True)

    def _on_failed(self, message: str, _cancelled: bool) -> None:
        self.bar.hide()
        # what came in before it failed is in the project
        self._session.reload()
        self._say(shown_error(message), error=True)
        self.finished.emit(False)

    def _counted(self, report: dict[str, Any]) -> str:
        counts = (
            (report["updated"], self.tr("Written anew: {}")),
            (report["already_there"], self.tr("There already, left as they are: {}")),
            (report["copies"], self.tr("With the text of another article: {}")),
            (report["spans"], self.tr("Spans: {}")),
            (report["relations"], self.tr("Relations: {}")),
            (report["suggestions"], self.tr("Suggestions: {}")),
        )
        lines = [" · ".join(text.format(number(count)) for count, text in counts if count)]
        if report["labels_added"]:
            lines.append(self.tr("Added to the label scheme: {}").format(", ".join(report["labels_added"][:20])))
        if report["cancelled"]:
            lines.append(self.tr("Stopped before the end. Importing the same files again goes on from here."))
        return "\n".join(line for line in lines if line)

    def _show_refusals(self, refusals: Sequence[str], total: int) -> None:
        self.refusals_title.setVisible(bool(refusals))
        self.refusals.setVisible(bool(refusals))
        self.refusals_title.setText(self.tr("Refused: {}").format(number(total)))
        self.refusals.clear()
        for text in refusals:
            item = QListWidgetItem(text)
            item.setToolTip(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.refusals.addItem(item)

    def _say(self, text: str, details: str = "", *, error: bool = False) -> None:
        self.line.setText(text)
        set_role(self.line, "error" if error else "heading")
        self.details.setText(details)
        self.details.setVisible(bool(details))
