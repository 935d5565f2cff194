"""The menus that filter and order the article list."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from annotator.model.document import ReviewState
from annotator.model.query import DocumentQuery, QueueOrder
from annotator.ui.wording import shown_number

SOURCES_SHOWN = 40
Query = Callable[[], DocumentQuery]
SetQuery = Callable[[DocumentQuery], None]


def state_names() -> dict[ReviewState, str]:
    """What the states are called as filters."""
    return {
        "new": QCoreApplication.translate("ArticleFilter", "New"),
        "in_progress": QCoreApplication.translate("ArticleFilter", "In progress"),
        "done": QCoreApplication.translate("ArticleFilter", "Done"),
        "skipped": QCoreApplication.translate("ArticleFilter", "Skipped"),
    }


def order_names() -> dict[QueueOrder, str]:
    """What the orders are called."""
    return {
        "import": QCoreApplication.translate("ArticleFilter", "In import order"),
        "oldest": QCoreApplication.translate("ArticleFilter", "By date, oldest first"),
        "date": QCoreApplication.translate("ArticleFilter", "By date, newest first"),
        "review": QCoreApplication.translate("ArticleFilter", "Most to review first"),
        "uncertain": QCoreApplication.translate("ArticleFilter", "Uncertain first"),
    }


def filter_summary(query: DocumentQuery) -> str:
    """The filters in force, in a few words; "" where there is none. The search has its own field."""
    parts = [state_names()[state] for state in query.states]
    if query.pending:
        parts.append(QCoreApplication.translate("ArticleFilter", "To review"))
    if query.flagged:
        parts.append(QCoreApplication.translate("ArticleFilter", "Flagged"))
    parts += [part for part in (query.source, language_name(query.language)) if part]
    return " · ".join(parts)


def language_name(code: str) -> str:
    """What speakers of a language call it, such as “français”; the code itself where Qt does not know it."""
    locale = QLocale(code)
    return code if locale.language() is QLocale.Language.C else locale.nativeLanguageName() or code


class FilterMenu(QMenu):
    """States, to review, flagged, outlet, language: what the list is narrowed to."""

    def __init__(self, panel: QWidget, query: Query, set_query: SetQuery) -> None:
        super().__init__(panel)
        self._panel = panel
        self._query = query
        self._set_query = set_query
        self._states: dict[ReviewState, QAction] = {}
        self._review = self._checkable(self, self.tr("To review"))
        self._flagged = self._checkable(self, self.tr("Flagged"))
        self.addSeparator()
        for state, name in state_names().items():
            self._states[state] = self._checkable(self, name)
        self.addSeparator()
        self._sources = self.addMenu(self.tr("Outlet"))
        self._languages = self.addMenu(self.tr("Language"))
        self.addSeparator()
        self._all = self.addAction(self.tr("Show all articles"))
        self._review.toggled.connect(self._on_toggled)
        self._flagged.toggled.connect(self._on_toggled)
        for action in self._states.values():
            action.toggled.connect(self._on_toggled)
        self._all.triggered.connect(
            lambda: self._set_query(DocumentQuery(search=self._query().search, order=self._query().order))
        )
        self._sources.aboutToShow.connect(lambda: self._fill(self._sources, "source"))
        self._languages.aboutToShow.connect(lambda: self._fill(self._languages, "language"))
        self.aboutToShow.connect(self._show_query)

    def _checkable(self, menu: QMenu, name: str) -> QAction:
        action = menu.addAction(name)
        action.setCheckable(True)
        return action

    def _show_query(self) -> None:
        query = self._query()
        for action, on in (
            (self._review, query.pending is True),
            (self._flagged, query.flagged is True),
            *((action, state in query.states) for state, action in self._states.items()),
        ):
            action.blockSignals(True)
            action.setChecked(on)
            action.blockSignals(False)
        self._all.setEnabled(bool(filter_summary(query)))

    def _fill(self, menu: QMenu, field: Literal["source", "language"]) -> None:
        menu.clear()
        project = getattr(self._panel, "project", None)
        if project is None:
            return
        values: list[tuple[str, int]] = project.sources() if field == "source" else project.languages()
        chosen = getattr(self._query(), field)
        group = QActionGroup(menu)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for value, count in values[:SOURCES_SHOWN]:
            if not value:
                continue
            name = language_name(value) if field == "language" else value
            action = self._checkable(menu, f"{name}   ({shown_number(count)})".replace("&", "&&"))
            action.setChecked(value == chosen)
            group.addAction(action)
            action.toggled.connect(lambda on, value=value: self._set_field(field, value if on else ""))

    def _set_field(self, field: Literal["source", "language"], value: str) -> None:
        query = self._query()
        self._set_query(replace(query, source=value) if field == "source" else replace(query, language=value))

    def _on_toggled(self) -> None:
        self._set_query(
            replace(
                self._query(),
                states=tuple(state for state, action in self._states.items() if action.isChecked()),
                pending=True if self._review.isChecked() else None,
                flagged=True if self._flagged.isChecked() else None,
            )
        )


class OrderMenu(QMenu):
    """The orders of the queue."""

    def __init__(self, panel: QWidget, query: Query, set_query: SetQuery) -> None:
        super().__init__(panel)
        self._query = query
        self._actions: dict[QueueOrder, QAction] = {}
        group = QActionGroup(self)
        for order, name in order_names().items():
            action = self.addAction(name)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, order=order: set_query(replace(query(), order=order)))
            self._actions[order] = action
        self.aboutToShow.connect(lambda: self._actions[self._query().order].setChecked(True))
