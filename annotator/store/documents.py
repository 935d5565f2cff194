"""Documents and reviews: stored, listed, searched and counted."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.model.annotation import AnnotatorId
from annotator.model.document import Document, DocumentId, Review, Zone, derived_title, text_digest
from annotator.model.query import DocumentQuery, DocumentRow, Progress
from annotator.model.record import Record
from annotator.model.rows import review_from_row
from annotator.store.database import Row, Store
from annotator.store.history import now

BASE = AnnotatorId(0)
"""In `tallies`: a document as it stands for an annotator who has done nothing in it."""

SELECT = (
    "SELECT documents.*, (SELECT zones FROM edited_zones WHERE document = documents.id) AS edited_zones FROM documents"
)
"""Rows for `document_from_row`."""

_INSERT = """INSERT INTO documents
    (key, title, title_given, language, published, source, url, copy_of, imported, text_sha256, zones, meta, text)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def insert_document(store: Store, record: Record, *, imported: str) -> tuple[DocumentId, DocumentId | None]:
    """Store a record's document; returns its id and that of the first document with the same text, if there is one."""
    digest = text_digest(record.text)
    copy_of = store.value("SELECT id FROM documents WHERE text_sha256 = ? ORDER BY id LIMIT 1", [digest])
    cursor = store.execute(
        _INSERT, [record.key, *_columns(record), copy_of, imported, digest, *_long_columns(record), record.text]
    )
    return DocumentId(cursor.lastrowid or 0), copy_of


def index_text(store: Store, *, after: DocumentId) -> None:
    """Put the documents that came after that id into the full-text index.

    Once a batch and not from a trigger: a savepoint, such as the one around each record, makes FTS5 write out what it
    has gathered, and an index made of one piece a document takes five times as long.
    """
    store.execute(
        "INSERT INTO documents_fts (rowid, title, text) SELECT id, title, text FROM documents WHERE id > ?", [after]
    )


def last_document(store: Store) -> DocumentId:
    """The id of the document that came last, 0 where there is none."""
    return DocumentId(store.value("SELECT coalesce(max(id), 0) FROM documents"))


def update_document(store: Store, id: DocumentId, record: Record) -> None:
    """Write a record over the document of that id, text included."""
    store.execute(
        """UPDATE documents SET title = ?, title_given = ?, language = ?, published = ?, source = ?, url = ?,
        text_sha256 = ?, zones = ?, meta = ?, text = ? WHERE id = ?""",
        [*_columns(record), text_digest(record.text), *_long_columns(record), record.text, id],
    )


def forget_text(store: Store, id: DocumentId) -> None:
    """Take away what hung on the text a document had before, once another has been written over it.

    Suggestions, counts and that it was read through; of edits in it, that they can be undone or done again: they hold
    offsets of the earlier text. Which documents are copies of which is found anew. Nothing may be annotated in it.
    """
    store.execute("DELETE FROM suggestions WHERE document = ?", [id])
    store.execute("DELETE FROM possibilities WHERE document = ?", [id])
    store.execute("DELETE FROM tallies WHERE document = ?", [id])
    store.execute("DELETE FROM edited_zones WHERE document = ?", [id])
    store.execute("UPDATE reviews SET state = 'new' WHERE document = ? AND state IN ('done', 'in_progress')", [id])
    store.execute(
        "UPDATE edits SET state = CASE state WHEN 'undone' THEN 'superseded' ELSE 'recorded' END "
        "WHERE state IN ('done', 'undone') AND id IN (SELECT edit FROM changes WHERE document = ?)",
        [id],
    )
    store.execute(
        "UPDATE documents SET copy_of = (SELECT min(first.id) FROM documents first "
        "WHERE first.text_sha256 = documents.text_sha256 AND first.id < documents.id) "
        "WHERE id = ?1 OR copy_of = ?1 OR text_sha256 = (SELECT text_sha256 FROM documents WHERE id = ?1)",
        [id],
    )


def _columns(record: Record) -> list[Any]:
    title = record.title or derived_title(record.text)
    return [title, int(bool(record.title)), record.language, record.published, record.source, record.url]


def _long_columns(record: Record) -> list[str]:
    return [zones_to_json(record.zones), _json(record.meta)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def document_from_row(row: Row) -> Document:
    """A row that `SELECT` gives."""
    return Document(
        id=DocumentId(row["id"]),
        key=row["key"],
        title=row["title"],
        text=row["text"],
        language=row["language"],
        published=row["published"],
        source=row["source"],
        url=row["url"],
        zones=zones_from_row(row),
        meta=json.loads(row["meta"]),
        copy_of=row["copy_of"],
    )


def zones_from_row(row: Row) -> tuple[Zone, ...]:
    """The zones of a row that `SELECT` gives: as somebody set them, else as they came in or were found."""
    return zones_from_json(row["edited_zones"] or row["zones"])


def zones_from_json(text: str) -> tuple[Zone, ...]:
    """A `zones` column."""
    return tuple(Zone(*zone) for zone in json.loads(text))


def zones_to_json(zones: Sequence[Zone]) -> str:
    """For a `zones` column: [start, end, kind], with a fourth value, true, where rules found it."""
    rows: list[list[object]] = [
        [zone.start, zone.end, zone.kind, True] if zone.found else [zone.start, zone.end, zone.kind] for zone in zones
    ]
    return _json(rows)


def zones_of(store: Store, document: DocumentId) -> tuple[Zone, ...]:
    """A document's zones: as somebody set them, else as they came in or were found."""
    return zones_from_json(
        store.value(
            "SELECT coalesce((SELECT zones FROM edited_zones WHERE document = documents.id), zones) FROM documents "
            "WHERE id = ?",
            [document],
        )
    )


def write_zones(store: Store, document: DocumentId, zones: Sequence[Zone]) -> None:
    """Keep what came in or was found, which somebody's own zones go before."""
    store.execute("UPDATE documents SET zones = ? WHERE id = ?", [zones_to_json(zones), document])


def review(store: Store, document: DocumentId, annotator: AnnotatorId) -> Review:
    """Where an annotator stands with a document."""
    rows = store.rows("SELECT * FROM reviews WHERE document = ? AND annotator = ?", [document, annotator])
    return review_from_row(rows[0]) if rows else Review()


def add_active_seconds(store: Store, document: DocumentId, annotator: AnnotatorId, seconds: float) -> None:
    """Add to the time an annotator spent on a document."""
    store.execute(
        "INSERT INTO reviews (document, annotator, state, flag, comment, active_seconds) VALUES (?, ?, 'new', 0, '', ?) "
        "ON CONFLICT (document, annotator) DO UPDATE SET active_seconds = active_seconds + excluded.active_seconds",
        [document, annotator, seconds],
    )


# The list asks for ids alone, in one query that only indexes answer: a document's row holds its text, and reading
# 100,000 of those takes seconds.


def document_ids(store: Store, query: DocumentQuery, annotator: AnnotatorId) -> list[DocumentId]:
    """The ids of the documents a query asks for, in its order."""
    where: list[str] = []
    parameters: list[Any] = []
    match = full_text_query(query.search)
    if match:
        found = "id IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?)"
        parameters.append(f"{{title}} : ({match})" if query.titles_only else match)
        if not query.titles_only and looks_like_a_key(query.search):
            found = f"({found} OR id IN (SELECT id FROM documents WHERE instr(lower(key), lower(?))))"
            parameters.append(query.search.strip())
        if not query.titles_only and (day := day_of(query.search)):
            found = f"({found} OR id IN (SELECT id FROM documents WHERE published >= ? AND published <= ?))"
            parameters += [day, f"{day}\uffff"]
        where.append(found)
    if query.states:
        _where_state(query, annotator, where, parameters)
    if query.flagged is not None:
        where.append(
            f"id {'IN' if query.flagged else 'NOT IN'} (SELECT document FROM reviews WHERE annotator = ? AND flag)"
        )
        parameters.append(annotator)
    for column, value in (("source", query.source), ("language", query.language)):
        if value:
            where.append(f"id IN (SELECT id FROM documents WHERE {column} = ?)")
            parameters.append(value)
    if query.published_from or query.published_to:
        where.append("id IN (SELECT id FROM documents WHERE published >= ? AND published <= ? AND published <> '')")
        parameters += [query.published_from, (query.published_to or "9999") + "\uffff"]
    if query.pending is not None:
        where.append(f"{_TALLIED.format(column='pending')} {'>' if query.pending else '='} 0")
        parameters.append(annotator)
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    if query.order == "import":
        return store.column(f"SELECT id FROM documents INDEXED BY documents_id{condition} ORDER BY id", parameters)
    if query.order == "date":
        return store.column(
            f"SELECT id FROM documents INDEXED BY documents_published{condition} ORDER BY published DESC, id",
            parameters,
        )
    if query.order == "oldest":
        return store.column(
            f"SELECT id FROM documents INDEXED BY documents_published{condition} ORDER BY published = '', published, id",
            parameters,
        )
    weight = _TALLIED.format(column="pending" if query.order == "review" else "uncertainty")
    return store.column(
        f"SELECT id FROM documents INDEXED BY documents_id{condition} ORDER BY {weight} DESC, id",
        [*parameters, annotator],
    )


_DAY = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)|(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})")
_TALLIED = """coalesce(
    (SELECT {column} FROM tallies WHERE document = documents.id AND annotator = ?),
    (SELECT {column} FROM tallies WHERE document = documents.id AND annotator = 0), 0)"""


def _where_state(query: DocumentQuery, annotator: AnnotatorId, where: list[str], parameters: list[Any]) -> None:
    """A document without a review is new, so "new" is asked for as what is in no other state."""
    marks = ", ".join("?" for _ in query.states)
    if "new" in query.states:
        others = [state for state in ("in_progress", "done", "skipped") if state not in query.states]
        marks = ", ".join("?" for _ in others)
        where.append(f"id NOT IN (SELECT document FROM reviews WHERE annotator = ? AND state IN ({marks}))")
        parameters += [annotator, *others]
    else:
        where.append(f"id IN (SELECT document FROM reviews WHERE annotator = ? AND state IN ({marks}))")
        parameters += [annotator, *query.states]


def full_text_query(search: str) -> str:
    """What a person typed, as an FTS5 query: every word quoted, all needed, the last as a beginning; "…" is a phrase."""
    parts = re.findall(r'"([^"]+)"|(\S+)', search)
    terms: list[str] = []
    for phrase, word in parts:
        words = re.findall(r"\w+", phrase or word)
        if words:
            terms.append('"' + " ".join(words) + '"' + ("" if phrase else "*"))
    return " ".join(terms)


def looks_like_a_key(search: str) -> bool:
    """Whether what a person typed may be a part of a file's name or an id rather than words of a text."""
    word = search.strip()
    signs = any(sign in word for sign in "_-./")
    return len(word) >= 3 and " " not in word and (signs or bool(re.search(r"[^\W\d_]\d|\d[^\W\d_]", word)))


def day_of(search: str) -> str:
    """The day or month that a person typed (1911-03-12, 12/03/1911, 03/1911), as ISO 8601; "" where it is none."""
    match = _DAY.fullmatch(search.strip())
    if match is None:
        return ""
    iso, day, month, year = match.groups()
    return iso or "-".join((year, month.zfill(2), *([day.zfill(2)] if day else [])))


def document_rows(store: Store, ids: Sequence[DocumentId], annotator: AnnotatorId) -> list[DocumentRow]:
    """The list's lines for those ids, in their order; an id that is not there is left out."""
    marks = ", ".join("?" for _ in ids)
    rows = store.rows(
        f"""SELECT d.id, d.key, d.title, d.source, d.published, d.language, d.copy_of,
            coalesce(r.state, 'new') AS state, coalesce(r.flag, 0) AS flag, coalesce(r.comment, '') <> '' AS commented,
            coalesce(t.pending, b.pending, 0) AS pending, coalesce(t.confirmed, 0) AS confirmed
        FROM documents d
        LEFT JOIN reviews r ON r.document = d.id AND r.annotator = ?
        LEFT JOIN tallies t ON t.document = d.id AND t.annotator = ?
        LEFT JOIN tallies b ON b.document = d.id AND b.annotator = 0
        WHERE d.id IN ({marks})""",
        [annotator, annotator, *ids],
    )
    found = {
        row["id"]: DocumentRow(
            row["id"],
            row["key"],
            row["title"],
            row["source"],
            row["published"],
            row["language"],
            row["state"],
            bool(row["flag"]),
            bool(row["commented"]),
            row["pending"],
            row["confirmed"],
            row["copy_of"],
        )
        for row in rows
    }
    return [found[id] for id in ids if id in found]


def pending_of(store: Store, document: DocumentId, annotator: AnnotatorId) -> int:
    """How many suggestions wait for the annotator in a document."""
    found = store.value(
        "SELECT pending FROM tallies WHERE document = ? AND annotator IN (0, ?) ORDER BY annotator DESC LIMIT 1",
        [document, annotator],
    )
    return found or 0


def pending_total(store: Store, annotator: AnnotatorId) -> int:
    """How many suggestions wait for the annotator in all documents; tens of milliseconds in a large project."""
    total = 0
    for whose in {BASE, annotator}:
        total += store.value("SELECT coalesce(sum(pending), 0) FROM tallies WHERE annotator = ?", [whose])
    own_instead = """SELECT coalesce(sum(base.pending), 0) FROM tallies own
        JOIN tallies base ON base.document = own.document AND base.annotator = 0 WHERE own.annotator = ?"""
    return int(total - (store.value(own_instead, [annotator]) if annotator != BASE else 0))


def progress(store: Store, annotator: AnnotatorId, pending: int) -> Progress:
    """How far the annotator is; `pending` is `pending_total`, where the caller knows it already."""
    states = {
        row["state"]: row["n"]
        for row in store.rows(
            "SELECT state, count(*) AS n FROM reviews WHERE annotator = ? GROUP BY state", [annotator]
        )
    }
    total = store.value("SELECT count(*) FROM documents INDEXED BY documents_id")
    return Progress(total, states.get("done", 0), states.get("in_progress", 0), states.get("skipped", 0), pending)


def stored_rows(store: Store, ids: Sequence[DocumentId] | None, *, batch: int = 200) -> Iterator[Row]:
    """The rows of `documents`, whole, in the order of import (or of `ids`), a batch in memory at a time."""
    if ids is None:
        ids = store.column("SELECT id FROM documents ORDER BY id")
    for at in range(0, len(ids), batch):
        part = ids[at : at + batch]
        marks = ", ".join("?" for _ in part)
        rows = {row["id"]: row for row in store.rows(f"{SELECT} WHERE id IN ({marks})", part)}
        yield from (rows[id] for id in part if id in rows)


def find_document(store: Store, name: str) -> DocumentId | None:
    """A document by its key, else by its id in decimal."""
    found = store.value("SELECT id FROM documents WHERE key = ?", [name])
    if found is None and name.isdecimal():
        found = store.value("SELECT id FROM documents WHERE id = ?", [int(name)])
    return None if found is None else DocumentId(found)


def annotator_id(store: Store, name: str) -> AnnotatorId:
    """The annotator of that name, made where there is none."""
    found = store.value("SELECT id FROM annotators WHERE name = ?", [name])
    if found is None:
        found = store.execute("INSERT INTO annotators (name, created) VALUES (?, ?)", [name, now()]).lastrowid
    return AnnotatorId(found)
