"""Builds the gold corpora: `datasets/source/<language>/*.txt` into `datasets/<language>/press.jsonl`.

The form of a source file is described in `datasets/README.md`. Run `python datasets/build.py` after editing one.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme, RelationLabel, scheme_from_toml

HERE = Path(__file__).resolve().parent
LANGUAGES = ("fr", "en")
ZONES = ("headline", "dateline", "byline", "caption", "credit")
HEADERS = frozenset("id language source published url topic lines spaces accents same-as".split())

NBSP = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}")
SENTENCE_END = re.compile(r"(?<!\bM)[.!?…](?: »|\")? +(?![a-z])|\n+")
MARK_END = re.compile(r"\|([A-Z]+|-)(?:#([a-z0-9]+))?\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the plain text; the label "-" says that nothing there is an entity."""

    start: int
    end: int
    label: str
    name: str = ""
    """What relations call it, or ""."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file, its parts apart."""

    path: Path
    header: dict[str, str]
    paragraphs: tuple[str, ...] = ()
    relations: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Plain:
    """The text of an article without its marks."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    zones: list[tuple[int, int, str]] = field(default_factory=list)


def load_scheme() -> LabelScheme:
    """The scheme that the corpora are annotated with."""
    path = HERE.parent / "resources" / "schemes" / "news-relations.toml"
    return scheme_from_toml(path.read_text(encoding="utf-8"), origin=path.name)


def read_source(path: Path) -> Source:
    """Take a source file apart. Raises AnnotationError, naming the file and the line."""
    text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), path.read_text(encoding="utf-8"))
    parts = re.split(r"^---$", text, flags=re.MULTILINE)
    header: dict[str, str] = {}
    for line in parts[0].split("\n"):
        if line.strip():
            name, colon, value = line.partition(":")
            if not colon or name not in HEADERS:
                raise AnnotationError(f"{path.name}: unknown header line {line!r}")
            header[name] = value.strip()
    if missing := {"id", "language", "source", "published"} - set(header):
        raise AnnotationError(f"{path.name}: the header lacks {', '.join(sorted(missing))}")
    if "same-as" in header:
        return Source(path, header)
    if len(parts) != 3:
        raise AnnotationError(f"{path.name}: a header, a text and the relations are separated by two lines ---")
    if header.get("accents") == "decomposed":
        parts = [unicodedata.normalize("NFD", part) for part in parts]
    relations = []
    for line in parts[2].split("\n"):
        if line.strip():
            cells = [cell.strip() for cell in line.split("|")]
            if len(cells) != 3:
                raise AnnotationError(f"{path.name}: a relation is `head | label | child`, not {line!r}")
            relations.append((cells[0], cells[1], cells[2]))
    paragraphs = tuple(line for line in parts[1].split("\n") if line.strip())
    return Source(path, header, paragraphs, tuple(relations))


def build_record(source: Source, scheme: LabelScheme) -> dict[str, Any]:
    """The interchange record of an article. Raises AnnotationError where a mark or a relation is wrong."""
    header = source.header
    try:
        plain = strip_marks(source.paragraphs, line_end="\r\n" if header.get("lines") == "crlf" else "\n")
        unknown = {mark.label for mark in plain.marks} - {label.name for label in scheme.labels} - {"-"}
        if unknown:
            raise AnnotationError(f"unknown labels {', '.join(sorted(unknown))}")
        marks = propagate(plain.text, plain.marks)
        relations = resolve_relations(source.relations, plain.text, marks, scheme)
    except AnnotationError as error:
        raise AnnotationError(f"{source.path.name}: {error}") from error
    text = typographic(plain.text, header["language"], header.get("spaces", "no-break"))
    headline = next((text[start:end] for start, end, kind in plain.zones if kind == "headline"), "")
    record: dict[str, Any] = {
        "id": header["id"],
        "lang": header["language"],
        "title": headline,
        "published": header["published"],
        "source": header["source"],
        "url": header.get("url", ""),
        "text": text,
        "zones": [{"start": start, "end": end, "kind": kind} for start, end, kind in plain.zones],
        "meta": {"topic": header.get("topic", "")},
        "spans": [{"start": mark.start, "end": mark.end, "label": mark.label} for mark in marks],
        "relations": [{"head": head, "child": child, "label": label} for head, label, child in relations],
    }
    return {name: value for name, value in record.items() if value not in ("", [])}


def strip_marks(paragraphs: Sequence[str], *, line_end: str) -> Plain:
    """Join the paragraphs with an empty line between them; marks and zones become extents of the joined text."""
    plain = Plain()
    for paragraph in paragraphs:
        if plain.text:
            plain.text += line_end * 2
        kind, colon, rest = paragraph.partition(": ")
        zone = kind if colon and kind in ZONES else "body"
        start = len(plain.text)
        _strip_paragraph(rest if zone != "body" else paragraph, plain)
        end = len(plain.text)
        if zone == "dateline":
            # The dateline runs up to its dash; the news begins on the same line.
            stop = plain.text.find(" — ", start)
            if stop < 0:
                raise AnnotationError(f"the dateline {paragraph[:40]!r} has no dash")
            plain.zones.append((start, stop + 2, "dateline"))
            start, zone = stop + 3, "body"
        plain.zones.append((start, end, zone))
    return plain


def _strip_paragraph(paragraph: str, plain: Plain) -> None:
    opened: list[int] = []
    at = 0
    while at < len(paragraph):
        if paragraph[at] == "[":
            opened.append(len(plain.text))
            at += 1
        elif opened and (match := MARK_END.match(paragraph, at)):
            plain.marks.append(Mark(opened.pop(), len(plain.text), match[1], match[2] or ""))
            at = match.end()
        elif paragraph[at] in "|]":
            raise AnnotationError(f"a mark is not closed near {paragraph[max(0, at - 30) : at + 10]!r}")
        else:
            plain.text += paragraph[at]
            at += 1
    if opened:
        raise AnnotationError(f"a mark is not closed in {paragraph[:40]!r}")


def propagate(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks, and the same label on every other occurrence of a marked string as whole words, in reading order.

    Longest strings first. Left alone are: what "-" marks, what has a mark of that extent, what would cross a mark,
    what lies in a mark of the same label (the surname in a full name), and people inside other names.
    """
    blocked = [mark for mark in marks if mark.label == "-"]
    result = [mark for mark in marks if mark.label != "-"]
    strings = sorted({(text[m.start : m.end], m.label) for m in result}, key=lambda item: (-len(item[0]), item))
    for string, label in strings:
        for start, end in occurrences(text, string):
            if any(mark.start <= start and end <= mark.end for mark in blocked):
                continue
            near = [mark for mark in result if mark.start < end and start < mark.end]
            if any(mark.start == start and mark.end == end for mark in near):
                continue
            inside = [mark for mark in near if mark.start <= start and end <= mark.end]
            around = [mark for mark in near if start <= mark.start and mark.end <= end]
            if len(inside) + len(around) < len(near):
                continue
            if any(mark.label == label for mark in inside) or (inside and label == "PER"):
                continue
            result.append(Mark(start, end, label))
    return sorted(result, key=lambda mark: (mark.start, -mark.end, mark.label))


def occurrences(text: str, string: str) -> Iterator[tuple[int, int]]:
    """Where a string stands in the text as whole words; a hyphen belongs to the word."""
    for match in re.finditer(re.escape(string), text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not (_in_word(before) and _in_word(string[0])) and not (_in_word(after) and _in_word(string[-1])):
            yield match.span()


def _in_word(character: str) -> bool:
    return character == "-" or character.isalnum() or (character != "" and unicodedata.combining(character) > 0)


def resolve_relations(
    relations: Sequence[tuple[str, str, str]], text: str, marks: Sequence[Mark], scheme: LabelScheme
) -> list[tuple[int, str, int]]:
    """(head index, label, child index) of each relation: the mentions named by `#name`, else the nearest pair.

    Raises AnnotationError where an end is no span, or no pair of mentions is legal for the label.
    """
    resolved = []
    for head, name, child in relations:
        label = scheme.relation_label(name)
        if label is None:
            raise AnnotationError(f"unknown relation label {name}")
        pairs = _legal_pairs(_mentions(head, text, marks), _mentions(child, text, marks), marks, label)
        if not pairs:
            raise AnnotationError(f"{head} | {name} | {child} is not legal in the scheme")
        best = min(pairs, key=lambda pair: (_distance(text, marks[pair[0]], marks[pair[1]]), pair))
        if (best[0], name, best[1]) in resolved:
            raise AnnotationError(f"{head} | {name} | {child} is there twice")
        resolved.append((best[0], name, best[1]))
    return resolved


def _mentions(end: str, text: str, marks: Sequence[Mark]) -> list[int]:
    if end.startswith("#"):
        found = [index for index, mark in enumerate(marks) if mark.name == end[1:]]
    else:
        found = [index for index, mark in enumerate(marks) if text[mark.start : mark.end] == end]
    if not found:
        raise AnnotationError(f"no span is called {end!r}")
    return found


def _legal_pairs(
    heads: Sequence[int], children: Sequence[int], marks: Sequence[Mark], label: RelationLabel
) -> list[tuple[int, int]]:
    return [
        (head, child)
        for head in heads
        for child in children
        if head != child and label.allows(marks[head].label, marks[child].label)
    ]


def _distance(text: str, one: Mark, other: Mark) -> tuple[int, int]:
    """How many sentences, then how many characters, lie between two mentions."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    return len(SENTENCE_END.findall(text, start, end)) if start < end else 0, end - start


def typographic(text: str, language: str, spaces: str) -> str:
    """The text with the typographic apostrophes and no-break spaces of its language; its length does not change.

    `spaces`: "no-break", "narrow" (before ; ! ? and inside guillemets and numbers), or "plain" for none of it, straight
    apostrophes included.
    """
    if spaces == "plain":
        return text
    text = text.replace("'", "’")
    if language == "en":
        text = re.sub(r'"(?=\w|\[|[^\w\s.,;:!?])(?<!\w")', "“", text)
        return text.replace('"', "”")
    thin = NARROW if spaces == "narrow" else NBSP
    text = re.sub(r" (?=[;!?»])", thin, text)
    text = text.replace(" :", NBSP + ":").replace("« ", "«" + thin)
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", thin, text)
    return re.sub(r"(?<=\d) (?=(?:millions?|milliards?|euros|%|km|h)(?!\w))", NBSP, text)


def build(language: str) -> list[dict[str, Any]]:
    """Every article of a language, in the order of the file names. Raises AnnotationError on the first bad file."""
    scheme = load_scheme()
    records: dict[str, dict[str, Any]] = {}
    for path in sorted((HERE / "source" / language).glob("*.txt")):
        source = read_source(path)
        header = source.header
        if header["id"] in records:
            raise AnnotationError(f"{path.name}: the id {header['id']} is there twice")
        if "same-as" in header:
            if header["same-as"] not in records:
                raise AnnotationError(f"{path.name}: {header['same-as']} does not come before it")
            changed = {"id": header["id"], "source": header["source"], "published": header["published"]}
            record = {**records[header["same-as"]], **changed, "url": header.get("url", "")}
            records[header["id"]] = {name: value for name, value in record.items() if value != ""}
        else:
            records[header["id"]] = build_record(source, scheme)
    return list(records.values())


def write(language: str) -> Path:
    """Build a language's corpus and write it."""
    path = HERE / language / "press.jsonl"
    path.parent.mkdir(exist_ok=True)
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in build(language)]
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return path


def main() -> int:
    """Build both corpora; 1 and one line on stderr where a source file is wrong."""
    try:
        for language in LANGUAGES:
            print(write(language))
    except AnnotationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
