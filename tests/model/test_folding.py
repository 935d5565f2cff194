"""One spelling for every way of writing the same characters, and the way back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.folding import all_spellings, canonical, fold, is_unspaced, is_whole, spellings


def found(text: str, string: str, language: str = "fr") -> list[str]:
    """The stretches of a text that a string is found at, as they stand there."""
    folded = fold(text, language)
    places = []
    for pattern in spellings(canonical(string), language):
        at = folded.text.find(pattern)
        while at >= 0:
            if is_whole(folded.text, at, at + len(pattern)):
                start, end = folded.original(at, at + len(pattern))
                places.append(text[start:end])
            at = folded.text.find(pattern, at + 1)
    return places


@pytest.mark.parametrize(
    ("text", "string", "language", "expected"),
    [
        ("Les ETATS-UNIS, les États-Unis, les Etats‑Unis", "États-Unis", "fr", 3),
        ("Aux E\u0301tats-Unis d’Amérique", "États-Unis d'Amérique", "fr", 1),
        ("Le Pays\u00a0de\n la  Loire", "Pays de la Loire", "fr", 1),
        ("Parisien, Paris-Nice, parisPARIS, Paris_2", "Paris", "fr", 1),
        ("FRANCE : la France gagne", "FRANCE", "fr", 2),
        ("L'ONU et l’onu", "ONU", "fr", 1),
        ("Wir essen in Essen.", "Essen", "de", 1),
        ("ÄGYPTEN und Agypten", "Ägypten", "de", 1),
        ("İSTANBUL, ISTANBUL, İstanbul", "İstanbul", "tr", 2),
        ("ISPARTA IRMAK", "Irmak", "tr", 1),
        ("他在北京工作", "北京", "zh", 1),
        ("在Paris工作", "Paris", "zh", 1),
        ("กรุงเทพมหานคร", "กรุงเทพ", "th", 1),
        ("Saint\u00adNazaire", "SaintNazaire", "fr", 1),
        ("Paris\u200b est", "Paris", "fr", 1),
        ("a", "a", "fr", 1),
    ],
)
def test_a_string_is_found_however_it_is_written(text: str, string: str, language: str, expected: int) -> None:
    assert len(found(text, string, language)) == expected


def test_offsets_are_those_of_the_text_as_it_stands() -> None:
    assert found("😀\r\n\r\nE\u0301lodie  Marchand\u0301", "Élodie Marchand\u0301") == ["E\u0301lodie  Marchand\u0301"]
    assert found("l’É\u00adtat\u200b !", "État") == ["É\u00adtat"]


@given(
    st.text(alphabet="aéE\u0301\u00ad\u200b \u00a0\n’-‑😀Ç\u0327", max_size=30), st.sampled_from(["", "fr", "tr", "zh"])
)
def test_every_character_leads_back_to_its_place(text: str, language: str) -> None:
    folded = fold(text, language)
    last = 0
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        assert last <= start <= end <= len(text)
        last = start
    start, end = folded.original(0, len(folded.text))
    assert fold(text[start:end], language).text.strip() == folded.text.strip()


@given(st.lists(st.text(alphabet="aéÉßİıI -’1", max_size=8)))
def test_many_at_once_are_spelled_as_one_by_one(strings: list[str]) -> None:
    own = [canonical(string) for string in strings]
    for language in ("fr", "de", "tr"):
        assert list(all_spellings(own, language)) == [spellings(string, language) for string in own]


def test_a_script_without_spaces_is_told() -> None:
    assert is_unspaced("北京")
    assert not is_unspaced("Paris")


def test_no_letter_is_cut_from_its_accent() -> None:
    assert not is_whole("e\u0301", 0, 1)
    assert is_whole("e\u0301", 0, 2)
