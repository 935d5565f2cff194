"""The list of what the memory believes, and the occurrences of a string in the corpus."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.model.cursor import TokenRun
from annotator.model.record import Record
from annotator.project import Project
from annotator.ui.dialogs.concordance import REJECT, ConcordanceDialog, show_concordance, show_concordance_of
from annotator.ui.dialogs.concordance_model import ARTICLE, DATE, LEFT, RIGHT, STANDING, OccurrenceModel
from annotator.ui.dialogs.concordance_model import STRING as MIDDLE
from annotator.ui.dialogs.memory import AGREE, SPEAKS, STRING, MemoryDialog, show_memory
from annotator.ui.main_window import MainWindow
from tests.ui.conftest import TEXT


def concordance(window: MainWindow, qtbot: QtBot) -> ConcordanceDialog:
    (found,) = [made for made in window.findChildren(ConcordanceDialog) if made.isVisible()]
    qtbot.waitUntil(lambda: not found.searching)
    return found


def test_the_word_in_focus_is_found_in_every_article_and_decided_at_once(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    session = window.session
    start = TEXT.index("Armor Marine")
    session.set_focus(TokenRun(start, start + len("Armor Marine")))
    show_concordance(window)
    dialog = concordance(window, qtbot)
    assert dialog.model.rowCount() == 2
    assert [dialog.model.is_ticked(row) for row in range(2)] == [True, True]
    dialog.decision.setCurrentIndex(dialog.decision.findData("ORG"))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    first, second, _ = project.document_ids()
    for document in (first, second):
        assert [(s.start, s.label) for s in project.article(document).spans(("confirmed",))] == [(start, "ORG")]
    session.undo()
    assert project.article(second).spans(("confirmed",)) == []


def test_context_has_the_room_that_the_string_and_its_standing_leave(window: MainWindow, qtbot: QtBot) -> None:
    show_concordance_of(window, "Saint-Nazaire", REJECT)
    dialog = concordance(window, qtbot)
    dialog.resize(1070, 640)
    width = {column: dialog.table.columnWidth(column) for column in range(dialog.model.columnCount())}
    needed = dialog.table.fontMetrics().horizontalAdvance("Saint-Nazaire")
    assert needed < width[MIDDLE] < needed + 30
    assert width[STANDING] < 170
    assert width[LEFT] + width[RIGHT] > 600
    tip = dialog.model.index(0, STANDING).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith(dialog.model.index(0, STANDING).data())


def test_a_long_string_leaves_room_for_its_context(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    long = "le très long nom d’une commission parlementaire mixte paritaire extraordinaire et permanente"
    project.import_records(iter([Record(key="long", text=f"Devant {long} réunie.")]))
    show_concordance_of(window, long, REJECT)
    dialog = concordance(window, qtbot)
    dialog.resize(1070, 640)
    assert dialog.table.columnWidth(MIDDLE) == 300
    assert dialog.table.columnWidth(LEFT) > 150


def test_space_takes_the_tick_away_and_what_is_done_is_not_ticked(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    project.set_state(project.document_ids()[1], "done")
    show_concordance_of(window, "Saint-Nazaire", REJECT)
    dialog = concordance(window, qtbot)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [dialog.model.is_ticked(row) for row in range(2)] == [True, False]
    assert dialog.model.index(1, STANDING).data() == "done · Place, suggested" or "done" in str(
        dialog.model.index(1, STANDING).data()
    )
    dialog.table.selectAll()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert len(dialog.model.ticked()) == 2
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.model.ticked() == []
    dialog.apply()
    assert dialog.message.text() == "Nothing is ticked"
    dialog.model.setData(dialog.model.index(0, ARTICLE), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    dialog.filter.setText("no such words")
    assert dialog.model.rowCount() == 0
    assert dialog.model.ticked() == [], "what nobody sees is not decided"
    dialog.filter.setText("")
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    dialog._go_to_current()
    assert window.session.article is not None
    assert window.session.article.document.id == project.document_ids()[1]
    dialog.close()


def test_what_comes_before_is_sorted_from_the_string_outwards(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    model = OccurrenceModel(str)
    model.add(project.occurrences_in(project.document_ids(), "à"))
    model.sort(LEFT, Qt.SortOrder.AscendingOrder)
    ends = [str(model.index(row, LEFT).data()).split()[-1] for row in range(model.rowCount())]
    assert ends == sorted(ends, key=str.casefold)
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_dates_take_room_only_where_there_are_some(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    show_concordance_of(window, "Saint-Nazaire", REJECT)
    dialog = concordance(window, qtbot)
    dialog.resize(1100, 600)
    assert dialog.table.isColumnHidden(DATE)
    undated = dialog.table.columnWidth(ARTICLE)
    dialog.close()
    dated = Record(key="dated", text=f"{TEXT} Hier.", published="2026-09-02")
    project.import_records(iter([dated]))
    show_concordance_of(window, "Armor Marine", REJECT)
    dialog = concordance(window, qtbot)
    dialog.resize(1100, 600)
    assert not dialog.table.isColumnHidden(DATE)
    assert dialog.table.columnWidth(ARTICLE) < undated
    side = dialog.model.headerData(LEFT, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert side == dialog.model.index(0, LEFT).data(Qt.ItemDataRole.TextAlignmentRole)
    dialog.close()


def test_a_relation_is_no_string(window: MainWindow) -> None:
    window.session.set_focus(None)
    show_concordance(window)
    assert not [made for made in window.findChildren(ConcordanceDialog) if made.isVisible()]


def test_a_string_of_the_memory_is_switched_and_leads_to_its_places(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    first = project.document_ids()[0]
    start = TEXT.index("Paris")
    window.session.run(lambda p: p.add_span(first, start, start + 5, "LOC"))
    show_memory(window)
    (dialog,) = [made for made in window.findChildren(MemoryDialog) if made.isVisible()]
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [dialog.model.index(0, column).data() for column in (STRING, AGREE)] == ["Paris", "100%"]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert not dialog.model.entry(0).speaks
    assert project.memory_of("Paris").switched is False  # type: ignore[union-attr]
    dialog.model.setData(dialog.model.index(0, STRING), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert project.memory_of("Paris").switched is None  # type: ignore[union-attr]
    dialog.filter.setText("Nantes")
    assert dialog.model.rowCount() == 0
    dialog.filter.setText("")
    dialog.active.setChecked(False)
    assert not project.memory_active
    assert not window.settings.switch("memory")
    dialog.active.setChecked(True)
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    found = concordance(window, qtbot)
    assert found.model.rowCount() == 2
    assert found.decision.currentData() == "LOC"
    found.close()
    dialog.close()


def test_other_articles_follow_in_a_pause(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    first, second, _ = project.document_ids()
    before = project.document_rows([second])[0].pending
    start = TEXT.index("Paris")
    window.session.run(lambda p: p.add_span(first, start, start + 5, "LOC"))
    qtbot.waitUntil(lambda: project.document_rows([second])[0].pending == before + 1)


def test_memory_says_why_it_does_not_speak(window: MainWindow, project: Project) -> None:
    first, second, _ = project.document_ids()
    start = TEXT.index("Paris")
    for document, label in ((first, "LOC"), (second, "ORG")):
        window.session.run(lambda p, document=document, label=label: p.add_span(document, start, start + 5, label))
    ref = next(s.ref for s in project.article(first).spans(("suggested",)) if s.start == TEXT.index("Saint"))
    window.session.run(lambda p: p.reject(first, ref))
    show_memory(window)
    (dialog,) = [made for made in window.findChildren(MemoryDialog) if made.isVisible()]
    said = {}
    for row in range(dialog.model.rowCount()):
        said[dialog.model.index(row, STRING).data()] = dialog.model.index(row, SPEAKS).data()
    assert said == {"Paris": "no: decided both ways", "Saint-Nazaire": "no: too few decisions"}
    dialog.resize(760, 600)
    assert dialog.table.columnWidth(STRING) > 150
    assert not dialog.table.wordWrap()
    assert dialog.model.index(0, STRING).data(Qt.ItemDataRole.ToolTipRole) == dialog.model.index(0, STRING).data()
    dialog.close()
