"""What a window or a command says to a worker and hears from it: one JSON object a line, in both directions.

The standard library only, so that the window can speak it without loading spaCy. Lines are ASCII (every other character
is escaped), so that a line never breaks inside a text and lone surrogates survive. Every `Suggest` gets exactly one
answer with its id: `Suggestions` or `Failure`; before that of a long document `Progress` comes now and then.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.fields import ProtocolError, Row, is_extent, is_score
from annotator.nlp.messages import (
    DEFAULT,
    FAILURE_KINDS,
    PATTERNS,
    RULES,
    SOURCE_KINDS,
    Cancel,
    ConfirmedSpan,
    Failure,
    FailureKind,
    Load,
    LoadedSource,
    Part,
    PipelineChoice,
    Progress,
    Quit,
    Ready,
    Reply,
    Request,
    SourceKind,
    Suggest,
    Suggestions,
)

__all__ = [
    "DEFAULT",
    "FAILURE_KINDS",
    "MAX_LINE",
    "PATTERNS",
    "RULES",
    "SOURCE_KINDS",
    "Cancel",
    "ConfirmedSpan",
    "Failure",
    "FailureKind",
    "Load",
    "LoadedSource",
    "Part",
    "PipelineChoice",
    "Progress",
    "ProtocolError",
    "Quit",
    "Ready",
    "Reply",
    "Request",
    "SourceKind",
    "Suggest",
    "Suggestions",
    "decode_reply",
    "decode_request",
    "encode",
    "load_request",
    "worker_command",
    "worker_environment",
]

MAX_LINE = 1 << 28
"""Bytes of the longest line either side reads: a text of 40 million characters, escaped."""


def worker_command() -> list[str]:
    """What to run for a worker, apart from the folder the person is in: nothing is imported from there."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker"]
    return [sys.executable, "-P", "-m", "annotator.nlp.worker"]


def training_command() -> list[str]:
    """What to run for a training process, as `worker_command`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "trainer"]
    return [sys.executable, "-P", "-m", "annotator.nlp.training.process"]


def worker_environment() -> dict[str, str]:
    """The environment to run it in: one thread (a worker a core is faster), and this very program to import."""
    program = str(Path(__file__).resolve().parents[2])
    path = [program, *(part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part)]
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(path)}


def load_request(
    scheme: LabelScheme,
    *,
    pipelines: Sequence[PipelineChoice],
    language: str,
    mappings: Mapping[str, Mapping[str, str]],
    relations: bool = True,
    relation_model: str = DEFAULT,
    any_language: bool = False,
) -> Load:
    """The `Load` for a project's scheme; `mappings` as `Project.label_mappings` has them."""
    relations = relations and bool(scheme.relation_labels)
    return Load(
        pipelines=tuple(pipelines),
        language=language,
        mappings={name: dict(mapping) for name, mapping in mappings.items()},
        labels=tuple(label.name for label in scheme.labels),
        relation_labels=scheme.relation_labels,
        relations=relations,
        relation_model=relation_model if relations else "",
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
            tuple(_pair(item, row) for item in row.list("nested")),
        )
        if any(not 0 <= span.start < span.end <= len(request.text) for span in request.spans):
            raise row.error("a span of `spans` lies outside the text")
        return request
    if kind == "load":
        return Load(
            pipelines=tuple(_choice(item, row) for item in row.list("pipelines")),
            language=row.string("language", ""),
            mappings=_mappings(row),
            labels=row.strings("labels"),
            relation_labels=tuple(_relation_label(item, row) for item in row.list("relation_labels")),
            relations=row.boolean("relations", True),
            relation_model=row.string("relation_model", ""),
            patterns=row.boolean("patterns", True),
            any_language=row.boolean("any_language", False),
            seconds=row.number("seconds", 300.0),
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
            tuple(_part(item, row) for item in row.list("parts")),
            row.number("seconds", 0.0),
            row.string("text_sha256", ""),
            row.strings("warnings"),
        )
    if kind == "progress":
        return Progress(row.integer("id"), row.number("share", 0.0))
    if kind == "ready":
        return Ready(tuple(_source(item, row) for item in row.list("sources")), row.strings("warnings"))
    if kind == "failure":
        failure = row.string("kind")
        found = next((name for name in FAILURE_KINDS if name == failure), None)
        if found is None:
            raise row.error(f"there is no failure of the kind {failure!r}")
        return Failure(None if row.data.get("id") is None else row.integer("id"), found, row.string("message"))
    raise row.error(f"there is no reply of the type {kind!r}; the types are ready, suggestions, progress and failure")


def _to_object(message: Request | Reply) -> dict[str, Any]:
    match message:
        case Suggest():
            return {
                "type": "suggest",
                "id": message.id,
                "text": message.text,
                "language": message.language,
                "spans": [[span.start, span.end, span.label] for span in message.spans],
                "urgent": message.urgent,
                "nested": [list(pair) for pair in message.nested],
            }
        case Load():
            relation_labels = [
                {"name": label.name, "legal": [list(pair) for pair in label.legal], "symmetric": label.symmetric}
                for label in message.relation_labels
            ]
            pipelines = [
                {
                    "name": choice.name,
                    "labels": None if choice.labels is None else list(choice.labels),
                    "consent": choice.consent,
                    "code": choice.code,
                    "digest": choice.digest,
                }
                for choice in message.pipelines
            ]
            return {
                "type": "load",
                "pipelines": pipelines,
                "language": message.language,
                "mappings": {name: dict(mapping) for name, mapping in message.mappings.items()},
                "labels": list(message.labels),
                "relation_labels": relation_labels,
                "relations": message.relations,
                "relation_model": message.relation_model,
                "patterns": message.patterns,
                "any_language": message.any_language,
                "seconds": message.seconds,
            }
        case Cancel():
            return {"type": "cancel", "id": message.id}
        case Quit():
            return {"type": "quit"}
        case Ready():
            sources = [
                {
                    "pipeline": source.pipeline,
                    "version": source.version,
                    "digest": source.digest,
                    "language": source.language,
                    "labels": list(source.labels),
                    "relation_labels": list(source.relation_labels),
                    "kind": source.kind,
                }
                for source in message.sources
            ]
            return {"type": "ready", "sources": sources, "warnings": list(message.warnings)}
        case Suggestions():
            parts = [
                {
                    "pipeline": part.pipeline,
                    "version": part.version,
                    "digest": part.digest,
                    "spans": [[span.start, span.end, span.label, span.score] for span in part.spans],
                    "relations": [[list(r.head), list(r.child), r.label, r.score] for r in part.relations],
                    "kind": part.kind,
                    "possible_relations": [
                        [list(r.head), list(r.child), r.label, r.score] for r in part.possible_relations
                    ],
                    "possible_spans": [[s.start, s.end, s.label, s.score] for s in part.possible_spans],
                }
                for part in message.parts
            ]
            return {
                "type": "suggestions",
                "id": message.id,
                "parts": parts,
                "seconds": message.seconds,
                "text_sha256": message.text_sha256,
                "warnings": list(message.warnings),
            }
        case Progress():
            return {"type": "progress", "id": message.id, "share": message.share}
        case Failure():
            return {"type": "failure", "id": message.id, "kind": message.kind, "message": message.message}


def _inner(item: object, name: str, row: Row) -> Row:
    """An object inside a list of a message, to be read as the message is."""
    if not isinstance(item, dict):
        raise row.error(f"`{name}` must hold objects")
    return row.inside(item)


def _choice(item: object, row: Row) -> PipelineChoice:
    inner = _inner(item, "pipelines", row)
    labels = None if inner.data.get("labels") is None else inner.strings("labels")
    return PipelineChoice(
        inner.string("name"),
        labels,
        inner.boolean("consent", False),
        inner.string("code", ""),
        inner.string("digest", ""),
    )


def _mappings(row: Row) -> dict[str, dict[str, str]]:
    value = row.data.get("mappings", {})
    if isinstance(value, dict) and all(
        isinstance(mapping, dict) and all(isinstance(label, str) for label in mapping.values())
        for mapping in value.values()
    ):
        return value
    raise row.error("`mappings` must be an object of objects of texts")


def _source(item: object, row: Row) -> LoadedSource:
    inner = _inner(item, "sources", row)
    return LoadedSource(
        inner.string("pipeline"),
        inner.string("version", ""),
        inner.string("digest", ""),
        inner.string("language", ""),
        inner.strings("labels"),
        inner.strings("relation_labels"),
        _kind(inner),
    )


def _part(item: object, row: Row) -> Part:
    inner = _inner(item, "parts", row)
    return Part(
        inner.string("pipeline"),
        inner.string("version", ""),
        inner.string("digest", ""),
        tuple(_proposed_span(span, inner) for span in inner.list("spans")),
        tuple(_proposed_relation(relation, inner) for relation in inner.list("relations")),
        _kind(inner),
        tuple(_proposed_relation(relation, inner) for relation in inner.list("possible_relations")),
        tuple(_proposed_span(span, inner) for span in inner.list("possible_spans")),
    )


def _kind(row: Row) -> SourceKind:
    kind = row.string("kind", "pipeline")
    found = next((name for name in SOURCE_KINDS if name == kind), None)
    if found is None:
        raise row.error(f"there is no source of the kind {kind!r}")
    return found


def _pair(item: object, row: Row) -> tuple[str, str]:
    if not (isinstance(item, list) and len(item) == 2 and all(isinstance(label, str) for label in item)):
        raise row.error("`nested` must hold [outer label, inner label]")
    return item[0], item[1]


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
