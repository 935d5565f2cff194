"""Web pages that were saved as files: the article without what stands around it, and what the page says of it.

The article is found by trafilatura, offline; what schema.org's JSON-LD says (headline, date, outlet, language) comes before
what can be guessed, and the persons, organisations and places it names are suggested where they stand in the text.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.encoding import decode
from annotator.formats.flow import Block, Markup, blocks_of, one_line
from annotator.formats.head import Head
from annotator.formats.html_text import HTML
from annotator.formats.limits import MEGABYTE
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "html"
EMPTY = "empty pages"
_CHARSET = re.compile(rb"""<meta\s[^>]*charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FOUND = Markup(
    blocks=frozenset("p head item quote list row cell table code div main body".split()),
    skipped=frozenset(("graphic", "comments")),
    breaks=("lb",),
)
"""The elements that trafilatura gives an article (those of TEI)."""
_FEW_LINKS = 3
_DEEPEST = 50
_NAMES = {
    "Person": news.PERSON,
    "Organization": news.ORGANISATION,
    "NewsMediaOrganization": news.ORGANISATION,
    "Corporation": news.ORGANISATION,
    "GovernmentOrganization": news.ORGANISATION,
    "PoliticalParty": news.ORGANISATION,
    "SportsTeam": news.ORGANISATION,
    "Place": news.PLACE,
    "City": news.PLACE,
    "Country": news.PLACE,
    "State": news.PLACE,
    "AdministrativeArea": news.PLACE,
    "Event": news.EVENT,
}
_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
)


def sniff(head: Head) -> bool:
    """Whether a file begins as a page of HTML does."""
    return bool(_ROOT.search(head.text[:2048]))


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The article of a page. Raises AnnotationError."""
    with opened(source) as stream:
        data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise AnnotationError(f"it is a page of more than {MAX_RECORD_BYTES // MEGABYTE} MB; save the article alone")
    yield _record(page_text(data), source)


def page_text(data: bytes) -> str:
    """A page as text, in the encoding it says it is in where it can be. Raises AnnotationError."""
    declared = _CHARSET.search(data[:4096])
    if declared is not None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        try:
            # pages that say ISO 8859-1 are read as Windows-1252 by every browser
            return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name)
        except (LookupError, ValueError):
            pass
    return decode(data)[0]


def _record(text: str, source: SourceFile) -> Record | Refusal:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        tree = None
    if tree is None:
        return Refusal(source.name, EMPTY, left_out=True)
    stated = _Stated()
    for script in tree.iter("script"):
        if script.get("type", "").split(";")[0].strip().lower() == "application/ld+json":
            stated.take("".join(script.itertext()))
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    blocks, found = _article(text, tree)
    if not blocks:
        return Refusal(source.name, "no article was found in this page; save its text as .txt")
    article = stated.article
    title = _string(article.get("headline")) or found.get("title", "")
    record = news.news_record(
        news.with_head(blocks, headline=title),
        key=source.key,
        origin=source.name,
        suggester=KEY,
        title=title,
        language=_string(article.get("inLanguage")) or language or found.get("language"),
        published=_string(article.get("datePublished")) or found.get("date", ""),
        outlet=_name(article.get("publisher")) or found.get("sitename", ""),
        url=found.get("url", ""),
        names=stated.names,
        meta={
            "author": ", ".join(filter(None, map(_name, _list(article.get("author"))))) or found.get("author", ""),
            "summary": _string(article.get("description")) or found.get("description", ""),
        },
    )
    return record or Refusal(source.name, EMPTY, left_out=True)


def _article(text: str, tree: Any) -> tuple[list[Block], dict[str, str]]:
    """The paragraphs of the article, and what trafilatura says of it."""
    import trafilatura

    document = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, with_metadata=True)
    if document is not None and document.body is not None:
        found = {
            name: one_line(getattr(document, name, None))
            for name in ("title", "date", "sitename", "language", "url", "author", "description")
        }
        if blocks := blocks_of(document.body, _FOUND):
            return blocks, found
    # a page of a few lines, too short for it
    for name in ("article", "main", "body"):
        element = next(tree.iter(name), None)
        if element is not None and (name != "body" or sum(1 for _ in element.iter("a")) <= _FEW_LINKS):
            title = next(tree.iter("title"), None)
            known = {"title": one_line("".join(title.itertext()))} if title is not None else {}
            return blocks_of(element, HTML), known
    return [], {}


class _Stated:
    """What a page's JSON-LD says, as far as it is JSON."""

    def __init__(self) -> None:
        self.article: dict[str, Any] = {}
        self.names: dict[str, str] = {}

    def take(self, text: str) -> None:
        """One script."""
        try:
            self._walk(json.loads(text, strict=False), 0)
        except (ValueError, RecursionError):
            return

    def _walk(self, value: Any, depth: int) -> None:
        if depth > _DEEPEST:
            return
        if isinstance(value, list):
            for item in value:
                self._walk(item, depth + 1)
        if not isinstance(value, dict):
            return
        kinds = [kind for kind in _list(value.get("@type")) if isinstance(kind, str)]
        if not self.article and any(kind in _ARTICLES for kind in kinds):
            self.article = value
        label = next((_NAMES[kind] for kind in kinds if kind in _NAMES), None)
        if label and isinstance(value.get("name"), str):
            self.names.setdefault(value["name"], label)
        for inner in value.values():
            self._walk(inner, depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """The name of a person or an organisation, however it is given."""
    for item in _list(value):
        if isinstance(item, str):
            return item
        if isinstance(item, dict) and isinstance(item.get("name"), str):
            return str(item["name"])
    return ""
