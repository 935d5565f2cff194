"""Relations by hand-written patterns, for the time before there is a trained component.

Two kinds. A `Between` looks at the words between two neighbouring mentions and needs no parse. A `Noun` ("président
de") and a `Verb` ("a racheté") look at the dependency parse of the sentence; only sentences that hold two mentions and
one of their words are parsed. The tables are `patterns_fr` and `patterns_en`; each row's score is its precision as
judged by reading (`docs/suggestions.md`). What the project's scheme does not allow is not proposed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import ModuleType
from typing import Any

from annotator.model.label_scheme import RelationLabel
from annotator.model.suggestion import ProposedRelation
from annotator.nlp import patterns_en, patterns_fr
from annotator.nlp.dependencies import (
    Mention,
    Placed,
    Sentence,
    arguments_of,
    complements_of,
    holder_of,
    place_mentions,
    sentences,
    subjects_of,
)
from annotator.nlp.pattern_tables import Between, Noun, Verb
from annotator.nlp.vocabulary_fr import DEPUTIES

_TABLES: Mapping[str, ModuleType] = {"fr": patterns_fr, "en": patterns_en}
ROLE_HELD = 0.95
"""The precision judged of a role noun and its holder."""
_LONGEST = 120
"""Tokens of the longest sentence that is parsed: a longer one is a list or a table."""


class RelationFinder:
    """The patterns of one language over one pipeline's parser, for one scheme's relation labels."""

    def __init__(self, tables: ModuleType, parsing: Sequence[Any], relation_labels: Sequence[RelationLabel]) -> None:
        self._scheme = {label.name: label for label in relation_labels}
        self._parsing = parsing
        wanted = self._scheme.keys()
        self._between: list[Between] = [row for row in tables.BETWEEN if wanted & set(row.labels)]
        self._nouns: dict[str, list[Noun]] = defaultdict(list)
        self._verbs: dict[str, list[Verb]] = defaultdict(list)
        self._stops: frozenset[str] = tables.ABBREVIATIONS
        for noun in tables.NOUNS:
            if wanted & set(noun.labels) or noun.role:
                for word in noun.words:
                    self._nouns[word].append(noun)
        for verb in tables.VERBS:
            if wanted & set(verb.labels):
                for word in verb.words:
                    self._verbs[word].append(verb)
        rows: list[Between | Noun | Verb] = [
            *self._between,
            *(n for row in self._nouns.values() for n in row),
            *(v for row in self._verbs.values() for v in row),
        ]
        found = {label for row in rows for label in row.labels} | {"holds_role", "role_at"}
        self.labels = tuple(name for name in self._scheme if name in found)
        self._triggers = self._nouns.keys() | self._verbs.keys()

    @classmethod
    def of(
        cls, language: str, parsing: Sequence[Any], relation_labels: Sequence[RelationLabel]
    ) -> "RelationFinder | None":
        """The finder of a language; None where there are no patterns for it or none that the scheme has a label for."""
        tables = _TABLES.get(language)
        if tables is None or not relation_labels:
            return None
        finder = cls(tables, parsing, relation_labels)
        return finder if finder.labels else None

    def find(self, doc: Any, mentions: Iterable[Mention]) -> list[ProposedRelation]:
        """Relations between the mentions of a `Doc`, in reading order, each once."""
        return [relation for relation, _ in self.explain(doc, mentions)]

    def explain(self, doc: Any, mentions: Iterable[Mention]) -> list[tuple[ProposedRelation, str]]:
        """As `find`, with the name of the pattern that proposed each."""
        placed = place_mentions(doc, mentions)
        best: dict[tuple[Mention, Mention], tuple[float, str, str]] = {}
        for head, child, label, score, name in self._candidates(doc, placed):
            key = (head.mention, child.mention)
            reverse = best.get((child.mention, head.mention))
            if self._scheme[label].symmetric and reverse is not None and reverse[1] == label:
                continue
            if key not in best or score > best[key][0]:
                best[key] = (score, label, name)
        found = [
            (ProposedRelation((head.start, head.end), (child.start, child.end), label, score), name)
            for (head, child), (score, label, name) in best.items()
        ]
        return sorted(found, key=lambda row: (min(row[0].head, row[0].child), max(row[0].head, row[0].child)))

    def _candidates(self, doc: Any, placed: list[Placed]) -> Iterator[tuple[Placed, Placed, str, float, str]]:
        to_parse: list[tuple[int, int, list[Placed]]] = []
        cursor = 0
        for start, end in sentences(doc, self._stops):
            while cursor < len(placed) and placed[cursor].start < start:
                cursor += 1
            inside = [place for place in placed[cursor : cursor + 80] if place.start < end and place.end <= end]
            if len(inside) < 2:
                continue
            yield from self._surface(doc, inside)
            if end - start <= _LONGEST and any(token.lower_ in self._triggers for token in doc[start:end]):
                to_parse.append((start, end, inside))
        for sentence in self._parsed(doc, to_parse):
            yield from self._noun_relations(sentence)
            yield from self._verb_relations(sentence)

    def _surface(self, doc: Any, placed: list[Placed]) -> Iterator[tuple[Placed, Placed, str, float, str]]:
        outer = [place for place in placed if place.kind != "ROLE"]
        for left, right in pairwise(outer):
            if right.start < left.end or right.start - left.end > 8:
                continue
            between = doc.text[left.mention.end : right.mention.start]
            after = doc.text[right.mention.end : right.mention.end + 12]
            for row in self._between:
                if (left.kind, right.kind) not in row.types or not row.pattern.fullmatch(between):
                    continue
                if row.after is not None and not row.after.match(after):
                    continue
                name = _without_article(doc.text[left.mention.start : left.mention.end])
                if name in row.not_left or (row.left is not None and not row.left.match(name)):
                    continue
                if row.right is not None and not row.right.match(doc.text[right.mention.start : right.mention.end]):
                    continue
                label = self._legal(row.labels, left, right)
                if label:
                    yield left, right, label, row.score, row.name
                    break

    def _parsed(self, doc: Any, chosen: list[tuple[int, int, list[Placed]]]) -> Iterator[Sentence]:
        docs = [doc[start:end].as_doc() for start, end, _ in chosen]
        for part in self._parsing:
            docs = list(part.pipe(docs, batch_size=max(len(docs), 1)))
        for (start, _, placed), parsed in zip(chosen, docs, strict=True):
            sentence = Sentence(parsed, [Placed(p.mention, p.start - start, p.end - start) for p in placed])
            for place in sorted(sentence.placed, key=lambda place: place.start - place.end):
                place.root = parsed[place.start : place.end].root.i
                if place.kind != "ROLE":
                    sentence.by_root[place.root] = place
                    sentence.of_token.update(dict.fromkeys(range(place.start, place.end), place))
            yield sentence

    def _noun_relations(self, sentence: Sentence) -> Iterator[tuple[Placed, Placed, str, float, str]]:
        for token in sentence.doc:
            rows = self._nouns.get(token.lower_)
            if not rows or token.i in sentence.of_token:
                continue
            complements = [c for row in rows for c in complements_of(token, sentence, row.prepositions)]
            holder, how = holder_of(token, sentence, complements)
            if holder is None:
                continue
            role = next(
                (place for place in sentence.placed if place.kind == "ROLE" and place.start <= token.i < place.end),
                None,
            )
            if role is not None:
                label = self._legal(("holds_role",), holder, role)
                if label:
                    yield holder, role, label, ROLE_HELD, "holds the role"
            for row in rows:
                yield from self._complement_relations(row, token, holder, role, sentence, how)

    def _complement_relations(
        self, row: Noun, noun: Any, holder: Placed, role: Placed | None, sentence: Sentence, how: str
    ) -> Iterator[tuple[Placed, Placed, str, float, str]]:
        for other, direct in complements_of(noun, sentence, row.prepositions):
            if other is holder or other.kind not in row.child_kinds or holder.kind not in row.head_kinds:
                continue
            if noun.i < holder.start < other.end:
                continue  # "le président X … de Y": the complement stands before the name
            direct = direct and not _is_deputy(noun)
            if not direct and other.kind not in row.distant_kinds:
                continue
            label = self._legal(row.labels if direct else row.distant_labels, holder, other)
            if label:
                yield holder, other, label, row.score, f"{row.name}{'' if direct else ', distant'} ({how})"
            if role is not None and row.role and not (role.start <= other.start and other.end <= role.end):
                label = self._legal(("role_at",), role, other)
                if label:
                    yield role, other, label, row.score, f"{row.name}, role at"

    def _verb_relations(self, sentence: Sentence) -> Iterator[tuple[Placed, Placed, str, float, str]]:
        for token in sentence.doc:
            for row in self._verbs.get(token.lower_, ()):
                if token.i in sentence.of_token:
                    continue
                for subject in subjects_of(token, sentence, row):
                    for other in arguments_of(token, sentence, row):
                        if other is subject or subject.kind not in row.head_kinds or other.kind not in row.child_kinds:
                            continue
                        head, child = (other, subject) if row.reverse else (subject, other)
                        label = self._legal(row.labels, head, child)
                        if label:
                            yield head, child, label, row.score, row.name

    def _legal(self, labels: Sequence[str], head: Placed, child: Placed) -> str:
        return next(
            (
                name
                for name in labels
                if name in self._scheme and self._scheme[name].allows(head.mention.label, child.mention.label)
            ),
            "",
        )


def _is_deputy(noun: Any) -> bool:
    return noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in DEPUTIES


def _without_article(name: str) -> str:
    return _ARTICLE.sub("", name.lower())


_ARTICLE = re.compile(r"^(?:l['’]|la |le |les |the )")
