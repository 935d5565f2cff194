"""Which titles fit what was typed, and in what order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.dialogs.fuzzy import match

TITLES = ["Next article", "Next suggestion", "Previous article", "Mark as not done", "Export…", "Réétiqueter", "Undo"]


def best(typed: str) -> list[str]:
    scored = [(found[0], title) for title in TITLES if (found := match(typed, title)) is not None]
    return [title for _, title in sorted(scored, reverse=True)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("na", "Next article"),
        ("art next", "Next article"),
        ("sugg", "Next suggestion"),
        ("prev", "Previous article"),
        ("reet", "Réétiqueter"),
        ("EXP", "Export…"),
        ("mnd", "Mark as not done"),
    ],
)
def test_beginnings_of_words_come_first(typed: str, first: str) -> None:
    assert best(typed)[0] == first


def test_the_beginning_of_a_word_comes_before_letters_of_several() -> None:
    whole, scattered = match("save", "Is everything saved?"), match("save", "Suggest above…")
    assert whole is not None
    assert scattered is not None
    assert whole[0] > scattered[0]


def test_what_lacks_a_letter_does_not_fit() -> None:
    assert match("nextz", "Next article") is None
    assert match("next undo", "Next article") is None


def test_places_are_those_of_the_title_as_it_is() -> None:
    found = match("oeu", "Chef-d’œuvre")
    assert found is not None
    assert [("Chef-d’œuvre")[place] for place in found[1]] == ["œ", "u"]


@given(st.text(max_size=20), st.text(min_size=1, max_size=30))
def test_places_lie_within_the_title(typed: str, title: str) -> None:
    found = match(typed, title)
    if found is not None:
        assert all(0 <= place < len(title) for place in found[1])
        assert list(found[1]) == sorted(set(found[1]))


@given(st.text(min_size=1, max_size=30))
def test_a_title_fits_itself(title: str) -> None:
    assert match(title, title) is not None
