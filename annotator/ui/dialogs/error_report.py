"""When something goes wrong: a bug with its report to copy, or a file or disk that said no, with what helps."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from annotator.model.errors import LostFileError
from annotator.ui.dialogs.frame import Dialog, muted, present
from annotator.ui.error_text import shown_error
from annotator.ui.icons import pixmap

COPIED_MS = 2000


class ErrorReport(Dialog):
    """Says what happened in a sentence, that the project is whole, and shows the report."""

    def __init__(self, window: QWidget, report: str) -> None:
        super().__init__(window, "", width=640, height=460)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.heading.setText(self.tr("Something went wrong"))
        self.report = report
        last = report.rstrip().rsplit("\n", 1)[-1]
        happened = QLabel(self.tr("Pressmark met an error of its own and stopped what it was doing: {}").format(last))
        happened.setWordWrap(True)
        self.body.addWidget(happened)
        whole = QLabel(
            self.tr(
                "Your project is whole: every decision is on disk, and one that failed halfway was taken back. Go on."
            )
        )
        whole.setWordWrap(True)
        whole.setProperty("role", "strong")
        self.body.addWidget(whole)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("Report"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.Normal)
        self.text.setFont(font)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(
            muted(
                self.tr("The report names versions and the place in the program. It quotes no passage of any article.")
            )
        )
        self.copy_button: QPushButton = self.add_button(self.tr("Copy the report"), self.copy, left=True)
        self.add_primary(self.tr("Go on"), self.close).setFocus()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
        self.copy_button.setText(self.tr("Copied"))
        QTimer.singleShot(COPIED_MS, self, lambda: self.copy_button.setText(self.tr("Copy the report")))


class StoreFailure(Dialog):
    """The file or the disk said no: the message with its remedy, and another try where that makes sense."""

    def __init__(
        self,
        window: QWidget,
        error: Exception,
        *,
        title: str = "",
        retry: Callable[[], object] | None = None,
        rescue: "Callable[[StoreFailure], object] | None" = None,
    ) -> None:
        """`rescue` saves a copy of a project whose file is lost."""
        super().__init__(window, "", width=520)
        self._window = window
        title = title or self.tr("The project file could not be used")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self._retry = retry
        row = QHBoxLayout()
        row.setSpacing(12)
        sign = QLabel()
        sign.setPixmap(pixmap("warning", self.theme.bad.name(), 24, self.devicePixelRatio()))
        row.addWidget(sign)
        self.text = QLabel()
        self.text.setWordWrap(True)
        row.addWidget(self.text, 1)
        self.body.addLayout(row)
        self._rescue = rescue
        self.kept = muted("")
        self.body.addWidget(self.kept)
        self.copy_button = self.add_button(self.tr("Save a copy…"), self._save_copy, left=True)
        if retry is not None:
            self.add_button(self.tr("Leave it"), self.close)
            self.add_primary(self.tr("Try again"), self._try_again)
        else:
            self.add_primary(self.tr("Close"), self.close)
        self.set_error(error)

    def set_error(self, error: Exception) -> None:
        """Tell of a later error of the same kind."""
        said = shown_error(error)
        self.text.setText(said)
        lost = isinstance(error, LostFileError) and self._rescue is not None
        if lost:
            self.kept.setText(
                self.tr(
                    "Everything saved before can still be read here until this window is closed. Save a copy now and go on "
                    "in it; if the file was deleted, there is no other."
                )
            )
        else:
            self.kept.setText(self.tr("Nothing was lost: what was saved before is still on disk."))
        self.kept.setVisible(lost or self._retry is not None)
        self.copy_button.setVisible(lost)
        self.setAccessibleDescription(f"{said} {self.kept.text()}" if lost else said)

    def _save_copy(self) -> None:
        if self._rescue is not None:
            self._rescue(self)

    def _try_again(self) -> None:
        retry = self._retry
        self.close()
        if retry is not None:
            # once this dialog is gone: another failure shows one of its own
            QTimer.singleShot(0, self._window, retry)


def show_error_report(window: QWidget, report: str) -> None:
    """Show a bug's report."""
    ErrorReport(window, report).show()


def show_store_error(
    window: QWidget,
    error: Exception,
    *,
    title: str = "",
    retry: Callable[[], object] | None = None,
    rescue: Callable[[StoreFailure], object] | None = None,
) -> StoreFailure:
    """Show what the file or the disk said; `retry` is called where the person asks for another try, `rescue` for a copy."""
    dialog = present(
        window, "store_error", lambda: StoreFailure(window, error, title=title, retry=retry, rescue=rescue)
    )
    dialog.set_error(error)
    return dialog
