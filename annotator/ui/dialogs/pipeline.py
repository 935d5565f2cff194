"""Which pipeline suggests, what its labels are called here, and another reading of what still waits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.pipelines import NONE as PATTERNS
from annotator.model.pipelines import install_line
from annotator.model.query import DocumentQuery
from annotator.pipelines import installed_for, installed_pipelines
from annotator.ui.dialogs.frame import Dialog, muted, present, scrolled, section, set_role
from annotator.ui.dialogs.pipeline_labels import PipelineLabels
from annotator.ui.error_text import shown_error
from annotator.ui.suggester import SUGGESTING
from annotator.ui.suggester_status import SuggesterStatus

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

OWN = ""
"""The choice of the language's own pipeline, as the project's setting has it."""
FOLDER = "folder"


class PipelineDialog(Dialog):
    """Nothing holds until it is used: `use` keeps the choice and starts it."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=720, height=680)
        self._main = window
        self._project = project
        self._settings = window.settings
        self.setWindowTitle(self.tr("Pipeline"))
        self.heading.setText(self.tr("What suggests"))
        self.lead.show()
        self._installed = installed_pipelines(project.language)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        self.choices = QButtonGroup(self)
        self._fill_choices(column)
        column.addSpacing(8)
        self.labels_title = section(self.tr("Labels"))
        column.addWidget(self.labels_title)
        self.labels_note = muted("")
        column.addWidget(self.labels_note)
        self.labels = PipelineLabels(project.scheme, window.language)
        column.addWidget(self.labels)
        column.addStretch()
        self.body.addWidget(scrolled(content), 1)
        self.again_button = self.add_button(self.tr("Suggest again for all that is not done"), self.again, left=True)
        self.add_button(self.tr("Close"), self.close)
        self.use_button = self.add_primary(self.tr("Use it"), self.use)
        self.choices.buttonToggled.connect(lambda button, on: self._on_chosen() if on else None)
        self.folder.textChanged.connect(lambda text: self._on_folder())
        self.trust.toggled.connect(lambda on: self._show_buttons())
        self.labels.changed.connect(self._show_buttons)
        window.suggester.status_changed.connect(self._on_status)
        window.session.closed.connect(self.close)
        self._choose_present()
        self._on_status(window.suggester.status)

    # -- the choices

    def _fill_choices(self, column: QVBoxLayout) -> None:
        own = installed_for(self._project.language)
        names = [one.name for one in self._installed]
        if own:
            self._add_choice(column, OWN, self.tr("The language's own: {}").format(own), self._about(own))
        for one in self._installed:
            title = " ".join((one.name, one.version))
            self._add_choice(column, one.name, title, _first_sentence(one.summary))
        chosen = self._project.setting("pipeline")
        if chosen and chosen not in (*names, PATTERNS) and chosen.isidentifier():
            self._add_choice(column, chosen, chosen, self._about(chosen))
        self.missing = QWidget()
        row = QHBoxLayout(self.missing)
        row.setContentsMargins(26, 0, 0, 0)
        self.command = QLineEdit()
        self.command.setReadOnly(True)
        self.command.setAccessibleName(self.tr("What to type in a terminal"))
        row.addWidget(QLabel(self.tr("In a terminal:")))
        row.addWidget(self.command, 1)
        copy = QPushButton(self.tr("Copy"))
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.command.text()))
        row.addWidget(copy)
        column.addWidget(self.missing)
        self._add_choice(column, FOLDER, self.tr("A folder, such as one that spaCy has trained"), "")
        self.folder_part = QWidget()
        inside = QVBoxLayout(self.folder_part)
        inside.setContentsMargins(26, 0, 0, 0)
        row = QHBoxLayout()
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder of the pipeline"))
        row.addWidget(self.folder, 1)
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        inside.addLayout(row)
        self.warning = muted(
            self.tr("A pipeline may run code of its own. Load it only if you trust where it comes from.")
        )
        inside.addWidget(self.warning)
        self.trust = QCheckBox(self.tr("I trust this folder"))
        inside.addWidget(self.trust)
        column.addWidget(self.folder_part)
        self._add_choice(
            column,
            PATTERNS,
            self.tr("None"),
            self.tr("The rules for dates, sums and roles alone, where there are any."),
        )

    def _add_choice(self, column: QVBoxLayout, value: str, title: str, about: str) -> None:
        button = QRadioButton(title)
        button.setProperty("value", value)
        self.choices.addButton(button)
        column.addWidget(button)
        if about:
            button.setAccessibleDescription(about)
            line = muted(about)
            line.setContentsMargins(26, 0, 0, 0)
            column.addWidget(line)

    def _about(self, name: str) -> str:
        found = next((one for one in self._installed if one.name == name), None)
        if found is None:
            return self.tr("Not installed.")
        return " · ".join(part for part in (found.version, _first_sentence(found.summary)) if part)

    def button(self, value: str) -> QRadioButton | None:
        """The choice of that value."""
        for button in self.choices.buttons():
            if button.property("value") == value and isinstance(button, QRadioButton):
                return button
        return None

    def choose(self, value: str) -> None:
        """Choose a pipeline: an installed one's name, `OWN`, `FOLDER` or PATTERNS."""
        button = self.button(value)
        if button is not None:
            button.setChecked(True)

    def _choose_present(self) -> None:
        chosen = self._project.setting("pipeline")
        if self.button(chosen) is None:
            self.folder.setText(chosen)
            chosen = FOLDER if chosen else PATTERNS
        self.choose(chosen)

    def setting(self) -> str:
        """What is chosen, as the project keeps it: a name, a folder, PATTERNS, or "" for the language's own."""
        button = self.choices.checkedButton()
        value = "" if button is None else str(button.property("value"))
        return self.folder.text().strip() if value == FOLDER else value

    def _pipeline(self) -> str:
        """Under which name the choice's runs and mapping are kept."""
        chosen = self.setting()
        return (installed_for(self._project.language) if chosen == OWN else chosen) or PATTERNS

    def _is_folder(self) -> bool:
        button = self.choices.checkedButton()
        return button is not None and button.property("value") == FOLDER

    # -- what is shown

    def _on_chosen(self) -> None:
        self.folder_part.setVisible(self._is_folder())
        name = self._pipeline()
        names = [one.name for one in self._installed]
        missing = not self._is_folder() and name != PATTERNS and name not in names
        self.missing.setVisible(missing)
        self.command.setText(install_line(name) if missing else "")
        self._on_folder()

    def _on_folder(self) -> None:
        self.trust.setChecked(self.setting() in self._settings.items("trusted_pipelines"))
        self._show_labels()
        self._show_buttons()

    def _show_labels(self) -> None:
        pipeline = self._pipeline()
        loaded = self._main.suggester.loaded
        known = self._project.label_mapping(pipeline)
        raw = dict.fromkeys(known)
        if loaded is not None and pipeline in loaded.pipelines:
            raw.update(dict.fromkeys(loaded.labels))
        self.labels.set_mapping(self._project.guessed_mapping(pipeline, raw), self._project.outside_scheme())
        outside = self._project.outside_scheme()
        left_out = ", ".join(f"{label} {count}" for label, count in outside.items())
        if not raw:
            text = self.tr("The pipeline's labels are listed here once it has been loaded.")
        elif left_out:
            text = self.tr("Counted, but outside the scheme and so not shown: {labels}").format(labels=left_out)
        else:
            text = self.tr("Every label has a place in the scheme.")
        self.labels_note.setText(text)

    def _show_buttons(self) -> None:
        writable = not self._project.read_only
        trusted = not self._is_folder() or (bool(self.folder.text().strip()) and self.trust.isChecked())
        self.use_button.setEnabled(writable and trusted)
        self.again_button.setEnabled(writable and bool(self._project.document_count()))
        set_role(self.warning, "muted" if self.trust.isChecked() else "error")
        if not writable:
            self.say(shown_error(self._project.read_only_reason))

    def _on_status(self, status: SuggesterStatus) -> None:
        name = status.pipeline or self.tr("the rules")
        said = {
            "loading": self.tr("{pipeline} is being loaded."),
            "working": self.tr("{pipeline} is reading; {waiting} articles wait."),
            "idle": self.tr("{pipeline} is loaded, and has read what it was given."),
            "paused": self.tr("{pipeline} pauses; {waiting} articles wait."),
            "failed": shown_error(status.reason),
        }.get(status.state, self.tr("Nothing is loaded."))
        # a reason may hold braces of its own
        if status.state != "failed":
            said = said.format(pipeline=name, waiting=status.waiting)
        if said != self.lead.text():
            self.lead.setText(said)
            set_role(self.lead, "error" if status.state == "failed" else "muted")
        if not self.labels.changes():
            loaded = self._main.suggester.loaded
            if loaded is not None and set(loaded.labels) - self.labels.mapping().keys():
                self._show_labels()

    # -- what is done

    def use(self) -> None:
        """Keep the choice, the mapping and the trust, and start the pipeline."""
        if self._is_folder():
            self._trust()
        changes = self.labels.changes()
        try:
            if self.setting() != self._project.setting("pipeline"):
                self._project.set_setting("pipeline", self.setting())
            if changes:
                self._project.set_label_mapping(self._pipeline(), changes)
        except (AnnotationError, StoreError) as error:
            self.say(shown_error(error), error=True)
            return
        if changes:
            session = self._main.session
            if session.article is not None:
                session.article_refreshed.emit(session.article)
            session.documents_changed.emit()
        self.say(self.tr("Kept. The pipeline is being loaded."))
        self._main.suggester.start()
        self._show_labels()

    def again(self) -> None:
        """Have every article that is not done read once more; what was decided stays."""
        query = DocumentQuery(states=("new", "in_progress", "skipped"))
        try:
            waiting = self._project.queue_documents(self._project.document_ids(query), again=True)
            self._project.set_setting(SUGGESTING, "on")
        except (AnnotationError, StoreError) as error:
            self.say(shown_error(error), error=True)
            return
        self.say(self.tr("%n article(s) will be read again.", "", waiting))
        self._main.suggester.resume()

    def _trust(self) -> None:
        """Remember with the person, not in the project, which may come from someone else, that the folder may be loaded."""
        folder = self.setting()
        trusted = self._settings.items("trusted_pipelines")
        if folder not in trusted:
            try:
                self._settings.set("trusted_pipelines", [*trusted, folder])
            except StoreError as error:
                self.say(shown_error(error), error=True)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder of a pipeline"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()


def _first_sentence(summary: str) -> str:
    return summary.partition(". ")[0]


def show_pipeline(window: "MainWindow") -> None:
    """Show which pipeline suggests in the open project."""
    project = window.session.project
    if project is not None:
        present(window, "pipeline", lambda: PipelineDialog(window, project))
