"""From markup to a text with zones: paragraphs, blanks as a reader sees them, the names that were marked up.

Blanks and line ends of a source are layout and become one blank; a no-break space is text and stays.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from annotator.model.document import Zone
from annotator.model.record import RecordSpan

BODY = "body"
BETWEEN = "\n\n"
"""What stands between two paragraphs of an article that comes in as markup."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_KIND, _END = 0, 1


class Node(Protocol):
    """An element of a tree, of the standard library's or of lxml."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    def get(self, key: str, /) -> str | None: ...
    def __iter__(self) -> Iterator["Node"]: ...


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its zone, its text, its marked names as extents in that text."""

    kind: str
    text: str
    marks: tuple[RecordSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """How the elements of a kind of markup are read, by local name in lower case."""

    blocks: Collection[str]
    """Those that begin and end a paragraph."""
    zones: Mapping[str, str] = field(default_factory=dict)
    """Those whose paragraphs are of another zone than the one they stand in."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Those that name something."""
    skipped: Collection[str] = ()
    """Those that are no text."""
    breaks: Collection[str] = ("br",)
    """Those that end a line."""


class Flow:
    """Text that comes in pieces, on its way to blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0
        self._blank = False
        self._kinds = [BODY]
        self._open: list[tuple[str, int]] = []
        """Marks that are open: their label, and where they begin, -1 as long as none of their text has come."""
        self._marks: list[RecordSpan] = []

    def text(self, data: str) -> None:
        """Some text."""
        for place, word in enumerate(_BLANKS.split(data)):
            if place:
                self._blank = True
            if word:
                self._word(word)

    def line(self) -> None:
        """The end of a line within a paragraph."""
        if self._parts and self._parts[-1] != "\n":
            self._parts.append("\n")
            self._length += 1
        self._blank = False

    def paragraph(self) -> None:
        """The end of a paragraph."""
        again = [label for label, _ in self._open]
        while self._open:
            self.unmark()
        if self._parts and self._parts[-1] == "\n":
            self._parts.pop()
        if self._parts:
            self.blocks.append(Block(self._kinds[-1], "".join(self._parts), tuple(self._marks)))
        self._parts, self._marks, self._length, self._blank = [], [], 0, False
        self._open = [(label, -1) for label in again]

    def enter(self, kind: str) -> None:
        """The beginning of a zone."""
        self.paragraph()
        self._kinds.append(kind)

    def leave(self) -> None:
        """The end of the zone that began last."""
        self.paragraph()
        self._kinds.pop()

    def mark(self, label: str) -> None:
        """The beginning of a name."""
        self._open.append((label, -1))

    def unmark(self) -> None:
        """The end of the name that began last."""
        label, start = self._open.pop()
        if start >= 0 and all(label != outer for outer, _ in self._open):
            self._marks.append(RecordSpan(start, self._length, label))

    def _word(self, word: str) -> None:
        if self._blank and self._parts and self._parts[-1] != "\n":
            self._parts.append(" ")
            self._length += 1
        self._blank = False
        self._open = [(label, self._length if start < 0 else start) for label, start in self._open]
        self._parts.append(word)
        self._length += len(word)


def blocks_of(root: Node, markup: Markup) -> list[Block]:
    """The paragraphs of an element, in order. However deep it is, it takes no more stack."""
    flow = Flow()
    todo: list[tuple[Node, int, bool]] = [(root, _KIND, False)]
    while todo:
        node, state, last = todo.pop()
        name = node.tag.rpartition("}")[2].rpartition(":")[2].lower()
        skipped = name in markup.skipped
        if state == _KIND:
            if not skipped:
                _begin(flow, name, markup)
                flow.text(node.text or "")
                todo.append((node, _END, last))
                todo.extend((child, _KIND, True) for child in reversed(list(node)))
                continue
        elif not skipped:
            _end(flow, name, markup)
        if last:
            flow.text(node.tail or "")
    flow.paragraph()
    return flow.blocks


def _begin(flow: Flow, name: str, markup: Markup) -> None:
    if name in markup.breaks:
        flow.line()
    elif name in markup.zones:
        flow.enter(markup.zones[name])
    elif name in markup.blocks:
        flow.paragraph()
    elif name in markup.labels:
        flow.mark(markup.labels[name])


def _end(flow: Flow, name: str, markup: Markup) -> None:
    if name in markup.breaks:
        return
    if name in markup.zones:
        flow.leave()
    elif name in markup.blocks:
        flow.paragraph()
    elif name in markup.labels:
        flow.unmark()


def plain_blocks(text: str, kind: str = BODY) -> list[Block]:
    """The paragraphs of a text without markup: what blank lines part. A line that is set in goes on the one before it."""
    parts = re.split(r"\n[ \t]*\n\s*", text.replace("\r\n", "\n").strip())
    return [Block(kind, re.sub(r"[ \t]*\n[ \t]+", " ", part.strip())) for part in parts if part.strip()]


@dataclass(frozen=True, slots=True)
class Article:
    """Paragraphs put together."""

    text: str
    zones: tuple[Zone, ...]
    spans: tuple[RecordSpan, ...]


def joined(blocks: Iterable[Block]) -> Article:
    """One text of these paragraphs; those of one zone that follow each other are one zone."""
    parts: list[str] = []
    zones: list[Zone] = []
    spans: list[RecordSpan] = []
    length = 0
    for block in blocks:
        if not block.text:
            continue
        if parts:
            parts.append(BETWEEN)
            length += len(BETWEEN)
        end = length + len(block.text)
        if zones and zones[-1].kind == block.kind:
            zones[-1] = Zone(zones[-1].start, end, block.kind)
        else:
            zones.append(Zone(length, end, block.kind))
        spans += (RecordSpan(length + mark.start, length + mark.end, mark.label) for mark in block.marks)
        parts.append(block.text)
        length = end
    return Article("".join(parts), tuple(zones), tuple(spans))


def one_line(text: str | None) -> str:
    """A text with its blanks made one."""
    return " ".join(_BLANKS.split((text or "").strip(" \t\r\n\f")))
