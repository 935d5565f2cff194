"""Text and spans to Doc and back."""

import time
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer
from spacy.tokens import DocBin, SpanGroup
from spacy.vocab import Vocab

from annotator.model.errors import AnnotationError
from annotator.nlp.alignment import Extent, align, extents_of, trimmed

PIECES = [
    *(
        "Paris",
        "l'",
        "aujourd'hui",
        "d’État",
        "U.S.A.",
        "10,5",
        "M.",
        "-",
        "«",
        "»",
        "e\u0301",
        "a\u0308\u0323",
        "\u0301",
    ),
    *(" ", "  ", "\u00a0", "\u202f", "\u200b", "\u200d", "\ufeff", "\t", "\n", "\r\n", "\r", "\x00", "\x1c"),
    *(
        "🇫🇷",
        "👩‍👩‍👧",
        "𝔸",
        "\U0001f4f7",
        "שלום",
        "عالم",
        "\u202e",
        "\u2066",
        "日本",
        "ﬁ",
        "İ",
        "ß",
        "http://a.fr/b?c=d",
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.characters(blacklist_categories=("Cs",))), max_size=25).map(
    "".join
)


@cache
def tokenizer(language: str = "fr") -> Tokenizer:
    return spacy.blank(language).tokenizer


@st.composite
def texts_with_extents(draw: st.DrawFn) -> tuple[str, list[Extent]]:
    text = draw(TEXTS)
    if not text:
        return text, []
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    return text, [(a, b) for a, b in draw(st.lists(ends, max_size=12)) if a < b]


@settings(max_examples=400, deadline=None)
@given(texts_with_extents(), st.sampled_from(["fr", "en", "xx", "zh"]))
def test_every_extent_comes_back_character_for_character(drawn: tuple[str, list[Extent]], language: str) -> None:
    text, extents = drawn
    aligned = align(text, extents, tokenizer(language))
    assert aligned.doc.text == text
    group = SpanGroup(
        aligned.doc, name="sc", spans=[aligned.span(*extent, f"L{i}") for i, extent in enumerate(extents)]
    )
    aligned.doc.spans["sc"] = group
    packed = DocBin(attrs=["ENT_TYPE"], docs=[aligned.doc], store_user_data=True).to_bytes()
    (doc,) = DocBin().from_bytes(packed).get_docs(Vocab())
    assert doc.text == text
    expected = [(start, end, f"L{i}") for i, (start, end) in enumerate(extents)]
    assert extents_of(doc.spans.get("sc", [])) == expected
    assert [span.text for span in doc.spans["sc"]] == [text[start:end] for start, end in extents]


@pytest.mark.parametrize(
    ("text", "extent", "words"),
    [
        ("l'ONU", (2, 5), ["l'", "ONU"]),
        ("antiMacron", (4, 10), ["anti", "Macron"]),
        ("pro-Macron.", (4, 10), ["pro-", "Macron", "."]),
        ("a b", (0, 2), ["a", " ", "b"]),
        ("a b", (1, 3), ["a", " ", "b"]),
        ("a b", (1, 2), ["a", " ", "b"]),
        ("a b", (0, 3), ["a", "b"]),
        ("ab", (1, 2), ["a", "b"]),
        ("a\u00a0 b", (2, 4), ["a", "\u00a0", " ", "b"]),
        ("a\r\nb", (2, 4), ["a", "\r", "\n", "b"]),
        (" a ", (0, 3), [" ", "a", " "]),
        (" a ", (2, 3), [" ", "a", " "]),
        ("e\u0301", (0, 1), ["e", "\u0301"]),
        ("   ", (1, 2), [" ", " ", " "]),
    ],
)
def test_tokens_are_cut_only_where_a_span_needs_it(text: str, extent: Extent, words: list[str]) -> None:
    aligned = align(text, [extent], tokenizer())
    assert [token.text for token in aligned.doc] == words
    assert extents_of([aligned.span(*extent, "X")]) == [(*extent, "X")]


def test_a_text_without_extents_keeps_the_tokenizers_doc() -> None:
    text = "Aujourd'hui, M. Dupont dort."
    assert [token.norm_ for token in align(text, [], tokenizer()).doc] == [token.norm_ for token in tokenizer()(text)]


@pytest.mark.parametrize("text", ["", " ", "\n \n", "\x00"])
def test_texts_without_words_align(text: str) -> None:
    assert align(text, [], tokenizer()).doc.text == text


@pytest.mark.parametrize("extent", [(0, 0), (2, 1), (-1, 2), (0, 4), (3, 4)])
def test_an_extent_outside_the_text_is_refused(extent: Extent) -> None:
    with pytest.raises(AnnotationError, match="outside the text, which has 3 characters"):
        align("abc", [extent], tokenizer())


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(AnnotationError, match="character at 1 is half of a surrogate pair"):
        align("a\ud800b", [], tokenizer())


def test_an_extent_that_was_not_aligned_is_refused() -> None:
    aligned = align("Sarkozy dort", [], tokenizer())
    with pytest.raises(AnnotationError, match="2–4 is not at token boundaries"):
        aligned.span(2, 4, "X")


@pytest.mark.parametrize(
    ("text", "extent", "inside"),
    [("a b", (0, 3), (0, 3)), (" a\u00a0", (0, 3), (1, 2)), (" \n", (0, 2), None), ("xx yy", (2, 5), (3, 5))],
)
def test_blanks_at_the_ends_are_trimmed_for_the_recognizer(text: str, extent: Extent, inside: Extent | None) -> None:
    assert trimmed(text, *extent) == inside


def test_a_very_long_text_aligns_in_linear_time() -> None:
    text = "Sarkozy@Merkel à Paris. " * 60_000
    extents = [(start + 8, start + 14) for start in range(0, len(text), 24)]
    assert len(text) > 1_000_000
    began = time.process_time()
    aligned = align(text, extents, tokenizer())
    assert extents_of([aligned.span(*extents[-1], "PER")]) == [(*extents[-1], "PER")]
    assert time.process_time() - began < 10
