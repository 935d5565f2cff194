"""The top line: the project, the menus, how far the corpus is, and whether what was done is saved."""

import sys

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QWidget

from annotator.model.query import Progress
from annotator.ui.icons import pixmap
from annotator.ui.panels.learning_light import LearningLight
from annotator.ui.panels.painting import Bar
from annotator.ui.theme import Theme
from annotator.ui.wording import shown_number

HEIGHT = 52
NARROW_BAR, WIDE_BAR = 70, 150
GAPS = 160
"""Narrower windows leave the subtitle out, so that the project's name is whole."""


class ElidedLabel(QWidget):
    """One line of text that gives up its end where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.setToolTip(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.horizontalAdvance(self._text)) + 2, round(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        baseline = self.height() / 2 + metrics.capHeight() / 2
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QPointF(0, baseline), text)
        painter.end()


class SavedLight(QWidget):
    """A dot and a word: what was done is on disk, or why it is not."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._saved: bool | None = None
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(96)

    @property
    def saved(self) -> bool | None:
        """Whether the last action is on disk; None where nothing is open or the file is only read."""
        return self._saved

    def set_state(self, saved: bool | None, text: str, detail: str = "") -> None:
        """Show a state, with its reason as a tool tip."""
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.setToolTip(detail)
        if (saved, text) != (self._saved, self._text):
            self._saved, self._text = saved, text
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.sans_font(12.5, QFont.Weight.Medium))
        return QSize(round(metrics.horizontalAdvance(self._text)) + 18, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.sans_font(12.5, QFont.Weight.Medium)
        metrics = QFontMetricsF(font)
        middle = self.height() / 2
        left = self.width() - metrics.horizontalAdvance(self._text)
        color = theme.good if self._saved else theme.warn if self._saved is None else theme.bad
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(left - 10, middle), 3.4, 3.4)
        painter.setPen(theme.bad if self._saved is False else theme.muted)
        painter.setFont(font)
        painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), self._text)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()


class Header(QWidget):
    """The project's name, the menu bar, the corpus' progress and the saved light, over a rule."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT + 1)
        self._mark = QLabel()
        self._title = ElidedLabel()
        self._subtitle = ElidedLabel()
        self._progress = QLabel()
        self._bar = Bar(theme, width=WIDE_BAR, height=6, role="good")
        self.learning = LearningLight(theme)
        self.learning.changed.connect(self._share_room)
        self.saved = SavedLight(theme)
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(sys.platform == "darwin")
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 1)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._title, 0)
        row.addWidget(self._subtitle, 0)
        row.addSpacing(8)
        row.addWidget(self.menu_bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.learning)
        row.addSpacing(8)
        row.addWidget(self._progress)
        row.addWidget(self._bar)
        row.addSpacing(14)
        row.addWidget(self.saved)
        self.set_theme(theme)
        self.set_progress(None)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._mark.setPixmap(pixmap("pressmark", "#000000", 22, self.devicePixelRatioF()))
        self._title.setFont(theme.sans_font(14, QFont.Weight.DemiBold))
        self._subtitle.setFont(theme.sans_font(13))
        self._progress.setFont(theme.sans_font(12.5, QFont.Weight.Medium))
        muted = QPalette(self.palette())
        muted.setColor(QPalette.ColorRole.WindowText, theme.muted)
        ink = QPalette(self.palette())
        ink.setColor(QPalette.ColorRole.WindowText, theme.ink)
        self._title.setPalette(ink)
        for label in (self._subtitle, self._progress):
            label.setPalette(muted)
        self.menu_bar.setFont(theme.sans_font(12.5))
        self._bar.set_theme(theme)
        self.learning.set_theme(theme)
        self.saved.set_theme(theme)
        self.update()

    def set_project(self, title: str, subtitle: str) -> None:
        """Show a project's name."""
        self._title.set_text(title)
        self._subtitle.set_text(subtitle)
        self._share_room()

    @property
    def progress_text(self) -> str:
        """The corpus' progress in words; "" where none is shown."""
        return self._progress.text() if self._progress.isVisibleTo(self) else ""

    def set_progress(self, progress: Progress | None) -> None:
        """Show how many articles are done; None shows nothing."""
        shown = progress is not None and progress.total > 0
        self._progress.setVisible(shown)
        self._bar.setVisible(shown)
        if progress is not None and shown:
            finished = progress.done + progress.skipped
            text = self.tr("{done} of %Ln articles", "", progress.total).format(done=shown_number(finished))
            self._progress.setText(text)
            detail = self.tr(
                "{done} done, {skipped} skipped, {in_progress} in progress, %Ln suggestions to review",
                "",
                progress.pending,
            )
            self._progress.setToolTip(
                detail.format(
                    done=shown_number(progress.done),
                    skipped=shown_number(progress.skipped),
                    in_progress=shown_number(progress.in_progress),
                )
            )
            self._bar.set_fraction(finished / progress.total, text)
            self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_room()
        super().resizeEvent(event)

    def _share_room(self) -> None:
        """The title and every menu are seen first, then what was learned in words, then the subtitle and a wide bar."""
        kept = (self._mark, self._title, self.menu_bar, self._progress, self.saved)
        left = self.width() - sum(part.sizeHint().width() for part in kept) - NARROW_BAR - GAPS
        self.learning.set_compact(self.learning.full_width() > left)
        left -= self.learning.sizeHint().width() if self.learning.text else 0
        wide = left >= self._subtitle.sizeHint().width() + WIDE_BAR - NARROW_BAR
        self._subtitle.setVisible(wide)
        self._bar.setMaximumWidth(WIDE_BAR if wide else NARROW_BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.window)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.rule)
        painter.end()
