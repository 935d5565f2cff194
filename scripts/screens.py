"""Draws the pictures of docs/screens again, without a display: `python scripts/screens.py [--out FOLDER] [NAME…]`."""

import argparse
import atexit
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

CHECKOUT = Path(__file__).resolve().parent.parent
HOME = Path(tempfile.mkdtemp(prefix="pressmark-screens-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# before Qt is imported: the same picture on every machine, and the settings of nobody
os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_SCALE_FACTOR": "1",
    "QT_FONT_DPI": "96",
    "FREETYPE_PROPERTIES": "truetype:interpreter-version=40",
    "OMP_NUM_THREADS": "1",
    "HOME": str(HOME),
    "LC_ALL": "C.UTF-8",
} | {name: str(HOME / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
sys.path.insert(0, str(CHECKOUT))

from PySide6.QtCore import QByteArray, QEventLoop, QPoint, QRect, QTimer  # noqa: E402
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from annotator.formats import jsonl  # noqa: E402
from annotator.model.article import CONFIRMED, ArticleRelation, ArticleSpan  # noqa: E402
from annotator.model.document import DocumentId  # noqa: E402
from annotator.model.label_scheme import scheme_from_toml  # noqa: E402
from annotator.model.record import Record  # noqa: E402
from annotator.paths import resource  # noqa: E402
from annotator.project import Project  # noqa: E402
from annotator.project.corpus import ImportKind  # noqa: E402
from annotator.settings import Settings  # noqa: E402
from annotator.ui.app import Program, make_application  # noqa: E402
from annotator.ui.commands import dialog  # noqa: E402
from annotator.ui.dialogs.concordance import ConcordanceDialog, show_concordance_of  # noqa: E402
from annotator.ui.dialogs.export import ExportDialog  # noqa: E402
from annotator.ui.dialogs.import_articles import ImportDialog  # noqa: E402
from annotator.ui.dialogs.ledger import Ledger  # noqa: E402
from annotator.ui.dialogs.new_project import NewProjectDialog  # noqa: E402

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

FRENCH, ENGLISH = "fr-press-001", "en-press-001"
WORKED = "fr-press-033"
"""The open article of the project that was worked in from the first suggestion on."""
ROUND = 14
"""Done articles after which that project was trained."""
DONE = (
    *(f"fr-press-{number:03}" for number in (2, 3, 5, 9, *range(17, 33))),
    *(f"en-press-{number:03}" for number in (2, 4, 9, 10, 11)),
)
WAIT_MS = 60_000
LARGE, SMALL, TALL = (1440, 920), (1024, 640), (1160, 1400)
KEPT_COLOURS = 128


def main(arguments: list[str]) -> int:
    """Draw the scenes of those names, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=CHECKOUT / "docs" / "screens")
    parser.add_argument("names", nargs="*", metavar="NAME")
    given = parser.parse_args(arguments)
    names, out = given.names, given.out
    unknown = sorted(set(names) - {scene.name for scene in SCENES})
    if unknown:
        print(f"no such picture: {', '.join(unknown)}; there are {', '.join(scene.name for scene in SCENES)}")
        return 2
    app = make_application()
    app.styleHints().setCursorFlashTime(0)  # a cursor that blinks is in one picture and not in the next
    wanted = [scene for scene in SCENES if not names or scene.name in names]
    projects = {
        article: make_project(HOME / "Presse" / name, article[:2])
        for article, name in ((FRENCH, "Littoral.pressmark"), (ENGLISH, "Littoral-en.pressmark"))
        if any(scene.article == article for scene in wanted)
    }
    if any(scene.article == WORKED for scene in wanted):
        projects[WORKED] = make_worked_project(HOME / "Presse" / "Littoral-2026.pressmark")
    settings = Settings(HOME / "settings.toml")
    program = Program(app, settings)
    for other in ("Presse/Agences 2026", "Presse/Conseil municipal", "Travail/Sanctions"):
        path = HOME / f"{other}.pressmark"
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.touch()
        settings.remember_project(path)
    out.mkdir(parents=True, exist_ok=True)
    for scene in wanted:
        image = draw(program, scene, projects[scene.article])
        target = out / f"{scene.name}.png"
        writer = QImageWriter(str(target), QByteArray(b"png"))
        writer.setCompression(100)
        if not writer.write(few_colours(image)):
            print(f"{target}: {writer.errorString()}")
            return 1
        print(f"{scene.name}: {target.stat().st_size / 1000:.0f} kB")
    program.window.close()
    return 0


# -- the project


def make_project(path: Path, language: str) -> Path:
    """The sample articles of a language with suggestions; the first article half done, some others done."""
    path.parent.mkdir(exist_ok=True)
    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    source = CHECKOUT / "datasets" / language / "press.jsonl"
    gold = [jsonl.parse(line) for line in source.read_text(encoding="utf-8").split("\n") if line]
    # there may be no pipeline for English: its gold stands in for one, as `import --as suggestions` has it
    kind: ImportKind = "documents" if language == "fr" else "suggestions"
    with Project.create(path, scheme=scheme, language=language, title="Littoral", annotator="Claire") as project:
        for record in gold:
            project.import_records(
                [record], kind="annotations" if record.key in DONE else kind, name="press.jsonl", annotator="Claire"
            )
    if language == "fr":
        suggest(path)
    with Project.open(path) as project:
        review(project, gold[0], share=0.45)
        project.set_setting("suggesting", "off")
    return path


def make_worked_project(path: Path) -> Path:
    """The French sample articles, reviewed one after the other with a training now and then, up to the one that is open."""
    path.parent.mkdir(exist_ok=True)
    scheme = scheme_from_toml(resource("schemes", "news-relations.toml").read_text(encoding="utf-8"))
    lines = (CHECKOUT / "datasets" / "fr" / "press.jsonl").read_text(encoding="utf-8").split("\n")
    gold = [jsonl.parse(line) for line in lines if line]
    with Project.create(path, scheme=scheme, language="fr", title="Littoral", annotator="Claire") as project:
        project.import_records(gold, name="press.jsonl")
        project.set_setting("hold_back", "25")
    run("suggest", path)
    done = [record for record in gold if record.key != WORKED]
    for first in range(0, len(done) - 4, ROUND):
        with Project.open(path) as project:
            for record in done[first : min(first + ROUND, len(done) - 4)]:
                document = project.find_document(record.key)
                assert document is not None
                before = project.stats()["edits"]
                review(project, record, share=1.01, leave=0)
                actions = sum(project.stats()["edits"].values()) - sum(before.values())
                project.add_active_seconds(document, 14 + 2.1 * actions)
                project.set_state(document, "done")
        run("train", path)
        with Project.open(path) as project:
            rest = [project.find_document(record.key) for record in (*done[first + ROUND :], gold[-1])]
            project.queue_documents([document for document in rest if document is not None], again=True)
        run("suggest", path)
    with Project.open(path) as project:
        project.fit_calibration()
        while project.recount():
            pass
        project.set_setting("suggesting", "off")
    return path


def suggest(path: Path) -> None:
    """Let the pipeline that comes with the program read the project, as the command does."""
    run("suggest", path)


def run(command: str, path: Path) -> None:
    """Run a command of the program on a project."""
    import subprocess

    subprocess.run([sys.executable, "-m", "annotator", command, str(path)], cwd=CHECKOUT, check=True)


def review(project: Project, gold: Record, *, share: float, leave: int = 3) -> None:
    """Decide on the first part of an article as its gold says, but leave every `leave`th span that is right for later."""
    document = project.find_document(gold.key)
    assert document is not None
    article = project.article(document)
    until = len(gold.text) * share
    labels = {(span.start, span.end): span.label for span in gold.spans}
    right = [ref for ref in article.pending() if is_right(article.get(ref), labels)]
    left = set(right[leave - 1 :: leave]) if leave else set()
    for ref in article.pending():
        span = article.get(ref)
        if isinstance(span, ArticleSpan) and span.status == "suggested" and span.end < until and ref not in left:
            label = labels.get((span.start, span.end))
            if label is None:
                project.reject(document, ref)
            elif label != span.label:
                project.relabel(document, ref, label)
            else:
                project.accept(document, ref)
    ends = [(span.start, span.end) for span in gold.spans]
    stated = {(ends[relation.head], ends[relation.child], relation.label) for relation in gold.relations}
    for ref in article.pending():
        relation = article.get(ref)
        if isinstance(relation, ArticleRelation) and relation.status == "suggested":
            head, child = article.extent(relation.head), article.extent(relation.child)
            if max(head[1], child[1]) < until:
                decide = project.accept if (head, child, relation.label) in stated else project.reject
                decide(document, ref)
    for start, end in ends:
        shown = {(span.start, span.end) for span in article.spans()}
        if end < until and (start, end) not in shown:
            project.add_span(document, start, end, labels[start, end])
    for head, child, label in sorted(stated):
        refs = {(span.start, span.end): span.ref for span in article.spans(CONFIRMED)}
        pairs = {
            (article.extent(relation.head), article.extent(relation.child), relation.label)
            for relation in article.relations(CONFIRMED)
        }
        if head in refs and child in refs and (head, child, label) not in pairs:
            project.add_relation(document, refs[head], refs[child], label)


def is_right(item: object, labels: dict[tuple[int, int], str]) -> bool:
    """Whether a suggested span is in the gold as it is."""
    return isinstance(item, ArticleSpan) and labels.get((item.start, item.end)) == item.label


# -- the scenes


@dataclass(frozen=True)
class Scene:
    """One picture."""

    name: str
    act: Callable[["MainWindow"], QWidget | None] = lambda window: None
    """Does what is to be seen; returns the dialog to draw over the window."""
    theme: str = "light"
    language: str = "fr"
    size: tuple[int, int] = LARGE
    article: str = FRENCH


def focus_first_pending(window: "MainWindow") -> None:
    """The first suggestion after the headline, with the headline still in view."""
    article = window.session.article
    assert article is not None
    headline = max((zone.end for zone in article.document.zones if zone.kind in ("headline", "dateline")), default=0)
    window.session.set_focus(article.next_pending((headline, headline)))
    window.view.verticalScrollBar().setValue(0)


def show_rejected(window: "MainWindow") -> None:
    """Rejected suggestions in the text."""
    window.session.set_option("show_rejected", True)


def relate(window: "MainWindow") -> None:
    """Letters on what the first organisation may be related to."""
    article = window.session.article
    assert article is not None
    source = next(span for span in article.spans(CONFIRMED) if span.label == "PER")
    window.session.set_focus(source.ref)
    window.view.verticalScrollBar().setValue(0)
    window.gestures.perform("relate")


def welcome(window: "MainWindow") -> None:
    """No project open."""
    window.session.close()


def shown(name: str) -> Callable[["MainWindow"], QWidget | None]:
    """A dialog or a floating panel of the table of commands."""

    def act(window: "MainWindow") -> QWidget | None:
        dialog(name)(window)
        return top_dialog(window)

    return act


def importing(window: "MainWindow") -> QWidget | None:
    """The import dialog, once it knows what is in the files."""
    # by a relative name, so that no place on this machine is in the picture
    os.chdir(HOME / "Presse")
    table = Path("articles", "depeches.csv")
    table.parent.mkdir(exist_ok=True)
    table.write_text(CSV, encoding="utf-8")
    shown_dialog = dialog("import")(window, paths=[table])
    assert isinstance(shown_dialog, ImportDialog)
    sources = shown_dialog.sources
    wait_until(lambda: sources.ready)
    return shown_dialog


def exporting(window: "MainWindow") -> QWidget | None:
    """The export dialog, once it has counted; its place is one that is on no machine."""
    shown_dialog = dialog("export")(window)
    assert isinstance(shown_dialog, ExportDialog)
    wait_until(lambda: shown_dialog.preview.found is not None)
    shown_dialog.options.place.setText("~/Presse/Littoral-spacy")
    return shown_dialog


def choosing_labels(window: "MainWindow") -> QWidget | None:
    """The second of the three steps to a new project."""
    shown_dialog = dialog("new_project")(window)
    assert isinstance(shown_dialog, NewProjectDialog)
    shown_dialog.go_button.click()
    return shown_dialog


def ledger(window: "MainWindow") -> QWidget | None:
    """The ledger, once it has counted."""
    shown_dialog = shown("ledger")(window)
    assert isinstance(shown_dialog, Ledger)
    shown_dialog.resize(1080, 1300)
    wait_until(lambda: shown_dialog.stats is not None)
    settle()
    return shown_dialog


def concordance(window: "MainWindow") -> QWidget | None:
    """A name that many articles have, in all of them."""
    show_concordance_of(window, "Agence Ponant", "ORG")
    shown_dialog = top_dialog(window)
    assert isinstance(shown_dialog, ConcordanceDialog)
    shown_dialog.resize(1080, 640)
    wait_until(lambda: not shown_dialog.searching)
    return shown_dialog


CSV = """titre;texte;date;média;rubrique
Le phare de Kéréon rouvre au public;"Après deux ans de travaux, le phare de Kéréon accueille de nouveau des visiteurs.";2026-09-02;Bretagne Matin;Patrimoine
Pêche : accord sur les quotas de sole;"Les ministres se sont entendus dans la nuit à Bruxelles.";2026-09-04;Agence Ponant;Économie
Une régate pour les cent ans du port;"Cent vingt voiliers partiront samedi de Concarneau.";2026-09-05;Bretagne Matin;Sport
"""


SCENES = (
    Scene("light", focus_first_pending),
    Scene("dark", focus_first_pending, theme="dark"),
    Scene("english", focus_first_pending, language="en", article=ENGLISH),
    Scene("english-dark", focus_first_pending, theme="dark", language="en", article=ENGLISH),
    Scene("small", focus_first_pending, size=SMALL),
    Scene("small-dark", focus_first_pending, theme="dark", language="en", size=SMALL, article=ENGLISH),
    Scene("rejected", show_rejected),
    Scene("relate", relate, theme="dark"),
    Scene("welcome", welcome),
    Scene("import", importing),
    Scene("export", exporting),
    Scene("palette", shown("palette")),
    Scene("keys", shown("keys"), language="en", article=ENGLISH),
    Scene("preferences", shown("preferences"), theme="dark"),
    Scene("new-project", choosing_labels),
    Scene("ledger", ledger, article=WORKED, size=TALL),
    Scene("ledger-dark", ledger, theme="dark", language="en", article=WORKED, size=TALL),
    Scene("models", shown("models"), article=WORKED),
    Scene("concordance", concordance, article=WORKED),
    Scene("memory", shown("memory"), article=WORKED, theme="dark"),
    Scene("thresholds", shown("thresholds"), article=WORKED, language="en"),
    Scene("label-scheme", shown("label_scheme"), language="en", article=ENGLISH),
)


# -- drawing


def draw(program: Program, scene: Scene, project: Path) -> QImage:
    """The scene's window, with its dialog in the middle."""
    program.session.close()
    program.session.set_option("show_rejected", False)
    program.settings.set("theme", scene.theme)
    program.settings.set("language", scene.language)
    program.apply_theme()
    program.apply_language()
    if not program.open(project):
        raise SystemExit(f"{project} cannot be opened")
    window = program.window
    window.resize(*scene.size)
    window.parts.fit_sides(scene.size[0])
    document = program.session.project.find_document(scene.article) if program.session.project else None
    program.session.open_article(DocumentId(document or 1))
    over = scene.act(window)
    settle()
    window.suggester.stop(wait=5000)
    image = QImage(*scene.size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    window.render(painter, QPoint())
    if over is not None:
        place = QPoint((scene.size[0] - over.width()) // 2, (scene.size[1] - over.height()) // 2)
        painter.fillRect(image.rect(), QColor(0, 0, 0, 70))
        over.render(painter, place)
        # the edge that a desktop draws around a window
        painter.setPen(QPen(program.theme.rule, 1))
        painter.drawRect(QRect(place, over.size()).adjusted(-1, -1, 0, 0))
    painter.end()
    if over is not None:
        over.close()
    return image


def top_dialog(window: QWidget) -> QWidget | None:
    """The dialog that is open on the window; None where what was opened is drawn within the window."""
    open_ones = [found for found in window.findChildren(QDialog) if found.isVisible()]
    return open_ones[-1] if open_ones else None


def settle(milliseconds: int = 400) -> None:
    """Let Qt lay out and paint what is waiting."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QApplication.sendPostedEvents()


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that a child process finds out."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(20)
    QTimer.singleShot(WAIT_MS, loop.quit)
    loop.exec()
    timer.stop()
    if not condition():
        raise SystemExit("what was waited for did not come")


def few_colours(image: QImage) -> QImage:
    """The same picture in 256 colours, a third of the file: flat areas keep theirs, the edges of letters share the rest."""
    counts = Counter(memoryview(image.constBits()).cast("B").cast("I"))
    kept = [pixel & 0xFFFFFF for pixel, _ in counts.most_common(KEPT_COLOURS)]
    flat = frozenset(kept)
    rest = [(pixel & 0xFFFFFF, times) for pixel, times in counts.items() if pixel & 0xFFFFFF not in flat]
    boxes = [rest] if rest else []
    weights = [spread(box) for box in boxes]
    while boxes and len(boxes) < 256 - KEPT_COLOURS and max(weights)[0] > 0:
        at = weights.index(max(weights))
        shift = weights[at][1]
        box = sorted(boxes[at], key=lambda entry: entry[0] >> shift & 0xFF)
        middle = halfway(box, shift)
        boxes[at : at + 1] = [box[:middle], box[middle:]]
        weights[at : at + 1] = [spread(box[:middle]), spread(box[middle:])]
    table = [0xFF000000 | colour for colour in (*kept, *map(commonest, boxes))]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table)


def spread(box: list[tuple[int, int]]) -> tuple[float, int]:
    """How far the colours of a box lie apart along one channel, weighed by the root of their pixels; and that channel's shift."""
    number = sum(times for _, times in box) ** 0.5
    widths = []
    for shift in (0, 8, 16):
        values = [colour >> shift & 0xFF for colour, _ in box]
        widths.append(((max(values) - min(values)) * number, shift))
    return max(widths)


def halfway(box: list[tuple[int, int]], shift: int) -> int:
    """Where to part a sorted box: in the middle of its range, between two values."""
    low, high = box[0][0] >> shift & 0xFF, box[-1][0] >> shift & 0xFF
    return next(at for at, (colour, _) in enumerate(box) if (colour >> shift & 0xFF) > (low + high) // 2)


def commonest(box: list[tuple[int, int]]) -> int:
    """The colour of a box that most pixels have, so that flat areas keep theirs."""
    return max(box, key=lambda entry: entry[1])[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
