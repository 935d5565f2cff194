"""Counting the article list's figures anew, a few documents at a time, after something changed for all of them.

Where the count has got to is a setting of the project, so that a window that is closed meanwhile goes on from there.
"""

from annotator.model.annotation import AnnotatorId
from annotator.model.article import Legal
from annotator.model.document import DocumentId
from annotator.model.judgement import Judgement
from annotator.model.rows import suggestion_from_row
from annotator.store import annotations
from annotator.store.database import Store

_SETTING = "recount_from"


def begin_recount(store: Store) -> None:
    """All tallies are to be counted anew, from the first document on."""
    store.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, '0')", [_SETTING])


def recount_from(store: Store) -> DocumentId | None:
    """The last document that was counted anew; None where no count is under way."""
    found = store.value("SELECT value FROM settings WHERE name = ?", [_SETTING])
    return None if found is None else DocumentId(int(found))


def next_to_recount(store: Store, limit: int) -> list[DocumentId]:
    """The next documents of the count, which are taken as counted; none once it is through."""
    last = recount_from(store)
    if last is None:
        return []
    part = store.column(
        "SELECT DISTINCT document FROM tallies WHERE document > ? ORDER BY document LIMIT ?", [last, limit]
    )
    if part:
        store.execute("UPDATE settings SET value = ? WHERE name = ?", [str(part[-1]), _SETTING])
    else:
        store.execute("DELETE FROM settings WHERE name = ?", [_SETTING])
    return part


def recount(store: Store, document: DocumentId, legal: Legal, judgement: Judgement) -> None:
    """Count a document's tallies anew, for everyone who has one."""
    for annotator in store.column("SELECT annotator FROM tallies WHERE document = ?", [document]):
        if annotator:
            state = annotations.article_state(store, document, AnnotatorId(annotator), legal, judgement)
            assert state is not None
            annotations.write_tally(store, AnnotatorId(annotator), state)
            continue
        rows = store.rows("SELECT * FROM suggestions WHERE document = ? AND active = 1 ORDER BY id", [document])
        found = [suggestion for row in rows if (suggestion := suggestion_from_row(row)) is not None]
        annotations.write_base_tally(store, document, found, legal, judgement)
