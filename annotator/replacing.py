"""Puts a finished file or folder in the place of an earlier one, in one step."""

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from annotator.model.errors import StoreError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def replace_folder(new: Path, target: Path, *, ours: Iterable[str]) -> list[str]:
    """Make `new` the folder `target`. An earlier folder there goes, but for entries not named in `ours`: they move along.

    Where the system can (Linux), the two are exchanged in one step: `target` is at any moment one whole export or the
    other. Returns the names that could not move along; they are then in `new`, else `new` is gone. Raises StoreError;
    `target` is then as it was.
    """
    try:
        if not target.exists():
            new.rename(target)
            return []
        _exchange(new, target)
    except OSError as error:
        raise StoreError(f"{target} could not be replaced: {error.strerror or error}") from error
    left = [
        name for name in sorted({entry.name for entry in new.iterdir()} - set(ours)) if not _moved(new, target, name)
    ]
    if not left:
        shutil.rmtree(new, ignore_errors=True)
    return left


def _moved(source: Path, target: Path, name: str) -> bool:
    try:
        (source / name).rename(target / name)
    except OSError:
        return False
    return True


def _exchange(one: Path, other: Path) -> None:
    """Swap two folders; `renameat2` with RENAME_EXCHANGE (Linux 3.15), else by way of a third name."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 is not None:
        if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
            return
        code = ctypes.get_errno()
        if code not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise OSError(code, os.strerror(code))
    aside = one.with_name(f"{one.name}.before")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)
