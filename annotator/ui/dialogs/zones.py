"""What is done in each kind of zone, and looking for zones in all articles again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from annotator.model.document import DocumentId
from annotator.model.errors import StoreError
from annotator.model.zones import KINDS, RULES, rule_of
from annotator.ui.dialogs.frame import Dialog, number, present, scrolled
from annotator.ui.wording import Counts
from annotator.ui.zone_words import rule_title, zone_title

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

A_TIME = 20
"""Articles looked at before the window goes on with what else there is."""


class ZonesDialog(Dialog):
    """A rule for each kind of zone."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=560)
        self.setWindowTitle(self.tr("Zones"))
        self.heading.setText(self.tr("Zones"))
        self.lead.setText(
            self.tr(
                "What is done in the parts of an article. Muted suggestions are kept, and come back with another rule. "
                "What is left out of training is muted too, and its words count as not looked at."
            )
        )
        self.lead.show()
        self._main = window
        self._project = project
        self._waiting: list[DocumentId] = []
        self._changed = self._total = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._search)
        self.rules: dict[str, QComboBox] = {}
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        rules = project.zone_rules()
        kinds = [*KINDS, *(kind for kind in rules if kind not in KINDS)]
        for line, kind in enumerate(kinds):
            box = self.rules[kind] = QComboBox()
            for rule in RULES:
                box.addItem(rule_title(rule), rule)
            box.setCurrentIndex(RULES.index(rule_of(rules, kind)))
            box.setAccessibleName(zone_title(kind))
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.setMinimumWidth(220)
            label = QLabel(zone_title(kind))
            label.setProperty("role", "strong")
            grid.addWidget(label, line, 0)
            grid.addWidget(box, line, 1)
        grid.setRowStretch(len(kinds), 1)
        self.body.addWidget(scrolled(content), 1)
        self.search_button = self.add_button(self.tr("Find zones in all articles"), self.search, left=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_primary(self.tr("Apply"), self.apply)
        window.session.closed.connect(self.close)

    def apply(self) -> None:
        """Suggest and mute by the rules chosen, and close."""
        session = self._main.session
        try:
            changed = self._project.set_zone_rules({kind: box.currentData() for kind, box in self.rules.items()})
        except StoreError as error:
            session.failed.emit(error)
            return
        session.suggestions_judged(changed)
        self._main.view.viewport().update()
        self._main.upkeep.wake()
        self.accept()

    def search(self) -> None:
        """Look for zones in all articles but those whose zones were set by hand, a few at a time."""
        self._waiting = self._project.documents_without_own_zones()
        self._total, self._changed = len(self._waiting), 0
        self.search_button.setEnabled(False)
        self._timer.start(0)

    def _search(self) -> None:
        part, self._waiting = self._waiting[:A_TIME], self._waiting[A_TIME:]
        try:
            self._changed += self._project.find_zones_in(part)
        except StoreError as error:
            self._stop()
            self._main.session.failed.emit(error)
            return
        if self._waiting:
            self.say(
                self.tr("{done} of {total}").format(
                    done=number(self._total - len(self._waiting)), total=number(self._total)
                )
            )
            return
        self._stop()
        self.say(Counts().other_zones(self._changed))
        session = self._main.session
        if session.article is not None and self._changed:
            self._main.view.set_labels(self._project.scheme, self._main.language)
            text = session.article.document.text
            session.suggestions_judged({session.article.document.id: [(0, len(text))]})

    def _stop(self) -> None:
        self._timer.stop()
        self.search_button.setEnabled(True)


def show_zones(window: "MainWindow") -> None:
    """Choose what is done in zones."""
    project = window.session.project
    if project is not None:
        present(window, "zones", lambda: ZonesDialog(window, project))
