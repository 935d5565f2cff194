"""How far a training is, as the status line, the models' dialog and the banner show it."""

from dataclasses import dataclass
from typing import Literal

from annotator.model.own_models import ModelKind

TrainerState = Literal["off", "ready", "gathering", "loading", "training", "evaluating", "writing", "failed"]
BUSY: tuple[TrainerState, ...] = ("gathering", "loading", "training", "evaluating", "writing")


@dataclass(frozen=True, slots=True)
class TrainerStatus:
    """What goes on. `off` where nothing can be trained: no project, or one that is only read."""

    state: TrainerState
    kind: ModelKind = "round"
    documents: int = 0
    """That are being learned from."""
    done: float = 0.0
    """Share of the training, 0 to 1."""
    reason: str = ""
    """Why the last one failed: one line that names the remedy."""

    @property
    def busy(self) -> bool:
        """Whether a training is under way."""
        return self.state in BUSY
