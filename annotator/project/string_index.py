"""The remembered strings as an automaton: which of them stand where in a text, and what is believed of each."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
FULL = 4_096
"""Strings of an automaton that is full: making one takes five milliseconds, and a larger one more than in proportion."""
TIERS = (1_024, 64)
"""Strings come into the smallest automaton, made anew for each; one that has more than so many goes to the next larger."""
FEW = 50
"""Strings that are looked for one by one."""
READ = 500
ENTERED = 50
WEIGHED = 100
"""So many at a time are read, entered and weighed: a millisecond or two."""


class Scanned:
    """One text and the remembered strings in it; follows the index as strings are added."""

    def __init__(self, text: str, language: str, index: "StringIndex") -> None:
        self.text = text
        self._index = index
        self._upto = 0
        self._places: list[tuple[int, int, str]] = []
        self._longest = 0
        self._common: dict[str, int] = {}
        for _ in self.in_steps(language):
            pass

    @classmethod
    def begun(cls, text: str, index: "StringIndex") -> "Scanned":
        """One in which nothing has been looked for: `in_steps` does."""
        made = cls("", "", index)
        made.text = text
        return made

    def in_steps(self, language: str) -> Iterator[None]:
        """Look for everything, one automaton at a time: some milliseconds each in the longest articles."""
        self.folded = fold(self.text, language)
        yield
        self._upto = len(self._index.patterns)
        found: list[tuple[int, int, str]] = []
        for part in self._index.scanning(self.folded):
            found += part
            yield
        original = self.folded.original
        self._take_in([(*original(start, end), pattern) for start, end, pattern in found])

    def _catch_up(self) -> None:
        """Look for the strings that have come since."""
        new = self._index.patterns[self._upto :]
        if not new:
            return
        if len(new) > FEW:
            found = [place for part in self._index.scanning(self.folded, since=self._upto) for place in part]
        else:
            found = _occurrences(self.folded, new)
        self._upto += len(new)
        original = self.folded.original
        self._take_in([(*original(start, end), pattern) for start, end, pattern in found])

    def _take_in(self, places: list[tuple[int, int, str]]) -> None:
        if not places:
            return
        self._places = sorted((*self._places, *sorted(places)))
        self._longest = max(self._longest, max(end - start for start, end, _ in places))
        times = Counter(pattern for _, _, pattern in places)
        self._common.update({pattern: n for pattern, n in times.items() if n > COMMON and pattern.islower()})

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


def _occurrences(folded: Folded, patterns: list[str]) -> list[tuple[int, int, str]]:
    """Few strings in one text."""
    text = folded.text
    found: list[tuple[int, int, str]] = []
    for pattern in patterns:
        at = text.find(pattern)
        while at >= 0:
            if is_whole(text, at, at + len(pattern)):
                found.append((at, at + len(pattern), pattern))
            at = text.find(pattern, at + 1)
    return found


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
