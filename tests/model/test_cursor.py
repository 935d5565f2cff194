import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.cursor import TokenRun, leave, move_boundary, run_at, step
from annotator.model.tokens import ArticleTokens

TEXT = "L’usine de Saint-Nazaire\r\nembauche 1\u00a0200 personnes 😀."
TOKENS = ArticleTokens(TEXT)


def run(words: str) -> TokenRun:
    return TokenRun(TEXT.index(words), TEXT.index(words) + len(words))


def test_run_at_takes_the_token_under_a_position_or_the_nearest_one() -> None:
    assert run_at(TOKENS, 3) == run("usine")
    assert run_at(TOKENS, TEXT.index("\r")) == run("embauche")
    assert run_at(TOKENS, len(TEXT) + 5) == run(".")
    assert run_at(ArticleTokens(" \n "), 1) is None


def test_step_moves_by_one_token_across_a_line_end_and_stops_at_the_ends() -> None:
    assert step(TOKENS, run("Saint-Nazaire"), back=False) == run("embauche")
    assert step(TOKENS, run("embauche"), back=True) == run("Saint-Nazaire")
    assert step(TOKENS, run("L’"), back=True) is None
    assert step(TOKENS, run("."), back=False) is None


def test_step_from_a_longer_run_leaves_it_at_its_own_end() -> None:
    assert step(TOKENS, run("usine de"), back=False) == run("Saint-Nazaire")
    assert step(TOKENS, run("usine de"), back=True) == run("L’")


def test_leave_goes_to_the_first_or_last_token_under_a_span() -> None:
    assert leave(TOKENS, *run("usine de Saint-Nazaire")) == run("usine")
    assert leave(TOKENS, *run("usine de Saint-Nazaire"), last=True) == run("Saint-Nazaire")


def test_leave_keeps_to_the_characters_of_a_span_inside_a_token() -> None:
    inside = run("Nazaire")
    assert leave(TOKENS, *inside) == inside
    blank = TokenRun(TEXT.index("\r"), TEXT.index("\n") + 1)
    assert leave(TOKENS, *blank) == blank


def test_the_end_moves_by_one_token_and_never_reaches_the_start() -> None:
    usine = run("usine")
    assert move_boundary(TOKENS, *usine, side="end", back=False) == run("usine de")
    assert move_boundary(TOKENS, *run("usine de"), side="end", back=True) == usine
    assert move_boundary(TOKENS, *usine, side="end", back=True) is None
    assert move_boundary(TOKENS, *run("."), side="end", back=False) is None


def test_the_start_moves_by_one_token_and_never_reaches_the_end() -> None:
    assert move_boundary(TOKENS, *run("usine"), side="start", back=True) == run("L’usine")
    assert move_boundary(TOKENS, *run("L’usine"), side="start", back=False) == run("usine")
    assert move_boundary(TOKENS, *run("usine"), side="start", back=False) is None
    assert move_boundary(TOKENS, *run("L’"), side="start", back=True) is None


@pytest.mark.parametrize("sign", ["¬", "-", "\u00ad"])
def test_what_grows_takes_a_cut_word_whole(sign: str) -> None:
    text = f"Voir M. Poin{sign}\ncaré hier"
    tokens = ArticleTokens(text)
    whole = text.index("Poin"), text.index(" hier")
    second = text.index("caré")
    title = (5, 7)
    assert move_boundary(tokens, *title, side="end", back=False) == (5, whole[1])
    assert move_boundary(tokens, whole[0], whole[0] + 4, side="end", back=False) == whole
    assert move_boundary(tokens, whole[0], whole[0] + 5, side="end", back=False) == whole
    assert move_boundary(tokens, whole[1] + 1, len(text), side="start", back=True) == (whole[0], len(text))
    assert move_boundary(tokens, second, whole[1], side="start", back=True) == whole
    assert move_boundary(tokens, second - 2, whole[1], side="start", back=True) == whole
    shorter = move_boundary(tokens, *whole, side="end", back=True)
    assert shorter is not None
    assert shorter[1] == whole[0] + 5, "what shrinks may leave half a word"


def test_a_boundary_inside_a_token_moves_to_its_edge() -> None:
    inside = run("Naz")
    assert move_boundary(TOKENS, *inside, side="end", back=False) == run("Nazaire")
    assert move_boundary(TOKENS, *inside, side="start", back=True) == run("Saint-Naz")


@given(st.text(alphabet="aé ’-.\n\r😀\u0301\u200d👩中1", max_size=40), st.data())
def test_no_move_makes_a_run_empty_or_leaves_the_text(text: str, data: st.DataObject) -> None:
    tokens = ArticleTokens(text)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for side in ("start", "end"):
        for back in (False, True):
            moved = move_boundary(tokens, start, end, side=side, back=back)
            if moved is not None:
                assert 0 <= moved[0] < moved[1] <= len(text)
                assert moved != (start, end)
