"""Rows of the project's tables to model objects; the column names are those of docs/project-file.md."""

from annotator.model.annotation import AnnotatorId, Relation, RelationId, Span, SpanId, SuggestionId
from annotator.model.document import DocumentId, Review
from annotator.model.edit import Row
from annotator.model.suggestion import Decision, RelationSuggestion, RunId, SpanSuggestion


def span_from_row(row: Row) -> Span:
    """A row of `spans`."""
    return Span(
        SpanId(row["id"]),
        DocumentId(row["document"]),
        AnnotatorId(row["annotator"]),
        row["start"],
        row["end"],
        row["label"],
        row["origin"],
        None if row["suggestion"] is None else SuggestionId(row["suggestion"]),
    )


def relation_from_row(row: Row) -> Relation:
    """A row of `relations`."""
    return Relation(
        RelationId(row["id"]),
        DocumentId(row["document"]),
        AnnotatorId(row["annotator"]),
        SpanId(row["head"]),
        SpanId(row["child"]),
        row["label"],
        row["origin"],
        None if row["suggestion"] is None else SuggestionId(row["suggestion"]),
    )


def suggestion_from_row(row: Row) -> SpanSuggestion | RelationSuggestion | None:
    """A row of `suggestions`; None for one whose label is outside the scheme."""
    if row["label"] is None:
        return None
    id, run, document = SuggestionId(row["id"]), RunId(row["run"]), DocumentId(row["document"])
    start, end, label, score, active = row["start"], row["end"], row["label"], row["score"], row["active"] == 1
    if row["child_start"] is None:
        return SpanSuggestion(id, run, document, start, end, label, score, active, silenced=row["active"] == 2)
    child = (row["child_start"], row["child_end"])
    return RelationSuggestion(id, run, document, (start, end), child, label, score, active)


def decision_from_row(row: Row) -> Decision:
    """A row of `decisions`."""
    return Decision(
        SuggestionId(row["suggestion"]),
        AnnotatorId(row["annotator"]),
        row["outcome"],
        row["span"],
        row["relation"],
        row["decided"],
    )


def review_from_row(row: Row) -> Review:
    """A row of `reviews`."""
    return Review(row["state"], bool(row["flag"]), row["comment"], row["active_seconds"])
