"""The rows of the relation patterns' tables."""

import re
from dataclasses import dataclass

from annotator.model.entity_types import EntityType


@dataclass(frozen=True, slots=True)
class Between:
    """Two neighbouring mentions and the text between them."""

    name: str
    types: frozenset[tuple[EntityType, EntityType]]
    """(left, right)."""
    pattern: re.Pattern[str]
    """Matches all that is between."""
    labels: tuple[str, ...]
    """The first that the scheme has and allows is proposed."""
    score: float
    """The precision judged."""
    after: re.Pattern[str] | None = None
    """What follows the right mention has to begin with this."""
    left: re.Pattern[str] | None = None
    """What the left mention has to be, from its beginning."""
    right: re.Pattern[str] | None = None
    """What the right mention has to be, from its beginning, as it is written."""
    not_left: frozenset[str] = frozenset()
    """What the left mention must not be, in lower case without an article: a country is not in another."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that says what its holder is to its complement: "président de", "épouse de"."""

    name: str
    words: frozenset[str]
    prepositions: frozenset[str]
    labels: tuple[str, ...]
    score: float
    head_kinds: frozenset[EntityType] = frozenset({"PER"})
    child_kinds: frozenset[EntityType] = frozenset({"ORG", "LOC"})
    distant_labels: tuple[str, ...] = ()
    """What is proposed instead where another noun stands between: "directeur du bureau de Y"."""
    distant_kinds: frozenset[EntityType] = frozenset({"ORG"})
    role: bool = False
    """Whether the noun is a role: a ROLE span over it is joined to its holder and its complement too."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb or participle between its subject and an argument."""

    name: str
    words: frozenset[str]
    """Inflected forms: no lemmatizer is run."""
    labels: tuple[str, ...]
    score: float
    head_kinds: frozenset[EntityType]
    child_kinds: frozenset[EntityType]
    prepositions: frozenset[str]
    attached: bool = False
    """Whether it may hang on a name without a verb of its own: "X, né à Y"."""
    reverse: bool = False
    """Whether the argument is the relation's head."""
    fillers: frozenset[str] = frozenset()
    """Words that may stand between the preposition and the mention."""
