"""The keys of an action as a widget: a cap each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.dialogs.frame import theme_of
from annotator.ui.key_hints import cap_text
from annotator.ui.keys import joined, shown_keys
from annotator.ui.panels.painting import KEY_HEIGHT, draw_key_cap, key_cap_width
from annotator.ui.theme import SANS_FAMILY, make_font

GAP = 5.0


def cap_font() -> QFont:
    """The face on a cap."""
    return make_font(SANS_FAMILY, 11.5, QFont.Weight.DemiBold)


class KeyCaps(QWidget):
    """Caps beside each other, one a key sequence in portable form; to assistive technology, their names."""

    def __init__(self, sequences: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font = cap_font()
        self._caps: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(sequences)

    def set_keys(self, sequences: Sequence[str]) -> None:
        """Show other keys."""
        self._caps = [cap_text(sequence) for sequence in joined(sequences)]
        self.setAccessibleName(", ".join(shown_keys(sequence) for sequence in joined(sequences)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widths = [key_cap_width(cap, self._font) for cap in self._caps]
        return QSize(round(sum(widths) + GAP * max(0, len(widths) - 1)) + 1, round(KEY_HEIGHT) + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self)
        left = 0.0
        for cap in self._caps:
            left += draw_key_cap(painter, left, (self.height() - 1) / 2, cap, theme, self._font) + GAP
        painter.end()
