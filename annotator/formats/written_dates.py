"""Dates in words, as newspapers and press databases write them: « samedi 12 mars 2022 », "March 12, 2022 Saturday"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_MONTHS = tuple(
    tuple(names.split())
    for names in (
        "janvier january januar enero gennaio janeiro januari jaenner",
        "fevrier february februar febrero febbraio fevereiro februari",
        "mars march marz maerz marzo marco maart",
        "avril april abril aprile",
        "mai may mayo maggio maio mei",
        "juin june juni junio giugno junho",
        "juillet july juli julio luglio julho",
        "aout august agosto augustus",
        "septembre september septiembre settembre setembro setiembre",
        "octobre october oktober octubre ottobre outubro",
        "novembre november noviembre novembro",
        "decembre december dezember diciembre dicembre dezembro",
    )
)
"""French, English, German, Spanish, Italian, Portuguese, Dutch, without accents."""
_SHORTEST = 3
_LONGEST = 80
"""No date has more characters."""
_LONGEST_WEEKDAY = len("segunda-feira")
_WORD = r"([^\W\d_]{3,12})\.?"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th|\.|º)?\s+(?:de\s+|d['’])?{_WORD},?\s+(?:de\s+)?(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_MONTH_ALONE = re.compile(rf"{_WORD},?\s+(\d{{4}})(?!\d)")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date that was found in a text."""

    iso: str
    start: int
    end: int


def month_of(word: str) -> int:
    """The month of that name or beginning of a name, 1 to 12; 0 where it is none, or may be several."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    if len(plain) < _SHORTEST:
        return 0
    exact = [at for at, names in enumerate(_MONTHS, 1) if plain in names]
    found = exact or [at for at, names in enumerate(_MONTHS, 1) if any(name.startswith(plain) for name in names)]
    return found[0] if len(found) == 1 else 0


def find_date(text: str) -> WrittenDate | None:
    """The first date with a day, a month in words and a year; None where there is none."""
    found: list[WrittenDate] = []
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in pattern.finditer(text):
            number = month_of(match[month])
            if not number:
                continue
            try:
                iso = date(int(match[3]), number, int(match[day])).isoformat()
            except ValueError:
                continue
            found.append(WrittenDate(iso, *match.span()))
            break
    return min(found, key=lambda each: each.start, default=None)


def written_date(text: str) -> str:
    """The date that a text is, with or without its day of the week, in ISO 8601; "" where it is none, or more than that."""
    if len(text) > _LONGEST:
        return ""
    found = find_date(text)
    if found is None:
        match = _MONTH_ALONE.fullmatch(text.strip())
        month = month_of(match[1]) if match else 0
        return f"{match[2]}-{month:02}" if match and month else ""
    around = (text[: found.start] + " " + text[found.end :]).strip(" ,.-\u00a0")
    return found.iso if not around or (around.replace("-", "").isalpha() and len(around) <= _LONGEST_WEEKDAY) else ""
