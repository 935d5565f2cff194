"""An import that runs for the window: its bar, what came of it, and the records that were refused."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.ui.command_process import import_arguments
from annotator.ui.dialogs.command_run import CommandRun
from annotator.ui.dialogs.frame import number, section
from annotator.ui.error_text import shown_error, shown_reason
from annotator.ui.session import Session


class ImportRun(QWidget):
    """Imports into the session's project in a process of its own, then has the window read the project again."""

    finished = Signal(bool)
    """It is over: whether it came to its end (what is wrong is shown here otherwise)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.report: dict[str, Any] | None = None
        self.shown = CommandRun(session, self.tr("Progress of the import"))
        self.shown.progressed.connect(self._on_progressed)
        self.shown.reported.connect(self._on_reported)
        self.shown.failed.connect(self._on_failed)
        self.bar, self.line, self.details = self.shown.bar, self.shown.line, self.shown.details
        self.refusals_title = section(self.tr("Refused"))
        self.refusals = QListWidget()
        self.refusals.setWordWrap(True)
        self.refusals.setAccessibleName(self.tr("Refused records"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.shown)
        layout.addWidget(self.refusals_title)
        layout.addWidget(self.refusals, 1)
        layout.addStretch()
        self._show_refusals([], 0)

    @property
    def running(self) -> bool:
        """Whether it is not over."""
        return self.shown.running

    def start(self, sources: Sequence[Path], options: dict[str, Any]) -> None:
        """Import these sources; `options` are those of `import_arguments`."""
        project = self._session.project
        if project is None:
            return
        self.report = None
        self._show_refusals([], 0)
        self.shown.start(
            import_arguments(str(project.path), [str(path) for path in sources], window=os.getpid(), **options)
        )

    def cancel(self) -> None:
        """Stop after the batch under way; what came in stays."""
        self.shown.cancel()

    def _on_progressed(self, step: dict[str, Any]) -> None:
        self.shown.say(self.tr("Articles read: {}").format(number(int(step.get("records", 0)))))

    def _on_reported(self, report: dict[str, Any]) -> None:
        self.report = report
        self._session.reload()
        self.shown.say(self.tr("New articles: {}").format(number(report["documents"])), self._counted(report))
        refusals = [shown_reason(f"{row['origin']}: {row['reason']}") for row in report["refusals"]]
        self._show_refusals(refusals, report["refused"])
        self.finished.emit(True)

    def _on_failed(self, message: str, _cancelled: bool) -> None:
        # what came in before it failed is in the project
        self._session.reload()
        self.shown.say(shown_error(message), error=True)
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
