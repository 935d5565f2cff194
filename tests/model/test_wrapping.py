import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.tokens import STRETCH, ArticleTokens
from annotator.model.wrapping import Passages, cuts_word, goes_on, runs_on, unwrapped, wrapped_width

COLUMN = """Hermeray, Teille, Michel, Nerryking,
M. François Févri, 43 ans, charret¬
tier chez M. Coupel, entrepreneur,
rue d'Ernée, 99, a eu le pied droit
écrasé.
Mariage. Jeanne Gousin, rue du Bourg-
Hersent, et Paul Odet."""


def lines_of(text: str) -> list[tuple[int, int, bool]]:
    return [(*match.span(), text[: match.start()].endswith("\n\n")) for match in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Poin¬\ncaré", True),
        ("Poin-\ncaré", True),
        ("Poin\u00ad\ncaré", True),
        ("MAYEN-\nNE", True),
        ("Bourg-\nHersent", False),
        ("1914-\n1918", False),
        ("dit -\noui", False),
        ("Poincaré\na dit", False),
    ],
)
def test_a_sign_between_letters_of_a_kind_cuts_a_word(text: str, cut: bool) -> None:
    end = text.index("\n")
    assert cuts_word(text, end, end + 1) is cut


def test_a_line_runs_on_within_a_word_or_a_sentence() -> None:
    def says(text: str) -> bool:
        return runs_on(text, text.index("\n"), text.index("\n") + 1)

    assert says("le prix, déjà ex¬\ncessif")
    assert says("le prix de\nla vie")
    assert says("Hermeray,\nTeille")
    assert says("La Société des\nNations")
    assert says("Entendu M.\nDelcassé")
    assert not says("Un titre\nLe corps.")
    assert not says("Il l'a dit.\niPhone")


def test_a_scanned_column_is_wrapped_and_lists_and_paragraphs_are_not() -> None:
    assert wrapped_width(COLUMN, lines_of(COLUMN)) in range(30, 38)
    for text in ("un\ndeux\ntrois", "Un titre\nUn paragraphe.\nUn autre.\nEncore un.", "", "seul", "a\n\nb"):
        assert wrapped_width(text, lines_of(text)) == 0


def test_a_paragraph_ends_with_a_line_that_ends_before_the_column() -> None:
    lines = lines_of(COLUMN)
    width = wrapped_width(COLUMN, lines)
    on = [goes_on(COLUMN, line[:2], after[0], width) for line, after in pairwise(lines)]
    assert on == [True, True, True, True, False, True]


def test_unwrapping_joins_cut_words_and_stops_where_the_sentence_may() -> None:
    assert (
        unwrapped("\nLe prix, déjà ex¬\ncessif, de la\nvie. Et\n\nencore", 200)
        == "Le prix, déjà excessif, de la vie. Et"
    )
    assert unwrapped("Un titre\nLe corps", 200) == "Un titre"


@given(st.text(st.sampled_from("aB é¬-,.\n\r\u2028\u00ad")), st.integers(1, 50))
def test_unwrapping_makes_one_line_of_what_the_text_has(text: str, limit: int) -> None:
    opening = unwrapped(text, limit)
    assert len(opening.splitlines()) <= 1
    assert bool(opening) == bool(text.strip())


@given(st.text(st.sampled_from("aB é¬-,.\n\r\u2028"), max_size=60), st.data())
def test_a_passage_holds_what_it_is_asked_about(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = Passages(text, 0, len(text)).around(start, end, 30)
    assert 0 <= low <= start
    assert end <= high <= len(text)


def test_a_passage_reaches_so_far_and_no_further_than_its_paragraph() -> None:
    text = "mot mot mot mo¬\nmot mot mot mo¬\n" * 20 + "\n" + COLUMN
    passages = Passages(text, 0, len(text))
    assert passages.around(300, 301, 40) == (256, 351)
    assert text[slice(*passages.around(len(text) - 1, len(text), 1000))].startswith("Mariage")


def test_of_a_long_text_only_what_is_near_is_looked_at() -> None:
    column = (
        "Le préfet de la Seine a reçu hier M. Poin¬\ncaré et les autres membres du conseil mu¬\nnicipal de Paris.\n"
    )
    verses = "Un vers.\n\n" * (3 * STRETCH // 10)
    tokens = ArticleTokens(verses + column * 20)
    start = tokens.text.index("Poin")
    line = tokens.paragraph(start)
    assert tokens.passages(start).around(*line, 3000)[1] > line[1]
    assert tokens.passages(0).around(0, 8, 3000) == (0, 8)
    assert tokens.passages(start) is tokens.passages(start + 1)
