"""The folder in which an export is written, beside its place: let go of at the end, and swept where a program was killed in between."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from annotator.export_folder import MANIFEST, existing_export
from annotator.model.errors import StoreError

LOCK = ".lock"
"""In such a folder: held by the program that writes there; the system lets go of it when that one dies."""


@contextmanager
def written_beside(target: Path) -> Iterator[Path]:
    """Where to write what is to become `target`: a name in a folder of its own beside it, gone at the end.

    What an earlier export to the same place left when it was killed goes first. At the end only files of somebody's that
    could not go to `target` are left. Raises StoreError where nothing can be written there.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name[:100]}.", dir=target.parent))
    except OSError as error:
        raise StoreError(f"{target.parent}: {error.strerror or error}; name another folder") from error
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        with suppress(OSError, NotImplementedError):  # a file system without locks: what is left there is not swept
            lock.acquire()
        yield folder / target.name
    finally:
        _clear(folder, target, lock)


def sweep(target: Path) -> None:
    """Remove what exports to `target` left when they were killed; those that are under way are let be."""
    beginning = f".{target.name[:100]}."
    with suppress(OSError):
        for folder in [entry for entry in target.parent.iterdir() if entry.name.startswith(beginning)]:
            if folder.is_symlink() or not (folder / LOCK).is_file():
                continue
            lock = FileLock(folder / LOCK, timeout=0)
            with suppress(Timeout, OSError, NotImplementedError):
                lock.acquire()
                _clear(folder, target, lock, move=True)


def _clear(folder: Path, target: Path, lock: FileLock, *, move: bool = False) -> None:
    """Remove the folder but for what is somebody's in an earlier export that lies in it; `move` puts that in `target` first."""
    written = folder / target.name
    kept = [name for name in _somebodys(written) if not (move and _moved(written / name, target / name))]
    for name in set(existing_export(written)) - {MANIFEST} if kept else [""]:
        _remove(written / name)
    lock.release()
    if not kept:
        with suppress(OSError):
            (folder / LOCK).unlink(missing_ok=True)
            folder.rmdir()


def _somebodys(export: Path) -> list[str]:
    """What an export's manifest does not name. One without a manifest was never whole: all in it is the program's."""
    ours = existing_export(export)
    return sorted({entry.name for entry in export.iterdir()} - set(ours)) if ours else []


def _moved(source: Path, place: Path) -> bool:
    try:
        if place.is_symlink() or place.exists():
            return False
        source.rename(place)
    except OSError:
        return False
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
