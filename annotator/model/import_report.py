"""What came of an import."""

from dataclasses import dataclass, field

from annotator.model.record import Refusal

REFUSALS_KEPT = 1000


@dataclass(slots=True)
class ImportReport:
    """Counts of an import, growing while it runs."""

    documents: int = 0
    """New documents."""
    updated: int = 0
    already_there: int = 0
    """Documents whose key the project has; nothing of them was changed."""
    copies: int = 0
    """New documents whose text another document has, character for character."""
    spans: int = 0
    relations: int = 0
    suggestions: int = 0
    characters: int = 0
    """Code points read."""
    labels_added: list[str] = field(default_factory=list)
    """Labels that the scheme lacked; relation labels with `→` before them."""
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    """The first of the refused records."""
    left_out: dict[str, int] = field(default_factory=dict)
    """Records that their own source says are not to be used, by reason."""
    aside: dict[str, int] = field(default_factory=dict)
    """What the sources have and a project has no place for, by what it is; it is kept with the documents."""
    cancelled: bool = False

    def refuse(self, refusal: Refusal) -> None:
        """Count a record that did not come in."""
        if refusal.left_out:
            self.left_out[refusal.reason] = self.left_out.get(refusal.reason, 0) + 1
            return
        self.refused += 1
        if len(self.refusals) < REFUSALS_KEPT:
            self.refusals.append(refusal)

    @property
    def records(self) -> int:
        """How many records were gone through."""
        return self.documents + self.updated + self.already_there + self.refused + sum(self.left_out.values())
