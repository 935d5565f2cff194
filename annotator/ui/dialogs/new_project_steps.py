"""The second and third step of a new project: its label scheme; its language, pipeline and place."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.pipelines import installed_for, installed_pipelines
from annotator.schemes import bundled_schemes, read_scheme
from annotator.ui.dialogs.frame import muted, scrolled, set_role
from annotator.ui.dialogs.scheme_preview import SchemePreview
from annotator.ui.error_text import shown_error
from annotator.ui.recent import PROJECT_ENDING, is_there

LANGUAGES = tuple("fr en de es it nl pt ca ro pl el da sv nb fi ru uk zh ja ko".split())
"""Those spaCy has pipelines for."""
ROW_HEIGHT = 34


class SchemeStep(QWidget):
    """Chooses a scheme, one of the program's own or one in a file, and shows it."""

    changed = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._schemes: list[LabelScheme] = bundled_schemes(language)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Label schemes"))
        self.list.setFixedWidth(230)
        self.file_button = QPushButton(self.tr("From a TOML file…"))
        self.file_button.setAutoDefault(False)
        self.file_button.setProperty("small", True)
        self.file_button.clicked.connect(self._choose_file)
        self.description = muted("")
        self.preview = SchemePreview(language)
        self.list.currentRowChanged.connect(self._show)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.file_button)
        left.addWidget(
            muted(self.tr("Labels and relations of your own can be added at any time: Project, Label scheme…"))
        )
        right = QVBoxLayout()
        right.addWidget(self.description)
        right.addWidget(scrolled(self.preview), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        row.addLayout(left)
        row.addLayout(right, 1)
        for scheme in self._schemes:
            self._list(scheme)
        self.list.setCurrentRow(0)

    @property
    def scheme(self) -> LabelScheme:
        """What is chosen."""
        return self._schemes[max(0, self.list.currentRow())]

    def add_file(self, path: Path) -> bool:
        """Offer the scheme in a TOML file, and choose it; whether it is one. What is wrong with it is said."""
        try:
            scheme = read_scheme(path, self._language)
        except AnnotationError as error:
            self.description.setText(shown_error(error))
            set_role(self.description, "error")
            return False
        self._schemes.append(scheme)
        self._list(scheme, path.name)
        self.list.setCurrentRow(len(self._schemes) - 1)
        return True

    def _list(self, scheme: LabelScheme, name: str = "") -> None:
        title = scheme.titles.get(self._language) or scheme.name or name
        item = QListWidgetItem(title)
        item.setToolTip(name or scheme.name)
        item.setSizeHint(QSize(0, ROW_HEIGHT))
        self.list.addItem(item)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("A label scheme"), str(Path.home()), self.tr("Label schemes (*.toml)")
        )
        if name:
            self.add_file(Path(name))

    def _show(self) -> None:
        scheme = self.scheme
        self.description.setText(scheme.description.get(self._language, ""))
        self.description.setVisible(True)
        set_role(self.description, "muted")
        self.preview.set_scheme(scheme)
        self.changed.emit()


class PlaceStep(QWidget):
    """Chooses the language, the pipeline that suggests, the project's name, its file, and who works in it."""

    changed = Signal()

    def __init__(self, annotator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place_is_chosen = False
        self._language_is_chosen = False
        self.language_box = QComboBox()
        for code in LANGUAGES:
            name = QLocale(code).nativeLanguageName()
            self.language_box.addItem(name[:1].upper() + name[1:], code)
        self.language_box.currentIndexChanged.connect(lambda _: self._fill_pipelines())
        self.language_box.activated.connect(lambda _: setattr(self, "_language_is_chosen", True))
        self.pipeline_box = QComboBox()
        self.pipeline_box.currentIndexChanged.connect(lambda _: self._describe_pipeline())
        self.pipeline_note = muted("")
        self.pipeline_note.setMinimumHeight(20)
        self.pipeline_note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("New project"))
        self.title.textChanged.connect(lambda _: self._follow_title())
        self.place = QLineEdit()
        self.place.textEdited.connect(lambda _: self._on_place_chosen())
        self.place_button = QPushButton(self.tr("Choose…"))
        self.place_button.setAutoDefault(False)
        self.place_button.clicked.connect(self._choose_place)
        self.annotator = QLineEdit(annotator)
        self.annotator.setPlaceholderText(self.tr("the name you are logged in with"))
        place_row = QHBoxLayout()
        place_row.setSpacing(8)
        place_row.addWidget(self.place, 1)
        place_row.addWidget(self.place_button)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(18)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Name"), self.title)
        form.addRow(self.tr("File"), place_row)
        form.addRow(self.tr("Language of the articles"), self.language_box)
        form.addRow(self.tr("Pipeline that suggests"), self.pipeline_box)
        form.addRow(QLabel(), self.pipeline_note)
        form.addRow(self.tr("Annotator"), self.annotator)
        self._fill_pipelines()
        self._follow_title()

    @property
    def language(self) -> str:
        """The language's code."""
        return str(self.language_box.currentData())

    @property
    def pipeline(self) -> str:
        """The pipeline's name; "" for the language's own."""
        return str(self.pipeline_box.currentData() or "")

    @property
    def path(self) -> Path:
        """The project's file, with its ending."""
        path = Path(self.place.text().strip()).expanduser()
        return path if path.suffix == PROJECT_ENDING else path.with_name(path.name + PROJECT_ENDING)

    def suggest_language(self, languages: Sequence[str]) -> None:
        """Take the language most of the articles are in, unless the person has chosen one."""
        known = [code for code in languages if code in LANGUAGES]
        if known and not self._language_is_chosen:
            self.language_box.setCurrentIndex(LANGUAGES.index(max(sorted(set(known)), key=known.count)))

    def suggest_title(self, title: str) -> None:
        """Take a name for the project, unless the person has given one."""
        if title and not self.title.text():
            self.title.setText(title)

    def _fill_pipelines(self) -> None:
        own = installed_for(self.language)
        found = installed_pipelines(self.language)
        self.pipeline_box.clear()
        self._summaries = {one.name: f"{one.name} {one.version}. {one.summary.partition('. ')[0]}" for one in found}
        if own:
            self.pipeline_box.addItem(self.tr("The language's own: {}").format(own), "")
        else:
            self.pipeline_box.addItem(self.tr("None: rules and the strings decided on"), "")
        for one in found:
            if one.name != own:
                self.pipeline_box.addItem(one.name, one.name)
        self._describe_pipeline()

    def _describe_pipeline(self) -> None:
        name = self.pipeline or installed_for(self.language)
        if name:
            self.pipeline_note.setText(self._summaries.get(name) or self.tr("{} is not installed.").format(name))
        else:
            self.pipeline_note.setText(
                self.tr("No pipeline is installed for this language. Install one with pip, and choose it at any time.")
            )

    def _follow_title(self) -> None:
        if not self._place_is_chosen:
            self.place.setText(str(free_place(self.title.text().strip() or self.tr("New project"))))
        self.changed.emit()

    def _on_place_chosen(self) -> None:
        self._place_is_chosen = True
        self.changed.emit()

    def _choose_place(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("The project's file"), str(self.path), self.tr("Pressmark projects (*.pressmark)")
        )
        if name:
            self.place.setText(name)
            self._on_place_chosen()


def free_place(title: str) -> Path:
    """A file of that name that is not there yet, among the person's documents."""
    documents = Path.home() / "Documents"
    folder = documents if documents.is_dir() else Path.home()
    name = " ".join("".join(c if c.isprintable() and c not in '/\\:*?"<>|' else " " for c in title).split()).strip(".")
    path = folder / f"{name or 'project'}{PROJECT_ENDING}"
    number = 1
    while is_there(path):
        number += 1
        path = folder / f"{name} {number}{PROJECT_ENDING}"
    return path
