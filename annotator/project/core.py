"""An open project: its scheme, the states of the articles looked at last, and how one action is written and undone."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from annotator.model.article import ArticleState, Extent
from annotator.model.calibration import REFIT_EVERY, family_of
from annotator.model.document import DocumentId
from annotator.model.edit import Change, Edit, EditId
from annotator.model.errors import AnnotationError
from annotator.model.judgement import Judgement
from annotator.model.label_scheme import LabelScheme
from annotator.model.steps import Step, Steps
from annotator.model.suggestion import RunId
from annotator.model.zones import RULES, Rule
from annotator.project.file import ProjectFile
from annotator.project.remembering import Remembering
from annotator.store import annotations, calibration, documents, tallies
from annotator.store.database import Store
from annotator.store.history import History, Transaction, Which, now
from annotator.store.scheme import read_scheme

KEPT_STATES = 8
"""Articles whose state is kept in memory: the one on screen, those gone through last, those a run is at."""

WHOLE_ARTICLE = frozenset({"accept_all", "reject_all"})
"""Actions that say something about everything in an article: what they decide is suggested nowhere else in it."""

_ANNOTATION_TABLES = frozenset({"spans", "relations", "decisions"})


class ProjectCore(ProjectFile):
    """What every part of a project works with."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._states: OrderedDict[DocumentId, ArticleState] = OrderedDict()
        self._scheme: LabelScheme | None = None
        self._patched = False
        self._spreads = True
        self._touched: dict[DocumentId, tuple[ArticleState, list[Extent]]] = {}
        self._turned: set[str] = set()
        self._at_hand: ArticleState | None = None
        # `documents.pending_total`; counted when asked for, then kept up to date
        self._pending_total: int | None = None
        self._judgement: Judgement | None = None
        self._families: dict[RunId, str] = {}
        self._decided_since_fit = REFIT_EVERY  # before it was opened, nobody knows how many
        super().__init__(store, annotator)
        self._data_version = self._store.value("PRAGMA data_version")

    def use_annotator(self, name: str) -> None:
        """Work as that annotator from now on; "" is the one who worked last, at first the one logged in."""
        super().use_annotator(name)
        self._states.clear()
        self._pending_total = None
        self._history = History(self._store, self.annotator, self._derive)
        self._memory = Remembering(self._store, self.annotator, self.language)

    @property
    def scheme(self) -> LabelScheme:
        """The label scheme."""
        if self._scheme is None:
            self._scheme = read_scheme(self._store)
        return self._scheme

    def article(self, document: DocumentId) -> ArticleState:
        """The document as the annotator sees it; patched in place by every edit. Raises AnnotationError if it is not there."""
        state = self._states.get(document)
        if state is None:
            state = annotations.article_state(self._store, document, self.annotator, self._legal, self.judgement)
            if state is None:
                raise AnnotationError(f"there is no document {document} in {self.path.name}")
            self._states[document] = state
            while len(self._states) > KEPT_STATES:
                self._states.popitem(last=False)
        self._states.move_to_end(document)
        return state

    def refresh(self) -> bool:
        """Read anew what another process, an import say, has written to the file; whether one did."""
        version = self._store.value("PRAGMA data_version")
        if version == self._data_version:
            return False
        self._data_version = version
        self._reload_states()
        return True

    @property
    def judgement(self) -> Judgement:
        """How sure to be of suggestions, and which are not sure enough to be shown."""
        if self._judgement is None:
            self._judgement = Judgement(
                calibration.read_calibration(self._store),
                calibration.read_thresholds(self._store),
                self._family,
                self.zone_rules(),
            )
        return self._judgement

    def zone_rules(self) -> dict[str, Rule]:
        """What is to be done in zones, by kind; a kind that is not in it goes by `model.zones.DEFAULT_RULES`."""
        rules: dict[str, Rule] = json.loads(self.setting("zone_rules", "{}"))
        return {kind: rule for kind, rule in rules.items() if rule in RULES}

    def _family(self, run: RunId) -> str:
        if run not in self._families:
            rows = self._store.rows("SELECT id, pipeline FROM runs")
            self._families = {RunId(row["id"]): family_of(row["pipeline"]) for row in rows}
        return self._families.get(run, "pipeline")

    def _legal(self, relation: str, head: str, child: str) -> bool:
        label = self.scheme.relation_label(relation)
        return label is not None and label.allows(head, child)

    @contextmanager
    def _edit(
        self, action: str, document: DocumentId | None = None, extent: tuple[int, int] | None = None
    ) -> Iterator[Transaction]:
        """One user action. What is written in the block is one transaction and one undo step, or nothing at all."""
        self._spreads = action not in WHOLE_ARTICLE
        with self._patching(), self._history.transact(action, document=document, extent=extent) as transaction:
            yield transaction
            if document is not None and any(change.table in _ANNOTATION_TABLES for change in transaction.changes):
                self._begin_review(transaction, document)

    def _edit_in_steps(self, action: str, parts: Callable[[Transaction], Iterator[Step]]) -> Steps[Edit]:
        """One user action over many documents, a document at a time; all of it or nothing, as `_edit`."""
        self._spreads = True
        with self._patching():
            yield from self._history.transact_in_steps(action, parts)
        return self._edited()

    def _taken_up(self, document: DocumentId) -> ArticleState:
        """The state of the next document of a long edit; one that is not kept is forgotten with the document after it."""
        state = self._states.get(document)
        if state is None:
            state = annotations.article_state(self._store, document, self.annotator, self._legal, self.judgement)
            if state is None:
                raise AnnotationError(f"there is no document {document} in {self.path.name}")
            self._at_hand = state
        return state

    @contextmanager
    def _patching(self) -> Iterator[None]:
        """Read the states anew, in place, where a write failed after they had been patched for it."""
        self._patched = False
        self._touched, self._turned, self._at_hand = {}, set(), None
        try:
            yield
        except BaseException:
            if self._patched:
                self._reload_states()
            raise

    def _reload_states(self) -> None:
        """Bring the states in memory up to what the file says; those who hold one go on holding it."""
        self._scheme = None
        self._pending_total = None
        self._judgement = None
        self._memory.forget()
        for document, state in list(self._states.items()):
            fresh = annotations.article_state(self._store, document, self.annotator, self._legal, self.judgement)
            if fresh is None:
                del self._states[document]
            else:
                state.replace_with(fresh)

    def _edited(self) -> Edit:
        """What the last `_edit` committed; an edit without changes where the action found everything as it wants it."""
        return self._history.edit or Edit(EditId(0), "", (), frozenset())

    def _begin_review(self, transaction: Transaction, document: DocumentId) -> None:
        row = transaction.row("reviews", document=document, annotator=self.annotator)
        if row is None:
            transaction.insert("reviews", self._review_row(document, "in_progress"))
        elif row["state"] == "new":
            transaction.update("reviews", row, state="in_progress")

    def _review_row(self, document: DocumentId, state: str) -> dict[str, object]:
        return {
            "document": document,
            "annotator": self.annotator,
            "state": state,
            "flag": 0,
            "comment": "",
            "active_seconds": 0.0,
        }

    def _derive(self, changes: Sequence[Change], *, more: bool = False) -> None:
        """Patch the states of the documents an edit touched, and keep their tallies, before it is committed.

        What follows in the articles that are kept waits until all of the edit's changes are known.
        """
        self._patched = True
        self._decided_since_fit += sum(change.table == "decisions" for change in changes)
        by_document: dict[DocumentId, list[Change]] = {}
        for change in changes:
            if change.document is None:
                self._scheme = None
            elif change.table == "edited_zones":
                self._rezone(change.document)
            elif (change.after or change.before or {}).get("annotator") == self.annotator:
                by_document.setdefault(change.document, []).append(change)
            elif change.table == "spans":
                self._memory.follow_other(change)
        for document, own in by_document.items():
            self._derive_document(document, own)
        if more:
            return
        for document, (state, touched) in self._touched.items():
            with self._tallying(document):
                if self._spreads:
                    self._memory.follow(state, touched, self._turned)
                annotations.write_tally(self._store, self.annotator, state)
        self._touched.clear()
        self._turned.clear()

    def _derive_document(self, document: DocumentId, changes: Sequence[Change]) -> None:
        state, at_hand = self._states.get(document), self._at_hand
        kept = state is not None
        if state is None and at_hand is not None and at_hand.document.id == document:
            state = at_hand
        if state is None:  # read within the transaction: the changes are in it already
            state = annotations.article_state(self._store, document, self.annotator, self._legal, self.judgement)
            assert state is not None
        else:
            state.apply(changes)
        self._at_hand = None
        touched, turned = self._memory.count(state, changes)
        self._turned |= turned
        if kept:
            self._touched.setdefault(document, (state, []))[1].extend(touched)
        else:
            with self._tallying(document):
                annotations.write_tally(self._store, self.annotator, state)

    def _rezone(self, document: DocumentId) -> None:
        """Judge a document's suggestions by its zones as they are now in the file, for everyone."""
        if (state := self._states.get(document)) is not None:
            state.document = replace(state.document, zones=documents.zones_of(self._store, document))
            state.rejudge(self.judgement)
        with self._tallying(document):
            tallies.recount(self._store, document, self._legal, self.judgement)

    @contextmanager
    def _tallying(self, document: DocumentId) -> Iterator[None]:
        """Keep what is pending in all documents while the tallies of one are written."""
        self._patched = True
        before = documents.pending_of(self._store, document, self.annotator)
        yield
        if self._pending_total is not None:
            self._pending_total += documents.pending_of(self._store, document, self.annotator) - before

    def undo(self) -> Edit | None:
        """Take back the annotator's last action, in whatever article; None where there is none."""
        return self._replayed(back=True)

    def redo(self) -> Edit | None:
        """Do the action undone last once more; None where there is none."""
        return self._replayed(back=False)

    def _replayed(self, *, back: bool) -> Edit | None:
        # what followed from the edits before is there again, with all that it held then
        self._spreads = back or self.redo_action() not in WHOLE_ARTICLE
        with self._patching():
            edit = self._history.undo() if back else self._history.redo()
        if edit is not None and (edit.touches("labels") or edit.touches("relation_labels")):
            self._scheme_changed()
        return edit

    def replay_size(self, which: Which) -> int:
        """How many documents `undo` or `redo` would touch, where it can be done in steps; else 0."""
        return self._history.next_size(which)

    def replay_in_steps(self, which: Which) -> Steps[Edit | None]:
        """`undo` or `redo`, a document at a time; for an action that touched many."""
        self._spreads = True
        with self._patching():
            return (yield from self._history.replay_in_steps(which))

    def _scheme_changed(self) -> None:
        """Called after the scheme has changed; the part that knows the mapping does more."""
        self._reload_states()

    def undo_action(self) -> str:
        """The name of the action `undo` would take back, or ""."""
        return self._history.next_action("undo")

    def is_last(self, edit: EditId) -> bool:
        """Whether `undo` would take that very edit back."""
        return self._history.next_id("undo") == edit

    def redo_action(self) -> str:
        """The name of the action `redo` would do again, or ""."""
        return self._history.next_action("redo")

    def _record(self, action: str, detail: dict[str, object]) -> None:
        """Note something that is not undone step by step, an import say, in the audit trail."""
        self._store.execute(
            "INSERT INTO edits (annotator, action, created, state, detail) VALUES (?, ?, ?, 'recorded', ?)",
            [self.annotator, action, now(), json.dumps(detail, ensure_ascii=False)],
        )
