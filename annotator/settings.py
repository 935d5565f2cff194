"""The user's settings: one table of them, and the TOML file that keeps only what differs from it."""

import os
import tempfile
import tomllib
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import tomli_w

from annotator.model.errors import AnnotationError, StoreError
from annotator.paths import user_config_dir

Kind = Literal["text", "choice", "number", "switch", "list", "table"]
Value = str | int | bool | list[str] | dict[str, str]
_V = TypeVar("_V", str, int, bool, list[str], dict[str, str])


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    kind: Kind
    default: Value
    description: str
    choices: tuple[str, ...] = ()
    """The values a `choice` may have."""
    least: int = 0
    most: int = 2**31 - 1
    """The bounds of a `number`, both included."""

    def problem(self, value: object) -> str:
        """What is wrong with that value, as the end of "… must be"; "" when it may stand."""
        if self.kind == "switch":
            return "" if isinstance(value, bool) else "true or false"
        if self.kind == "number":
            right = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
            return "" if right else f"a whole number from {self.least} to {self.most}"
        if self.kind == "choice":
            return "" if value in self.choices else "one of " + ", ".join(f'"{choice}"' for choice in self.choices)
        if self.kind == "list":
            return "" if isinstance(value, list) and all(isinstance(item, str) for item in value) else "a list of texts"
        if self.kind == "table":
            right = isinstance(value, dict) and all(isinstance(item, str) for pair in value.items() for item in pair)
            return "" if right else "a table of texts"
        return "" if isinstance(value, str) else "a text"


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "choice", "", "Language of the interface; empty follows the system.", choices=("", "fr", "en")),
    Setting("theme", "choice", "system", "Colours of the window.", choices=("system", "light", "dark")),
    Setting("text_size", "number", 18, "Size of the article's text, in pixels.", least=14, most=32),
    Setting(
        "pipeline", "text", "", "spaCy pipeline that suggests: a name or a folder; empty takes the language's own."
    ),
    Setting("workers", "number", 1, "Processes that suggest at the same time.", least=1, most=8),
    Setting(
        "retrain_every",
        "number",
        10,
        "Done articles after which the suggestions learn from them; 0 for never.",
        most=1000,
    ),
    Setting("train_when_idle", "switch", True, "Learn from all articles anew while nobody is at work."),
    Setting("memory", "switch", True, "Suggest again what has been decided about the same words elsewhere."),
    Setting("show_rejected", "switch", False, "Show rejected suggestions in the article."),
    Setting("arcs_of_focus_only", "switch", False, "Draw only the relations of the focused span."),
    Setting("advance_after_accept", "switch", True, "Go to the next pending suggestion after a decision."),
    Setting(
        "accept_sure",
        "number",
        980,
        "Least confidence that “Accept what is sure” takes, in thousandths.",
        least=500,
        most=999,
    ),
    Setting("annotator", "text", "", "Name your decisions are kept under; empty takes the system's user name."),
    Setting("recent_projects", "list", [], "Project files opened lately, the last one first."),
    Setting("trusted_pipelines", "list", [], "Folders whose pipelines may be loaded, and so run code of their own."),
    Setting(
        "archive_megabytes",
        "number",
        1024,
        "What the files of one ZIP archive may take unpacked, together, in megabytes.",
        least=1,
        most=1 << 20,
    ),
    Setting("keys", "table", {}, "Keys that differ from the default: action to key sequence."),
    Setting("window_geometry", "text", "", "Place and size of the window, as Qt saves it, in base 64."),
    Setting("window_state", "text", "", "Docks and splitters of the window, as Qt saves them, in base 64."),
    Setting("own_widths", "switch", False, "Keep the side panels' widths whatever the window's; set by dragging them."),
)
"""Every setting there is, in the order the preferences show them."""

RECENT_PROJECTS = 10
"""How many recent projects are remembered."""


class Settings:
    """The settings in force: the table's defaults under the user's overrides. A change is on disk when `set` returns.

    A name this version does not know, or a value it can't take, stays in the file as it is: another version may want it back.
    """

    def __init__(self, path: Path, *, report: Callable[[str], None] | None = None) -> None:
        """Reads `path`; a missing file means no override, the null device that nothing is kept.

        `report` gets one line for each thing in the file that is ignored.
        """
        self.path = path
        self.problems: list[str] = []
        """One line for each thing in the file that is ignored."""
        self._rows = {row.name: row for row in SETTINGS}
        self._overrides: dict[str, Value] = {}
        for name, value in self._load().items():
            row = self._rows.get(name)
            if row is None:
                self.problems.append(f"{path.name}: there is no setting {name!r}; ignored")
            elif problem := row.problem(value):
                self.problems.append(f"{path.name}: {name} must be {problem}; the default is used")
            else:
                self._overrides[name] = value
        if report is not None:
            for line in self.problems:
                report(line)

    def text(self, name: str) -> str:
        """The value of a text or a choice."""
        return self._value(name, str)

    def number(self, name: str) -> int:
        """The value of a number."""
        return self._value(name, int)

    def switch(self, name: str) -> bool:
        """The value of a switch."""
        return self._value(name, bool)

    def items(self, name: str) -> list[str]:
        """A copy of a list's value."""
        return list(self._value(name, list))

    def table(self, name: str) -> dict[str, str]:
        """A copy of a table's value."""
        return dict(self._value(name, dict))

    def is_default(self, name: str) -> bool:
        """Whether the user has left that setting alone."""
        return name not in self._overrides

    def set(self, name: str, value: Value) -> None:
        """Gives a setting its value and writes the file; the default's value removes the override.

        AnnotationError when the value may not stand (nothing is changed), StoreError when the file can't be written (the
        value holds until the program ends).
        """
        row = self._row(name)
        if problem := row.problem(value):
            raise AnnotationError(f"{name} must be {problem}.")
        if value == row.default:
            self._overrides.pop(name, None)
        else:
            self._overrides[name] = copy(value)
        self._write(name)

    def reset(self, name: str) -> None:
        """Back to the default."""
        self.set(name, self._row(name).default)

    def remember_project(self, project: Path) -> None:
        """Puts a project first among the recent ones."""
        place = str(project.absolute())
        others = [other for other in self.items("recent_projects") if other != place]
        self.set("recent_projects", [place, *others][:RECENT_PROJECTS])

    def forget_project(self, project: Path) -> None:
        """Takes a project off the recent ones."""
        place = str(project.absolute())
        self.set("recent_projects", [other for other in self.items("recent_projects") if other != place])

    def _row(self, name: str) -> Setting:
        return self._rows[name]

    def _value(self, name: str, kind: type[_V]) -> _V:
        value = self._overrides.get(name, self._row(name).default)
        if type(value) is not kind:
            raise TypeError(f"the setting {name} is no {kind.__name__}")
        return value

    def _load(self) -> dict[str, Any]:
        try:
            return self._read()
        except OSError as error:
            self.problems.append(f"{self.path}: {error.strerror}; the defaults are used")
        except ValueError as error:
            self.problems.append(f"{self.path}: not readable as TOML ({error}); the defaults are used")
        return {}

    def _read(self) -> dict[str, Any]:
        # TOMLDecodeError and UnicodeDecodeError are both ValueErrors
        try:
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}

    def _write(self, name: str) -> None:
        if self.path.is_char_device():
            return  # the null device keeps nothing, and a file put in its place would take it from the whole system
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                # read again: a second window may have written since, and only this setting is ours to change
                content = self._read()
            except ValueError:
                # what the person wrote by hand is theirs to mend: it is set aside, not written over
                self.path.replace(self.path.with_suffix(".damaged.toml"))
                content = dict(self._overrides)
            content.pop(name, None)
            if name in self._overrides:
                content[name] = self._overrides[name]
            _replace(self.path, tomli_w.dumps(content).encode())
        except UnicodeEncodeError as error:
            raise StoreError(
                f"The settings can't be saved: {name} holds a character that UTF-8 has no code for."
            ) from error
        except OSError as error:
            raise StoreError(f"The settings can't be saved to {self.path}: {error.strerror}.") from error


def load_settings(*, report: Callable[[str], None] | None = None) -> Settings:
    """The settings of the user who runs the program."""
    return Settings(user_config_dir() / "settings.toml", report=report)


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
