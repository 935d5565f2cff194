"""UIMA type systems: read beside an XMI, cut down to what a document uses, put together, written.

UIMA References, "Type System Descriptor".
"""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

from annotator.formats import safe_xml
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.model.errors import AnnotationError

FILE_NAME = "TypeSystem.xml"
NAMES = (FILE_NAME, "typesystem.xml", "typeSystem.xml")
"""What the type system beside a document may be called."""
_TOP = "uima.cas.TOP"

Feature = tuple[str, str, str, bool]
"""A feature's name, the type of its values, that of their elements ("" where there is none), whether arrays are shared."""
Types = dict[str, tuple[str, tuple[Feature, ...]]]
"""By name: a type's supertype and its own features."""


def beside(source: SourceFile) -> Types:
    """The type system in the same folder or archive; {} where there is none that can be read."""
    for name in NAMES:
        if (found := source.beside(name)) is None:
            continue
        with opened(found) as stream:
            data = stream.read(MAX_RECORD_BYTES)
        try:
            return parse(data)
        except AnnotationError:
            return {}  # nothing in the document itself hangs on it
    return {}


@lru_cache(maxsize=4)
def parse(data: bytes) -> Types:
    """The types of a descriptor. Raises AnnotationError for what is no XML."""
    types: Types = {}
    for element in safe_xml.descendants(safe_xml.parse(BytesIO(data)), "typeDescription"):
        name = safe_xml.text_of(safe_xml.child(element, "name"))
        supertype = safe_xml.text_of(safe_xml.child(element, "supertypeName")) or _TOP
        features = tuple(
            (
                safe_xml.text_of(safe_xml.child(feature, "name")),
                safe_xml.text_of(safe_xml.child(feature, "rangeTypeName")),
                safe_xml.text_of(safe_xml.child(feature, "elementType")),
                safe_xml.text_of(safe_xml.child(feature, "multipleReferencesAllowed")) == "true",
            )
            for feature in safe_xml.descendants(element, "featureDescription")
        )
        if name:
            types[name] = (supertype, features)
    return types


def used(types: Types, names: Iterable[str]) -> Types:
    """Those of these names, and all that they are made of."""
    found: Types = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found or name not in types:
            continue
        supertype, features = found[name] = types[name]
        waiting.append(supertype)
        for _, values, elements, _ in features:
            waiting += [values, elements]
    return found


def merged(systems: Iterable[Types]) -> Types:
    """All types together; of one that several declare, the first supertype and all features."""
    found: Types = {}
    for types in systems:
        for name, (supertype, features) in types.items():
            if name in found:
                there = {feature[0] for feature in found[name][1]}
                more = tuple(feature for feature in features if feature[0] not in there)
                found[name] = (found[name][0], found[name][1] + more)
            else:
                found[name] = (supertype, features)
    return found


def from_json(value: object) -> Types:
    """The types that `to_json` kept; {} for anything else."""
    if not isinstance(value, dict):
        return {}
    types: Types = {}
    for name, entry in value.items():
        if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[1], list)):
            return {}
        features: list[Feature] = []
        for row in entry[1]:
            if not (isinstance(row, list) and len(row) == 4):
                return {}
            features.append((str(row[0]), str(row[1]), str(row[2]), row[3] is True))
        types[str(name)] = (str(entry[0]), tuple(features))
    return types


def to_json(types: Types) -> dict[str, object]:
    """Types as JSON can keep them."""
    return {name: [supertype, [list(feature) for feature in features]] for name, (supertype, features) in types.items()}


def text_of(types: Types) -> str:
    """A descriptor of these types."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
        "  <types>",
    ]
    for name in sorted(types):
        supertype, features = types[name]
        lines += [
            "    <typeDescription>",
            f"      <name>{escape(name)}</name>",
            "      <description/>",
            f"      <supertypeName>{escape(supertype)}</supertypeName>",
        ]
        if features:
            lines.append("      <features>")
            for feature in features:
                lines += _feature(feature)
            lines.append("      </features>")
        lines.append("    </typeDescription>")
    return "\n".join([*lines, "  </types>", "</typeSystemDescription>", ""])


def _feature(feature: Feature) -> list[str]:
    name, values, elements, shared = feature
    lines = [
        "        <featureDescription>",
        f"          <name>{escape(name)}</name>",
        "          <description/>",
        f"          <rangeTypeName>{escape(values)}</rangeTypeName>",
    ]
    if elements:
        lines.append(f"          <elementType>{escape(elements)}</elementType>")
    if shared:
        lines.append("          <multipleReferencesAllowed>true</multipleReferencesAllowed>")
    return [*lines, "        </featureDescription>"]
