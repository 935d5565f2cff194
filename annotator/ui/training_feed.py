"""What the training process is told, a document at a time: it is begun anew only where it has loaded something else."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.model.document import DocumentId
from annotator.model.own_models import ModelId, ModelKind, OwnModel, TrainingIds
from annotator.model.retraining import fitting_kind
from annotator.nlp.training.protocol import Documents, Forget, Full, Round
from annotator.nlp.training.protocol import start_request as start_training
from annotator.ui.training_process import TrainingProcess

if TYPE_CHECKING:
    from annotator.project import Project

REPLAYED = 200
"""Documents learned before that a new process is given, to replay some of at each round."""


class TrainingFeed:
    """Knows what the process has loaded and which documents it has."""

    def __init__(self, process: TrainingProcess) -> None:
        self._process = process
        self._sent: set[DocumentId] = set()
        self._changed: set[DocumentId] = set()
        self._stale = False
        self.loaded: tuple[str, ModelId | None] | None = None
        """The base, and the model that was trained further from it; None before anything was."""
        self.output = ""
        """The folder the training under way writes to."""
        self.kind: ModelKind = "round"
        self.documents = 0
        """How many the training under way learns from."""

    def note_changed(self, documents: frozenset[DocumentId]) -> None:
        """Those are sent again with the next training."""
        self._changed.update(documents)

    def note_scheme_changed(self) -> None:
        """The next training begins with the labels as they are then."""
        self._stale = True

    def forget_process(self, *, wait: int = 0) -> None:
        """End the process; the next training begins a new one."""
        self._process.stop(wait=wait)
        self.loaded, self.output = None, ""
        self._sent.clear()
        self._changed.clear()

    def steps(self, project: "Project", base: str, kind: ModelKind | None, *, consent: bool) -> Iterator[bool]:
        """Decide what is held back, send what is to be learned, then ask for the training: True with the last step.

        Ends without it where nothing is new. Raises AnnotationError and StoreError.
        """
        while project.hold_back(at_most=1):
            yield False
        ids = project.training_ids()
        new = project.training_ids(new_only=True).train
        self.kind = kind or fitting_kind(len(new))
        if not ids.train or (self.kind == "round" and not new):
            return
        model = project.model_in_use()
        if model is not None and (model.base != base or project.model_problem(model)):
            model = None
        self._start(project, base, model, consent=consent)
        for document in self._wanted(ids, new):
            if document not in self._sent or document in self._changed:
                # what is changed from here on, while others are read, is sent again the next time
                self._changed.discard(document)
                self._process.send(Documents((project.training_document(document),)))
                self._sent.add(document)
                yield False
        left_out = tuple(sorted(self._sent.difference(*ids)))
        if left_out:
            self._process.send(Forget(left_out))
            self._sent.difference_update(left_out)
        self.documents = len(ids.train if self.kind == "full" else new)
        self.output = str(project.new_model_folder())
        if self.kind == "full":
            self._process.send(Full(self.output, ids.held_back))
        else:
            self._process.send(Round(self.output, new, ids.held_back))
        yield True

    def _start(self, project: "Project", base: str, model: OwnModel | None, *, consent: bool) -> None:
        """Have a process that has loaded what is to be trained further."""
        wanted = (base, None if model is None else model.id)
        if self._process.running and self.loaded == wanted and not self._stale:
            return
        self.forget_process()
        self._stale, self.loaded = False, wanted
        self._process.send(
            start_training(
                project.scheme,
                base=base,
                language=project.language,
                mapping=project.label_mapping(base),
                model="" if model is None else str(project.model_path(model)),
                digest="" if model is None else model.digest,
                consent=consent,
            )
        )

    def _wanted(self, ids: TrainingIds, new: tuple[DocumentId, ...]) -> list[DocumentId]:
        """The documents the process needs: of those learned before, for a round, as many as it replays some of."""
        if self.kind == "full":
            return [*ids.train, *ids.held_back]
        fresh = frozenset(new)
        before = [document for document in ids.train if document not in fresh]
        there = [document for document in before if document in self._sent]
        unsent = [document for document in before if document not in self._sent]
        wanted = max(0, REPLAYED - len(there))
        if len(unsent) > wanted:
            unsent = sorted(random.Random(len(before)).sample(unsent, wanted))
        return [*new, *there, *unsent, *ids.held_back]
