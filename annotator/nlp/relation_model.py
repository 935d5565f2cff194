"""Relations beside any pipeline: the model that comes with the program for a language, or one in a folder.

It reads nothing but the text and the mentions it is given, confirmed and suggested ones alike, and is loaded when the first
document needs it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotator.model.label_scheme import RelationLabel
from annotator.model.suggestion import ProposedRelation
from annotator.nlp.dependencies import Mention
from annotator.nlp.loading import LoadError, folder_digest
from annotator.nlp.messages import DEFAULT
from annotator.nlp.relation_sentences import masked_sentences
from annotator.paths import resource

FACTORY = "relation_extractor"
Extents = tuple[tuple[int, int], tuple[int, int]]


class RelationModel:
    """A folder with a `relation_extractor`, for one scheme's relation labels.

    One that was trained on masked sentences (the shipped one) is given those; any other reads the whole text, with labels
    as the scheme has them.
    """

    def __init__(self, folder: Path, name: str, relation_labels: Sequence[RelationLabel]) -> None:
        """Raises LoadError where the folder holds no such model; spaCy and the network are not loaded yet."""
        meta = _meta(folder)
        known = meta.get("labels", {}).get(FACTORY, ())
        if FACTORY not in meta.get("pipeline", ()) or not isinstance(known, list):
            raise LoadError("broken", f"{folder} is no relation model: it has no {FACTORY}.")
        self.name = name
        self.version = str(meta.get("version", ""))
        self.language = str(meta.get("lang", ""))
        self.digest = folder_digest(folder)
        self._folder = folder
        own = meta.get("pressmark", {})
        self._masked = bool(own.get("masked"))
        suggested = own.get("suggests", known)
        self._scheme = {label.name: label for label in relation_labels if label.name in suggested}
        self.labels = tuple(self._scheme)
        """The scheme's relation labels it can suggest."""
        self._loaded: tuple[Any, Any] | None = None

    def find(self, text: str, mentions: Sequence[Mention]) -> list[ProposedRelation]:
        """Legal relations between the mentions, in reading order, each once, with calibrated confidences.

        Raises LoadError where the model does not load. The text is one that spaCy can hold (`pieces.clean`).
        """
        if not self._scheme or len(mentions) < 2:
            return []
        found = self._in_sentences(text, mentions) if self._masked else self._in_text(text, mentions)
        label_of = {(mention.start, mention.end): mention.label for mention in reversed(mentions)}
        return [
            relation
            for relation in found
            if relation.label in self._scheme
            and self._scheme[relation.label].allows(label_of[relation.head], label_of[relation.child])
        ]

    def _in_sentences(self, text: str, mentions: Sequence[Mention]) -> list[ProposedRelation]:
        sentences = [
            sentence for sentence in masked_sentences(text, mentions) if self._may_relate(sentence.places, mentions)
        ]
        if not sentences:
            return []
        nlp, component = self._load()
        read = [(nlp.make_doc(sentence.text), sentence.mentions) for sentence in sentences]
        found: list[ProposedRelation] = []
        for sentence, relations in zip(sentences, component.relations_of(read), strict=True):
            place = {(start, end): at for (start, end, _), at in zip(sentence.mentions, sentence.places, strict=True)}
            for relation in best_of_pairs(relations):
                head, child = mentions[place[relation.head]], mentions[place[relation.child]]
                extents = (head.start, head.end), (child.start, child.end)
                found.append(ProposedRelation(*extents, relation.label, relation.score))
        return found

    def _may_relate(self, places: Sequence[int], mentions: Sequence[Mention]) -> bool:
        """Whether the scheme allows anything between two of the mentions: most sentences with a name and a date end here."""
        labels = Counter(mentions[place].label for place in places)
        return any(
            label.allows(head, child)
            for head in labels
            for child in labels
            if head != child or labels[head] > 1
            for label in self._scheme.values()
        )

    def _in_text(self, text: str, mentions: Sequence[Mention]) -> list[ProposedRelation]:
        nlp, component = self._load()
        doc = nlp.make_doc(text)
        rows = [(mention.start, mention.end, mention.label) for mention in mentions]
        found: list[ProposedRelation] = component.relations(doc, rows)
        return found

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import warnings

            import spacy

            # registers the factory where the program runs without being installed
            from annotator.nlp.relations import component as component
            from annotator.nlp.training.folders import foreign_problem

            # the folder is named in the project, which may come from someone else
            problem = foreign_problem(self._folder, only_loaded=True)
            if problem:
                raise LoadError("broken", f"The relation model {self.name} does not load: {problem}")
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    nlp = spacy.load(self._folder)
            except Exception as error:  # a folder may hold anything
                raise LoadError("broken", f"The relation model {self.name} does not load: {error}") from error
            self._loaded = nlp, nlp.get_pipe(FACTORY)
        return self._loaded


def relation_model(choice: str, language: str, relation_labels: Sequence[RelationLabel]) -> RelationModel | None:
    """The model of a `Load.relation_model`; None where nothing is wanted or there is none for this language and scheme.

    Raises LoadError for a folder that holds no relation model.
    """
    if not choice or not relation_labels:
        return None
    if choice == DEFAULT:
        folder = resource("models", f"{language}_relations")
        if not language.isalpha() or not (folder / "meta.json").is_file():
            return None
        found = RelationModel(folder, f"{language}_relations", relation_labels)
    else:
        found = RelationModel(Path(choice), choice, relation_labels)
    reads = not language or found.language in ("", "xx", language)
    return found if found.labels and reads else None


def best_of_pairs(relations: Sequence[ProposedRelation]) -> list[ProposedRelation]:
    """Of several relations between the same two mentions the one with the highest score, in their order."""
    best: dict[frozenset[tuple[int, int]], ProposedRelation] = {}
    for relation in relations:
        pair = frozenset((relation.head, relation.child))
        if pair not in best or (relation.score or 0.0) > (best[pair].score or 0.0):
            best[pair] = relation
    chosen = {id(relation) for relation in best.values()}
    return [relation for relation in relations if id(relation) in chosen]


def combined(
    patterns: Sequence[ProposedRelation],
    model: Sequence[ProposedRelation],
    relation_labels: Sequence[RelationLabel],
) -> tuple[list[ProposedRelation], list[ProposedRelation]]:
    """What stands of the patterns' and of the model's relations.

    Where both say the same, the pattern's stands, with the score of two that agree: 1 - (1 - p)(1 - q). Where a pattern says
    something else of the same two mentions, the model's falls.
    """
    symmetric = {label.name for label in relation_labels if label.symmetric}
    by_pair: dict[frozenset[tuple[int, int]], list[int]] = {}
    for place, relation in enumerate(patterns):
        by_pair.setdefault(frozenset((relation.head, relation.child)), []).append(place)
    standing = list(patterns)
    rest: list[ProposedRelation] = []
    for relation in model:
        places = by_pair.get(frozenset((relation.head, relation.child)))
        if places is None:
            rest.append(relation)
            continue
        for place in places:
            one = standing[place]
            if one.label == relation.label and (one.head == relation.head or one.label in symmetric):
                standing[place] = ProposedRelation(one.head, one.child, one.label, _agreed(one.score, relation.score))
    return standing, rest


def _agreed(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    return round(1.0 - (1.0 - one) * (1.0 - other), 4)


def _meta(folder: Path) -> dict[str, Any]:
    try:
        data = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LoadError("broken", f"There is no relation model in {folder}: its meta.json can't be read.") from error
    if not isinstance(data, dict):
        raise LoadError("broken", f"There is no relation model in {folder}: its meta.json holds no object.")
    return data
