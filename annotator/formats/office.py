"""Word processors' files as lines of text: DOCX and RTF, as press databases give them.

A DOCX is a ZIP of XML: it is read with the limits of archives and of XML, by the parts that are text, and nothing in it is
fetched. An RTF is read by striprtf; what it links to is told apart before, and its pictures are taken out.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast
from xml.etree.ElementTree import Element

from annotator.formats.archives import DAMAGED, UNKNOWN
from annotator.formats.limits import LIMITS, MEGABYTE
from annotator.formats.safe_xml import Pieces, name_of, parse
from annotator.model.errors import AnnotationError

DOCUMENT, LINKS = "word/document.xml", "word/_rels/document.xml.rels"
_SKIPPED = frozenset("del moveFrom Fallback pPr rPr instrText footnoteReference drawing pict object".split())
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_DAMAGED = "the document is damaged, or no DOCX; save it again"
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private characters around an address, on its way through striprtf."""
_LINK = re.compile(r'\{\\field\b(?=[^"]{0,200}HYPERLINK\s+"([^"{}\\]{1,1000})")')
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_PICTURE = re.compile(r"[0-9a-fA-F\r\n]{1000,}")
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a document, or a line of it."""

    text: str
    link: str = ""
    """The first address it links to."""


def docx_lines(stream: BinaryIO) -> Iterator[Line]:
    """The paragraphs of a DOCX, those that are empty too. Raises AnnotationError; a member that is damaged raises what archives do."""
    try:
        with zipfile.ZipFile(stream) as archive:
            links = _links(archive)
            with _member(archive, DOCUMENT) as part:
                for paragraph in Pieces(part, ("p",)):
                    yield from _paragraph(paragraph, links)
    except NotImplementedError as error:
        raise AnnotationError(UNKNOWN) from error
    except (*DAMAGED, EOFError) as error:
        raise AnnotationError(_DAMAGED) from error
    except RuntimeError as error:  # what the library raises of a password
        raise AnnotationError("it is locked with a password; save it without") from error


def _member(archive: zipfile.ZipFile, name: str) -> BinaryIO:
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise AnnotationError("this is no document of a word processor: it has no text part") from error
    limits = LIMITS.get()
    if info.file_size > limits.archive_bytes:
        raise AnnotationError(
            f"it would take {info.file_size // MEGABYTE:,} MB unpacked, more than {limits.archive_bytes // MEGABYTE:,}; "
            "export in pieces, or raise the setting archive_megabytes"
        )
    if info.file_size > MEGABYTE and info.file_size > limits.archive_ratio * max(1, info.compress_size):
        raise AnnotationError(
            f"it is packed more than {limits.archive_ratio} times smaller than it is, as a file made to fill memory would be"
        )
    return cast(BinaryIO, archive.open(info))


def _links(archive: zipfile.ZipFile) -> dict[str, str]:
    if LINKS not in archive.namelist():
        return {}
    with _member(archive, LINKS) as part:
        return {link.get("Id", ""): link.get("Target", "") for link in parse(part)}


def _paragraph(paragraph: Element, links: dict[str, str]) -> Iterator[Line]:
    """Its lines: line breaks part them, as do paragraphs in it (text boxes)."""
    parts: list[str] = []
    link = ""
    todo: list[Element] = [paragraph]
    while todo:
        element = todo.pop()
        name = name_of(element.tag)
        if name in _SKIPPED:
            continue
        if name == "t":
            parts.append(element.text or "")
        elif name in _CHARACTERS:
            parts.append(_CHARACTERS[name])
        elif name == "p" and element is not paragraph:
            parts.append("\n")
        elif name == "hyperlink" and not link:
            link = next((links.get(value, "") for key, value in element.attrib.items() if name_of(key) == "id"), "")
        todo.extend(reversed(element))
    for at, text in enumerate("".join(parts).split("\n")):
        yield Line(text, "" if at else link)


def rtf_lines(data: bytes) -> Iterator[Line]:
    """The lines of an RTF: its paragraphs, the rows of its tables with a bar after each cell. Raises AnnotationError."""
    from striprtf import striprtf

    if not data.lstrip().startswith(b"{\\rtf"):
        raise AnnotationError("this is no RTF; save it again as RTF")
    source = _PICTURE.sub("", data.decode("latin-1"))
    source = _LINK.sub(lambda match: f"{_OPEN}{match[1]}{_CLOSE}{match[0]}", source)
    # striprtf's own way with links tries far too much on a long line
    source = source.replace("HYPERLINK", "LINK")
    try:
        text: str = striprtf.rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise AnnotationError("the RTF is damaged; save it again") from error
    if _HALVES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    for line in text.replace("\r", "\n").split("\n"):
        marked = _MARKED.search(line)
        yield Line(_MARKED.sub("", line), marked[1] if marked else "")
