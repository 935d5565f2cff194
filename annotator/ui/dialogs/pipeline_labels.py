"""The table that says what a pipeline's labels are called in the project."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from annotator.model.label_mapping import guess_label, guess_relation_label
from annotator.model.label_scheme import LabelScheme
from annotator.ui.dialogs.frame import section

RELATION_MARK = "→"
"""Stands before a relation label in a project's mapping."""


class PipelineLabels(QWidget):
    """A row for each label of the pipeline: its name, what it becomes here, whether that is a guess, and how many are left out."""

    changed = Signal()

    def __init__(self, scheme: LabelScheme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._language = language
        self._boxes: dict[str, QComboBox] = {}
        self._notes: dict[str, QLabel] = {}
        self._before: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)

    def set_mapping(self, mapping: Mapping[str, str], outside: Mapping[str, int]) -> None:
        """Show a mapping, "" for what is left out; `outside` counts the suggestions that no label here stands for."""
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.deleteLater()
        self._boxes, self._notes, self._before = {}, {}, dict(mapping)
        if mapping:
            for column, title in enumerate((self.tr("Pipeline"), self.tr("Here"))):
                self._grid.addWidget(section(title), 0, column)
        for row, raw in enumerate(sorted(mapping, key=lambda raw: (raw.startswith(RELATION_MARK), raw)), 1):
            self._add(row, raw, mapping[raw], outside.get(raw.removeprefix(RELATION_MARK), 0))

    def box(self, raw: str) -> QComboBox:
        """The choice of a label of the pipeline."""
        return self._boxes[raw]

    def note(self, raw: str) -> str:
        """What is said beside it."""
        return self._notes[raw].text()

    def mapping(self) -> dict[str, str]:
        """What is chosen."""
        return {raw: str(box.currentData()) for raw, box in self._boxes.items()}

    def changes(self) -> dict[str, str]:
        """What is chosen and was not before."""
        return {raw: label for raw, label in self.mapping().items() if label != self._before.get(raw)}

    def _add(self, row: int, raw: str, label: str, outside: int) -> None:
        name = QLabel(raw)
        name.setProperty("role", "strong")
        box = QComboBox()
        box.setAccessibleName(self.tr("{label} becomes").format(label=raw))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box.setMinimumWidth(230)
        box.addItem(self.tr("Left out"), "")
        relation = raw.startswith(RELATION_MARK)
        for known in self._scheme.relation_labels if relation else self._scheme.labels:
            title = known.title(self._language)
            box.addItem(title if title == known.name else f"{title} ({known.name})", known.name)
        box.setCurrentIndex(max(0, box.findData(label)))
        # the wheel scrolls the table, and must not change what it passes over
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        note = QLabel()
        note.setProperty("role", "muted")
        box.currentIndexChanged.connect(lambda: self._on_changed(raw, outside))
        self._boxes[raw], self._notes[raw] = box, note
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(box, row, 1)
        self._grid.addWidget(note, row, 2)
        self._write_note(raw, outside)

    def _on_changed(self, raw: str, outside: int) -> None:
        self._write_note(raw, outside)
        self.changed.emit()

    def _write_note(self, raw: str, outside: int) -> None:
        label = str(self._boxes[raw].currentData())
        plain = raw.removeprefix(RELATION_MARK)
        guess = (
            guess_relation_label(plain, self._scheme)
            if raw.startswith(RELATION_MARK)
            else guess_label(raw, (known.name for known in self._scheme.labels))
        )
        parts = []
        if label and label == guess and label != plain:
            parts.append(self.tr("guessed"))
        if outside and not label:
            parts.append(self.tr("%Ln suggestion(s) not shown", "", outside))
        self._notes[raw].setText(" · ".join(parts))
