"""UIMA CAS as XMI: read with or without its type system, written as a folder of XMI files with one.

The source is kept with the document, and goes out as it came in while nobody has changed its annotations; of a changed one
the spans and relations are written anew, and what else its source had is counted as lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from annotator.formats import layers, safe_xml, uima_types
from annotator.formats.columns import Columns
from annotator.formats.encoding import UTF_8
from annotator.formats.file_names import file_stems
from annotator.formats.head import Head
from annotator.formats.layers import Found
from annotator.formats.offsets import to_utf16
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.formats.uima_cas import CHILD, HEAD, OWN_TYPES, SOFA, Cas, Node, found_in
from annotator.formats.written import Written
from annotator.formats.xml_encoding import declared
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "uima_xmi"
"""Under it `Record.meta` keeps the source, and the types that it uses."""
TYPE_SYSTEMS = "type systems"
UNWRITABLE = "documents with characters that XML can't hold"

_XMI = "http://www.omg.org/XMI"
_ID = f"{{{_XMI}}}id"
_PACKAGE = re.compile(r"\{http:///(.*)\.ecore\}(.*)")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_OWN = ("sofa", "begin", "end")


def sniff(head: Head) -> bool:
    """Whether a file is an XMI of a CAS, or the type system of one."""
    return (_XMI in head.text and "/uima/cas.ecore" in head.text) or "<typeSystemDescription" in head.text[:4096]


def aside(source: SourceFile) -> bool:
    """Whether a file is the type system of those beside it."""
    return source.file_name in uima_types.NAMES


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The document of an XMI file."""
    if layers.is_initial(source):
        yield Refusal(source.name, layers.INITIAL_STATES, left_out=True)
        return
    with opened(source) as stream:
        data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise AnnotationError(f"the file is longer than {MAX_RECORD_BYTES >> 20} MB; cut it into articles")
    root = safe_xml.parse(BytesIO(data))
    if safe_xml.local(root) == "typeSystemDescription":
        yield Refusal(source.name, TYPE_SYSTEMS, left_out=True)
        return
    if safe_xml.local(root) != "XMI":
        raise AnnotationError(f"its root is {safe_xml.local(root)[:40]}: this is no XMI of a CAS")
    cas = _cas(root)
    text = _kept_text(data)
    meta: dict[str, object] = {}
    if text is not None:
        kept: dict[str, object] = {"source": text}
        names = {node.type for node in cas.nodes.values()}
        if types := uima_types.used(uima_types.beside(source), names):
            kept["types"] = uima_types.to_json(types)
        meta[KEY] = kept
    key, annotator = layers.place_of(source)
    yield found_in(cas).record(key, source.name, meta, language=cas.language(), annotator=annotator)


def parse(source: str) -> Found:
    """What the text of an XMI says. Raises AnnotationError."""
    return found_in(_cas(safe_xml.parse(BytesIO(source.encode(UTF_8)))))


def write(records: Iterable[Record], folder: Path) -> Written:
    """Write an XMI a document, and the type system of all of them beside."""
    written = Written()
    systems: dict[Path, uima_types.Types] = {folder: OWN_TYPES}
    for record, stem in file_stems(records):
        source, lost = layers.unchanged(record, KEY, parse)
        if source is None and not _is_writable(record):
            written.lost[UNWRITABLE] += 1
            continue
        written.lost.update(lost)
        path = folder / f"{stem}.xmi"
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = record.meta.get(KEY)
        types = uima_types.from_json(kept.get("types")) if isinstance(kept, dict) and source is not None else {}
        systems[path.parent] = uima_types.merged((systems.get(path.parent, OWN_TYPES), types))
        path.write_bytes((text_of(record) if source is None else source).encode(UTF_8))
        written.documents += 1
        written.spans += len(record.spans)
        written.relations += len(record.relations)
    for place, types in systems.items():
        (place / uima_types.FILE_NAME).write_bytes(uima_types.text_of(types).encode(UTF_8))
    return written


def losses(record: Record) -> Counter[str]:
    """What the source of a changed document had beside its spans and relations; a document that XML can't hold."""
    source, lost = layers.unchanged(record, KEY, parse)
    return lost if source is not None or _is_writable(record) else Counter({UNWRITABLE: 1})


def text_of(record: Record) -> str:
    """A record as XMI, of its spans and relations alone."""
    units = to_utf16(record.text)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xmi:XMI xmlns:xmi="{_XMI}" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore" '
        'xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">',
        '    <cas:NULL xmi:id="0"/>',
        f'    <tcas:DocumentAnnotation xmi:id="2" sofa="1" begin="0" end="{units(len(record.text))}" '
        f"language={_quoted(record.language or 'x-unspecified')}/>",
    ]
    first = 3
    for number, span in enumerate(record.spans, first):
        lines.append(
            f'    <custom:Span xmi:id="{number}" sofa="1" begin="{units(span.start)}" end="{units(span.end)}" '
            f"{layers.FEATURE}={_quoted(span.label)}/>"
        )
    for number, relation in enumerate(record.relations, first + len(record.spans)):
        child = record.spans[relation.child]
        lines.append(
            f'    <custom:Relation xmi:id="{number}" sofa="1" begin="{units(child.start)}" end="{units(child.end)}" '
            f'{HEAD}="{first + relation.head}" {CHILD}="{first + relation.child}" '
            f"{layers.FEATURE}={_quoted(relation.label)}/>"
        )
    members = " ".join(str(number) for number in range(2, first + len(record.spans) + len(record.relations)))
    lines += [
        f'    <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString={_quoted(record.text)}/>',
        f'    <cas:View sofa="1" members="{members}"/>',
        "</xmi:XMI>",
        "",
    ]
    return "\n".join(lines)


def _cas(root: Element) -> Cas:
    cas = Cas()
    for element in root:
        if (found := _PACKAGE.fullmatch(str(element.tag))) is None or _ID not in element.attrib:
            continue
        package = found[1].replace("/", ".")
        type = found[2] if package == "uima.noNamespace" else f"{package}.{found[2]}"
        values = {name: value for name, value in element.attrib.items() if name not in _OWN and name[:1] != "{"}
        for each in element:
            values.setdefault(safe_xml.local(each), each.text or "")
        own = {name: _number(element.attrib[name]) for name in _OWN if name in element.attrib}
        node = Node(_number(element.attrib[_ID]), type, own.get("sofa"), own.get("begin"), own.get("end"), values)
        if type != SOFA:
            node.references = {name: ids for name, value in values.items() if (ids := _ids(value))}
        if type != "uima.cas.NULL":
            cas.add(node)
    return cas


def _ids(value: str) -> list[int]:
    """The ids that a value would be, were it a reference."""
    if not value[:1].isdigit():
        return []
    parts = value.split(" ")
    return [int(part) for part in parts] if all(part.isdecimal() and len(part) < 12 for part in parts) else []


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 12:
        raise AnnotationError(f"“{value[:20]}” is no offset and no id")
    return int(value)


def _kept_text(data: bytes) -> str | None:
    """The source as text, where writing it as UTF-8 gives the same bytes; else None."""
    found = declared(data[:4096])
    if found.encoding not in ("", "utf-8", "ascii") or found.mark:
        return None
    try:
        return data.decode(UTF_8)
    except UnicodeDecodeError:
        return None


def _is_writable(record: Record) -> bool:
    labels = {span.label for span in record.spans} | {relation.label for relation in record.relations}
    return not any(map(_NOT_XML.search, (record.text, record.language, *labels)))


def _quoted(value: str) -> str:
    return quoteattr(value, _LINE_ENDS)
