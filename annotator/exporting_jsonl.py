"""The interchange JSONL out of a project, read back and compared before it takes its place."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats import jsonl
from annotator.model.document import ReviewState
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.export_report import STOPPED, Counts, ExportProgress, ExportReport, OnProgress
from annotator.model.record import Record, Refusal

if TYPE_CHECKING:
    from annotator.project import Project


def export_jsonl(
    project: "Project",
    out: Path,
    *,
    annotator: str = "",
    states: Sequence[ReviewState] = (),
    progress: OnProgress | None = None,
) -> ExportReport:
    """Write the documents in those states (all where none is named) as a file; see `exporting.export_project`."""
    target = out.expanduser().resolve()
    _check_target(out, target)
    report = ExportReport(target, "jsonl")
    digest = hashlib.sha256()
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            records = project.records(annotator=annotator, states=tuple(states))
            jsonl.write(_counted(records, report, digest.update, progress), stream)
            stream.flush()
            os.fsync(stream.fileno())
        if not report.went_in.documents:
            raise AnnotationError("no document is in that state: there is nothing to export")
        if _read_back(temporary, report.came_out) != digest.digest() or report.came_out != report.went_in:
            raise AnnotationError(f"{report.went_in} went in and {report.came_out} came out; nothing was replaced")
        temporary.chmod(0o644)
        temporary.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: {error.strerror or error}; nothing was replaced") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return report


def _check_target(out: Path, target: Path) -> None:
    if target.is_dir():
        raise AnnotationError(f"{out} is a folder: name a file for the export, such as {out / 'corpus.jsonl'}")
    if not target.exists() or not target.stat().st_size:
        return
    with target.open("rb") as stream:
        first = next(iter(jsonl.read_stream(stream, name=target.name, key=target.stem)), None)
    if not isinstance(first, Record):
        raise AnnotationError(f"{out} is there and is no earlier export: name a new file")


def _counted(
    records: Iterator[Record], report: ExportReport, update: Callable[[bytes], object], progress: OnProgress | None
) -> Iterator[Record]:
    spans: dict[str, int] = report.spans
    relations: dict[str, int] = report.relations
    for record in records:
        _count(report.went_in, record)
        for span in record.spans:
            spans[span.label] = spans.get(span.label, 0) + 1
        for relation in record.relations:
            relations[relation.label] = relations.get(relation.label, 0) + 1
        update(_fingerprint(record))
        if progress is not None and not progress(ExportProgress("writing", report.went_in.documents, 0)):
            raise AnnotationError(STOPPED)
        yield record


def _read_back(path: Path, counts: Counts) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for record in jsonl.read_stream(stream, name=path.name, key=path.stem):
            if isinstance(record, Refusal):
                raise AnnotationError(f"what was written can't be read back: {record}; nothing was replaced")
            _count(counts, record)
            digest.update(_fingerprint(record))
    return digest.digest()


def _fingerprint(record: Record) -> bytes:
    # Spans by value: the reader may give them in another order than the relations' indexes first had.
    spans = [(span.start, span.end, span.label) for span in record.spans]
    relations = [(spans[relation.head], spans[relation.child], relation.label) for relation in record.relations]
    return repr((record.key, record.text, spans, relations)).encode("utf-8", "surrogatepass")


def _count(counts: Counts, record: Record) -> None:
    counts.documents += 1
    counts.spans += len(record.spans)
    counts.relations += len(record.relations)
