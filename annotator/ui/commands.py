"""What the window's own actions do: views, files and the model here, dialogs by a late import."""

import importlib
import importlib.util
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.ui.suggester import Suggester

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

DIALOGS: dict[str, tuple[str, str]] = {
    "new_project": ("annotator.ui.dialogs.new_project", "show_new_project"),
    "import": ("annotator.ui.dialogs.import_articles", "show_import"),
    "export": ("annotator.ui.dialogs.export", "show_export"),
    "label_scheme": ("annotator.ui.dialogs.label_scheme", "show_label_scheme"),
    "statistics": ("annotator.ui.dialogs.statistics", "show_statistics"),
    "check": ("annotator.ui.dialogs.check", "show_check"),
    "preferences": ("annotator.ui.dialogs.preferences", "show_preferences"),
    "pipeline": ("annotator.ui.dialogs.pipeline", "show_pipeline"),
    "models": ("annotator.ui.dialogs.models", "show_models"),
    "thresholds": ("annotator.ui.dialogs.thresholds", "show_thresholds"),
    "accept_sure": ("annotator.ui.dialogs.accept_sure", "accept_sure_here"),
    "accept_sure_everywhere": ("annotator.ui.dialogs.accept_sure", "show_accept_sure"),
    "ledger": ("annotator.ui.dialogs.ledger", "show_ledger"),
    "same_in_corpus": ("annotator.ui.dialogs.concordance", "show_concordance"),
    "memory": ("annotator.ui.dialogs.memory", "show_memory"),
    "zones": ("annotator.ui.dialogs.zones", "show_zones"),
    "set_zone": ("annotator.ui.dialogs.zone_menu", "show_zone_menu"),
    "comment": ("annotator.ui.dialogs.comment", "show_comment"),
    "find": ("annotator.ui.dialogs.find_bar", "show_find"),
    "find_next": ("annotator.ui.dialogs.find_bar", "find_next"),
    "find_previous": ("annotator.ui.dialogs.find_bar", "find_previous"),
    "keys": ("annotator.ui.dialogs.keys_sheet", "show_keys"),
    "palette": ("annotator.ui.dialogs.palette", "show_palette"),
    "about": ("annotator.ui.dialogs.about", "show_about"),
}
"""Action to the module and function that shows its dialog: `show_…(window: MainWindow) -> None`, imported when first asked
for. `show_import` also takes `paths`, a list of dropped files and folders."""

TEXT_SIZES = (14, 32)


class Commands(QObject):
    """Runs the window's own actions by name."""

    def __init__(self, window: "MainWindow", suggester: Suggester) -> None:
        super().__init__(window)
        self._window = window
        self._handlers: dict[str, Callable[[], object]] = {
            "larger_text": lambda: self._resize_text(1),
            "smaller_text": lambda: self._resize_text(-1),
            "reset_text": lambda: self._set_text_size(None),
            "toggle_list": lambda: window.parts.toggle_side("list"),
            "toggle_inspector": lambda: window.parts.toggle_side("inspector"),
            "toggle_theme": self._toggle_theme,
            "full_screen": self._full_screen,
            "focus_article": window.parts.focus_next,
            "search_corpus": window.parts.focus_search,
            "open_project": window.open_requested.emit,
            "close_project": window.session.close,
            "say_saved": self._say_saved,
            "quit": window.close,
            "suggest_article": suggester.suggest_article,
            "suggest_all": suggester.suggest_all,
            "stop_suggesting": suggester.stop_suggesting,
            "train": window.trainer.train,
            "stop_training": window.trainer.cancel,
        }
        window.actions_table.triggered.connect(self.run)
        window.actions_table.changed.connect(self._hide_missing)
        self._hide_missing()

    def run(self, name: str) -> bool:
        """Do an action; False where it is not one of the window's."""
        handler = self._handlers.get(name)
        if handler is not None:
            handler()
        elif name in DIALOGS:
            dialog(name)(self._window)
        else:
            return False
        return True

    def _hide_missing(self) -> None:
        """An action whose dialog this build does not have is not offered."""
        for name in DIALOGS:
            self._window.actions_table.action(name).setVisible(has_dialog(name))

    def _resize_text(self, by: int) -> None:
        self._set_text_size(self._window.settings.number("text_size") + by)

    def _set_text_size(self, size: int | None) -> None:
        settings = self._window.settings
        if size is None:
            settings.reset("text_size")
        else:
            settings.set("text_size", max(TEXT_SIZES[0], min(TEXT_SIZES[1], size)))
        self._window.apply_settings()

    def _toggle_theme(self) -> None:
        window = self._window
        window.settings.set("theme", "light" if window.theme.dark else "dark")
        window.theme_requested.emit()

    def _say_saved(self) -> None:
        light = self._window.header.saved
        if light.saved:
            text = self.tr("Everything is saved: each decision is on the disk when its key comes up")
            self._window.session.inform(text)
        else:
            self._window.session.refuse(light.accessibleDescription())

    def _full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)


@cache
def has_dialog(name: str) -> bool:
    """Whether an action's dialog is part of this build."""
    package, _, _ = DIALOGS[name][0].rpartition(".")
    return importlib.util.find_spec(package) is not None and importlib.util.find_spec(DIALOGS[name][0]) is not None


def dialog(name: str) -> Callable[..., object]:
    """The function that shows an action's dialog."""
    module, function = DIALOGS[name]
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found
