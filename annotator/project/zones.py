"""The zones of a project's documents: found, set by hand, and what is done in them."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotator.model.document import DocumentId, Zone
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError
from annotator.model.zones import Rule, change_zone, find_zones, rule_of, set_zone, with_found
from annotator.project.core import ProjectCore
from annotator.store import documents, tallies

BATCH = 200
"""Documents of one transaction, where all are looked at."""


class Zones(ProjectCore):
    """Zones. To set one is an edit; to choose rules, or to have zones found, is none."""

    def set_zone_rules(self, rules: Mapping[str, Rule]) -> dict[DocumentId, list[tuple[int, int]]]:
        """Suggest, mute or leave out by kind of zone; returns the extents that look different, by open document.

        Nothing is deleted: what is muted comes back when it is not. Tallies are counted anew by `recount`.
        """
        wanted = {kind: rule for kind, rule in sorted(rules.items()) if rule != rule_of({}, kind)}
        if wanted == self.zone_rules():
            return {}
        with self._store.transaction():
            self._write_setting("zone_rules", json.dumps(wanted))
            tallies.begin_recount(self._store)
        judgement = self._judgement = replace(self.judgement, zone_rules=wanted)
        return {document: state.rejudge(judgement) for document, state in self._states.items()}

    def set_zone(self, document: DocumentId, start: int, end: int, kind: str) -> Edit:
        """Make [start, end), code points, a zone of that kind, or part of none where `kind` is "".

        The document's zones are somebody's own from then on, and are not found again.
        """
        if not 0 <= start < end <= len(self.article(document).document.text):
            raise AnnotationError(f"a zone must lie within the text; {start}–{end} does not")
        kind = " ".join(kind.split())
        return self._set_zones(document, (start, end), lambda zones: set_zone(zones, start, end, kind))

    def change_zone(self, document: DocumentId, zone: Zone, kind: str) -> Edit:
        """Make that zone one of another kind, or none where `kind` is ""; what lies within it stays.

        Raises AnnotationError where the document has no such zone.
        """
        kind = " ".join(kind.split())
        return self._set_zones(document, (zone.start, zone.end), lambda zones: change_zone(zones, zone, kind))

    def _set_zones(
        self, document: DocumentId, extent: tuple[int, int], change: Callable[[Sequence[Zone]], tuple[Zone, ...]]
    ) -> Edit:
        self.article(document)
        with self._edit("set_zone", document, extent) as transaction:
            before = documents.zones_of(self._store, document)
            after = change(before)
            if tuple(replace(zone, found=False) for zone in before) != after:
                row = transaction.row("edited_zones", document=document)
                zones = documents.zones_to_json(after)
                if row is None:
                    transaction.insert("edited_zones", {"document": document, "zones": zones})
                else:
                    transaction.update("edited_zones", row, zones=zones)
        return self._edited()

    def find_zones(self, progress: Callable[[int, int], bool] | None = None) -> int:
        """Look for zones in all documents, as an import does; how many documents have other zones now.

        What a source gave, and documents whose zones somebody has set, stay as they are. `progress` is told how many of
        how many are done; where it returns False the search stops, with what was found so far kept.
        """
        ids = self.documents_without_own_zones()
        changed = 0
        for at in range(0, len(ids), BATCH):
            changed += self.find_zones_in(ids[at : at + BATCH])
            if progress is not None and not progress(min(at + BATCH, len(ids)), len(ids)):
                break
        return changed

    def documents_without_own_zones(self) -> list[DocumentId]:
        """The documents whose zones nobody has set by hand."""
        return self._store.column(
            "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM edited_zones) ORDER BY id"
        )

    def find_zones_in(self, ids: Sequence[DocumentId]) -> int:
        """Look for zones in those of `documents_without_own_zones`, in one transaction; how many have others now."""
        changed = 0
        with self._patching(), self._store.transaction(durable=False):
            for row in documents.stored_rows(self._store, ids):
                document = documents.document_from_row(row)
                title = document.title if row["title_given"] else ""
                found = find_zones(document.text, document.language or self.language, title=title)
                zones = with_found(document.zones, found)
                if zones != document.zones:
                    documents.write_zones(self._store, document.id, zones)
                    self._patched = True
                    self._rezone(document.id)
                    changed += 1
        return changed
