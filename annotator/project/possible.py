"""What models hold for possible in a document, by what the scheme calls it now."""

import re
from collections.abc import Iterable, Iterator

from annotator.model.annotation import Ref, strictly_within
from annotator.model.article import ArticleSpan, ArticleState
from annotator.model.document import DocumentId
from annotator.model.folding import canonical
from annotator.model.memory import REJECTED
from annotator.model.possible import (
    LEAST_READING,
    POSSIBLE_SHOWN,
    Possibility,
    PossibleRelation,
    PossibleSpan,
    extents_of,
    readings,
    readings_of_words,
    relations,
)
from annotator.project.scheme import SchemeEdits
from annotator.store import possibilities
from annotator.store.annotations import RELATION_PREFIX
from annotator.store.database import Row

MOST_WORDS = 8
"""Words of a string that is looked up in the memory at words in focus: longer ones hardly ever come again."""
_WORD_END = re.compile(r"\w(?!\w)")


class Possible(SchemeEdits):
    """Queries about what is not suggested. None of it is counted or decided about; a few rows are read each time."""

    def possible(self, document: DocumentId, ref: Ref) -> list[PossibleSpan | PossibleRelation]:
        """What is listed at a span, in the order of its keys: other readings of it, its relations, unlikely readings; of a
        relation, what its head may be related to besides.

        Raises AnnotationError where there is no such document.
        """
        relation = self.article(document).relation(ref)
        found = self.possible_readings(document, ref)
        related = self.possible_relations(document, ref if relation is None else relation.head)
        likely: list[PossibleSpan | PossibleRelation] = [one for one in found if not one.unlikely]
        return [*likely, *related, *found[len(likely) :]][:POSSIBLE_SHOWN]

    def possible_relations(self, document: DocumentId, ref: Ref) -> list[PossibleRelation]:
        """Relations of a span that a model holds for less likely than what it suggests, the likeliest first; suggestions that
        are below their label's threshold come before them.

        Raises AnnotationError where there is no such document.
        """
        state = self.article(document)
        rows = possibilities.relations_at(self._store, document, extents_of(state, ref))
        named = list(self._named(rows))
        if any(kind == "relation" for kind, _ in self.judgement.thresholds):
            hidden = possibilities.undecided_relations(self._store, document, self.annotator)
            named = [*((row, row["label"]) for row in hidden), *named]
        held = (
            Possibility((row["start"], row["end"]), (row["child_start"], row["child_end"]), label, row["score"])
            for row, label in named
        )
        return relations(state, self.scheme, ref, held)

    def possible_readings(self, document: DocumentId, ref: Ref) -> list[PossibleSpan]:
        """Other readings of a span, the likeliest first: a model's, what the string memory believes of words in it or
        around it, and suggestions that this contradicts or that are below their label's threshold.

        Raises AnnotationError where there is no such document.
        """
        state = self.article(document)
        span = state.span(ref)
        if span is None:
            return []
        held = [one for one in self._held_for_possible(state, (span.start, span.end)) if one.score >= LEAST_READING]
        held += self._remembered_at(state, span)
        for one, decision in state.proposed((span.start, span.end)):
            if decision is None and one.score is not None and (one.active or one.silenced):
                held.append(PossibleSpan(one.start, one.end, one.label, one.score))
        return readings(state, ref, held)

    def possible_at(
        self, document: DocumentId, start: int, end: int, phrases: Iterable[tuple[int, int]] = ()
    ) -> list[PossibleSpan]:
        """The spans that are possible at the words [start, end), where nothing is suggested, the likeliest first: a model's,
        and strings from there on that were decided about without the decisions agreeing. Then those of the `phrases` that
        begin as strings did which were decided about.

        `add_span` adds one. Raises AnnotationError where there is no such document.
        """
        state = self.article(document)
        held = self._held_for_possible(state, (start, end))
        held += self._counted_from(state, start)
        return readings_of_words(state, (start, end), held, self._begun_alike(state, phrases))

    def _begun_alike(self, state: ArticleState, phrases: Iterable[tuple[int, int]]) -> list[PossibleSpan]:
        """Phrases with what strings of the same first word were found to be, each with the share of such decisions."""
        if not self._memory.speaks(state):
            return []
        text, index = state.document.text, self._memory.index
        return [
            PossibleSpan(start, end, label, share)
            for start, end in phrases
            for label, share in index.shares_beginning(canonical(text[start:end])).items()
        ]

    def _counted_from(self, state: ArticleState, start: int) -> list[PossibleSpan]:
        """What strings that begin there were found to be elsewhere, each with the share of such decisions."""
        if not self._memory.speaks(state):
            return []
        text, index = state.document.text, self._memory.index
        found: list[PossibleSpan] = []
        for match, _ in zip(_WORD_END.finditer(text, start), range(MOST_WORDS), strict=False):
            counts = index.counts.get(canonical(text[start : match.end()]), {})
            total = sum(counts.values())
            found += [
                PossibleSpan(start, match.end(), label, n / total)
                for label, n in counts.items()
                if n > 0 and label != REJECTED
            ]
        return found

    def _held_for_possible(self, state: ArticleState, extent: tuple[int, int]) -> list[PossibleSpan]:
        rows = possibilities.spans_near(self._store, state.document.id, *extent)
        return [PossibleSpan(row["start"], row["end"], label, row["score"]) for row, label in self._named(rows)]

    def _remembered_at(self, state: ArticleState, span: ArticleSpan) -> list[PossibleSpan]:
        """What the memory believes there; a surname in a name is no reading of it."""
        if not self._memory.speaks(state):
            return []
        return [
            PossibleSpan(match.start, match.end, match.belief.label, match.belief.score)
            for match in self._memory.matches_in(state, (span.start, span.end))
            if match.belief.label != REJECTED
            and not (match.belief.label == span.label and strictly_within(match.start, match.end, span.start, span.end))
        ]

    def _named(self, rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
        """Rows with the scheme's label, by the mapping or by what it would be guessed; without those it has no place for."""
        mappings: dict[str, dict[str, str]] = {}
        known: dict[tuple[str, str], str] = {}
        for row in rows:
            joins = row["child_start"] is not None
            raw = (RELATION_PREFIX if joins else "") + row["raw_label"]
            name = (row["pipeline"], raw)
            if name not in known:
                if row["pipeline"] not in mappings:
                    mappings[row["pipeline"]] = self.label_mapping(row["pipeline"])
                label = mappings[row["pipeline"]].get(raw)
                there = self.scheme.relation_label if joins else self.scheme.label
                known[name] = (self._guess(raw) or "") if label is None or (label and there(label) is None) else label
            if known[name]:
                yield row, known[name]
