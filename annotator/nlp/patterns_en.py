"""Relation patterns for English. The scores are the precisions of `docs/suggestions.md`."""

import re

from annotator.nlp.entity_types import EntityType
from annotator.nlp.pattern_tables import Between, Noun, Verb
from annotator.nlp.vocabulary_en import (
    COUNTRIES,
    HEAD_NOUNS,
    MEMBER_NOUNS,
    MINISTER_NOUNS,
    RELATIVE_NOUNS,
    SPOUSE_NOUNS,
    STAFF_NOUNS,
)

ABBREVIATIONS = frozenset("mr mrs ms dr st gen col lt sgt rep sen gov u.s u.k no inc ltd corp co jr sr vs".split())
"""Words whose full stop does not end a sentence."""

_OF = frozenset("of at for from in with 's".split())
_GENITIVE = frozenset("of to 's".split())
_IN = frozenset("in at near".split())
_S = "[ \u00a0]"
_FILLERS = frozenset(["the", "city", "town", "village", "of", "suburb", "province", "state"])


def _pairs(*pairs: str) -> frozenset[tuple[EntityType, EntityType]]:
    known: dict[str, EntityType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
    return frozenset((known[left], known[right]) for left, right in (pair.split() for pair in pairs))


_PERSON: frozenset[EntityType] = frozenset({"PER"})
_ORGANISATION: frozenset[EntityType] = frozenset({"ORG"})
_PLACE: frozenset[EntityType] = frozenset({"LOC"})

_SITES = re.compile(
    r"(?:the )?.*\b(?:university|college|school|institute|hospital|museum|embassy|court|clinic|cent(?:er|re)|laborator(?:y|ies)|observatory|airport)$",
    re.IGNORECASE,
)
"""Organisations that are where they are said to be; others meet, play or fight there."""
_PARTIES = re.compile(r".*\b(?:Party|Democrats|Republicans|Greens|Front)$")
_NO_ACRONYM = re.compile(r"(?!(?:the )?[A-Z]{2,5}$)")

BETWEEN = (
    Between(
        "place, place", _pairs("LOC LOC"), re.compile(rf",{_S}"), ("located_in", "part_of"), 0.8, not_left=COUNTRIES
    ),
    Between(
        "place in place",
        _pairs("LOC LOC"),
        re.compile(rf",?{_S}in{_S}(?:the{_S})?(?:(?:northern|southern|eastern|western|central){_S})?"),
        ("located_in", "part_of"),
        0.8,
        not_left=COUNTRIES,
    ),
    Between(
        "organisation in place",
        _pairs("ORG LOC"),
        re.compile(rf",?{_S}in{_S}(?:the{_S})?"),
        ("based_in", "located_in"),
        0.8,
        left=_SITES,
    ),
    Between("person / agency", _pairs("PER ORG"), re.compile(rf"{_S}?/{_S}?"), ("employed_by",), 0.9),
    Between(
        "person of party",
        _pairs("PER ORG"),
        re.compile(rf",?{_S}(?:of|from){_S}(?:the{_S})?"),
        ("member_of",),
        0.9,
        right=_PARTIES,
    ),
    Between(
        "person of organisation",
        _pairs("PER ORG"),
        re.compile(rf",?{_S}(?:of|from|at|with){_S}(?:the{_S})?"),
        ("employed_by", "member_of"),
        0.75,
        right=_NO_ACRONYM,
    ),
)

NOUNS = (
    Noun(
        "head of place",
        HEAD_NOUNS,
        _GENITIVE,
        ("heads",),
        0.9,
        child_kinds=_PLACE,
        distant_kinds=frozenset(),
        role=True,
    ),
    Noun(
        "head of organisation",
        HEAD_NOUNS,
        _OF,
        ("heads",),
        0.9,
        child_kinds=_ORGANISATION,
        distant_labels=("employed_by",),
        role=True,
    ),
    Noun(
        "staff of",
        STAFF_NOUNS,
        _OF | {"with"},
        ("employed_by",),
        0.8,
        child_kinds=_ORGANISATION,
        distant_labels=("employed_by",),
        role=True,
    ),
    Noun("minister of", MINISTER_NOUNS, _GENITIVE, (), 0.8, child_kinds=_PLACE, role=True),
    Noun("member of", MEMBER_NOUNS, _GENITIVE, ("member_of",), 0.8, child_kinds=_ORGANISATION, role=True),
    Noun("spouse of", SPOUSE_NOUNS, _GENITIVE, ("spouse_of", "relative_of"), 0.9, child_kinds=_PERSON),
    Noun("relative of", RELATIVE_NOUNS, _GENITIVE, ("relative_of",), 0.9, child_kinds=_PERSON),
    Noun(
        "subsidiary of",
        frozenset({"subsidiary", "branch", "division", "arm", "unit"}),
        _GENITIVE,
        ("part_of",),
        0.8,
        head_kinds=_ORGANISATION,
        child_kinds=_ORGANISATION,
    ),
)

VERBS = (
    Verb(
        "born in",
        frozenset({"born"}),
        ("born_in",),
        0.9,
        _PERSON,
        _PLACE,
        prepositions=_IN,
        attached=True,
        fillers=_FILLERS,
        passive=False,
    ),
    Verb("died in", frozenset({"died"}), ("died_in",), 0.9, _PERSON, _PLACE, prepositions=_IN, fillers=_FILLERS),
    Verb(
        "lives in",
        frozenset({"lives", "lived", "resides", "living", "residing"}),
        ("lives_in",),
        0.8,
        _PERSON,
        _PLACE,
        prepositions=_IN,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "based in",
        frozenset({"based", "headquartered"}),
        ("based_in",),
        0.9,
        _ORGANISATION,
        _PLACE,
        prepositions=_IN,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "located in",
        frozenset({"located", "situated"}),
        ("located_in",),
        0.8,
        frozenset({"LOC", "ORG"}),
        _PLACE,
        prepositions=_IN,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "met",
        frozenset({"met", "meets"}),
        ("met_with",),
        0.8,
        _PERSON,
        _PERSON,
        object=True,
        prepositions=frozenset({"with"}),
    ),
    Verb(
        "bought",
        frozenset({"bought", "acquired"}),
        ("owns",),
        0.8,
        frozenset({"PER", "ORG"}),
        _ORGANISATION,
        object=True,
    ),
    Verb(
        "leads",
        frozenset({"leads", "led", "heads", "headed", "chairs"}),
        ("heads",),
        0.8,
        _PERSON,
        frozenset({"ORG", "LOC"}),
        object=True,
    ),
    Verb(
        "led by",
        frozenset({"led", "headed", "founded", "chaired"}),
        ("heads",),
        0.8,
        _ORGANISATION,
        _PERSON,
        prepositions=frozenset({"by"}),
        attached=True,
        reverse=True,
    ),
)
