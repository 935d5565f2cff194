"""The models of a project as rows, the base first, and one model's scores by label."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from annotator.model.own_models import ModelId, OwnModel, overall_f
from annotator.model.scores import Score
from annotator.ui.dialogs.frame import number
from annotator.ui.model_words import measured, model_name, percent
from annotator.ui.wording import translate

ID_ROLE = int(Qt.ItemDataRole.UserRole)
NOTHING = "–"


class ModelTable(QTreeWidget):
    """A row a model, the newest first; the last row is the base, whose id is None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setAccessibleName(self.tr("Models"))
        self.setHeaderLabels(
            [
                self.tr("Model"),
                self.tr("Trained"),
                self.tr("Kind"),
                self.tr("Articles"),
                self.tr("Finds"),
                self.tr("Right"),
                self.tr("F"),
                self.tr("Before"),
                self.tr("Size"),
                self.tr("State"),
            ]
        )
        tips = {
            2: self.tr("A round goes on from the model before with the newest articles; a full training begins anew"),
            3: self.tr("How many articles it has learned from"),
            4: self.tr("Of 100 annotations in the articles kept aside, how many it finds"),
            5: self.tr("Of 100 suggestions there, how many are right"),
            6: self.tr("The two in one figure, their harmonic mean"),
            7: self.tr("F of what was in use before it, on the same articles"),
        }
        head = self.headerItem()
        for column, tip in tips.items():
            head.setToolTip(column, tip)
        for column in range(3, 9):
            head.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_models(self, models: Sequence[OwnModel], sizes: dict[ModelId, int], base: str) -> None:
        """Show these; what was selected stays selected."""
        self.ensurePolished()  # else the rows get, and keep, the height of the style without the sheet
        in_use = next((model.id for model in models if model.state == "in_use"), None)
        selected = self.selected() if self.topLevelItemCount() else in_use
        self.clear()
        items = [self._row(model, sizes.get(model.id, 0)) for model in reversed(models)]
        first = models[0] if models else None
        items.append(self._base_row(base, first, in_use=in_use is None))
        self.addTopLevelItems(items)
        chosen = next((item for item in items if item.data(0, ID_ROLE) == selected), items[0])
        self.setCurrentItem(chosen)

    def selected(self) -> ModelId | None:
        """The id of the row that is selected; None for the base."""
        item = self.currentItem()
        return None if item is None else item.data(0, ID_ROLE)

    def _row(self, model: OwnModel, size: int) -> QTreeWidgetItem:
        scored = measured(model.scores)
        whole = model.scores.span + model.scores.relation
        states = {
            "in_use": self.tr("in use"),
            "kept": self.tr("kept"),
            "worse": self.tr("worse, not in use"),
            "removed": self.tr("removed"),
        }
        item = QTreeWidgetItem(
            [
                model_name(model.id),
                _shown_time(model.created),
                self.tr("round") if model.kind == "round" else self.tr("full"),
                number(len(model.documents)),
                percent(whole.recall) if scored else NOTHING,
                percent(whole.precision) if scored else NOTHING,
                percent(overall_f(model.scores)) if scored else NOTHING,
                percent(overall_f(model.previous)) if scored else NOTHING,
                QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat) if size else NOTHING,
                states[model.state],
            ]
        )
        item.setToolTip(0, self.tr("Its folder is {folder}").format(folder=model.folder))
        return _finished(item, model.id, bold=model.state == "in_use", faint=model.state in ("worse", "removed"))

    def _base_row(self, base: str, first: OwnModel | None, *, in_use: bool) -> QTreeWidgetItem:
        cells = [base or self.tr("the rules alone"), "", self.tr("base"), "", *[NOTHING] * 5]
        if first is not None and first.parent is None and measured(first.previous):
            whole = first.previous.span + first.previous.relation
            cells[4:7] = [percent(whole.recall), percent(whole.precision), percent(whole.f)]
        item = QTreeWidgetItem([*cells, self.tr("in use") if in_use else self.tr("kept")])
        return _finished(item, None, bold=in_use, faint=False)


class LabelTable(QTreeWidget):
    """One model's scores, a row a label; relations after spans."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setAccessibleName(self.tr("Scores by label"))
        self.setHeaderLabels(
            [self.tr("Label"), self.tr("There"), self.tr("Finds"), self.tr("Right"), self.tr("F"), self.tr("Before")]
        )
        self.headerItem().setToolTip(1, self.tr("How many there are in the articles kept aside"))
        for column in range(1, 6):
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_model(self, model: OwnModel | None, titles: dict[str, str]) -> None:
        """Show that model's scores; `titles` are the labels' in the interface's language."""
        self.clear()
        if model is None:
            return
        for scores, previous in (
            (model.scores.spans, model.previous.spans),
            (model.scores.relations, model.previous.relations),
        ):
            for label, score in scores.items():
                before = previous.get(label, Score())
                there = score.right + score.missed
                cells = [
                    titles.get(label, label),
                    number(there),
                    *(percent(share) for share in (score.recall, score.precision, score.f, before.f)),
                ]
                item = QTreeWidgetItem(cells)
                for column in range(1, 6):
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.addTopLevelItem(item)


def _finished(item: QTreeWidgetItem, id: ModelId | None, *, bold: bool, faint: bool) -> QTreeWidgetItem:
    item.setData(0, ID_ROLE, id)
    for column in range(3, 9):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    font = QFont()
    font.setBold(bold)
    for column in range(item.columnCount()):
        if bold:
            item.setFont(column, font)
        if faint:
            item.setToolTip(column, translate("ModelTable", "Not used unless you choose it"))
    return item


def _shown_time(created: str) -> str:
    moment = QDateTime.fromString(created, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
