"""What the window says of what goes on behind it: suggesting in the status line, learning in the header, failures in the banner."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.model.own_models import OwnModel
from annotator.ui.error_text import shown_error
from annotator.ui.model_words import ModelWords, model_name
from annotator.ui.no_place import NoPlace
from annotator.ui.panels.header import Header
from annotator.ui.panels.key_bar import KeyBar
from annotator.ui.session import Session
from annotator.ui.suggester import Suggester
from annotator.ui.suggester_status import SuggesterStatus
from annotator.ui.trainer import Trainer
from annotator.ui.trainer_status import TrainerStatus
from annotator.ui.wording import shown_percent

EXPLAINED = "learning_explained"
"""Project setting: "yes" once it has been said what learning does."""


class Background(QObject):
    """Follows the suggester and the trainer. Nothing of theirs ever opens a dialog."""

    def __init__(
        self,
        session: Session,
        suggester: Suggester,
        trainer: Trainer,
        header: Header,
        key_bar: KeyBar,
        *,
        say: Callable[[str, str], None],
        parent: QObject | None = None,
    ) -> None:
        """`say` shows a banner about something, "" takes away the one about it."""
        super().__init__(parent)
        self._session = session
        self._suggester = suggester
        self._trainer = trainer
        self._header = header
        self._key_bar = key_bar
        self._words = ModelWords()
        self._say = say
        self._no_place = NoPlace(session, say, self)
        suggester.status_changed.connect(self._on_suggester)
        suggester.model_left_out.connect(self._on_model_left_out)
        trainer.status_changed.connect(self._on_trainer)
        trainer.models_changed.connect(self.show_learning)
        trainer.finished.connect(self._on_finished)
        session.project_opened.connect(self.show_learning)
        session.closed.connect(self.show_learning)
        self.show_learning()

    def _on_suggester(self, status: SuggesterStatus) -> None:
        texts = {
            "loading": self.tr("Loading {pipeline} …"),
            "working": self.tr("Suggesting: {done} of {total}") if status.total else self.tr("Suggesting"),
            "paused": self.tr("Suggestions are paused, {waiting} to go"),
        }
        amounts = {"done": status.done, "total": status.total, "waiting": status.waiting}
        text = texts.get(status.state, "").format(pipeline=self._called(status.pipeline), **amounts)
        if status.state == "working" and status.part:
            text = self.tr("{text} · {share} of a long article").format(text=text, share=shown_percent(status.part))
        self._key_bar.set_status(text)
        self._say("suggester", shown_error(status.reason) if status.state == "failed" else "")
        if status.state in ("working", "paused", "idle"):
            self._no_place.look()

    def _called(self, pipelines: str) -> str:
        """Those pipelines, own models by what the window calls them and not by their folders."""
        project = self._session.project
        ids = {name: project.model_id(name) if project is not None else None for name in pipelines.split(", ")}
        return ", ".join(name if id is None else model_name(id) for name, id in ids.items())

    def _on_model_left_out(self, reason: str) -> None:
        said = self.tr("The base suggests, without what was learned here. {reason}")
        self._say("own-model", said.format(reason=shown_error(reason)) if reason else "")

    def _on_trainer(self, status: TrainerStatus) -> None:
        self._say("trainer", shown_error(status.reason) if status.state == "failed" else "")
        if status.busy:
            self._say("learned", "")  # what it says of the first training is about to be out of date
        if status.state != "off":  # the project is being closed
            self.show_learning()

    def show_learning(self, *_: object) -> None:
        """Say in the header what has been learned, or how far learning is."""
        project, status, light = self._session.project, self._trainer.status, self._header.learning
        if project is None:
            light.set_state("")
        elif not status.busy:
            model = project.model_in_use()
            light.set_state(self._words.short(model), self._words.details(model))
        elif status.documents:
            text = self.tr("Learning from %Ln article(s): {share}%", "", status.documents)
            light.set_state(text.format(share=round(100 * status.done)), self._how_to_stop(), done=status.done)
        else:
            light.set_state(self.tr("Getting ready to learn"), self._how_to_stop(), done=0.0)

    def _how_to_stop(self) -> str:
        return self.tr("Work goes on as usual meanwhile. Click for the models, and to stop")

    def _on_finished(self, model: OwnModel) -> None:
        project = self._session.project
        if project is None:
            return
        if model.state == "worse":
            self._session.inform(self._words.kept_aside(model))
        elif project.setting(EXPLAINED) == "yes":
            self._session.inform(self._words.learned(model))
        else:
            project.set_setting(EXPLAINED, "yes")
            self._say("learned", self._words.first(model, self._trainer.round_size()))
