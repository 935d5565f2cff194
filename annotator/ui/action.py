"""What a row of the table of actions is: a name, keys, words, and when it makes sense."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from annotator.ui.wording import QT_TRANSLATE_NOOP

Scope = Literal["article", "window"]
"""Where its keys work: while the article has the keyboard, or in the whole window outside of text fields."""
Need = Literal["nothing", "project", "writable", "article", "decide", "undo", "redo"]
"""When it makes sense: always; with a project; with one that can be written; with an article; with an article that can be
decided on; with something to undo or redo."""

GROUPS: dict[str, str] = {
    "decide": QT_TRANSLATE_NOOP("actions", "Decide"),
    "label": QT_TRANSLATE_NOOP("actions", "Labels"),
    "span": QT_TRANSLATE_NOOP("actions", "Boundaries and text"),
    "relation": QT_TRANSLATE_NOOP("actions", "Relations"),
    "article": QT_TRANSLATE_NOOP("actions", "Articles"),
    "edit": QT_TRANSLATE_NOOP("actions", "Edit"),
    "view": QT_TRANSLATE_NOOP("actions", "View"),
    "file": QT_TRANSLATE_NOOP("actions", "Project"),
    "model": QT_TRANSLATE_NOOP("actions", "Suggestions"),
    "help": QT_TRANSLATE_NOOP("actions", "Help"),
}
"""The groups of the `?` sheet and of the menus, in order, with their English titles."""


@dataclass(frozen=True, slots=True)
class Action:
    """One row: what it is called, its default keys, and when it makes sense."""

    name: str
    """What handlers connect to, and what settings.keys rebinds."""
    group: str
    keys: tuple[str, ...]
    """Key sequences in Qt's portable form."""
    title: str
    """English; shown through the catalogue `actions`."""
    help: str = ""
    """One English sentence, for the `?` sheet and tooltips."""
    scope: Scope = "window"
    needs: Need = "article"
    checkable: bool = False
    translated: bool = True
    """Whether `title` is to be looked up; a label's title comes from the scheme in the right language already."""

    def shown_title(self) -> str:
        """The title in the interface's language."""
        return QCoreApplication.translate("actions", self.title) if self.translated else self.title

    def shown_help(self) -> str:
        """The help in the interface's language."""
        return QCoreApplication.translate("actions", self.help) if self.help else ""
