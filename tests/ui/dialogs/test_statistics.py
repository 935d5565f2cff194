"""The figures of a project, as they are read."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.ui.dialogs.statistics import Statistics, show_statistics, tables
from annotator.ui.main_window import MainWindow


def test_figures_are_those_of_the_project(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    first = project.document_ids()[0]
    project.accept_all(first)
    project.set_state(first, "done")
    show_statistics(window)
    dialog = window.findChild(Statistics)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.stats is not None, timeout=30_000)
    shown = [label.text() for label in dialog.content.findChildren(QLabel)]
    assert "Work of Ada" in shown
    assert "Person (PER)" in shown
    assert shown[shown.index("Done") + 1 : shown.index("Done") + 3] == ["1", "33%"]
    dialog.copy()
    assert "In the project\t3" in QApplication.clipboard().text()
    dialog.close()


def test_tables_without_rows_are_left_out_and_long_ones_summed_up(project: Project) -> None:
    stats = dict(project.stats())
    made = dict(tables(stats, project.scheme, "en"))
    assert "Spans by label" not in made
    assert "Suggestions decided" not in made
    stats["sources"] = {f"outlet {number:02}": 100 - number for number in range(20)}
    stats["decisions"] = {"PER": {"accepted": 3, "rejected": 1}}
    stats["active_seconds"] = 3720
    made = dict(tables(stats, project.scheme, "en"))
    assert made["Outlets"][0] == ("outlet 00", "100", "")
    assert made["Outlets"][-1] == ("8 others", str(sum(100 - number for number in range(12, 20))), "")
    assert made["Suggestions decided"][1] == ("Person (PER)", "3", "0", "1", "75%")
    assert ("Time at the articles", "1 h 02 min") in made[f"Work of {stats['annotator']}"]
