"""Spans, relations, suggestions and decisions: loaded for an article, stored by an import or a run."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from annotator.model.annotation import AnnotatorId, SuggestionId
from annotator.model.article import ArticleState, Legal
from annotator.model.article_view import Suggestion
from annotator.model.document import Document, DocumentId, Review
from annotator.model.judgement import SHOW_ALL, Judgement
from annotator.model.likely_relations import Joining
from annotator.model.record import Record
from annotator.model.rows import decision_from_row, relation_from_row, span_from_row, suggestion_from_row
from annotator.model.suggestion import MEMORY, Proposed, RunId, SpanSuggestion
from annotator.store import documents
from annotator.store.database import Row, Store
from annotator.store.history import now

FAR_BACK = 20
"""Among so many times as many relations of everybody one annotator's newest are looked for: what is looked through is bounded."""


class Replaced(NamedTuple):
    """What became of a document's suggestions."""

    gone: list[int]
    """The ids of those that stood."""
    new: list[Suggestion]
    """What came for them, and those of them that are kept out of action."""
    beside: list[Suggestion]
    """The string memory's, which stand as before."""


def article_state(
    store: Store, document: DocumentId, annotator: AnnotatorId, legal: Legal, judgement: Judgement = SHOW_ALL
) -> ArticleState | None:
    """An annotator's view of a document, None where there is no such document."""
    rows = store.rows(f"{documents.SELECT} WHERE id = ?", [document])
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
        judgement=judgement,
    )


def joinings(store: Store, annotator: AnnotatorId, newest: int) -> dict[Joining, int]:
    """How often an annotator's newest relations join which labels by which; of many others' between them, some are not looked for."""
    rows = store.rows(
        """SELECT head.label AS head, child.label AS child, recent.label AS label, COUNT(*) AS n
        FROM (
            SELECT head, child, label FROM relations
            WHERE annotator = ? AND id > (SELECT MAX(id) FROM relations) - ? ORDER BY id DESC LIMIT ?
        ) AS recent
        JOIN spans AS head ON head.id = recent.head
        JOIN spans AS child ON child.id = recent.child
        GROUP BY 1, 2, 3""",
        [annotator, FAR_BACK * newest, newest],
    )
    return {Joining(row["head"], row["child"], row["label"]): row["n"] for row in rows}


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


def write_base_tally(
    store: Store,
    document: DocumentId,
    suggestions: Iterable[Suggestion],
    legal: Legal,
    judgement: Judgement = SHOW_ALL,
) -> None:
    """Keep what the article list shows of a document to someone who has done nothing in it.

    `suggestions` are those that stand; of it nothing else but its zones is needed, so nothing else is read.
    """
    zones = documents.zones_of(store, document)
    write_tally(
        store,
        documents.BASE,
        ArticleState(
            Document(document, "", "", "", zones=zones),
            Review(),
            suggestions=suggestions,
            legal=legal,
            judgement=judgement,
        ),
    )


def annotators_of(store: Store, document: DocumentId) -> list[AnnotatorId]:
    """Everyone who has done something in a document."""
    return store.column(
        "SELECT annotator FROM spans WHERE document = ? UNION SELECT annotator FROM decisions WHERE document = ? "
        "UNION SELECT annotator FROM tallies WHERE document = ? AND annotator > 0",
        [document, document, document],
    )


def replace_suggestions(
    store: Store, document: DocumentId, proposals: Iterable[tuple[Proposed, Mapping[str, str | None]]]
) -> Replaced:
    """Put what several runs propose in the place of what stands of all runs, the string memory's aside.

    The mapping beside each says what its pipeline's labels are in the scheme, None for one that is left out. What
    somebody has decided about, or has undone a decision about that may be done again, is kept, but put out of action.
    """
    new: list[Suggestion] = []
    gone: list[int] = []
    beside: list[Suggestion] = []
    standing = (
        "SELECT s.*, r.pipeline FROM suggestions s JOIN runs r ON r.id = s.run WHERE document = ? AND active <> 0"
    )
    for row in store.rows(standing, [document]):
        suggestion = suggestion_from_row(row)
        if row["pipeline"] == MEMORY:
            beside += [suggestion] if suggestion is not None else []
            continue
        gone.append(row["id"])
        if not remembered(store, row["id"]):
            store.execute("DELETE FROM suggestions WHERE id = ?", [row["id"]])
            continue
        store.execute("UPDATE suggestions SET active = 0 WHERE id = ?", [row["id"]])
        if suggestion is not None:
            new.append(replace(suggestion, active=False))
    # numbered here, so that one statement inserts them all; within a transaction nobody else takes a number
    first = 1 + int(store.value("SELECT seq FROM sqlite_sequence WHERE name = 'suggestions'") or 0)
    proposed = [row for one, labels in proposals for row in _proposed_rows(document, one, labels)]
    rows = [{"id": id, **row} for id, row in enumerate(proposed, start=first)]
    store.execute_many(
        'INSERT INTO suggestions (id, run, document, start, "end", child_start, child_end, raw_label, label, score, active) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [list(row.values()) for row in rows],
    )
    new += [suggestion for row in rows if (suggestion := suggestion_from_row(row)) is not None]
    return Replaced(gone, new, beside)


def remembered(store: Store, suggestion: int) -> bool:
    """Whether a decision about it stands or is in the history. A change's `row` is the key, "suggestion,annotator"."""
    return bool(
        store.value("SELECT 1 FROM decisions WHERE suggestion = ? LIMIT 1", [suggestion])
        or store.value(
            """SELECT 1 FROM changes WHERE "table" = 'decisions' AND row >= ? AND row < ? LIMIT 1""",
            [f"{suggestion},", f"{suggestion}-"],
        )
    )


def insert_spans(
    store: Store, run: RunId, document: DocumentId, spans: Iterable[tuple[int, int, str, float]]
) -> list[Suggestion]:
    """Add suggestions of (start, end, label of the scheme, score) to a run's; returns them as they stand."""
    new: list[Suggestion] = []
    for start, end, label, score in spans:
        row = {"run": run, "document": document, "start": start, "end": end, "raw_label": label, "label": label}
        id = store.insert("suggestions", {**row, "score": score})
        new.append(SpanSuggestion(SuggestionId(id), run, document, start, end, label, score))
    return new


def _proposed_rows(
    document: DocumentId, proposed: Proposed, labels: Mapping[str, str | None]
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
            "run": proposed.run,
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

    for span in proposed.spans:
        yield row(span.start, span.end, (None, None), span.label, labels.get(span.label), span.score)
    for relation in proposed.relations:
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
