"""What the ledger of 250,000 decisions costs: its rows are written straight into the file."""

import random
import tempfile
from pathlib import Path

from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.record import Record
from annotator.project import Project
from tests.benchmarks.rows import Row, best_of, print_rows

ARTICLES = 5_000
SPANS = 50
RELATIONS = 5
LABELS = ("PER", "LOC", "ORG", "EVENT", "PROD", "DATE")
SCHEME = LabelScheme(
    "bench",
    tuple(Label(name, key=str(number + 1)) for number, name in enumerate(LABELS)),
    (RelationLabel("in", key="i", legal=(("PER", "LOC"),)), RelationLabel("meets", key="m", legal=(("PER", "PER"),))),
)
FATES = ("accepted",) * 14 + ("relabelled", "boundary", "rejected", "rejected", "left", "left")
"""Of twenty suggestions; a relation that was relabelled or moved counts as rejected here."""
WORDS = 360


def main() -> list[Row]:
    """Measure, print and return the rows."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "ledger.pressmark", scheme=SCHEME, annotator="Ada") as project,
    ):
        decided = fill(project, random.Random(0))
        rows = [Row(f"the ledger of {decided:,} decisions", best_of(3, project.ledger) / 1000, 1.0, "s")]
    print_rows("The ledger (CPU time)", rows)
    return rows


def fill(project: Project, chance: random.Random) -> int:
    """Articles that are done, each with its suggestions and what became of them; returns how many were decided."""
    text = " ".join(["Nantes"] * WORDS)
    project.import_records(Record(f"a{n}", f"{n} {text}") for n in range(ARTICLES))
    runs = [project.start_run("pipeline", "1.0"), project.start_run("rules", "1.0"), project.start_run("memory", "1.0")]
    suggestions: list[tuple[object, ...]] = []
    spans: list[tuple[object, ...]] = []
    relations: list[tuple[object, ...]] = []
    decisions: list[tuple[object, ...]] = []
    reviews: list[tuple[object, ...]] = []
    edits: list[tuple[object, ...]] = []
    owner = project.annotator

    def suggested(document: int, extents: tuple[object, ...], label: str, score: float) -> int:
        suggestions.append((chance.choice(runs), document, *extents, label, label, score))
        return len(suggestions)

    def decided(document: int, suggestion: int, outcome: str, span: int | None, relation: int | None) -> None:
        decisions.append((suggestion, owner, document, outcome, span, relation, "2026-11-23"))
        action = {"accepted": "accept", "rejected": "reject"}.get(outcome, "relabel")
        edits.append((owner, action, document, "2026-11-23", "undone" if chance.random() < 0.02 else "done"))

    for document in project.document_ids():
        standing: list[tuple[int, int, int]] = []
        for number in range(SPANS):
            start, label, fate = 7 * number, chance.choice(LABELS), chance.choice(FATES)
            id = suggested(document, (start, start + 6, None, None), label, chance.random())
            if fate in ("accepted", "relabelled", "boundary"):
                end = start + (6 if fate != "boundary" else 9)
                kept = label if fate != "relabelled" else LABELS[LABELS.index(label) - 1]
                spans.append((document, owner, start, end, kept, "accepted", id))
                standing.append((len(spans), start, end))
                decided(document, id, "accepted" if fate == "accepted" else "corrected", len(spans), None)
            elif fate == "rejected":
                decided(document, id, "rejected", None, None)
        for _ in range(RELATIONS):
            (head, *at), (child, *there) = chance.sample(standing, 2)
            label, fate = chance.choice(("in", "meets")), chance.choice(FATES)
            id = suggested(document, (*at, *there), label, chance.random())
            if fate == "accepted":
                relations.append((document, owner, head, child, label, "accepted", id))
                decided(document, id, "accepted", None, len(relations))
            elif fate != "left":
                decided(document, id, "rejected", None, None)
        reviews.append((document, owner, "done", 0, "", 60.0))
        edits.append((owner, "set_state", document, "2026-11-23", "done"))
    for table, columns, rows in (
        ("suggestions", 'run, document, start, "end", child_start, child_end, raw_label, label, score', suggestions),
        ("spans", 'document, annotator, start, "end", label, origin, suggestion', spans),
        ("relations", "document, annotator, head, child, label, origin, suggestion", relations),
        ("decisions", "suggestion, annotator, document, outcome, span, relation, decided", decisions),
        ("reviews", "document, annotator, state, flag, comment, active_seconds", reviews),
        ("edits", "annotator, action, document, created, state", edits),
    ):
        marks = ", ".join("?" * len(rows[0]))
        with project._store.transaction():
            project._store.execute_many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    return len(decisions)


if __name__ == "__main__":
    raise SystemExit(any(not row.ok for row in main()))
