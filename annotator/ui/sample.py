"""The sample project: made of the program's own articles in the person's data folder when it is first asked for."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.model.errors import AnnotationError, StoreError
from annotator.paths import dataset, user_data_dir
from annotator.schemes import DEFAULT_SCHEME, find_scheme
from annotator.ui.command_process import CommandProcess, import_arguments
from annotator.ui.session import Session

CORPORA = (("fr", "press.jsonl"), ("en", "press.jsonl"))


def sample_path() -> Path:
    """Where the sample project is, or will be."""
    return user_data_dir() / "sample.pressmark"


def make_sample(path: Path, *, title: str, annotator: str = "", language: str = "en") -> None:
    """Make the sample project, without its articles, where there is none; its labels are described in `language`. Raises StoreError where it can't be written."""
    if path.exists():
        return
    from annotator.project import Project

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: the folder can't be made: {error.strerror}") from error
    scheme = find_scheme(DEFAULT_SCHEME, language)
    Project.create(path, scheme=scheme, language="fr", title=title, annotator=annotator).close()


class SampleArticles(QObject):
    """Fills the open sample project, once it is empty: as documents only, so that there is something to decide on."""

    filled = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._process = CommandProcess(self)
        self._process.reported.connect(self._on_reported)
        self._process.failed.connect(lambda message, cancelled: session.refuse(message))
        session.closed.connect(self._process.stop)

    def fill(self) -> bool:
        """Import the articles into the project that is open; False where there is nothing to do."""
        project = self._session.project
        if project is None or project.read_only or project.document_count():
            return False
        sources = [str(dataset(*parts)) for parts in CORPORA]
        if not all(Path(source).is_file() for source in sources):
            raise AnnotationError(f"the sample articles are not in this installation: {sources[0]}; install it anew")
        self._process.start(import_arguments(str(project.path), sources, window=os.getpid()))
        return True

    def _on_reported(self, report: object) -> None:
        self._session.reload()
        self.filled.emit()
