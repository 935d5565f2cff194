"""What lies where in one laid-out block: lines, pieces of spans, arcs and their ends.

Lengths are logical pixels; x counts from the column's left edge, y from the block's top.
"""

from dataclasses import dataclass, field

from PySide6.QtGui import QPainterPath

from annotator.model.annotation import Ref
from annotator.model.article import ArticleRelation, ArticleSpan
from annotator.ui.article.arcs import Point

Reserve = list[tuple[float, float]]
"""(headroom, room below) of every line: what was once given is kept, so that a decision moves nothing."""


@dataclass(slots=True)
class Piece:
    """The part of a span on one line."""

    span: ArticleSpan
    line: int
    left: float
    right: float
    level: int
    starts: bool
    """Whether the span starts here: its left end is round and the tag goes here."""
    ends: bool
    tag: str = ""
    tag_left: float = 0.0
    tag_width: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    """The underline of level 0; every box of the line ends here."""
    underline: float = 0.0
    anchors: list["End"] = field(default_factory=list)


@dataclass(slots=True)
class LineBox:
    """One line with all that belongs to it."""

    top: float
    baseline: float
    bottom: float
    lane: float
    """The height of the first lane of arcs."""
    pieces: list[Piece]


@dataclass(slots=True)
class BlockRelation:
    """A relation with an end in the block."""

    relation: ArticleRelation
    head: ArticleSpan
    child: ArticleSpan
    head_here: bool
    child_here: bool
    far: bool = False
    """Whether the other end is too far away for an arc."""
    chip: str = ""
    """What a stub says about the other end."""


@dataclass(slots=True)
class End:
    """One end of a relation at a piece."""

    piece: Piece
    side: int
    """-1 where its run goes left, 1 right; -2 and 2 for a stub whose chip lies to that side."""
    reach: float
    x: float = 0.0


@dataclass(slots=True)
class Arc:
    """A relation drawn whole inside the block, its points from head to child."""

    relation: ArticleRelation
    points: list[Point]
    label: str
    label_x: float
    label_y: float
    label_width: float
    path: QPainterPath | None = None
    """Made when it is first painted."""
    dashes: tuple[float, QPainterPath] | None = None
    """The pen's width and the outline of the dashes, likewise."""


@dataclass(slots=True)
class LooseEnd:
    """One end of a relation whose other end is in another block."""

    relation: ArticleRelation
    other: ArticleSpan
    is_head: bool
    far: bool
    line: int
    x: float
    top: float
    lane: float
    chip: str
    chip_left: float
    chip_width: float


@dataclass(slots=True)
class Decoration:
    """A block's lines, boxes and arcs."""

    lines: list[LineBox]
    pieces: dict[Ref, list[Piece]]
    arcs: list[Arc]
    loose: list[LooseEnd]
    left_channels: int
    height: float
    reserve: Reserve
    """What its lines take, for the next decoration of the block."""
    bottoms: list[float]
    """Of the lines, to find one by."""


@dataclass(slots=True)
class Run:
    """A level leg of a relation above one line."""

    row: int
    """The relation's number."""
    line: int
    left: float
    right: float
    end: End
    taken: tuple[float, float] = (0.0, 0.0)
    lane: int = 0
