"""WebAnno TSV 3.3, written: tokens and the parts of them that spans need, spans stacked and told apart by numbers.

A line end between two sentences is the format's own; every other blank is in a sentence's text or in a token, so that the
text comes back as it was.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.formats import layers
from annotator.formats.offsets import Place, to_utf16
from annotator.model.record import Record
from annotator.model.tokens import tokenise

_HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n"
    f"#T_SP={layers.SPAN_LAYER}|{layers.FEATURE}\n"
    f"#T_RL={layers.RELATION_LAYER}|{layers.FEATURE}|BT_{layers.SPAN_LAYER}\n\n\n"
)
_VALUE = re.compile(r"->|[\\\[\]|_;\t\n*]")
_CONTROL = re.compile(r"[\x00-\x1f\\]")
_NAMED = {"\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\b": "\\b", "\\": "\\\\"}

Extent = tuple[int, int]


def text_of(record: Record) -> str:
    """A record as TSV 3.3, of its spans and relations alone."""
    pieces = _pieces(record)
    tokens = _tokens(record, pieces)
    _place_spans(record, tokens)
    starts = [at for at, token in enumerate(tokens) if at == 0 or token.begins_line]
    ids = _ids(record, tokens)
    joined = _joined(record, tokens, ids)
    units = to_utf16(record.text)
    parts = [_HEADER]
    for first, last in pairwise([*starts, len(tokens)]):
        end = tokens[last].start if last < len(tokens) else len(record.text)
        sentence = record.text[tokens[first].start : end]
        parts.append(f"#Text={_escaped_text(sentence.removesuffix(chr(10)) if last < len(tokens) else sentence)}\n")
        for token in tokens[first:last]:
            parts += _lines(record, token, ids, joined, units)
        parts.append("\n")
    return "".join(parts)


@dataclass(slots=True)
class _Unit:
    """A token or a part of one."""

    start: int
    end: int
    id: str = ""
    spans: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    begins_line: bool
    whole: _Unit
    parts: dict[Extent, _Unit] = field(default_factory=dict)

    def unit(self, start: int, end: int) -> _Unit:
        """The part of it that lies between them."""
        extent = max(start, self.start), min(end, self.end)
        if extent == (self.start, self.end):
            return self.whole
        return self.parts.setdefault(extent, _Unit(*extent))

    @property
    def units(self) -> list[_Unit]:
        return [self.whole, *(self.parts[extent] for extent in sorted(self.parts))]


def _pieces(record: Record) -> list[Extent]:
    """The tokens, and the blanks in which a span begins or ends; what stands before the first token is one too."""
    text = record.text
    solid: list[Extent] = []
    last = 0
    for start, end in [*tokenise(text), (len(text), len(text))]:
        solid += [(last + part.start(), last + part.end()) for part in re.finditer(r"\S+", text[last:start])]
        if end > start:
            solid.append((start, end))
        last = end
    edges = sorted({span.start for span in record.spans} | {span.end - 1 for span in record.spans})
    pieces: list[Extent] = []
    last = at = 0
    for start, end in [*solid, (len(text), len(text))]:
        while at < len(edges) and edges[at] < last:
            at += 1
        if last < start and (last == 0 or (at < len(edges) and edges[at] < start)):
            pieces.append((last, start))
        if end > start:
            pieces.append((start, end))
        last = end
    return pieces


def _tokens(record: Record, pieces: list[Extent]) -> list[_Token]:
    tokens: list[_Token] = []
    last = sentence = number = 0
    for start, end in pieces:
        begins = "\n" in record.text[last:start] or (
            bool(tokens) and "\n" in record.text[tokens[-1].start : tokens[-1].end]
        )
        if not tokens or begins:
            sentence += 1
            number = 0
        number += 1
        tokens.append(_Token(start, end, begins, _Unit(start, end, f"{sentence}-{number}")))
        last = end
    return tokens


def _place_spans(record: Record, tokens: list[_Token]) -> None:
    starts = [token.start for token in tokens]
    for number, span in enumerate(record.spans):
        for token in _within(span.start, span.end, tokens, starts):
            token.unit(span.start, span.end).spans.append(number)
    for token in tokens:
        for part, unit in enumerate(token.units[1:], 1):
            unit.id = f"{token.whole.id}.{part}"


def _within(start: int, end: int, tokens: list[_Token], starts: list[int]) -> Iterator[_Token]:
    at = max(0, bisect_right(starts, start) - 1)
    while at < len(tokens) and tokens[at].start < end:
        if tokens[at].end > start:
            yield tokens[at]
        at += 1


def _ids(record: Record, tokens: list[_Token]) -> list[int]:
    """The numbers that tell spans apart: of those of several units, or stacked; 0 for the others."""
    count: Counter[int] = Counter()
    stacked: set[int] = set()
    for token in tokens:
        for unit in token.units:
            count.update(unit.spans)
            if len(unit.spans) > 1:
                stacked.update(unit.spans)
    ids = [0] * len(record.spans)
    number = 0
    for at in range(len(record.spans)):
        if at in stacked or count[at] > 1:
            number += 1
            ids[at] = number
    return ids


def _joined(record: Record, tokens: list[_Token], ids: list[int]) -> dict[str, list[tuple[str, str]]]:
    """By the unit a child begins at: each relation's label and what it names."""
    first: dict[int, str] = {}
    for token in tokens:
        for unit in token.units:
            for span in unit.spans:
                first.setdefault(span, unit.id)
    joined: dict[str, list[tuple[str, str]]] = {}
    for relation in record.relations:
        head, child = ids[relation.head], ids[relation.child]
        tail = f"[{head}_{child}]" if head or child else ""
        joined.setdefault(first[relation.child], []).append(
            (_escaped_value(relation.label), first[relation.head] + tail)
        )
    return joined


def _lines(
    record: Record, token: _Token, ids: list[int], joined: dict[str, list[tuple[str, str]]], units: Place
) -> Iterator[str]:
    for unit in token.units:
        values = "|".join(
            _escaped_value(record.spans[span].label) + (f"[{ids[span]}]" if ids[span] else "") for span in unit.spans
        )
        relations = joined.get(unit.id, [])
        labels, names = "|".join(label for label, _ in relations), "|".join(name for _, name in relations)
        string = _escaped_text(record.text[unit.start : unit.end])
        yield (
            f"{unit.id}\t{units(unit.start)}-{units(unit.end)}\t{string}\t"
            f"{values or '_'}\t{labels or '_'}\t{names or '_'}\t\n"
        )


def _escaped_text(text: str) -> str:
    return _CONTROL.sub(lambda found: _NAMED.get(found[0], f"\\{found[0]}") if found[0] != "\x0b" else found[0], text)


def _escaped_value(value: str) -> str:
    return _VALUE.sub(lambda found: "\\" + {"\t": "t", "\n": "n"}.get(found[0], found[0]), value)
