"""What a model proposed, and what was decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NewType

from annotator.model.annotation import AnnotatorId, SuggestionId
from annotator.model.document import DocumentId

RunId = NewType("RunId", int)
"""One pipeline at one version with one set of settings, suggesting."""

MEMORY = "memory"
"""The name of the string memory's run: what it suggests stands beside what pipelines suggest, and is not replaced by it."""

Outcome = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class ProposedSpan:
    """A span as a model proposes it, before the project gives it an id."""

    start: int
    end: int
    label: str
    score: float | None = None
    """Confidence in 0..1, or None where the model gives none."""

    def shifted(self, offset: int) -> "ProposedSpan":
        """The same, so many code points further on."""
        return ProposedSpan(self.start + offset, self.end + offset, self.label, self.score)


@dataclass(frozen=True, slots=True)
class ProposedRelation:
    """A relation as a model proposes it, between two extents (start, end) of the document."""

    head: tuple[int, int]
    child: tuple[int, int]
    label: str
    score: float | None = None

    def shifted(self, offset: int) -> "ProposedRelation":
        """The same, so many code points further on."""
        ends = [(start + offset, end + offset) for start, end in (self.head, self.child)]
        return ProposedRelation(ends[0], ends[1], self.label, self.score)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one run proposes for one document: labels are its pipeline's own."""

    run: RunId
    spans: Sequence[ProposedSpan] = ()
    relations: Sequence[ProposedRelation] = ()
    possible_relations: Sequence[ProposedRelation] = ()
    """Relations less likely than what is suggested, at hand for whoever looks at one of their ends."""
    possible_spans: Sequence[ProposedSpan] = ()
    """Spans likewise: other readings of what is suggested, and what may have been missed."""


@dataclass(frozen=True, slots=True)
class SpanSuggestion:
    """A stored suggestion of a span."""

    id: SuggestionId
    run: RunId
    document: DocumentId
    start: int
    end: int
    label: str
    score: float | None
    active: bool = True
    """Whether it stands: a later run puts out of action what it replaces and somebody has decided about."""
    silenced: bool = False
    """Whether it would stand, had the string memory nothing against it."""


@dataclass(frozen=True, slots=True)
class RelationSuggestion:
    """A stored suggestion of a relation; its ends are extents, resolved against what is there when it is shown."""

    id: SuggestionId
    run: RunId
    document: DocumentId
    head: tuple[int, int]
    child: tuple[int, int]
    label: str
    score: float | None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What one annotator decided about one suggestion."""

    suggestion: SuggestionId
    annotator: AnnotatorId
    outcome: Outcome
    span: int | None = None
    """The span that came of it, for an accepted or corrected span."""
    relation: int | None = None
    decided: str = ""
