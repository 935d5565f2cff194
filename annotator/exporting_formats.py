"""A project in another tool's format: one file, or a folder of them, read back and compared before it takes its place."""

import io
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.export_folder import MANIFEST, check_target, existing_export, followed
from annotator.formats.catalogue import Format, named
from annotator.formats.reading import Reading
from annotator.formats.written import Written
from annotator.model.document import ReviewState
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.export_report import (
    STOPPED,
    Counts,
    ExportPreview,
    ExportProgress,
    ExportReport,
    OnProgress,
)
from annotator.model.record import Record, Refusal
from annotator.own_exports import (
    NOT_REMEMBERED,
    digests_of,
    look,
    refuse_changed,
    refuse_new_names,
    refuse_others,
    remember,
)
from annotator.replacing import replace_folder
from annotator.unfinished import written_beside

if TYPE_CHECKING:
    from annotator.project import Project

_Fingerprint = tuple[Counter[tuple[str, str]], Counter[tuple[str, str, str]]]
"""Of a record: its spans as (string, label), its relations as (head's string, child's string, label)."""
_BEGINNING = 80
"""Bytes by which a file is known to be in a format that can be written only."""


def export_records(
    project: "Project",
    out: Path,
    format: str,
    *,
    annotator: str = "",
    states: Sequence[ReviewState] = (),
    replace: bool = False,
    progress: OnProgress | None = None,
) -> ExportReport:
    """Write the documents in those states (all where none is named) in that format; see `exporting.export_project`.

    What is there already is replaced where it is what this project wrote, byte for byte; with `replace`, whatever else is
    in that format or is an earlier export. What has no place in the format is counted in the report's `lost`. What was written is read back: nothing else may
    be missing, and nothing may have moved.
    """
    known = named(format)
    if not known.writes:
        raise AnnotationError(f"{known.title} can be read only, not written")
    target = check_target(out) if known.folder else _file_at(out, known)
    found = look(project, target)
    if found is not None and not found.own and not known.folder and not _is_in(known, target):
        raise AnnotationError(f"{out} is there and is no earlier export: name a new file")
    if not replace:
        refuse_others(found, out)
    report = ExportReport(target, format)
    sent: list[_Fingerprint] = []
    records = _counted(known, project.records(annotator=annotator, states=tuple(states)), report, sent, progress)
    try:
        with written_beside(target) as place:
            written = _written(known, records, place)
            if not report.went_in.documents:
                raise AnnotationError("no document is in that state: there is nothing to export")
            report.lost = dict(written.lost)
            report.came_out = Counts(written.documents, written.spans, written.relations)
            _compare(known, place, report, sent)
            if known.folder:
                ours = _write_manifest(place, report, project)
                before = existing_export(target)
                if not replace:
                    refuse_new_names(target, ours, before, out)
                remembered = remember(project, place, found, out, replace=replace)
                refuse_changed(found, target, out)
                left = replace_folder(place, target, ours=[*ours, *before])
                if left:
                    report.notes.append(
                        f"{', '.join(left)} could not be moved along with the export and are in {place}."
                    )
            else:
                remembered = remember(project, place, found, out, replace=replace)
                refuse_changed(found, target, out)
                place.replace(target)
            if not remembered:
                report.notes.append(NOT_REMEMBERED)
    except OSError as error:
        raise StoreError(f"{target}: {error.strerror or error}; nothing was replaced") from error
    return report


def preview_records(
    project: "Project",
    format: str,
    *,
    annotator: str = "",
    states: Sequence[ReviewState] = (),
    progress: OnProgress | None = None,
) -> ExportPreview:
    """What an export in that format would hold, and what it would leave out. Raises AnnotationError if stopped."""
    known = named(format)
    found = ExportPreview()
    lost: Counter[str] = Counter()
    for record in project.records(annotator=annotator, states=tuple(states)):
        _count(found.total, record)
        for span in record.spans:
            found.spans[span.label] = found.spans.get(span.label, 0) + 1
        for relation in record.relations:
            found.relations[relation.label] = found.relations.get(relation.label, 0) + 1
        lost.update(known.losses(record))
        if progress is not None and not progress(ExportProgress("reading", found.total.documents, 0)):
            raise AnnotationError(STOPPED)
    found.lost = dict(lost)
    return found


def _file_at(out: Path, known: Format) -> Path:
    target = followed(out)
    if target.is_dir():
        raise AnnotationError(
            f"{out} is a folder: name a file for the export, such as {out / ('corpus' + known.endings[0])}"
        )
    return target


def _is_in(known: Format, path: Path) -> bool:
    """Whether a file is in a format: by its first record, or by how every file in it begins."""
    if known.reads:
        return isinstance(next(iter(Reading([path], format=known.name).records()), None), Record)
    empty = io.BytesIO()
    known.write([], empty)
    with path.open("rb") as stream:
        return stream.read(_BEGINNING).startswith(empty.getvalue()[:_BEGINNING])


def _written(known: Format, records: Iterator[Record], place: Path) -> Written:
    if known.folder:
        place.mkdir()
        return known.write(records, place)
    with place.open("wb") as stream:
        written = known.write(records, stream)
        stream.flush()
        os.fsync(stream.fileno())
    return written


def _counted(
    known: Format,
    records: Iterator[Record],
    report: ExportReport,
    sent: list[_Fingerprint],
    progress: OnProgress | None,
) -> Iterator[Record]:
    for record in records:
        _count(report.went_in, record)
        for span in record.spans:
            report.spans[span.label] = report.spans.get(span.label, 0) + 1
        for relation in record.relations:
            report.relations[relation.label] = report.relations.get(relation.label, 0) + 1
        sent.append(_fingerprint(record, known))
        if progress is not None and not progress(ExportProgress("writing", report.went_in.documents, 0)):
            raise AnnotationError(STOPPED)
        yield record


def _compare(known: Format, place: Path, report: ExportReport, sent: list[_Fingerprint]) -> None:
    """Refuse what is not as it went in, but for what the writer says has no place in the format."""
    went_in, came_out = report.went_in, report.came_out
    fewer = (went_in.documents, went_in.spans, went_in.relations) != (
        came_out.documents,
        came_out.spans,
        came_out.relations,
    )
    if fewer and not report.lost:
        raise AnnotationError(f"{went_in} went in and {came_out} came out; nothing was replaced")
    if not known.reads:
        return
    back = Counts()
    remaining = Counter[tuple[str, str]]()
    joined = Counter[tuple[str, str, str]]()
    for spans, relations in sent:
        remaining.update(spans)
        joined.update(relations)
    for record in Reading([place], format=known.name, language="und").records():
        if isinstance(record, Refusal):
            raise AnnotationError(f"what was written can't be read back: {record}; nothing was replaced")
        _count(back, record)
        spans, relations = _fingerprint(record, known)
        remaining.subtract(spans)
        joined.subtract(relations)
    if back != came_out:
        raise AnnotationError(f"{came_out} were written and {back} are read back; nothing was replaced")
    for (string, label), count in remaining.items():
        if count < 0:
            raise AnnotationError(f"“{string[:40]}” ({label}) is written where it was not; nothing was replaced")
    if any(count < 0 for count in joined.values()):
        raise AnnotationError("a relation is written where there was none; nothing was replaced")


def _fingerprint(record: Record, known: Format) -> _Fingerprint:
    # without blanks: a format of tokens says where they end, and not what stands between them
    strings = ["".join(record.text[span.start : span.end].split()) for span in record.spans]
    return (
        Counter((string, known.label(span.label)) for string, span in zip(strings, record.spans, strict=True)),
        Counter(
            (strings[relation.head], strings[relation.child], known.label(relation.label))
            for relation in record.relations
        ),
    )


def _count(counts: Counts, record: Record) -> None:
    counts.documents += 1
    counts.spans += len(record.spans)
    counts.relations += len(record.relations)


def _write_manifest(folder: Path, report: ExportReport, project: "Project") -> list[str]:
    """Say that the folder is an export of ours, which a later one may replace; the names of its own files."""
    names = sorted({entry.name for entry in folder.iterdir()} | {MANIFEST})
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    data = {
        "program": "pressmark",
        "format": report.format,
        "project": project.title,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": names,
        "sha256": digests_of(folder, files),
        "report": {name: value for name, value in report.to_dict().items() if name != "path"},
    }
    (folder / MANIFEST).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return names
