"""Lines that are no paragraphs: texts whose lines end where the column ended, as scanned newspapers have them.

Offsets are code points; a line is its extent without blanks at its edges.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

Extent = tuple[int, int]

CUT_SIGNS = "-¬‐\u00ad"
"""What a word that is cut at the end of a line has there: a hyphen, or what OCR makes of it."""
_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_NOT_BLANK = re.compile(r"\S")
_LOOKED_AT = 32
"""So many times the limit of an opening is looked at: blanks may make a line longer than what one reads."""
_ENDERS = ".!?…»”"
_OPEN_ENDS = re.compile(
    r"(?<!\w)(?:d[eu]|des|l[ae]s?|une?|aux?|à|en|et|ou|par|pour|sur|dans|M\.|MM\.|Mme|Mlle|[DdLl]['’]|of|the|and|in|Mr\.?)$"
)
"""What no sentence and no headline ends with."""
_FEW = 8
"""With fewer line breaks, only cut words say that a text is wrapped: a short list in small letters is none."""
_FULL = 0.7
"""Share of the usual line from which on a line counts as full."""


def cuts_word(text: str, end: int, start: int) -> bool:
    """Whether a word is cut between a line that ends at `end` and one that begins at `start`: `Poin¬`, `caré`."""
    if not (1 < end <= start < len(text)) or text[end - 1] not in CUT_SIGNS:
        return False
    before, after = text[end - 2], text[start]
    return before.isalpha() and (after.islower() or (before.isupper() and after.isupper()))


def runs_on(text: str, end: int, start: int) -> bool:
    """Whether what is said in a line that ends at `end` plainly goes on in one that begins at `start`; neither is blank."""
    return (
        cuts_word(text, end, start)
        or text[end - 1] == ","
        or (text[start].islower() and text[end - 1] not in _ENDERS)
        or _OPEN_ENDS.search(text[max(0, end - 6) : end]) is not None
    )


def wrapped_width(text: str, lines: Iterable[tuple[int, int, bool]]) -> int:
    """How long a usual line of a wrapped text is, in code points; 0 where lines are paragraphs.

    `lines` are start, end and whether a blank line stands before. A text is wrapped where one in eight of its line
    breaks cuts a word, or one in four stands plainly within a sentence.
    """
    lengths: list[int] = []
    breaks = cuts = within = 0
    for (start, end, _), (after, _, apart) in pairwise(lines):
        lengths.append(end - start)
        if not apart:
            breaks += 1
            cuts += cuts_word(text, end, after)
            within += runs_on(text, end, after)
    if not breaks or not (cuts * 8 >= breaks or (breaks >= _FEW and within * 4 >= breaks)):
        return 0
    return sorted(lengths)[len(lengths) * 4 // 5]


def goes_on(text: str, line: Extent, start: int, width: int) -> bool:
    """Whether a line of a text that is wrapped at `width` and the one that begins at `start` are of one paragraph."""
    return line[1] - line[0] >= width * _FULL or runs_on(text, line[1], start)


class Passages:
    """The paragraphs of a stretch of a text, over the lines of each where the stretch is wrapped."""

    def __init__(self, text: str, low: int, high: int) -> None:
        """Of text[low:high]; what an end of it cuts counts as a line."""
        self._text = text
        self._lines: list[tuple[int, int, bool]] = []
        for match in _LINE.finditer(text, low, high):
            line = match.group()
            start, end = match.start() + len(line) - len(line.lstrip()), match.end() - len(line) + len(line.rstrip())
            ends = text[self._lines[-1][1] if self._lines else 0 : start]
            self._lines.append((start, end, max(ends.count("\n"), ends.count("\r")) > 1))
        self._width = wrapped_width(text, self._lines)

    def around(self, start: int, end: int, reach: int) -> Extent:
        """[start, end) with the lines before and after it that are of its first and last line's paragraph.

        Lines further than `reach` away are not looked at.
        """
        if not self._width:
            return start, end
        first = max(0, bisect_right(self._lines, start, key=lambda line: line[0]) - 1)
        last = max(first, bisect_right(self._lines, max(start, end - 1), key=lambda line: line[0]) - 1)
        low, high = start, end
        while first > 0 and start - low < reach and self._go_on(first - 1):
            first -= 1
            low = min(low, self._lines[first][0])
        while last < len(self._lines) - 1 and high - end < reach and self._go_on(last):
            last += 1
            high = max(high, self._lines[last][1])
        return low, high

    def _go_on(self, line: int) -> bool:
        """Whether a line and the one after it are of one paragraph."""
        start, end, _ = self._lines[line]
        after, _, apart = self._lines[line + 1]
        return not apart and goes_on(self._text, (start, end), after, self._width)


def as_read(text: str) -> str:
    """The text in one line as one reads it: words that a line end cuts made whole, blanks made one."""
    read = ""
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if not line:
            continue
        if read and cuts_word(read + line, len(read), len(read)):
            read = read[:-1] + line
        else:
            read = f"{read} {line}" if read else line
    return read


def unwrapped(text: str, limit: int) -> str:
    """The first line that is not blank with those it plainly runs on into, as one reads them.

    Lines that begin further on than twice the limit, in code points, are not looked at, nor how very long ones end.
    """
    begun = _NOT_BLANK.search(text)
    text = "" if begun is None else text[begun.start() : begun.start() + _LOOKED_AT * limit]
    ended = at = 0
    for raw in text.splitlines(keepends=True):
        start, line = at + len(raw) - len(raw.lstrip()), raw.strip()
        at += len(raw)
        if ended and (not line or start > 2 * limit or not runs_on(text, ended, start)):
            break
        ended = start + len(line)
    return as_read(text[:ended])
