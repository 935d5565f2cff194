"""Documents: the digest of any text, and the title of one that came without."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import derived_title, text_digest


def test_digest_is_of_the_utf8_bytes() -> None:
    assert text_digest("l’été\r\n") == hashlib.sha256("l’été\r\n".encode()).hexdigest()


def test_digest_tells_line_ends_apart() -> None:
    assert text_digest("a\r\nb") != text_digest("a\nb")


def test_digest_of_a_lone_surrogate_is_defined() -> None:
    assert text_digest("\ud800") != text_digest("\ud801")


@pytest.mark.parametrize(
    ("text", "limit", "title"),
    [
        ("Le port rouvre\n\nLe corps.", 110, "Le port rouvre"),
        ("\r\n \u00a0\r\n  Deux\u00a0mots\tici \r\n", 110, "Deux mots ici"),
        ("", 110, ""),
        (" \n\t\n", 110, ""),
        ("Un titre, bien trop long", 12, "Un titre…"),
        ("Anticonstitutionnellement", 9, "Anticonst…"),
    ],
)
def test_title_is_the_first_line_that_says_something(text: str, limit: int, title: str) -> None:
    assert derived_title(text, limit=limit) == title


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_title_is_one_line_within_its_limit(text: str, limit: int) -> None:
    title = derived_title(text, limit=limit)
    assert len(title) <= limit + 1
    assert title == "" or len(title.splitlines()) == 1


def test_title_of_a_scanned_column_does_not_end_within_a_word() -> None:
    text = "L'augmentation des impôts va faire monter le prix, déjà ex¬\ncessif, de la vie. Si ce n'était pas une rai¬\nson"
    assert derived_title(text, limit=72) == "L'augmentation des impôts va faire monter le prix, déjà excessif, de la…"
