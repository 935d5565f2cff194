"""The remembered strings as an automaton: which of them stand where in a text, and what is believed of each."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from annotator.model.folding import BETWEEN, Folded, all_spellings, canonical, fold, is_whole, spellings
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
FULL = 4_096
"""Strings of an automaton that is full: making one takes five milliseconds, and a larger one more than in proportion."""
TIERS = (1_024, 64)
"""Strings come into the smallest automaton, made anew for each; one that has more than so many goes to the next larger."""
READ = 500
ENTERED = 50
WEIGHED = 100
"""So many at a time are read, entered and weighed: a millisecond or two."""


class StringIndex:
    """One annotator's counts, held so that a text is read in one pass whatever their number."""

    def __init__(
        self,
        language: str,
        strings: Iterable[tuple[str, str, int]] = (),
        nested: Iterable[tuple[str, str, str, int]] = (),
        switches: Mapping[str, bool] | None = None,
    ) -> None:
        self._language = language
        self.counts: dict[str, dict[str, int]] = {}
        # (first word, label), in one text for the collector's sake
        self._beginnings: dict[str, int] = {}
        self._labels: set[str] = set()
        self.switches = dict(switches or {})
        self.patterns: list[str] = []
        """What is looked for, in the order in which it came."""
        self._known: set[str] = set()
        # pattern → the strings it may stand for: tuples and few beliefs, for a hundred thousand objects that the garbage
        # collector has to look at would be a pause of fifty milliseconds now and then
        self._strings: dict[str, tuple[str, ...]] = {}
        self._same: dict[Belief, Belief] = {}
        self._beliefs: dict[str, Belief | None] = {}
        self._nested: dict[str, dict[str, Counter[str]]] = {}
        self._pairs: Counter[tuple[str, str, bool]] = Counter()
        self._shares: dict[str, Counter[tuple[str, str, bool]]] = {}
        self._full: list[AhoCorasick] = []
        # of those that come after the full ones, the patterns up to each cut, from the cut before it on, are in one automaton
        self._cuts = [0] * (len(TIERS) + 1)
        self._automata: list[AhoCorasick | None] = [None] * (len(TIERS) + 1)
        for _ in self.read(strings, nested):
            pass

    def read(
        self, strings: Iterable[tuple[str, str, int]], nested: Iterable[tuple[str, str, str, int]]
    ) -> Iterator[None]:
        """Take in counts, before any others, a little at a time."""
        for number, (string, label, n) in enumerate(strings):
            self.counts.setdefault(string, {})[label] = n
            self._begin(string, label, n)
            if number % READ == 0:
                yield
        for number, (outer, inside, label, n) in enumerate(nested):
            self._nested.setdefault(outer, defaultdict(Counter))[inside][label] = n
            if number % READ == 0:
                yield
        every = list(self.counts)
        for first in range(0, len(every), ENTERED):
            part = every[first : first + ENTERED]
            for string, patterns in zip(part, all_spellings(part, self._language), strict=True):
                self._enter(string, patterns)
            yield
            if len(self.patterns) - len(self._full) * FULL >= FULL:
                self._fill_up()
                yield
        for first in range(0, len(every), WEIGHED):
            self._weigh(every[first : first + WEIGHED])
            yield

    def add(self, counts: Counts) -> set[str]:
        """Add to the counts; returns the patterns of which something else may follow now."""
        touched: dict[str, Belief | None] = {}
        for (string, label), n in counts.strings.items():
            if not n:
                continue
            own = self.counts.setdefault(string, {})
            own[label] = own.get(label, 0) + n
            self._begin(string, label, n)
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
            found = self._believed(self._strings.get(pattern, ()))
            self._beliefs[pattern] = found and self._same.setdefault(found, found)
        return self._beliefs[pattern]

    def belief_of(self, string: str) -> Belief | None:
        """What is believed of a canonical string by itself."""
        return self._believed([string])

    def shares_beginning(self, string: str) -> dict[str, float]:
        """What strings of several words that begin as this one does were found to be: the share of the decisions for each
        label; nothing for a string of one word.
        """
        first, _, more = string.partition(" ")
        counts = {label: self._beginnings.get(f"{first.lower()}{BETWEEN}{label}", 0) for label in self._labels if more}
        total = sum(counts.values())
        return {label: n / total for label, n in counts.items() if n > 0 and label != REJECTED}

    def _begin(self, string: str, label: str, n: int) -> None:
        first, _, more = string.partition(" ")
        if more:
            key = f"{first.lower()}{BETWEEN}{label}"
            self._beginnings[key] = self._beginnings.get(key, 0) + n
            self._labels.add(label)

    def is_decided(self, pattern: str) -> bool:
        """Whether somebody has decided about a string in that spelling, or has switched it."""
        strings = self._strings.get(pattern, ())
        return any(string in self.switches or any(self.counts.get(string, {}).values()) for string in strings)

    def is_looked_for(self, pattern: str) -> bool:
        """Whether a string in that spelling is among the `patterns`."""
        return pattern in self._known

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
            known = self._strings.get(pattern, ())
            if string not in known:
                self._strings[pattern] = (*known, string)
                self._beliefs.pop(pattern, None)
            if pattern not in self._known and len(pattern) >= LEAST_LENGTH and self.belief(pattern) is not None:
                self._known.add(pattern)
                self.patterns.append(pattern)

    def scan(self, folded: Folded) -> list[tuple[int, int, str]]:
        """(start, end, pattern) of every remembered string in a folded text, whole words; offsets into the folded text."""
        return [place for part in self.scanning(folded) for place in part]

    def scanning(self, folded: Folded, *, since: int = 0) -> Iterator[list[tuple[int, int, str]]]:
        """`scan`, one automaton at a time, for the patterns from that one on; those that come meanwhile are not looked for."""
        if self._cuts[-1] < len(self.patterns):
            self._grow()
        firsts = [*range(0, len(self._full) * FULL, FULL), len(self._full) * FULL, *self._cuts[:-1]]
        for automaton, first, last in zip(
            [*self._full, *self._automata], firsts, [*firsts[1:], len(self.patterns)], strict=True
        ):
            if automaton is not None and last > since:
                yield [
                    (start, end, self.patterns[first + number])
                    for number, start, end in automaton.find_matches_as_indexes(folded.text, overlapping=True)
                    if first + number >= since and is_whole(folded.text, start, end)
                ]

    def _fill_up(self) -> None:
        """Make an automaton of the next patterns that fill one."""
        first = len(self._full) * FULL
        self._full.append(AhoCorasick(self.patterns[first : first + FULL]))
        self._cuts = [first + FULL] * len(self._cuts)
        self._automata = [None] * len(self._automata)

    def _grow(self) -> None:
        """Take in the patterns that have come, each automaton that is full into the next larger one."""
        while len(self.patterns) - len(self._full) * FULL >= FULL:
            self._fill_up()
        cuts, total = self._cuts, len(self.patterns)
        level = len(cuts) - 1
        while level > 0 and total - cuts[level - 1] > TIERS[level - 1]:
            level -= 1
        first = cuts[level - 1] if level else len(self._full) * FULL
        self._automata[level] = AhoCorasick(self.patterns[first:]) if first < total else None
        cuts[level:] = [total] * (len(cuts) - level)
        self._automata[level + 1 :] = [None] * (len(cuts) - level - 1)

    def inner(self, outer: Outer, match: Match, text: str) -> str | None:
        """What a string is called inside that longer span of that text, None where it is nothing there.

        `REJECTED` where it was found to be nothing there. What was seen inside the same longer string decides; where nothing
        was, whether spans of these two labels were nested often enough when they could be.
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
                    if label == REJECTED and n > 0:
                        return REJECTED
                    return label if n > 0 and n >= SHARE * times and label != outer.label else None
        return match.belief.label if self._nests(match.belief.label, outer.label) else None

    def nested_labels(self) -> tuple[tuple[str, str], ...]:
        """(outer, inner) labels of spans that were nested often enough when they could be, sorted."""
        pairs = {(outer, inner) for inner, outer, _ in self._pairs if inner != outer}
        return tuple(sorted((outer, inner) for outer, inner in pairs if self._nests(inner, outer)))

    def _nests(self, inner: str, outer: str) -> bool:
        yes, no = self._pairs[inner, outer, True], self._pairs[inner, outer, False]
        return yes >= LEAST_NESTED and yes >= NESTED_SHARE * (yes + no)

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
        seen: list[str] = []
        for string, labels in self._nested.get(outer, {}).items():
            named = {label: n for label, n in labels.items() if label != REJECTED and n}
            seen += [string] * bool(named)
            for label, n in named.items():
                share[label, belief.label, True] += n
        covered = [fold(string, self._language).text for string in seen]
        for pattern in inside:
            found = self.belief(pattern)
            if found is not None and found.label != REJECTED and not any(pattern in string for string in covered):
                share[found.label, belief.label, False] += belief.n
        return share


def _same(before: Belief | None, after: Belief | None) -> bool:
    return (before.label if before else None) == (after.label if after else None)
