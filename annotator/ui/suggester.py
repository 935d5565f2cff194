"""Suggestions for the open project: the article on screen first, then the queue, stored as they come."""

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.choosing import load_for
from annotator.model.article import ArticleState
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError, StoreError
from annotator.nlp.protocol import Failure, Load, PipelineChoice, Ready
from annotator.pipelines import short_name
from annotator.settings import Settings
from annotator.ui.chosen import Chosen
from annotator.ui.confirmed_spans import confirmed_spans
from annotator.ui.guarded import guarded
from annotator.ui.next_pool import NextPool
from annotator.ui.queue import SUGGESTING, queue_following, queue_new_documents
from annotator.ui.queue_progress import QueueProgress
from annotator.ui.session import Session
from annotator.ui.suggester_status import SuggesterState, SuggesterStatus
from annotator.ui.suggestion_pool import SuggestionPool
from annotator.ui.suggestion_store import SuggestionStore


class Suggester(QObject):
    """Feeds the model processes from the session's project. It never moves the focus: the session decides on that.

    What they answer is stored one document at a time, with the window's own events between two of them.
    """

    status_changed = Signal(object)
    """SuggesterStatus."""
    model_left_out = Signal(str)
    """Why the model in use does not suggest, so that its base does; "" where all is well."""

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._pool: SuggestionPool | None = None
        self._next: NextPool | None = None
        self._chosen = Chosen(session, settings)
        self._started_with: list[PipelineChoice] | None = None
        self._asked: set[DocumentId] = set()
        self._progress = QueueProgress()
        self._paused = False
        self._again: DocumentId | None = None
        self._documents = 0
        self.status = SuggesterStatus("off")
        self._pump = QTimer(self, singleShot=True, interval=0)
        self._pump.timeout.connect(self._feed)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._start_where_needed)
        self.start_soon = self._soon.start
        """Start once the window and the article are painted, unless it is stopped before."""
        self._store = SuggestionStore(session, self)
        self._store.stored.connect(self._on_stored)
        self._store.changed.connect(self._on_answered)
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
        self._chosen.left_out = ""
        self._start()

    def _start(self) -> None:
        project = self._session.project
        if project is None:
            return
        try:
            choices = self._chosen.choices()
        except AnnotationError as error:
            self._fail(str(error))
            return
        load = load_for(project, choices)
        pool = SuggestionPool(self)
        self._adopt(pool, choices, load)
        self._say(SuggesterStatus("loading", self._name()))
        model = project.model_in_use()
        self._leave_out(self._chosen.left_out or ("" if model is None else project.model_problem(model)))
        pool.load(load)

    def _adopt(self, pool: SuggestionPool, choices: list[PipelineChoice], load: Load) -> None:
        pool.workers = self._settings.number("workers")
        pool.ready.connect(self._on_ready)
        pool.room_made.connect(self._pump.start)
        pool.suggested.connect(self._store.put)
        pool.failed.connect(self._on_failed)
        pool.progressed.connect(self._report)
        pool.restarted.connect(self._on_restarted)
        pool.stopped.connect(self._fail)
        self._pool, self._started_with = pool, choices
        self._store.begin(load)

    def stop(self, *, wait: int = 0) -> None:
        """End the processes. The queue stays in the project; `wait` as for `ModelProcess.stop`."""
        self._soon.stop()
        self._let_go(wait=wait)
        self._started_with = None
        self._say(SuggesterStatus("off"))

    def apply_settings(self) -> None:
        """Take over what may have changed in the settings: the number of processes, the pipeline, the trust in it."""
        try:
            changed = self._started_with is not None and self._started_with != self._chosen.choices()
        except AnnotationError as error:
            self._fail(str(error))
            return
        if changed:
            self.start()
        elif self._pool is not None:
            self._pool.workers = self._settings.number("workers")
            self._pump.start()

    def take_model(self) -> None:
        """Load the model that is in use now, or the base, in a process of its own; what suggests goes on until it is ready."""
        project, pool = self._session.project, self._pool
        if project is None or pool is None:
            return
        self._chosen.left_out = ""
        if pool.pipeline is None:
            self.start()
            return
        self._drop_next()
        choices = self._chosen.choices()
        if choices != self._started_with:
            self._next = NextPool(project, choices, self)
            self._next.ready.connect(self._on_next_ready)
            self._next.failed.connect(self._on_next_failed)

    def _on_next_ready(self) -> None:
        following, self._next = self._next, None
        project, before = self._session.project, self._pool
        if following is None or project is None or before is None:
            return
        article = self._session.article
        if article is not None and article.document.id in self._asked:
            self._again = article.document.id  # what was asked for on screen is no longer under way
        self._asked.clear()
        self._adopt(following.take(self), following.choices, following.load)
        before.stop()
        before.deleteLater()
        self._leave_out("")
        if project.setting(SUGGESTING, "on") == "on":
            guarded(self._session, lambda: queue_following(project, self._session))
        self._progress.count_again()
        if self._again is not None:
            self._ask_for_shown()
        self._feed()

    def _on_next_failed(self, reason: str) -> None:
        self._drop_next()
        self._leave_out(reason)

    def _drop_next(self, *, wait: int = 0) -> None:
        following, self._next = self._next, None
        if following is not None:
            following.drop(wait=wait)

    def _leave_out(self, reason: str) -> None:
        """The model in use does not suggest, for that reason; "" where it does, or none is in use."""
        self._chosen.left_out = reason
        self.model_left_out.emit(reason)

    def _let_go(self, *, wait: int = 0) -> None:
        self._drop_next(wait=wait)
        pool, self._pool = self._pool, None
        self._asked.clear()
        self._progress.clear()
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
        return self._chosen.base()

    def _name(self) -> str:
        """What suggests, or is to, in a few words; "" for the rules alone."""
        names = self.loaded.pipelines if self.loaded is not None else [one.name for one in self._started_with or ()]
        return ", ".join(map(short_name, names))

    @property
    def loaded(self) -> Ready | None:
        """What the pipeline that is loaded says of itself; None while none is."""
        return None if self._pool is None else self._pool.pipeline

    def pause(self) -> None:
        """Take no more of the queue until `resume`; the article on screen is still suggested for."""
        self._paused = True
        self._progress.count_again()
        if self._pool is not None:
            self._asked.difference_update(DocumentId(document) for document in self._pool.forget())
            self._ask_for_shown()
        self._pump.start()
        self._report()

    def resume(self) -> None:
        """Go on with the queue, or start again after a failure."""
        self._paused = False
        self._progress.count_again()
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
        if project is not None and guarded(self._session, project.queue_documents):
            guarded(self._session, lambda: project.set_setting(SUGGESTING, "on"))
            self.resume()

    def stop_suggesting(self) -> None:
        """Take every document off the queue, and put none on it by itself any more."""
        project = self._session.project
        if project is not None and guarded(self._session, project.clear_queue):
            guarded(self._session, lambda: project.set_setting(SUGGESTING, "off"))
            self.pause()

    # -- what to ask for

    def _on_project_opened(self, project: object) -> None:
        self.stop()
        self.start_soon()

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
            self._progress.count_again()
            self._pump.start()

    def _queue_new_documents(self) -> None:
        project = self._session.project
        if project is not None:
            self._documents = project.document_count()
            guarded(self._session, lambda: queue_new_documents(project))

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
        digests = [source.digest for source in pool.pipeline.sources if source.kind == "pipeline"]
        unread = not project.has_suggestions(document) or project.is_outdated(document, digests)
        if self._again == document or (article.review.state != "done" and unread):
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
                left = max(1, self._progress.count(project.queue_length, idle=False) - len(self._asked))
        pool.fit(left)
        self._report()

    def _ask(self, document: DocumentId, *, urgent: bool = False) -> None:
        project, pool = self._session.project, self._pool
        if project is None or pool is None:
            return
        article = self._session.article
        # as it is in the file now: another process may have changed it
        shown = project.document(document)
        # relations are proposed between what is confirmed too; in an article that is not open, once it is
        spans = confirmed_spans(article) if article is not None and article.document.id == document else []
        self._asked.add(document)
        nested = project.nested_labels()
        pool.suggest(document, shown.text, language=shown.language, spans=spans, urgent=urgent, nested=nested)

    # -- what comes back

    def _on_ready(self, ready: Ready) -> None:
        missing = [choice for choice in self._started_with or () if choice.name not in ready.pipelines]
        if any(choice.digest for choice in missing):
            self._stand_in(ready.warnings[0])
            return
        for line in ready.warnings[: len(missing)]:
            self._store.warn(line)
        self._ask_for_shown()
        self._feed()

    def _on_stored(self, document: int) -> None:
        self._on_answered(document)
        self._session.suggestions_stored(DocumentId(document))

    def _on_answered(self, document: int) -> None:
        self._asked.discard(DocumentId(document))
        self._pump.start()

    def _on_refused(self, document: int, reason: str) -> None:
        self._on_answered(document)
        project = self._session.project
        if project is not None:
            guarded(self._session, lambda: project.fail_queued(DocumentId(document), reason))

    def _on_broken(self, error: StoreError) -> None:
        # no document is to blame: the queue stays as it is until the person has seen to the file
        self._fail(str(error))
        self._session.failed.emit(error)

    def _on_failed(self, failure: Failure) -> None:
        if failure.id is None:
            own = any(choice.digest for choice in self._started_with or ())
            (self._stand_in if own else self._fail)(failure.message)
            return
        document, project = DocumentId(failure.id), self._session.project
        self._on_answered(document)
        if project is not None and failure.kind != "cancelled":
            guarded(self._session, lambda: project.fail_queued(document, failure.message))

    def _stand_in(self, reason: str) -> None:
        """The base suggests in the place of a model that does not load."""
        self._let_go()
        self._chosen.left_out = reason
        self._start()

    def _on_restarted(self, reason: str) -> None:
        self._say(SuggesterStatus("loading", self._name()))

    def _fail(self, reason: str) -> None:
        """Be down, and say why, until `start` or `resume`."""
        self._let_go()
        self._say(SuggesterStatus("failed", self._name(), reason=reason))

    def _report(self) -> None:
        project, pool = self._session.project, self._pool
        if project is None or pool is None:
            return
        waiting = self._progress.count(project.queue_length, idle=not self._asked)
        state: SuggesterState
        if pool.pipeline is None:
            state = "loading"
        elif self._asked or (waiting and not self._paused):
            state = "working"
        else:
            state = "paused" if waiting else "idle"
        self._say(SuggesterStatus(state, self._name(), waiting, self._progress.total, pool.part))

    def _say(self, status: SuggesterStatus) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
