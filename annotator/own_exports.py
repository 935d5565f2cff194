"""Which files and folders a project has exported, by their digests: what a later export replaces without being told to.

Their places are not kept: an export that was moved is still known, and one that somebody has changed is theirs.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.export_folder import MANIFEST, existing_export
from annotator.model.errors import AnnotationError, ReplaceError, StoreError

if TYPE_CHECKING:
    from annotator.project import Project

SETTING = "exports"
"""Of the project, JSON: the SHA-256 digests in hexadecimal of what was `written` and is not known to be `replaced`, and of
what was, for a copy of it may lie elsewhere; the newest last."""
KEPT = 200
NOT_REMEMBERED = (
    "The project is open for reading only and could not note this export: the next one to the same place has to be told "
    "to replace it."
)
_State = tuple[tuple[str, int, int, int], ...]
"""Of files: name, time of the last change in nanoseconds, size in bytes, inode."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was at an export's place before it was written."""

    own: bool
    """Whether it is as this project wrote it."""
    digest: str
    """Of a file of our own, or of the manifest of such a folder; else ""."""
    state: _State


def look(project: "Project", target: Path) -> Found | None:
    """What is at `target`; None where there is nothing to lose.

    A file, or a folder with its manifest, is our own where it is as this project wrote it. What lies beside the names of
    the manifest does not matter; what lies in the folders it names does. Raises AnnotationError where it can't be read.
    """
    try:
        state = _state(target)
        if not _holds(state):
            return None
        known = {digest for digests in _read(project.setting(SETTING)) for digest in digests}
        digest = _digest_of_folder(target) if target.is_dir() else digest_of(target)
        own = digest in known and (not target.is_dir() or _is_whole(target))
    except OSError as error:
        raise AnnotationError(f"{target}: {error.strerror}; name another place") from error
    return Found(own, digest if own else "", state)


def refuse_others(found: Found | None, out: Path) -> None:
    """Raise ReplaceError where what is at the place `out` is not, byte for byte, what this project wrote."""
    if found is not None and not found.own:
        raise ReplaceError(
            f"{out} was not written by this project, or was changed since: name another place, or choose to replace it "
            "(--replace on the command line)"
        )


def refuse_changed(found: Found | None, target: Path, out: Path) -> None:
    """Raise AnnotationError where what is at `target` is not what was found; that it is gone does not matter."""
    now = _state(target)
    if _holds(now) and now != (found.state if found else ()):
        raise AnnotationError(f"{out} was changed while the export was written; nothing was replaced. Do it again")


def refuse_new_names(target: Path, ours: Iterable[str], before: Iterable[str], out: Path) -> None:
    """Raise ReplaceError where a name of the new folder is somebody's in the earlier one, `before` being its own."""
    for name in sorted(set(ours) - set(before)):
        if os.path.lexists(target / name):
            raise ReplaceError(
                f"{out / name} is not of the earlier export and would be replaced: name another place, or choose to "
                "replace it (--replace on the command line)"
            )


def remember(project: "Project", written: Path, found: Found | None, out: Path, *, replace: bool) -> bool:
    """Note a file, or a folder with its manifest, before it takes the place of what was found.

    False where it can't be noted; raises ReplaceError where it would then take the place of an export that is: the next to this
    place would be refused for good, where only with `replace` it may.
    """
    digest = _digest_of_folder(written) if written.is_dir() else digest_of(written)
    replaced = found.digest if found else ""

    def with_it(known: str) -> str:
        lists = _read(known)
        for digests in lists:
            digests[:] = [other for other in digests if other not in (digest, replaced)]
        lists[0].append(digest)
        if replaced not in ("", digest):
            lists[1].append(replaced)
        return json.dumps({"written": lists[0][-KEPT:], "replaced": lists[1][-KEPT:]})

    try:
        project.change_setting(SETTING, with_it)
    except StoreError as error:
        if any(digest in digests for digests in _read(project.setting(SETTING))):
            return True
        if replaced and not replace:
            raise ReplaceError(
                f"{out}: the project can't be written and so can't note this export; nothing was replaced. Do it again "
                "later, or choose to replace it (--replace on the command line)"
            ) from error
        return False
    return True


def digests_of(folder: Path, paths: Iterable[Path]) -> dict[str, str]:
    """The digests of files below a folder, by their names from there."""
    return {path.relative_to(folder).as_posix(): digest_of(path) for path in paths}


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digest_of_folder(folder: Path) -> str:
    """That of its manifest, whenever it was written; "" where it has none. Raises OSError."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except ValueError:
        return ""
    if not isinstance(manifest, dict):
        return ""
    manifest.pop("written", None)
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode("ascii")).hexdigest()


def _is_whole(folder: Path) -> bool:
    """Whether the files of an export are as its manifest says, and its folders, which go with all that is in them, hold no others."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    digests = dict(manifest["sha256"])
    if not {*digests, MANIFEST}.issuperset(_entries(folder, manifest["files"])):
        return False
    return all((folder / name).is_file() and digest_of(folder / name) == digests[name] for name in digests)


def _state(target: Path) -> _State:
    """Of a file, or of what an export's manifest names in a folder; () where there is nothing. Raises OSError."""
    names = sorted(_entries(target, existing_export(target))) if target.is_dir() else ["."]
    if not target.exists():
        return ()
    found = [(name, (target / name).lstat()) for name in names]
    return tuple((name, stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in found)


def _holds(state: _State) -> bool:
    """Whether there is something to lose."""
    return any(size for _, _, size, _ in state)


def _entries(folder: Path, names: Collection[str]) -> Iterator[str]:
    """What is there of those names and below them that is no folder, by its name from `folder`; links are not followed."""
    for entry in folder.iterdir():
        if entry.name in names:
            yield from _below(entry, entry.name)


def _below(path: Path, name: str) -> Iterator[str]:
    if path.is_dir() and not path.is_symlink():
        for entry in path.iterdir():
            yield from _below(entry, f"{name}/{entry.name}")
    else:
        yield name


def _read(setting: str) -> tuple[list[str], list[str]]:
    """What was written, and what was replaced since."""
    found = json.loads(setting or "{}")
    lists = [found.get(name) if isinstance(found, dict) else None for name in ("written", "replaced")]
    written, replaced = ([str(digest) for digest in digests] if isinstance(digests, list) else [] for digests in lists)
    return written, replaced
