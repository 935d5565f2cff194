"""What the article list asks of a project, and what it gets."""

from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import AnnotatorId
from annotator.model.document import DocumentId, ReviewState

QueueOrder = Literal["import", "oldest", "date", "review", "uncertain"]


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents, and in what order."""

    search: str = ""
    """Words, all of which the title or the text must hold, the last as a beginning; accents and case do not matter.

    What looks like a file's name or an id (`matin_1911-03-12`) may also be a part of the document's key, a day or a month
    (`12/03/1911`, `1911-03`) that of its publication.
    """
    titles_only: bool = False
    """Whether `search` is about the title alone."""
    states: tuple[ReviewState, ...] = ()
    """Any state where empty."""
    flagged: bool | None = None
    source: str = ""
    language: str = ""
    published_from: str = ""
    """ISO 8601 date, inclusive; "" for no bound."""
    published_to: str = ""
    """ISO 8601 date, inclusive."""
    pending: bool | None = None
    """True: only documents with suggestions to review; False: only those without."""
    order: QueueOrder = "import"
    """By import, by date (oldest or newest first, undated last), by most to review, or by the summed uncertainty of what is pending."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the article list."""

    id: DocumentId
    key: str
    title: str
    source: str
    published: str
    language: str
    state: ReviewState
    flag: bool
    commented: bool
    pending: int
    """Suggestions to review."""
    confirmed: int
    """Spans and relations."""
    copy_of: DocumentId | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an annotator is with the corpus, in documents; `pending` counts suggestions."""

    total: int
    done: int
    in_progress: int
    skipped: int
    pending: int


@dataclass(frozen=True, slots=True)
class Annotator:
    """Someone who annotates."""

    id: AnnotatorId
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `check` found."""

    kind: str
    message: str
    document: DocumentId | None = None
    key: str = ""
    extent: tuple[int, int] | None = None
