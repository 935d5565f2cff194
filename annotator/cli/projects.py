"""Opening a project for a command."""

from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.errors import AnnotationError, StoreError

if TYPE_CHECKING:
    from annotator.project import Project


def open_to_write(path: Path, *, annotator: str = "", on_behalf_of: int | None = None) -> "Project":
    """The project, writable. Raises AnnotationError where there is none, StoreError where another program has it."""
    project = _open(path, annotator=annotator, on_behalf_of=on_behalf_of, read_only=False)
    if project.read_only:
        reason = project.read_only_reason
        project.close()
        raise StoreError(f"{path}: {reason}; do it when the file can be written, or on a copy")
    return project


def open_to_use(path: Path, *, annotator: str = "", on_behalf_of: int | None = None) -> "Project":
    """The project, writable unless another program has it. Raises as `open_to_write` does."""
    return _open(path, annotator=annotator, on_behalf_of=on_behalf_of, read_only=False)


def open_to_read(path: Path, *, annotator: str = "") -> "Project":
    """The project as it is, whoever else has it open. Raises as `open_to_write` does."""
    return _open(path, annotator=annotator, on_behalf_of=None, read_only=True)


def _open(path: Path, *, annotator: str, on_behalf_of: int | None, read_only: bool) -> "Project":
    if not path.exists():
        raise AnnotationError(f"there is no project {path}; make it with: pressmark new {path}")
    from annotator.project import Project

    return Project.open(path, annotator=annotator, read_only=read_only, on_behalf_of=on_behalf_of)
