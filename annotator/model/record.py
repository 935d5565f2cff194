"""One document on its way in or out: what every format reads and writes, before the project gives it ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.model.document import ReviewState, Zone
from annotator.model.errors import AnnotationError


@dataclass(frozen=True, slots=True)
class RecordSpan:
    """A span of a record: code points, start inclusive, end exclusive."""

    start: int
    end: int
    label: str
    score: float | None = None
    """How sure its maker was, 0 to 1, where the format says it."""


@dataclass(frozen=True, slots=True)
class RecordRelation:
    """A relation of a record: `head` and `child` index its spans."""

    head: int
    child: int
    label: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A document with its annotations, outside a project."""

    key: str
    text: str
    title: str = ""
    language: str = ""
    published: str = ""
    source: str = ""
    url: str = ""
    zones: tuple[Zone, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    spans: tuple[RecordSpan, ...] = ()
    relations: tuple[RecordRelation, ...] = ()
    state: ReviewState | None = None
    origin: str = ""
    """Where it was read, for messages: "corpus.jsonl:12"."""
    annotator: str = ""
    """Whose spans and relations these are, where the format says it: one document may come once for each of its annotators."""
    suggested: tuple[RecordSpan, ...] = ()
    """Spans that a model proposed, beside what somebody annotated."""
    suggested_relations: tuple[RecordRelation, ...] = ()
    """Relations that a model proposed; `head` and `child` index `suggested`."""
    suggester: str = ""
    """The model's name."""
    rejected: tuple[RecordSpan, ...] = ()
    """Spans that somebody has looked at and found wrong."""
    aside: Mapping[str, int] = field(default_factory=dict)
    """What its source has and a project has no place for, by what it is ("events"): kept in `meta` for that format alone."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that did not come in, and why, in one line that names the place and the remedy."""

    origin: str
    reason: str
    left_out: bool = False
    """Whether its own source says that it is not to be used (a cancelled task, a draft): no error, but counted."""

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}" if self.origin else self.reason


def is_label(name: str) -> bool:
    """Whether a text can be a label's name: one line."""
    return name.splitlines() == [name]


def verify(record: Record) -> Record:
    """The record itself, once its offsets and indexes are known to point into it.

    Raises AnnotationError, naming the first span, relation or zone that does not.
    """
    length = len(record.text)
    if not record.key:
        raise AnnotationError("the document has no id")
    for spans in (record.spans, record.suggested, record.rejected):
        _verify_spans(spans, length)
    _verify_relations(record.relations, len(record.spans))
    _verify_relations(record.suggested_relations, len(record.suggested))
    for zone in record.zones:
        if not 0 <= zone.start <= zone.end <= length:
            raise AnnotationError(
                f"the zone {zone.kind} ({zone.start}–{zone.end}) is outside the text of {length} characters"
            )
    return record


def _verify_spans(spans: Sequence[RecordSpan], length: int) -> None:
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            raise AnnotationError(
                f"the span {span.start}–{span.end} ({span.label}) is outside the text of {length} characters, or empty"
            )
        if not span.label:
            raise AnnotationError(f"the span {span.start}–{span.end} has no label")
        if not is_label(span.label):
            raise AnnotationError(f"the span {span.start}–{span.end} has a label that is not one line of text")
        _verify_score(span.score, f"the span {span.start}–{span.end}")


def _verify_relations(relations: Sequence[RecordRelation], spans: int) -> None:
    for relation in relations:
        if not (0 <= relation.head < spans and 0 <= relation.child < spans):
            raise AnnotationError(
                f"the relation {relation.label or '?'} names a span that is not there ({relation.head} → {relation.child})"
            )
        if not relation.label:
            raise AnnotationError(f"the relation {relation.head} → {relation.child} has no label")
        if not is_label(relation.label):
            raise AnnotationError(
                f"the relation {relation.head} → {relation.child} has a label that is not one line of text"
            )
        _verify_score(relation.score, f"the relation {relation.head} → {relation.child}")


def _verify_score(score: float | None, what: str) -> None:
    if score is not None and not 0 <= score <= 1:
        raise AnnotationError(f"{what} has the score {score:g}; a score is from 0 to 1")
