"""Suggestions for the open project: the article on screen first, then the queue, stored as they come."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.choosing import base_name, chosen_sources, load_for, pipeline_choices
from annotator.model.article import ArticleSpan, ArticleState, Status
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError, StoreError
from annotator.nlp.protocol import ConfirmedSpan, Failure, PipelineChoice, Ready
from annotator.pipelines import short_name
from annotator.settings import Settings
from annotator.ui.error_text import shown_error
from annotator.ui.session import Session
from annotator.ui.suggester_status import SuggesterState, SuggesterStatus
from annotator.ui.suggestion_pool import SuggestionPool
from annotator.ui.suggestion_store import SuggestionStore

if TYPE_CHECKING:
    from annotator.project import Project

COUNT_SECONDS = 0.25
"""How old the queue's length may be while documents come in: counting a long queue takes as long as storing one of them."""
ALL_AT_ONCE = 5000
"""Documents up to which a corpus is suggested for as a whole without being asked for."""
CONFIRMED: tuple[Status, ...] = ("confirmed",)
SUGGESTING = "suggesting"
QUEUED_DOCUMENTS = "queued_documents"
"""Project settings: whether new documents go on the queue by themselves, and how many there were when they last did."""


class Suggester(QObject):
    """Feeds the model processes from the session's project. It never moves the focus: the session decides on that.

    What they answer is stored one document at a time, with the window's own events between two of them.
    """

    status_changed = Signal(object)
    """SuggesterStatus."""

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._pool: SuggestionPool | None = None
        self._started_with: list[PipelineChoice] | None = None
        self._asked: set[DocumentId] = set()
        self._waiting = self._total = 0
        self._counted = 0.0
        self._paused = False
        self._again: DocumentId | None = None
        self._documents = 0
        self.status = SuggesterStatus("off")
        self._pump = QTimer(self)
        self._pump.setSingleShot(True)
        self._pump.setInterval(0)
        self._pump.timeout.connect(self._feed)
        self._store = SuggestionStore(session, self)
        self._store.stored.connect(self._on_stored)
        self._store.changed.connect(self._on_text_changed)
        self._store.refused.connect(self._on_refused)
        self._store.broken.connect(self._on_broken)
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
        pool = SuggestionPool(self)
        pool.workers = self._settings.number("workers")
        pool.ready.connect(self._on_ready)
        pool.room_made.connect(self._pump.start)
        pool.suggested.connect(self._store.put)
        pool.failed.connect(self._on_failed)
        pool.restarted.connect(self._on_restarted)
        pool.stopped.connect(self._fail)
        self._pool = pool
        try:
            choices = self.choices()
        except AnnotationError as error:
            self._fail(str(error))
            return
        self._started_with = choices
        self._say("loading", pipeline=self._name())
        load = load_for(project, choices)
        self._store.begin(load)
        pool.load(load)

    def stop(self, *, wait: int = 0) -> None:
        """End the processes. The queue stays in the project; `wait` as for `ModelProcess.stop`."""
        self._let_go(wait=wait)
        self._started_with = None
        self._say("off")

    def apply_settings(self) -> None:
        """Take over what may have changed in the settings: the number of processes, the pipeline, the trust in it."""
        try:
            changed = self._started_with is not None and self._started_with != self.choices()
        except AnnotationError as error:
            self._fail(str(error))
            return
        if changed:
            self.start()
        elif self._pool is not None:
            self._pool.workers = self._settings.number("workers")
            self._pump.start()

    def take_model(self) -> None:
        """Another model trained here is in use, or none any more."""
        if self._pool is not None:
            self.start()

    def choices(self) -> list[PipelineChoice]:
        """The pipelines that suggest, as they are loaded. Raises AnnotationError where the project's choice is damaged.

        The trust in them is kept with the person and not in the project, which may come from someone else.
        """
        project = self._session.project
        if project is None:
            return []
        sources = chosen_sources(project, self._settings.text("pipeline"))
        return pipeline_choices(project, sources, trusted=self._settings.items("trusted_pipelines"))

    def _let_go(self, *, wait: int = 0) -> None:
        pool, self._pool = self._pool, None
        self._asked.clear()
        self._waiting = self._total = 0
        self._pump.stop()
        self._store.begin(None)
        if pool is not None:
            pool.stop(wait=wait)
            pool.deleteLater()

    @property
    def process_ids(self) -> list[int]:
        """The ids of the processes that suggest, those included that still load."""
        return [] if self._pool is None else self._pool.process_ids

    def pipeline_name(self) -> str:
        """The pipeline that suggests first, without an own model in its place; "" for the rules alone."""
        project = self._session.project
        if project is None:
            return ""
        try:
            sources = chosen_sources(project, self._settings.text("pipeline"))
        except AnnotationError:
            return ""
        return base_name(project, sources[0]) if sources else ""

    def _name(self) -> str:
        """What suggests, or is to, in a few words; "" for the rules alone."""
        loaded = self.loaded
        if loaded is not None:
            return ", ".join(map(short_name, loaded.pipelines))
        return ", ".join(short_name(choice.name) for choice in self._started_with or ())

    @property
    def loaded(self) -> Ready | None:
        """What the pipeline that is loaded says of itself; None while none is."""
        return None if self._pool is None else self._pool.pipeline

    def pause(self) -> None:
        """Take no more of the queue until `resume`; the article on screen is still suggested for."""
        self._paused = True
        self._counted = 0.0
        if self._pool is not None:
            self._asked.difference_update(DocumentId(document) for document in self._pool.forget())
            self._ask_for_shown()
        self._pump.start()
        self._report()

    def resume(self) -> None:
        """Go on with the queue, or start again after a failure."""
        self._paused = False
        self._counted = 0.0
        if self._pool is None:
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
        if self._pool is None:
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
        if project is None or project.read_only or self._pool is not None or not project.document_count():
            return
        self._queue_new_documents()
        self.start()

    def _on_documents_changed(self) -> None:
        project = self._session.project
        if project is None or project.read_only or project.document_count() == self._documents:
            return
        if self._pool is None:
            self._start_where_needed()
        else:
            self._queue_new_documents()
            self._counted = 0.0
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
        project, article, pool = self._session.project, self._session.article, self._pool
        if project is None or article is None or pool is None or pool.pipeline is None or project.read_only:
            return
        document = article.document.id
        if self._store.hurry(document):
            return
        if self._again == document or (article.review.state != "done" and not project.has_suggestions(document)):
            self._again = None
            self._ask(document, urgent=True)
            self._report()

    def _feed(self) -> None:
        """Ask for the next documents of the queue, from as many processes as they are worth."""
        project, pool = self._session.project, self._pool
        if project is None or pool is None or pool.pipeline is None:
            return
        left = 0
        if not self._paused:
            room = pool.room
            found = project.queued(room, exclude=self._asked) if room else []
            for document in found:
                self._ask(document)
            if len(found) == room:
                left = max(1, self._count(project) - len(self._asked))
        pool.fit(left)
        self._report()

    def _ask(self, document: DocumentId, *, urgent: bool = False) -> None:
        project, pool = self._session.project, self._pool
        if project is None or pool is None:
            return
        article = self._session.article
        # as it is in the file now: another process may have changed it
        shown = project.document(document)
        confirmed: list[ArticleSpan] = []
        if article is not None and article.document.id == document:
            # relations are proposed between what is confirmed too; in an article that is not open, once it is
            confirmed = article.spans(CONFIRMED)
        self._asked.add(document)
        pool.suggest(
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

    def _on_stored(self, document: int) -> None:
        self._asked.discard(DocumentId(document))
        self._pump.start()
        self._session.suggestions_stored(DocumentId(document))

    def _on_text_changed(self, document: int) -> None:
        self._asked.discard(DocumentId(document))
        self._pump.start()

    def _on_refused(self, document: int, reason: str) -> None:
        self._asked.discard(DocumentId(document))
        self._pump.start()
        project = self._session.project
        if project is not None:
            self._guarded(lambda: project.fail_queued(DocumentId(document), reason))

    def _on_broken(self, error: StoreError) -> None:
        # no document is to blame: the queue stays as it is until the person has seen to the file
        self._fail(str(error))
        self._session.failed.emit(error)

    def _on_failed(self, failure: Failure) -> None:
        project = self._session.project
        if failure.id is None:
            self._fail(failure.message)
            return
        document = DocumentId(failure.id)
        self._asked.discard(document)
        if project is not None and failure.kind != "cancelled":
            self._guarded(lambda: project.fail_queued(document, failure.message))
        self._pump.start()

    def _on_restarted(self, reason: str) -> None:
        self._say("loading", pipeline=self._name())

    def _fail(self, reason: str) -> None:
        """Be down, and say why, until `start` or `resume`."""
        self._let_go()
        self._say("failed", pipeline=self._name(), reason=reason)

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

    def _count(self, project: "Project") -> int:
        """The queue's length, of this moment or a little while ago."""
        now = time.monotonic()
        if not self._asked or now - self._counted > COUNT_SECONDS:
            self._counted = now
            before, self._waiting = self._waiting, project.queue_length()
            self._total = self._total + max(0, self._waiting - before) if self._waiting else 0
        return self._waiting

    def _report(self) -> None:
        project, pool = self._session.project, self._pool
        if project is None or pool is None:
            return
        name = self._name()
        waiting = self._count(project)
        state: SuggesterState
        if pool.pipeline is None:
            state = "loading"
        elif self._asked or (waiting and not self._paused):
            state = "working"
        else:
            state = "paused" if waiting else "idle"
        self._say(state, pipeline=name, waiting=waiting, total=self._total)

    def _say(
        self, state: SuggesterState, *, pipeline: str = "", waiting: int = 0, total: int = 0, reason: str = ""
    ) -> None:
        status = SuggesterStatus(state, pipeline, waiting, total, reason)
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
