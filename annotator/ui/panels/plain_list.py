"""A list view without a frame, whose rows keep their height: a change repaints its rows and lays nothing out again."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
MARGIN = 18
"""Around the message of an empty list, in pixels."""


class PlainList(QListView):
    """For panels: one column, scrolled by the pixel, painted by a delegate."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(
            "QListView { border: none; border-radius: 0; background: transparent; } QScrollBar:vertical { width: 9px; }"
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.dirty = QRegion()
        """What the paint event at hand is about. A list view has every row painted between the first and the last of it."""
        self.message = ""
        """Shown where there are no rows."""

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """Repaint those rows. QListView would lay out every row again, 100,000 of them for a flag that was set."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, list(roles))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.dirty = event.region()
        super().paintEvent(event)
        if self.message and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(self.palette().ColorRole.PlaceholderText))
            room = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.message)
            painter.end()


def is_dirty(option: QStyleOptionViewItem) -> bool:
    """Whether a delegate has to paint that row now: it lies in what is to be repainted."""
    view = option.widget
    return not isinstance(view, PlainList) or view.dirty.intersects(option.rect)
