"""The string memory's rule: what earlier decisions say about a string, and what follows for a stretch of text."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.model.annotation import overlaps, strictly_within
from annotator.model.folding import Extent, canonical
from annotator.model.suggestion import SpanSuggestion

SHARE = 0.66
"""Of a string's decisions, how many must agree for it to speak."""
LEAST_REJECTIONS = 2
LEAST_NESTED = 3
"""Nested pairs of two labels seen, before the labels say anything about strings never seen nested."""
NESTED_SHARE = 1 / 3
"""Of those pairs, how many must have been nested spans for the labels to speak: a wrong suggestion costs a key, a missing one two more."""
LEAST_AROUND = 2
"""Decisions for a string to be suggested around what another run suggests in it."""
REJECTED = ""
"""Stands for a label where a suggestion of the string was rejected: it is not an entity."""


class Belief(NamedTuple):
    """What the memory says about a string."""

    label: str
    """`REJECTED` for no entity."""
    n: int
    """Decisions that say so."""
    total: int
    prior: float = 0.5
    """The share that agrees of such strings in general, 0 to 1."""

    @property
    def score(self) -> float:
        """The share of decisions that agree, drawn towards the prior as if two more had been made (Laplace's rule at a half)."""
        return (self.n + 2 * self.prior) / (self.total + 2)


class Match(NamedTuple):
    """A remembered string at a place of the text, with what is believed of it."""

    start: int
    end: int
    pattern: str
    belief: Belief


class Standing(NamedTuple):
    """Another run's suggestion that nobody has decided about."""

    id: int
    start: int
    end: int
    label: str


class Outer(NamedTuple):
    """A span, confirmed or suggested, in which others may lie."""

    start: int
    end: int
    label: str


class Remembered(NamedTuple):
    """A span that the memory suggests."""

    start: int
    end: int
    label: str
    score: float


class Composition(NamedTuple):
    """What the memory makes of a stretch of text."""

    spans: list[Remembered]
    silenced: set[int]
    """The suggestions of other runs that it contradicts."""


@dataclass
class Difference:
    """What has to change in an article's suggestions for them to be what the memory says."""

    add: list[Remembered] = field(default_factory=list)
    restore: list[SpanSuggestion] = field(default_factory=list)
    """Of the memory, put out of action before."""
    remove: list[SpanSuggestion] = field(default_factory=list)
    silence: list[SpanSuggestion] = field(default_factory=list)
    unsilence: list[SpanSuggestion] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.add or self.restore or self.remove or self.silence or self.unsilence)


class MemoryEntry(NamedTuple):
    """One string as the list of what the memory believes shows it."""

    string: str
    label: str
    """The commonest one; `REJECTED` where it was never an entity."""
    n: int
    """Spans of it with that label."""
    total: int
    """All its spans, and the rejections."""
    rejected: int
    speaks: bool
    """Whether it speaks for its other occurrences."""
    switched: bool | None
    """What somebody said by hand; None where the rule decides."""


Inner = Callable[[Outer, Match], str | None]
"""What a remembered string is called inside a longer span; None where nothing is known, `REJECTED` where it is nothing."""


def believed(counts: Mapping[str, int]) -> Belief | None:
    """What those counts by label say about a string, None where they do not agree or are too few."""
    total = sum(counts.values())
    label, n = max(counts.items(), key=lambda item: (item[1], item[0]), default=(REJECTED, 0))
    if n <= 0 or n < SHARE * total or (label == REJECTED and n < LEAST_REJECTIONS):
        return None
    return Belief(label, n, total)


def commonest(counts: Mapping[str, int]) -> Belief | None:
    """The commonest label of a string that somebody wants to speak whatever the rule says; None where it has none."""
    named = {label: n for label, n in counts.items() if label != REJECTED and n > 0}
    if not named:
        return None
    label, n = max(named.items(), key=lambda item: (item[1], item[0]))
    return Belief(label, n, sum(counts.values()))


def compose(
    matches: Sequence[Match], standing: Sequence[Standing], confirmed: Sequence[Outer], inner: Inner
) -> Composition:
    """What the memory suggests among those that overlap one another, and which suggestions it puts out of action.

    A string of which another label is believed takes the suggestion's place; one that is believed to be no entity takes
    it away. Elsewhere the longest string wins, and gives way to what another run suggests or somebody has confirmed, unless
    that lies within it and the string was decided about `LEAST_AROUND` times: then both stand. Inside what then stands, shorter strings are suggested where `inner` says so.
    """
    if not standing and not confirmed and len(matches) == 1:
        match = matches[0]
        return Composition([] if match.belief.label == REJECTED else [_remembered(match)], set())
    if (
        not confirmed
        and len(matches) == len(standing) == 1
        and standing[0][1:] == (*matches[0][:2], matches[0].belief.label)
    ):
        return Composition([], set())
    at = {(match.start, match.end): match for match in matches}
    held = {(outer.start, outer.end) for outer in confirmed}
    silenced: set[int] = set()
    placed: list[Outer] = []
    found: dict[Extent, Remembered] = {}
    for other in standing:
        extent = (other.start, other.end)
        known = at.get(extent)
        if known is None or known.belief.label == other.label:
            placed.append(Outer(*extent, other.label))
            continue
        silenced.add(other.id)
        if known.belief.label != REJECTED and extent not in held:
            found[extent] = _remembered(known)
    placed += [Outer(*span[:3]) for span in found.values()]
    blocked = placed + list(confirmed)
    for match in _longest(match for match in matches if match.belief.label != REJECTED):
        extent = (match.start, match.end)
        if extent in found:
            continue
        touched = [other for other in blocked if overlaps(*extent, other.start, other.end)]
        around = match.belief.n >= LEAST_AROUND and match.belief.label not in {
            o.label for o in confirmed if o in touched
        }
        if not touched or (around and all(strictly_within(*other[:2], *extent) for other in touched)):
            found[extent] = _remembered(match)
            placed.append(Outer(*extent, match.belief.label))
    held |= {(outer.start, outer.end) for outer in placed}
    for outer in (*placed, *confirmed):
        labels = {
            match: label
            for match in matches
            if outer.start <= match.start and match.end <= outer.end
            if (outer.start, outer.end) != (match.start, match.end) and match.belief.label != REJECTED
            if (label := inner(outer, match)) is not None
        }
        silenced |= _contradicted(outer, labels, standing)
        labels = {match: label for match, label in labels.items() if label != REJECTED}
        for match in _longest(labels):
            extent = (match.start, match.end)
            if extent not in held:
                found.setdefault(extent, _remembered(match)._replace(label=labels[match]))
    return Composition(sorted(found.values()), silenced)


def _contradicted(outer: Outer, labels: Mapping[Match, str], standing: Sequence[Standing]) -> set[int]:
    """Suggestions within a span of what was found to be nothing there."""
    nothing = {(match.start, match.end) for match, label in labels.items() if label == REJECTED}
    return {other.id for other in standing if (other.start, other.end) in nothing}


def _remembered(match: Match) -> Remembered:
    return Remembered(match.start, match.end, match.belief.label, match.belief.score)


def _longest(matches: Iterable[Match]) -> list[Match]:
    """Those of the matches that no longer one overlaps."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        if not any(overlaps(match.start, match.end, other.start, other.end) for other in kept):
            kept.append(match)
    return kept


def clusters(
    matches: Sequence[Match], standing: Sequence[Standing], confirmed: Sequence[Outer]
) -> list[tuple[list[Match], list[Standing], list[Outer]]]:
    """The same things in groups that overlap one another, in the order of the text; a group without a match is left out."""
    things: list[tuple[int, int, int, Match | Standing | Outer]] = [(item[0], item[1], 0, item) for item in matches]
    things += [(item[1], item[2], 1, item) for item in standing]
    things += [(item[0], item[1], 2, item) for item in confirmed]
    things.sort()
    found: list[tuple[list[Match], list[Standing], list[Outer]]] = []
    group: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    reach = 0
    for start, end, kind, thing in things:
        if start >= reach:
            if group[0]:
                found.append(group)
            group = ([], [], [])
            reach = end
        elif end > reach:
            reach = end
        group[kind].append(thing)
    return [*found, group] if group[0] else found


class Counts(NamedTuple):
    """How often strings were decided about."""

    strings: Counter[tuple[str, str]]
    """By canonical string and label, `REJECTED` for rejected suggestions."""
    nested: Counter[tuple[str, str, str]]
    """By canonical outer string, canonical string inside it, and the label of that, `REJECTED` for a rejected suggestion."""


def counted(
    text: str, spans: Iterable[Outer], rejected: Iterable[Extent] = (), rejected_inside: Iterable[Extent] = ()
) -> Counts:
    """What one text's confirmed spans and rejected extents amount to; those inside count in the spans that hold them."""
    strings: Counter[tuple[str, str]] = Counter()
    nested: Counter[tuple[str, str, str]] = Counter()
    around: list[tuple[Outer, str]] = []
    inside = (Outer(*extent, REJECTED) for extent in rejected_inside)
    for span in sorted([*spans, *inside], key=lambda span: (span.start, -span.end)):
        string = canonical(text[span.start : span.end])
        around = [item for item in around if item[0].end > span.start]
        for other, outer in around:
            if span.end <= other.end and other[:2] != span[:2]:
                nested[outer, string, span.label] += 1
        if span.label != REJECTED:
            strings[string, span.label] += 1
            around.append((span, string))
    for start, end in rejected:
        strings[canonical(text[start:end]), REJECTED] += 1
    return Counts(strings, nested)


def minus(counts: Counts, less: Counts) -> Counts:
    """What has to be added to `less` for it to be `counts`."""
    strings, nested = Counter(counts.strings), Counter(counts.nested)
    strings.subtract(less.strings)
    nested.subtract(less.nested)
    return Counts(strings, nested)
