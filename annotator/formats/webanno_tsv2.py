"""WebAnno TSV 1 and 2, read: a token a line, layers in IOB2, stacked with a bar.

TSV 2 names its layers and features in the first line; TSV 1 has fixed columns. A sentence is a line of the text.
"""

import re
from dataclasses import dataclass, field

from annotator.formats import layers
from annotator.formats.layers import Found
from annotator.model.errors import AnnotationError
from annotator.model.record import RecordRelation, RecordSpan

_NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
_UNIT = re.compile(r"\d+(?:-\d+)?\t")
_EMPTY = ("O", "_", "")


@dataclass(slots=True)
class _Layer:
    name: str
    features: list[str]
    base: str
    """What it joins, for a layer of relations."""
    first: int

    @property
    def label(self) -> int:
        """The column of the feature that is the label; of a layer without features, its only one."""
        name = layers.label_feature(self.features)
        return self.first + (self.features.index(name) if name else 0)

    @property
    def width(self) -> int:
        return max(1, len(self.features)) + bool(self.base)


@dataclass(slots=True)
class _Token:
    id: str
    start: int
    end: int
    cells: list[str]


@dataclass(slots=True)
class _Open:
    """A span while it may go on."""

    place: int
    value: str


@dataclass(slots=True)
class _Text:
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, sentence: str) -> int:
        """Put a sentence on a line of its own; returns where it begins."""
        if self.parts:
            self.length += 1
        start = self.length
        self.parts.append(sentence)
        self.length += len(sentence)
        return start


def parse(source: str) -> Found:
    """What a file says. Raises AnnotationError, naming the line, where it does not hold together."""
    found = Found()
    text = _Text()
    declared: list[_Layer] = []
    sentences: list[list[_Token]] = []
    stated: str | None = None
    rows: list[tuple[str, str, list[str]]] = []

    def end_sentence() -> None:
        nonlocal rows, stated
        if rows:
            sentences.append(_placed(rows, stated, text))
        rows, stated = [], None

    for number, raw in enumerate(source.split("\n"), 1):
        line = raw.removesuffix("\r")
        if line.startswith("#text="):
            stated = line[6:]
        elif _UNIT.match(line):
            id, form, *cells = line.split("\t")
            if not declared:
                declared = _layers_of_tsv1()
            if any(len(cells) < layer.first + layer.width for layer in declared):
                raise AnnotationError(f"line {number}: it has fewer columns than the file declares")
            rows.append((id, form, cells))
        elif not line.strip():
            end_sentence()
        elif line.lstrip().startswith("# ") and not declared:
            declared = _declared(line)
        # what is left is a line of a #text= that goes on
    end_sentence()
    found.text = "\n".join(text.parts)
    _put(found, declared, sentences)
    return found


def _layers_of_tsv1() -> list[_Layer]:
    return [_Layer(_POS, ["PosValue"], "", 1), _Layer(_NER, ["value"], "", 2)]


def _declared(line: str) -> list[_Layer]:
    found: list[_Layer] = []
    first = 0
    for part in line.split("#"):
        name, *features = (word.strip() for word in part.split("|"))
        if not name:
            continue
        base = next((word.partition("=")[2] for word in features if word.startswith("AttachTo=")), "")
        layer = _Layer(name, [word for word in features if word and not word.startswith("AttachTo=")], base, first)
        first += layer.width
        found.append(layer)
    return found


def _placed(rows: list[tuple[str, str, list[str]]], stated: str | None, text: _Text) -> list[_Token]:
    """The tokens where the sentence has them, else one blank apart, as WebAnno puts them."""
    starts: list[int] = []
    at = 0
    for _, form, _ in rows:
        at = -1 if stated is None or at < 0 else stated.find(form, at)
        starts.append(at)
        at = at + len(form) if at >= 0 else -1
    if stated is None or min(starts) < 0:
        starts, at = [], 0
        for _, form, _ in rows:
            starts.append(at)
            at += len(form) + 1
        stated = " ".join(form for _, form, _ in rows)
    first = text.add(stated)
    return [
        _Token(id, first + start, first + start + len(form), cells)
        for (id, form, cells), start in zip(rows, starts, strict=True)
    ]


def _put(found: Found, declared: list[_Layer], sentences: list[list[_Token]]) -> None:
    at_token: dict[tuple[str, str], int] = {}
    for layer in declared:
        if layer.base:
            continue
        kept = layers.is_span_layer(layer.name)
        for tokens in sentences:
            going: list[_Open] = []
            for token in tokens:
                going = _take(found, layer, token, going, at_token, kept=kept)
    for layer in declared:
        if not layer.base:
            continue
        for tokens in sentences:
            for token in tokens:
                _join(found, layer, token, at_token)


def _take(
    found: Found,
    layer: _Layer,
    token: _Token,
    going: list[_Open],
    at_token: dict[tuple[str, str], int],
    *,
    kept: bool,
) -> list[_Open]:
    """One token's annotations of a layer; returns the spans that the next token may go on with."""
    now: list[_Open] = []
    for at in range(layer.first, layer.first + layer.width):
        if at != layer.label:
            found.aside[layers.FEATURES] += sum(value not in _EMPTY for value in token.cells[at].split("|"))
    for raw in token.cells[layer.label].split("|"):
        if raw in _EMPTY:
            continue
        mark, value = (raw[:1], raw[2:]) if raw[:2] in ("B-", "I-", "O-") else ("", raw)
        before = next((span for span in going if span.value == value), None) if mark in ("I", "O") else None
        if before is not None:
            going.remove(before)
            now.append(before)
            if kept:
                span = found.spans[before.place]
                found.spans[before.place] = RecordSpan(span.start, token.end, span.label)
        elif kept:
            now.append(_Open(len(found.spans), value))
            label = layers.label_of(None if value in ("*", "_") else value, layer.name)
            found.spans.append(RecordSpan(token.start, token.end, label))
        else:
            now.append(_Open(-1, value))
            found.aside[layers.OTHER_LAYERS] += 1
        if kept:
            at_token.setdefault((layer.name, token.id), now[-1].place)
    return now


def _join(found: Found, layer: _Layer, token: _Token, at_token: dict[tuple[str, str], int]) -> None:
    names = token.cells[layer.label].split("|")
    heads = token.cells[layer.first + layer.width - 1].split("|")
    for place, target in enumerate(heads):
        if target in _EMPTY:
            continue
        head, child = at_token.get((layer.base, target)), at_token.get((layer.base, token.id))
        if head is None or child is None:
            found.aside[layers.OTHER_RELATIONS] += 1
            continue
        name = names[place] if place < len(names) else ""
        name = name[2:] if name[:2] in ("B-", "I-") else name
        label = layers.label_of(None if name in ("", "*", "_", "O") else name, layer.name)
        found.relations.append(RecordRelation(head, child, label))
