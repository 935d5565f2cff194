"""The line under the headline: outlet and date, or the file's name, number of words, reading time."""

import re

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from annotator.model.document import Document
from annotator.ui.wording import Counts

NO_BREAK = "\u00a0"
WORDS_A_MINUTE = 230
LONGEST_KEY = 48
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def meta_line(document: Document, language: str) -> str:
    """Outlet · date · N words · reading time, what is known of them, in that language.

    An article with neither outlet nor date has the end of its key, which mostly is its file's name.
    """
    parts: list[str] = []
    if document.source:
        parts.append(document.source.upper())
    if document.published:
        parts.append(shown_date(document.published, language))
    if not parts and document.key != document.title and document.text:
        parts.append(document.key if len(document.key) <= LONGEST_KEY else f"…{document.key[1 - LONGEST_KEY :]}")
    words = len(document.text.split())
    if words:
        counts = Counts()
        minutes = max(1, round(words / WORDS_A_MINUTE))
        parts.append(counts.words(words))
        parts.append(counts.time_to_read(minutes))
    whole = [part.replace(" ", NO_BREAK) for part in parts]
    return (3 * NO_BREAK + "·" + 3 * " ").join(whole)


def shown_date(published: str, language: str) -> str:
    """An ISO 8601 date as it is written out in that language; what it says itself where it is none."""
    match = _DATE.match(published)
    date = QDate(*map(int, match.groups())) if match else QDate()
    if not date.isValid():
        return published
    here = QLocale()
    locale = here if here.name().startswith(f"{language}_") else QLocale(language or "en")
    shown = locale.toString(date, QLocale.FormatType.LongFormat)
    return shown[:1].upper() + shown[1:]


def empty_text() -> str:
    """What an article without text says."""
    return QCoreApplication.translate("ArticleView", "This article has no text.")
