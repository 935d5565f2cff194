"""brat standoff: a text and, beside it, an `.ann` of one annotation a line (brat 1.3's manual, "standoff format").

T lines are spans, R lines relations. Everything else (events and their triggers, attributes, modifications, equivalences,
normalizations, notes) is kept with the document and written back. A document that nobody has changed goes out byte for
byte as it came in.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotator.formats import brat_conf
from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8, decode
from annotator.formats.file_names import file_stems, text_bytes
from annotator.formats.head import Head
from annotator.formats.offsets import Place, agreeing, same
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal

KEY = "brat"
"""Under it `Record.meta` keeps the lines of the `.ann`, verbatim."""

_TEXT_BOUND = re.compile(r"(T[^\s]*)\t(\S+) (-?\d+ -?\d+(?:;-?\d+ -?\d+)*)(?:\t(.*))?", re.DOTALL)
_RELATION = re.compile(r"(R[^\s]*)\t(\S+)((?: [^\s:]+:\S+)+)\s*")
_ASIDE = {
    "E": "events",
    "A": "attributes",
    "M": "attributes",
    "N": "normalizations",
    "*": "equivalences",
    "#": "notes",
}
DISCONTINUOUS = "discontinuous spans, shown as one"
_NAMELESS = re.compile(r"[\s:;]+")

Value = tuple[int, int, str]
RelationValue = tuple[Value, Value, str]


def sniff(head: Head) -> bool:
    """Whether a file is an `.ann`."""
    return not head.start or bool(re.match(r"(?:[TERAMN]\S*|#\S*|\*)\t", head.start))


def aside(source: SourceFile) -> bool:
    """Whether a file is the text of an `.ann`, or one of a collection's settings."""
    if source.file_name in brat_conf.SETTINGS:
        return True
    return source.ending == ".txt" and source.beside_with(".ann") is not None


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The document of an `.ann` and the text beside it."""
    text_file = source.beside_with(".txt")
    if text_file is None:
        name = source.file_name.rpartition(".")[0] + ".txt"
        yield Refusal(source.name, f"the text of these annotations is not there: put {name} beside them")
        return
    try:
        text, encoding = decode(_bytes(text_file))
        lines_text, _ = decode(_bytes(source))
    except AnnotationError as error:
        yield Refusal(source.name, str(error))
        return
    try:
        # the text beside it would have the same key, so that the ending is in both
        record = parse(lines_text, text, key=source.key.removesuffix(".ann"), origin=source.name)
    except AnnotationError as error:
        yield Refusal(source.name, str(error))
        return
    yield record if encoding == UTF_8 else replace(record, meta={**record.meta, "encoding": encoding})


def parse(annotations: str, text: str, *, key: str = "", origin: str = "") -> Record:
    """The record of an `.ann`'s text and of the text it speaks of. Raises AnnotationError, naming the line, where they do not agree."""
    lines = _lines(annotations)
    found = _Found(lines)
    place = _agreeing(found, text)
    if place is not None:
        return parse("".join(_moved(line, place) for line in lines), text, key=key, origin=origin)
    spans: list[RecordSpan] = []
    places: dict[str, int] = {}
    for id, bound in found.spans.items():
        places[id] = len(spans)
        spans.append(RecordSpan(bound.start, bound.end, bound.label))
    relations = tuple(
        RecordRelation(places[head], places[child], label)
        for _, head, child, label in found.relations
        if head in places and child in places
    )
    values = {id: [spans[at].start, spans[at].end, spans[at].label] for id, at in places.items()}
    meta: dict[str, Any] = {KEY: {"ann": annotations, "spans": values}} if annotations else {}
    return Record(
        key=key,
        text=text,
        title=derived_title(text),
        meta=meta,
        spans=tuple(spans),
        relations=relations,
        origin=origin,
        aside=found.aside,
    )


def write(records: Iterable[Record], folder: Path) -> Written:
    """Write a collection: a `.txt` and an `.ann` a document, and the `annotation.conf` of the labels that occur."""
    written = Written()
    labels: dict[str, None] = {}
    relations: dict[str, dict[tuple[str, str], None]] = {}
    for record, stem in file_stems(records):
        path = folder / f"{stem}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text_bytes(record.text))
        (folder / f"{stem}.ann").write_bytes(text_of(record).encode(UTF_8))
        written.documents += 1
        written.spans += len(record.spans)
        written.relations += len(record.relations)
        labels |= dict.fromkeys(label_of(span.label) for span in record.spans)
        for relation in record.relations:
            pair = tuple(label_of(record.spans[end].label) for end in (relation.head, relation.child))
            relations.setdefault(label_of(relation.label), {})[pair] = None  # type: ignore[index]
    scheme = LabelScheme(
        labels=tuple(map(Label, labels)),
        relation_labels=tuple(RelationLabel(name, legal=tuple(pairs)) for name, pairs in relations.items()),
    )
    (folder / brat_conf.FILE_NAME).write_bytes(brat_conf.text_of(scheme).encode(UTF_8))
    return written


def text_of(record: Record) -> str:
    """The `.ann` of a record: the lines it came with that still hold, then those that are new."""
    kept = record.meta.get(KEY)
    source: str = kept["ann"] if isinstance(kept, dict) and isinstance(kept.get("ann"), str) else ""
    places: Mapping[str, Any] = kept.get("spans", {}) if isinstance(kept, dict) else {}
    lines = _lines(source)
    found = _Found(lines)
    spans = Counter((span.start, span.end, span.label) for span in record.spans)
    ids: dict[Value, list[str]] = {}
    standing: set[str] = set(found.triggers)
    for id in found.spans:
        value = _value(places.get(id))
        if value is not None and spans[value] > 0:
            spans[value] -= 1
            ids.setdefault(value, []).append(id)
            standing.add(id)
    values = [(span.start, span.end, span.label) for span in record.spans]
    joined: Counter[RelationValue] = Counter(
        (values[relation.head], values[relation.child], relation.label) for relation in record.relations
    )
    gone: set[str] = set(found.spans) - standing
    for id, head, child, label in found.relations:
        ends = (_value(places.get(head)), _value(places.get(child)))
        if ends[0] is None or ends[1] is None or head in gone or child in gone:
            gone.add(id)
            continue
        relation_value = (ends[0], ends[1], label)
        if joined[relation_value] > 0:
            joined[relation_value] -= 1
        else:
            gone.add(id)
    kept_lines = [line for line in lines if line.id not in gone]
    kept_lines = _without_dangling(kept_lines, gone)
    out = "".join(line.text for line in kept_lines)
    new = list(_new_lines(record, values, spans, joined, ids, {line.id for line in lines}))
    if new and out and not out.endswith("\n"):
        out += "\n"
    return out + "".join(line + "\n" for line in new)


def scheme_beside(source: SourceFile) -> LabelScheme | None:
    """The scheme of the `annotation.conf` in a file's folder; None where there is none that can be read."""
    conf = source if source.file_name == brat_conf.FILE_NAME else source.beside(brat_conf.FILE_NAME)
    if conf is None:
        return None
    try:
        return brat_conf.parse(decode(_bytes(conf))[0])
    except (AnnotationError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    text: str
    """With its line end."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """A T line."""

    label: str
    fragments: tuple[tuple[int, int], ...]
    string: str | None
    line: str

    @property
    def start(self) -> int:
        return min(start for start, _ in self.fragments)

    @property
    def end(self) -> int:
        return max(end for _, end in self.fragments)


class _Found:
    """What the lines of an `.ann` say."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        bounds: dict[str, _Bound] = {}
        self.relations: list[tuple[str, str, str, str]] = []
        """(id, head's id, child's id, label)"""
        self.triggers: set[str] = set()
        self.aside: Counter[str] = Counter()
        for line in lines:
            content = line.text.rstrip("\r\n")
            sort = line.id[:1]
            if sort == "T":
                bounds[line.id] = _bound(content)
            elif sort == "R":
                self._add_relation(line, content)
            elif sort in _ASIDE:
                self.aside[_ASIDE[sort]] += 1
                if sort == "E":
                    self.triggers.update(re.findall(r"\t\S+?:(T\S+)", content))
            elif content.strip():
                raise AnnotationError(f"“{content[:60]}” is no line of brat's standoff format")
        self.spans = {id: bound for id, bound in bounds.items() if id not in self.triggers}
        for id, head, child, _ in self.relations:
            if head not in self.spans or child not in self.spans:
                if not {head, child} <= bounds.keys() | {line.id for line in lines}:
                    raise AnnotationError(f"the relation {id} joins {head} and {child}, and one of them is not there")
                self.aside["relations of events"] += 1
        self.aside[DISCONTINUOUS] += sum(len(bound.fragments) > 1 for bound in self.spans.values())
        self.aside = +self.aside

    def _add_relation(self, line: _Line, content: str) -> None:
        found = _RELATION.fullmatch(content)
        ends = [argument.partition(":")[2] for argument in found[3].split()] if found else []
        if found is None or len(ends) < 2:
            raise AnnotationError(f"“{content[:60]}” is no relation: it needs a name and two arguments")
        if len(ends) > 2:
            self.aside["relations of more than two"] += 1
        else:
            self.relations.append((line.id, ends[0], ends[1], found[2]))


def _bound(content: str) -> _Bound:
    found = _TEXT_BOUND.fullmatch(content)
    if found is None:
        raise AnnotationError(f"“{content[:60]}” is no text-bound annotation: T1, a tab, a label and its offsets")
    fragments = tuple((int(start), int(end)) for start, end in (part.split(" ") for part in found[3].split(";")))
    return _Bound(found[2], fragments, found[4], content)


def _lines(text: str) -> list[_Line]:
    """Only U+000A ends a line, so that a string may hold any other separator."""
    stream = io.StringIO(text, newline="\n")
    return [_Line(line.partition("\t")[0].strip(), line) for line in stream if line.strip()]


def _agreeing(found: _Found, text: str) -> Place | None:
    """How an offset of the source becomes a code point; None where it is one already.

    Raises AnnotationError, naming a line that agrees with the text in no way.
    """
    stated = [
        (start, end, None if len(bound.fragments) > 1 else bound.string)
        for bound in found.spans.values()
        for start, end in bound.fragments
    ]
    place = agreeing(text, stated)
    if place is None or not all(_has_string(bound, text, place) for bound in found.spans.values()):
        wrong = next(bound for bound in found.spans.values() if not _has_string(bound, text, same))
        start, end = wrong.start, wrong.end
        if not 0 <= start < end <= len(text):
            raise AnnotationError(f"“{wrong.line[:60]}” is outside the text of {len(text)} characters")
        there = " ".join(text[start:end].split())[:40]
        raise AnnotationError(
            f"“{wrong.line[:60]}” does not agree with the text, which has “{there}” there; is it the right text file?"
        )
    return None if place is same else place


def _has_string(bound: _Bound, text: str, place: Place) -> bool:
    """Whether the fragments are in the text, and together are the string, which has a blank between them."""
    parts = [(place(start), place(end)) for start, end in bound.fragments]
    if any(not 0 <= start < end <= len(text) for start, end in parts):
        return False
    together = "".join(text[start:end] for start, end in parts)
    return bound.string is None or "".join(together.split()) == "".join(bound.string.split())


def _moved(line: _Line, place: Place) -> str:
    """A T line with its offsets counted in code points."""
    if line.id[:1] != "T":
        return line.text
    start, middle, end = line.text.partition("\t")
    head, tab, rest = end.partition("\t")
    label, _, offsets = head.partition(" ")
    return f"{start}{middle}{label} {re.sub(r'-?[0-9]+', lambda found: str(place(int(found[0]))), offsets)}{tab}{rest}"


def _value(row: object) -> Value | None:
    return (row[0], row[1], row[2]) if isinstance(row, list) and len(row) == 3 else None


def _without_dangling(lines: list[_Line], gone: set[str]) -> list[_Line]:
    """Take out what speaks of a line that is gone, and so on until all that is left stands."""
    while True:
        standing = [line for line in lines if not gone & _named_in(line)]
        gone |= {line.id for line in lines if line not in standing and line.id not in ("*", "#")}
        if len(standing) == len(lines):
            return standing
        lines = standing


def _named_in(line: _Line) -> set[str]:
    """The ids of the other lines that a line speaks of: `T4` in `Arg1:T4`, in `Mention T4 Name`, in `Equiv T4 T5`."""
    if line.id[:1] == "T":
        return set()
    words = [*line.text.split("\t"), ""][1].split()
    return {word.rpartition(":")[2] for word in (words if line.id[:1] == "E" else words[1:])}


def _new_lines(
    record: Record,
    values: Sequence[Value],
    spans: Counter[Value],
    joined: Counter[RelationValue],
    ids: dict[Value, list[str]],
    taken: set[str],
) -> Iterator[str]:
    numbers = {sort: _next(taken, sort) for sort in "TR"}
    for value in dict.fromkeys(values):
        for _ in range(spans[value]):
            id = f"T{next(numbers['T'])}"
            ids.setdefault(value, []).append(id)
            start, end, label = value
            yield f"{id}\t{label_of(label)} {start} {end}\t{_string(record.text, start, end)}"
    for (head, child, label), count in joined.items():
        for _ in range(count):
            first, second = ids[head][0], ids[child][-1 if head == child else 0]
            yield f"R{next(numbers['R'])}\t{label_of(label)} Arg1:{first} Arg2:{second}\t"


def _next(taken: set[str], sort: str) -> Iterator[int]:
    number = max((int(id[1:]) for id in taken if id[:1] == sort and id[1:].isdecimal()), default=0)
    while True:
        number += 1
        yield number


def _string(text: str, start: int, end: int) -> str:
    return re.sub(r"[\r\n\t]", " ", text[start:end])


def label_of(label: str) -> str:
    """A label as brat can name it: without blanks."""
    return _NAMELESS.sub("_", label)


def _bytes(source: SourceFile) -> bytes:
    with opened(source) as stream:
        data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise AnnotationError(f"the file is longer than {MAX_RECORD_BYTES >> 20} MB; cut it into articles")
    return data
