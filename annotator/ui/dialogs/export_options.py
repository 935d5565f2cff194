"""What an export takes and where it goes: articles, annotator, format, split, place."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.catalogue import FORMATS, named
from annotator.model.export_report import SPACY
from annotator.ui.dialogs.frame import muted, section
from annotator.ui.format_names import format_title, loss_text
from annotator.ui.wording import percent_sign, shown_percent

if TYPE_CHECKING:
    from annotator.project import Project

WIDTH = 300


class ExportOptions(QWidget):
    """The left side of the dialog."""

    changed = Signal()
    """What goes in is another: the preview is to be made anew."""
    placed = Signal()
    """The place or the format is another."""

    def __init__(self, project: "Project", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._states_are_chosen = False
        self._place_is_chosen = False
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(section(self.tr("Format")))
        self.formats = QComboBox()
        self.formats.setAccessibleName(self.tr("Format"))
        self.formats.addItem(self.tr("Training folder for spaCy"), SPACY)
        for known in FORMATS:
            if known.writes:
                self.formats.addItem(format_title(known), known.name)
        self.formats.setMaxVisibleItems(24)
        self.formats.activated.connect(lambda _: self._on_format())
        layout.addWidget(self.formats)
        self.cannot_hold = muted("")
        layout.addWidget(self.cannot_hold)
        layout.addSpacing(6)
        layout.addWidget(section(self.tr("What goes in")))
        self.states_box = QComboBox()
        for text, states in (
            (self.tr("Articles that are done"), "done"),
            (self.tr("Done and in progress"), "done,in_progress"),
            (self.tr("Every article"), "all"),
        ):
            self.states_box.addItem(text, states)
        self.states_box.setAccessibleName(self.tr("Which articles"))
        self.states_box.activated.connect(lambda _: self._on_states())
        layout.addWidget(self.states_box)
        self.annotator_box = QComboBox()
        self.annotator_box.setAccessibleName(self.tr("Whose annotations"))
        for person in project.annotators():
            self.annotator_box.addItem(person.name, person.name)
            if person.id == project.annotator:
                self.annotator_box.setCurrentIndex(self.annotator_box.count() - 1)
        self.annotator_box.activated.connect(lambda _: self.changed.emit())
        layout.addWidget(self.annotator_box)
        layout.addSpacing(6)
        layout.addWidget(self._split_part())
        layout.addWidget(section(self.tr("Place")))
        self.place = QLineEdit()
        self.place.setAccessibleName(self.tr("Place"))
        self.place.textEdited.connect(lambda _: self._on_place_chosen())
        self.place_button = QPushButton(self.tr("Choose…"))
        self.place_button.setAutoDefault(False)
        self.place_button.setProperty("small", True)
        self.place_button.clicked.connect(self._choose_place)
        layout.addWidget(self.place)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.place_button)
        layout.addLayout(row)
        layout.addStretch()
        self._follow_format()

    @property
    def format(self) -> str:
        """SPACY, or a name in the table of formats."""
        return str(self.formats.currentData())

    @property
    def states(self) -> str:
        """As the command's option has it."""
        return str(self.states_box.currentData())

    @property
    def annotator(self) -> str:
        """Whose annotations; "" where nobody has worked yet."""
        return str(self.annotator_box.currentData() or "")

    @property
    def split(self) -> str:
        """The shares of train, dev and test, as the command's option has them."""
        return f"{self.train_share},{self.dev_box.value()},{self.test_box.value()}"

    @property
    def train_share(self) -> int:
        """What dev and test leave, in percent."""
        return 100 - self.dev_box.value() - self.test_box.value()

    @property
    def path(self) -> Path:
        """Where it goes."""
        return Path(self.place.text().strip()).expanduser()

    def _split_part(self) -> QWidget:
        self.split_part = QWidget()
        self.train_label = QLabel()
        self.dev_box, self.test_box = QSpinBox(), QSpinBox()
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(5)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow("train", self.train_label)
        for name, box in (("dev", self.dev_box), ("test", self.test_box)):
            box.setRange(0, 45)
            box.setValue(10)
            box.setSuffix(percent_sign())
            box.lineEdit().setTextMargins(6, 0, 0, 0)
            box.setAccessibleName(name)
            box.valueChanged.connect(lambda _: self._on_split())
            form.addRow(name, box)
        self.split_note = muted(self.tr("An article keeps the side it once got. Copies go to one side."))
        column = QVBoxLayout(self.split_part)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        column.addWidget(section(self.tr("Split")))
        column.addLayout(form)
        column.addWidget(self.split_note)
        self.train_label.setText(shown_percent(self.train_share / 100))
        return self.split_part

    def _on_format(self) -> None:
        self._follow_format()
        self.changed.emit()
        self.placed.emit()

    def _follow_format(self) -> None:
        if not self._states_are_chosen:
            self.states_box.setCurrentIndex(self.states_box.findData("done" if self.format == SPACY else "all"))
        if not self._place_is_chosen:
            self.place.setText(str(default_place(self._project.path, self.format)))
        self.split_part.setVisible(self.format == SPACY)
        losses = () if self.format == SPACY else named(self.format).cannot_hold
        self.cannot_hold.setVisible(bool(losses))
        self.cannot_hold.setText(self.tr("Has no place for: {}").format(", ".join(map(loss_text, losses))))

    def _on_states(self) -> None:
        self._states_are_chosen = True
        self.changed.emit()

    def _on_split(self) -> None:
        self.train_label.setText(shown_percent(self.train_share / 100))
        self.changed.emit()

    def _on_place_chosen(self) -> None:
        self._place_is_chosen = True
        self.placed.emit()

    def _choose_place(self) -> None:
        if self.format != SPACY and not named(self.format).folder:
            known = named(self.format)
            pattern = f"{format_title(known)} (*{known.endings[0]})"
            # whether what is there may be replaced is asked once it is known to be no export of the project's own
            name, _ = QFileDialog.getSaveFileName(
                self,
                self.tr("A file for the export"),
                str(self.path),
                pattern,
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        else:
            name = QFileDialog.getExistingDirectory(
                self, self.tr("An empty folder, or an earlier export"), str(self.path.parent)
            )
        if name:
            self.place.setText(name)
            self._on_place_chosen()


def default_place(project: Path, format: str) -> Path:
    """Beside the project, under its name."""
    stem = project.with_suffix("")
    if format == SPACY or named(format).folder:
        return stem.with_name(f"{stem.name}-{format.replace('_', '-')}")
    return stem.with_name(stem.name + named(format).endings[0])
