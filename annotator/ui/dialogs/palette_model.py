"""What the palette lists: every action by how well it fits what is typed, then articles by their title."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.model.document import DocumentId
from annotator.model.query import DocumentRow
from annotator.ui.action import Action, Need
from annotator.ui.actions import Actions
from annotator.ui.dialogs.fuzzy import match
from annotator.ui.error_text import shown_reason
from annotator.ui.menus import group_title
from annotator.ui.wording import translate

if TYPE_CHECKING:
    from annotator.ui.session import Session

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_DISABLED = 14.0
"""What an action that makes no sense now loses, so that it comes after those that do and fit as well."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an action, or an article to go to."""

    title: str
    detail: str
    """The action's group, or the article's outlet and date."""
    places: tuple[int, ...] = ()
    """Code points of the title that fit what is typed."""
    action: str = ""
    keys: tuple[str, ...] = ()
    why_not: str = ""
    """Why it cannot be chosen now; "" where it can."""
    document: DocumentId | None = None
    checked: bool = False

    def text(self) -> str:
        """The line as one text, for assistive technology."""
        return " · ".join(part for part in (self.title, self.why_not or self.detail) if part)


def action_entries(actions: Actions, session: "Session", typed: str) -> list[Entry]:
    """The actions that fit, the best first; all of them, in the table's order, where nothing is typed."""
    scored: list[tuple[float, Entry]] = []
    for row in actions.table():
        action = actions.action(row.name)
        if row.name == "palette" or not action.isVisible():
            continue
        # undo and redo say what they are about
        title = action.text() if row.needs in ("undo", "redo") else row.shown_title()
        title = title.replace("…", "").strip() if typed else title
        found = match(typed, title) if typed.strip() else (0.0, ())
        if found is None:
            # words of the group's name count too: “view theme”
            found = _by_group(typed, title, group_title(row.group))
        if found is None:
            continue
        why = "" if action.isEnabled() else why_not(row, session)
        entry = Entry(
            title,
            group_title(row.group),
            found[1],
            row.name,
            actions.keys(row.name),
            why,
            checked=row.checkable and action.isChecked(),
        )
        scored.append((found[0] - (_DISABLED if why else 0.0), entry))
    if typed.strip():
        scored.sort(key=lambda pair: -pair[0])
    else:
        scored.sort(key=lambda pair: bool(pair[1].why_not))
    return [entry for _, entry in scored]


def _by_group(typed: str, title: str, group: str) -> tuple[float, tuple[int, ...]] | None:
    found = match(typed, f"{title} {group}")
    return None if found is None else (found[0] - 6.0, tuple(place for place in found[1] if place < len(title)))


def why_not(row: Action, session: "Session") -> str:
    """Why an action makes no sense now, in a few words."""
    project = session.project
    need: Need = row.needs
    if project is None and need != "nothing":
        return translate("Palette", "no project is open")
    if project is not None and project.read_only and need in ("writable", "decide", "undo", "redo"):
        return shown_reason(project.read_only_reason)
    if need == "undo":
        return translate("Palette", "nothing to undo")
    if need == "redo":
        return translate("Palette", "nothing to redo")
    return translate("Palette", "no article is open")


def article_entries(rows: Sequence[DocumentRow], typed: str) -> list[Entry]:
    """Articles as lines."""
    return [
        Entry(
            row.title or row.key,
            " · ".join(part for part in (row.source, row.published[:10]) if part),
            (match(typed, row.title) or (0.0, ()))[1],
            document=row.id,
        )
        for row in rows
    ]


class PaletteModel(QAbstractListModel):
    """The entries there are for what is typed."""

    def __init__(self, actions: Actions, session: "Session", parent: Any = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._session = session
        self._entries: list[Entry] = []
        self._typed = ""

    @property
    def entries(self) -> list[Entry]:
        """The lines, from the top."""
        return list(self._entries)

    def set_typed(self, typed: str) -> None:
        """List what fits; articles come once they are found."""
        self.beginResetModel()
        self._typed = typed
        self._entries = action_entries(self._actions, self._session, typed)
        self.endResetModel()

    def add_articles(self, rows: Sequence[DocumentRow]) -> None:
        """List these articles after the actions, in place of those before."""
        first = next((i for i, entry in enumerate(self._entries) if entry.document is not None), len(self._entries))
        if first < len(self._entries):
            self.beginRemoveRows(QModelIndex(), first, len(self._entries) - 1)
            del self._entries[first:]
            self.endRemoveRows()
        entries = article_entries(rows, self._typed)
        if entries:
            self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
            self._entries += entries
            self.endInsertRows()

    def entry(self, row: int) -> Entry | None:
        """The line of that number."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def first_enabled(self) -> int:
        """The first line that can be chosen; -1 where none can."""
        return next((i for i, entry in enumerate(self._entries) if not entry.why_not), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.text()
        return entry if role == ENTRY_ROLE else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.NoItemFlags if entry.why_not else Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
