"""The same string again: whole words, whatever the white space."""

import pytest

from annotator.model.occurrences import occurrences


def found(text: str, string: str) -> list[str]:
    start = text.index(string)
    return [text[low:high] for low, high in occurrences(text, start, start + len(string))]


@pytest.mark.parametrize(
    ("text", "string", "expected"),
    [
        ("Lyon bat Lyon", "Lyon", ["Lyon", "Lyon"]),
        ("Nice, les Niçois et Nicée", "Nice", ["Nice"]),
        ("l’ONU et ONUDI, ONU.", "ONU", ["ONU", "ONU"]),
        ("Lyon et lyon", "Lyon", ["Lyon"]),
        ("Ada Roy, Ada\u00a0Roy, Ada\r\nRoy, AdaRoy", "Ada Roy", ["Ada Roy", "Ada\u00a0Roy", "Ada\r\nRoy"]),
        ("C++ et C++ et C+", "C++", ["C++", "C++"]),
        ("(RPR) du RPR", "(RPR)", ["(RPR)"]),
        ("😀 puis 😀", "😀", ["😀", "😀"]),
    ],
)
def test_whole_words_are_found_in_order(text: str, string: str, expected: list[str]) -> None:
    assert found(text, string) == expected


def test_blank_strings_occur_nowhere() -> None:
    assert occurrences("a b", 1, 2) == []
    assert occurrences("a b", 1, 1) == []
