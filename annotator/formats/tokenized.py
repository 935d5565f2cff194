"""Texts put together from tokens, and cut into them: what all formats of one token a line share."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.model.record import RecordSpan
from annotator.model.tokens import tokenise

Extent = tuple[int, int]


@dataclass(slots=True)
class TextBuilder:
    """A text made of tokens and of what stands between them."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    _gap: str = ""

    def add(self, token: str, after: str = " ") -> Extent:
        """Put a token at the end, `after` coming before the next one; returns its code points."""
        if self.length:
            self.parts.append(self._gap)
            self.length += len(self._gap)
        start = self.length
        self.parts.append(token)
        self.length += len(token)
        self._gap = after
        return start, self.length

    def end_line(self) -> None:
        """Have the next token begin a line, where nothing else is known of what stands before it."""
        if self._gap == " ":
            self._gap = "\n"

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)


def tokens_within(text: str, spans: Iterable[RecordSpan]) -> list[Extent]:
    """The tokens of a text, cut where a span begins or ends, so that none is lost; together they hold all that is not blank."""
    cuts = sorted({at for span in spans for at in (span.start, span.end)})
    found: list[Extent] = []
    last = 0
    for start, end in [*tokenise(text), (len(text), len(text))]:
        between = ((last + part.start(), last + part.end()) for part in re.finditer(r"\S+", text[last:start]))
        for first, final in (*between, (start, end)):
            edges = [first, *cuts[bisect_left(cuts, first + 1) : bisect_left(cuts, final)], final]
            found += [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]
        last = end
    return found


def with_blanks(text: str, tokens: Iterable[Extent]) -> Iterator[tuple[int, int, bool]]:
    """The tokens and what stands between them, as spaCy has it: each with whether a blank follows, which is no token then.

    Other blanks, and a second one, are tokens, so that words and blanks together are the text.
    """
    at = 0
    for start, end in tokens:
        if at < start:
            yield at, start, False
        blank = text.startswith(" ", end)
        yield start, end, blank
        at = end + blank
    if at < len(text):
        yield at, len(text), False


def lines_of(text: str, tokens: Sequence[Extent], spans: Iterable[RecordSpan]) -> list[list[Extent]]:
    """The tokens by line of the text, as sentences; a line end within a span ends none."""
    inside = sorted((span.start, span.end) for span in spans)
    sentences: list[list[Extent]] = []
    current: list[Extent] = []
    at = reach = 0
    for token in tokens:
        if current and "\n" in text[current[-1][1] : token[0]].replace("\r", "\n"):
            while at < len(inside) and inside[at][0] < token[0]:
                reach = max(reach, inside[at][1])
                at += 1
            if reach <= token[0]:
                sentences.append(current)
                current = []
        current.append(token)
    return [*sentences, current] if current else sentences
