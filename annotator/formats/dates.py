"""Dates as newsrooms' tables write them, as ISO 8601."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from annotator.formats.written_dates import written_date

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::\d{2})?)?")


def iso_date(text: str) -> str:
    """The date or date and time in ISO 8601, or "" where it is not understood.

    In 03/04/2024 the day comes first, as in France, unless that makes no date (03/25/2024).
    """
    text = text.strip()
    if _ISO.fullmatch(text):
        try:
            datetime.fromisoformat(text if len(text) > 7 else f"{text}-01-01"[:10])
        except ValueError:
            return ""
        return text.replace(" ", "T", 1) if len(text) > 10 else text
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(*(int(part) for part in match.groups() if part is not None))
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        return iso_date(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone or ''}")
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year, hour, minute = match.groups()
        found = _date(int(year), int(second), int(first)) or _date(int(year), int(first), int(second))
        if found and hour:
            return f"{found}T{int(hour):02}:{minute}" if int(hour) < 24 and int(minute) < 60 else ""
        return found
    if in_words := written_date(text):
        return in_words
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _date(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
