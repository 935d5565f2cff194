"""Which column of a table holds what: as named by the person, else guessed from the header."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from annotator.model.errors import AnnotationError


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns, or "" where they are to be guessed; a number stands for a place, the first being 1."""

    text: str = ""
    id: str = ""
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    language: str = ""


ROLES = tuple(field.name for field in fields(Columns))

_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("texte", "text", "contenu", "content", "body", "corps", "article", "fulltext", "maintext"),
        *("articletext", "articlebody", "articlecontent", "textecomplet", "texteintegral", "textarticle"),
        *("textearticle", "textedelarticle", "corpsarticle", "corpsdelarticle"),
    ),
    "id": (
        *("id", "identifiant", "identifier", "key", "cle", "uid", "uuid", "guid"),
        *("docid", "documentid", "articleid", "idarticle", "iddocument"),
    ),
    "title": ("titre", "title", "headline", "articletitle", "titrearticle", "titredelarticle"),
    "date": (
        *("date", "published", "publie", "publieele", "publiele", "publishedat", "publicationdate", "pubdate"),
        *("datepublication", "datedepublication", "datepublished", "dateparution", "datedeparution"),
    ),
    "source": (
        *("source", "media", "journal", "outlet", "publication", "publisher", "newspaper"),
        *("sourcename", "nomdelasource", "nomdujournal", "nomdumedia"),
    ),
    "url": ("url", "link", "lien", "uri", "weburl", "permalink", "adresse"),
    "language": ("langue", "language", "lang", "languagecode"),
}
"""Header names by role, as `simplified` writes them."""


def resolve(header: Sequence[str], wanted: Columns) -> dict[str, int]:
    """The index of each column that is known, by its role; "text" is always there.

    Raises AnnotationError, listing the columns and the option to give, where a named column is not there, where two
    fit a role, or where none is the article's text.
    """
    found: dict[str, int] = {}
    for role in ROLES:
        name = getattr(wanted, role)
        if name:
            found[role] = _named(header, name, role)
    for role in ROLES:
        if role in found:
            continue
        fitting = [
            index
            for index, name in enumerate(header)
            if index not in found.values() and simplified(name) in _NAMES[role]
        ]
        if len(fitting) > 1:
            names = " and ".join(header[index] for index in fitting)
            raise AnnotationError(
                f"the columns {names} could each be the {role}; say which with --{role}-column ({_listed(header)})"
            )
        if fitting:
            found[role] = fitting[0]
    if "text" not in found:
        if len(header) == 1:
            return {"text": 0}
        raise AnnotationError(
            f"no column is clearly the article's text; say which with --text-column ({_listed(header)})"
        )
    return found


def guesses(header: Sequence[str]) -> dict[str, str]:
    """The name of the column that seems to hold each role, where one alone does: what `resolve` takes by itself."""
    found: dict[str, str] = {}
    for role in ROLES:
        fitting = [name for name in header if simplified(name) in _NAMES[role] and name not in found.values()]
        if len(fitting) == 1:
            found[role] = fitting[0]
    if len(header) == 1:
        found["text"] = header[0]
    return found


def simplified(name: str) -> str:
    """A column's name in small letters and digits only, without accents: "Média n° 1" becomes "median1"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]", "", plain.casefold())


@cache
def role_of(name: str) -> str:
    """What a column or a field of that name holds by the names that are usual for it: "date" …; "" where that is not known."""
    plain = simplified(name)
    return next((role for role in ROLES if plain in _NAMES[role]), "")


def distinct(names: Iterable[str]) -> list[str]:
    """The header with a name for each column: a nameless one is called by its place, a second one of a name is numbered."""
    taken: set[str] = set()
    result = []
    for place, name in enumerate(names, 1):
        stem = name.strip() or f"column {place}"
        candidate, number = stem, 1
        while candidate in taken:
            number += 1
            candidate = f"{stem} ({number})"
        taken.add(candidate)
        result.append(candidate)
    return result


def _named(header: Sequence[str], name: str, role: str) -> int:
    for same in (lambda column: column == name, lambda column: simplified(column) == simplified(name)):
        fitting = [index for index, column in enumerate(header) if same(column)]
        if len(fitting) == 1:
            return fitting[0]
    if name.isdecimal() and 1 <= int(name) <= len(header):
        return int(name) - 1
    raise AnnotationError(f"there is no column {name} for --{role}-column ({_listed(header)})")


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(header[:30]) + (", …" if len(header) > 30 else "")
    return f"the columns are: {shown}"
