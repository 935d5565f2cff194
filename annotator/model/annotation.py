"""What an annotator has confirmed: spans and relations. Offsets are code points, start inclusive, end exclusive."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, NewType

from annotator.model.document import DocumentId

SpanId = NewType("SpanId", int)
RelationId = NewType("RelationId", int)
SuggestionId = NewType("SuggestionId", int)
AnnotatorId = NewType("AnnotatorId", int)

Origin = Literal["manual", "suggestion", "propagation", "import", "adjudication"]

RefKind = Literal["span", "relation", "suggestion"]


class Ref(NamedTuple):
    """Names one thing an analyst can focus: a confirmed span or relation, or a suggestion of either."""

    kind: RefKind
    id: int


@dataclass(frozen=True, slots=True)
class Span:
    """A confirmed span of one annotator."""

    id: SpanId
    document: DocumentId
    annotator: AnnotatorId
    start: int
    end: int
    label: str
    origin: Origin = "manual"
    suggestion: SuggestionId | None = None
    """The suggestion that was accepted or corrected into this span."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A confirmed relation from `head` to `child`, both spans of the same document and annotator."""

    id: RelationId
    document: DocumentId
    annotator: AnnotatorId
    head: SpanId
    child: SpanId
    label: str
    origin: Origin = "manual"
    suggestion: SuggestionId | None = None


def crosses(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two spans overlap without one holding the other."""
    return (start < other_start < end < other_end) or (other_start < start < other_end < end)


def overlaps(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two spans share a code point."""
    return start < other_end and other_start < end


def strictly_within(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether the first span lies in the second and is shorter."""
    return other_start <= start and end <= other_end and (start, end) != (other_start, other_end)
