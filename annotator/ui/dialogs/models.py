"""What was learned in the project: every model with its scores, the way back, and learning now."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QPushButton

from annotator.model.errors import StoreError
from annotator.model.own_models import OwnModel
from annotator.ui.dialogs.frame import Dialog, card, muted, present, section
from annotator.ui.dialogs.models_table import LabelTable, ModelTable
from annotator.ui.error_text import shown_error
from annotator.ui.model_words import ModelWords
from annotator.ui.trainer import EVERY
from annotator.ui.trainer_status import TrainerStatus

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow


class ModelsDialog(Dialog):
    """Stays open beside the work: nothing in it holds anything up."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=860, height=660, modal=False)
        self._main = window
        self._project = project
        self._trainer = window.trainer
        self._words = ModelWords()
        self.setWindowTitle(self.tr("Models"))
        self.heading.setText(self.tr("What the suggestions have learned"))
        self.lead.show()
        self._add_learning()
        self.table = ModelTable()
        self.body.addWidget(self.table, 3)
        row = QHBoxLayout()
        self.use_button = self._add_action(row, self.tr("Use this one"), self.use)
        self.remove_button = self._add_action(row, self.tr("Remove its folder"), self.remove)
        self.open_button = self._add_action(row, self.tr("Open its folder"), self.open_folder)
        row.addStretch()
        self.body.addLayout(row)
        self.labels_title = section(self.tr("By label"))
        self.body.addWidget(self.labels_title)
        self.labels_note = muted("")
        self.body.addWidget(self.labels_note)
        self.labels = LabelTable()
        self.body.addWidget(self.labels, 2)
        self.add_primary(self.tr("Close"), self.close)
        self.table.currentItemChanged.connect(lambda: self._show_selected())
        self._trainer.status_changed.connect(self._on_status)
        self._trainer.models_changed.connect(self.refresh)
        window.session.closed.connect(self.close)
        self.refresh()
        self._on_status(self._trainer.status)

    def _add_learning(self) -> None:
        frame, column = card()
        self.state = QLabel()
        self.state.setWordWrap(True)
        column.addWidget(self.state)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(5)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        self.round_button = self._add_action(row, self.tr("Learn now"), lambda: self._trainer.train())
        self.full_button = self._add_action(
            row, self.tr("Learn from all articles anew"), lambda: self._trainer.train("full")
        )
        self.full_button.setToolTip(
            self.tr("A full training takes some minutes and begins with the base; the window stays quick")
        )
        self.stop_button = self._add_action(row, self.tr("Stop"), self._trainer.cancel)
        row.addStretch()
        row.addWidget(QLabel(self.tr("In this project, learn by itself:")))
        self.every = QComboBox()
        for value in ("", *map(str, EVERY)):
            self.every.addItem(self._every_text(value), value)
        self.every.setAccessibleName(self.tr("After how many articles this project learns by itself"))
        self.every.setCurrentIndex(max(0, self.every.findData(self._project.setting("retrain_every"))))
        self.every.activated.connect(lambda at: self._keep_every(self.every.itemData(at)))
        row.addWidget(self.every)
        column.addLayout(row)
        self.body.addWidget(frame)

    def _add_action(self, row: QHBoxLayout, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setProperty("small", True)
        button.clicked.connect(lambda checked=False: slot())
        row.addWidget(button)
        return button

    def _every_text(self, value: str) -> str:
        if value == "":
            number = self._main.settings.number("retrain_every")
            return self.tr("as in the preferences ({choice})").format(choice=self._every_text(str(number)))
        return self.tr("every %Ln article(s)", "", int(value)) if int(value) else self.tr("never")

    # -- what is shown

    def refresh(self) -> None:
        """Show the models as they are now."""
        models = self._project.models()
        sizes = {model.id: self._project.model_size(model) for model in models if model.state != "removed"}
        in_use = next((model for model in models if model.state == "in_use"), None)
        self.table.show_models(models, sizes, self._main.suggester.pipeline_name())
        problem = "" if in_use is None else self._project.model_problem(in_use)
        if problem:
            self.lead.setText(shown_error(problem))
        elif in_use is None:
            self.lead.setText(self._left_aside() if models else self._introduction())
        else:
            self.lead.setText(self._words.details(in_use))
        self._show_selected()

    def _left_aside(self) -> str:
        return self.tr(
            "What was learned is left aside: the suggestions come from {base} as it was made elsewhere. Choose a model below "
            "to have it suggest again; the next training goes on from {base}."
        ).format(base=self._main.suggester.pipeline_name() or self.tr("the rules"))

    def _introduction(self) -> str:
        return self.tr(
            "Nothing has been learned yet: the suggestions come from {base} as it was made elsewhere. Articles that you mark "
            "as done are what it learns from; one in ten is kept aside, to measure with it whether what was learned is any good. "
            "Whatever is learned, nothing that you decided changes, and there is always a way back."
        ).format(base=self._main.suggester.pipeline_name() or self.tr("the rules"))

    def _selected(self) -> OwnModel | None:
        id = self.table.selected()
        return None if id is None else self._project.model(id)

    def _show_selected(self) -> None:
        model = self._selected()
        scheme = self._project.scheme
        language = self._main.language
        titles = {label.name: label.title(language) for label in scheme.labels}
        titles |= {label.name: label.title(language) for label in scheme.relation_labels}
        self.labels.show_model(model if model is not None and model.scores.documents else None, titles)
        self.labels.setVisible(bool(self.labels.topLevelItemCount()))
        if model is None and self.table.topLevelItemCount() == 1:
            note = ""
        elif model is None:
            note = self.tr("The pipeline that everything began with. Use it to leave aside what was learned.")
        elif not model.scores.documents:
            note = self.tr("No article was kept aside yet when it was trained, so that nothing was measured.")
        else:
            note = self.tr(
                "Measured on %Ln article(s) that no model here ever learns from.", "", model.scores.documents
            )
        self.labels_title.setVisible(bool(note))
        self.labels_note.setText(note)
        writable = not self._project.read_only
        chosen = self._project.model_in_use() is None if model is None else model.state == "in_use"
        there = model is not None and not self._project.model_problem(model)
        self.use_button.setEnabled(writable and not chosen and (model is None or there))
        self.remove_button.setEnabled(writable and model is not None and model.state in ("kept", "worse"))
        self.open_button.setEnabled(there)

    def _on_status(self, status: TrainerStatus) -> None:
        texts = {
            "off": self.tr("Nothing is trained in a read-only project."),
            "gathering": self.tr("Putting together what there is to learn …"),
            "loading": self.tr("Loading what is to be trained …"),
            "training": self.tr("Learning from %Ln article(s) …", "", status.documents),
            "evaluating": self.tr("Measuring on the articles kept aside …"),
            "writing": self.tr("Writing the model …"),
            "failed": shown_error(status.reason),
        }
        self.state.setText(texts.get(status.state) or self._when_ready())
        self.bar.setVisible(status.busy)
        self.bar.setValue(round(1000 * status.done))
        able = status.state in ("ready", "failed")
        self.round_button.setEnabled(able)
        self.full_button.setEnabled(able)
        self.stop_button.setVisible(status.busy)

    def _when_ready(self) -> str:
        every = self._trainer.round_size()
        if not every:
            return self.tr("It learns when you say so, and not by itself.")
        return self.tr("It learns by itself after every %Ln article(s) that are done.", "", every)

    # -- what is done

    def use(self) -> None:
        """Put the selected model, or the base, to use."""
        self._trainer.use(self.table.selected())

    def remove(self) -> None:
        """Delete the selected model's folder; its scores stay."""
        model = self._selected()
        if model is not None:
            self._trainer.remove(model.id)

    def open_folder(self) -> None:
        """Show the selected model's folder in the system's file manager."""
        model = self._selected()
        if model is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._project.model_path(model))))

    def _keep_every(self, value: str) -> None:
        try:
            self._project.set_setting("retrain_every", value)
        except StoreError as error:
            self.say(shown_error(error), error=True)
        self._on_status(self._trainer.status)


def show_models(window: "MainWindow") -> None:
    """Show the models of the open project."""
    project = window.session.project
    if project is not None:
        present(window, "models", lambda: ModelsDialog(window, project))
