"""The menu bar: every action of the table, by group."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu, QMenuBar

from annotator.ui.action_table import GROUPS
from annotator.ui.actions import Actions

MENUS: tuple[tuple[str, ...], ...] = (
    ("file",),
    ("edit",),
    ("decide", "label", "span", "relation"),
    ("article",),
    ("view",),
    ("model",),
    ("help",),
)
"""Groups of the table by menu; a menu of several takes the first one's title."""
SEPARATED = frozenset(
    {"import", "label_scheme", "preferences", "quit", "find", "larger_text", "toggle_list", "pipeline", "train", "flag"}
)
"""Actions that begin a new section of their menu."""
_RESERVED = frozenset("rz")
"""Letters that with Alt are keys of the table."""


class Menus(QObject):
    """Fills a menu bar from the actions, and again whenever the table changes."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        super().__init__(bar)
        self._bar = bar
        self._actions = actions
        self._menus: list[QMenu] = []
        actions.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Make the menus anew."""
        self._bar.clear()
        for menu in self._menus:
            menu.deleteLater()
        titles = with_mnemonics([group_title(groups[0]) for groups in MENUS])
        self._menus = [self._menu(title, groups) for title, groups in zip(titles, MENUS, strict=True)]
        for menu in self._menus:
            self._bar.addMenu(menu)

    def _menu(self, title: str, groups: Sequence[str]) -> QMenu:
        menu = QMenu(title, self._bar)
        menu.setToolTipsVisible(True)
        for group in groups:
            rows = [row for row in self._actions.table() if row.group == group]
            target = menu
            if group != groups[0]:
                target = menu.addMenu(group_title(group))
                target.setToolTipsVisible(True)
                target.setEnabled(bool(rows))
            for row in rows:
                if row.name in SEPARATED and not target.isEmpty():
                    target.addSeparator()
                target.addAction(self._actions.action(row.name))
        return menu


def group_title(group: str) -> str:
    """A group's title in the interface's language."""
    return QCoreApplication.translate("actions", GROUPS[group])


def with_mnemonics(titles: Sequence[str]) -> list[str]:
    """The titles with an `&` before a letter of their own, the first that is free, so that Alt reaches each menu."""
    taken = set(_RESERVED)
    result: list[str] = []
    for title in titles:
        at = next((i for i, c in enumerate(title) if c.isascii() and c.isalpha() and c.lower() not in taken), -1)
        if at >= 0:
            taken.add(title[at].lower())
        result.append(title if at < 0 else f"{title[:at]}&{title[at:]}")
    return result
