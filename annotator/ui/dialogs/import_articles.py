"""The import dialog: choose and look, then watch it run, then see what came of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from annotator.ui.dialogs.frame import Dialog, present
from annotator.ui.dialogs.import_run import ImportRun
from annotator.ui.dialogs.sources_panel import SourcesPanel
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class ImportDialog(Dialog):
    """Imports into the window's project. Closing it while it runs stops the import; what came in stays."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, translate("ImportDialog", "Import articles"), width=780, height=590)
        self.sources = SourcesPanel()
        self.run = ImportRun(window.session)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.sources)
        self.pages.addWidget(self.run)
        self.body.addWidget(self.pages, 1)
        self.close_button = self.add_button(self.tr("Cancel"), self.reject)
        self.go_button = self.add_primary(self.tr("Import"), self._go)
        self.sources.changed.connect(self._show)
        self.run.finished.connect(self._on_finished)
        window.session.closed.connect(self.close)
        self._over = False
        self._show()
        self.sources.files_button.setFocus()

    def add(self, paths: Sequence[Path]) -> None:
        """Take these files and folders in too, while nothing runs yet."""
        if not self.run.running:
            self._over = False
            self.pages.setCurrentWidget(self.sources)
            self.sources.add(paths)
            self._show()

    def reject(self) -> None:
        """Stop what runs, else close."""
        if self.run.running:
            self.run.cancel()
        else:
            self.sources.stop()
            super().reject()

    def _go(self) -> None:
        if self._over:
            self.accept()
        elif self.sources.ready:
            self.sources.stop()
            self.pages.setCurrentWidget(self.run)
            self.run.start(self.sources.paths, self.sources.options())
            self._show()

    def _on_finished(self, _whole: bool) -> None:
        self._over = True
        self._show()
        self.go_button.setFocus()

    def _show(self) -> None:
        self.close_button.setVisible(not self._over)
        self.close_button.setText(self.tr("Stop") if self.run.running else self.tr("Cancel"))
        self.go_button.setText(self.tr("Close") if self._over else self.tr("Import"))
        self.go_button.setEnabled(self._over or (self.sources.ready and not self.run.running))
        if self.sources.ready and self.focusWidget() in (self.sources.files_button, self.sources.folder_button):
            self.go_button.setFocus()


def show_import(window: "MainWindow", paths: Sequence[Path] = ()) -> ImportDialog | None:
    """Show the dialog, with these files and folders chosen. Nothing without a project that can be written."""
    project = window.session.project
    if project is None or project.read_only:
        return None
    dialog = present(window, "import", lambda: ImportDialog(window))
    dialog.add(paths)
    return dialog
