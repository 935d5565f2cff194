"""The longer fields of the training protocol: documents, relation labels, lists of ids. The standard library only."""

from typing import Any

from annotator.model.document import REVIEW_STATES, DocumentId
from annotator.model.label_scheme import RelationLabel
from annotator.model.training import (
    RejectedRelation,
    RejectedSpan,
    TrainingDocument,
    TrainingRelation,
    TrainingSpan,
)
from annotator.nlp.fields import Row, is_extent, is_integer


def document_row(document: TrainingDocument) -> dict[str, Any]:
    """A document as JSON values: only what training needs of it."""
    return {
        "id": document.id,
        "key": document.key,
        "text": document.text,
        "language": document.language,
        "state": document.state,
        "spans": document.spans,
        "relations": document.relations,
        "rejected": document.rejected,
        "rejected_relations": document.rejected_relations,
        "left_out": document.left_out,
    }


def document(item: object, row: Row) -> TrainingDocument:
    """A document of a `Documents` request, every offset inside its text. Raises ProtocolError."""
    if not isinstance(item, dict):
        raise row.error("`documents` must hold objects")
    found = row.inside(item)
    text = found.string("text")
    state = one_of(found, "state", REVIEW_STATES)
    spans = tuple(_span(value, found) for value in found.list("spans"))
    rejected = tuple(_rejected(value, found) for value in found.list("rejected"))
    if any(span.end > len(text) for span in spans) or any(span.end > len(text) for span in rejected):
        raise found.error("a span lies outside the text")
    relations = tuple(_relation(value, found) for value in found.list("relations"))
    if any(max(relation.head, relation.child) >= len(spans) for relation in relations):
        raise found.error("a relation joins a span that is not there")
    return TrainingDocument(
        id=DocumentId(found.integer("id")),
        key=found.string("key", ""),
        text=text,
        text_sha256="",
        language=found.string("language", ""),
        state=state,
        spans=spans,
        relations=relations,
        rejected=rejected,
        rejected_relations=tuple(_rejected_relation(value, found) for value in found.list("rejected_relations")),
        left_out=tuple(_extent(value, found) for value in found.list("left_out")),
    )


def _span(item: object, row: Row) -> TrainingSpan:
    match item:
        case [int(id), int(start), int(end), str(label)] if is_extent([start, end]):
            return TrainingSpan(id, start, end, label)
    raise row.error("`spans` must hold [id, start, end, label]")


def _rejected(item: object, row: Row) -> RejectedSpan:
    match item:
        case [int(start), int(end), str(label)] if is_extent([start, end]):
            return RejectedSpan(start, end, label)
    raise row.error("`rejected` must hold [start, end, label]")


def _extent(item: object, row: Row) -> tuple[int, int]:
    match item:
        case [int(start), int(end)] if is_extent([start, end]):
            return start, end
    raise row.error("`left_out` must hold [start, end]")


def _relation(item: object, row: Row) -> TrainingRelation:
    match item:
        case [int(head), int(child), str(label)] if head >= 0 and child >= 0:
            return TrainingRelation(head, child, label)
    raise row.error("`relations` must hold [head, child, label], two places in `spans`")


def _rejected_relation(item: object, row: Row) -> RejectedRelation:
    match item:
        case [list(head), list(child), str(label)] if is_extent(head) and is_extent(child):
            return RejectedRelation((head[0], head[1]), (child[0], child[1]), label)
    raise row.error("`rejected_relations` must hold [[start, end], [start, end], label]")


def ids(row: Row, name: str) -> tuple[int, ...]:
    """A list of whole numbers; empty where the field is missing. Raises ProtocolError."""
    values = row.list(name)
    if not all(map(is_integer, values)):
        raise row.error(f"`{name}` must be a list of whole numbers")
    return tuple(values)


def one_of(row: Row, name: str, known: tuple[Any, ...]) -> Any:
    """A text out of a few. Raises ProtocolError."""
    value = row.string(name)
    if value not in known:
        raise row.error(f"`{name}` must be one of {', '.join(known)}")
    return value


def relation_label(item: object, row: Row) -> RelationLabel:
    """A relation label with its legal pairs. Raises ProtocolError."""
    match item:
        case {"name": str(name), "legal": list(legal), "symmetric": bool(symmetric)} if all(map(_is_pair, legal)):
            return RelationLabel(name, legal=tuple((pair[0], pair[1]) for pair in legal), symmetric=symmetric)
    raise row.error("`relation_labels` must hold {name, legal: [[head, child], …], symmetric}")


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(end, str) for end in value)
