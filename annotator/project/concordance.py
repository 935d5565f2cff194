"""Every occurrence of a string in the corpus, with what stands there, and one decision for many of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from annotator.model.document import DocumentId, ReviewState
from annotator.model.edit import Edit
from annotator.model.errors import AnnotationError
from annotator.model.folding import Extent, canonical, fold, is_whole, spellings
from annotator.model.steps import Step, Steps, finished
from annotator.project.memory import Memory
from annotator.project.writer import Writer, require_label
from annotator.store import memory
from annotator.store.history import Transaction

CONTEXT = 60
"""Code points shown on either side."""

OccurrenceStatus = Literal["confirmed", "suggested", "rejected", "inside", "nothing"]


class Occurrence(NamedTuple):
    """One place where a string stands."""

    document: DocumentId
    title: str
    published: str
    review: ReviewState
    start: int
    end: int
    left: str
    string: str
    right: str
    status: OccurrenceStatus
    """What stands at exactly that place; "inside" where it lies in a confirmed span, or across its border."""
    label: str
    """The label of that; "" where there is nothing."""


Place = tuple[DocumentId, int, int]


class Concordance(Memory):
    """A string across the corpus."""

    def documents_having(self, text: str) -> list[DocumentId]:
        """The documents that may have a string, in the order of import, by the full-text index."""
        return memory.documents_having(self._store, canonical(text)) if canonical(text) else []

    def occurrences_in(self, ids: Sequence[DocumentId], text: str) -> list[Occurrence]:
        """Every occurrence of a string in those documents, whole words, in reading order; a millisecond for a few documents.

        Spellings count as the string memory has them: a headline in capitals, a capital without its accent.
        """
        patterns = spellings(canonical(text), self.language)
        found: list[Occurrence] = []
        for row in memory.texts(self._store, ids, self.annotator):
            places = _places(row["text"], patterns, self.language)
            if not places:
                continue
            there = memory.standing(self._store, row["id"], self.annotator)
            for start, end in places:
                status, label = _status((start, end), there)
                found.append(
                    Occurrence(
                        DocumentId(row["id"]),
                        row["title"],
                        row["published"],
                        row["state"],
                        start,
                        end,
                        " ".join(row["text"][max(0, start - CONTEXT) : start].split(" ")).replace("\n", " "),
                        " ".join(row["text"][start:end].split()),
                        row["text"][end : end + CONTEXT].replace("\n", " "),
                        status,
                        label,
                    )
                )
        return found

    def apply_to_corpus(self, places: Iterable[Place], decision: Literal["label", "reject"], label: str = "") -> Edit:
        """The same decision at many places of many documents, in one step.

        "label" makes each a span of that label, but where a longer span holds the place or one crosses its border;
        "reject" rejects what is suggested there and deletes what is confirmed. Raises AnnotationError for a label that the
        scheme lacks, a place outside its text, and where nothing would change.
        """
        return finished(self.apply_to_corpus_in_steps(places, decision, label))

    def apply_to_corpus_in_steps(
        self, places: Iterable[Place], decision: Literal["label", "reject"], label: str = ""
    ) -> Steps[Edit]:
        """`apply_to_corpus`, a document at a time."""
        if decision == "label":
            require_label(self.scheme, label)
        by_document: dict[DocumentId, list[Extent]] = {}
        for document, start, end in places:
            by_document.setdefault(document, []).append((start, end))

        def parts(transaction: Transaction) -> Iterator[Step]:
            changed = False
            for number, (document, extents) in enumerate(by_document.items(), 1):
                state = self._taken_up(document)
                writer = Writer(transaction, state, self.annotator)
                for start, end in sorted(extents):
                    if not 0 <= start < end <= len(state.document.text):
                        raise AnnotationError(f"{start}–{end} lies outside the text of {state.document.key}")
                    if decision == "reject":
                        writer.clear((start, end))
                    else:
                        writer.spread((start, end), label)
                if transaction.changes:
                    changed = True
                    self._begin_review(transaction, document)
                yield Step(number, len(by_document))
            if not changed:
                raise AnnotationError("all of these are so already")

        return (yield from self._edit_in_steps("apply_to_corpus", parts))


def _places(text: str, patterns: Sequence[str], language: str) -> list[Extent]:
    folded = fold(text, language)
    found: set[Extent] = set()
    for pattern in patterns:
        at = folded.text.find(pattern)
        while at >= 0:
            end = at + len(pattern)
            if is_whole(folded.text, at, end):
                found.add(folded.original(at, end))
            at = folded.text.find(pattern, at + 1)
    return sorted(found)


def _status(place: Extent, there: Sequence[tuple[int, int, str, str]]) -> tuple[OccurrenceStatus, str]:
    exact = {status: label for start, end, label, status in there if (start, end) == place}
    if "confirmed" in exact:
        return "confirmed", exact["confirmed"]
    for start, end, label, status in there:
        if (
            status == "confirmed"
            and start < place[1]
            and place[0] < end
            and not (place[0] <= start and end <= place[1])
        ):
            return "inside", label
    if "rejected" in exact:
        return "rejected", exact["rejected"]
    return ("suggested", exact["suggested"]) if "suggested" in exact else ("nothing", "")
