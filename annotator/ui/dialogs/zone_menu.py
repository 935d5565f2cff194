"""Choosing the zone of a paragraph, or of the words that are selected."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from annotator.model.cursor import TokenRun
from annotator.model.document import Zone
from annotator.model.zones import KINDS, innermost
from annotator.ui.article.blocks import paragraph_extents
from annotator.ui.session import Extent, Session
from annotator.ui.wording import translate
from annotator.ui.zone_words import zone_title

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


def zone_extent(session: Session) -> Extent | None:
    """What a zone is set for: several selected words, else the paragraph that has the focus, blanks left out."""
    extent = session.focus_extent()
    if session.article is None or session.tokens is None or extent is None:
        return None
    start, end = extent
    if isinstance(session.focus, TokenRun) and session.tokens.at(start) != (start, end):
        return extent
    text = session.article.document.text
    for first, last in paragraph_extents(text):
        if first <= start <= last and text[first:last].strip():
            inside = text[first:last]
            return last - len(inside.lstrip()), first + len(inside.rstrip())
    return None


class ZoneMenu(QMenu):
    """One row a kind of zone, the present one ticked, and one to take the zone away."""

    def __init__(self, window: "MainWindow", extent: Extent, *, zone: Zone | None = None) -> None:
        """For an extent, or with `zone` for that one, whatever lies within it."""
        super().__init__(window)
        self._session = window.session
        self._extent = extent
        self._zone = zone
        article = window.session.article
        assert article is not None
        now = innermost(article.document.zones, extent[0]) if zone is None else zone
        for row in KINDS:
            action = self.addAction(zone_title(row))
            action.setData(row)
            action.setCheckable(True)
            action.setChecked(now is not None and row == now.kind)
        self.addSeparator()
        self.addAction(translate("Zones", "No zone")).setData("")
        self.triggered.connect(lambda action: self.choose(action.data()))
        self.aboutToHide.connect(self.deleteLater)

    def choose(self, kind: str) -> None:
        """Set that zone."""
        article = self._session.article
        zone = self._zone
        if article is None:
            return
        document, (start, end) = article.document.id, self._extent
        if zone is not None:
            self._session.run(lambda project: project.change_zone(document, zone, kind))
        else:
            self._session.run(lambda project: project.set_zone(document, start, end, kind))


def show_zone_menu(window: "MainWindow", *, zone: Zone | None = None, place: QPoint | None = None) -> None:
    """Ask which zone what has the focus is, or what that zone is to be, below a place of the screen."""
    extent = zone_extent(window.session) if zone is None else (zone.start, zone.end)
    if extent is None:
        return
    menu = ZoneMenu(window, extent, zone=zone)
    if place is None:
        rect = window.view.character_rect(extent[0])
        place = window.view.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom() + 4))
    menu.popup(place)
