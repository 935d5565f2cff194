import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import RESERVED_LETTERS
from annotator.project import Project
from annotator.ui.action_table import ACTIONS, GROUPS
from annotator.ui.actions import Actions
from annotator.ui.keys import chord, chord_of, digit_of, letter_of
from annotator.ui.session import Session
from tests.ui.conftest import Desk, key_event

CHECKOUT = Path(__file__).resolve().parents[2]
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key: int, text: str = "", modifiers: Qt.KeyboardModifier = PLAIN, scan_code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


def test_every_row_has_a_name_of_its_own_a_known_group_and_keys_that_qt_knows() -> None:
    names = [row.name for row in ACTIONS]
    assert len(names) == len(set(names))
    for row in ACTIONS:
        assert row.group in GROUPS
        assert all(chord_of(keys) is not None for keys in row.keys), row.name
        assert row.title


def test_no_two_actions_share_a_default_key(desk: Desk) -> None:
    chords = [chord_of(keys) for row in desk.actions.table() for keys in row.keys]
    assert len(chords) == len(set(chords))
    assert desk.actions.problems == []


def test_the_letters_of_the_gestures_are_reserved_in_schemes() -> None:
    letters = {keys.lower() for row in ACTIONS for keys in row.keys if re.fullmatch("[A-Z]", keys)}
    assert letters == RESERVED_LETTERS


def test_every_gesture_of_the_article_is_done_by_someone(desk: Desk) -> None:
    for row in desk.actions.table():
        if row.scope == "article":
            assert row.name in desk.gestures._handlers or desk.actions.label_of(row.name), row.name


def test_labels_are_actions_with_their_titles_and_keys(desk: Desk) -> None:
    assert desk.actions.action("label_1").text() == "Person"
    assert desk.actions.keys("label_9") == ("9",)
    assert desk.actions.label_of("label_2") == "ORG"
    assert desk.actions.label_of("label_99") is None
    assert desk.actions.label_of("accept") is None
    desk.actions.set_language("fr")
    assert desk.actions.action("label_1").text() == "Personne"


def test_labels_go_with_the_project(desk: Desk) -> None:
    desk.session.close()
    assert not [row for row in desk.actions.table() if row.group == "label"]
    with pytest.raises(KeyError):
        desk.actions.action("label_1")
    assert desk.actions.label_of("label_1") is None


def test_another_scheme_changes_the_labels(desk: Desk) -> None:
    desk.session.run(lambda project: project.rename_label("PER", "HUMAN"))
    assert desk.actions.label_of("label_1") == "HUMAN"


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(Qt.Key.Key_Return, "\r"), "accept"),
        (press(Qt.Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier), "accept"),
        (press(Qt.Key.Key_Return, "\r", SHIFT), "accept_all"),
        (press(Qt.Key.Key_Backtab, "", SHIFT), "previous_pending"),
        (press(Qt.Key.Key_Backspace, "\b"), "reject"),
        (press(Qt.Key.Key_Delete, "\x7f"), "reject"),
        (press(Qt.Key.Key_Space, " "), "grow"),
        (press(Qt.Key.Key_Space, " ", SHIFT), "shrink"),
        (press(Qt.Key.Key_Question, "?", SHIFT), "keys"),
        (press(Qt.Key.Key_Question, "?"), "keys"),
        (press(Qt.Key.Key_Slash, "/"), "search_corpus"),
        (press(Qt.Key.Key_Slash, "/", SHIFT), "search_corpus"),
        (press(Qt.Key.Key_E, "e"), "apply_to_same"),
        (press(Qt.Key.Key_E, "E", SHIFT), "reject_same"),
        (press(Qt.Key.Key_E, "\x05", Qt.KeyboardModifier.ControlModifier), "same_in_corpus"),
        (press(Qt.Key.Key_1, "1"), "label_1"),
        (press(Qt.Key.Key_1, "1", SHIFT), "label_1"),
        (press(Qt.Key.Key_7, "7", Qt.KeyboardModifier.KeypadModifier), "label_7"),
        (press(Qt.Key.Key_Ampersand, "&", scan_code=10), "label_1"),
        (press(Qt.Key.Key_Eacute, "é", scan_code=11), "label_2"),
        (press(Qt.Key.Key_Minus, "-", scan_code=15), "label_6"),
        (press(Qt.Key.Key_Ccedilla, "ç", scan_code=18), "label_9"),
        (press(ord("§"), "§", scan_code=15), "label_6"),
        (press(Qt.Key.Key_Minus, "-", scan_code=20), None),
        (press(Qt.Key.Key_Apostrophe, "'", scan_code=48), None),
        (press(Qt.Key.Key_Exclam, "!", SHIFT, scan_code=10), None),
        (press(Qt.Key.Key_W, "w"), None),
    ],
)
def test_a_press_stands_for_its_action_on_any_keyboard(desk: Desk, event: QKeyEvent, name: str | None) -> None:
    found = desk.actions.match(event)
    assert (None if found is None else found.name) == name


def test_letters_and_digits_of_a_press() -> None:
    assert letter_of(press(Qt.Key.Key_A, "a")) == "a"
    assert letter_of(press(Qt.Key.Key_A, "A", SHIFT)) == "a"
    assert letter_of(press(Qt.Key.Key_A, "\x01", Qt.KeyboardModifier.ControlModifier)) == ""
    assert letter_of(press(Qt.Key.Key_A, "")) == "a"
    assert letter_of(press(Qt.Key.Key_Eacute, "é")) == ""
    assert letter_of(press(Qt.Key.Key_Return, "\r")) == ""
    assert digit_of(press(Qt.Key.Key_A, "a", scan_code=10)) == ""
    assert digit_of(press(Qt.Key.Key_Agrave, "à")) == "0"


def test_chords() -> None:
    assert chord_of("Ctrl+Z") == chord(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert chord_of("Return") == chord_of("Enter")
    for wrong in ("", "Nonsense", "Ctrl+K, Ctrl+C"):
        assert chord_of(wrong) is None


def test_a_rebound_key_works_and_the_old_one_does_not(desk: Desk) -> None:
    assert desk.actions.rebind("accept", ["A", "Ctrl+Alt+J"]) == "A; Ctrl+Alt+J"
    desk.press("A")
    assert desk.confirmed() == [("Élodie Marchand", "PER")]
    assert desk.actions.match(key_event("Return")) is None
    assert desk.actions.overrides() == {"accept": "A; Ctrl+Alt+J"}
    assert desk.actions.shown_keys("accept") == "A"
    assert desk.actions.action("accept").shortcuts() == [QKeySequence("A"), QKeySequence("Ctrl+Alt+J")]
    desk.actions.rebind("accept", None)
    assert desk.actions.keys("accept") == ("Return",)
    assert desk.actions.overrides() == {}


def test_an_action_may_have_no_key(desk: Desk) -> None:
    assert desk.actions.rebind("accept_all", []) == ""
    assert desk.actions.keys("accept_all") == ()
    assert desk.actions.shown_keys("accept_all") == ""
    assert desk.actions.match(key_event("Shift+Return")) is None


def test_a_key_that_is_taken_or_none_is_refused_and_nothing_changes(desk: Desk) -> None:
    with pytest.raises(AnnotationError, match="Reject or delete"):
        desk.actions.rebind("accept", ["Backspace"])
    with pytest.raises(AnnotationError, match="not a key"):
        desk.actions.rebind("accept", ["Return", "Hyper+Foo"])
    assert desk.actions.keys("accept") == ("Return",)


def test_keys_of_the_settings_win_over_defaults_and_conflicts_are_reported(qapp: QApplication, desk: Desk) -> None:
    keys = {
        "accept": "A",
        "reject": "Ctrl+J; A",
        "flag": "Return",
        "undo": "Nonsense",
        "nothing": "B",
        "label_1": "F",
        "label_77": "B",
    }
    actions = Actions(desk.session, keys, language="en")
    assert actions.keys("accept") == ("A",)
    assert actions.keys("reject") == ("Ctrl+J",)
    assert actions.keys("flag") == ("Return",)
    assert actions.keys("undo") == ()
    assert actions.keys("label_1") == ("F",)
    report = "\n".join(actions.problems)
    assert "A is given to both accept and reject" in report
    assert "Nonsense" in report
    assert "nothing" in report
    assert len(actions.problems) == 3


def test_actions_are_enabled_when_they_make_sense(desk: Desk) -> None:
    actions = desk.actions
    assert actions.action("accept").isEnabled()
    assert not actions.action("undo").isEnabled()
    desk.press("Return")
    assert actions.action("undo").isEnabled()
    assert actions.action("undo").text() == "Undo: accepted"
    assert not actions.action("redo").isEnabled()
    desk.press("Ctrl+Z")
    assert actions.action("redo").text() == "Redo: accepted"
    desk.press("X")
    assert actions.action("show_rejected").isChecked()
    path = desk.project.path
    desk.session.close()
    assert not actions.action("next_article").isEnabled()
    assert actions.action("open_project").isEnabled()
    desk.session.open_project(Project.open(path, read_only=True))
    assert actions.action("next_article").isEnabled()
    assert not actions.action("import").isEnabled()
    desk.session.open_article(desk.documents[0])
    assert actions.action("next_pending").isEnabled()
    assert not actions.action("accept").isEnabled()


def test_keys_of_the_article_are_no_shortcuts_of_the_window(desk: Desk) -> None:
    for row in desk.actions.table():
        context = desk.actions.action(row.name).shortcutContext()
        wanted = Qt.ShortcutContext.WidgetShortcut if row.scope == "article" else Qt.ShortcutContext.WindowShortcut
        assert context == wanted


def test_choosing_an_action_tells_its_name_and_calls_what_was_put_on_it(desk: Desk) -> None:
    seen: list[object] = []
    desk.actions.triggered.connect(seen.append)
    desk.actions.on("about", lambda: seen.append("shown"))
    desk.actions.action("about").trigger()
    assert sorted(map(str, seen)) == ["about", "shown"]
    assert not desk.gestures.perform("about")


def test_titles_and_help_are_there_without_a_session(qapp: QApplication) -> None:
    actions = Actions(Session())
    for row in actions.table():
        assert row.shown_title() == row.title
        assert row.shown_help() == row.help
    assert actions.shown_keys("palette")


def test_the_page_on_keys_has_every_action() -> None:
    page = (CHECKOUT / "docs" / "keys.md").read_text(encoding="utf-8")
    for row in ACTIONS:
        assert f"| {row.title} | `{row.name}` |" in page, row.name
