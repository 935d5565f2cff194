"""The article view: opening, editing, scrolling, resizing, hit tests and memory at three sizes."""

import gc
import os
import random
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from annotator.model.article import ArticleState
from annotator.model.edit import Change
from annotator.model.label_scheme import LabelScheme, scheme_from_toml
from annotator.paths import resource
from annotator.ui.article.view import ArticleView
from annotator.ui.theme import load_fonts, load_theme
from tests.benchmarks.articles import SIZES, article
from tests.benchmarks.rows import Row, best_of, calmest, cpu_ms, print_rows

WIDTH, HEIGHT = 900, 800
OPEN_BARS = {"W1": 15.0, "W2": 25.0, "W3": 40.0}
"""Milliseconds from `set_article` to the painted first page."""


def main() -> list[Row]:
    """Measure, print and return the rows."""
    app = QApplication.instance() or QApplication([])
    load_fonts()
    rows = measure(app)
    print_rows("Article view (CPU time)", rows)
    return rows


def measure(app: object) -> list[Row]:
    """The rows, with a window of 900 by 800 off screen."""
    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    rows: list[Row] = []
    edits: dict[str, float] = {}
    opens: list[Row] = []
    for name, size in SIZES.items():
        state = article(*size)
        view = ArticleView(load_theme("light"))
        view.resize(WIDTH, HEIGHT)
        view.set_article(article(60, 3, 1), scheme=scheme, language="fr")
        paint(view)

        opens.append(Row(f"open and paint {name}", open_time(view, state, scheme), OPEN_BARS[name]))
        edits[name], worst = calmest(lambda view=view, state=state: edit_times(view, state), 0.5, 0.95)
        rows.append(Row(f"edit and paint {name}, median", edits[name], 5.0))
        rows.append(Row(f"edit and paint {name}, p95", worst, 12.0))
        if name == "W3":
            rows.append(Row("edit W3 against W1", edits["W3"] / edits["W1"], 2.0, "× "))
            page, longest = calmest(lambda view=view: page_times(view), 0.95, 1.0)
            rows.append(Row("page down W3, p95", page, 12.0))
            rows.append(Row("page down W3, longest", longest, 16.0))
            rows.append(Row("smooth scroll W3, p95", calmest(lambda view=view: smooth_times(view), 0.95)[0], 5.0))
            rows.append(Row("resize W3", resize_time(view), 25.0))
            rows.append(Row("hit test W3, p95", calmest(lambda view=view: hit_times(view), 0.95)[0], 20.0, "µs"))
        view.deleteLater()
    rows.append(Row("view memory W3", memory(scheme), 80.0, "MB"))
    return [*opens, *rows]


def open_time(view: ArticleView, state: ArticleState, scheme: LabelScheme) -> float:
    """The least of five times from another article to the first page of this one, painted."""

    def opened() -> None:
        view.set_article(state, scheme=scheme, language="fr")
        paint(view)

    figures: list[float] = []
    for _ in range(5):
        view.set_article(None, scheme=scheme, language="fr")
        figures.append(cpu_ms(opened))
    return min(figures)


def paint(view: ArticleView) -> None:
    """Paint the whole viewport now."""
    view.viewport().render(_canvas())


def _canvas() -> QImage:
    global _image
    if _image is None:
        _image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    return _image


_image: QImage | None = None


def edit_times(view: ArticleView, state: ArticleState) -> list[float]:
    """Add a span on the page, then take it away, some dozens of times, each painted."""
    view.show()
    view.repaint()
    figures: list[float] = []
    layout = view.article_layout
    assert layout is not None
    draw = random.Random(3)
    text = state.document.text
    for number in range(40):
        place = view.hit_at(QPointF(draw.randrange(140, 700), draw.randrange(160, HEIGHT - 40))).offset
        end = min(len(text), place + draw.randint(3, 12))
        row = {
            "id": 900_000 + number,
            "document": 1,
            "annotator": 1,
            "start": place,
            "end": end,
            "label": "PER",
            "origin": "manual",
            "suggestion": None,
        }
        for change in (Change("spans", None, row), Change("spans", row, None)):

            def edited(change: Change = change) -> None:
                view.refresh(state.apply([change]))
                QApplication.sendPostedEvents()
                QApplication.processEvents()

            figures.append(cpu_ms(edited))
    view.hide()
    return figures


def page_times(view: ArticleView) -> list[float]:
    """Sixty pages down from the top, each painted."""
    return _scroll_times(view, HEIGHT - 48, 60)


def smooth_times(view: ArticleView) -> list[float]:
    """Two hundred steps of 24 pixels."""
    return _scroll_times(view, 24, 200)


def _scroll_times(view: ArticleView, step: int, times: int) -> list[float]:
    view.show()
    view.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    figures: list[float] = []
    for _ in range(times):

        def scrolled() -> None:
            view.verticalScrollBar().setValue(view.verticalScrollBar().value() + step)
            QApplication.sendPostedEvents()
            QApplication.processEvents()

        figures.append(cpu_ms(scrolled))
    view.hide()
    return figures


def resize_time(view: ArticleView) -> float:
    """The least of five resizes to a width that breaks every line anew."""
    view.show()
    widths = iter((700, 640, 690, 620, 650))

    def resized() -> None:
        view.resize(next(widths), HEIGHT)
        QApplication.processEvents()

    figure = best_of(5, resized)
    view.resize(WIDTH, HEIGHT)
    view.hide()
    return figure


def hit_times(view: ArticleView) -> list[float]:
    """Hit tests all over the page, in microseconds."""
    draw = random.Random(5)
    points = [QPointF(draw.randrange(WIDTH), draw.randrange(HEIGHT)) for _ in range(2000)]
    for point in points[:100]:
        view.hit_at(point)
    figures: list[float] = []
    for point in points:
        start = time.perf_counter()
        view.hit_at(point)
        figures.append((time.perf_counter() - start) * 1e6)
    return figures


def memory(scheme: LabelScheme) -> float:
    """What the view takes at W3 after every height was found and sixty pages were read, in megabytes."""
    state = article(*SIZES["W3"])
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    view = ArticleView(load_theme("light"))
    view.resize(WIDTH, HEIGHT)
    view.set_article(state, scheme=scheme, language="fr")
    layout = view.article_layout
    assert layout is not None
    while layout.measure_some(1.0):
        pass
    page_times(view)
    taken = (process.memory_info().rss - before) / 1e6
    view.deleteLater()
    return taken


if __name__ == "__main__":
    main()
