"""Everything a person named, as one stream of records: files walked, formats found, languages filled in."""

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.formats import catalogue, finding, table
from annotator.formats.columns import Columns
from annotator.formats.language import with_language
from annotator.formats.sources import SourceFile, refusal_of, walk
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.model.record import Record, Refusal

AUTO = "auto"
ABOUT = "files about the corpus, such as a README"
_TABLES = ("csv", "tsv")


class Reading:
    """One reading of these files and folders; it tells how far it is while its records are taken."""

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        format: str = AUTO,
        columns: Columns | None = None,
        language: str = AUTO,
        default_language: str = "",
    ) -> None:
        """`language` is "auto" to detect it, or the code of every article that says none itself.

        `default_language` is for articles too short to tell. Raises AnnotationError where there is no such format.
        """
        self._paths = tuple(paths)
        self._format = None if format == AUTO else catalogue.named(format)
        if self._format is not None and not self._format.reads:
            raise AnnotationError(
                f"the format {format} can be written only; there are {', '.join(catalogue.READABLE)} to read"
            )
        self._columns = columns or Columns()
        self._language = language
        self._default_language = default_language
        self.files_read = 0
        self._bytes_before = 0
        self._current: SourceFile | None = None

    @property
    def bytes_read(self) -> int:
        """How many of `total_bytes` have been read."""
        return self._bytes_before + (self._current.position.bytes_read if self._current else 0)

    def total_bytes(self) -> int:
        """The size of all the files together; walks the folders."""
        total = 0
        for found in walk(self._paths):
            if isinstance(found, SourceFile):
                try:
                    total += found.size
                except OSError:
                    continue
        return total

    def records(self) -> Iterator[Record | Refusal]:
        """Every record and every refusal, in order; memory does not grow with their number.

        Raises AnnotationError where a table's columns are not clear; all tables are looked at before the first record.
        """
        self._check_tables()
        if self._language == AUTO:
            return with_language(self._files(), default=self._default_language)
        return with_language(self._files(), default=self._language, detecting=False)

    def schemes(self) -> Iterator[LabelScheme]:
        """The label schemes that lie beside the files, each once."""
        seen: set[tuple[Path, str]] = set()
        for found in walk(self._paths):
            if isinstance(found, Refusal):
                continue
            for known in catalogue.FORMATS:
                place = (found.path if found.member else found.path.parent, found.member.rpartition("/")[0])
                if not known.scheme_of or place in seen or found.ending not in known.endings:
                    continue
                seen.add(place)
                if (scheme := known.scheme(found)) is not None:
                    yield scheme

    def _check_tables(self) -> None:
        for found in walk(self._paths):
            if isinstance(found, SourceFile) and self._is_table(found):
                for _ in table.read(found, columns=self._columns):
                    break

    def _is_table(self, source: SourceFile) -> bool:
        if self._format is not None:
            return self._format.name in _TABLES
        if not any(source.ending in catalogue.named(name).endings for name in _TABLES):
            return False
        try:
            return finding.format_of(source).name in _TABLES
        except (AnnotationError, OSError):
            return False  # reading it says why

    def _files(self) -> Iterator[Record | Refusal]:
        for found in walk(self._paths):
            if isinstance(found, Refusal):
                yield found
                continue
            if finding.is_aside(found, self._format):
                continue
            if finding.is_about(found):
                yield Refusal(found.name, ABOUT, left_out=True)
                continue
            try:
                known = self._format or finding.format_of(found)
                size = found.size
            except AnnotationError as error:
                yield Refusal(found.name, str(error))
                continue
            except OSError as error:
                yield refusal_of(found, error)
                continue
            self._current = found
            try:
                yield from known.read(found, self._columns)
            except AnnotationError as error:
                yield Refusal(found.name, str(error))
            except OSError as error:
                yield refusal_of(found, error)
            except (EOFError, zlib.error):
                yield Refusal(found.name, "the packed file is damaged and ends here; fetch it again")
            self._current = None
            self._bytes_before += size
            self.files_read += 1


def read(
    paths: Sequence[Path],
    *,
    format: str = AUTO,
    columns: Columns | None = None,
    language: str = AUTO,
    default_language: str = "",
) -> Iterator[Record | Refusal]:
    """The records of these files and folders; see `Reading`."""
    return Reading(
        paths, format=format, columns=columns, language=language, default_language=default_language
    ).records()
