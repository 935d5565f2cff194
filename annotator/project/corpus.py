"""The documents of a project: listed, searched, taken in and given out."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.model.annotation import AnnotatorId
from annotator.model.document import Document, DocumentId, ReviewState
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.import_report import ImportReport
from annotator.model.query import DocumentQuery, DocumentRow, Progress
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal
from annotator.project.importer import Importer, ImportKind, batches
from annotator.project.suggestions import Suggestions
from annotator.store import documents
from annotator.store.database import Row
from annotator.store.failures import NOTHING_WRITTEN


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
        called `name`), or annotations of `annotator` (the current one by default), or of whom the record names; their
        documents are then done unless the record's own state says otherwise. A key that is there already with the same
        text is counted, and annotated where that annotator has done nothing in it yet; with another text it is refused; with `update` the document is written anew, unless its text differs and something
        has been annotated in it. A record that does not fit is refused with its place, and the others come in.
        `progress` is called after each batch; when it returns False the import stops, with what was committed kept, and
        so it is where StoreError is raised, which then says how much that is.
        """
        report = ImportReport()
        kept = 0
        if annotator:
            with self._store.transaction():
                owner = documents.annotator_id(self._store, annotator)
        else:
            owner = self.annotator
        try:
            importer = Importer(self, report, kind=kind, update=update, owner=owner, name=name)
            for batch in batches(records, report):
                with self._store.transaction(durable=False):
                    importer.take(batch)
                kept = report.documents + report.updated
                if progress is not None and not progress(report):
                    report.cancelled = True
                    break
            with self._store.transaction():
                self._record(
                    "import",
                    {"kind": kind, "documents": report.documents, "updated": report.updated, "spans": report.spans},
                )
        except StoreError as error:
            if not kept:
                raise
            reason = str(error).removesuffix(NOTHING_WRITTEN)
            raise StoreError(f"{reason}. Articles that came in before that are kept: {kept:,}") from error
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
