"""Trains the simulated project's own model, round after round, and scores it on the documents held back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.model.document import DocumentId
from annotator.model.own_models import ModelKind
from annotator.model.retraining import full_is_due
from annotator.model.scores import Scores
from annotator.model.training import TrainingDocument
from annotator.nlp.training.protocol import Documents, Evaluate, Full, Trained, start_request
from annotator.nlp.training.protocol import Round as RoundRequest
from annotator.project import Project
from annotator.simulation.gold import Gold
from annotator.simulation.results import Round
from annotator.training import TrainerProcess

HELD_BACK_IDS = 1_000_000_000
"""Held-back documents are in no project that is worked in; their ids begin here, so that none of a project's is theirs."""


class Learner:
    """One project's training process and its models; a context manager."""

    def __init__(
        self,
        project: Project,
        gold: Gold,
        pipeline: str,
        *,
        seed: int,
        consent: bool,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Every method that trains raises TrainingCancelledError once `cancelled` says so."""
        self._cancelled = cancelled
        self._project = project
        self._start = start_request(
            project.scheme,
            base=pipeline,
            language=project.language,
            mapping=project.label_mapping(pipeline),
            consent=consent,
            seed=seed,
        )
        self._base = pipeline
        self._held_back = held_back_documents(gold, project.path.with_name("held-back.pressmark"))
        self._ids = tuple(int(document.id) for document in self._held_back)
        self._scores = Scores()
        # the documents to score on are given: none of those worked through is needed for that
        if gold.held_back:
            project.set_setting("hold_back", "0")

    def __enter__(self) -> Self:
        self._trainer = TrainerProcess(cancelled=self._cancelled)
        try:
            self._trainer.start(self._start)
            self._trainer.send(Documents(tuple(self._held_back)))
        except BaseException:
            self._trainer.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._trainer.close()

    def first(self) -> Round:
        """How good the base is."""
        if self._ids:
            self._scores = self._trainer.evaluate(Evaluate(self._ids)).scores
        return self._entry(0, "round", 0.0, taken=True)

    def round(self, done: int) -> Round | None:
        """Learn what was done since the last round; `done` documents are by now. None where all of that is held back."""
        return self._train("round", done)

    def full(self, done: int) -> Round | None:
        """Learn everything anew, as happens while nobody is at work; None where that is not due yet."""
        if not full_is_due(done, self._project.models()):
            return None
        return self._train("full", done)

    def model(self) -> tuple[Path, str] | None:
        """The folder and digest of the model in use; None where the base still is."""
        model = self._project.model_in_use()
        return None if model is None else (self._project.model_path(model), model.digest)

    def _train(self, kind: ModelKind, done: int) -> Round | None:
        project = self._project
        training = project.training_set(new_only=kind == "round")
        if not training.train:
            return None
        self._trainer.send(Documents((*training.train, *training.held_back)))
        held_back = (*self._ids, *(int(document.id) for document in training.held_back))
        output = str(project.new_model_folder())
        new = tuple(int(document.id) for document in training.train)
        trained: Trained
        if kind == "round":
            trained = self._trainer.round(RoundRequest(output, new, held_back))
        else:
            trained = self._trainer.full(Full(output, held_back))
        before = project.model_in_use()
        id = project.add_model(
            Path(trained.folder),
            kind=kind,
            base=self._base,
            digest=trained.digest,
            documents=trained.documents,
            held_back=trained.held_back,
            scores=trained.scores,
            previous=trained.previous,
            parent=None if before is None else before.id,
            settings=trained.settings,
            seconds=trained.seconds,
        )
        taken = project.model(id).state == "in_use"
        if taken:
            self._scores = trained.scores
        project.make_room_for_models()
        project.fit_calibration(extra=[(one.kind, one.label, one.score, one.correct) for one in trained.confidences])
        return self._entry(done, kind, trained.seconds, taken=taken)

    def _entry(self, done: int, kind: ModelKind, seconds: float, *, taken: bool) -> Round:
        scores = self._scores
        return Round(
            documents=done,
            kind=kind,
            f=scores.span.f if scores.documents and scores.spans else None,
            relations_f=scores.relation.f if scores.documents and scores.relations else None,
            seconds=seconds,
            taken=taken,
        )


def held_back_documents(gold: Gold, path: Path) -> Sequence[TrainingDocument]:
    """The documents set aside, as a project gives them for training, made through one at `path`."""
    if not gold.held_back:
        return ()
    with Project.create(path, scheme=gold.scheme, language=gold.language, annotator="gold") as project:
        project.import_records((document.record() for document in gold.held_back), kind="annotations")
        return [
            replace(document, id=DocumentId(HELD_BACK_IDS + document.id)) for document in project.training_documents()
        ]
