"""The export dialog on a real project, with the real processes behind it."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentId
from annotator.model.record import Record, RecordRelation, RecordSpan
from annotator.project import Project
from annotator.ui.dialogs.export import ExportDialog, show_export
from annotator.ui.dialogs.export_options import default_place
from annotator.ui.main_window import MainWindow
from tests.ui.dialogs.conftest import BRIEF

TEXT = "Anna Morel dirige Valtrex à Lyon."
SPANS = (RecordSpan(0, 10, "PER"), RecordSpan(18, 25, "ORG"), RecordSpan(28, 32, "LOC"))


@pytest.fixture
def articles(empty_window: MainWindow, project: Project) -> list[DocumentId]:
    """Ten articles that are done and one that is not, with a span that ends in a blank."""
    done = [
        Record(key=f"d{n}", text=f"{TEXT} Dépêche {n}.", spans=SPANS, relations=(RecordRelation(0, 1, "heads"),))
        for n in range(10)
    ]
    open_one = Record(
        key="open", text="Le maire de Brest a parlé.", spans=(RecordSpan(12, 18, "LOC"),), state="in_progress"
    )
    project.import_records(iter([*done, open_one]), kind="annotations")
    empty_window.session.open_project(project)
    return project.document_ids()


def shown(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    dialog = show_export(window)
    assert dialog is not None
    looked(qtbot, dialog)
    return dialog


def looked(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.preview.found is not None, timeout=BRIEF)


def choose(dialog: ExportDialog, states: str) -> None:
    box = dialog.options.states_box
    box.setCurrentIndex(box.findData(states))
    box.activated.emit(box.currentIndex())


def rows(dialog: ExportDialog) -> dict[str, list[str]]:
    table = dialog.preview.sides
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return {item.text(0): [item.text(column) for column in (1, 2, 3)] for item in items}


def exported(qtbot: QtBot, dialog: ExportDialog, place: Path, *, timeout: int = BRIEF) -> None:
    dialog.options.place.setText(str(place))
    dialog.options.place.textEdited.emit(str(place))
    with qtbot.waitSignal(dialog.run.finished, timeout=timeout):
        dialog.go_button.click()


def test_the_preview_counts_by_split_and_label(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId]
) -> None:
    dialog = show_export(empty_window)
    assert dialog is not None
    assert dialog.preview.note.text() == "The articles are being counted …"
    looked(qtbot, dialog)
    assert "counted" not in dialog.preview.note.text()
    assert rows(dialog)["Together"] == ["10", "30", "10"]
    labels = dialog.preview.labels
    counts = {labels.topLevelItem(n).text(0): labels.topLevelItem(n).text(1) for n in range(labels.topLevelItemCount())}
    assert (counts["Person"], counts["Date"], counts["→ heads"]) == ("10", "0", "10")
    dialog.options.test_box.setValue(0)
    assert dialog.options.train_share == 90
    assert not dialog.go_button.isEnabled()
    looked(qtbot, dialog)
    assert rows(dialog)["test"] == ["0", "0", "0"]
    assert dialog.go_button.isEnabled()


def test_a_problem_leads_to_its_place_and_goes_once_it_is_mended(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId], project: Project
) -> None:
    dialog = shown(qtbot, empty_window)
    assert dialog.preview.problems.count() == 0
    choose(dialog, "done,in_progress")
    looked(qtbot, dialog)
    assert dialog.preview.problems.count() == 1
    item = dialog.preview.problems.item(0)
    assert "open:" in item.text()
    dialog.preview.problems.itemActivated.emit(item)
    session = empty_window.session
    assert session.article is not None
    assert session.article.document.key == "open"
    assert session.focus_extent() == (12, 18)
    focus = session.focus
    session.run(lambda project: project.set_boundaries(articles[-1], focus, 12, 17))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: dialog.preview.found is not None and dialog.preview.problems.count() == 0, timeout=BRIEF)


def test_json_lines_take_every_article_and_say_what_came_out(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId], tmp_path: Path
) -> None:
    dialog = shown(qtbot, empty_window)
    dialog.options.formats.setCurrentIndex(dialog.options.formats.findData("jsonl"))
    dialog.options.formats.activated.emit(dialog.options.formats.currentIndex())
    looked(qtbot, dialog)
    assert dialog.options.states == "all"
    assert not dialog.options.split_part.isVisible()
    assert dialog.options.path == tmp_path / "news.jsonl"
    exported(qtbot, dialog, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 11
    assert sum(len(line["spans"]) for line in lines) == 31
    assert dialog.run.line.text() == "11 articles, 31 spans, 10 relations"
    assert "The same went in and came out." in dialog.run.details.text()
    assert not dialog.run.train_part.isVisible()
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not empty_window.findChildren(ExportDialog))


def wanted(dialog: ExportDialog, format: str) -> None:
    formats = dialog.options.formats
    formats.setCurrentIndex(formats.findData(format))
    formats.activated.emit(formats.currentIndex())


def test_a_file_that_is_there_is_replaced_once_the_person_has_said_so(
    qtbot: QtBot,
    empty_window: MainWindow,
    articles: list[DocumentId],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gold = tmp_path / "news.jsonl"
    text = '{"id": "d0", "text": "Anna Morel."}\n'
    gold.write_text(text, encoding="utf-8")
    dialog = shown(qtbot, empty_window)
    wanted(dialog, "jsonl")
    # choosing the file is no agreement yet
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, options: (str(gold), ""))
    dialog.options.place_button.click()
    looked(qtbot, dialog)
    assert dialog.options.path == gold
    exported(qtbot, dialog, gold)
    assert "was not written by this project" in dialog.run.line.text()
    assert "Replace what is there?" in dialog.run.details.text()
    assert gold.read_text(encoding="utf-8") == text
    assert dialog.replace_button.isVisible()
    with qtbot.waitSignal(dialog.run.finished, timeout=BRIEF):
        dialog.replace_button.click()
        assert not dialog.replace_button.isVisible()
    assert dialog.run.line.text() == "11 articles, 31 spans, 10 relations"
    assert len(gold.read_text(encoding="utf-8").splitlines()) == 11
    assert not dialog.replace_button.isVisible()
    # it held for that once
    dialog.back_button.click()
    gold.write_text(text, encoding="utf-8")
    looked(qtbot, dialog)
    exported(qtbot, dialog, gold)
    assert gold.read_text(encoding="utf-8") == text
    dialog.back_button.click()
    looked(qtbot, dialog)
    exported(qtbot, dialog, tmp_path / "else.jsonl")
    assert not dialog.replace_button.isVisible()


def test_a_folder_that_was_changed_is_replaced_once_the_person_has_said_so(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId], tmp_path: Path
) -> None:
    dialog = shown(qtbot, empty_window)
    wanted(dialog, "brat")
    looked(qtbot, dialog)
    out = tmp_path / "collection"
    exported(qtbot, dialog, out)
    changed = next(out.glob("*.ann"))
    changed.write_text("T1\tPER 0 4\tAnna\n", encoding="utf-8")
    dialog.back_button.click()
    looked(qtbot, dialog)
    exported(qtbot, dialog, out)
    assert "or was changed since" in dialog.run.line.text()
    with qtbot.waitSignal(dialog.run.finished, timeout=BRIEF):
        dialog.replace_button.click()
    assert dialog.run.line.text() == "11 articles, 31 spans, 10 relations"
    assert changed.read_text(encoding="utf-8") != "T1\tPER 0 4\tAnna\n"


@pytest.mark.slow
def test_the_training_folder_is_written_with_the_command_to_copy(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId], tmp_path: Path, project: Project
) -> None:
    dialog = shown(qtbot, empty_window)
    place = tmp_path / "the corpus"
    exported(qtbot, dialog, place, timeout=120_000)
    assert dialog.run.line.text() == "10 articles, 30 spans, 10 relations"
    assert (place / "train.spacy").exists()
    assert (place / "config.cfg").is_file()
    assert len(project.splits()) == 10
    dialog.run.copy_button.click()
    command = QGuiApplication.clipboard().text()
    assert command.startswith("python -m spacy train '")
    assert str(place / "config.cfg") in command


def test_a_place_that_is_taken_is_said_and_can_be_mended(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId], tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    dialog = shown(qtbot, empty_window)
    exported(qtbot, dialog, tmp_path / "full")
    assert "is not empty" in dialog.run.line.text()
    assert (tmp_path / "full" / "letter.txt").read_text(encoding="utf-8") == "mine"
    dialog.back_button.click()
    assert dialog.pages.currentIndex() == 0
    looked(qtbot, dialog)
    assert dialog.go_button.isEnabled()


def test_without_an_article_that_is_done_the_dialog_says_what_to_do(
    qtbot: QtBot, window: MainWindow, project: Project
) -> None:
    dialog = shown(qtbot, window)
    assert "No article is in" in dialog.message.text()
    assert "Ctrl+Enter" in dialog.message.text()
    assert not dialog.go_button.isEnabled()
    window.session.run(lambda project: project.set_state(project.document_ids()[2], "done"))
    qtbot.waitUntil(lambda: "hold no span" in dialog.message.text(), timeout=BRIEF)


def test_an_export_is_stopped(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId], tmp_path: Path
) -> None:
    dialog = shown(qtbot, empty_window)
    dialog.options.place.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(dialog.run.finished, timeout=120_000):
        dialog.go_button.click()
        dialog.reject()
    assert dialog.run.report is None
    assert "Stopped" in dialog.run.line.text()
    assert not (tmp_path / "out").exists()


def test_closing_the_project_closes_the_dialog(
    qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId]
) -> None:
    shown(qtbot, empty_window)
    empty_window.session.close()
    qtbot.waitUntil(lambda: not empty_window.findChildren(ExportDialog))


def test_the_dialog_fits_a_small_screen(qtbot: QtBot, empty_window: MainWindow, articles: list[DocumentId]) -> None:
    dialog = shown(qtbot, empty_window)
    choose(dialog, "all")
    looked(qtbot, dialog)
    assert dialog.minimumSizeHint().height() <= 600


def test_places_are_beside_the_project() -> None:
    assert default_place(Path("/data/été.2026.pressmark"), "spacy") == Path("/data/été.2026-spacy")
    assert default_place(Path("/data/a.pressmark"), "jsonl") == Path("/data/a.jsonl")
