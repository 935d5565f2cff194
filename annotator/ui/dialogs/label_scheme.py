"""The label scheme dialog: labels, relation labels and what they join. Every change is an edit of its own, to be undone."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabWidget, QWidget

from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.scheme_changes import (
    with_label,
    with_label_moved,
    with_new_label,
    with_new_relation,
    with_relation,
    with_relation_moved,
    without_label,
    without_relation,
)
from annotator.schemes import read_scheme, write_scheme
from annotator.ui.dialogs.frame import Dialog, present
from annotator.ui.dialogs.label_forms import LabelForm, RelationForm
from annotator.ui.dialogs.label_list import LabelList
from annotator.ui.error_text import shown_error
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.ui.main_window import MainWindow

SCHEME_ACTIONS = frozenset({"set_scheme", "rename_label"})


class LabelSchemeDialog(Dialog):
    """Edits the scheme of the window's project. There is no Save; a refusal is said above the buttons."""

    def __init__(self, window: "MainWindow", project: "Project") -> None:
        super().__init__(window, translate("LabelSchemeDialog", "Label scheme"), width=820, height=600)
        self._window = window
        self._project = project
        self._session = window.session
        self.labels = LabelList(self.tr("New label"))
        self.label_form = LabelForm()
        self.relations = LabelList(self.tr("New relation"))
        self.relation_form = RelationForm()
        self.tabs = QTabWidget()
        self.tabs.addTab(_side_by_side(self.labels, self.label_form), "")
        self.tabs.addTab(_side_by_side(self.relations, self.relation_form), "")
        self.body.addWidget(self.tabs, 1)
        self.import_button = self.add_button(self.tr("Import…"), self._choose_import, left=True)
        self.export_button = self.add_button(self.tr("Export…"), self._choose_export, left=True)
        self.undo_button = self.add_button(self.tr("Undo"), self._undo)
        self.close_button = self.add_button(self.tr("Close"), self.accept)
        # not the default: Return in a field is for the field
        self.close_button.setProperty("primary", True)
        self._connect()
        if project.read_only:
            self.say(self.tr("The project can only be read."))
        self._shown: LabelScheme | None = None
        self._refresh()

    def import_file(self, path: Path) -> bool:
        """Put the scheme of a TOML file in place of this one; whether that was done."""
        try:
            scheme = read_scheme(path, self._window.language)
        except AnnotationError as error:
            self.say(shown_error(error), error=True)
            return False
        return self._apply(lambda project: project.set_scheme(scheme))

    def export_file(self, path: Path) -> bool:
        """Write the scheme as a TOML file; whether that was done."""
        try:
            write_scheme(self._project.scheme, path)
        except AnnotationError as error:
            self.say(shown_error(error), error=True)
            return False
        self.say(self.tr("Written to {}").format(path))
        return True

    def _connect(self) -> None:
        self.labels.chosen.connect(self._show_label)
        self.labels.added.connect(lambda name: self._add(self.labels, with_new_label, name))
        self.labels.deleted.connect(lambda name: self._change(lambda scheme: without_label(scheme, name)))
        self.labels.moved.connect(lambda name, by: self._change(lambda s: with_label_moved(s, name, by)))
        self.label_form.renamed.connect(lambda new: self._rename(self.labels, new))
        self.label_form.changed.connect(self._on_label)
        self.relations.chosen.connect(self._show_relation)
        self.relations.added.connect(lambda name: self._add(self.relations, with_new_relation, name))
        self.relations.deleted.connect(lambda name: self._change(lambda scheme: without_relation(scheme, name)))
        self.relations.moved.connect(lambda name, by: self._change(lambda s: with_relation_moved(s, name, by)))
        self.relation_form.renamed.connect(lambda new: self._rename(self.relations, new))
        self.relation_form.changed.connect(self._on_relation)
        self.relation_form.refused.connect(lambda reason: self.say(reason, error=True))
        self._session.edited.connect(self._refresh)
        self._session.scheme_changed.connect(self._refresh)
        self._session.closed.connect(self.close)

    # -- changes

    def _on_label(self, label: Label) -> None:
        self._change(lambda scheme: with_label(scheme, label))

    def _on_relation(self, relation: RelationLabel) -> None:
        self._change(lambda scheme: with_relation(scheme, relation))

    def _add(self, labels: LabelList, make: Callable[[LabelScheme, str], LabelScheme], name: str) -> None:
        if self._change(lambda scheme: make(scheme, name)):
            labels.new_name.clear()
            labels.list.setCurrentRow(labels.list.count() - 1)

    def _rename(self, labels: LabelList, new: str) -> None:
        old = labels.current
        new = " ".join(new.split())
        if old and new != old:
            row = labels.list.currentRow()
            if self._apply(lambda project: project.rename_label(old, new)):
                labels.list.setCurrentRow(row)
            else:
                labels.chosen.emit(old)

    def _change(self, change: Callable[[LabelScheme], LabelScheme]) -> bool:
        return self._apply(lambda project: project.set_scheme(change(project.scheme)))

    def _apply(self, action: "Callable[[Project], Edit]") -> bool:
        """Run an edit; a refusal is said here, and the forms show again what is so."""
        refusals: list[str] = []

        def note(text: str, kind: str) -> None:
            if kind == "refused":
                refusals.append(text)

        self._session.message.connect(note)
        try:
            done = self._session.run(action) is not None
        finally:
            self._session.message.disconnect(note)
        self.say(refusals[0] if refusals else "", error=bool(refusals))
        if not done:
            self._shown = None
            self._refresh()
        return done

    def _undo(self) -> None:
        self.say("")
        self._session.undo()

    def _choose_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("A label scheme"), str(Path.home()), self.tr("Label schemes (*.toml)")
        )
        if name:
            self.import_file(Path(name))

    def _choose_export(self) -> None:
        proposal = self._project.path.with_suffix(".toml")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("A file for the label scheme"), str(proposal), self.tr("Label schemes (*.toml)")
        )
        if name:
            self.export_file(Path(name))

    # -- what is shown

    def _refresh(self, *_edit: object) -> None:
        if self._session.project is not self._project:
            return
        self.undo_button.setEnabled(not self._project.read_only and self._project.undo_action() in SCHEME_ACTIONS)
        scheme = self._project.scheme
        if scheme == self._shown:
            return
        self._shown = scheme
        language, theme = self._window.language, self.theme
        self.tabs.setTabText(0, self.tr("Labels: {}").format(len(scheme.labels)))
        self.tabs.setTabText(1, self.tr("Relations: {}").format(len(scheme.relation_labels)))
        self.labels.show_labels(scheme.labels, self.labels.current, language, theme)
        self.relations.show_labels(scheme.relation_labels, self.relations.current, language, theme)
        if self._project.read_only:
            self.labels.set_read_only()
            self.relations.set_read_only()
            self.import_button.setEnabled(False)

    def _show_label(self, name: str) -> None:
        self.label_form.show_label(self._project.scheme.label(name))
        self._keep_read_only(self.label_form)

    def _show_relation(self, name: str) -> None:
        scheme = self._project.scheme
        self.relation_form.show_relation(scheme.relation_label(name), scheme)
        self._keep_read_only(self.relation_form)

    def _keep_read_only(self, form: QWidget) -> None:
        if self._project.read_only:
            form.setEnabled(False)


def _side_by_side(left: QWidget, right: QWidget) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 12, 0, 0)
    row.setSpacing(22)
    row.addWidget(left)
    row.addWidget(right, 1)
    return part


def show_label_scheme(window: "MainWindow") -> LabelSchemeDialog | None:
    """Show the dialog; nothing without a project."""
    project = window.session.project
    if project is None:
        return None
    return present(window, "label_scheme", lambda: LabelSchemeDialog(window, project))
