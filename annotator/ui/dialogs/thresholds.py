"""From which confidence on suggestions are shown, by label, with what the decisions so far say of each choice."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QSpinBox, QWidget

from annotator.model.calibration import Kind
from annotator.model.errors import StoreError
from annotator.model.judgement import kept_above
from annotator.model.label_scheme import LabelScheme
from annotator.ui.dialogs.frame import Dialog, muted, present, scrolled, section
from annotator.ui.panels.focus_card import percent
from annotator.ui.wording import Counts, percent_sign

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

HIGHEST = 99
"""In per cent."""
TITLE_ROOM = 190
"""A longer title is cut, so that what is to be expected stays in sight."""
Pairs = Sequence[tuple[float, bool]]
Key = tuple[Kind, str]


class ThresholdRow:
    """One label's choice: a slider and a field that follow each other, and what is to be expected of it."""

    def __init__(self, title: str, pairs: Pairs, value: int) -> None:
        """`pairs` are the confidences of decided suggestions and whether they were right; `value` is in per cent."""
        self._pairs = pairs
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, HIGHEST)
        self.slider.setPageStep(5)
        self.slider.setMinimumSize(120, 24)
        # the wheel scrolls the list, and must not change what it passes over
        self.slider.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        self.field = QSpinBox()
        self.field.setRange(0, HIGHEST)
        self.field.setSuffix(percent_sign())
        self.field.lineEdit().setTextMargins(6, 0, 0, 0)
        self.field.setFixedWidth(84)
        self.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        self.readout = muted("")
        self.readout.setMinimumWidth(190)
        for part in (self.slider, self.field):
            part.setAccessibleName(title)
        self.slider.valueChanged.connect(self.field.setValue)
        self.field.valueChanged.connect(self._on_changed)
        self.field.setValue(value)
        self._on_changed(value)

    @property
    def least(self) -> float:
        """The least confidence that is to be shown, 0 to 1."""
        return self.field.value() / 100

    def _on_changed(self, value: int) -> None:
        self.slider.setValue(value)
        text = expected(self._pairs, value / 100)
        self.readout.setText(text)
        self.slider.setAccessibleDescription(text)
        self.field.setAccessibleDescription(text)


class Thresholds(Dialog):
    """A row for each label of the scheme, spans then relations."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=720, height=620)
        self.setWindowTitle(self.tr("Suggest above"))
        self.heading.setText(self.tr("Suggest above"))
        self.lead.setText(
            self.tr(
                "Suggestions with less confidence are hidden, and come back with a lower figure. "
                "What is to be expected is taken from your latest decisions."
            )
        )
        self.lead.show()
        self._main = window
        self._project = project
        self.rows: dict[Key, ThresholdRow] = {}
        decided = project.judged_by_label()
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._fill(project.scheme, window.language, decided, project.thresholds())
        self.body.addWidget(scrolled(content), 1)
        self.add_button(self.tr("Show all"), self.show_all, left=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_primary(self.tr("Apply"), self.apply)
        window.session.closed.connect(self.close)

    def show_all(self) -> None:
        """Every threshold to 0; nothing is applied yet."""
        for row in self.rows.values():
            row.field.setValue(0)

    def apply(self) -> None:
        """Show and hide by the thresholds chosen, and close."""
        thresholds = {key: row.least for key, row in self.rows.items()}
        session = self._main.session
        try:
            changed = self._project.set_thresholds(thresholds)
        except StoreError as error:
            session.failed.emit(error)
            return
        session.suggestions_judged(changed)
        self._main.upkeep.wake()
        self.accept()

    def _fill(
        self, scheme: LabelScheme, language: str, decided: Mapping[Key, Pairs], thresholds: Mapping[Key, float]
    ) -> None:
        line = 0
        groups: list[tuple[str, Kind, list[tuple[str, str, int | None]]]] = [
            (
                self.tr("Entities"),
                "span",
                [(label.name, label.title(language), label.hue) for label in scheme.labels],
            ),
            (
                self.tr("Relations"),
                "relation",
                [(label.name, label.title(language), None) for label in scheme.relation_labels],
            ),
        ]
        for heading, kind, labels in groups:
            if labels:
                self._grid.addWidget(section(heading), line, 0, 1, 4)
                line += 1
            for name, title, hue in labels:
                key: Key = (kind, name)
                row = ThresholdRow(title, decided.get(key, ()), round(100 * thresholds.get(key, 0.0)))
                self.rows[key] = row
                color = self.theme.accent if hue is None else self.theme.hue(hue)
                self._grid.addWidget(_named(title, color), line, 0)
                self._grid.addWidget(row.slider, line, 1)
                self._grid.addWidget(row.field, line, 2)
                self._grid.addWidget(row.readout, line, 3)
                line += 1
        self._grid.setRowStretch(line, 1)


def expected(pairs: Pairs, least: float) -> str:
    """What a threshold keeps, in words: how much of it is right, and how much of all that is."""
    kept = kept_above(pairs, least)
    words = Counts()
    if not pairs:
        return words.nothing_decided()
    if kept.precision is None:
        return words.none_so_sure()
    return words.kept(percent(kept.precision), percent(kept.share))


def _named(title: str, color: QColor) -> QWidget:
    label = QLabel()
    label.setProperty("role", "strong")
    label.ensurePolished()
    label.setText(label.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, TITLE_ROOM))
    label.setToolTip(title if label.text() != title else "")
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    dot = QLabel()
    dot.setPixmap(_dot(color, holder.devicePixelRatioF()))
    grid.addWidget(dot, 0, 0)
    grid.addWidget(label, 0, 1)
    grid.setColumnStretch(1, 1)
    return holder


def _dot(color: QColor, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(10 * ratio), round(10 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(0, 0, 10, 10, 3, 3)
    painter.end()
    return pixmap


def show_thresholds(window: "MainWindow") -> None:
    """Choose from which confidence on suggestions are shown."""
    project = window.session.project
    if project is not None:
        present(window, "thresholds", lambda: Thresholds(window, project))
