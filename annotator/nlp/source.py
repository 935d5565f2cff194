"""One of several pipelines that suggest: what is taken of it, by the scheme's names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.model.label_mapping import guess_label
from annotator.model.possible import LEAST_POSSIBLE
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.nlp.dependencies import Mention
from annotator.nlp.loading import LoadedPipeline
from annotator.nlp.merging import Labelled, taken_labels
from annotator.nlp.messages import Load
from annotator.nlp.reading import pipeline_labels

LEAST_PROPOSED = 0.2
"""The least confidence of a relation that is proposed, whatever its label's threshold: one with few examples may be fitted
to next to nothing, and four of five to reject cost more than the fifth saves. Below, it is possible."""
KEPT = 12
"""So many possible relations of a span are at hand: what can be listed, and some to follow what is taken from there."""
THRESHOLD = 0.5
"""A trained relation component's score from which its relation is proposed."""


class Source:
    """A pipeline with the scheme's labels that are taken from it."""

    def __init__(self, pipeline: LoadedPipeline, load: Load, labels: Sequence[str] | None, earlier: set[str]) -> None:
        self._relating = [
            part
            for name, part in pipeline.nlp.pipeline
            if name in pipeline.components and hasattr(part, "relations_of")
        ]
        # a `relation_extractor` runs last, over the confirmed spans too
        self.pipeline = replace(
            pipeline,
            components=tuple(name for name in pipeline.components if pipeline.nlp.get_pipe(name) not in self._relating),
        )
        self.known = pipeline_labels(pipeline)
        related = [
            part
            for name, part in pipeline.nlp.pipeline
            if name in pipeline.components and (part in self._relating or "doc._.rel" in _assigned(pipeline.nlp, name))
        ]
        self.relates = bool(related)
        """Whether a component of its own brings relations."""
        self.relation_labels: tuple[str, ...] = tuple(
            dict.fromkeys(label for part in related for label in getattr(part, "labels", ()))
        )
        self._mapping: Mapping[str, str] = load.mappings.get(pipeline.name, {})
        self._scheme = load.labels
        self._relations = {label.name: label for label in load.relation_labels}
        brought = [label for raw in self.known if (label := self.scheme_label(raw))]
        self.taken = taken_labels(brought, labels, earlier)
        self._all = labels is None
        self._earlier = frozenset(earlier)

    def scheme_label(self, raw: str) -> str:
        """What a label of the pipeline is called in the scheme, "" for one that is left out."""
        if raw in self._mapping:
            return self._mapping[raw]
        return (guess_label(raw, self._scheme) or "") if self._scheme else raw

    def take(self, spans: Sequence[ProposedSpan]) -> list[Labelled]:
        """The spans that are wanted of it, with the scheme's labels."""
        found = [Labelled(span, self.scheme_label(span.label)) for span in spans]
        if self._all:
            return [one for one in found if one.label not in self._earlier]
        return [one for one in found if one.label in self.taken]

    def relate(self, doc: Any, mentions: Sequence[Mention]) -> tuple[list[ProposedRelation], list[ProposedRelation]]:
        """What its components propose of relations, and what they hold for possible; those that are not legal left out."""
        proposed: list[ProposedRelation] = [] if self._relating else _trained_relations(doc)
        possible: list[ProposedRelation] = []
        label_of = {(mention.start, mention.end): mention.label for mention in reversed(mentions)}
        rows = [(mention.start, mention.end, mention.label) for mention in mentions]
        for part in self._relating:
            thresholds: dict[str, float] = part.thresholds
            for found in part.relations(doc, rows, least=min(LEAST_POSSIBLE, *thresholds.values())):
                label = self._relations.get(found.label)
                if label is not None and not label.allows(label_of[found.head], label_of[found.child]):
                    continue
                if found.score >= max(thresholds[found.label], LEAST_PROPOSED):
                    proposed.append(found)
                elif found.score >= LEAST_POSSIBLE:
                    possible.append(found)
        return proposed, _likeliest(possible)


def _assigned(nlp: Any, name: str) -> Sequence[str]:
    """What a component says that it writes."""
    return nlp.get_pipe_meta(name).assigns or ()


def _likeliest(possible: Sequence[ProposedRelation]) -> list[ProposedRelation]:
    """Those that are among the likeliest of one of their ends, in that order."""
    held: Counter[tuple[int, int]] = Counter()
    kept: list[ProposedRelation] = []
    for relation in sorted(possible, key=lambda relation: -(relation.score or 0.0)):
        if min(held[relation.head], held[relation.child]) < KEPT:
            kept.append(relation)
        held.update((relation.head, relation.child))
    return kept


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
