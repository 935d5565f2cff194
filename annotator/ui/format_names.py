"""What the window calls the formats, and what they can't hold: the words of their table, for the catalogue."""

from annotator.formats.catalogue import FORMATS, Format
from annotator.ui.wording import QT_TRANSLATE_NOOP, translate

_TITLES = (
    QT_TRANSLATE_NOOP("Formats", "JSON lines"),
    QT_TRANSLATE_NOOP("Formats", "CSV"),
    QT_TRANSLATE_NOOP("Formats", "TSV"),
    QT_TRANSLATE_NOOP("Formats", "Plain text"),
    QT_TRANSLATE_NOOP("Formats", "Table of spans"),
    QT_TRANSLATE_NOOP("Formats", "Table of relations"),
    QT_TRANSLATE_NOOP("Formats", "Graph of relations (GraphML)"),
)
"""The titles that are words; those that are names are the same in every language."""
_UNREADABLE = QT_TRANSLATE_NOOP("Formats", "cannot be read")
_LOSSES = (
    QT_TRANSLATE_NOOP("Losses", "titles, dates and outlets"),
    QT_TRANSLATE_NOOP("Losses", "states, flags and comments"),
    QT_TRANSLATE_NOOP("Losses", "spans that overlap a longer one"),
    QT_TRANSLATE_NOOP("Losses", "spans of nothing but blanks"),
    QT_TRANSLATE_NOOP("Losses", "relations"),
    QT_TRANSLATE_NOOP("Losses", "what stands between words"),
    QT_TRANSLATE_NOOP("Losses", "events"),
    QT_TRANSLATE_NOOP("Losses", "attributes"),
    QT_TRANSLATE_NOOP("Losses", "normalizations"),
    QT_TRANSLATE_NOOP("Losses", "equivalences"),
    QT_TRANSLATE_NOOP("Losses", "notes"),
    QT_TRANSLATE_NOOP("Losses", "relations of events"),
    QT_TRANSLATE_NOOP("Losses", "relations of more than two"),
    QT_TRANSLATE_NOOP("Losses", "discontinuous spans, shown as one"),
    QT_TRANSLATE_NOOP("Losses", "tags of other layers"),
    QT_TRANSLATE_NOOP("Losses", "relations of other layers"),
    QT_TRANSLATE_NOOP("Losses", "features beside the label"),
    QT_TRANSLATE_NOOP("Losses", "spans of no width"),
    QT_TRANSLATE_NOOP("Losses", "annotations of other views"),
    QT_TRANSLATE_NOOP("Losses", "type systems"),
    QT_TRANSLATE_NOOP("Losses", "documents as they were before they were annotated"),
    QT_TRANSLATE_NOOP("Losses", "documents with characters that XML can't hold"),
    QT_TRANSLATE_NOOP("Losses", "cancelled annotations"),
    QT_TRANSLATE_NOOP("Losses", "drafts"),
    QT_TRANSLATE_NOOP("Losses", "choices and other fields"),
    QT_TRANSLATE_NOOP("Losses", "ignored tasks"),
    QT_TRANSLATE_NOOP("Losses", "choices"),
    QT_TRANSLATE_NOOP("Losses", "categories"),
    QT_TRANSLATE_NOOP("Losses", "whole texts"),
    QT_TRANSLATE_NOOP("Losses", "other annotations"),
    QT_TRANSLATE_NOOP("Losses", "spans that no relation joins"),
    QT_TRANSLATE_NOOP("Losses", "flags and comments"),
    QT_TRANSLATE_NOOP("Losses", "files about the corpus, such as a README"),
    QT_TRANSLATE_NOOP("Losses", "items without text"),
    QT_TRANSLATE_NOOP("Losses", "pictures, sound, video and graphics"),
    QT_TRANSLATE_NOOP("Losses", "cancelled or withheld items"),
    QT_TRANSLATE_NOOP("Losses", "packages, which refer to other items"),
    QT_TRANSLATE_NOOP("Losses", "concepts, events, plans and catalogues"),
    QT_TRANSLATE_NOOP("Losses", "items of data, such as results"),
    QT_TRANSLATE_NOOP("Losses", "events and plans"),
    QT_TRANSLATE_NOOP("Losses", "feeds without entries"),
    QT_TRANSLATE_NOOP("Losses", "entries without text"),
    QT_TRANSLATE_NOOP("Losses", "empty pages"),
)
"""What a format has no place for, what a source has that is kept aside or left out: each as the formats say it."""


def format_title(known: Format) -> str:
    """A format's title."""
    return translate("Formats", known.title)


def format_text(name: str) -> str:
    """The title of the format of that name; "" is for what is in none."""
    return next((format_title(known) for known in FORMATS if known.name == name), translate("Formats", _UNREADABLE))


def loss_text(what: str) -> str:
    """What has no place in a format, as the table or a writer says it."""
    return translate("Losses", what)


def readable_endings() -> list[str]:
    """The endings of the files that can be imported, sorted, those of packed files among them."""
    endings = {ending for known in FORMATS if known.reads for ending in known.endings}
    return sorted(endings | {".json", ".gz", ".zip"})
