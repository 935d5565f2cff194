"""Which files and folders a project has exported, by their digests: what a later export replaces without being told to.

Their places are not kept: an export that was moved is still known, and one that somebody has changed is theirs.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.export_folder import MANIFEST
from annotator.model.errors import AnnotationError

if TYPE_CHECKING:
    from annotator.project import Project

SETTING = "exports"
"""Of the project: a JSON list of SHA-256 digests in hexadecimal, the newest last."""
KEPT = 200
NOT_REMEMBERED = (
    "The project is open for reading only and could not note this export: the next one to the same place has to be told "
    "to replace it."
)


def refuse_others(project: "Project", target: Path, out: Path) -> None:
    """Raise AnnotationError where what is at `target` is not, byte for byte, what this project wrote; `out` is its name."""
    if not is_own(project, target):
        raise AnnotationError(
            f"{out} was not written by this project, or was changed since: name another place, or choose to replace it "
            "(--replace on the command line)"
        )


def is_own(project: "Project", target: Path) -> bool:
    """Whether a file, or a folder with its manifest, is as this project wrote it.

    What lies beside the names of its manifest does not matter; what lies in the folders it names does. Raises AnnotationError where it
    can't be read.
    """
    try:
        if not target.is_dir():
            return digest_of(target) in _known(project)
        manifest = target / MANIFEST
        if digest_of(manifest) not in _known(project):
            return False
        written = json.loads(manifest.read_text(encoding="utf-8"))
        digests = dict(written["sha256"])
        # a folder of ours goes with all that is in it
        if not {*digests, MANIFEST}.issuperset(_entries(target, written["files"])):
            return False
        return all((target / name).is_file() and digest_of(target / name) == digests[name] for name in digests)
    except OSError as error:
        raise AnnotationError(f"{target}: {error.strerror}; name another place") from error


def remember(project: "Project", written: Path) -> bool:
    """Note a file, or a folder's manifest, before it takes its place; False where the project is open for reading only."""
    if project.read_only:
        return False
    known = [*_known(project), digest_of(written)]
    project.set_setting(SETTING, json.dumps(known[-KEPT:]))
    return True


def refuse_new_names(target: Path, ours: Iterable[str], before: Iterable[str], out: Path) -> None:
    """Raise AnnotationError where a name of the new folder is somebody's in the earlier one, `before` being its own."""
    for name in sorted(set(ours) - set(before)):
        if os.path.lexists(target / name):
            raise AnnotationError(
                f"{out / name} is not of the earlier export and would be replaced: name another place, or choose to "
                "replace it (--replace on the command line)"
            )


def digests_of(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """The digests of files below a folder, by their names from there."""
    return {path.relative_to(folder).as_posix(): digest_of(path) for path in paths}


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _entries(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """What is there of those names and below them that is no folder, by its name from `folder`; links are not followed."""
    for name in names:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from _entries(folder, (f"{name}/{entry.name}" for entry in path.iterdir()))
        elif os.path.lexists(path):
            yield name


def _known(project: "Project") -> list[str]:
    found = json.loads(project.setting(SETTING) or "[]")
    return [str(digest) for digest in found] if isinstance(found, list) else []
