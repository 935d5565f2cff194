"""The parts of a press article found by rules: headline, standfirst, dateline, byline, photo credit, caption, quote, teasers.

The rules prefer finding nothing to finding what is not there. Offsets are code points into the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from annotator.model.document import Zone
from annotator.model.errors import AnnotationError
from annotator.model.wrapping import runs_on
from annotator.model.zone_patterns import CREDIT_SIGNS, Patterns, patterns_of, photo_credits

KINDS = ("headline", "standfirst", "dateline", "byline", "caption", "credit", "quote", "teaser")
"""What the rules find, and what can be set by hand. A source may name others: body, section …"""

Rule = Literal["suggest", "mute", "leave_out"]
RULES: tuple[Rule, ...] = ("suggest", "mute", "leave_out")
"""Of a kind of zone: suggestions in it are shown; are not; are not, and its text is not trained on either."""

DEFAULT_RULES: Mapping[str, Rule] = {"credit": "mute", "teaser": "mute"}
"""Kinds that are not in it: suggest. Real corpora annotate places and days in datelines."""

CONTAINERS = frozenset(("body", "article", "text", "main"))
"""Kinds that a source uses for all of the text below the headline; other zones may lie in them."""

HEAD_LINES = 8
"""Bylines and lines of dates are looked for in so many lines at the start, and bylines in the last one."""
LONGEST_HEADLINE, LONGEST_LINE, LONGEST_CAPTION = 200, 160, 420
"""Code points."""

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
"""A line that is not blank, without the blanks around it."""
_OPENING = re.compile(r"[–—)]|-[ -]|(?i:date )")
"""Something of this a dateline has."""
_QUOTED = re.compile(r"«[^«»\r\n]{40,}»|“[^“”\r\n]{40,}”")

Extent = tuple[int, int]


def find_zones(text: str, language: str = "", *, title: str = "") -> tuple[Zone, ...]:
    """The zones of a text in reading order, none overlapping another, each marked as found.

    `language` is an ISO 639-1 code: there are rules for fr and en, and some that hold everywhere. A first line that is the
    `title` is the headline.
    """
    return _Finder(text, patterns_of(language), " ".join(title.split())).find()


def with_found(given: Sequence[Zone], found: Iterable[Zone]) -> tuple[Zone, ...]:
    """The zones that a source gave, and those found whose kind it does not name and that none of its zones is in the way of.

    A zone of a source that stands for the whole text (`body`) is in nobody's way where it holds the other one.
    """
    kept = [zone for zone in given if not zone.found]
    kinds = {"headline" if zone.kind == "title" else zone.kind for zone in kept}
    added = [
        zone
        for zone in found
        if zone.kind not in kinds
        and all(
            zone.end <= one.start
            or one.end <= zone.start
            or (one.kind in CONTAINERS and one.start <= zone.start and zone.end <= one.end)
            for one in kept
        )
    ]
    return tuple(sorted([*kept, *added], key=lambda zone: (zone.start, -zone.end))) if added else tuple(kept)


def innermost(zones: Iterable[Zone], offset: int) -> Zone | None:
    """The smallest zone that holds the code point at that offset; of equals the one given last."""
    found: Zone | None = None
    for zone in zones:
        if zone.start <= offset < zone.end and (found is None or zone.end - zone.start <= found.end - found.start):
            found = zone
    return found


def extents_under(zones: Sequence[Zone], rules: Mapping[str, Rule], wanted: Iterable[Rule]) -> list[Extent]:
    """Where one of the wanted rules holds, sorted, none touching another: of zones inside others the inner one decides."""
    under = frozenset(wanted)
    if not any(rule_of(rules, zone.kind) in under for zone in zones):
        return []
    waiting = sorted(zones, key=_start, reverse=True)
    open_here: list[Zone] = []
    extents: list[Extent] = []
    for start, end in pairwise(sorted({border for zone in zones for border in (zone.start, zone.end)})):
        open_here = [zone for zone in open_here if zone.end > start]
        while waiting and waiting[-1].start <= start:
            open_here.append(waiting.pop())
        zone = innermost(open_here, start)
        if zone is None or rule_of(rules, zone.kind) not in under:
            continue
        if extents and extents[-1][1] == start:
            extents[-1] = (extents[-1][0], end)
        else:
            extents.append((start, end))
    return extents


def lies_in(extents: Sequence[Extent], offset: int) -> bool:
    """Whether one of those sorted extents holds the code point at that offset: a span is where it begins."""
    place = bisect_right(extents, offset, key=lambda extent: extent[0]) - 1
    return place >= 0 and offset < extents[place][1]


def rule_of(rules: Mapping[str, Rule], kind: str) -> Rule:
    """The rule for a kind of zone."""
    return rules.get(kind, DEFAULT_RULES.get(kind, "suggest"))


def set_zone(zones: Sequence[Zone], start: int, end: int, kind: str) -> tuple[Zone, ...]:
    """The zones with [start, end) made one of that kind, or of no zone where `kind` is "".

    What was a zone there is cut back to what lies outside; a zone that stands for the whole text stays. All of them count
    as given from then on: whoever changes one has seen the others.
    """
    left: list[Zone] = [replace(zone, found=False) for zone in zones if zone.kind in CONTAINERS]
    for zone in zones:
        if zone.kind in CONTAINERS:
            continue
        for low, high in ((zone.start, min(zone.end, start)), (max(zone.start, end), zone.end)):
            if low < high:
                left.append(Zone(low, high, zone.kind))
    if kind:
        left.append(Zone(start, end, kind))
    return tuple(sorted(left, key=lambda zone: (zone.start, -zone.end)))


def change_zone(zones: Sequence[Zone], zone: Zone, kind: str) -> tuple[Zone, ...]:
    """The zones with that one of another kind, or gone where `kind` is ""; those within it and around it stay.

    All of them count as given from then on. Raises AnnotationError where it is not among them.
    """
    if zone not in zones:
        raise AnnotationError("the zone is no longer there")
    at = tuple(zones).index(zone)
    changed = [Zone(zone.start, zone.end, kind)] if kind else []
    return tuple(replace(one, found=False) for one in (*zones[:at], *changed, *zones[at + 1 :]))


class _Finder:
    """One text."""

    def __init__(self, text: str, patterns: Patterns, title: str) -> None:
        self._text = text
        self._patterns = patterns
        self._title = title
        self._lines = [match.span() for match in _LINE.finditer(text)]
        self._zones: list[Zone] = []
        """By place."""

    def find(self) -> tuple[Zone, ...]:
        """All kinds; what is found first is not looked at again."""
        if not self._lines:
            return ()
        self._credits()
        self._teasers()
        self._datelines()
        self._bylines()
        self._headline()
        self._standfirst()
        self._captions()
        self._quotes()
        return tuple(self._zones)

    # -- kinds

    def _credits(self) -> None:
        text = self._text
        if not any(sign in text for sign in CREDIT_SIGNS):
            return
        patterns = photo_credits()
        if "(" in text:
            for match in patterns.bracketed.finditer(text):
                self._add(match.start(), match.end(), "credit")
        for start, end in self._lines:
            if end - start > LONGEST_CAPTION or not any(text.find(sign, start, end) >= 0 for sign in CREDIT_SIGNS):
                continue
            if end - start <= LONGEST_LINE and patterns.line.fullmatch(text, start, end):
                self._add(start, end, "credit")
            elif tail := patterns.tail.search(text, start, end):
                self._add(tail.start(1), end, "credit")

    def _teasers(self) -> None:
        text = self._text
        if "(" in text:
            for match in self._patterns.asides.finditer(text):
                self._add(match.start(), match.end(), "teaser")
        for number, (start, end) in enumerate(self._lines):
            if end - start <= 2 * LONGEST_LINE and self._patterns.teasers.fullmatch(text, start, end):
                self._add(start, self._teaser_end(number), "teaser")

    def _teaser_end(self, number: int) -> int:
        """The end of the teaser's line; of the next one where it says no more than “Read more”."""
        start, end = self._lines[number]
        if end - start <= 24 and number + 1 < len(self._lines):
            after = self._lines[number + 1]
            short = after[1] - after[0] <= LONGEST_LINE and self._text[after[1] - 1] not in ".!"
            if short and self._text.count("\n", end, after[0]) <= 1:
                return after[1]
        return end

    def _datelines(self) -> None:
        text = self._text
        for number, (start, end) in enumerate(self._lines):
            if _OPENING.search(text, start, min(end, start + LONGEST_LINE)):
                opening = self._patterns.datelines.match(text, start, end)
                if opening is not None and opening.end() - start <= LONGEST_LINE:
                    self._add(start, opening.end(), "dateline")
                    continue
            if number < HEAD_LINES and end - start <= LONGEST_LINE and self._patterns.dates.fullmatch(text, start, end):
                self._add(start, end, "dateline")

    def _bylines(self) -> None:
        last = self._lines[-1:] if len(self._lines) > HEAD_LINES else []
        for number, (start, end) in enumerate((*self._lines[:HEAD_LINES], *last)):
            if end - start <= LONGEST_LINE and (
                self._patterns.bylines.fullmatch(self._text, start, end)
                or (number == 1 and self._patterns.names.fullmatch(self._text, start, end))
            ):
                self._add(start, end, "byline")

    def _headline(self) -> None:
        start, end = self._lines[0]
        if end - start > LONGEST_HEADLINE or len(self._lines) < 2:
            return
        words = self._text[start:end].split()
        after = self._lines[1]
        apart = self._text.count("\n", end, after[0]) > 1 or self._text.count("\r", end, after[0]) > 1
        if not apart and runs_on(self._text, end, after[0]):
            return
        if self._title and " ".join(words) == self._title:
            self._add(start, end, "headline")
            return
        known = any(zone.start == after[0] and zone.kind in ("dateline", "byline") for zone in self._zones[:2])
        rest = len(self._text) - after[0]
        if (
            (apart or known)
            and len(words) >= 2
            and rest >= end - start
            and (self._text[end - 1] not in ".,;:" or self._text.endswith("...", start, end))
            and (self._text[start].isupper() or self._text[start].isdigit() or self._text[start] in "«“\"'’<")
        ):
            self._add(start, end, "headline")

    def _standfirst(self) -> None:
        """A paragraph between the headline and the line that says who wrote it, or where."""
        if len(self._lines) < 4 or not any(zone.kind == "headline" for zone in self._zones):
            return
        start, end = self._lines[1]
        after = self._lines[2][0]
        known = any(zone.start == after and zone.kind in ("dateline", "byline") for zone in self._zones)
        notice = self._patterns.notices.match(self._text, start)
        if known and notice is None and 60 <= end - start <= LONGEST_CAPTION:
            self._add(start, end, "standfirst")

    def _captions(self) -> None:
        """What stands before a credit in a short line that ends with it."""
        for zone in [zone for zone in self._zones if zone.kind == "credit"]:
            place = bisect_right(self._lines, (zone.start, len(self._text))) - 1
            start, end = self._lines[place]
            if end - start > LONGEST_CAPTION or self._text[zone.end : end].strip(" ."):
                continue
            before = bisect_left(self._zones, zone.start, key=_start) - 1
            if before >= 0:
                start = max(start, self._zones[before].end)
            start, stop = _stripped(self._text, start, zone.start)
            if stop - start >= 3:
                self._add(start, stop, "caption")

    def _quotes(self) -> None:
        for start, end in self._lines:
            stop = end - 1 if self._text[end - 1] == "." else end
            if self._text[start] in "«“" and _QUOTED.fullmatch(self._text, start, stop):
                self._add(start, end, "quote")

    def _add(self, start: int, end: int, kind: str) -> None:
        place = bisect_left(self._zones, start, key=_start)
        clear = place == len(self._zones) or end <= self._zones[place].start
        if clear and (place == 0 or self._zones[place - 1].end <= start):
            self._zones.insert(place, Zone(start, end, kind, found=True))


def _start(zone: Zone) -> int:
    return zone.start


def _stripped(text: str, start: int, end: int) -> Extent:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
