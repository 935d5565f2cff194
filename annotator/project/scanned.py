"""One text with the strings in it that the memory knows, and with the parts of its own persons' names."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from annotator.model.folding import Extent, Folded, fold, is_whole
from annotator.model.memory import Match
from annotator.project.name_parts import NameParts, Names, small_words
from annotator.project.string_index import StringIndex

COMMON = 20
"""A string without a capital that an article has more often than this speaks there once a decision in so many says so."""
FEW = 50
"""Strings that are looked for one by one."""

Place = tuple[int, int, str]
"""Start, end, and the string that stands there, in the spelling in which it was looked for."""


class Scanned:
    """One text and the remembered strings in it; those that come later are looked for by `catch_up`."""

    def __init__(self, text: str, language: str, index: StringIndex, names: Names | None = None) -> None:
        self.text = text
        self._index = index
        self._upto = 0
        self._places: list[Place] = []
        self._by_string: dict[str, list[Extent]] = {}
        self._longest = 0
        self._common: dict[str, int] = {}
        self._parts = NameParts(language)
        self._placed: set[str] = set()  # parts of names that are among the places
        for _ in self.in_steps(language, names or Counter()):
            pass

    @classmethod
    def begun(cls, text: str, language: str, index: StringIndex) -> "Scanned":
        """One in which nothing has been looked for: `in_steps` does."""
        made = cls("", language, index)
        made.text = text
        return made

    def in_steps(self, language: str, names: Names) -> Iterator[None]:
        """Look for everything, one automaton at a time: some milliseconds each in the longest articles."""
        self.folded = fold(self.text, language)
        yield
        self._upto = len(self._index.patterns)
        found: list[Place] = []
        for part in self._index.scanning(self.folded):
            found += part
            yield
        self._take_in(found)
        if names:
            new = self._parts.add(names)
            yield
            small = small_words(self.folded)
            yield
            self._place_parts([pattern for pattern in new if pattern.lower() not in small])

    def name(self, names: Names) -> None:
        """There are so many more, or fewer, of these persons' names."""
        new = self._parts.add(names)
        self._place_parts([pattern for pattern in new if not _occurrences(self.folded, [pattern.lower()])])

    def parts_among(self, patterns: Iterable[str]) -> set[str]:
        """Those that are parts of persons' names here."""
        return {pattern for pattern in patterns if pattern in self._parts}

    def _place_parts(self, patterns: list[str]) -> None:
        # what the index looks for is found by `catch_up`
        new = [pattern for pattern in patterns if not self._index.is_looked_for(pattern)]
        self._placed.update(new)
        self._take_in(_occurrences(self.folded, new))

    @property
    def behind(self) -> bool:
        """Whether strings have come that have not been looked for."""
        return self._upto < len(self._index.patterns)

    def catch_up(self) -> None:
        """Look for the strings that have come since: some milliseconds where a long text is full of them."""
        new = self._index.patterns[self._upto :]
        if not new:
            return
        if len(new) > FEW:
            found = [place for part in self._index.scanning(self.folded, since=self._upto) for place in part]
        else:
            found = _occurrences(self.folded, new)
        self._upto += len(new)
        self._take_in([place for place in found if place[2] not in self._placed])

    def _take_in(self, found: list[Place]) -> None:
        """Add places in the folded text."""
        if not found:
            return
        original = self.folded.original
        places = sorted((*original(start, end), pattern) for start, end, pattern in found)
        self._places = sorted((*self._places, *places))
        for start, end, pattern in places:
            self._by_string.setdefault(pattern, []).append((start, end))
        self._longest = max(self._longest, max(end - start for start, end, _ in places))
        times = Counter(pattern for _, _, pattern in places)
        self._common.update({pattern: n for pattern, n in times.items() if n > COMMON and pattern.islower()})

    def matches(self) -> list[Match]:
        """Every string that something is believed of, in the order of the text."""
        return self._believed(self._places)

    def overlapping(self, start: int, end: int) -> list[Match]:
        """Those that share a code point with [start, end)."""
        first = bisect_left(self._places, (start - self._longest, 0, ""))
        last = bisect_left(self._places, (end, 0, ""))
        return self._believed(place for place in self._places[first:last] if place[1] > start)

    def places(self, patterns: Collection[str]) -> list[Extent]:
        """Where those strings stand."""
        return sorted(extent for pattern in set(patterns) for extent in self._by_string.get(pattern, ()))

    def _believed(self, places: Iterable[Place]) -> list[Match]:
        belief, common, parts = self._index.belief, self._common, self._parts
        found: list[Match] = []
        for start, end, pattern in places:
            known = belief(pattern)
            if known is None and pattern in parts and not self._index.is_decided(pattern):
                known = parts.belief(pattern)
            if known is not None and not (pattern in common and known.n * COMMON < common[pattern]):
                found.append(Match(start, end, pattern, known))
        return found


def _occurrences(folded: Folded, patterns: list[str]) -> list[Place]:
    """Whole words, in one text that no automaton of the index has read for these."""
    text = folded.text
    if len(patterns) > FEW:
        automaton = AhoCorasick(patterns)
        found = [
            (start, end, patterns[n]) for n, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        ]
    else:
        found = [(at, at + len(pattern), pattern) for pattern in patterns for at in _finds(text, pattern)]
    return [place for place in found if is_whole(text, place[0], place[1])]


def _finds(text: str, pattern: str) -> Iterator[int]:
    at = text.find(pattern)
    while at >= 0:
        yield at
        at = text.find(pattern, at + 1)
