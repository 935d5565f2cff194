"""The page on the program."""

from annotator import __version__
from annotator.project import Project
from annotator.ui.dialogs.about import About, notice, show_about
from annotator.ui.main_window import MainWindow


def test_it_names_version_licences_and_the_projects_place(window: MainWindow, project: Project) -> None:
    show_about(window)
    dialog = window.findChild(About)
    assert dialog is not None
    assert f"Pressmark {__version__}" in dialog.versions.text()
    assert dialog.path.text() == str(project.path)
    text = dialog.licences.toPlainText()
    for name in ("Apache License", "GNU Lesser General Public", "LGPL-LR", "SIL Open Font"):
        assert name in text
    dialog.close()


def test_without_a_project_there_is_no_place(empty_window: MainWindow) -> None:
    show_about(empty_window)
    dialog = empty_window.findChild(About)
    assert dialog is not None
    assert not hasattr(dialog, "path")
    assert notice().startswith("Pressmark")
    dialog.close()
