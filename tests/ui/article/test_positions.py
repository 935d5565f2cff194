from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.article.positions import Positions, display_text, holds_right_to_left, starts_right_to_left

TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aé😀\u0301\u200d👩\r\n\t\u00a0\u2028\u2029\x00\ud83d\ude00שم"),
    ),
    max_size=60,
)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TRICKY)
def test_code_points_go_to_utf16_and_back(text: str) -> None:
    positions = Positions(text)
    assert positions.length_utf16 == utf16_length(text)
    for offset in range(len(text) + 1):
        at_utf16 = positions.to_utf16(offset)
        assert at_utf16 == utf16_length(text[:offset])
        assert positions.to_code_point(at_utf16) == offset


@given(TRICKY)
def test_every_utf16_offset_names_the_character_it_lies_in(text: str) -> None:
    positions = Positions(text)
    at_utf16 = 0
    for offset, char in enumerate(text):
        for _ in range(utf16_length(char)):
            assert positions.to_code_point(at_utf16) == offset
            at_utf16 += 1


@given(TRICKY)
def test_what_qt_is_given_is_as_long_as_the_text_and_can_be_encoded(text: str) -> None:
    shown = display_text(text)
    assert len(shown) == len(text)
    assert utf16_length(shown) == utf16_length(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not set(shown) & set("\n\r\x0b\x0c\x85\u2029\x00")


def test_tabs_and_no_break_spaces_are_shown_as_they_are() -> None:
    assert display_text("a\tb\u00a0c\u202fd") == "a\tb\u00a0c\u202fd"


def test_direction_is_that_of_the_first_strong_letter() -> None:
    assert starts_right_to_left("2026 « שלום » Paris")
    assert not starts_right_to_left("2026 Paris שלום")
    assert holds_right_to_left("Paris שלום")
    assert not holds_right_to_left("Paris 😀 – été")
