"""What has the focus in an article, and where a key moves it: by token, from a span to its text, a boundary by one token."""

from typing import NamedTuple, TypeAlias

from annotator.model.annotation import Ref
from annotator.model.tokens import ArticleTokens


class TokenRun(NamedTuple):
    """A run of whole tokens, or what the mouse selected by character: code points, end exclusive, never empty."""

    start: int
    end: int


Focus: TypeAlias = Ref | TokenRun
"""A suggestion, a span or a relation; or a run of tokens. `None` stands where an article has no token at all."""
