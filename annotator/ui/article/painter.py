"""Paints what the layout worked out: paper, boxes, text, tags, then arcs, then the letters of a choice."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation
from annotator.model.cursor import Focus
from annotator.ui.article.arcs import Point, rounded_path
from annotator.ui.article.blocks import Block
from annotator.ui.article.crossings import Chip, Crossing
from annotator.ui.article.layout import ArticleLayout, LaidBlock
from annotator.ui.article.placed import Arc, Decoration, LineBox, Piece
from annotator.ui.article.style import Style
from annotator.ui.article.zone_bars import paint_zone_bars

CORNER = 3.0
RING = 1.8
"""How wide the line round what has the focus is."""
OVERSCAN = 8.0
"""How far the ink of a line may reach over its box; what lies so close outside is painted too."""
Extent = tuple[int, int]


@dataclass(slots=True)
class Scene:
    """What is shown over the article at the moment."""

    focus: Focus | None = None
    selection: Extent | None = None
    """What the mouse is selecting."""
    matches: Sequence[Extent] = ()
    """What a search found, sorted."""
    current_match: int = -1
    hints: Mapping[Ref, str] = field(default_factory=dict)
    arcs_of_focus_only: bool = False
    crossings: list[Crossing] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    rubber: tuple[Point, Point] | None = None
    """A relation being drawn by the mouse, from a box's top to the pointer."""
    target: Ref | None = None
    """The span that it would go to."""

    @property
    def run(self) -> Extent | None:
        """The selected run of tokens."""
        if self.selection is not None:
            return self.selection
        return None if self.focus is None or isinstance(self.focus, Ref) else (self.focus.start, self.focus.end)

    @property
    def ref(self) -> Ref | None:
        """The focused thing."""
        return self.focus if isinstance(self.focus, Ref) else None


def paint_article(
    painter: QPainter, layout: ArticleLayout, scene: Scene, *, left: float, scroll: float, clip: QRectF, bottom: float
) -> None:
    """Paint the part `clip` of a viewport that shows the article from `scroll` to `bottom`, its column starting at x = `left`."""
    ArticlePainter(painter, layout, scene).paint(left=left, scroll=scroll, clip=clip, bottom=bottom)


class ArticlePainter:
    """One painting of the article."""

    def __init__(self, painter: QPainter, layout: ArticleLayout, scene: Scene) -> None:
        self.painter = painter
        self.layout = layout
        self.scene = scene
        self.style: Style = layout.style
        self.theme = layout.style.theme

    def paint(self, *, left: float, scroll: float, clip: QRectF, bottom: float) -> None:
        """Paint all layers."""
        painter = self.painter
        painter.fillRect(clip, self.theme.paper)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(left, 0.0)
        top = clip.top() + scroll
        low = clip.bottom() + scroll
        shown = [
            (number, y)
            for number, y in self.layout.visible(scroll - OVERSCAN, bottom + OVERSCAN)
            if y + self.layout.heights[number] > top - 24.0 and y < low + 24.0
        ]
        for number, y in shown:
            painter.save()
            painter.translate(0.0, y - scroll)
            self._block(self.layout.blocks[number], self.layout.laid(number), top - y, low - y)
            painter.restore()
        paint_zone_bars(painter, self.layout, shown, left=left, scroll=scroll)
        self._arcs(shown, scroll, top, low)
        if self.scene.hints:
            for number, y in shown:
                self._hints(self.layout.laid(number).decoration, y - scroll)
        if self.scene.rubber is not None:
            self._rubber(self.scene.rubber, scroll)

    # -- text with its boxes

    def _block(self, block: Block, laid: LaidBlock, top: float, bottom: float) -> None:
        color = self.theme.muted if block.kind in ("meta", "empty") else self.theme.ink
        for number, line in enumerate(laid.decoration.lines):
            if line.bottom < top - OVERSCAN or line.top > bottom + OVERSCAN:
                continue
            self._boxes(line)
            if block.is_text:
                self._marks(block, laid, number, line)
            self._lanes(line)
            self.painter.setPen(color)
            laid.shaped.lines[number].draw(self.painter, QPointF(0.0, 0.0))

    def _boxes(self, line: LineBox) -> None:
        focus, target = self.scene.ref, self.scene.target
        painter = self.painter
        painter.setPen(Qt.PenStyle.NoPen)
        for piece in sorted(line.pieces, key=lambda piece: -piece.level):
            if piece.span.status == "rejected":
                continue
            fill = self.style.fill(self.layout.labels.hue(piece.span.label), confirmed=piece.span.status == "confirmed")
            painter.setBrush(fill)
            self._box(piece)
        if focus is None and target is None:
            return
        for piece in line.pieces:
            if piece.span.ref == focus or piece.span.ref == target:
                self._ring_around(ring_rect(piece))

    def _box(self, piece: Piece) -> None:
        """A box with round corners at the span's own ends, square ones where it goes on."""
        rect = QRectF(piece.left, piece.top, piece.right - piece.left, piece.bottom - piece.top)
        painter = self.painter
        painter.drawRoundedRect(rect, CORNER, CORNER)
        if not piece.starts:
            painter.drawRect(QRectF(rect.left(), rect.top(), min(CORNER, rect.width()), rect.height()))
        if not piece.ends:
            width = min(CORNER, rect.width())
            painter.drawRect(QRectF(rect.right() - width, rect.top(), width, rect.height()))

    def _ring_around(self, rect: QRectF) -> None:
        painter = self.painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.halo, 6.4))
        painter.drawRoundedRect(rect, 5.5, 5.5)
        painter.setPen(QPen(self.theme.accent, RING))
        painter.drawRoundedRect(rect, 5.0, 5.0)

    def _marks(self, block: Block, laid: LaidBlock, number: int, line: LineBox) -> None:
        """What a search found and the selected run, between the boxes and the text."""
        shaped = laid.shaped
        start = block.start + shaped.line_starts[number]
        end = block.start + shaped.line_end(number)
        for index, match in enumerate(self._matches_in(start, end)):
            current = self._first_match + index == self.scene.current_match
            fill = QColor(self.theme.match)
            for rect in self._rects(block, laid, number, line, match):
                self.painter.setPen(QPen(self.theme.warn, 1.4) if current else Qt.PenStyle.NoPen)
                self.painter.setBrush(fill)
                self.painter.drawRoundedRect(rect, 2.5, 2.5)
        run = self.scene.run
        if run is not None and run[0] < end and start < max(run[1], run[0] + 1):
            for rect in self._rects(block, laid, number, line, run):
                self.painter.setPen(Qt.PenStyle.NoPen)
                self.painter.setBrush(self.theme.selection)
                self.painter.drawRoundedRect(rect, CORNER, CORNER)
                if self.scene.selection is None:
                    self._ring_around(rect.adjusted(-1.2, -1.2, 1.2, 1.2))

    _first_match = 0

    def _matches_in(self, start: int, end: int) -> Iterable[Extent]:
        matches = self.scene.matches
        if not matches:
            return ()
        low = bisect_right(matches, start, key=lambda match: match[1])
        self._first_match = low
        high = low
        while high < len(matches) and matches[high][0] < end:
            high += 1
        return matches[low:high]

    def _rects(self, block: Block, laid: LaidBlock, number: int, line: LineBox, extent: Extent) -> list[QRectF]:
        start, end = max(extent[0], block.start) - block.start, min(extent[1], block.end) - block.start
        name = self.style.block_font(block.kind)
        pixels = self.style.pixels[name]
        top, bottom = line.baseline - 0.94 * pixels, line.baseline + 0.32 * pixels
        pad = self.style.metrics.box_pad
        return [
            QRectF(part.left - pad, top, part.right - part.left + 2 * pad, bottom - top)
            for part in laid.shaped.extents(start, end)
            if part.line == number
        ]

    def _lanes(self, line: LineBox) -> None:
        painter, style = self.painter, self.style
        for piece in line.pieces:
            hue = self.theme.hue(self.layout.labels.hue(piece.span.label))
            status = piece.span.status
            if status == "confirmed":
                painter.setPen(style.pen(hue, 2.0))
            elif status == "suggested":
                painter.setPen(style.pen(hue, 1.6, (2.6, 1.9)))
            else:
                painter.setPen(style.pen(self.theme.muted, 1.4, (0.1, 2.2), round_cap=True))
            painter.drawLine(QPointF(piece.left, piece.underline), QPointF(piece.right, piece.underline))
            if not piece.tag:
                continue
            font = {"confirmed": "tag", "suggested": "tag_suggested"}.get(status, "tag_rejected")
            painter.setPen(self.theme.muted if status == "rejected" else hue)
            baseline = piece.underline + style.metrics.tag_drop
            self._text(font, piece.tag, piece.tag_left, baseline)
            if status == "rejected":
                strike = baseline - 3.4 * style.metrics.scale
                painter.setPen(style.pen(self.theme.muted, 1.0))
                painter.drawLine(
                    QPointF(piece.tag_left - 1.0, strike), QPointF(piece.tag_left + piece.tag_width, strike)
                )

    def _text(self, font: str, text: str, x: float, baseline: float) -> None:
        ascent, _ = self.style.measure(font)
        self.painter.setFont(self.style.font(font))
        self.painter.drawStaticText(QPointF(x, baseline - ascent), self.style.static_text(font, text))

    # -- relations

    def _arcs(self, shown: Sequence[tuple[int, float]], scroll: float, top: float, bottom: float) -> None:
        """Lines, then what is written on them, then their tips: no line runs through a word. The focus's go last."""
        plain: list[tuple[Arc | Crossing, float]] = []
        focused: list[tuple[Arc | Crossing, float]] = []
        for number, y in shown:
            for arc in self.layout.laid(number).decoration.arcs:
                (focused if self._is_focused(arc.relation) else plain).append((arc, y - scroll))
        for crossing in self.scene.crossings:
            if _touches(crossing.points, top, bottom):
                (focused if self._is_focused(crossing.relation) else plain).append((crossing, -scroll))
        chips = [chip for chip in self.scene.chips if top - 24.0 <= chip.top and chip.lane <= bottom + 24.0]
        focused_chips = [chip for chip in chips if self._is_focused(chip.relation)]
        if not self.scene.arcs_of_focus_only:
            self._layer(plain, [chip for chip in chips if chip not in focused_chips], -scroll, focused=False)
        self._layer(focused, focused_chips, -scroll, focused=True)

    def _layer(
        self, arcs: Sequence[tuple[Arc | Crossing, float]], chips: Sequence[Chip], chip_y: float, *, focused: bool
    ) -> None:
        for arc, y in arcs:
            self._arc(arc, y, focused=focused)
        for chip in chips:
            self._stem(chip, chip_y, focused=focused)
        for arc, y in arcs:
            self._label(arc, y, focused=focused)
        for arc, y in arcs:
            self._tips(arc, y, focused=focused)
        for chip in chips:
            self._chip(chip, chip_y, focused=focused)

    def _is_focused(self, relation: ArticleRelation) -> bool:
        focus = self.scene.ref
        return focus is not None and focus in (relation.ref, relation.head, relation.child)

    def _pen(self, relation: ArticleRelation, *, focused: bool) -> QPen:
        color = self.theme.accent if focused else self.theme.arc
        width = 1.6 if focused and self.scene.ref == relation.ref else 1.4 if focused else 1.25
        return self.style.pen(color, width, (3.4, 2.6) if relation.status == "suggested" else ())

    def _arc(self, arc: Arc | Crossing, y: float, *, focused: bool) -> None:
        painter = self.painter
        if arc.path is None:
            arc.path = rounded_path(arc.points, self.style.metrics.radius)
        painter.save()
        painter.translate(0.0, y)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.strokePath(arc.path, self.style.pen(self.theme.paper, 5.0))
        pen = self._pen(arc.relation, focused=focused)
        if arc.relation.status == "suggested":
            painter.fillPath(self._dashes(arc, pen), pen.color())
        else:
            painter.strokePath(arc.path, pen)
        painter.restore()

    def _dashes(self, arc: Arc | Crossing, pen: QPen) -> QPainterPath:
        """The arc's dashes as an outline: stroked at once, Qt would begin them anew at every clip's edge."""
        if arc.dashes is None or arc.dashes[0] != pen.widthF():
            assert arc.path is not None
            arc.dashes = (pen.widthF(), QPainterPathStroker(pen).createStroke(arc.path))
        return arc.dashes[1]

    def _label(self, arc: Arc | Crossing, y: float, *, focused: bool) -> None:
        painter = self.painter
        half = arc.label_width / 2
        pad = 8.0 if focused else 6.0
        height = 15.0 * self.style.metrics.scale
        rect = QRectF(arc.label_x - half - pad, arc.label_y + y - height / 2, arc.label_width + 2 * pad, height)
        painter.setPen(Qt.PenStyle.NoPen)
        if focused:
            painter.setBrush(self.theme.paper)
            painter.drawRect(rect.adjusted(-2.0, 0.0, 2.0, 0.0))
            painter.setBrush(self.theme.accent_soft)
            painter.drawRoundedRect(rect, height / 2, height / 2)
        else:
            painter.fillRect(rect, self.theme.paper)
        painter.setPen(self.theme.accent if focused else self.theme.muted)
        self._text("label", arc.label, arc.label_x - half, arc.label_y + y + 4.0 * self.style.metrics.scale)

    def _tips(self, arc: Arc | Crossing, y: float, *, focused: bool) -> None:
        (head_x, head_y), (child_x, child_y) = arc.points[0], arc.points[-1]
        color = self._pen(arc.relation, focused=focused).color()
        self._ends(arc.relation, (head_x, head_y + y), (child_x, child_y + y), color)

    def _ends(self, relation: ArticleRelation, head: Point, child: Point, color: QColor) -> None:
        """A dot at the head and an arrow at the child; two dots where there is no direction."""
        painter, scale = self.painter, self.style.metrics.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(color))
        painter.drawEllipse(QPointF(head[0], head[1] - 1.6 * scale), 2.2 * scale, 2.2 * scale)
        if self.layout.labels.is_symmetric(relation):
            painter.drawEllipse(QPointF(child[0], child[1] - 1.6 * scale), 2.2 * scale, 2.2 * scale)
            return
        self._arrow(child[0], child[1], color, hollow=relation.status == "suggested")

    def _arrow(self, x: float, tip: float, color: QColor, *, hollow: bool) -> None:
        painter, scale = self.painter, self.style.metrics.scale
        half, length = 3.4 * scale, 6.2 * scale
        tip -= 0.4
        arrow = QPainterPath(QPointF(x, tip))
        arrow.lineTo(QPointF(x - half, tip - length))
        arrow.lineTo(QPointF(x + half, tip - length))
        arrow.closeSubpath()
        painter.setPen(QPen(color, 1.1 * scale) if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(self.theme.paper) if hollow else QBrush(color))
        painter.drawPath(arrow)

    def _stem(self, chip: Chip, y: float, *, focused: bool) -> None:
        self.painter.setPen(self._pen(chip.relation, focused=focused))
        self.painter.drawLine(QPointF(chip.x, chip.top + y), QPointF(chip.x, chip.lane + y))

    def _chip(self, chip: Chip, y: float, *, focused: bool) -> None:
        painter, scale = self.painter, self.style.metrics.scale
        height = 15.5 * scale
        rect = QRectF(chip.left, chip.lane + y - height / 2, chip.width, height)
        painter.setPen(QPen(self.theme.accent if focused else self.theme.rule, 1.0))
        painter.setBrush(self.theme.accent_soft if focused else self.theme.panel)
        painter.drawRoundedRect(rect, height / 2, height / 2)
        painter.setPen(self.theme.accent if focused else self.theme.muted)
        self._text("label", chip.text, chip.left + 8.0 * scale, chip.lane + y + 4.0 * scale)
        color = self._pen(chip.relation, focused=focused).color()
        if chip.is_head or self.layout.labels.is_symmetric(chip.relation):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(color))
            painter.drawEllipse(QPointF(chip.x, chip.top + y - 1.6 * scale), 2.2 * scale, 2.2 * scale)
        else:
            self._arrow(chip.x, chip.top + y, color, hollow=chip.relation.status == "suggested")

    # -- choices

    def _hints(self, decoration: Decoration, y: float) -> None:
        painter, scale = self.painter, self.style.metrics.scale
        for ref, letters in self.scene.hints.items():
            pieces = decoration.pieces.get(ref)
            if not pieces or not pieces[0].starts:
                continue
            piece = pieces[0]
            text = letters.upper()
            text_width = self.style.text_width("hint", text)
            width, height = max(18.0 * scale, text_width + 9.0 * scale), 17.0 * scale
            rect = QRectF(piece.left - 4.0, piece.top + y - height + 3.0, width, height)
            painter.setPen(QPen(self.theme.paper, 1.5))
            painter.setBrush(self.theme.hint_fill)
            painter.drawRoundedRect(rect, 4.5, 4.5)
            painter.setPen(self.theme.hint_ink)
            self._text("hint", text, rect.center().x() - text_width / 2, rect.center().y() + 4.0 * scale)

    def _rubber(self, rubber: tuple[Point, Point], scroll: float) -> None:
        (x, y), (to_x, to_y) = rubber
        painter = self.painter
        lift = min(y, to_y) - 18.0
        path = QPainterPath(QPointF(x, y - scroll))
        path.cubicTo(QPointF(x, lift - scroll), QPointF(to_x, lift - scroll), QPointF(to_x, to_y - scroll))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.strokePath(path, self.style.pen(self.theme.paper, 5.0))
        painter.strokePath(path, self.style.pen(self.theme.accent, 1.6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.accent)
        painter.drawEllipse(QPointF(x, y - scroll - 1.6), 2.4, 2.4)
        self._arrow(to_x, to_y - scroll, self.theme.accent, hollow=False)


def _touches(points: Sequence[Point], top: float, bottom: float) -> bool:
    return min(y for _, y in points) <= bottom and max(y for _, y in points) >= top


def ring_rect(piece: Piece) -> QRectF:
    """Where the middle of that line runs: close round the box and its underline, and clear of the tag."""
    return QRectF(piece.left - 1.8, piece.top - 1.2, piece.right - piece.left + 3.6, piece.bottom - piece.top + 3.3)
