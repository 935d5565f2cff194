"""The simulated analyst: brings an article to what the gold says, by the project's own actions, and counts them."""

from collections.abc import Callable

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED, ArticleState
from annotator.model.document import DocumentId
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError
from annotator.model.possible import PossibleRelation, PossibleSpan
from annotator.model.tokens import ArticleTokens
from annotator.model.units import phrases_from
from annotator.project import Project
from annotator.simulation.costs import Tally, Way
from annotator.simulation.gold import GoldDocument, GoldSpan
from annotator.simulation.planning import SpanPlan, Step, named
from annotator.simulation.relating import Likely, RelationPlan

Notice = Callable[[DocumentId], object]


class Analyst:
    """Works in one project in one way.

    `looked` is called whenever the article is to be brought up to date: when it is opened and after each action, as the
    window does for the string memory. `again` asks for new suggestions for the article, where there are any to be had.
    With `guessed`, the window takes a relation's label without asking where it is likely enough. `check` is called before
    each action, and may raise to stop in the middle of an article.
    """

    def __init__(
        self,
        project: Project,
        way: Way,
        *,
        looked: Notice | None = None,
        again: Notice | None = None,
        guessed: bool = False,
        check: Callable[[], object] | None = None,
    ) -> None:
        self._project = project
        self._way = way
        self._looked = looked
        self._again = again
        self._likely = project.likely_relation if guessed and way.costs.likely else None
        self._check = check

    def _work(self, document: DocumentId, gold: GoldDocument) -> "_Work":
        work = _Work(self._project, self._way, document, gold, self._looked, self._likely, self._check)
        work.all(self._again)
        return work

    def work(self, document: DocumentId, gold: GoldDocument) -> Tally:
        """Do the whole article; what is in the project then equals the gold, or AnnotationError names the document."""
        return self._work(document, gold).tally

    def rehearse(self, document: DocumentId, gold: GoldDocument) -> Tally:
        """`work`, and every action undone again; not where it raises, for the project is of no more use then."""
        work = self._work(document, gold)
        for _ in range(work.edits):
            self._project.undo()
        return work.tally


class _Work:
    """One article under way."""

    def __init__(
        self,
        project: Project,
        way: Way,
        document: DocumentId,
        gold: GoldDocument,
        looked: Notice | None,
        likely: Likely | None,
        check: Callable[[], object] | None,
    ) -> None:
        self.tally = Tally()
        self.edits = 0
        """Actions that changed something: steps to undo."""
        self._project = project
        self._way = way
        self._document = document
        self._gold = gold
        self._looked = looked
        self._likely = likely
        self._check = check
        self._tokens = ArticleTokens(gold.text)
        self._left = 0
        self._look()
        self._left = 50 + 20 * (len(gold.spans) + len(gold.relations) + self._state.pending_count)

    @property
    def _state(self) -> ArticleState:
        return self._project.article(self._document)

    def all(self, again: Notice | None) -> None:
        """From opening the article to marking it done."""
        self.settle_spans()
        if self._gold.relations or self._state.relations():
            self.settle_relations(again)
        self.finish()

    def settle_spans(self) -> None:
        """Put all spans right; what is suggested and right may still be pending, with all relations."""
        while (step := self._plan().mending(everything=False)) is not None:
            self._do(step)

    def settle_relations(self, again: Notice | None) -> None:
        """Put all relations right, once the spans are; asks for new suggestions where spans were added by hand."""
        self._mend_relations()
        if again is not None and self._mended and self._relation_plan().missing:
            self._accept_rest()
            self._add_spans()
            again(self._document)
            self.tally.add("suggest_again", self._way.costs.again)
            self._look()
            self.settle_spans()
            self._mend_relations()

    def finish(self) -> None:
        """Accept what is left, add what is missing, mark the article done."""
        self._accept_rest()
        self._add_spans()
        source: GoldSpan | None = None
        while (found := self._relation_plan().adding(source)) is not None:
            step, source = found
            self._do(step)
        self._require_gold()
        self._done(self._project.set_state(self._document, "done"))
        self.tally.add("next", self._way.costs.next)

    @property
    def _mended(self) -> bool:
        return any(kind in self.tally.counts for kind in ("add", "boundary", "relabel", "same", "take"))

    def _plan(self) -> SpanPlan:
        return SpanPlan(self._state, self._gold, self._way, self._tokens, self._readings, self._readings_at)

    def _readings(self, ref: Ref) -> list[PossibleSpan]:
        return self._project.possible_readings(self._document, ref)

    def _readings_at(self, start: int, end: int) -> list[PossibleSpan]:
        return self._project.possible_at(self._document, start, end, phrases_from(self._tokens, start, end))

    def _relation_plan(self) -> RelationPlan:
        return RelationPlan(self._state, self._gold, self._way, self._project.scheme, self._likely, self._possible)

    def _possible(self, ref: Ref) -> list[PossibleSpan | PossibleRelation]:
        return self._project.possible(self._document, ref)

    def _mend_relations(self) -> None:
        while (step := self._relation_plan().mending()) is not None:
            self._do(step)

    def _accept_rest(self) -> None:
        """Confirm what is pending in one key; a single thing is accepted by its own."""
        price = self._way.costs.accept_rest
        if price is None or not self._state.pending_count:
            return
        self._require_progress()
        self._done(self._project.accept_all(self._document))
        self.tally.add("accept_rest", price)
        self._look()

    def _add_spans(self) -> None:
        """What is missing after all: spans that had to wait until a right suggestion was confirmed."""
        while (step := self._plan().mending(everything=True)) is not None:
            self._do(step)
        if self._way.costs.accept_rest is not None and self._plan().good:
            self._accept_rest()

    def _do(self, step: Step) -> None:
        self._require_progress()
        self._done(self._act(step))
        self.tally.add(step.kind, step.cost, step.label)
        self._look()

    def _act(self, step: Step) -> Edit:
        project, document, ref = self._project, self._document, step.ref
        match step.kind:
            case "accept" | "accept_relation" if ref is not None:
                return project.accept(document, ref)
            case "reject" | "reject_relation" if ref is not None:
                return project.reject(document, ref)
            case "relabel" | "relabel_relation" if ref is not None:
                return project.relabel(document, ref, step.label)
            case "boundary" if ref is not None and step.span is not None:
                return self._move(ref, step.span, step.relabelling)
            case "take" if ref is not None and step.span is not None:
                return project.take_reading(document, ref, *step.span)
            case "add" | "take" if step.span is not None:
                return project.add_span(document, *step.span)
            case "same" if ref is not None and step.decision:
                return project.apply_to_same(document, ref, step.decision)
            case "accept_relations" if ref is not None:
                return project.accept_relations(document, ref)
            case "reject_relations" if ref is not None:
                return project.reject_relations(document, ref)
            case "reject_rest":
                return project.reject_all(document)
            case "reverse_relation" if ref is not None:
                return project.reverse_relation(document, ref)
            case "add_relation" if step.relation is not None:
                head, child = (self._ref(span) for span in (step.relation.head, step.relation.child))
                return project.add_relation(document, head, child, step.relation.label)
            case "take_relation" if step.relation is not None:
                head, child = (self._ref(span) for span in (step.relation.head, step.relation.child))
                return project.take_relation(document, head, child, step.relation.label)
            case _:
                raise AssertionError(step)

    def _move(self, ref: Ref, span: GoldSpan, relabelling: float) -> Edit:
        before = self._state.span(ref)
        assert before is not None
        if relabelling:
            self._done(self._project.relabel(self._document, ref, span.label))
            self.tally.add("relabel", relabelling, span.label)
            placed = self._state.resolve((before.start, before.end), (span.label,))
            assert placed is not None
            ref = placed
        return self._project.set_boundaries(self._document, ref, span.start, span.end)

    def _ref(self, span: GoldSpan) -> Ref:
        return next(item.ref for item in self._state.spans_in(*span[:2]) if named(item) == span)

    def _done(self, edit: Edit) -> None:
        self.edits += bool(edit.changes)

    def _look(self) -> None:
        if self._looked is not None:
            self._looked(self._document)

    def _require_progress(self) -> None:
        if self._check is not None:
            self._check()
        self._left -= 1
        if self._left < 0:
            raise AnnotationError(f"the analyst does not come to an end in {self._gold.key}")

    def _require_gold(self) -> None:
        spans = {named(item) for item in self._state.spans(CONFIRMED)}
        if wrong := sorted(spans ^ self._gold.spans):
            self._differs("the span", tuple(wrong[0]))
        relations = frozenset(self._relation_plan().confirmed)
        if others := sorted(relations ^ self._gold.relations):
            self._differs("the relation", tuple(others[0]))

    def _differs(self, what: str, first: tuple[object, ...]) -> None:
        raise AnnotationError(f"{self._gold.key} differs from the gold after all was done: {what} {first}")
