"""What an export takes from a project, and what there is to say about the whole of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId, ReviewState
from annotator.model.query import DocumentQuery, Problem
from annotator.model.training import (
    RejectedRelation,
    RejectedSpan,
    Split,
    TrainingDocument,
    TrainingRelation,
    TrainingSpan,
)
from annotator.model.zones import Extent, extents_under, lies_in
from annotator.project.core import ProjectCore
from annotator.store import checks, documents
from annotator.store.database import Row


class Training(ProjectCore):
    """Training documents, splits, checks and statistics."""

    def training_documents(
        self, *, annotator: str = "", states: Sequence[ReviewState] = ("done",)
    ) -> Iterator[TrainingDocument]:
        """The documents in those states with an annotator's spans, relations and rejections, in the order of import."""
        owner = self.annotator_of(annotator)
        ids = documents.document_ids(self._store, DocumentQuery(states=tuple(states)), owner)
        for row in documents.stored_rows(self._store, ids):
            yield self._training_document(row, owner)

    def _training_document(self, row: Row, owner: AnnotatorId) -> TrainingDocument:
        own = [row["id"], owner]
        spans = self._store.rows(
            'SELECT id, start, "end", label FROM spans WHERE document = ? AND annotator = ? ORDER BY start, "end" DESC, id',
            own,
        )
        places = {span["id"]: place for place, span in enumerate(spans)}
        relations = self._store.rows(
            "SELECT head, child, label FROM relations WHERE document = ? AND annotator = ? ORDER BY id", own
        )
        rejected = self._store.rows(
            'SELECT s.start, s."end", s.child_start, s.child_end, coalesce(s.label, s.raw_label) AS label FROM decisions d '
            "JOIN suggestions s ON s.id = d.suggestion WHERE d.document = ? AND d.annotator = ? AND d.outcome = 'rejected' ORDER BY s.start, s.id",
            own,
        )
        left_out = extents_under(documents.zones_from_row(row), self.judgement.zone_rules or {}, ("leave_out",))
        total = len(spans)
        if left_out:
            spans = [span for span in spans if not lies_in(left_out, span["start"])]
            places = {span["id"]: place for place, span in enumerate(spans)}
            relations = [r for r in relations if r["head"] in places and r["child"] in places]
            rejected = [r for r in rejected if not _begins_in(left_out, r)]
        state = self._store.value("SELECT state FROM reviews WHERE document = ? AND annotator = ?", own)
        return TrainingDocument(
            id=DocumentId(row["id"]),
            key=row["key"],
            text=row["text"],
            text_sha256=row["text_sha256"],
            language=row["language"],
            title=row["title"],
            source=row["source"],
            published=row["published"],
            meta=json.loads(row["meta"]),
            state=state or "new",
            split=row["split"] or "",
            spans=tuple(TrainingSpan(span["id"], span["start"], span["end"], span["label"]) for span in spans),
            relations=tuple(TrainingRelation(places[r["head"]], places[r["child"]], r["label"]) for r in relations),
            rejected=tuple(
                RejectedSpan(r["start"], r["end"], r["label"]) for r in rejected if r["child_start"] is None
            ),
            rejected_relations=tuple(
                RejectedRelation((r["start"], r["end"]), (r["child_start"], r["child_end"]), r["label"])
                for r in rejected
                if r["child_start"] is not None
            ),
            left_out=tuple(left_out),
            left_out_spans=total - len(spans),
        )

    def assign_splits(self, splits: Mapping[DocumentId, Split]) -> None:
        """Remember which split documents went to; one that was given before keeps it."""
        with self._store.transaction():
            self._store.execute_many(
                "UPDATE documents SET split = ? WHERE id = ? AND split IS NULL",
                [(split, id) for id, split in splits.items()],
            )

    def splits(self) -> dict[DocumentId, Split]:
        """The splits given so far."""
        return {
            DocumentId(row["id"]): row["split"]
            for row in self._store.rows("SELECT id, split FROM documents WHERE split IS NOT NULL")
        }

    def check(self, *, annotator: str = "") -> list[Problem]:
        """What is wrong with the file and with an annotator's annotations, worst first.

        Kinds: damage, text (a text that is not the one that came in), outside (a span outside its text), misaligned
        (a span that begins or ends within a word or at a blank), twice (equal spans), inconsistent (a string that
        nearly always has another label), illegal (a relation that the scheme does not allow).
        """
        return checks.check(self._store, self.annotator_of(annotator), self._legal)

    def stats(self, *, annotator: str = "") -> dict[str, Any]:
        """Counts of documents, annotations, suggestions and decisions, ready for JSON."""
        return {
            "project": self.title,
            "path": str(self.path),
            **checks.stats(self._store, self.annotator_of(annotator)),
        }


def _begins_in(extents: Sequence[Extent], rejected: Row) -> bool:
    """Whether a rejected span, or an end of a rejected relation, begins in one of those extents."""
    starts = (rejected["start"], rejected["child_start"])
    return any(start is not None and lies_in(extents, start) for start in starts)
