"""Text and spans to a spaCy Doc and back, with no span lost or moved.

spaCy spans begin and end at tokens. Where a span begins or ends inside a token, the token is cut there (as
`retokenizer.split` would), and where one begins or ends at the single space that a token carries behind it, that space
becomes a token of its own. The text of the Doc is the given text, character for character.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.errors import AnnotationError

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Extent = tuple[int, int]
Tokenizer = Callable[[str], "Doc"]
"""A spaCy tokenizer: `nlp.tokenizer`, not `nlp.make_doc`, which refuses more than a million characters."""


@dataclass(frozen=True, slots=True)
class AlignedDoc:
    """A Doc whose tokens begin and end wherever the given extents do."""

    doc: "Doc"
    starts: dict[int, int]
    """Code point where a token begins -> the token's index."""
    ends: dict[int, int]
    """Code point where a token ends, its space left out -> the token's index plus one."""

    def span(self, start: int, end: int, label: str = "") -> "Span":
        """The spaCy span of exactly these code points; the extent is one of those that the Doc was aligned with.

        Raises AnnotationError for an extent that is not at token boundaries.
        """
        from spacy.tokens import Span

        try:
            return Span(self.doc, self.starts[start], self.ends[end], label=label)
        except KeyError as error:
            raise AnnotationError(f"the extent {start}–{end} is not at token boundaries") from error


def align(text: str, extents: Iterable[Extent], tokenizer: Tokenizer) -> AlignedDoc:
    """Tokenize the text, cutting tokens wherever an extent begins or ends inside one.

    Raises AnnotationError for an extent that is empty or outside the text, and for a text that spaCy cannot hold
    (one with a lone surrogate).
    """
    starts, ends = _boundaries(text, extents)
    try:
        doc = tokenizer(text)
    except UnicodeEncodeError as error:
        raise AnnotationError(
            f"the character at {error.start} is half of a surrogate pair, which spaCy cannot hold; "
            "mend the text at its source and import it again"
        ) from error
    words, spaces = _cut(doc, starts, ends)
    if len(words) != len(doc):
        from spacy.tokens import Doc

        # One Doc from the cut words: a retokenizer call moves every token behind it, quadratic for long texts. The
        # tokenizer's exception norms are lost with it; the corpus reader rebuilds its Docs from words all the same.
        doc = Doc(doc.vocab, words=words, spaces=spaces)
    if doc.text != text:
        raise AssertionError("the tokens do not spell the text")
    return AlignedDoc(doc, *_token_bounds(doc))


def extents_of(spans: Iterable["Span"]) -> list[tuple[int, int, str]]:
    """Start, end and label of spaCy spans, in code points of their Doc's text."""
    return [(span.start_char, span.end_char, span.label_) for span in spans]


def trimmed(text: str, start: int, end: int) -> Extent | None:
    """The extent without the blanks at its two ends, None where there is nothing else; what spaCy's `ner` can learn."""
    inside = text[start:end]
    left = len(inside) - len(inside.lstrip())
    if left == len(inside):
        return None
    return start + left, start + len(inside.rstrip())


def _boundaries(text: str, extents: Iterable[Extent]) -> tuple[set[int], set[int]]:
    starts: set[int] = set()
    ends: set[int] = set()
    for start, end in extents:
        if not 0 <= start < end <= len(text):
            raise AnnotationError(
                f"the extent {start}–{end} is empty or outside the text, which has {len(text)} characters"
            )
        starts.add(start)
        ends.add(end)
    return starts, ends


def _cut(doc: "Doc", starts: set[int], ends: set[int]) -> tuple[list[str], list[bool]]:
    cuts = sorted(starts | ends)
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    next_cut = 0
    for token in doc:
        word, space = token.text, bool(token.whitespace_)
        end = position + len(word)
        begin = position
        while next_cut < len(cuts) and cuts[next_cut] < end:
            cut = cuts[next_cut]
            if cut > begin:
                words.append(word[begin - position : cut - position])
                spaces.append(False)
                begin = cut
            next_cut += 1
        words.append(word[begin - position :])
        apart = space and (end in starts or end + 1 in ends)
        spaces.append(space and not apart)
        if apart:
            words.append(" ")
            spaces.append(False)
        position = end + space
    return words, spaces


def _token_bounds(doc: "Doc") -> tuple[dict[int, int], dict[int, int]]:
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    position = 0
    for index, token in enumerate(doc):
        starts[position] = index
        position += len(token)
        ends[position] = index + 1
        position += len(token.whitespace_)
    return starts, ends
