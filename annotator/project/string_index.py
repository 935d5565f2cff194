"""The remembered strings as an automaton: which of them stand where in a text, and what is believed of each."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from annotator.model.folding import BETWEEN, Extent, Folded, all_spellings, canonical, fold, is_whole, spellings
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
COMMON = 20
"""A string without a capital that an article has more often than this speaks there once a decision in so many says so."""
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
        self._common: dict[str, int] = {}
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
        times = Counter(pattern for _, _, pattern in self._places)
        self._common = {pattern: n for pattern, n in times.items() if n > COMMON and pattern.islower()}

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
        belief, common = self._index.belief, self._common
        return [
            Match(start, end, pattern, found)
            for start, end, pattern in places
            if (found := belief(pattern)) is not None and not (pattern in common and found.n * COMMON < common[pattern])
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
        every = list(self.counts)
        for string, patterns in zip(every, all_spellings(every, language), strict=True):
            self._enter(string, patterns)
        self._build(0)
        self._weigh(every)

    def add(self, counts: Counts) -> set[str]:
        """Add to the counts; returns the patterns of which something else may follow now."""
        touched: dict[str, Belief | None] = {}
        for (string, label), n in counts.strings.items():
            if not n:
                continue
            own = self.counts.setdefault(string, {})
            own[label] = own.get(label, 0) + n
            patterns = spellings(string, self._language)
            for pattern in patterns:
                touched.setdefault(pattern, self.belief(pattern))
                self._beliefs.pop(pattern, None)
            self._enter(string, patterns)
        for (outer, inside, label), n in counts.nested.items():
            self._nested.setdefault(outer, defaultdict(Counter))[inside][label] += n
        self._weigh({string for string, _ in counts.strings} | {outer for outer, _, _ in counts.nested})
        return {
            pattern
            for pattern, before in touched.items()
            if pattern.islower() or not _same(before, self.belief(pattern))  # a common word's count matters too
        }

    def switch(self, string: str, active: bool | None) -> None:
        """Have a string speak, or not, whatever the rule says."""
        if active is None:
            self.switches.pop(string, None)
        else:
            self.switches[string] = active
        patterns = spellings(string, self._language)
        for pattern in patterns:
            self._beliefs.pop(pattern, None)
        self._enter(string, patterns)

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

    def _enter(self, string: str, patterns: Iterable[str]) -> None:
        """Know a string under its spellings, and look for those of which something is believed."""
        for pattern in patterns:
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

    def _weigh(self, outers: Iterable[str]) -> None:
        """Keep how often strings inside those were spans of their own, and how often they were not."""
        weighed: dict[str, Belief] = {}
        for outer in outers:
            before = self._shares.pop(outer, None)
            if before:
                self._pairs.subtract(before)
            belief = self.belief_of(outer) if " " in outer or outer in self._nested else None
            if belief is not None and belief.label != REJECTED:
                weighed[outer] = belief
        if not weighed:
            return
        folded = fold(BETWEEN.join(weighed), self._language)
        ends = list(accumulate((len(part) + 1 for part in folded.text.split(BETWEEN)), initial=0))
        inside: dict[int, list[str]] = defaultdict(list)
        for start, end, pattern in self.scan(folded):
            at = bisect_right(ends, start) - 1
            if end < ends[at + 1] - 1 or start > ends[at]:
                inside[at].append(pattern)
        for at, (outer, belief) in enumerate(weighed.items()):
            if share := self._share(outer, belief, inside.get(at, ())):
                self._shares[outer] = share
                self._pairs.update(share)

    def _share(self, outer: str, belief: Belief, inside: Iterable[str]) -> Counter[tuple[str, str, bool]]:
        share: Counter[tuple[str, str, bool]] = Counter()
        seen = [string for string, labels in self._nested.get(outer, {}).items() if any(labels.values())]
        for string in seen:
            for label, n in self._nested[outer][string].items():
                share[label, belief.label, True] += n
        covered = [fold(string, self._language).text for string in seen]
        for pattern in inside:
            found = self.belief(pattern)
            if found is not None and found.label != REJECTED and not any(pattern in string for string in covered):
                share[found.label, belief.label, False] += belief.n
        return share


def _same(before: Belief | None, after: Belief | None) -> bool:
    return (before.label if before else None) == (after.label if after else None)
