"""The files behind what a person named: folders and archives walked, keys given, bytes counted."""

import gzip
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import BadZipFile

from annotator.formats.archives import ENDINGS, Archive
from annotator.model.errors import AnnotationError
from annotator.model.record import Refusal

MAX_RECORD_BYTES = 64 * 1024 * 1024
"""A single article longer than this is refused: it is a corpus in one piece, not an article."""


@dataclass(slots=True)
class Position:
    """How far a file is read, for whoever shows it."""

    stream: BinaryIO | None = None
    """The file, while it is open."""
    scale: float = 1.0
    """Bytes of the file on the disk for each byte of the stream: below 1 for a file of an archive."""

    @property
    def bytes_read(self) -> int:
        """Bytes of the file itself, packed where it is packed; 0 while it is not open."""
        return 0 if self.stream is None else int(self.stream.tell() * self.scale)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read."""

    path: Path
    name: str
    """How messages name it: its path as the person gave it."""
    key: str
    """The path below the folder that was given, with slashes and without ending; of a single file, its name."""
    named: bool = True
    """Whether the person named this very file, rather than a folder it is in."""
    member: str = ""
    """Its name in the archive at `path`; "" for a file of its own."""
    archive: Archive | None = field(default=None, compare=False, repr=False)
    position: Position = field(default_factory=Position, compare=False, repr=False)

    @property
    def file_name(self) -> str:
        """The last part of its path."""
        return self.member.rpartition("/")[2] if self.member else self.path.name

    @property
    def ending(self) -> str:
        """The last ending in lower case, with its dot, that of the packed file where it is packed: ".jsonl"."""
        path = Path(self.file_name.lower())
        return Path(path.stem).suffix if path.suffix == ".gz" else path.suffix

    @property
    def size(self) -> int:
        """Bytes on the disk, packed where it is packed. Raises OSError."""
        if self.archive is not None:
            return self.archive.members()[self.member].compress_size
        return self.path.stat().st_size

    def beside(self, file_name: str) -> "SourceFile | None":
        """The file of that name in the same folder, or in the same folder of the same archive; None where there is none."""
        folder, _, _ = self.name.rpartition(self.file_name)
        key = key_of(f"{self.key.rpartition('/')[0]}/{file_name}".lstrip("/"))
        if self.archive is not None:
            member = f"{self.member.rpartition('/')[0]}/{file_name}".lstrip("/")
            if member not in self.archive:
                return None
            return SourceFile(self.path, folder + file_name, key, False, member, self.archive)
        path = self.path.with_name(file_name)
        return SourceFile(path, folder + file_name, key, named=False) if path.is_file() else None

    def beside_with(self, ending: str) -> "SourceFile | None":
        """The file beside it that has the same name but for that ending: `a.ann` for `a.txt`."""
        return self.beside(self.file_name.rpartition(".")[0] + ending)


def walk(paths: Sequence[Path]) -> Iterator[SourceFile | Refusal]:
    """The files of these files and folders, each folder in the order of names, hidden files left out.

    What is not there or cannot be read comes as a Refusal. A folder reached twice through links is read once.
    """
    prefixes = _prefixes(paths)
    seen: set[tuple[int, int]] = set()
    for path, prefix in zip(paths, prefixes, strict=True):
        try:
            status = path.stat()
        except OSError as error:
            yield Refusal(_shown(path), _why(error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, "" if not prefix else f"{prefix}/", seen)
        elif stat.S_ISREG(status.st_mode):
            yield from _file(SourceFile(path, _shown(path), key_of(prefix)), alone=len(paths) == 1)
        else:
            yield Refusal(_shown(path), "this is neither a file nor a folder")


def _file(source: SourceFile, *, alone: bool = False) -> Iterator[SourceFile | Refusal]:
    """A file, or those in it where it is an archive. The keys of an archive that is all there is begin in it, as a folder's do."""
    if source.ending not in ENDINGS:
        yield source
        return
    archive = Archive(source.path)
    try:
        names = list(archive.members())
        stems = Counter(map(key_of, names))
        for name in names:
            inner = key_of(name) if stems[key_of(name)] == 1 else _readable(unicodedata.normalize("NFC", name))
            shown = f"{source.name}/{_readable(name)}"
            if Path(name.lower()).suffix in ENDINGS:
                yield Refusal(shown, "it is an archive in an archive; unpack the outer one")
                continue
            yield SourceFile(source.path, shown, inner if alone else f"{source.key}/{inner}", False, name, archive)
    except (AnnotationError, OSError) as error:
        yield Refusal(source.name, str(error) if isinstance(error, AnnotationError) else _why(error))
    finally:
        archive.close()


def key_of(name: str) -> str:
    """A relative path as a document's key: without its ending, in the composed form whatever the file system keeps."""
    stem = name.removesuffix(".gz")
    folder, _, last = stem.rpartition("/")
    base = last.rpartition(".")[0] or last
    return _readable(unicodedata.normalize("NFC", f"{folder}/{base}" if folder else base))


@contextmanager
def opened(source: SourceFile) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where it is gzip; the source's position follows.

    Raises OSError; reading a damaged gzip or archive raises EOFError, OSError or zlib.error; AnnotationError where a file
    of an archive can't be unpacked.
    """
    if source.archive is not None:
        with _opened_member(source, source.archive) as stream:
            yield stream
        return
    with source.path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        source.position.stream = raw
        try:
            if packed:
                with gzip.open(raw, "rb") as unpacked:
                    yield cast(BinaryIO, unpacked)
            else:
                yield raw
        finally:
            source.position.stream = None


@contextmanager
def _opened_member(source: SourceFile, archive: Archive) -> Iterator[BinaryIO]:
    info = archive.members()[source.member]
    try:
        with archive.open(source.member) as stream:
            source.position.stream = stream
            source.position.scale = info.compress_size / max(1, info.file_size)
            packed = stream.read(2) == b"\x1f\x8b"
            stream.seek(0)
            if packed:
                raise AnnotationError("it is packed once more, with gzip; unpack the archive and import the folder")
            yield stream
    except BadZipFile as error:  # a checksum that is wrong, in the middle of reading
        raise EOFError(str(error)) from error
    finally:
        source.position.stream = None


def refusal_of(source: SourceFile, error: OSError) -> Refusal:
    """The line that says why a file could not be read."""
    return Refusal(source.name, _why(error))


def _folder(folder: Path, prefix: str, seen: set[tuple[int, int]]) -> Iterator[SourceFile | Refusal]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        yield Refusal(_shown(folder), _why(error))
        return
    stems = Counter(key_of(entry.name) for entry in entries)
    for entry in entries:
        path = folder / entry.name
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            yield Refusal(_shown(path), _why(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(path, f"{prefix}{entry.name}/", seen)
        elif stat.S_ISREG(mode):
            # a.txt beside a.md: the ending stays in the key, or the second would pass for the first.
            key = key_of(f"{prefix}{entry.name}")
            if stems[key_of(entry.name)] > 1:
                key = _readable(unicodedata.normalize("NFC", f"{prefix}{entry.name}"))
            yield from _file(SourceFile(path, _shown(path), key, named=False))
        else:
            yield Refusal(_shown(path), "this is neither a file nor a folder")


def _prefixes(paths: Sequence[Path]) -> list[str]:
    """What each path's keys begin with: nothing for one folder, its name where there are several, more where two agree."""
    folders = sum(path.is_dir() for path in paths)
    prefixes = ["" if path.is_dir() and folders == 1 else _tail(path, 1) for path in paths]
    for depth in (2, 3, 4):
        count = Counter(key_of(prefix) for prefix in prefixes)
        prefixes = [
            _tail(path, depth) if prefix and count[key_of(prefix)] > 1 else prefix
            for path, prefix in zip(paths, prefixes, strict=True)
        ]
    return prefixes


def _tail(path: Path, depth: int) -> str:
    return "/".join([part for part in path.absolute().parts if part != path.anchor][-depth:])


def _readable(name: str) -> str:
    """A file name that is no valid text on this system, with its odd bytes shown as replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _shown(path: Path) -> str:
    return _readable(str(path))


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "it may not be read; change its permissions"
    return f"it could not be read: {error.strerror or error}"
