"""Spans, relations, suggestions and decisions: loaded for an article, stored by an import or a run."""

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.model.annotation import AnnotatorId
from annotator.model.article import ArticleState, Legal
from annotator.model.document import DocumentId, Review
from annotator.model.record import Record
from annotator.model.rows import decision_from_row, relation_from_row, span_from_row, suggestion_from_row
from annotator.model.suggestion import ProposedRelation, ProposedSpan, RelationSuggestion, RunId, SpanSuggestion
from annotator.store import documents
from annotator.store.database import Row, Store
from annotator.store.history import now


def article_state(store: Store, document: DocumentId, annotator: AnnotatorId, legal: Legal) -> ArticleState | None:
    """An annotator's view of a document, None where there is no such document."""
    rows = store.rows("SELECT * FROM documents WHERE id = ?", [document])
    if not rows:
        return None
    review = documents.review(store, document, annotator) if annotator else Review()
    own = [document, annotator]
    found = (suggestion_from_row(row) for row in suggestion_rows(store, document))
    return ArticleState(
        documents.document_from_row(rows[0]),
        review,
        spans=map(span_from_row, store.rows("SELECT * FROM spans WHERE document = ? AND annotator = ?", own)),
        relations=map(
            relation_from_row, store.rows("SELECT * FROM relations WHERE document = ? AND annotator = ?", own)
        ),
        suggestions=[suggestion for suggestion in found if suggestion is not None],
        decisions=map(
            decision_from_row, store.rows("SELECT * FROM decisions WHERE document = ? AND annotator = ?", own)
        ),
        legal=legal,
    )


def suggestion_rows(store: Store, document: DocumentId) -> list[Row]:
    """The suggestions of a document that no later run replaced."""
    return store.rows("SELECT * FROM suggestions WHERE document = ? AND active = 1 ORDER BY id", [document])


def write_tally(store: Store, annotator: AnnotatorId, state: ArticleState) -> None:
    """Keep what the article list shows of a document."""
    confirmed = sum(n for n, _ in state.counts.values()) + sum(n for n, _ in state.relation_counts.values())
    store.execute(
        "INSERT INTO tallies (document, annotator, pending, uncertainty, confirmed) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (annotator, document) DO UPDATE SET pending = excluded.pending, "
        "uncertainty = excluded.uncertainty, confirmed = excluded.confirmed",
        [state.document.id, annotator, state.pending_count, state.uncertainty, confirmed],
    )


def annotators_of(store: Store, document: DocumentId) -> list[AnnotatorId]:
    """Everyone who has done something in a document."""
    return store.column(
        "SELECT annotator FROM spans WHERE document = :d UNION SELECT annotator FROM decisions WHERE document = :d "
        "UNION SELECT annotator FROM tallies WHERE document = :d AND annotator > 0".replace(":d", "?"),
        [document, document, document],
    )


def replace_suggestions(
    store: Store,
    run: RunId,
    document: DocumentId,
    spans: Sequence[ProposedSpan],
    relations: Sequence[ProposedRelation],
    labels: dict[str, str | None],
) -> tuple[list[int], list[SpanSuggestion | RelationSuggestion]]:
    """Put a run's suggestions in the place of the undecided ones; returns the ids that went and those that came.

    `labels` maps a pipeline's labels to the scheme's, None for one that is left out. An undecided suggestion that the
    history mentions is kept, inactive: an undone decision may be done again.
    """
    undecided = store.column(
        "SELECT id FROM suggestions s WHERE document = ? AND active = 1 AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.suggestion = s.id)",
        [document],
    )
    for id in undecided:
        remembered = store.value(
            """SELECT 1 FROM changes WHERE "table" = 'decisions' AND row >= ? AND row < ? LIMIT 1""",
            [f"{id},", f"{id}-"],
        )
        if remembered:
            store.execute("UPDATE suggestions SET active = 0 WHERE id = ?", [id])
        else:
            store.execute("DELETE FROM suggestions WHERE id = ?", [id])
    new: list[SpanSuggestion | RelationSuggestion] = []
    for row in _proposed_rows(run, document, spans, relations, labels):
        cursor = store.execute(
            'INSERT INTO suggestions (run, document, start, "end", child_start, child_end, raw_label, label, score, active) '
            "VALUES (:run, :document, :start, :end, :child_start, :child_end, :raw_label, :label, :score, :active)",
            row,  # type: ignore[arg-type]
        )
        suggestion = suggestion_from_row({**row, "id": cursor.lastrowid})
        if suggestion is not None:
            new.append(suggestion)
    return undecided, new


def _proposed_rows(
    run: RunId,
    document: DocumentId,
    spans: Iterable[ProposedSpan],
    relations: Iterable[ProposedRelation],
    labels: dict[str, str | None],
) -> Iterable[dict[str, Any]]:
    common = {"run": run, "document": document, "active": 1}
    for span in spans:
        yield {
            **common,
            "start": span.start,
            "end": span.end,
            "child_start": None,
            "child_end": None,
            "raw_label": span.label,
            "label": labels.get(span.label),
            "score": span.score,
        }
    for relation in relations:
        yield {
            **common,
            "start": relation.head[0],
            "end": relation.head[1],
            "child_start": relation.child[0],
            "child_end": relation.child[1],
            "raw_label": relation.label,
            "label": labels.get(RELATION_PREFIX + relation.label),
            "score": relation.score,
        }


RELATION_PREFIX = "→"
"""Stands before a relation's label in a mapping, since a span and a relation may have labels of the same name."""


def insert_annotations(
    store: Store, document: DocumentId, annotator: AnnotatorId, record: Record, *, origin: str = "import"
) -> tuple[int, int]:
    """Store a record's spans and relations as an annotator's own; returns how many of each came in.

    A span that the annotator has already (same extent and label) is not doubled; within one record, equal spans are kept.
    """
    existing = {
        (row["start"], row["end"], row["label"]): row["id"]
        for row in store.rows("SELECT * FROM spans WHERE document = ? AND annotator = ?", [document, annotator])
    }
    ids: list[int] = []
    new_spans = 0
    for span in record.spans:
        id = existing.get((span.start, span.end, span.label))
        if id is None:
            cursor = store.execute(
                'INSERT INTO spans (document, annotator, start, "end", label, origin) VALUES (?, ?, ?, ?, ?, ?)',
                [document, annotator, span.start, span.end, span.label, origin],
            )
            id = cursor.lastrowid or 0
            new_spans += 1
        ids.append(id)
    known = {
        (row["head"], row["child"], row["label"])
        for row in store.rows("SELECT * FROM relations WHERE document = ? AND annotator = ?", [document, annotator])
    }
    new_relations = [
        (document, annotator, ids[relation.head], ids[relation.child], relation.label, origin)
        for relation in record.relations
        if (ids[relation.head], ids[relation.child], relation.label) not in known
        and (relation.head == relation.child or ids[relation.head] != ids[relation.child])
    ]
    store.execute_many(
        "INSERT INTO relations (document, annotator, head, child, label, origin) VALUES (?, ?, ?, ?, ?, ?)",
        new_relations,
    )
    return new_spans, len(new_relations)


def mark_review(store: Store, document: DocumentId, annotator: AnnotatorId, state: str) -> None:
    """Set a document's state, as an import does."""
    store.execute(
        "INSERT INTO reviews (document, annotator, state, flag, comment, active_seconds) VALUES (?, ?, ?, 0, '', 0) "
        "ON CONFLICT (document, annotator) DO UPDATE SET state = excluded.state",
        [document, annotator, state],
    )


def start_run(store: Store, pipeline: str, version: str, digest: str, settings: str) -> RunId:
    """A new run."""
    cursor = store.execute(
        "INSERT INTO runs (pipeline, version, digest, settings, created) VALUES (?, ?, ?, ?, ?)",
        [pipeline, version, digest, settings, now()],
    )
    return RunId(cursor.lastrowid or 0)
