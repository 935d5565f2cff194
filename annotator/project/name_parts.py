"""The names within the confirmed names of one article's persons: “Tshisekedi” once “Étienne Tshisekedi” is one.

In the news a person has the whole name once, then a part of it. What a part says holds in that article alone, and only
until somebody decides about the part itself: docs/adr/0039-parts-of-a-person-s-name.md has the counts behind it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category

from annotator.model.article_view import ArticleSpan
from annotator.model.edit import Change
from annotator.model.entity_types import entity_type
from annotator.model.folding import Folded, all_spellings, canonical
from annotator.model.memory import Belief

LEAST_LETTERS = 2
MOST_WORDS = 5
LONGEST_PARTICLE = 3
RIGHT = 0.9
"""The share of parts that are what their names are: the least that was counted in today's news."""
_NUMERAL = re.compile(r"[IVXLC]+")
_SMALL_WORD = re.compile(r"[^\W\d_]+")

Names = Counter[tuple[str, str]]
"""Canonical string and label of persons' names of two words or more, each with how many spans it has, or has more now."""


def is_name(text: str, label: str) -> bool:
    """Whether a span is a person's name that parts may stand for."""
    return any(character.isspace() for character in text) and entity_type(label) == "PER"


def names_of(text: str, spans: Iterable[ArticleSpan]) -> Names:
    """The names among confirmed spans of a text."""
    found = Counter((text[span.start : span.end], span.label) for span in spans)
    names: Names = Counter()
    for (string, label), n in found.items():
        if is_name(string, label):
            names[canonical(string), label] += n
    return names


def names_of_edit(text: str, changes: Sequence[Change]) -> Names:
    """How many more, or fewer, of each name there are after an edit of a text's spans; those of which neither are left out."""
    names: Names = Counter()
    for change in changes:
        if change.table != "spans":
            continue
        for row, step in ((change.before, -1), (change.after, 1)):
            if row is not None and is_name(string := text[row["start"] : row["end"]], row["label"]):
                names[canonical(string), row["label"]] += step
    return Counter({name: n for name, n in names.items() if n})


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a canonical name that may stand for it: its last word, and all words but the first.

    They begin with a letter that is not small: no particle, no number; initials, “Jr.” and a king's number are none.
    What has more than a name in it (a comma, an office with its country) has no parts.
    """
    words = name.split(" ")
    if not 2 <= len(words) <= MOST_WORDS or not all(map(_is_name_word, words)) or not all(map(_is_short, words[1:-1])):
        return ()
    return tuple(dict.fromkeys(part for part in (words[-1], " ".join(words[1:])) if _may_stand(part)))


def has_part(name: str, pattern: str, language: str) -> bool:
    """Whether a pattern is a spelling of a part of that name."""
    return any(pattern in patterns for patterns in all_spellings(parts_of(canonical(name)), language))


def _is_name_word(word: str) -> bool:
    return all(character.isalpha() or character in "-'." or category(character)[0] == "M" for character in word)


def _is_short(word: str) -> bool:
    """Whether a word within a name is a particle, if it is a small one."""
    return not word.islower() or len(word) <= LONGEST_PARTICLE


def _may_stand(part: str) -> bool:
    return (
        len(part) >= LEAST_LETTERS
        and part[0].isalpha()
        and not part[0].islower()
        and not part.endswith(".")
        and not _NUMERAL.fullmatch(part)
    )


class NameParts:
    """What the parts of an article's names say."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._counts: dict[str, Counter[str]] = {}

    def __contains__(self, pattern: str) -> bool:
        return pattern in self._counts

    def patterns(self, names: Names) -> set[str]:
        """The spellings of the parts of those names, in texts folded for the language."""
        return {pattern for _, _, patterns in self._spelled(names) for pattern in patterns}

    def add(self, names: Names) -> list[str]:
        """Count those names; the patterns that are new."""
        new: list[str] = []
        for label, n, patterns in self._spelled(names):
            for pattern in patterns:
                if pattern not in self._counts:
                    self._counts[pattern] = Counter()
                    new.append(pattern)
                self._counts[pattern][label] += n
        return new

    def belief(self, pattern: str) -> Belief | None:
        """The label of the names that it is a part of; None where there are none any more, or with several labels."""
        counts = self._counts.get(pattern)
        held = [(label, n) for label, n in counts.items() if n > 0] if counts else []
        return Belief(held[0][0], held[0][1], held[0][1], RIGHT) if len(held) == 1 else None

    def _spelled(self, names: Names) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        parts = [(part, label, n) for (name, label), n in names.items() for part in parts_of(name)]
        spelled = all_spellings([part for part, _, _ in parts], self._language)
        for (_, label, n), patterns in zip(parts, spelled, strict=True):
            yield label, n, patterns


def small_words(folded: Folded) -> frozenset[str]:
    """The words of a text that have no capital: what is one of them says nothing of a name where a sentence begins with it."""
    return frozenset(word for word in _SMALL_WORD.findall(folded.text) if word.islower())
