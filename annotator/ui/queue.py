"""The documents of the list panel in its order, and which comes next."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from annotator.model.document import DocumentId
from annotator.model.errors import StoreError
from annotator.ui.panels.article_model import first_waiting

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.session import Session

ALL_AT_ONCE = 5000
"""Documents up to which a corpus is suggested for as a whole without being asked for."""
SUGGESTING = "suggesting"
QUEUED_DOCUMENTS = "queued_documents"
"""Project settings: whether new documents go on the queue by themselves, and how many there were when they last did."""
LAST_ARTICLE = "last_article_{annotator}"
"""Project setting: the document that annotator had open when the project was closed last."""
FOLLOWING = 100
"""Documents that are read again when another model suggests: what an analyst comes to within the next rounds of it."""
SEEN = 4
"""So many times as many are looked at for those that are not done."""
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


def keep_place(project: "Project", document: DocumentId) -> None:
    """Remember which document is open; where the file cannot be written, it is not."""
    if not project.read_only:
        with suppress(StoreError):
            project.set_setting(LAST_ARTICLE.format(annotator=project.annotator), str(document))


def where_left(project: "Project", ids: list[DocumentId]) -> DocumentId:
    """The document of that list, which has at least one, that was open last, or the next one to do where it is done."""
    kept = project.setting(LAST_ARTICLE.format(annotator=project.annotator), "")
    last = DocumentId(int(kept)) if kept.isdecimal() else None
    if last is None or last not in ids:
        return first_waiting(project, ids)
    return next(_waiting(project, [last]), None) or next_to_do(project, ids, last) or last


def queue_new_documents(project: "Project") -> None:
    """In a corpus that fits into memory at a glance, every document gets suggestions without being asked for."""
    count = project.document_count()
    known = project.setting(QUEUED_DOCUMENTS, "0")
    if count > ALL_AT_ONCE or project.setting(SUGGESTING, "on") != "on" or known == str(count):
        return
    project.queue_documents()
    project.set_setting(QUEUED_DOCUMENTS, str(count))


def queue_following(project: "Project", session: "Session", count: int = FOLLOWING) -> None:
    """Have the next documents of the list read again, without the one on screen: they are next, and are not to wait then."""
    shown = None if session.article is None else session.article.document.id
    order = session.queue
    after = order.index(shown) + 1 if shown is not None and shown in order else 0
    project.queue_documents(list(islice(_waiting(project, order[after : after + SEEN * count]), count)), again=True)


def _waiting(project: "Project", order: list[DocumentId]) -> Iterator[DocumentId]:
    for first in range(0, len(order), ROWS_AT_ONCE):
        for row in project.document_rows(order[first : first + ROWS_AT_ONCE]):
            if row.state in ("new", "in_progress"):
                yield row.id
