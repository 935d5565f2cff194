"""Saving a copy of a project whose file was moved or deleted while it was open: the window can still read all of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.model.errors import StoreError
from annotator.ui.dialogs.error_report import StoreFailure, show_store_error
from annotator.ui.error_text import shown_error
from annotator.ui.recent import PROJECT_ENDING, is_there

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Rescue(QObject):
    """What the button of the dialog about a lost file does."""

    def __init__(self, window: "MainWindow", dialog: StoreFailure) -> None:
        super().__init__(dialog)
        self._window = window
        self._dialog = dialog

    def choose(self) -> None:
        """Ask where the copy is to be, save it and go on with it."""
        project = self._window.session.project
        if project is None:
            self._dialog.close()
            return
        name, _ = QFileDialog.getSaveFileName(
            self._dialog,
            self.tr("A copy of the project"),
            str(free_place(project.path)),
            self.tr("Pressmark projects (*.pressmark)"),
        )
        if name:
            self.save(Path(name) if Path(name).suffix else Path(name).with_suffix(PROJECT_ENDING))

    def save(self, path: Path) -> None:
        """Save the copy there and go on with it; where it can't be written, say why."""
        session = self._window.session
        if session.project is None:
            return
        try:
            session.project.copy_to(path)
        except StoreError as error:
            self._dialog.say(shown_error(error), error=True)
            return
        self._dialog.close()
        session.close()  # lets go of the lock, which the copy at the same place needs
        self._window.project_requested.emit(str(path))


def show_failure(window: "MainWindow", error: StoreError) -> StoreFailure:
    """Show what the file or the disk said, with another try of the action that failed, and a copy of a lost file."""
    return show_store_error(
        window,
        error,
        retry=window.session.failed_action,
        rescue=lambda dialog: Rescue(window, dialog).choose(),
    )


def free_place(path: Path) -> Path:
    """The project's own place where no other file has taken it, so that its models are found; else one beside it."""
    found, number = path, 1
    while is_there(found):
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found
