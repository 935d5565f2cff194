"""What an analyst who knows the answer does next about the relations of an article, once its spans are right."""

from annotator.model.article import CONFIRMED, PENDING, ArticleRelation, ArticleState
from annotator.model.label_scheme import LabelScheme
from annotator.simulation.costs import Way
from annotator.simulation.gold import GoldDocument, GoldRelation, GoldSpan
from annotator.simulation.planning import Step, named


class RelationPlan:
    """The relations of one article on screen, held against the gold; to be asked once its spans are right."""

    def __init__(self, state: ArticleState, gold: GoldDocument, way: Way, scheme: LabelScheme) -> None:
        self._state = state
        self._costs = way.costs
        self._way = way
        self._scheme = scheme
        self._wanted = gold.relations
        self.confirmed = {self._named(item): item for item in state.relations(CONFIRMED)}
        self.pending = [(self._named(item), item) for item in state.relations(PENDING)]

    @property
    def missing(self) -> list[GoldRelation]:
        """Relations of the gold that are neither confirmed nor suggested, in reading order."""
        there = {*self.confirmed, *(relation for relation, _ in self.pending)}
        return sorted(self._wanted - there, key=lambda relation: (max(relation.head, relation.child), relation))

    def mending(self) -> Step | None:
        """The next step about a suggested or a wrong relation; None where all that is suggested is right."""
        for relation, item in self.confirmed.items():
            if relation not in self._wanted:
                return Step("reject_relation", self._costs.reject, item.label, ref=item.ref)
        for relation, item in self.pending:
            if relation not in self._wanted:
                return self._mend(item)
            if self._way.one_by_one:
                return Step("accept_relation", self._costs.accept, item.label, ref=item.ref, relation=relation)
        return None

    def adding(self) -> Step | None:
        """The next relation to add by hand; None where all are there or suggested."""
        for relation in self.missing:
            labels = self._scheme.legal_relations(relation.head.label, relation.child.label)
            cost = self._costs.relation + (self._costs.relation_label if len(labels) > 1 else 0.0)
            return Step("add_relation", cost, relation.label, relation=relation)
        return None

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
