"""The preferences: each change holds at once; what equals the default is not written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import StoreError
from annotator.settings import Value
from annotator.ui.commands import TEXT_SIZES
from annotator.ui.dialogs.frame import Dialog, muted, present, scrolled, section
from annotator.ui.dialogs.key_editor import KeyEditor
from annotator.ui.error_text import shown_error
from annotator.ui.trainer import EVERY

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

SLIDE_MS = 120
"""A slider that moves is taken over when it has been still for so long."""
LANGUAGE_NAMES = {"en": "English", "fr": "Français"}
MOST_WORKERS = 8


class Preferences(Dialog):
    """Two pages: what the program looks like and does, and its keys."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "", width=680, height=700)
        self.setWindowTitle(self.tr("Preferences"))
        self.heading.setText(self.tr("Preferences"))
        self._main = window
        self._settings = window.settings
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(scrolled(self._general()), self.tr("General"))
        self.keys = KeyEditor(window.actions_table)
        self.keys.changed.connect(lambda: self._set("keys", window.actions_table.overrides()))
        self.tabs.addTab(self.keys, self.tr("Keys"))
        self.body.addWidget(self.tabs, 1)
        self.add_primary(self.tr("Close"), self.close)
        if window.actions_table.problems:
            self.say("\n".join(window.actions_table.problems[:3]), error=True)

    def _general(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 16, 12, 0)
        column.setSpacing(18)
        form = _Form(self.tr("Appearance"))
        self.language = self._choice("language", [("", self.tr("The system's")), *LANGUAGE_NAMES.items()])
        form.add(self.tr("Language"), self.language)
        self.theme_choice = self._choice(
            "theme",
            [("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
        )
        form.add(self.tr("Colours"), self.theme_choice)
        form.add(self.tr("Size of the article's text"), self._text_size())
        column.addWidget(form)
        form = _Form(self.tr("Work"))
        self.annotator = QLineEdit(self._settings.text("annotator"))
        project = self._main.session.project
        self.annotator.setPlaceholderText(
            project.annotator_name if project is not None else self.tr("the system's user name")
        )
        self.annotator.editingFinished.connect(self._take_annotator)
        form.add(
            self.tr("Annotator"),
            self.annotator,
            self.tr(
                "The name your decisions are kept under. Each annotator of a project decides apart from the others."
            ),
        )
        self.advance = QCheckBox(self.tr("Go to the next suggestion after a decision"))
        self.advance.setChecked(self._settings.switch("advance_after_accept"))
        self.advance.toggled.connect(lambda on: self._set("advance_after_accept", on))
        form.add("", self.advance)
        self.workers = QComboBox()
        self.workers.addItems([str(number) for number in range(1, MOST_WORKERS + 1)])
        self.workers.setCurrentIndex(self._settings.number("workers") - 1)
        self.workers.activated.connect(lambda at: self._set("workers", at + 1))
        form.add(
            self.tr("Suggesting processes"),
            self.workers,
            self.tr("One for each processor core you can spare; each loads the pipeline, a few hundred megabytes."),
        )
        column.addWidget(form)
        column.addWidget(self._learning())
        column.addStretch()
        return page

    def _learning(self) -> QWidget:
        form = _Form(self.tr("Learning"))
        self.retrain_every = QComboBox()
        chosen = self._settings.number("retrain_every")
        for count in sorted({*EVERY, chosen}):
            text = self.tr("every %Ln article(s)", "", count) if count else self.tr("when I say so")
            self.retrain_every.addItem(text, count)
        self.retrain_every.setCurrentIndex(self.retrain_every.findData(chosen))
        self.retrain_every.activated.connect(
            lambda at: self._set("retrain_every", int(self.retrain_every.itemData(at)))
        )
        form.add(
            self.tr("Learn by itself"),
            self.retrain_every,
            self.tr(
                "The suggestions learn from the articles you finish, behind your work. Nothing that you decided changes. "
                "A project can say otherwise: Suggestions, Models…"
            ),
        )
        self.train_when_idle = QCheckBox(self.tr("Learn from all articles anew while nobody is at work"))
        self.train_when_idle.setChecked(self._settings.switch("train_when_idle"))
        self.train_when_idle.toggled.connect(lambda on: self._set("train_when_idle", on))
        # a form without anything that grows would be as narrow as its choice
        self.train_when_idle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.add("", self.train_when_idle)
        return form

    def _text_size(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self.text_size.setRange(*TEXT_SIZES)
        self.text_size.setValue(self._settings.number("text_size"))
        self.text_size.setAccessibleName(self.tr("Size of the article's text"))
        value = QLabel(f"{self.text_size.value()} px")
        value.setMinimumWidth(48)
        still = QTimer(self)
        still.setSingleShot(True)
        still.setInterval(SLIDE_MS)
        still.timeout.connect(lambda: self._set("text_size", self.text_size.value()))
        self.text_size.valueChanged.connect(lambda size: value.setText(f"{size} px"))
        self.text_size.valueChanged.connect(lambda size: still.start())
        row.addWidget(self.text_size, 1)
        row.addWidget(value)
        return part

    def _choice(self, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        for code, title in choices:
            box.addItem(title, code)
        box.setCurrentIndex(box.findData(self._settings.text(name)))
        box.activated.connect(lambda at: self._set(name, box.itemData(at)))
        return box

    def _set(self, name: str, value: Value) -> None:
        """Keep a setting and take it over; where it cannot be written it holds until the program ends, and that is said."""
        try:
            self._settings.set(name, value)
        except StoreError as error:
            self.say(shown_error(error), error=True)
        else:
            self.say("")
        if name == "theme":
            self._main.theme_requested.emit()
        elif name == "language":
            self._main.language_requested.emit()
        elif name != "keys":
            self._main.apply_settings()

    def _take_annotator(self) -> None:
        name = " ".join(self.annotator.text().split())
        session = self._main.session
        if name == self._settings.text("annotator"):
            return
        self._set("annotator", name)
        project = session.project
        if name and project is not None and project.annotator_name != name:
            # the articles look different to another annotator: the project is opened anew under the name
            path = project.path
            session.close()
            self._main.project_requested.emit(str(path))


class _Form(QWidget):
    """A heading over rows of a name and a control, with a sentence under the control where one helps."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, 190)
        self._grid.addWidget(section(title), 0, 0, 1, 2)

    def add(self, name: str, control: QWidget, help: str = "") -> None:
        """Add a row."""
        row = self._grid.rowCount()
        label = QLabel(name)
        label.setBuddy(control)
        if name and not control.accessibleName():
            control.setAccessibleName(name)
        control.setAccessibleDescription(help)
        if isinstance(control, QComboBox):
            control.setMaximumWidth(220)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(control, row, 1)
        if help:
            self._grid.addWidget(muted(help), row + 1, 1)


def show_preferences(window: "MainWindow") -> None:
    """Show the preferences."""
    present(window, "preferences", lambda: Preferences(window))
