"""NewsML-G2: news items with their text (NITF, XHTML or plain) inside, alone or many in a message.

Format: IPTC, NewsML-G2 2.x. Packages, concepts and plans refer to articles and are none: they are left out, and counted.
"""

from collections.abc import Iterator
from typing import Any
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

KEY = "newsml"
PACKAGES = "packages, which refer to other items"
CONCEPTS = "concepts, events, plans and catalogues"
DATA = "items of data, such as results"
_OTHERS = {
    "packageItem": PACKAGES,
    "groupSet": PACKAGES,
    "conceptItem": CONCEPTS,
    "knowledgeItem": CONCEPTS,
    "planningItem": CONCEPTS,
    "catalogItem": CONCEPTS,
    "contentMeta": news.NO_TEXT,
}
_ITEMS = frozenset({"newsItem", "contentSet", *_OTHERS})
_ROOTS = _ITEMS | {"newsMessage"}
_HTML = frozenset("html body div p article section".split())
_PICTURES = frozenset("picture photo video audio graphic animated composite".split())
_KINDS = {
    "person": news.PERSON,
    "organisation": news.ORGANISATION,
    "organization": news.ORGANISATION,
    "geoarea": news.PLACE,
    "poi": news.PLACE,
}


def sniff(head: Head) -> bool:
    """Whether the root is an item of NewsML-G2, a message of items, or a part of one."""
    return root_name(head) in _ROOTS


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The articles of a file, one after the other. Raises AnnotationError."""
    place = 0
    with opened(source) as stream:
        pieces = Pieces(stream, _ITEMS)
        for place, item in enumerate(pieces, 1):
            origin = f"{source.name}:{place}"
            try:
                yield _record(item, f"{source.key}:{place}", origin)
            except AnnotationError as error:
                yield Refusal(origin, str(error))
    if not place:
        yield Refusal(source.name, "there is no NewsML-G2 item in it")


def _record(item: Element, default_key: str, origin: str) -> Record | Refusal:
    if local(item) in _OTHERS:
        return Refusal(origin, _OTHERS[local(item)], left_out=True)
    if _code(child(item, "itemMeta", "pubStatus")) in ("canceled", "withheld"):
        return Refusal(origin, news.CANCELLED, left_out=True)
    blocks, language, data = _text(item)
    if not blocks:
        kind = _code(child(item, "itemMeta", "itemClass"))
        reason = DATA if data else news.PICTURES if kind in _PICTURES else news.NO_TEXT
        return Refusal(origin, reason, left_out=True)
    meta = child(item, "contentMeta")
    headline = text_of(child(item, "contentMeta", "headline"))
    inside = next(descendants(item, "nitf"), None)
    known = nitf.about(inside) if inside is not None else {"title": "", "language": "", "published": ""}
    record = news.news_record(
        news.with_head(
            blocks,
            headline=headline,
            byline=text_of(child(item, "contentMeta", "by")),
            dateline=text_of(child(item, "contentMeta", "dateline")),
        ),
        key=item.get("guid") or default_key,
        origin=origin,
        suggester=KEY,
        title=headline or known["title"],
        language=_language(item) or language or known["language"],
        published=_date(item) or known["published"],
        outlet=_outlet(item),
        names=_names(meta) if meta is not None else {},
        meta=_more(item),
    )
    return record or Refusal(origin, news.NO_TEXT, left_out=True)


def _text(item: Element) -> tuple[list[Block], str, bool]:
    """The paragraphs of the first content that is text, its language, and whether there is content that is data."""
    data = False
    contents = [item] if local(item) == "contentSet" else list(children(item, "contentSet"))
    for content in (content for contents_of in contents for content in contents_of):
        found: list[Block] = []
        match local(content):
            case "inlineXML":
                for root in content:
                    if local(root) == "nitf":
                        found += nitf.blocks(root)
                    elif local(root) in _HTML:
                        found += blocks_of(_body(root), HTML)
                    else:
                        data = True
            case "inlineData":
                kind = content.get("contenttype", "")
                if not content.get("encoding") and (not kind or kind.startswith(("text/", "application/xhtml"))):
                    found = text_blocks("".join(content.itertext()), html="html" in kind)
        if found:
            return found, content.get(LANG, ""), data
    return [], "", data


def _names(meta: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for subject in children(meta, "subject", "located"):
        kind = "geoarea" if local(subject) == "located" else subject.get("type", "").rpartition(":")[2].lower()
        if kind in _KINDS:
            for name in children(subject, "name"):
                found.setdefault(text_of(name), _KINDS[kind])
    return found


def _language(item: Element) -> str:
    language = child(item, "contentMeta", "language")
    return (language.get("tag", "") if language is not None else "") or item.get(LANG, "")


def _date(item: Element) -> str:
    return (
        text_of(child(item, "contentMeta", "contentCreated"))
        or text_of(child(item, "itemMeta", "firstCreated"))
        or text_of(child(item, "itemMeta", "versionCreated"))
    )


def _outlet(item: Element) -> str:
    for path in (("itemMeta", "provider"), ("contentMeta", "infoSource")):
        found = child(item, *path)
        if found is not None and (name := text_of(child(found, "name")) or found.get("literal") or _code(found)):
            return name
    return ""


def _more(item: Element) -> dict[str, Any]:
    meta = child(item, "contentMeta")
    if meta is None:
        return {}
    return {
        "slugline": text_of(child(meta, "slugline")),
        "keywords": [text_of(word) for word in children(meta, "keyword")],
        "subjects": [
            text_of(child(subject, "name"))
            for subject in children(meta, "subject")
            if child(subject, "name") is not None
        ],
        "version": item.get("version", ""),
    }


def _code(element: Element | None) -> str:
    """The last part of an element's code: `text` of `ninat:text`."""
    return "" if element is None else element.get("qcode", "").rpartition(":")[2]


def _body(root: Element) -> Element:
    found = child(root, "body")
    return root if found is None else found
