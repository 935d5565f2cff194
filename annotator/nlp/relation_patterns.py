"""Relations by hand-written patterns, for the time before there is a trained component.

Two kinds. A `Between` looks at the words between two neighbouring mentions and needs no parse. A `Noun` ("président
de") and a `Verb` ("a racheté") look at the dependency parse of the sentence; only sentences that hold two mentions and
one of their words are parsed. The tables are `patterns_fr` and `patterns_en`; each row's score is its precision as
judged by reading (`docs/suggestions.md`). What the project's scheme does not allow is not proposed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import ModuleType
from typing import Any

from annotator.model.label_scheme import RelationLabel
from annotator.model.suggestion import ProposedRelation
from annotator.nlp import patterns_en, patterns_fr
from annotator.nlp.entity_types import EntityType, entity_type
from annotator.nlp.pattern_tables import Between, Noun, Verb

Token = Any
"""A spaCy `Token`."""

_TABLES: Mapping[str, ModuleType] = {"fr": patterns_fr, "en": patterns_en}
_LONGEST = 120
"""Tokens of the longest sentence that is parsed: a longer one is a list or a table."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity that a relation may join: code points into the text, and its label in the scheme."""

    start: int
    end: int
    label: str

    @property
    def kind(self) -> EntityType:
        """What the label means."""
        return entity_type(self.label)


@dataclass(slots=True)
class _Placed:
    """A mention by the tokens of a doc or of a sentence."""

    mention: Mention
    start: int
    end: int
    root: int = -1

    @property
    def kind(self) -> EntityType:
        return self.mention.kind


@dataclass(slots=True)
class _Sentence:
    """A parsed sentence and the mentions in it."""

    doc: Any
    placed: list[_Placed]
    by_root: dict[int, _Placed] = field(default_factory=dict)
    of_token: dict[int, _Placed] = field(default_factory=dict)


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
        placed = _place(doc, mentions)
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

    def _candidates(self, doc: Any, placed: list[_Placed]) -> Iterator[tuple[_Placed, _Placed, str, float, str]]:
        to_parse: list[tuple[int, int, list[_Placed]]] = []
        cursor = 0
        for start, end in _sentences(doc, self._stops):
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

    def _surface(self, doc: Any, placed: list[_Placed]) -> Iterator[tuple[_Placed, _Placed, str, float, str]]:
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
                head, child = (right, left) if row.reverse else (left, right)
                label = self._legal(row.labels, head, child)
                if label:
                    yield head, child, label, row.score, row.name
                    break

    def _parsed(self, doc: Any, chosen: list[tuple[int, int, list[_Placed]]]) -> Iterator[_Sentence]:
        docs = [doc[start:end].as_doc() for start, end, _ in chosen]
        for part in self._parsing:
            docs = list(part.pipe(docs, batch_size=max(len(docs), 1)))
        for (start, _, placed), parsed in zip(chosen, docs, strict=True):
            sentence = _Sentence(parsed, [_Placed(p.mention, p.start - start, p.end - start) for p in placed])
            for place in sorted(sentence.placed, key=lambda place: place.start - place.end):
                place.root = parsed[place.start : place.end].root.i
                if place.kind != "ROLE":
                    sentence.by_root[place.root] = place
                    sentence.of_token.update(dict.fromkeys(range(place.start, place.end), place))
            yield sentence

    def _noun_relations(self, sentence: _Sentence) -> Iterator[tuple[_Placed, _Placed, str, float, str]]:
        for token in sentence.doc:
            rows = self._nouns.get(token.lower_)
            if not rows or token.i in sentence.of_token:
                continue
            holder, how = _holder(token, sentence)
            if holder is None:
                continue
            role = next(
                (place for place in sentence.placed if place.kind == "ROLE" and place.start <= token.i < place.end),
                None,
            )
            if role is not None:
                label = self._legal(("holds_role",), holder, role)
                if label:
                    yield holder, role, label, rows[0].score, f"{rows[0].name}, role held"
            for row in rows:
                for other in _complements(token, sentence, row.prepositions):
                    if other is holder or other.kind not in row.child_kinds or holder.kind not in row.head_kinds:
                        continue
                    label = self._legal(row.labels, holder, other)
                    if label:
                        yield holder, other, label, row.score, f"{row.name} ({how})"
                    if role is not None and row.role:
                        label = self._legal(("role_at",), role, other)
                        if label and not (role.start <= other.start and other.end <= role.end):
                            yield role, other, label, row.score, f"{row.name}, role at"

    def _verb_relations(self, sentence: _Sentence) -> Iterator[tuple[_Placed, _Placed, str, float, str]]:
        for token in sentence.doc:
            for row in self._verbs.get(token.lower_, ()):
                if token.i in sentence.of_token:
                    continue
                for subject in _subjects(token, sentence, row):
                    for other in _arguments(token, sentence, row):
                        if other is subject or subject.kind not in row.head_kinds or other.kind not in row.child_kinds:
                            continue
                        head, child = (other, subject) if row.reverse else (subject, other)
                        label = self._legal(row.labels, head, child)
                        if label:
                            yield head, child, label, row.score, row.name

    def _legal(self, labels: Sequence[str], head: _Placed, child: _Placed) -> str:
        return next(
            (
                name
                for name in labels
                if name in self._scheme and self._scheme[name].allows(head.mention.label, child.mention.label)
            ),
            "",
        )


def _place(doc: Any, mentions: Iterable[Mention]) -> list[_Placed]:
    """The mentions by tokens, in order; a mention that is nested in another of the same kind is left out."""
    placed: list[_Placed] = []
    for mention in sorted(set(mentions), key=lambda mention: (mention.start, -mention.end)):
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or any(
            p.kind == mention.kind and p.start <= span.start and span.end <= p.end for p in placed[-4:]
        ):
            continue
        placed.append(_Placed(mention, span.start, span.end))
    return placed


def _sentences(doc: Any, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Token ranges cut after a full stop before a capital and at line ends: good enough to look inside."""
    start = 0
    for token in doc[:-1]:
        after = doc[token.i + 1]
        ends = "\n" in token.text or "\r" in token.text
        if not ends and token.text in (".", "!", "?", "…", "...") and token.i > start:
            word = doc[token.i - 1].text
            ends = (after.text[:1].isupper() or after.text[:1] in "«“\"'’—–-•") and not (
                len(word) == 1 and word.isupper()
            )
            ends = ends and word.lower() not in abbreviations
        if ends:
            yield start, token.i + 1
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


_NAMES = frozenset({"appos", "flat", "flat:name", "flat:foreign", "compound", "nmod", "nmod:appos"})
_NOMINAL = frozenset(
    {
        "nmod",
        "prep",
        "pobj",
        "poss",
        "compound",
        "obl:arg",
        "obl:mod",
        "obl",
        "amod",
        "appos",
        "conj",
        "flat:name",
        "flat:foreign",
    }
)
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_COPULAS = frozenset("est était fut sera devient devenu devenue is was became becomes remains reste comme as".split())


def _holder(noun: Token, sentence: _Sentence) -> tuple[_Placed | None, str]:
    """Whose the noun is: the name right after it or its apposition, what it is an apposition of, or its subject."""
    doc = sentence.doc
    after = noun.i + 1
    while after < len(doc) and doc[after].lower_ in _QUALIFIERS and after not in sentence.of_token:
        after += 1
    if after < len(doc) and after in sentence.of_token and sentence.of_token[after].kind == "PER":
        return sentence.of_token[after], "before the name"
    head = noun.head
    if head is not noun and head.i in sentence.of_token and noun.dep_ in _NAMES:
        place = sentence.of_token[head.i]
        if place.kind in ("PER", "ORG") and place.end <= noun.i and _only_commas(doc, place.end, noun.i):
            return place, "after the name"
    before = noun.i - 1
    while (
        before >= 0
        and (doc[before].lower_ in _DETERMINERS or doc[before].lower_ in _QUALIFIERS)
        and before not in sentence.of_token
    ):
        before -= 1
    if (
        before > 0
        and doc[before].text == ","
        and before - 1 in sentence.of_token
        and sentence.of_token[before - 1].kind in ("PER", "ORG")
    ):
        return sentence.of_token[before - 1], "after the name"
    for child in noun.children:
        if child.i in sentence.of_token and child.i > noun.i and child.dep_ in _NAMES:
            place = sentence.of_token[child.i]
            if place.kind == "PER" and doc[place.start - 1].text == ",":
                return place, "apposed"
    for child in noun.children:
        if child.dep_ in _SUBJECT and child.i in sentence.of_token and any(c.lower_ in _COPULAS for c in noun.lefts):
            return sentence.of_token[child.i], "is"
    if noun.dep_ in ("attr", "xcomp") or (noun.dep_ == "pobj" and head.lower_ == "as"):
        verb = head.head if noun.dep_ == "pobj" else head
        for child in verb.children:
            if child.dep_ in _SUBJECT and child.i in sentence.of_token and verb.lower_ in _COPULAS:
                return sentence.of_token[child.i], "is"
    return None, ""


_DETERMINERS = frozenset("le la l' l’ les un une son sa leur the a an its their his her".split())
_QUALIFIERS = frozenset(
    """ancien ancienne nouveau nouvelle actuel actuelle ex premier première vice général générale adjoint adjointe exécutif
    exécutive délégué français française américain américaine russe allemand allemande britannique italien italienne turc
    turque syrien syrienne ukrainien ukrainienne former new current acting then executive general deputy senior chief
    républicain républicaine socialiste démocrate sortant sortante élu élue""".split()
)


def _only_commas(doc: Any, start: int, end: int) -> bool:
    return all(
        doc[i].text in {",", "(", "–", "-"} or doc[i].lower_ in _DETERMINERS | _QUALIFIERS for i in range(start, end)
    )


def _complements(noun: Token, sentence: _Sentence, prepositions: frozenset[str]) -> Iterator[_Placed]:
    """The mentions that the noun's complements are: down nominal links, past other nouns, not past another name."""
    stack = [child for child in noun.children if child.dep_ in _NOMINAL]
    while stack:
        token = stack.pop()
        place = sentence.of_token.get(token.i)
        if place is not None:
            if _introduced(place, noun, sentence, prepositions):
                yield place
            continue
        if abs(token.i - noun.i) <= 12:
            stack += [child for child in token.children if child.dep_ in _NOMINAL]


def _introduced(place: _Placed, noun: Token, sentence: _Sentence, prepositions: frozenset[str]) -> bool:
    """Whether one of the prepositions (or, for "'s", the possessive) leads to the mention."""
    doc = sentence.doc
    if place.start < noun.i:
        return (
            "'s" in prepositions
            and place.end < len(doc)
            and doc[place.end].lower_ in ("'s", "’s")
            and noun.i - place.end <= 4
        )
    first = place.start - 1
    while first > noun.i and (doc[first].lower_ in _DETERMINERS or doc[first].lower_ in _QUALIFIERS):
        first -= 1
    return doc[first].lower_ in prepositions


def _subjects(verb: Token, sentence: _Sentence, row: Verb) -> Iterator[_Placed]:
    """Who the verb or participle is about: its subject, else the name it is attached to."""
    if row.attached:
        if (
            verb.dep_ in ("acl", "acl:relcl", "amod", "appos", "parataxis", "relcl", "advcl")
            and verb.head.i in sentence.of_token
        ):
            yield sentence.of_token[verb.head.i]
            return
        before = verb.i - 1
        if before > 0 and sentence.doc[before].text in (",", "(") and before - 1 in sentence.of_token:
            yield sentence.of_token[before - 1]
            return
    deps = {"nsubj:pass", "nsubjpass"} if row.passive else {"nsubj"} if not row.attached else _SUBJECT
    for child in _own_children(verb):
        if child.dep_ in deps and child.i in sentence.of_token:
            yield sentence.of_token[child.i]


def _own_children(verb: Token) -> list[Token]:
    """The verb's children; those of the verb it is coordinated with where it has no subject of its own."""
    children = list(verb.children)
    if verb.dep_ == "conj" and not any(child.dep_ in _SUBJECT for child in children):
        children += [child for child in verb.head.children if child.dep_ in _SUBJECT]
    return children


def _arguments(verb: Token, sentence: _Sentence, row: Verb) -> Iterator[_Placed]:
    """The object, or what one of the row's prepositions leads to."""
    doc = sentence.doc
    for child in verb.subtree if row.deep else _descend(verb):
        place = sentence.of_token.get(child.i)
        if place is None or place.root != child.i or place.start < verb.i:
            continue
        first = place.start - 1
        while first > verb.i and doc[first].lower_ in _DETERMINERS | row.fillers:
            first -= 1
        if (row.object and child.head is verb and child.dep_ in ("obj", "dobj")) or doc[
            first
        ].lower_ in row.prepositions:
            yield place


def _descend(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield child
        if child.dep_ in ("prep", "obl", "obl:mod", "obl:arg", "agent", "obj", "dobj"):
            yield from child.children
