"""The label scheme: span labels and typed relation labels, with the keys that give them."""

import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.model.errors import AnnotationError

SPAN_KEYS = "1234567890"
HUES = 8
"""How many hues a theme has; a label's `hue` indexes them."""


@dataclass(frozen=True, slots=True)
class Label:
    """A span label."""

    name: str
    """What is stored and exported: PER, ORG …"""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What is shown, by language: {"fr": "Personne", "en": "Person"}; the name where a language is missing."""
    key: str = ""
    """The key that gives it: a digit, or a lower-case letter."""
    hue: int = 0
    """0..7, an index into the theme's hues."""
    tag: str = ""
    """The short form shown under a span; the name where empty."""
    description: str = ""
    """The guideline's sentence."""

    def title(self, language: str) -> str:
        """The title in that language, else the name."""
        return self.titles.get(language) or self.name


@dataclass(frozen=True, slots=True)
class RelationLabel:
    """A relation label with the pairs of span labels it may join. An empty `legal` allows every pair."""

    name: str
    titles: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    """The letter that picks it after R and a target; upper-case letters are not used."""
    legal: tuple[tuple[str, str], ...] = ()
    """(head label, child label) pairs."""
    symmetric: bool = False
    description: str = ""

    def title(self, language: str) -> str:
        """The title in that language, else the name."""
        return self.titles.get(language) or self.name

    def allows(self, head_label: str, child_label: str) -> bool:
        """Whether a relation of this label may go from one span label to the other (either way if symmetric)."""
        if not self.legal:
            return True
        return (head_label, child_label) in self.legal or (self.symmetric and (child_label, head_label) in self.legal)


@dataclass(frozen=True, slots=True)
class LabelScheme:
    """The labels of a project, in the order of their keys."""

    name: str = ""
    labels: tuple[Label, ...] = ()
    relation_labels: tuple[RelationLabel, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str) -> Label | None:
        """The span label of that name."""
        return next((label for label in self.labels if label.name == name), None)

    def relation_label(self, name: str) -> RelationLabel | None:
        """The relation label of that name."""
        return next((label for label in self.relation_labels if label.name == name), None)

    def legal_relations(self, head_label: str, child_label: str) -> tuple[RelationLabel, ...]:
        """The relation labels that may go from a span of one label to a span of the other."""
        return tuple(label for label in self.relation_labels if label.allows(head_label, child_label))


def next_key(taken: Iterable[str], *, relation: bool = False, prefer: str = "") -> str:
    """A free key for a new label: digits first for spans, the label's own letters first for relations; "" if none."""
    used = set(taken)
    letters = [c for c in prefer.lower() if c in string.ascii_lowercase]
    rest = list(string.ascii_lowercase)
    candidates = [*letters, *rest] if relation else [*SPAN_KEYS, *rest]
    reserved = set() if relation else RESERVED_LETTERS
    return next((key for key in candidates if key not in used and key not in reserved), "")


RESERVED_LETTERS = frozenset("ejkrxfc")
"""Letters the window's own gestures use; a span label never takes one."""


def with_keys(scheme: LabelScheme) -> LabelScheme:
    """The same scheme, each label with a key of its own where one is free: those that clash or lack one get a new one."""
    labels: list[Label] = []
    taken: set[str] = set()
    wanted = [label.key for label in scheme.labels if label.key and label.key not in RESERVED_LETTERS]
    for label in scheme.labels:
        key = label.key if label.key in wanted and label.key not in taken else next_key([*taken, *wanted])
        labels.append(replace(label, key=key))
        taken.add(key)
    relations: list[RelationLabel] = []
    taken = set()
    wanted = [label.key for label in scheme.relation_labels if label.key]
    for relation in scheme.relation_labels:
        key = (
            relation.key
            if relation.key and relation.key not in taken
            else next_key([*taken, *wanted], relation=True, prefer=relation.name)
        )
        relations.append(replace(relation, key=key))
        taken.add(key)
    return replace(scheme, labels=tuple(labels), relation_labels=tuple(relations))


def scheme_from_toml(text: str, *, origin: str = "scheme", language: str = "") -> LabelScheme:
    """Read a scheme as written in `resources/schemes`; a label's `descriptions` in that language go before its `description`.

    Raises AnnotationError, naming `origin` and the place, where it is not TOML, a name is missing, twice there or of
    the wrong type, or a relation names a span label the scheme lacks.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AnnotationError(f"{origin}: not valid TOML: {error}") from error
    labels = tuple(
        _label(row, number, origin, language) for number, row in enumerate(_tables(data, "labels", origin), 1)
    )
    relations = tuple(
        _relation(row, number, origin, language) for number, row in enumerate(_tables(data, "relations", origin), 1)
    )
    for kind, names in (("label", [label.name for label in labels]), ("relation", [label.name for label in relations])):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise AnnotationError(f"{origin}: the {kind} {twice} is there twice; give each its own name")
    known = {label.name for label in labels}
    for relation in relations:
        for name in (name for pair in relation.legal for name in pair):
            if name not in known:
                raise AnnotationError(
                    f"{origin}: relation {relation.name} names the label {name}, which the scheme lacks"
                )
    return with_keys(
        LabelScheme(
            name=str(data.get("name", "")),
            labels=labels,
            relation_labels=relations,
            titles=_strings(data.get("titles", {}), "titles", origin),
            description=_strings(data.get("description", {}), "description", origin),
        )
    )


def scheme_to_dict(scheme: LabelScheme) -> dict[str, Any]:
    """The scheme as the tables of its TOML form; `scheme_from_toml` reads back the same scheme."""
    data: dict[str, Any] = {"name": scheme.name}
    if scheme.titles:
        data["titles"] = dict(scheme.titles)
    if scheme.description:
        data["description"] = dict(scheme.description)
    data["labels"] = [
        _without_empty(
            {
                "name": x.name,
                "key": x.key,
                "hue": x.hue,
                "tag": x.tag,
                "description": x.description,
                "titles": dict(x.titles),
            }
        )
        for x in scheme.labels
    ]
    data["relations"] = [
        _without_empty(
            {
                "name": x.name,
                "key": x.key,
                "symmetric": x.symmetric,
                "description": x.description,
                "legal": [list(pair) for pair in x.legal],
                "titles": dict(x.titles),
            }
        )
        for x in scheme.relation_labels
    ]
    return data


def _without_empty(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value or name == "hue"}


def _tables(data: Mapping[str, Any], name: str, origin: str) -> list[Mapping[str, Any]]:
    rows = data.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise AnnotationError(f"{origin}: `{name}` must be an array of tables, [[{name}]]")
    return rows


def _strings(value: object, name: str, origin: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise AnnotationError(f"{origin}: `{name}` must be a table of texts by language")
    return dict(value)


def _name(row: Mapping[str, Any], number: int, kind: str, origin: str) -> str:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise AnnotationError(f"{origin}: {kind} {number} has no name")
    return name


def _description(row: Mapping[str, Any], name: str, origin: str, language: str) -> str:
    known = _strings(row.get("descriptions", {}), f"descriptions of {name}", origin)
    return known.get(language) or str(row.get("description", ""))


def _key(row: Mapping[str, Any], name: str, origin: str) -> str:
    key = row.get("key", "")
    if not isinstance(key, str) or (key and (len(key) != 1 or key not in SPAN_KEYS + string.ascii_lowercase)):
        raise AnnotationError(f"{origin}: the key of {name} must be one digit or one lower-case letter")
    return key


def _label(row: Mapping[str, Any], number: int, origin: str, language: str) -> Label:
    name = _name(row, number, "label", origin)
    hue = row.get("hue", (number - 1) % HUES)
    if not isinstance(hue, int) or not 0 <= hue < HUES:
        raise AnnotationError(f"{origin}: the hue of {name} must be a number from 0 to {HUES - 1}")
    return Label(
        name=name,
        titles=_strings(row.get("titles", {}), f"titles of {name}", origin),
        key=_key(row, name, origin),
        hue=hue,
        tag=str(row.get("tag", "")),
        description=_description(row, name, origin, language),
    )


def _relation(row: Mapping[str, Any], number: int, origin: str, language: str) -> RelationLabel:
    name = _name(row, number, "relation", origin)
    legal = row.get("legal", [])
    if not isinstance(legal, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(end, str) for end in pair) for pair in legal
    ):
        raise AnnotationError(f"{origin}: `legal` of {name} must list pairs of labels, [[head, child], …]")
    return RelationLabel(
        name=name,
        titles=_strings(row.get("titles", {}), f"titles of {name}", origin),
        key=_key(row, name, origin),
        legal=tuple((pair[0], pair[1]) for pair in legal),
        symmetric=bool(row.get("symmetric", False)),
        description=_description(row, name, origin, language),
    )
