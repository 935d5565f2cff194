"""The label scheme of a project: changed by hand, or by what an import brings."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError
from annotator.model.label_mapping import guess_label, guess_relation_label
from annotator.model.label_scheme import HUES, Label, LabelScheme, RelationLabel, next_key, with_keys
from annotator.model.memory import Counts, minus
from annotator.model.suggestion import MEMORY
from annotator.project.memory import Memory
from annotator.store import annotations, memory
from annotator.store.annotations import RELATION_PREFIX
from annotator.store.history import Transaction
from annotator.store.scheme import label_row, relation_label_row, scheme_rows


class SchemeEdits(Memory):
    """Edits of the scheme, each one undo step, and the mapping from pipelines' labels to it."""

    def set_scheme(self, scheme: LabelScheme) -> Edit:
        """Put another scheme in place of this one. Raises AnnotationError where a label that is in use would go."""
        scheme = with_keys(scheme)
        for kind, table, names in (
            ("label", "spans", {label.name for label in scheme.labels}),
            ("relation", "relations", {label.name for label in scheme.relation_labels}),
        ):
            for row in self._store.rows(f"SELECT label, count(*) AS n FROM {table} GROUP BY label"):
                if row["label"] not in names:
                    raise AnnotationError(
                        f"the {kind} {row['label']} is in use, {row['n']:,} in all; rename it, or delete those first"
                    )
        with self._edit("set_scheme") as transaction:
            self._write_scheme(transaction, scheme)
        self._scheme_changed()
        return self._edited()

    def rename_label(self, old: str, new: str) -> Edit:
        """Give a label, or a relation label, another name, in the scheme and wherever it is used, as one step.

        Raises AnnotationError where there is no such label, or the new name is taken.
        """
        new = new.strip()
        scheme = self.scheme
        is_relation = scheme.label(old) is None
        names = {label.name for label in (scheme.relation_labels if is_relation else scheme.labels)}
        if old not in names:
            raise AnnotationError(f"the scheme has no label {old}")
        if not new or new in names:
            raise AnnotationError(f"there is a label {new} already" if new else "a label needs a name")
        if is_relation:
            changed = replace(
                scheme,
                relation_labels=tuple(
                    replace(label, name=new) if label.name == old else label for label in scheme.relation_labels
                ),
            )
        else:
            changed = replace(
                scheme,
                labels=tuple(replace(label, name=new) if label.name == old else label for label in scheme.labels),
                relation_labels=tuple(
                    replace(
                        label, legal=tuple((new if a == old else a, new if b == old else b) for a, b in label.legal)
                    )
                    for label in scheme.relation_labels
                ),
            )
        table = "relations" if is_relation else "spans"
        with self._edit("rename_label") as transaction:
            self._write_scheme(transaction, changed)
            for row in self._store.rows(f"SELECT * FROM {table} WHERE label = ?", [old]):
                transaction.update(table, row, label=new)
            for row in self._store.rows("SELECT * FROM label_mappings WHERE label = ?", [old]):
                if row["raw_label"].startswith(RELATION_PREFIX) == is_relation:
                    transaction.update("label_mappings", row, label=new)
        self._scheme_changed()
        return self._edited()

    def ensure_labels(self, labels: Iterable[str], relation_labels: Iterable[str] = ()) -> list[str]:
        """Add the labels that the scheme lacks, with free keys; returns them, relation labels with `→` before them."""
        scheme = self.scheme
        new = [name for name in dict.fromkeys(labels) if scheme.label(name) is None]
        new_relations = [name for name in dict.fromkeys(relation_labels) if scheme.relation_label(name) is None]
        if not new and not new_relations:
            return []
        with self._store.transaction():
            return self._insert_labels(new, new_relations)

    def ensure_scheme(self, scheme: LabelScheme) -> list[str]:
        """Add the labels of another scheme that this one lacks, relation labels with their legal pairs.

        Returns them as `ensure_labels` does. What is there already stays as it is.
        """
        known = {relation.name for relation in self.scheme.relation_labels}
        with self._store.transaction():
            added = self._insert_labels(
                [label.name for label in scheme.labels if self.scheme.label(label.name) is None],
                [relation.name for relation in scheme.relation_labels if relation.name not in known],
            )
            for position, relation in enumerate(self.scheme.relation_labels):
                other = scheme.relation_label(relation.name)
                if other is not None and relation.name not in known:
                    joined = replace(relation, symmetric=other.symmetric, legal=other.legal)
                    row = relation_label_row(joined, position)
                    self._store.execute(
                        "UPDATE relation_labels SET symmetric = ?, legal = ? WHERE name = ?",
                        [row["symmetric"], row["legal"], relation.name],
                    )
            self._scheme = None
        return added

    def _insert_labels(self, names: Iterable[str], relation_names: Iterable[str]) -> list[str]:
        """Insert labels within a transaction that is open."""
        added: list[str] = []
        labels, relations = list(self.scheme.labels), list(self.scheme.relation_labels)
        for name in names:
            label = Label(name, key=next_key(known.key for known in labels), hue=len(labels) % HUES)
            self._store.insert("labels", label_row(label, len(labels)))
            labels.append(label)
            added.append(name)
        for name in relation_names:
            relation = RelationLabel(name, key=next_key((known.key for known in relations), relation=True, prefer=name))
            self._store.insert("relation_labels", relation_label_row(relation, len(relations)))
            relations.append(relation)
            added.append(RELATION_PREFIX + name)
        self._scheme = None
        return added

    def _write_scheme(self, transaction: Transaction, scheme: LabelScheme) -> None:
        for table, rows in zip(("labels", "relation_labels"), scheme_rows(scheme), strict=True):
            old = {row["name"]: row for row in self._store.rows(f"SELECT * FROM {table}")}
            for row in rows:
                before = old.pop(row["name"], None)
                if before is None:
                    transaction.insert(table, row)
                else:
                    transaction.update(table, before, **{name: value for name, value in row.items() if name != "name"})
            for row in old.values():
                transaction.delete(table, row)

    def _scheme_changed(self) -> None:
        self._scheme = None
        self._remap_suggestions()
        self._reload_states()

    def label_mapping(self, pipeline: str) -> dict[str, str]:
        """What each label of a pipeline is called here, "" for one that is left out; relation labels have `→` before them."""
        rows = self._store.rows("SELECT raw_label, label FROM label_mappings WHERE pipeline = ?", [pipeline])
        return {row["raw_label"]: row["label"] or "" for row in rows}

    def guessed_mapping(self, pipeline: str, labels: Iterable[str]) -> dict[str, str]:
        """`label_mapping` with what it lacks of `labels` guessed from their names; written nowhere."""
        known = self.label_mapping(pipeline)
        return {raw: known[raw] if raw in known else self._guess(raw) or "" for raw in labels}

    def set_label_mapping(self, pipeline: str, mapping: dict[str, str]) -> None:
        """Say what a pipeline's labels are called here; suggestions that are there already follow."""
        with self._store.transaction():
            self._keep_mapping(pipeline, mapping)
        self._remap_suggestions(pipeline)
        self._reload_states()

    def _keep_mapping(self, pipeline: str, mapping: dict[str, str]) -> None:
        rows = [(pipeline, raw, label or None) for raw, label in mapping.items()]
        self._store.execute_many(
            "INSERT OR REPLACE INTO label_mappings (pipeline, raw_label, label) VALUES (?, ?, ?)", rows
        )

    def _guess(self, raw_label: str) -> str | None:
        if raw_label.startswith(RELATION_PREFIX):
            return guess_relation_label(raw_label.removeprefix(RELATION_PREFIX), self.scheme)
        return guess_label(raw_label, (label.name for label in self.scheme.labels))

    def _remap_suggestions(self, pipeline: str = "") -> None:
        """Give stored suggestions the labels that the mapping and the scheme say now, and count their documents anew."""
        if self.read_only:
            return
        names = {label.name for label in self.scheme.labels}
        relation_names = {label.name for label in self.scheme.relation_labels}
        stale: set[DocumentId] = set()
        counted: dict[DocumentId, dict[AnnotatorId, Counts]] = {}
        query = (
            "SELECT DISTINCT r.pipeline, s.raw_label, s.label, s.child_start IS NOT NULL AS relation FROM suggestions s JOIN runs r ON r.id = s.run"
            + (" WHERE r.pipeline = ?" if pipeline else "")
        )
        with self._store.transaction():
            for row in self._store.rows(query, [pipeline] if pipeline else []):
                raw = (RELATION_PREFIX if row["relation"] else "") + row["raw_label"]
                known = self.label_mapping(row["pipeline"])
                label = known.get(raw)
                if label is None or (label and label not in (relation_names if row["relation"] else names)):
                    label = self._guess(raw)
                label = label or None
                if label == row["label"]:
                    continue
                where = "run IN (SELECT id FROM runs WHERE pipeline = ?) AND raw_label = ? AND child_start IS " + (
                    "NOT NULL" if row["relation"] else "NULL"
                )
                key = [row["pipeline"], row["raw_label"]]
                touched = self._store.column(f"SELECT DISTINCT document FROM suggestions WHERE {where}", key)
                for document in (document for document in touched if document not in counted):
                    counted[document] = self._memory_counts(document)
                stale.update(touched)
                self._store.execute(f"UPDATE suggestions SET label = ? WHERE {where}", [label, *key])
            # the memory says anew, under the labels there are, what it says
            self._store.execute(
                "UPDATE suggestions SET active = 0 WHERE active = 1 AND label IS NULL "
                "AND run IN (SELECT id FROM runs WHERE pipeline = ?)",
                [MEMORY],
            )
            for document in stale:
                for annotator, counts in self._memory_counts(document).items():
                    memory.add(self._store, annotator, minus(counts, counted[document][annotator]))
                self._retally(document)

    def _memory_counts(self, document: DocumentId) -> dict[AnnotatorId, Counts]:
        """What the string memory counts of a document, for everyone who has rejected something there."""
        annotators: list[AnnotatorId] = self._store.column(
            "SELECT DISTINCT annotator FROM decisions WHERE document = ? AND outcome = 'rejected'", [document]
        )
        return {annotator: memory.document_counts(self._store, document, annotator) for annotator in annotators}

    def _retally(self, document: DocumentId) -> None:
        """Count a document anew for everyone, within a transaction that is open."""
        for annotator in [AnnotatorId(0), *annotations.annotators_of(self._store, document)]:
            state = annotations.article_state(self._store, document, annotator, self._legal)
            if state is not None:
                annotations.write_tally(self._store, annotator, state)
