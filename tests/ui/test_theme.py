"""The two themes: complete, readable, told apart without colour vision."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QTabBar, QTableWidget
from pytestqt.qtbot import QtBot

from annotator.paths import resource
from annotator.ui import theme as themes
from annotator.ui.style_sheet import style_sheet
from annotator.ui.theme import Theme, blend, contrast, load_theme, theme_from_toml


@pytest.fixture(params=themes.THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_tags_on_paper_have_contrast_of_at_least_5_8(theme: Theme) -> None:
    for hue in theme.hues:
        assert contrast(hue, theme.paper) >= 5.8, hue.name()


def test_text_on_a_confirmed_fill_has_contrast_of_at_least_8(theme: Theme) -> None:
    for index in range(len(theme.hues)):
        assert contrast(theme.ink, blend(theme.fill(index), theme.paper)) >= 8


def test_arcs_have_contrast_of_at_least_4_8(theme: Theme) -> None:
    for ground in (theme.paper, theme.window):
        assert contrast(theme.arc, ground) >= 4.8
        assert contrast(theme.accent, ground) >= 4.8


def test_interface_text_has_contrast_of_at_least_4_5(theme: Theme) -> None:
    for ground in (theme.window, theme.panel, theme.hover, theme.accent_soft):
        assert contrast(theme.ink, ground) >= 8
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5
    for color in (theme.good, theme.warn, theme.bad):
        assert contrast(color, theme.window) >= 4.5
    assert contrast(theme.accent_ink, theme.accent) >= 4.5
    assert contrast(theme.hint_ink, theme.hint_fill) >= 8
    for ground in (theme.selection, theme.match):
        assert contrast(theme.ink, ground) >= 7


def test_marks_that_are_no_text_have_contrast_of_at_least_3(theme: Theme) -> None:
    assert contrast(theme.faint, theme.paper) >= 3


_DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
_PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))


def _seen(color: QColor, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """CIELAB of the colour as a colour-blind reader sees it (Machado, Oliveira & Fernandes 2009, severity 1)."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    rgb = [linear(value) for value in (color.redF(), color.greenF(), color.blueF())]
    r, g, b = (min(1.0, max(0.0, sum(m * v for m, v in zip(row, rgb, strict=True)))) for row in matrix)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("matrix", [_DEUTERANOPIA, _PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_hues_of_the_commonest_labels_stay_apart_for_colour_blind_readers(
    theme: Theme, matrix: tuple[tuple[float, ...], ...]
) -> None:
    """The first three (person, organisation, place) must differ; the others have their tags too."""
    colors = [_seen(hue, matrix) for hue in theme.hues]
    for one in range(3):
        for other in range(one):
            distance = sum((a - b) ** 2 for a, b in zip(colors[one], colors[other], strict=True)) ** 0.5
            assert distance >= 12, (theme.hues[one].name(), theme.hues[other].name(), distance)


def test_every_hue_differs_from_every_other(theme: Theme) -> None:
    assert len({hue.name() for hue in theme.hues}) == 8


def test_dark_is_dark_and_light_is_light() -> None:
    assert load_theme("dark").dark
    assert not load_theme("light").dark
    assert load_theme("dark").paper.lightnessF() < 0.2 < 0.8 < load_theme("light").paper.lightnessF()


def test_fill_of_a_suggestion_is_fainter_than_of_a_confirmed_span(theme: Theme) -> None:
    assert theme.fill(0, confirmed=False).alphaF() < theme.fill(0).alphaF() / 2


def test_hue_index_beyond_the_last_starts_again(theme: Theme) -> None:
    assert theme.hue(9) == theme.hue(1)


def test_missing_role_is_named() -> None:
    text = resource("themes", "light.toml").read_text(encoding="utf-8").replace('paper = "#fffefc"', "")
    with pytest.raises(ValueError, match="paper"):
        theme_from_toml(text)


def test_bad_colour_is_named() -> None:
    text = resource("themes", "light.toml").read_text(encoding="utf-8").replace("#e4e0d9", "beigeish")
    with pytest.raises(ValueError, match="rule"):
        theme_from_toml(text)


def test_seven_hues_are_refused() -> None:
    text = resource("themes", "light.toml").read_text(encoding="utf-8").replace(', "#5a6412"', "")
    with pytest.raises(ValueError, match="hues"):
        theme_from_toml(text)


def test_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        load_theme("sepia")


def test_bundled_families_are_the_ones_drawn(qapp: QApplication) -> None:
    assert themes.load_fonts() >= 6
    theme = load_theme("light")
    assert QFontInfo(theme.body_font(18)).family() == theme.body_family
    assert QFontInfo(theme.display_font(32)).family() == theme.display_family
    assert QFontInfo(theme.sans_font()).family() == theme.sans_family


def test_fonts_missing_is_no_failure(qapp: QApplication, tmp_path: object) -> None:
    assert themes.load_fonts(resource("no-such-folder")) == 0


def test_fonts_are_not_hinted(qapp: QApplication, theme: Theme) -> None:
    for font in (theme.body_font(18), theme.body_font(18.5), theme.display_font(30), theme.sans_font()):
        assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting


def test_system_theme_follows_the_systems_colour_scheme(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Dark)
    try:
        dark = themes.system_theme_name()
    finally:
        hints.unsetColorScheme()
    if hints.colorScheme() != Qt.ColorScheme.Dark and dark == "light":
        pytest.skip("this platform plug-in has no colour scheme")
    assert dark == "dark"
    assert themes.resolved_theme_name("light") == "light"


def test_style_sheet_parses_in_both_themes(qapp: QApplication, theme: Theme) -> None:
    themes.apply_theme(qapp, theme)
    assert qapp.palette().window().color() == theme.window
    assert "$" not in qapp.styleSheet()


def test_the_mark_of_an_order_leaves_the_heading_to_be_read(qtbot: QtBot, theme: Theme) -> None:
    table = QTableWidget(0, 1)
    qtbot.addWidget(table)
    table.setStyleSheet(style_sheet(theme))
    table.setHorizontalHeaderLabels(["Seen"])
    table.horizontalHeaderItem(0).setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    head = table.horizontalHeader()
    pictures = []
    for shown in (False, True):
        head.setSortIndicatorShown(shown)
        head.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        pictures.append(head.grab().toImage())
    without, marked = pictures
    assert without != marked
    half = head.fontMetrics().capHeight() // 2
    middle = without.height() // 2
    band = QRect(0, middle - half, without.width(), 2 * half)
    assert without.copy(band) == marked.copy(band)


def test_a_tab_with_the_keyboard_is_tinted_without_a_frame_through_its_text(qtbot: QtBot, theme: Theme) -> None:
    bar = QTabBar()
    qtbot.addWidget(bar)
    bar.setStyleSheet(style_sheet(theme))
    bar.addTab("")
    bar.resize(bar.sizeHint())
    with qtbot.waitExposed(bar):
        bar.show()
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bar.hasFocus)
    image = bar.grab().toImage()
    inside = bar.tabRect(0).adjusted(6, 4, -6, -4)
    colors = {
        image.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }
    assert colors == {theme.accent_soft.name()}
