"""What is also possible at the focus: its keys, its list, the badges while Alt is held."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.errors import StoreError
from annotator.model.possible import PossibleSpan
from annotator.model.record import Record
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan
from annotator.ui.article.view import ArticleView
from annotator.ui.key_hints import key_hints
from annotator.ui.keys import joined, shown_keys
from annotator.ui.panels.possible import HEADING_HEIGHT, ROW_HEIGHT, PossiblePanel
from annotator.ui.possible_list import PossibleList
from annotator.ui.theme import load_theme
from tests.ui.conftest import Desk, key_event, proposed_spans


@pytest.fixture
def held(desk: Desk) -> Desk:
    """Two relations are possible between the woman and the firm, one between the other man and the firm."""
    ends = {words: desk.at(words) for words in ("Élodie Marchand", "Armor Marine", "Saint-Nazaire", "Le Goff")}
    woman, firm, town, man = ends.values()
    possible = [
        ProposedRelation(woman, firm, "heads", 0.24),
        ProposedRelation(firm, town, "based_in", 0.124),
        ProposedRelation(man, firm, "employed_by", 0.06),
    ]
    proposed = Proposed(desk.project.start_run("own"), proposed_spans(desk.text), (), possible)
    desk.project.store_proposals([(desk.article.document.id, [proposed])])
    desk.session.refresh_article()
    return desk


@pytest.fixture
def doubted(desk: Desk) -> Desk:
    """The region's name has two readings beside the wrong one that is suggested, and "Le Goff" a longer one."""
    readings = [
        ProposedSpan(*desk.at("Pays de la Loire"), "LOC", 0.3),
        ProposedSpan(*desk.at("région Pays de la Loire"), "ORG", 0.1),
        ProposedSpan(*desk.at("Yann Le Goff"), "PER", 0.2),
        ProposedSpan(*desk.at("Le Goff"), "PER", 0.9),
    ]
    possible = [ProposedRelation(desk.at("Pays"), desk.at("Saint-Nazaire"), "based_in", 0.1)]
    proposed = Proposed(desk.project.start_run("own"), proposed_spans(desk.text), (), possible, readings)
    desk.project.store_proposals([(desk.article.document.id, [proposed])])
    desk.session.refresh_article()
    return desk


class Shown:
    """The desk with the list and a view beside it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.panel = PossiblePanel(load_theme("light"))
        self.panel.resize(280, 400)
        self.view = ArticleView(load_theme("light"))
        self.view.set_article(desk.article, scheme=desk.project.scheme, language="en")
        self.watch = PossibleList(desk.gestures, self.panel, self.view)

    def lines(self) -> list[tuple[str, str, str, str]]:
        return [(line.key, line.kind, line.label, line.words) for line in self.panel.lines]

    def hold_alt(self, kind: QEvent.Type) -> None:
        self.watch.eventFilter(self.view, QKeyEvent(kind, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier))

    def badges(self) -> dict[str, str]:
        return {self.desk.words(ref): text for ref, text in self.view.hints.items()}


@pytest.fixture
def shown(qtbot: QtBot, held: Desk) -> Shown:
    made = Shown(held)
    qtbot.addWidget(made.panel)
    qtbot.addWidget(made.view)
    return made


def test_alt_and_a_digit_takes_a_possible_relation_with_its_ends(held: Desk) -> None:
    held.look_at("Armor Marine")
    held.press("Alt+2")
    assert held.relations() == [("Armor Marine", "based_in", "Saint-Nazaire")]
    assert held.focused() == "Armor Marine"
    assert [label for _, label in held.confirmed()] == ["ORG", "LOC"]
    # the others have moved up
    held.press("Alt+2")
    assert held.relations()[-1] == ("Le Goff", "employed_by", "Armor Marine")
    held.press("Ctrl+Z", "Ctrl+Z")
    assert held.relations() == []
    assert held.confirmed() == []


def test_on_azerty_the_place_of_the_digit_counts(held: Desk) -> None:
    held.look_at("Armor Marine")
    event = key_event("Alt+&", text="&", scan_code=10)
    assert held.gestures.takes(event)
    held.gestures.key(event)
    assert held.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_by_name_the_likeliest_is_taken(held: Desk) -> None:
    held.look_at("Armor Marine")
    held.actions.action("take_possible").trigger()
    assert held.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_what_is_not_there_is_refused(held: Desk) -> None:
    held.look_at("Armor Marine")
    held.press("Alt+7")
    assert held.messages[-1] == ("Nothing in the list has the number 7", "refused")
    held.select("dirige")
    held.press("Alt+1")
    assert held.messages[-1] == ("Nothing else is listed as possible here", "refused")
    held.look_at("Pays")
    held.press("Alt+1")
    assert held.messages[-1][1] == "refused"
    assert held.relations() == []


def test_a_relation_stands_for_its_head_and_what_is_rejected_for_nothing(held: Desk) -> None:
    held.look_at("Armor Marine")
    held.press("Alt+2")
    held.session.set_focus(held.relation("confirmed").ref)
    held.press("Alt+1")
    assert ("Élodie Marchand", "heads", "Armor Marine") in held.relations()
    held.session.set_option("show_rejected", True)
    held.look_at("Le Goff")
    held.press("Backspace")
    held.look_at("Le Goff")
    held.press("Alt+1")
    assert held.messages[-1][1] == "refused"


def test_taking_one_leaves_the_relation_mode(held: Desk) -> None:
    held.look_at("Armor Marine")
    held.press("R")
    assert held.gestures.relating is not None
    held.press("Alt+1")
    assert held.gestures.relating is None
    assert held.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_another_reading_is_taken_in_one_key_and_the_next_suggestion_waits(doubted: Desk) -> None:
    doubted.look_at("Le Goff")
    doubted.press("Alt+1")
    assert doubted.confirmed() == [("Yann Le Goff", "PER")]
    assert doubted.focused() == "Pays"
    doubted.press("Alt+1")
    assert doubted.confirmed()[-1] == ("Pays de la Loire", "LOC")
    doubted.press("Ctrl+Z", "Ctrl+Z")
    assert doubted.confirmed() == []


def test_readings_come_before_relations_and_not_where_a_relation_has_the_focus(doubted: Desk) -> None:
    doubted.look_at("Pays")
    assert [one.label for one in doubted.gestures.possible.found] == ["LOC", "ORG", "based_in"]
    doubted.press("Alt+3")
    assert doubted.relations() == [("Pays", "based_in", "Saint-Nazaire")]
    assert doubted.focused() == "Pays"
    doubted.session.set_focus(doubted.relation("confirmed").ref)
    assert doubted.gestures.possible.found == []


def test_a_reading_beside_a_confirmed_span_is_added_to_it(doubted: Desk) -> None:
    doubted.look_at("Pays")
    doubted.press("Return")
    doubted.look_at("Pays")
    doubted.press("Alt+1")
    # of another label, around it: it stays
    assert doubted.confirmed() == [("Pays de la Loire", "LOC"), ("Pays", "ORG")]


def test_at_words_that_nothing_suggests_a_possible_span_is_added_in_one_key(doubted: Desk) -> None:
    words = next(iter(doubted.text.split("\n\n")[-1].split()))
    start = doubted.text.rindex(words)
    possible = [ProposedSpan(start, len(doubted.text.rstrip()), "ORG", 0.1)]
    proposed = Proposed(doubted.project.start_run("own"), (), (), (), possible)
    doubted.project.store_proposals([(doubted.article.document.id, [proposed])])
    doubted.session.refresh_article()
    doubted.session.set_focus(TokenRun(start, start + len(words)))
    assert [one.label for one in doubted.gestures.possible.found] == ["ORG"]
    assert ("Alt+1", "possible") in [(hint.keys, hint.text) for hint in key_hints(doubted.gestures, read_only=False)]
    doubted.press("Alt+2")
    assert doubted.confirmed() == []
    doubted.press("Alt+1")
    assert doubted.confirmed() == [(doubted.text[start:].rstrip(), "ORG")]
    assert doubted.focused() == doubted.text[start:].rstrip()
    doubted.press("Ctrl+Z")
    assert doubted.confirmed() == []


def test_a_reading_is_listed_with_its_colour_and_has_no_badge(qtbot: QtBot, doubted: Desk) -> None:
    shown = Shown(doubted)
    qtbot.addWidget(shown.panel)
    qtbot.addWidget(shown.view)
    doubted.look_at("Pays")
    assert shown.lines()[:2] == [
        ("1", "reading", "Place", "Pays de la Loire"),
        ("2", "reading", "Organisation", "région Pays de la Loire"),
    ]
    hues = {label.name: label.hue for label in doubted.project.scheme.labels}
    assert [line.hue for line in shown.panel.lines[:2]] == [hues["LOC"], hues["ORG"]]
    assert shown.panel.lines[0].spoken() == "Place: Pays de la Loire, 30%"
    shown.hold_alt(QEvent.Type.KeyPress)
    assert shown.badges() == {"Saint-Nazaire": "3"}
    shown.panel.grab()  # both kinds of line are painted


def test_unlikely_readings_are_listed_while_alt_is_held(qtbot: QtBot, doubted: Desk) -> None:
    readings = [ProposedSpan(*doubted.at(words), "PER", 0.01) for words in ("Pays de la Loire", "Yann Le Goff")]
    possible = [ProposedRelation(doubted.at("Pays"), doubted.at("Saint-Nazaire"), "based_in", 0.1)]
    proposed = Proposed(doubted.project.start_run("own"), proposed_spans(doubted.text), (), possible, readings)
    doubted.project.store_proposals([(doubted.article.document.id, [proposed])])
    doubted.session.refresh_article()
    shown = Shown(doubted)
    qtbot.addWidget(shown.panel)
    qtbot.addWidget(shown.view)
    doubted.look_at("Pays")
    assert [line[:2] for line in shown.lines()] == [("1", "to")]
    shown.hold_alt(QEvent.Type.KeyPress)
    assert [line[:2] for line in shown.lines()] == [("1", "to"), ("2", "reading")]
    assert shown.badges() == {"Saint-Nazaire": "1"}
    shown.hold_alt(QEvent.Type.KeyRelease)
    assert [line[:2] for line in shown.lines()] == [("1", "to")]
    # where nothing else is possible, the key says that there is something, and the menu bar does not get it
    doubted.look_at("Le Goff")
    assert shown.lines() == []
    assert ("Alt+1", "possible") in [(hint.keys, hint.text) for hint in key_hints(doubted.gestures, read_only=False)]
    press = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert shown.watch.eventFilter(shown.view, press)
    shown.hold_alt(QEvent.Type.KeyPress)
    assert [line[3] for line in shown.lines()] == ["Yann Le Goff"]
    # with Alt still held, the next one has all of its own
    doubted.press("Alt+1")
    assert doubted.confirmed() == [("Yann Le Goff", "PER")]
    assert [line[:2] for line in shown.lines()] == [("1", "to"), ("2", "reading")]
    assert shown.badges() == {"Saint-Nazaire": "1"}
    shown.watch.eventFilter(shown.view, QFocusEvent(QEvent.Type.FocusOut))
    assert [line[:2] for line in shown.lines()] == [("1", "to")]
    # keys that cannot be held show all at once
    doubted.actions.rebind("take_possible", ["Ctrl+B"])
    assert len(shown.lines()) == 2


def test_words_have_all_of_theirs_and_the_phrases_they_begin(qtbot: QtBot, doubted: Desk) -> None:
    start, _ = doubted.at("région Pays de la Loire")
    held = [ProposedSpan(start, start + len("région"), "LOC", 0.0003)]
    proposed = Proposed(doubted.project.start_run("own"), (), (), (), held)
    doubted.project.store_proposals([(doubted.article.document.id, [proposed])])
    doubted.project.import_records([Record("other", "La région Bretagne vote.")])
    doubted.project.add_span(doubted.project.document_ids()[-1], 3, 18, "ORG")
    doubted.session.refresh_article()
    shown = Shown(doubted)
    qtbot.addWidget(shown.panel)
    qtbot.addWidget(shown.view)
    doubted.session.set_focus(TokenRun(start, start + len("région")))
    assert [line[1:] for line in shown.lines()] == [
        ("reading", "Place", "région"),
        ("reading", "Organisation", "région Pays de la Loire"),
    ]


def test_a_key_takes_what_is_on_the_screen_or_nothing(doubted: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    doubted.look_at("Pays")
    listed = doubted.gestures.possible.found
    # what comes in since, before the list has followed
    newer = [PossibleSpan(*doubted.at("Pays"), "PER", 0.5), *listed[1:]]
    monkeypatch.setattr(type(doubted.project), "possible", lambda *_: newer)
    doubted.press("Alt+1")
    assert doubted.messages[-1] == ("That is not possible any more", "refused")
    assert doubted.confirmed() == []
    doubted.press("Alt+2")
    assert doubted.confirmed() == [("région Pays de la Loire", "ORG")]


def test_the_menu_bar_gets_no_alt_while_something_is_listed(shown: Shown) -> None:
    override = lambda: shown.watch.eventFilter(  # noqa: E731
        shown.view, QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    )
    shown.desk.look_at("Armor Marine")
    assert override()
    shown.desk.look_at("Pays")
    assert not override()


def test_lines_show_the_keys_that_there_are(shown: Shown) -> None:
    desk = shown.desk
    desk.look_at("Armor Marine")
    desk.actions.rebind("take_possible", ["Ctrl+B"])
    assert [line.key for line in shown.panel.lines] == ["Ctrl+B", "", ""]
    shown.hold_alt(QEvent.Type.KeyPress)
    assert shown.badges() == {}
    desk.actions.rebind("take_possible", [])
    assert [line.key for line in shown.panel.lines] == ["", "", ""]
    desk.actions.rebind("take_possible", ["Alt+1", "Alt+2"])
    assert [line.key for line in shown.panel.lines] == ["1", "2", ""]
    shown.hold_alt(QEvent.Type.KeyPress)
    assert set(shown.badges().values()) == {"1", "2"}
    shown.panel.grab()


def test_a_file_that_cannot_be_read_lists_nothing(held: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise StoreError("disk I/O error")

    held.look_at("Armor Marine")
    assert len(held.gestures.possible.found) == 3
    monkeypatch.setattr(type(held.project), "possible", broken)
    assert held.gestures.focused.possible() == []


def test_the_line_of_keys_says_how_many_there_are(held: Desk) -> None:
    held.look_at("Armor Marine")
    hints = {hint.text: hint.keys for hint in key_hints(held.gestures, read_only=False)}
    assert hints["possible"] == "Alt+1–3"
    held.look_at("Le Goff")
    hints = {hint.text: hint.keys for hint in key_hints(held.gestures, read_only=False)}
    assert hints["possible"] == "Alt+1"
    held.look_at("Pays")
    assert "possible" not in {hint.text for hint in key_hints(held.gestures, read_only=False)}


def test_the_list_follows_the_focus_and_what_is_decided(shown: Shown) -> None:
    desk = shown.desk
    desk.look_at("Armor Marine")
    assert shown.lines() == [
        ("1", "from", "heads", "Élodie Marchand"),
        ("2", "to", "based in", "Saint-Nazaire"),
        ("3", "from", "employed by", "Le Goff"),
    ]
    assert [line.confidence for line in shown.panel.lines] == ["24%", "12%", "6%"]
    assert shown.panel.sizeHint().height() >= HEADING_HEIGHT + 3 * ROW_HEIGHT
    assert shown.panel.model().index(2, 0).data() == "based in → Saint-Nazaire, 12%"
    assert shown.panel.isVisibleTo(None)
    desk.press("Alt+1")
    assert [line[2] for line in shown.lines()] == ["based in", "employed by"]
    desk.look_at("Pays")
    assert shown.lines() == []
    assert shown.panel.model().rowCount() == 0
    assert not shown.panel.isVisibleTo(None)


def test_a_click_on_a_line_takes_it_and_on_the_heading_nothing(qtbot: QtBot, shown: Shown) -> None:
    shown.desk.look_at("Armor Marine")
    shown.panel.show()
    click = lambda y: qtbot.mouseClick(shown.panel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, y))  # noqa: E731
    click(HEADING_HEIGHT // 2)
    assert shown.desk.relations() == []
    click(HEADING_HEIGHT + ROW_HEIGHT + 5)
    assert shown.desk.relations() == [("Armor Marine", "based_in", "Saint-Nazaire")]


def test_while_alt_is_held_the_other_ends_have_the_digits(shown: Shown) -> None:
    desk = shown.desk
    desk.look_at("Armor Marine")
    shown.hold_alt(QEvent.Type.KeyPress)
    assert shown.badges() == {"Élodie Marchand": "1", "Saint-Nazaire": "2", "Le Goff": "3"}
    desk.press("Alt+1")
    assert shown.badges() == {"Saint-Nazaire": "1", "Le Goff": "2"}
    shown.hold_alt(QEvent.Type.KeyRelease)
    assert shown.badges() == {}
    shown.hold_alt(QEvent.Type.KeyPress)
    assert shown.badges()
    shown.watch.eventFilter(shown.view, QFocusEvent(QEvent.Type.FocusOut))
    assert shown.badges() == {}
    # the letters of the relation mode stay
    desk.press("R")
    shown.view.set_hints({desk.span("Saint-Nazaire").ref: "F"})
    shown.hold_alt(QEvent.Type.KeyPress)
    assert shown.badges() == {"Saint-Nazaire": "F"}


def test_a_list_of_keys_in_a_row_is_shown_as_one() -> None:
    assert joined(("Alt+1", "Alt+2", "Alt+3")) == ("Alt+1–3",)
    assert joined(("Alt+1", "Alt+2", "Alt+3", "Ctrl+B")) == ("Alt+1–3", "Ctrl+B")
    assert joined(("Alt+1", "Alt+2", "Alt+9")) == ("Alt+1–2", "Alt+9")
    assert joined(("Alt+1",)) == ("Alt+1",)
    assert joined(("Tab", "Shift+Tab", "A")) == ("Tab", "Shift+Tab", "A")
    assert joined(()) == ()
    assert shown_keys("Alt+1–9") == "Alt+1–9"
