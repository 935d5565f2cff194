"""Spans, relations, suggestions and decisions: loaded for an article, stored by an import or a run."""

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.model.annotation import AnnotatorId
from annotator.model.article import ArticleState, Legal
from annotator.model.article_view import Suggestion
from annotator.model.document import Document, DocumentId, Review
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
    """The suggestions of a document, those included that a later run replaced and that are kept for what was decided."""
    return store.rows("SELECT * FROM suggestions WHERE document = ? ORDER BY id", [document])


def write_tally(store: Store, annotator: AnnotatorId, state: ArticleState) -> None:
    """Keep what the article list shows of a document."""
    confirmed = sum(n for n, _ in state.counts.values()) + sum(n for n, _ in state.relation_counts.values())
    store.execute(
        "INSERT INTO tallies (document, annotator, pending, uncertainty, confirmed) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (document, annotator) DO UPDATE SET pending = excluded.pending, "
        "uncertainty = excluded.uncertainty, confirmed = excluded.confirmed",
        [state.document.id, annotator, state.pending_count, state.uncertainty, confirmed],
    )


def write_base_tally(store: Store, document: DocumentId, suggestions: Iterable[Suggestion], legal: Legal) -> None:
    """Keep what the article list shows of a document to someone who has done nothing in it.

    `suggestions` are those that stand; of it nothing else is needed, so nothing else is read.
    """
    write_tally(
        store,
        documents.BASE,
        ArticleState(Document(document, "", "", ""), Review(), suggestions=suggestions, legal=legal),
    )


def annotators_of(store: Store, document: DocumentId) -> list[AnnotatorId]:
    """Everyone who has done something in a document."""
    return store.column(
        "SELECT annotator FROM spans WHERE document = ? UNION SELECT annotator FROM decisions WHERE document = ? "
        "UNION SELECT annotator FROM tallies WHERE document = ? AND annotator > 0",
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
    """Put a run's suggestions in the place of those that stand; returns the ids that went and what came for them.

    `labels` maps a pipeline's labels to the scheme's, None for one that is left out. What somebody has decided about, or
    has undone a decision about that may be done again, is kept, but put out of action.
    """
    new: list[SpanSuggestion | RelationSuggestion] = []
    gone: list[int] = []
    for row in store.rows("SELECT * FROM suggestions WHERE document = ? AND active = 1", [document]):
        gone.append(row["id"])
        if not _remembered(store, row["id"]):
            store.execute("DELETE FROM suggestions WHERE id = ?", [row["id"]])
            continue
        store.execute("UPDATE suggestions SET active = 0 WHERE id = ?", [row["id"]])
        if (kept := suggestion_from_row({**row, "active": 0})) is not None:
            new.append(kept)
    # numbered here, so that one statement inserts them all; within a transaction nobody else takes a number
    first = 1 + int(store.value("SELECT seq FROM sqlite_sequence WHERE name = 'suggestions'") or 0)
    rows = [
        {"id": id, **row} for id, row in enumerate(_proposed_rows(run, document, spans, relations, labels), start=first)
    ]
    store.execute_many(
        'INSERT INTO suggestions (id, run, document, start, "end", child_start, child_end, raw_label, label, score, active) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [list(row.values()) for row in rows],
    )
    new += [suggestion for row in rows if (suggestion := suggestion_from_row(row)) is not None]
    return gone, new


def _remembered(store: Store, suggestion: int) -> bool:
    """Whether a decision about it stands or is in the history. A change's `row` is the key, "suggestion,annotator"."""
    return bool(
        store.value("SELECT 1 FROM decisions WHERE suggestion = ? LIMIT 1", [suggestion])
        or store.value(
            """SELECT 1 FROM changes WHERE "table" = 'decisions' AND row >= ? AND row < ? LIMIT 1""",
            [f"{suggestion},", f"{suggestion}-"],
        )
    )


def _proposed_rows(
    run: RunId,
    document: DocumentId,
    spans: Iterable[ProposedSpan],
    relations: Iterable[ProposedRelation],
    labels: dict[str, str | None],
) -> Iterable[dict[str, Any]]:
    def row(
        start: int,
        end: int,
        child: tuple[int | None, int | None],
        raw_label: str,
        label: str | None,
        score: float | None,
    ) -> dict[str, Any]:
        return {
            "run": run,
            "document": document,
            "start": start,
            "end": end,
            "child_start": child[0],
            "child_end": child[1],
            "raw_label": raw_label,
            "label": label,
            "score": score,
            "active": 1,
        }

    for span in spans:
        yield row(span.start, span.end, (None, None), span.label, labels.get(span.label), span.score)
    for relation in relations:
        label = labels.get(RELATION_PREFIX + relation.label)
        yield row(*relation.head, relation.child, relation.label, label, relation.score)


RELATION_PREFIX = "→"
"""Stands before a relation's label in a mapping, since a span and a relation may have labels of the same name."""


def insert_annotations(
    store: Store, document: DocumentId, annotator: AnnotatorId, record: Record, *, origin: str = "import"
) -> tuple[int, int]:
    """Store a record's spans and relations as an annotator's own; returns how many of each came in.

    A span that the annotator has already (same extent and label) is not doubled; within one record, equal spans are kept.
    """
    existing: dict[tuple[int, int, str], list[int]] = {}
    for row in store.rows(
        "SELECT * FROM spans WHERE document = ? AND annotator = ? ORDER BY id DESC", [document, annotator]
    ):
        existing.setdefault((row["start"], row["end"], row["label"]), []).append(row["id"])
    ids: list[int] = []
    new_spans = 0
    for span in record.spans:
        there = existing.get((span.start, span.end, span.label))
        if there:
            # equal spans one after the other: relations tell them apart
            id = there.pop() if len(there) > 1 else there[0]
        else:
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
