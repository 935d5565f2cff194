"""An article: its text, verbatim, and what is known about it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NewType

from annotator.model.wrapping import unwrapped

DocumentId = NewType("DocumentId", int)

ReviewState = Literal["new", "in_progress", "done", "skipped"]
REVIEW_STATES: tuple[ReviewState, ...] = ("new", "in_progress", "done", "skipped")


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the article (headline, dateline, byline, caption, body …) over the document's own offset space."""

    start: int
    """First code point, inclusive."""
    end: int
    """Last code point, exclusive."""
    kind: str
    found: bool = False
    """Whether rules found it; else the source or a person says so."""


@dataclass(frozen=True, slots=True)
class Document:
    """A stored article. `text` is what the source held, CR and NBSP included; every offset counts its code points."""

    id: DocumentId
    key: str
    """The source's own identifier, unique in the project."""
    title: str
    text: str
    language: str = ""
    """ISO 639-1 code, or "" where it is not known."""
    published: str = ""
    """ISO 8601 date or date and time, or ""."""
    source: str = ""
    """The outlet."""
    url: str = ""
    zones: tuple[Zone, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    copy_of: DocumentId | None = None
    """The first document with the very same text, where there is one."""


@dataclass(frozen=True, slots=True)
class Review:
    """Where one annotator stands with one document."""

    state: ReviewState = "new"
    flag: bool = False
    comment: str = ""
    active_seconds: float = 0.0


def text_digest(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hexadecimal; lone surrogates count as their code points."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def derived_title(text: str, *, limit: int = 110) -> str:
    """The first line that is not blank, cut at a word, for a document that came without a title.

    A line that ends within a word or a sentence, as in a scanned column, goes on in the next one.
    """
    opening = unwrapped(text, limit)
    if len(opening) <= limit:
        return opening
    return opening[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
