import json
import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.tokens import BLOCK, ArticleTokens, tokenise


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’usine d'Airbus", ["L’", "usine", "d'", "Airbus"]),
        ("jusqu’à aujourd’hui, qu'il", ["jusqu’", "à", "aujourd’hui", ",", "qu'", "il"]),
        ("l’« Express »", ["l’", "«", "Express", "»"]),
        ("N’Golo O'Brien D’Artagnan prud'homme", ["N’Golo", "O'Brien", "D’", "Artagnan", "prud'homme"]),
        ("qu’d’Artagnan", ["qu’", "d’", "Artagnan"]),
        ("don't Trump's we're", ["do", "n't", "Trump", "'s", "we", "'re"]),
        ("n’t", ["n’", "t"]),
        ("'x' d’", ["'", "x", "'", "d", "’"]),
        ("Saint-Nazaire Val-d’Oise États-Unis", ["Saint-Nazaire", "Val-d’Oise", "États-Unis"]),
        ("dit-il a-t-elle est-ce rendez-vous", ["dit", "-il", "a", "-t", "-elle", "est", "-ce", "rendez-vous"]),
        ("F-16 10-12 2016-2017", ["F-16", "10", "-", "12", "2016", "-", "2017"]),
        ("1\u202f200,5 et 240\u00a0000", ["1\u202f200,5", "et", "240\u00a0000"]),
        ("3,5 km 15km 20h30 1er 50\u00a0% 10€", ["3,5", "km", "15", "km", "20h30", "1er", "50", "%", "10", "€"]),
        ("12/10/2017 n°3", ["12/10/2017", "n°", "3"]),
        ("M. Le Pen, Mme. X, J. Dupont etc.", ["M.", "Le", "Pen", ",", "Mme.", "X", ",", "J.", "Dupont", "etc."]),
        ("U.S. C.G.T. fin.", ["U.S.", "C.G.T.", "fin", "."]),
        (
            "www.exemple.fr. a.b@exemple.fr @compte #mot",
            ["www.exemple.fr", ".", "a.b@exemple.fr", "@compte", "#", "mot"],
        ),
        ("exemple.fr et/ou...", ["exemple.fr", "et", "/", "ou", "..."]),
        ("« Oui ! » — “non”", ["«", "Oui", "!", "»", "—", "“", "non", "”"]),
        ("A380 XXe G7", ["A380", "XXe", "G7"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_french_and_english_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("👩🏽\u200d💻! 🇫🇷🇧🇪 🛢\ufe0f", ["👩🏽\u200d💻", "!", "🇫🇷", "🇧🇪", "🛢\ufe0f"]),
        ("1\ufe0f\u20e3 ok", ["1\ufe0f\u20e3", "ok"]),
        ("...\u0308 M.\u0308", ["...\u0308", "M.\u0308"]),
        ("e\u0301te\u0301 !\u0308a", ["e\u0301te\u0301", "!\u0308", "a"]),
        ("🏴\U000e0067\U000e0062\U000e007f.", ["🏴\U000e0067\U000e0062\U000e007f", "."]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("السَّلام عليكم", ["السَّلام", "عليكم"]),
        ("中国人民 カタカナと한국어", ["中", "国", "人", "民", "カタカナ", "と", "한국어"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("\u200fא\u200b b\ufeff", ["א", "b"]),
        ("co\u00adopérer", ["co\u00adopérer"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("a\ud800b", ["a", "\ud800", "b"]),
    ],
)
def test_other_scripts_and_signs_are_never_cut(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(alphabet=st.characters() | st.sampled_from("aé ’'-.\u0301\u200d👩🏽🇫🇷1\u00a0中"), max_size=60))
def test_tokens_are_ordered_cover_all_that_shows_and_cut_no_mark(text: str) -> None:
    tokens = tokenise(text)
    assert all(a < b for a, b in tokens)
    assert all(before[1] <= after[0] for before, after in pairwise(tokens))
    covered = {position for start, end in tokens for position in range(start, end)}
    for position, character in enumerate(text):
        if character.isalnum() or unicodedata.category(character)[0] in "PS":
            assert position in covered
    for start, _ in tokens:
        mark = unicodedata.category(text[start])[0] == "M"
        assert not (mark and start > 0 and start in {end for _, end in tokens})


@given(st.text(alphabet="aé ’-.\r\n\u0301中\u2028", max_size=60), st.integers(-3, 65), st.integers(0, 65))
def test_a_walk_meets_every_token_once(text: str, position: int, length: int) -> None:
    tokens = ArticleTokens(text)
    expected = [token for line in _lines(text) for token in line]
    met: list[tuple[int, int]] = []
    at = 0
    while (token := tokens.after(at)) is not None:
        met.append(token)
        at = token[1]
    assert met == expected
    at = len(text)
    while (token := tokens.before(at)) is not None:
        assert token == met.pop()
        at = token[0]
    assert met == []
    end = position + length
    assert tokens.within(position, end) == [(a, b) for a, b in expected if a < end and position < b]
    assert tokens.first() == (expected[0] if expected else None)
    assert tokens.after(position, overlapping=True) == next((t for t in expected if t[1] > position), None)
    assert tokens.before(position, overlapping=True) == next((t for t in reversed(expected) if t[0] < position), None)


def _lines(text: str) -> list[list[tuple[int, int]]]:
    lines, start = [], 0
    for line in text.splitlines(keepends=True) if "\r" in text else text.split("\n"):
        lines.append([(start + a, start + b) for a, b in tokenise(line)])
        start += len(line) + (0 if "\r" in text else 1)
    return lines


def test_at_takes_the_token_there_else_the_next_else_the_last() -> None:
    tokens = ArticleTokens("un  mot\n")
    assert tokens.at(1) == (0, 2)
    assert tokens.at(2) == (4, 7)
    assert tokens.at(99) == (4, 7)
    assert ArticleTokens("").at(0) is None


def test_snap_takes_whole_tokens() -> None:
    tokens = ArticleTokens("Pays de la Loire.")
    assert tokens.snap(2, 9) == (0, 10)
    assert tokens.snap(4, 5) is None
    assert tokens.snap(3, 4) == (0, 4)


def test_paragraphs_end_at_lf_crlf_and_cr() -> None:
    text = "un\r\ndeux\rtrois\n\nquatre"
    tokens = ArticleTokens(text)
    found = [text[slice(*tokens.paragraph(text.index(word)))] for word in ("un", "deux", "trois", "quatre")]
    assert found == ["un", "deux", "trois", "quatre"]
    assert tokens.paragraph(text.index("\n\n") + 1) == (text.index("\n\n") + 1,) * 2


def test_a_long_paragraph_is_cut_at_spaces_into_blocks() -> None:
    text = "usine " * 5000 + "fin"
    tokens = ArticleTokens(text)
    assert tokens.at(len(text)) == (len(text) - 3, len(text))
    assert tokens.before(len(text) - 3) == (len(text) - 9, len(text) - 4)
    assert len(tokens.within(0, len(text))) == 5001
    assert tokens.after(BLOCK - 3) == tokens.at(tokens.after(BLOCK - 3)[0])  # type: ignore[index]


def test_a_long_run_without_a_space_is_one_block() -> None:
    assert len(ArticleTokens("中" * (BLOCK + 50)).within(0, BLOCK + 50)) == BLOCK + 50
    assert ArticleTokens("a" * BLOCK + "b ").at(3) == (0, BLOCK + 1)


def test_a_hundred_thousand_words_open_in_milliseconds() -> None:
    text = ("L’usine d’Airbus à Saint-Nazaire, selon M. Le Goff, investira 240 millions d’euros. " * 8 + "\n\n") * 1000
    best = 1.0
    for _ in range(5):
        begun = time.perf_counter()
        ArticleTokens(text).at(len(text) // 2)
        best = min(best, time.perf_counter() - begun)
    assert best < 0.02


def test_boundaries_agree_with_spacy_on_french_news(shared_data: Callable[..., Path]) -> None:
    import spacy

    nlp = spacy.blank("fr")
    shared = ours = theirs = 0
    with shared_data("gold", "winer-fr", "winer-fr-2016-2017.jsonl").open(encoding="utf-8") as lines:
        for _, line in zip(range(100), lines, strict=False):
            text = json.loads(line)["text"]
            own = {position for token in tokenise(text) for position in token}
            other = {p for t in nlp.make_doc(text) if not t.is_space for p in (t.idx, t.idx + len(t))}
            shared, ours, theirs = shared + len(own & other), ours + len(own), theirs + len(other)
    assert shared / ours > 0.99
    assert shared / theirs > 0.99
