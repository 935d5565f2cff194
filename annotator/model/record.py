"""One document on its way in or out: what every format reads and writes, before the project gives it ids."""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class RecordRelation:
    """A relation of a record: `head` and `child` index its spans."""

    head: int
    child: int
    label: str


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


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that did not come in, and why, in one line that names the place and the remedy."""

    origin: str
    reason: str

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
    for span in record.spans:
        if not 0 <= span.start < span.end <= length:
            raise AnnotationError(
                f"the span {span.start}–{span.end} ({span.label}) is outside the text of {length} characters, or empty"
            )
        if not span.label:
            raise AnnotationError(f"the span {span.start}–{span.end} has no label")
        if not is_label(span.label):
            raise AnnotationError(f"the span {span.start}–{span.end} has a label that is not one line of text")
    for relation in record.relations:
        if not (0 <= relation.head < len(record.spans) and 0 <= relation.child < len(record.spans)):
            raise AnnotationError(
                f"the relation {relation.label or '?'} names a span that is not there ({relation.head} → {relation.child})"
            )
        if not relation.label:
            raise AnnotationError(f"the relation {relation.head} → {relation.child} has no label")
        if not is_label(relation.label):
            raise AnnotationError(
                f"the relation {relation.head} → {relation.child} has a label that is not one line of text"
            )
    for zone in record.zones:
        if not 0 <= zone.start <= zone.end <= length:
            raise AnnotationError(
                f"the zone {zone.kind} ({zone.start}–{zone.end}) is outside the text of {length} characters"
            )
    return record
