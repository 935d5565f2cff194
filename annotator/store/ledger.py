"""The rows that the ledger counts: what became of suggestions, what is confirmed, what was done."""

from collections import defaultdict
from collections.abc import Iterator

from annotator.model.annotation import AnnotatorId
from annotator.model.calibration import Kind
from annotator.model.document import DocumentId
from annotator.model.ledger import FATES, KEYS, KINDS, SCORE_BINS, Confirmed, Done, Outcome, Shown, Source, Work
from annotator.model.tokens import tokenise
from annotator.store.database import Store
from annotator.store.models import learned_by_run

_SAMPLE = 100
"""Documents from which it is told how many characters a token has."""

_ACCEPTED, _PENDING = FATES.index("accepted"), FATES.index("pending")
_FATE = """CASE d.outcome
    WHEN 'accepted' THEN {accepted}
    WHEN 'rejected' THEN {rejected}
    WHEN 'corrected' THEN CASE
        WHEN s.child_start IS NULL THEN CASE WHEN EXISTS (
            SELECT 1 FROM spans x WHERE x.id = d.span AND x.start = s.start AND x."end" = s."end")
            THEN {relabelled} ELSE {boundary} END
        WHEN EXISTS (SELECT 1 FROM relations y WHERE y.id = d.relation AND y.label <> s.label)
            THEN {relabelled} ELSE {boundary} END
    ELSE CASE
        WHEN NOT EXISTS (SELECT 1 FROM reviews v WHERE v.document = s.document AND v.annotator = ?1 AND v.state = 'done')
            THEN {pending}
        WHEN s.child_start IS NULL AND EXISTS (
            SELECT 1 FROM spans x WHERE x.document = s.document AND x.annotator = ?1
            AND x.start = s.start AND x."end" = s."end" AND x.label = s.label) THEN {accepted}
        WHEN s.child_start IS NOT NULL AND EXISTS (
            SELECT 1 FROM spans h CROSS JOIN relations y ON y.head = h.id CROSS JOIN spans c ON c.id = y.child
            WHERE h.document = s.document AND h.annotator = ?1 AND h.start = s.start AND h."end" = s."end"
            AND c.start = s.child_start AND c."end" = s.child_end AND y.label = s.label) THEN {accepted}
        ELSE {left} END
    END""".format(**{fate: number for number, fate in enumerate(FATES)})
"""The number of what became of a suggestion, in the order of `FATES`.

The joins have their order: in a file without statistics (a first session) SQLite would begin with the index on labels.
"""


def outcomes(store: Store, annotator: AnnotatorId) -> tuple[dict[Outcome, int], list[Shown]]:
    """What became of every suggestion that was ever shown to the annotator, by what they have in common and by document.

    Those of a model in a done document that it had learned from are left out unless they were decided about.

    SQL makes one number of what is known of a suggestion, and the numbers are counted as they come: a text in each row,
    or sorting the rows for a `GROUP BY`, takes longer than finding them.
    """
    labels: list[str] = store.column("SELECT DISTINCT label FROM suggestions WHERE label IS NOT NULL")
    if not labels:
        return {}, []
    numbers = " ".join(f"WHEN ?{number + 2} THEN {number}" for number in range(len(labels)))
    runs = 1 + store.value("SELECT max(id) FROM runs")
    fates, bins = len(FATES), SCORE_BINS + 1
    cursor = store.execute(
        f"""SELECT (s.document * {runs} + s.run) * 2 + (s.child_start IS NOT NULL),
            (((CASE s.label {numbers} END
            * {bins} + coalesce(min(CAST(s.score * {SCORE_BINS} AS INTEGER), {SCORE_BINS - 1}), -1) + 1)
            * {runs} + s.run) * 2 + (s.child_start IS NOT NULL)) * {fates} + {_FATE},
            d.suggestion IS NULL
        FROM suggestions s LEFT JOIN decisions d ON d.suggestion = s.id AND d.annotator = ?1
        WHERE s.label IS NOT NULL AND (s.active = 1 OR d.suggestion IS NOT NULL)""",
        [annotator, *labels],
    )
    alike: defaultdict[int, int] = defaultdict(int)
    there: defaultdict[int, int] = defaultdict(int)
    accepted: defaultdict[int, int] = defaultdict(int)
    learned = {document * runs + run for run, documents in learned_by_run(store).items() for document in documents}
    for place, number, undecided in cursor:
        if undecided and place // 2 in learned and number % fates != _PENDING:
            continue
        alike[number] += 1
        there[place] += 1
        if number % fates == _ACCEPTED:
            accepted[place] += 1
    found: dict[Outcome, int] = {}
    for number, n in alike.items():
        rest, fate = divmod(number, fates)
        rest, kind = divmod(rest, 2)
        rest, run = divmod(rest, runs)
        label, bin = divmod(rest, bins)
        found[Outcome(run, KINDS[kind], labels[label], bin - 1, FATES[fate])] = n
    shown: list[Shown] = []
    for place, n in there.items():
        rest, kind = divmod(place, 2)
        document, run = divmod(rest, runs)
        shown.append(Shown(DocumentId(document), run, KINDS[kind], n, accepted[place]))
    return found, shown


def sources(store: Store) -> dict[int, Source]:
    """By run: whose suggestions it has."""
    return {
        row["id"]: Source(row["pipeline"], row["version"], row["digest"])
        for row in store.rows("SELECT id, pipeline, version, digest FROM runs")
    }


def confirmed(store: Store, annotator: AnnotatorId) -> list[Confirmed]:
    """What is confirmed in the annotator's done documents, a row for each and kind that has something.

    SQL writes the labels of a document one after the other: grouping by label too would sort all rows.
    """
    spans = store.execute(
        """SELECT v.document, 'span', group_concat(x.label, char(31)), count(s.id)
        FROM reviews v CROSS JOIN spans x ON x.document = v.document AND x.annotator = v.annotator
        LEFT JOIN suggestions s ON s.id = x.suggestion AND s.start = x.start AND s."end" = x."end" AND s.label = x.label
        WHERE v.annotator = ? AND v.state = 'done' GROUP BY v.document""",
        [annotator],
    )
    relations = store.execute(
        """SELECT v.document, 'relation', group_concat(x.label, char(31)), count(d.suggestion)
        FROM reviews v CROSS JOIN relations x ON x.document = v.document AND x.annotator = v.annotator
        LEFT JOIN decisions d ON d.suggestion = x.suggestion AND d.annotator = x.annotator AND d.outcome = 'accepted'
        WHERE v.annotator = ? AND v.state = 'done' GROUP BY v.document""",
        [annotator],
    )
    return [
        Confirmed(document, kind, labels.split("\x1f"), suggested)
        for cursor in (spans, relations)
        for document, kind, labels, suggested in cursor
    ]


def added(store: Store, annotator: AnnotatorId) -> dict[tuple[Kind, str], int]:
    """By kind and label: what the annotator confirmed and nothing had suggested."""
    found: dict[tuple[Kind, str], int] = {}
    for kind, table in (("span", "spans"), ("relation", "relations")):
        for row in store.rows(
            # by the index on labels each row would be looked up
            f"SELECT label, count(*) AS n FROM {table} NOT INDEXED WHERE annotator = ? AND suggestion IS NULL "
            "AND origin IN ('manual', 'propagation') GROUP BY label",
            [annotator],
        ):
            found[("span" if kind == "span" else "relation"), row["label"]] = row["n"]
    return found


def work(store: Store, annotator: AnnotatorId) -> Iterator[Work]:
    """The annotator's actions, those on a document summed up; one that was taken back cost its keys, and one more."""
    costs = " ".join(f"WHEN '{action}' THEN {keys}" for action, keys in KEYS.items())
    cursor = store.execute(
        f"""SELECT coalesce(document, -id) AS place, sum(CASE action {costs} END + (state <> 'done')) AS keys
        FROM edits NOT INDEXED WHERE annotator = ? AND state <> 'recorded' GROUP BY place HAVING keys IS NOT NULL""",
        [annotator],
    )
    for place, keys in cursor:
        yield Work(0, DocumentId(place), keys) if place > 0 else Work(-place, None, keys)


def done(store: Store, annotator: AnnotatorId) -> list[Done]:
    """The documents that the annotator marked as done and that are, in that order; none that an import marked.

    Their tokens are told from their lengths, by what a token is long in some of them.
    """
    length = _characters_a_token(store, annotator)
    cursor = store.execute(
        """SELECT v.document, e.edit, length(t.text), v.active_seconds FROM reviews v JOIN documents t ON t.id = v.document
        JOIN (SELECT document, max(id) AS edit FROM edits INDEXED BY edits_reviews WHERE annotator = ?1 AND state = 'done'
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
