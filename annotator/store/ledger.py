"""The rows that the ledger counts: what became of suggestions, what is confirmed, what was done."""

from collections import Counter
from collections.abc import Iterator

from annotator.model.annotation import AnnotatorId
from annotator.model.calibration import Kind
from annotator.model.document import DocumentId
from annotator.model.ledger import KEYS, SCORE_BINS, Confirmed, Done, Outcome, Source, Work
from annotator.model.tokens import tokenise
from annotator.store.database import Store

_SAMPLE = 100
"""Documents from which it is told how many characters a token has."""

_FATE = """CASE d.outcome
    WHEN 'accepted' THEN 'accepted'
    WHEN 'rejected' THEN 'rejected'
    WHEN 'corrected' THEN CASE
        WHEN s.child_start IS NULL THEN CASE WHEN EXISTS (
            SELECT 1 FROM spans x WHERE x.id = d.span AND x.start = s.start AND x."end" = s."end")
            THEN 'relabelled' ELSE 'boundary' END
        WHEN EXISTS (SELECT 1 FROM relations y WHERE y.id = d.relation AND y.label <> s.label)
            THEN 'relabelled' ELSE 'boundary' END
    ELSE CASE
        WHEN v.state IS NULL OR v.state <> 'done' THEN 'pending'
        WHEN s.child_start IS NULL AND EXISTS (
            SELECT 1 FROM spans x WHERE x.document = s.document AND x.annotator = ?1
            AND x.start = s.start AND x."end" = s."end" AND x.label = s.label) THEN 'accepted'
        WHEN s.child_start IS NOT NULL AND EXISTS (
            SELECT 1 FROM spans h JOIN relations y ON y.head = h.id JOIN spans c ON c.id = y.child
            WHERE h.document = s.document AND h.annotator = ?1 AND h.start = s.start AND h."end" = s."end"
            AND c.start = s.child_start AND c."end" = s.child_end AND y.label = s.label) THEN 'accepted'
        ELSE 'left' END
    END"""


def outcomes(store: Store, annotator: AnnotatorId) -> Counter[Outcome]:
    """What became of every suggestion that was ever shown to the annotator, counted by what they have in common."""
    cursor = store.execute(
        f"""SELECT s.document, s.run, CASE WHEN s.child_start IS NULL THEN 'span' ELSE 'relation' END, s.label,
            coalesce(min(CAST(s.score * {SCORE_BINS} AS INTEGER), {SCORE_BINS - 1}), -1), {_FATE}
        FROM suggestions s LEFT JOIN decisions d ON d.suggestion = s.id AND d.annotator = ?1
        LEFT JOIN reviews v ON v.document = s.document AND v.annotator = ?1
        WHERE s.label IS NOT NULL AND (s.active = 1 OR d.suggestion IS NOT NULL)""",
        [annotator],
    )
    return Counter({Outcome(*row): n for row, n in Counter(cursor).items()})


def sources(store: Store) -> dict[int, Source]:
    """By run: whose suggestions it has."""
    return {
        row["id"]: Source(row["pipeline"], row["version"], row["digest"])
        for row in store.rows("SELECT id, pipeline, version, digest FROM runs")
    }


def confirmed(store: Store, annotator: AnnotatorId) -> list[Confirmed]:
    """What is confirmed in the annotator's done documents, by document and label."""
    spans = store.execute(
        """SELECT x.document, 'span', x.label, count(*), count(s.id)
        FROM reviews v JOIN spans x ON x.document = v.document AND x.annotator = v.annotator
        LEFT JOIN suggestions s ON s.id = x.suggestion AND s.start = x.start AND s."end" = x."end" AND s.label = x.label
        WHERE v.annotator = ? AND v.state = 'done' GROUP BY 1, 3""",
        [annotator],
    )
    relations = store.execute(
        """SELECT x.document, 'relation', x.label, count(*), count(d.suggestion)
        FROM reviews v JOIN relations x ON x.document = v.document AND x.annotator = v.annotator
        LEFT JOIN decisions d ON d.suggestion = x.suggestion AND d.annotator = x.annotator AND d.outcome = 'accepted'
        WHERE v.annotator = ? AND v.state = 'done' GROUP BY 1, 3""",
        [annotator],
    )
    return [Confirmed(*row) for cursor in (spans, relations) for row in cursor]


def added(store: Store, annotator: AnnotatorId) -> dict[tuple[Kind, str], int]:
    """By kind and label: what the annotator confirmed and nothing had suggested."""
    found: dict[tuple[Kind, str], int] = {}
    for kind, table in (("span", "spans"), ("relation", "relations")):
        for row in store.rows(
            f"SELECT label, count(*) AS n FROM {table} WHERE annotator = ? AND suggestion IS NULL "
            "AND origin IN ('manual', 'propagation') GROUP BY label",
            [annotator],
        ):
            found[("span" if kind == "span" else "relation"), row["label"]] = row["n"]
    return found


def work(store: Store, annotator: AnnotatorId) -> Iterator[Work]:
    """The annotator's actions; one that was taken back cost its keys, and one more."""
    marks = ", ".join("?" * len(KEYS))
    cursor = store.execute(
        "SELECT CASE WHEN document IS NULL THEN id ELSE 0 END, document, action, state = 'done' FROM edits "
        f"WHERE annotator = ? AND state <> 'recorded' AND action IN ({marks})",
        [annotator, *KEYS],
    )
    for (id, document, action, stands), n in Counter(cursor).items():
        yield Work(id, document, n * (KEYS[action] + (not stands)))


def done(store: Store, annotator: AnnotatorId) -> list[Done]:
    """The documents that the annotator marked as done and that are, in that order; none that an import marked.

    Their tokens are told from their lengths, by what a token is long in some of them.
    """
    length = _characters_a_token(store, annotator)
    cursor = store.execute(
        """SELECT v.document, e.edit, length(t.text), v.active_seconds FROM reviews v JOIN documents t ON t.id = v.document
        JOIN (SELECT document, max(id) AS edit FROM edits WHERE annotator = ?1 AND state = 'done'
              AND action = 'set_state' GROUP BY document) e ON e.document = v.document
        WHERE v.annotator = ?1 AND v.state = 'done' ORDER BY e.edit""",
        [annotator],
    )
    return [Done(DocumentId(id), edit, characters / length, seconds) for id, edit, characters, seconds in cursor]


def _characters_a_token(store: Store, annotator: AnnotatorId) -> float:
    texts = store.column(
        "SELECT text FROM documents WHERE id IN "
        "(SELECT document FROM reviews WHERE annotator = ? AND state = 'done' LIMIT ?)",
        [annotator, _SAMPLE],
    )
    tokens = sum(len(tokenise(text)) for text in texts)
    return sum(map(len, texts)) / tokens if tokens else 1.0
