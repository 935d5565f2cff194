"""What is to be imported: files and folders, what they hold, which columns, and the first articles of them."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.command_process import CommandProcess, column_options
from annotator.ui.dialogs.frame import muted, number, section, set_role
from annotator.ui.error_text import shown_error, shown_reason
from annotator.ui.format_names import format_text, loss_text, readable_endings
from annotator.ui.theme import load_theme
from annotator.ui.wording import QT_TRANSLATE_NOOP, translate

SURVEY_DELAY_MS = 120
KINDS = ("documents", "suggestions", "annotations")
ROLES: dict[str, str] = {
    "text": QT_TRANSLATE_NOOP("Columns", "Text"),
    "id": QT_TRANSLATE_NOOP("Columns", "Id"),
    "title": QT_TRANSLATE_NOOP("Columns", "Title"),
    "date": QT_TRANSLATE_NOOP("Columns", "Date"),
    "source": QT_TRANSLATE_NOOP("Columns", "Outlet"),
    "url": QT_TRANSLATE_NOOP("Columns", "Address"),
    "language": QT_TRANSLATE_NOOP("Columns", "Language"),
}
"""What a column can hold, as the import's options name it, with its English title."""
LIST_HEIGHT = 78
"""Of the list of sources beside a preview, in pixels."""
QWIDGETSIZE_MAX = 16_777_215
"""No bound, in Qt's own terms; PySide does not name it."""


class SourcesPanel(QWidget):
    """Chooses sources and how they come in. What they hold is found out in a process of its own."""

    changed = Signal()
    """Another choice, or another survey: `ready` may differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self.survey: dict[str, Any] | None = None
        self._process = CommandProcess(self)
        self._process.reported.connect(self._on_surveyed)
        self._process.failed.connect(self._on_failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SURVEY_DELAY_MS)
        self._soon.timeout.connect(self._look)
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._source_row())
        self.summary = muted("")
        layout.addWidget(self.summary)
        self.columns_part = self._columns_part()
        layout.addWidget(self.columns_part)
        self.holds_part = self._holds_part()
        layout.addWidget(self.holds_part)
        self.preview_part = self._preview_part()
        layout.addWidget(self.preview_part, 1)
        self._show()

    @property
    def ready(self) -> bool:
        """Whether there is something that can be imported."""
        return bool(self.paths) and self.survey is not None and not self.survey["problem"]

    @property
    def kind(self) -> str:
        """What the spans and relations of the sources are: documents (left out), suggestions or annotations."""
        return KINDS[self.kinds.checkedId()]

    def options(self) -> dict[str, Any]:
        """The keyword arguments of `import_arguments` for what is chosen."""
        return {
            "kind": self.kind,
            "annotator": self.annotator.text().strip(),
            "update": self.update_box.isChecked(),
            "columns": self.chosen_columns(),
        }

    def chosen_columns(self) -> dict[str, str]:
        """Role to column for those the person chose."""
        return {role: str(box.currentData() or "") for role, box in self.column_boxes.items()}

    def add(self, paths: Sequence[Path]) -> None:
        """Take these files and folders in too."""
        new = [path for path in dict.fromkeys(paths) if path not in self.paths]
        if new:
            self.paths += new
            self._sources_changed()

    def remove_selected(self) -> None:
        """Leave out the sources that are selected in the list."""
        gone = {item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()}
        if gone:
            self.paths = [path for path in self.paths if str(path) not in gone]
            self._sources_changed()

    def stop(self) -> None:
        """Look no further."""
        self._soon.stop()
        self._process.stop()

    # -- its parts

    def _source_row(self) -> QHBoxLayout:
        self.remove_button = QPushButton(self.tr("Leave out"))
        self.list = QListWidget()
        self.list.setMinimumHeight(LIST_HEIGHT)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setAccessibleName(self.tr("Sources"))
        self.list.itemSelectionChanged.connect(lambda: self.remove_button.setEnabled(bool(self.list.selectedItems())))
        self.files_button = QPushButton(self.tr("Add files…"))
        self.files_button.clicked.connect(self._choose_files)
        self.folder_button = QPushButton(self.tr("Add a folder…"))
        self.folder_button.clicked.connect(self._choose_folder)
        self.remove_button.setEnabled(False)
        self.remove_button.clicked.connect(self.remove_selected)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        for button in (self.files_button, self.folder_button, self.remove_button):
            button.setAutoDefault(button is not self.remove_button)
            button.setProperty("small", True)
            buttons.addWidget(button)
        buttons.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addLayout(buttons)
        return row

    def _columns_part(self) -> QWidget:
        self.column_boxes: dict[str, QComboBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for place, (role, title) in enumerate(ROLES.items()):
            box = QComboBox()
            box.setMinimumContentsLength(9)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            label = muted(translate("Columns", title))
            label.setWordWrap(False)
            label.setBuddy(box)
            box.setAccessibleName(translate("Columns", title))
            box.activated.connect(self._soon.start)
            self.column_boxes[role] = box
            grid.addWidget(label, place // 4 * 2, place % 4)
            grid.addWidget(box, place // 4 * 2 + 1, place % 4)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section(self.tr("Columns")))
        column.addLayout(grid)
        return part

    def _holds_part(self) -> QWidget:
        self.kinds = QButtonGroup(self)
        texts = (self.tr("Articles only"), self.tr("Suggestions to review"), self.tr("Confirmed annotations"))
        tips = (
            self.tr("Spans and relations in the files are left out."),
            self.tr("Spans and relations come in as suggestions that you accept or reject."),
            self.tr("Spans and relations come in as decided, and the articles as done."),
        )
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for place, (text, tip) in enumerate(zip(texts, tips, strict=True)):
            button = QRadioButton(text)
            button.setToolTip(tip)
            self.kinds.addButton(button, place)
            row.addWidget(button)
        self.kinds.button(0).setChecked(True)
        self.kinds.idToggled.connect(lambda *_: self._show())
        self.annotator = QLineEdit()
        self.annotator.setPlaceholderText(self.tr("annotator: you"))
        self.annotator.setAccessibleName(self.tr("Whose annotations they are"))
        self.annotator.setMaximumWidth(170)
        row.addWidget(self.annotator)
        row.addStretch()
        self.update_box = QCheckBox(self.tr("Write articles that are there already anew"))
        self.update_box.setToolTip(self.tr("Otherwise an article whose id the project has is left as it is."))
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(section(self.tr("What comes in")))
        column.addLayout(row)
        column.addWidget(self.update_box)
        return part

    def _preview_part(self) -> QWidget:
        self.preview = QTreeWidget()
        self.preview.setRootIsDecorated(False)
        self.preview.setUniformRowHeights(True)
        self.preview.setAccessibleName(self.tr("The first articles"))
        self.preview.setHeaderLabels(
            [self.tr("Article"), self.tr("Outlet"), self.tr("Date"), self.tr("Language"), self.tr("Spans")]
        )
        header = self.preview.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 120), (2, 96), (3, 84), (4, 60)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.preview.setMinimumHeight(72)
        self.preview.currentItemChanged.connect(lambda item, _: self._show_excerpt(item))
        self.excerpt = QLabel()
        self.excerpt.setTextFormat(Qt.TextFormat.PlainText)
        self.excerpt.setWordWrap(True)
        self.excerpt.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.excerpt.setFont(load_theme("light").body_font(14))
        self.excerpt.setFixedHeight(44)
        part = QWidget()
        column_ = QVBoxLayout(part)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(6)
        column_.addWidget(self.preview, 1)
        column_.addWidget(self.excerpt)
        return part

    # -- what happens

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Articles to import"),
            self._folder(),
            self.tr("Articles ({});;All files (*)").format(" ".join(f"*{ending}" for ending in readable_endings())),
        )
        self.add([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("A folder of articles"), self._folder())
        if name:
            self.add([Path(name)])

    def _folder(self) -> str:
        return str(self.paths[-1].parent if self.paths else Path.home())

    def _sources_changed(self) -> None:
        self.list.clear()
        for path in self.paths:
            item = QListWidgetItem(str(path))
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            item.setToolTip(str(path))
            item.setSizeHint(QSize(0, 24))
            self.list.addItem(item)
        self.remove_button.setEnabled(False)
        for box in self.column_boxes.values():
            box.clear()
        self.survey = None
        self._process.stop()
        if self.paths:
            self._soon.start()
        self._show()
        self.changed.emit()

    def _look(self) -> None:
        self.survey = None
        self._show()
        self.changed.emit()
        if self.paths:
            self._process.start(["survey", *column_options(self.chosen_columns()), "--", *map(str, self.paths)])

    def _on_surveyed(self, found: dict[str, Any]) -> None:
        first = not any(box.count() for box in self.column_boxes.values())
        self.survey = found
        if first:
            self._fill_columns(found)
            if (found["spans"] or found["suggested"]) and self.kind == "documents":
                self.kinds.button(1).setChecked(True)
            elif not (found["spans"] or found["suggested"]):
                self.kinds.button(0).setChecked(True)
        self._fill_preview(found)
        self._show()
        self.changed.emit()

    def _on_failed(self, message: str, _cancelled: bool) -> None:
        self.survey = None
        self._show()
        self._say(shown_error(message), error=True)
        self.changed.emit()

    def _fill_columns(self, found: dict[str, Any]) -> None:
        for role, box in self.column_boxes.items():
            box.clear()
            if found["header"]:
                box.addItem(found["guesses"].get(role) or "–", "")
                for name in found["header"]:
                    if name != found["guesses"].get(role):
                        box.addItem(name, name)

    def _fill_preview(self, found: dict[str, Any]) -> None:
        self.preview.clear()
        for row in found["documents"]:
            spans = number(row["spans"]) if row["spans"] else ""
            item = QTreeWidgetItem(
                [row["title"] or row["key"], row["source"], row["published"][:10], row["language"], spans]
            )
            item.setData(0, Qt.ItemDataRole.UserRole, row["text"])
            item.setToolTip(0, row["origin"])
            item.setTextAlignment(4, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.preview.addTopLevelItem(item)
        first = self.preview.topLevelItem(0)
        if first is None:
            self._show_excerpt(None)
        else:
            self.preview.setCurrentItem(first)

    def _show_excerpt(self, item: QTreeWidgetItem | None) -> None:
        text = "" if item is None else str(item.data(0, Qt.ItemDataRole.UserRole))
        self.excerpt.setText(shorten(text, 170, placeholder=" …"))

    def _show(self) -> None:
        found = self.survey
        self.columns_part.setVisible(found is not None and bool(found["header"]))
        annotated = found is not None and bool(found["spans"] or found["suggested"])
        for place in (1, 2):
            self.kinds.button(place).setEnabled(annotated)
        self.holds_part.setVisible(bool(self.paths))
        self.annotator.setVisible(self.kind == "annotations")
        self.preview_part.setVisible(bool(self.paths))
        # without a preview there is nothing below: the list, where files are dropped, takes the room
        self.list.setMaximumHeight(LIST_HEIGHT if self.paths else QWIDGETSIZE_MAX)
        if not self.paths:
            self._say(
                self.tr("Add files, folders or ZIP archives, or drop them here: each file is read in its own format.")
            )
        elif found is None:
            self._say(self.tr("Looking at the files …"))
        elif found["problem"]:
            self._say(shown_error(found["problem"]), error=True)
        else:
            self._say(self._described(found), error=not found["records"])

    def _described(self, found: dict[str, Any]) -> str:
        kinds = ", ".join(f"{number(count)} {format_text(name)}" for name, count in found["formats"].items())
        parts = [self.tr("Files: {}").format(f"{number(found['files'])} ({kinds})")]
        parts.append(QLocale().formattedDataSize(found["bytes"], 1, QLocale.DataSizeFormat.DataSizeSIFormat))
        records = number(found["records"])
        parts.append(
            (self.tr("Articles: {}") if found["complete"] else self.tr("Articles: more than {}")).format(records)
        )
        if found["spans"]:
            parts.append(self.tr("Spans: {}").format(number(found["spans"])))
        if found["relations"]:
            parts.append(self.tr("Relations: {}").format(number(found["relations"])))
        if found["suggested"]:
            parts.append(self.tr("Suggestions: {}").format(number(found["suggested"])))
        for what, count in found["aside"].items():
            parts.append(self.tr("kept aside: {what} ({count})").format(count=number(count), what=loss_text(what)))
        for reason, count in found["left_out"].items():
            parts.append(self.tr("left out: {what} ({count})").format(count=number(count), what=loss_text(reason)))
        if found["refusals"]:
            parts.append(self.tr("Unreadable: {}").format(number(len(found["refusals"]))))
        if not found["records"] and found["refusals"]:
            first = found["refusals"][0]
            return f"{first['origin']}: {shown_reason(first['reason'])}"
        return " · ".join(parts)

    def _say(self, text: str, *, error: bool = False) -> None:
        self.summary.setText(text)
        set_role(self.summary, "error" if error else "muted")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.add(paths)
