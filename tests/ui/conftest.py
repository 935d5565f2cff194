"""A desk to work at: a real project with suggestions, its session, its keys, no window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt, QTranslator
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan, ArticleState
from annotator.model.cursor import TokenRun
from annotator.model.document import DocumentId
from annotator.model.record import Record
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.ui.actions import Actions
from annotator.ui.gestures import Gestures
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.project import Project

TEXT = (
    "Élodie Marchand dirige Armor Marine à Saint-Nazaire. 😀\r\n\r\n"
    "Yann Le Goff, président de la région Pays de la Loire, a rencontré Élodie Marchand à Paris.\r\n"
)
PROPOSED = (
    ("Élodie Marchand", "PER"),
    ("Armor Marine", "ORG"),
    ("Saint-Nazaire", "LOC"),
    ("Le Goff", "PER"),
    ("Pays", "ORG"),
)
"""What the model of these tests suggests; the last two are mistaken."""


@dataclass
class Desk:
    """Presses keys as the article view hands them on, and tells where that led."""

    project: "Project"
    session: Session
    actions: Actions
    gestures: Gestures
    documents: list[DocumentId]
    messages: list[tuple[str, str]] = field(default_factory=list)
    presses: int = 0

    @property
    def article(self) -> ArticleState:
        assert self.session.article is not None
        return self.session.article

    @property
    def text(self) -> str:
        return self.article.document.text

    def press(self, *sequences: str) -> None:
        for sequence in sequences:
            self.presses += 1
            event = key_event(sequence)
            if self.gestures.takes(event):
                self.gestures.key(event)
                continue
            action = self.actions.match(event)
            assert action is not None, sequence
            self.actions.action(action.name).trigger()

    def at(self, words: str, *, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def look_at(self, words: str, *, nth: int = 0) -> ArticleSpan:
        """Focus the span or suggestion over those words."""
        span = self.span(words, nth=nth)
        self.session.set_focus(span.ref)
        return span

    def select(self, words: str, *, nth: int = 0) -> None:
        self.session.set_focus(TokenRun(*self.at(words, nth=nth)))

    def span(self, words: str, *, nth: int = 0) -> ArticleSpan:
        extent = self.at(words, nth=nth)
        return next(s for s in self.article.spans(("confirmed", "suggested", "rejected")) if (s.start, s.end) == extent)

    def focused(self) -> str:
        """The words that have the focus."""
        extent = self.session.focus_extent()
        assert extent is not None
        return self.text[extent[0] : extent[1]]

    def confirmed(self) -> list[tuple[str, str]]:
        return [(self.text[s.start : s.end], s.label) for s in self.article.spans(("confirmed",))]

    def relations(self, status: str = "confirmed") -> list[tuple[str, str, str]]:
        found = [r for r in self.article.relations(("confirmed", "suggested")) if r.status == status]
        return [(self.words(r.head), r.label, self.words(r.child)) for r in found]

    def relation(self, status: str = "suggested") -> ArticleRelation:
        return next(r for r in self.article.relations(("confirmed", "suggested")) if r.status == status)

    def words(self, ref: Ref) -> str:
        start, end = self.article.extent(ref)
        return self.text[start:end]


def key_event(sequence: str, *, text: str | None = None, scan_code: int = 0) -> QKeyEvent:
    """A press of a key sequence as it comes from a QWERTY keyboard, or with another keyboard's text and scan code."""
    combination = QKeySequence.fromString(sequence)[0]
    key, modifiers = combination.key(), combination.keyboardModifiers()
    if text is None:
        plain = not modifiers & ~Qt.KeyboardModifier.ShiftModifier
        text = chr(key).lower() if plain and 0x20 < key < 0x250 else " " if key == Qt.Key.Key_Space else ""
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


def proposed_spans(text: str) -> list[ProposedSpan]:
    """What that model suggests in a text."""
    return [ProposedSpan(text.index(words), text.index(words) + len(words), label, 0.9) for words, label in PROPOSED]


def suggest(project: "Project", document: DocumentId) -> None:
    """Store what the model of these tests suggests for a document."""
    spans = proposed_spans(project.document(document).text)
    ends = (spans[0].start, spans[0].end), (spans[1].start, spans[1].end)
    project.store_suggestions(
        project.start_run("test-pipeline"), document, spans, [ProposedRelation(*ends, "heads", 0.6)]
    )


@pytest.fixture(autouse=True)
def _speak_english_again(qapp: QApplication) -> Iterator[None]:
    """Whatever language a test made the program speak, the next one finds it in English."""
    locale = QLocale()
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)


@pytest.fixture
def desk(qapp: QApplication, project: "Project") -> Iterator[Desk]:
    """Three articles, the first two with suggestions; the first is open."""
    records = [
        Record(key="ferry", text=TEXT),
        Record(key="again", text="Le lendemain. " + TEXT),
        Record(key="quiet", text="Rien à signaler."),
    ]
    project.import_records(iter(records))
    documents = project.document_ids()
    for document in documents[:2]:
        suggest(project, document)
    session = Session()
    actions = Actions(session, language="en")
    gestures = Gestures(session, actions)
    made = Desk(project, session, actions, gestures, documents)
    session.message.connect(lambda text, kind: made.messages.append((text, kind)))
    session.open_project(project)
    session.set_queue(documents)
    session.open_article(documents[0])
    yield made
    session.close()
