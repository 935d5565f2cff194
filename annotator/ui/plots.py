"""Charts in the program's own look, drawn by pyqtgraph: in the ledger, and to a picture for `pressmark simulate --plot`.

Importing this module costs a third of a second (pyqtgraph, NumPy): only what shows a chart does.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.model.chart import Chart, Curve, Numbers, nearest, written
from annotator.model.errors import StoreError
from annotator.ui.theme import SANS_FAMILY, Theme, apply_theme, load_fonts, load_theme, make_font
from annotator.ui.wording import shown_percent

KEYS_A_ROW = 2
PLOT_HEIGHT = 190
POINT, LEAST_POINT, MOST_POINT = 7.0, 6.0, 20.0
"""Diameters in pixels."""
FEW_POINTS = 40
"""Up to so many, a curve's points are marked."""


class ChartView(QWidget):
    """A chart: its title, what its curves are called, the plot, and what it says at one place.

    The mouse picks the place, or ← and → (Home, End) once it has the keyboard.
    """

    def __init__(self, theme: Theme, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart = chart
        self._xs = chart.xs()
        self._place: int | None = None
        self.title = _label(chart.title, theme.ink, 14, QFont.Weight.DemiBold)
        self.readout = _label("", theme.muted, 12)
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setContentsMargins(2, 0, 2, 0)
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.readout)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.spoken())
        if chart.empty:
            note = _label(chart.note, theme.muted, 13)
            note.setWordWrap(True)
            note.setAlignment(Qt.AlignmentFlag.AlignCenter)
            note.setMinimumHeight(PLOT_HEIGHT)
            layout.addWidget(note, 1)
            return
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        legend = QGridLayout()
        legend.setContentsMargins(2, 0, 2, 0)
        legend.setHorizontalSpacing(14)
        legend.setVerticalSpacing(0)
        legend.setColumnStretch(KEYS_A_ROW, 1)
        named = [curve for curve in chart.curves if curve.points and curve.name]
        for at, curve in enumerate(named):
            legend.addWidget(_Key(theme, curve, self), at // KEYS_A_ROW, at % KEYS_A_ROW)
        layout.addLayout(legend)
        self.plot = self._plot()
        layout.addWidget(self.plot, 1)
        below = _label(chart.x_title, theme.muted, 11.5, align=Qt.AlignmentFlag.AlignHCenter)
        below.setWordWrap(True)
        layout.addWidget(below)

    def _plot(self) -> pg.PlotWidget:
        theme, chart = self._theme, self._chart
        plot = pg.PlotWidget(self, background=theme.panel)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setMinimumHeight(PLOT_HEIGHT)
        plot.setAntialiasing(True)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        item = plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.getViewBox().setMouseEnabled(x=False, y=False)
        item.layout.setContentsMargins(0, 4, 18, 0)
        (left, right), (low, high) = chart.bounds()
        item.getViewBox().setXRange(left, right, padding=0.03)
        item.getViewBox().setYRange(low, high, padding=0.05)
        for side, numbers, grid in (("left", chart.y, True), ("bottom", chart.x, False)):
            self._dress(item.getAxis(side), numbers, grid=grid)
        if chart.diagonal:
            item.addItem(pg.PlotDataItem([0, 1], [0, 1], pen=_pen(theme.faint, 1.2, dashed=True), antialias=True))
        for curve in chart.curves:
            if curve.points:
                self._add(item, curve)
        self._line = pg.InfiniteLine(angle=90, movable=False, pen=_pen(theme.key_edge, 1))
        self._line.setVisible(False)
        self._line.setZValue(-5)
        item.addItem(self._line, ignoreBounds=True)
        plot.scene().sigMouseMoved.connect(self._on_mouse)
        return plot

    def _dress(self, axis: pg.AxisItem, numbers: Numbers, *, grid: bool) -> None:
        theme = self._theme
        axis.setStyle(
            tickFont=make_font(SANS_FAMILY, 11.5),
            tickLength=0,
            tickTextOffset=8,
            maxTickLevel=0,
            hideOverlappingLabels=False,
            autoExpandTextSpace=True,
        )
        axis.setTextPen(theme.muted)
        axis.setPen(pg.mkPen(None) if grid else _pen(theme.rule, 1))
        if grid:
            axis.setTickPen(_pen(theme.rule, 1))
            axis.setGrid(255)
        axis.setZValue(-10)  # under the curves
        axis.enableAutoSIPrefix(False)
        if numbers == "plain" and not grid:
            spacing_of = axis.tickSpacing
            # there is no half an article
            axis.tickSpacing = lambda *ends: [each for each in spacing_of(*ends) if each[0] >= 1] or [(1.0, 0.0)]
        axis.tickStrings = lambda values, scale, spacing: [_tick(value, spacing, numbers) for value in values]

    def _add(self, item: pg.PlotItem, curve: Curve) -> None:
        color = color_of(self._theme, curve)
        xs, ys = [x for x, _ in curve.points], [y for _, y in curve.points]
        if curve.joined:
            line = pg.PlotDataItem(xs, ys, pen=_pen(color, 2, dashed=curve.dashed), antialias=True)
            item.addItem(line)
        if curve.weights or not curve.joined or len(xs) <= FEW_POINTS:
            largest = max(curve.weights, default=1.0) or 1.0
            sizes = [
                LEAST_POINT + (MOST_POINT - LEAST_POINT) * (weight / largest) ** 0.5 for weight in curve.weights
            ] or [POINT] * len(xs)
            fill = QColor(color)
            fill.setAlphaF(0.28 if curve.weights else 1.0)
            edge = _pen(color, 1.6) if curve.weights else _pen(self._theme.panel, 1.5)
            item.addItem(pg.ScatterPlotItem(xs, ys, size=sizes, pen=edge, brush=fill, antialias=True))

    def show_at(self, place: int | None) -> None:
        """Say what the curves are at one of the chart's places, from 0; None says nothing any more."""
        if self._chart.empty or place == self._place:
            return
        self._place = place
        self._line.setVisible(place is not None)
        if place is None:
            self.readout.setText("")
            return
        x = self._xs[place]
        self._line.setValue(x)
        values = [f"{name} {_shown(y, self._chart.y)}".strip() for name, y in self._chart.at(x)]
        self.readout.setText(f"{_shown(x, self._chart.x)}: {' · '.join(values)}")
        self.setAccessibleDescription(self.readout.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._xs) - 1
        here = last + 1 if self._place is None else self._place
        places = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Right: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None or self._chart.empty:
            super().keyPressEvent(event)
        else:
            self.show_at(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.show_at(None)
        if not self._chart.empty:
            self.setAccessibleDescription(self._chart.spoken())
        self.update()

    def _on_mouse(self, position: QPointF) -> None:
        box = self.plot.getPlotItem().getViewBox()
        inside = box.sceneBoundingRect().contains(position)
        self.show_at(nearest(self._xs, box.mapSceneToView(position).x()) if inside else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.accent if focused else self._theme.rule, 1.5 if focused else 1))
        painter.setBrush(self._theme.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()


class _Key(QWidget):
    """What a curve is called, behind a piece of it."""

    def __init__(self, theme: Theme, curve: Curve, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._curve = curve
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 0, 0)
        row.addWidget(_label(curve.name, theme.muted, 12))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = color_of(self._theme, self._curve)
        middle = self.height() / 2
        if self._curve.joined:
            painter.setPen(_pen(color, 2, dashed=self._curve.dashed))
            painter.drawLine(QPointF(1, middle), QPointF(15, middle))
        else:
            painter.setPen(_pen(color, 1.6))
            color.setAlphaF(0.28)
            painter.setBrush(color)
            painter.drawEllipse(QPointF(8, middle), 4.5, 4.5)
        painter.end()


def color_of(theme: Theme, curve: Curve) -> QColor:
    """A curve's colour in that theme."""
    return QColor(theme.accent if curve.hue == -1 else theme.muted if curve.hue < 0 else theme.hue(curve.hue))


def save_plot(
    charts: Sequence[Chart], path: Path, *, theme: str = "light", size: tuple[int, int] = (1200, 780)
) -> None:
    """Draw charts, two beside each other, to a PNG file of at least that many pixels. Needs no display: the platform may be offscreen.

    Raises StoreError where the file cannot be written.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    chosen = load_theme(theme)
    load_fonts()
    apply_theme(app, chosen)
    sheet = QWidget()
    sheet.setAutoFillBackground(True)
    grid = QGridLayout(sheet)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setSpacing(16)
    columns = 1 if len(charts) == 1 else 2
    for number, chart in enumerate(charts):
        row, column = divmod(number, columns)
        alone = column == 0 and number == len(charts) - 1
        grid.addWidget(ChartView(chosen, chart), row, column, 1, columns if alone else 1)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    sheet.resize(*size)
    sheet.ensurePolished()
    drawn = sheet.grab()
    sheet.deleteLater()
    if not drawn.save(str(path), "PNG"):
        raise StoreError(f"{path}: the picture cannot be written there; check the folder and its permissions")


def _shown(value: float, numbers: Numbers) -> str:
    if numbers == "percent":
        return shown_percent(value)
    return written(value, numbers).replace(".", QLocale().decimalPoint())


def _tick(value: float, spacing: float, numbers: Numbers) -> str:
    if numbers == "percent":
        return shown_percent(value)
    return QLocale().toString(value, "f", 0 if spacing >= 1 else 1 if spacing >= 0.1 else 2)


def _pen(color: QColor, width: float, *, dashed: bool = False) -> QPen:
    pen = QPen(color, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([2.6, 2.6])
    return pen


def _label(
    text: str,
    color: QColor,
    px: float,
    weight: QFont.Weight = QFont.Weight.Normal,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> QLabel:
    label = QLabel(text)
    label.setStyleSheet(f"color: {color.name()}; background: transparent;")
    label.setFont(make_font(SANS_FAMILY, px, weight))
    label.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
    return label
