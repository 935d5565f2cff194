"""ZIP archives read in place: nothing is unpacked to the disk, and a member's name is only ever a name."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from annotator.formats.limits import LIMITS, MEGABYTE
from annotator.model.errors import AnnotationError

ENDINGS = (".zip",)
UNKNOWN = "it is packed in a way that can't be read here; unpack the archive"
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ValueError)
"""What the library raises where bytes are not what they should be; `ValueError` of names too."""
_ENCRYPTED = 0x1
_HIDDEN = ("__MACOSX/", "Thumbs.db")


class Archive:
    """One ZIP file; kept open from the first member that is read until `close`, and opened again where need be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: zipfile.ZipFile | None = None
        self._names: dict[str, zipfile.ZipInfo] | None = None

    def members(self) -> dict[str, zipfile.ZipInfo]:
        """Its files by name, in the order of names, hidden files left out.

        Raises AnnotationError where it is no ZIP, or asks for more than the limits allow; OSError where it can't be read.
        """
        if self._names is None:
            found = [info for info in self._opened().infolist() if not info.is_dir()]
            self._check(found)
            self._names = {info.filename: info for info in sorted(found, key=lambda info: info.filename)}
        return {name: info for name, info in self._names.items() if not _is_hidden(name)}

    def __contains__(self, name: str) -> bool:
        return name in self.members()

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A member's bytes, seekable. Raises AnnotationError where it is locked or packed in an unknown way, KeyError where it is not there."""
        info = self.members()[name]
        if info.flag_bits & _ENCRYPTED:
            raise AnnotationError("it is locked with a password; unpack the archive and import the files")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise AnnotationError("it is a link and not a file; nothing outside the archive is read")
        try:
            stream = self._opened().open(info)
        except NotImplementedError as error:
            raise AnnotationError(UNKNOWN) from error
        except DAMAGED as error:
            raise AnnotationError("its place in the archive is damaged; fetch the archive again") from error
        with stream:
            yield cast(BinaryIO, stream)

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> zipfile.ZipFile:
        if self._file is None:
            try:
                self._file = zipfile.ZipFile(self.path)
            except NotImplementedError as error:
                raise AnnotationError(UNKNOWN) from error
            except DAMAGED as error:
                raise AnnotationError("the ZIP archive is damaged; fetch it again") from error
        return self._file

    def _check(self, found: list[zipfile.ZipInfo]) -> None:
        limits = LIMITS.get()
        if len(found) > limits.archive_members:
            raise AnnotationError(
                f"it holds {len(found):,} files, more than {limits.archive_members:,}; unpack it and import the folder"
            )
        total = sum(info.file_size for info in found)
        if total > limits.archive_bytes:
            raise AnnotationError(
                f"it would take {total // MEGABYTE:,} MB unpacked, more than {limits.archive_bytes // MEGABYTE:,}; "
                "unpack it and import the folder, or raise the setting archive_megabytes"
            )
        for info in found:
            if info.file_size > MEGABYTE and info.file_size > limits.archive_ratio * max(1, info.compress_size):
                raise AnnotationError(
                    f"{info.filename} is packed more than {limits.archive_ratio} times smaller than it is, as a file "
                    "made to fill memory would be; unpack it yourself if you trust it"
                )


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or any(part.startswith(".") and part not in (".", "..") for part in name.split("/"))
