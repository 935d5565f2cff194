"""The Reuters-21578 collection's SGML: a REUTERS element an article, title, author, dateline, body.

It is no XML: its control characters are references to what XML has no place for. Format: the collection's README, version 1.3.
"""

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import Block, one_line, plain_blocks
from annotator.formats.head import Head
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "reuters"
_CHUNK = 1 << 18
_END = b"</REUTERS>"
_ATTRIBUTE = re.compile(r'([A-Z]+)="([^"]*)"')
_CONTROL = re.compile(r"&#(?:[0-9]|[12][0-9]|3[01]|127);|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CLOSING = re.compile(r"\s*(?:REUTER|Reuter)\s*$")
_TOPICS = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")


def sniff(head: Head) -> bool:
    """Whether a file begins as one of the collection's."""
    return "<REUTERS " in head.text[:2000]


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The articles of a file. Raises AnnotationError where one never ends."""
    with opened(source) as stream:
        for number, piece in enumerate(_pieces(stream), 1):
            origin = f"{source.name}:{number}"
            try:
                yield _record(piece, f"{source.key}:{number}", origin)
            except AnnotationError as error:
                yield Refusal(origin, str(error))


def _pieces(stream: BinaryIO) -> Iterator[str]:
    """One element after the other; the collection is Latin-1."""
    kept = b""
    while chunk := stream.read(_CHUNK):
        kept += chunk
        *whole, kept = kept.split(_END)
        for piece in whole:
            start = piece.find(b"<REUTERS")
            if start >= 0:
                yield piece[start:].decode("latin-1")
        if len(kept) > MAX_RECORD_BYTES:
            raise AnnotationError("an article has no end; the file is damaged")


def _record(piece: str, default_key: str, origin: str) -> Record | Refusal:
    head, _, rest = piece.partition(">")
    attributes = dict(_ATTRIBUTE.findall(head))
    text = _element(rest, "TEXT")
    body = _element(text, "BODY")
    if not body and "<BODY>" not in text:
        # UNPROC articles are one text, title and all
        body = re.sub(r"<(TITLE|AUTHOR|DATELINE)>.*?</\1>", "", text, flags=re.DOTALL)
    blocks = [
        Block(kind, one_line(_plain(_element(text, name))))
        for name, kind in (("TITLE", "headline"), ("AUTHOR", "byline"), ("DATELINE", "dateline"))
    ]
    blocks += plain_blocks(_CLOSING.sub("", _plain(body)))
    record = news.news_record(
        [block for block in blocks if block.text],
        key=attributes.get("NEWID") or default_key,
        origin=origin,
        suggester=KEY,
        title=_plain(_element(text, "TITLE")),
        language="en",
        published=_date(_element(rest, "DATE")),
        outlet="Reuters",
        meta={name.lower(): re.findall(r"<D>(.*?)</D>", _element(rest, name)) for name in _TOPICS},
    )
    return record or Refusal(origin, news.NO_TEXT, left_out=True)


def _element(text: str, name: str) -> str:
    found = re.search(rf"<{name}(?: [^>]*)?>(.*?)</{name}>", text, re.DOTALL)
    return found[1] if found else ""


def _plain(text: str) -> str:
    return html.unescape(_CONTROL.sub("", text))


def _date(text: str) -> str:
    """`19-OCT-1987 15:37:46.03` as a day that the other dates are written like."""
    found = re.match(r"\s*(\d{1,2})-([A-Z]{3})-(\d{4})", text)
    months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
    if not found or found[2] not in months:
        return text.strip()
    return f"{found[3]}-{months.index(found[2]) + 1:02}-{int(found[1]):02}"
