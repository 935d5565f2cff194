"""Choosing from which confidence on suggestions are shown."""

from dataclasses import replace

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.ui.dialogs.thresholds import Thresholds, expected, show_thresholds
from annotator.ui.main_window import MainWindow


def opened(window: MainWindow) -> Thresholds:
    show_thresholds(window)
    dialog = window.findChild(Thresholds)
    assert dialog is not None
    return dialog


def test_slider_and_field_follow_each_other_and_say_what_to_expect(window: MainWindow, project: Project) -> None:
    first = project.document_ids()[0]
    project.accept_all(first)
    dialog = opened(window)
    row = dialog.rows["span", "PER"]
    row.slider.setValue(40)
    assert row.field.value() == 40
    assert row.readout.text() == "100% right, keeps 100%"
    row.field.setValue(99)
    assert (row.slider.value(), row.least) == (99, 0.99)
    assert row.readout.text() == "none so sure so far"
    assert row.slider.accessibleDescription() == row.readout.text()
    assert dialog.rows["span", "LAW"].readout.text() == "nothing decided yet"
    assert ("relation", "heads") in dialog.rows
    dialog.close()


def test_applying_hides_in_the_open_article_and_show_all_brings_back(window: MainWindow, qtbot: QtBot) -> None:
    article = window.session.article
    assert article is not None
    before = article.pending_count
    dialog = opened(window)
    dialog.rows["span", "PER"].field.setValue(99)
    with qtbot.waitSignal(window.session.edited):
        dialog.apply()
    assert article.pending_count < before
    dialog = opened(window)
    assert dialog.rows["span", "PER"].field.value() == 99
    dialog.show_all()
    dialog.apply()
    assert article.pending_count == before


def test_what_to_expect_stays_in_sight_beside_long_titles(window: MainWindow, project: Project) -> None:
    labels = tuple(replace(label, titles={"en": "A title that goes on and on " * 4}) for label in project.scheme.labels)
    project.set_scheme(replace(project.scheme, labels=labels))
    row = opened(window).rows["span", "PER"]
    place = row.readout.mapTo(row.readout.window(), QPoint(row.readout.sizeHint().width(), 0))
    assert place.x() <= row.readout.window().width()


def test_expectation_in_words() -> None:
    pairs = [(0.9, True), (0.8, True), (0.6, False), (0.2, False)]
    assert expected(pairs, 0.5) == "67% right, keeps 75%"
    assert expected((), 0.5) == "nothing decided yet"
