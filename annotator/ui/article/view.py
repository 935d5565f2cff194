"""The article on screen: a scroll area that paints text, spans and relations, and says what the mouse asked for.

It is long for a module: the scroll bar, the anchor and the partial repaints have to agree on every path that changes one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
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
from annotator.ui.article.crossings import loose_rects, route_crossings
from annotator.ui.article.gestures import Drag
from annotator.ui.article.header import empty_text, meta_line
from annotator.ui.article.hit import Hit, hit
from annotator.ui.article.layout import ArticleLayout
from annotator.ui.article.painter import OVERSCAN, Scene, paint_article
from annotator.ui.article.pointer import Pointer
from annotator.ui.article.scrolling import Anchor, anchor_at, at_line, lay_out_above, line_of, place_to_show
from annotator.ui.article.style import Labels, Metrics, Style
from annotator.ui.article.zone_bars import zone_at, zones_beside
from annotator.ui.theme import Theme
from annotator.ui.zone_words import zone_tip

MEASURE_SECONDS = 0.004
IDLE_MS = 120
"""Heights are found out once nothing happened for so long."""
NARROW_COLUMN = 460.0
BLEED = 26
"""How far a block's boxes, rings and hints may reach over its edges."""
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
        self._state: ArticleState | None = None
        self._labels = Labels(LabelScheme(), "")
        self._layout: ArticleLayout | None = None
        self._scene = Scene()
        self._anchor = Anchor()
        self._shown: list[tuple[int, float]] = []
        self._loose_rects: dict[tuple[Ref, str], QRectF] = {}
        self._statuses: tuple[Status, ...] = SHOWN
        self._text_size = 100
        self._column = Metrics().column
        self._style = Style(theme, Metrics())
        self._left = 0
        """Where the column starts in the viewport."""
        self._adjusting = False
        self._measure_timer = QTimer(self)
        self._measure_timer.timeout.connect(self._measure)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setEnabled(False)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._pointer = Pointer(self)

    # -- what is shown

    @property
    def state(self) -> ArticleState | None:
        """The article shown."""
        return self._state

    @property
    def article_layout(self) -> ArticleLayout | None:
        """Where everything is, while an article is open."""
        return self._layout

    def set_article(self, state: ArticleState | None, *, scheme: LabelScheme, language: str) -> None:
        """Show an article from its top, or nothing; `language` is that of the labels' titles and of the date.

        A new state of the article that is shown already, as suggestions make one, leaves it where it is.
        """
        layout = self._layout
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
        scene = self._scene
        self._scene = Scene(arcs_of_focus_only=scene.arcs_of_focus_only)
        self._pointer.reset()
        self._build()
        self._anchor = Anchor(0, -self._layout.top_margin) if self._layout is not None else Anchor()
        self._settle()
        self.viewport().update()

    def set_labels(self, scheme: LabelScheme, language: str) -> None:
        """Show the same article with a changed scheme or another language; the place stays."""
        self._labels = Labels(scheme, language)
        self._rebuild()

    def refresh(self, extents: Iterable[Extent] | None = None) -> None:
        """Show what an edit changed at those extents, or anywhere with None. Only their blocks are worked out again."""
        layout = self._layout
        if layout is None:
            return
        line = line_of(layout, self._anchor)
        before = {number: layout.heights[number] for number, _ in self._shown}
        if extents is None:
            layout.touch_all()
            touched = set(before)
        else:
            touched = layout.touch(extents)
        self._anchor = at_line(layout, self._anchor, line)
        value = self._scroll
        self._settle()
        moved = [number for number, _ in self._shown if before.get(number) != layout.heights[number]]
        if value != self._scroll or (extents is None):
            self.viewport().update()
        elif moved:
            top = self._top_on_screen(min(moved)) - BLEED
            self.viewport().update(0, top, self.viewport().width(), self.viewport().height() - top)
            self._update_blocks(number for number in touched if number < min(moved))
        else:
            self._update_blocks(touched)
        self._measure_later()

    def set_focus(self, focus: Focus | None) -> None:
        """Ring a suggestion, a span, a relation's arc or a run of tokens. The view does not scroll to it by itself."""
        old = self._scene.focus
        if old == focus:
            return
        self._scene.focus = focus
        if self._layout is not None:
            self._update_blocks(self._layout.blocks_of(old) | self._layout.blocks_of(focus))
        for rect in self._loose_rects.values():
            self._update_rect(rect)

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
        if drag.relation is not None and self._layout is not None:
            head, child = (self._layout.box_top(ref) for ref in drag.relation)
            scene.target = drag.relation[1]
            scene.rubber = (head, child) if head is not None and child is not None else None
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint with other colours; nothing moves."""
        self._style = Style(theme, self._style.metrics, self._style.headline_scale)
        if self._layout is not None:
            self._layout.style = self._style
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
            if self._layout is not None:
                self._layout.statuses = statuses
            self.refresh()

    # -- places

    def ensure_visible(self, start: int, end: int) -> None:
        """Scroll, as little as reads well, until those characters and what belongs to them are in sight."""
        layout = self._layout
        if layout is None or layout.index.at(start) < 0:
            return
        value = place_to_show(layout, self._anchor, self.viewport().height(), start, end)
        if value is None:
            self._settle()
        else:
            self._go_to(value)

    def character_rect(self, offset: int) -> QRect:
        """Where the character at an offset is, in the viewport; empty where it is not in the text."""
        layout = self._layout
        if layout is None:
            return QRect()
        for left, top, right, bottom in layout.rects(offset, offset + 1):
            return QRectF(left + self._left, top - self._scroll, right - left, bottom - top).toRect()
        return QRect()

    def hit_at(self, point: QPointF) -> Hit:
        """What is at a point of the viewport."""
        if self._layout is None:
            return Hit("blank", None, 0)
        return hit(
            self._layout, point.x() - self._left, point.y() + self._scroll, self._scene.crossings, self._scene.chips
        )

    def zone_at(self, point: QPointF) -> Zone | None:
        """The zone whose bar is at a point of the viewport."""
        if self._layout is None:
            return None
        width = self.viewport().width() - self._left
        return zone_at(self._layout, point.x() - self._left, point.y() + self._scroll, width=width)

    def zone_tip(self, point: QPointF) -> str:
        """What the margin says at a point of the viewport, or ""."""
        if self._layout is None:
            return ""
        return "\n".join(
            map(self.describe_zone, zones_beside(self._layout, point.x() - self._left, point.y() + self._scroll))
        )

    @property
    def _scroll(self) -> int:
        return self.verticalScrollBar().value()

    def _top_on_screen(self, number: int) -> int:
        assert self._layout is not None
        return round(self._layout.top(number)) - self._scroll

    # -- layout

    def _build(self) -> None:
        scale = self._text_size / 100
        metrics = Metrics(column=self._column).scaled(scale)
        room = self.viewport().width() - 2 * metrics.gutter
        width = float(round(max(120.0, min(metrics.column, room))))
        self._left = max(0, round((self.viewport().width() - width) / 2))
        headline = 0.76 if width < NARROW_COLUMN * scale else 1.0
        if metrics != self._style.metrics or headline != self._style.headline_scale:
            self._style = Style(self._style.theme, metrics, headline)
        self.verticalScrollBar().setSingleStep(round(24 * scale))
        state = self._state
        if state is None:
            self._layout = None
            return
        old = self._layout
        if old is not None and old.state is state and old.style is self._style and old.labels is self._labels:
            if old.width != width:
                old.set_width(width)
            return
        self._layout = ArticleLayout(
            state,
            article_blocks(state.document, meta_line(state.document, self._labels.language), empty_text()),
            style=self._style,
            labels=self._labels,
            width=width,
            statuses=self._statuses,
        )

    def _rebuild(self) -> None:
        """Lay out anew at the same place of the text."""
        layout = self._layout
        offset = share = 0.0
        if layout is not None and self._anchor.number < len(layout.blocks):
            share = self._anchor.below / max(1.0, layout.heights[self._anchor.number])
            offset = self._anchor.below
        width = layout.width if layout is not None else 0.0
        self._build()
        new = self._layout
        if new is not None and (new is not layout or new.width != width):
            number = min(self._anchor.number, len(new.blocks) - 1)
            new.laid(number)
            self._anchor = Anchor(number, float(round(share * new.heights[number])) if offset > 0 else offset)
        self._settle()
        self.viewport().update()

    def _settle(self) -> None:
        """Lay out what shows at the anchor, fit the scroll bar to it, and route what goes between blocks."""
        layout = self._layout
        height = self.viewport().height()
        if layout is None:
            self._set_bar(0.0, 0.0)
            self._shown = []
            self._scene.crossings, self._scene.chips = [], []
            return
        for _ in range(8):
            lay_out_above(layout, self._anchor, OVERSCAN)
            value = self._anchor.value(layout)
            self._shown = layout.visible(value - OVERSCAN, value + height + OVERSCAN)
            clamped = float(round(max(0.0, min(value, layout.height - height))))
            if clamped == value:
                break
            self._anchor = anchor_at(layout, clamped)
        self._set_bar(layout.height - height, self._anchor.value(layout))
        self._route()
        self._measure_later()

    def _set_bar(self, maximum: float, value: float) -> None:
        bar = self.verticalScrollBar()
        self._adjusting = True
        bar.setPageStep(max(1, self.viewport().height() - 48))
        bar.setRange(0, max(0, round(maximum)))
        bar.setValue(round(value))
        self._adjusting = False

    def _route(self) -> None:
        """Work out the arcs between blocks and repaint those that changed their form."""
        layout = self._layout
        assert layout is not None
        scroll = float(self._scroll)
        crossings, chips = route_crossings(layout, self._shown, scroll, scroll + self.viewport().height())
        rects = loose_rects(crossings, chips)
        old = self._loose_rects
        self._scene.crossings, self._scene.chips, self._loose_rects = crossings, chips, rects
        for key in old.keys() | rects.keys():
            if old.get(key) != rects.get(key):
                for rect in (old.get(key), rects.get(key)):
                    if rect is not None:
                        self._update_rect(rect)

    def _go_to(self, value: float) -> None:
        layout = self._layout
        assert layout is not None
        self._set_bar(max(layout.height - self.viewport().height(), value), value)
        self._anchor = anchor_at(layout, float(round(value)))
        self._settle()
        self.viewport().update()

    def _measure_later(self) -> None:
        if self.isVisible():
            self._measure_timer.start(IDLE_MS)

    def _measure(self) -> None:
        layout = self._layout
        if layout is None:
            self._measure_timer.stop()
            return
        before = self._anchor.value(layout)
        if layout.measure_some(MEASURE_SECONDS):
            self._measure_timer.setInterval(0)
        else:
            self._measure_timer.stop()
        value = self._anchor.value(layout)
        self._set_bar(layout.height - self.viewport().height(), value)
        if value != before:
            shift = value - before
            self._loose_rects = {key: rect.translated(0.0, shift) for key, rect in self._loose_rects.items()}
            self._shown = [(number, top + shift) for number, top in self._shown]
            self._route()

    # -- repainting

    def _update_rect(self, rect: QRectF) -> None:
        shown = rect.translated(self._left, -self._scroll).toAlignedRect()
        self.viewport().update(shown.adjusted(-2, -2, 2, 2))

    def _on_range_changed(self, low: int, high: int) -> None:
        """The bar keeps its room, so that no text moves, but shows no handle where there is nothing to scroll."""
        self.verticalScrollBar().setEnabled(high > low)

    def _update_blocks(self, numbers: Iterable[int]) -> None:
        layout = self._layout
        if layout is None:
            return
        visible = {number for number, _ in self._shown}
        for number in visible.intersection(numbers):
            top = self._top_on_screen(number)
            height = round(layout.heights[number])
            self.viewport().update(0, top - BLEED, self.viewport().width(), height + 2 * BLEED)

    # -- Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that Qt asks for."""
        painter = QPainter(self.viewport())
        clip = QRectF(event.rect())
        if self._layout is None:
            painter.fillRect(clip, self._style.theme.paper)
            return
        scroll = float(self._scroll)
        paint_article(
            painter,
            self._layout,
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
        layout = self._layout
        if self._adjusting or layout is None:
            return
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        if abs(dy) >= height:
            self._anchor = anchor_at(layout, float(bar.value()))
            if bar.value() == bar.maximum():
                self._settle()
                self._anchor = anchor_at(layout, max(0.0, layout.height - height))
            self._settle()
            self.viewport().update()
            return
        if dy > 0:
            lay_out_above(layout, self._anchor, float(dy))
        wanted = self._anchor.value(layout) - dy
        self._anchor = anchor_at(layout, wanted)
        self._settle_scrolled(dy, wanted)

    def _settle_scrolled(self, dy: int, wanted: float) -> None:
        layout = self._layout
        assert layout is not None
        self._set_bar(max(wanted, layout.height - self.viewport().height()), wanted)
        self.viewport().scroll(0, dy)
        self._settle()
        if self._anchor.value(layout) != wanted:
            self.viewport().update()

    def showEvent(self, event: QEvent) -> None:
        """Start finding out heights once the view is seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._measure_later()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll; every other key is the window's."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()
