"""Training while the analyst works: when, on what, in a process of its own; and what becomes of the model.

Nothing here holds up the window: documents are read a few at a time between its own events, and the process that
trains gives way to everything else on the machine.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.own_models import ModelId, ModelKind
from annotator.model.retraining import full_is_due, known_to, new_since, round_size
from annotator.nlp.training.protocol import Failed, Progress, Started, Trained
from annotator.settings import Settings
from annotator.ui.guarded import guarded
from annotator.ui.session import Session
from annotator.ui.trainer_status import BUSY, TrainerState, TrainerStatus
from annotator.ui.training_feed import TrainingFeed
from annotator.ui.training_process import TrainingProcess

if TYPE_CHECKING:
    from annotator.project import Project

SLICE_MILLISECONDS = 3
"""How long one event may read documents for the process."""
CONSIDER_MS = 300
"""A training begins so long after the key that made an article done: the next one is painted first."""
EVERY = (0, 5, 10, 20, 50, 100)
"""After how many done articles a person can have it learn; 0: when they say so, and not by itself."""
IDLE_MINUTES = 5
"""Without a key or a click for so long, nobody is at work."""


class Trainer(QObject):
    """Trains for the session's project. At most one training runs; what it makes is kept, and takes over unless it is worse."""

    status_changed = Signal(object)
    """TrainerStatus."""
    models_changed = Signal()
    """A model was added, put to use, rolled back to or removed."""
    replaced = Signal()
    """Another model is in use from now on, or none: what suggests is to follow."""
    finished = Signal(object)
    """OwnModel: a training ended with this; its state says whether it took over."""

    def __init__(
        self, session: Session, settings: Settings, *, base: Callable[[], str], parent: QObject | None = None
    ) -> None:
        """`base` tells which pipeline suggests where no own model does."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._base = base
        self.status = TrainerStatus("off")
        self._process = TrainingProcess(self)
        self._process.started.connect(self._on_started)
        self._process.progressed.connect(self._on_progressed)
        self._process.trained.connect(self._on_trained)
        self._process.failed.connect(self._on_failed)
        self._feed = TrainingFeed(self._process)
        self._gathering: Iterator[bool] | None = None
        self._pump = _timer(self, 0, self._gather)
        self._soon = _timer(self, CONSIDER_MS, self._consider)
        self._idle = _timer(self, IDLE_MINUTES * 60_000, self._on_idle)
        session.project_opened.connect(self._on_project_opened)
        session.closed.connect(self.stop)
        session.edited.connect(self._on_edited)
        session.scheme_changed.connect(self._feed.note_scheme_changed)
        session.article_opened.connect(self._on_activity)
        session.focus_changed.connect(self._on_activity)
        if session.project is not None:
            self._on_project_opened(session.project)

    # -- what a person asks for

    def train(self, kind: ModelKind | None = None) -> None:
        """Train now: a round on what is new, or all anew ("full"); as fits what is new where no kind is given."""
        project = self._session.project
        if project is None or self.status.busy:
            return  # what was asked for is under way
        if project.read_only:
            self._session.refuse(self.tr("Nothing is trained in a read-only project"))
            return
        self._say("gathering", kind=kind or "round")
        self._begin(self._steps(project, kind))

    def cancel(self) -> None:
        """Stop the training under way; what was there before stays in use."""
        if self._gathering is not None and self.status.busy:
            self._gathering = None
            self._pump.stop()
            self._say("ready")
        elif self.status.state == "loading":
            # the process could not tell what it has loaded and been given from what it has not
            self._feed.forget_process()
            self._say("ready")
        elif self.status.busy:
            self._process.cancel()

    def use(self, id: ModelId | None) -> None:
        """Put a model to use; None goes back to the base."""
        self._change(lambda project: project.use_model(id))

    def roll_back(self) -> None:
        """Go back to the model before the one in use, or to the base."""
        self._change(lambda project: project.roll_back())

    def remove(self, id: ModelId) -> None:
        """Delete a model's folder."""
        project = self._session.project
        if project is not None and guarded(self._session, lambda: project.remove_model(id)):
            self.models_changed.emit()

    def stop(self, *, wait: int = 0) -> None:
        """End the process; `wait` as for `TrainingProcess.stop`."""
        self._pump.stop()
        self._soon.stop()
        self._idle.stop()
        self._gathering = None
        self._feed.forget_process(wait=wait)
        self._say("off")

    def every(self) -> int:
        """After how many done documents it trains by itself; 0 for never. The project may say otherwise than the person."""
        project = self._session.project
        own = "" if project is None else project.setting("retrain_every")
        return int(own) if own.isdecimal() else self._settings.number("retrain_every")

    def round_size(self) -> int:
        """After how many new documents the next round begins by itself; 0 for never."""
        project = self._session.project
        return 0 if project is None else round_size(known_to(project.last_model()), self.every())

    @property
    def process_id(self) -> int:
        """The id of the training process; 0 without one."""
        return self._process.process_id

    # -- when to train

    def _on_project_opened(self, project: "Project") -> None:
        self.stop()
        if not project.read_only:
            self._say("ready")
            self._idle.start()

    def _on_activity(self, *_: object) -> None:
        if self.status.state != "off":
            self._idle.start()

    def _on_edited(self, edit: Edit | None, extents: object) -> None:
        if edit is None or self.status.state == "off":
            return
        self._idle.start()
        self._feed.note_changed(edit.documents)
        if edit.touches("labels") or edit.touches("relation_labels"):
            self._feed.note_scheme_changed()
        if edit.touches("reviews"):
            self._soon.start()

    def _consider(self) -> None:
        """A round is due after so many done documents."""
        project = self._session.project
        if project is None or self._gathering is not None or self.status.busy or not self.every():
            return
        if self._session.long.put_off(self._consider):
            return
        try:
            if project.hold_back(at_most=1):
                # one at a time: the next key is not to wait for many
                QTimer.singleShot(0, self, self._consider)
                return
            if new_since(project.training_ids(done_only=True), project.last_model()) >= self.round_size():
                self.train()
        except StoreError as error:
            self._fail(error)

    def _on_idle(self) -> None:
        """All documents anew, while nobody is at work."""
        project = self._session.project
        if project is None or self._gathering is not None or self.status.state not in ("ready", "failed"):
            return
        if self.every() and self._settings.switch("train_when_idle"):
            self._begin(self._steps_when_idle(project))

    # -- what to train on

    def _begin(self, steps: Iterator[bool]) -> None:
        self._gathering = steps
        self._pump.start()

    def _steps(self, project: "Project", kind: ModelKind | None) -> Iterator[bool]:
        base = self._base()
        return self._feed.steps(project, base, kind, consent=base in self._settings.items("trusted_pipelines"))

    def _steps_when_idle(self, project: "Project") -> Iterator[bool]:
        while project.hold_back(at_most=1):
            yield False
        if full_is_due(len(project.training_ids().train), project.models()):
            self._say("gathering", kind="full")
            yield from self._steps(project, "full")

    def _gather(self) -> None:
        if self._session.long.put_off(self._pump.start):
            return
        clock = QElapsedTimer()
        clock.start()
        while self._gathering is not None and clock.elapsed() < SLICE_MILLISECONDS:
            try:
                asked = next(self._gathering)
            except StopIteration:
                self._gathering = None
                if self.status.busy:
                    self._say("ready")
                    self._session.inform(
                        self.tr("Nothing is new since the last training: mark articles as done to learn from them")
                    )
            except (AnnotationError, StoreError) as error:
                self._gathering = None
                self._fail(error)
            else:
                if asked:
                    self._gathering = None
                    self._say("loading")
        if self._gathering is not None:
            self._pump.start()

    # -- what comes back

    def _on_started(self, reply: Started) -> None:
        if self.status.busy and self._gathering is None:
            self._say("training")

    def _on_progressed(self, progress: Progress) -> None:
        if self._gathering is None and self.status.busy:
            self._say(progress.step, done=progress.done)

    def _on_trained(self, trained: Trained) -> None:
        project = self._session.project
        if (
            project is None
            or self._feed.loaded is None
            or self._session.long.put_off(lambda: self._on_trained(trained))
        ):
            return
        base, parent = self._feed.loaded
        try:
            model = project.model(
                project.add_model(
                    project.models_folder / trained.folder.replace("\\", "/").rpartition("/")[2],
                    kind=trained.kind,
                    base=base,
                    parent=parent if trained.kind == "round" else None,
                    digest=trained.digest,
                    documents=trained.documents,
                    held_back=trained.held_back,
                    scores=trained.scores,
                    previous=trained.previous,
                    settings=trained.settings,
                    seconds=trained.seconds,
                )
            )
        except (AnnotationError, StoreError) as error:
            self._fail(error)
            return
        if model.state == "in_use":
            # the process goes on from what it has just made
            self._feed.loaded = (base, model.id)
        else:
            self._feed.forget_process()
        self._feed.output = ""
        self._say("ready")
        self.models_changed.emit()
        self.finished.emit(model)
        if model.state == "in_use":
            guarded(self._session, lambda: project.keep_confidences(trained.confidences))
            self.replaced.emit()
        QTimer.singleShot(0, self, self._make_room)

    def _make_room(self) -> None:
        project = self._session.project
        if project is not None and not project.read_only and guarded(self._session, project.make_room_for_models):
            self.models_changed.emit()

    def _on_failed(self, failed: Failed) -> None:
        self._gathering = None
        self._pump.stop()
        project, output = self._session.project, self._feed.output
        self._feed.output = ""
        if project is not None and output:
            guarded(
                self._session, lambda: project.discard_model_folder(project.models_folder / output.rpartition("/")[2])
            )
        if failed.kind == "cancelled":
            self._say("ready")
        else:
            self._feed.forget_process()
            self._say("failed", reason=failed.message)

    def _change(self, action: "Callable[[Project], object]") -> None:
        project = self._session.project
        if project is not None and guarded(self._session, lambda: action(project)):
            # a training under way goes on from what is not in use any more
            self._gathering = None
            self._pump.stop()
            self._feed.forget_process()
            if self.status.state != "off":
                self._say("ready")
            self.models_changed.emit()
            self.replaced.emit()

    def _fail(self, error: AnnotationError | StoreError) -> None:
        self._feed.forget_process()
        self._say("failed", reason=str(error))

    def _say(
        self,
        state: TrainerState,
        *,
        kind: ModelKind | None = None,
        done: float = 0.0,
        reason: str = "",
    ) -> None:
        documents = self._feed.documents if state in BUSY[1:] else 0
        kind = kind or (self._feed.kind if state in BUSY else "round")
        status = TrainerStatus(state, kind, documents, done, reason)
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


def _timer(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
