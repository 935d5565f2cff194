"""Light and dark: the named colours and fonts that every part of the window paints with."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.model.label_scheme import HUES
from annotator.paths import resource

THEMES = ("light", "dark")
BODY_FAMILY = "Noto Serif"
DISPLAY_FAMILY = "Noto Serif Display"
SANS_FAMILY = "Inter"
INTERFACE_PX = 13


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. Colours are opaque; alphas are for fills over `paper`."""

    name: str
    dark: bool
    paper: QColor
    """Under the article."""
    window: QColor
    """Under the panels."""
    panel: QColor
    """Cards, fields and menus."""
    ink: QColor
    muted: QColor
    """Second-rank text: readable, 4.5 on every ground."""
    faint: QColor
    """Marks that are not text to read: empty rings, rejected underlines."""
    rule: QColor
    track: QColor
    """The part of a bar that is not full."""
    hover: QColor
    accent: QColor
    accent_ink: QColor
    """Text on `accent`."""
    accent_soft: QColor
    halo: QColor
    arc: QColor
    good: QColor
    warn: QColor
    bad: QColor
    hint_fill: QColor
    hint_ink: QColor
    selection: QColor
    """Under a run of tokens, and under selected text in fields."""
    match: QColor
    """Under what a search found."""
    key_edge: QColor
    scroll: QColor
    hues: tuple[QColor, ...]
    """Eight; `Label.hue` indexes them."""
    confirmed_alpha: float
    suggested_alpha: float
    body_family: str = BODY_FAMILY
    display_family: str = DISPLAY_FAMILY
    sans_family: str = SANS_FAMILY

    def hue(self, index: int) -> QColor:
        """The hue of a label; indexes beyond the eighth start again."""
        return self.hues[index % len(self.hues)]

    def fill(self, index: int, *, confirmed: bool = True) -> QColor:
        """The fill of a span of that hue, transparent as its state says."""
        color = QColor(self.hue(index))
        color.setAlphaF(self.confirmed_alpha if confirmed else self.suggested_alpha)
        return color

    def body_font(self, px: float, *, bold: bool = False, italic: bool = False) -> QFont:
        """The article's text face at a size in (logical) pixels."""
        return make_font(self.body_family, px, QFont.Weight.Bold if bold else QFont.Weight.Normal, italic=italic)

    def display_font(self, px: float) -> QFont:
        """The headline's face."""
        return make_font(self.display_family, px, QFont.Weight.Bold)

    def sans_font(self, px: float = INTERFACE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The interface's face."""
        return make_font(self.sans_family, px, weight)


def make_font(family: str, px: float, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False) -> QFont:
    """A font without hinting, so that a line is as wide at 100 % as at 200 %. Half pixels are kept."""
    font = QFont([family, _FALLBACKS[family]] if family in _FALLBACKS else [family])
    if px == int(px):
        font.setPixelSize(int(px))
    else:
        screens = QGuiApplication.screens()
        font.setPointSizeF(px * 72.0 / (screens[0].logicalDotsPerInchY() if screens else 96.0))
    font.setWeight(weight)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


_FALLBACKS = {BODY_FAMILY: "serif", DISPLAY_FAMILY: BODY_FAMILY, SANS_FAMILY: "sans-serif"}


def load_fonts(folder: Path | None = None) -> int:
    """Register the fonts that come with the program; how many files were taken. Needs a QGuiApplication.

    Without them the families fall back to what the system has.
    """
    root = folder or resource("fonts")
    if not root.is_dir():
        return 0
    files = sorted(path for path in root.rglob("*") if path.suffix.lower() in (".ttf", ".otf"))
    return sum(QFontDatabase.addApplicationFont(str(path)) >= 0 for path in files)


@cache
def load_theme(name: str) -> Theme:
    """Read `resources/themes/<name>.toml`. Raises ValueError for a name or a file that is not a theme."""
    if name not in THEMES:
        raise ValueError(f"no theme is called {name!r}; there are {', '.join(THEMES)}")
    path = resource("themes", f"{name}.toml")
    return theme_from_toml(path.read_text(encoding="utf-8"), origin=path.name)


def theme_from_toml(text: str, *, origin: str = "theme") -> Theme:
    """A theme from its TOML. Raises ValueError, naming the role, where one is missing or is no colour."""
    data: Mapping[str, Any] = tomllib.loads(text)
    colors = dict(data.get("colors", {}))
    alphas = data.get("alphas", {})
    roles: dict[str, QColor] = {}
    for field in fields(Theme):
        if field.type is QColor:
            roles[field.name] = _color(colors.get(field.name), field.name, origin)
    hues = tuple(_color(value, "hues", origin) for value in colors.get("hues", ()))
    if len(hues) != HUES:
        raise ValueError(f"{origin}: `hues` needs {HUES} colours, it has {len(hues)}")
    return Theme(
        name=str(data.get("name", origin)),
        dark=bool(data.get("dark", False)),
        hues=hues,
        confirmed_alpha=float(alphas.get("confirmed", 0.15)),
        suggested_alpha=float(alphas.get("suggested", 0.045)),
        **roles,  # type: ignore[arg-type]
    )


def _color(value: object, role: str, origin: str) -> QColor:
    color = QColor(value) if isinstance(value, str) else QColor()
    if not color.isValid():
        raise ValueError(f"{origin}: `{role}` must be a colour such as #2459c4")
    return color


def system_theme_name() -> str:
    """ "dark" or "light", as the system is set now; `QGuiApplication.styleHints().colorSchemeChanged` tells of a change."""
    dark = isinstance(QCoreApplication.instance(), QGuiApplication) and (
        QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    return "dark" if dark else "light"


def resolved_theme_name(setting: str) -> str:
    """The theme for the setting "system", "light" or "dark"."""
    return setting if setting in THEMES else system_theme_name()


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's own roles, for what the style draws by itself."""
    role = QPalette.ColorRole
    result = QPalette()
    for name, color in (
        (role.Window, theme.window),
        (role.WindowText, theme.ink),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.hover),
        (role.Text, theme.ink),
        (role.PlaceholderText, theme.muted),
        (role.Button, theme.window),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.bad),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_ink),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.ink),
        (role.Accent, theme.accent),
        (role.Light, theme.panel),
        (role.Midlight, theme.hover),
        (role.Mid, theme.rule),
        (role.Dark, theme.key_edge),
        (role.Shadow, theme.faint),
    ):
        result.setColor(name, color)
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, theme.faint)
    return result


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Make the whole program look like the theme: style, palette, font and style sheet."""
    from annotator.ui.style_sheet import style_sheet

    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setFont(theme.sans_font())
    app.setStyleSheet(style_sheet(theme))


def relative_luminance(color: QColor) -> float:
    """WCAG 2.2's relative luminance, 0..1."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2's contrast ratio of two opaque colours, 1..21."""
    light, dark = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(over: QColor, under: QColor) -> QColor:
    """What a transparent colour looks like on an opaque one."""
    alpha = over.alphaF()
    return QColor.fromRgbF(
        over.redF() * alpha + under.redF() * (1 - alpha),
        over.greenF() * alpha + under.greenF() * (1 - alpha),
        over.blueF() * alpha + under.blueF() * (1 - alpha),
    )
