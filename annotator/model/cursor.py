"""What has the focus in an article, and where a key moves it: by token, from a span to its text, a boundary by one token."""

from typing import Literal, NamedTuple, TypeAlias

from annotator.model.annotation import Ref
from annotator.model.tokens import ArticleTokens
from annotator.model.wrapping import CUT_SIGNS, cuts_word

Side = Literal["start", "end"]


class TokenRun(NamedTuple):
    """A run of whole tokens, or what the mouse selected by character: code points, end exclusive, never empty."""

    start: int
    end: int


Focus: TypeAlias = Ref | TokenRun
"""A suggestion, a span or a relation; or a run of tokens. `None` stands where an article has no token at all."""


def run_at(tokens: ArticleTokens, position: int) -> TokenRun | None:
    """The token at a code point, or the nearest one; None in an article without any."""
    token = tokens.at(position)
    return TokenRun(*token) if token else None


def step(tokens: ArticleTokens, run: TokenRun, *, back: bool) -> TokenRun | None:
    """The token after a run (or before it); None at the article's end."""
    token = tokens.before(run.start) if back else tokens.after(run.end)
    return TokenRun(*token) if token else None


def leave(tokens: ArticleTokens, start: int, end: int, *, last: bool = False) -> TokenRun:
    """The first (or last) token under a span; what the span covers itself where it lies inside a token."""
    inside = tokens.within(start, end)
    if not inside or (len(inside) == 1 and inside[0] != (start, end)):
        return TokenRun(start, end)
    return TokenRun(*inside[-1 if last else 0])


def move_boundary(tokens: ArticleTokens, start: int, end: int, *, side: Side, back: bool) -> tuple[int, int] | None:
    """The extent with one boundary a token to the right, or with `back` to the left.

    A boundary inside a token moves to that token's edge. What grows takes the whole of a word that is cut at a line's end
    (`Poin¬`, `caré`). None where the extent would be empty or leave the text.
    """
    if side == "end":
        token = tokens.before(end - 1) if back else tokens.after(end, overlapping=True)
        moved = (start, token[1] if back else _past_cut(tokens, token[1])) if token else None
    else:
        token = tokens.before(start, overlapping=True) if back else tokens.after(start + 1)
        moved = (_before_cut(tokens, token[0]) if back else token[0], end) if token else None
    return moved if moved and moved[0] < moved[1] else None


def _past_cut(tokens: ArticleTokens, end: int) -> int:
    """The end of the word whose first half, or first half and sign, ends at `end`; `end` where no word is cut there."""
    sign = end + (tokens.text[end : end + 1] != "" and tokens.text[end] in CUT_SIGNS)
    half = tokens.after(sign)
    return half[1] if half and cuts_word(tokens.text, sign, half[0]) else end


def _before_cut(tokens: ArticleTokens, start: int) -> int:
    """The start of the word whose second half, or sign and second half, starts at `start`; `start` where none is cut there."""
    sign = start + 1 if tokens.text[start] in CUT_SIGNS else start
    half = tokens.after(sign)
    before = tokens.before(sign)
    if half is None or before is None or not cuts_word(tokens.text, before[1], half[0]):
        return start
    if before[1] - before[0] == 1:
        before = tokens.before(before[0]) or before
    return before[0]
