"""How far a run over a project's queue is, and what it did."""

from dataclasses import dataclass, field

from annotator.model.document import DocumentId
from annotator.model.plurals import counted

_LOST = "killed while loading the pipeline"


@dataclass(frozen=True, slots=True)
class SuggestProgress:
    """How far a run is."""

    done: int
    failed: int
    total: int
    """Documents of this run: done, failed and still waiting."""
    spans: int
    relations: int
    parts: float = 0.0
    """What is read of long documents, as a number of documents."""


@dataclass(slots=True)
class SuggestReport:
    """What a run did."""

    documents: int = 0
    spans: int = 0
    relations: int = 0
    characters: int = 0
    seconds: float = 0.0
    failed: list[tuple[DocumentId, str]] = field(default_factory=list)
    pipelines: dict[str, int] = field(default_factory=dict)
    """Documents by what read them: a pipeline, or "rules" where none reads their language."""
    warnings: list[str] = field(default_factory=list)
    partly: dict[str, int] = field(default_factory=dict)
    """Documents that one of several pipelines failed on, by what it said; what the others found is stored."""
    restarts: int = 0
    waiting: int = 0
    """Documents still on the queue."""
    cancelled: bool = False
    lost: int = 0
    """Workers that were killed while they loaded."""

    def lose(self, how: str, *, left: int) -> None:
        """Count a worker that was killed while it loaded, and say so in one line for all of them; `left` go on."""
        self.lost += 1
        self.warnings = [warning for warning in self.warnings if _LOST not in warning]
        self.warnings.append(
            f"{counted(self.lost, 'worker was', 'workers were')} {_LOST} ({how}), most often for want of memory; "
            f"{left} {'goes' if left == 1 else 'go'} on. Next time, fewer workers (--workers) would do."
        )
