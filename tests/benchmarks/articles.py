"""Articles of a chosen size for the measurements: made-up French news, with spans and relations spread over them."""

import random
from itertools import count

from annotator.model.annotation import AnnotatorId, Relation, RelationId, Span, SpanId, SuggestionId
from annotator.model.article import ArticleState
from annotator.model.document import Document, DocumentId, Review
from annotator.model.suggestion import RunId, SpanSuggestion

SIZES = {"W1": (400, 25, 10), "W2": (10_000, 1_000, 500), "W3": (100_000, 10_000, 5_000)}
"""(words, spans, relations)."""

_WORDS = (
    "le la les un une des du de à au en sur pour par avec sans sous depuis selon ville usine ligne mairie port région "
    "chantier accord budget hausse baisse enquête annonce projet travaux réunion élus syndicats salariés habitants "
    "directeur présidente ministre préfet maire groupe entreprise hôpital lycée tribunal été hiver lundi mardi prochain "
    "dernier nouvelle grande ancienne locale publique doit veut prévoit confirme dénonce rappelle ouvre ferme reporte"
).split()
_NAMES = "Aubry Benali Carpentier Delmas Évrard Faure Guérin Haddad Izard Jolivet Kervella Lemoine Morvan Nantes Orvault".split()


def article(words: int, spans: int, relations: int, *, seed: int = 7, pending: float = 0.3) -> ArticleState:
    """An article with that much in it; every run of the same arguments gives the same one."""
    draw = random.Random(seed)
    paragraphs: list[str] = []
    left = words
    while left > 0:
        size = min(left, draw.randint(35, 90))
        chosen = [draw.choice(_NAMES) if draw.random() < 0.2 else draw.choice(_WORDS) for _ in range(size)]
        paragraphs.append(" ".join(chosen) + ".")
        left -= size
    text = "\n\n".join(paragraphs)
    document, annotator, run = DocumentId(1), AnnotatorId(1), RunId(1)
    starts = [0, *(index + 1 for index, char in enumerate(text) if char in " \n" and text[index + 1].isalpha())]
    places = sorted(draw.sample(range(len(starts) - 3), spans))
    confirmed: list[Span] = []
    suggested: list[SpanSuggestion] = []
    ids = count(1)
    taken = 0
    for place in places:
        start = starts[place]
        end = starts[place + draw.randint(1, 2)] - 1
        if start < taken or "\n" in text[start:end]:
            end = start + 2
        taken = end
        label = draw.choice(("PER", "ORG", "LOC", "DATE", "MONEY", "ROLE", "EVENT", "LAW"))
        if draw.random() < pending:
            suggested.append(SpanSuggestion(SuggestionId(next(ids)), run, document, start, end, label, draw.random()))
        else:
            confirmed.append(Span(SpanId(next(ids)), document, annotator, start, end, label))
    joined: list[Relation] = []
    for id in range(1, relations + 1):
        at = draw.randrange(len(confirmed) - 1)
        other = min(len(confirmed) - 1, at + draw.randint(1, 4))
        head, child = (confirmed[at], confirmed[other]) if draw.random() < 0.5 else (confirmed[other], confirmed[at])
        if head.id != child.id:
            joined.append(Relation(RelationId(id), document, annotator, head.id, child.id, "located_in"))
    return ArticleState(
        Document(document, "bench", "Une journée ordinaire dans l’Ouest", text, "fr", "2026-03-02", "Le Courrier"),
        Review(),
        spans=confirmed,
        relations=joined,
        suggestions=suggested,
    )
