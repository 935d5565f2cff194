"""A string across the corpus: every occurrence with its context, and one decision for those that are ticked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.model.annotation import Ref
from annotator.model.article import ArticleSpan
from annotator.model.document import DocumentId
from annotator.model.edit import Edit
from annotator.model.errors import StoreError
from annotator.project.concordance import Occurrence
from annotator.ui.dialogs.check import go_to
from annotator.ui.dialogs.concordance_model import ARTICLE, DATE, LEFT, RIGHT, STANDING, STRING, OccurrenceModel
from annotator.ui.dialogs.frame import Dialog, number, present
from annotator.ui.error_text import shown_error

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

DOCUMENTS_A_STEP = 8
"""Searching so many takes a few milliseconds."""
NARROW = 900
"""Pixels below which the context takes the place of the date."""
CELL_MARGIN = 10
"""Pixels on either side of a cell's text."""
REJECT = ""


class _Before(QStyledItemDelegate):
    """What comes before the string: where there is no room for it all, its end is what is read."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class ConcordanceDialog(Dialog):
    """Stays open beside the work: a row leads to its article."""

    def __init__(self, window: "MainWindow", project: "Project", string: str, label: str | None) -> None:
        """`label` is what to make of the occurrences: `REJECT`, or None for the scheme's first."""
        super().__init__(window, "", width=1080, height=640, modal=False)
        self.setWindowTitle(self.tr("In the whole corpus"))
        self.heading.setText(self.tr("“{words}”").format(words=string))
        self._main = window
        self._project = project
        self._string = string
        self._waiting: Sequence[DocumentId] = ()
        self._searched = 0
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by words of the article or the context"))
        self.filter.setClearButtonEnabled(True)
        self.decision = QComboBox()
        for known in project.scheme.labels:
            title = known.title(window.language)
            self.decision.addItem(self.tr("Make it {label}").format(label=title), known.name)
        self.decision.addItem(self.tr("Reject: it is no entity here"), REJECT)
        self.decision.setCurrentIndex(max(0, self.decision.findData(label)) if label is not None else 0)
        self.decision.setAccessibleName(self.tr("Decision"))
        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        top.addWidget(self.decision)
        self.model = OccurrenceModel(self._label_title, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Occurrences"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setSortingEnabled(False)
        self._set_columns()
        self.table.setItemDelegateForColumn(LEFT, _Before(self.table))
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda index: self._go_to(index.row()))
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.add_button(self.tr("Go to the article"), self._go_to_current, left=True)
        self.add_button(self.tr("Close"), self.close)
        self.apply_button = self.add_primary("", self.apply)
        self.apply_button.setEnabled(not project.read_only)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._search_on)
        self.filter.textChanged.connect(self.model.set_filter)
        self.decision.currentIndexChanged.connect(self._on_decision)
        for signal in (self.model.dataChanged, self.model.modelReset, self.model.rowsInserted):
            signal.connect(self._show_count)
        window.session.closed.connect(self.close)
        self._on_decision()
        self.search()
        self.table.setFocus()

    def _set_columns(self) -> None:
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self.model.sort)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (LEFT, RIGHT):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """The string and what stands there get what they need, the article's title a bit, the context all the rest."""
        wide = self.width() - 70
        dated = self.model.dated and wide >= NARROW
        self.table.setColumnHidden(DATE, not dated)
        for column, most in ((STRING, 0.3), (STANDING, 0.15)):
            self.table.setColumnWidth(column, min(self._wanted_width(column), round(wide * most)))
        self.table.setColumnWidth(ARTICLE, round(wide * (0.14 if dated else 0.18)))
        self.table.setColumnWidth(DATE, 92)

    def _wanted_width(self, column: int) -> int:
        """The width in which no cell of a column is cut, its heading included."""
        metrics, head = self.table.fontMetrics(), self.table.horizontalHeader()
        widest = max(map(metrics.horizontalAdvance, self.model.texts(column)), default=0)
        return max(widest + 2 * CELL_MARGIN, head.sectionSizeHint(column))

    def search(self) -> None:
        """Look for every occurrence anew, a few articles at a time."""
        self.model.clear()
        self._searched = 0
        try:
            self._waiting = self._project.documents_having(self._string)
        except StoreError as error:
            self._waiting = ()
            self.say(shown_error(error), error=True)
        self._timer.start()
        self._show_count()

    def _search_on(self) -> None:
        part = self._waiting[self._searched : self._searched + DOCUMENTS_A_STEP]
        self._searched += len(part)
        if not part:
            self._timer.stop()
            self._show_count()
            return
        try:
            found = self._project.occurrences_in(part, self._string)
        except StoreError as error:
            self._timer.stop()
            self.say(shown_error(error), error=True)
            return
        first = self.model.rowCount() == 0
        self.model.add(found)
        self._share_width()
        if first and found:
            self.table.setCurrentIndex(self.model.index(0, 0))

    @property
    def searching(self) -> bool:
        """Whether articles are still gone through."""
        return self._timer.isActive()

    def apply(self) -> None:
        """Decide about everything that is ticked, as one step that undo takes back, and close."""
        ticked = self.model.ticked()
        if not ticked or self._project.read_only:
            self.say(self.tr("Nothing is ticked"), error=True)
            return
        label = str(self.decision.currentData())
        places = [(one.document, one.start, one.end) for one in ticked]
        text = self.tr("%Ln occurrence(s) decided", "", len(places))
        self.apply_button.setEnabled(False)
        self._main.session.long.run(
            lambda project: project.apply_to_corpus_in_steps(places, "label" if label else "reject", label),
            self.tr("Deciding about “{string}”").format(string=self._string),
            len({place[0] for place in places}),
            announce=text,
            then=lambda edit: self._on_applied(edit, text),
        )

    def _on_applied(self, edit: Edit | None, text: str) -> None:
        session = self._main.session
        self.apply_button.setEnabled(True)
        if edit is None:
            self.say(self.tr("Nothing was changed"), error=True)
            return
        self._main.memory.refresh()
        session.documents_changed.emit()
        session.inform(text)
        self.close()

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
                self.model.tick(rows, on=not all(self.model.is_ticked(row) for row in rows))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply()
                return True
        return super().eventFilter(watched, event)

    def _on_decision(self) -> None:
        label = str(self.decision.currentData())
        self.model.want(lambda occurrence: would_change(occurrence, label))
        self._show_count()

    def _show_count(self, *_: object) -> None:
        ticked, shown = len(self.model.ticked()), self.model.rowCount()
        text = self.tr("{ticked} of {shown} ticked").format(ticked=number(ticked), shown=number(shown))
        if self.searching:
            of = self.tr("{done} of %Ln articles searched", "", len(self._waiting)).format(done=number(self._searched))
            text = f"{text} · {of}"
        self.count.setText(f"{text} · " + self.tr("Space ticks what is selected, Enter decides"))
        self.apply_button.setText(self.tr("Decide %Ln occurrence(s)", "", ticked))

    def _label_title(self, label: str) -> str:
        known = self._project.scheme.label(label)
        return label if known is None else known.title(self._main.language)

    def _go_to_current(self) -> None:
        self._go_to(self.table.currentIndex().row())

    def _go_to(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            occurrence = self.model.occurrence(row)
            go_to(self._main, occurrence.document, (occurrence.start, occurrence.end))


def would_change(occurrence: Occurrence, label: str) -> bool:
    """Whether a decision, a label or `REJECT`, has something to do there; what is done or skipped is left to be ticked by hand."""
    if occurrence.review in ("done", "skipped") or occurrence.status == "inside":
        return False
    if label == REJECT:
        return occurrence.status in ("confirmed", "suggested")
    return (occurrence.status, occurrence.label) != ("confirmed", label)


def show_concordance_of(window: "MainWindow", string: str, label: str | None) -> None:
    """Show a string across the corpus; `label` is what to make of it, `REJECT`, or None for the scheme's first."""
    project = window.session.project
    if project is not None and string.strip():
        shown = " ".join(string.split())
        present(window, f"concordance {shown}", lambda: ConcordanceDialog(window, project, shown, label))


def show_concordance(window: "MainWindow") -> None:
    """Show the string in focus across the corpus."""
    session = window.session
    article, extent = session.article, session.focus_extent()
    if article is None or extent is None or session.project is None:
        return
    item = article.get(session.focus) if isinstance(session.focus, Ref) else None
    if item is not None and not isinstance(item, ArticleSpan):
        session.inform(window.tr("Choose a span or words: a relation is no string"))
        return
    string = article.document.text[extent[0] : extent[1]]
    label: str | None
    if item is not None:
        label = REJECT if item.status == "rejected" else item.label
    else:
        known = session.project.memory_of(string)
        label = known.label if known is not None else None
    show_concordance_of(window, string, label)
