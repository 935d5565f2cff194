"""Training documents as spaCy examples, no span lost, long ones in pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.model.training import RejectedSpan, TrainingDocument, TrainingRelation, TrainingSpan
from annotator.nlp.docbin import entity_extents, training_doc
from annotator.nlp.pieces import PIECE, clean, pieces
from annotator.nlp.training.base import NER, RELATIONS, Learner


@dataclass(slots=True)
class Lesson:
    """One document to learn from."""

    document: TrainingDocument
    learner: Learner
    """Whose vocabulary the Docs are of."""
    references: list[Any]
    """Docs, one a piece, as they should be."""
    inputs: list[Any] = field(default_factory=list)
    """Docs of the same tokens, with nothing annotated."""
    _examples: list[Any] = field(default_factory=list)

    @property
    def examples(self) -> list[Any]:
        """Inputs with their references as spaCy learns them; made once, for it keeps how the two are aligned."""
        from spacy.training import Example

        if not self._examples:
            self._examples = [Example(bare, doc) for bare, doc in zip(self.inputs, self.references, strict=True)]
        return self._examples


def lesson(document: TrainingDocument, learner: Learner) -> Lesson:
    """The document to learn from, with what the base says of labels that the project does not annotate.

    Raises AnnotationError where spaCy cannot hold the text or an extent lies outside it.
    """
    known = set(learner.labels)
    docs = (training_doc(_only(part, known), learner.nlp.tokenizer) for part in parts(document))
    references = [doc for doc in docs if len(doc)]
    return Lesson(document, learner, references, [_bare(doc) for doc in references])


def keep_labels(lesson: Lesson, base: Learner, kept: Iterable[str]) -> None:
    """Add the base's entities of those labels where they touch nothing that was decided, so that they are not unlearned."""
    from spacy.tokens import Span

    wanted = frozenset(kept)
    if not wanted or not lesson.inputs:
        return
    for doc, found in zip(lesson.references, entities(base, lesson.inputs), strict=True):
        taken = {index for entity in doc.ents for index in range(entity.start, entity.end)}
        for refused in doc.spans.get("rejected", ()):
            taken.update(range(refused.start, refused.end))
        left_out = doc.user_data["left_out"]
        taken.update(token.i for token in doc if any(start <= token.idx < end for start, end in left_out))
        added = [
            Span(doc, start, end, label=label)
            for start, end, label, _ in found
            if label in wanted and taken.isdisjoint(range(start, end))
        ]
        if added:
            doc.set_ents(added, default="unmodified")


def entities(learner: Learner, docs: Sequence[Any]) -> list[list[Any]]:
    """What the learner's `ner` finds in Docs without entities, with scores; the Docs are left as they are."""
    from annotator.nlp.confidence import scored_entities

    for name, part in learner.nlp.pipeline:
        if name not in (NER, RELATIONS, *learner.frozen):
            docs = list(part.pipe(docs, batch_size=len(docs)))
    return scored_entities(learner.ner, docs)


def parts(document: TrainingDocument, *, limit: int = PIECE) -> list[TrainingDocument]:
    """The document, cut as suggesting cuts it where it is long; a border that a span crosses is left out.

    Relations between parts are left out: nothing reads them together.
    """
    text = clean(document.text)
    if len(text) <= limit:
        return [replace(document, text=text)]
    extents = [(span.start, span.end) for span in document.spans]
    extents += [(span.start, span.end) for span in document.rejected]
    borders = [offset for offset, _ in pieces(text, limit=limit)]
    free = [border for border in borders if not any(start < border < end for start, end in extents)]
    return [_part(document, text, start, end) for start, end in zip(free, [*free[1:], len(text)], strict=True)]


def gold_spans(document: TrainingDocument) -> set[tuple[tuple[int, int], str]]:
    """What a model is scored against: the spans that `ner` can find at once, the longest of those that overlap."""
    return {(extent, document.spans[index].label) for index, extent in entity_extents(document, "outer").items()}


def _part(document: TrainingDocument, text: str, start: int, end: int) -> TrainingDocument:
    inside = [place for place, span in enumerate(document.spans) if start <= span.start and span.end <= end]
    places = {place: at for at, place in enumerate(inside)}
    spans = (document.spans[place] for place in inside)
    return replace(
        document,
        text=text[start:end],
        spans=tuple(TrainingSpan(span.id, span.start - start, span.end - start, span.label) for span in spans),
        relations=tuple(
            TrainingRelation(places[relation.head], places[relation.child], relation.label)
            for relation in document.relations
            if relation.head in places and relation.child in places
        ),
        rejected=tuple(
            RejectedSpan(span.start - start, span.end - start, span.label)
            for span in document.rejected
            if start <= span.start and span.end <= end
        ),
        rejected_relations=(),
        left_out=tuple(
            (max(first, start) - start, min(last, end) - start)
            for first, last in document.left_out
            if first < end and last > start
        ),
    )


def _only(document: TrainingDocument, labels: set[str]) -> TrainingDocument:
    """Without spans of labels that the component does not know (a label that left the scheme)."""
    if all(span.label in labels for span in document.spans):
        return document
    spans = tuple(span for span in document.spans if span.label in labels)
    return replace(document, spans=spans, relations=())


def _bare(doc: Any) -> Any:
    # A copy, not a Doc made of words: the tokenizer's norms would be missing, and suggesting has them.
    bare = doc.copy()
    bare.set_ents([], missing=[bare[:]] if len(bare) else [], default="missing")
    for key in list(bare.spans):
        del bare.spans[key]
    bare.user_data.clear()
    return bare
