"""Finding in an article: what is set aside, and that no offset moves because of it."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.find import Finder, fold, fold_text, nearest

TEXT = "Élodie a reçu 😀 l’Œuvre\r\n\r\nde la Straße, e\u0301te\u0301 2024 : \u00ab\u00a0co\u00adopé\u00adration\u00a0\u00bb."


def found(text: str, words: str, *, exact: bool = False) -> list[str]:
    return [text[start:end] for start, end in Finder(text).find(words, exact=exact)[0]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("elodie", ["Élodie"]),
        ("ÉLODIE", ["Élodie"]),
        ("E\u0301lodie", ["Élodie"]),
        ("recu", ["reçu"]),
        ("l'oeuvre", ["l’Œuvre"]),
        ("l’œuvre", ["l’Œuvre"]),
        ("oeuvre de la", ["Œuvre\r\n\r\nde la"]),
        ("strasse", ["Straße"]),
        ("été", ["e\u0301te\u0301"]),
        ("2024", ["2024"]),
        ("cooperation", ["co\u00adopé\u00adration"]),
        ('" coop', ["«\u00a0co\u00adop"]),
        ("😀", ["😀"]),
        ("absent", []),
        ("  ", []),
        ("", []),
        ("\u0301", []),
    ],
)
def test_case_accents_ligatures_and_blanks_are_set_aside(words: str, expected: list[str]) -> None:
    assert found(TEXT, words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("elodie", []),
        ("Élodie", ["Élodie"]),
        ("recu", []),
        ("Œuvre de", ["Œuvre\r\n\r\nde"]),
        ("(", []),
    ],
)
def test_exact_search_takes_letters_as_they_are(words: str, expected: list[str]) -> None:
    assert found(TEXT, words, exact=True) == expected


def test_what_follows_odd_characters_is_where_it_was() -> None:
    text = "ß œ e\u0301 ﬁn 😀 … Paris"
    assert Finder(text).find("paris")[0] == [(text.index("Paris"), len(text))]


def test_letters_of_one_ligature_are_one_match() -> None:
    assert Finder("cœur ß").find("s")[0] == [(5, 6)]
    assert Finder("ß").find("s")[0] == [(0, 1)]
    assert Finder("cœur").find("e")[0] == [(1, 2)]
    assert Finder("cœur").find("co")[0] == [(0, 2)]
    assert Finder("aßs").find("s")[0] == [(1, 2), (2, 3)]


def test_a_search_does_not_begin_with_an_accent_that_belongs_to_the_letter_before() -> None:
    text = "\u0301e\u0301a"
    assert Finder(text).find("e")[0] == [(1, 3)]
    assert Finder(text).find("a")[0] == [(3, 4)]


def test_invisible_characters_after_a_match_stay_out_of_it() -> None:
    assert Finder("co\u00adop").find("co")[0] == [(0, 2)]
    assert Finder("x\u200b\u200b y").find("x")[0] == [(0, 1)]


def test_ascii_text_is_folded_without_a_table() -> None:
    folded = fold_text("Plain Text")
    assert (folded.folded, folded.changes, folded.start(3), folded.end(3)) == ("plain text", (), 3, 3)


def test_a_word_is_found_where_a_scanned_line_cuts_it() -> None:
    text = "Il vit M. Poin¬\r\ncaré et M. Cha- ronnat, une- sorte."

    def found(words: str, *, exact: bool = False) -> list[str]:
        return [text[start:end] for start, end in Finder(text).find(words, exact=exact)[0]]

    assert found("poincare et") == ["Poin¬\r\ncaré et"]
    assert found("Poincaré", exact=True) == ["Poin¬\r\ncaré"]
    assert found("Charonnat") == ["Cha- ronnat"]
    assert found("es") == []


def test_many_matches_stop_at_the_most() -> None:
    finder = Finder("a " * 50)
    assert finder.find("a", most=10) == ([(2 * i, 2 * i + 1) for i in range(10)], True)
    assert len(finder.find("a", most=50)[0]) == 50
    assert finder.find("a", most=50)[1] is False


def test_nearest_match_is_the_first_from_a_place_on_and_goes_round() -> None:
    matches = [(2, 4), (10, 12)]
    assert [nearest(matches, place) for place in (0, 3, 4, 10, 11, 12, 99)] == [0, 0, 1, 1, 1, 0, 0]
    assert nearest([], 3) == -1


ALPHABET = st.sampled_from("aeEéÉ\u0301\u0327ßœŒæﬁ İi…«’ \u00a0\r\n\u00ad\u200d😀한ي")


@given(st.text(ALPHABET, max_size=30), st.data())
@example("e\u0301", None)
def test_every_piece_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject | None) -> None:
    if data is None:
        start, end = 0, len(text)
    else:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
    piece = text[start:end]
    matches, more = Finder(text).find(piece)
    assert not more
    wanted = fold(piece).split()
    assert bool(matches) == bool(wanted)
    before = 0
    for first, last in matches:
        assert before <= first < last <= len(text)
        before = last
        # at most a letter's other half is more than was asked for
        assert " ".join(wanted) in " ".join(fold(text[first:last]).split())
        assert not unicodedata.combining(text[last]) if last < len(text) else True


def test_a_hundred_thousand_words_are_searched_at_once() -> None:
    text = "Élodie a reçu l’œuvre à Saint-Nazaire, e\u0301te\u0301 compris. " * 12_500
    finder = Finder(text)
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        matches, _ = finder.find("saint nazaire")
        finder.find("elodie")
        best = min(best, time.process_time() - began)
    assert matches == []
    assert len(finder.find("elodie")[0]) == 10_000
    assert best < 0.25
