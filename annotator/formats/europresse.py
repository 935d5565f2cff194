"""Europresse (Eureka in Canada): HTML files of many articles, as the database saves a selection.

Each article is an `article` element, in older files a cell of a table; what its parts are is said by their classes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import BODY, Block, Markup, blocks_of, one_line
from annotator.formats.head import Head
from annotator.formats.html_text import HTML
from annotator.formats.press import RIGHTS, WORDS, classes, page_tree, words_of
from annotator.formats.sources import SourceFile
from annotator.formats.written_dates import find_date
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "europresse"
_LONGEST_HEADER = 1_000
_SIGNS = re.compile(
    r"""class\s*=\s*["'][^"'>]*\b(?:DocPublicationName|docOcurrContainer|PubliC[-_]lblNodoc)\b""", re.IGNORECASE
)
_OUTLET, _HEADER, _NUMBER = "docpublicationname", "docheader", frozenset(("public-lblnodoc", "public_lblnodoc"))
_DOCUMENT = re.compile(r"[a-z]{2,12}·\d{8}·[^\s·]+·[^\s<]+", re.IGNORECASE)
"""The database's number of a document: its kind, the day, the outlet, a number."""
_DROPPED = frozenset(
    "docpublicationname docheader doctitresoussection rdp__docpublicationname rdp__docheader apd-wrapper apd-sources-date "
    "apd-sources-name doc-legalinfo rdp__newsdoc public-lblnodoc public_lblnodoc publi-lblcertificat icon-information".split()
)
_ZONES = {
    "titrearticlevisu": "x-headline",
    "rdp__articletitle": "x-headline",
    "rdp__subtitle": "x-standfirst",
    "docauthors": "x-byline",
    "sm-margin-bottomnews": "x-byline",
    "dococurrcontainer": "x-text",
    "doctext": "x-text",
}
_MARKUP = Markup(
    blocks=HTML.blocks,
    zones={"figure": "caption", "x-headline": "headline", "x-standfirst": "standfirst", "x-byline": "byline"}
    | {"x-text": BODY, "x-title": "headline"},
    skipped=frozenset(HTML.skipped) | {"x-dropped", "footer", "aside"},
)
_ELSEWHERE = re.compile(
    r"(?:aussi paru dans|autres? parutions?|cet article est paru dans|cet article est également paru dans"
    r"|also published in|this article (?:also )?appeared in|note\(s\) ?:?$)",
    re.IGNORECASE,
)
"""How a line begins that says where else the article stood."""
_ISSUE = re.compile(r"\s*[,;]\s*(?:n[o°º]\.?|num[ée]ro|issue)\s*(\S.*)$", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"[\s,]*\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,6}day)?[\s,]*$", re.IGNORECASE
)
_PAGE = re.compile(r"(?:^|[,\s])pp?\.\s*(\S[^,]*(?:,\s*[A-Z]?\d[^,]*)*)")


def sniff(head: Head) -> bool:
    """Whether it is HTML that has Europresse's classes."""
    return bool(_SIGNS.search(head.text))


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The articles of a file. Raises AnnotationError."""
    tree = page_tree(source)
    articles = [] if tree is None else _articles(tree)
    if not articles:
        yield Refusal(source.name, "it holds no article of Europresse; save the selection as HTML anew")
    for number, article in enumerate(articles, 1):
        origin = f"{source.name}:{number}"
        try:
            yield _record(article, f"{source.key}:{number}", origin) or Refusal(origin, news.NO_TEXT, left_out=True)
        except AnnotationError as error:
            yield Refusal(origin, str(error))


def _articles(tree: Any) -> list[Any]:
    found = [element for element in tree.iter("article") if _texts(element, {_OUTLET}) or _texts(element, _NUMBER)]
    if found:
        # an article in an article is the same one
        return [element for element in found if not any(above.tag == "article" for above in element.iterancestors())]
    cells: list[Any] = []
    for element in tree.iter("span", "div"):
        if _OUTLET in map(str.lower, classes(element)):
            cell = next((above for above in element.iterancestors("td")), None)
            if cell is not None and cell not in cells[-1:]:
                cells.append(cell)
    return cells


def _record(article: Any, key: str, origin: str) -> Record | None:
    outlet = next(iter(_texts(article, {_OUTLET})), "")[:_LONGEST_HEADER]
    header = " ".join(_texts(article, {_HEADER}))[:_LONGEST_HEADER]
    numbers = [match[0] for text in _texts(article, _NUMBER) if (match := _DOCUMENT.search(text))]
    issue = _ISSUE.search(outlet)
    known = _header(header)
    if not known["published"] and numbers:
        day = numbers[0].split("·")[1]
        known["published"] = day if day != "00000000" else ""
    blocks = _blocks(article)
    title = " ".join(block.text for block in blocks if block.kind == "headline")
    return news.news_record(
        blocks,
        key=numbers[0] if numbers else key,
        origin=origin,
        suggester=KEY,
        title=title,
        published=known.pop("published"),
        outlet=outlet[: issue.start()] if issue else outlet,
        meta=known
        | {"issue": issue[1] if issue else "", "author": ", ".join(b.text for b in blocks if b.kind == "byline")},
    )


def _header(text: str) -> dict[str, Any]:
    """What the line under the outlet's name says: section, date, words, page."""
    date = find_date(text)
    before, after = (text[: date.start], text[date.end :]) if date else ("", text)
    page = _PAGE.search(WORDS.sub("", after))
    return {
        "published": date.iso if date else "",
        "section": _WEEKDAY.sub("", before).strip(" ,;-"),
        "words": words_of(after) or "",
        "page": page[1].strip() if page else "",
    }


def _blocks(article: Any) -> list[Block]:
    in_text = False
    for element in article.iter():
        names = [name.lower() for name in classes(element)]
        if any(name in _DROPPED for name in names):
            element.tag = "x-dropped"
        elif "titrearticle" in names:
            # a block around title and subtitle, or the title itself
            inner = any(
                "titrearticlevisu" in map(str.lower, classes(below)) for below in element.iter() if below is not element
            )
            element.tag = "div" if inner else "x-title"
        else:
            zone = next((_ZONES[name] for name in names if name in _ZONES), None)
            if zone == "x-byline" and (in_text or _is_subtitle(element)):
                zone = None if in_text else "x-standfirst"
            if zone is not None:
                element.tag = zone
            in_text = in_text or zone == "x-text"
    blocks = [
        replace(block, text=one_line(block.text)) if block.kind == "headline" else block
        for block in blocks_of(article, _MARKUP)
    ]
    return [block for block in blocks if block.kind == "headline" or not _is_boilerplate(block.text)]


def _is_subtitle(element: Any) -> bool:
    """Whether a paragraph of a byline's class stands in the title's block, as a line under the title does."""
    parent = element.getparent()
    return parent is not None and "titrearticle" in map(str.lower, classes(parent))


def _is_boilerplate(text: str) -> bool:
    line = one_line(text)
    if not any(map(str.isalnum, line)):
        return True  # commas that stood between the parts of the header
    return bool(_ELSEWHERE.match(line) or _DOCUMENT.fullmatch(line) or (len(line) < 300 and RIGHTS.match(line)))


def _texts(element: Any, wanted: frozenset[str] | set[str]) -> list[str]:
    """The texts of the elements of one of these classes (lower case), those in each other once."""
    found: list[str] = []
    for below in element.iter("span", "div", "p"):
        if wanted.intersection(map(str.lower, classes(below))):
            text = one_line("".join(below.itertext()))
            if text and text not in found:
                found.append(text)
    return found
