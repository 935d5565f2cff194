"""Dates, sums and roles by rule."""

import pytest

from annotator.nlp.rules import Rules

LABELS = ("PER", "DATE", "MONEY", "ROLE")


def found(language: str, text: str, label: str, persons: tuple[str, ...] = ()) -> list[str]:
    extents = [(text.index(name), text.index(name) + len(name)) for name in persons]
    return [text[s.start : s.end] for s in Rules(language, LABELS).find(text, extents) if s.label == label]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Le mardi 12 janvier 2016, à Lyon", ["mardi 12 janvier 2016"]),
        ("Le 1er mai et le 1 er juin", ["1er mai", "1 er juin"]),
        ("le 3\u00a0mars\u00a02020", ["3\u00a0mars\u00a02020"]),
        ("le 20 mai dernier", ["20 mai dernier"]),
        ("depuis février 2022", ["février 2022"]),
        ("en 1998, puis dès 2003", ["1998", "2003"]),
        ("le 14/07/1989", ["14/07/1989"]),
        ("2016 euros, le numéro 2017, 112 mars", []),
        ("la rue du 4-Septembre", []),
    ],
)
def test_french_dates(text: str, dates: list[str]) -> None:
    assert found("fr", text, "DATE") == dates


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("une amende de 1 200 euros", ["1 200 euros"]),
        ("4,6 millions d’euros par an", ["4,6 millions d’euros"]),
        ("66,1 milliards de dollars", ["66,1 milliards de dollars"]),
        ("120 M€ et 2500 $", ["120 M€", "2500 $"]),
        ("30\u202f000\u00a0€", ["30\u202f000\u00a0€"]),
        ("3 millions de personnes", []),
    ],
)
def test_french_sums(text: str, sums: list[str]) -> None:
    assert found("fr", text, "MONEY") == sums


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("On Monday, March 5, 2007, in Taipei", "DATE", ["Monday, March 5, 2007"]),
        ("from 2 May to June 2019", "DATE", ["2 May", "June 2019"]),
        ("since 1985 he may march", "DATE", ["1985"]),
        ("raised $3.5 billion and £20m", "MONEY", ["$3.5 billion", "£20m"]),
        ("44 billion dollars, 12,500 euros", "MONEY", ["44 billion dollars", "12,500 euros"]),
    ],
)
def test_english_dates_and_sums(text: str, label: str, expected: list[str]) -> None:
    assert found("en", text, label) == expected


def test_role_is_suggested_beside_a_person_only() -> None:
    text = "Le ministre de la Défense Jean Martin et Anne Roux, porte-parole du parti. Un président arrive."
    assert found("fr", text, "ROLE", ("Jean Martin", "Anne Roux")) == ["ministre de la Défense", "porte-parole"]
    assert found("fr", text, "ROLE") == []


def test_role_inside_a_person_is_not_suggested() -> None:
    text = "Le général Gerasimov"
    assert Rules("fr", LABELS).find(text, [(3, 20)]) == []


def test_labels_are_those_of_the_scheme() -> None:
    assert Rules("fr", ("TIME", "AMOUNT")).labels == ("TIME", "AMOUNT")
    assert Rules("fr", ("PER",)).labels == ()
    assert Rules("de", LABELS).labels == ()


def test_astral_characters_and_line_ends_keep_the_offsets() -> None:
    text = "😀\r\n👩‍👩‍👧 le 3 mai 2016\r\n"
    [span] = Rules("fr", ("DATE",)).find(text)
    assert text[span.start : span.end] == "3 mai 2016"
