"""One token a line: CoNLL-2002 and -2003, CoNLL-U, HIPE, and the two-column files that everybody makes.

A blank line ends a sentence, which comes in as a line of the text. Between tokens there is a blank, unless the file says
otherwise: `SpaceAfter=No` and `SpacesAfter=` (CoNLL-U), `NoSpaceAfter` and `EndOfLine` (HIPE).
Formats: https://www.clips.uantwerpen.be/conll2003/ner/, https://universaldependencies.org/format.html,
https://github.com/hipe-eval/HIPE-2022-data.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from annotator.formats import iob
from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8, FallbackDecoder
from annotator.formats.head import Head
from annotator.formats.lines import family_of, split
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.formats.tokenized import Extent, TextBuilder, lines_of, tokens_within
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.plurals import counted
from annotator.model.record import Record, RecordSpan, Refusal

OVERLAPPING = "spans that overlap a longer one"
RELATIONS = "relations"
BLANK = "spans of nothing but blanks"
OTHER_LAYERS = "tags of other layers"

_HIPE_HEADER = "TOKEN\tNE-COARSE-LIT"
_DOCUMENT = re.compile(r"#\s*(?:newdoc(?:\s+id)?|(?:[\w.]+:)?document_id|doc_id)\s*=?\s*(.*)")
_KEYED = re.compile(r"#\s*([\w.:-]+)\s*=\s*(.*)")
_SPACES = {"\\s": " ", "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\p": "|", "\\\\": "\\"}
_ESCAPED = re.compile(r"\\[stnrp\\]")
_MISC_TAG = re.compile(r"(?:^|\|)(?:NER?|ner|Entity|NamedEntity)=([BIESLU]-[^|]+|O)(?=\||$)")
_COLUMNS = re.compile(r"[ \t]+")
_MISC = 9
"""The place of MISC in CoNLL-U, where a tag may stand as `NE=B-PER`."""


@dataclass(slots=True)
class _Document:
    """A document while its lines are read."""

    key: str
    origin: str
    builder: TextBuilder = field(default_factory=TextBuilder)
    extents: list[Extent] = field(default_factory=list)
    tags: list[list[str]] = field(default_factory=list)
    """A list a layer, a tag a token."""
    meta: dict[str, str] = field(default_factory=dict)
    other: int = 0
    tail: str = ""
    """What the file says stands after the last token."""


def sniff(head: Head) -> bool:
    """Whether a file has a token a line: several columns, as many in every line, and tags in one of them or numbers before them."""
    if head.start.startswith((_HIPE_HEADER, "-DOCSTART-", "# newdoc", "# sent_id", "# global.columns")):
        return True
    lines = [line for line in head.text.split("\n")[:200] if line.strip() and not line.startswith(("#", "<"))]
    if len(head.data) >= 1 << 16 and lines:
        lines = lines[:-1]
    rows = [line.strip().split("\t") if "\t" in line else _COLUMNS.split(line.strip()) for line in lines]
    widths = Counter(map(len, rows))
    if not rows or len(widths) > 1 or len(rows[0]) < 2:
        return False
    if all(row[0].isdecimal() for row in rows) and len(rows[0]) >= 8:
        return True
    tags = [row[-1] for row in rows]
    return all(map(iob.is_tag, tags)) and (any(tag not in iob.OUTSIDE for tag in tags) or len(rows) > 20)


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The documents of a file; where it names none, the file is one."""
    with opened(source) as stream:
        reader = _Reader(source)
        try:
            for number, line in enumerate(_lines(stream), 1):
                yield from reader.take(line, number)
        except AnnotationError as error:
            yield Refusal(source.name, str(error))
            return
        yield from reader.finish()


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write CoNLL-2003: token, two empty columns, IOB2 tag. What is between words is not kept."""
    written = Written()
    for record in records:
        stream.write(b"-DOCSTART- -X- -X- O\n\n")
        for tokens, tags in _sentences(record, written):
            for (start, end), tag in zip(tokens, tags, strict=True):
                stream.write(f"{record.text[start:end]} -X- _ {tag}\n".encode(UTF_8))
            stream.write(b"\n")
    return written


def write_conllu(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write CoNLL-U with the tag and the blanks after each token in MISC, so that the text can be put together again."""
    written = Written()
    for record in records:
        stream.write(f"# newdoc id = {' '.join(record.key.split())}\n".encode(UTF_8))
        sentences = list(_sentences(record, written))
        ends = [*[start for tokens, _ in sentences for start, _ in tokens][1:], len(record.text)]
        at = 0
        lead = sentences[0][0][0][0] if sentences else len(record.text)
        for number, (tokens, tags) in enumerate(sentences, 1):
            stream.write(f"# sent_id = {number}\n".encode(UTF_8))
            for place, ((start, end), tag) in enumerate(zip(tokens, tags, strict=True), 1):
                misc = [f"NE={tag}"] if tag != "O" else []
                if number == place == 1 and lead:
                    misc.append("SpacesBefore=" + _escaped(record.text[:lead]))
                after = record.text[end : ends[at]]
                if not after:
                    misc.append("SpaceAfter=No")
                elif after != " " or ends[at] == len(record.text):  # after the last token no blank is taken for granted
                    misc.append("SpacesAfter=" + _escaped(after))
                at += 1
                row = [str(place), record.text[start:end].replace("\t", " "), *"_" * 7, "|".join(misc) or "_"]
                stream.write(("\t".join(row) + "\n").encode(UTF_8))
            stream.write(b"\n")
        if not sentences:
            stream.write(b"\n")
    return written


def losses(record: Record) -> Counter[str]:
    """What of a record one tag a token can't hold."""
    lost: Counter[str] = Counter()
    solid = [span for span in record.spans if record.text[span.start : span.end].strip()]
    lost[BLANK] = len(record.spans) - len(solid)
    lost[OVERLAPPING] = len(solid) - len(iob.flat(solid))
    lost[RELATIONS] = len(record.relations)
    return +lost


def label_of(label: str) -> str:
    """A label as a column can name it: without blanks."""
    return re.sub(r"[\s|]+", "_", label)


def _sentences(record: Record, written: Written) -> Iterator[tuple[list[Extent], list[str]]]:
    solid = [span for span in record.spans if record.text[span.start : span.end].strip()]
    spans = [RecordSpan(span.start, span.end, label_of(span.label)) for span in iob.flat(solid)]
    written.documents += 1
    written.spans += len(spans)
    written.lost.update(losses(record))
    tokens = tokens_within(record.text, spans)
    tags = iob.encode(spans, tokens)
    at = 0
    for sentence in lines_of(record.text, tokens, spans):
        yield sentence, tags[at : at + len(sentence)]
        at += len(sentence)


class _Reader:
    """Puts documents together from lines."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._number = 0
        self._document: _Document | None = None
        self._hipe: list[str] = []
        self._pending: dict[str, str] = {}

    def take(self, line: str, number: int) -> Iterator[Record | Refusal]:
        """One line, without its line end."""
        if line.startswith(_HIPE_HEADER):
            self._hipe = line.split("\t")
        elif _is_comment(line):
            yield from self._comment(line, number)
        elif line.startswith("-DOCSTART-"):
            yield from self._begin("", number)
        elif not line.strip():
            if self._document is not None and self._document.extents:
                self._document.builder.end_line()
        elif not _is_markup(line):
            self._token(line, number)

    def finish(self) -> Iterator[Record | Refusal]:
        """The last document."""
        document, self._document = self._document, None
        if document is None:
            return
        if not document.extents:
            yield Refusal(document.origin, "this document holds no token")
            return
        spans: dict[tuple[int, int, str], RecordSpan] = {}
        for layer in document.tags:
            for span in iob.decode(layer, document.extents):
                spans.setdefault((span.start, span.end, span.label), span)
        text = document.builder.text + document.tail
        yield Record(
            key=document.key,
            text=text,
            title=derived_title(text),
            language=document.meta.pop("language", "")[:2],
            published=document.meta.pop("date", ""),
            source=document.meta.pop("publication_title", "").strip(),
            meta=document.meta,
            spans=tuple(sorted(spans.values(), key=lambda span: (span.start, -span.end, span.label))),
            origin=document.origin,
            aside={OTHER_LAYERS: document.other} if document.other else {},
        )

    def _comment(self, line: str, number: int) -> Iterator[Record | Refusal]:
        begins = _DOCUMENT.fullmatch(line)
        if begins:
            yield from self._begin(begins[1].strip(), number)
            return
        keyed = _KEYED.fullmatch(line)
        if keyed and self._document is not None and not self._document.extents:
            name = keyed[1].rpartition(":")[2]
            if name not in ("sent_id", "text"):
                self._document.meta[name] = keyed[2].strip()

    def _begin(self, key: str, number: int) -> Iterator[Record | Refusal]:
        if self._document is not None and self._document.extents:
            yield from self.finish()
        self._number += 1
        self._document = _Document(key or f"{self._source.key}:{self._number}", f"{self._source.name}:{number}")

    def _token(self, line: str, number: int) -> None:
        if self._document is None:
            self._document = _Document(self._source.key, self._source.name)
        document = self._document
        if self._hipe:
            token, after, tags, other = _hipe_row(line, self._hipe)
        else:
            token, after, tags, other = _row(line)
            if not token:
                return
        if not document.extents:
            lead = re.search(r"SpacesBefore=([^|\t]+)", line)
            if lead and not self._hipe:
                document.builder.add(_unescaped(lead[1]), "")
        document.extents.append(document.builder.add(token, after))
        document.tail = after if "SpacesAfter=" in line and not self._hipe else ""
        document.other += other
        if not document.tags:
            document.tags = [[] for _ in tags]
        if len(document.tags) != len(tags):
            raise AnnotationError(f"line {number} has other columns than the lines before it")
        for layer, tag in zip(document.tags, tags, strict=True):
            layer.append(tag)


def _is_comment(line: str) -> bool:
    if not line.startswith("#") or "\t" in line:
        return False
    if _DOCUMENT.fullmatch(line) or _KEYED.fullmatch(line):
        return True
    # a token "#" with its tag is none
    columns = _COLUMNS.split(line.strip())
    return not (columns[0] == "#" and len(columns) > 1 and iob.is_tag(columns[-1]))


def _is_markup(line: str) -> bool:
    return re.match(r"</?\w", line) is not None and not iob.is_tag(_COLUMNS.split(line.strip())[-1])


def _row(line: str) -> tuple[str, str, list[str], int]:
    """A line's token, what comes after it, its tags, and how many other annotations it has."""
    columns = line.split("\t") if "\t" in line else _COLUMNS.split(line.strip())
    if columns[0].isdecimal() and len(columns) >= 8:
        misc = columns[_MISC] if len(columns) > _MISC else "_"
        tag = _MISC_TAG.search(misc)
        # the last column of CoNLL-U Plus and of the home-made kind may be the tag itself
        last = columns[-1] if len(columns) > _MISC + 1 and iob.is_tag(columns[-1]) else ""
        return columns[1], _after(misc), [tag[1] if tag else last or "O"], 0
    if not columns[0][:1].isdecimal() or ("-" not in columns[0] and "." not in columns[0]) or len(columns) < 8:
        tag_value = columns[-1] if len(columns) > 1 and iob.is_tag(columns[-1]) else "O"
        return columns[0], " ", [tag_value], 0
    return "", "", [], 0  # a multiword token or an empty node of CoNLL-U: its words follow


def _hipe_row(line: str, header: Sequence[str]) -> tuple[str, str, list[str], int]:
    columns = line.split("\t")
    if len(columns) != len(header):
        count = counted(len(columns), "column")
        raise AnnotationError(f"a line has {count}, and the first line names {len(header)}")
    value = dict(zip(header, columns, strict=True))
    flags = value.get("MISC", "_").split("|")
    after = "\n" if "EndOfLine" in flags else "" if "NoSpaceAfter" in flags else " "
    # the fine layer says more; a data set without it has "_" or "O" there
    fine = value.get("NE-FINE-LIT", "_")
    literal = value["NE-COARSE-LIT"] if fine in iob.OUTSIDE else fine
    other = sum(value.get(name, "_").startswith("B-") for name in ("NE-COARSE-METO", "NE-FINE-METO", "NE-FINE-COMP"))
    return value["TOKEN"], after, [literal, value.get("NE-NESTED", "O")], other


def _after(misc: str) -> str:
    spaces = re.search(r"(?:^|\|)SpacesAfter=([^|]+)", misc)
    if spaces:
        return _unescaped(spaces[1])
    return "" if "SpaceAfter=No" in misc.split("|") else " "


def _escaped(blanks: str) -> str:
    """Blanks as UDPipe writes them in SpacesAfter; others than blank, tab and line ends as they are."""
    names = {value: name for name, value in _SPACES.items()}
    return "".join(names.get(character, character) for character in blanks)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _SPACES[found[0]], text)


def _lines(stream: BinaryIO) -> Iterator[str]:
    found = family_of(stream)
    decoder = FallbackDecoder()
    for line in split(stream, found, longest=MAX_RECORD_BYTES):
        if line is None:
            raise AnnotationError("a line is longer than any token can be")
        text = line if isinstance(line, str) else decoder.decode(line, whole_file=False)[0]
        yield text.rstrip("\r\n")
