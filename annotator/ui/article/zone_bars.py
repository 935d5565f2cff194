"""The zones of an article in its right margin: a thin bar beside their lines, and their names.

The left one belongs to the relations. Where nothing is suggested, the bar is dotted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.model.document import Zone
from annotator.model.zones import CONTAINERS, lies_in
from annotator.ui.article.layout import ArticleLayout
from annotator.ui.zone_words import zone_title

FONT = "tag_suggested"
INSET, THICK, GAP = 14.0, 2.0, 7.0
"""From the column to the bar, the bar, from the bar to the names."""
DOT = 3.0
LEAST_ROOM = 30.0
"""Names that would get less are left to the tool tip."""
ROW = 12.0
REACH = 4.0
"""How far beside a bar still counts, in pixels."""


@dataclass(slots=True)
class ZoneBar:
    """One bar beside a block: from and to in pixels from the block's top."""

    top: float
    bottom: float
    zones: list[Zone]
    """Those it stands for; on one line there may be several."""
    muted: bool
    """Whether nothing is suggested in any of them."""


def zones_by_block(layout: ArticleLayout) -> dict[int, list[Zone]]:
    """The zones that are shown, by the number of the blocks they lie in; found once for a layout."""
    if layout.zones is None:
        layout.zones = {}
        for zone in layout.state.document.zones:
            if zone.kind not in CONTAINERS and zone.start < zone.end:
                for number in layout.index.over(zone.start, zone.end):
                    layout.zones.setdefault(number, []).append(zone)
    return layout.zones


def bars_of(layout: ArticleLayout, number: int) -> list[ZoneBar]:
    """The bars beside a block that is laid out, from its top."""
    bars: list[ZoneBar] = []
    block = layout.blocks[number]
    for zone in zones_by_block(layout).get(number, ()):
        low, high = max(zone.start, block.start) - block.start, min(zone.end, block.end) - block.start
        if low >= high:
            continue
        laid = layout.laid(number)
        ascent, descent = layout.style.measure(layout.style.block_font(block.kind))
        lines = laid.decoration.lines
        top = lines[laid.shaped.line_of(low)].baseline - ascent
        bottom = lines[laid.shaped.line_of(high - 1)].baseline + descent
        muted = lies_in(layout.state.muted, zone.start)
        if bars and top < bars[-1].bottom:
            bars[-1].bottom = max(bars[-1].bottom, bottom)
            bars[-1].zones.append(zone)
            bars[-1].muted &= muted
        else:
            bars.append(ZoneBar(top, bottom, [zone], muted))
    return bars


def paint_zone_bars(
    painter: QPainter, layout: ArticleLayout, shown: Iterable[tuple[int, float]], *, left: float, scroll: float
) -> None:
    """Paint the bars of the blocks shown, (number, top) each; the painter's x = 0 is the column's left edge."""
    if not zones_by_block(layout):
        return
    style, scale = layout.style, layout.style.metrics.scale
    x = layout.width + INSET
    names, room = _names_of(layout, painter.device().width() - left)
    painter.setFont(style.font(FONT))
    for number, y in shown:
        for bar in bars_of(layout, number):
            top = bar.top + y - scroll
            _bar(painter, QRectF(x, top, THICK, bar.bottom - bar.top), style.theme.faint, dotted=bar.muted)
            if room < LEAST_ROOM:
                continue
            painter.setPen(style.theme.muted)
            for zone in _named(layout, number, bar):
                text = style.elided(FONT, zone_title(zone.kind).upper(), room)
                painter.drawStaticText(QPointF(names, top), style.static_text(FONT, text))
                top += ROW * scale


def zones_beside(layout: ArticleLayout, x: float, y: float) -> list[Zone]:
    """The zones that the right margin tells of at a point, x from the column's left and y from the article's top."""
    if x < layout.width + INSET - REACH or not zones_by_block(layout):
        return []
    number, below = layout.at(y)
    bar = _bar_at(layout, number, below)
    return [] if bar is None else bar.zones


def zone_at(layout: ArticleLayout, x: float, y: float, *, width: float) -> Zone | None:
    """The zone whose bar, or name beside it, is at that point; `width` is from the column's left to the window's edge.

    Where one bar stands for several, their names tell them apart, and their rows where the bar itself is meant.
    """
    if not zones_beside(layout, x, y):
        return None
    number, below = layout.at(y)
    bar = _bar_at(layout, number, below)
    assert bar is not None
    named = _named(layout, number, bar) or bar.zones
    row = max(0, int((below - bar.top) / (ROW * layout.style.metrics.scale)))
    if x <= layout.width + INSET + THICK + REACH:
        return named[min(row, len(named) - 1)]
    names, room = _names_of(layout, width)
    if room < LEAST_ROOM or row >= len(named) or named[row].start < layout.blocks[number].start:
        return None
    text = layout.style.elided(FONT, zone_title(named[row].kind).upper(), room)
    return named[row] if x <= names + layout.style.text_width(FONT, text) else None


def _bar_at(layout: ArticleLayout, number: int, below: float) -> ZoneBar | None:
    """The bar of a block that is so far below its top, or whose names are."""
    for bar in bars_of(layout, number):
        if bar.top - 2.0 <= below <= max(bar.bottom, bar.top + len(bar.zones) * ROW * layout.style.metrics.scale):
            return bar
    return None


def _named(layout: ArticleLayout, number: int, bar: ZoneBar) -> list[Zone]:
    """Those of a bar's zones whose names stand beside it, a row each: a zone's name stands at its beginning only."""
    return [zone for zone in bar.zones if zone.start >= layout.blocks[number].start]


def _names_of(layout: ArticleLayout, width: float) -> tuple[float, float]:
    """Where names begin, from the column's left, and how much room they have up to `width`."""
    names = layout.width + INSET + THICK + GAP
    return names, width - names - 4.0


def _bar(painter: QPainter, rect: QRectF, color: QColor, *, dotted: bool) -> None:
    if not dotted:
        painter.fillRect(rect, color)
        return
    y = rect.top()
    while y < rect.bottom():
        painter.fillRect(QRectF(rect.left(), y, rect.width(), min(DOT, rect.bottom() - y)), color)
        y += 2 * DOT
