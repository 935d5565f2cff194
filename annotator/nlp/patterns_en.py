"""Relation patterns for English. The scores are the precisions of `docs/suggestions.md`."""

import re

from annotator.model.entity_types import EntityType
from annotator.nlp.pattern_tables import Between, Noun, Verb
from annotator.nlp.vocabulary_en import (
    HEAD_NOUNS,
    MEMBER_NOUNS,
    MINISTER_NOUNS,
    RELATIVE_NOUNS,
    SPOUSE_NOUNS,
    STAFF_NOUNS,
    WIDE,
)

ABBREVIATIONS = frozenset("mr mrs ms dr st gen col lt sgt rep sen gov u.s u.k no inc ltd corp co jr sr vs".split())
"""Words whose full stop does not end a sentence."""

_OF = frozenset("of at for from in with 's".split())
_GENITIVE = frozenset("of to 's".split())
_IN = frozenset("in at near".split())
_S = "[ \u00a0]"
_FILLERS = frozenset("the city town village of suburb province state".split())
_SITES = re.compile(
    r"(?:the )?.*\b(?:university|college|school|institute|hospital|museum|embassy|court|clinic|cent(?:er|re)|laborator(?:y|ies)|observatory|airport)$",
    re.IGNORECASE,
)
"""Organisations that are where they are said to be; others meet, play or fight there."""
_PARTIES = re.compile(r".*\b(?:Party|Democrats|Republicans|Greens|Front)$")
_NO_ACRONYM = re.compile(r"(?!(?:the )?[A-Z]{2,5}$)")
_WIDE = re.compile(
    rf"(?:the )?(?:{'|'.join(re.escape(name) for name in sorted(WIDE, key=len, reverse=True))})$", re.IGNORECASE
)
_PERSON: frozenset[EntityType] = frozenset({"PER"})
_ORGANISATION: frozenset[EntityType] = frozenset({"ORG"})
_PLACE: frozenset[EntityType] = frozenset({"LOC"})
_ORG_PLACE: frozenset[tuple[EntityType, EntityType]] = frozenset({("ORG", "LOC")})
_PLACES: frozenset[tuple[EntityType, EntityType]] = frozenset({("LOC", "LOC")})
_PERSON_ORG: frozenset[tuple[EntityType, EntityType]] = frozenset({("PER", "ORG")})

BETWEEN = (
    Between("town, state", _PLACES, re.compile(rf",{_S}"), ("located_in", "part_of"), 0.92, right=_WIDE, not_left=WIDE),
    Between(
        "organisation in place",
        _ORG_PLACE,
        re.compile(rf",?{_S}in{_S}(?:the{_S})?"),
        ("based_in", "located_in"),
        0.9,
        left=_SITES,
    ),
    Between("person / agency", _PERSON_ORG, re.compile(rf"{_S}?/{_S}?"), ("employed_by",), 0.9),
    Between(
        "person of party",
        _PERSON_ORG,
        re.compile(rf",?{_S}(?:of|from){_S}(?:the{_S})?"),
        ("member_of",),
        0.95,
        right=_PARTIES,
    ),
    Between(
        "person of organisation",
        _PERSON_ORG,
        re.compile(rf",?{_S}(?:of|from|at){_S}(?:the{_S})?"),
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
        0.85,
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
        _OF,
        ("employed_by",),
        0.9,
        child_kinds=_ORGANISATION,
        distant_labels=("employed_by",),
        role=True,
    ),
    Noun("minister of", MINISTER_NOUNS, _GENITIVE, (), 0.9, child_kinds=_PLACE, role=True),
    Noun("member of", MEMBER_NOUNS, _GENITIVE, ("member_of",), 0.85, child_kinds=_ORGANISATION, role=True),
    Noun("spouse of", SPOUSE_NOUNS, _GENITIVE, ("spouse_of", "relative_of"), 0.9, child_kinds=_PERSON),
    Noun("relative of", RELATIVE_NOUNS, _GENITIVE, ("relative_of",), 0.9, child_kinds=_PERSON),
)

VERBS = (
    Verb("born in", frozenset({"born"}), ("born_in",), 0.9, _PERSON, _PLACE, _IN, attached=True, fillers=_FILLERS),
    Verb("died in", frozenset({"died"}), ("died_in",), 0.9, _PERSON, _PLACE, _IN, fillers=_FILLERS),
    Verb(
        "based in",
        frozenset({"based", "headquartered"}),
        ("based_in",),
        0.9,
        _ORGANISATION,
        _PLACE,
        _IN,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "located in",
        frozenset({"located", "situated"}),
        ("located_in",),
        0.9,
        frozenset({"LOC", "ORG"}),
        _PLACE,
        _IN,
        attached=True,
        fillers=_FILLERS,
    ),
)
