"""NewsML 1.x: items of components in components, with headlines beside the text and the text in NITF, XHTML or plain.

Format: IPTC, NewsML 1.2. An item that has several versions of an article (languages) gives one document for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from annotator.formats import news_record as news
from annotator.formats import nitf
from annotator.formats.columns import Columns
from annotator.formats.flow import Block, blocks_of
from annotator.formats.head import Head
from annotator.formats.html_text import HTML, text_blocks
from annotator.formats.safe_xml import LANG, Pieces, child, children, descendants, local, text_of
from annotator.formats.sources import SourceFile, opened
from annotator.formats.xml_head import root_name
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "newsml1"
_LINES = {"HeadLine": "headline", "SubHeadLine": "standfirst", "ByLine": "byline", "DateLine": "dateline"}
_STANDFIRST = "subheadline"
_ROLES = frozenset(("", "main", "body", "text", "article", "story", "content", _STANDFIRST))
"""The roles of components whose text is the article's; others are style sheets, contacts, captions, the headline once more."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A component that is an article, with what the components around it say."""

    component: Element
    around: tuple[Element, ...]

    def first(self, *path: str) -> Element | None:
        """What stands down this path, in the innermost component that has it."""
        for component in (self.component, *reversed(self.around), *self.component.iter("NewsComponent")):
            if (found := child(component, *path)) is not None:
                return found
        return None

    def line(self, name: str) -> str:
        """One of the lines beside the text."""
        return text_of(self.first("NewsLines", name))


def sniff(head: Head) -> bool:
    """Whether the root is `NewsML`."""
    return root_name(head) == "NewsML"


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The articles of a file, one after the other. Raises AnnotationError."""
    place = 0
    with opened(source) as stream:
        pieces = Pieces(stream, ("NewsItem",))
        for place, item in enumerate(pieces, 1):
            sender = "" if pieces.root is None else _party(child(pieces.root, "NewsEnvelope", "SentFrom"))
            yield from _records(item, sender, f"{source.key}:{place}", f"{source.name}:{place}")
    if not place:
        yield Refusal(source.name, "there is no NewsItem in it")


def _records(item: Element, sender: str, default_key: str, origin: str) -> Iterator[Record | Refusal]:
    if _name(child(item, "NewsManagement", "Status")).lower() in ("canceled", "cancelled", "withheld"):
        yield Refusal(origin, news.CANCELLED, left_out=True)
        return
    component = child(item, "NewsComponent")
    units = _units(component, ()) if component is not None else []
    if not units:
        kinds = {_name(kind).lower() for kind in descendants(item, "MediaType")}
        yield Refusal(origin, news.PICTURES if kinds - {"text"} else news.NO_TEXT, left_out=True)
        return
    sender = sender or text_of(child(item, "Identification", "NewsIdentifier", "ProviderId"))
    key = text_of(child(item, "Identification", "NewsIdentifier", "PublicIdentifier")) or default_key
    for number, unit in enumerate(units, 1):
        try:
            yield _record(item, unit, sender, key if number == 1 else f"{key}#{number}", origin)
        except AnnotationError as error:
            yield Refusal(origin, str(error))


def _record(item: Element, unit: _Unit, sender: str, key: str, origin: str) -> Record | Refusal:
    headline = unit.line("HeadLine")
    record = news.news_record(
        news.with_head(_text(unit.component), **{kind: unit.line(name) for name, kind in _LINES.items()}),
        key=key,
        origin=origin,
        suggester=KEY,
        title=headline,
        language=_name(unit.first("DescriptiveMetadata", "Language")) or item.get(LANG),
        published=text_of(child(item, "NewsManagement", "FirstCreated"))
        or text_of(child(item, "NewsManagement", "ThisRevisionCreated")),
        outlet=_party(unit.first("AdministrativeMetadata", "Provider")) or sender,
        names=_names(unit),
        meta={
            "slugline": text_of(child(item, "Identification", "NameLabel")),
            "keywords": [
                found.get("Value", "")
                for found in descendants(unit.component, "Property")
                if found.get("FormalName", "") == "Keyword" and not found.get("Role")
            ],
        },
    )
    return record or Refusal(origin, news.NO_TEXT, left_out=True)


def _units(component: Element, around: tuple[Element, ...]) -> list[_Unit]:
    """The articles of a component: those of its parts that have headlines of their own, where there are several; else itself."""
    inner = [
        unit
        for part in children(component, "NewsComponent")
        if _role(part) in _ROLES
        for unit in _units(part, (*around, component))
    ]
    own = [unit for unit in inner if child(unit.component, "NewsLines", "HeadLine") is not None]
    if (child(component, "NewsLines", "HeadLine") is None and len(own) == 1) or len(own) > 1:
        return own
    return [_Unit(component, around)] if _text(component) else []


def _text(component: Element) -> list[Block]:
    """The paragraphs of a component and of its parts, the standfirst first."""
    before: list[Block] = []
    found: list[Block] = []
    for part in component:
        if local(part) == "ContentItem":
            found = found or _content(part)
        elif local(part) == "NewsComponent" and _role(part) in _ROLES:
            blocks = _text(part)
            if _role(part) == _STANDFIRST:
                before += [Block("standfirst", block.text, block.marks) for block in blocks]
            else:
                found = found or blocks
    return before + found


def _content(item: Element) -> list[Block]:
    content = child(item, "DataContent")
    if content is None:
        return []
    for root in content:
        if local(root) == "nitf":
            return nitf.blocks(root)
        if local(root) != "Encoding":
            body = child(root, "body")
            return blocks_of(root if body is None else body, HTML)
        return []
    mime, form = _name(child(item, "MimeType")).lower(), _name(child(item, "Format")).lower()
    if _name(child(item, "MediaType")).lower() not in ("", "text") or (
        mime and not mime.startswith(("text/plain", "text/html"))
    ):
        return []
    return text_blocks("".join(content.itertext()), html="html" in mime or "html" in form)


def _names(unit: _Unit) -> dict[str, str]:
    return {
        found.get("Value", ""): news.PERSON
        for found in descendants(unit.component, "Property")
        if found.get("Role", "") == "PersonInImage" and found.get("Value")
    }


def _role(component: Element) -> str:
    return _name(child(component, "Role")).lower()


def _party(element: Element | None) -> str:
    return _name(child(element, "Party")) if element is not None else ""


def _name(element: Element | None) -> str:
    return "" if element is None else element.get("FormalName", "")
