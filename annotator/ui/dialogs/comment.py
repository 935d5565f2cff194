"""The small editor of an article's comment."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton

from annotator.model.article import ArticleState
from annotator.ui.dialogs.frame import muted, section
from annotator.ui.dialogs.overlay import Overlay
from annotator.ui.keys import shown_keys

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

WIDTH = 420
LINES = 5


class CommentEditor(Overlay):
    """Over the article it is about: Ctrl+Enter saves, Esc leaves the comment as it was.

    Another article that opens meanwhile saves what was written for the one before.
    """

    def __init__(self, window: "MainWindow", article: ArticleState) -> None:
        super().__init__(window, window.theme, width=WIDTH, keeps=True)
        self.setObjectName("comment")
        self._main = window
        self._document = article.document.id
        self._saved = article.review.comment
        self.column.addWidget(section(self.tr("Comment")))
        self._title = QLabel(article.document.title)
        self._title.setProperty("role", "strong")
        self._title.setWordWrap(True)
        self.column.addWidget(self._title)
        self.editor = QPlainTextEdit(self._saved)
        self.editor.setAccessibleName(self.tr("Comment on the article"))
        self.editor.setPlaceholderText(self.tr("What you or others should know about this article"))
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(LINES * self.editor.fontMetrics().lineSpacing() + 24)
        self.editor.installEventFilter(self)
        self.column.addWidget(self.editor)
        row = QHBoxLayout()
        row.addWidget(
            muted(
                self.tr("{save} saves, {leave} leaves").format(save=shown_keys("Ctrl+Return"), leave=shown_keys("Esc"))
            ),
            1,
        )
        save = QPushButton(self.tr("Save"))
        save.setProperty("primary", True)
        save.clicked.connect(self.save)
        row.addWidget(save)
        self.column.addLayout(row)
        window.session.article_opened.connect(self._on_article)
        window.session.closed.connect(self.leave)

    def corner(self, width: int) -> QPoint:
        view = self._main.view
        right = view.mapTo(self._main, QPoint(view.width(), 0)).x()
        top = view.mapTo(self._main, QPoint(0, 16)).y()
        return QPoint(max(12, right - width - 28), top)

    def take_keyboard(self) -> None:
        self.editor.setFocus()
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def save(self) -> None:
        """Keep the comment and close; it stays open where it could not be kept."""
        text = self.editor.toPlainText().strip()
        if text != self._saved:
            edit = self._main.session.run(lambda project: project.set_comment(self._document, text))
            if edit is None:
                return
        self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor and event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event)
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
                key.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self.save()
                return True
            if key.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _on_article(self, article: ArticleState | None) -> None:
        if article is None or article.document.id != self._document:
            self.save()


def show_comment(window: "MainWindow") -> None:
    """Edit the open article's comment."""
    article = window.session.article
    if article is None:
        return
    for found in window.findChildren(CommentEditor):
        if found.isVisible():
            found.take_keyboard()
            return
    CommentEditor(window, article).open()
