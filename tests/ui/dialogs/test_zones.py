"""Zones in the window: a rule for each kind, one set by a key, found again in all articles."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.document import Zone
from annotator.model.record import Record
from annotator.project import Project
from annotator.store import documents
from annotator.ui.dialogs.zone_menu import ZoneMenu, show_zone_menu, zone_extent
from annotator.ui.dialogs.zones import ZonesDialog, show_zones
from annotator.ui.main_window import MainWindow

TEXT = "Une gare fermée\n\n  Le texte de cet article est court.  \n\nLa mairie. (Photo by LEO SAND / AFP)\n"


def add(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    """One more article, opened."""
    project.import_records([Record("zoned", TEXT, language="fr")])
    window.session.open_article(project.document_ids()[-1])


def kinds(window: MainWindow) -> list[str]:
    """The open article's zones."""
    assert window.session.article is not None
    return [zone.kind for zone in window.session.article.document.zones]


def test_rules_are_shown_and_applied(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    show_zones(window)
    dialog = window.findChild(ZonesDialog)
    assert dialog is not None
    assert {kind: box.currentData() for kind, box in dialog.rules.items() if box.currentData() != "suggest"} == {
        "credit": "mute",
        "teaser": "mute",
    }
    assert dialog.rules["credit"].accessibleName() == "Credit"
    dialog.rules["headline"].setCurrentIndex(2)
    dialog.apply()
    assert project.zone_rules() == {"headline": "leave_out"}


def test_muting_takes_suggestions_off_the_open_article(window: MainWindow, project: Project) -> None:
    article = window.session.article
    assert article is not None
    before = article.pending_count
    assert before
    project.set_zone(article.document.id, 0, len(article.document.text), "quote")
    show_zones(window)
    dialog = window.findChild(ZonesDialog)
    assert dialog is not None
    dialog.rules["quote"].setCurrentIndex(1)
    dialog.apply()
    assert article.pending_count == 0
    project.set_zone_rules({})
    assert article.pending_count == before


def test_zones_are_found_again_a_few_articles_at_a_time(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    add(window, project, qtbot)
    assert kinds(window) == ["headline", "caption", "credit"]
    with project._store.transaction():
        project._store.execute("UPDATE documents SET zones = '[]'")
    project._reload_states()
    show_zones(window)
    dialog = window.findChild(ZonesDialog)
    assert dialog is not None
    dialog.search()
    assert not dialog.search_button.isEnabled()
    qtbot.waitUntil(dialog.search_button.isEnabled)
    assert kinds(window) == ["headline", "caption", "credit"]
    assert "other zones" in dialog.message.text()
    dialog.reject()


def test_a_zone_is_set_for_the_paragraph_and_taken_back(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    add(window, project, qtbot)
    session = window.session
    start = TEXT.index("Le texte")
    session.set_focus(TokenRun(start + 3, start + 8))
    assert zone_extent(session) == (start, start + len("Le texte de cet article est court."))
    show_zone_menu(window)
    menu = window.findChild(ZoneMenu)
    assert menu is not None
    [action] = [action for action in menu.actions() if action.data() == "standfirst"]
    assert not action.isChecked()
    action.trigger()
    menu.close()
    assert kinds(window) == ["headline", "standfirst", "caption", "credit"]
    layout = window.view.article_layout
    assert layout is not None
    assert layout.state.document.zones[1] == Zone(start, start + 34, "standfirst")
    session.undo()
    assert kinds(window) == ["headline", "caption", "credit"]


def test_a_zone_is_set_for_the_words_selected(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    add(window, project, qtbot)
    start = TEXT.index("(Photo")
    window.session.set_focus(TokenRun(start, start + 25))
    assert zone_extent(window.session) == (start, start + 25)
    menu = ZoneMenu(window, (start, start + 25))
    assert [action.data() for action in menu.actions() if action.isChecked()] == ["credit"]
    menu.choose("")
    assert kinds(window) == ["headline", "caption"]
    assert project.article(project.document_ids()[-1]).document.zones[0] == Zone(0, 15, "headline")


def test_key_asks_for_the_zone(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    add(window, project, qtbot)
    window.actions_table.action("set_zone").trigger()
    menu = window.findChild(ZoneMenu)
    assert menu is not None
    assert menu.isVisible()
    menu.close()
    window.session.set_focus(None)
    assert zone_extent(window.session) is None


def test_click_on_a_bar_opens_the_menu_of_its_zone(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    add(window, project, qtbot)
    window.session.set_focus(None)
    article = window.session.article
    assert article is not None
    caption, credit = article.document.zones[1:]
    window.view.zone_requested.emit(window.view.mapToGlobal(QPoint(5, 5)), credit)
    menu = window.findChild(ZoneMenu)
    assert menu is not None
    assert menu.isVisible()
    assert [action.data() for action in menu.actions() if action.isChecked()] == ["credit"]
    menu.choose("teaser")
    menu.close()
    assert article.document.zones[1:] == (replace(caption, found=False), Zone(credit.start, credit.end, "teaser"))


def test_click_on_a_bar_changes_its_zone_alone(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    add(window, project, qtbot)
    session = window.session
    assert session.article is not None
    project.set_zone(session.article.document.id, 17, 30, "quote")
    outer = Zone(0, len(TEXT) - 1, "teaser")
    project._store.execute(
        "UPDATE edited_zones SET zones = ?", [documents.zones_to_json((outer, Zone(17, 30, "quote")))]
    )
    project._reload_states()
    session.set_focus(None)
    window.view.zone_requested.emit(window.view.mapToGlobal(QPoint(5, 5)), outer)
    menu = window.findChild(ZoneMenu)
    assert menu is not None
    menu.choose("caption")
    menu.close()
    assert kinds(window) == ["caption", "quote"]


def test_bars_of_a_project_that_is_read_only_ask_for_nothing(
    window: MainWindow, project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(window, project, qtbot)
    assert window.view.can_set_zone()
    monkeypatch.setattr(project._store, "read_only", True)
    window.session.open_article(project.document_ids()[0])
    assert not window.view.can_set_zone()


def test_bar_s_tool_tip_says_the_project_s_rule(window: MainWindow, project: Project) -> None:
    tip = window.view.describe_zone
    assert tip(Zone(0, 3, "quote")) == "Quote: suggestions are shown"
    project.set_zone_rules({"quote": "leave_out"})
    assert tip(Zone(0, 3, "quote")) == "Quote: nothing is suggested here, and nothing is learned from it"
    assert tip(Zone(0, 3, "credit")) == "Credit: nothing is suggested here"
    window.session.close()
    assert tip(Zone(0, 3, "quote")) == "Quote: suggestions are shown"
