"""What joins the article view to the gestures: its keys, clicks and drags in; badges, focus and places back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from annotator.model.annotation import Ref
from annotator.model.cursor import Focus
from annotator.ui.article.view import ArticleView
from annotator.ui.gestures import Gestures

if TYPE_CHECKING:
    from annotator.ui.session import Extent


class ArticleInput(QObject):
    """Lives as long as its view."""

    def __init__(self, view: ArticleView, gestures: Gestures) -> None:
        super().__init__(view)
        self._view = view
        self._gestures = gestures
        gestures.set_view(self._vertical, self._visible)
        view.installEventFilter(self)
        view.focus_requested.connect(self._on_focus_requested)
        view.run_requested.connect(self._on_run_requested)
        view.can_set_zone = gestures.actions.action("set_zone").isEnabled
        view.relation_requested.connect(gestures.relate_spans)
        view.context_menu_requested.connect(self._on_context_menu)
        gestures.relating_changed.connect(self.show_badges)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        view.verticalScrollBar().actionTriggered.connect(self._on_scrolled_by_hand)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The article's keys go to the gestures before Qt moves the focus with Tab or a shortcut takes them."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._gestures.takes(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._gestures.key(event):
                return True
        return super().eventFilter(watched, event)

    def _on_scrolled(self, value: int) -> None:
        if self._gestures.session.article is not None:
            self._gestures.refresh_badges()

    def _on_scrolled_by_hand(self, *_: object) -> None:
        self._gestures.session.stay_here()

    def show_badges(self) -> None:
        """Draw the letters of the relation mode, or take them away."""
        mode = self._gestures.relating
        badges = {} if mode is None else {ref: text.upper() for ref, text in mode.badges.items()}
        if mode is not None and mode.target is not None:
            badges = {mode.target.ref: "←" if mode.backward else "→"}  # while the label is chosen, what it will join
        self._view.set_hints(badges)

    def _on_focus_requested(self, focus: Focus) -> None:
        if isinstance(focus, Ref):
            self._gestures.click(focus, 0)
        else:
            self._gestures.click(None, focus.start)

    def _on_run_requested(self, start: int, end: int) -> None:
        self._gestures.select(start, end, exact=True)

    def _on_context_menu(self, place: QPoint, ref: Ref | None) -> None:
        if ref is not None:
            self._gestures.click(ref, 0)
        actions = self._gestures.actions
        menu = QMenu(self._view)
        for name in ("accept", "reject", "apply_to_same", "relate"):
            menu.addAction(actions.action(name))
        menu.addSeparator()
        for row in actions.table():
            if row.group == "label":
                menu.addAction(actions.action(row.name))
        menu.addSeparator()
        menu.addAction(actions.action("copy_text"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _vertical(self, position: int, down: bool) -> int | None:
        """The code point a line below or above, at the same place across; what is off screen is scrolled to first."""
        view = self._view
        view.ensure_visible(position, position + 1)
        rect = view.character_rect(position)
        if rect.isEmpty():
            return None
        x, edge = rect.center().x(), rect.bottom() if down else rect.top()
        step = max(4, rect.height() // 3)
        for distance in range(step, 12 * rect.height(), step):
            hit = view.hit_at(QPoint(x, edge + distance if down else edge - distance).toPointF())
            if hit.kind in ("text", "span") and (hit.offset > position if down else hit.offset < position):
                found = view.character_rect(hit.offset)
                if found.top() > rect.bottom() - 2 if down else found.bottom() < rect.top() + 2:
                    return hit.offset
        return None

    def _visible(self) -> "Extent":
        view = self._view
        state = view.state
        if state is None:
            return 0, 0
        width, height = view.viewport().width(), view.viewport().height()
        top = view.hit_at(QPoint(width // 2, 0).toPointF()).offset
        bottom = view.hit_at(QPoint(width // 2, height - 1).toPointF()).offset
        first, last = min(top, bottom), max(top, bottom)
        # half a screen of margin: what an end of a line cuts off is still legal
        return max(0, first - 120), min(len(state.document.text), last + 120)
