"""What has the focus in an article, and where a key moves it: by token, from a span to its text, a boundary by one token."""

from typing import Literal, NamedTuple, TypeAlias

from annotator.model.annotation import Ref
from annotator.model.tokens import ArticleTokens

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

    A boundary inside a token moves to that token's edge. None where the extent would be empty or leave the text.
    """
    if side == "end":
        token = tokens.before(end - 1) if back else tokens.after(end, overlapping=True)
        moved = (start, token[1]) if token else None
    else:
        token = tokens.before(start, overlapping=True) if back else tokens.after(start + 1)
        moved = (token[0], end) if token else None
    return moved if moved and moved[0] < moved[1] else None
