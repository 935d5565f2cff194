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

from PySide6.QtCore import QByteArray, QEvent, QEventLoop, QPoint, QRect, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QColor, QImage, QImageWriter, QKeyEvent, QPainter, QPen  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402
from screen_projects import WORKED, make_project, make_worked_project  # noqa: E402

from annotator.model.article import CONFIRMED  # noqa: E402
from annotator.model.document import DocumentId  # noqa: E402
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


def possible(window: "MainWindow") -> None:
    """What is also possible at the span that has most of it, with Alt held down."""
    article, project = window.session.article, window.session.project
    assert article is not None
    assert project is not None
    document = article.document.id
    source = max(article.spans(), key=lambda span: len(project.possible(document, span.ref)))
    window.session.set_focus(source.ref)
    alt = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QApplication.sendEvent(window.view, alt)


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
    Scene("possible", possible, article=WORKED),
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
