"""A model's scores on held-back documents, and how sure it was where it was right and wrong."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from annotator.model.scores import Scores, score_sets
from annotator.model.training import TrainingDocument
from annotator.model.zones import lies_in
from annotator.nlp.alignment import trimmed
from annotator.nlp.training.base import Learner
from annotator.nlp.training.examples import entities, gold_spans, parts
from annotator.nlp.training.protocol import Confidence

BATCH = 8

Place = tuple[int, tuple[int, int]]
"""A document's id and an extent in it."""
Ends = tuple[int, tuple[int, int], tuple[int, int]]
"""A document's id and the extents of a relation's head and child."""


@dataclass(slots=True)
class Found:
    """What a model found on some documents, beside what is there."""

    gold: set[tuple[Place, str]] = field(default_factory=set)
    spans: dict[tuple[Place, str], float | None] = field(default_factory=dict)
    gold_relations: set[tuple[Ends, str]] = field(default_factory=set)
    relations: dict[tuple[Ends, str], float | None] = field(default_factory=dict)

    def scores(self, documents: int, *, relations: bool = False) -> Scores:
        """Precision, recall and F; of relations only where that is asked for."""
        related = score_sets(self.gold_relations, self.relations) if relations else {}
        return Scores(documents, score_sets(self.gold, self.spans), related)

    def confidences(self) -> tuple[Confidence, ...]:
        """Every suggestion with its score, and whether it is right."""
        spans = (
            Confidence("span", found[1], score, found in self.gold)
            for found, score in self.spans.items()
            if score is not None
        )
        relations = (
            Confidence("relation", found[1], score, found in self.gold_relations)
            for found, score in self.relations.items()
            if score is not None
        )
        return (*spans, *relations)


def evaluate(
    learner: Learner, documents: Sequence[TrainingDocument], check: Callable[[float], object]
) -> dict[int, Found]:
    """Suggest for the documents as suggesting does, their text tokenized afresh, and compare; by document.

    A span is right with its exact extent and label. Spans inside longer ones are not counted: `ner` finds one at a
    place. Labels that the scheme has none for are left out, and so is what lies where nothing is trained on. `check` is called with the share that is through after
    each batch, and may raise to stop.
    """
    found: dict[int, Found] = {
        document.id: Found({((document.id, extent), label) for extent, label in gold_spans(document)})
        for document in documents
    }
    left_out = {document.id: document.left_out for document in documents}
    pieces = [(document.id, offset, part.text) for document in documents for offset, part in _offsets(parts(document))]
    for start in range(0, len(pieces), BATCH):
        batch = pieces[start : start + BATCH]
        docs = [learner.nlp.tokenizer(text) for _, _, text in batch]
        for (id, offset, text), doc, ents in zip(batch, docs, entities(learner, docs), strict=True):
            for first, last, raw, score in ents:
                span = doc[first:last]
                extent = trimmed(text, span.start_char, span.end_char)
                label = learner.labels.get(raw, "")
                if extent is not None and label and not lies_in(left_out[id], extent[0] + offset):
                    found[id].spans[(id, (extent[0] + offset, extent[1] + offset)), label] = score
        check((start + len(batch)) / len(pieces))
    return found


def merged(found: Iterable[Found]) -> Found:
    """All of it as one."""
    total = Found()
    for part in found:
        total.gold |= part.gold
        total.spans.update(part.spans)
        total.gold_relations |= part.gold_relations
        total.relations.update(part.relations)
    return total


def _offsets(pieces: Sequence[TrainingDocument]) -> list[tuple[int, TrainingDocument]]:
    offset = 0
    found = []
    for piece in pieces:
        found.append((offset, piece))
        offset += len(piece.text)
    return found
