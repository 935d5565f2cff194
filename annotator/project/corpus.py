"""The documents of a project: listed, searched, taken in and given out."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from annotator.model.annotation import AnnotatorId
from annotator.model.document import Document, DocumentId, ReviewState, text_digest
from annotator.model.errors import AnnotationError
from annotator.model.import_report import ImportReport
from annotator.model.query import DocumentQuery, DocumentRow, Progress
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify
from annotator.model.suggestion import ProposedRelation, ProposedSpan, RunId
from annotator.project.suggestions import Suggestions
from annotator.store import annotations, documents
from annotator.store.database import Row
from annotator.store.history import now

ImportKind = Literal["documents", "suggestions", "annotations"]
BATCH_CHARACTERS = 1_000_000
BATCH_DOCUMENTS = 400
"""An import commits after so many: a window that writes meanwhile waits for one commit at most."""


class Corpus(Suggestions):
    """The documents and their reviews, imports and the records of an export."""

    def document(self, id: DocumentId) -> Document:
        """The document of that id. Raises AnnotationError where there is none."""
        state = self._states.get(id)
        if state is not None:
            return state.document
        row = next(documents.stored_rows(self._store, [id]), None)
        if row is None:
            raise AnnotationError(f"there is no document {id} in {self.path.name}")
        return documents.document_from_row(row)

    def find_document(self, name: str) -> DocumentId | None:
        """A document by its key, else by its id written as a number."""
        return documents.find_document(self._store, name)

    def document_count(self) -> int:
        """How many documents there are."""
        return int(self._store.value("SELECT count(*) FROM documents"))

    def document_ids(self, query: DocumentQuery = DocumentQuery()) -> list[DocumentId]:  # noqa: B008  # frozen
        """The ids of the documents a query asks for, in its order."""
        return documents.document_ids(self._store, query, self.annotator)

    def document_rows(self, ids: Sequence[DocumentId]) -> list[DocumentRow]:
        """The article list's lines for those ids, in their order."""
        return documents.document_rows(self._store, ids, self.annotator)

    def sources(self) -> list[tuple[str, int]]:
        """The outlets with their number of documents, the largest first; "" is none given."""
        return self._counted("source")

    def languages(self) -> list[tuple[str, int]]:
        """The languages with their number of documents, the largest first."""
        return self._counted("language")

    def _counted(self, column: str) -> list[tuple[str, int]]:
        rows = self._store.rows(
            f"SELECT {column} AS name, count(*) AS n FROM documents GROUP BY {column} ORDER BY n DESC, name"
        )
        return [(row["name"], row["n"]) for row in rows]

    def progress(self) -> Progress:
        """How far the annotator is with the corpus."""
        if self._pending_total is None:
            self._pending_total = documents.pending_total(self._store, self.annotator)
        return documents.progress(self._store, self.annotator, self._pending_total)

    def add_active_seconds(self, document: DocumentId, seconds: float) -> None:
        """Add to the time the annotator spent on a document; not an edit."""
        with self._store.transaction():
            documents.add_active_seconds(self._store, document, self.annotator, seconds)

    def import_records(
        self,
        records: Iterable[Record | Refusal],
        *,
        kind: ImportKind = "documents",
        update: bool = False,
        annotator: str = "",
        name: str = "import",
        progress: Callable[[ImportReport], bool] | None = None,
    ) -> ImportReport:
        """Take records in, a batch at a time, so that memory does not grow with the corpus.

        `kind` says what their spans and relations are: nothing but documents are taken, or a model's suggestions (a run
        called `name`), or annotations of `annotator` (the current one by default), whose documents are then done unless
        the record's own state says otherwise. A key that is there already with the same text is counted and left alone,
        with another text it is refused; with `update` the document is written anew, unless its text differs and something
        has been annotated in it. A record that does not fit is refused with its place, and the others come in.
        `progress` is called after each batch; when it returns False the import stops, with what was committed kept.
        """
        report = ImportReport()
        if annotator:
            with self._store.transaction():
                owner = documents.annotator_id(self._store, annotator)
        else:
            owner = self.annotator
        try:
            importer = _Importer(self, report, kind=kind, update=update, owner=owner, name=name)
            for batch in _batches(records, report):
                with self._store.transaction(durable=False):
                    importer.take(batch)
                if progress is not None and not progress(report):
                    report.cancelled = True
                    break
            with self._store.transaction():
                self._record(
                    "import",
                    {"kind": kind, "documents": report.documents, "updated": report.updated, "spans": report.spans},
                )
        finally:
            self._reload_states()
        return report

    def records(
        self, *, annotator: str = "", states: Sequence[ReviewState] = (), ids: Sequence[DocumentId] | None = None
    ) -> Iterator[Record]:
        """The documents with an annotator's spans and relations, in the order of import (or of `ids`)."""
        owner = self.annotator_of(annotator)
        for row in documents.stored_rows(self._store, self._wanted(owner, states, ids)):
            yield self._record_from_row(row, owner)

    def _wanted(
        self, owner: AnnotatorId, states: Sequence[ReviewState], ids: Sequence[DocumentId] | None
    ) -> Sequence[DocumentId] | None:
        if not states:
            return ids
        wanted = documents.document_ids(self._store, DocumentQuery(states=tuple(states)), owner)
        if ids is None:
            return wanted
        allowed = set(wanted)
        return [id for id in ids if id in allowed]

    def _record_from_row(self, row: Row, owner: AnnotatorId) -> Record:
        own = [row["id"], owner]
        spans = self._store.rows(
            'SELECT id, start, "end", label FROM spans WHERE document = ? AND annotator = ? ORDER BY id', own
        )
        places = {span["id"]: place for place, span in enumerate(spans)}
        relations = self._store.rows(
            "SELECT head, child, label FROM relations WHERE document = ? AND annotator = ? ORDER BY id", own
        )
        state = self._store.value("SELECT state FROM reviews WHERE document = ? AND annotator = ?", own)
        document = documents.document_from_row(row)
        return Record(
            key=document.key,
            text=document.text,
            title=document.title if row["title_given"] else "",
            language=document.language,
            published=document.published,
            source=document.source,
            url=document.url,
            zones=document.zones,
            meta=document.meta,
            spans=tuple(RecordSpan(span["start"], span["end"], span["label"]) for span in spans),
            relations=tuple(RecordRelation(places[r["head"]], places[r["child"]], r["label"]) for r in relations),
            state=None if state in (None, "new") else state,
        )


def _batches(records: Iterable[Record | Refusal], report: ImportReport) -> Iterator[list[Record | Refusal]]:
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


class _Importer:
    """Takes records into one project, in transactions that the caller opens."""

    def __init__(
        self, project: Corpus, report: ImportReport, *, kind: ImportKind, update: bool, owner: AnnotatorId, name: str
    ) -> None:
        self._project = project
        self._store = project._store
        self._report = report
        self._kind = kind
        self._update = update
        self._owner = owner
        self._name = name
        self._run: RunId | None = None
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
            except AnnotationError as error:
                self._indexed = indexed  # what went into the index in between is gone with the record
                self._report.refuse(Refusal(record.origin or record.key, str(error)))
        self._index_text()

    def _index_text(self) -> None:
        documents.index_text(self._store, after=self._indexed)
        self._indexed = documents.last_document(self._store)

    def _take(self, record: Record) -> None:
        existing = self._store.rows("SELECT id, text_sha256 FROM documents WHERE key = ?", [record.key])
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
        elif self._kind == "suggestions":
            self._annotate(id, record)
            self._report.already_there += 1
        else:
            self._report.already_there += 1

    def _annotated(self, id: DocumentId) -> bool:
        return bool(
            self._store.value(
                "SELECT EXISTS (SELECT 1 FROM spans WHERE document = ?) OR EXISTS (SELECT 1 FROM decisions WHERE document = ?)",
                [id, id],
            )
        )

    def _annotate(self, id: DocumentId, record: Record, *, new: bool = False) -> None:
        if self._kind == "documents":
            return
        if record.spans or record.relations:
            self._add_labels(record)
        if self._kind == "suggestions":
            self._suggest(id, record)
            return
        spans, relations = annotations.insert_annotations(self._store, id, self._owner, record)
        self._report.spans += spans
        self._report.relations += relations
        annotations.mark_review(self._store, id, self._owner, record.state or "done")
        if not new:
            state = annotations.article_state(self._store, id, self._owner, self._project._legal)
            assert state is not None
            annotations.write_tally(self._store, self._owner, state)
            return
        self._store.execute(
            "INSERT INTO tallies (document, annotator, pending, uncertainty, confirmed) VALUES (?, ?, 0, 0, ?)",
            [id, self._owner, spans + relations],
        )

    def _suggest(self, id: DocumentId, record: Record) -> None:
        if self._run is None:
            self._run = annotations.start_run(self._store, self._name, "", "", json.dumps({"imported": True}))
        ends = [(span.start, span.end) for span in record.spans]
        spans = [ProposedSpan(span.start, span.end, span.label) for span in record.spans]
        relations = [
            ProposedRelation(ends[relation.head], ends[relation.child], relation.label) for relation in record.relations
        ]
        labels: dict[str, str | None] = {span.label: span.label for span in record.spans}
        labels |= {annotations.RELATION_PREFIX + relation.label: relation.label for relation in record.relations}
        self._project._replace_suggestions(self._run, id, spans, relations, labels)
        self._report.suggestions += len(spans) + len(relations)

    def _add_labels(self, record: Record) -> None:
        new = sorted({span.label for span in record.spans} - self._labels)
        new_relations = sorted({relation.label for relation in record.relations} - self._relation_labels)
        if new or new_relations:
            self._report.labels_added += self._project._insert_labels(new, new_relations)
            self._labels.update(new)
            self._relation_labels.update(new_relations)
