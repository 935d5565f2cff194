"""The import dialog on real files, with the real process behind it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from annotator.project import Project
from annotator.ui.dialogs.import_articles import ImportDialog, show_import
from annotator.ui.main_window import MainWindow
from tests.ui.dialogs.conftest import BRIEF

CORPUS = (
    '{"id":"a","lang":"fr","text":"Anna Morel dirige Valtrex à Lyon.","spans":[{"start":0,"end":10,"label":"PER"},'
    '{"start":18,"end":25,"label":"FIRM"}],"relations":[{"head":0,"child":1,"label":"heads"}]}\n'
    "{broken\n"
    '{"id":"c","lang":"fr","text":"Rien ici.","spans":[],"relations":[]}\n'
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text(CORPUS, encoding="utf-8")
    return path


def shown(qtbot: QtBot, window: MainWindow, *paths: Path) -> ImportDialog:
    dialog = show_import(window, paths)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.sources.survey is not None, timeout=BRIEF)
    return dialog


def imported(qtbot: QtBot, dialog: ImportDialog) -> None:
    with qtbot.waitSignal(dialog.run.finished, timeout=BRIEF):
        dialog.go_button.click()


def test_a_long_article_begins_with_whole_words(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Titre\n\n" + "Le chantier naval investit. " * 40, encoding="utf-8")
    dialog = shown(qtbot, window, tmp_path / "long.txt")
    *words, last = dialog.sources.excerpt.text().split()
    assert (set(words), last) == ({"Titre", "Le", "chantier", "naval", "investit."}, "…")
    assert dialog.sources.update_box.isVisibleTo(dialog)


def test_sources_are_described_and_shown_before_they_come_in(qtbot: QtBot, window: MainWindow, corpus: Path) -> None:
    dialog = shown(qtbot, window, corpus)
    assert "Articles: 2" in dialog.sources.summary.text()
    assert "Spans: 2" in dialog.sources.summary.text()
    assert "Unreadable: 1" in dialog.sources.summary.text()
    assert dialog.sources.preview.topLevelItemCount() == 2
    assert dialog.sources.excerpt.text() == "Anna Morel dirige Valtrex à Lyon."
    assert dialog.sources.kind == "suggestions"
    assert not dialog.sources.columns_part.isVisible()


def test_annotations_come_in_and_the_window_follows(
    qtbot: QtBot, window: MainWindow, corpus: Path, project: Project
) -> None:
    dialog = shown(qtbot, window, corpus)
    dialog.sources.kinds.button(2).click()
    dialog.sources.annotator.setText("Grace")
    imported(qtbot, dialog)
    assert dialog.run.line.text() == "New articles: 2"
    assert "Added to the label scheme: FIRM" in dialog.run.details.text()
    assert dialog.run.refusals.count() == 1
    assert "corpus.jsonl:2" in dialog.run.refusals.item(0).text()
    assert project.document_count() == 5
    assert [record.key for record in project.records(annotator="Grace", states=("done",))] == ["a", "c"]
    assert [row.title for row in window.actions_table.table() if row.name.startswith("label_")][-1] == "FIRM"
    qtbot.waitUntil(lambda: len(window.session.queue) == 5)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportDialog))


def test_columns_are_guessed_and_the_text_can_be_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, project: Project
) -> None:
    table = tmp_path / "export.csv"
    table.write_text("n;chapô;papier;média\n1;Un titre;Il pleut sur Brest.;Ouest\n", encoding="utf-8")
    dialog = shown(qtbot, window, table)
    sources = dialog.sources
    assert "no column is clearly the article's text" in sources.summary.text()
    assert sources.column_boxes["source"].currentText() == "média"
    assert not dialog.go_button.isEnabled()
    for role, name in (("text", "papier"), ("title", "chapô")):
        box = sources.column_boxes[role]
        box.setCurrentIndex(box.findText(name))
        with qtbot.waitSignal(sources.changed):
            box.activated.emit(box.currentIndex())
        qtbot.waitUntil(lambda: sources.survey is not None, timeout=BRIEF)
    assert dialog.go_button.isEnabled()
    assert sources.preview.topLevelItem(0).text(0) == "Un titre"
    imported(qtbot, dialog)
    document = project.document(project.document_ids()[-1])
    assert (document.text, document.title, document.source) == ("Il pleut sur Brest.", "Un titre", "Ouest")


def test_the_same_articles_again_are_left_alone_unless_asked(
    qtbot: QtBot, window: MainWindow, corpus: Path, project: Project
) -> None:
    imported(qtbot, shown(qtbot, window, corpus))
    dialog = show_import(window, [corpus])
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.sources.ready, timeout=BRIEF)
    imported(qtbot, dialog)
    assert dialog.run.line.text() == "New articles: 0"
    assert "There already, left as they are: 2" in dialog.run.details.text()
    assert project.document_count() == 5


def test_a_source_that_is_not_there_is_said_and_cannot_be_imported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = shown(qtbot, window, tmp_path / "none.txt")
    assert "there is no such file" in dialog.sources.summary.text()
    dialog.sources.list.selectAll()
    dialog.sources.remove_button.click()
    assert dialog.sources.paths == []
    assert not dialog.go_button.isEnabled()


def test_stopping_keeps_what_came_in(qtbot: QtBot, window: MainWindow, tmp_path: Path, project: Project) -> None:
    path = tmp_path / "many.jsonl"
    line = '{{"id":"d{}","lang":"fr","text":"{}"}}\n'
    path.write_text("".join(line.format(n, f"Il pleut {n}. " * 60) for n in range(40_000)), encoding="utf-8")
    dialog = shown(qtbot, window, path)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: dialog.run.bar.value() > 0, timeout=BRIEF)
    with qtbot.waitSignal(dialog.run.finished, timeout=BRIEF):
        dialog.reject()
    assert dialog.run.report is not None
    assert dialog.run.report["cancelled"]
    assert project.document_count() == dialog.run.report["documents"] + 3
    assert "Stopped before the end" in dialog.run.details.text()


def test_closing_the_project_ends_the_import_and_the_dialog(qtbot: QtBot, window: MainWindow, corpus: Path) -> None:
    dialog = shown(qtbot, window, corpus)
    dialog.go_button.click()
    window.session.close()
    qtbot.waitUntil(lambda: not window.findChildren(ImportDialog))


def drop(window: MainWindow, *paths: Path) -> bool:
    """Drag those files over the window and let them go there; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *buttons)
    QCoreApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *buttons)
    QCoreApplication.sendEvent(window, dropped)
    return dropped.isAccepted()


def test_files_dropped_on_the_window_open_the_dialog(qtbot: QtBot, window: MainWindow, corpus: Path) -> None:
    assert drop(window, corpus)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    assert window.findChildren(ImportDialog)[0].sources.paths == [corpus]


def test_a_project_dropped_on_the_window_is_to_be_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.project_requested) as caught:
        assert drop(window, tmp_path / "other.pressmark")
    assert caught.args == [str(tmp_path / "other.pressmark")]
    assert window.findChildren(ImportDialog) == []


def test_without_a_project_articles_are_not_taken(empty_window: MainWindow, corpus: Path) -> None:
    assert not drop(empty_window, corpus)


def test_a_project_that_can_only_be_read_takes_no_articles(empty_window: MainWindow, project: Project) -> None:
    assert show_import(empty_window) is None
    with Project.open(project.path, read_only=True) as other:
        empty_window.session.open_project(other)
        assert show_import(empty_window) is None
        empty_window.session.close()


def test_the_dialog_fits_a_small_screen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    table = tmp_path / "export.csv"
    table.write_text("id;texte\n1;Il pleut sur Brest.\n", encoding="utf-8")
    dialog = shown(qtbot, window, table)
    assert dialog.minimumSizeHint().height() <= 600
    assert dialog.minimumSizeHint().width() <= 980
