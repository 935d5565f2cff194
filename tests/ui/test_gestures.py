import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from annotator.model.annotation import Ref
from annotator.model.cursor import TokenRun
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from tests.ui.conftest import Desk, key_event


def test_an_article_opens_on_its_first_suggestion(desk: Desk) -> None:
    assert desk.focused() == "Élodie Marchand"


def test_tab_walks_spans_and_relations_in_reading_order_and_wraps(desk: Desk) -> None:
    seen = []
    for _ in range(6):
        seen.append(desk.session.focus)
        desk.press("Tab")
    assert seen == desk.article.pending()
    assert desk.session.focus == seen[0]
    desk.press("Shift+Tab")
    assert desk.session.focus == seen[-1]


def test_tab_from_the_text_goes_to_the_next_suggestion_after_it(desk: Desk) -> None:
    desk.select("dirige")
    desk.press("Tab")
    assert desk.focused() == "Armor Marine"
    desk.select("dirige")
    desk.press("Shift+Tab")
    assert desk.focused() == "Élodie Marchand"


def test_enter_accepts_and_goes_to_the_next(desk: Desk) -> None:
    desk.press("Return")
    assert desk.confirmed() == [("Élodie Marchand", "PER")]
    assert desk.focused() == "Armor Marine"
    assert desk.messages[-1] == ("Saved", "saved")


def test_enter_on_a_confirmed_span_only_goes_on(desk: Desk) -> None:
    desk.press("Return")
    desk.look_at("Élodie Marchand")
    desk.press("Return")
    assert desk.focused() == "Armor Marine"
    assert len(desk.confirmed()) == 1


def test_enter_on_a_run_does_nothing(desk: Desk) -> None:
    desk.select("dirige")
    desk.press("Return")
    assert (desk.focused(), desk.confirmed()) == ("dirige", [])


def test_enter_on_words_takes_the_span_they_lie_in(desk: Desk) -> None:
    desk.press("Return")
    desk.select("Marchand")
    desk.press("Return")
    assert desk.focused() == "Élodie Marchand"
    assert desk.session.focus == desk.span("Élodie Marchand").ref
    desk.press("Del")
    assert desk.confirmed() == []


def test_ctrl_arrows_reach_what_is_decided_already(desk: Desk) -> None:
    desk.press("Shift+Return")
    assert desk.article.pending_count == 0
    desk.press("Ctrl+Home")
    seen = []
    for _ in range(6):
        desk.press("Ctrl+Right")
        seen.append(desk.session.focus)
    kinds = {ref.kind for ref in seen if isinstance(ref, Ref)}
    assert len(set(seen)) == 6
    assert kinds == {"span", "relation"}
    desk.press("Ctrl+Left")
    assert desk.session.focus == seen[-2]


def test_ctrl_arrows_pass_over_what_was_rejected_unless_it_is_shown(desk: Desk) -> None:
    desk.press("Backspace")
    desk.press("Ctrl+Home")
    desk.press("Ctrl+Right")
    assert desk.focused() == "Armor Marine"
    desk.session.set_option("show_rejected", True)
    desk.press("Ctrl+Left")
    assert desk.focused() == "Élodie Marchand"


def test_enter_on_a_relation_accepts_it_with_its_ends(desk: Desk) -> None:
    desk.session.set_focus(desk.relation().ref)
    desk.press("Return")
    assert desk.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert desk.confirmed() == [("Élodie Marchand", "PER"), ("Armor Marine", "ORG")]
    assert desk.focused() == "Saint-Nazaire"


def test_all_relations_of_a_span_take_one_key(desk: Desk) -> None:
    person, firm, town = (desk.span(words) for words in ("Élodie Marchand", "Armor Marine", "Saint-Nazaire"))
    suggested = [
        ProposedRelation((person.start, person.end), (firm.start, firm.end), "heads", 0.6),
        ProposedRelation((person.start, person.end), (town.start, town.end), "lives_in", 0.6),
        ProposedRelation((firm.start, firm.end), (town.start, town.end), "based_in", 0.6),
    ]
    desk.project.store_suggestions(
        desk.project.start_run("more"),
        desk.documents[0],
        [ProposedSpan(span.start, span.end, span.label, 0.9) for span in (person, firm, town)],
        suggested,
    )
    desk.look_at("Élodie Marchand")
    desk.press("Ctrl+R")
    assert desk.relations() == [
        ("Élodie Marchand", "heads", "Armor Marine"),
        ("Élodie Marchand", "lives_in", "Saint-Nazaire"),
    ]
    assert desk.session.focus == desk.span("Élodie Marchand").ref, "from a span one goes on with the span"
    desk.press("Ctrl+R")
    assert desk.messages[-1] == ("No suggested relation of “Élodie Marchand” waits", "refused")
    desk.press("Ctrl+Z")
    desk.session.set_focus(next(r.ref for r in desk.article.relations() if r.label == "lives_in"))
    desk.press("Ctrl+Shift+R")
    assert (desk.relations(), desk.relations("suggested")) == ([], [("Armor Marine", "based_in", "Saint-Nazaire")])
    assert desk.session.focus == desk.relation().ref, "from a relation one goes on to the next suggestion"
    desk.press("Ctrl+Shift+R")
    assert desk.relations("suggested") == []
    desk.select("dirige")
    desk.press("Ctrl+R")
    assert desk.messages[-1] == ("Only a span or a relation has relations", "refused")


def test_deciding_a_span_s_relations_while_relating_leaves_the_relation_mode(desk: Desk) -> None:
    desk.look_at("Élodie Marchand")
    desk.press("R", "Ctrl+R")
    assert desk.gestures.relating is None
    assert desk.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_without_advancing_the_focus_stays_on_what_was_accepted(desk: Desk) -> None:
    desk.session.set_option("advance_after_accept", False)
    desk.press("Return")
    assert desk.focused() == "Élodie Marchand"
    assert desk.session.focus == desk.span("Élodie Marchand").ref


@pytest.mark.parametrize("key", ["Backspace", "Del"])
def test_backspace_and_delete_reject_and_go_to_the_next(desk: Desk, key: str) -> None:
    desk.press(key)
    assert desk.span("Élodie Marchand").status == "rejected"
    assert desk.focused() == "Armor Marine"


def test_backspace_on_a_confirmed_span_deletes_it_with_its_relations_and_leaves_the_words(desk: Desk) -> None:
    desk.session.set_focus(desk.relation().ref)
    desk.press("Return")
    desk.look_at("Élodie Marchand")
    desk.press("Backspace")
    assert desk.confirmed() == [("Armor Marine", "ORG")]
    assert desk.relations() == []
    assert desk.session.focus == TokenRun(*desk.at("Élodie"))
    desk.press("Ctrl+Z")
    assert desk.relations() == [("Élodie Marchand", "heads", "Armor Marine")]


def test_a_label_key_corrects_a_suggestion_and_goes_to_the_next(desk: Desk) -> None:
    desk.press("2")
    assert desk.confirmed() == [("Élodie Marchand", "ORG")]
    assert desk.focused() == "Armor Marine"


def test_a_label_key_relabels_a_confirmed_span_and_stays(desk: Desk) -> None:
    desk.press("Return")
    desk.look_at("Élodie Marchand")
    desk.press("3")
    assert desk.confirmed() == [("Élodie Marchand", "LOC")]
    assert desk.session.focus == desk.span("Élodie Marchand").ref


def test_a_label_key_on_a_run_adds_a_span_and_stays_on_it(desk: Desk) -> None:
    desk.select("Paris")
    desk.press("3")
    assert desk.confirmed() == [("Paris", "LOC")]
    assert desk.session.focus == desk.span("Paris").ref


def test_a_run_chosen_by_characters_is_added_without_its_white_space(desk: Desk) -> None:
    desk.gestures.select(*desk.at(" Paris"), exact=True)
    desk.press("3")
    assert desk.confirmed() == [("Paris", "LOC")]


def test_digits_relabel_a_relation_among_what_is_legal_between_its_ends(desk: Desk) -> None:
    desk.session.set_focus(desk.relation().ref)
    choices = desk.gestures.decisions.relation_choices(desk.relation())
    assert [label.name for _, label in choices][:2] == ["employed_by", "heads"]
    desk.press("1")
    assert desk.relations() == [("Élodie Marchand", "employed_by", "Armor Marine")]


def test_a_digit_beyond_the_legal_relations_is_refused(desk: Desk) -> None:
    relation = desk.relation()
    desk.session.set_focus(relation.ref)
    number = len(desk.gestures.decisions.relation_choices(relation)) + 1
    assert number <= 9
    desk.press(str(number))
    assert desk.relations() == []
    assert desk.messages[-1][1] == "refused"


def test_shift_arrows_move_the_end_of_a_suggestion_by_one_token(desk: Desk) -> None:
    desk.look_at("Pays")
    desk.press("Shift+Right", "Shift+Right", "Shift+Right")
    assert desk.confirmed() == [("Pays de la Loire", "ORG")]
    assert desk.focused() == "Pays de la Loire"
    desk.press("Shift+Left")
    assert desk.confirmed() == [("Pays de la", "ORG")]


def test_alt_shift_arrows_move_the_start(desk: Desk) -> None:
    desk.look_at("Le Goff")
    desk.press("Alt+Shift+Left")
    assert desk.confirmed() == [("Yann Le Goff", "PER")]
    desk.press("Alt+Shift+Right")
    assert desk.confirmed() == [("Le Goff", "PER")]


def test_shift_arrows_on_a_run_write_nothing(desk: Desk) -> None:
    desk.select("président")
    desk.press("Shift+Right", "Alt+Shift+Left")
    assert desk.focused() == ", président de"
    assert desk.project.undo_action() == ""


def test_a_boundary_never_empties_a_span(desk: Desk) -> None:
    desk.look_at("Pays")
    desk.press("Shift+Left", "Alt+Shift+Right")
    assert desk.span("Pays").status == "suggested"


def test_a_relation_has_no_boundaries(desk: Desk) -> None:
    desk.session.set_focus(desk.relation().ref)
    desk.press("Shift+Right", "Space")
    assert desk.messages[-1] == ("A relation has no boundaries", "refused")
    assert desk.confirmed() == []


def test_space_grows_a_run_and_shift_space_goes_back(desk: Desk) -> None:
    desk.select("Pays")
    desk.press("Space")
    assert desk.focused() == "Pays de la Loire"
    desk.press("Space")
    assert desk.focused() == "président de la région Pays de la Loire"
    desk.press("Space")
    assert desk.focused().startswith("Yann Le Goff")
    desk.press("Space")
    desk.press("Shift+Space", "Shift+Space")
    assert desk.focused() == "Pays de la Loire"
    desk.press("Shift+Space", "Shift+Space")
    assert desk.focused() == "Pays"


def test_space_on_a_suggestion_accepts_the_larger_unit(desk: Desk) -> None:
    desk.look_at("Le Goff")
    desk.press("Space")
    assert desk.confirmed() == [("Yann Le Goff", "PER")]
    desk.press("Shift+Space")
    assert desk.confirmed() == [("Le Goff", "PER")]


def test_growth_is_forgotten_elsewhere(desk: Desk) -> None:
    desk.select("Pays")
    desk.press("Space")
    desk.select("Paris")
    desk.press("Shift+Space")
    assert desk.focused() == "Paris"


def test_arrows_leave_a_span_to_the_token_under_it_then_move(desk: Desk) -> None:
    desk.press("Right")
    assert desk.session.focus == TokenRun(*desk.at("Marchand"))
    desk.press("Right")
    assert desk.focused() == "dirige"
    desk.look_at("Armor Marine")
    desk.press("Left")
    assert desk.focused() == "Armor"
    desk.press("Left", "Left", "Left", "Left", "Left")
    assert desk.focused() == "Élodie"


def test_up_and_down_ask_the_view_for_its_lines(desk: Desk) -> None:
    asked = []

    def vertical(position: int, down: bool) -> int | None:
        asked.append((position, down))
        return desk.at("Yann")[0] if down else None

    desk.gestures.set_view(vertical, lambda: (0, len(desk.text)))
    desk.press("Down")
    assert desk.session.focus == TokenRun(*desk.at("Marchand"))
    desk.press("Down")
    assert desk.focused() == "Yann"
    desk.press("Up")
    assert desk.focused() == "Yann"
    assert asked == [(desk.at("Marchand")[1] - 1, True), (desk.at("Yann")[0], False)]


def test_arrows_leave_a_relation_to_its_head(desk: Desk) -> None:
    desk.session.set_focus(desk.relation().ref)
    desk.press("Up")
    assert desk.focused() == "Élodie"


def test_escape_leaves_a_span_and_shortens_a_run(desk: Desk) -> None:
    desk.press("Esc")
    assert desk.focused() == "Élodie"
    desk.select("Pays de la Loire")
    desk.press("Esc")
    assert desk.focused() == "Pays"


def test_home_and_end_go_to_the_ends_of_the_article(desk: Desk) -> None:
    desk.press("Ctrl+End")
    assert desk.focused() == "."
    desk.press("Ctrl+Home")
    assert desk.focused() == "Élodie"


def test_copy_puts_the_words_on_the_clipboard(desk: Desk) -> None:
    desk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "Élodie Marchand"


def test_e_accepts_every_same_string_in_one_step(desk: Desk) -> None:
    desk.press("E")
    assert desk.confirmed() == [("Élodie Marchand", "PER"), ("Élodie Marchand", "PER")]
    assert desk.focused() == "Armor Marine"
    desk.press("Ctrl+Z")
    assert desk.confirmed() == []


def test_e_on_words_repeats_the_label_they_have_elsewhere(desk: Desk) -> None:
    desk.select("Élodie Marchand", nth=1)
    desk.press("E")
    assert desk.messages[-1] == ("Give these words a label first", "refused")
    desk.look_at("Élodie Marchand")
    desk.press("Return")
    desk.select("Élodie Marchand", nth=1)
    desk.press("E")
    assert desk.confirmed() == [("Élodie Marchand", "PER"), ("Élodie Marchand", "PER")]
    assert desk.session.focus == desk.span("Élodie Marchand", nth=1).ref


def test_shift_e_rejects_every_same_string(desk: Desk) -> None:
    desk.press("E")
    desk.look_at("Élodie Marchand")
    desk.press("Shift+E")
    assert desk.confirmed() == []
    desk.session.set_focus(desk.relation("suggested").ref) if desk.relations("suggested") else desk.select("dirige")
    desk.press("Shift+E")
    assert desk.messages[-1][1] == "refused"


def test_shift_enter_accepts_all_that_is_pending_in_one_step(desk: Desk) -> None:
    desk.press("Shift+Return")
    assert desk.article.pending_count == 0
    assert len(desk.confirmed()) == 5
    assert "Ctrl+" in desk.messages[-1][0]
    desk.press("Ctrl+Z")
    assert desk.article.pending_count == 6


def test_shift_backspace_rejects_all_that_is_pending_in_one_step(desk: Desk) -> None:
    desk.press("Shift+Backspace")
    assert (desk.article.pending_count, desk.confirmed()) == (0, [])
    desk.press("Shift+Backspace")
    assert desk.messages[-1][1] == "info"


def test_the_end_of_the_suggestions_is_said(desk: Desk) -> None:
    for _ in range(12):  # what is accepted may bring the same words elsewhere
        if desk.article.pending_count:
            desk.press("Return")
    assert desk.article.pending_count == 0
    assert desk.messages[-1][1] == "info"
    assert "marks the article as done" in desk.messages[-1][0]
    desk.press("Tab")
    assert "marks the article as done" in desk.messages[-1][0]


def test_r_badges_the_legal_targets_only_the_nearest_under_the_fingers(desk: Desk) -> None:
    desk.press("R")
    mode = desk.gestures.relating
    assert mode is not None
    assert {desk.words(ref) for ref in mode.badges} == {"Armor Marine", "Saint-Nazaire", "Le Goff", "Pays"}
    assert mode.badges[desk.span("Armor Marine").ref] == "f"
    assert mode.badges[desk.span("Saint-Nazaire").ref] == "j"


def test_a_relation_costs_three_keys_and_accepts_its_ends(desk: Desk) -> None:
    desk.press("R", "F")
    mode = desk.gestures.relating
    assert mode is not None
    assert mode.target is not None
    assert mode.badges == {}
    assert {label.name for _, label in mode.choices} >= {"employed_by", "heads", "member_of"}
    desk.press("D")
    assert desk.presses == 3
    assert desk.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert desk.session.focus == desk.span("Élodie Marchand").ref
    assert desk.gestures.relating is None


def test_a_relation_with_one_legal_label_costs_two_keys(desk: Desk) -> None:
    desk.select("président")
    desk.press("6")
    desk.presses = 0
    mode_letter = _badge(desk, "Pays")
    desk.press(mode_letter)
    assert desk.presses == 2
    assert desk.relations() == [("président", "role_at", "Pays")]


def test_a_digit_picks_the_label_by_its_place(desk: Desk) -> None:
    desk.press("R", "F", "1")
    assert desk.relations() == [("Élodie Marchand", "employed_by", "Armor Marine")]


def test_a_label_that_is_legal_only_the_other_way_goes_that_way_without_tab(desk: Desk) -> None:
    desk.look_at("Armor Marine")
    desk.press(_badge(desk, "Élodie Marchand"))
    mode = desk.gestures.relating
    assert mode is not None
    assert {label.name for _, label in mode.choices if mode.is_turned(label)} >= {"heads", "employed_by"}
    desk.press("D")
    assert desk.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    assert desk.focused() == "Armor Marine"


def test_tab_reverses_before_the_target_is_known(desk: Desk) -> None:
    desk.select("président")
    desk.press("6", "R")
    mode = desk.gestures.relating
    assert mode is not None
    assert {desk.words(ref) for ref in mode.badges} == {
        "Élodie Marchand",
        "Armor Marine",
        "Saint-Nazaire",
        "Le Goff",
        "Pays",
    }
    desk.press("Tab")
    assert mode.backward
    assert {desk.words(ref) for ref in mode.badges} == {"Élodie Marchand", "Le Goff"}
    desk.press(mode.badges[desk.span("Le Goff").ref])
    assert desk.relations() == [("Le Goff", "holds_role", "président")]


def test_tab_reverses_once_the_target_is_known(desk: Desk) -> None:
    desk.look_at("Armor Marine")
    desk.press(_badge(desk, "Pays"), "Tab", "P")
    assert desk.relations() == [("Pays", "part_of", "Armor Marine")]


def test_tab_where_nothing_is_legal_the_other_way_is_refused(desk: Desk) -> None:
    desk.select("Paris")
    desk.press("5")
    desk.press("R", "Tab")
    assert desk.messages[-1] == ("No relation is allowed the other way round", "refused")
    desk.press(desk.gestures.relating.badges[desk.span("Le Goff").ref] if desk.gestures.relating else "Esc")
    assert desk.relations() == [("Paris", "amount_of", "Le Goff")]


def test_escape_and_backspace_leave_the_relation_mode_step_by_step(desk: Desk) -> None:
    desk.press("R", "F", "Backspace")
    mode = desk.gestures.relating
    assert mode is not None
    assert mode.target is None
    desk.press("Backspace")
    assert desk.gestures.relating is None
    desk.press("R", "Esc")
    assert desk.gestures.relating is None
    assert desk.focused() == "Élodie Marchand"
    assert desk.confirmed() == []


def test_letters_belong_to_the_badges_while_relating(desk: Desk) -> None:
    assert not desk.gestures.takes(key_event("J"))
    desk.press("R")
    assert desk.gestures.takes(key_event("J"))
    assert not desk.gestures.takes(key_event("Ctrl+K"))


def test_a_decision_key_ends_the_relation_mode_and_means_what_it_means(desk: Desk) -> None:
    desk.press("R", "Return")
    assert desk.gestures.relating is None
    assert desk.confirmed() == [("Élodie Marchand", "PER")]


def test_a_relation_is_refused_on_words_and_without_a_legal_target(desk: Desk) -> None:
    desk.select("dirige")
    desk.press("R")
    assert desk.messages[-1][1] == "refused"
    desk.select("Paris")
    desk.press("4", "R")
    assert desk.gestures.relating is None
    assert "Paris" in desk.messages[-1][0]


def test_badges_go_to_what_is_on_screen(desk: Desk) -> None:
    desk.gestures.set_view(lambda position, down: None, lambda: (0, desk.at("Armor Marine")[1]))
    desk.press("R")
    mode = desk.gestures.relating
    assert mode is not None
    assert [desk.words(ref) for ref in mode.badges] == ["Armor Marine"]
    desk.gestures.set_view(lambda position, down: None, lambda: (0, len(desk.text)))
    desk.gestures.refresh_badges()
    assert len(mode.badges) == 4


def test_r_then_tab_on_a_relation_turns_it_round_where_that_is_legal(desk: Desk) -> None:
    desk.look_at("Armor Marine")
    desk.press("R", "Tab")
    mode = desk.gestures.relating
    assert mode is not None
    desk.press(mode.badges[desk.span("Pays").ref])
    desk.press(next(key for key, label in mode.choices if label.name == "part_of"))
    assert desk.relations() == [("Pays", "part_of", "Armor Marine")]
    desk.session.set_focus(desk.relation("confirmed").ref)
    desk.press("R", "Tab")
    assert desk.relations() == [("Armor Marine", "part_of", "Pays")]
    assert desk.session.focus == desk.relation("confirmed").ref


def test_a_drag_between_spans_relates_or_asks_for_the_label(desk: Desk) -> None:
    desk.gestures.relate_spans(desk.span("Élodie Marchand").ref, desk.span("Armor Marine").ref)
    mode = desk.gestures.relating
    assert mode is not None
    assert mode.target == desk.span("Armor Marine")
    desk.press("D")
    assert desk.relations() == [("Élodie Marchand", "heads", "Armor Marine")]
    desk.select("Paris")
    desk.press("4")
    desk.gestures.relate_spans(desk.span("Paris").ref, desk.span("Armor Marine").ref)
    assert desk.messages[-1][1] == "refused"


def test_a_click_focuses_a_span_or_the_token_or_picks_the_target(desk: Desk) -> None:
    desk.gestures.click(desk.span("Armor Marine").ref, 0)
    assert desk.focused() == "Armor Marine"
    desk.gestures.click(None, desk.at("dirige")[0] + 2)
    assert desk.focused() == "dirige"
    desk.look_at("Élodie Marchand")
    desk.press("R")
    desk.gestures.click(desk.span("Armor Marine").ref, 0)
    assert desk.gestures.relating is not None
    assert desk.gestures.relating.target == desk.span("Armor Marine")


def test_a_drag_over_text_takes_whole_tokens_unless_asked_for_characters(desk: Desk) -> None:
    start = desk.at("Loire")[0]
    desk.gestures.select(start + 1, start + 3)
    assert desk.focused() == "Loire"
    desk.gestures.select(start + 1, start + 3, exact=True)
    assert desk.focused() == "oi"


def test_x_shows_rejected_and_enter_takes_the_rejection_back(desk: Desk) -> None:
    desk.press("Backspace", "X")
    assert desk.session.show_rejected
    desk.look_at("Élodie Marchand")
    desk.press("Return")
    assert desk.confirmed() == [("Élodie Marchand", "PER")]


def test_hiding_the_rejected_leaves_the_words_in_focus(desk: Desk) -> None:
    desk.press("Backspace", "X")
    desk.look_at("Élodie Marchand")
    desk.press("X")
    assert desk.session.focus == TokenRun(*desk.at("Élodie"))


def test_decisions_are_announced_with_words_and_label(desk: Desk) -> None:
    said: list[str] = []
    desk.session.announced.connect(said.append)
    desk.press("Return", "Backspace")
    assert said == ["accepted: Élodie Marchand, Person", "rejected: Armor Marine, Organisation"]


def test_a_read_only_project_says_why_a_key_does_nothing(desk: Desk) -> None:
    path = desk.project.path
    desk.session.close()
    from annotator.project import Project

    desk.session.open_project(Project.open(path, read_only=True))
    desk.session.open_article(desk.documents[0])
    desk.press("Return")
    assert desk.messages[-1][1] == "refused"
    desk.press("Tab")
    assert desk.focused() == "Armor Marine"


def test_label_keys_work_on_azerty_without_shift_and_with_it(desk: Desk) -> None:
    for text, expected in (("é", "ORG"), ("&", "PER"), ('"', "LOC")):
        desk.look_at("Élodie Marchand")
        desk.gestures.key(
            QKeyEvent(QEvent.Type.KeyPress, ord(text.upper()), Qt.KeyboardModifier.NoModifier, 0, 0, 0, text)
        )
        assert desk.confirmed()[0] == ("Élodie Marchand", expected)
    desk.look_at("Élodie Marchand")
    desk.gestures.key(key_event("Shift+2", text="2"))
    assert desk.confirmed()[0] == ("Élodie Marchand", "ORG")
    desk.look_at("Élodie Marchand")
    keypad = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier, 0, 0, 0, "3")
    desk.gestures.key(keypad)
    assert desk.confirmed()[0] == ("Élodie Marchand", "LOC")


def test_an_apostrophe_on_another_key_is_no_digit(desk: Desk) -> None:
    desk.gestures.key(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.NoModifier, 48, 0, 0, "'")
    )
    assert desk.confirmed() == []


def test_keypad_enter_accepts(desk: Desk) -> None:
    desk.gestures.key(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, 104, 0, 0, "\r")
    )
    assert desk.confirmed() == [("Élodie Marchand", "PER")]


def test_a_key_held_down_decides_once_but_goes_on_moving(desk: Desk) -> None:
    def held(key: Qt.Key) -> QKeyEvent:
        return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, "", True)

    desk.press("Return")
    for _ in range(5):
        assert desk.gestures.key(held(Qt.Key.Key_Return))
    assert desk.confirmed() == [("Élodie Marchand", "PER")]
    desk.gestures.key(held(Qt.Key.Key_Tab))
    assert desk.session.focus == desk.relation().ref


def test_backtab_goes_back(desk: Desk) -> None:
    desk.gestures.key(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, 0, 0, 0, "")
    )
    assert desk.focused() == "Pays"


def test_a_scripted_article_costs_what_the_table_of_costs_says(desk: Desk) -> None:
    """accept 1, reject 1, relabel 1, boundary 1 a token, relation 2 or 3, add 1 once selected, next article 1."""
    desk.press("Return")  # Élodie Marchand, PER: accepted
    desk.press("Return")  # Armor Marine, ORG: accepted
    desk.press("Return")  # the relation between them: accepted
    desk.press("Backspace")  # Saint-Nazaire: rejected
    desk.press("Alt+Shift+Left", "Return")  # Le Goff → Yann Le Goff, and on
    desk.press("Shift+Right", "Shift+Right", "Shift+Right", "3")  # Pays → Pays de la Loire, LOC
    desk.press("Ctrl+Return")
    assert desk.presses == 1 + 1 + 1 + 1 + 2 + 4 + 1
    done = desk.project.article(desk.documents[0])
    text = done.document.text
    assert [(text[s.start : s.end], s.label) for s in done.spans(("confirmed",))] == [
        ("Élodie Marchand", "PER"),
        ("Armor Marine", "ORG"),
        ("Yann Le Goff", "PER"),
        ("Pays de la Loire", "LOC"),
    ]
    assert len(done.relations(("confirmed",))) == 1
    assert done.review.state == "done"
    assert desk.article.document.id == desk.documents[1]


def _badge(desk: Desk, words: str) -> str:
    """Press R; the letter on the target of those words."""
    desk.press("R")
    mode = desk.gestures.relating
    assert mode is not None
    ref: Ref = desk.span(words).ref
    return mode.badges[ref].upper()
