"""A project's file: made, opened and closed; who works in it, and its own settings."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Self

from annotator.model.annotation import AnnotatorId
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.model.query import Annotator
from annotator.store import documents
from annotator.store.database import Store, create, open_store
from annotator.store.scheme import write_scheme
from annotator.store.settings import change_setting


class ProjectFile:
    """An open project file. Made by `create` and `open`; use it as a context manager, or `close` it."""

    annotator: AnnotatorId
    annotator_name: str

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self.path: Path = store.path
        self.use_annotator(annotator)

    @classmethod
    def create(
        cls, path: Path | str, *, scheme: LabelScheme, language: str = "fr", title: str = "", annotator: str = ""
    ) -> Self:
        """Make a new project file with that scheme. Raises StoreError where the file exists or cannot be written."""
        store = create(Path(path))
        try:
            with store.transaction():
                write_scheme(store, scheme)
                # a file name may hold what is no character
                shown = (title or Path(path).stem).encode("utf-8", "replace").decode("utf-8")
                settings = {"title": shown, "language": language, "scheme": scheme.name}
                store.execute_many("INSERT INTO settings (name, value) VALUES (?, ?)", list(settings.items()))
            return cls(store, annotator)
        except BaseException:
            store.discard()
            raise

    @classmethod
    def open(
        cls, path: Path | str, *, annotator: str = "", read_only: bool = False, on_behalf_of: int | None = None
    ) -> Self:
        """Open a project file; one that another program writes opens read-only and says why in `read_only_reason`.

        `on_behalf_of` is the process id of the window that has it open and for which this process works. Raises
        StoreError, the file untouched, where it is missing, foreign, damaged or made by a newer program.
        """
        store = open_store(Path(path), read_only=read_only, on_behalf_of=on_behalf_of)
        try:
            return cls(store, annotator)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Let go of the file. Everything acknowledged is in it already."""
        self._store.close()

    def copy_to(self, path: Path) -> None:
        """Write all that was saved to a new file, also where this one was moved or deleted. Raises StoreError."""
        self._store.copy_to(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._store.read_only

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be written, or ""."""
        return self._store.read_only_reason

    @property
    def title(self) -> str:
        """The project's name as it is shown."""
        return self.setting("title", self.path.stem)

    @property
    def language(self) -> str:
        """The language of its articles unless one says otherwise, ISO 639-1."""
        return self.setting("language", "fr")

    def use_annotator(self, name: str) -> None:
        """Work as that annotator from now on; "" is the one who worked last, at first the one logged in."""
        name = " ".join(name.split()) or self.setting("annotator") or _login_name()
        found = self._store.value("SELECT id FROM annotators WHERE name = ?", [name])
        if self.read_only or (found and self.setting("annotator") == name):
            self.annotator = AnnotatorId(found or 0)
        else:
            with self._store.transaction():
                self.annotator = documents.annotator_id(self._store, name)
                self._write_setting("annotator", name)
        self.annotator_name = name

    def annotators(self) -> list[Annotator]:
        """Everyone who has worked in this project."""
        return [
            Annotator(row["id"], row["name"]) for row in self._store.rows("SELECT id, name FROM annotators ORDER BY id")
        ]

    def annotator_of(self, name: str) -> AnnotatorId:
        """The id of an annotator by name; "" is the current one. Raises AnnotationError where there is none."""
        if not name:
            return self.annotator
        found = self._store.value("SELECT id FROM annotators WHERE name = ?", [name])
        if found is None:
            known = ", ".join(annotator.name for annotator in self.annotators())
            raise AnnotationError(f"no annotator is called {name} here; there are: {known}")
        return AnnotatorId(found)

    def setting(self, name: str, default: str = "") -> str:
        """One of the project's own settings."""
        found = self._store.value("SELECT value FROM settings WHERE name = ?", [name])
        return default if found is None else str(found)

    def set_setting(self, name: str, value: str) -> None:
        """Keep one of the project's own settings; not an edit."""
        with self._store.transaction():
            self._write_setting(name, value)

    def change_setting(self, name: str, change: Callable[[str], str]) -> None:
        """Put in a setting's place what `change` makes of it ("" where there is none), in one transaction; not an edit.

        Also where the project is read-only since another program of this machine has it open. Raises StoreError.
        """
        change_setting(self._store, name, change)

    def _write_setting(self, name: str, value: str) -> None:
        self._store.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [name, value])


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no login name and no passwd entry, as in some containers
        return "annotator"
