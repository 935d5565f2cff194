"""The card at the top right: what has the focus, how sure the model is, and the two decisions."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui.icons import draw_icon
from annotator.ui.panels.focus_card import FocusCard, percent
from annotator.ui.panels.painting import draw_bar, draw_chip
from annotator.ui.theme import Theme

CARD_HEIGHT = 242
_PAD = 17.0
_BUTTON_TOP = 130
_BUTTON_HEIGHT = 35
_LINE = 18.0
_ROWS_WITH_BUTTONS = 3
_ROWS = 5
"""How many lines there is room for below the label."""


def card_lines(card: FocusCard, font: QFont, width: float) -> list[str]:
    """The lines below the label, each within that many pixels: the hint has those that what follows it leaves."""
    metrics = QFontMetricsF(font)
    after = [line for line in (card.calibrated, card.source) if line]
    rows = _ROWS_WITH_BUTTONS if _has_buttons(card) else _ROWS
    lines = [*_wrapped(card.hint, metrics, width, rows - len(after)), *after]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def text_lines(text: str, font: QFont, small: QFont, width: float) -> tuple[QFont, list[str]]:
    """The words in focus in one line of `font` where they fit in so many pixels, else in up to two of the `small` one."""
    if QFontMetricsF(font).horizontalAdvance(text) <= width:
        return font, [text]
    metrics = QFontMetricsF(small)
    lines = _wrapped(text, metrics, width, 2)
    return small, [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width) for line in lines]


def _wrapped(text: str, metrics: QFontMetricsF, width: float, rows: int) -> list[str]:
    """A text in that many lines at most; the last one takes what is left, whatever its width."""
    lines: list[str] = []
    for word in text.split(" ") if text else ():  # not at the blanks that keep French signs with their words
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) >= rows or metrics.horizontalAdvance(longer) <= width):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _has_buttons(card: FocusCard) -> bool:
    return card.kind in ("suggestion", "confirmed")


class CardButton(QAbstractButton):
    """A button with its key drawn at its right end."""

    def __init__(self, theme: Theme, key_icon: str, *, primary: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key_icon = key_icon
        self._primary = primary
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(112, _BUTTON_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        enabled = self.isEnabled()
        filled = self._primary and enabled
        ground = QColor(theme.accent if filled else theme.window)
        if self.isDown():
            ground = ground.darker(112)
        elif self.underMouse() and enabled:
            ground = ground.darker(106) if filled else theme.hover
        painter.setBrush(ground)
        edge = theme.accent if filled or self.hasFocus() else theme.key_edge if enabled else theme.rule
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(rect, 8, 8)
        ink = theme.accent_ink if filled else theme.ink if enabled else theme.faint
        font = theme.sans_font(13, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(ink)
        middle = rect.center().y()
        wide = metrics.horizontalAdvance(self.text())
        pad = 13.0 if wide <= rect.width() - 44 else 8.0
        room = rect.width() - 2 * pad
        if wide <= room - 18:
            muted = theme.accent_ink if filled else theme.muted if enabled else theme.faint
            draw_icon(painter, self._key_icon, QRectF(rect.right() - pad - 14, middle - 7.5, 15, 15), muted)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(pad, middle + metrics.capHeight() / 2), text)
        painter.end()


class Inspector(QWidget):
    """Shows a `FocusCard`. Always as high: nothing below it moves when the focus does."""

    primary_requested = Signal()
    """Accept a suggestion, or go on from what is confirmed."""
    secondary_requested = Signal()
    """Reject a suggestion, or delete what is confirmed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = FocusCard("empty", "")
        self._primary = CardButton(theme, "enter", primary=True, parent=self)
        self._secondary = CardButton(theme, "backspace", primary=False, parent=self)
        self._primary.clicked.connect(self.primary_requested)
        self._secondary.clicked.connect(self.secondary_requested)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(CARD_HEIGHT)
        self.set_card(self._card)

    @property
    def first_button(self) -> CardButton:
        """Where the keyboard enters the card."""
        return self._primary

    @property
    def card(self) -> FocusCard:
        """What is shown."""
        return self._card

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme
        self._primary.set_theme(theme)
        self._secondary.set_theme(theme)
        self.update()

    def set_card(self, card: FocusCard, *, decide: bool = True) -> None:
        """Show something else; `decide` is whether the buttons may decide about it."""
        suggestion = card.kind == "suggestion"
        self._primary.setText(self.tr("Accept") if suggestion else self.tr("Next"))
        self._secondary.setText(self.tr("Delete") if card.kind == "confirmed" else self.tr("Reject"))
        self._primary.setEnabled(decide or not suggestion)
        self._secondary.setEnabled(decide)
        self._primary.setVisible(_has_buttons(card))
        self._secondary.setVisible(_has_buttons(card))
        self._primary.setAccessibleName(self._primary.text())
        self._secondary.setAccessibleName(self._secondary.text())
        if card != self._card:
            self._card = card
            self.update()
        self.setAccessibleName(self.tr("Inspector"))
        self.setAccessibleDescription(card.spoken())

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = (self.width() - 2 * _PAD - 10) / 2
        self._primary.setGeometry(round(_PAD), _BUTTON_TOP, round(width), _BUTTON_HEIGHT)
        self._secondary.setGeometry(round(_PAD + width + 10), _BUTTON_TOP, round(width), _BUTTON_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, card = self._theme, self._card
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.rule, 1))
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(rect, 12, 12)
        left, right = _PAD, rect.right() - _PAD
        caption = theme.sans_font(11, QFont.Weight.DemiBold)
        caption.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        painter.setFont(caption)
        painter.setPen(theme.muted)
        painter.drawText(QPointF(left, 27), card.caption.upper())
        if card.child_text:
            self._paint_ends(painter, left, right)
        else:
            self._paint_text(painter, left, right)
        self._paint_label(painter, left, right)
        small = theme.sans_font(11.5)
        painter.setFont(small)
        painter.setPen(theme.muted)
        # without buttons the card would end in a hole: what there is to say goes up
        top = 186.0 if _has_buttons(card) else 150.0
        for line in card_lines(card, small, right - left):
            painter.drawText(QPointF(left, top), line)
            top += _LINE
        painter.end()

    def _paint_text(self, painter: QPainter, left: float, right: float) -> None:
        font, lines = text_lines(self._card.text, self._theme.body_font(19), self._theme.body_font(15), right - left)
        painter.setFont(font)
        painter.setPen(self._theme.ink)
        for line, base in zip(lines, (58,) if len(lines) == 1 else (49, 69), strict=True):
            painter.drawText(QPointF(left, base), line)

    def _paint_ends(self, painter: QPainter, left: float, right: float) -> None:
        font = self._theme.body_font(15)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.ink)
        head = metrics.elidedText(self._card.text, Qt.TextElideMode.ElideMiddle, right - left)
        child = metrics.elidedText(self._card.child_text, Qt.TextElideMode.ElideMiddle, right - left - 20)
        painter.drawText(QPointF(left, 49), head)
        draw_icon(painter, "right", QRectF(left, 57, 13, 13), self._theme.muted)
        painter.setPen(self._theme.ink)
        painter.drawText(QPointF(left + 20, 69), child)

    def _paint_label(self, painter: QPainter, left: float, right: float) -> None:
        theme, card = self._theme, self._card
        if not card.label:
            return
        middle = 91.0
        color = theme.accent if card.hue is None else theme.hue(card.hue)
        fill = QColor(theme.accent_soft) if card.hue is None else theme.fill(card.hue)
        if card.kind == "rejected":
            color, fill = theme.muted, theme.hover
        title_font, font = theme.sans_font(12.5, QFont.Weight.DemiBold), theme.sans_font(11.5)
        metrics = QFontMetricsF(font)
        short = percent(card.score or 0.0)
        room = right - left - (metrics.horizontalAdvance(short) + 8 if card.confidence else 0.0)
        chip = draw_chip(painter, left, middle, card.label, color, fill, title_font, room)
        if card.confidence:
            painter.setFont(font)
            painter.setPen(theme.muted)
            text = card.confidence
            if left + chip + 8 + metrics.horizontalAdvance(text) > right:
                text = short
            x = right - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x, middle + metrics.capHeight() / 2), text)
        if card.score is not None:
            draw_bar(painter, QRectF(left, 113, right - left, 4), card.score, color, theme.track)
