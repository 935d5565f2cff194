"""The page shown while no project is open: the recent ones, a new one, the sample."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.model.errors import AnnotationError, StoreError
from annotator.ui.commands import dialog
from annotator.ui.dialogs.frame import muted, scrolled, section, set_role
from annotator.ui.error_text import shown_error
from annotator.ui.icons import draw_icon, icon, pixmap
from annotator.ui.recent import RecentProject, is_there, recent_projects, split_dropped
from annotator.ui.sample import SampleArticles, make_sample, sample_path
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.app import Program

WIDTH = 860
ACTIONS_WIDTH = 300
ROW_HEIGHT = 54


class Welcome(QWidget):
    """New, Open, the sample; the recent projects beside them. Project files and articles can be dropped on it."""

    def __init__(self, program: "Program") -> None:
        super().__init__()
        self._program = program
        self._theme = program.theme
        self._sample = SampleArticles(program.session, self)
        self.setAcceptDrops(True)
        self.setAutoFillBackground(True)
        self._logo = QLabel()
        self._title = QLabel(self.tr("Welcome to Pressmark"))
        self._title.setWordWrap(True)
        self._lead = muted(self.tr("Label entities and relations in news articles, and hand spaCy a training set."))
        self.new_button = QPushButton(self.tr("New project…"))
        self.new_button.setProperty("primary", True)
        self.open_button = QPushButton(self.tr("Open…"))
        self.sample_button = QPushButton(self.tr("Open the sample"))
        self.sample_button.setToolTip(self.tr("49 French and English articles to try everything on"))
        for button, slot in (
            (self.new_button, self._new),
            (self.open_button, program.choose_project),
            (self.sample_button, self.open_sample),
        ):
            button.setMinimumHeight(38)
            button.setAutoDefault(True)  # Return presses the one with the focus, as in a dialog
            button.clicked.connect(slot)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.hide()
        self._hint = muted(self.tr("Or drop a project, or files and folders of articles, anywhere on this window."))
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._logo)
        left.addSpacing(6)
        left.addWidget(self._title)
        left.addWidget(self._lead)
        left.addSpacing(14)
        for part in (self.new_button, self.open_button, self.sample_button):
            left.addWidget(part)
        left.addSpacing(4)
        left.addWidget(self._hint)
        left.addWidget(self.message)
        left.addStretch()
        actions = QWidget()
        actions.setFixedWidth(ACTIONS_WIDTH)
        actions.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(2)
        holder = QWidget()
        holder.setLayout(self._rows)
        self._none = muted(self.tr("None yet. The projects you open are listed here."))
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(section(self.tr("Recent projects")))
        right.addWidget(self._none)
        right.addWidget(scrolled(holder), 1)
        row = QHBoxLayout()
        row.setSpacing(56)
        row.addWidget(actions)
        row.addLayout(right, 1)
        page = QWidget()
        page.setMaximumWidth(WIDTH)
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        page.setLayout(row)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(page, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(40, 0, 40, 24)
        outer.addStretch(1)
        outer.addLayout(middle, 12)
        self.rows: list[RecentRow] = []
        self.set_theme(program.theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.paper)
        self.setPalette(palette)
        self._title.setFont(theme.display_font(30))
        self._logo.setPixmap(pixmap("pressmark", "#000000", 48, self.devicePixelRatioF()))
        self.refresh()

    def refresh(self) -> None:
        """Read the recent projects again."""
        for old in self.rows:
            old.deleteLater()
        while self._rows.takeAt(0) is not None:
            pass
        self.rows = [RecentRow(recent, self._theme) for recent in recent_projects(self._program.settings)]
        for row in self.rows:
            row.opened.connect(self._open)
            row.removed.connect(self._forget)
            self._rows.addWidget(row)
        self._rows.addStretch()
        self._none.setVisible(not self.rows)

    def open_sample(self) -> None:
        """Open the sample project; it is made first where there is none."""
        try:
            path = sample_path()
            annotator, language = self._program.settings.text("annotator"), self._program.language
            make_sample(path, title=self.tr("Sample"), annotator=annotator, language=language)
            if self._program.open(path):
                self._sample.fill()
        except (AnnotationError, StoreError) as error:
            self._say(shown_error(error), error=True)

    def _new(self) -> None:
        dialog("new_project")(self._program.window)

    def _open(self, path: Path) -> None:
        if is_there(path):
            self._program.open(path)
        else:
            self.refresh()
            self._say(self.tr("{name} is not there any more.").format(name=path.name), error=True)

    def _forget(self, path: Path) -> None:
        try:
            self._program.settings.forget_project(path)
        except StoreError as error:
            self._say(shown_error(error), error=True)
        self.refresh()

    def _say(self, text: str, *, error: bool = False) -> None:
        self.message.setText(text)
        set_role(self.message, "error" if error else "muted")
        self.message.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        self._say("")
        self.refresh()
        super().showEvent(event)
        # whoever comes back goes on with what was open last
        last = self.rows[0].button if self.rows and self.rows[0].recent.found else self.new_button
        last.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    def take(self, paths: list[Path]) -> None:
        """Open the project among what was dropped, else begin a new project with it."""
        project, sources = split_dropped(paths)
        if project is not None:
            self._open(project)
        elif sources:
            dialog("new_project")(self._program.window, paths=sources)


class RecentRow(QWidget):
    """A recent project: its name over its folder, and a cross that takes it off the list."""

    opened = Signal(object)
    """Its path."""
    removed = Signal(object)

    def __init__(self, recent: RecentProject, theme: Theme) -> None:
        super().__init__()
        self.recent = recent
        self.button = _RecentButton(recent, theme)
        self.button.clicked.connect(lambda: self.opened.emit(recent.path))
        self.remove = QToolButton()
        self.remove.setIcon(icon("close", theme.muted, size=14))
        self.remove.setToolTip(self.tr("Take it off this list; the file stays"))
        self.remove.setAccessibleName(self.tr("Take {name} off this list").format(name=recent.name))
        self.remove.setFixedSize(28, 28)
        self.remove.clicked.connect(lambda: self.removed.emit(recent.path))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.button, 1)
        row.addWidget(self.remove)


class _RecentButton(QPushButton):
    """Paints the row; a button, so that the keyboard and a screen reader reach it."""

    def __init__(self, recent: RecentProject, theme: Theme) -> None:
        super().__init__()
        self._recent = recent
        self._theme = theme
        place = recent.place
        self.setAutoDefault(True)
        self._second = place if recent.found else self.tr("not found in {place}").format(place=place)
        self.setText(recent.name)
        self.setAccessibleDescription(self._second)
        self.setToolTip(str(recent.path))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(240, ROW_HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, found = self._theme, self._recent.found
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 8, 8)
        mark = QRectF(rect.left() + 12, rect.center().y() - 10, 20, 20)
        draw_icon(painter, "document" if found else "warning", mark, theme.accent if found else theme.warn)
        left = mark.right() + 12
        for text, font, color, y in (
            (self.text(), theme.sans_font(14, QFont.Weight.DemiBold), theme.ink if found else theme.muted, -5.0),
            (self._second, theme.sans_font(12), theme.muted, 14.0),
        ):
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.right() - 10 - left)
            painter.setFont(font)
            painter.setPen(color)
            painter.drawText(QPointF(left, rect.center().y() + y + 1), shown)
        painter.end()
