"""The string memory as the rest of the program sees it: refreshed, listed, switched."""

from collections import deque
from collections.abc import Iterator

from annotator.model.article import CONFIRMED, ArticleState
from annotator.model.article_view import ArticleSpan
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.folding import canonical, fold
from annotator.model.memory import REJECTED, Difference, MemoryEntry, commonest
from annotator.project.core import ProjectCore
from annotator.project.name_parts import has_part
from annotator.project.remembering import Remembering
from annotator.project.string_index import StringIndex
from annotator.store import annotations, memory
from annotator.store.database import Store


class Memory(ProjectCore):
    """What the annotator's decisions say about strings. None of this is an edit: it follows from edits, undo included."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._memory_waiting: deque[DocumentId] = deque()
        self._memory_followed = False
        super().__init__(store, annotator)
        if not self.read_only and self.setting("memory"):
            with self._store.transaction():
                memory.recount(self._store)
                self._store.execute("DELETE FROM settings WHERE name = 'memory'")

    @property
    def memory_active(self) -> bool:
        """Whether the memory suggests; it counts in any case. At first it does; not kept in the file."""
        return self._memory.active

    @memory_active.setter
    def memory_active(self, active: bool) -> None:
        self._memory.active = active

    def use_annotator(self, name: str) -> None:
        """Work as that annotator from now on, with that annotator's memory."""
        before: Remembering | None = getattr(self, "_memory", None)
        super().use_annotator(name)
        if before is not None:
            before.forget()
            self._memory.patient = before.patient

    def close(self) -> None:
        """Let go of the file. Everything acknowledged is in it already."""
        self._memory.forget()
        super().close()

    def nested_labels(self) -> tuple[tuple[str, str], ...]:
        """(outer, inner) labels whose spans lie in one another often enough where they can, sorted; none while the memory is being read."""
        return self._memory.index.nested_labels() if self._memory.ready else ()

    @property
    def memory_patient(self) -> bool:
        """Whether `read_memory` and `refresh_memory_in_steps` are called in pauses, so that nothing else waits for them."""
        return self._memory.patient

    @memory_patient.setter
    def memory_patient(self, patient: bool) -> None:
        self._memory.patient = patient

    @property
    def memory_ready(self) -> bool:
        """Whether the memory can suggest; where it is large and `memory_patient`, only once `read_memory` has said so."""
        return self._memory.ready

    def read_memory(self) -> bool:
        """Read a part of the memory, a millisecond or two; whether there is more."""
        return self._memory.read_on()

    def refresh_memory(self, document: DocumentId) -> bool:
        """Bring what the memory suggests in a document up to date, in the file and in its state; whether anything changed.

        A document that is done or skipped is left as it is. What somebody has decided about stays. Raises AnnotationError
        where there is no such document.
        """
        state = self.article(document)
        if self.read_only or self._memory.waits(state):
            return False
        return self._write_difference(state, self._memory.difference(state))

    def memory_waits(self, document: DocumentId) -> bool:
        """Whether `refresh_memory` leaves that document to `read_memory` and `refresh_memory_in_steps`."""
        return self._memory.waits(self.article(document))

    def refresh_memory_in_steps(self, document: DocumentId) -> Iterator[bool]:
        """`refresh_memory` of a long article, once `memory_ready`: a piece at a time, each with whether it changed anything."""
        state = self.article(document)
        if not self.read_only:
            for difference in self._memory.difference_in_steps(state):
                state.changed = []  # else each piece would have all of those before it drawn anew
                yield self._write_difference(state, difference)

    def _write_difference(self, state: ArticleState, difference: Difference) -> bool:
        if not difference:
            return False
        document = state.document.id
        with self._patching(), self._store.transaction(durable=False), self._tallying(document):
            self._memory.write(state, difference)
            annotations.write_tally(self._store, self.annotator, state)
        return True

    def _store_memory(self, document: DocumentId, state: ArticleState | None) -> tuple[ArticleState | None, bool]:
        """`refresh_memory` within a transaction that is open, for a document that need not be in memory.

        Its state, None where nobody had to read it, and whether anything changed.
        """
        if not self._memory.ready:
            return state, False
        if state is None and self._memory.index.patterns:
            state = annotations.article_state(self._store, document, self.annotator, self._legal, self.judgement)
        if state is None or self._memory.waits(state) or not self._memory.write(state, self._memory.difference(state)):
            return state, False
        annotations.write_tally(self._store, self.annotator, state)
        return state, True

    def memory_entries(self) -> list[MemoryEntry]:
        """What the memory has seen, the strings seen most often first."""
        index = self._memory.index
        found = [_entry(index, string) for string, counts in index.counts.items() if any(counts.values())]
        return sorted(found, key=lambda entry: (-entry.total, entry.string))

    def memory_of(self, text: str) -> MemoryEntry | None:
        """What the memory has seen of a string, None where it has seen nothing."""
        string = canonical(text)
        if self._memory.ready:
            index = self._memory.index
        else:
            counts = memory.counts_of(self._store, self.annotator, string)
            index = StringIndex(self.language, counts, [], memory.switches(self._store))
        return _entry(index, string) if any(index.counts.get(string, {}).values()) else None

    def name_around(self, document: DocumentId, span: ArticleSpan) -> str | None:
        """The confirmed name that those words are taken for a part of, in their own article; None where they are not.

        Raises AnnotationError where there is no such document.
        """
        state = self.article(document)
        text = state.document.text
        pattern = fold(text[span.start : span.end], self.language).text
        named = (one for one in state.spans(CONFIRMED) if one.label == span.label)
        return next(
            (name for one in named if has_part(name := text[one.start : one.end], pattern, self.language)), None
        )

    def switch_memory(self, string: str, active: bool | None) -> None:
        """Have a string speak for its other occurrences, or not; None leaves it to the rule.

        A string that is made to speak does so with its commonest label. Articles follow when they are opened. Raises
        AnnotationError for a string that the memory has never seen.
        """
        string = canonical(string)
        if string not in self._memory.index.counts:
            raise AnnotationError(f"the memory has seen no “{string}”")
        with self._patching(), self._store.transaction():
            self._patched = True
            self._memory.switch(string, active)

    def follow_memory(self, count: int) -> bool:
        """Bring up to date a few of the documents that are not open and have strings that were decided about lately.

        Whether there are more. A few milliseconds each time, for pauses; what is not reached follows when it is opened.
        """
        if not self._memory.ready:
            return False
        if not self._memory_waiting:
            turned = self._memory.turned
            if not turned:
                return False
            pattern = next(iter(turned))
            del turned[pattern]
            own = memory.documents_with(self._store, pattern, self.annotator)
            self._memory_waiting.extend(id for id in own if id not in self._states)
            return bool(turned or self._memory_waiting)
        with self._patching(), self._store.transaction(durable=False):
            for _ in range(min(count, len(self._memory_waiting))):
                document = self._memory_waiting.popleft()
                with self._tallying(document):
                    self._memory_followed |= self._store_memory(document, self._states.get(document))[1]
        return bool(self._memory_waiting or self._memory.turned)

    def memory_followed(self) -> bool:
        """Whether `follow_memory` has changed what waits in some document since this was asked last."""
        followed, self._memory_followed = self._memory_followed, False
        return followed


def _entry(index: StringIndex, string: str) -> MemoryEntry:
    counts = index.counts[string]
    top = commonest(counts)
    return MemoryEntry(
        string,
        top.label if top else REJECTED,
        top.n if top else 0,
        sum(counts.values()),
        counts.get(REJECTED, 0),
        index.belief_of(string) is not None,
        index.switches.get(string),
    )
