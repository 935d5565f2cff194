from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import Document, DocumentId, Zone
from annotator.ui.article.blocks import (
    LONGEST_BLOCK,
    Block,
    BlockIndex,
    Heights,
    article_blocks,
    paragraph_extents,
    text_blocks,
)

TEXTS = st.text(st.sampled_from("ab é😀.\n\r\t\u2028"), max_size=80)


def document(text: str, title: str = "", zones: tuple[Zone, ...] = ()) -> Document:
    return Document(DocumentId(1), "k", title, text, zones=zones)


@given(TEXTS)
def test_blocks_hold_every_visible_character_once_and_no_line_break(text: str) -> None:
    blocks = text_blocks(text)
    held = [index for block in blocks for index in range(block.start, block.end)]
    assert held == sorted(set(held))
    missing = set(range(len(text))) - set(held)
    assert all(text[index].isspace() for index in missing)
    assert not any(text[index] in "\r\n" for index in held)


def test_crlf_cr_and_lf_all_part_paragraphs() -> None:
    text = "un\r\ndeux\rtrois\nquatre"
    assert [text[start:end] for start, end in paragraph_extents(text)] == ["un", "deux", "trois", "quatre"]


def test_a_lone_line_break_is_no_paragraph_where_blank_lines_part_them() -> None:
    blocks = text_blocks("un\ndeux\n\ntrois")
    assert [block.spaced for block in blocks] == [False, False, True]
    assert [block.spaced for block in text_blocks("un\ndeux\ntrois")] == [False, True, True]


def test_lines_of_a_scanned_column_are_no_paragraphs_until_one_ends_before_it() -> None:
    blocks = text_blocks("Le prix est déjà ex¬\ncessif. M. Emile\nLaurent en a dit son\nmot.\nM. Poincaré ré¬\npond.")
    assert [block.spaced for block in blocks] == [False, False, False, False, True, False]


@pytest.mark.parametrize("title", ["Le prix est déjà ex¬", "Le prix est déjà excessif. M. Emile"])
def test_a_first_line_that_ends_within_a_word_is_no_headline(title: str) -> None:
    text = "Le prix est déjà ex¬\ncessif. M. Emile"
    assert [block.kind for block in article_blocks(document(text, title), "META", "EMPTY")] == ["meta", "body", "body"]


@pytest.mark.parametrize("unit", ["mot suivant. ", "x", "e\u0301", "👩\u200d👩\u200d👧"])
def test_a_line_without_end_is_cut_and_no_cut_parts_a_letter_from_its_accents(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    blocks = text_blocks(text)
    assert max(block.end - block.start for block in blocks) <= LONGEST_BLOCK
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert all(text[block.start] not in "\u0301\u200d" and text[block.start - 1] != "\u200d" for block in blocks[1:])


def test_the_title_that_opens_the_text_becomes_its_headline() -> None:
    blocks = article_blocks(document("Un  titre\r\n\r\nLe corps.", "Un titre"), "META", "EMPTY")
    assert [block.kind for block in blocks] == ["headline", "meta", "body"]
    assert (blocks[0].start, blocks[0].end) == (0, 9)


def test_another_title_is_painted_above_the_text_and_is_no_part_of_it() -> None:
    blocks = article_blocks(document("Le corps.", "Un titre"), "META", "EMPTY")
    assert [(block.kind, block.is_text) for block in blocks] == [("title", False), ("meta", False), ("body", True)]
    assert BlockIndex(blocks).at(0) == 2


def test_a_title_cut_from_the_first_line_is_not_said_twice() -> None:
    assert (
        article_blocks(document("Une longue première phrase du texte.", "Une longue première…"), "", "")[0].kind
        == "body"
    )


def test_zones_make_headline_and_minor_lines() -> None:
    text = "Titre\nPar Ada\nCorps."
    zones = (Zone(0, 5, "headline"), Zone(6, 13, "byline"))
    assert [block.kind for block in article_blocks(document(text, "Autre", zones), "", "")] == [
        "headline",
        "minor",
        "body",
    ]


def test_zones_that_follow_or_hold_one_another_cover_a_line_together() -> None:
    text = "Par Ada, à Brest\nPar Bo, AFP\nCorps."
    zones = (Zone(0, 29, "credit"), Zone(0, 8, "byline"), Zone(9, 16, "dateline"), Zone(17, 24, "byline"))
    kinds = [block.kind for block in article_blocks(document(text, "Autre", zones), "", "")]
    assert kinds == ["title", "minor", "minor", "body"]
    without = [block.kind for block in article_blocks(document(text, "Autre", zones[1:]), "", "")]
    assert without == ["title", "minor", "body", "body"]


def test_a_file_of_many_articles_is_cut_in_no_time() -> None:
    text = "Par Ada\nCorps.\n" * 4000
    zones = tuple(Zone(15 * number, 15 * number + 7, "byline") for number in range(4000))
    began = process_time()
    blocks = article_blocks(document(text, "Autre", zones), "", "")
    assert process_time() - began < 2, "it took half a minute once: every line was held against every zone"
    assert [block.kind for block in blocks[1:5]] == ["minor", "body", "minor", "body"]


@pytest.mark.parametrize("text", ["", " \r\n \t\n"])
def test_an_article_without_text_says_so(text: str) -> None:
    blocks = article_blocks(document(text, "T"), "", "EMPTY")
    assert (blocks[-1].kind, blocks[-1].shown) == ("empty", "EMPTY")
    assert BlockIndex(blocks).at(0) == -1


def test_index_finds_blocks_by_offset_and_counts_those_between() -> None:
    blocks = [
        Block(0, 5, "headline", False),
        Block(5, 5, "meta", False),
        Block(7, 9, "body", True),
        Block(11, 20, "body", True),
    ]
    index = BlockIndex(blocks)
    assert [index.at(offset) for offset in (0, 5, 6, 7, 10, 11, 99)] == [0, 0, 0, 2, 2, 3, 3]
    assert list(index.over(3, 12)) == [0, 2, 3]
    assert list(index.over(7, 11)) == [2]
    assert index.distance(0, 3) == 2


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(1, 400)), max_size=20),
    st.floats(-10, 130_000),
)
def test_heights_add_up_whatever_was_changed(heights: list[int], changes: list[tuple[int, int]], y: float) -> None:
    found = Heights(map(float, heights))
    for number, height in changes:
        if number < len(heights):
            found.top(number)
            found[number] = float(height)
            heights[number] = height
    assert found.total == sum(heights)
    assert [found.top(number) for number in range(len(heights))] == [
        sum(heights[:number]) for number in range(len(heights))
    ]
    number, below = found.at(y)
    assert sum(heights[:number]) + below == pytest.approx(max(0.0, y))
    assert below < heights[number] or number == len(heights) - 1
