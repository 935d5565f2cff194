"""The tables of a project file and the numbered migrations that make them; documented in docs/project-file.md."""

from collections.abc import Callable

from sqlite_utils import Database

APPLICATION_ID = 0x50524553
"""`PRAGMA application_id` of a project file: "PRES" in ASCII."""

_V1 = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE annotators (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, created TEXT NOT NULL);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_given INTEGER NOT NULL,
    language TEXT NOT NULL,
    published TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    split TEXT CHECK (split IN ('train', 'dev', 'test')),
    copy_of INTEGER REFERENCES documents (id),
    imported TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    zones TEXT NOT NULL,
    meta TEXT NOT NULL,
    text TEXT NOT NULL);
CREATE INDEX documents_id ON documents (id);
CREATE INDEX documents_text_sha256 ON documents (text_sha256);
CREATE INDEX documents_published ON documents (published, id);
CREATE INDEX documents_source ON documents (source, id);
CREATE INDEX documents_language ON documents (language, id);
CREATE INDEX documents_copy_of ON documents (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX documents_split ON documents (id, split) WHERE split IS NOT NULL;
CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, text, content="documents", content_rowid="id", tokenize='unicode61 remove_diacritics 2');
INSERT INTO documents_fts (documents_fts, rank) VALUES ('hashsize', 16777216);
CREATE TRIGGER documents_fts_delete AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER documents_fts_update AFTER UPDATE OF title, text ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO documents_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TABLE labels (
    name TEXT PRIMARY KEY, position INTEGER NOT NULL, key TEXT NOT NULL, hue INTEGER NOT NULL,
    tag TEXT NOT NULL, titles TEXT NOT NULL, description TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE relation_labels (
    name TEXT PRIMARY KEY, position INTEGER NOT NULL, key TEXT NOT NULL, symmetric INTEGER NOT NULL,
    legal TEXT NOT NULL, titles TEXT NOT NULL, description TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE label_mappings (
    pipeline TEXT NOT NULL, raw_label TEXT NOT NULL, label TEXT, PRIMARY KEY (pipeline, raw_label)) WITHOUT ROWID;
CREATE TABLE reviews (
    document INTEGER NOT NULL REFERENCES documents (id),
    annotator INTEGER NOT NULL REFERENCES annotators (id),
    state TEXT NOT NULL CHECK (state IN ('new', 'in_progress', 'done', 'skipped')),
    flag INTEGER NOT NULL,
    comment TEXT NOT NULL,
    active_seconds REAL NOT NULL,
    PRIMARY KEY (document, annotator)) WITHOUT ROWID;
CREATE INDEX reviews_state ON reviews (annotator, state, document);
CREATE INDEX reviews_flag ON reviews (annotator, document) WHERE flag;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, pipeline TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL,
    settings TEXT NOT NULL, created TEXT NOT NULL);
CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES runs (id),
    document INTEGER NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    child_start INTEGER,
    child_end INTEGER,
    raw_label TEXT NOT NULL,
    label TEXT,
    score REAL,
    active INTEGER NOT NULL DEFAULT 1);
CREATE INDEX suggestions_document ON suggestions (document, active);
CREATE INDEX suggestions_run ON suggestions (run, raw_label, label, child_start);
CREATE INDEX suggestions_outside ON suggestions (raw_label) WHERE active = 1 AND label IS NULL;
CREATE TABLE spans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    annotator INTEGER NOT NULL REFERENCES annotators (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > start AND start >= 0),
    label TEXT NOT NULL REFERENCES labels (name) DEFERRABLE INITIALLY DEFERRED,
    origin TEXT NOT NULL,
    suggestion INTEGER REFERENCES suggestions (id));
CREATE INDEX spans_document ON spans (document, annotator, start);
CREATE INDEX spans_label ON spans (label);
CREATE INDEX spans_suggestion ON spans (suggestion) WHERE suggestion IS NOT NULL;
CREATE TABLE relations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    annotator INTEGER NOT NULL REFERENCES annotators (id),
    head INTEGER NOT NULL REFERENCES spans (id),
    child INTEGER NOT NULL REFERENCES spans (id),
    label TEXT NOT NULL REFERENCES relation_labels (name) DEFERRABLE INITIALLY DEFERRED,
    origin TEXT NOT NULL,
    suggestion INTEGER REFERENCES suggestions (id));
CREATE INDEX relations_document ON relations (document, annotator);
CREATE INDEX relations_head ON relations (head);
CREATE INDEX relations_child ON relations (child);
CREATE INDEX relations_label ON relations (label);
CREATE INDEX relations_suggestion ON relations (suggestion) WHERE suggestion IS NOT NULL;
CREATE TABLE decisions (
    suggestion INTEGER NOT NULL REFERENCES suggestions (id),
    annotator INTEGER NOT NULL REFERENCES annotators (id),
    document INTEGER NOT NULL REFERENCES documents (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'corrected', 'rejected')),
    span INTEGER,
    relation INTEGER,
    decided TEXT NOT NULL,
    PRIMARY KEY (suggestion, annotator)) WITHOUT ROWID;
CREATE INDEX decisions_document ON decisions (document, annotator);
CREATE TABLE tallies (
    document INTEGER NOT NULL REFERENCES documents (id),
    annotator INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    uncertainty REAL NOT NULL,
    confirmed INTEGER NOT NULL,
    PRIMARY KEY (document, annotator)) WITHOUT ROWID;
CREATE INDEX tallies_annotator ON tallies (annotator, pending, uncertainty, document);
CREATE TABLE suggestion_queue (
    document INTEGER PRIMARY KEY REFERENCES documents (id), failure TEXT NOT NULL DEFAULT '');
CREATE TABLE edits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    annotator INTEGER NOT NULL REFERENCES annotators (id),
    action TEXT NOT NULL,
    document INTEGER,
    start INTEGER,
    "end" INTEGER,
    created TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'superseded', 'recorded')),
    undone TEXT,
    detail TEXT NOT NULL DEFAULT '');
CREATE INDEX edits_state ON edits (annotator, state, id);
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    edit INTEGER NOT NULL REFERENCES edits (id),
    "table" TEXT NOT NULL,
    row TEXT NOT NULL,
    document INTEGER,
    before TEXT,
    after TEXT);
CREATE INDEX changes_edit ON changes (edit);
CREATE INDEX changes_document ON changes (document) WHERE document IS NOT NULL;
CREATE INDEX changes_row ON changes ("table", row);
"""

_V2 = """
CREATE TABLE held_back (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    shingles INTEGER NOT NULL);
CREATE TABLE held_back_shingles (
    shingle INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (id),
    PRIMARY KEY (shingle, document)) WITHOUT ROWID;
CREATE TABLE models (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('round', 'full')),
    base TEXT NOT NULL,
    parent INTEGER REFERENCES models (id),
    folder TEXT NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('in_use', 'kept', 'worse', 'removed')),
    documents TEXT NOT NULL,
    held_back TEXT NOT NULL,
    scores TEXT NOT NULL,
    settings TEXT NOT NULL,
    seconds REAL NOT NULL,
    created TEXT NOT NULL);
CREATE UNIQUE INDEX models_in_use ON models (state) WHERE state = 'in_use';
CREATE INDEX edits_reviews ON edits (annotator, created) WHERE action = 'set_state';
CREATE TABLE memory (
    annotator INTEGER NOT NULL REFERENCES annotators (id),
    string TEXT NOT NULL,
    label TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (annotator, string, label)) WITHOUT ROWID;
CREATE TABLE memory_nested (
    annotator INTEGER NOT NULL REFERENCES annotators (id),
    string TEXT NOT NULL,
    inside TEXT NOT NULL,
    label TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (annotator, string, inside, label)) WITHOUT ROWID;
INSERT INTO settings (name, value) VALUES ('memory', 'uncounted');
CREATE TABLE memory_switches (string TEXT PRIMARY KEY, active INTEGER NOT NULL CHECK (active IN (0, 1))) WITHOUT ROWID;
CREATE TABLE calibrations (
    kind TEXT NOT NULL CHECK (kind IN ('span', 'relation')),
    family TEXT NOT NULL,
    label TEXT NOT NULL,
    slope REAL NOT NULL,
    intercept REAL NOT NULL,
    decisions INTEGER NOT NULL,
    error_before REAL NOT NULL,
    error_after REAL NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (kind, family, label)) WITHOUT ROWID;
CREATE TABLE confidences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('span', 'relation')),
    label TEXT NOT NULL,
    score REAL NOT NULL,
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)));
CREATE TABLE thresholds (
    kind TEXT NOT NULL CHECK (kind IN ('span', 'relation')),
    label TEXT NOT NULL,
    least REAL NOT NULL,
    PRIMARY KEY (kind, label)) WITHOUT ROWID;
CREATE TABLE edited_zones (document INTEGER PRIMARY KEY REFERENCES documents (id), zones TEXT NOT NULL);
"""

_V3 = """
CREATE TABLE possibilities (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    run INTEGER NOT NULL REFERENCES runs (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    child_start INTEGER,
    child_end INTEGER,
    raw_label TEXT NOT NULL,
    score REAL NOT NULL);
INSERT OR REPLACE INTO settings (name, value) VALUES ('memory', 'uncounted');
CREATE INDEX possibilities_start ON possibilities (document, start);
CREATE INDEX possibilities_child ON possibilities (document, child_start) WHERE child_start IS NOT NULL;
"""


def _first(database: Database) -> None:
    for statement in _statements(_V1):
        database.execute(statement)


def _second(database: Database) -> None:
    for statement in _statements(_V2):
        database.execute(statement)


def _third(database: Database) -> None:
    for statement in _statements(_V3):
        database.execute(statement)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first, _second, _third)
"""Migration n takes a file from `user_version` n to n + 1. Append only."""

VERSION = len(MIGRATIONS)


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: `executescript` would commit the transaction that a migration runs in."""
    statements: list[str] = []
    current = ""
    for line in script.strip().splitlines():
        current += line + "\n"
        inside_trigger = current.lstrip().startswith("CREATE TRIGGER")
        if line.rstrip().endswith(";") and (not inside_trigger or line.strip() == "END;"):
            statements.append(current)
            current = ""
    return statements
