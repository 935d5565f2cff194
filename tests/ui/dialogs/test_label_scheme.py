"""The label scheme dialog on a real project: every change an edit, every refusal said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.label_scheme import LabelScheme
from annotator.project import Project
from annotator.schemes import find_scheme, read_scheme
from annotator.ui.dialogs.label_scheme import LabelSchemeDialog, show_label_scheme
from annotator.ui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, project: Project) -> LabelSchemeDialog:
    """On a project where Élodie Marchand is a confirmed PER."""
    session = window.session
    assert session.article is not None
    first = session.article.pending()[0]
    document = session.article.document.id
    session.run(lambda project: project.accept(document, first))
    shown = show_label_scheme(window)
    assert shown is not None
    return shown


def names(scheme: LabelScheme) -> list[str]:
    return [label.name for label in scheme.labels]


def finish(field: object, text: str) -> None:
    """Type a text and leave the field."""
    field.setText(text)  # type: ignore[attr-defined]
    field.editingFinished.emit()  # type: ignore[attr-defined]


def test_a_label_is_added_with_return_and_the_dialog_stays(dialog: LabelSchemeDialog, project: Project) -> None:
    dialog.labels.new_name.setFocus()
    QTest.keyClicks(dialog.labels.new_name, "SHIP")
    QTest.keyClick(dialog.labels.new_name, Qt.Key.Key_Return)
    assert names(project.scheme)[-1] == "SHIP"
    assert dialog.isVisible()
    assert dialog.labels.current == "SHIP"
    assert dialog.labels.new_name.text() == ""
    dialog.undo_button.click()
    assert "SHIP" not in names(project.scheme)


def test_renaming_reaches_spans_and_pairs(dialog: LabelSchemeDialog, project: Project, window: MainWindow) -> None:
    assert dialog.labels.current == "PER"
    finish(dialog.label_form.name, "PERSON")
    assert names(project.scheme)[0] == "PERSON"
    assert window.session.article is not None
    assert [span.label for span in window.session.article.spans(("confirmed",))] == ["PERSON"]
    heads = project.scheme.relation_label("heads")
    assert heads is not None
    assert ("PERSON", "ORG") in heads.legal
    assert dialog.labels.current == "PERSON"
    assert project.undo_action() == "rename_label"


def test_a_name_that_is_taken_is_refused_in_the_dialog(dialog: LabelSchemeDialog, project: Project) -> None:
    finish(dialog.label_form.name, "ORG")
    assert "ORG" in dialog.message.text()
    assert dialog.label_form.name.text() == "PER"
    assert names(project.scheme)[0] == "PER"


def test_a_label_in_use_is_not_deleted(dialog: LabelSchemeDialog, project: Project) -> None:
    dialog.labels.delete_button.click()
    assert "Person" in dialog.message.text()
    assert names(project.scheme)[0] == "PER"


def test_an_unused_label_is_deleted_with_its_pairs(dialog: LabelSchemeDialog, project: Project) -> None:
    dialog.labels.list.setCurrentRow(names(project.scheme).index("MISC"))
    dialog.labels.delete_button.click()
    assert "MISC" not in names(project.scheme)
    assert not any("MISC" in pair for relation in project.scheme.relation_labels for pair in relation.legal)
    assert dialog.message.text() == ""


def test_titles_keys_hues_and_order_are_edits_the_window_follows(
    dialog: LabelSchemeDialog, project: Project, window: MainWindow
) -> None:
    form = dialog.label_form
    finish(form.titles["en"], "Human")
    form.key_box.setCurrentIndex(form.key_box.findData("2"))
    form.key_box.activated.emit(form.key_box.currentIndex())
    form.hues.button(5).click()
    label, other = project.scheme.label("PER"), project.scheme.label("ORG")
    assert label is not None
    assert other is not None
    assert (label.titles["en"], label.key, label.hue, other.key) == ("Human", "2", 5, "1")
    dialog.labels.down_button.click()
    assert names(project.scheme)[:2] == ["ORG", "PER"]
    assert dialog.labels.current == "PER"
    assert list(window.actions_table.keys("label_2")) == ["2"]
    for _ in range(4):
        dialog.undo_button.click()
    assert project.scheme.label("PER") == find_scheme("news-relations").label("PER")
    assert names(project.scheme)[0] == "PER"
    assert not dialog.undo_button.isEnabled()


def test_a_long_guideline_is_seen_whole_and_written_with_return(
    dialog: LabelSchemeDialog, project: Project, qtbot: QtBot
) -> None:
    field = dialog.label_form.description
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "A person, real or invented. " * 4)
    assert field.document().size().height() > 1
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert project.scheme.labels[0].description == ("A person, real or invented. " * 4).strip()
    edits = project.undo_action()
    QTest.keyClicks(field, " Or not.")
    dialog.label_form.name.setFocus()
    assert project.scheme.labels[0].description.endswith("Or not.")
    assert edits == project.undo_action()
    assert "\n" not in project.scheme.labels[0].description


def test_pairs_are_ticked_in_the_grid(dialog: LabelSchemeDialog, project: Project) -> None:
    dialog.tabs.setCurrentIndex(1)
    order = [relation.name for relation in project.scheme.relation_labels]
    dialog.relations.list.setCurrentRow(order.index("heads"))
    form = dialog.relation_form
    assert sorted(form.pairs()) == [("PER", "LOC"), ("PER", "ORG")]
    column = names(project.scheme).index("EVENT")
    form.grid.item(0, column).setCheckState(Qt.CheckState.Checked)
    heads = project.scheme.relation_label("heads")
    assert heads is not None
    assert set(heads.legal) == {("PER", "ORG"), ("PER", "LOC"), ("PER", "EVENT")}
    assert dialog.relations.current == "heads"
    form.any_pair.click()
    assert project.scheme.relation_label("heads").legal == ()  # type: ignore[union-attr]
    assert form.pairs() == ()
    form.symmetric.click()
    assert project.scheme.relation_label("heads").symmetric  # type: ignore[union-attr]


def test_a_new_relation_joins_any_pair_until_the_first_is_ticked(dialog: LabelSchemeDialog, project: Project) -> None:
    dialog.tabs.setCurrentIndex(1)
    dialog.relations.new_name.setText("writes_for")
    dialog.relations.add_button.click()
    form = dialog.relation_form

    def legal() -> set[tuple[str, str]]:
        relation = project.scheme.relation_label("writes_for")
        assert relation is not None
        return set(relation.legal)

    assert form.any_pair.isChecked()
    assert form.pairs() == ()
    form.any_pair.click()
    assert dialog.focusWidget() is form.grid
    assert legal() == set()
    QTest.keyClick(form.grid, Qt.Key.Key_Right)
    QTest.keyClick(form.grid, Qt.Key.Key_Space)
    assert legal() == {("PER", "ORG")}
    assert not form.any_pair.isChecked()
    assert form.grid.verticalHeaderItem(0).text() == "PER →"
    assert form.grid.horizontalHeaderItem(1).text() == "→ ORG"


def test_a_heading_of_the_grid_ticks_its_row_or_column(dialog: LabelSchemeDialog, project: Project) -> None:
    order = [relation.name for relation in project.scheme.relation_labels]
    dialog.tabs.setCurrentIndex(1)
    dialog.relations.list.setCurrentRow(order.index("employed_by"))
    form = dialog.relation_form
    form.grid.horizontalHeader().sectionClicked.emit(1)
    everyone = {(label.name, "ORG") for label in project.scheme.labels}
    assert set(form.pairs()) == everyone
    form.grid.verticalHeader().sectionClicked.emit(0)
    assert set(form.pairs()) == everyone | {("PER", label.name) for label in project.scheme.labels}
    form.grid.verticalHeader().sectionClicked.emit(0)
    assert set(form.pairs()) == everyone - {("PER", "ORG")}


def test_the_last_pair_cannot_be_taken_away(dialog: LabelSchemeDialog, project: Project) -> None:
    order = [relation.name for relation in project.scheme.relation_labels]
    dialog.relations.list.setCurrentRow(order.index("employed_by"))
    form = dialog.relation_form
    assert form.pairs() == (("PER", "ORG"),)
    before = project.scheme
    form.grid.item(0, 1).setCheckState(Qt.CheckState.Unchecked)
    assert "at least one pair" in dialog.message.text()
    assert project.scheme == before
    assert form.pairs() == (("PER", "ORG"),)


def test_relations_are_added_renamed_moved_and_deleted(dialog: LabelSchemeDialog, project: Project) -> None:
    dialog.relations.new_name.setText("funds")
    dialog.relations.add_button.click()
    assert project.scheme.relation_labels[-1].name == "funds"
    dialog.relations.up_button.click()
    assert project.scheme.relation_labels[-2].name == "funds"
    finish(dialog.relation_form.name, "pays")
    assert project.scheme.relation_labels[-2].name == "pays"
    dialog.relations.delete_button.click()
    assert "pays" not in [relation.name for relation in project.scheme.relation_labels]


def test_a_scheme_goes_out_and_comes_in(dialog: LabelSchemeDialog, project: Project, tmp_path: Path) -> None:
    dialog.labels.new_name.setText("SHIP")
    dialog.labels.add_button.click()
    place = tmp_path / "own.toml"
    assert dialog.export_file(place)
    assert read_scheme(place).labels == project.scheme.labels
    dialog.undo_button.click()
    assert dialog.import_file(place)
    assert names(project.scheme)[-1] == "SHIP"
    (tmp_path / "bad.toml").write_text("[[labels]]\nname = 'X'\n", encoding="utf-8")
    assert not dialog.import_file(tmp_path / "bad.toml")
    assert "Person" in dialog.message.text()
    assert names(project.scheme)[-1] == "SHIP"


def test_a_project_that_can_only_be_read_is_only_looked_at(empty_window: MainWindow, project: Project) -> None:
    assert show_label_scheme(empty_window) is None
    with Project.open(project.path, read_only=True) as other:
        empty_window.session.open_project(other)
        dialog = show_label_scheme(empty_window)
        assert dialog is not None
        dialog.labels.list.setCurrentRow(2)
        assert dialog.label_form.name.text() == "LOC"
        assert not dialog.label_form.isEnabled()
        assert not dialog.labels.delete_button.isEnabled()
        assert not dialog.import_button.isEnabled()
        empty_window.session.close()


def test_closing_the_project_closes_the_dialog(qtbot: QtBot, dialog: LabelSchemeDialog, window: MainWindow) -> None:
    window.session.close()
    qtbot.waitUntil(lambda: not window.findChildren(LabelSchemeDialog))


def test_work_goes_on_once_the_dialog_is_closed(qtbot: QtBot, dialog: LabelSchemeDialog, window: MainWindow) -> None:
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(LabelSchemeDialog))
    session = window.session
    assert session.article is not None
    pending = session.article.pending()
    with qtbot.captureExceptions() as raised:
        session.run(lambda project: project.accept(session.article.document.id, pending[0]))  # type: ignore[union-attr]
    assert not raised
    assert len(session.article.pending()) < len(pending)
