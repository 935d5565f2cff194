from annotator.model.annotation import Ref
from annotator.model.article import ArticleState
from annotator.model.tokens import ArticleTokens
from annotator.ui.article.gestures import Drag, drag_outcome, trimmed
from annotator.ui.article.hit import Hit
from tests.ui.article.conftest import TEXT, place


def over(state: ArticleState, words: str, *, number: int = 0) -> Hit:
    """A hit in the middle of some words."""
    start, end = place(TEXT, words, number)
    offset = (start + end) // 2
    spans = state.spans_in(offset, offset + 1)
    inner = min(spans, key=lambda span: span.end - span.start, default=None)
    return Hit("span", inner.ref, offset) if inner else Hit("text", None, offset)


def drag(state: ArticleState, pressed: Hit, now: Hit, *, characters: bool = False) -> Drag:
    return drag_outcome(state, ArticleTokens(TEXT), pressed, now, characters=characters)


def test_a_drag_from_one_span_to_another_relates_them(state: ArticleState) -> None:
    outcome = drag(state, over(state, "Océan Bleu"), over(state, "mardi"))
    assert outcome == Drag(relation=(Ref("span", 2), Ref("span", 3)))


def test_a_drag_inside_a_span_or_to_one_that_holds_it_selects(state: ArticleState) -> None:
    inner, outer = over(state, "Quimper", number=2), over(state, "commerce")
    assert drag(state, inner, outer).relation is None
    assert drag(state, inner, outer).selection == place(TEXT, "commerce de Quimper")


def test_a_drag_over_text_takes_whole_tokens_in_either_direction(state: ArticleState) -> None:
    one, other = over(state, "accord"), over(state, "rare")
    assert drag(state, one, other).selection == place(TEXT, "accord rare")
    assert drag(state, other, one).selection == place(TEXT, "accord rare")


def test_with_alt_a_drag_takes_characters_and_never_relates(state: ArticleState) -> None:
    one, other = over(state, "mardi"), over(state, "Quimper", number=1)
    outcome = drag(state, one, other, characters=True)
    assert outcome.relation is None
    assert outcome.selection == (one.offset, other.offset + 1)


def test_blanks_at_the_ends_are_left_out() -> None:
    assert trimmed("a  bc d", 1, 6) == (3, 5)
    assert trimmed("a   ", 1, 4) is None
