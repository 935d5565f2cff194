"""Which sources suggest, what their labels are called here, and another reading of what still waits."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from annotator.choosing import (
    ANY_LANGUAGE,
    NO_RELATION_MODEL,
    PIPELINE,
    RELATION_MODEL,
    base_name,
    chosen_sources,
    usable_model,
)
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.own_models import OWN_MODEL
from annotator.model.pipelines import Source, sources_to_setting
from annotator.model.query import DocumentQuery
from annotator.nlp.protocol import PATTERNS, RULES
from annotator.pipelines import short_name
from annotator.ui.dialogs.frame import Dialog, muted, present, scrolled, section, set_role
from annotator.ui.dialogs.pipeline_choices import Choices
from annotator.ui.dialogs.pipeline_labels import PipelineLabels
from annotator.ui.dialogs.pipeline_sources import SourceList
from annotator.ui.error_text import shown_error
from annotator.ui.queue import SUGGESTING
from annotator.ui.suggester_status import SuggesterStatus

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow


class PipelineDialog(Dialog):
    """Nothing holds until it is used: `use` keeps the choice and starts it."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=720, height=720)
        self._main = window
        self._project = project
        self._settings = window.settings
        self._choices = Choices(project, window.settings)
        self.setWindowTitle(self.tr("Pipeline"))
        self.heading.setText(self.tr("What suggests"))
        self.lead.show()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        writable = not project.read_only
        self.list = SourceList(self._choices.facts, project.scheme, window.language, writable=writable)
        column.addWidget(self.list)
        self._add_options(column, writable)
        column.addSpacing(8)
        self._add_labels(column)
        column.addStretch()
        self.body.addWidget(scrolled(content), 1)
        self.again_button = self.add_button(self.tr("Suggest again for all that is not done"), self.again, left=True)
        self.add_button(self.tr("Close"), self.close)
        self.use_button = self.add_primary(self.tr("Use it"), self.use)
        self._show_present()
        self.list.changed.connect(self._on_changed)
        self.labels.changed.connect(self._show_buttons)
        self.labels_of.currentIndexChanged.connect(lambda: self._show_labels())
        window.suggester.status_changed.connect(self._on_status)
        window.session.closed.connect(self.close)
        self._on_status(window.suggester.status)

    # -- what is there to choose

    def _add_options(self, column: QVBoxLayout, writable: bool) -> None:
        row = QHBoxLayout()
        self.add_source = QPushButton(self.tr("Add…"))
        self.add_source.setAutoDefault(False)
        self.add_source.setEnabled(writable)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.add_source.setMenu(self.menu)
        row.addWidget(self.add_source)
        self.order_note = muted(self.tr("Where two compete, the one above has it."))
        row.addWidget(self.order_note, 1)
        column.addLayout(row)
        self.any_language = QCheckBox(self.tr("Also read articles of another language than theirs"))
        self.relation_model = QCheckBox(
            self.tr("Suggest relations by the model that comes with the program, beside the patterns")
        )
        for box in (self.any_language, self.relation_model):
            box.setEnabled(writable)
            column.addWidget(box)

    def _add_labels(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        self.labels_title = section(self.tr("Labels"))
        row.addWidget(self.labels_title)
        self.labels_of = QComboBox()
        self.labels_of.setAccessibleName(self.tr("Whose labels are shown"))
        self.labels_of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row.addWidget(self.labels_of)
        row.addStretch()
        column.addLayout(row)
        self.labels_note = muted("")
        column.addWidget(self.labels_note)
        self.labels = PipelineLabels(self._project.scheme, self._main.language)
        column.addWidget(self.labels)

    def fill_menu(self) -> None:
        """Offer what is installed and not on the list yet, and what may be looked for."""
        self.menu.clear()
        there = {source.name for source in self.list.sources}
        own = self._choices.own
        if own and "" not in there and own not in there:
            self.menu.addAction(self.tr("The language's own: {}").format(own), partial(self.list.add, Source("")))
        for one in self._choices.installed:
            if one.name not in there and not (one.name == own and "" in there):
                title = " ".join((one.name, one.version))
                self.menu.addAction(title, partial(self.list.add, Source(one.name)))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("A folder, such as one that spaCy has trained…"), self._browse_folder)
        self.menu.addAction(self.tr("A config file…"), self._browse_config)
        for package in self._choices.components:
            self.menu.addAction(self.tr("A config for {package}…").format(package=package), self._browse_config)
        places = [one for one in self.list.cards if one.facts.untrusted and not one.source.code]
        if places:
            self.menu.addSeparator()
        for card in places:
            title = self.tr("The Python file with the components of {name}…").format(name=card.facts.title)
            self.menu.addAction(title, partial(self._browse_code, card.source))

    def _show_present(self) -> None:
        try:
            sources = chosen_sources(self._project, self._settings.text("pipeline"))
        except AnnotationError as error:
            sources = (Source(""),)
            self.say(shown_error(error), error=True)
        self.list.set_sources([source for source in sources if base_name(self._project, source)])
        self.any_language.setChecked(self._project.setting(ANY_LANGUAGE) == "on")
        self.relation_model.setChecked(self._project.setting(RELATION_MODEL) != NO_RELATION_MODEL)
        self._show_whose()
        self._show_buttons()

    def setting(self) -> str:
        """What is chosen, as the project keeps it."""
        return sources_to_setting(self.list.sources)

    def _pipelines(self) -> list[str]:
        """Under which names the sources' runs and mappings are kept, the rules' and patterns' at the end."""
        model = usable_model(self._project)
        names = [base_name(self._project, source) for source in self.list.sources]
        names = [OWN_MODEL if model is not None and name == model.base else name for name in names]
        return list(dict.fromkeys([*names, RULES, PATTERNS]))

    # -- what is shown

    def _on_changed(self) -> None:
        self._show_whose()
        self._show_buttons()

    def _show_whose(self) -> None:
        names = self._pipelines()
        if [self.labels_of.itemData(place) for place in range(self.labels_of.count())] != names:
            chosen = self.labels_of.currentData()
            titles = {
                RULES: self.tr("the rules"),
                PATTERNS: self.tr("the relation patterns"),
                OWN_MODEL: self.tr("the project's own model"),
            }
            self.labels_of.blockSignals(True)
            self.labels_of.clear()
            for name in names:
                self.labels_of.addItem(titles.get(name) or short_name(name), name)
            self.labels_of.setCurrentIndex(max(0, self.labels_of.findData(chosen)))
            self.labels_of.blockSignals(False)
            self._show_labels()

    def _show_labels(self) -> None:
        pipeline = str(self.labels_of.currentData())
        raw = dict.fromkeys(self._project.label_mapping(pipeline))
        loaded = self._main.suggester.loaded
        for source in () if loaded is None else loaded.sources:
            if pipeline in (source.pipeline, OWN_MODEL if source.pipeline in self._own_paths() else ""):
                raw.update(dict.fromkeys(source.labels))
        outside = self._project.outside_scheme()
        self.labels.set_mapping(self._project.guessed_mapping(pipeline, raw), outside)
        left_out = ", ".join(f"{label} {count}" for label, count in outside.items())
        if not raw:
            text = self.tr("Its labels are listed here once it has been loaded.")
        elif left_out:
            text = self.tr("Counted, but outside the scheme and so not shown: {labels}").format(labels=left_out)
        else:
            text = self.tr("Every label has a place in the scheme.")
        self.labels_note.setText(text)

    def _own_paths(self) -> list[str]:
        model = usable_model(self._project)
        return [] if model is None else [str(self._project.model_path(model))]

    def _show_buttons(self) -> None:
        writable = not self._project.read_only
        self.use_button.setEnabled(writable and all(card.usable for card in self.list.cards))
        self.again_button.setEnabled(writable and bool(self._project.document_count()))
        self.order_note.setVisible(len(self.list.cards) > 1)
        if not writable:
            self.say(shown_error(self._project.read_only_reason))

    def _on_status(self, status: SuggesterStatus) -> None:
        name = status.pipeline or self.tr("the rules")
        said = {
            "loading": self.tr("{pipeline} is being loaded."),
            "working": self.tr("{pipeline} is reading; %Ln articles to go.", "", status.waiting),
            "idle": self.tr("{pipeline} is loaded, and has read what it was given."),
            "paused": self.tr("{pipeline} pauses; %Ln articles to go.", "", status.waiting),
            "failed": shown_error(status.reason),
        }.get(status.state, self.tr("Nothing is loaded."))
        # a reason may hold braces of its own
        if status.state != "failed":
            said = said.format(pipeline=name)
        loaded = self._main.suggester.loaded
        if loaded is not None and status.state != "failed":
            # what was left out says so until it is taken off the list
            said = " ".join([said, *map(shown_error, loaded.warnings)])
        if said != self.lead.text():
            self.lead.setText(said)
            set_role(self.lead, "error" if status.state == "failed" else "muted")
        if loaded is not None and not self.labels.changes() and set(loaded.labels) - self.labels.mapping().keys():
            self._show_labels()

    # -- what is done

    def use(self) -> None:
        """Keep the choice, the mapping and the trust, and start the pipelines."""
        changes = self.labels.changes()
        settings = {
            PIPELINE: self.setting(),
            ANY_LANGUAGE: "on" if self.any_language.isChecked() else "",
            RELATION_MODEL: self._relation_setting(),
        }
        try:
            self._trust()
            for name, value in settings.items():
                if value != self._project.setting(name):
                    self._project.set_setting(name, value)
            if changes:
                self._project.set_label_mapping(str(self.labels_of.currentData()), changes)
        except (AnnotationError, StoreError) as error:
            self.say(shown_error(error), error=True)
            return
        if changes:
            session = self._main.session
            if session.article is not None:
                session.article_refreshed.emit(session.article)
            session.documents_changed.emit()
        self.say(self.tr("Kept. It is being loaded."))
        self._main.suggester.start()
        self._show_labels()

    def _relation_setting(self) -> str:
        before = self._project.setting(RELATION_MODEL)
        if not self.relation_model.isChecked():
            return NO_RELATION_MODEL
        return "" if before == NO_RELATION_MODEL else before

    def again(self) -> None:
        """Have every article that is not done read once more; what was decided stays."""
        query = DocumentQuery(states=("new", "in_progress", "skipped"))
        try:
            waiting = self._project.queue_documents(self._project.document_ids(query), again=True)
            self._project.set_setting(SUGGESTING, "on")
        except (AnnotationError, StoreError) as error:
            self.say(shown_error(error), error=True)
            return
        self.say(self.tr("%Ln article(s) will be read again.", "", waiting))
        self._main.suggester.resume()

    def _trust(self) -> None:
        """Remember with the person, not in the project, which may come from someone else, what may be loaded."""
        trusted = self._settings.items("trusted_pipelines")
        agreed = [path for card in self.list.cards if card.trust.isChecked() for path in card.facts.untrusted]
        new = [path for path in dict.fromkeys(agreed) if path not in trusted]
        if new:
            self._settings.set("trusted_pipelines", [*trusted, *new])

    def _browse_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder of a pipeline"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.list.add(Source(path)))
        self._open(dialog)

    def _browse_config(self) -> None:
        dialog = QFileDialog(self, self.tr("Config of a pipeline"), "", self.tr("spaCy config (*.cfg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.list.add(Source(path)))
        self._open(dialog)

    def _browse_code(self, source: Source) -> None:
        dialog = QFileDialog(self, self.tr("Python file with a pipeline's components"), "", self.tr("Python (*.py)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.add_code(source, path))
        self._open(dialog)

    def add_code(self, source: Source, path: str) -> None:
        """Have a source's components read from that file."""
        with_code = Source(source.name, source.labels, path)
        self.list.set_sources([with_code if one == source else one for one in self.list.sources])
        self._on_changed()

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def show_pipeline(window: "MainWindow") -> None:
    """Show which pipelines suggest in the open project."""
    project = window.session.project
    if project is not None:
        present(window, "pipeline", lambda: PipelineDialog(window, project))
