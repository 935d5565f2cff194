"""What is wrong with a project, and what it amounts to."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.model.annotation import AnnotatorId
from annotator.model.article import Legal
from annotator.model.document import DocumentId, text_digest
from annotator.model.query import Problem
from annotator.store import documents
from annotator.store.database import Row, Store

USUAL_SHARE = 0.8
RARE_SHARE = 0.1
COMMON = 10
"""A label that a string has in at most `RARE_SHARE` of at least `COMMON` places is taken for a slip where another label
has at least `USUAL_SHARE` of them; a string that is ambiguous by nature is not reported."""


def check(store: Store, annotator: AnnotatorId, legal: Legal) -> list[Problem]:
    """Every problem, worst first."""
    problems = [
        Problem("damage", f"the file is damaged: {text}")
        for text in store.column("PRAGMA integrity_check(20)")
        if text != "ok"
    ]
    if problems:
        return problems
    problems += [
        Problem("damage", f"a row of {row['table']} names a row of {row['parent']} that is not there")
        for row in store.rows("PRAGMA foreign_key_check")
    ]
    strings = _Strings()
    for row in documents.stored_rows(store, None):
        spans = store.rows(
            'SELECT id, start, "end", label FROM spans WHERE document = ? AND annotator = ? ORDER BY start, "end", id',
            [row["id"], annotator],
        )
        problems += _document_problems(row, spans)
        strings.add(row, spans)
    problems += strings.inconsistent()
    problems += _illegal(store, annotator, legal)
    return problems


def _document_problems(row: Row, spans: Sequence[Row]) -> Iterator[Problem]:
    text, key, id = row["text"], row["key"], DocumentId(row["id"])
    if text_digest(text) != row["text_sha256"]:
        yield Problem(
            "text", "the stored text is not the one that came in; its annotations may point elsewhere", id, key
        )
    seen: Counter[tuple[int, int, str]] = Counter()
    for span in spans:
        start, end, label = extent = (span["start"], span["end"], span["label"])
        seen[extent] += 1
        if end > len(text):
            yield Problem(
                "outside",
                f"the span {start}–{end} ({label}) lies outside the text of {len(text)} characters",
                id,
                key,
                (start, end),
            )
            continue
        quoted = " ".join(text[start:end].split())
        if seen[extent] == 2:
            yield Problem(
                "twice", f"“{quoted}” is annotated as {label} more than once at the same place", id, key, (start, end)
            )
        if text[start].isspace() or text[end - 1].isspace():
            yield Problem(
                "misaligned", f"“{text[start:end]}” ({label}) begins or ends with a blank", id, key, (start, end)
            )
        elif _within_word(text, start) or _within_word(text, end):
            yield Problem("misaligned", f"“{quoted}” ({label}) begins or ends within a word", id, key, (start, end))


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


class _Strings:
    """The strings of all spans, each cut from its text while that is at hand: SQL would read a text anew for every span."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._places: list[tuple[str, str, DocumentId, str, int, int]] = []
        """String, label, document, its key, start and end."""

    def add(self, row: Row, spans: Sequence[Row]) -> None:
        """Take in the spans of a document."""
        text, key, id = row["text"], row["key"], DocumentId(row["id"])
        for span in sorted(spans, key=lambda span: (span["start"], span["id"])):
            start, end, label = span["start"], span["end"], span["label"]
            string = text[start:end]
            self._counts[string][label] += 1
            self._places.append((string, label, id, key, start, end))

    def inconsistent(self) -> Iterator[Problem]:
        """Strings whose label, here and there, is not the one they nearly always have."""
        usual = {
            string: (labels.most_common(1)[0], labels.total())
            for string, labels in self._counts.items()
            if len(labels) > 1 and labels.total() >= COMMON
        }
        for string, label, id, key, start, end in self._places:
            if string not in usual:
                continue
            (most, count), total = usual[string]
            if count >= USUAL_SHARE * total and self._counts[string][label] <= RARE_SHARE * total:
                message = f"“{string}” is {label} here, and {most} in {count} of {total} places"
                yield Problem("inconsistent", message, id, key, (start, end))


def _illegal(store: Store, annotator: AnnotatorId, legal: Legal) -> Iterator[Problem]:
    seen: set[tuple[int, int, str]] = set()
    for row in store.rows(
        'SELECT r.document, d.key, r.label, r.head AS head_id, r.child AS child_id, h.label AS head, c.label AS child, h.start, h."end" FROM relations r '
        "JOIN spans h ON h.id = r.head JOIN spans c ON c.id = r.child JOIN documents d ON d.id = r.document WHERE r.annotator = ? ORDER BY r.id",
        [annotator],
    ):
        ends = (row["head_id"], row["child_id"], row["label"])
        joined = f"{row['label']} from {row['head']} to {row['child']}"
        if ends in seen:
            yield Problem("twice", f"{joined} is there twice", row["document"], row["key"], (row["start"], row["end"]))
        seen.add(ends)
        if row["head_id"] == row["child_id"]:
            message = f"{row['label']} joins a span to itself"
            yield Problem("illegal", message, row["document"], row["key"], (row["start"], row["end"]))
        elif not legal(row["label"], row["head"], row["child"]):
            message = f"{row['label']} goes from {row['head']} to {row['child']}, which the scheme does not allow"
            yield Problem("illegal", message, row["document"], row["key"], (row["start"], row["end"]))


def stats(store: Store, annotator: AnnotatorId) -> dict[str, Any]:
    """Counts for one annotator, and of the corpus."""

    def counted(sql: str, *parameters: Any) -> dict[str, int]:
        return {row["name"]: row["n"] for row in store.rows(sql, parameters)}

    progress = documents.progress(store, annotator, documents.pending_total(store, annotator))
    outcomes: dict[str, dict[str, int]] = {}
    for row in store.rows(
        "SELECT coalesce(s.label, s.raw_label) AS label, d.outcome, count(*) AS n FROM decisions d JOIN suggestions s ON s.id = d.suggestion "
        "WHERE d.annotator = ? GROUP BY 1, 2 ORDER BY 1, 2",
        [annotator],
    ):
        outcomes.setdefault(row["label"], {})[row["outcome"]] = row["n"]
    return {
        "annotator": store.value("SELECT name FROM annotators WHERE id = ?", [annotator]) or "",
        "documents": {
            "total": progress.total,
            "new": progress.total - progress.done - progress.in_progress - progress.skipped,
            "in_progress": progress.in_progress,
            "done": progress.done,
            "skipped": progress.skipped,
            "flagged": store.value("SELECT count(*) FROM reviews WHERE annotator = ? AND flag", [annotator]),
            "copies": store.value("SELECT count(*) FROM documents WHERE copy_of IS NOT NULL"),
        },
        "characters": store.value("SELECT coalesce(sum(length(text)), 0) FROM documents"),
        "languages": counted("SELECT language AS name, count(*) AS n FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"),
        "sources": counted("SELECT source AS name, count(*) AS n FROM documents GROUP BY 1 ORDER BY 2 DESC, 1"),
        "spans": counted(
            "SELECT label AS name, count(*) AS n FROM spans WHERE annotator = ? GROUP BY 1 ORDER BY 2 DESC, 1",
            annotator,
        ),
        "relations": counted(
            "SELECT label AS name, count(*) AS n FROM relations WHERE annotator = ? GROUP BY 1 ORDER BY 2 DESC, 1",
            annotator,
        ),
        "origins": counted(
            "SELECT origin AS name, count(*) AS n FROM spans WHERE annotator = ? GROUP BY 1 ORDER BY 2 DESC, 1",
            annotator,
        ),
        "pending": progress.pending,
        "decisions": outcomes,
        "pipelines": counted(
            "SELECT r.pipeline AS name, count(*) AS n FROM suggestions s JOIN runs r ON r.id = s.run WHERE s.active = 1 GROUP BY 1 ORDER BY 2 DESC, 1"
        ),
        "outside_scheme": counted(
            "SELECT raw_label AS name, count(*) AS n FROM suggestions WHERE active = 1 AND label IS NULL GROUP BY 1 ORDER BY 2 DESC, 1"
        ),
        "queued": store.value("SELECT count(*) FROM suggestion_queue WHERE failure = ''"),
        "edits": counted(
            "SELECT action AS name, count(*) AS n FROM edits WHERE annotator = ? AND state = 'done' GROUP BY 1 ORDER BY 2 DESC, 1",
            annotator,
        ),
        "active_seconds": round(
            store.value("SELECT coalesce(sum(active_seconds), 0) FROM reviews WHERE annotator = ?", [annotator]), 1
        ),
    }
