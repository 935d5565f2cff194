"""Accepting what is sure enough in one step, in an article or in the whole corpus."""

from collections.abc import Iterator, Sequence

from annotator.model.article import ArticleRelation, ArticleSpan, ArticleState
from annotator.model.calibration import Kind
from annotator.model.document import DocumentId
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError
from annotator.model.steps import Step, Steps, finished
from annotator.model.suggestion import RunId
from annotator.project.core import ProjectCore
from annotator.project.writer import Writer
from annotator.store import annotations
from annotator.store import calibration as stored
from annotator.store.history import Transaction

DOCUMENTS_A_LOOK = 50
"""Documents whose suggestions are looked at before others have their turn: some three milliseconds."""
LEAST_SURE = 0.5
"""Below it, more of what is accepted in one step would be wrong than right."""


class Sure(ProjectCore):
    """Actions on everything at or above a confidence."""

    def accept_above(self, confidence: float, document: DocumentId | None = None) -> Edit:
        """Confirm every pending suggestion of at least that confidence, in an article or in all, in one step.

        Of two that cross, the one read first; a relation only where both its ends are confirmed. Articles that are done
        or skipped are left alone. Raises AnnotationError for a confidence outside [LEAST_SURE, 1), for an article that is
        done or skipped, and where there is nothing to accept.
        """
        if document is None:
            return finished(self.accept_above_in_steps(confidence))
        _require_sure(confidence)
        state = self.article(document)
        if state.review.state in ("done", "skipped"):
            raise AnnotationError("the article is done or skipped; open it again to accept something in it")
        with self._edit("accept_above", document) as transaction:
            if not self._accept_above(transaction, state, confidence):
                raise AnnotationError(_nothing_above(confidence))
        return self._edited()

    def accept_above_in_steps(self, confidence: float) -> Steps[Edit]:
        """`accept_above` in all documents, one at a time."""
        _require_sure(confidence)
        documents = yield from self.documents_above_in_steps(confidence)

        def parts(transaction: Transaction) -> Iterator[Step]:
            accepted = 0
            for number, document in enumerate(documents, 1):
                if here := self._accept_above(transaction, self._taken_up(document), confidence):
                    self._begin_review(transaction, document)
                    accepted += here
                yield Step(number, len(documents))
            if not accepted:
                raise AnnotationError(_nothing_above(confidence))

        return (yield from self._edit_in_steps("accept_above", parts))

    def _accept_above(self, transaction: Transaction, state: ArticleState, confidence: float) -> int:
        writer = Writer(transaction, state, self.annotator)
        items = [state.get(ref) for ref in state.pending()]
        sure = [item for item in items if item is not None and (item.confidence or 0.0) >= confidence]
        for item in sure:
            if isinstance(item, ArticleSpan):
                writer.confirm_unless_replaced(item)
        for item in sure:
            if isinstance(item, ArticleRelation):
                writer.confirm_relation_unless_orphaned(item)
        return len(sure)

    def documents_above_in_steps(self, confidence: float) -> Steps[list[DocumentId]]:
        """The documents, neither done nor skipped, in which a suggestion of at least that confidence may be pending.

        They are looked for some at a time: a quarter of a million suggestions take half a second.
        """
        bars: dict[tuple[int, str, int], float] = {}
        found: dict[DocumentId, None] = {}
        last = stored.last_document(self._store)
        for at in range(1, last + 1, DOCUMENTS_A_LOOK):
            if at > 1:
                yield Step(0, 0)
            rows = stored.pending_scores(self._store, self.annotator, at, at + DOCUMENTS_A_LOOK - 1)
            for document, run, label, relation, score in rows:
                bar = bars.get((run, label, relation))
                if bar is None:
                    bar = bars[run, label, relation] = self._least_score(run, label, relation, confidence)
                if score >= bar:
                    found[document] = None
        return list(found)

    def _least_score(self, run: int, label: str, relation: int, confidence: float) -> float:
        kind: Kind = "relation" if relation else "span"
        family = self._family(RunId(run))
        return self.judgement.calibration.least_score(kind, family, label, confidence) - 1e-9

    def count_above(self, confidence: float, documents: Sequence[DocumentId]) -> tuple[int, int]:
        """How many suggestions `accept_above` would find in those documents, and in how many of them.

        Half a millisecond a document: ask for a few at a time.
        """
        _require_sure(confidence)
        count = articles = 0
        for document in documents:
            state = self._states.get(document) or self._read(document)
            items = [state.get(ref) for ref in state.pending()]
            found = sum(item is not None and (item.confidence or 0.0) >= confidence for item in items)
            count += found
            articles += bool(found)
        return count, articles

    def _read(self, document: DocumentId) -> ArticleState:
        state = annotations.article_state(self._store, document, self.annotator, self._legal, self.judgement)
        if state is None:
            raise AnnotationError(f"there is no document {document} in {self.path.name}")
        return state


def _nothing_above(confidence: float) -> str:
    return f"no suggestion here has a confidence of {confidence:.0%} or more"


def _require_sure(confidence: float) -> None:
    if not LEAST_SURE <= confidence < 1:
        raise AnnotationError(f"a confidence to accept above must be from {LEAST_SURE:.0%} to below 100%")
