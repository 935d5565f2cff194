"""One article of LexisNexis: which of its lines are its head, its text and its tail, in English, French, German and Dutch."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.formats import news_record as news
from annotator.formats.flow import BODY, Block
from annotator.formats.office import Line
from annotator.formats.press import RIGHTS, language_named, words_of
from annotator.formats.written_dates import find_date, written_date
from annotator.model.record import Record

END = re.compile(r"(?:End of Document|Fin du document|Ende des Dokuments|Einde van document)", re.IGNORECASE)
START = re.compile(
    r"(?:\d+ of \d+ DOCUMENTS?|Document \d+ (?:de|of|sur|von) \d+|Dokument \d+ von \d+|\d+ van \d+ DOCUMENTEN)",
    re.IGNORECASE,
)
HTML_SIGNS = re.compile(
    r"<DOCFULL>|name\s*=\s*[\"']?DOC_ID_\d|\b\d+ of \d+ DOCUMENTS?\b|\bDocument \d+ de \d+\b|advance\.lexis\.com|Nexis Uni",
    re.IGNORECASE,
)
RTF_SIGNS = re.compile(
    rb"lexis\.com|LexisNexis|Nexis Uni|\b(?:End of Document|Fin du document|Ende des Dokuments|Einde van document)\b"
    rb"|\b\d+ of \d+ DOCUMENTS?\b",
    re.IGNORECASE,
)
_FIELDS = {
    name: field
    for field, names in {
        "section": "section|rubrique|rubrik|sectie",
        "length": "length|longueur|länge|laenge|lengte",
        "byline": "byline|auteur|autor|by",
        "dateline": "dateline|lieu",
        "standfirst": "highlight|encart|résumé",
        "body": "body|corps|corps du texte|texte|haupttext|volltext",
        "caption": "graphic|graphics|illustration|image|graphique|légende",
        "headline": "headline|titre|titel|überschrift",
        "series": "series|série",
        "edition": "edition|édition|ausgabe",
        "language": "language|langue|sprache|taal",
        "type": "publication-type|type-publication|type de publication|zeitungstyp|publicatietype",
        "subject": "subject|sujet|schlagwort|onderwerp",
        "loaded": "load-date|date-chargement|date de chargement|update|laad-datum",
        "notes": "notes|note|correction|correction-date|journal code|code du journal|acc-no|accession number|issn|isbn",
        "tail": "classification|classement|klassifikation|company|société|ticker|organization|organisation|industry|secteur"
        "|secteur-activite|geographic|localisation-geo|person|personne|persons|country|state|city|location|pub-type|copyright"
        "|document-type|url|volume|time|link to image|link to pdf|link zum pdf-dokument",
    }.items()
    for name in names.split("|")
}
_NAMED = re.compile(r"([^\W\d_][\w\-]*(?: [\w\-]+){0,3})\s?:(?:\s+|$)(.*)", re.DOTALL)
_SURE = frozenset("language type subject loaded tail".split())
_SENTENCE = re.compile(r"[.!?…][\"'»”’)\s]*$")
_ALONE = frozenset(("body", "caption", "tail", "notes", "headline"))
"""Fields that stand on a line of their own without a colon."""
_URN = re.compile(
    r"(?:urn:contentItem:|contentItem%3A|contentItem:)([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?:-[0-9A-Z]+)*)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"[;,]\s*(?:Pg?\.|page|S\.|Pag\.)\s*(.+)$", re.IGNORECASE)
_COVER = re.compile(
    r"(?:Date and Time|Date et heure|Job Number|Numéro de la tâche|User Name|Nom d.utilisateur|Documents? \(\d+\))",
    re.IGNORECASE,
)
_LONGEST_DATE = 100
_MOST_HEAD = 14
"""How many lines a head has at most before its first field: cover pages and long titles among them."""


def without_cover(lines: list[Line]) -> list[Line]:
    """The lines of an article without the cover page of the export, which stands before its first."""
    if not any(_COVER.match(line.text) for line in lines[:8]):
        return lines
    dates = [at for at, line in enumerate(lines) if written_date(line.text) and at >= 2]
    first = dates[0] - 2 if dates else 0
    # the date is the third line of an article: after its title and its outlet
    numbered = {
        re.sub(r"^\d+\.\s*", "", line.text).casefold() for line in lines[: first + 1] if re.match(r"\d+\.\s", line.text)
    }
    titles = [at for at, line in enumerate(lines) if line.text.casefold() in numbered and at <= first + 1]
    return lines[titles[-1] if titles else max(0, first) :]


def is_article(lines: Sequence[Line]) -> bool:
    """Whether these lines have what only an article has: how long it is."""
    return any(_field(line.text)[0] == "length" for line in lines)


def record_of(lines: Sequence[Line], key: str, origin: str, suggester: str) -> Record | None:
    """The record of an article's lines; None where there is no text in them. Raises AnnotationError."""
    first = next((at for at, line in enumerate(lines) if _field(line.text)[0]), min(len(lines), 3))
    head = _head([line.text for line in lines[:first]])
    fields: dict[str, str] = {}
    blocks = list(_blocks([line.text for line in lines[first:]], fields))
    title = fields.pop("headline", "") or head.pop("title")
    head.pop("title", "")
    section = fields.get("section", "")
    page = _PAGE.search(section)
    urn = next((found[1] for line in lines if (found := _URN.search(line.link))), "")
    bylines = {"headline": title, "standfirst": fields.get("standfirst", ""), "byline": fields.get("byline", "")}
    if not any(block.kind == BODY for block in blocks):
        return None
    return news.news_record(
        news.with_head(blocks, **bylines, dateline=fields.get("dateline", "")),
        key=urn or key,
        origin=origin,
        suggester=suggester,
        title=title,
        language=language_named(fields.get("language", "")),
        published=head["published"],
        outlet=head["outlet"],
        meta={
            "author": fields.get("byline", ""),
            "section": section[: page.start()] if page else section,
            "page": page[1] if page else "",
            "words": words_of(fields.get("length", "")) or "",
            "edition": fields.get("edition", "") or head["edition"],
            "series": fields.get("series", ""),
            "type": fields.get("type", ""),
            "subjects": [
                one
                for one in (re.sub(r"\s*\(\d+%\)", "", part).strip() for part in fields.get("subject", "").split(";"))
                if one
            ],
        },
    )


def _head(lines: list[str]) -> dict[str, Any]:
    """Title, outlet, date, edition of what stands before the first field.

    In the newer exports title, outlet and date follow each other; in the older ones outlet, date, edition and title do.
    """
    lines = [line for line in lines if not RIGHTS.match(line)][:_MOST_HEAD]
    at = next((place for place, line in enumerate(lines) if _is_date(line)), None)
    if at is None:
        return {
            "title": lines[0] if lines else "",
            "outlet": lines[1] if len(lines) > 1 else "",
            "published": "",
            "edition": "",
        }
    found = find_date(lines[at])
    rest = lines[at + 1 :]
    newer = at >= 2
    return {
        "title": " ".join(lines[: at - 1]) if newer else rest[-1] if rest else "",
        "outlet": lines[at - 1] if at else "",
        "published": found.iso if found else written_date(lines[at]),
        "edition": " ".join(rest if newer else rest[:-1]),
    }


def _is_date(line: str) -> bool:
    if len(line) > _LONGEST_DATE:
        return False
    found = find_date(line)
    return bool(written_date(line)) or (
        found is not None and found.start <= 12 and len(line) - (found.end - found.start) <= 40
    )


def _field(line: str) -> tuple[str, str]:
    """The field that a line begins, and the rest of the line; two empty texts where it begins none."""
    name = _FIELDS.get(line.casefold(), "")
    if name in _ALONE:
        return name, ""
    match = _NAMED.match(line)
    name = _FIELDS.get(match[1].casefold(), "") if match else ""
    # "By" and the like may begin a paragraph of the text
    return (name, match[2].strip()) if name and match else ("", "")


def _blocks(lines: list[str], fields: dict[str, str]) -> Iterator[Block]:
    """The paragraphs of the text; what the fields around it say goes to `fields`."""
    found = [_field(line) for line in lines]
    names = [name for name, _ in found]
    body = next((at for at, name in enumerate(names) if name == "body"), None)
    if any(not name and _SENTENCE.search(line) for line, name in zip(lines[:body], names, strict=False)):
        body = None  # a paragraph of one word rather than the heading: nothing before it may be lost
    tail = _tail(lines, found, body)
    state = "head"
    for at, (line, (name, value)) in enumerate(zip(lines, found, strict=True)):
        in_head = at < body if body is not None else state == "head"
        if at >= tail:
            if name:
                state = name
                fields.setdefault(name, value)
            if state == "caption" and (value or not name):
                yield Block("caption", value or line)
        elif at == body:
            state = BODY
            if value:
                yield Block(BODY, value)
        elif in_head and name:
            fields.setdefault(name, value)
            state = "head"
        elif in_head and body is not None:
            pass  # a line between the fields and the text that is none of either
        elif not RIGHTS.match(line) or len(line) > 300:
            state = BODY
            yield Block(BODY, line)


def _tail(lines: list[str], fields: list[tuple[str, str]], body: int | None) -> int:
    """Where what follows the text begins: at a field after which no sentence stands any more; captions before it are part of it."""
    names = [name for name, _ in fields]
    start = (body + 1) if body is not None else next((at for at, name in enumerate(names) if not name), len(names))
    sentences = [
        at
        for at, (name, line) in enumerate(zip(names, lines, strict=True))
        if not name and _SENTENCE.search(line) and not RIGHTS.match(line)
    ]
    last = max(start, sentences[-1] + 1 if sentences else 0)
    end = next((at for at in range(last, len(names)) if names[at] in _SURE), len(names))
    for at in range(start, end):
        # a heading of its own, or the line right before the fields; else a paragraph that begins so
        if names[at] in ("caption", "notes") and (not fields[at][1] or all(names[at:end])):
            return at
    return end
