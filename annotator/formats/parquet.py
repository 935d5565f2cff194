"""Parquet, Arrow and Feather files: a row is an article, columns by name as in CSV. Needs the extra `parquet` (pyarrow).

Rows are read in batches: memory does not grow with the file. A column of lists or structures is kept in `meta` as JSON.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from annotator.formats.columns import Columns, distinct, resolve
from annotator.formats.encoding import refuse_nul
from annotator.formats.head import Head
from annotator.formats.sources import SourceFile, opened
from annotator.formats.table import record_of
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

BATCH = 256
"""Rows in memory at a time."""
_PARQUET, _ARROW = b"PAR1", b"ARROW1"


def sniff(head: Head) -> bool:
    """Whether a file begins as Parquet or as an Arrow file does."""
    return head.data.startswith((_PARQUET, _ARROW))


def read(source: SourceFile, columns: Columns) -> Iterator[Record | Refusal]:
    """The rows of a file. Raises AnnotationError where the columns are not clear, the file is damaged or pyarrow is missing."""
    with opened(source) as stream:
        batches, header = _batches(stream)
        roles = resolve(header, columns)
        number = 0
        for batch in batches:
            for row in batch:
                number += 1
                origin = f"{source.name}:{number}"
                try:
                    cells = [_cell(value) for value in row]
                    yield record_of(cells, header, roles, origin=origin, default_key=f"{source.key}:{number}")
                except AnnotationError as error:
                    yield Refusal(origin, str(error))


def _batches(stream: BinaryIO) -> tuple[Iterator[Iterator[tuple[Any, ...]]], list[str]]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise AnnotationError("Parquet and Arrow files need pyarrow: pip install 'pressmark[parquet]'") from error
    start = stream.read(len(_ARROW))
    stream.seek(0)
    try:
        if start.startswith(_PARQUET):
            file = parquet.ParquetFile(stream)
            names, found = file.schema_arrow.names, file.iter_batches(batch_size=BATCH)
        else:
            reader = pyarrow.ipc.open_file(stream)
            names = reader.schema.names
            found = (reader.get_batch(at) for at in range(reader.num_record_batches))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise _damaged(error) from error
    return _rows(found, pyarrow.ArrowException), distinct(map(str, names))


def _rows(batches: Iterator[Any], failure: type[Exception]) -> Iterator[Iterator[tuple[Any, ...]]]:
    try:
        for batch in batches:
            yield zip(*(column.to_pylist() for column in batch.columns), strict=True)
    except (failure, OSError, ValueError) as error:
        raise _damaged(error) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        raise AnnotationError("a column holds bytes and no text")
    refuse_nul(text)
    return text.strip('"') if not isinstance(value, str | list | dict) else text


def _damaged(error: Exception) -> AnnotationError:
    return AnnotationError(f"the file is damaged: {' '.join(str(error).split())[:120]}")
