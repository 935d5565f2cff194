"""An article with every trap of the view in it: CRLF, an emoji, combining accents, nested spans, relations near and far."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.annotation import AnnotatorId, Relation, RelationId, Span, SpanId, SuggestionId
from annotator.model.article import ArticleState
from annotator.model.document import Document, DocumentId, Review
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.suggestion import RelationSuggestion, RunId, SpanSuggestion
from annotator.ui.theme import Theme, load_fonts, load_theme

PARAGRAPHS = (
    "La mairie de Quimper rachète la halle aux poissons",
    "Le groupe Océan Bleu cède mardi la halle de Quimper 😀 à la mairie. Sa directrice, Maë\u0302lle Le Gall, salue un accord rare.",
    "La région Bretagne et la chambre de commerce de Quimper paieront les travaux, dit Yves Morvan, élu du port.",
    "Les mareyeurs attendent la réouverture au printemps 2027.",
    "Une deuxième halle ouvrira à Douarnenez, si l’État le veut.",
    "À la chambre de commerce, Océan Bleu promet de rester.",
)
TEXT = "\r\n\r\n".join(PARAGRAPHS)

SCHEME = LabelScheme(
    labels=(
        Label("PER", {"fr": "Personne"}, "1", 0, "PERS"),
        Label("ORG", {"fr": "Organisation"}, "2", 1),
        Label("LOC", {"fr": "Lieu"}, "3", 2, "LIEU"),
        Label("DATE", {"fr": "Date"}, "4", 3),
    ),
    relation_labels=(
        RelationLabel("heads", {"fr": "dirige"}, "d"),
        RelationLabel("met_with", {"fr": "a rencontré"}, "m", symmetric=True),
    ),
)

MakeState = Callable[..., ArticleState]


def place(text: str, words: str, number: int = 0) -> tuple[int, int]:
    """(start, end) of the n-th occurrence of some words."""
    at = -1
    for _ in range(number + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def make_state(
    text: str = TEXT,
    spans: tuple[tuple[int, int, str], ...] = (),
    relations: tuple[tuple[int, int, str], ...] = (),
    suggestions: tuple[tuple[int, int, str], ...] = (),
    *,
    title: str = "",
    source: str = "",
    published: str = "",
) -> ArticleState:
    """A state with confirmed spans 1, 2, …, relations between them by those numbers, suggestions 101, 102, …"""
    document, annotator = DocumentId(1), AnnotatorId(1)
    return ArticleState(
        Document(document, "k", title, text, "fr", published, source),
        Review(),
        spans=[Span(SpanId(n), document, annotator, s, e, label) for n, (s, e, label) in enumerate(spans, 1)],
        relations=[
            Relation(RelationId(n), document, annotator, SpanId(head), SpanId(child), label)
            for n, (head, child, label) in enumerate(relations, 1)
        ],
        suggestions=[
            SpanSuggestion(SuggestionId(n), RunId(1), document, s, e, label, 0.9)
            for n, (s, e, label) in enumerate(suggestions, 101)
        ],
    )


def rich_state() -> ArticleState:
    """Six paragraphs, nine spans of which two nested, three suggestions, five relations: same line, lines, paragraphs, far."""
    words = (
        ("Quimper", 0, "LOC"),
        ("Océan Bleu", 0, "ORG"),
        ("mardi", 0, "DATE"),
        ("Maë\u0302lle Le Gall", 0, "PER"),
        ("chambre de commerce de Quimper", 0, "ORG"),
        ("Quimper", 2, "LOC"),
        ("Yves Morvan", 0, "PER"),
        ("Douarnenez", 0, "LOC"),
        ("Océan Bleu", 1, "ORG"),
    )
    spans = tuple((*place(TEXT, found, number), label) for found, number, label in words)
    pending = tuple(
        (*place(TEXT, found, number), label)
        for found, number, label in (
            ("Quimper 😀", 0, "LOC"),
            ("région Bretagne", 0, "LOC"),
            ("printemps 2027", 0, "DATE"),
        )
    )
    relations = ((2, 3, "heads"), (4, 2, "heads"), (7, 5, "heads"), (5, 2, "met_with"), (9, 1, "met_with"))
    state = make_state(
        spans=spans,
        relations=relations,
        suggestions=pending,
        title=PARAGRAPHS[0],
        source="Le Courrier",
        published="2026-03-02",
    )
    extent = place(TEXT, "région Bretagne")
    state.replace_suggestions(
        [],
        [
            RelationSuggestion(
                SuggestionId(201), RunId(1), DocumentId(1), extent, place(TEXT, "Yves Morvan"), "heads", 0.7
            )
        ],
    )
    return state


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, with the program's own fonts."""
    load_fonts()
    return load_theme("light")


@pytest.fixture
def state() -> ArticleState:
    """`rich_state()`."""
    return rich_state()
