"""What the exports of press databases share: many articles in one file, lines that tell of an article and are no text of it."""

import re
import zlib
from typing import Any

from annotator.formats.html_page import page_text
from annotator.formats.limits import MEGABYTE
from annotator.formats.sources import MAX_RECORD_BYTES, SourceFile, opened
from annotator.model.errors import AnnotationError

RIGHTS = re.compile(
    r"\s*(?:©|\(c\)\s|copyright\b)|.{0,200}\b(?:all rights reserved|tous droits r[ée]serv[ée]s|alle rechte vorbehalten"
    r"|todos los derechos reservados|tutti i diritti riservati)\W*$",
    re.IGNORECASE,
)
"""How a line that says whose an article is begins or ends."""
_LONGEST_LINE = 400
"""How far a line that tells of an article is looked at: what is longer is text, or made to take long."""
WORDS = re.compile(
    r"(?<!\d)(\d{1,3}(?:[\s.,\u202f\u00a0]\d{3})+|\d+)\s+(?:words?|mots?|w[öo]rter|palabras|parole|palavras|woorden)\b",
    re.IGNORECASE,
)
"""How long an article is, in words."""
_LANGUAGES = {
    name: code
    for code, names in {
        "fr": "french français francais französisch francés francese",
        "en": "english anglais englisch inglés inglese",
        "de": "german allemand deutsch alemán tedesco",
        "es": "spanish espagnol spanisch español spagnolo",
        "it": "italian italien italienisch italiano",
        "pt": "portuguese portugais portugiesisch portugués portoghese português",
        "nl": "dutch néerlandais niederländisch neerlandés olandese nederlands",
        "ar": "arabic arabe arabisch árabe arabo",
        "zh": "chinese chinois chinesisch chino cinese",
        "ru": "russian russe russisch ruso russo",
        "pl": "polish polonais polnisch polaco polacco",
        "ja": "japanese japonais japanisch",
        "sv": "swedish suédois schwedisch",
        "da": "danish danois dänisch",
        "nb": "norwegian norvégien norwegisch",
        "ca": "catalan katalanisch",
        "tr": "turkish turc türkisch",
        "el": "greek grec griechisch",
        "ro": "romanian roumain rumänisch",
    }.items()
    for name in names.split()
}


def language_named(name: str) -> str:
    """The ISO 639-1 code of a language that is named in words ("French", « FRANÇAIS; FRENCH »); "" where it is none of those known."""
    first = re.split(r"[;,/ ]", name.strip().casefold(), maxsplit=1)[0]
    return _LANGUAGES.get(first, "")


def words_of(text: str) -> int | None:
    """How many words a line says an article has; None where it does not say so."""
    match = WORDS.search(text[:_LONGEST_LINE])
    return int(re.sub(r"\D", "", match[1])) if match else None


def whole(source: SourceFile) -> bytes:
    """All bytes of an export. Raises AnnotationError where it is too long to be held, and what `opened` raises."""
    with opened(source) as stream:
        data = stream.read(MAX_RECORD_BYTES + 1)
    if len(data) > MAX_RECORD_BYTES:
        raise AnnotationError(f"it is an export of more than {MAX_RECORD_BYTES // MEGABYTE} MB; export in pieces")
    return data


def holds(source: SourceFile, sign: re.Pattern[bytes]) -> bool:
    """Whether an export that can be read has this sign anywhere. Raises OSError."""
    try:
        return sign.search(whole(source)) is not None
    except (AnnotationError, EOFError, zlib.error):
        return False


def page_tree(source: SourceFile) -> Any:
    """An export as a tree of HTML, None where there is nothing in it. Nothing is fetched. Raises AnnotationError."""
    from lxml import etree

    text = page_text(whole(source))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def classes(element: Any) -> list[str]:
    """The classes of an element of HTML."""
    return (element.get("class") or "").split()
