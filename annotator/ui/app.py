"""The program with a window: Qt's set-up, language, theme, and what happens when something goes wrong."""

import importlib
import importlib.util
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSocketNotifier, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.model.errors import AnnotationError, StoreError
from annotator.paths import resource
from annotator.settings import Settings, load_settings
from annotator.ui.article.accessible import ArticleAccessibility
from annotator.ui.error_text import shown_error
from annotator.ui.icons import app_icon
from annotator.ui.main_window import MainWindow
from annotator.ui.report import error_report
from annotator.ui.session import Session
from annotator.ui.theme import apply_theme, load_fonts, load_theme, resolved_theme_name
from annotator.ui.wording import QT_TRANSLATE_NOOP

LANGUAGES = ("en", "fr")
log = logging.getLogger(__name__)


class Program(QObject):
    """Holds the session and its window, and makes the window anew where the language changes."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings
        self.session = Session(self)
        self._accessibility = ArticleAccessibility(self)
        self._translators: list[QTranslator] = []
        self.language = install_language(app, settings.text("language"), self._translators)
        self.theme = load_theme(resolved_theme_name(settings.text("theme")))
        apply_theme(app, self.theme)
        self.window = self._make_window()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply_theme)

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    def open(self, path: Path) -> bool:
        """Open a project file; whether it worked. What is wrong with it is said in a dialog."""
        from annotator.project import Project

        try:
            project = Project.open(path, annotator=self.settings.text("annotator"))
        except (StoreError, AnnotationError) as error:
            from annotator.ui.dialogs.error_report import show_store_error

            title = self.tr("This project cannot be opened")
            show_store_error(self.window, error, title=title, retry=lambda: self.open(path))
            return False
        self.session.open_project(project)
        try:
            self.settings.remember_project(path)
        except StoreError as error:
            self.session.inform(shown_error(error))
        return True

    def apply_theme(self) -> None:
        """Take over the theme setting, or the system's change."""
        theme = load_theme(resolved_theme_name(self.settings.text("theme")))
        if theme is not self.theme:
            self.theme = theme
            apply_theme(self._app, theme)
            self.window.set_theme(theme)

    def apply_language(self) -> None:
        """Take over the language setting: the window is made anew, the project stays open."""
        self.language = install_language(self._app, self.settings.text("language"), self._translators)
        old = self.window
        geometry = old.saveGeometry()
        asked_there = old.findChild(QWidget, "preferences") is not None
        old.abandon()
        self.window = self._make_window()
        self.window.restoreGeometry(geometry)
        self.window.show()
        old.deleteLater()
        if asked_there:
            self.window.commands.run("preferences")

    def choose_project(self) -> None:
        """Ask for a project file and open it."""
        recent = self.settings.items("recent_projects")
        folder = str(Path(recent[0]).parent) if recent else str(Path.home())
        name, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Open a project"), folder, self.tr("Pressmark projects (*.pressmark);;All files (*)")
        )
        if name:
            self.open(Path(name))

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.session, self.settings, self.theme, language=self.language, welcome=welcome_page(self))
        window.open_requested.connect(self.choose_project)
        window.project_requested.connect(lambda path: self.open(Path(path)))
        window.theme_requested.connect(self.apply_theme)
        window.language_requested.connect(self.apply_language)
        return window


def welcome_page(program: Program) -> QWidget | None:
    """The page shown while no project is open."""
    if importlib.util.find_spec("annotator.ui.dialogs.welcome") is None:
        return None
    module = importlib.import_module("annotator.ui.dialogs.welcome")
    page: QWidget = module.Welcome(program)
    return page


def make_application() -> QApplication:
    """The QApplication with the program's names, icon and fonts; the one there is, where there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        app = existing
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        QGuiApplication.setDesktopFileName("pressmark")
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Pressmark")
    load_fonts()
    app.setWindowIcon(app_icon())
    return app


QT_S_OWN = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
)
"""What Qt 6's own catalogues leave in English, in the file dialog of a desktop that has none."""


def install_language(app: QApplication, setting: str, translators: list[QTranslator]) -> str:
    """Speak that language, the system's for "", English where there is no catalogue; returns the language spoken.

    `translators` are those in force; they are taken out, and replaced in place.
    """
    for translator in translators:
        app.removeTranslator(translator)
    translators.clear()
    wanted = setting or system_language()
    language = wanted if wanted in LANGUAGES else "en"
    # not QLocale.system(): that takes dates and numbers from LC_TIME and LC_NUMERIC, whatever language those are in
    QLocale.setDefault(QLocale(_system_locale() if language == system_language() else language))
    folders = (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), str(resource("i18n")))
    for name, folder in ((f"qtbase_{language}", folders[0]), (f"pressmark_{language}", folders[1])):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            translators.append(translator)
    return language


def system_language() -> str:
    """The two letters of the language the person's system speaks."""
    return _system_locale().split("-")[0].lower()


def _system_locale() -> str:
    languages = QLocale.system().uiLanguages()
    return languages[0].replace("_", "-") if languages else "en"


def install_excepthook(program: Program) -> None:
    """A bug shows a report to copy and the program goes on: what was acknowledged is on disk, the rest was rolled back."""
    shown: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, StoreError):
            program.session.failed.emit(error)
            return
        if isinstance(error, AnnotationError):
            program.session.refuse(shown_error(error))
            return
        report = error_report(kind, error, trace)
        # one dialog a bug: a paint event that fails would otherwise open one a frame
        if report not in shown and len(shown) < 3:
            shown.append(report)
            QTimer.singleShot(0, program, lambda: show_error(program.window, report))

    sys.excepthook = hook


def show_error(window: QWidget, report: str) -> None:
    """The dialog with the report."""
    from annotator.ui.dialogs.error_report import show_error_report

    show_error_report(window, report)


class InterruptNotifier(QObject):
    """Lets Python see Ctrl+C and SIGTERM while Qt waits: Python runs its handlers only between its own instructions."""

    def __init__(self, handler: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: handler())
        signal.set_wakeup_fd(self._writer.fileno())

    def close(self) -> None:
        """Give the signal back."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_woken(self) -> None:
        with suppress(BlockingIOError):
            self._reader.recv(64)


def run(project: Path | None = None) -> int:
    """Open the window, on a project where one is given, and return the exit code once it is closed."""
    app = make_application()
    settings = load_settings(report=log.warning)
    program = Program(app, settings)
    install_excepthook(program)
    interrupts = InterruptNotifier(lambda: program.window.close(), program)
    program.show()
    if project is not None:
        QTimer.singleShot(0, program, lambda: program.open(project))
    code = app.exec()
    interrupts.close()
    return code
