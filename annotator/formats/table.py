"""CSV and TSV: one row is one article; columns by name, the others kept in `meta`."""

import csv
import itertools
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotator.formats.columns import Columns, distinct, resolve
from annotator.formats.dates import iso_date
from annotator.formats.dialect import Dialect, sniff
from annotator.formats.encoding import UTF_8, FallbackDecoder, Family, refuse_nul
from annotator.formats.lines import family_of, split
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened, refusal_of
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.plurals import counted
from annotator.model.record import Record, Refusal

_SAMPLE_LINES = 400
_SAMPLE_CHARACTERS = 400_000
_MAX_CELL = 16 * 1024 * 1024
"""Code points. A longer cell is a quotation mark that nothing closes."""
_MAX_OPEN_QUOTES = 20
_HALF = re.compile("[\udc80-\udcff]")
_LANGUAGE = re.compile(r"([a-zA-Z]{2})(?:[-_].*)?")

_Row = tuple[int, list[str] | str]
"""A row's first line, and its cells or what is wrong with it."""


def read_source(source: SourceFile, columns: Columns) -> Iterator[Record | Refusal]:
    """As `read`, for the table of formats."""
    return read(source, columns=columns)


def read(source: SourceFile, *, columns: Columns | None = None) -> Iterator[Record | Refusal]:
    """The articles of this table; its first row names the columns.

    Raises AnnotationError, naming the file, where the columns are not clear (`resolve` says how).
    """
    try:
        with opened(source) as stream:
            yield from read_stream(stream, source=source, columns=columns)
    except (EOFError, zlib.error):
        yield Refusal(source.name, "the gzip file is damaged and ends here; fetch it again")
    except OSError as error:
        yield refusal_of(source, error)


def read_stream(stream: BinaryIO, *, source: SourceFile, columns: Columns | None = None) -> Iterator[Record | Refusal]:
    """The articles of a seekable stream of bytes. Raises as `read` does."""
    found = family_of(stream)
    lines = _text_lines(stream, found)
    try:
        sample = _sample(lines)
        prefer = "\t" if source.ending in (".tsv", ".tab") else ""
        dialect = sniff(sample, prefer=prefer, whole=_is_whole(sample))
        rows = _rows(itertools.chain(sample, lines), dialect)
        decoder = FallbackDecoder(found.encoding)
        header = _header(rows, source, decoder)
        if header is None:
            yield Refusal(source.name, "the table is empty")
            return
        try:
            roles = resolve(header, columns or Columns())
        except AnnotationError as error:
            raise AnnotationError(f"{source.name}: {error}") from error
    except _DamagedError as error:
        yield Refusal(source.name, str(error))
        return
    number = 0
    line = 1
    try:
        for line, cells in rows:
            if cells == []:
                continue
            number += 1
            origin = f"{source.name}:{line}"
            if isinstance(cells, str):
                yield Refusal(origin, cells)
                continue
            while len(cells) > len(header) and not cells[-1]:
                cells.pop()  # a delimiter at the end of each line
            if len(cells) != len(header):
                yield Refusal(
                    origin,
                    f"the row has {counted(len(cells), 'cell')} and the header {len(header)}; quote cells that hold a {_named(dialect.delimiter)}",
                )
            else:
                try:
                    yield _record(cells, header, roles, decoder, origin, default_key=f"{source.key}:{number}")
                except AnnotationError as error:
                    yield Refusal(origin, str(error))
    except _DamagedError as error:
        yield Refusal(f"{source.name}:{line}", str(error))


def header_of(source: SourceFile) -> list[str]:
    """The names of the table's columns, as `read` gives them; none where the table is empty.

    Raises AnnotationError where the header cannot be read, OSError, EOFError or zlib.error where the file cannot.
    """
    with opened(source) as stream:
        found = family_of(stream)
        try:
            sample = _sample(_text_lines(stream, found))
            dialect = sniff(sample, prefer="\t" if source.ending in (".tsv", ".tab") else "", whole=_is_whole(sample))
            return _header(_rows(iter(sample), dialect), source, FallbackDecoder(found.encoding)) or []
        except _DamagedError as error:
            raise AnnotationError(str(error)) from error


class _DamagedError(Exception):
    """The file cannot be read past this place."""


def _text_lines(stream: BinaryIO, found: Family) -> Iterator[str]:
    """Lines with their ends; bytes that are not UTF-8 stand in them as half surrogates, to be decoded with their row."""
    try:
        for line in split(stream, found, longest=MAX_RECORD_BYTES):
            if line is None:
                raise _DamagedError(f"a line is longer than {MAX_RECORD_BYTES >> 20} MB; one article goes in one row")
            yield line if isinstance(line, str) else line.decode(UTF_8, "surrogateescape")
    except AnnotationError as error:
        raise _DamagedError(str(error)) from error


def _sample(lines: Iterator[str]) -> list[str]:
    sample: list[str] = []
    size = 0
    for line in lines:
        sample.append(line)
        size += len(line)
        if len(sample) >= _SAMPLE_LINES or size >= _SAMPLE_CHARACTERS:
            break
    return sample


def _is_whole(sample: list[str]) -> bool:
    """Whether the sample is the whole table."""
    return len(sample) < _SAMPLE_LINES and sum(map(len, sample)) < _SAMPLE_CHARACTERS


class _Lines:
    """Lines for a csv reader, which can be given back when a row turns out to be none."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: list[str] = []
        self.taken: list[str] = []
        """What the row being read has had so far."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> None:
        self._back.extend(reversed(self.taken[1:]))


def _rows(lines: Iterator[str], dialect: Dialect) -> Iterator[_Row]:
    """Each row with the line it begins on, lines counted from 1.

    A row that is malformed is given up at its first line and reading goes on with the next, so that one stray
    quotation mark does not swallow the articles after it.
    """
    csv.field_size_limit(_MAX_CELL)
    source = _Lines(lines)
    reader = dialect.reader(source)
    line = 1
    given_up = 0
    while True:
        source.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            several = len(source.taken) > 1
            yield line, _malformed(error, several)
            given_up += several
            if given_up > _MAX_OPEN_QUOTES:
                raise _DamagedError(
                    "too many quotation marks are never closed; the rest was not read: double each quotation mark inside a cell"
                ) from error
            source.give_back_all_but_first()
            # A new reader: the old one may still be inside the cell.
            reader = dialect.reader(source)
            line += 1
            continue
        yield line, cells
        line += len(source.taken)


def _malformed(error: csv.Error, several: bool) -> str:
    if several or "end of data" in str(error):
        return (
            "a quotation mark that opens a cell here is never closed; close it, or double it if it belongs to the text"
        )
    return "a quotation mark stands inside a quoted cell; double it"


def _header(rows: Iterator[_Row], source: SourceFile, decoder: FallbackDecoder) -> list[str] | None:
    for line, cells in rows:
        if isinstance(cells, str):
            raise _DamagedError(f"the header (line {line}) cannot be read: {cells}")
        if any(cell.strip() for cell in cells):
            try:
                return distinct(_decoded(cells, decoder)[0])
            except AnnotationError as error:
                raise _DamagedError(f"the header (line {line}) cannot be read: {error}") from error
    return None


def _record(
    cells: list[str],
    header: Sequence[str],
    roles: dict[str, int],
    decoder: FallbackDecoder,
    origin: str,
    *,
    default_key: str,
) -> Record:
    cells, encoding = _decoded(cells, decoder)
    return record_of(cells, header, roles, origin=origin, default_key=default_key, encoding=encoding)


def record_of(
    cells: Sequence[str],
    header: Sequence[str],
    roles: dict[str, int],
    *,
    origin: str,
    default_key: str,
    encoding: str = UTF_8,
) -> Record:
    """A row as an article: `roles` says which column holds what. Raises AnnotationError where it has no text."""
    text = cells[roles["text"]]
    if not text.strip():
        raise AnnotationError(f"the column {header[roles['text']]} is empty in this row")
    found = {role: cells[index].strip() for role, index in roles.items() if role != "text"}
    used = set(roles.values())
    published = iso_date(found.get("date", ""))
    if found.get("date") and published != found["date"]:
        used.discard(roles["date"])
    language = ""
    if match := _LANGUAGE.fullmatch(found.get("language", "")):
        language = match.group(1).lower()
    elif found.get("language"):
        used.discard(roles["language"])
    meta = {
        name: cell for index, (name, cell) in enumerate(zip(header, cells, strict=True)) if index not in used and cell
    }
    if encoding != UTF_8:
        meta["encoding"] = encoding
    return Record(
        key=found.get("id") or default_key,
        text=text,
        title=found.get("title") or derived_title(text),
        language=language,
        published=published,
        source=found.get("source", ""),
        url=found.get("url", ""),
        meta=meta,
        origin=origin,
    )


def _decoded(cells: list[str], decoder: FallbackDecoder) -> tuple[list[str], str]:
    encoding = decoder.default
    if any(map(_HALF.search, cells)):
        # One decision for the row: cells are short, and the encoding is the file's.
        raw = [cell.encode(UTF_8, "surrogateescape") for cell in cells]
        _, encoding = decoder.decode(b"\n".join(raw), whole_file=False)
        cells = [cell.decode(encoding) for cell in raw]
    for cell in cells:
        refuse_nul(cell)
    return cells, encoding


def _named(delimiter: str) -> str:
    return {"\t": "tab", ",": "comma", ";": "semicolon", "|": "vertical bar"}.get(delimiter, "delimiter")
