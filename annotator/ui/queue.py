"""The documents of the list panel in its order, and which comes next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.model.document import DocumentId

if TYPE_CHECKING:
    from annotator.project import Project

ROWS_AT_ONCE = 64
"""How many documents are asked for their state at a time."""


def neighbour(queue: list[DocumentId], document: DocumentId | None, by: int) -> DocumentId | None:
    """The document before (-1) or after (1) another; the queue's first where that one is not in it; None past its ends."""
    at = queue.index(document) + by if document in queue else 0
    return queue[at] if 0 <= at < len(queue) else None


def next_to_do(project: "Project", queue: list[DocumentId], document: DocumentId) -> DocumentId | None:
    """The next document, from the queue's start again after its end, that is neither done nor skipped."""
    after = queue.index(document) + 1 if document in queue else 0
    order = [id for id in (*queue[after:], *queue[:after]) if id != document]
    return next(_waiting(project, order), None)


def _waiting(project: "Project", order: list[DocumentId]) -> Iterator[DocumentId]:
    for first in range(0, len(order), ROWS_AT_ONCE):
        for row in project.document_rows(order[first : first + ROWS_AT_ONCE]):
            if row.state in ("new", "in_progress"):
                yield row.id
