"""The whole window: starting, a key, a hundred thousand articles in the list, and stalls while suggestions come in."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.document import DocumentId
from annotator.model.label_scheme import scheme_from_toml
from annotator.model.query import DocumentQuery
from annotator.model.record import Record
from annotator.model.suggestion import ProposedSpan
from annotator.paths import resource
from annotator.project import Project
from annotator.settings import Settings
from annotator.ui.app import make_application
from annotator.ui.main_window import MainWindow
from annotator.ui.session import Session
from annotator.ui.theme import apply_theme, load_theme
from tests.benchmarks.articles import SIZES, article
from tests.benchmarks.bench_suggesting import articles
from tests.benchmarks.rows import Row, cpu_ms, percentile, print_rows

LIST_SIZE = 100_000
SIZE = (1440, 920)
KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Tab, Qt.Key.Key_2, Qt.Key.Key_Right, Qt.Key.Key_1)
START = """
import os, time
from pathlib import Path
from annotator.ui.app import Program, make_application
from annotator.settings import Settings
app = make_application()
program = Program(app, Settings(Path(os.devnull)))
program.show()
app.processEvents()
import psutil
print(time.process_time(), psutil.Process().memory_info().rss / 1e6, flush=True)
os._exit(0)
"""


def main() -> list[Row]:
    """Measure, print and return the rows."""
    app = make_application()
    apply_theme(app, load_theme("light"))
    rows = [*start_rows()]
    with tempfile.TemporaryDirectory() as folder:
        rows += key_rows(Path(folder))
        rows += list_rows(Path(folder))
        rows += stall_rows(Path(folder))
    print_rows("Window", rows)
    return rows


def start_rows() -> list[Row]:
    """CPU time and memory of a new process up to the painted empty window, the least of five."""
    figures = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
        figures.append([float(figure) for figure in done.stdout.split()])
    return [
        Row("start to the empty window", min(figure[0] for figure in figures) * 1000, 600.0),
        Row("process with the empty window", min(figure[1] for figure in figures), 120.0, "MB"),
    ]


def key_rows(folder: Path) -> list[Row]:
    """From a key press to every part of the window painted, on a page of W1 and one of W3."""
    rows: list[Row] = []
    for name in ("W1", "W3"):
        words, spans, relations = SIZES[name]
        state = article(words, spans, relations, pending=0.0)
        project = new_project(folder / f"{name}.pressmark")
        project.import_records(
            iter([Record(key=name, text=state.document.text), Record(key="other", text="Un autre.")])
        )
        document = project.document_ids()[0]
        proposed = [ProposedSpan(span.start, span.end, span.label, 0.8) for span in state.spans()]
        project.store_suggestions(project.start_run("bench"), document, proposed)
        window = shown_window(project)
        figures = [cpu_ms(partial(press, window, key)) for key in KEYS * (15 if name == "W3" else 3)]
        rows.append(Row(f"key to whole window painted {name}, median", percentile(figures, 0.5), 12.0))
        rows.append(Row(f"key to whole window painted {name}, p95", percentile(figures, 0.95), 30.0))
        window.close()
        window.deleteLater()
    return rows


def list_rows(folder: Path) -> list[Row]:
    """A hundred thousand articles: the longest the window is held up by scrolling and by filtering them."""
    project = new_project(folder / "list.pressmark")
    outlets = ("Le Marin", "Le Courrier", "Agence Ouest", "Météo-Presse")
    project.import_records(
        Record(key=f"a{n}", title=f"Titre {n} de la dépêche sur le port", text=f"Texte {n} du port de Brest.", source=outlets[n % 4])
        for n in range(LIST_SIZE)
    )  # fmt: skip
    window = shown_window(project)
    panel = window.articles
    wait_for(lambda: panel.model.rowCount() == LIST_SIZE)
    bar = panel.view.verticalScrollBar()
    figures: list[float] = []
    for number in range(60):

        def scrolled(number: int = number) -> None:
            bar.setValue(bar.maximum() * number // 60)
            QApplication.processEvents()

        figures.append(cpu_ms(scrolled))
    rows = [Row("scroll 100,000 articles anywhere, p95", percentile(figures, 0.95), 20.0)]
    gaps: list[float] = []
    with Gaps(gaps):
        for query in (
            DocumentQuery(source="Le Marin"),
            DocumentQuery(search="brest 12"),
            DocumentQuery(order="date"),
            DocumentQuery(),
        ):
            before = panel.model.ids
            panel.set_query(query)
            wait_for(lambda before=before: panel.model.ids is not before)  # type: ignore[misc]
    rows.append(Row("stall while filtering 100,000 articles, p99", percentile(gaps, 0.99), 20.0))
    rows.append(Row("stall while filtering 100,000 articles, longest", max(gaps), 60.0))
    window.close()
    window.deleteLater()
    return rows


def stall_rows(folder: Path) -> list[Row]:
    """The gaps of a 5 ms timer while real processes suggest for 300 articles and the first one is on screen."""
    rows: list[Row] = []
    texts = articles()
    for workers in (1, 2):
        project = new_project(folder / f"stall{workers}.pressmark")
        project.import_records(Record(key=f"s{n}", text=text, language="fr") for n, text in enumerate(texts))
        stores: list[float] = []
        project.store_proposals = partial(timed, stores, project.store_proposals)  # type: ignore[method-assign]
        settings = Settings(folder / "settings.toml")
        settings.set("workers", workers)
        window = shown_window(project, settings)
        suggester = window.suggester
        wait_for(lambda suggester=suggester: suggester.status.state in ("working", "idle", "failed"), seconds=60)  # type: ignore[misc]
        gaps: list[float] = []
        with Gaps(gaps):
            wait_for(lambda suggester=suggester: suggester.status.state in ("idle", "failed"), seconds=300)  # type: ignore[misc]
        state, reason = suggester.status.state, suggester.status.reason
        window.close()
        window.deleteLater()
        if state != "idle" or len(stores) != len(texts):
            print(f"only {len(stores)} of {len(texts)} articles were read: {reason}")
        rows += [
            Row(f"stall while suggestions stream, {workers} workers, p99", percentile(gaps, 0.99), 10.0),
            Row(f"stall while suggestions stream, {workers} workers, longest", max(gaps), 40.0),
            Row(f"store an article's suggestions, {workers} workers, p99", percentile(stores, 0.99), 10.0),
        ]
    return rows


def timed(figures: list[float], action: Callable[..., None], *arguments: object, **more: object) -> None:
    """Do something and note the CPU time it took."""
    figures.append(cpu_ms(partial(action, *arguments, **more)))


class Gaps:
    """Collects what holds up a 5 ms timer: the CPU time of the window's own thread between two of its beats.

    Not the time on the clock: with more busy processes than cores, that measures the neighbours.
    """

    def __init__(self, gaps: list[float]) -> None:
        self._gaps = gaps
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)

    def __enter__(self) -> None:
        self._last = time.thread_time()
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.thread_time()
        self._gaps.append((now - self._last) * 1000)
        self._last = now


def new_project(path: Path) -> Project:
    """An empty project."""
    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    return Project.create(path, scheme=scheme, annotator="Ada")


def shown_window(project: Project, settings: Settings | None = None) -> MainWindow:
    """The window on that project's first article, painted."""
    window = MainWindow(Session(), settings or Settings(Path(os.devnull)), load_theme("light"), language="en")
    window.resize(*SIZE)
    window.show()
    window.session.open_project(project)
    ids = project.document_ids()
    if window.session.article is None:
        window.session.open_article(DocumentId(ids[0]))
    window.view.setFocus()
    QApplication.processEvents()
    return window


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press a key on the article and paint what it changed."""
    text = chr(key) if key < 0x80 else ""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(window.view, event)
    QApplication.processEvents()


def wait_for(condition: Callable[[], object], *, seconds: float = 30.0) -> None:
    """Run the event loop until the condition holds."""
    loop = QEventLoop()
    poll = QTimer()
    poll.setInterval(2)
    end = time.monotonic() + seconds
    poll.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end else None)
    poll.start()
    loop.exec()
    poll.stop()


if __name__ == "__main__":
    main()
