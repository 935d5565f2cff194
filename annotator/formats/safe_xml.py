"""XML that comes from others, read so that it can neither fetch anything, nor grow in memory, nor nest without end.

Expat itself, through a handler for each event: an entity that a file declares is refused where it is declared, before it can
be used (billion laughs, external files), a document type is named but never fetched, and depth is counted while reading.
XML 1.0 (fifth edition), Namespaces in XML 1.0. An undeclared prefix is no error: many feeds have one.
"""

import codecs
from collections.abc import Container, Iterator
from html.entities import html5, name2codepoint
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from annotator.formats.encoding import decode
from annotator.formats.limits import LIMITS, MEGABYTE
from annotator.formats.sources import MAX_RECORD_BYTES
from annotator.formats.xml_encoding import UNKNOWN, Declared, declared
from annotator.model.errors import AnnotationError

XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML}}}lang"
"""The attribute `xml:lang`."""
_XINCLUDE = "http://www.w3.org/2001/XInclude"
_CHUNK = 1 << 20
"""Expat before 2.6 reads a tag again from its start with every piece of it: few, large pieces."""
_HEAD = 4096
_MOST_ELEMENTS = 2_000_000
"""In one piece: more would fill memory, and no article has them."""
_PREDEFINED = {"xml": XML}
_CHARACTERS = "".join(
    f'<!ENTITY {name} "&#{code};">' for name, code in name2codepoint.items() if name not in ("lt", "gt", "amp", "quot")
)
"""The names that HTML has for characters, and that feeds use without saying so."""
Scope = dict[str, str]


def parse(stream: BinaryIO) -> Element:
    """The root element of a file. Raises AnnotationError for what is no well-formed XML, or asks for too much."""
    pieces = Pieces(stream, ())
    for _ in pieces:
        pass
    assert pieces.root is not None  # what has no root is not well-formed
    return pieces.root


def parse_text(text: str) -> Element:
    """The root element of a piece of XML that is text already. Raises AnnotationError."""
    builder = _Builder(())
    builder.feed(text, last=True)
    assert builder.root is not None
    return builder.root


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return name_of(element.tag)


def name_of(tag: str) -> str:
    """A name without its namespace or prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def namespace(element: Element) -> str:
    """An element's namespace, "" where it has none."""
    return element.tag[1:].partition("}")[0] if element.tag[:1] == "{" else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Its children of one of these local names."""
    return (child for child in element if local(child) in names)


def child(element: Element, *path: str) -> Element | None:
    """The first element down this path of local names."""
    found: Element | None = element
    for name in path:
        found = next(children(found, name), None) if found is not None else None
    return found


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """All elements below it, and itself, that have one of these local names."""
    return (found for found in element.iter() if local(found) in names)


def text_of(element: Element | None) -> str:
    """All the text in an element, its blanks made one; "" for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class Pieces:
    """The elements of certain local names, each as soon as it ends; they leave the tree, so that memory does not grow with their number."""

    def __init__(self, stream: BinaryIO, names: Container[str]) -> None:
        self._stream = stream
        self._builder = _Builder(names)

    @property
    def root(self) -> Element | None:
        """The root, with all that has been read so far but the pieces; None before it begins."""
        return self._builder.root

    def __iter__(self) -> Iterator[Element]:
        """Raises AnnotationError for what is no well-formed XML, or asks for too much."""
        since = 0
        for text in _texts(self._stream):
            try:
                self._builder.feed(text)
            except AnnotationError:
                yield from self._builder.taken()
                raise
            since += len(text)
            for piece in self._builder.taken():
                since = 0
                yield piece
            if since > MAX_RECORD_BYTES:
                raise AnnotationError(
                    f"it holds more than {MAX_RECORD_BYTES // MEGABYTE} MB in one piece; that is no article, split it"
                )
        self._builder.feed("", last=True)
        yield from self._builder.taken()


class _Builder:
    def __init__(self, names: Container[str]) -> None:
        self.root: Element | None = None
        self._names = names
        self._limit = LIMITS.get().xml_depth
        self._tree = TreeBuilder()
        self._open: list[Element] = []
        self._count = 0
        """How many elements since the last pieces."""
        self._wanted = 0
        """How deep the piece that is open stands; 0 where none is."""
        self._finished: list[Element] = []
        self._scopes: list[tuple[int, Scope, Scope]] = [(0, _PREDEFINED, {})]
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._tree.data
        self._parser.EntityDeclHandler = self._declare
        self._parser.SkippedEntityHandler = self._skip
        self._parser.ExternalEntityRefHandler = self._refer
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parser.UseForeignDTD(True)

    def feed(self, text: str, *, last: bool = False) -> None:
        try:
            self._parser.Parse(text, last)
        except expat.ExpatError as error:
            raise AnnotationError(
                f"this is not well-formed XML: {expat.ErrorString(error.code)}, line {error.lineno}"
            ) from error
        except UnicodeEncodeError as error:
            raise AnnotationError("this is not well-formed XML: it holds half a surrogate pair") from error

    def taken(self) -> Iterator[Element]:
        finished, self._finished = self._finished, []
        self._count = 0 if finished else self._count
        yield from finished

    def _start(self, name: str, flat: list[str]) -> None:
        depth = len(self._open) + 1
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise AnnotationError(
                f"it holds more than {_MOST_ELEMENTS:,} elements in one piece; that is no article, split it"
            )
        if depth > self._limit:
            raise AnnotationError(f"its elements stand more than {self._limit} deep in each other; it was made to harm")
        attributes: dict[str, str] = {}
        if flat:
            attributes = dict(zip(flat[::2], flat[1::2], strict=True))
            if any(key.startswith("xmlns") for key in attributes):
                self._declare_namespaces(depth, attributes)
            if any(":" in key for key in attributes):
                scope = self._scopes[-1][1]
                attributes = {
                    _resolved(key, scope) if ":" in key else key: value
                    for key, value in attributes.items()
                    if not key.startswith("xmlns:")
                }
        _, scope, known = self._scopes[-1]
        tag = known.get(name)
        if tag is None:
            tag = known[name] = _resolved(name if ":" in name else f":{name}", scope)
            if tag == f"{{{_XINCLUDE}}}include":
                raise AnnotationError(
                    "it takes in another file (XInclude), which is not followed; put its text in its place"
                )
        element = self._tree.start(tag, attributes)
        if self.root is None:
            self.root = element
        self._open.append(element)
        if not self._wanted and name_of(tag) in self._names:
            self._wanted = depth

    def _end(self, _name: str) -> None:
        depth = len(self._open)
        element = self._open.pop()
        self._tree.end(element.tag)
        if self._scopes[-1][0] == depth:
            self._scopes.pop()
        if self._wanted == depth:
            self._wanted = 0
            self._finished.append(element)
            if self._open:
                self._open[-1].remove(element)

    def _declare_namespaces(self, depth: int, attributes: dict[str, str]) -> None:
        scope = dict(self._scopes[-1][1])
        for key in [key for key in attributes if key == "xmlns" or key.startswith("xmlns:")]:
            scope[key[6:]] = attributes[key] if key.startswith("xmlns:") else attributes.pop(key)
        self._scopes.append((depth, scope, {}))

    def _declare(self, name: str, *_rest: object) -> None:
        raise AnnotationError(
            f"it declares the entity {name[:40]}, which may stand for anything; put its text in its place"
        )

    def _skip(self, name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        found = html5.get(f"{name};")
        if found is None:
            raise AnnotationError(f"the entity &{name[:40]}; is not declared, line {self._parser.CurrentLineNumber}")
        self._tree.data(found)

    def _refer(self, context: str | None, *_rest: str | None) -> int:
        """Read HTML's names for characters in place of whatever document type there is: nothing is fetched."""
        if context is None:
            names = self._parser.ExternalEntityParserCreate(None)
            names.EntityDeclHandler = None
            names.Parse(_CHARACTERS, True)
        return 1


def _resolved(name: str, scope: Scope) -> str:
    prefix, _, last = name.partition(":")
    uri = scope.get(prefix)
    if uri:
        return f"{{{uri}}}{last}"
    return name if prefix else last


def _texts(stream: BinaryIO) -> Iterator[str]:
    """The file as text, in pieces; what its declaration says of its encoding holds, where that can be."""
    head = stream.read(_HEAD)
    found = declared(head)
    if found.encoding == UNKNOWN:
        if not _is_utf_8(head, stream):
            yield _guessed(stream, found)
            return
        found = Declared("utf-8")
    decoder = codecs.getincrementaldecoder(found.encoding)()
    stream.seek(found.mark)
    try:
        while data := stream.read(_CHUNK):
            yield decoder.decode(data)
        yield decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        raise AnnotationError(
            f"it says it is {found.name or found.encoding} but is damaged at 0x{error.object[error.start]:02X}; save it again as UTF-8"
        ) from error


def _is_utf_8(head: bytes, stream: BinaryIO) -> bool:
    """Whether the file is UTF-8 to its end; looked at before, since pieces that were given can't be taken back."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while head:
            decoder.decode(head)
            head = stream.read(_CHUNK)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(stream: BinaryIO, found: Declared) -> str:
    """A file that is no UTF-8 and does not say what else, as it reads best. Raises AnnotationError."""
    if found.name:
        raise AnnotationError(
            f"its encoding {found.name[:40]} is unknown, or not the one it is in; save it again as UTF-8"
        )
    stream.seek(0)
    return decode(stream.read())[0]
