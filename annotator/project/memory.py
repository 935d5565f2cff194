"""The string memory as the rest of the program sees it: refreshed, listed, switched."""

from annotator.model.article import ArticleState
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.folding import canonical
from annotator.model.memory import REJECTED, MemoryEntry, commonest
from annotator.project.core import ProjectCore
from annotator.store import annotations, memory


class Memory(ProjectCore):
    """What the annotator's decisions say about strings. None of this is an edit: it follows from edits, undo included."""

    @property
    def memory_active(self) -> bool:
        """Whether the memory suggests; it counts in any case. At first it does; not kept in the file."""
        return self._memory.active

    @memory_active.setter
    def memory_active(self, active: bool) -> None:
        self._memory.active = active

    def refresh_memory(self, document: DocumentId) -> bool:
        """Bring what the memory suggests in a document up to date, in the file and in its state; whether anything changed.

        A document that is done or skipped is left as it is. What somebody has decided about stays. Raises AnnotationError
        where there is no such document.
        """
        state = self.article(document)
        if self.read_only:
            return False
        difference = self._memory.difference(state)
        if not difference:
            return False
        with self._patching(), self._store.transaction(durable=False), self._tallying(document):
            self._memory.write(state, difference)
            annotations.write_tally(self._store, self.annotator, state)
        return True

    def _store_memory(self, document: DocumentId, state: ArticleState | None) -> ArticleState | None:
        """`refresh_memory` within a transaction that is open, for a document that need not be in memory; its state.

        None where nobody had to read it.
        """
        if state is None and self._memory.index.patterns:
            state = annotations.article_state(self._store, document, self.annotator, self._legal, self.judgement)
        if state is not None and self._memory.write(state, self._memory.difference(state)):
            annotations.write_tally(self._store, self.annotator, state)
        return state

    def memory_entries(self) -> list[MemoryEntry]:
        """What the memory has seen, the strings seen most often first."""
        index = self._memory.index
        found = [self._entry(string) for string, counts in index.counts.items() if any(counts.values())]
        return sorted(found, key=lambda entry: (-entry.total, entry.string))

    def memory_of(self, text: str) -> MemoryEntry | None:
        """What the memory has seen of a string, None where it has seen nothing."""
        string = canonical(text)
        return self._entry(string) if any(self._memory.index.counts.get(string, {}).values()) else None

    def _entry(self, string: str) -> MemoryEntry:
        index = self._memory.index
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

    def switch_memory(self, string: str, active: bool | None) -> None:
        """Have a string speak for its other occurrences, or not; None leaves it to the rule.

        A string that is made to speak does so with its commonest label. Articles follow when they are opened. Raises
        AnnotationError for a string that the memory has never seen.
        """
        string = canonical(string)
        if string not in self._memory.index.counts:
            raise AnnotationError(f"the memory has seen no “{string}”")
        with self._store.transaction():
            memory.switch(self._store, string, active)
        self._memory.index.switch(string, active)

    def tend_memory(self) -> None:
        """Make ready what makes the next articles open faster; for when nobody waits."""
        self._memory.index.tend()
