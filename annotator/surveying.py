"""What files and folders hold before they are imported: counted, and the first articles of them."""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.formats import catalogue, columns, finding, table
from annotator.formats.columns import Columns
from annotator.formats.reading import AUTO, Reading
from annotator.formats.sources import SourceFile, walk
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

SHOWN = 30
LOOKED_AT = 300
"""Records that are read; what is said of the corpus beyond the counts of files is true of these."""
EXCERPT = 700
"""Code points of each article's text."""
_TABLES = ("csv", "tsv")


@dataclass(slots=True)
class Survey:
    """What was found, ready for JSON."""

    files: int = 0
    bytes: int = 0
    formats: Counter[str] = field(default_factory=Counter)
    """Files by format; "" for those in none that can be read."""
    records: int = 0
    """Records looked at, at most LOOKED_AT."""
    complete: bool = True
    """Whether those were all."""
    spans: int = 0
    relations: int = 0
    documents: list[dict[str, Any]] = field(default_factory=list)
    """The first SHOWN: key, title, text (an excerpt), language, source, published, spans, characters, origin."""
    header: list[str] = field(default_factory=list)
    """The columns of the first table."""
    guesses: dict[str, str] = field(default_factory=dict)
    """Role to column of the first table."""
    problem: str = ""
    """Why nothing can be read as things are: the columns of a table are not clear."""
    refusals: list[dict[str, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Records that their own source says are not to be used, by reason."""
    aside: Counter[str] = field(default_factory=Counter)
    """What the files have and a project has no place for, by what it is."""
    suggested: int = 0
    """Spans that a model proposed, beside what somebody annotated."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "files": self.files,
            "bytes": self.bytes,
            "formats": dict(self.formats),
            "records": self.records,
            "complete": self.complete,
            "spans": self.spans,
            "relations": self.relations,
            "documents": self.documents,
            "header": self.header,
            "guesses": self.guesses,
            "problem": self.problem,
            "refusals": self.refusals,
            "left_out": dict(self.left_out),
            "aside": dict(self.aside),
            "suggested": self.suggested,
        }


def survey(sources: Sequence[Path], *, chosen: Columns | None = None, format: str = AUTO) -> Survey:
    """Look at these files and folders. Raises AnnotationError where there is no such format."""
    found = Survey()
    reading = Reading(sources, format=format, columns=chosen)
    for file in walk(sources):
        if isinstance(file, SourceFile) and not (
            finding.is_about(file) or finding.is_aside(file, None if format == AUTO else catalogue.named(format))
        ):
            _count(found, file, format)
    try:
        for record in reading.records():
            if found.records + len(found.refusals) >= LOOKED_AT:
                found.complete = False
                break
            _add(found, record)
    except AnnotationError as error:
        found.problem = str(error)
    return found


def _count(found: Survey, file: SourceFile, format: str) -> None:
    found.files += 1
    try:
        found.bytes += file.size
        name = finding.format_of(file).name if format == AUTO else format
        if name in _TABLES and not found.header:
            found.header = table.header_of(file)
            found.guesses = columns.guesses(found.header)
    except (AnnotationError, OSError, EOFError, zlib.error):
        # reading it says why, as a refusal
        name = ""
    found.formats[name] += 1


def _add(found: Survey, record: Record | Refusal) -> None:
    if isinstance(record, Refusal):
        if record.left_out:
            found.left_out[record.reason] += 1
            return
        found.refusals.append({"origin": record.origin, "reason": record.reason})
        return
    found.records += 1
    found.spans += len(record.spans)
    found.relations += len(record.relations)
    found.suggested += len(record.suggested)
    found.aside.update(record.aside)
    if len(found.documents) < SHOWN:
        found.documents.append(
            {
                "key": record.key,
                "title": record.title,
                "text": record.text[:EXCERPT],
                "language": record.language,
                "source": record.source,
                "published": record.published,
                "spans": len(record.spans),
                "relations": len(record.relations),
                "characters": len(record.text),
                "origin": record.origin,
            }
        )
