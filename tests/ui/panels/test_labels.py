"""The label scheme at the right, the key bar below, the header above."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.query import Progress
from annotator.ui.menus import with_mnemonics
from annotator.ui.panels.focus_card import FocusCard
from annotator.ui.panels.header import Header
from annotator.ui.panels.inspector import CARD_HEIGHT, Inspector
from annotator.ui.panels.key_bar import KeyBar, KeyHint
from annotator.ui.panels.labels import HEADING_HEIGHT, LINE_ROLE, ROW_HEIGHT, SchemeModel, SchemePanel
from annotator.ui.panels.painting import key_cap_width, key_parts
from annotator.ui.theme import load_fonts, load_theme

SCHEME = LabelScheme(
    labels=(Label("PER", {"en": "Person", "fr": "Personne"}, key="1"), Label("ORG", {"en": "Organisation"}, key="2", hue=1)),
    relation_labels=(RelationLabel("heads", {"en": "heads"}, key="d"),),
)  # fmt: skip


def test_scheme_model_keeps_qt_s_rules(qapp: QApplication) -> None:
    model = SchemeModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_scheme(SCHEME, "fr")
    model.set_counts({"PER": (3, 2)}, {"heads": (1, 0)})
    model.set_scheme(LabelScheme(), "fr")
    assert tester.model() is model


def test_titles_are_in_the_interface_s_language(qapp: QApplication) -> None:
    model = SchemeModel()
    model.set_scheme(SCHEME, "fr")
    assert [model.index(row).data() for row in range(model.rowCount())] == [
        "Labels", "Personne", "ORG", "Relations", "heads"
    ]  # fmt: skip


def test_only_rows_whose_counts_differ_are_painted_again(qapp: QApplication) -> None:
    model = SchemeModel()
    model.set_scheme(SCHEME, "en")
    model.set_counts({"PER": (3, 2), "ORG": (1, 0)}, {})
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    model.set_counts({"PER": (4, 1), "ORG": (1, 0)}, {"heads": (0, 1)})
    assert changed == [1, 4]
    line = model.index(1).data(LINE_ROLE)
    assert (line.confirmed, line.pending) == (4, 1)


def test_counts_are_spoken(qapp: QApplication) -> None:
    model = SchemeModel()
    model.set_scheme(SCHEME, "en")
    model.set_counts({"PER": (4, 1)}, {})
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Person, key 1: 4 confirmed, 1 to review"


def test_a_click_on_a_label_asks_for_it(qtbot: QtBot) -> None:
    panel = SchemePanel(load_theme("light"))
    qtbot.addWidget(panel)
    panel.resize(280, 300)
    panel.set_scheme(SCHEME, "en")
    panel.show()
    place = panel.visualRect(panel.lines.index(2)).center()
    with qtbot.waitSignal(panel.label_requested) as signal:
        qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == ["ORG"]


def test_marking_the_current_label_does_not_scroll(qtbot: QtBot) -> None:
    panel = SchemePanel(load_theme("light"))
    qtbot.addWidget(panel)
    panel.resize(280, 80)
    panel.set_scheme(SCHEME, "en")
    panel.show()
    panel.set_current("relation", "heads")
    assert panel.verticalScrollBar().value() == 0
    assert panel.currentIndex().data() == "heads"
    panel.set_current("label", "")
    assert not panel.selectionModel().hasSelection()


def test_key_caps_draw_symbols_and_write_the_rest() -> None:
    assert key_parts("Shift+Left/Right") == ["Shift", "Left", "Right"]
    assert key_parts("1–9") == ["1–9"]
    assert key_parts("/") == ["/"]
    assert key_parts("+") == ["+"]
    assert key_parts("") == []


def test_a_wide_cap_is_as_wide_as_its_text(qapp: QApplication) -> None:
    load_fonts()
    font = load_theme("light").sans_font(11.5, QFont.Weight.DemiBold)
    assert key_cap_width("R", font) == 20
    assert key_cap_width("Shift+Left/Right", font) > 45


def test_a_message_takes_the_place_of_the_keys_until_it_is_clicked_away(qtbot: QtBot) -> None:
    bar = KeyBar(load_theme("light"))
    qtbot.addWidget(bar)
    bar.resize(900, bar.height())
    bar.show()
    bar.set_hints((KeyHint("Tab", "next", "next_pending"),))
    bar.show_message("This relation is not legal", "refused")
    assert bar.message == "This relation is not legal"
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert bar.message == ""
    bar.grab()
    with qtbot.waitSignal(bar.action_requested) as signal:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    assert signal.args == ["next_pending"]


def test_hints_that_do_not_fit_are_left_out_whole(qtbot: QtBot) -> None:
    bar = KeyBar(load_theme("light"))
    qtbot.addWidget(bar)
    bar.set_hints(tuple(KeyHint("Tab", f"hint number {n}", f"a{n}") for n in range(30)))
    bar.set_progress(15, 0.5)
    bar.resize(700, bar.height())
    bar.grab()
    few = bar.shown_actions
    bar.resize(1100, bar.height())
    bar.grab()
    assert 0 < len(few) < len(bar.shown_actions) < 30


def test_header_counts_done_and_skipped_as_finished(qtbot: QtBot) -> None:
    header = Header(load_theme("light"))
    qtbot.addWidget(header)
    header.set_progress(Progress(total=40, done=17, in_progress=2, skipped=1, pending=9))
    assert header.progress_text == "18 of 40 articles"
    header.set_progress(None)
    assert header.progress_text == ""


def test_saved_light_is_true_to_what_it_is_told(qtbot: QtBot) -> None:
    header = Header(load_theme("dark"))
    qtbot.addWidget(header)
    header.saved.set_state(False, "Not saved", "the disk is full")
    assert header.saved.saved is False
    assert header.saved.toolTip() == "the disk is full"
    assert header.saved.accessibleName() == "Not saved"


def test_menus_get_letters_of_their_own() -> None:
    letters = [title[title.index("&") + 1].lower() for title in with_mnemonics(["Project", "Print", "Rien", "Édition"])]
    assert len(set(letters)) == 4
    assert "r" not in letters


def test_a_long_title_stays_within_the_card(qtbot: QtBot) -> None:
    inspector = Inspector(load_theme("light"))
    qtbot.addWidget(inspector)
    inspector.resize(268, CARD_HEIGHT)
    shown = QImage(inspector.size(), QImage.Format.Format_RGB32)
    cards = [
        FocusCard("suggestion", "", "Paris", label=label, hue=2, score=0.5, confidence="50%")
        for label in ("x", "x" * 90)
    ]
    edges = []
    for card in cards:
        inspector.set_card(card)
        inspector.render(shown)
        edges.append([shown.pixel(260, y) for y in range(80, 104)])
    assert edges[0] == edges[1]


def test_counts_of_a_long_article_do_not_run_into_each_other(qtbot: QtBot) -> None:
    theme = load_theme("light")
    panel = SchemePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(270, 90)
    panel.set_scheme(SCHEME, "en")
    pictures = []
    for confirmed in (5, 8):
        panel.set_counts({"PER": (confirmed, 2279)}, {})
        pictures.append(panel.grab().toImage())
    first, second = pictures
    places = [(x, y) for x in range(150, 250) for y in range(HEADING_HEIGHT, HEADING_HEIGHT + ROW_HEIGHT)]
    count = [x for x, y in places if first.pixel(x, y) != second.pixel(x, y)]
    pending = [x for x, y in places if first.pixel(x, y) == theme.accent.rgb()]
    assert max(count) < min(pending)


def test_panels_paint_in_both_themes(qtbot: QtBot) -> None:
    pictures: list[QImage] = []
    for name in ("light", "dark"):
        panel = SchemePanel(load_theme(name))
        qtbot.addWidget(panel)
        panel.resize(280, 300)
        panel.set_scheme(SCHEME, "en")
        panel.set_counts({"PER": (3, 2)}, {})
        pictures.append(panel.grab().toImage())
    assert pictures[0] != pictures[1]
