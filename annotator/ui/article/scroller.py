"""Where the article stands in its viewport: the scroll bar, the anchor and what is repainted, which agree on every path."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer

from annotator.model.annotation import Ref
from annotator.ui.article.crossings import loose_rects, route_crossings
from annotator.ui.article.layout import ArticleLayout
from annotator.ui.article.painter import OVERSCAN, Scene
from annotator.ui.article.scrolling import Anchor, anchor_at, at_line, lay_out_above, line_of, place_to_show

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

MEASURE_SECONDS = 0.004
IDLE_MS = 120
"""Heights are found out once nothing happened for so long."""
BLEED = 26
"""How far a block's boxes, rings and hints may reach over its edges."""

Extent = tuple[int, int]


class Scroller(QObject):
    """Keeps a place of the text where it is while heights are found out, edits grow lines and the window is resized."""

    def __init__(self, area: "QAbstractScrollArea") -> None:
        super().__init__(area)
        self._area = area
        self._bar = area.verticalScrollBar()
        self._bar.setEnabled(False)
        self._bar.rangeChanged.connect(self._on_range_changed)
        self.layout: ArticleLayout | None = None
        self.scene = Scene()
        self.left = 0
        """Where the column starts in the viewport."""
        self._anchor = Anchor()
        self._shown: list[tuple[int, float]] = []
        self._loose_rects: dict[tuple[Ref, str], QRectF] = {}
        self._adjusting = False
        self._measure_timer = QTimer(self)
        self._measure_timer.timeout.connect(self._measure)

    @property
    def value(self) -> int:
        """How many pixels of the article are above the viewport."""
        return self._bar.value()

    @property
    def height(self) -> int:
        """The viewport's."""
        return self._area.viewport().height()

    # -- going somewhere

    def to_top(self) -> None:
        """Show the article's beginning."""
        self._anchor = Anchor(0, -self.layout.top_margin) if self.layout is not None else Anchor()
        self.settle()
        self._area.viewport().update()

    def show(self, start: int, end: int) -> None:
        """Scroll, as little as reads well, until those characters and what belongs to them are in sight."""
        layout = self.layout
        if layout is None or layout.index.at(start) < 0:
            return
        value = place_to_show(layout, self._anchor, self.height, start, end)
        if value is None:
            self.settle()
            return
        self._set_bar(max(layout.height - self.height, value), value)
        self._anchor = anchor_at(layout, float(round(value)))
        self.settle()
        self._area.viewport().update()

    def share_read(self) -> tuple[float, float]:
        """Of the block at the viewport's top: the share of it that is above, and that in pixels."""
        layout = self.layout
        if layout is None or self._anchor.number >= len(layout.blocks):
            return 0.0, 0.0
        return self._anchor.below / max(1.0, layout.heights[self._anchor.number]), self._anchor.below

    def go_to_share(self, share: float, below: float) -> None:
        """Stand at that share of the same block once it is laid out anew; in the margin above it, at that distance."""
        layout = self.layout
        if layout is not None:
            number = min(self._anchor.number, len(layout.blocks) - 1)
            layout.laid(number)
            self._anchor = Anchor(number, float(round(share * layout.heights[number])) if below > 0 else below)

    def scrolled(self, dy: int) -> None:
        """The bar was moved: move the pixels that stay, lay out what comes into sight."""
        layout = self.layout
        if self._adjusting or layout is None:
            return
        bar, port = self._bar, self._area.viewport()
        if abs(dy) >= self.height:
            self._anchor = anchor_at(layout, float(bar.value()))
            if bar.value() == bar.maximum():
                self.settle()
                self._anchor = anchor_at(layout, max(0.0, layout.height - self.height))
            self.settle()
            port.update()
            return
        if dy > 0:
            lay_out_above(layout, self._anchor, float(dy))
        wanted = self._anchor.value(layout) - dy
        self._anchor = anchor_at(layout, wanted)
        self._set_bar(max(wanted, layout.height - self.height), wanted)
        port.scroll(0, dy)
        self.settle()
        if self._anchor.value(layout) != wanted:
            port.update()

    # -- what changed

    def refresh(self, extents: Iterable[Extent] | None) -> None:
        """Work out anew what lies at those extents, or everything with None, and repaint what looks or stands otherwise."""
        layout, port = self.layout, self._area.viewport()
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
        value = self.value
        self.settle()
        moved = [number for number, _ in self._shown if before.get(number) != layout.heights[number]]
        if value != self.value or (extents is None):
            port.update()
        elif moved:
            top = self._top_on_screen(layout, min(moved)) - BLEED
            port.update(0, top, port.width(), port.height() - top)
            self.update_blocks(number for number in touched if number < min(moved))
        else:
            self.update_blocks(touched)
        self.measure_later()

    def settle(self) -> None:
        """Lay out what shows at the anchor, fit the scroll bar to it, and route what goes between blocks."""
        layout, height = self.layout, self.height
        if layout is None:
            self._set_bar(0.0, 0.0)
            self._shown = []
            self.scene.crossings, self.scene.chips = [], []
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
        self._route(layout)
        self.measure_later()

    def update_blocks(self, numbers: Iterable[int]) -> None:
        """Repaint those of the blocks that are in sight."""
        layout, port = self.layout, self._area.viewport()
        if layout is not None:
            for number in {number for number, _ in self._shown}.intersection(numbers):
                height = round(layout.heights[number])
                port.update(0, self._top_on_screen(layout, number) - BLEED, port.width(), height + 2 * BLEED)

    def update_loose(self) -> None:
        """Repaint the arcs between blocks and the chips."""
        for rect in self._loose_rects.values():
            self._update_rect(rect)

    def measure_later(self) -> None:
        """Find out more heights once nothing happens any more."""
        if self._area.isVisible():
            self._measure_timer.start(IDLE_MS)

    def _measure(self) -> None:
        layout = self.layout
        if layout is None:
            self._measure_timer.stop()
            return
        before = self._anchor.value(layout)
        if layout.measure_some(MEASURE_SECONDS):
            self._measure_timer.setInterval(0)
        else:
            self._measure_timer.stop()
        value = self._anchor.value(layout)
        self._set_bar(layout.height - self.height, value)
        if value != before:
            shift = value - before
            self._loose_rects = {key: rect.translated(0.0, shift) for key, rect in self._loose_rects.items()}
            self._shown = [(number, top + shift) for number, top in self._shown]
            self._route(layout)

    def _route(self, layout: ArticleLayout) -> None:
        """Work out the arcs between blocks and repaint those that changed their form."""
        scroll = float(self.value)
        crossings, chips = route_crossings(layout, self._shown, scroll, scroll + self.height)
        rects = loose_rects(crossings, chips)
        old = self._loose_rects
        self.scene.crossings, self.scene.chips, self._loose_rects = crossings, chips, rects
        for key in old.keys() | rects.keys():
            if old.get(key) != rects.get(key):
                for rect in (old.get(key), rects.get(key)):
                    if rect is not None:
                        self._update_rect(rect)

    def _set_bar(self, maximum: float, value: float) -> None:
        self._adjusting = True
        self._bar.setPageStep(max(1, self.height - 48))
        self._bar.setRange(0, max(0, round(maximum)))
        self._bar.setValue(round(value))
        self._adjusting = False

    def _on_range_changed(self, low: int, high: int) -> None:
        """The bar keeps its room, so that no text moves, but shows no handle where there is nothing to scroll."""
        self._bar.setEnabled(high > low)

    def _top_on_screen(self, layout: ArticleLayout, number: int) -> int:
        return round(layout.top(number)) - self.value

    def _update_rect(self, rect: QRectF) -> None:
        shown = rect.translated(self.left, -self.value).toAlignedRect()
        self._area.viewport().update(shown.adjusted(-2, -2, 2, 2))
