"""What models hold for possible in a document, by what the scheme calls it now."""

from annotator.model.annotation import Ref, strictly_within
from annotator.model.article import ArticleSpan, ArticleState
from annotator.model.document import DocumentId
from annotator.model.memory import REJECTED
from annotator.model.possible import (
    POSSIBLE_SHOWN,
    Possibilities,
    Possibility,
    PossibleRelation,
    PossibleSpan,
    readings,
)
from annotator.project.scheme import SchemeEdits
from annotator.store import possibilities
from annotator.store.annotations import RELATION_PREFIX


class Possible(SchemeEdits):
    """Queries about what is not suggested. None of it is counted or decided about."""

    def possible(self, document: DocumentId, ref: Ref) -> list[PossibleSpan | PossibleRelation]:
        """What is listed at a span, in the order of its keys: other readings of it, then its relations.

        Raises AnnotationError where there is no such document.
        """
        found: list[PossibleSpan | PossibleRelation] = [*self.possible_readings(document, ref)]
        return [*found, *self.possible_relations(document, ref)][:POSSIBLE_SHOWN]

    def possible_relations(self, document: DocumentId, ref: Ref) -> list[PossibleRelation]:
        """Relations of a span that a model holds for less likely than what it suggests, the likeliest first.

        Raises AnnotationError where there is no such document.
        """
        state = self.article(document)
        return self._held(document).relations(state, self.scheme, ref)

    def possible_readings(self, document: DocumentId, ref: Ref) -> list[PossibleSpan]:
        """Other readings of a span, the likeliest first: a model's, what the string memory believes of words in it or
        around it, and what that has contradicted.

        Raises AnnotationError where there is no such document.
        """
        state = self.article(document)
        span = state.span(ref)
        if span is None:
            return []
        held = [*self._held(document).spans, *self._remembered_at(state, span)]
        for one, decision in state.proposed((span.start, span.end)):
            if one.silenced and decision is None and one.score is not None:
                held.append(PossibleSpan(one.start, one.end, one.label, one.score))
        return readings(state, ref, held)

    def _remembered_at(self, state: ArticleState, span: ArticleSpan) -> list[PossibleSpan]:
        """What the memory believes there; a surname in a name is no reading of it."""
        if not self._memory.speaks(state):
            return []
        return [
            PossibleSpan(match.start, match.end, match.belief.label, match.belief.score)
            for match in self._memory.scanned(state).overlapping(span.start, span.end)
            if match.belief.label not in (REJECTED, span.label)
            or (match.belief.label and not strictly_within(match.start, match.end, span.start, span.end))
        ]

    def _held(self, document: DocumentId) -> Possibilities:
        known = self._possible.get(document)
        if known is None:
            known = self._possible[document] = self._read_possible(document)
        return known

    def _read_possible(self, document: DocumentId) -> Possibilities:
        mappings: dict[str, dict[str, str]] = {}
        spans: list[PossibleSpan] = []
        relations: list[Possibility] = []
        for row in possibilities.read(self._store, document):
            joins = row["child_start"] is not None
            raw = (RELATION_PREFIX if joins else "") + row["raw_label"]
            mapping = mappings.setdefault(row["pipeline"], self.label_mapping(row["pipeline"]))
            label = mapping[raw] if raw in mapping else self._guess(raw)
            if label and joins:
                extents = (row["start"], row["end"]), (row["child_start"], row["child_end"])
                relations.append(Possibility(*extents, label, row["score"]))
            elif label and self.scheme.label(label) is not None:
                spans.append(PossibleSpan(row["start"], row["end"], label, row["score"]))
        return Possibilities(spans, relations)
