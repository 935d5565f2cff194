"""Lines that are no paragraphs: texts whose lines end where the column ended, as scanned newspapers have them.

Offsets are code points; a line is its extent without blanks at its edges.
"""

from collections.abc import Iterable
from itertools import pairwise

Extent = tuple[int, int]

CUT_SIGNS = "-¬‐\u00ad"
"""What a word that is cut at the end of a line has there: a hyphen, or what OCR makes of it."""
_ENDERS = ".!?…»”"
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
    if not 0 < end <= start < len(text):
        return False
    return (
        cuts_word(text, end, start) or text[end - 1] == "," or (text[start].islower() and text[end - 1] not in _ENDERS)
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


def unwrapped(text: str, limit: int) -> str:
    """The first line that is not blank with those it plainly runs on into, cut words joined, blanks made one.

    Of so many code points at least, where the text has them.
    """
    joined = ""
    ended = 0
    at = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw)
        if joined and (not line or not runs_on(text, ended, start)):
            break
        if not line:
            continue
        if joined and cuts_word(text, ended, start):
            joined = joined[:-1] + " ".join(line.split())
        else:
            joined = f"{joined} {' '.join(line.split())}".lstrip()
        ended = start + len(line)
        if len(joined) > limit:
            break
    return joined
