"""What the news formats share: from paragraphs and what is known about them to a record."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.formats.dates import iso_date
from annotator.formats.encoding import refuse_nul
from annotator.formats.flow import Article, Block, joined, one_line
from annotator.formats.json_values import plain
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordSpan, verify

PERSON, ORGANISATION, PLACE, EVENT, DATE, MONEY, ROLE = "PER", "ORG", "LOC", "EVENT", "DATE", "MONEY", "ROLE"
"""The labels of marked names, as the schemes that come along call them."""
NO_TEXT = "items without text"
PICTURES = "pictures, sound, video and graphics"
CANCELLED = "cancelled or withheld items"
_SHORTEST_NAME = 3
_FRONT = 4
_LANGUAGES = dict(
    pair.split(":")
    for pair in "fra:fr fre:fr eng:en deu:de ger:de spa:es ita:it por:pt nld:nl dut:nl ara:ar swe:sv nob:nb dan:da rus:ru zho:zh".split()
)
"""ISO 639-2 codes of the press's languages, as older wires have them."""


def language_of(tag: str | None) -> str:
    """The ISO 639-1 code of a language tag (`fr-FR`, `fra`), "" where there is none."""
    primary = re.split(r"[-_]", (tag or "").strip().lower(), maxsplit=1)[0]
    return _LANGUAGES.get(primary, primary if len(primary) == 2 and primary.isascii() and primary.isalpha() else "")


def news_record(
    blocks: Iterable[Block],
    *,
    key: str,
    origin: str,
    suggester: str,
    title: str = "",
    language: str | None = "",
    published: str = "",
    outlet: str = "",
    url: str = "",
    names: Mapping[str, str] | None = None,
    meta: Mapping[str, Any] | None = None,
) -> Record | None:
    """The record of these paragraphs; None where there is no text in them.

    `names` are names of persons, organisations and places by label, without offsets: each is suggested wherever it stands
    in the text. Raises AnnotationError where the text holds what is no character.
    """
    article = joined(blocks)
    if not article.text.strip():
        return None
    _refuse_odd(article.text)
    date = iso_date(published)
    kept = {name: value for name, value in (meta or {}).items() if value not in ("", None, [], {}) and plain(value)}
    if published.strip() and not date:
        kept["date"] = published.strip()
    return verify(
        Record(
            key=one_line(key),
            text=article.text,
            title=one_line(title) or derived_title(article.text),
            language=language_of(language),
            published=date,
            source=one_line(outlet),
            url=url.strip(),
            zones=article.zones,
            meta=kept,
            origin=origin,
            suggested=_suggested(article, names or {}),
            suggester=suggester,
            state="new",  # whose names an agency marked nobody has read yet
        )
    )


def with_head(blocks: Sequence[Block], **head: str) -> list[Block]:
    """The paragraphs with a headline, standfirst, byline, dateline (in the order given) that are known from beside the text.

    What the text has already, as such or as one of its first paragraphs, is not put there twice.
    """
    found = list(blocks)
    front = 0
    for kind, given in head.items():
        text = one_line(given)
        if not text or any(block.kind == kind for block in found):
            while front < len(found) and found[front].kind == kind:
                front += 1
            continue
        same = next((place for place, block in enumerate(found[:_FRONT]) if one_line(block.text) == text), None)
        if same is not None:
            found[same] = Block(kind, found[same].text, found[same].marks)
            front = max(front, same + 1)
        else:
            found.insert(front, Block(kind, text))
            front += 1
    return found


def _suggested(article: Article, names: Mapping[str, str]) -> tuple[RecordSpan, ...]:
    found = {(span.start, span.end): span for span in article.spans}
    wanted = {one_line(name): label for name, label in names.items() if len(one_line(name)) >= _SHORTEST_NAME}
    if wanted:
        longest_first = "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))
        for match in re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", article.text):
            found.setdefault(match.span(), RecordSpan(*match.span(), wanted[match.group()]))
    return tuple(sorted(found.values(), key=lambda span: (span.start, -span.end)))


def _refuse_odd(text: str) -> None:
    refuse_nul(text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise AnnotationError("the text holds half a surrogate pair, which is no character") from error
