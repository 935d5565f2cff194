"""A new project in three steps: its articles, its label scheme, its pipeline and its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget

from annotator.model.errors import AnnotationError, StoreError
from annotator.ui.dialogs.frame import Dialog, present, set_role
from annotator.ui.dialogs.import_run import ImportRun
from annotator.ui.dialogs.new_project_steps import PlaceStep, SchemeStep
from annotator.ui.dialogs.sources_panel import SourcesPanel
from annotator.ui.error_text import shown_error
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class NewProjectDialog(Dialog):
    """Makes the project's file, has the window open it, and imports its articles."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, translate("NewProjectDialog", "New project"), width=780, height=590)
        self._window = window
        self.sources = SourcesPanel()
        self.sources.update_box.hide()  # there is no article yet
        self.schemes = SchemeStep(window.language)
        self.place = PlaceStep(window.settings.text("annotator"))
        self.run = ImportRun(window.session)
        self._steps = [QLabel(self.tr("1  Articles")), QLabel(self.tr("2  Labels")), QLabel(self.tr("3  Project"))]
        row = QHBoxLayout()
        row.setSpacing(22)
        for step in self._steps:
            row.addWidget(step)
        row.addStretch()
        self.pages = QStackedWidget()
        for page in (self.sources, self.schemes, self.place, self.run):
            self.pages.addWidget(page)
        self.body.addLayout(row)
        self.body.addWidget(self.pages, 1)
        self.close_button = self.add_button(self.tr("Cancel"), self.reject, left=True)
        self.back_button = self.add_button(self.tr("Back"), lambda: self._turn(-1))
        self.go_button = self.add_primary(self.tr("Next"), self._go)
        self._over = False
        for part in (self.sources, self.schemes, self.place):
            part.changed.connect(self._show)
        self.run.finished.connect(self._on_finished)
        self._show()
        self.sources.files_button.setFocus()

    def reject(self) -> None:
        """Stop the import that runs, else close."""
        if self.run.running:
            self.run.cancel()
        else:
            self.sources.stop()
            super().reject()

    def make_project(self) -> bool:
        """Make the project, open it, and begin the import; whether it was made. What went wrong is said."""
        from annotator.project import Project

        self.say("")
        path = self.place.path
        title = self.place.title.text().strip()
        try:
            project = Project.create(
                path,
                scheme=self.schemes.scheme,
                language=self.place.language,
                title=title,
                annotator=self.place.annotator.text().strip(),
            )
            with project:
                if self.place.pipeline:
                    project.set_setting("pipeline", self.place.pipeline)
        except (AnnotationError, StoreError) as error:
            self.say(shown_error(error), error=True)
            return False
        self._window.project_requested.emit(str(path))
        opened = self._window.session.project
        if opened is None or opened.path != path:
            return False
        self.sources.stop()
        if self.sources.paths:
            self.pages.setCurrentWidget(self.run)
            self.run.start(self.sources.paths, self.sources.options())
            self._show()
        else:
            # the button that was pressed goes with the dialog
            QTimer.singleShot(0, self, self.accept)
        return True

    def _go(self) -> None:
        if self._over:
            self.accept()
        elif self.pages.currentWidget() is self.place:
            self.make_project()
        else:
            self._turn(1)

    def _turn(self, by: int) -> None:
        self.say("")
        self.pages.setCurrentIndex(self.pages.currentIndex() + by)
        page = self.pages.currentWidget()
        if page is self.schemes:
            self.schemes.list.setFocus()
        elif page is self.place:
            self._suggest_names()
            self.place.title.setFocus()
        self.go_button.setDefault(True)  # a button that lost its page and the focus may have been
        self._show()

    def _suggest_names(self) -> None:
        survey = self.sources.survey or {}
        self.place.suggest_language([row["language"] for row in survey.get("documents", [])])
        if len(self.sources.paths) == 1:
            self.place.suggest_title(self.sources.paths[0].stem)

    def _on_finished(self, whole: bool) -> None:
        self._over = True
        report = self.run.report or {}
        if whole and not report.get("refused") and not report.get("labels_added") and not report.get("cancelled"):
            self.accept()
        else:
            self._show()
            self.go_button.setFocus()

    def _show(self) -> None:
        at = self.pages.currentIndex()
        running = self.pages.currentWidget() is self.run
        for number, step in enumerate(self._steps):
            set_role(step, "strong" if number == min(at, 2) else "muted")
        self.back_button.setVisible(at > 0 and not running)
        self.close_button.setVisible(not self._over)
        self.close_button.setText(self.tr("Stop") if self.run.running else self.tr("Cancel"))
        texts = (
            self.tr("Next") if self.sources.paths else self.tr("Without articles"),
            self.tr("Next"),
            self.tr("Create the project"),
            self.tr("Close") if self._over else self.tr("Importing …"),
        )
        self.go_button.setText(texts[at])
        ready = (
            not self.sources.paths or self.sources.ready,
            True,
            bool(self.place.place.text().strip()),
            self._over,
        )
        self.go_button.setEnabled(ready[at])
        if self.sources.ready and self.focusWidget() in (self.sources.files_button, self.sources.folder_button):
            self.go_button.setFocus()


def show_new_project(window: "MainWindow", paths: Sequence[Path] = ()) -> NewProjectDialog:
    """Show the dialog, with these files and folders as its articles."""
    dialog = present(window, "new_project", lambda: NewProjectDialog(window))
    dialog.sources.add(paths)
    return dialog
