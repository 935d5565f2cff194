"""A label scheme as it will look: each label's key, colours and title, then the relations and what they join."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.ui.dialogs.frame import theme_of
from annotator.ui.icons import draw_icon
from annotator.ui.panels.labels import paint_swatch
from annotator.ui.panels.painting import draw_key_cap
from annotator.ui.wording import translate

ROW = 30.0
RELATION_ROW = 42.0
MARGIN = 14.0


class SchemePreview(QWidget):
    """Paints a scheme, titles in one language; as high as it needs."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._scheme = LabelScheme()
        self.setAccessibleName(translate("SchemePreview", "Labels of the scheme"))

    @property
    def scheme(self) -> LabelScheme:
        """What is shown."""
        return self._scheme

    def set_scheme(self, scheme: LabelScheme) -> None:
        """Show another scheme."""
        self._scheme = scheme
        titles = [label.title(self._language) for label in scheme.labels]
        titles += [relation.title(self._language) for relation in scheme.relation_labels]
        self.setAccessibleDescription(", ".join(titles))
        label_rows = (len(scheme.labels) + 1) // 2
        height = 2 * MARGIN + label_rows * ROW
        if scheme.relation_labels:
            height += 16 + len(scheme.relation_labels) * RELATION_ROW
        self.setMinimumHeight(round(height))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        key_font = theme.sans_font(11.5, QFont.Weight.DemiBold)
        title_font = theme.sans_font(13, QFont.Weight.Medium)
        small = theme.sans_font(11.5)
        column = (self.width() - 2 * MARGIN) / 2
        rows = (len(self._scheme.labels) + 1) // 2
        for place, label in enumerate(self._scheme.labels):
            left = MARGIN + (place // rows) * column
            middle = MARGIN + (place % rows + 0.5) * ROW
            if label.key:
                draw_key_cap(painter, left, middle, label.key.upper(), theme, key_font)
            paint_swatch(painter, QRectF(left + 30, middle - 8, 23, 16), theme.hue(label.hue), theme.fill(label.hue))
            _draw(painter, label.title(self._language), title_font, theme.ink, left + 62, middle, column - 70)
        top = MARGIN + rows * ROW + 16
        for place, relation in enumerate(self._scheme.relation_labels):
            middle = top + place * RELATION_ROW + 11
            if relation.key:
                draw_key_cap(painter, MARGIN, middle, relation.key.upper(), theme, key_font)
            draw_icon(painter, "relation", QRectF(MARGIN + 29, middle - 11, 24, 22), theme.muted)
            room = self.width() - 2 * MARGIN - 62
            _draw(painter, relation.title(self._language), title_font, theme.ink, MARGIN + 62, middle, room)
            _draw(painter, pairs_text(relation), small, theme.muted, MARGIN + 62, middle + 17, room)
        painter.end()


def pairs_text(relation: RelationLabel) -> str:
    """What a relation may join: "PER → ORG, LOC", or any pair."""
    if not relation.legal:
        return translate("SchemePreview", "between any two labels")
    ends: dict[str, list[str]] = {}
    for head, child in relation.legal:
        ends.setdefault(head, []).append(child)
    arrow = " ↔ " if relation.symmetric else " → "
    return " · ".join(head + arrow + ", ".join(children) for head, children in ends.items())


def _draw(painter: QPainter, text: str, font: QFont, color: QColor, left: float, middle: float, room: float) -> None:
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(color)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))
    painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), shown)
