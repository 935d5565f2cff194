"""UIMA CAS as JSON ("UIMA JSON CAS format 0.4"): one file a document, its type system inside.

The source is kept with the document, and goes out as it came in while nobody has changed its annotations.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotator.formats import layers
from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8
from annotator.formats.head import Head
from annotator.formats.json_values import load
from annotator.formats.layers import Found
from annotator.formats.offsets import to_utf16
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.formats.uima_cas import CHILD, HEAD, INITIAL, OWN_TYPES, SOFA, Cas, Node, found_in
from annotator.formats.written import Written
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "uima_json"
"""Under it `Record.meta` keeps the source."""
_STRUCTURES, _TYPES, _VIEWS = "%FEATURE_STRUCTURES", "%TYPES", "%VIEWS"


def sniff(head: Head) -> bool:
    """Whether a file is a CAS as JSON."""
    return head.start.startswith("{") and (f'"{_TYPES}"' in head.text or f'"{_STRUCTURES}"' in head.text)


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The document of a file."""
    if layers.is_initial(source):
        yield Refusal(source.name, layers.INITIAL_STATES, left_out=True)
        return
    with opened(source) as stream:
        data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise AnnotationError(f"the file is longer than {MAX_RECORD_BYTES >> 20} MB; cut it into articles")
    cas = _cas(load(data))
    try:
        meta: dict[str, object] = {KEY: {"source": data.decode(UTF_8)}}
    except UnicodeDecodeError as error:
        raise AnnotationError("it is no UTF-8; save it again as UTF-8") from error
    key, annotator = layers.place_of(source)
    yield found_in(cas).record(key, source.name, meta, language=cas.language(), annotator=annotator)


def parse(source: str) -> Found:
    """What the text of a file says. Raises AnnotationError."""
    return found_in(_cas(load(source.encode(UTF_8))))


def write(records: Iterable[Record], folder: Path) -> Written:
    """Write a file a document."""
    return layers.write_documents(records, folder, ending=".json", key=KEY, parse=parse, text_of=text_of)


def losses(record: Record) -> Counter[str]:
    """What the source of a changed document had beside its spans and relations."""
    return layers.unchanged(record, KEY, parse)[1]


def text_of(record: Record) -> str:
    """A record as a CAS of its spans and relations alone."""
    units = to_utf16(record.text)
    first = 3
    structures: list[dict[str, Any]] = [
        {"%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": INITIAL, "mimeType": "text", "sofaString": record.text},
        {
            "%ID": 2,
            "%TYPE": "uima.tcas.DocumentAnnotation",
            "@sofa": 1,
            "begin": 0,
            "end": units(len(record.text)),
            "language": record.language or "x-unspecified",
        },
    ]
    for number, span in enumerate(record.spans, first):
        extent = {"@sofa": 1, "begin": units(span.start), "end": units(span.end)}
        structures.append({"%ID": number, "%TYPE": layers.SPAN_LAYER, **extent, layers.FEATURE: span.label})
    for number, relation in enumerate(record.relations, first + len(record.spans)):
        child = record.spans[relation.child]
        structures.append(
            {
                "%ID": number,
                "%TYPE": layers.RELATION_LAYER,
                "@sofa": 1,
                "begin": units(child.start),
                "end": units(child.end),
                f"@{HEAD}": first + relation.head,
                f"@{CHILD}": first + relation.child,
                layers.FEATURE: relation.label,
            }
        )
    value = {
        _TYPES: {
            name: {
                "%NAME": name,
                "%SUPER_TYPE": supertype,
                **{feature: {"%NAME": feature, "%RANGE": values} for feature, values, _, _ in features},
            }
            for name, (supertype, features) in OWN_TYPES.items()
        },
        _STRUCTURES: structures,
        _VIEWS: {INITIAL: {"%SOFA": 1, "%MEMBERS": [row["%ID"] for row in structures[1:]]}},
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _cas(value: object) -> Cas:
    rows = value.get(_STRUCTURES) if isinstance(value, dict) else None
    if isinstance(rows, dict):
        rows = [{**row, "%ID": id} for id, row in rows.items() if isinstance(row, dict)]
    if not isinstance(rows, list):
        raise AnnotationError(f"it has no {_STRUCTURES}: this is no CAS as JSON")
    cas = Cas()
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("%TYPE"), str):
            raise AnnotationError("one of its feature structures has no %TYPE")
        cas.add(_node(row))
    return cas


def _node(row: dict[str, Any]) -> Node:
    node = Node(_number(row.get("%ID"), "%ID"), row["%TYPE"])
    for name, value in row.items():
        if name in ("%ID", "%TYPE"):
            continue
        if name == "@sofa":
            node.sofa = _number(value, name)
        elif name == "begin":
            node.begin = _number(value, name)
        elif name == "end":
            node.end = _number(value, name)
        elif name in ("%ELEMENTS",):
            node.references["elements"] = _ids(value)
        elif name[:1] == "@":
            node.references[name[1:]] = _ids(value)
        elif name[:1] not in ("%", "^") and value is not None and not isinstance(value, list | dict):
            node.values[name.removeprefix("#")] = value if isinstance(value, str) else json.dumps(value)
    node.references = {name: ids for name, ids in node.references.items() if ids}
    return node


def _ids(value: object) -> list[int]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, int) and not isinstance(each, bool)]


def _number(value: object, name: str) -> int:
    if isinstance(value, str) and value.isdecimal() and len(value) < 12:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise AnnotationError(f"{name} of a feature structure is no whole number")
    return value
