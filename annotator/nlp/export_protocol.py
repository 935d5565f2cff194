"""What the process that writes an export is told and says: one JSON object a line. The standard library only.

In: a job, then every document with its split, then the end. Out: how many documents are written, then what was written,
or why it could not be.
"""

import json
from pathlib import Path
from typing import Any

from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.training import (
    RejectedRelation,
    RejectedSpan,
    Split,
    TrainingDocument,
    TrainingRelation,
    TrainingSpan,
)
from annotator.nlp.export import ExportJob

END = '{"end": true}\n'
"""The last line in: without it the sender is gone, and what was written is thrown away."""


def job_line(job: ExportJob) -> str:
    """The first line in."""
    return _line(
        {
            "folder": str(job.folder),
            "templates": str(job.templates),
            "language": job.language,
            "prefer": job.prefer,
            "relations": job.relations,
            "mirrors": dict(job.mirrors),
            "relation_labels": [
                {"name": label.name, "legal": [list(pair) for pair in label.legal], "symmetric": label.symmetric}
                for label in job.scheme.relation_labels
            ],
        }
    )


def job_from(line: str) -> ExportJob:
    """The job of a first line."""
    data = _object(line)
    return ExportJob(
        folder=Path(data["folder"]),
        templates=Path(data["templates"]),
        language=data["language"],
        prefer=data["prefer"],
        scheme=LabelScheme(
            relation_labels=tuple(
                RelationLabel(
                    row["name"], legal=tuple((pair[0], pair[1]) for pair in row["legal"]), symmetric=row["symmetric"]
                )
                for row in data["relation_labels"]
            )
        ),
        relations=data["relations"],
        mirrors=data["mirrors"],
    )


def document_line(document: TrainingDocument, split: Split) -> str:
    """A line in for one document."""
    return _line(
        {
            "split": split,
            "id": document.id,
            "key": document.key,
            "text": document.text,
            "text_sha256": document.text_sha256,
            "language": document.language,
            "title": document.title,
            "source": document.source,
            "published": document.published,
            "meta": dict(document.meta),
            "state": document.state,
            "spans": document.spans,
            "relations": document.relations,
            "rejected": document.rejected,
            "rejected_relations": document.rejected_relations,
            "left_out": document.left_out,
        }
    )


def document_from(line: str) -> tuple[TrainingDocument, Split] | None:
    """The document of a line and its split, None at the end."""
    data = _object(line)
    if "end" in data:
        return None
    document = TrainingDocument(
        id=DocumentId(data["id"]),
        key=data["key"],
        text=data["text"],
        text_sha256=data["text_sha256"],
        language=data["language"],
        title=data["title"],
        source=data["source"],
        published=data["published"],
        meta=data["meta"],
        state=data["state"],
        split=data["split"],
        spans=tuple(TrainingSpan(*row) for row in data["spans"]),
        relations=tuple(TrainingRelation(*row) for row in data["relations"]),
        rejected=tuple(RejectedSpan(*row) for row in data["rejected"]),
        rejected_relations=tuple(
            RejectedRelation((head[0], head[1]), (child[0], child[1]), label)
            for head, child, label in data["rejected_relations"]
        ),
        left_out=tuple((start, end) for start, end in data["left_out"]),
    )
    return document, data["split"]


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, separators=(",", ":")) + "\n"


def _object(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"the export process was sent a broken line: {error}") from error
    if not isinstance(data, dict):
        raise AnnotationError("the export process was sent a line that is no object")
    return data
