"""The article list: rows by blocks, filters and search on a real project, the selection that follows without jumping."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentId
from annotator.model.query import DocumentQuery, DocumentRow
from annotator.model.record import Record
from annotator.project import Project
from annotator.ui.panels import id_query
from annotator.ui.panels.article_delegate import short_date, title_lines, where_from
from annotator.ui.panels.article_list import ArticleList
from annotator.ui.panels.article_model import BLOCK, ID_ROLE, ROW_ROLE, ArticleModel
from annotator.ui.theme import load_fonts, load_theme
from tests.ui.conftest import suggest

MANY = 200


@pytest.fixture
def corpus(project: Project) -> Project:
    outlets = ("Le Marin", "Le Courrier")
    project.import_records(
        Record(key=f"a{n}", title=f"Dépêche numéro {n}", text=f"Élodie Marchand dirige Armor Marine à Saint-Nazaire, Le Goff, Pays. {n}",
               source=outlets[n % 2], published=f"2024-01-{1 + n % 28:02}", language="fr" if n % 5 else "br")
        for n in range(MANY)
    )  # fmt: skip
    return project


@pytest.fixture
def panel(qtbot: QtBot, corpus: Project) -> Iterator[ArticleList]:
    load_fonts()
    made = ArticleList(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(272, 600)
    made.set_project(corpus)
    made.show()
    yield made
    made.set_project(None)


class Counting:
    """A project's rows, counting how often they are asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.asked: list[int] = []

    def document_rows(self, ids: Sequence[DocumentId]) -> list[DocumentRow]:
        self.asked.append(len(ids))
        return self.project.document_rows(ids)


def test_model_keeps_qt_s_rules(qapp: QApplication, corpus: Project) -> None:
    model = ArticleModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(corpus, corpus.document_ids())
    model.refresh([DocumentId(3)])
    model.refresh()
    model.set_ids(corpus, corpus.document_ids(DocumentQuery(source="Le Marin")))
    model.set_ids(None, [])
    assert tester.model() is model


def test_rows_are_fetched_by_the_block_and_once(qapp: QApplication, corpus: Project) -> None:
    source = Counting(corpus)
    model = ArticleModel()
    model.set_ids(source, corpus.document_ids())
    assert source.asked == []
    for row in range(20):
        model.index(row).data(ROW_ROLE)
    model.index(MANY - 1).data(Qt.ItemDataRole.DisplayRole)
    assert source.asked == [BLOCK, MANY % BLOCK]
    assert model.index(MANY - 1).data() == f"Dépêche numéro {MANY - 1}"


def test_refresh_reads_only_the_blocks_of_those_documents_again(qapp: QApplication, corpus: Project) -> None:
    source = Counting(corpus)
    model = ArticleModel()
    ids = corpus.document_ids()
    model.set_ids(source, ids)
    model.index(0).data(ROW_ROLE)
    model.index(BLOCK).data(ROW_ROLE)
    corpus.set_flag(ids[0], True)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    model.refresh([ids[0]])
    assert changed == [0]
    assert model.index(0).data(ROW_ROLE).flag
    model.index(BLOCK).data(ROW_ROLE)
    assert source.asked == [BLOCK] * 3


def test_a_row_says_its_state_to_assistive_technology(qapp: QApplication, corpus: Project) -> None:
    model = ArticleModel()
    ids = corpus.document_ids()
    corpus.set_state(ids[0], "done")
    model.set_ids(corpus, ids)
    text = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Dépêche numéro 0, Le Marin, 2024-01-01, done"


def test_search_does_not_mind_accents(panel: ArticleList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.order_changed):
        qtbot.keyClicks(panel.search, "depeche 17")
    titles = {panel.model.index(row).data() for row in range(panel.model.rowCount())}
    assert "Dépêche numéro 17" in titles
    assert all("17" in title for title in titles)


def test_typing_asks_once(panel: ArticleList, qtbot: QtBot) -> None:
    asked: list[list[int]] = []
    panel.order_changed.connect(asked.append)
    with qtbot.waitSignal(panel.order_changed):
        qtbot.keyClicks(panel.search, "numero 12")
    assert len(asked) == 1


def test_escape_clears_the_search_then_leaves(panel: ArticleList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.order_changed):
        qtbot.keyClicks(panel.search, "zzz")
    assert panel.model.rowCount() == 0
    with qtbot.waitSignal(panel.order_changed):
        qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.model.rowCount() == MANY
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.search, Qt.Key.Key_Escape)


def test_return_in_the_list_opens_the_article_and_gives_the_keyboard_back(panel: ArticleList, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index(4))
    with (
        qtbot.waitSignal(panel.article_requested) as requested,
        qtbot.waitSignal(panel.left),
    ):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert requested.args == [panel.model.ids[4]]


@pytest.mark.parametrize("at_once", [4000, 0])
def test_return_in_the_search_opens_the_first_found(
    panel: ArticleList, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("annotator.ui.panels.id_query.AT_ONCE", at_once)
    requested: list[int] = []
    panel.article_requested.connect(requested.append)
    qtbot.keyClicks(panel.search, "numero 17")
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert requested == panel.model.ids[:1]
    assert panel.model.rowCount() < MANY
    panel.set_current(panel.model.ids[-1])
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert len(requested) == 1, "the open one is among them"


def test_filters_narrow_the_list_and_are_said(panel: ArticleList, corpus: Project) -> None:
    ids = corpus.document_ids()
    suggest(corpus, ids[2])
    corpus.set_flag(ids[2], True)
    corpus.set_state(ids[3], "done")
    panel.set_query(DocumentQuery(pending=True))
    assert panel.model.ids == [ids[2]]
    panel.set_query(DocumentQuery(flagged=True, source="Le Marin"))
    assert panel.model.ids == [ids[2]]
    panel.set_query(DocumentQuery(states=("done",)))
    assert panel.model.ids == [ids[3]]
    assert panel.summary == "Done"
    panel.clear_filters()
    assert panel.model.ids == ids
    assert panel.summary == ""


def test_filter_menu_shows_what_is_in_force_and_changes_it(panel: ArticleList, corpus: Project) -> None:
    corpus.set_state(DocumentId(corpus.document_ids()[0]), "skipped")
    panel.set_query(DocumentQuery(flagged=True))
    menu = panel.filter_menu
    menu.aboutToShow.emit()
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["Flagged"]
    for action in menu.actions():
        if action.text() in ("Flagged", "Skipped"):
            action.trigger()
    assert panel.query() == DocumentQuery(states=("skipped",))
    assert panel.model.rowCount() == 1


def test_outlets_of_the_menu_filter(panel: ArticleList) -> None:
    menu = next(a.menu() for a in panel.filter_menu.actions() if a.menu() is not None and a.text() == "Outlet")
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text().startswith("Le Marin")).trigger()
    assert panel.query().source == "Le Marin"
    assert panel.model.rowCount() == MANY // 2


def test_order_menu_orders(panel: ArticleList, corpus: Project) -> None:
    for number, order in ((1, "oldest"), (2, "date")):
        panel.order_menu.actions()[number].trigger()
        assert panel.query().order == order
        assert panel.model.ids == corpus.document_ids(DocumentQuery(order=order))


def test_opening_an_article_in_sight_does_not_scroll(panel: ArticleList) -> None:
    bar = panel.view.verticalScrollBar()
    bar.setValue(500)
    visible = panel.view.indexAt(panel.view.viewport().rect().center()).data(ID_ROLE)
    panel.set_current(visible)
    assert bar.value() == 500
    assert panel.view.currentIndex().data(ID_ROLE) == visible


def test_new_documents_leave_the_top_row_and_the_selection_where_they_are(panel: ArticleList, corpus: Project) -> None:
    panel.set_query(DocumentQuery(order="date"))
    panel.set_current(panel.model.ids[50])
    top = panel.view.indexAt(panel.view.viewport().rect().topLeft()).data(ID_ROLE)
    corpus.import_records(iter([Record(key="new", text="Tout neuf.", published="2030-01-01")]))
    panel.refresh()
    assert panel.model.rowCount() == MANY + 1
    assert panel.view.indexAt(panel.view.viewport().rect().topLeft()).data(ID_ROLE) == top
    assert panel.view.currentIndex().row() == 51


def test_refresh_without_new_documents_keeps_the_order(panel: ArticleList, corpus: Project) -> None:
    panel.set_query(DocumentQuery(order="review"))
    before = list(panel.model.ids)
    suggest(corpus, before[-1])
    panel.refresh()
    assert panel.model.ids == before
    assert panel.model.index(MANY - 1).data(ROW_ROLE).pending > 0


def test_a_large_project_is_asked_beside_the_window(
    panel: ArticleList, corpus: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(id_query, "AT_ONCE", 10)
    with qtbot.waitSignal(panel.order_changed) as signal:
        panel.set_query(DocumentQuery(source="Le Marin"))
        assert panel.model.rowCount() == MANY
    assert signal.args == [corpus.document_ids(DocumentQuery(source="Le Marin"))]


def test_an_overtaken_answer_is_dropped(
    panel: ArticleList, corpus: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(id_query, "AT_ONCE", 10)
    answers: list[list[int]] = []
    panel.order_changed.connect(answers.append)
    with qtbot.waitSignal(panel.order_changed):
        panel.set_query(DocumentQuery(source="Le Marin"))
        panel.set_query(replace(panel.query(), source="Le Courrier"))
    assert answers == [corpus.document_ids(DocumentQuery(source="Le Courrier"))]


def test_titles_take_two_lines_at_most_and_are_never_cut_inside_an_emoji(qapp: QApplication) -> None:
    load_fonts()
    font = load_theme("light").sans_font(13, QFont.Weight.Medium)
    long = "😀 " + "Un titre très long sur la pêche à Lorient " * 5
    lines = title_lines(long, font, 180.0)
    assert len(lines) == 2
    assert lines[0].startswith("😀 Un titre")
    assert lines[1].endswith("…")
    assert long.startswith(f"{lines[0]} {lines[1][:-1]}".rstrip())
    assert title_lines("Bref", font, 180.0) == ("Bref",)
    assert title_lines("", font, 180.0) == ("",)


def test_dates_are_short(qapp: QApplication) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("fr_FR"))
    try:
        today = QDate(2026, 11, 22)
        assert short_date("2026-10-14T06:40:00+02:00", today) == "14 oct."
        assert short_date("2024-10-14", today) == "oct. 2024"
        assert short_date("2024-10-14", today, day=True) == "14 oct. 2024"
        assert short_date("2026-10-14", today, day=True) == "14 oct."
        assert short_date("sans date", today) == "sans date"
        assert short_date("", today) == ""
    finally:
        QLocale.setDefault(before)


def test_a_row_says_the_day_where_there_is_room_and_a_file_s_name_where_nothing_else_is_known(
    qapp: QApplication, corpus: Project
) -> None:
    load_fonts()
    metrics = QFontMetricsF(load_theme("light").sans_font(11.5))
    row = replace(corpus.document_rows(corpus.document_ids())[0], source="Le Petit Parisien", published="1911-03-12")
    assert where_from(row, metrics, 300) == "Le Petit Parisien · 12 Mar 1911"
    assert where_from(row, metrics, metrics.horizontalAdvance("Le Petit Parisien · Mar 1911")).endswith("n · Mar 1911")
    assert where_from(row, metrics, 110).endswith("… · Mar 1911")
    scanned = replace(row, source="", published="", key="journaux/1911/matin_1911-03-12_p2")
    assert where_from(scanned, metrics, 300) == scanned.key
    assert where_from(scanned, metrics, 90).startswith("…")
    assert where_from(scanned, metrics, 90).endswith("12_p2")
    assert where_from(replace(scanned, title=""), metrics, 90) == "", "the key is the title then"


def test_a_row_s_tip_has_title_and_key(panel: ArticleList) -> None:
    assert panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Dépêche numéro 0\na0"


def test_search_without_a_match_says_so(panel: ArticleList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.order_changed):
        qtbot.keyClicks(panel.search, "introuvable")
    assert panel.view.message == "No article matches"
    with_words = panel.view.grab().toImage()
    panel.view.message = ""
    assert panel.view.grab().toImage() != with_words
    with qtbot.waitSignal(panel.order_changed):
        panel.search.clear()
    assert panel.view.message == ""
