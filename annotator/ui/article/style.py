"""What the article is painted with at one theme, size and label scheme: measures, fonts, colours and short texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen, QStaticText

from annotator.model.article import ArticleRelation, ArticleSpan, Item
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.ui.article.blocks import BlockKind
from annotator.ui.theme import Theme, blend
from annotator.ui.wording import shown_percent

BODY_PX = 18
MINOR_PX = 15.5
"""Bylines, datelines, credits and captions."""
HEADLINE_PX = 32


@dataclass(frozen=True, slots=True)
class Metrics:
    """Lengths in logical pixels; `scale` is 1 at the normal text size."""

    scale: float = 1.0
    column: float = 660.0
    """The widest the text gets."""
    gutter: float = 56.0
    """The least space on each side of it."""
    top_margin: float = 34.0
    bottom_margin: float = 72.0
    paragraph_space: float = 12.0
    line_space: float = 2.0
    box_pad: float = 1.5
    nest_rise: float = 2.0
    """How much taller the box is for every level that it holds."""
    tag_row: float = 14.5
    """Kept free under every line for one row of tags."""
    tag_drop: float = 11.0
    """From an underline's middle to its tag's baseline."""
    lane_with_tags: float = 15.0
    lane: float = 4.5
    """The height of a lane that only carries on from the line before."""
    headroom: float = 22.5
    """Above a line with one lane of arcs."""
    arc_lane: float = 16.0
    first_arc: float = 13.5
    """From the box's top up to the first lane."""
    gutter_inset: float = 14.0
    channel: float = 9.0
    radius: float = 7.0
    anchor_space: float = 11.0

    def space_after(self, kind: BlockKind) -> float:
        """What is left free below a block, apart from a paragraph's own space."""
        if kind in ("title", "headline"):
            return 6.0 * self.scale
        return 16.0 * self.scale if kind == "meta" else 0.0

    def scaled(self, scale: float) -> "Metrics":
        """The same for another text size; the gutters stay as they are."""
        kept = ("scale", "gutter", "gutter_inset", "channel")
        return Metrics(
            scale=scale,
            **{each.name: getattr(self, each.name) * scale for each in fields(self) if each.name not in kept},
        )


class Labels:
    """The scheme's words as the article shows them, in one language."""

    def __init__(self, scheme: LabelScheme, language: str) -> None:
        self.language = language
        self._scheme = scheme
        self._labels: Mapping[str, Label] = {label.name: label for label in scheme.labels}
        self._relations: Mapping[str, RelationLabel] = {label.name: label for label in scheme.relation_labels}

    def are(self, scheme: LabelScheme, language: str) -> bool:
        """Whether these are the words of that scheme in that language."""
        return self.language == language and self._scheme == scheme

    def hue(self, label: str) -> int:
        """The index of the label's hue; the first for a label the scheme lacks."""
        found = self._labels.get(label)
        return found.hue if found else 0

    def tag(self, span: ArticleSpan) -> str:
        """What stands under the span."""
        found = self._labels.get(span.label)
        tag = (found.tag if found else "") or span.label
        return f"{tag} ?" if span.status == "suggested" else tag

    def title(self, label: str) -> str:
        """The span label's full title."""
        found = self._labels.get(label)
        return found.title(self.language) if found else label

    def relation_title(self, label: str) -> str:
        """What stands on the arc."""
        found = self._relations.get(label)
        return found.title(self.language) if found else label

    def describe(self, item: Item) -> str:
        """A tool tip: the label's title and the confidence."""
        title = self.title(item.label) if isinstance(item, ArticleSpan) else self.relation_title(item.label)
        return title if item.confidence is None else f"{title} · {shown_percent(item.confidence)}"

    def is_symmetric(self, relation: ArticleRelation) -> bool:
        """Whether the arc has no direction."""
        found = self._relations.get(relation.label)
        return found is not None and found.symmetric


@dataclass(slots=True)
class Style:
    """One theme at one size. Text widths and laid-out labels are kept once measured."""

    theme: Theme
    metrics: Metrics
    headline_scale: float = 1.0
    """Below 1 for a narrow column."""
    body: QFont = field(init=False)
    minor: QFont = field(init=False)
    headline: QFont = field(init=False)
    meta: QFont = field(init=False)
    tag: QFont = field(init=False)
    tag_suggested: QFont = field(init=False)
    tag_rejected: QFont = field(init=False)
    label: QFont = field(init=False)
    hint: QFont = field(init=False)
    pixels: dict[str, float] = field(init=False)
    """The size of the faces that blocks are set in."""
    _measures: dict[str, tuple[float, float]] = field(init=False)
    _widths: dict[tuple[str, str], float] = field(init=False)
    _texts: dict[tuple[str, str], QStaticText] = field(init=False)
    _fills: dict[tuple[int, bool], QColor] = field(init=False)
    _font_metrics: dict[str, QFontMetricsF] = field(init=False)
    _pens: dict[tuple[int, float, tuple[float, ...], bool], QPen] = field(init=False)

    def __post_init__(self) -> None:
        theme, scale = self.theme, self.metrics.scale
        body, minor = round(BODY_PX * scale * 2) / 2, round(MINOR_PX * scale * 2) / 2
        self.body, self.minor = theme.body_font(body), theme.body_font(minor)
        self.headline = theme.display_font(round(HEADLINE_PX * scale * self.headline_scale))
        self.meta = theme.sans_font(round(12 * scale), QFont.Weight.Medium)
        self.tag = _spaced(theme.sans_font(round(9.5 * scale * 2) / 2, QFont.Weight.Bold), 0.6 * scale)
        self.tag_suggested = _spaced(theme.sans_font(round(9.5 * scale * 2) / 2, QFont.Weight.DemiBold), 0.6 * scale)
        self.tag_rejected = _spaced(theme.sans_font(round(9.5 * scale * 2) / 2, QFont.Weight.DemiBold), 0.6 * scale)
        self.label = theme.sans_font(round(11 * scale * 2) / 2, QFont.Weight.Medium)
        self.hint = theme.sans_font(round(11 * scale * 2) / 2, QFont.Weight.Bold)
        self._widths, self._texts, self._fills, self._measures = {}, {}, {}, {}
        self._font_metrics, self._pens = {}, {}
        self.pixels = {
            "body": body,
            "minor": minor,
            "headline": float(self.headline.pixelSize()),
            "meta": float(self.meta.pixelSize()),
        }

    def font(self, name: str) -> QFont:
        """A font by its role: body, minor, headline, meta, tag, tag_suggested, tag_rejected, label or hint."""
        font: QFont = getattr(self, name)
        return font

    def block_font(self, kind: BlockKind) -> str:
        """The role of the font a block is set in."""
        return {"title": "headline", "headline": "headline", "meta": "meta", "minor": "minor"}.get(kind, "body")

    def measure(self, name: str) -> tuple[float, float]:
        """The (ascent, descent) of a font."""
        found = self._measures.get(name)
        if found is None:
            metrics = self._metrics(name)
            found = self._measures[name] = (metrics.ascent(), metrics.descent())
        return found

    def average_width(self, name: str) -> float:
        """What one character takes on average, for a guess at a paragraph's height."""
        return self.width("average", name, "abcdefghijklmnopqrstuvwxyzeeeaaasssttt    ") / 42

    def text_width(self, name: str, text: str) -> float:
        """How wide a short text is in a font."""
        return self.width(name, name, text)

    def width(self, slot: str, name: str, text: str) -> float:
        """As `text_width`, kept under `slot`."""
        key = (slot, text)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > 4000:
                self._widths.clear()
            found = self._widths[key] = self._metrics(name).horizontalAdvance(text)
        return found

    def elided(self, name: str, text: str, width: float) -> str:
        """The text cut with an ellipsis where it is wider than that."""
        if self.text_width(name, text) <= width:
            return text
        return self._metrics(name).elidedText(text, Qt.TextElideMode.ElideRight, width)

    def static_text(self, name: str, text: str) -> QStaticText:
        """A short text laid out once."""
        key = (name, text)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > 4000:
                self._texts.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            found.prepare(font=self.font(name))
            self._texts[key] = found
        return found

    def fill(self, hue: int, *, confirmed: bool) -> QColor:
        """The fill of a box, opaque: an inner box hides the outer one's."""
        key = (hue, confirmed)
        found = self._fills.get(key)
        if found is None:
            found = self._fills[key] = blend(self.theme.fill(hue, confirmed=confirmed), self.theme.paper)
        return found

    def pen(self, color: QColor, width: float, dashes: tuple[float, ...] = (), *, round_cap: bool = False) -> QPen:
        """A pen; the dashes count widths. It is shared: nobody changes it."""
        key = (color.rgba(), width, dashes, round_cap)
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = QPen(color, width * self.metrics.scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_cap else Qt.PenCapStyle.FlatCap)
            if dashes:
                pen.setDashPattern(list(dashes))
        return pen

    def _metrics(self, name: str) -> QFontMetricsF:
        found = self._font_metrics.get(name)
        if found is None:
            found = self._font_metrics[name] = QFontMetricsF(self.font(name))
        return found


def _spaced(font: QFont, pixels: float) -> QFont:
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, pixels)
    return font
