"""Feeds that were saved as files: RSS 0.9 to 2.0, Atom 0.3 and 1.0, CDF and JSON Feed; each entry is a document.

Formats: RSS 2.0 and 1.0 (RDF) with content:encoded and Dublin Core, RFC 4287, jsonfeed.org version 1.1. Full text where a
feed has it, else its summary, else the headline alone. Own reading over `safe_xml` rather than feedparser, see docs/adr/0031.
"""

import base64
import binascii
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import Block, blocks_of, one_line
from annotator.formats.head import Head
from annotator.formats.html_text import HTML, html_blocks, is_html, text_blocks
from annotator.formats.json_values import Value, load, rows, text_of
from annotator.formats.limits import MEGABYTE
from annotator.formats.safe_xml import LANG, Pieces, local, name_of, namespace
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.formats.xml_head import root_name
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "feed"
NO_ENTRIES = "feeds without entries"
NO_ENTRY_TEXT = "entries without text"
_ENTRIES = frozenset(("item", "entry", "ITEM"))
_ROOTS = frozenset(("rss", "feed", "CHANNEL"))
_JSON_FEED = "jsonfeed.org/version"
_FOREIGN = ("mrss", "itunes", "podcast", "georss", "slash")
"""Namespaces whose title or description is that of a picture or a sound."""
_CONTENT = ("encoded", "content", "fullitem", "body", "div")
_SUMMARY = ("description", "summary", "abstract", "info")
_DATES = ("pubdate", "published", "issued", "date", "created", "updated", "modified", "lastmod")


def sniff(head: Head) -> bool:
    """Whether the root is that of a feed, or the file begins as a JSON Feed does."""
    if head.start[:1] == "{":
        return _JSON_FEED in head.text[:4096].replace("\\/", "/") and '"items"' in head.text
    name = root_name(head)
    return name in _ROOTS or (name == "RDF" and ("purl.org/rss" in head.text or "netscape.com/rdf" in head.text))


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The entries of a feed. Raises AnnotationError where it is no feed, or is not well-formed from some place on."""
    with opened(source) as stream:
        begin = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        stream.seek(0)
        found: Iterator[Record | Refusal]
        if begin == b"{":
            data = stream.read(MAX_RECORD_BYTES + 1)
            if len(data) > MAX_RECORD_BYTES:
                raise AnnotationError(f"it is a feed of more than {MAX_RECORD_BYTES // MEGABYTE} MB; split it")
            found = _json_feed(load(data), source)
        else:
            found = _xml_feed(Pieces(stream, _ENTRIES), source)
        some = False
        for record in found:
            some = True
            yield record
    if not some:
        yield Refusal(source.name, NO_ENTRIES, left_out=True)


def _xml_feed(pieces: Pieces, source: SourceFile) -> Iterator[Record | Refusal]:
    for place, entry in enumerate(pieces, 1):
        assert pieces.root is not None  # it begins before its pieces do
        origin = f"{source.name}:{place}"
        try:
            yield _record(entry, pieces.root, f"{source.key}:{place}", origin)
        except AnnotationError as error:
            yield Refusal(origin, str(error))
    if pieces.root is not None and local(pieces.root) not in (*_ROOTS, "RDF", *_ENTRIES):
        raise AnnotationError(f"this is no feed: its root is {local(pieces.root)[:40]}")


def _record(entry: Element, root: Element, default_key: str, origin: str) -> Record | Refusal:
    full, summary = _blocks(_field(entry, *_CONTENT)), _blocks(_field(entry, *_SUMMARY))
    blocks = full or summary
    channel = _field(root, "channel")
    about = root if channel is None else channel
    title = _line(_field(entry, "title"))
    link = _link(entry)
    inner = _field(entry, "source")
    record = news.news_record(
        news.with_head(blocks, headline=title),
        key=_line(_field(entry, "guid", "id")) or _about(entry) or link or default_key,
        origin=origin,
        suggester=KEY,
        title=title,
        language=entry.get(LANG)
        or _line(_field(entry, "language"))
        or _line(_field(about, "language"))
        or about.get(LANG)
        or root.get(LANG),
        published=next((date for name in _DATES if (date := _line(_field(entry, name)))), ""),
        outlet=(_line(_field(inner, "title")) if inner is not None and len(inner) else "")
        or _line(_field(about, "title")),
        url=link,
        meta={
            "author": _author(entry),
            "categories": [
                found
                for child in entry
                if local(child).lower() in ("category", "subject") and (found := _category(child))
            ],
            "summary": "" if not full or summary == full else "\n".join(block.text for block in summary),
        },
    )
    return record or Refusal(origin, NO_ENTRY_TEXT, left_out=True)


def _field(element: Element, *names: str) -> Element | None:
    """The first of these children, by local name in lower case; those of pictures and sounds are none."""
    for name in names:
        for child in element:
            if local(child).lower() == name and not _is_foreign(child):
                return child
    return None


def _is_foreign(element: Element) -> bool:
    space = namespace(element) or (element.tag.partition(":")[0] if ":" in element.tag else "")
    return space == "media" or any(name in space for name in _FOREIGN)


def _blocks(element: Element | None) -> list[Block]:
    """The paragraphs of a text construct: plain, escaped HTML, inline XHTML or base64, as its `type` and `mode` say."""
    if element is None or element.get("src"):
        return []
    kind, mode = element.get("type", "").lower(), element.get("mode", "").lower()
    text = "".join(element.itertext())
    if mode == "base64" or kind == "application/octet-stream":
        try:
            text = base64.b64decode("".join(text.split()), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError, ValueError) as error:
            raise AnnotationError("its text says it is base64, and is none") from error
        return text_blocks(text, html=is_html(text))
    if len(element) and not is_html(text):
        return blocks_of(element, HTML)
    if kind in ("text", "text/plain"):
        return text_blocks(text, html=False)
    return html_blocks(text) if "html" in kind or is_html(text) else text_blocks(text, html=False)


def _line(element: Element | None) -> str:
    """A text construct on one line."""
    if element is None:
        return ""
    text = "".join(element.itertext())
    if element.get("mode") == "base64" or element.get("type") == "application/octet-stream" or is_html(text):
        return one_line(" ".join(block.text for block in _blocks(element)))
    return one_line(text)


def _link(entry: Element) -> str:
    found = ""
    for child in entry:
        if local(child).lower() == "link" and not _is_foreign(child):
            address = one_line(child.get("href") or child.text)
            if child.get("rel", "alternate") == "alternate" and address:
                return address
            found = found or (address if child.get("rel") == "self" else "")
    guid = _field(entry, "guid")
    if not found and guid is not None and guid.get("isPermaLink", "true") != "false":
        found = one_line(guid.text) if one_line(guid.text).startswith(("http://", "https://")) else ""
    return found or entry.get("HREF", "")


def _about(entry: Element) -> str:
    return next((value for key, value in entry.attrib.items() if name_of(key) == "about"), "")


def _author(entry: Element) -> str:
    found = _field(entry, "author", "creator")
    if found is None:
        return ""
    name = _field(found, "name")
    return _line(name if name is not None else found)


def _category(element: Element) -> str:
    return element.get("label") or element.get("term") or one_line(element.text)


def _json_feed(feed: Any, source: SourceFile) -> Iterator[Record | Refusal]:
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise AnnotationError("this is no JSON Feed: there is no list of `items`")
    for place, item in enumerate(feed["items"], 1):
        origin = f"{source.name}:{place}"
        try:
            if not isinstance(item, dict):
                raise AnnotationError(f"item {place} is no JSON object, {{…}}")
            yield _json_record(item, feed, f"{source.key}:{place}", origin)
        except AnnotationError as error:
            yield Refusal(origin, str(error))


def _json_record(item: Value, feed: Value, default_key: str, origin: str) -> Record | Refusal:
    html, plain = text_of(item, "content_html"), text_of(item, "content_text")
    summary = text_of(item, "summary")
    blocks = (html_blocks(html) if html.strip() else []) or text_blocks(plain, html=False)
    title = one_line(text_of(item, "title"))
    id, authors = item.get("id"), [*rows(item.get("authors")), item.get("author")]
    record = news.news_record(
        news.with_head(blocks or text_blocks(summary, html=False), headline=title),
        key=str(id) if isinstance(id, str | int) and str(id).strip() else text_of(item, "url") or default_key,
        origin=origin,
        suggester=KEY,
        title=title,
        language=text_of(item, "language") or text_of(feed, "language"),
        published=text_of(item, "date_published", "date_modified"),
        outlet=text_of(feed, "title"),
        url=text_of(item, "url", "external_url"),
        meta={
            "author": ", ".join(
                text_of(author, "name") for author in authors if isinstance(author, dict) and text_of(author, "name")
            ),
            "categories": [tag for tag in item["tags"] if isinstance(tag, str)]
            if isinstance(item.get("tags"), list)
            else [],
            "summary": summary if blocks else "",
        },
    )
    return record or Refusal(origin, NO_ENTRY_TEXT, left_out=True)
