"""Accepting everything that is sure enough, in all articles that wait, with a count before it."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel

from annotator.model.document import DocumentId
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.judgement import kept_above
from annotator.model.steps import Steps
from annotator.ui.dialogs.frame import Dialog, card, muted, present, set_role
from annotator.ui.error_text import shown_error
from annotator.ui.panels.focus_card import percent
from annotator.ui.wording import Counts, percent_sign

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

DOCUMENTS_A_STEP = 8
STEP_MS = 5
LOOK_SECONDS = 0.005
"""How long one event may look for the articles that something sure waits in."""
SETTLE_MS = 250
"""After the figure was changed, before counting begins."""
FEW, OFF = 5, 0.1
"""From so many decisions on, a share of right ones that is so far below the confidence is marked."""
PAINT_MS = 30
"""What it takes to say that it begins."""


class AcceptSure(Dialog):
    """The percentage, what it would accept, and how right that has been so far."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, "", width=520)
        self.setWindowTitle(self.tr("Accept what is sure"))
        self.heading.setText(self.tr("Accept what is sure"))
        self.lead.setText(
            self.tr(
                "In all articles that are neither done nor skipped, in one step. Undo takes it back. "
                "The same percentage counts for the key that does it in one article."
            )
        )
        self.lead.show()
        self._main = window
        self._project = project
        self._pairs = [pair for pairs in project.judged_by_label().values() for pair in pairs]
        self._waiting: list[DocumentId] = []
        self._documents = 0
        self._looking: Steps[list[DocumentId]] | None = None
        self.found = (0, 0)
        """Suggestions, and the articles they are in, as far as they are counted."""
        self.field = QDoubleSpinBox()
        self.field.setRange(50, 99.9)
        self.field.setDecimals(1)
        self.field.setSuffix(percent_sign())
        self.field.lineEdit().setTextMargins(6, 0, 0, 0)
        self.field.setFixedWidth(110)
        self.field.setValue(window.settings.number("accept_sure") / 10)
        self.field.setAccessibleName(self.tr("Least confidence"))
        row = QHBoxLayout()
        name = QLabel(self.tr("Confidence of at least"))
        name.setBuddy(self.field)
        row.addWidget(name)
        row.addWidget(self.field)
        row.addStretch()
        self.body.addLayout(row)
        frame, inside = card()
        self.count = QLabel()
        self.count.setProperty("role", "strong")
        self.count.setWordWrap(True)
        self.expected = muted("")
        inside.addWidget(self.count)
        inside.addWidget(self.expected)
        self.body.addWidget(frame)
        self.body.addStretch()
        self.add_button(self.tr("Cancel"), self.reject)
        self.button = self.add_primary(self.tr("Accept"), self.apply)
        self._step = QTimer(self, interval=STEP_MS)
        self._step.timeout.connect(self._on_step)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._begin)
        self.field.valueChanged.connect(self._on_changed)
        window.session.closed.connect(self.close)
        self._begin()

    @property
    def least(self) -> float:
        """The least confidence, 0.5 to 0.999."""
        return self.field.value() / 100

    @property
    def counting(self) -> bool:
        """Whether there are documents still to count."""
        return self._step.isActive() or self._settle.isActive()

    def apply(self) -> None:
        """Accept, keep the percentage, and close."""
        self._step.stop()
        self.button.setEnabled(False)
        self.count.setText(self.tr("Accepting…"))
        self.setCursor(Qt.CursorShape.WaitCursor)
        QTimer.singleShot(PAINT_MS, self, self._accept_all)

    def _accept_all(self) -> None:
        least = self.least
        try:
            self._main.settings.set("accept_sure", round(self.field.value() * 10))
        except StoreError as error:
            self._main.session.failed.emit(error)
        self._main.session.long.run(
            lambda project: project.accept_above_in_steps(least),
            self.tr("Accepting what is sure"),
            self._documents,
            announce=Counts().suggestions_decided(self.found[0]),
            then=self._on_accepted,
        )

    def _on_accepted(self, edit: Edit | None) -> None:
        self.unsetCursor()
        if edit is not None:
            self.accept()
        else:
            self._begin()

    def _on_changed(self) -> None:
        self._step.stop()
        self._settle.start()

    def _begin(self) -> None:
        self.found = (0, 0)
        self.say("")
        self._waiting, self._documents = [], 0
        self._looking = self._project.documents_above_in_steps(self.least)
        kept = kept_above(self._pairs, self.least)
        words = Counts()
        self.expected.setText(
            words.nothing_decided()
            if not self._pairs
            else words.none_so_sure()
            if kept.precision is None
            else words.were_right(percent(kept.precision), kept.decided)
        )
        # a confidence that did not keep its word: whoever accepts everything is to have seen that
        doubtful = kept.precision is not None and kept.decided >= FEW and kept.precision < self.least - OFF
        set_role(self.expected, "error" if doubtful else "muted")
        self._show()
        self._step.start()

    def _look(self, looking: Steps[list[DocumentId]]) -> None:
        """Find the documents to count, for a few milliseconds."""
        end = time.perf_counter() + LOOK_SECONDS
        try:
            while time.perf_counter() < end:
                next(looking)
        except StopIteration as stop:
            self._looking, self._waiting = None, stop.value
            self._documents = len(self._waiting)
        except (AnnotationError, StoreError) as error:
            self._looking = None
            self.say(shown_error(error), error=True)

    def _on_step(self) -> None:
        if self._looking is not None:
            self._look(self._looking)
            return
        part, self._waiting = self._waiting[:DOCUMENTS_A_STEP], self._waiting[DOCUMENTS_A_STEP:]
        if part:
            count, articles = self._project.count_above(self.least, part)
            self.found = (self.found[0] + count, self.found[1] + articles)
        else:
            self._step.stop()
        self._show()

    def _show(self) -> None:
        words = Counts()
        text = words.suggestions_in(words.suggestions(self.found[0]), self.found[1])
        self.count.setText(self.tr("{found} so far…").format(found=text) if self._going_on else text)
        self.button.setEnabled(bool(self.found[0]) and not self._going_on)

    @property
    def _going_on(self) -> bool:
        return self._looking is not None or bool(self._waiting)


def accept_sure_here(window: "MainWindow") -> None:
    """Accept what is sure in the open article, at the percentage chosen."""
    article = window.session.article
    if article is None:
        return
    least = window.settings.number("accept_sure") / 1000
    document = article.document.id
    before = article.pending_count
    edit = window.session.run(
        lambda project: project.accept_above(least, document), focus=lambda edit: article.next_pending(None)
    )
    if edit is not None:
        words = Counts()
        window.session.inform(words.accepted_above(before - article.pending_count, percent(least)))


def show_accept_sure(window: "MainWindow") -> None:
    """Accept what is sure in the whole corpus."""
    project = window.session.project
    if project is not None:
        present(window, "accept_sure", lambda: AcceptSure(window, project))
