"""Files and folders dropped on the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.recent import split_dropped


class ArticleDrop(QObject):
    """Takes what is dropped on a window: a project file is opened, anything else imported where `wanted` says so."""

    opened = Signal(str)
    """A project file was dropped."""
    imported = Signal(list)
    """The paths of what else was dropped, once the drag is over."""

    def __init__(self, window: QWidget, wanted: Callable[[], bool]) -> None:
        super().__init__(window)
        self._wanted = wanted
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return False
        urls = event.mimeData().urls()
        project, sources = split_dropped([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        if project is not None or (sources and self._wanted()):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                # a dialog within the drop would hold up the program it came from
                QTimer.singleShot(0, self, lambda: self._take(project, sources))
        return True

    def _take(self, project: Path | None, sources: list[Path]) -> None:
        if project is not None:
            self.opened.emit(str(project))
        else:
            self.imported.emit(sources)
