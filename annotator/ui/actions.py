"""The window's actions: one QAction a row of the table, with the keys in force, enabled when they make sense."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.ui.action_table import ACTIONS, REPEATING, Action, Need, label_actions
from annotator.ui.keys import Chord, chord_of, chords_of, shown_keys
from annotator.ui.session import Session
from annotator.ui.wording import edit_title

SEPARATOR = "; "
"""Between the key sequences of one action in the settings."""


class Actions(QObject):
    """Holds the QActions by name. Menus, toolbars, the `?` sheet and the palette are made from it."""

    triggered = Signal(str)
    """An action's name: it was chosen in a menu, in the palette or by a key that works in the whole window."""
    changed = Signal()
    """The table changed: other keys, or another scheme's labels."""

    def __init__(
        self,
        session: Session,
        keys: Mapping[str, str] | None = None,
        *,
        language: str = "fr",
        parent: QObject | None = None,
    ) -> None:
        """`keys` is the setting of that name: action to key sequences, "" for none."""
        super().__init__(parent)
        self._session = session
        self._overrides = dict(keys or {})
        self.language = language
        """The language that labels are shown in."""
        self._actions: dict[str, QAction] = {}
        self._table: tuple[Action, ...] = ()
        self._keys: dict[str, tuple[str, ...]] = {}
        self._by_chord: dict[Chord, Action] = {}
        self.problems: list[str] = []
        """What is wrong with the keys in the settings, a line each."""
        self._rebuild()
        session.project_opened.connect(self._on_project)
        session.scheme_changed.connect(self._rebuild)
        session.closed.connect(self._rebuild)
        session.article_opened.connect(self.update_enabled)
        session.edited.connect(self._on_edited)
        session.options_changed.connect(self.update_enabled)

    def table(self) -> tuple[Action, ...]:
        """Every action there is now, the scheme's labels among them."""
        return self._table

    def action(self, name: str) -> QAction:
        """The QAction of that name, for menus and buttons. Raises KeyError for a name the table lacks."""
        return self._actions[name]

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """Call `slot` whenever the action of that name is chosen."""
        self._actions[name].triggered.connect(lambda checked=False: slot())

    def keys(self, name: str) -> tuple[str, ...]:
        """The key sequences in force for an action, in portable form."""
        return self._keys.get(name, ())

    def shown_keys(self, name: str) -> str:
        """The first key of an action as it is written for people, or ""."""
        keys = self.keys(name)
        return shown_keys(keys[0]) if keys else ""

    def match(self, event: QKeyEvent) -> Action | None:
        """The action a press stands for, whatever its scope."""
        return next((found for chord in chords_of(event) if (found := self._by_chord.get(chord))), None)

    def place_of(self, event: QKeyEvent, name: str) -> int:
        """Which of an action's keys a press is, from 1; 0 where it is none of them."""
        places = {chord_of(sequence): place for place, sequence in enumerate(self.keys(name), 1)}
        return next((places[chord] for chord in chords_of(event) if chord in places), 0)

    def label_of(self, name: str) -> str | None:
        """The label that `label_1` … gives; None for another action."""
        labels = () if self._session.project is None else self._session.project.scheme.labels
        number = name.removeprefix("label_")
        return labels[int(number) - 1].name if number.isdigit() and 0 < int(number) <= len(labels) else None

    def rebind(self, name: str, sequences: Iterable[str] | None) -> str:
        """Give an action other keys (None: its default ones); returns the text for the settings.

        Raises AnnotationError, nothing changed, for what is no key or belongs to another action.
        """
        row = next(row for row in self._table if row.name == name)
        wanted = row.keys if sequences is None else tuple(sequences)
        for sequence in wanted:
            chord = chord_of(sequence)
            if chord is None:
                raise AnnotationError(self.tr("“{}” is not a key").format(sequence))
            holder = self._by_chord.get(chord)
            if holder is not None and holder.name != name:
                raise AnnotationError(
                    self.tr("{keys} is the key of “{action}”; give that one another key first").format(
                        keys=shown_keys(sequence), action=holder.shown_title()
                    )
                )
        text = SEPARATOR.join(wanted)
        if wanted == row.keys:
            self._overrides.pop(name, None)
        else:
            self._overrides[name] = text
        self._rebuild()
        return text

    def overrides(self) -> dict[str, str]:
        """What to keep in the setting `keys`."""
        return dict(self._overrides)

    def set_language(self, language: str) -> None:
        """The interface's language changed: titles again."""
        self.language = language
        self._rebuild()

    def update_enabled(self, *_: object) -> None:
        """Enable what makes sense now, and say what undo and redo are about."""
        project = self._session.project
        undone, redone = (project.undo_action(), project.redo_action()) if project else ("", "")
        met = self._needs_met(can_undo=bool(undone), can_redo=bool(redone))
        for row in self._table:
            self._actions[row.name].setEnabled(row.needs in met)
        self._actions["show_rejected"].setChecked(self._session.show_rejected)
        self._actions["arcs_of_focus_only"].setChecked(self._session.arcs_of_focus_only)
        self._actions["undo"].setText(self.tr("Undo: {}").format(edit_title(undone)) if undone else self.tr("Undo"))
        self._actions["redo"].setText(self.tr("Redo: {}").format(edit_title(redone)) if redone else self.tr("Redo"))

    def _needs_met(self, *, can_undo: bool, can_redo: bool) -> set[Need]:
        project, article = self._session.project, self._session.article
        writable = project is not None and not project.read_only
        holds: dict[Need, bool] = {
            "nothing": True,
            "project": project is not None,
            "writable": writable,
            "article": article is not None,
            "decide": article is not None and writable,
            "undo": can_undo and writable,
            "redo": can_redo and writable,
        }
        return {need for need, met in holds.items() if met}

    # The table

    def _on_project(self, *_: object) -> None:
        self._rebuild()

    def _on_edited(self, edit: object, *_: object) -> None:
        touches = getattr(edit, "touches", None)
        if touches is not None and (touches("labels") or touches("relation_labels")):
            self._rebuild()
        else:
            self.update_enabled()

    def set_scheme(self, scheme: LabelScheme | None) -> None:
        """Have one action for each label of a scheme."""
        labels = label_actions(scheme, self.language) if scheme is not None else ()
        self._table = (*ACTIONS, *labels)
        self._bind()
        names = {row.name for row in self._table}
        for name in [name for name in self._actions if name not in names]:
            self._actions.pop(name).deleteLater()
        for row in self._table:
            self._dress(row)
        self.update_enabled()
        self.changed.emit()

    def _rebuild(self) -> None:
        self.set_scheme(None if self._session.project is None else self._session.project.scheme)

    def _dress(self, row: Action) -> None:
        action = self._actions.get(row.name)
        if action is None:
            action = self._actions[row.name] = QAction(self)
            action.setObjectName(row.name)
            action.setCheckable(row.checkable)
            action.triggered.connect(partial(self._on_triggered, row.name))
        action.setText(row.shown_title())
        action.setToolTip(row.shown_help() or row.shown_title())
        action.setShortcuts([QKeySequence.fromString(keys) for keys in self._keys[row.name]])
        # the article takes its own keys in its key events: elsewhere they must stay what they are in any text field or list
        action.setShortcutContext(
            Qt.ShortcutContext.WidgetShortcut if row.scope == "article" else Qt.ShortcutContext.WindowShortcut
        )
        action.setAutoRepeat(row.name in REPEATING)

    def _on_triggered(self, name: str, checked: bool = False) -> None:
        self.triggered.emit(name)

    def _bind(self) -> None:
        """Give each action its keys: the settings' first, then the defaults where they are still free."""
        self.problems = []
        self._by_chord = {}
        self._keys = {row.name: () for row in self._table}
        for row in self._table:
            if row.name in self._overrides:
                wanted = self._overrides[row.name].strip()
                self._take(row, wanted.split(SEPARATOR) if wanted else (), own=True)
        for row in self._table:
            if row.name not in self._overrides:
                self._take(row, row.keys, own=False)
        known = set(self._keys)
        self.problems += [
            self.tr("keys: there is no action “{}”").format(name)
            for name in self._overrides
            if name not in known and not name.startswith("label_")
        ]

    def _take(self, row: Action, sequences: Iterable[str], *, own: bool) -> None:
        taken: list[str] = []
        for sequence in sequences:
            chord = chord_of(sequence)
            if chord is None:
                self.problems.append(
                    self.tr("keys: “{key}” of {action} is not a key").format(key=sequence, action=row.name)
                )
                continue
            holder = self._by_chord.setdefault(chord, row)
            if holder is row:
                taken.append(sequence)
            elif own or holder.name not in self._overrides:
                self.problems.append(
                    self.tr("keys: {key} is given to both {first} and {second}; it stays with {first}").format(
                        key=sequence, first=holder.name, second=row.name
                    )
                )
        self._keys[row.name] = tuple(taken)
