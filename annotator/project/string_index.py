"""The remembered strings as an automaton: which of them stand where in a text, and what is believed of each."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from annotator.model.folding import Extent, Folded, canonical, fold, is_whole, spellings
from annotator.model.memory import (
    LEAST_NESTED,
    NESTED_SHARE,
    REJECTED,
    SHARE,
    Belief,
    Counts,
    Match,
    Outer,
    believed,
    commonest,
)

LEAST_LENGTH = 2
"""Strings of fewer code points are not looked for."""
TIERS = (16_384, 1_024, 64)
"""Strings come into the smallest automaton, made anew for each; one that has more than so many goes to the next larger.

The largest of all holds the rest."""


class Scanned:
    """One text and the remembered strings in it; follows the index as strings are added."""

    def __init__(self, text: str, language: str, index: "StringIndex") -> None:
        self.text = text
        self.folded = fold(text, language)
        self._index = index
        self._upto = -1
        self._places: list[tuple[int, int, str]] = []
        self._longest = 0
        self._catch_up()

    def _catch_up(self) -> None:
        """Look for the strings that have come since."""
        index = self._index
        if self._upto == len(index.patterns):
            return
        new = index.patterns[self._upto :] if self._upto >= 0 else []
        if self._upto < 0 or len(new) > 50:
            original = self.folded.original
            self._places = sorted((*original(start, end), pattern) for start, end, pattern in index.scan(self.folded))
        else:
            for pattern in new:
                for start, end in _occurrences(self.folded, pattern):
                    insort(self._places, (start, end, pattern))
        self._upto = len(index.patterns)
        self._longest = max((end - start for start, end, _ in self._places), default=0)

    def matches(self) -> list[Match]:
        """Every string that something is believed of, in the order of the text."""
        self._catch_up()
        return self._believed(self._places)

    def overlapping(self, start: int, end: int) -> list[Match]:
        """Those that share a code point with [start, end)."""
        self._catch_up()
        first = bisect_left(self._places, (start - self._longest, 0, ""))
        last = bisect_left(self._places, (end, 0, ""))
        return self._believed(place for place in self._places[first:last] if place[1] > start)

    def places(self, patterns: Iterable[str]) -> list[Extent]:
        """Where those strings stand."""
        self._catch_up()
        wanted = set(patterns)
        return [(start, end) for start, end, pattern in self._places if pattern in wanted]

    def _believed(self, places: Iterable[tuple[int, int, str]]) -> list[Match]:
        belief = self._index.belief
        return [
            Match(start, end, pattern, found)
            for start, end, pattern in places
            if (found := belief(pattern)) is not None
        ]


def _occurrences(folded: Folded, pattern: str) -> list[Extent]:
    found: list[Extent] = []
    at = folded.text.find(pattern)
    while at >= 0:
        if is_whole(folded.text, at, at + len(pattern)):
            found.append(folded.original(at, at + len(pattern)))
        at = folded.text.find(pattern, at + 1)
    return found


class StringIndex:
    """One annotator's counts, held so that a text is read in one pass whatever their number."""

    def __init__(
        self,
        language: str,
        strings: Iterable[tuple[str, str, int]],
        nested: Iterable[tuple[str, str, str, int]],
        switches: Mapping[str, bool],
    ) -> None:
        self._language = language
        self.counts: dict[str, dict[str, int]] = {}
        self.switches = dict(switches)
        self.patterns: list[str] = []
        """What is looked for, in the order in which it came."""
        self._known: set[str] = set()
        self._strings: dict[str, list[str]] = {}  # pattern → the strings it may stand for
        self._beliefs: dict[str, Belief | None] = {}
        self._nested: dict[str, dict[str, Counter[str]]] = {}
        self._pairs: Counter[tuple[str, str, bool]] = Counter()
        self._shares: dict[str, Counter[tuple[str, str, bool]]] = {}
        # the patterns up to each cut, from the cut before it on, are in one automaton
        self._cuts = [0] * (len(TIERS) + 1)
        self._automata: list[AhoCorasick | None] = [None] * (len(TIERS) + 1)
        for string, label, n in strings:
            self.counts.setdefault(string, {})[label] = n
        for outer, inside, label, n in nested:
            self._nested.setdefault(outer, defaultdict(Counter))[inside][label] = n
        for string in self.counts:
            self._enter(string)
        self._build(0)
        for string in self.counts:
            self._weigh(string)

    def add(self, counts: Counts) -> set[str]:
        """Add to the counts; returns the patterns of which something else is believed now."""
        touched: dict[str, Belief | None] = {}
        for (string, label), n in counts.strings.items():
            if not n:
                continue
            own = self.counts.setdefault(string, {})
            own[label] = own.get(label, 0) + n
            for pattern in spellings(string, self._language):
                touched.setdefault(pattern, self.belief(pattern))
                self._beliefs.pop(pattern, None)
            self._enter(string)
        for (outer, inside, label), n in counts.nested.items():
            self._nested.setdefault(outer, defaultdict(Counter))[inside][label] += n
        for string in {string for string, _ in counts.strings} | {outer for outer, _, _ in counts.nested}:
            self._weigh(string)
        return {pattern for pattern, before in touched.items() if not _same(before, self.belief(pattern))}

    def switch(self, string: str, active: bool | None) -> None:
        """Have a string speak, or not, whatever the rule says."""
        if active is None:
            self.switches.pop(string, None)
        else:
            self.switches[string] = active
        for pattern in spellings(string, self._language):
            self._beliefs.pop(pattern, None)
        if string in self.counts:
            self._enter(string)

    def belief(self, pattern: str) -> Belief | None:
        """What is believed of a string in one of its spellings."""
        if pattern not in self._beliefs:
            self._beliefs[pattern] = self._believed(self._strings.get(pattern, ()))
        return self._beliefs[pattern]

    def belief_of(self, string: str) -> Belief | None:
        """What is believed of a canonical string by itself."""
        return self._believed([string])

    def _believed(self, strings: Iterable[str]) -> Belief | None:
        total: Counter[str] = Counter()
        forced = False
        for string in strings:
            switched = self.switches.get(string)
            if switched is False:
                return None
            forced = forced or switched is True
            total.update(self.counts.get(string, {}))
        return commonest(total) if forced else believed(total)

    def _enter(self, string: str) -> None:
        """Know a string under its spellings, and look for those of which something is believed."""
        for pattern in spellings(string, self._language):
            known = self._strings.setdefault(pattern, [])
            if string not in known:
                known.append(string)
                self._beliefs.pop(pattern, None)
            if pattern not in self._known and len(pattern) >= LEAST_LENGTH and self.belief(pattern) is not None:
                self._known.add(pattern)
                self.patterns.append(pattern)

    def scan(self, folded: Folded) -> list[tuple[int, int, str]]:
        """(start, end, pattern) of every remembered string in a folded text, whole words; offsets into the folded text."""
        if self._cuts[-1] < len(self.patterns):
            self._grow()
        text = folded.text
        found: list[tuple[int, int, str]] = []
        first = 0
        for automaton, cut in zip(self._automata, self._cuts, strict=True):
            if automaton is not None:
                found += [
                    (start, end, self.patterns[first + number])
                    for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
                    if is_whole(text, start, end)
                ]
            first = cut
        return found

    def _grow(self) -> None:
        """Take in the patterns that have come, each automaton that is full into the next larger one."""
        cuts, total = self._cuts, len(self.patterns)
        level = len(cuts) - 1
        while level > 0 and total - cuts[level - 1] > TIERS[level - 1]:
            level -= 1
        self._build(level)

    def _build(self, level: int) -> None:
        first = self._cuts[level - 1] if level else 0
        total = len(self.patterns)
        self._automata[level] = AhoCorasick(self.patterns[first:]) if first < total else None
        self._cuts[level:] = [total] * (len(self._cuts) - level)
        self._automata[level + 1 :] = [None] * (len(self._cuts) - level - 1)

    def tend(self) -> None:
        """Make the largest automaton anew where much has come since; for when nobody waits."""
        if len(self.patterns) - self._cuts[0] > TIERS[1]:
            self._build(0)

    def inner(self, outer: Outer, match: Match, text: str) -> str | None:
        """What a string is called inside that longer span of that text, None where it is nothing there.

        What was seen inside the same longer string decides; where nothing was, whether spans of these two labels mostly
        were nested when they could be.
        """
        if outer.label == match.belief.label:
            return None
        whole = canonical(text[outer.start : outer.end])
        seen = self._nested.get(whole)
        if seen:
            times = sum(self.counts.get(whole, {}).values())
            for string in self._strings.get(match.pattern, ()):
                if seen.get(string):
                    label, n = seen[string].most_common(1)[0]
                    return label if n > 0 and n >= SHARE * times and label != outer.label else None
        yes = self._pairs[match.belief.label, outer.label, True]
        no = self._pairs[match.belief.label, outer.label, False]
        return match.belief.label if yes >= LEAST_NESTED and yes >= NESTED_SHARE * (yes + no) else None

    def _weigh(self, outer: str) -> None:
        """Keep how often strings inside that one were spans of their own, and how often they were not."""
        before = self._shares.pop(outer, None)
        if before:
            self._pairs.subtract(before)
        seen = {inside: labels for inside, labels in self._nested.get(outer, {}).items() if any(labels.values())}
        label = self.belief_of(outer)
        if label is None or label.label == REJECTED or not (" " in outer or seen):
            return
        share: Counter[tuple[str, str, bool]] = Counter()
        for inside in seen.values():
            for name, n in inside.items():
                share[name, label.label, True] += n
        folded = fold(outer, self._language)
        for start, end, pattern in self.scan(folded):
            belief = self.belief(pattern)
            if end - start == len(folded.text) or belief is None or belief.label == REJECTED:
                continue
            if not any(pattern in fold(string, self._language).text for string in seen):
                share[belief.label, label.label, False] += label.n
        if share:
            self._shares[outer] = share
            self._pairs.update(share)


def _same(before: Belief | None, after: Belief | None) -> bool:
    return (before.label if before else None) == (after.label if after else None)
