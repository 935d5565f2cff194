"""R with a label that such spans mostly have: it is taken at once, and one more key corrects it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.ui.key_hints import key_hints
from tests.ui.conftest import Desk, key_event


@pytest.fixture
def used(desk: Desk) -> Desk:
    """A desk whose annotator has joined persons with organisations before, mostly by `heads`."""
    spans = (RecordSpan(0, 4, "PER"), RecordSpan(12, 19, "ORG"))
    text = "Anna dirige Valtrex."
    desk.project.import_records(
        [
            Record(f"earlier-{number}", text, "fr", spans=spans, relations=(RecordRelation(0, 1, label),))
            for number, label in enumerate(["heads", "heads", "employed_by"])
        ],
        kind="annotations",
        annotator=desk.project.annotator_name,
    )
    return desk


def test_a_likely_label_makes_the_relation_in_two_keys(used: Desk) -> None:
    used.press("R", "F")
    assert used.presses == 2
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert used.focused() == "Élodie Marchand"


def test_the_key_of_another_label_corrects_it(used: Desk) -> None:
    used.press("R", "F", "1")
    assert used.relations() == [("Élodie Marchand", "employed_by", "Armor Marine")]
    assert used.gestures.relating is None
    used.press("Ctrl+Z")
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    used.press("Ctrl+Z")
    assert used.relations() == []


def test_the_key_of_its_own_label_leaves_it_as_it_is(used: Desk) -> None:
    used.press("R", "F", "D")
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert used.gestures.relating is None
    used.press("Ctrl+Z")
    assert used.relations() == []


def test_backspace_takes_it_back_and_asks(used: Desk) -> None:
    used.press("R", "F", "Backspace")
    mode = used.gestures.relating
    assert mode is not None
    assert mode.target is not None
    assert used.relations() == []
    assert used.confirmed() == []  # what was accepted for it waits again
    used.press("1")
    assert used.relations() == [("Élodie Marchand", "employed_by", "Armor Marine")]
    assert used.gestures.relating is None


def test_escape_keeps_it(used: Desk) -> None:
    used.press("R", "F", "Esc")
    assert used.gestures.relating is None
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert used.focused() == "Élodie Marchand"


def test_any_other_key_means_what_it_always_means(used: Desk) -> None:
    used.press("R", "F", "Tab")
    assert used.gestures.relating is None
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert used.focused() == "Saint-Nazaire"
    used.look_at("Élodie Marchand")
    used.press("R")
    assert used.gestures.relating is not None
    assert used.gestures.relating.made is None


def test_r_again_relates_the_same_span_to_another(used: Desk) -> None:
    used.press("R", "F", "R")
    mode = used.gestures.relating
    assert mode is not None
    assert (mode.made, used.words(mode.source.ref)) == (None, "Élodie Marchand")
    assert mode.badges


def test_from_the_other_end_it_goes_the_way_such_relations_go(used: Desk) -> None:
    used.look_at("Armor Marine")
    used.press("R")
    mode = used.gestures.relating
    assert mode is not None
    used.press(mode.badges[used.span("Élodie Marchand").ref].upper())
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert used.focused() == "Armor Marine"


def test_a_drag_takes_it_too(used: Desk) -> None:
    used.gestures.relate_spans(used.span("Élodie Marchand").ref, used.span("Armor Marine").ref)
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    used.press("1")
    assert used.relations() == [("Élodie Marchand", "employed_by", "Armor Marine")]


def test_a_label_that_goes_the_other_way_turns_the_relation(used: Desk) -> None:
    used.press("R", "F")
    mode = used.gestures.relating
    assert mode is not None
    place = next(at for at, (_, label) in enumerate(mode.choices, 1) if mode.is_turned(label))
    used.press(str(place))
    assert used.relations() == [("Armor Marine", "sanctioned", "Élodie Marchand")]
    used.press("Ctrl+Z")
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_a_relation_takes_no_label_that_is_not_legal_that_way(used: Desk) -> None:
    used.press("R", "F")
    made = used.relation("confirmed")
    document = used.article.document.id
    with pytest.raises(AnnotationError, match="cannot go from ORG to PER"):
        used.project.rejoin(document, made.ref, made.child, "heads")
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_what_can_be_pressed_now_is_named(used: Desk) -> None:
    used.press("R", "F")
    hints = key_hints(used.gestures, read_only=False)
    texts = [hint.text for hint in hints]
    assert "Heads" not in texts
    assert texts[-2:] == ["take back", "keep"]
    assert all(hint.keys != "R" for hint in hints)


def test_backspace_twice_goes_back_to_the_badges(used: Desk) -> None:
    used.press("R", "F", "Backspace", "Backspace")
    mode = used.gestures.relating
    assert mode is not None
    assert {used.words(ref) for ref in mode.badges} >= {"Armor Marine", "Le Goff"}
    used.press("F")
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_delete_takes_it_back_too_and_leaves_the_span(used: Desk) -> None:
    used.press("Return")
    used.look_at("Élodie Marchand")
    used.press("R", "F", "Delete")
    assert used.relations() == []
    assert used.confirmed() == [("Élodie Marchand", "PER")]


def test_what_was_decided_meanwhile_is_not_undone_with_it(used: Desk) -> None:
    used.press("R", "F")
    document = used.article.document.id
    used.project.set_flag(document, True)
    used.press("Backspace")
    assert used.relations() == []
    assert used.article.review.flag
    assert used.gestures.relating is not None


def test_a_key_held_too_long_means_nothing(used: Desk) -> None:
    used.press("R", "F")
    for sequence in ("F", "J", "Backspace"):
        event = key_event(sequence)
        again = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text(), True)
        assert used.gestures.takes(again)
        assert used.gestures.key(again)
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert used.article.document.id == used.documents[0]
    assert used.gestures.relating is not None


def test_shift_alone_leaves_the_choice_open(used: Desk) -> None:
    used.press("R", "F")
    shift = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
    assert not used.gestures.key(shift)
    assert used.gestures.relating is not None
    # the digits of AZERTY take Shift
    used.gestures.key(key_event("Shift+1", text="1"))
    assert used.relations() == [("Élodie Marchand", "employed_by", "Armor Marine")]


def test_shift_with_another_key_means_what_it_always_means(used: Desk) -> None:
    used.press("R", "F", "Shift+Backspace")
    assert used.gestures.relating is None
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert used.article.pending_count == 0


def test_looking_elsewhere_ends_it(used: Desk) -> None:
    used.press("R", "F")
    used.look_at("Saint-Nazaire")
    assert used.gestures.relating is None


def test_an_action_of_the_window_ends_it(used: Desk) -> None:
    used.press("R", "F")
    assert not used.gestures.perform("an action of the window")
    assert used.gestures.relating is None


def test_a_drag_elsewhere_ends_it(used: Desk) -> None:
    used.press("R", "F")
    used.gestures.relate_spans(used.span("Saint-Nazaire").ref, used.span("Pays").ref)
    assert used.gestures.relating is None or used.gestures.relating.made is None


def _badge(desk: Desk, words: str) -> str:
    mode = desk.gestures.relating
    assert mode is not None
    return mode.badges[desk.span(words).ref].upper()


def test_shift_with_the_letter_leaves_the_badges_for_the_next_target(used: Desk) -> None:
    used.press("R")
    used.press("Shift+" + _badge(used, "Armor Marine"))
    mode = used.gestures.relating
    assert mode is not None
    assert (mode.made, used.words(mode.source.ref)) == (None, "Élodie Marchand")
    assert used.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    used.press(_badge(used, "Saint-Nazaire"))
    used.press("1")
    assert used.presses == 4
    assert len(used.relations()) == 2
    assert used.gestures.relating is None
    used.press("Ctrl+Z", "Ctrl+Z")
    assert used.relations() == []


def test_shift_goes_on_also_where_the_label_is_asked_for(desk: Desk) -> None:
    desk.press("R")
    desk.press("Shift+" + _badge(desk, "Armor Marine"))
    assert desk.gestures.relating is not None
    assert desk.gestures.relating.choices
    desk.press("1")
    mode = desk.gestures.relating
    assert mode is not None
    assert mode.target is None
    assert mode.badges
    desk.press("Esc")
    assert desk.gestures.relating is None
    assert len(desk.relations()) == 1


def test_the_keys_while_relating_are_named(desk: Desk) -> None:
    desk.press("R")
    hints = [(hint.keys, hint.text) for hint in key_hints(desk.gestures, read_only=False)]
    assert hints[:2] == [("A–Z", "choose the target"), ("Shift+A–Z", "and go on to another")]


def test_the_key_to_relate_is_named_where_there_are_labels_to_relate_with(desk: Desk) -> None:
    assert "relate" in [hint.text for hint in key_hints(desk.gestures, read_only=False)]
    desk.project.set_scheme(replace(desk.project.scheme, relation_labels=()))
    assert "relate" not in [hint.text for hint in key_hints(desk.gestures, read_only=False)]


def test_a_key_held_too_long_relates_once_also_with_shift(used: Desk) -> None:
    used.press("R")
    repeated = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier, "r", True)
    assert used.gestures.takes(repeated)
    assert used.gestures.key(repeated)
    assert used.relations() == []
    used.press("Shift+" + _badge(used, "Armor Marine"))
    mode = used.gestures.relating
    assert mode is not None
    letter = next(iter(mode.badges.values()))
    again = key_event("Shift+" + letter.upper())
    assert used.gestures.key(QKeyEvent(QEvent.Type.KeyPress, again.key(), again.modifiers(), letter.upper(), True))
    assert used.gestures.relating is mode
    assert mode.target is None
    assert len(used.relations()) == 1
