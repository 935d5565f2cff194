"""The string memory at work on a project: counts that follow every edit, and suggestions that follow the counts."""

import json
from collections import OrderedDict, deque
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import replace

from annotator.model.annotation import AnnotatorId
from annotator.model.article import CONFIRMED, ArticleState
from annotator.model.article_view import Suggestion
from annotator.model.document import DocumentId
from annotator.model.edit import Change
from annotator.model.extents import merged
from annotator.model.folding import Extent, spellings
from annotator.model.memory import (
    Counts,
    Difference,
    Match,
    Outer,
    Remembered,
    Standing,
    clusters,
    compose,
    minus,
)
from annotator.model.suggestion import MEMORY, Decision, RunId, SpanSuggestion
from annotator.project.counting import counts_of_edit, extents_of_edit
from annotator.project.name_parts import NameParts, names_of, names_of_edit
from annotator.project.scanned import Scanned
from annotator.project.string_index import StringIndex
from annotator.store import annotations, memory
from annotator.store.database import Store

KEPT_TEXTS = 8
"""Texts whose remembered strings are kept."""
SMALL = 500
"""A memory of no more strings is read when it is first needed: in some twenty milliseconds."""
LONG_TEXT = 20_000
"""Code points from which on comparing a text with the memory takes more than some milliseconds."""
WINDOW = 8_000
"""Code points of a long text that are compared at a time."""
MANY = 200
"""Places to look at anew from which on the whole article is."""
NEAR = 40
"""Of so many places, those next to an edit that are looked at with it where somebody drives `difference_in_steps`: some milliseconds."""

Proposed = tuple[SpanSuggestion, Decision | None]


class Remembering:
    """One annotator's memory in one project. Its writes belong to transactions that the caller opens."""

    def __init__(self, store: Store, annotator: AnnotatorId, language: str) -> None:
        self._store = store
        self._annotator = annotator
        self._language = language
        self._index: StringIndex | None = None
        self._reading: Generator[None, None, None] | None = None
        self._since: deque[Counts] = deque()  # what was counted since the reading began
        self._runs: frozenset[RunId] | None = None
        self._texts: OrderedDict[DocumentId, Scanned] = OrderedDict()
        # those of whose strings something else is believed in more places than were looked at
        self._late: set[DocumentId] = set()
        self.turned: dict[str, None] = {}
        """The strings of which something else is believed than when they were taken from here, oldest first."""
        self.active = True
        """Whether it suggests; it counts in any case."""
        self.patient = False
        """Whether somebody drives `read_on` and `difference_in_steps`: what takes long waits for them, nothing is suggested."""

    @property
    def ready(self) -> bool:
        """Whether the counts have been read, or can be in no time."""
        if self._index is not None or not self.patient:
            return True
        return self._reading is None and not memory.has_more_than(self._store, self._annotator, SMALL)

    @property
    def index(self) -> StringIndex:
        """The counts; all that has not been read yet is read now."""
        if self._index is None and self._reading is None:
            self._index = StringIndex(
                self._language,
                memory.strings(self._store, self._annotator),
                memory.nested(self._store, self._annotator),
                memory.switches(self._store),
            )
        while self._index is None:
            self.read_on()
        return self._index

    def read_on(self) -> bool:
        """Read a part of the counts, a millisecond or two; whether there is more. In no transaction."""
        if self._index is None:
            self._reading = self._reading or self._read()
            next(self._reading, None)
        return self._index is None

    def _read(self) -> Generator[None, None, None]:
        index = StringIndex(self._language, switches=memory.switches(self._store))
        with self._store.snapshot() as connection:
            yield from index.read(*memory.unread(connection, self._annotator))
        while self._since:
            index.add(self._since.popleft())
            yield
        self._index, self._reading = index, None

    def forget(self) -> None:
        """Read everything anew when it is next needed: the file may say something else."""
        if self._reading is not None:
            self._reading.close()
        self._index = self._reading = None
        self._since.clear()
        self._runs = None
        self._texts.clear()

    def switch(self, string: str, active: bool | None) -> None:
        """Have a string speak, or not, whatever the rule says; None leaves it to the rule."""
        index = self.index
        memory.switch(self._store, string, active)
        index.switch(string, active)
        self.turned.update(dict.fromkeys(spellings(string, self._language)))

    def runs(self) -> frozenset[RunId]:
        """The runs that are the memory's."""
        if self._runs is None:
            self._runs = frozenset(self._store.column("SELECT id FROM runs WHERE pipeline = ?", [MEMORY]))
        return self._runs

    def scanned(self, state: ArticleState) -> Scanned:
        """The remembered strings of an article, all that there are by now."""
        found = self._known(state)
        if found is None:
            names = names_of(state.document.text, state.spans(CONFIRMED))
            found = Scanned(state.document.text, self._language, self.index, names)
            self._keep(state.document.id, found)
        found.catch_up()
        return found

    def _at_hand(self, state: ArticleState) -> Scanned:
        """`scanned`; in a long text, where somebody drives `difference_in_steps`, without the strings that have just come."""
        known = self._known(state) if self.patient and len(state.document.text) > LONG_TEXT else None
        return known or self.scanned(state)

    def matches_in(self, state: ArticleState, extent: Extent) -> list[Match]:
        """What is believed of the strings that overlap an extent of an article; in a long one, of those looked for so far."""
        return self._at_hand(state).overlapping(*extent)

    def _known(self, state: ArticleState) -> Scanned | None:
        document = state.document.id
        found = self._texts.get(document)
        if found is None or found.text != state.document.text:
            return None
        self._texts.move_to_end(document)
        return found

    def _keep(self, document: DocumentId, scanned: Scanned) -> None:
        self._texts[document] = scanned
        self._texts.move_to_end(document)
        while len(self._texts) > KEPT_TEXTS:
            short = (each for each, other in self._texts.items() if len(other.text) <= LONG_TEXT)
            del self._texts[next(short, next(iter(self._texts)))]

    def speaks(self, state: ArticleState) -> bool:
        """Whether it has something to say of an article at once."""
        return self.active and not self._unread(state)

    def waits(self, state: ArticleState) -> bool:
        """Whether comparing an article is left to `read_on` and `difference_in_steps`, all of it or what is far from an edit."""
        return self._unread(state) or (self.patient and state.document.id in self._late)

    def _unread(self, state: ArticleState) -> bool:
        if not self.ready:
            return True
        return self.patient and len(state.document.text) > LONG_TEXT and self._known(state) is None

    # Counting

    def count(self, state: ArticleState, changes: Sequence[Change]) -> tuple[list[Extent], set[str]]:
        """Count what an edit has changed in one article, whose state is patched already.

        Returns where it changed something, and the strings of which something else is believed now.
        """
        counts = counts_of_edit(self._store, state, changes)
        turned = self._follow_names(state, changes)
        if any(counts.strings.values()) or any(counts.nested.values()):
            index = self.index if self.ready else None  # read before the file is changed
            memory.add(self._store, self._annotator, counts)
            if index is not None:
                others = index.add(counts)
                self.turned.update(dict.fromkeys(others))
                turned |= others | self._parts_decided(state, counts)
            elif self._reading is not None:
                self._since.append(counts)
        return extents_of_edit(state, changes), turned

    def _follow_names(self, state: ArticleState, changes: Sequence[Change]) -> set[str]:
        """Have the parts of the names that an edit brought or took follow it; the strings in question."""
        names = names_of_edit(state.document.text, changes)
        if not names:
            return set()
        if (scanned := self._known(state)) is not None:
            scanned.name(names)
        return NameParts(self._language).patterns(names)

    def _parts_decided(self, state: ArticleState, counts: Counts) -> set[str]:
        """Those of the strings just counted that are parts of the article's names: they speak for themselves now, or no longer."""
        scanned = self._known(state)
        if scanned is None:
            return set()
        patterns = (pattern for string, _ in counts.strings for pattern in spellings(string, self._language))
        return scanned.parts_among(patterns)

    def follow(self, state: ArticleState, touched: Sequence[Extent], turned: Collection[str]) -> None:
        """Suggest in an article what follows from an edit that has been counted."""
        if not (touched or turned) or state.review.state in ("done", "skipped") or self._unread(state):
            return
        scanned = self._at_hand(state)
        places = [*touched, *scanned.places(turned)]
        if scanned.behind:
            self.write(state, self.difference(state, touched))
            self._late.add(state.document.id)
        elif len(places) <= MANY:
            self.write(state, self.difference(state, places))
        elif self.patient:
            here = touched[0][0] if touched else 0
            self.write(state, self.difference(state, sorted(places, key=lambda place: abs(place[0] - here))[:NEAR]))
            self._late.add(state.document.id)
        else:
            self.write(state, self.difference(state))

    def follow_other(self, change: Change) -> None:
        """Count what an edit has changed in a span of somebody else: a label that was renamed."""
        before, after = change.before, change.after
        assert before is not None
        assert after is not None
        document, owner = after["document"], after["annotator"]
        now = memory.document_counts(self._store, document, owner)
        then = memory.document_counts(self._store, document, owner, but={after["id"]: before["label"]})
        memory.add(self._store, owner, minus(now, then))

    # Suggesting

    def difference(self, state: ArticleState, places: Sequence[Extent] | None = None) -> Difference:
        """What has to change, near those places or in the whole article."""
        difference = Difference()
        if places is None:
            scanned = self.scanned(state)
            spans = state.spans(CONFIRMED)
            self._compare(
                state, scanned.matches(), [Outer(span.start, span.end, span.label) for span in spans], None, difference
            )
            return difference
        scanned = self._at_hand(state)
        done: set[Extent] = set()
        for place in places:
            reach, matches, confirmed = self._around(state, scanned, place)
            if reach not in done:
                done.add(reach)
                self._compare(state, matches, confirmed, reach, difference)
        return difference

    def difference_in_steps(self, state: ArticleState) -> Iterator[Difference]:
        """`difference` of a long article, a piece of the text at a time; empty ones come while it is looked through."""
        self._late.discard(state.document.id)
        scanned = self._known(state)
        if scanned is None:
            scanned = Scanned.begun(state.document.text, self._language, self.index)
            names = names_of(state.document.text, state.spans(CONFIRMED))
            for _ in scanned.in_steps(self._language, names):
                yield Difference()
            self._keep(state.document.id, scanned)
        elif scanned.behind:
            scanned.catch_up()
            yield Difference()
        at = 0
        while at < len(scanned.text):
            reach, matches, confirmed = self._around(state, scanned, (at, min(at + WINDOW, len(scanned.text))))
            difference = Difference()
            self._compare(state, matches, confirmed, reach, difference)
            yield difference
            at = reach[1]

    def _around(self, state: ArticleState, scanned: Scanned, place: Extent) -> tuple[Extent, list[Match], list[Outer]]:
        """Everything that overlaps what overlaps that place, and so on; and how far that reaches."""
        reach = place
        while True:
            matches = scanned.overlapping(*reach)
            confirmed = [Outer(s.start, s.end, s.label) for s in state.spans_in(*reach, CONFIRMED)]
            proposed = [(one.start, one.end) for one, _ in state.proposed(reach)]
            ends = [*((m.start, m.end) for m in matches), *((o.start, o.end) for o in confirmed), *proposed, reach]
            wider = (min(start for start, _ in ends), max(end for _, end in ends))
            if wider == reach:
                return reach, matches, confirmed
            reach = wider

    def _compare(
        self,
        state: ArticleState,
        matches: list[Match],
        confirmed: list[Outer],
        reach: Extent | None,
        difference: Difference,
    ) -> None:
        own: list[Proposed] = []
        others: list[SpanSuggestion] = []
        rejected: set[Extent] = set()
        runs = self.runs()
        for one, decision in state.proposed(reach):
            if decision is not None and decision.outcome == "rejected":
                rejected.add((one.start, one.end))
            if one.run in runs:
                own.append((one, decision))
            elif decision is None and (one.active or one.silenced):
                others.append(one)
        wanted: dict[tuple[int, int, str], Remembered] = {}
        silenced: set[int] = set()
        if self.active and state.review.state not in ("done", "skipped"):
            text = state.document.text
            standing = [Standing(one.id, one.start, one.end, one.label) for one in others]
            for group in clusters(matches, standing, confirmed):
                found = compose(*group, lambda outer, match: self.index.inner(outer, match, text))
                silenced |= found.silenced
                wanted.update({(span.start, span.end, span.label): span for span in found.spans})
        elif state.review.state in ("done", "skipped"):
            return
        for one, decision in own:
            span = wanted.pop((one.start, one.end, one.label), None)
            if decision is None and span is None and one.active:
                difference.remove.append(one)
            elif decision is None and span is not None and not one.active:
                difference.restore.append(one)
        difference.add += [span for (start, end, _), span in wanted.items() if (start, end) not in rejected]
        for one in others:
            if one.active and one.id in silenced:
                difference.silence.append(one)
            elif one.silenced and one.id not in silenced:
                difference.unsilence.append(one)

    def write(self, state: ArticleState, difference: Difference) -> bool:
        """Make it so, in the file and in the state; whether there was anything to do."""
        if not difference:
            return False
        gone: list[int] = []
        new: list[Suggestion] = []
        for one in difference.remove:
            gone.append(one.id)
            if annotations.remembered(self._store, one.id):
                new.append(self._marked(one, 0))
            else:
                self._store.execute("DELETE FROM suggestions WHERE id = ?", [one.id])
        for ones, mark in ((difference.restore, 1), (difference.silence, 2), (difference.unsilence, 1)):
            for one in ones:
                gone.append(one.id)
                new.append(self._marked(one, mark))
        if difference.add:
            new += annotations.insert_spans(self._store, self._run(), state.document.id, difference.add)
        before = list(state.changed)
        state.changed = merged([*before, *state.replace_suggestions(gone, new)])
        return True

    def _marked(self, one: SpanSuggestion, mark: int) -> SpanSuggestion:
        self._store.execute("UPDATE suggestions SET active = ? WHERE id = ?", [mark, one.id])
        return replace(one, active=mark == 1, silenced=mark == 2)

    def _run(self) -> RunId:
        runs = self.runs()
        if runs:
            return max(runs)
        run = annotations.start_run(self._store, MEMORY, "", "", json.dumps({}))
        self._runs = frozenset({run})
        return run
