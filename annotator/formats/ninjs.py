"""ninjs, news in JSON: an item with its headline and body, or a list of items.

Format: IPTC, ninjs 1.0–1.6 (`headline`, `body_text`, `body_xhtml` …), 2.x and 3.x (`headlines`, `bodies`; 3.x in camel case).
"""

import json
import re
from collections.abc import Iterator

from annotator.formats import news_record as news
from annotator.formats.columns import Columns
from annotator.formats.flow import Block
from annotator.formats.head import Head
from annotator.formats.html_text import is_html, text_blocks
from annotator.formats.json_values import Value, rows, values
from annotator.formats.safe_xml import parse_text
from annotator.formats.sources import SourceFile, opened
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, Refusal

KEY = "ninjs"
EVENTS = "events and plans"
_TYPES = frozenset("text audio video picture graphic composite planning event component".split())
_PICTURES = frozenset("audio video picture graphic".split())
_PLANS = frozenset({"planning", "event"})
_PARTS = ("bodies", "headlines", "descriptions", "renditions", "associations", "eventDetails", "eventdetails")
_OWN = re.compile(r"(body|headline|description)_[a-z_]+")
_WITHHELD = frozenset(("canceled", "cancelled", "withheld"))
_NAMES = {
    "person": news.PERSON,
    "people": news.PERSON,
    "organisation": news.ORGANISATION,
    "organisations": news.ORGANISATION,
    "place": news.PLACE,
    "places": news.PLACE,
    "event": news.EVENT,
    "events": news.EVENT,
}
_SCHEMA = re.compile(r'"\$schema"\s*:')


def sniff(head: Head) -> bool:
    """Whether a file begins with an object that has a `uri` and something that only ninjs has."""
    start = head.start
    if start[:1] not in ("{", "["):
        return False
    try:
        value = json.loads(head.text)
    except (ValueError, RecursionError):
        begin = start[:20_000]
        own = re.search(r'"(body_[a-z]+|bodies|headlines|version[cC]reated|pub[sS]tatus)"\s*:', begin)
        return '"uri"' in begin and own is not None and not _SCHEMA.search(begin[:300])
    row = value[0] if isinstance(value, list) and value else value
    return isinstance(row, dict) and _is_item(row)


def read(source: SourceFile, _columns: Columns) -> Iterator[Record | Refusal]:
    """The articles of a file, one after the other. Raises AnnotationError."""
    place = 0
    with opened(source) as stream:
        for place, row in values(stream):
            origin = f"{source.name}:{place}"
            try:
                if isinstance(row, AnnotationError):
                    raise row
                yield _record(_lower(row), f"{source.key}:{place}", origin)
            except AnnotationError as error:
                yield Refusal(origin, str(error))
    if not place:
        yield Refusal(source.name, "there is no ninjs item in it")


def _is_item(row: Value) -> bool:
    own = any(name in row for name in _PARTS) or any(_OWN.fullmatch(name) for name in row)
    stated = "ninjs" in str(row.get("$standard") or row.get("standard") or "")
    dated = isinstance(row.get("versioncreated", row.get("versionCreated")), str) and str(row.get("type")) in _TYPES
    return isinstance(row.get("uri"), str) and "$schema" not in row and (own or stated or dated)


def _lower(row: Value) -> Value:
    """The object with its names in lower case, as 1.x and 2.x write them."""
    return {name.lower(): value for name, value in row.items()}


def _record(row: Value, default_key: str, origin: str) -> Record | Refusal:
    uri = row.get("uri")
    if not isinstance(uri, str) or not uri.strip():
        raise AnnotationError("there is no `uri`, which every ninjs item has")
    for name in ("bodies", "headlines", "descriptions"):
        if name in row and not isinstance(row[name], list):
            raise AnnotationError(f"`{name}` must be a list")
    kind = row.get("type", "")
    if kind and (not isinstance(kind, str) or kind not in _TYPES):
        raise AnnotationError(f"`type` is {str(kind)[:40]!r}, which is none of ninjs ({', '.join(sorted(_TYPES))})")
    if str(row.get("pubstatus", "")).lower() in _WITHHELD:
        return Refusal(origin, news.CANCELLED, left_out=True)
    blocks = _body(row, "bodies", "body_") or (_body(row, "descriptions", "description_") if kind == "text" else [])
    if not blocks and kind == "text":
        raise AnnotationError("it is of type text and has neither a body nor a description")
    if not blocks:
        reason = (
            news.PICTURES if kind in _PICTURES else EVENTS if kind in _PLANS or "eventdetails" in row else news.NO_TEXT
        )
        return Refusal(origin, reason, left_out=True)
    headline = _headline(row)
    record = news.news_record(
        news.with_head(blocks, headline=headline, byline=_line(row, "byline", "by")),
        key=uri,
        origin=origin,
        suggester=KEY,
        title=headline or _line(row, "title"),
        language=_line(row, "language"),
        published=_line(row, "firstcreated", "contentcreated", "versioncreated"),
        outlet=_outlet(row),
        url=uri if uri.startswith(("http://", "https://")) else "",
        names=_names(row),
        meta={
            "slugline": _line(row, "slugline"),
            "keywords": [word for word in row.get("keywords") or () if isinstance(word, str)]
            if isinstance(row.get("keywords"), list)
            else [],
            "subjects": [
                subject["name"]
                for subject in rows(row.get("subjects", row.get("subject")))
                if isinstance(subject.get("name"), str)
            ],
            "located": _line(row, "located"),
            "profile": _line(row, "profile"),
        },
    )
    return record or Refusal(origin, news.NO_TEXT, left_out=True)


def _body(row: Value, member: str, prefix: str) -> list[Block]:
    """The paragraphs of one of the bodies: markup before plain text, whose paragraphs are often lost; "main" before others."""
    bodies = [
        (str(body.get("contenttype", body.get("contentType", ""))), str(body.get("role") or ""), body["value"])
        for body in rows(row.get(member))
        if isinstance(body.get("value"), str)
    ]
    for name, value in row.items():
        if isinstance(value, str) and name.startswith(prefix):
            bodies.append(("text/html" if name.endswith(("html", "richtext")) else "", name[len(prefix) :], value))
    found = [(kind, role, value) for kind, role, value in bodies if value.strip()]
    found.sort(key=lambda body: (not _is_markup(body[0], body[2]), body[1] not in ("", "main")))
    for kind, _, value in found:
        if blocks := _blocks(kind, value):
            return blocks
    return []


def _is_markup(kind: str, value: str) -> bool:
    return "html" in kind or "nitf" in kind or (not kind and is_html(value))


def _blocks(kind: str, value: str) -> list[Block]:
    if "nitf" in kind or "<nitf" in value[:300]:
        from annotator.formats import nitf

        return nitf.blocks(parse_text(value))
    return text_blocks(value, html=_is_markup(kind, value))


def _headline(row: Value) -> str:
    if found := _line(row, "headline", "headline_main", "headline_simple"):
        return found
    headlines = [
        found for found in rows(row.get("headlines")) if isinstance(found.get("value"), str) and found["value"].strip()
    ]
    headlines.sort(key=lambda found: found.get("role") not in (None, "", "main"))
    if headlines:
        value = str(headlines[0]["value"])
        return " ".join(block.text for block in text_blocks(value, html=is_html(value)))
    return next((_line(row, name) for name in row if name.startswith("headline_") and _line(row, name)), "")


def _names(row: Value) -> dict[str, str]:
    found: dict[str, str] = {}
    for member, label in _NAMES.items():
        for named in rows(row.get(member)):
            if isinstance(named.get("name"), str):
                found.setdefault(named["name"], label)
    return found


def _outlet(row: Value) -> str:
    for source in rows(row.get("infosources")):
        if isinstance(source.get("name"), str):
            return str(source["name"])
    return _line(row, "copyrightholder", "organisation")


def _line(row: Value, *names: str) -> str:
    """The first of these members that is a text."""
    return next((str(row[name]) for name in names if isinstance(row.get(name), str) and row[name].strip()), "")
