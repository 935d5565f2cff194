"""The mouse over the article: clicks, drags, hovering, tool tips and menus, turned into the view's signals."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBasicTimer, QEvent, QObject, QPointF, Qt, QTimerEvent
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from annotator.model.annotation import Ref
from annotator.model.article import ArticleSpan
from annotator.model.cursor import TokenRun
from annotator.model.document import Zone
from annotator.model.tokens import ArticleTokens
from annotator.ui.article.gestures import Drag, drag_outcome
from annotator.ui.article.hit import Hit

if TYPE_CHECKING:
    from annotator.ui.article.view import ArticleView

AUTOSCROLL_MS = 30
AUTOSCROLL_MOST = 40
"""The pixels a step scrolls at most while a drag is held beyond an edge."""
_CURSORS = {
    "text": Qt.CursorShape.IBeamCursor,
    "span": Qt.CursorShape.IBeamCursor,
    "blank": Qt.CursorShape.ArrowCursor,
}


class Pointer(QObject):
    """Watches a view's viewport. What it asks for goes out by the view's own signals."""

    def __init__(self, view: "ArticleView") -> None:
        super().__init__(view)
        self._view = view
        self._tokens: ArticleTokens | None = None
        self._pressed: tuple[Hit, QPointF] | None = None
        self._drag: Drag | None = None
        self._zone: Zone | None = None
        """Whose bar was pressed: nothing is dragged from there."""
        self._hovered: Ref | None = None
        self._autoscroll = QBasicTimer()
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def reset(self) -> None:
        """Another article: what was pressed and hovered is gone."""
        self._tokens = self._pressed = self._drag = self._zone = None
        self._autoscroll.stop()
        self._set_hovered(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the viewport's mouse events; the wheel and everything else go on."""
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tool_tip(event)
            return True
        if kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            found = self._view.hit_at(QPointF(event.pos()))
            ref = found.ref if found.kind in ("span", "relation") else None
            self._view.context_menu_requested.emit(event.globalPos(), ref)
            return True
        if kind == QEvent.Type.Leave:
            self._set_hovered(None)
        if not isinstance(event, QMouseEvent) or self._view.state is None:
            return False
        if kind == QEvent.Type.MouseMove:
            self._move(event)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind == QEvent.Type.MouseButtonPress:
            found = self._view.hit_at(event.position())
            self._zone = self._zone_at(found, event.position())
            self._pressed = None if self._zone is not None else (found, event.position())
            self._drag = None
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._double_click(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
        else:
            return False
        return True

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll while a drag is held beyond an edge."""
        if event.timerId() != self._autoscroll.timerId() or self._pressed is None:
            super().timerEvent(event)
            return
        port = self._view.viewport()
        point = port.mapFromGlobal(port.cursor().pos())
        beyond = point.y() if point.y() < 0 else point.y() - port.height()
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + max(-AUTOSCROLL_MOST, min(AUTOSCROLL_MOST, beyond)))
        self._drag_to(self._pressed[0], QPointF(point), characters=False)

    def _move(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            return
        pressed, start = self._pressed
        distance = (event.position() - start).manhattanLength()
        if self._drag is None and distance < QGuiApplication.styleHints().startDragDistance():
            return
        characters = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._drag_to(pressed, event.position(), characters=characters)
        if 0 <= event.position().y() < self._view.viewport().height():
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start(AUTOSCROLL_MS, self)

    def _release(self, event: QMouseEvent) -> None:
        zone, self._zone = self._zone, None
        if zone is not None and self._view.zone_at(event.position()) == zone:
            self._view.zone_requested.emit(event.globalPosition().toPoint(), zone)
        if self._pressed is None:
            return
        pressed, _ = self._pressed
        drag = self._drag
        self._pressed = self._drag = None
        self._autoscroll.stop()
        self._view.show_drag(Drag())
        if drag is None:
            self._click(pressed)
        elif drag.relation is not None:
            self._view.relation_requested.emit(*drag.relation)
        elif drag.selection is not None:
            self._view.run_requested.emit(*drag.selection)

    def _double_click(self, event: QMouseEvent) -> None:
        found = self._view.hit_at(event.position())
        self._pressed = self._drag = None
        if found.kind == "relation":
            self._view.activated.emit(found.ref)
        elif found.kind in ("span", "text") and (token := self._article_tokens().at(found.offset)) is not None:
            self._view.run_requested.emit(*token)

    def _drag_to(self, pressed: Hit, point: QPointF, *, characters: bool) -> None:
        state = self._view.state
        assert state is not None
        now = self._view.hit_at(point)
        self._drag = drag_outcome(state, self._article_tokens(), pressed, now, characters=characters)
        self._view.show_drag(self._drag)

    def _click(self, pressed: Hit) -> None:
        view, state = self._view, self._view.state
        if pressed.kind in ("span", "relation"):
            view.focus_requested.emit(pressed.ref)
        elif pressed.kind == "chip" and pressed.ref is not None and state is not None:
            view.focus_requested.emit(pressed.ref)
            if isinstance(state.get(pressed.ref), ArticleSpan):
                view.ensure_visible(*state.extent(pressed.ref))
        elif pressed.kind == "text" and (token := self._article_tokens().at(pressed.offset)) is not None:
            view.focus_requested.emit(TokenRun(*token))

    def _hover(self, point: QPointF) -> None:
        found = self._view.hit_at(point)
        hand = found.kind not in _CURSORS or self._zone_at(found, point) is not None
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else _CURSORS[found.kind])
        self._set_hovered(found.ref if found.kind in ("span", "relation") else None)

    def _set_hovered(self, ref: Ref | None) -> None:
        if ref != self._hovered:
            self._hovered = ref
            self._view.hovered.emit(ref)

    def _zone_at(self, found: Hit, point: QPointF) -> Zone | None:
        """The zone's bar at a point where nothing of the text is, where it may be set."""
        return self._view.zone_at(point) if found.kind == "blank" and self._view.can_set_zone() else None

    def _tool_tip(self, event: QHelpEvent) -> None:
        state = self._view.state
        found = self._view.hit_at(QPointF(event.pos()))
        item = state.get(found.ref) if state is not None and found.ref is not None else None
        if item is None or found.kind == "chip":
            text = self._view.zone_tip(QPointF(event.pos()))
        else:
            text = self._view.describe(item)
        QToolTip.showText(event.globalPos(), text, self._view.viewport())  # hides it where there is nothing to say

    def _article_tokens(self) -> ArticleTokens:
        assert self._view.state is not None
        if self._tokens is None:
            self._tokens = ArticleTokens(self._view.state.document.text)
        return self._tokens
