"""Articles in: the speed of reading and of the whole import, and the memory of small and large corpora."""

import json
import random
import resource as limits
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from annotator.formats.reading import Reading
from annotator.importing import import_sources
from annotator.model.record import Record
from annotator.paths import resource
from annotator.project import Project
from tests.benchmarks.rows import Row, print_rows

ARTICLES = 10_000
BYTES = 2_800
"""Of an article, in UTF-8."""
READING_BAR, IMPORT_BAR = 2.5, 6.0
"""Seconds for all of them: files to records with their language; and all of it, the full-text index included."""
GROWTH_BAR = 30.0
"""Megabytes that four times the corpus may take more."""

_COMMON = (
    "le la les un une des du de à au en sur pour par avec sans depuis selon qui que dont où et mais ville usine mairie "
    "port région accord budget hausse baisse enquête annonce projet travaux réunion élus salariés habitants directeur "
    "présidente ministre préfet maire groupe hôpital lycée été hiver lundi prochain dernier nouvelle grande publique a "
    "est sera ont doit veut prévoit confirme dénonce rappelle l’entreprise d’après n’est qu’elle s’est aujourd’hui"
).split()
_SYLLABLES = "ba bre cha da é fon gue lin mar né ou pra ri sau ti vé".split()


def write_corpus(path: Path, articles: int) -> int:
    """A JSONL file of made-up French articles, all different, the same on every run; returns their bytes of text."""
    draw = random.Random(20)
    rare = ["".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))) for _ in range(30_000)]
    total = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for number in range(articles):
            words = [draw.choice(_COMMON) if draw.random() < 0.75 else draw.choice(rare) for _ in range(BYTES // 5)]
            for place in range(12, len(words), 60):
                words[place] += ".\r\n\r\n"
            text = " ".join(words).encode()[:BYTES].decode(errors="ignore")
            total += len(text.encode())
            stream.write(json.dumps({"id": f"{number:07}", "text": text, "source": "Essai"}, ensure_ascii=False) + "\n")
    return total


def read_only(corpus: Path) -> int:
    """Read everything, as the import does, and throw it away."""
    return sum(isinstance(record, Record) for record in Reading([corpus], default_language="fr").records())


def read_and_store(corpus: Path) -> int:
    """Import everything into a new project."""
    from annotator.formats import scheme_toml

    with tempfile.TemporaryDirectory(dir=corpus.parent) as folder:
        scheme = scheme_toml.read(resource("schemes", "news-relations.toml"))
        with Project.create(Path(folder, "bench.pressmark"), scheme=scheme, annotator="Ada") as project:
            return import_sources(project, [corpus]).documents


def in_process(task: str, corpus: Path) -> tuple[float, float]:
    """Run a task in a process of its own: CPU seconds after the program was loaded, and peak memory in megabytes."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_import", task, str(corpus)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found["seconds"], found["peak"]


def main() -> list[Row]:
    """Measure, print and return the rows."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.jsonl"), Path(folder, "large.jsonl")
        megabytes = write_corpus(small, ARTICLES) / 1e6
        write_corpus(large, 4 * ARTICLES)
        reading = min(in_process("read", small)[0] for _ in range(3))
        importing, small_peak = min(in_process("import", small) for _ in range(2))
        _, large_peak = in_process("import", large)
        _, small_read = in_process("read", small)
        _, large_read = in_process("read", large)
    rows = [
        Row(f"read {ARTICLES:,} articles, {megabytes:.1f} MB", reading, READING_BAR, "s"),
        Row("import them, with the full-text index", importing, IMPORT_BAR, "s"),
        Row("seconds a 5 MB of import", importing / megabytes * 5, 1.0, "s"),
        Row("memory: reading 4 × as many takes more", large_read - small_read, GROWTH_BAR, "MB"),
        Row("memory: importing 4 × as many takes more", large_peak - small_peak, GROWTH_BAR, "MB"),
        Row("memory: peak of the import", large_peak, 300.0, "MB"),
    ]
    print_rows("Articles in (CPU time)", rows)
    return rows


def _child(task: str, corpus: Path) -> None:
    started = time.process_time()
    count = {"read": read_only, "import": read_and_store}[task](corpus)
    seconds = time.process_time() - started
    peak = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"documents": count, "seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _child(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
