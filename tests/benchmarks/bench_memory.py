"""The string memory with 50,000 strings: read, an ordinary article, one of 100,000 words, and what a decision adds."""

import random
import tempfile
from collections import Counter
from pathlib import Path

from annotator.model.label_scheme import Label, LabelScheme
from annotator.model.memory import Counts
from annotator.model.record import Record
from annotator.project import Project
from annotator.store import memory
from tests.benchmarks.rows import Row, best_of, cpu_ms, percentile, print_rows

STRINGS = 50_000
SYLLABLES = "ba ri to lu men dar vo sel quin fa gor ne pil tra hu".split()


def main() -> list[Row]:
    """Measure, print and return the rows."""
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder))
    print_rows("String memory, 50,000 strings (CPU time)", rows)
    return rows


def measure(folder: Path) -> list[Row]:
    """The rows, on texts made up of syllables in which every twentieth word or so begins a remembered string."""
    chance = random.Random(0)
    names = _names(chance)
    scheme = LabelScheme("bench", (Label("PER", key="1"), Label("LOC", key="2")))
    with Project.create(folder / "bench.pressmark", scheme=scheme, annotator="bench") as project:
        project.import_records(
            [Record("short", _text(chance, names, 400)), Record("long", _text(chance, names, 100_000))]
        )
        counts = Counts(Counter({(name, chance.choice(("PER", "LOC"))): 1 for name in names}), Counter())
        with project._store.transaction():
            memory.add(project._store, project.annotator, counts)
        project._memory.forget()
        rows = [Row("read 50,000 strings", cpu_ms(lambda: project._memory.index), 2500.0)]
        short, long = project.document_ids()
        for document, name, bar in ((short, "an ordinary article", 2.0), (long, "an article of 100,000 words", 150.0)):
            rows.append(Row(f"compare {name}", best_of(5, lambda document=document: _compare(project, document)), bar))  # type: ignore[misc]
        rows.append(Row("compare and write an ordinary article", cpu_ms(lambda: project.refresh_memory(short)), 10.0))
        project.refresh_memory(long)
        for document, name, bar in ((short, "in an ordinary article", 5.0), (long, "in one of 100,000 words", 10.0)):
            pending = project.article(document).pending()[:20]
            times = [cpu_ms(lambda ref=ref, document=document: project.accept(document, ref)) for ref in pending]  # type: ignore[misc]
            rows.append(Row(f"accept {name}, median", percentile(times, 0.5), bar))
    return rows


def _compare(project: Project, document: int) -> None:
    project._memory._texts.clear()
    project._memory.difference(project.article(document))  # type: ignore[arg-type]


def _names(chance: random.Random) -> list[str]:
    names: set[str] = set()
    while len(names) < STRINGS:
        names.add(" ".join(_word(chance).title() for _ in range(chance.choice((1, 2, 2, 3)))))
    return sorted(names)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))


def _text(chance: random.Random, names: list[str], words: int) -> str:
    parts = [chance.choice(names) if chance.random() < 0.05 else _word(chance) for _ in range(words)]
    return " ".join(parts)


if __name__ == "__main__":
    raise SystemExit(any(not row.ok for row in main()))
