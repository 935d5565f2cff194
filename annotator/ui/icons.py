"""The program's icons: SVG drawings in `resources/icons`, in a theme's colour."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.paths import resource


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))


def draw_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw an icon into a (logical) rectangle. Raises FileNotFoundError where there is no icon of that name."""
    _renderer(name, color.name()).render(painter, rect)


@lru_cache(maxsize=256)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a square pixmap of `size` logical pixels; `color` as in "#3552d1"."""
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, color).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result


def icon(name: str, color: QColor, *, disabled: QColor | None = None, size: int = 18) -> QIcon:
    """An icon for buttons and menus, sharp at 100 and 200 %."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, color.name(), size, ratio))
        if disabled is not None:
            result.addPixmap(pixmap(name, disabled.name(), size, ratio), QIcon.Mode.Disabled)
    return result


def app_icon() -> QIcon:
    """The program's own icon."""
    result = QIcon()
    for size in (16, 32, 64, 128):
        result.addPixmap(pixmap("pressmark", "#000000", size))
    return result
