"""What a label of any scheme or pipeline means to the patterns: a person, an organisation, a place …"""

from typing import Literal

EntityType = Literal["PER", "ORG", "LOC", "ROLE", "DATE", "MONEY", "EVENT", "OTHER"]

_NAMES: dict[EntityType, str] = {
    "PER": "per pers person persons personne people individual peop human pers.ind",
    "ORG": "org organisation organization organisme company corporation institution party agency media orgcorp",
    "LOC": "loc location lieu place gpe fac facility country city state region province district locality loc.adm",
    "ROLE": "role func fonction function title titre position profession",
    "DATE": "date time temporal dates",
    "MONEY": "money amount montant monnaie",
    "EVENT": "event evenement événement",
}
_TYPES: dict[str, EntityType] = {name: kind for kind, names in _NAMES.items() for name in names.split()}


def entity_type(label: str) -> EntityType:
    """The type of a label, by its name; the part before a dot, dash or underscore decides where the whole is unknown."""
    name = label.casefold()
    found = _TYPES.get(name)
    if found is None:
        head = name.replace("_", ".").replace("-", ".").split(".", 1)[0]
        found = _TYPES.get(head)
    return found or "OTHER"


def label_of_type(kind: EntityType, labels: tuple[str, ...]) -> str:
    """The scheme's first label of that type; "" if it has none."""
    return next((label for label in labels if entity_type(label) == kind), "")
