"""Numbers with their nouns."""

import pytest

from annotator.model.plurals import counted


@pytest.mark.parametrize(
    ("count", "noun", "plural", "said"),
    [
        (0, "article", "", "0 articles"),
        (1, "article", "", "1 article"),
        (2_170, "article", "", "2,170 articles"),
        (1, "copy", "copies", "1 copy"),
        (3, "copy", "copies", "3 copies"),
    ],
)
def test_one_has_its_singular(count: int, noun: str, plural: str, said: str) -> None:
    assert counted(count, noun, plural) == said
