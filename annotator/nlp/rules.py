"""Dates, sums of money and roles by rule, in French and English, for pipelines that do not know them.

Precisions and how they were judged: `docs/suggestions.md`. A rule below 0.85 is not here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.model.entity_types import EntityType, label_of_type
from annotator.model.suggestion import ProposedSpan
from annotator.nlp import vocabulary_en, vocabulary_fr


@dataclass(frozen=True, slots=True)
class Rule:
    """What matches is a span; the group `span` where there is one, else all of it."""

    pattern: re.Pattern[str]
    score: float
    """The precision judged."""


_SPACE = "[ \u00a0\u202f]"
_YEAR = r"(?:1[5-9]|20)\d\d"
_FR_DAY = r"(?:1" + _SPACE + r"?er|premier|[12]?\d|3[01])"
_FR_DATE = (
    rf"(?:(?:{vocabulary_fr.WEEKDAYS}){_SPACE})?{_FR_DAY}{_SPACE}(?:{vocabulary_fr.MONTHS})"
    rf"(?:{_SPACE}{_YEAR}|{_SPACE}(?:dernier|prochain))?"
)
_EN_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
_EN_DATE = (
    rf"(?:(?:{vocabulary_en.WEEKDAYS}),?{_SPACE})?"
    rf"(?:(?:{vocabulary_en.MONTHS}){_SPACE}{_EN_DAY}(?:,?{_SPACE}{_YEAR})?|{_EN_DAY}{_SPACE}(?:of{_SPACE})?(?:{vocabulary_en.MONTHS})(?:,?{_SPACE}{_YEAR})?)"
)
_FR_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_EN_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def _rule(pattern: str, score: float, *, ignore_case: bool = True) -> Rule:
    return Rule(re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w/-])", re.IGNORECASE if ignore_case else 0), score)


_RULES: dict[str, dict[EntityType, tuple[Rule, ...]]] = {
    "fr": {
        "DATE": (
            _rule(_FR_DATE, 0.97),
            _rule(rf"(?:{vocabulary_fr.MONTHS}){_SPACE}{_YEAR}", 0.97),
            _rule(
                rf"(?<!numéro )(?<!n° )(?<!,)(?:1[89]|20)\d\d(?!,\d|{_SPACE}?(?:[%€$]|(?:{vocabulary_fr.AFTER_NUMBER})\b))",
                0.97,
            ),
            _rule(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/(?:1[89]|20)\d\d", 0.95),
        ),
        "MONEY": (
            _rule(
                rf"(?:{_FR_NUMBER})(?:{_SPACE}?(?:mille|millions?|milliards?|M|Md|Mds))?{_SPACE}?(?:(?:de{_SPACE}|d['’])?(?:{vocabulary_fr.CURRENCIES})\b|[€$£](?!\w))",
                0.95,
            ),
        ),
    },
    "en": {
        "DATE": (
            _rule(_EN_DATE, 0.95, ignore_case=False),
            _rule(rf"(?:{vocabulary_en.MONTHS})(?:,?{_SPACE}|{_SPACE}of{_SPACE}){_YEAR}", 0.95, ignore_case=False),
            _rule(rf"(?:{vocabulary_en.BEFORE_YEAR}){_SPACE}(?P<span>{_YEAR})", 0.9),
        ),
        "MONEY": (
            _rule(
                rf"(?:(?:US|A|C|HK){_SPACE}?)?[$€£]{_SPACE}?(?:{_EN_NUMBER})(?:{_SPACE}?(?:thousand|million|billion|trillion|bn|mn|m|k)\b)?",
                0.95,
            ),
            _rule(
                rf"(?:{_EN_NUMBER})(?:{_SPACE}(?:thousand|million|billion|trillion))?{_SPACE}(?:{vocabulary_en.CURRENCIES})",
                0.93,
            ),
        ),
    },
}
_ROLES: dict[str, tuple[re.Pattern[str], float]] = {
    "fr": (re.compile(rf"\b(?:{vocabulary_fr.ROLE_PHRASE})(?!\w)", re.IGNORECASE), 0.9),
    "en": (re.compile(rf"\b(?:{vocabulary_en.ROLE_PHRASE})(?!\w)", re.IGNORECASE), 0.9),
}
_BEFORE_NAME = re.compile(r"[ \u00a0]$")
_AFTER_NAME = re.compile(
    r"^,?[ \u00a0](?:(?:le|la|l['’]|les|the|an?|its|their|son|sa|un|une)[ \u00a0]?)?(?:(?:nouveau|nouvelle|former|new|ancien|ancienne)[ \u00a0])?$"
)


class Rules:
    """The rules of one language for the labels a scheme has, and the pipeline lacks."""

    def __init__(self, language: str, labels: Sequence[str]) -> None:
        rules = _RULES.get(language, {})
        self._rules = [
            (name, rule) for kind, row in rules.items() if (name := label_of_type(kind, tuple(labels))) for rule in row
        ]
        self._role = label_of_type("ROLE", tuple(labels)) if language in _ROLES else ""
        self._role_pattern = _ROLES.get(language)
        self.labels = tuple(dict.fromkeys([*(name for name, _ in self._rules), *([self._role] if self._role else [])]))

    def find(self, text: str, persons: Iterable[tuple[int, int]] = ()) -> list[ProposedSpan]:
        """Spans in order, none overlapping another of its label; a role only beside one of the persons' extents."""
        found: list[ProposedSpan] = []
        ends: dict[str, list[tuple[int, int]]] = {}
        for label, rule in self._rules:
            for match in rule.pattern.finditer(text):
                start, end = match.span("span") if "span" in rule.pattern.groupindex else match.span()
                taken = ends.setdefault(label, [])
                if not any(start < other_end and other_start < end for other_start, other_end in taken):
                    taken.append((start, end))
                    found.append(ProposedSpan(start, end, label, rule.score))
        found += self._roles(text, sorted(persons))
        return sorted(found, key=lambda span: (span.start, -span.end))

    def _roles(self, text: str, persons: Sequence[tuple[int, int]]) -> Iterator[ProposedSpan]:
        if not self._role or not persons or self._role_pattern is None:
            return
        pattern, score = self._role_pattern
        starts = {start for start, _ in persons}
        for match in pattern.finditer(text):
            start, end = match.span()
            inside = any(person_start <= start and end <= person_end for person_start, person_end in persons)
            before = end + 1 in starts and _BEFORE_NAME.search(text[: end + 1][-1:]) is not None
            after = any(
                0 < start - person_end <= 16 and _AFTER_NAME.match(text[person_end:start]) for _, person_end in persons
            )
            if not inside and (before or after):
                yield ProposedSpan(start, end, self._role, score)
