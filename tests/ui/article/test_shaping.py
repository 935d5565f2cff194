from collections.abc import Callable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotator.ui.article.shaping import ShapedBlock
from annotator.ui.theme import Theme

Shape = Callable[..., ShapedBlock]
LATIN = st.text(st.sampled_from("abcdefij é’-,. 😀œ\u00a0"), min_size=1, max_size=200)


@pytest.fixture
def shape(theme: Theme) -> Shape:
    return lambda text, width=400.0: ShapedBlock(text, theme.body_font(18), width)


@given(text=LATIN)
@example(text="ffi office d’affichage fjord afflux")
def test_the_middle_of_a_painted_character_hits_that_character(theme: Theme, text: str) -> None:
    shaped = ShapedBlock(text, theme.body_font(18), 260.0)
    for offset, char in enumerate(text):
        extents = shaped.extents(offset, offset + 1, trim=False)
        assert len(extents) == 1
        extent = extents[0]
        if char in " \u00a0" or extent.right - extent.left < 1.5:
            continue
        assert shaped.offset_at(extent.line, (extent.left + extent.right) / 2) == offset


@given(text=LATIN, data=st.data())
def test_the_extents_of_a_run_lie_inside_the_lines_and_in_order(theme: Theme, text: str, data: st.DataObject) -> None:
    assume(text.strip())
    shaped = ShapedBlock(text, theme.body_font(18), 260.0)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    extents = shaped.extents(start, end)
    assert [extent.line for extent in extents] == sorted({extent.line for extent in extents})
    for extent in extents:
        assert -0.5 <= extent.left <= extent.right <= 261.0


def test_blanks_at_a_wrap_are_left_out_of_a_box(shape: Shape) -> None:
    text = "le président de la région Pays de la Loire arrive"
    shaped = shape(text, 150.0)
    for extent in shaped.extents(0, len(text)):
        line_end = shaped.line_end(extent.line)
        words = text[shaped.line_starts[extent.line] : line_end].strip()
        assert shaped.extents(text.index(words), text.index(words) + len(words))[0] == extent


def test_an_emoji_family_and_a_combined_letter_are_one_place(shape: Shape) -> None:
    text = "a👩\u200d👩\u200d👧b e\u0301f"
    shaped = shape(text)
    family = shaped.extents(1, 6)[0]
    for step in range(1, 10):
        assert shaped.offset_at(0, family.left + (family.right - family.left) * step / 10) in (1, 6)
    letter = shaped.extents(8, 10)[0]
    assert shaped.offset_at(0, (letter.left + letter.right) / 2) == 8


def test_offsets_after_an_emoji_are_not_shifted(shape: Shape) -> None:
    plain, astral = shape("xx Quimper"), shape("😀 Quimper")
    widths = [extent.right - extent.left for s, at in ((plain, 3), (astral, 2)) for extent in s.extents(at, at + 7)]
    assert widths[0] == pytest.approx(widths[1], abs=0.5)


def test_right_to_left_words_are_measured_where_they_are_painted(shape: Shape) -> None:
    text = "قال أحمد اليوم"
    shaped = shape(text)
    first, second, third = (shaped.extents(a, b)[0] for a, b in ((0, 3), (4, 8), (9, 14)))
    assert first.left > second.right > second.left > third.right
    assert first.right == pytest.approx(400, abs=4)
    assert shaped.offset_at(0, (second.left + second.right) / 2) in range(4, 8)


def test_a_word_of_the_other_direction_keeps_to_its_own_place(shape: Shape) -> None:
    text = "Le journal שלום עולם paraît"
    shaped = shape(text)
    whole = shaped.extents(11, 20)
    first, second = shaped.extents(11, 15)[0], shaped.extents(16, 20)[0]
    assert len(whole) == 1
    assert first.left > second.right
    assert whole[0].left == pytest.approx(second.left, abs=1)
    assert whole[0].right == pytest.approx(first.right, abs=1)
    assert shaped.extents(0, 10)[0].right < second.left


def test_breaking_lines_anew_keeps_the_text(shape: Shape) -> None:
    shaped = shape("le groupe cède la halle 😀 à la mairie " * 6, 500.0)
    before = len(shaped.lines)
    shaped.break_lines(200.0)
    assert len(shaped.lines) > before
    assert shaped.line_starts[0] == 0
    assert shaped.line_end(len(shaped.lines) - 1) == len(shaped.text)


def test_control_characters_break_nothing(shape: Shape) -> None:
    shaped = shape("a\x00b\x0bc\ud83dd\x85e")
    assert len(shaped.lines) == 1
    assert shaped.extents(8, 9)[0].left > shaped.extents(0, 1)[0].right
