"""How the annotator has joined spans lately: what the window takes for the label of the next relation."""

from collections.abc import Iterable

from annotator.model.likely_relations import Joining, likely
from annotator.project.core import ProjectCore
from annotator.store import annotations

NEWEST = 1_000
"""Relations looked at, the newest: read anew each time, in a millisecond or two."""


class LikelyRelations(ProjectCore):
    """A query about relations that are yet to be made."""

    def likely_relation(self, options: Iterable[Joining]) -> Joining | None:
        """What most spans of such labels were joined by; None where nothing is more likely than not."""
        symmetric = (label.name for label in self.scheme.relation_labels if label.symmetric)
        return likely(annotations.joinings(self._store, self.annotator, NEWEST), options, symmetric)
