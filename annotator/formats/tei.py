"""TEI P5: a `TEI` document, or each of a `teiCorpus`; names that are marked up come in as suggestions.

Format: Text Encoding Initiative, Guidelines P5: header, text structure, names and dates.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import Markup, blocks_of
from annotator.formats.head import Head
from annotator.formats.safe_xml import LANG, Pieces, child, descendants, local, text_of
from annotator.formats.sources import SourceFile, opened
from annotator.formats.xml_head import root_name
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "tei"
_MARKUP = Markup(
    blocks=frozenset(
        "p ab l lg sp speaker item list head div div1 div2 div3 body front back quote cit row cell table closer opener signed".split()
    ),
    zones={
        "head": "headline",
        "byline": "byline",
        "dateline": "dateline",
        "docauthor": "byline",
        "figdesc": "caption",
    },
    labels={
        "persname": news.PERSON,
        "orgname": news.ORGANISATION,
        "placename": news.PLACE,
        "geogname": news.PLACE,
        "settlement": news.PLACE,
        "region": news.PLACE,
        "country": news.PLACE,
        "rolename": news.ROLE,
        "date": news.DATE,
        "eventname": news.EVENT,
    },
    skipped=frozenset("teiheader note fw facsimile graphic del sic orig abbr".split()),
    breaks=frozenset({"lb"}),
)
_NAMED = {
    "person": "persName",
    "org": "orgName",
    "organisation": "orgName",
    "organization": "orgName",
    "place": "placeName",
}
"""What `<name type="person">` and `<rs type="person">` are called by an element of their own."""


def sniff(head: Head) -> bool:
    """Whether the root is `TEI`, `TEI.2` or `teiCorpus`."""
    return root_name(head) in ("TEI", "TEI.2", "teiCorpus")


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The documents of a file; memory does not grow with their number."""
    with opened(source) as stream:
        pieces = Pieces(stream, ("TEI", "TEI.2"))
        for number, tei in enumerate(pieces, 1):
            origin = f"{source.name}:{number}"
            try:
                yield _record(tei, source, number, origin)
            except AnnotationError as error:
                yield Refusal(origin, str(error))


def _record(tei: Element, source: SourceFile, number: int, origin: str) -> Record | Refusal:
    text = child(tei, "text")
    if text is None:
        return Refusal(origin, news.NO_TEXT, left_out=True)
    _name(text)
    described = child(tei, "teiHeader", "fileDesc")
    title = date = outlet = ""
    if described is not None:
        title = text_of(child(described, "titleStmt", "title"))
        date = _date(child(described, "sourceDesc")) or _date(child(described, "publicationStmt"))
        outlet = _outlet(described)
    id = tei.get("{http://www.w3.org/XML/1998/namespace}id") or ""
    record = news.news_record(
        blocks_of(text, _MARKUP),
        key=id or (source.key if number == 1 and local(tei) else f"{source.key}:{number}"),
        origin=origin,
        suggester=KEY,
        title=title,
        language=text.get(LANG) or tei.get(LANG) or _language(tei),
        published=date,
        outlet=outlet,
    )
    return record or Refusal(origin, news.NO_TEXT, left_out=True)


def _name(text: Element) -> None:
    """Call general names by the element of their kind, so that they are marked as such."""
    for element in descendants(text, "name", "rs"):
        found = _NAMED.get((element.get("type") or "").lower())
        if found:
            element.tag = found


def _date(element: Element | None) -> str:
    if element is None:
        return ""
    date = next(descendants(element, "date"), None)
    return "" if date is None else date.get("when") or text_of(date)


def _outlet(described: Element) -> str:
    title = next((found for found in descendants(described, "title") if found.get("level") in ("j", "s")), None)
    return text_of(title) or text_of(child(described, "publicationStmt", "publisher"))


def _language(tei: Element) -> str:
    language = next(descendants(tei, "language"), None)
    return "" if language is None else language.get("ident") or ""
