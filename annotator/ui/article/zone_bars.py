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
from annotator.ui.wording import translate
from annotator.ui.zone_words import zone_title

FONT = "tag_suggested"
INSET, THICK, GAP = 14.0, 2.0, 7.0
"""From the column to the bar, the bar, from the bar to the names."""
DOT = 3.0
LEAST_ROOM = 30.0
"""Names that would get less are left to the tool tip."""
ROW = 12.0


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
    names = x + THICK + GAP
    room = painter.device().width() - left - names - 4.0
    painter.setFont(style.font(FONT))
    for number, y in shown:
        block = layout.blocks[number]
        for bar in bars_of(layout, number):
            top = bar.top + y - scroll
            _bar(painter, QRectF(x, top, THICK, bar.bottom - bar.top), style.theme.faint, dotted=bar.muted)
            if room < LEAST_ROOM:
                continue
            for zone in bar.zones:
                if zone.start >= block.start:  # its name stands at its beginning only
                    painter.setPen(style.theme.muted)
                    text = style.elided(FONT, zone_title(zone.kind).upper(), room)
                    painter.drawStaticText(QPointF(names, top), style.static_text(FONT, text))
                    top += ROW * scale


def zone_tip(layout: ArticleLayout, x: float, y: float) -> str:
    """What the margin says at a point, x from the column's left and y from the article's top; "" where there is no zone."""
    if x < layout.width + INSET - 4.0 or not zones_by_block(layout):
        return ""
    number, below = layout.at(y)
    for bar in bars_of(layout, number):
        if bar.top - 2.0 <= below <= max(bar.bottom, bar.top + len(bar.zones) * ROW * layout.style.metrics.scale):
            return "\n".join(_described(layout, zone) for zone in bar.zones)
    return ""


def _described(layout: ArticleLayout, zone: Zone) -> str:
    title = zone_title(zone.kind)
    if lies_in(layout.state.muted, zone.start):
        return translate("Zones", "{zone}: nothing is suggested here").format(zone=title)
    return title


def _bar(painter: QPainter, rect: QRectF, color: QColor, *, dotted: bool) -> None:
    if not dotted:
        painter.fillRect(rect, color)
        return
    y = rect.top()
    while y < rect.bottom():
        painter.fillRect(QRectF(rect.left(), y, rect.width(), min(DOT, rect.bottom() - y)), color)
        y += 2 * DOT
