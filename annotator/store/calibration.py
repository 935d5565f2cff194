"""Calibrations and thresholds: stored and read; and the decisions that calibrations are fitted on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.model.annotation import AnnotatorId
from annotator.model.calibration import Calibration, Curve, FamilyKey, Judged, Kind, family_of
from annotator.model.document import DocumentId
from annotator.store.database import Store
from annotator.store.history import now
from annotator.store.models import learned_by_run

_DOCUMENTS_A_TIME = 20

_MATCHED = """CASE WHEN d.outcome IS NOT NULL THEN d.outcome = 'accepted'
    WHEN s.child_start IS NULL THEN EXISTS (
        SELECT 1 FROM spans x WHERE x.document = s.document AND x.annotator = v.annotator
        AND x.start = s.start AND x."end" = s."end" AND x.label = s.label)
    ELSE EXISTS (
        SELECT 1 FROM spans h CROSS JOIN relations y ON y.head = h.id CROSS JOIN spans c ON c.id = y.child
        WHERE h.document = s.document AND h.annotator = v.annotator AND h.start = s.start AND h."end" = s."end"
        AND c.start = s.child_start AND c."end" = s.child_end AND y.label = s.label) END"""


def judged(store: Store, limit: int) -> list[Judged]:
    """The suggestions with a score that turned out right or wrong, by the documents worked on last, the latest first.

    Accepted as it was is right; corrected and rejected are wrong. In a done document what nobody decided about counts
    too: it is right where just that is confirmed; not so what a model suggests that has learned from it. About `limit` of each kind, of spans and of relations.
    """
    found: list[Judged] = []
    room = {"span": limit, "relation": limit}
    documents = _worked_on(store)
    learned = learned_by_run(store)
    for at in range(0, len(documents), _DOCUMENTS_A_TIME):
        part = documents[at : at + _DOCUMENTS_A_TIME]
        marks = ", ".join("?" * len(part))
        for row in store.rows(
            f"""SELECT s.document, s.run, d.outcome, r.pipeline, s.label, s.score, s.child_start, {_MATCHED} AS matched
            FROM suggestions s JOIN runs r ON r.id = s.run JOIN reviews v ON v.document = s.document
            LEFT JOIN decisions d ON d.suggestion = s.id AND d.annotator = v.annotator
            WHERE s.document IN ({marks}) AND s.label IS NOT NULL AND s.score IS NOT NULL
            AND (d.outcome IS NOT NULL OR (v.state = 'done' AND s.active = 1)) ORDER BY s.id DESC""",
            part,
        ):
            if row["outcome"] is None and row["document"] in learned.get(row["run"], ()):
                continue
            kind: Kind = "span" if row["child_start"] is None else "relation"
            if room[kind] > 0:
                room[kind] -= 1
                family = family_of(row["pipeline"])
                found.append(
                    Judged(kind, family, row["label"], row["score"], bool(row["matched"]), int(row["document"]))
                )
        if room["span"] <= 0:
            break
    return found


def _worked_on(store: Store) -> list[DocumentId]:
    """The documents that somebody has worked on, the latest first; those of which no edit tells come last."""
    edited = store.column(
        "SELECT document FROM (SELECT document, max(id) AS last FROM ("
        "SELECT document, id FROM edits WHERE state = 'done' AND document IS NOT NULL ORDER BY id DESC LIMIT 20000"
        ") GROUP BY document) ORDER BY last DESC"
    )
    known = set(edited)
    others = store.column("SELECT DISTINCT document FROM reviews WHERE state <> 'new' ORDER BY document DESC")
    return [*edited, *(document for document in others if document not in known)]


def read_calibration(store: Store) -> Calibration:
    """The curves as they were fitted last."""
    rows: dict[FamilyKey, dict[str, tuple[float, float, int]]] = {}
    for row in store.rows("SELECT kind, family, label, slope, intercept, decisions FROM calibrations"):
        key: FamilyKey = (row["kind"], row["family"])
        rows.setdefault(key, {})[row["label"]] = (row["slope"], row["intercept"], row["decisions"])
    return Calibration(
        {
            key: Curve(
                labels[""][0],
                labels[""][1],
                {label: intercept for label, (_, intercept, _) in labels.items() if label},
                {label: count for label, (_, _, count) in labels.items() if label},
            )
            for key, labels in rows.items()
        }
    )


def write_calibration(store: Store, calibration: Calibration, errors: Mapping[FamilyKey, tuple[float, float]]) -> None:
    """Put curves in the place of those that are there; `errors` are those before and after."""
    store.execute("DELETE FROM calibrations")
    stamp = now()
    rows: list[Sequence[object]] = []
    for (kind, family), curve in calibration.curves.items():
        before, after = errors[kind, family]
        lines = [("", curve.intercept, sum(curve.decisions.values()))]
        lines += [(label, intercept, curve.decisions[label]) for label, intercept in curve.intercepts.items() if label]
        rows += [
            (kind, family, label, curve.slope, intercept, count, before, after, stamp)
            for label, intercept, count in lines
        ]
    store.execute_many(
        "INSERT INTO calibrations (kind, family, label, slope, intercept, decisions, error_before, error_after, created) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def read_confidences(store: Store) -> list[Judged]:
    """What the model in use said on the held-back documents; a document for each, numbered below zero."""
    return [
        Judged(row["kind"], "pipeline", row["label"], row["score"], bool(row["correct"]), -row["id"])
        for row in store.rows("SELECT * FROM confidences ORDER BY id DESC")
    ]


def write_confidences(store: Store, confidences: Iterable[tuple[Kind, str, float, bool]]) -> None:
    """Put those in the place of an earlier model's."""
    store.execute("DELETE FROM confidences")
    store.execute_many(
        "INSERT INTO confidences (kind, label, score, correct) VALUES (?, ?, ?, ?)",
        [(kind, label, score, int(correct)) for kind, label, score, correct in confidences],
    )


def read_thresholds(store: Store) -> dict[tuple[Kind, str], float]:
    """The least confidence that is shown, by kind and label."""
    return {(row["kind"], row["label"]): row["least"] for row in store.rows("SELECT * FROM thresholds")}


def write_thresholds(store: Store, thresholds: Mapping[tuple[Kind, str], float]) -> None:
    """Put these in the place of those that are there; 0 needs no row."""
    store.execute("DELETE FROM thresholds")
    store.execute_many(
        "INSERT INTO thresholds (kind, label, least) VALUES (?, ?, ?)",
        [(kind, label, least) for (kind, label), least in thresholds.items() if least > 0],
    )


def last_document(store: Store) -> int:
    """The highest id of a document; 0 where there is none."""
    return int(store.value("SELECT max(id) FROM documents INDEXED BY documents_id") or 0)


def pending_scores(
    store: Store, annotator: AnnotatorId, first: int, last: int
) -> Iterator[tuple[DocumentId, int, str, int, float]]:
    """The annotator's undecided suggestions with a score in the documents from id `first` to `last` that wait.

    Document, run, label, 1 for a relation and 0 for a span, score; the documents in order.
    """
    return store.execute(
        """SELECT s.document, s.run, s.label, s.child_start IS NOT NULL, s.score
        FROM documents t INDEXED BY documents_id LEFT JOIN reviews v ON v.document = t.id AND v.annotator = ?1
        CROSS JOIN suggestions s ON s.document = t.id AND s.active = 1
        WHERE t.id BETWEEN ?2 AND ?3 AND coalesce(v.state, 'new') IN ('new', 'in_progress')
        AND s.label IS NOT NULL AND s.score IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.suggestion = s.id AND d.annotator = ?1)
        ORDER BY t.id""",
        [annotator, first, last],
    )
