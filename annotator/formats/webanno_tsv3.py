"""WebAnno TSV 3.0 to 3.3, read: layers in the header, a token or part of one a line, a column a feature.

WebAnno's user guide, appendix "WebAnno TSV 3.2 File format"; where it is silent, what INCEpTION's reader does: a line end
after each sentence, blanks where the offsets leave room, and none where the next sentence begins at once. Offsets count
UTF-16 units; where the tokens are not there, code points are tried.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from annotator.formats import layers
from annotator.formats.layers import Found
from annotator.formats.offsets import Place, same, utf16
from annotator.model.errors import AnnotationError
from annotator.model.plurals import counted
from annotator.model.record import RecordRelation, RecordSpan

_FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3\.(\d+)\s*")
_LAYER = re.compile(r"#T_(SP|RL|CH)=(.*)")
_UNIT = re.compile(r"(\d+-\d+(?:\.\d+)?)\t(\d+)-(\d+)\t")
_CELLS = {mark: re.compile(rf"((?:\\.|[^\\{mark}])*)(?:\{mark}|$)", re.DOTALL) for mark in "|;"}
_ID = re.compile(r"((?:\\.|[^\\])*)\[([0-9]{1,9})\]", re.DOTALL)
_LINK = re.compile(r"((?:\\.|[^\\])*?)->([0-9]{1,9})-([0-9]{1,9})", re.DOTALL)
_REFERENCE = re.compile(r"(\d+-\d+(?:\.\d+)?)(?:\[([0-9]{1,9})(?:_([0-9]{1,9}))?\])?")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|->|.)", re.DOTALL)
_NAMED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b", "->": "->"}
_WIDEST_GAP = 1_000_000
"""UTF-16 units of nothing but blanks between two sentences: more is a damaged offset."""
_LONGEST = 64 * 1024 * 1024
"""UTF-16 units of a text: more than a file may have, so that blanks do not fill the memory."""


@dataclass(slots=True)
class _Layer:
    kind: str
    """SP, RL or CH."""
    name: str
    columns: list[str]
    first: int
    """Its first column, of those after the token."""

    @property
    def features(self) -> list[str]:
        """The plain features, without roles, targets and bases."""
        return [
            name
            for at, name in enumerate(self.columns)
            if name and not name.startswith(("ROLE_", "BT_")) and not self.is_target(at)
        ]

    def is_target(self, at: int) -> bool:
        """Whether that column holds what the roles before it are played by."""
        return at > 0 and self.columns[at - 1].startswith("ROLE_")

    @property
    def base(self) -> str:
        """What a relation layer's relations join."""
        return next((name[3:] for name in self.columns if name.startswith("BT_")), "")


@dataclass(slots=True, eq=False)
class _Annotation:
    layer: _Layer
    start: int
    end: int
    unit: str
    values: dict[int, str | None] = field(default_factory=dict)
    """By the column of its layer, as the file has it."""


@dataclass(slots=True)
class _Unit:
    id: str
    start: int
    end: int
    token: str
    cells: list[str]
    line: int


@dataclass(slots=True)
class _Sentence:
    text: str
    units: list[_Unit] = field(default_factory=list)


def parse(source: str) -> Found:
    """What a file says. Raises AnnotationError, naming the line, where it does not hold together."""
    return _Reader(source).found()


class _Reader:
    def __init__(self, source: str) -> None:
        self._layers: list[_Layer] = []
        self._sentences: list[_Sentence] = []
        self._old = False
        self._read(source)
        self._by_unit: dict[tuple[str, str], list[_Annotation]] = {}
        """By layer and unit, in the order in which they are stacked."""
        self._by_id: dict[tuple[str, str], _Annotation] = {}
        self._annotations: list[_Annotation] = []
        self._places: dict[int, int] = {}

    def found(self) -> Found:
        found = Found()
        found.text, place = self._text()
        for sentence in self._sentences:
            for unit in sentence.units:
                self._take(unit, place)
        self._put_spans(found)
        for annotation in self._annotations:
            if annotation.layer.kind == "RL":
                self._put_relation(annotation, found)
            elif annotation.layer.kind == "SP":
                self._put_slots(annotation, found)
        self._put_chains(found)
        return found

    def _read(self, source: str) -> None:
        lines = source.split("\n")
        version = _FORMAT.fullmatch(lines[0].rstrip("\r"))
        if version is None:
            raise AnnotationError(f"“{lines[0][:60]}” begins no file of WebAnno TSV 3")
        self._old = int(version[1]) <= 1
        texts: list[str] = []
        width = 0
        for number, raw in enumerate(lines[1:], 2):
            line = raw.removesuffix("\r")
            if line.startswith("#Text="):
                texts.append(_unescaped(line[6:], self._old))
            elif (unit := _UNIT.match(line)) is not None:
                if texts:
                    self._sentences.append(_Sentence("\n".join(texts)))
                    texts = []
                if not self._sentences:
                    raise AnnotationError(f"line {number}: a token comes before any #Text=")
                token, *cells = line[unit.end() :].split("\t")
                if len(cells) < width:
                    in_all = counted(width, "column")
                    raise AnnotationError(f"line {number}: it has {len(cells)} of the {in_all} declared")
                start, end = _number(unit[2]), _number(unit[3])
                if end < start:
                    raise AnnotationError(f"line {number}: the token ends before it begins")
                self._sentences[-1].units.append(
                    _Unit(unit[1], start, end, _unescaped(token, self._old), cells, number)
                )
            elif (declared := _LAYER.fullmatch(line)) is not None and not self._sentences:
                name, *columns = declared[2].split("|")
                layer = _Layer(declared[1], name, columns or [""], width)
                width += len(layer.columns)
                self._layers.append(layer)
            elif line.strip() and not line.startswith("#"):
                raise AnnotationError(f"line {number}: “{line[:60]}” is no line of WebAnno TSV 3")
        if texts:
            self._sentences.append(_Sentence("\n".join(texts)))

    def _text(self) -> tuple[str, Place]:
        """The text, and how an offset becomes a code point."""
        first: AnnotationError | None = None
        for length, places in ((_units, utf16), (len, lambda _: same)):
            try:
                text = "".join(self._pieces(length))
                place = places(text) if any(character > "\uffff" for character in text) else same
                self._check(text, place)
            except AnnotationError as error:
                first = first or error
            else:
                return text, place
        assert first is not None
        raise first

    def _pieces(self, length: Callable[[str], int]) -> Iterator[str]:
        pending = ""
        at = 0
        for sentence in self._sentences:
            start = sentence.units[0].start if sentence.units else at + len(pending)
            if start == at:
                pending = ""
            room = start - at - len(pending)
            if not 0 <= room <= _WIDEST_GAP or start > _LONGEST:
                line = f"line {sentence.units[0].line}: " if sentence.units else ""
                raise AnnotationError(f"{line}the sentence begins at {start}, where the text so far ends at {at}")
            yield pending + " " * room + sentence.text
            at = start + length(sentence.text)
            pending = "\n"

    def _check(self, text: str, place: Place) -> None:
        for sentence in self._sentences:
            for unit in sentence.units:
                start, end = place(unit.start), place(unit.end)
                if not 0 <= start <= end <= len(text):
                    raise AnnotationError(
                        f"line {unit.line}: {unit.start}–{unit.end} is outside the text of {len(text)} characters"
                    )
                if "".join(text[start:end].split()) != "".join(unit.token.split()):
                    raise AnnotationError(
                        f"line {unit.line}: the text has “{text[start:end][:40]}” where the token “{unit.token[:40]}” should be"
                    )

    def _take(self, unit: _Unit, place: Place) -> None:
        start, end = place(unit.start), place(unit.end)
        for layer in self._layers:
            here: dict[int, _Annotation] = {}
            for column in range(len(layer.columns)):
                cell = unit.cells[layer.first + column]
                if cell == "_":
                    continue
                for index, raw in enumerate(_split(cell, "|")):
                    value, id = self._identified(raw, layer, column)
                    annotation = self._by_id.get((layer.name, id)) if id else here.get(index)
                    if annotation is None:
                        annotation = _Annotation(layer, start, end, unit.id)
                        self._annotations.append(annotation)
                        if id:
                            self._by_id[layer.name, id] = annotation
                    if annotation not in (stacked := self._by_unit.setdefault((layer.name, unit.id), [])):
                        stacked.append(annotation)
                    if not id or index not in here:
                        here[index] = annotation
                    annotation.start = min(annotation.start, start)
                    annotation.end = max(annotation.end, end)
                    annotation.values.setdefault(column, None if value in ("*", "_") else value)

    def _identified(self, raw: str, layer: _Layer, column: int) -> tuple[str, str]:
        """A cell's value and the id behind it, "" where there is none; a chain's links keep theirs."""
        if layer.kind == "RL" or layer.is_target(column):
            return raw, ""
        found = _ID.fullmatch(raw)
        return (found[1], found[2]) if found and layer.kind == "SP" else (raw, "")

    def _put_spans(self, found: Found) -> None:
        for annotation in self._annotations:
            layer = annotation.layer
            if layer.kind != "SP":
                continue
            if not layers.is_span_layer(layer.name):
                found.aside[layers.OTHER_LAYERS] += 1
            elif annotation.start == annotation.end:
                found.aside[layers.EMPTY] += 1
            else:
                self._places[id(annotation)] = len(found.spans)
                found.spans.append(RecordSpan(annotation.start, annotation.end, self._label(annotation, found)))

    def _label(self, annotation: _Annotation, found: Found) -> str:
        """What an annotation is called; its other features are counted."""
        layer = annotation.layer
        name = layers.label_feature(layer.features)
        filled = [other for other in layer.features if annotation.values.get(layer.columns.index(other)) is not None]
        found.aside[layers.FEATURES] += len(filled) - (name in filled)
        value = annotation.values.get(layer.columns.index(name)) if name in filled else None
        return layers.label_of(None if value is None else _unescaped(value), layer.name)

    def _put_relation(self, annotation: _Annotation, found: Found) -> None:
        layer = annotation.layer
        at = next((at for at, name in enumerate(layer.columns) if name.startswith("BT_")), -1)
        reference = _REFERENCE.fullmatch(annotation.values.get(at) or "")
        if reference is None:
            raise AnnotationError(
                f"a relation of {layers.short(layer.name)} at {annotation.unit} names nothing to join"
            )
        head = self._named(layer.base, reference[1], reference[2])
        child = self._named(layer.base, annotation.unit, reference[3])
        if head is None or child is None:
            found.aside[layers.OTHER_RELATIONS] += 1
            return
        found.relations.append(RecordRelation(head, child, self._label(annotation, found)))

    def _put_slots(self, annotation: _Annotation, found: Found) -> None:
        head = self._place(annotation)
        for at, name in enumerate(annotation.layer.columns):
            targets = annotation.values.get(at + 1)
            if not name.startswith("ROLE_") or not targets:
                continue
            roles = _split(annotation.values.get(at) or "", ";")
            base = annotation.layer.columns[at + 1]
            for index, target in enumerate(_split(targets, ";")):
                reference = _REFERENCE.fullmatch(target)
                child = self._named(base, reference[1], reference[2]) if reference else None
                if head is None or child is None:
                    found.aside[layers.OTHER_RELATIONS] += 1
                    continue
                role = _unescaped(roles[index]) if index < len(roles) else "*"
                default = name.partition(":")[2].partition("_")[0] or "slot"
                label = layers.label_of(None if role in ("", "*", "_") else role, default)
                found.relations.append(RecordRelation(head, child, label))

    def _named(self, base: str, unit: str, id: str | None) -> int | None:
        """Which span a reference means; None for one that is no span here."""
        names = [base]
        if id or base == "uima.tcas.Annotation":
            names += [layer.name for layer in self._layers]
        for name in names:
            if id and id != "0":
                annotation = self._by_id.get((name, id))
            else:
                annotation = next(iter(self._by_unit.get((name, unit), ())), None)
            if annotation is not None and (place := self._place(annotation)) is not None:
                return place
        return None

    def _place(self, annotation: _Annotation) -> int | None:
        return self._places.get(id(annotation))

    def _put_chains(self, found: Found) -> None:
        """Each link a span, and a relation from it to the next one of its chain."""
        for layer in self._layers:
            if layer.kind != "CH":
                continue
            links = self._links(layer)
            placed: dict[tuple[int, int], int] = {}
            for chain in sorted(links):
                link = links[chain]
                if link.start == link.end:
                    found.aside[layers.EMPTY] += 1
                    continue
                placed[chain] = len(found.spans)
                found.spans.append(RecordSpan(link.start, link.end, layers.label_of(link.type, layer.name)))
            for (chain_, number), head in placed.items():
                label = layers.label_of(links[chain_, number].relation, layer.name)
                if (chain_, number + 1) in placed:
                    found.relations.append(RecordRelation(head, placed[chain_, number + 1], label))
                elif (chain_, number + 1) in links:
                    found.aside[layers.OTHER_RELATIONS] += 1

    def _links(self, layer: _Layer) -> "dict[tuple[int, int], _Link]":
        types = [at for at, name in enumerate(layer.columns) if name == "referenceType"]
        relations = [at for at, name in enumerate(layer.columns) if name == "referenceRelation"]
        found: dict[tuple[int, int], _Link] = {}
        for annotation in self._annotations:
            if annotation.layer is not layer or not relations:
                continue
            link = _LINK.fullmatch(annotation.values.get(relations[0]) or "")
            if link is None:
                raise AnnotationError(f"a link of a chain at {annotation.unit} does not say its chain")
            raw = annotation.values.get(types[0]) if types else None
            named = _ID.fullmatch(raw or "")
            value = named[1] if named else raw
            there = found.setdefault((int(link[2]), int(link[3])), _Link(annotation.start, annotation.end))
            there.start, there.end = min(there.start, annotation.start), max(there.end, annotation.end)
            there.type = None if value in (None, "", "*", "_") else _unescaped(value)
            there.relation = None if link[1] in ("", "*", "_") else _unescaped(link[1])
        return found


@dataclass(slots=True)
class _Link:
    start: int
    end: int
    type: str | None = None
    relation: str | None = None


def _split(cell: str, mark: str) -> list[str]:
    """A cell's parts; a mark behind a backslash parts nothing."""
    parts: list[str] = []
    at = 0
    while at <= len(cell):
        found = _CELLS[mark].match(cell, at)
        if found is None:  # a backslash at the end
            parts.append(cell[at:])
            break
        parts.append(found[1])
        if found.end() == len(cell) and not cell.endswith(mark):
            break
        at = found.end()
        if at == len(cell):
            parts.append("")
            break
    return parts


def _unescaped(text: str, old: bool = False) -> str:
    if "\\" not in text:
        return text

    def character(found: re.Match[str]) -> str:
        mark = found[1]
        if mark[0] == "u" and len(mark) > 1:
            return chr(int(mark[1:], 16)) if old else mark
        return _NAMED.get(mark, mark)

    plain = _ESCAPE.sub(character, text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if old else plain


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _number(digits: str) -> int:
    if len(digits) > 12:
        raise AnnotationError(f"{digits[:20]}… is no offset")
    return int(digits)
