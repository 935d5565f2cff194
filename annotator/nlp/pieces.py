"""Cuts a long text into pieces at its paragraphs, so that none is too long for a pipeline or holds up the others."""

import re
from collections.abc import Iterator

PIECE = 20_000
"""Code points a piece holds at most: about 4,000 tokens, a quarter of a second."""

_BORDERS = tuple(
    re.compile(border)
    for border in (r"(?:\r\n?|\n)[ \t\u00a0]*(?:\r\n?|\n)\s*", r"(?:\r\n?|\n)\s*", r"[.!?…»”\"]\s+", r"\s+")
)
"""Where to cut, the best first: after an empty line, a line, a sentence, a word."""


def pieces(text: str, *, limit: int = PIECE) -> Iterator[tuple[int, str]]:
    """(offset, piece) in order; joined, the pieces are the text. One piece where the text is no longer than the limit."""
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, limit)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    # Not in the first half: many small pieces would cost more than a worse border.
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, start + limit // 2, start + limit)]
        if ends:
            return ends[-1]
    return start + limit


def clean(text: str) -> str:
    """The text as spaCy can read it, every offset as before: lone surrogates, which UTF-8 lacks, become U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


_SURROGATES = re.compile("[\ud800-\udfff]")
