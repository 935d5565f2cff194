"""The article on screen: a scroll area that paints text, spans and relations, and says what the mouse asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.model.annotation import Ref
from annotator.model.article import SHOWN, ArticleState, Item, Status
from annotator.model.cursor import Focus
from annotator.model.document import Zone
from annotator.model.label_scheme import LabelScheme
from annotator.ui.article.blocks import article_blocks
from annotator.ui.article.gestures import Drag
from annotator.ui.article.header import empty_text, meta_line
from annotator.ui.article.hit import Hit, hit
from annotator.ui.article.layout import ArticleLayout
from annotator.ui.article.painter import Scene, paint_article
from annotator.ui.article.pointer import Pointer
from annotator.ui.article.scroller import Scroller
from annotator.ui.article.style import Labels, Metrics, Style
from annotator.ui.article.zone_bars import zone_at, zones_beside
from annotator.ui.theme import Theme
from annotator.ui.zone_words import zone_tip

NARROW_COLUMN = 460.0
_ALL: tuple[Status, ...] = ("confirmed", "suggested", "rejected")

Extent = tuple[int, int]


class ArticleView(QAbstractScrollArea):
    """Shows one ArticleState. It changes nothing: what the mouse asks for goes out as signals."""

    focus_requested = Signal(object)
    """A Ref or a TokenRun was clicked."""
    run_requested = Signal(int, int)
    """A word was double-clicked or a run selected: code points, end exclusive."""
    relation_requested = Signal(object, object)
    """One span was dragged to another: (head, child) refs."""
    activated = Signal(object)
    """A relation was double-clicked: its ref."""
    hovered = Signal(object)
    """The thing under the mouse changed: a Ref or None."""
    context_menu_requested = Signal(QPoint, object)
    """A menu is wanted at a place of the screen for a Ref or None."""
    zone_requested = Signal(QPoint, object)
    """A zone's bar was clicked: where on the screen, and the Zone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.describe: Callable[[Item], str] = lambda item: self._labels.describe(item)
        """Makes a tool tip's text; the window may put one in that knows the models' names."""
        self.describe_zone: Callable[[Zone], str] = lambda zone: zone_tip(None, zone)
        """The same for a zone; the window knows the project's rules."""
        self.can_set_zone: Callable[[], bool] = lambda: True
        """Whether a click on a zone's bar asks for something; the window knows whether the project can be written."""
        self._state: ArticleState | None = None
        self._labels = Labels(LabelScheme(), "")
        self._statuses: tuple[Status, ...] = SHOWN
        self._text_size = 100
        self._column = Metrics().column
        self._style = Style(theme, Metrics())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._scroller = Scroller(self)
        self._pointer = Pointer(self)

    # -- what is shown

    @property
    def state(self) -> ArticleState | None:
        """The article shown."""
        return self._state

    @property
    def article_layout(self) -> ArticleLayout | None:
        """Where everything is, while an article is open."""
        return self._scroller.layout

    def set_article(self, state: ArticleState | None, *, scheme: LabelScheme, language: str) -> None:
        """Show an article from its top, or nothing; `language` is that of the labels' titles and of the date.

        A new state of the article that is shown already, as suggestions make one, leaves it where it is.
        """
        layout = self.article_layout
        if (
            state is not None
            and layout is not None
            and self._labels.are(scheme, language)
            and layout.shows(state.document)
        ):
            self._state = layout.state = state
            layout.touch_all(keep_room=True)
            self.refresh(())
            self.viewport().update()
            return
        self._state = state
        self._labels = Labels(scheme, language)
        self._scroller.scene = Scene(arcs_of_focus_only=self._scene.arcs_of_focus_only)
        self._pointer.reset()
        self._build()
        self._scroller.to_top()

    def set_labels(self, scheme: LabelScheme, language: str) -> None:
        """Show the same article with a changed scheme or another language; the place stays."""
        self._labels = Labels(scheme, language)
        self._rebuild()

    def refresh(self, extents: Iterable[Extent] | None = None) -> None:
        """Show what an edit changed at those extents, or anywhere with None. Only their blocks are worked out again."""
        self._scroller.refresh(extents)

    def set_focus(self, focus: Focus | None) -> None:
        """Ring a suggestion, a span, a relation's arc or a run of tokens. The view does not scroll to it by itself."""
        old = self._scene.focus
        if old == focus:
            return
        self._scene.focus = focus
        if (layout := self.article_layout) is not None:
            self._scroller.update_blocks(layout.blocks_of(old) | layout.blocks_of(focus))
        self._scroller.update_loose()

    @property
    def focus(self) -> Focus | None:
        """What has the ring."""
        return self._scene.focus

    @property
    def hints(self) -> Mapping[Ref, str]:
        """The badges that are shown."""
        return dict(self._scene.hints)

    def set_hints(self, hints: Mapping[Ref, str]) -> None:
        """Put a letter on each of those spans, or take the letters away with {}."""
        self._scene.hints = dict(hints)
        self.viewport().update()

    def set_matches(self, matches: Sequence[Extent], current: int = -1) -> None:
        """Mark what a search found: sorted extents; `current` is the index of the one that stands out."""
        self._scene.matches = tuple(matches)
        self._scene.current_match = current
        self.viewport().update()

    def show_drag(self, drag: Drag) -> None:
        """Show what releasing the mouse would do: a selected run, or a line from one span to another."""
        scene = self._scene
        scene.selection = drag.selection
        scene.rubber = scene.target = None
        if drag.relation is not None and (layout := self.article_layout) is not None:
            head, child = (layout.box_top(ref) for ref in drag.relation)
            scene.target = drag.relation[1]
            scene.rubber = (head, child) if head is not None and child is not None else None
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint with other colours; nothing moves."""
        self._style = Style(theme, self._style.metrics, self._style.headline_scale)
        if (layout := self.article_layout) is not None:
            layout.style = self._style
        self.viewport().update()

    def set_options(
        self,
        *,
        show_rejected: bool | None = None,
        arcs_of_focus_only: bool | None = None,
        text_size: int | None = None,
        column: float | None = None,
    ) -> None:
        """Change what is told: rejected spans, arcs of the focus alone, the text's size in per cent, the widest column at 100 %."""
        if arcs_of_focus_only is not None and arcs_of_focus_only != self._scene.arcs_of_focus_only:
            self._scene.arcs_of_focus_only = arcs_of_focus_only
            self.viewport().update()
        resized = (text_size is not None and text_size != self._text_size) or (
            column is not None and column != self._column
        )
        self._text_size = self._text_size if text_size is None else max(50, min(300, text_size))
        self._column = self._column if column is None else column
        statuses = self._statuses if show_rejected is None else _ALL if show_rejected else SHOWN
        if resized:
            self._statuses = statuses
            self._rebuild()
        elif statuses != self._statuses:
            self._statuses = statuses
            if (layout := self.article_layout) is not None:
                layout.statuses = statuses
            self.refresh()

    # -- places

    def ensure_visible(self, start: int, end: int) -> None:
        """Scroll, as little as reads well, until those characters and what belongs to them are in sight."""
        self._scroller.show(start, end)

    def character_rect(self, offset: int) -> QRect:
        """Where the character at an offset is, in the viewport; empty where it is not in the text."""
        layout = self.article_layout
        if layout is None:
            return QRect()
        for left, top, right, bottom in layout.rects(offset, offset + 1):
            return QRectF(left + self._left, top - self._scroller.value, right - left, bottom - top).toRect()
        return QRect()

    def hit_at(self, point: QPointF) -> Hit:
        """What is at a point of the viewport."""
        layout, place = self.article_layout, self._in_article(point)
        if layout is None:
            return Hit("blank", None, 0)
        return hit(layout, place.x(), place.y(), self._scene.crossings, self._scene.chips)

    def zone_at(self, point: QPointF) -> Zone | None:
        """The zone whose bar is at a point of the viewport."""
        layout, place = self.article_layout, self._in_article(point)
        if layout is None:
            return None
        return zone_at(layout, place.x(), place.y(), width=self.viewport().width() - self._left)

    def zone_tip(self, point: QPointF) -> str:
        """What the margin says at a point of the viewport, or ""."""
        layout, place = self.article_layout, self._in_article(point)
        return "" if layout is None else "\n".join(map(self.describe_zone, zones_beside(layout, place.x(), place.y())))

    def _in_article(self, point: QPointF) -> QPointF:
        """A point of the viewport from the column's left and the article's top."""
        return QPointF(point.x() - self._left, point.y() + self._scroller.value)

    @property
    def _left(self) -> int:
        return self._scroller.left

    @property
    def _scene(self) -> Scene:
        return self._scroller.scene

    # -- layout

    def _build(self) -> None:
        scale = self._text_size / 100
        metrics = Metrics(column=self._column).scaled(scale)
        room = self.viewport().width() - 2 * metrics.gutter
        width = float(round(max(120.0, min(metrics.column, room))))
        self._scroller.left = max(0, round((self.viewport().width() - width) / 2))
        headline = 0.76 if width < NARROW_COLUMN * scale else 1.0
        if metrics != self._style.metrics or headline != self._style.headline_scale:
            self._style = Style(self._style.theme, metrics, headline)
        self.verticalScrollBar().setSingleStep(round(24 * scale))
        state = self._state
        if state is None:
            self._scroller.layout = None
            return
        old = self.article_layout
        if old is not None and old.state is state and old.style is self._style and old.labels is self._labels:
            if old.width != width:
                old.set_width(width)
            return
        self._scroller.layout = ArticleLayout(
            state,
            article_blocks(state.document, meta_line(state.document, self._labels.language), empty_text()),
            style=self._style,
            labels=self._labels,
            width=width,
            statuses=self._statuses,
        )

    def _rebuild(self) -> None:
        """Lay out anew at the same place of the text."""
        layout = self.article_layout
        width = layout.width if layout is not None else 0.0
        share, below = self._scroller.share_read()
        self._build()
        new = self.article_layout
        if new is not None and (new is not layout or new.width != width):
            self._scroller.go_to_share(share, below)
        self._scroller.settle()
        self.viewport().update()

    # -- Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that Qt asks for."""
        painter = QPainter(self.viewport())
        clip = QRectF(event.rect())
        if (layout := self.article_layout) is None:
            painter.fillRect(clip, self._style.theme.paper)
            return
        scroll = float(self._scroller.value)
        paint_article(
            painter,
            layout,
            self._scene,
            left=self._left,
            scroll=scroll,
            clip=clip,
            bottom=scroll + self.viewport().height(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width, or only centre the column where it has its full width."""
        super().resizeEvent(event)
        self._rebuild()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the pixels that stay, lay out what comes into sight."""
        self._scroller.scrolled(dy)

    def showEvent(self, event: QEvent) -> None:
        """Start finding out heights once the view is seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._scroller.measure_later()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll; every other key is the window's."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()
