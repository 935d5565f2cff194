"""Where mentions are, in tokens, and what the dependency parse of a sentence says about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.model.entity_types import EntityType, entity_type
from annotator.nlp.pattern_tables import Verb

Token = Any
"""A spaCy `Token`."""


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
class Placed:
    """A mention by the tokens of a doc or of a sentence."""

    mention: Mention
    start: int
    end: int
    root: int = -1

    @property
    def kind(self) -> EntityType:
        return self.mention.kind


@dataclass(slots=True)
class Sentence:
    """A parsed sentence and the mentions in it."""

    doc: Any
    placed: list[Placed]
    by_root: dict[int, Placed] = field(default_factory=dict)
    of_token: dict[int, Placed] = field(default_factory=dict)


def place_mentions(doc: Any, mentions: Iterable[Mention]) -> list[Placed]:
    """The mentions by tokens, in order; a mention that is nested in another of the same kind is left out."""
    placed: list[Placed] = []
    for mention in sorted(set(mentions), key=lambda mention: (mention.start, -mention.end)):
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or any(
            p.kind == mention.kind and p.start <= span.start and span.end <= p.end for p in placed[-4:]
        ):
            continue
        placed.append(Placed(mention, span.start, span.end))
    return placed


def sentences(doc: Any, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
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


def holder_of(
    noun: Token, sentence: Sentence, complements: Iterable[tuple[Placed, bool]] = ()
) -> tuple[Placed | None, str]:
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
    for complement, direct in complements:
        named = sentence.of_token.get(complement.end)
        if direct and complement.start > noun.i and named is not None and named.kind == "PER":
            return named, "after its complement"
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


def complements_of(noun: Token, sentence: Sentence, prepositions: frozenset[str]) -> Iterator[tuple[Placed, bool]]:
    """The mentions that the noun's complements are, and whether no other noun stands between.

    Down nominal links, not past another name.
    """
    stack = [(child, True) for child in noun.children if child.dep_ in _NOMINAL]
    while stack:
        token, direct = stack.pop()
        place = sentence.of_token.get(token.i)
        if place is not None:
            if _introduced(place, noun, sentence, prepositions):
                yield place, direct and not _noun_between(noun, place, sentence)
            continue
        if abs(token.i - noun.i) <= 12:
            # English hangs a name on its preposition.
            still = direct and token.dep_ == "prep"
            stack += [(child, still) for child in token.children if child.dep_ in _NOMINAL]


def _noun_between(noun: Token, place: Placed, sentence: Sentence) -> bool:
    """Whether a common noun stands between: one that a preposition or an article leads to."""
    for token in sentence.doc[noun.i + 1 : max(place.start, noun.i + 1)]:
        before = sentence.doc[token.i - 1].lower_
        led_to = token.i - 1 != noun.i and (before in _DETERMINERS or before in _LEADING)
        if led_to and token.is_alpha and token.is_lower and token.lower_ not in _DETERMINERS | _LEADING | _QUALIFIERS:
            return True
    return False


_LEADING = frozenset("de du des d' d’ à au aux en pour of at for from in the with".split())


def _introduced(place: Placed, noun: Token, sentence: Sentence, prepositions: frozenset[str]) -> bool:
    """Whether one of the prepositions (or, for "'s", the possessive) leads to the mention."""
    doc = sentence.doc
    if place.start < noun.i:
        return "'s" in prepositions and (
            place.end == noun.i or (doc[place.end].lower_ in ("'s", "’s") and noun.i - place.end <= 4)
        )
    first = place.start - 1
    while first > noun.i and (doc[first].lower_ in _DETERMINERS or doc[first].lower_ in _QUALIFIERS):
        first -= 1
    return doc[first].lower_ in prepositions


def subjects_of(verb: Token, sentence: Sentence, row: Verb) -> Iterator[Placed]:
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
    for child in _own_children(verb):
        if child.dep_ in _SUBJECT and child.i in sentence.of_token:
            yield sentence.of_token[child.i]


def _own_children(verb: Token) -> list[Token]:
    """The verb's children; those of the verb it is coordinated with where it has no subject of its own."""
    children = list(verb.children)
    if verb.dep_ == "conj" and not any(child.dep_ in _SUBJECT for child in children):
        children += [child for child in verb.head.children if child.dep_ in _SUBJECT]
    return children


def arguments_of(verb: Token, sentence: Sentence, row: Verb) -> Iterator[Placed]:
    """What one of the row's prepositions leads to."""
    doc = sentence.doc
    for child in _descend(verb):
        place = sentence.of_token.get(child.i)
        if place is None or place.root != child.i or place.start < verb.i:
            continue
        first = place.start - 1
        while first > verb.i and doc[first].lower_ in _DETERMINERS | row.fillers:
            first -= 1
        if doc[first].lower_ in row.prepositions:
            yield place


def _descend(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield child
        if child.dep_ in ("prep", "obl", "obl:mod", "obl:arg", "agent", "obj", "dobj"):
            yield from child.children
