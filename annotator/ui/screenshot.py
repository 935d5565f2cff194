"""A picture of the real window on one article, without a display."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.errors import AnnotationError, StoreError

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from annotator.project import Project


def screenshot(
    project: Path,
    document: str,
    out: Path,
    *,
    theme: str = "light",
    size: tuple[int, int] = (1440, 920),
    language: str = "fr",
) -> None:
    """Draw the window on `document`, its id or its key, into the PNG file `out`; `size` in pixels.

    The project is only read, and so may be open elsewhere. `language` is the interface's, "" the system's. Raises
    AnnotationError for a document that is not there, StoreError for a project or a picture that cannot be read or written.
    """
    from annotator.project import Project

    with Project.open(project, read_only=True) as opened:
        found = opened.find_document(document)
        if found is None:
            raise AnnotationError(f"{project.name} has no document {document}; give its id or its key")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        image = window_image(opened, int(found), theme=theme, size=size, language=language)
        _write(image, out)


def _write(image: "QImage", out: Path) -> None:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide6's stubs know no device
    part = out.with_name(f".{out.name[:100]}.part")
    try:
        part.write_bytes(buffer.data().data())
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"{out}: the picture cannot be written ({error.strerror}); check the folder") from error


def window_image(project: "Project", document: int, *, theme: str, size: tuple[int, int], language: str) -> "QImage":
    """The window on that document as an image."""
    from PySide6.QtCore import QEvent, QPoint, QTranslator
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication

    from annotator.model.document import DocumentId
    from annotator.settings import Settings
    from annotator.ui.app import install_language, make_application
    from annotator.ui.main_window import MainWindow
    from annotator.ui.session import Session
    from annotator.ui.theme import apply_theme, load_theme

    app = make_application()
    translators: list[QTranslator] = []
    spoken = install_language(app, language, translators)
    chosen = load_theme(theme)
    apply_theme(app, chosen)
    session = Session()
    # settings of nobody: the picture is the same everywhere
    window = MainWindow(session, Settings(Path(os.devnull)), chosen, language=spoken, portrait=True)
    window.resize(*size)
    window.parts.fit_sides(size[0])
    session.open_project(project)
    session.open_article(DocumentId(document))
    window.show()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    window.render(painter, QPoint())
    painter.end()
    session.close()
    window.abandon()
    window.deleteLater()
    for translator in translators:
        app.removeTranslator(translator)
    return image
