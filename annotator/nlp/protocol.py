"""What a window or a command says to a worker and hears from it: one JSON object a line, in both directions.

The standard library only, so that the window can speak it without loading spaCy. Lines are ASCII (every other character
is escaped), so that a line never breaks inside a text and lone surrogates survive. Every `Suggest` gets exactly one
reply with its id: `Suggestions` or `Failure`.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.fields import ProtocolError as ProtocolError
from annotator.nlp.fields import Row, is_extent, is_score

PATTERNS = "patterns"
"""The suggester's name where no pipeline reads the document's language and only the rules spoke."""

FailureKind = Literal[
    "not_installed", "consent", "broken", "not_loaded", "bad_request", "document", "cancelled", "crashed"
]
FAILURE_KINDS: tuple[FailureKind, ...] = (
    "not_installed",
    "consent",
    "broken",
    "not_loaded",
    "bad_request",
    "document",
    "cancelled",
    "crashed",
)

MAX_LINE = 1 << 28
"""Bytes of the longest line either side reads: a text of 40 million characters, escaped."""


@dataclass(frozen=True, slots=True)
class ConfirmedSpan:
    """A span the analyst has confirmed, sent along so that relation suggestions can join it. `label` is the scheme's."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Load:
    """Get ready to suggest. Answered by `Ready` or by a `Failure` without an id; a second one replaces the first."""

    pipeline: str = ""
    """An installed pipeline's name, a folder, or "" for the patterns alone."""
    language: str = ""
    """The project's language: for documents that name none, and for the patterns where there is no pipeline."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Raw label to scheme label ("" leaves it out); for a label that is not there `model.label_mapping` guesses."""
    labels: tuple[str, ...] = ()
    """The scheme's span labels: the rules for dates, sums and roles speak only where the scheme has a label for them."""
    relation_labels: tuple[RelationLabel, ...] = ()
    """The scheme's relation labels with their legal pairs: a relation that is not legal is not suggested."""
    relations: bool = True
    """Whether relations are wanted. The parser is loaded for these alone, when the first document needs it."""
    patterns: bool = True
    """Whether the rules for dates, sums and roles may add spans."""
    consent: bool = False
    """Whether the person agreed to load a folder outside the installed packages (a pipeline may run code)."""
    any_language: bool = False
    """Whether the pipeline also reads documents of a language it was not made for."""


@dataclass(frozen=True, slots=True)
class Suggest:
    """Suggest for one document."""

    id: int
    text: str
    language: str = ""
    spans: tuple[ConfirmedSpan, ...] = ()
    urgent: bool = False
    """On screen: goes before every document that is not, and waits for at most one running batch."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Forget a document that has not been started; its `Suggest` is answered by a `Failure` of the kind "cancelled"."""

    id: int


@dataclass(frozen=True, slots=True)
class Quit:
    """Stop when the batch in hand is done. Closing the worker's input does the same."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The pipeline is loaded."""

    pipeline: str
    """As stored with a run: the package's name, the folder, or `PATTERNS`."""
    version: str
    digest: str
    """SHA-256 of what was loaded: the same pipeline, the same digest."""
    language: str
    labels: tuple[str, ...] = ()
    """Raw labels this worker may suggest, the rules' own included."""
    relation_labels: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested for one document: raw labels for spans, the scheme's or the pipeline's own for relations."""

    id: int
    spans: tuple[ProposedSpan, ...] = ()
    relations: tuple[ProposedRelation, ...] = ()
    pipeline: str = ""
    """Who suggested: `Ready.pipeline`, another installed pipeline for another language, or `PATTERNS`."""
    version: str = ""
    digest: str = ""
    seconds: float = 0.0
    """Processor time, the document's share of its batch."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, in one line that names the thing and the remedy. `id` is None where no document is meant."""

    id: int | None
    kind: FailureKind
    message: str


Request = Load | Suggest | Cancel | Quit
Reply = Ready | Suggestions | Failure


def worker_command() -> list[str]:
    """What to run for a worker, apart from the folder the person is in: nothing is imported from there."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker"]
    return [sys.executable, "-P", "-m", "annotator.nlp.worker"]


def worker_environment() -> dict[str, str]:
    """The environment to run it in: one thread (a worker a core is faster), and this very program to import."""
    program = str(Path(__file__).resolve().parents[2])
    path = [program, *(part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part)]
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(path)}


def load_request(
    scheme: LabelScheme,
    *,
    pipeline: str,
    language: str,
    mapping: Mapping[str, str],
    relations: bool = True,
    consent: bool = False,
    any_language: bool = False,
) -> Load:
    """The `Load` for a project's scheme."""
    return Load(
        pipeline=pipeline,
        language=language,
        mapping=dict(mapping),
        labels=tuple(label.name for label in scheme.labels),
        relation_labels=scheme.relation_labels,
        relations=relations and bool(scheme.relation_labels),
        consent=consent,
        any_language=any_language,
    )


def encode(message: Request | Reply) -> bytes:
    """The message as one line, newline included."""
    return json.dumps(_to_object(message), separators=(",", ":")).encode("ascii") + b"\n"


def decode_request(line: bytes) -> Request:
    """The request on a line. Raises ProtocolError where it is none."""
    row = Row(line)
    kind = row.string("type")
    if kind == "suggest":
        request = Suggest(
            row.integer("id"),
            row.string("text"),
            row.string("language", ""),
            tuple(_confirmed(span, row) for span in row.list("spans")),
            row.boolean("urgent", False),
        )
        if any(not 0 <= span.start < span.end <= len(request.text) for span in request.spans):
            raise row.error("a span of `spans` lies outside the text")
        return request
    if kind == "load":
        return Load(
            pipeline=row.string("pipeline", ""),
            language=row.string("language", ""),
            mapping=row.strings_by_name("mapping"),
            labels=row.strings("labels"),
            relation_labels=tuple(_relation_label(item, row) for item in row.list("relation_labels")),
            relations=row.boolean("relations", True),
            patterns=row.boolean("patterns", True),
            consent=row.boolean("consent", False),
            any_language=row.boolean("any_language", False),
        )
    if kind == "cancel":
        return Cancel(row.integer("id"))
    if kind == "quit":
        return Quit()
    raise row.error(f"there is no request of the type {kind!r}; the types are load, suggest, cancel and quit")


def decode_reply(line: bytes) -> Reply:
    """The reply on a line. Raises ProtocolError where it is none."""
    row = Row(line)
    kind = row.string("type")
    if kind == "suggestions":
        return Suggestions(
            row.integer("id"),
            tuple(_proposed_span(item, row) for item in row.list("spans")),
            tuple(_proposed_relation(item, row) for item in row.list("relations")),
            row.string("pipeline", ""),
            row.string("version", ""),
            row.string("digest", ""),
            row.number("seconds", 0.0),
        )
    if kind == "ready":
        return Ready(
            row.string("pipeline"),
            row.string("version", ""),
            row.string("digest", ""),
            row.string("language", ""),
            row.strings("labels"),
            row.strings("relation_labels"),
            row.strings("warnings"),
        )
    if kind == "failure":
        failure = row.string("kind")
        found = next((name for name in FAILURE_KINDS if name == failure), None)
        if found is None:
            raise row.error(f"there is no failure of the kind {failure!r}")
        return Failure(None if row.data.get("id") is None else row.integer("id"), found, row.string("message"))
    raise row.error(f"there is no reply of the type {kind!r}; the types are ready, suggestions and failure")


def _to_object(message: Request | Reply) -> dict[str, Any]:
    match message:
        case Suggest():
            spans = [[span.start, span.end, span.label] for span in message.spans]
            row = {
                "id": message.id,
                "text": message.text,
                "language": message.language,
                "spans": spans,
                "urgent": message.urgent,
            }
            return {"type": "suggest", **row}
        case Load():
            relation_labels = [
                {"name": label.name, "legal": [list(pair) for pair in label.legal], "symmetric": label.symmetric}
                for label in message.relation_labels
            ]
            return {
                "type": "load",
                "pipeline": message.pipeline,
                "language": message.language,
                "mapping": dict(message.mapping),
                "labels": list(message.labels),
                "relation_labels": relation_labels,
                "relations": message.relations,
                "patterns": message.patterns,
                "consent": message.consent,
                "any_language": message.any_language,
            }
        case Cancel():
            return {"type": "cancel", "id": message.id}
        case Quit():
            return {"type": "quit"}
        case Ready():
            return {
                "type": "ready",
                "pipeline": message.pipeline,
                "version": message.version,
                "digest": message.digest,
                "language": message.language,
                "labels": list(message.labels),
                "relation_labels": list(message.relation_labels),
                "warnings": list(message.warnings),
            }
        case Suggestions():
            return {
                "type": "suggestions",
                "id": message.id,
                "spans": [[span.start, span.end, span.label, span.score] for span in message.spans],
                "relations": [[list(r.head), list(r.child), r.label, r.score] for r in message.relations],
                "pipeline": message.pipeline,
                "version": message.version,
                "digest": message.digest,
                "seconds": message.seconds,
            }
        case Failure():
            return {"type": "failure", "id": message.id, "kind": message.kind, "message": message.message}


def _confirmed(item: object, row: Row) -> ConfirmedSpan:
    if not (isinstance(item, list) and len(item) == 3 and is_extent(item[:2]) and isinstance(item[2], str)):
        raise row.error("`spans` must hold [start, end, label]")
    return ConfirmedSpan(*item)


def _proposed_span(item: object, row: Row) -> ProposedSpan:
    if not (
        isinstance(item, list)
        and len(item) == 4
        and is_extent(item[:2])
        and isinstance(item[2], str)
        and is_score(item[3])
    ):
        raise row.error("`spans` must hold [start, end, label, score]")
    return ProposedSpan(*item)


def _proposed_relation(item: object, row: Row) -> ProposedRelation:
    if not (
        isinstance(item, list)
        and len(item) == 4
        and is_extent(item[0])
        and is_extent(item[1])
        and isinstance(item[2], str)
        and is_score(item[3])
    ):
        raise row.error("`relations` must hold [[start, end], [start, end], label, score]")
    head, child, label, score = item
    return ProposedRelation((head[0], head[1]), (child[0], child[1]), label, score)


def _relation_label(item: object, row: Row) -> RelationLabel:
    if isinstance(item, dict) and isinstance(item.get("name"), str) and isinstance(item.get("symmetric", False), bool):
        legal = item.get("legal", [])
        if isinstance(legal, list) and all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(end, str) for end in pair) for pair in legal
        ):
            pairs = tuple((pair[0], pair[1]) for pair in legal)
            return RelationLabel(item["name"], legal=pairs, symmetric=item.get("symmetric", False))
    raise row.error("`relation_labels` must hold {name, legal: [[head, child], …], symmetric}")
