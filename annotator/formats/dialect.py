"""What cuts a table into cells: the delimiter and whether quotes quote, found from its first lines."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import length_hint
from typing import Literal

DELIMITERS = (",", ";", "\t", "|")
_ONE_COLUMN = "\x1f"
"""A delimiter that no text has, for a table of one column whose text has commas."""
_ROWS = 50


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the rows of a table are written."""

    delimiter: str
    quoting: bool = True
    """Whether a cell may be in double quotes. A TSV with quotation marks in its text often means them as they stand."""

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """A strict reader of these lines, which keep their ends."""
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if self.quoting else csv.QUOTE_NONE
        return csv.reader(lines, delimiter=self.delimiter, quoting=quoting, strict=True)


def sniff(lines: list[str], *, prefer: str = "", whole: bool = True) -> Dialect:
    """The dialect in which these first lines give rows as long as the header; `prefer` wins a tie (tab, for .tsv).

    `whole` says that these are all the lines there are, not a sample that may end inside a quoted cell.
    """
    header = next((line for line in lines if line.strip()), "")
    best, most = Dialect(prefer if prefer and prefer in header else _ONE_COLUMN), (0.0, 0, 0)
    for delimiter in DELIMITERS:
        if delimiter not in header:
            continue
        for quoting in (True, False) if delimiter in "\t|" else (True,):
            dialect = Dialect(delimiter, quoting)
            share, columns = _fit(lines, dialect, whole)
            if columns < 2:
                continue
            score = (share, delimiter == prefer, columns)
            if score > most:
                best, most = dialect, score
    return best


def _fit(lines: list[str], dialect: Dialect, whole: bool) -> tuple[float, int]:
    """The share of the rows that are as long as the header, and that length; (0, 0) where they are no rows at all."""
    rows: list[list[str]] = []
    left = iter(lines)
    reader = dialect.reader(left)
    while len(rows) < _ROWS:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error:
            if not rows:
                return 0.0, 0
            if whole or length_hint(left):
                rows.append([])
            continue
        if row:
            rows.append(row)
    if not rows:
        return 0.0, 0
    columns = len(rows[0])
    return sum(len(row) == columns for row in rows) / len(rows), columns
