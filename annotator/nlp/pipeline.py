"""A loaded pipeline at work: texts in, proposed spans and relations out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotator.model.annotation import crosses, overlaps
from annotator.model.label_mapping import guess_label
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.confidence import scored_entities
from annotator.nlp.dependencies import Mention
from annotator.nlp.entity_types import entity_type
from annotator.nlp.loading import LoadedPipeline
from annotator.nlp.pieces import clean
from annotator.nlp.protocol import ConfirmedSpan, Load
from annotator.nlp.relation_patterns import RelationFinder
from annotator.nlp.rules import Rules

THRESHOLD = 0.5
"""A trained relation component's score from which its relation is proposed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A document, or a part of a long one, to suggest for."""

    text: str
    spans: tuple[ConfirmedSpan, ...] = ()
    """Confirmed spans, offsets into `text`."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is suggested for one piece, offsets into its text."""

    spans: tuple[ProposedSpan, ...] = ()
    relations: tuple[ProposedRelation, ...] = ()


class Suggester:
    """One pipeline, or none, with the rules and the relation patterns of its language."""

    def __init__(self, load: Load, language: str, pipeline: LoadedPipeline | None = None) -> None:
        self.pipeline = pipeline
        self.language = language
        self._load = load
        known = pipeline_labels(pipeline) if pipeline is not None else ()
        mapped = {self._scheme_label(label) for label in known}
        self.rules = Rules(language, [label for label in load.labels if label not in mapped]) if load.patterns else None
        self._finder: RelationFinder | None = None
        if load.relations and pipeline is not None and pipeline.parsing:
            parts = [part for name, part in pipeline.nlp.pipeline if name in pipeline.parsing]
            self._finder = RelationFinder.of(language, parts, load.relation_labels)
        self.labels = tuple(dict.fromkeys([*known, *(self.rules.labels if self.rules else ())]))
        self.relation_labels = self._finder.labels if self._finder else ()

    def suggest(self, pieces: Sequence[Piece]) -> list[Proposal]:
        """One proposal a piece, in order. Whatever a component of the pipeline raises comes through."""
        texts = [clean(piece.text) for piece in pieces]
        if self.pipeline is None:
            return [
                Proposal(tuple(self._with_rules(piece, text, []))) for piece, text in zip(pieces, texts, strict=True)
            ]
        docs = [self.pipeline.nlp.make_doc(text) for text in texts]
        scores = self._run(docs)
        proposals: list[Proposal] = []
        for piece, doc, known in zip(pieces, docs, scores, strict=True):
            spans = self._with_rules(piece, doc.text, _spans_of(doc, known, self.pipeline.span_keys))
            relations = list(_trained_relations(doc))
            if self._finder is not None:
                relations += self._finder.find(doc, self._mentions(piece, spans))
            proposals.append(Proposal(tuple(spans), tuple(relations)))
        return proposals

    def _run(self, docs: list[Any]) -> list[dict[tuple[int, int, str], float | None]]:
        """Run the components in place; the entities by (start token, end token, label) with their scores."""
        from spacy.pipeline import EntityRecognizer

        assert self.pipeline is not None
        nlp = self.pipeline.nlp
        scores: list[dict[tuple[int, int, str], float | None]] = [{} for _ in docs]
        steps = [(name, part) for name, part in nlp.pipeline if name in self.pipeline.components]
        for name, part in steps:
            if isinstance(part, EntityRecognizer):
                preset = [{(entity.start, entity.end) for entity in doc.ents} for doc in docs]
                for doc, found, known, before in zip(docs, scored_entities(part, docs), scores, preset, strict=True):
                    for start, end, label, score in found:
                        known[start, end, label] = known.get((start, end, label)) if (start, end) in before else score
                    if (name, part) != steps[-1] or before:
                        from spacy.tokens import Span

                        # As the recognizer itself does, so that the components after it see its entities.
                        doc.set_ents(
                            [Span(doc, start, end, label=label) for start, end, label, _ in found], default="unmodified"
                        )
            elif hasattr(part, "pipe"):
                docs[:] = list(part.pipe(docs, batch_size=len(docs)))
            else:
                docs[:] = [part(doc) for doc in docs]
        if steps and not isinstance(steps[-1][1], EntityRecognizer):
            for doc, known in zip(docs, scores, strict=True):
                kept = {(entity.start, entity.end, entity.label_) for entity in doc.ents}
                for key in [key for key in known if key not in kept]:
                    del known[key]
                known.update({key: None for key in kept if key not in known})
        return scores

    def _with_rules(self, piece: Piece, text: str, spans: list[ProposedSpan]) -> list[ProposedSpan]:
        if self.rules is None or not self.rules.labels:
            return spans
        taken = [(span.start, span.end) for span in spans]
        persons = [(span.start, span.end) for span in spans if entity_type(self._scheme_label(span.label)) == "PER"]
        persons += [
            (confirmed.start, confirmed.end) for confirmed in piece.spans if entity_type(confirmed.label) == "PER"
        ]
        for span in self.rules.find(text, persons):
            extent = (span.start, span.end)
            if extent not in taken and not any(crosses(*extent, *other) for other in taken):
                spans.append(span)
        return sorted(spans, key=lambda span: (span.start, -span.end))

    def _mentions(self, piece: Piece, spans: Sequence[ProposedSpan]) -> list[Mention]:
        """Confirmed spans, and the proposed ones that do not compete with them, by the scheme's labels."""
        mentions = [Mention(span.start, span.end, span.label) for span in piece.spans]
        confirmed = [(span.start, span.end) for span in piece.spans]
        for span in spans:
            label = self._scheme_label(span.label)
            competes = any(
                overlaps(span.start, span.end, *other)
                and (
                    crosses(span.start, span.end, *other)
                    or (span.start, span.end) == other
                    or entity_type(label) != "ROLE"
                )
                for other in confirmed
            )
            if label and not competes:
                mentions.append(Mention(span.start, span.end, label))
        return mentions

    def _scheme_label(self, raw: str) -> str:
        if raw in self._load.mapping:
            return self._load.mapping[raw]
        return (guess_label(raw, self._load.labels) or "") if self._load.labels else raw


def pipeline_labels(pipeline: LoadedPipeline) -> tuple[str, ...]:
    """The raw labels of the components that bring spans."""
    labels: list[str] = []
    for name, part in pipeline.nlp.pipeline:
        found = getattr(part, "labels", ())
        if name in pipeline.components and isinstance(found, list | tuple):
            labels += [label for label in found if isinstance(label, str)]
    return tuple(dict.fromkeys(labels))


def _spans_of(
    doc: Any, scores: dict[tuple[int, int, str], float | None], span_keys: Sequence[str]
) -> list[ProposedSpan]:
    """The entities, and the span groups a component filled; an extent with one label comes once, with its best score."""
    best: dict[tuple[int, int, str], float | None] = {}

    def add(start: int, end: int, label: str, score: float | None) -> None:
        span = doc[start:end]
        # A recognizer takes line ends into its entities; training on a span with white space at its ends fails (E024).
        text = span.text
        first = span.start_char + len(text) - len(text.lstrip())
        key = (first, first + len(text.strip()), label)
        if label and key[0] < key[1]:
            best[key] = score if best.get(key) is None else max(best[key] or 0.0, score or 0.0)

    for (start, end, label), score in scores.items():
        add(start, end, label, score)
    for name in span_keys:
        if name in doc.spans:
            group = doc.spans[name]
            odds = group.attrs.get("scores")
            known = odds if odds is not None and len(odds) == len(group) else [None] * len(group)
            for span, score in zip(group, known, strict=True):
                add(span.start, span.end, span.label_, None if score is None else min(max(float(score), 0.0), 1.0))
    found = [ProposedSpan(start, end, label, score) for (start, end, label), score in best.items()]
    return sorted(found, key=lambda span: (span.start, -span.end, span.label))


def _trained_relations(doc: Any) -> list[ProposedRelation]:
    """What a relation component left: `doc._.rel` (first tokens, score by label), else `doc.user_data["relations"]`."""
    if doc.has_extension("rel") and isinstance(doc._.rel, dict) and doc._.rel:
        spans = [*doc.ents, *(span for group in doc.spans.values() for span in group)]
        # The longest first, so that the entity a component means by its first token is the first that begins there.
        extents = {span.start: (span.start_char, span.end_char) for span in sorted(spans, key=len)}
        return [
            ProposedRelation(extents[head], extents[child], str(label), min(float(score), 1.0))
            for (head, child), labels in doc._.rel.items()
            for label, score in labels.items()
            if score >= THRESHOLD and head in extents and child in extents
        ]
    rows = doc.user_data.get("relations", ())
    return [
        ProposedRelation(tuple(row["head"]), tuple(row["child"]), str(row["label"]), row.get("score"))
        for row in rows
        if isinstance(row, dict) and {"head", "child", "label"} <= row.keys() and row.get("score", 1.0) >= THRESHOLD
    ]
