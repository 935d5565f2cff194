"""What stands in the article's place while there is none."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import draw_icon
from annotator.ui.theme import Theme


class EmptyArticle(QWidget):
    """A line or two and the buttons that help."""

    import_requested = Signal()
    show_all_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._text = ""
        self._import = QPushButton(self.tr("Import articles …"))
        self._import.setProperty("primary", True)
        self._import.setAutoDefault(True)  # Return presses it
        self._all = QPushButton(self.tr("Show all articles"))
        self._import.clicked.connect(self.import_requested)
        self._all.clicked.connect(self.show_all_requested)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._import)
        row.addWidget(self._all)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addSpacing(150)
        column.addLayout(row)
        column.addStretch(4)
        self.set_theme(theme)
        self.show_empty_project()

    @property
    def title(self) -> str:
        """The line in the middle."""
        return self._title

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self.update()

    def show_empty_project(self) -> None:
        """The project has no articles yet."""
        self._say(
            self.tr("This project has no articles yet"),
            self.tr("Import text, CSV or JSONL files, or drop them anywhere on this window."),
            importing=True,
        )
        self._import.setFocus()

    def show_nothing_found(self) -> None:
        """The list's filters leave no article."""
        self._say(
            self.tr("No article matches"), self.tr("Change the search or the filters on the left."), importing=False
        )

    def show_none_open(self) -> None:
        """There are articles, none is open."""
        self._say(self.tr("No article is open"), self.tr("Choose one on the left, or press J."), importing=False)
        self._all.hide()

    def _say(self, title: str, text: str, *, importing: bool) -> None:
        self._title, self._text = title, text
        self._import.setVisible(importing)
        self._all.setVisible(not importing)
        self.setAccessibleName(f"{title}. {text}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        buttons = self._import if self._import.isVisible() else self._all
        center = self.width() / 2
        bottom = (buttons.geometry().top() if buttons.isVisible() else self.height() * 0.5) - 26.0
        draw_icon(painter, "document", QRectF(center - 20, bottom - 104, 40, 40), theme.faint)
        for text, font, color, y in (
            (self._title, theme.body_font(20), theme.ink, bottom - 28),
            (self._text, theme.sans_font(13, QFont.Weight.Normal), theme.muted, bottom),
        ):
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 40)
            painter.setFont(font)
            painter.setPen(color)
            painter.drawText(QPointF(center - metrics.horizontalAdvance(shown) / 2, y), shown)
        painter.end()
