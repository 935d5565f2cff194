"""The export dialog: what goes in and what it will hold, then the writing, then what was written."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from annotator.model.article import CONFIRMED
from annotator.model.cursor import Focus, TokenRun
from annotator.model.export_report import SPACY
from annotator.ui.command_process import preview_arguments
from annotator.ui.dialogs.export_options import ExportOptions
from annotator.ui.dialogs.export_preview import ExportPreviewPanel
from annotator.ui.dialogs.export_run import ExportRun
from annotator.ui.dialogs.frame import Dialog, present
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow


class ExportDialog(Dialog):
    """Stays open beside the window, so that problems can be mended while it lists them."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, translate("ExportDialog", "Export"), width=800, height=600, modal=False)
        self._window = window
        self._project = project
        session = window.session
        self.options = ExportOptions(project)
        self.preview = ExportPreviewPanel(window.language)
        self.run = ExportRun(session)
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.options)
        row.addWidget(self.preview, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(first)
        self.pages.addWidget(self.run)
        self.body.addWidget(self.pages, 1)
        self.close_button = self.add_button(self.tr("Cancel"), self.reject)
        self.replace_button = self.add_button(self.tr("Replace"), self._replace)
        self.back_button = self.add_button(self.tr("Back"), self._back, left=True)
        self.go_button = self.add_primary(self.tr("Export"), self._go)
        self._over = False
        self.options.changed.connect(self._look)
        self.options.placed.connect(self._show)
        self.preview.changed.connect(self._show)
        self.preview.problem_chosen.connect(self.go_to)
        self.run.finished.connect(self._on_finished)
        session.edited.connect(self._look)
        session.scheme_changed.connect(self._look)
        session.closed.connect(self._on_closed)
        self._look()

    def reject(self) -> None:
        """Stop what runs, else close."""
        if self.run.running:
            self.run.cancel()
        else:
            self.preview.stop()
            super().reject()

    def go_to(self, key: str, extent: tuple[int, int] | None) -> None:
        """Show a problem's place in the window."""
        session = self._window.session
        document = self._project.find_document(key)
        if document is None or not session.open_article(document):
            return
        if (
            extent is not None
            and session.article is not None
            and 0 <= extent[0] < extent[1] <= len(session.article.document.text)
        ):
            spans = [span for span in session.article.spans(CONFIRMED) if (span.start, span.end) == extent]
            focus: Focus = spans[0].ref if spans else TokenRun(*extent)
            session.set_focus(focus)
        self._window.activateWindow()
        self._window.view.setFocus()

    def _look(self, *_: object) -> None:
        options = self.options
        if self.pages.currentIndex() == 0:
            arguments = preview_arguments(
                str(self._project.path),
                format=options.format,
                split=options.split,
                annotator=options.annotator,
                states=options.states,
            )
            self.preview.show_sides(options.format == SPACY)
            self.preview.ask(arguments, self._project.scheme)

    def _back(self) -> None:
        self._over = False
        self.pages.setCurrentIndex(0)
        self._look()
        self._show()

    def _go(self) -> None:
        if self._over:
            self.accept()
            return
        options = self.options
        self.preview.stop()
        self.pages.setCurrentWidget(self.run)
        self.run.start(
            options.path,
            format=options.format,
            split=options.split,
            annotator=options.annotator,
            states=options.states,
        )
        self._show()

    def _replace(self) -> None:
        self._over = False
        self.run.replace()
        self._show()

    def _on_finished(self, _written: bool) -> None:
        self._over = True
        self._show()
        self.go_button.setFocus()

    def _on_closed(self) -> None:
        self.preview.stop()
        self.close()

    def _show(self) -> None:
        self.close_button.setVisible(not self._over)
        self.close_button.setText(self.tr("Stop") if self.run.running else self.tr("Cancel"))
        self.back_button.setVisible(self._over)
        self.replace_button.setVisible(self._over and self.run.replaceable)
        self.go_button.setText(self.tr("Close") if self._over else self.tr("Export"))
        reason = self._reason()
        self.go_button.setEnabled(self._over or (self.pages.currentIndex() == 0 and reason == ""))
        self.say(reason if self.pages.currentIndex() == 0 and reason is not None else "")

    def _reason(self) -> str | None:
        """Why there can be no export as things are; None while that is not known."""
        found = self.preview.found
        if found is None:
            return None
        if not found["total"]["documents"]:
            key = self._window.actions_table.shown_keys("done_and_next")
            text = self.tr("No article is in: mark those that are done with {key}, or choose others here.")
            return text.format(key=key or self.tr("“Done, next article”"))
        if self.options.format == SPACY and not found["total"]["spans"]:
            return self.tr("These articles hold no span: there is nothing to train on.")
        if found["fatal_problems"]:
            return self.tr("Offsets that can't be trusted stop the export; see the problems.")
        if not self.options.place.text().strip():
            return self.tr("Choose a place for it.")
        return ""


def show_export(window: "MainWindow") -> ExportDialog | None:
    """Show the dialog; nothing without a project."""
    project = window.session.project
    if project is None:
        return None
    return present(window, "export", lambda: ExportDialog(window, project))
