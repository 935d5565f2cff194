"""What holds up the window's event loop: opening 50,000 remembered strings, and edits over thousands of articles."""

import os
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from annotator.model.edit import Edit
from annotator.model.memory import Counts
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.project import Project
from annotator.store import memory
from annotator.ui.app import make_application
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import apply_theme, load_theme
from tests.benchmarks.bench_memory import STRINGS, _names, _text
from tests.benchmarks.bench_window import Gaps, new_project, shown_window, wait_for
from tests.benchmarks.rows import Row, cpu_ms, percentile, print_rows

ARTICLES = 5_000
SPANS = 8
PLACE = "Port-Joly"


def main() -> list[Row]:
    """Measure, print and return the rows."""
    app = make_application()
    apply_theme(app, load_theme("light"))
    with tempfile.TemporaryDirectory() as folder:
        rows = [*memory_rows(Path(folder)), *edit_rows(Path(folder))]
    print_rows("Stalls of the event loop (CPU time of its thread)", rows)
    return rows


def memory_rows(folder: Path) -> list[Row]:
    """A project whose memory has 50,000 strings: an ordinary article of it, then one of 100,000 words."""
    chance = random.Random(0)
    names = _names(chance)
    project = new_project(folder / "strings.pressmark")
    project.import_records([Record("short", _text(chance, names, 400)), Record("long", _text(chance, names, 100_000))])
    counts = Counts(Counter({(name, chance.choice(("PER", "LOC"))): 1 for name in names}), Counter())
    with project._store.transaction():
        memory.add(project._store, project.annotator, counts)
    project._memory.forget()
    short, long = project.document_ids()
    gaps: list[float] = []
    windows: list[MainWindow] = []

    def opened() -> None:
        windows.append(unseen_suggester(project))

    with Gaps(gaps):
        shown = cpu_ms(opened)
        window = windows[0]
        wait_for(lambda: window.memory._compared == short and window.memory._comparing is None)
    pending = project.article(short).pending_count
    if not pending:
        print("the memory suggested nothing")
    rows = [Row(f"open the window on {STRINGS:,} strings", shown, 700.0), *stalls("while they are read", gaps[1:])]
    open_long = cpu_ms(lambda: window.session.open_article(long))
    QApplication.processEvents()
    gaps = []
    with Gaps(gaps):
        wait_for(lambda: not project.memory_waits(long) and window.memory._comparing is None)
    rows += [Row("open an article of 100,000 words", open_long, 700.0), *stalls("while it is compared", gaps)]
    window.close()
    window.deleteLater()
    return rows


def edit_rows(folder: Path) -> list[Row]:
    """Accepting what is sure in 5,000 articles, undoing it, and a string decided about in all of them."""
    chance = random.Random(1)
    names = _names(chance)[:3_000]
    project = new_project(folder / "edits.pressmark")
    project.import_records(
        Record(f"a{n}", f"{PLACE} {' '.join(chance.choices(names, k=SPANS))} {_text(chance, names, 300)}")
        for n in range(ARTICLES)
    )
    run = project.start_run("bench")
    for document in project.document_ids():
        project.store_suggestions(run, document, proposals(project, document))
    window = unseen_suggester(project)
    session = window.session
    rows: list[Row] = []

    def measure(name: str, begin: Callable[[], object]) -> None:
        gaps: list[float] = []
        with Gaps(gaps):
            begin()
            wait_for(lambda: not session.long.busy, seconds=600)
        rows.extend([*stalls(name, gaps), Row(f"{name}, in all", sum(gaps) / 1000, 60.0, "s")])

    done: list[Edit | None] = []
    measure(
        f"accept what is sure in {ARTICLES:,} articles",
        lambda: session.long.run(
            lambda project: project.accept_above_in_steps(0.8), "Accepting", ARTICLES, then=done.append
        ),
    )
    measure("undo it", session.undo)
    places = [(one.document, one.start, one.end) for one in project.occurrences_in(project.document_ids(), PLACE)]
    measure(
        f"decide about a string in {ARTICLES:,} articles",
        lambda: session.long.run(
            lambda project: project.apply_to_corpus_in_steps(places, "label", "LOC"),
            "Deciding",
            ARTICLES,
            then=done.append,
        ),
    )
    if [len(edit.documents) if edit else 0 for edit in done] != [ARTICLES, ARTICLES]:
        print("not all articles were decided about")
    window.close()
    window.deleteLater()
    return rows


def proposals(project: Project, document: int) -> list[ProposedSpan]:
    """Spans over pairs of words at the article's beginning."""
    text = project.document(document).text  # type: ignore[arg-type]
    ends = [at for at, character in enumerate(text[:400]) if character == " "]
    return [ProposedSpan(ends[2 * n] + 1, ends[2 * n + 2], "PER", 0.95) for n in range(SPANS)]


def unseen_suggester(project: Project) -> MainWindow:
    """The window on that project; nothing suggests but the memory."""
    project.set_setting("suggesting", "off")
    return shown_window(project)


def stalls(name: str, gaps: list[float]) -> list[Row]:
    """What the 99th percentile and the longest of the gaps may be."""
    return [
        Row(f"stall, {name}, p99", percentile(gaps, 0.99), 15.0),
        Row(f"stall, {name}, longest", max(gaps), 60.0),
    ]


if __name__ == "__main__":
    raise SystemExit(any(not row.ok for row in main()))
