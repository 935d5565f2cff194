import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.tokens import ArticleTokens
from annotator.model.units import grow, phrases_from

ARTICLE = (
    "Le groupe Armor Marine a annoncé mardi un investissement de 240\u00a0millions d’euros. "
    "Sa présidente, Élodie Marchand, a présenté le projet aux côtés de Yann Le Goff, "
    "président de la région Pays de la Loire. "
    "« C’est le plus grand pari industriel de notre histoire. Nous y croyons », a déclaré Mme Marchand. "
    "Le Dr. J. Dupont et M. Martin siègent à l’Assemblée nationale avec van der Berg, etc. La suite viendra. "
    "The president of the European Commission said the U.S. government won."
)


def growths(text: str, words: str) -> list[str]:
    """What Space takes, one press after the other, from those words on."""
    tokens = ArticleTokens(text)
    start = text.index(words)
    extent = (start, start + len(words))
    taken = []
    while (larger := grow(tokens, *extent)) != extent:
        assert larger[0] <= extent[0]
        assert extent[1] <= larger[1]
        extent = larger
        taken.append(text[slice(*extent)])
    return taken


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Marine", ["Armor Marine", "groupe Armor Marine"]),
        ("Goff", ["Yann Le Goff", "côtés de Yann Le Goff"]),
        ("Pays", ["Pays de la Loire", "président de la région Pays de la Loire"]),
        ("de la Loire", ["Pays de la Loire"]),
        ("région", ["président de la région Pays de la Loire"]),
        ("égio", ["région", "président de la région Pays de la Loire"]),
        ("pari", ["grand pari industriel de notre histoire"]),
        ("Dupont", ["J. Dupont"]),
        ("Mme", ["Mme Marchand"]),
        ("Assemblée", ["Assemblée nationale"]),
        ("Berg", ["van der Berg"]),
        ("president", ["president of the European Commission"]),
        ("240\u00a0millions", ["investissement de 240\u00a0millions d’euros"]),
    ],
)
def test_space_takes_the_name_then_the_noun_phrase(words: str, expected: list[str]) -> None:
    taken = growths(ARTICLE, words)
    assert taken[: len(expected)] == expected
    assert taken[-1].endswith((".", "»", "croyons"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("mardi", "Le groupe Armor Marine a annoncé mardi un investissement de 240\u00a0millions d’euros."),
        ("pari", "C’est le plus grand pari industriel de notre histoire."),
        ("croyons", "Nous y croyons », a déclaré Mme Marchand."),
        ("Dupont", "Le Dr. J. Dupont et M. Martin siègent à l’Assemblée nationale avec van der Berg, etc."),
        ("suite", "La suite viendra."),
        ("U.S.", "The president of the European Commission said the U.S. government won."),
    ],
)
def test_the_last_unit_is_the_sentence(words: str, sentence: str) -> None:
    assert growths(ARTICLE, words)[-1] == sentence


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("Il part. Elle reste ! Qui ? Moi… Fin", "Elle", "Elle reste !"),
        ("Il part... Elle reste.", "Elle", "Elle reste."),
        ("« Où vas-tu ? » demande-t-il. Rien.", "demande", "« Où vas-tu ? » demande-t-il."),
        ("« Il part. » Elle reste.", "Elle", "Elle reste."),
        ("Il a dit « oui. Bien sûr ». Fin.", "Bien", "Bien sûr »."),
        ("(Il part. Elle reste.) Fin.", "part", "Il part."),
        ("(Il part. Elle reste.) Fin.", "reste", "Elle reste."),
        ("Un (deux. Trois) quatre.", "Trois", "Trois) quatre."),
        ("Le 3 janv. 2020 est là. Fin.", "2020", "Le 3 janv. 2020 est là."),
        ("Il vit aux U.S. The end.", "end", "The end."),
        ("premier titre\nseconde ligne", "titre", "premier titre"),
        ("他来了。她走了。", "走", "她走了。"),
        ("Prix : 3. 5 euros.", "Prix", "Prix : 3."),
    ],
)
def test_where_sentences_end(text: str, words: str, sentence: str) -> None:
    assert growths(text, words)[-1] == sentence


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Hier Emmanuel Macron parlait.", "Macron", "Emmanuel Macron"),
        ("La Banque de France ouvre.", "France", "Banque de France"),
        ("Le chef d’Al-Qaïda - Ben Laden - est mort.", "Laden", "Ben Laden"),
        ("le Charles de Gaulle appareille", "de", "Charles de Gaulle"),
        ("du vin de la Loire", "la", "vin de la Loire"),
        ("Tour\u2011Eiffel Johnson & Johnson paie", "&", "Tour\u2011Eiffel Johnson & Johnson"),
        ("Ada Mercier -Escaut coule", "Mercier", "Ada Mercier"),
        ("Il vient de la Loire.", "Loire", "Il vient de la Loire."),
        ("Il cite Nord de la de la de la Loire.", "Loire", "cite Nord de la de la de la Loire"),
        ("Un chef adjoint de « Paris » vient", "chef", "chef adjoint"),
    ],
)
def test_names_hold_their_particles_and_leave_titles_and_function_words(text: str, words: str, name: str) -> None:
    assert growths(text, words)[0] == name


SCANNED = """Hermeray, Teille, Michel, Nerryking,
et le président de la Chambre M. Emile
Laurent, 43 ans, charretier, M. Poin¬
caré, rue d'Ernée, 99, le pied droit
écrasé.
Mariage. Jeanne Gousin
Paul Odet, avant le sou\u00ad
lèvement de la Société des
Nations."""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Emile", "Emile\nLaurent"),
        ("Laurent", "Emile\nLaurent"),
        ("Poin", "Poin¬\ncaré"),
        ("caré", "Poin¬\ncaré"),
        ("Société", "Société des\nNations"),
        ("Nations", "Société des\nNations"),
        ("Gousin", "Jeanne Gousin"),
        ("Odet", "Paul Odet"),
        ("lèvement", "sou\u00ad\nlèvement"),
    ],
)
def test_space_goes_over_the_lines_of_a_scanned_column(words: str, name: str) -> None:
    assert growths(SCANNED, words)[0] == name


def test_a_sentence_of_a_scanned_column_has_all_its_lines() -> None:
    assert growths(SCANNED, "Laurent")[-1] == SCANNED.partition("\nMariage")[0]
    assert growths("Un titre\nLe corps\nencore", "titre")[-1] == "Un titre"


def test_half_a_cut_word_at_the_border_of_what_is_looked_at() -> None:
    text = "mot, " * 700 + "ex¬\ncessif"
    assert growths(text, "cessif")[0] == "ex¬\ncessif"


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        ("Armor", ["Armor Marine"]),
        ("groupe", ["groupe Armor Marine"]),
        ("Yann", ["Yann Le Goff"]),
        ("Marine", []),  # begins nothing
        ("région", ["région Pays de la Loire"]),
        ("Pays", ["Pays de la Loire"]),
        ("Nous", []),
        ("Dupont", []),
        ("Assemblée", ["Assemblée nationale"]),
        ("J", ["J. Dupont"]),
        ("Pays de", ["Pays de la Loire"]),
    ],
)
def test_how_a_name_and_a_phrase_go_on(words: str, phrases: list[str]) -> None:
    tokens, start = ArticleTokens(ARTICLE), ARTICLE.index(words)
    assert [ARTICLE[slice(*one)] for one in phrases_from(tokens, start, start + len(words))] == phrases
    assert phrases_from(ArticleTokens(" \n"), 0, 1) == []


def test_a_participle_after_its_auxiliary_is_no_part_of_a_phrase() -> None:
    assert growths("Il a rencontré Ada Mercier hier.", "Ada")[:2] == ["Ada Mercier", "Il a rencontré Ada Mercier hier."]


def test_an_extent_over_several_sentences_grows_to_all_of_them() -> None:
    assert growths("Un. Deux trois. Quatre cinq.", "trois. Quatre")[-1] == "Deux trois. Quatre cinq."


def test_blank_places_and_empty_texts_stay_as_they_are() -> None:
    assert grow(ArticleTokens("un  mot"), 2, 4) == (2, 4)
    assert grow(ArticleTokens(""), 0, 0) == (0, 0)


def test_a_very_long_sentence_is_looked_at_near_the_place_only() -> None:
    text = "mot " * 5000
    start, end = grow(ArticleTokens(text), 10_000, 10_003)
    assert 5_000 < end - start < 7_000


@given(st.text(alphabet="AaDde ’«».!\n-1é", max_size=50), st.data())
def test_growing_never_loses_the_place_and_ends(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    extent = (start, data.draw(st.integers(start + 1, len(text))))
    tokens = ArticleTokens(text)
    for _ in range(len(text) + 2):
        larger = grow(tokens, *extent)
        assert larger[0] <= extent[0]
        assert larger[1] >= extent[1]
        if larger == extent:
            return
        extent = larger
    raise AssertionError("it grows for ever")


def test_one_press_takes_most_names_of_french_news(shared_data: Callable[..., Path]) -> None:
    names = taken = 0
    with shared_data("gold", "winer-fr", "winer-fr-2016-2017.jsonl").open(encoding="utf-8") as lines:
        for _, line in zip(range(100), lines, strict=False):
            row = json.loads(line)
            tokens = ArticleTokens(row["text"])
            for span in row["spans"]:
                inside = tokens.within(span["start"], span["end"])
                if len(inside) > 1:
                    names += 1
                    taken += any(grow(tokens, *token) == (span["start"], span["end"]) for token in inside)
    assert taken / names > 0.75
