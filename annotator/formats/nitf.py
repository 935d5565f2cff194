"""NITF, the markup of news agencies' articles: one file, one article, its persons, organisations and places marked.

Format: IPTC, News Industry Text Format 3.6; earlier versions differ in what does not matter here.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import Block, Markup, blocks_of
from annotator.formats.head import Head
from annotator.formats.safe_xml import child, descendants, local, parse, text_of
from annotator.formats.sources import SourceFile, opened
from annotator.formats.xml_head import root_name
from annotator.model.record import Record, Refusal

KEY = "nitf"
_BLOCKS = frozenset(
    "p hl1 hl2 block li dt dd tr th td bq pre fn media note table ul ol dl hr credit body.content".split()
)
_LABELS = {
    "person": news.PERSON,
    "org": news.ORGANISATION,
    "location": news.PLACE,
    "city": news.PLACE,
    "country": news.PLACE,
    "state": news.PLACE,
    "region": news.PLACE,
    "sublocation": news.PLACE,
    "event": news.EVENT,
    "function": news.ROLE,
    "chron": news.DATE,
    "money": news.MONEY,
}
_SKIPPED = frozenset("media-reference media-metadata media-object distributor rights series note virtloc".split())
_HEADLINE = Markup(_BLOCKS, {"hl1": "headline", "hl2": "standfirst"}, _LABELS, _SKIPPED)
_TEXT = Markup(
    _BLOCKS | {"hl1", "hl2"},
    {
        "abstract": "standfirst",
        "byline": "byline",
        "dateline": "dateline",
        "media-caption": "caption",
        "media-producer": "credit",
        "credit": "credit",
        "tagline": "byline",
    },
    _LABELS,
    _SKIPPED | {"hedline"},
)


def sniff(head: Head) -> bool:
    """Whether the root is `nitf`."""
    return root_name(head) == "nitf"


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The article of a file. Raises AnnotationError."""
    with opened(source) as stream:
        root = parse(stream)
    nitf = next(descendants(root, "nitf"), None)
    if nitf is None:
        yield Refusal(source.name, f"this is no NITF: its root is {local(root)}")
        return
    if _attribute(child(nitf, "head", "docdata"), "management-status") in ("canceled", "withheld"):
        yield Refusal(source.name, news.CANCELLED, left_out=True)
        return
    known = about(nitf)
    record = news.news_record(
        blocks(nitf),
        key=known.pop("id") or source.key,
        origin=source.name,
        suggester=KEY,
        title=known.pop("title"),
        language=known.pop("language"),
        published=known.pop("published"),
        outlet=known.pop("outlet"),
        meta=known,
    )
    yield record or Refusal(source.name, news.NO_TEXT, left_out=True)


def blocks(nitf: Element) -> list[Block]:
    """The paragraphs of a `nitf` element: headline, standfirst, byline, dateline, the body, captions where they stand."""
    headline = child(nitf, "body", "body.head", "hedline")
    found = blocks_of(headline, _HEADLINE) if headline is not None else []
    body = child(nitf, "body")
    return found + (blocks_of(body, _TEXT) if body is not None else [])


def about(nitf: Element) -> dict[str, Any]:
    """What the head says: id, title, language, published, outlet (each "" where it does not), and more for `meta`."""
    data = child(nitf, "head", "docdata")
    document = child(nitf, "head", "docdata", "doc-id")
    issue, release = child(nitf, "head", "docdata", "date.issue"), child(nitf, "head", "docdata", "date.release")
    publication = child(nitf, "head", "pubdata")
    found: dict[str, Any] = {
        "id": _attribute(document, "id-string"),
        "title": text_of(child(nitf, "body", "body.head", "hedline", "hl1")) or text_of(child(nitf, "head", "title")),
        "language": _attribute(nitf, "baselang")
        or next((v for k, v in nitf.attrib.items() if k.endswith("}lang")), ""),
        "published": _attribute(issue, "norm")
        or _attribute(release, "norm")
        or _attribute(publication, "date.publication")
        or _attribute(child(nitf, "body", "body.head", "dateline", "story.date"), "norm"),
        "outlet": _attribute(publication, "name")
        or text_of(child(nitf, "body", "body.head", "distributor"))
        or _attribute(document, "regsrc"),
    }
    if data is not None:
        found["keywords"] = [word.get("key", "") for word in descendants(data, "keyword") if word.get("key")]
    found["subjects"] = [
        subject.get("tobject.subject.matter") or subject.get("tobject.subject.type") or ""
        for subject in descendants(nitf, "tobject.subject")
    ]
    return found


def _attribute(element: Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "")
