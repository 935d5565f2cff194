"""What the string memory is made of: counts of strings by label, of strings inside strings, and switches."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId
from annotator.model.folding import is_unspaced
from annotator.model.memory import Counts, Outer, counted
from annotator.store import documents
from annotator.store.database import Row, Store


def strings(store: Store, annotator: AnnotatorId) -> list[tuple[str, str, int]]:
    """(string, label, n) of one annotator; the label is "" for rejected suggestions."""
    rows = store.execute("SELECT string, label, n FROM memory WHERE annotator = ?", [annotator])
    return [(string, label, n) for string, label, n in rows]


def nested(store: Store, annotator: AnnotatorId) -> list[tuple[str, str, str, int]]:
    """(string, string inside it, label of that, n) of one annotator."""
    rows = store.execute("SELECT string, inside, label, n FROM memory_nested WHERE annotator = ?", [annotator])
    return [(string, inside, label, n) for string, inside, label, n in rows]


def unread(
    connection: sqlite3.Connection, annotator: AnnotatorId
) -> tuple[Iterator[tuple[str, str, int]], Iterator[tuple[str, str, str, int]]]:
    """`strings` and `nested`, as rows are asked for."""
    return (
        connection.execute("SELECT string, label, n FROM memory WHERE annotator = ?", [annotator]),
        connection.execute("SELECT string, inside, label, n FROM memory_nested WHERE annotator = ?", [annotator]),
    )


def has_more_than(store: Store, annotator: AnnotatorId, count: int) -> bool:
    """Whether the memory of one annotator has more strings than that."""
    rows = store.column("SELECT 1 FROM memory WHERE annotator = ? LIMIT 1 OFFSET ?", [annotator, count])
    return bool(rows)


def counts_of(store: Store, annotator: AnnotatorId, string: str) -> list[tuple[str, str, int]]:
    """`strings`, but of one string."""
    rows = store.execute("SELECT string, label, n FROM memory WHERE annotator = ? AND string = ?", [annotator, string])
    return [(string, label, n) for string, label, n in rows]


def switches(store: Store) -> dict[str, bool]:
    """What somebody has switched by hand, by string."""
    return {string: bool(active) for string, active in store.execute("SELECT string, active FROM memory_switches")}


def switch(store: Store, string: str, active: bool | None) -> None:
    """Have a string speak, or not; None leaves it to the rule again."""
    if active is None:
        store.execute("DELETE FROM memory_switches WHERE string = ?", [string])
    else:
        store.execute("INSERT OR REPLACE INTO memory_switches (string, active) VALUES (?, ?)", [string, int(active)])


def add(store: Store, annotator: AnnotatorId, counts: Counts) -> None:
    """Add to the counts, or take from them; a count that comes to nothing goes."""
    _add(store, "memory", ("string", "label"), annotator, counts.strings.items())
    _add(store, "memory_nested", ("string", "inside", "label"), annotator, counts.nested.items())


def _add(
    store: Store,
    table: str,
    columns: tuple[str, ...],
    annotator: AnnotatorId,
    counts: Iterable[tuple[tuple[str, ...], int]],
) -> None:
    rows = [((annotator, *key), n) for key, n in counts if n]
    if not rows:
        return
    names = ", ".join(columns)
    marks = ", ".join("?" for _ in columns)
    store.execute_many(
        f"INSERT INTO {table} (annotator, {names}, n) VALUES (?, {marks}, ?) "
        f"ON CONFLICT (annotator, {names}) DO UPDATE SET n = n + excluded.n",
        [(*key, n) for key, n in rows],
    )
    where = " AND ".join(f"{column} = ?" for column in columns)
    fewer = [key for key, n in rows if n < 0]
    if fewer:
        store.execute_many(f"DELETE FROM {table} WHERE annotator = ? AND {where} AND n = 0", fewer)


def document_counts(
    store: Store, document: DocumentId, annotator: AnnotatorId, *, but: Mapping[int, str] | None = None
) -> Counts:
    """What an annotator's spans and rejections in one document amount to; `but` has other labels for some, by id."""
    text = store.value("SELECT text FROM documents WHERE id = ?", [document])
    own = [document, annotator]
    spans = store.rows('SELECT id, start, "end", label FROM spans WHERE document = ? AND annotator = ?', own)
    labels = but or {}
    rejected = store.rows(
        'SELECT s.start, s."end", s.label FROM decisions d JOIN suggestions s ON s.id = d.suggestion '
        "WHERE d.document = ? AND d.annotator = ? AND d.outcome = 'rejected' AND s.child_start IS NULL",
        own,
    )
    return counted(
        text or "",
        (Outer(row["start"], row["end"], labels.get(row["id"], row["label"])) for row in spans),
        [(row["start"], row["end"]) for row in rejected],
        [(row["start"], row["end"]) for row in rejected if row["label"] is not None],
    )


def recounted(store: Store, annotator: AnnotatorId) -> Counts:
    """The counts as they must be, from the spans and decisions themselves."""
    counts = counted("", ())
    for document in store.column(
        "SELECT document FROM spans WHERE annotator = ?1 UNION SELECT document FROM decisions WHERE annotator = ?1",
        [annotator],
    ):
        own = document_counts(store, document, annotator)
        counts.strings.update(own.strings)
        counts.nested.update(own.nested)
    return counts


def recount(store: Store) -> None:
    """Write everybody's counts anew, within a transaction that is open."""
    store.execute("DELETE FROM memory")
    store.execute("DELETE FROM memory_nested")
    for annotator in store.column("SELECT id FROM annotators"):
        add(store, annotator, recounted(store, annotator))


MANY = 2000


def documents_with(store: Store, string: str, annotator: AnnotatorId) -> list[DocumentId]:
    """The first documents that may have a string and are not done or skipped, by the full-text index; `MANY` at most."""
    query = documents.full_text_query(f'"{string}"')
    if not query:
        return []
    return store.column(
        "SELECT rowid FROM documents_fts WHERE documents_fts MATCH ? AND rowid NOT IN "
        "(SELECT document FROM reviews WHERE annotator = ? AND state IN ('done', 'skipped')) LIMIT ?",
        [query, annotator, MANY],
    )


def documents_having(store: Store, string: str) -> list[DocumentId]:
    """All documents that may have a string, in the order of import; where a script has no spaces, every text is searched."""
    query = documents.full_text_query(f'"{string}"')
    if not query or is_unspaced(string):
        return store.column("SELECT id FROM documents WHERE instr(text, ?) ORDER BY id", [string])
    return store.column("SELECT rowid FROM documents_fts WHERE documents_fts MATCH ? ORDER BY rowid", [query])


def texts(store: Store, ids: Sequence[DocumentId], annotator: AnnotatorId) -> list[Row]:
    """id, title, date, text and the annotator's state of those documents, in their order."""
    marks = ", ".join("?" for _ in ids)
    rows = store.rows(
        "SELECT d.id, d.title, d.published, d.text, coalesce(r.state, 'new') AS state FROM documents d "
        f"LEFT JOIN reviews r ON r.document = d.id AND r.annotator = ? WHERE d.id IN ({marks})",
        [annotator, *ids],
    )
    found = {row["id"]: row for row in rows}
    return [found[id] for id in ids if id in found]


def standing(store: Store, document: DocumentId, annotator: AnnotatorId) -> list[tuple[int, int, str, str]]:
    """(start, end, label, status) of the spans confirmed, suggested and rejected in a document."""
    confirmed = store.execute(
        'SELECT start, "end", label FROM spans WHERE document = ? AND annotator = ?', [document, annotator]
    )
    found = [(start, end, label, "confirmed") for start, end, label in confirmed]
    proposed = store.execute(
        'SELECT s.start, s."end", s.label, s.active, d.outcome FROM suggestions s '
        "LEFT JOIN decisions d ON d.suggestion = s.id AND d.annotator = ? "
        "WHERE s.document = ? AND s.child_start IS NULL AND s.label IS NOT NULL",
        [annotator, document],
    )
    for start, end, label, active, outcome in proposed:
        if outcome == "rejected":
            found.append((start, end, label, "rejected"))
        elif outcome is None and active == 1:
            found.append((start, end, label, "suggested"))
    return found
