"""What an analyst who knows the answer does next about the relations of an article, once its spans are right."""

from collections import Counter
from collections.abc import Callable, Sequence

from annotator.model.annotation import Ref
from annotator.model.article import CONFIRMED, PENDING, ArticleRelation, ArticleState
from annotator.model.label_scheme import LabelScheme
from annotator.model.likely_relations import Joining
from annotator.model.possible import PossibleRelation, PossibleSpan
from annotator.simulation.costs import ActionKind, Way
from annotator.simulation.deciding import Move, Waiting, cheapest
from annotator.simulation.gold import GoldDocument, GoldRelation, GoldSpan
from annotator.simulation.planning import Step, named

Likely = Callable[[Sequence[Joining]], Joining | None]
Possible = Callable[[Ref], Sequence[PossibleSpan | PossibleRelation]]


class RelationPlan:
    """The relations of one article on screen, held against the gold; to be asked once its spans are right.

    `likely` says which of some ways to join two spans the window takes without asking; None where it always asks.
    `possible` lists what may be taken in one key at a span.
    """

    def __init__(
        self,
        state: ArticleState,
        gold: GoldDocument,
        way: Way,
        scheme: LabelScheme,
        likely: Likely | None = None,
        possible: Possible | None = None,
    ) -> None:
        self._state = state
        self._costs = way.costs
        self._way = way
        self._scheme = scheme
        self._wanted = gold.relations
        self._likely = likely
        self._possible = possible if way.costs.possible is not None else None
        self.confirmed = {self._named(item): item for item in state.relations(CONFIRMED)}
        self.pending = [(self._named(item), item) for item in state.relations(PENDING)]

    @property
    def missing(self) -> list[GoldRelation]:
        """Relations of the gold that are neither confirmed nor suggested, in reading order."""
        there = {*self.confirmed, *(relation for relation, _ in self.pending)}
        return sorted(self._wanted - there, key=lambda relation: (max(relation.head, relation.child), relation))

    def mending(self) -> Step | None:
        """The next step about a suggested or a wrong relation; None where all that is suggested is right, and may be
        accepted in one key.

        What a key corrects is corrected; the others are accepted and rejected by the cheapest of the keys that the way has.
        """
        for relation, item in self.confirmed.items():
            if relation not in self._wanted:
                return Step("reject_relation", self._costs.reject, item.label, ref=item.ref)
        for relation, item in self.pending:
            if relation not in self._wanted and (step := self._mend(item)).kind != "reject_relation":
                return step
        moves = cheapest(
            [Waiting((item.head, item.child), relation in self._wanted) for relation, item in self.pending],
            self._costs,
            rest=self._rest(),
        )
        return self._step(moves[0]) if moves else None

    def _rest(self) -> list[bool]:
        """Which keys for all that waits there are: to reject them is none where spans wait, which are right."""
        keys = {True: self._costs.accept_rest, False: self._costs.reject_rest}
        return [
            accept for accept, price in keys.items() if price is not None and (accept or not self._state.spans(PENDING))
        ]

    def _step(self, move: Move[Ref]) -> Step | None:
        if move.one is not None:
            relation, item = self.pending[move.one]
            kind: ActionKind = "accept_relation" if move.accept else "reject_relation"
            return Step(kind, move.cost, item.label, ref=item.ref, relation=relation if move.accept else None)
        if move.span is not None:
            return Step("accept_relations" if move.accept else "reject_relations", move.cost, ref=move.span)
        # what is right is accepted with all the rest, spans too, once there is nothing to mend
        return None if move.accept else Step("reject_rest", move.cost)

    def adding(self, source: GoldSpan | None = None) -> tuple[Step, GoldSpan | None] | None:
        """The next relation to add by hand, None where all are there or suggested; and the span that the next one may go on from.

        `source` is the span whose badges are still there from the relation before; without it R is pressed on the span that
        has most relations left.
        """
        missing = self.missing
        if not missing:
            return None
        if taking := self._taking(missing):
            return taking, None
        left = [relation for relation in missing if source in (relation.head, relation.child)]
        if not self._costs.chained or not left:
            ends = Counter(end for relation in missing for end in (relation.head, relation.child))
            source = max(ends, key=ends.__getitem__)  # of equals the first
            left = [relation for relation in missing if source in (relation.head, relation.child)]
            cost = self._costs.relation
        else:
            cost = self._costs.relation - 1
        relation = left[0] if self._costs.chained else missing[0]
        asked, guessed = self._label_key(relation)
        step = Step("add_relation", cost + self._costs.relation_label * asked, relation.label, relation=relation)
        # a label that was taken without asking, and is wrong, is corrected before anything else
        return step, source if self._costs.chained and not (asked and guessed) else None

    def _taking(self, missing: Sequence[GoldRelation]) -> Step | None:
        """The first missing relation that is listed as possible at one of its ends, among those that have a key."""
        if self._possible is None or self._costs.possible is None:
            return None
        spans = {named(span): span.ref for span in self._state.spans(CONFIRMED)}
        listed: dict[Ref, list[GoldRelation]] = {}
        for relation in missing:
            for end in (relation.head, relation.child):
                if (ref := spans.get(end)) is None:
                    continue
                if ref not in listed:
                    listed[ref] = [
                        self._triple(one) for one in self._possible(ref) if isinstance(one, PossibleRelation)
                    ]
                if relation in listed[ref]:
                    return Step("take_relation", self._costs.possible, relation.label, relation=relation)
        return None

    def _triple(self, one: PossibleRelation) -> GoldRelation:
        head, child = self._state.span(one.head), self._state.span(one.child)
        assert head is not None
        assert child is not None
        return self._relation(named(head), named(child), one.label)

    def _label_key(self, relation: GoldRelation) -> tuple[bool, bool]:
        """Whether the label takes a key of its own, and whether one was taken without asking."""
        head, child = relation.head, relation.child
        options = self._joinings(head, child)
        options += [one for one in self._joinings(child, head) if one.label not in {other.label for other in options}]
        if len(options) < 2:
            return False, False
        guess = None if self._likely is None else self._likely(options)
        return guess != Joining(head.label, child.label, relation.label), guess is not None

    def _joinings(self, head: GoldSpan, child: GoldSpan) -> list[Joining]:
        return [
            Joining(head.label, child.label, label.name)
            for label in self._scheme.legal_relations(head.label, child.label)
            if self._relation(head, child, label.name) not in self.confirmed
        ]

    def _mend(self, item: ArticleRelation) -> Step:
        """What to do about a wrong suggestion: turn it round, give it another label, or reject it."""
        head, child = self._ends(item)
        missing = self.missing
        if (turned := self._relation(child, head, item.label)) in missing:
            return Step("reverse_relation", self._costs.reverse, item.label, ref=item.ref, relation=turned)
        if self._costs.relabel < self._costs.reject + self._costs.relation:
            for other in missing:
                if other == self._relation(head, child, other.label):
                    return Step("relabel_relation", self._costs.relabel, other.label, ref=item.ref, relation=other)
        return Step("reject_relation", self._costs.reject, item.label, ref=item.ref)

    def _named(self, item: ArticleRelation) -> GoldRelation:
        return self._relation(*self._ends(item), item.label)

    def _ends(self, item: ArticleRelation) -> tuple[GoldSpan, GoldSpan]:
        head, child = self._state.span(item.head), self._state.span(item.child)
        assert head is not None
        assert child is not None
        return named(head), named(child)

    def _relation(self, head: GoldSpan, child: GoldSpan, name: str) -> GoldRelation:
        """The relation as the gold writes it: of a symmetric one, the end that is read first is the head."""
        label = self._scheme.relation_label(name)
        if label is not None and label.symmetric and child < head:
            head, child = child, head
        return GoldRelation(head, child, name)
