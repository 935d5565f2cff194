"""What models hold for possible, less likely than what they suggest: stored by a run, read for an article.

Nobody decides about it, and nothing counts it: it is a help to whoever looks for what is missing.
"""

from collections.abc import Iterable

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId
from annotator.model.suggestion import Proposed
from annotator.store.database import Row, Store

LONGEST = 500
"""Code points before a place at which a span that reaches it may begin; a recognizer's are of a dozen tokens at most."""


def replace(store: Store, document: DocumentId, proposed: Iterable[Proposed]) -> None:
    """Put what runs hold for possible in the place of what is kept of a document; within a transaction."""
    store.execute("DELETE FROM possibilities WHERE document = ?", [document])
    rows: list[tuple[object, ...]] = []
    for one in proposed:
        rows += [(document, one.run, r.start, r.end, None, None, r.label, r.score) for r in one.possible_spans]
        rows += [(document, one.run, *r.head, *r.child, r.label, r.score) for r in one.possible_relations]
    store.execute_many(
        'INSERT INTO possibilities (document, run, start, "end", child_start, child_end, raw_label, score) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def relations_at(store: Store, document: DocumentId, extents: Iterable[tuple[int, int]]) -> list[Row]:
    """The relations that have an end at one of those extents, with the pipeline of each, the likeliest first."""
    found: dict[int, Row] = {}
    for start, end in extents:
        for where in (
            'p.start = ? AND p."end" = ? AND p.child_start IS NOT NULL',
            "p.child_start = ? AND p.child_end = ?",
        ):
            rows = store.rows(f"{_SELECT} WHERE p.document = ? AND {where}", [document, start, end])
            found.update((row["id"], row) for row in rows)
    return _sorted(found.values())


def undecided_relations(store: Store, document: DocumentId, annotator: AnnotatorId) -> list[Row]:
    """The suggested relations of a document that an annotator has not decided about, shown or not, the likeliest first."""
    return store.rows(
        "SELECT s.* FROM suggestions s WHERE s.document = ? AND s.active = 1 AND s.child_start IS NOT NULL "
        "AND s.label IS NOT NULL AND s.score IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.suggestion = s.id AND d.annotator = ?) ORDER BY s.score DESC, s.id",
        [document, annotator],
    )


def spans_near(store: Store, document: DocumentId, start: int, end: int) -> list[Row]:
    """The spans that share a code point with [start, end), with the pipeline of each, the likeliest first."""
    rows = store.rows(
        f'{_SELECT} WHERE p.document = ? AND p.start < ? AND p.start > ? AND p."end" > ? AND p.child_start IS NULL',
        [document, end, start - LONGEST, start],
    )
    return _sorted(rows)


_SELECT = "SELECT p.*, r.pipeline FROM possibilities p JOIN runs r ON r.id = p.run"


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row["score"], row["id"]))
