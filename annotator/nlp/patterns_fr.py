"""Relation patterns for French. The scores are the precisions of `docs/suggestions.md`."""

import re

from annotator.model.entity_types import EntityType
from annotator.nlp.pattern_tables import Between, Noun, Verb
from annotator.nlp.vocabulary_fr import (
    COUNTRIES,
    HEAD_NOUNS,
    MEMBER_NOUNS,
    MINISTER_NOUNS,
    RELATIVE_NOUNS,
    SPOUSE_NOUNS,
    STAFF_NOUNS,
)

ABBREVIATIONS = frozenset("m mm mme mlle dr pr me st ste no art p etc av jr ph ch j.-c".split())
"""Words whose full stop does not end a sentence."""

_OF = frozenset("de du des d' d’ à au aux chez en pour".split())
_GENITIVE = frozenset("de du des d' d’".split())
_AT = frozenset("à au aux en dans".split())
_S = "[ \u00a0]"
_FILLERS = frozenset(
    ["ville", "village", "commune", "la", "le", "de", "d'", "d’", "près", "banlieue", "quartier", "capitale"]
)


def _pairs(*pairs: str) -> frozenset[tuple[EntityType, EntityType]]:
    known: dict[str, EntityType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "DATE": "DATE", "EVENT": "EVENT"}
    return frozenset((known[left], known[right]) for left, right in (pair.split() for pair in pairs))


_CLOSED = re.compile(rf"{_S}?\)")
_SITES = re.compile(
    r"(?:l['’])?(?:université|école|institut|lycée|collège|hôpital|chu|chru|clinique|tribunal|cour|parquet|musée|club|fondation|commissariat|"
    r"gendarmerie|crs|préfecture|mairie|bourse|opéra|théâtre|aéroport|laboratoire|centre|observatoire|imperial college|research)\b",
    re.IGNORECASE,
)
"""Organisations that are where they are said to be; others meet, play or fight there."""

BETWEEN = (
    Between("place (place)", _pairs("LOC LOC"), re.compile(rf"{_S}?\({_S}?"), ("located_in", "part_of"), 0.95, _CLOSED),
    Between(
        "place, in place",
        _pairs("LOC LOC"),
        re.compile(rf",?{_S}(?:en|au|aux){_S}"),
        ("located_in", "part_of"),
        0.9,
        not_left=COUNTRIES,
    ),
    Between(
        "place, capital of place",
        _pairs("LOC LOC"),
        re.compile(rf",{_S}(?:la{_S})?capitale{_S}(?:de{_S}la{_S}|du{_S}|de{_S}l['’]|de{_S}|des{_S}|d['’])"),
        ("located_in", "part_of"),
        0.9,
    ),
    Between(
        "place in the north of place",
        _pairs("LOC LOC"),
        re.compile(
            rf",?{_S}dans{_S}(?:le|la|l['’]){_S}?(?:(?:nord|sud|est|ouest|centre|province|banlieue|département|gouvernorat|comté|État|district)"
            rf"(?:[ -](?:est|ouest))?{_S}(?:de{_S}la|du|de{_S}l['’]|de|des|d['’]){_S}?)?"
        ),
        ("located_in", "part_of"),
        0.8,
        not_left=COUNTRIES,
    ),
    Between(
        "organisation in place",
        _pairs("ORG LOC"),
        re.compile(rf",?{_S}(?:à|de|d['’]|du|en|au|aux){_S}?"),
        ("based_in", "located_in"),
        0.85,
        left=_SITES,
    ),
    Between(
        "person (party)", _pairs("PER ORG"), re.compile(rf"{_S}?\({_S}?"), ("member_of", "employed_by"), 0.88, _CLOSED
    ),
    Between("person / agency", _pairs("PER ORG"), re.compile(rf"{_S}?/{_S}?"), ("employed_by",), 0.9),
    Between(
        "person, of organisation",
        _pairs("PER ORG"),
        re.compile(rf",{_S}(?:de{_S}la|du|de{_S}l['’]|de|d['’]|des){_S}?"),
        ("employed_by", "member_of"),
        0.85,
    ),
)

NOUNS = (
    Noun(
        "head of place",
        HEAD_NOUNS,
        _GENITIVE,
        ("heads",),
        0.9,
        child_kinds=frozenset({"LOC"}),
        distant_kinds=frozenset(),
        role=True,
    ),
    Noun(
        "head of organisation",
        HEAD_NOUNS,
        _OF,
        ("heads",),
        0.9,
        child_kinds=frozenset({"ORG"}),
        distant_labels=("employed_by",),
        role=True,
    ),
    Noun("staff of", STAFF_NOUNS, _OF, ("employed_by",), 0.9, distant_labels=("employed_by",), role=True),
    Noun("minister of", MINISTER_NOUNS, _GENITIVE | {"en", "à"}, (), 0.8, child_kinds=frozenset({"LOC"}), role=True),
    Noun("member of", MEMBER_NOUNS, _GENITIVE, ("member_of",), 0.88, child_kinds=frozenset({"ORG"}), role=True),
    Noun("spouse of", SPOUSE_NOUNS, _GENITIVE, ("spouse_of", "relative_of"), 0.95, child_kinds=frozenset({"PER"})),
    Noun("relative of", RELATIVE_NOUNS, _GENITIVE, ("relative_of",), 0.95, child_kinds=frozenset({"PER"})),
    Noun(
        "subsidiary of",
        frozenset({"filiale", "branche", "division", "aile"}),
        _GENITIVE,
        ("part_of",),
        0.8,
        head_kinds=frozenset({"ORG"}),
        child_kinds=frozenset({"ORG"}),
    ),
    Noun(
        "owner of",
        frozenset({"propriétaire", "actionnaire"}),
        _GENITIVE,
        ("owns",),
        0.8,
        head_kinds=frozenset({"PER", "ORG"}),
        child_kinds=frozenset({"ORG"}),
    ),
)

_PERSON: frozenset[EntityType] = frozenset({"PER"})
_ORGANISATION: frozenset[EntityType] = frozenset({"ORG"})
_PLACE: frozenset[EntityType] = frozenset({"LOC"})

VERBS = (
    Verb(
        "born in",
        frozenset({"né", "née", "nés", "nées", "naît", "naquit"}),
        ("born_in",),
        0.95,
        _PERSON,
        _PLACE,
        _AT,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "died in",
        frozenset({"mort", "morte", "décédé", "décédée", "meurt", "mourut"}),
        ("died_in",),
        0.95,
        _PERSON,
        _PLACE,
        _AT,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "lives in",
        frozenset(
            {
                "vit",
                "vivait",
                "habite",
                "habitait",
                "réside",
                "résidait",
                "exilé",
                "exilée",
                "réfugié",
                "réfugiée",
                "domicilié",
            }
        ),
        ("lives_in",),
        0.8,
        _PERSON,
        _PLACE,
        _AT,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "based in",
        frozenset(
            {
                "basé",
                "basée",
                "basés",
                "basées",
                "siège",
                "installé",
                "installée",
                "implanté",
                "implantée",
                "établi",
                "établie",
            }
        ),
        ("based_in",),
        0.8,
        _ORGANISATION,
        _PLACE,
        _AT,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "located in",
        frozenset({"situé", "située", "situés", "situées"}),
        ("located_in",),
        0.8,
        frozenset({"LOC", "ORG"}),
        _PLACE,
        _AT,
        attached=True,
        fillers=_FILLERS,
    ),
    Verb(
        "led by",
        frozenset({"dirigé", "dirigée", "présidé", "présidée"}),
        ("heads",),
        0.8,
        frozenset({"ORG"}),
        _PERSON,
        frozenset({"par"}),
        attached=True,
        reverse=True,
    ),
)
