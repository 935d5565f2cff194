"""What the banner is about, and what its button does."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.ui.actions import Actions
from annotator.ui.panels.banner import Banner

SUBJECTS: dict[str, tuple[str, str]] = {
    "read-only": ("lock", ""),
    "failed": ("warning", ""),
    "suggester": ("model", "pipeline"),
    "own-model": ("model", "models"),
    "trainer": ("model", "models"),
    "learned": ("model", "models"),
    "no-place": ("model", "pipeline"),
}
"""What a banner may be about: its icon, and the action of its button ("" for none)."""


class Banners(QObject):
    """Says one thing at a time in the banner."""

    def __init__(self, banner: Banner, actions: Actions, run: Callable[[str], object], parent: QObject) -> None:
        """`run` does an action by its name."""
        super().__init__(parent)
        self._banner = banner
        self._actions = actions
        self._run = run
        self.about = ""
        """What the banner is about; "" while it is hidden."""
        banner.action_requested.connect(self._on_action)

    def say(self, about: str, text: str = "") -> None:
        """Say something, or take the banner away."""
        self.about = about if text else ""
        icon, action = SUBJECTS.get(about, ("info", ""))
        button = self._actions.action(action).text() if action else ""
        self._banner.say(text, icon_name=icon, button=button, closable=about != "read-only")

    def say_about(self, about: str, text: str) -> None:
        """The same, but "" takes away only the banner that is about that."""
        if text or self.about == about:
            self.say(about, text)

    def _on_action(self) -> None:
        action = SUBJECTS.get(self.about, ("", ""))[1]
        if action:
            self._run(action)
