"""Tags of tokens as spans, and back: IOB1, IOB2, BIOES, BILOU, told apart by nothing but their letters.

Formats: Ramshaw and Marcus (1995) for IOB, Ratinov and Roth (2009) for BILOU.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from annotator.model.record import RecordSpan

_TAG = re.compile(r"([BIESLUMW])-(\S+)")
OUTSIDE = frozenset({"O", "_", "-", ""})


def is_tag(value: str) -> bool:
    """Whether a column's value is a tag of some scheme."""
    return value in OUTSIDE or _TAG.fullmatch(value) is not None


def decode(tags: Sequence[str], extents: Sequence[tuple[int, int]]) -> Iterator[RecordSpan]:
    """The spans of one layer of tags; `extents` are the tokens' code points.

    B, S, U and W begin a span, and so does any other tag that nothing of its label goes before; E, L, S, U and W end one.
    """
    start: int | None = None
    end = 0
    label = ""
    closed = True
    for tag, extent in zip(tags, extents, strict=True):
        found = _TAG.fullmatch(tag)
        begins = found is not None and (found[1] in "BSUW" or closed or start is None or found[2] != label)
        if start is not None and (found is None or begins):
            yield RecordSpan(start, end, label)
            start = None
        if found is None:
            continue
        if begins:
            start, label = extent[0], found[2]
        end = extent[1]
        closed = found[1] in "ELSUW"
    if start is not None:
        yield RecordSpan(start, end, label)


def encode(spans: Iterable[RecordSpan], extents: Sequence[tuple[int, int]]) -> list[str]:
    """IOB2 tags of the tokens; the spans must not overlap, and no token may cross a border of theirs."""
    tags = ["O"] * len(extents)
    starts = [start for start, _ in extents]
    for span in spans:
        place = bisect_left(starts, span.start)
        prefix = "B"
        while place < len(extents) and extents[place][0] < span.end:
            tags[place] = f"{prefix}-{span.label}"
            prefix = "I"
            place += 1
    return tags


def flat(spans: Iterable[RecordSpan]) -> list[RecordSpan]:
    """Spans without overlap: the longer ones first, then those that begin earlier."""
    taken: list[tuple[int, int]] = []
    kept: list[RecordSpan] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        place = bisect_left(taken, (span.start, span.end))
        if (place and taken[place - 1][1] > span.start) or (place < len(taken) and taken[place][0] < span.end):
            continue
        insort(taken, (span.start, span.end))
        kept.append(span)
    return sorted(kept, key=lambda span: span.start)
