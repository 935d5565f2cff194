"""What models hold for possible, less likely than what they suggest: stored by a run, read for an article.

Nobody decides about it, and nothing counts it: it is a help to whoever looks for what is missing.
"""

from collections.abc import Iterable

from annotator.model.document import DocumentId
from annotator.model.suggestion import Proposed
from annotator.store.database import Row, Store


def replace(store: Store, document: DocumentId, proposed: Iterable[Proposed]) -> None:
    """Put what runs hold for possible in the place of what is kept of a document; within a transaction."""
    store.execute("DELETE FROM possibilities WHERE document = ?", [document])
    rows: list[tuple[object, ...]] = []
    for one in proposed:
        rows += [(document, one.run, r.start, r.end, None, None, r.label, r.score) for r in one.possible_spans]
        rows += [(document, one.run, *r.head, *r.child, r.label, r.score) for r in one.possible]
    store.execute_many(
        'INSERT INTO possibilities (document, run, start, "end", child_start, child_end, raw_label, score) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def read(store: Store, document: DocumentId) -> list[Row]:
    """The rows of a document with the pipeline of each, the likeliest first."""
    return store.rows(
        "SELECT p.*, r.pipeline FROM possibilities p JOIN runs r ON r.id = p.run WHERE p.document = ? ORDER BY p.score DESC, p.id",
        [document],
    )
