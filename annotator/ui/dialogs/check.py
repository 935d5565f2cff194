"""What is wrong in the project, by kind, each problem with the way to its place. A process of its own looks for it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QTreeWidget, QTreeWidgetItem

from annotator.model.cursor import TokenRun
from annotator.model.document import DocumentId
from annotator.ui.command_process import CommandProcess
from annotator.ui.dialogs.frame import Dialog, present
from annotator.ui.error_text import label_titles, shown_error
from annotator.ui.wording import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

PLACE_ROLE = int(Qt.ItemDataRole.UserRole)
KINDS: dict[str, tuple[str, str]] = {
    "damage": (
        QT_TRANSLATE_NOOP("Check", "The file is damaged"),
        QT_TRANSLATE_NOOP("Check", "Go on with the last copy that was whole, or with an export."),
    ),
    "text": (
        QT_TRANSLATE_NOOP("Check", "Texts that are not as they came in"),
        QT_TRANSLATE_NOOP("Check", "Something else than Pressmark wrote to the file."),
    ),
    "model": (
        QT_TRANSLATE_NOOP("Check", "Models whose folders are missing or altered"),
        QT_TRANSLATE_NOOP("Check", "Put the folder back, use another model, or train anew."),
    ),
    "outside": (
        QT_TRANSLATE_NOOP("Check", "Spans outside their text"),
        QT_TRANSLATE_NOOP("Check", "Delete them; an export leaves them out."),
    ),
    "illegal": (
        QT_TRANSLATE_NOOP("Check", "Relations that the scheme does not allow"),
        QT_TRANSLATE_NOOP("Check", "Relabel or reverse them, or allow the pair in the scheme."),
    ),
    "twice": (
        QT_TRANSLATE_NOOP("Check", "Spans that are there twice"),
        QT_TRANSLATE_NOOP("Check", "Delete one of the two."),
    ),
    "misaligned": (
        QT_TRANSLATE_NOOP("Check", "Spans that begin or end within a word or at a blank"),
        QT_TRANSLATE_NOOP("Check", "Right where the words are run together; else move the boundary."),
    ),
    "inconsistent": (
        QT_TRANSLATE_NOOP("Check", "Strings that nearly always have another label"),
        QT_TRANSLATE_NOOP("Check", "Often a slip; look at each."),
    ),
}
"""The kinds of problems, worst first, with what helps."""


class CheckDialog(Dialog):
    """Stays open beside the work: going to a problem leaves it there."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=760, height=560, modal=False)
        self.setWindowTitle(self.tr("Check the project"))
        self.heading.setText(self.tr("Check the project"))
        self._main = window
        self._project = project
        self.found: int | None = None
        """How many problems there are; None while they are looked for."""
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(5)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(1)
        self.tree.setRootIsDecorated(True)
        self.tree.setWordWrap(True)
        self.tree.setUniformRowHeights(False)
        self.tree.setAccessibleName(self.tr("Problems"))
        self.tree.itemActivated.connect(self._go_to)
        self.tree.itemClicked.connect(self._go_to)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tree, 1)
        self.again_button = self.add_button(self.tr("Check again"), self.start, left=True)
        self.add_primary(self.tr("Close"), self.close)
        self._process = CommandProcess(self)
        self._process.reported.connect(self._on_report)
        self._process.failed.connect(self._on_failed)
        window.session.closed.connect(self.close)
        self.start()

    def start(self) -> None:
        """Look for what is wrong now."""
        self.found = None
        self.tree.clear()
        self.bar.show()
        self.again_button.setEnabled(False)
        self.lead.setText(self.tr("The file, every text and every annotation are looked at …"))
        self.lead.show()
        self._process.start(check_arguments(str(self._project.path), annotator=self._project.annotator_name))

    def done(self, result: int) -> None:
        self._process.stop()
        super().done(result)

    def _on_report(self, report: Mapping[str, Any]) -> None:
        problems = list(report.get("problems", []))
        self.found = int(report.get("found", len(problems)))
        self._over()
        self._fill(problems)
        if not self.found:
            self.lead.setText(self.tr("Nothing wrong was found."))
        elif self.found > len(problems):
            text = self.tr("%Ln problem(s) were found; the first are listed.", "", self.found)
            self.lead.setText(text)
        else:
            self.lead.setText(self.tr("%Ln problem(s) found. Choose one to go to its place.", "", self.found))

    def _on_failed(self, reason: str, cancelled: bool) -> None:
        self._over()
        self.lead.setText(self.tr("The check could not be finished."))
        self.say(shown_error(reason), error=True)

    def _over(self) -> None:
        self.bar.hide()
        self.again_button.setEnabled(True)

    def _fill(self, problems: Sequence[Mapping[str, Any]]) -> None:
        titles = label_titles(self._project.scheme, self._main.language)
        for kind in dict.fromkeys((*KINDS, *(str(problem["kind"]) for problem in problems))):
            own = [problem for problem in problems if problem["kind"] == kind]
            if not own:
                continue
            title, help = KINDS.get(kind, (kind, ""))
            head = QTreeWidgetItem(self.tree, [f"{translate('Check', title)}  ({len(own)})"])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setToolTip(0, translate("Check", help) if help else "")
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for problem in own:
                where = f"{problem['document']}: " if problem.get("document") else ""
                item = QTreeWidgetItem(head, [where + shown_error(str(problem["message"]), titles)])
                if problem.get("id") is not None:
                    item.setData(0, PLACE_ROLE, (problem["id"], tuple(problem.get("extent") or ())))
                    item.setToolTip(0, self.tr("Go to it"))
            head.setExpanded(len(own) <= 200)

    def _go_to(self, item: QTreeWidgetItem, column: int = 0) -> None:
        place = item.data(0, PLACE_ROLE)
        if place:
            go_to(self._main, DocumentId(place[0]), tuple(place[1]))


def go_to(window: "MainWindow", document: DocumentId, extent: tuple[int, ...]) -> None:
    """Open an article and look at what stands at an extent, or at the text there."""
    session = window.session
    shown = session.article is not None and session.article.document.id == document
    if not shown and not session.open_article(document):
        return
    article = session.article
    if article is not None and len(extent) == 2:
        start, end = extent[0], min(extent[1], len(article.document.text))
        ref = article.resolve((extent[0], extent[1]))
        if ref is not None:
            session.set_focus(ref)
        elif start < end:
            session.set_focus(TokenRun(start, end))


def check_arguments(project: str, *, annotator: str) -> list[str]:
    """The arguments that check a project for a window."""
    return ["check", "--annotator", annotator, "--progress-json", "--", project]


def show_check(window: "MainWindow") -> None:
    """Check the open project."""
    project = window.session.project
    if project is not None:
        present(window, "check", lambda: CheckDialog(window, project))
