"""Doing something soon, however often it is asked for meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Throttle(QTimer):
    """Calls `action` some milliseconds after the first `request`; those made until then are one with it.

    A timer that is started anew by each request would not fire at all while they come faster than it runs.
    """

    def __init__(self, milliseconds: int, action: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(action)

    def request(self) -> None:
        """Have it done soon."""
        if not self.isActive():
            self.start()
