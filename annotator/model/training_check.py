"""What is wrong with a document on its way out, and whether it may go all the same."""

from collections.abc import Iterator

from annotator.model.document import text_digest
from annotator.model.label_scheme import LabelScheme
from annotator.model.query import Problem
from annotator.model.training import TrainingDocument

FATAL = frozenset({"text", "outside", "relation_end"})
"""Kinds that stop an export: offsets that can't be trusted. The others go out as they are, and are told."""


def problems_of(document: TrainingDocument, scheme: LabelScheme) -> Iterator[Problem]:
    """What an export says of one document, each with the extent to show; the kinds are those of `Project.check`, with

    relation_end (a relation that names a span that is not there) and unknown_label (one that the scheme lacks).
    """
    if text_digest(document.text) != document.text_sha256:
        yield _problem(document, "text", "the text is not the one that was imported; its offsets can't be trusted")
    yield from _span_problems(document, scheme)
    yield from _relation_problems(document, scheme)


def _span_problems(document: TrainingDocument, scheme: LabelScheme) -> Iterator[Problem]:
    length = len(document.text)
    names = {label.name for label in scheme.labels}
    seen: set[tuple[int, int, str]] = set()
    for _, start, end, label in document.spans:
        extent = (start, end)
        if not 0 <= start < end <= length:
            yield _problem(
                document, "outside", f"{label} {start}–{end} is outside the text of {length} characters", extent
            )
            continue
        inside = document.text[start:end]
        if inside != inside.strip():
            yield _problem(document, "misaligned", f"{label} “{_short(inside)}” begins or ends with a blank", extent)
        if (start, end, label) in seen:
            yield _problem(document, "twice", f"{label} “{_short(inside)}” is there twice", extent)
        seen.add((start, end, label))
        if label not in names:
            yield _problem(
                document, "unknown_label", f"{label} “{_short(inside)}”: the scheme has no such label", extent
            )
    for start, end, label in document.rejected:
        if not 0 <= start < end <= length:
            yield _problem(
                document,
                "outside",
                f"rejected {label} {start}–{end} is outside the text of {length} characters",
                (start, end),
            )


def _relation_problems(document: TrainingDocument, scheme: LabelScheme) -> Iterator[Problem]:
    spans = document.spans
    seen: set[tuple[int, int, str]] = set()
    for relation in document.relations:
        if not (0 <= relation.head < len(spans) and 0 <= relation.child < len(spans)):
            yield _problem(document, "relation_end", f"{relation.label} joins a span that is not there")
            continue
        head, child = spans[relation.head], spans[relation.child]
        extent = (min(head.start, child.start), max(head.end, child.end))
        joined = f"{relation.label} from {head.label} to {child.label}"
        label = scheme.relation_label(relation.label)
        if relation.head == relation.child:
            yield _problem(document, "illegal", f"{relation.label} joins a span to itself", extent)
        elif label is None:
            yield _problem(document, "unknown_label", f"{joined}: the scheme has no such relation", extent)
        elif not label.allows(head.label, child.label):
            yield _problem(document, "illegal", f"{joined}: the scheme does not allow it", extent)
        if relation in seen:
            yield _problem(document, "twice", f"{joined} is there twice", extent)
        seen.add(relation)


def _problem(document: TrainingDocument, kind: str, message: str, extent: tuple[int, int] | None = None) -> Problem:
    return Problem(kind, message, document.id, document.key, extent)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
