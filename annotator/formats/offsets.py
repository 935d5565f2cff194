"""What other tools' offsets count: found out by the strings that stand beside them."""

from collections.abc import Callable, Sequence

from annotator.model.errors import AnnotationError

Place = Callable[[int], int]
Stated = tuple[int, int, str | None]
"""A start and an end in the source's own units, and the string that the source says is there, None where it says none."""


def agreeing(text: str, stated: Sequence[Stated]) -> Place | None:
    """The first way of counting in which all strings are where the source says: code points, UTF-16 units, CR LF as one.

    The result takes an offset of the source to a code point, -1 for one that is none; None where no way agrees.
    Where none agrees to the letter, strings are compared without their blanks: tools write a line end in them as a blank, or
    leave it out.
    """
    for exactly in (True, False):
        for place in ways(text):
            if all(is_there(text, span, place, exactly=exactly) for span in stated):
                return place
    return None


def disagreement(text: str, stated: Sequence[Stated]) -> AnnotationError:
    """What the source says of a span that is not there, and what is, where no way of counting agrees."""
    start, end, string = next(span for span in stated if not is_there(text, span, same))
    words, there = (string or "")[:40], " ".join(text[max(0, start) : max(0, end)].split())[:40]
    return AnnotationError(f"the span {start}–{end} should be “{words}”, and the text has “{there}” there")


def ways(text: str) -> list[Place]:
    """The ways of counting that differ in this text, code points first."""
    found: list[Place] = [same]
    if any(character > "\uffff" for character in text):
        found.append(_mapped([1 + (character > "\uffff") for character in text]))
    if "\r\n" in text:
        found.append(_mapped([0 if text.startswith("\r\n", at) else 1 for at in range(len(text))]))
        if len(found) == 3:
            found.append(
                _mapped([0 if text.startswith("\r\n", at) else 1 + (text[at] > "\uffff") for at in range(len(text))])
            )
    return found


def same(offset: int) -> int:
    """Offsets that are code points already."""
    return offset


def utf16(text: str) -> Place:
    """From UTF-16 units to code points; -1 for one inside a surrogate pair or beyond the text."""
    return _mapped([1 + (character > "\uffff") for character in text])


def to_utf16(text: str) -> Place:
    """From code points to UTF-16 units."""
    if all(character <= "\uffff" for character in text):
        return same
    units = [0]
    for character in text:
        units.append(units[-1] + 1 + (character > "\uffff"))
    return units.__getitem__


def is_there(text: str, span: Stated, place: Place, *, exactly: bool = False) -> bool:
    """Whether a span lies in the text, counted that way, and has the string that the source says, but for blanks."""
    start, end = place(span[0]), place(span[1])
    if not 0 <= start < end <= len(text):
        return False
    if span[2] is None or text[start:end] == span[2]:
        return True
    return not exactly and "".join(text[start:end].split()) == "".join(span[2].split())


def _mapped(widths: Sequence[int]) -> Place:
    places: dict[int, int] = {}
    total = 0
    for at, width in enumerate(widths):
        # of a CR LF that counts as one, an offset means the CR where a span begins; its end comes after the LF
        places.setdefault(total, at)
        total += width
    places[total] = len(widths)
    return lambda offset: places.get(offset, -1)
