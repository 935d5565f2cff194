"""What is seen of a long edit: what is being done, how far it is, and a button that takes it all back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar

from annotator.ui.dialogs.frame import Dialog, number

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

DELAY_MS = 300
"""An edit that is done before is not worth a dialog."""
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.Shortcut,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Drop,
        QEvent.Type.ContextMenu,
    }
)


class LongEditDialog(Dialog):
    """Modal to everything; until it shows, what is typed and clicked is kept from the windows all the same."""

    def __init__(self, window: "MainWindow", title: str) -> None:
        super().__init__(window, title, width=440)
        self._long = window.session.long
        self._over = False
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.body.addWidget(self.bar)
        self.body.addWidget(self.count)
        self.stop_button = self.add_button(self.tr("Stop"), self.reject)
        self.stop_button.setToolTip(self.tr("Takes back all of it"))
        self._long.progressed.connect(self._on_progressed)
        self._long.ended.connect(self._on_ended)
        self._delay = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._delay.timeout.connect(self._appear)
        self._delay.start()
        _application().installEventFilter(self)

    def reject(self) -> None:
        """Stop the edit; the dialog goes when it has ended."""
        self._long.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in _INPUT

    def _appear(self) -> None:
        _application().removeEventFilter(self)
        self.open()
        self.stop_button.setFocus()

    def _on_progressed(self, done: int, total: int, committing: bool) -> None:
        self.bar.setRange(0, 0 if committing else total)
        self.bar.setValue(done)
        if committing:
            self.count.setText(self.tr("Writing to the disk…"))
        elif not total:
            self.count.setText(self.tr("Looking for the articles…"))
        else:
            self.count.setText(self.tr("{done} of %Ln articles", "", total).format(done=number(done)))
        self.stop_button.setEnabled(not committing)

    def _on_ended(self) -> None:
        _application().removeEventFilter(self)
        self._delay.stop()
        if self.isVisible():
            self.done(0)
        self.deleteLater()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def show_long_edit(window: "MainWindow", title: str) -> None:
    """Keep the person from everything else until the edit that has begun has ended."""
    LongEditDialog(window, title)
