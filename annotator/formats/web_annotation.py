"""The W3C's Web Annotation Data Model as JSON-LD (Recommendation of 2017-02-23, https://www.w3.org/TR/annotation-model/).

A file is a list of annotation pages, a page a document: its text under `schema:about`, so that no other file is needed, and
its spans and relations as `items`. Offsets count Unicode code points: section 4.2.5 (Text Position Selector) has the text
counted as section 4.2.4 (Text Quote Selector) says, "in terms of unicode code points", the end exclusive. Tools written in
JavaScript count UTF-16 units all the same; the quotes beside the positions decide.

A span is tagged with its label: tools show the bodies of that purpose as tags. A relation links: its target is the head's
annotation, its bodies are the child's and the label. Two targets, as RecogitoJS writes them, are read too; they are not
written, because targets are a set in JSON-LD, and a reader of the triples could not tell the head from the child.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import quote

from annotator.formats import offsets
from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8
from annotator.formats.head import Head
from annotator.formats.json_records import records_of
from annotator.formats.json_values import Value, number, require_text, rows, text_of, values
from annotator.formats.sources import SourceFile, opened
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal, verify

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ABOUT = "schema:about"
"""The prefix is the context's own."""
OTHER = "other annotations"
UNNAMED = "relation"
"""A link without a tag."""
_IDENTIFIER = "schema:identifier"
_FIELDS = {
    "language": "language",
    "schema:headline": "title",
    "schema:datePublished": "published",
    "schema:publisher": "source",
    "schema:url": "url",
}
"""Of the text: name in the file, name of the record's field."""
_TAGS = ("tagging", "classifying")
_AROUND = 32
"""Code points of what stands before and after a quote."""


def sniff(head: Head) -> bool:
    """Whether a file begins with something in the context of web annotations."""
    return head.start[:1] in ("[", "{") and CONTEXT in head.text


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The documents of a file."""
    with opened(source) as stream:
        yield from records_of(source, values(stream), lambda *page: [_record(*page)])


def write(records: Iterable[Record], stream: BinaryIO) -> Written:
    """Write a list of annotation pages, one a document and a line."""
    written = Written()
    stream.write(b"[")
    for record in records:
        stream.write(b",\n" if written.documents else b"\n")
        stream.write(json.dumps(_page(record), ensure_ascii=False, allow_nan=False).encode(UTF_8))
        written.documents += 1
        written.spans += len(record.spans)
        written.relations += len(record.relations)
    stream.write(b"\n]\n")
    return written


def _page(record: Record) -> dict[str, Any]:
    id = f"urn:x-pressmark:{quote(record.key, safe='')}"
    text = record.text
    fields = {name: getattr(record, field) for name, field in _FIELDS.items()}
    about = {"id": id, "type": "Text", "format": "text/plain", _IDENTIFIER: record.key, "value": text}
    about |= {name: value for name, value in fields.items() if value}
    items: list[Value] = [
        {
            "id": f"{id}#s{place}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": _tag(span.label),
            "target": {
                "source": id,
                "selector": [
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": text[span.start : span.end],
                        "prefix": text[max(0, span.start - _AROUND) : span.start],
                        "suffix": text[span.end : span.end + _AROUND],
                    },
                ],
            },
        }
        for place, span in enumerate(record.spans)
    ]
    items += [
        {
            "id": f"{id}#r{place}",
            "type": "Annotation",
            "motivation": "linking",
            "body": [
                {"type": "SpecificResource", "purpose": "linking", "source": f"{id}#s{relation.child}"},
                _tag(relation.label),
            ],
            "target": f"{id}#s{relation.head}",
        }
        for place, relation in enumerate(record.relations)
    ]
    page: dict[str, Any] = {"@context": CONTEXT, "id": f"{id}#page", "type": "AnnotationPage", ABOUT: about}
    if record.annotator:
        page["creator"] = {"type": "Person", "name": record.annotator}
    return page | {"items": items}


def _tag(label: str) -> Value:
    return {"type": "TextualBody", "purpose": "tagging", "value": label}


def _record(page: Value, default_key: str, origin: str) -> Record:
    if "Annotation" in _listed(page.get("type")):
        raise AnnotationError("this is an annotation without the text it is about")
    about = page.get(ABOUT)
    if not isinstance(about, dict):
        raise AnnotationError(f"the page does not hold the text that it is about, under `{ABOUT}`")
    text = require_text(about, "value")
    items = _listed(page.get("items"))
    marked = [(item, stated) for item in rows(items) if (stated := _stated(item)) is not None and _labels(item)]
    place = offsets.agreeing(text, [stated for _, stated in marked])
    if place is None:
        raise offsets.disagreement(text, [stated for _, stated in marked])
    spans: list[RecordSpan] = []
    ids: dict[str, int] = {}
    for item, (start, end, _) in marked:
        ids.setdefault(text_of(item, "id"), len(spans))
        spans += [RecordSpan(place(start), place(end), label) for label in _labels(item)]
    relations: list[RecordRelation] = []
    other = len(items) - len(marked)
    for item in rows(items):
        ends = [ids[id] for id in _linked(item) if id in ids] if _stated(item) is None else []
        if len(ends) == 2:
            relations += [RecordRelation(ends[0], ends[1], label) for label in _labels(item) or [UNNAMED]]
            other -= 1
    creator = page.get("creator")
    fields: dict[str, Any] = {field: text_of(about, name) for name, field in _FIELDS.items()}
    fields["title"] = fields["title"] or derived_title(text)
    return verify(
        Record(
            key=text_of(about, _IDENTIFIER) or text_of(about, "id") or default_key,
            text=text,
            **fields,
            spans=tuple(spans),
            relations=tuple(relations),
            annotator=text_of(creator, "name") if isinstance(creator, dict) else "",
            origin=origin,
            aside={OTHER: other} if other else {},
        )
    )


def _stated(item: Value) -> offsets.Stated | None:
    """What part of the text an annotation is about; None where it names no positions in one."""
    targets = _listed(item.get("target"))
    if len(targets) != 1 or not isinstance(targets[0], dict):
        return None
    selectors = {str(selector.get("type")): selector for selector in rows(_listed(targets[0].get("selector")))}
    position = selectors.get("TextPositionSelector")
    if position is None:
        return None
    exact = selectors.get("TextQuoteSelector", {}).get("exact")
    start, end = number(position.get("start"), "start"), number(position.get("end"), "end")
    return start, end, exact if isinstance(exact, str) else None


def _labels(item: Value) -> list[str]:
    """The tags among the bodies of an annotation; a text without a purpose is one too."""
    return [
        body["value"]
        for body in rows(_listed(item.get("body")))
        if isinstance(body.get("value"), str) and body["value"] and body.get("purpose", _TAGS[0]) in _TAGS
    ]


def _linked(item: Value) -> list[str]:
    """The ids of what an annotation is about and of what it links it to, the targets first."""
    return [
        id
        for value in (*_listed(item.get("target")), *_listed(item.get("body")))
        if (id := value if isinstance(value, str) else _id(value))
    ]


def _id(value: object) -> str:
    return text_of(dict(value), "source", "id") if isinstance(value, Mapping) and "value" not in value else ""


def _listed(value: object) -> list[Any]:
    """JSON-LD has one thing alone or in a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
