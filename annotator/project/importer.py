"""Records on their way into a project: new documents, annotations of whoever made them, suggestions."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId, Zone, text_digest
from annotator.model.errors import AnnotationError
from annotator.model.import_report import ImportReport
from annotator.model.memory import Counts, Outer, counted, minus
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan, RunId
from annotator.model.zones import find_zones, with_found
from annotator.store import annotations, documents, memory
from annotator.store.history import now

if TYPE_CHECKING:
    from annotator.project.suggestions import Suggestions

ImportKind = Literal["documents", "suggestions", "annotations"]
BATCH_CHARACTERS = 1_000_000
BATCH_DOCUMENTS = 400
"""An import commits after so many: a window that writes meanwhile waits for one commit at most."""


def batches(records: Iterable[Record | Refusal], report: ImportReport) -> Iterator[list[Record | Refusal]]:
    """The records in batches of a transaction each; the report counts their characters."""
    batch: list[Record | Refusal] = []
    characters = 0
    for record in records:
        batch.append(record)
        if isinstance(record, Record):
            characters += len(record.text)
            report.characters += len(record.text)
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


class Importer:
    """Takes records into one project, in transactions that the caller opens."""

    def __init__(
        self,
        project: "Suggestions",
        report: ImportReport,
        *,
        kind: ImportKind,
        update: bool,
        owner: AnnotatorId,
        name: str,
    ) -> None:
        """`owner` is whose annotations they are where a record does not say, `name` the run where it names no model."""
        self._project = project
        self._store = project._store
        self._report = report
        self._kind = kind
        self._update = update
        self._owner = owner
        self._name = name
        self._runs: dict[str, RunId] = {}
        self._owners: dict[str, AnnotatorId] = {}
        self._imported = now()
        self._indexed = DocumentId(0)
        scheme = project.scheme
        self._labels = {label.name for label in scheme.labels}
        self._relation_labels = {label.name for label in scheme.relation_labels}

    def take(self, batch: Sequence[Record | Refusal]) -> None:
        """One batch."""
        self._indexed = documents.last_document(self._store)
        for record in batch:
            if isinstance(record, Refusal):
                self._report.refuse(record)
                continue
            indexed = self._indexed
            try:
                with self._store.savepoint():
                    self._take(verify(record))
                for what, count in record.aside.items():
                    self._report.aside[what] = self._report.aside.get(what, 0) + count
            except AnnotationError as error:
                self._indexed = indexed  # what went into the index in between is gone with the record
                self._report.refuse(Refusal(record.origin or record.key, str(error)))
        self._index_text()

    def _index_text(self) -> None:
        documents.index_text(self._store, after=self._indexed)
        self._indexed = documents.last_document(self._store)

    def _take(self, record: Record) -> None:
        existing = self._store.rows("SELECT id, text_sha256 FROM documents WHERE key = ?", [record.key])
        if not existing or self._update:
            record = replace(record, zones=self._zones(record))
        if not existing:
            id, copy_of = documents.insert_document(self._store, record, imported=self._imported)
            self._annotate(id, record, new=True)
            self._report.documents += 1
            self._report.copies += copy_of is not None
            return
        id, same = DocumentId(existing[0]["id"]), existing[0]["text_sha256"] == text_digest(record.text)
        if self._update:
            if not same and self._annotated(id):
                raise AnnotationError(
                    f"the text of {record.key} differs from the one that was annotated; give it another id, or delete its annotations first"
                )
            if id > self._indexed:
                self._index_text()
            documents.update_document(self._store, id, record)
            if not same:
                documents.forget_text(self._store, id)
            self._annotate(id, record)
            self._report.updated += 1
        elif not same:
            raise AnnotationError(
                f"{record.key} is the id of another text that is there already; give this one an id of its own, or update"
            )
        else:
            self._report.already_there += 1
            if self._kind == "suggestions" or (self._kind == "annotations" and self._is_untouched(id, record)):
                self._annotate(id, record)

    def _zones(self, record: Record) -> tuple[Zone, ...]:
        """The record's zones, with those that rules find in its text where the source says nothing."""
        language = record.language or self._project.language
        return with_found(record.zones, find_zones(record.text, language, title=record.title))

    def _annotated(self, id: DocumentId) -> bool:
        return bool(
            self._store.value(
                "SELECT EXISTS (SELECT 1 FROM spans WHERE document = ?) OR EXISTS (SELECT 1 FROM decisions WHERE document = ?)",
                [id, id],
            )
        )

    def _is_untouched(self, id: DocumentId, record: Record) -> bool:
        """Whether the record's annotator has done nothing in that document yet."""
        own = [id, self._owner_of(record)]
        return not self._store.value(
            "SELECT EXISTS (SELECT 1 FROM spans WHERE document = ?1 AND annotator = ?2) "
            "OR EXISTS (SELECT 1 FROM decisions WHERE document = ?1 AND annotator = ?2) "
            "OR EXISTS (SELECT 1 FROM reviews WHERE document = ?1 AND annotator = ?2 AND state <> 'new')",
            own,
        )

    def _owner_of(self, record: Record) -> AnnotatorId:
        if not record.annotator:
            return self._owner
        if record.annotator not in self._owners:
            self._owners[record.annotator] = documents.annotator_id(self._store, record.annotator)
        return self._owners[record.annotator]

    def _annotate(self, id: DocumentId, record: Record, *, new: bool = False) -> None:
        if self._kind == "documents":
            return
        if record.spans or record.suggested or record.rejected:
            self._add_labels(record)
        if self._kind == "suggestions":
            self._suggest(id, (*record.spans, *record.suggested), _joined(record), record.suggester)
            return
        owner = self._owner_of(record)
        decided = bool(record.suggested or record.rejected)
        before = None if new else memory.document_counts(self._store, id, owner)
        spans, relations = annotations.insert_annotations(self._store, id, owner, record)
        self._report.spans += spans
        self._report.relations += relations
        annotations.mark_review(self._store, id, owner, record.state or "done")
        if decided:  # behind what is confirmed: the string memory says nothing more of what is done
            self._suggest(id, (*record.suggested, *record.rejected), record.suggested_relations, record.suggester)
            self._reject(id, record.rejected, owner)
        self._remember(id, owner, record, before)
        if decided or not new:
            state = annotations.article_state(self._store, id, owner, self._project._legal, self._project.judgement)
            assert state is not None
            annotations.write_tally(self._store, owner, state)
            return
        self._store.execute(
            "INSERT INTO tallies (document, annotator, pending, uncertainty, confirmed) VALUES (?, ?, 0, 0, ?)",
            [id, owner, spans + relations],
        )

    def _remember(self, id: DocumentId, owner: AnnotatorId, record: Record, before: Counts | None) -> None:
        """Count what came in for the string memory; `before` is what there was, None in a new document."""
        if before is None and not record.rejected:
            counts = counted(record.text, (Outer(span.start, span.end, span.label) for span in record.spans))
        else:
            counts = minus(memory.document_counts(self._store, id, owner), before or counted("", ()))
        memory.add(self._store, owner, counts)

    def _suggest(
        self, id: DocumentId, spans: Sequence[RecordSpan], relations: Sequence[RecordRelation], suggester: str
    ) -> None:
        name = suggester or self._name
        if name not in self._runs:
            self._runs[name] = annotations.start_run(self._store, name, "", "", json.dumps({"imported": True}))
        ends = [(span.start, span.end) for span in spans]
        proposed = [ProposedSpan(span.start, span.end, span.label, span.score) for span in spans]
        joined = [
            ProposedRelation(ends[relation.head], ends[relation.child], relation.label, relation.score)
            for relation in relations
        ]
        labels: dict[str, str | None] = {span.label: span.label for span in spans}
        labels |= {annotations.RELATION_PREFIX + relation.label: relation.label for relation in relations}
        self._project._replace_suggestions(id, [(Proposed(self._runs[name], proposed, joined), labels)])
        self._report.suggestions += len(proposed) + len(joined)

    def _reject(self, id: DocumentId, rejected: Sequence[RecordSpan], owner: AnnotatorId) -> None:
        """Write that these suggestions, just stored, were found wrong."""
        for span in rejected:
            self._store.execute(
                "INSERT OR IGNORE INTO decisions (suggestion, annotator, document, outcome, decided) "
                "SELECT max(id), ?, document, 'rejected', ? FROM suggestions "
                'WHERE document = ? AND start = ? AND "end" = ? AND label = ? AND child_start IS NULL AND active = 1',
                [owner, now(), id, span.start, span.end, span.label],
            )

    def _add_labels(self, record: Record) -> None:
        spans = (*record.spans, *record.suggested, *record.rejected)
        new = sorted({span.label for span in spans} - self._labels)
        relations = (*record.relations, *record.suggested_relations)
        new_relations = sorted({relation.label for relation in relations} - self._relation_labels)
        if new or new_relations:
            self._report.labels_added += self._project._insert_labels(new, new_relations)
            self._labels.update(new)
            self._relation_labels.update(new_relations)


def _joined(record: Record) -> tuple[RecordRelation, ...]:
    """All relations of a record, their ends counted in its spans followed by those that a model proposed."""
    first = len(record.spans)
    return (
        *record.relations,
        *(
            RecordRelation(relation.head + first, relation.child + first, relation.label, relation.score)
            for relation in record.suggested_relations
        ),
    )
