"""What models propose for a project's documents, and the queue of those they have still to read."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan, RunId
from annotator.project.scheme import SchemeEdits
from annotator.store import annotations, possibilities
from annotator.store.annotations import RELATION_PREFIX

Proposal = tuple[DocumentId, Sequence[Proposed]]
"""A document and what each of the runs that read it proposes."""
NEWEST = 200
"""So many suggested spans tell whether the pipeline's labels have a place in the scheme."""


class Suggestions(SchemeEdits):
    """Runs, their suggestions, and the queue. None of this is an edit: undo never touches it."""

    def start_run(
        self, pipeline: str, version: str = "", digest: str = "", settings: Mapping[str, Any] | None = None
    ) -> RunId:
        """A new run of a pipeline; its suggestions name it."""
        with self._store.transaction():
            return annotations.start_run(
                self._store, pipeline, version, digest, json.dumps(dict(settings or {}), ensure_ascii=False)
            )

    def run_pipeline(self, run: RunId) -> str:
        """The name of the pipeline behind a run, with its version."""
        rows = self._store.rows("SELECT pipeline, version FROM runs WHERE id = ?", [run])
        return " ".join(part for part in (rows[0]["pipeline"], rows[0]["version"]) if part) if rows else ""

    def label_mappings(self) -> dict[str, dict[str, str]]:
        """`label_mapping` of every pipeline there is one for."""
        names = self._store.column("SELECT DISTINCT pipeline FROM label_mappings")
        return {name: self.label_mapping(name) for name in names}

    def store_suggestions(
        self,
        run: RunId,
        document: DocumentId,
        spans: Sequence[ProposedSpan],
        relations: Sequence[ProposedRelation] = (),
    ) -> None:
        """Keep what one run proposes for one document; see `store_proposals`."""
        self.store_proposals([(document, [Proposed(run, spans, relations)])])

    def store_proposals(
        self, proposals: Iterable[Proposal], *, texts: Mapping[DocumentId, str] | None = None
    ) -> list[DocumentId]:
        """Keep what runs propose for some documents, in one transaction, and take them off the queue.

        A document's runs replace together what stands of all runs, the string memory's aside; only what nobody has
        decided about is replaced. Labels are the pipelines' own; the project's mapping says what they are called here.
        `texts` has the `text_sha256` of the texts that were read: a document whose text is another by now keeps what it
        has and goes to the queue again. Returns these. Raises AnnotationError, nothing written, for an extent outside its
        text.
        """
        changed: list[DocumentId] = []
        # what the power takes is on the queue again
        with self._patching(), self._store.transaction(durable=False):
            for document, proposed in proposals:
                if texts is not None and document in texts and not self._is_text(document, texts[document]):
                    changed.append(document)
                    self._store.execute(
                        "INSERT INTO suggestion_queue (document) VALUES (?) ON CONFLICT (document) DO UPDATE SET failure = ''",
                        [document],
                    )
                    continue
                for one in proposed:
                    self._require_within(document, one)
                self._replace_suggestions(document, [(one, self._labels_for(one)) for one in proposed])
                self._store.execute("DELETE FROM suggestion_queue WHERE document = ?", [document])
        return changed

    def _is_text(self, document: DocumentId, text_sha256: str) -> bool:
        known = self._store.value("SELECT text_sha256 FROM documents WHERE id = ?", [document])
        return known is None or known == text_sha256

    def _require_within(self, document: DocumentId, proposed: Proposed) -> None:
        length = self._store.value("SELECT length(text) FROM documents WHERE id = ?", [document])
        if length is None:
            raise AnnotationError(f"there is no document {document} in {self.path.name}")
        extents = [(span.start, span.end) for span in (*proposed.spans, *proposed.possible_spans)] + [
            end
            for relation in (*proposed.relations, *proposed.possible_relations)
            for end in (relation.head, relation.child)
        ]
        outside = next(((start, end) for start, end in extents if not 0 <= start < end <= length), None)
        if outside is not None:
            raise AnnotationError(
                f"a suggestion of document {document} lies outside its text: {outside[0]}–{outside[1]} of {length} characters"
            )

    def _labels_for(self, proposed: Proposed) -> dict[str, str | None]:
        pipeline = str(self._store.value("SELECT pipeline FROM runs WHERE id = ?", [proposed.run]) or "")
        raw = {span.label for span in (*proposed.spans, *proposed.possible_spans)}
        raw |= {RELATION_PREFIX + relation.label for relation in (*proposed.relations, *proposed.possible_relations)}
        known = self.label_mapping(pipeline)
        new = {label: self._guess(label) or "" for label in raw - known.keys()}
        if new:
            self._keep_mapping(pipeline, new)
        return {label: (known | new)[label] or None for label in raw}

    def queue_documents(self, ids: Sequence[DocumentId] | None = None, *, again: bool = False) -> int:
        """Put documents (all of them by default) on the queue; returns how many are on it now.

        Without `again`, those that have suggestions from some run, or are done, are left out.
        """
        fresh = (
            ""
            if again
            else " AND NOT EXISTS (SELECT 1 FROM tallies t WHERE t.document = d.id AND t.annotator = 0)"
            " AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.document = d.id AND r.state = 'done')"
        )
        with self._store.transaction():
            if ids is None:
                self._store.execute(
                    f"INSERT OR IGNORE INTO suggestion_queue (document) SELECT id FROM documents d WHERE 1{fresh}"
                )
            else:
                self._store.execute_many(
                    f"INSERT OR IGNORE INTO suggestion_queue (document) SELECT id FROM documents d WHERE id = ?{fresh}",
                    [(id,) for id in ids],
                )
            self._store.execute("UPDATE suggestion_queue SET failure = ''")
        return self.queue_length()

    def queued(self, limit: int, *, exclude: Collection[DocumentId] = ()) -> list[DocumentId]:
        """The next documents on the queue, in the order of import, without those in `exclude` and those that failed."""
        found = self._store.column(
            "SELECT document FROM suggestion_queue WHERE failure = '' ORDER BY document LIMIT ?", [limit + len(exclude)]
        )
        return [id for id in found if id not in exclude][:limit]

    def has_suggestions(self, document: DocumentId) -> bool:
        """Whether some run has read that document, whatever it found there."""
        return self._store.value("SELECT 1 FROM tallies WHERE document = ? AND annotator = 0", [document]) is not None

    def queue_length(self) -> int:
        """How many documents wait for suggestions."""
        return int(self._store.value("SELECT count(*) FROM suggestion_queue WHERE failure = ''"))

    def clear_queue(self) -> None:
        """Take every document off the queue."""
        with self._store.transaction():
            self._store.execute("DELETE FROM suggestion_queue")

    def fail_queued(self, document: DocumentId, message: str) -> None:
        """Remember why a document could not be read, and go on with the others."""
        with self._store.transaction():
            self._store.execute(
                "INSERT OR REPLACE INTO suggestion_queue (document, failure) VALUES (?, ?)", [document, message or "?"]
            )

    def queue_failures(self) -> list[tuple[DocumentId, str]]:
        """The documents that could not be read, with the reasons."""
        rows = self._store.rows("SELECT document, failure FROM suggestion_queue WHERE failure <> '' ORDER BY document")
        return [(DocumentId(row["document"]), row["failure"]) for row in rows]

    def outside_scheme(self) -> dict[str, int]:
        """How many suggestions have a label that the scheme has no place for, by the pipeline's own label."""
        rows = self._store.rows(
            "SELECT raw_label, count(*) AS n FROM suggestions WHERE active = 1 AND label IS NULL GROUP BY raw_label ORDER BY n DESC"
        )
        return {row["raw_label"]: row["n"] for row in rows}

    def labels_without_place(self) -> list[str] | None:
        """The pipeline's own labels where not one of its newest spans has a place in the scheme, the commonest first.

        [] where some have; None while nothing is suggested. The look is short, whatever the size of the corpus.
        """
        rows = self._store.rows(
            "SELECT raw_label, label FROM suggestions WHERE active = 1 AND child_start IS NULL ORDER BY id DESC LIMIT ?",
            [NEWEST],
        )
        if not rows:
            return None
        if any(row["label"] is not None for row in rows):
            return []
        return [label for label, _ in Counter(row["raw_label"] for row in rows).most_common()]

    def _replace_suggestions(
        self, document: DocumentId, proposals: Sequence[tuple[Proposed, Mapping[str, str | None]]]
    ) -> None:
        gone, new, beside = annotations.replace_suggestions(self._store, document, proposals)
        possibilities.replace(self._store, document, (one for one, _ in proposals))
        state = self._states.get(document)
        if state is not None:
            self._patched = True
            state.replace_suggestions(gone, new)
        with self._tallying(document):
            annotations.write_base_tally(self._store, document, [*new, *beside], self._legal, self.judgement)
            own, _ = self._store_memory(document, state)
            for annotator in annotations.annotators_of(self._store, document):
                counted = own if own is not None and annotator == self.annotator else None
                counted = counted or annotations.article_state(
                    self._store, document, annotator, self._legal, self.judgement
                )
                if counted is not None:
                    annotations.write_tally(self._store, annotator, counted)
