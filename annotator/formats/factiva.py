"""Factiva: HTML and RTF of many articles, with the fields named by two letters ("HD", "PD", "TD") or as a reader sees them.

What ends an article in both is its accession number, on a line that begins with "Document". In RTF it is all there is to cut by.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import BODY, Block, blocks_of, one_line
from annotator.formats.head import Head
from annotator.formats.html_text import HTML
from annotator.formats.office import rtf_lines
from annotator.formats.press import RIGHTS, classes, holds, language_named, page_tree, whole, words_of
from annotator.formats.sources import SourceFile, opened
from annotator.formats.written_dates import written_date
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "factiva"
_ACCESSION = re.compile(r"Dokument\s+|Document[oe]?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Z][A-Z0-9]{1,9}0?0?(?:19|20)\d{6}[a-z0-9]{4,12}", re.IGNORECASE)
"""An accession number: the outlet's code, the day, what tells the day's articles apart."""
_RTF_SIGNS = re.compile(
    rb"(?:Document[oe]?|Dokument)\s[A-Za-z][A-Za-z0-9]{1,9}(?:19|20)\d{6}[a-z0-9]{4,12}\b|Factiva", re.IGNORECASE
)
_ARTICLE = re.compile(r"([a-z]{2})Article")
_HTML_ARTICLE = re.compile(r"""class\s*=\s*["']?(?:article\s+)?[a-z]{2}Article\b""")
_HTML_SIGNS = re.compile(r"articleParagraph|<b>\s*HD\b|factiva", re.IGNORECASE)
_FIELD = re.compile(r"[A-Z][A-Z0-9]{1,2}")
_TAGGED = re.compile(r"([A-Z]{2,3})(?:\s*\|\s*|\t+|\s{2,}|\u00a0+\s*)(.*)", re.DOTALL)
_KNOWN = frozenset(
    "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD ART CT RF CO IN NS RE IPD IPC PUB AN CLM DLN RIC IVM RST CX".split()
)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?|\d{1,2}\s?h\s?\d{2}", re.IGNORECASE)
_PAGE = re.compile(r"\d{1,4}|[A-Z]{1,2}\d{1,4}|(?:pp?\.|page)\s*\S+", re.IGNORECASE)
_BY = re.compile(r"(?:by|par|von|por|di)\s", re.IGNORECASE)
_UNENDED = "this article has no accession number at its end; the file is cut off: export it anew"
_NONE = "it holds no article of Factiva; save the selection as HTML or RTF anew"


def sniff(head: Head) -> bool:
    """Whether it is HTML or RTF that has Factiva's marks."""
    if head.data.startswith(b"{\\rtf"):
        return bool(_RTF_SIGNS.search(head.data) or holds(head.source, _RTF_SIGNS))
    return bool(_HTML_ARTICLE.search(head.text) and _HTML_SIGNS.search(head.text))


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The articles of a file. Raises AnnotationError."""
    with opened(source) as stream:
        is_rtf = stream.read(5) == b"{\\rtf"
    number = 0
    for number, found in enumerate(_rtf_articles(source) if is_rtf else _html_articles(source), 1):
        origin = f"{source.name}:{number}"
        if isinstance(found, str):
            yield Refusal(origin, found)
            continue
        try:
            record = _record(found, f"{source.key}:{number}", origin)
            yield record or Refusal(origin, news.NO_TEXT, left_out=True)
        except AnnotationError as error:
            yield Refusal(origin, str(error))
    if not number:
        yield Refusal(source.name, _NONE)


def _html_articles(source: SourceFile) -> Iterator[dict[str, list[str]]]:
    """The fields of each article, each as its paragraphs."""
    tree = page_tree(source)
    for element in tree.iter("div") if tree is not None else ():
        kinds = [match[1] for name in classes(element) if (match := _ARTICLE.fullmatch(name))]
        if not kinds or any(
            _ARTICLE.fullmatch(name) for above in element.iterancestors("div") for name in classes(above)
        ):
            continue
        fields = _table(element) or _as_seen(_paragraphs(element))
        fields.setdefault("LA", [kinds[0]])
        yield fields


def _table(article: Any) -> dict[str, list[str]]:
    """The fields of an article that is a table: their names in the first cells of the rows."""
    fields: dict[str, list[str]] = {}
    for row in article.iter("tr"):
        cells = row.findall("td")
        name = one_line("".join(cells[0].itertext())).strip("\u00a0 ") if len(cells) > 1 else ""
        if _FIELD.fullmatch(name):
            fields.setdefault(name, []).extend(text for cell in cells[1:] for text in _paragraphs(cell))
    return fields if "HD" in fields or "TD" in fields or "LP" in fields else {}


def _paragraphs(element: Any) -> list[str]:
    return [block.text.strip("\u00a0 ") for block in blocks_of(element, HTML) if block.text.strip("\u00a0 ")]


def _rtf_articles(source: SourceFile) -> Iterator[dict[str, list[str]] | str]:
    """The fields of each article; a refusal's words where one is cut off."""
    lines: list[str] = []
    for line in rtf_lines(whole(source)):
        text = line.text.strip(" \t|")
        if not text.strip("\u00a0"):
            continue
        lines.append(text)
        if _accession(text.rpartition("|")[2]):
            yield _tagged(lines) or _as_seen([text.strip("\u00a0") for text in lines])
            lines = []
    if any(len(line) < 40 and words_of(line) is not None for line in lines):
        yield _UNENDED


def _tagged(lines: Iterable[str]) -> dict[str, list[str]]:
    """The fields of lines that begin with their names, as rows of a table do; none where they do not."""
    fields: dict[str, list[str]] = {}
    last = ""
    for line in lines:
        match = _TAGGED.fullmatch(line)
        if match and match[1] in _KNOWN:
            last = match[1]
            line = match[2]
        elif line in _KNOWN:
            last, line = line, ""
        if last and line.strip("| \u00a0"):
            fields.setdefault(last, []).append(one_line(line.strip("| \u00a0")))
    return fields if "HD" in fields and ("TD" in fields or "LP" in fields) else {}


def _as_seen(lines: list[str]) -> dict[str, list[str]]:
    """The fields of an article as a reader sees it: title, byline, words, day, time, outlet, code, pages, language, rights, text."""
    fields: dict[str, list[str]] = {}
    if lines and _accession(lines[-1]):
        fields["AN"] = [lines.pop()]
    count = next((at for at, line in enumerate(lines[:10]) if len(line) < 40 and words_of(line) is not None), None)
    if count is None:
        return fields | {"HD": lines[:1], "TD": lines[1:]}
    before = lines[:count]
    by = next(
        (at for at, line in enumerate(before) if at and _BY.match(line)),
        len(before) - 1 if len(before) > 1 else len(before),
    )
    # the section, where there is one, stands before the title
    fields |= {"SE": before[: by - 1] if by > 1 else [], "HD": before[max(0, by - 1) : by], "BY": before[by:]}
    fields["WC"] = [lines[count]]
    at = count + 1
    while at < len(lines):
        line = lines[at]
        if "PD" not in fields:
            if not written_date(line):
                break
            name = "PD"
        elif RIGHTS.match(line) and len(line) < 300:
            name = "CY"
        elif "CY" in fields or "LA" in fields:
            break
        elif language_named(line) and " " not in line.strip():
            name = "LA"
        elif _TIME.fullmatch(line):
            name = "ET"
        elif "SN" not in fields:
            name = "SN"
        elif "SC" not in fields and line.isupper():
            name = "SC"
        elif _PAGE.fullmatch(line):
            name = "PG"
        elif "SC" in fields and len(line) < 40:
            name = "ED"
        else:
            break
        fields[name] = [line]
        at += 1
    fields["TD"] = lines[at:]
    return fields


def _accession(line: str) -> str:
    """The accession number that a line is, "" where it is none."""
    found = one_line(line.replace("\u00a0", " "))
    match = _ACCESSION.match(found)
    rest = found[match.end() :] if match else ""
    return rest if _NUMBER.fullmatch(rest) else ""


def _record(fields: Mapping[str, list[str]], key: str, origin: str) -> Record | None:
    def said(name: str) -> str:
        return one_line(" ".join(fields.get(name, ())))

    number = re.sub(_ACCESSION, "", said("AN"), count=1)
    texts = [text for name in ("LP", "TD") for text in fields.get(name, ())]
    body = [Block(BODY, text) for text in texts if not (_accession(text) or (len(text) < 300 and RIGHTS.match(text)))]
    if not body:
        return None
    language = said("LA")
    blocks = [
        *(Block(kind, said(name)) for kind, name in (("headline", "HD"), ("byline", "BY")) if said(name)),
        *body,
        *(Block("caption", text) for text in fields.get("ART", ())),
    ]
    return news.news_record(
        blocks,
        key=number or key,
        origin=origin,
        suggester=KEY,
        title=said("HD"),
        language=language_named(language) or language,
        published=said("PD"),
        outlet=said("SN"),
        meta={
            "author": said("BY"),
            "section": said("SE"),
            "page": said("PG"),
            "words": words_of(said("WC")) or "",
            "edition": said("ED"),
            "time": said("ET"),
            "credit": said("CR"),
            "subjects": _codes(said("NS")),
            "regions": _codes(said("RE")),
            "companies": _codes(said("CO")),
        },
    )


def _codes(text: str) -> list[str]:
    """The words of a list of codes and words: « gpol : Politics | ncat : Content Types »."""
    return [name for part in text.split("|") if (name := one_line(part.rpartition(" : ")[2]))]
