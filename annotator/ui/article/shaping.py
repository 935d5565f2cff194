"""One block shaped and broken into lines: where its characters are, and which character is at a place."""

import re
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from annotator.ui.article.positions import Positions, display_text, holds_right_to_left, starts_right_to_left

_ON_CHARACTER = QTextLine.CursorPosition.CursorOnCharacter
_LIGATURES = re.compile("f[fijlt]|Th|Qu|fb|fh|fk")


@dataclass(frozen=True, slots=True)
class LineExtent:
    """The part of a line that a run of characters takes."""

    line: int
    left: float
    right: float


class ShapedBlock:
    """The text of one block in lines of a width. Offsets count code points from the block's start; x from the column's left."""

    def __init__(self, text: str, font: QFont, width: float) -> None:
        self.text = text
        self.positions = Positions(text)
        self.bidi = holds_right_to_left(text)
        self._ligatures = not self.bidi and _LIGATURES.search(text) is not None
        self.layout = QTextLayout(display_text(text), font)
        self.layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self.bidi and starts_right_to_left(text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.layout.setTextOption(option)
        self.lines: list[QTextLine] = []
        self.line_starts: list[int] = []
        self._line_starts_utf16: list[int] = []
        self.break_lines(width)

    def break_lines(self, width: float) -> None:
        """Fill lines of that width; the glyphs stay shaped."""
        self.width = width
        self.lines = []
        layout = self.layout
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            self.lines.append(line)
        layout.endLayout()
        starts = [line.textStart() for line in self.lines]
        self._line_starts_utf16 = [*starts, self.positions.length_utf16]
        self.line_starts = [self.positions.to_code_point(start) for start in starts]

    def place(self, line: int, baseline: float) -> None:
        """Put a line's baseline at a height below the block's top."""
        text_line = self.lines[line]
        text_line.setPosition(QPointF(0.0, baseline - text_line.ascent()))

    def line_end(self, line: int) -> int:
        """The offset after the line's last character."""
        return self.line_starts[line + 1] if line + 1 < len(self.line_starts) else self.positions.length

    def line_of(self, offset: int) -> int:
        """The line that holds an offset."""
        line = 0
        for number, start in enumerate(self.line_starts):
            if start > offset:
                break
            line = number
        return line

    def extents(self, start: int, end: int, *, trim: bool = True) -> list[LineExtent]:
        """Where the characters start..end are, line by line and from left to right; blanks at a wrap are left out.

        A line has more than one extent where the text runs both ways.
        """
        found: list[LineExtent] = []
        for line in range(self.line_of(start), len(self.lines)):
            line_start = self.line_starts[line]
            if line_start >= end:
                break
            low, high = max(start, line_start), min(end, self.line_end(line))
            if trim:
                part = self.text[low:high]
                low += len(part) - len(part.lstrip())
                high -= len(part) - len(part.rstrip())
            if low < high:
                found += [LineExtent(line, left, right) for left, right in self._intervals(line, low, high)]
        return found

    def x_of(self, line: int, offset: int) -> float:
        """Where the cursor stands before the character at an offset."""
        return _cursor_x(self.lines[line], self.positions.to_utf16(offset))

    def offset_at(self, line: int, x: float) -> int:
        """The character under x, as the offset of its first code point; the nearest one beyond the line's ends."""
        at = self.lines[line].xToCursor(x, _ON_CHARACTER)
        first = self._line_starts_utf16[line]
        last = self._line_starts_utf16[line + 1] - 1
        if at > last and last >= first:
            at = last
        if self._ligatures:
            at = self._in_ligature(line, at, x)
        while at > first and not self.layout.isValidCursorPosition(at):
            at -= 1
        return self.positions.to_code_point(at)

    def _in_ligature(self, line: int, at_utf16: int, x: float) -> int:
        """The part of a ligature under x: `xToCursor` takes it for one character, `cursorToX` divides it."""
        text_line = self.lines[line]
        first, last = self._line_starts_utf16[line], self._line_starts_utf16[line + 1] - 1
        while at_utf16 < last and _cursor_x(text_line, at_utf16 + 1) <= x:
            at_utf16 += 1
        while at_utf16 > first and _cursor_x(text_line, at_utf16) > x:
            at_utf16 -= 1
        return at_utf16

    def holds(self, line: int, x: float) -> bool:
        """Whether there is text of the line at x."""
        rect = self.lines[line].naturalTextRect()
        return rect.left() <= x <= rect.right()

    def _intervals(self, line: int, low: int, high: int) -> list[tuple[float, float]]:
        start_utf16, end_utf16 = self.positions.to_utf16(low), self.positions.to_utf16(high)
        text_line = self.lines[line]
        if not self.bidi:
            left, right = _cursor_x(text_line, start_utf16), _cursor_x(text_line, end_utf16)
            if end_utf16 >= text_line.textStart() + text_line.textLength():
                right = max(right, left + 1.0)
            return [(left, right)]
        rects = [run.boundingRect() for run in text_line.glyphRuns(start_utf16, end_utf16 - start_utf16)]
        spans = sorted((rect.left(), rect.right()) for rect in rects if rect.width() > 0)
        merged: list[tuple[float, float]] = []
        for left, right in spans:
            if merged and left <= merged[-1][1] + 8.0:
                merged[-1] = (merged[-1][0], max(merged[-1][1], right))
            else:
                merged.append((left, right))
        return merged


def _cursor_x(line: QTextLine, at_utf16: int) -> float:
    """PySide's `cursorToX` gives (x, the position it took); its stubs say `object` (6.11)."""
    x, _ = cast(tuple[float, int], line.cursorToX(at_utf16))
    return x
