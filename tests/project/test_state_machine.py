"""Every user action in any order: what is in memory is what the file says, and undo and redo go back and forth exactly."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.model.annotation import Ref
from annotator.model.article import ArticleState
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel
from annotator.model.record import Record
from annotator.model.suggestion import ProposedRelation, ProposedSpan
from annotator.project import Project
from annotator.store import memory

TEXT = "Ana 😀 voit Paris et\r\nAna aime Paris, dit Ana à Léo."
SCHEME = LabelScheme(
    "test",
    (Label("PER", key="1"), Label("LOC", key="2"), Label("ORG", key="3")),
    (
        RelationLabel("in", key="i", legal=(("PER", "LOC"), ("ORG", "LOC"))),
        RelationLabel("meets", key="m", legal=(("PER", "PER"),), symmetric=True),
        RelationLabel("any", key="a"),
    ),
)
LABELS = st.sampled_from(["PER", "LOC", "ORG"])
RELATION_LABELS = st.sampled_from(["in", "meets", "any"])
EXTENTS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda x: (x[0], min(x[0] + x[1], len(TEXT)))
)
SUGGESTED = [
    ProposedSpan(0, 3, "PER", 0.9),
    ProposedSpan(11, 16, "LOC", 0.8),
    ProposedSpan(21, 24, "PER", 0.7),
    ProposedSpan(21, 35, "ORG", None),
    ProposedSpan(30, 35, "LOC", 0.6),
    ProposedSpan(48, 51, "PER", 0.2),
]
SUGGESTED_RELATIONS = [
    ProposedRelation((0, 3), (11, 16), "in", 0.9),
    ProposedRelation((0, 3), (48, 51), "meets", 0.5),
    ProposedRelation((21, 35), (30, 35), "any", None),
    ProposedRelation((11, 16), (0, 3), "in", 0.1),
]
KEPT = {
    "spans": "SELECT * FROM spans ORDER BY id",
    "relations": "SELECT * FROM relations ORDER BY id",
    "decisions": "SELECT suggestion, annotator, outcome, span, relation FROM decisions ORDER BY 1, 2",
    "reviews": "SELECT document, annotator, state, flag, comment FROM reviews WHERE state <> 'new' OR flag OR comment <> '' ORDER BY 1, 2",
    "labels": "SELECT * FROM labels ORDER BY name",
    "relation_labels": "SELECT * FROM relation_labels ORDER BY name",
}


def described(state: ArticleState) -> dict[str, Any]:
    """Everything a view could see of a state."""
    every = ("confirmed", "suggested", "rejected")
    return {
        "spans": state.spans(every),
        "relations": state.relations(every),
        "pending": state.pending(),
        "counts": {label: count for label, count in state.counts.items() if count != (0, 0)},
        "relation_counts": {label: count for label, count in state.relation_counts.items() if count != (0, 0)},
        "uncertainty": round(state.uncertainty, 3),
        "review": (state.review.state, state.review.flag, state.review.comment),
        "places": [state.spans_in(at, at + 5, every) for at in range(0, len(TEXT), 5)],
        "of": [state.relations_of(span.ref, every) for span in state.spans(every)],
    }


class Analyst(RuleBasedStateMachine):
    """Two articles, one annotator, every action."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "p.pressmark"

    @initialize()
    def begin(self) -> None:
        self.project = Project.create(self.path, scheme=SCHEME, annotator="ana")
        self.project.import_records([Record("a", TEXT), Record("b", TEXT)])
        self.documents = self.project.document_ids()
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []
        self.current = self.snapshot()
        self.run = self.project.start_run("pipeline")
        for document in self.documents:
            self.project.store_suggestions(self.run, document, SUGGESTED, SUGGESTED_RELATIONS)

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
        self.folder.cleanup()

    def snapshot(self) -> dict[str, Any]:
        return {name: self.project._store.rows(sql) for name, sql in KEPT.items()}

    def act(self, action: Any) -> None:
        """Do an action; one that is refused must change nothing, one that changes nothing must not be an undo step."""
        before = self.snapshot()
        try:
            edit = action()
        except AnnotationError:
            assert self.snapshot() == before
            return
        after = self.snapshot()
        if not edit.changes and not edit.documents:
            assert after == before
            return
        self.past.append(before)
        self.future.clear()

    def things(self, document: int, *, spans: bool = True, relations: bool = True) -> list[Ref]:
        state = self.project.article(document)
        every = ("confirmed", "suggested", "rejected")
        found = [item.ref for item in state.spans(every)] if spans else []
        return found + ([item.ref for item in state.relations(every)] if relations else [])

    @rule(
        which=st.integers(0, 1),
        spans=st.lists(st.tuples(EXTENTS, LABELS, st.none() | st.floats(0, 1)), max_size=6),
        data=st.data(),
    )
    def suggest(self, which: int, spans: list[Any], data: st.DataObject) -> None:
        proposed = [ProposedSpan(start, end, label, score) for (start, end), label, score in spans]
        state = self.project.article(self.documents[which])
        ends = [(s.start, s.end) for s in proposed] + [(s.start, s.end) for s in state.spans()]
        relations = []
        if len(ends) > 1:
            pairs = st.lists(st.tuples(st.sampled_from(ends), st.sampled_from(ends), RELATION_LABELS), max_size=4)
            relations = [ProposedRelation(head, child, label, 0.5) for head, child, label in data.draw(pairs)]
        self.project.store_suggestions(self.run, self.documents[which], proposed, relations)

    @rule(
        which=st.integers(0, 1),
        name=st.sampled_from(["accept", "reject", "delete", "reverse_relation"]),
        data=st.data(),
    )
    def decide(self, which: int, name: str, data: st.DataObject) -> None:
        document = self.documents[which]
        things = self.things(document)
        if things:
            ref = data.draw(st.sampled_from(things))
            self.act(lambda: getattr(self.project, name)(document, ref))

    @rule(which=st.integers(0, 1), label=LABELS, relation=RELATION_LABELS, data=st.data())
    def relabel(self, which: int, label: str, relation: str, data: st.DataObject) -> None:
        document = self.documents[which]
        things = self.things(document)
        if things:
            ref = data.draw(st.sampled_from(things))
            name = label if self.project.article(document).span(ref) else relation
            self.act(lambda: self.project.relabel(document, ref, name))

    @rule(which=st.integers(0, 1), extent=EXTENTS, data=st.data())
    def move_boundaries(self, which: int, extent: tuple[int, int], data: st.DataObject) -> None:
        document = self.documents[which]
        things = self.things(document, relations=False)
        if things:
            ref = data.draw(st.sampled_from(things))
            self.act(lambda: self.project.set_boundaries(document, ref, *extent))

    @rule(which=st.integers(0, 1), extent=EXTENTS, label=LABELS)
    def add_span(self, which: int, extent: tuple[int, int], label: str) -> None:
        self.act(lambda: self.project.add_span(self.documents[which], *extent, label))

    @rule(which=st.integers(0, 1), label=RELATION_LABELS, data=st.data())
    def add_relation(self, which: int, label: str, data: st.DataObject) -> None:
        document = self.documents[which]
        things = self.things(document, relations=False)
        if len(things) > 1:
            head, child = data.draw(st.sampled_from(things)), data.draw(st.sampled_from(things))
            self.act(lambda: self.project.add_relation(document, head, child, label))

    @rule(which=st.integers(0, 1), name=st.sampled_from(["accept_all", "reject_all"]))
    def decide_all(self, which: int, name: str) -> None:
        self.act(lambda: getattr(self.project, name)(self.documents[which]))

    @rule(
        which=st.integers(0, 1),
        decision=st.sampled_from(["accept", "reject", "relabel", "add"]),
        label=LABELS,
        data=st.data(),
    )
    def same_string(self, which: int, decision: str, label: str, data: st.DataObject) -> None:
        document = self.documents[which]
        things = self.things(document, relations=False)
        target = data.draw(st.sampled_from(things)) if things else data.draw(EXTENTS)
        self.act(lambda: self.project.apply_to_same(document, target, decision, label))  # type: ignore[arg-type]

    @rule(which=st.integers(0, 1), decision=st.sampled_from(["accept", "reject"]), data=st.data())
    def relations_of(self, which: int, decision: Any, data: st.DataObject) -> None:
        document = self.documents[which]
        things = self.things(document)
        if things:
            ref = data.draw(st.sampled_from(things))
            self.act(lambda: getattr(self.project, f"{decision}_relations")(document, ref))

    @rule(which=st.none() | st.integers(0, 1), confidence=st.sampled_from([0.5, 0.8]))
    def accept_above(self, which: int | None, confidence: float) -> None:
        document = None if which is None else self.documents[which]
        self.act(lambda: self.project.accept_above(confidence, document))

    @rule(
        places=st.sets(st.tuples(st.integers(0, 1), EXTENTS), min_size=1, max_size=5),
        decision=st.sampled_from(["label", "reject"]),
        label=LABELS,
    )
    def apply_to_corpus(self, places: set[tuple[int, tuple[int, int]]], decision: Any, label: str) -> None:
        found = [(self.documents[which], *extent) for which, extent in sorted(places)]
        self.act(lambda: self.project.apply_to_corpus(found, decision, label))

    @rule(which=st.integers(0, 1), string=st.sampled_from(["Ana", "Paris", "Léo"]), active=st.none() | st.booleans())
    def switch_memory(self, which: int, string: str, active: bool | None) -> None:
        before = self.snapshot()
        try:
            self.project.switch_memory(string, active)
        except AnnotationError:
            return
        self.project.refresh_memory(self.documents[which])
        assert self.snapshot() == before, "what is suggested is no decision"

    @rule(which=st.integers(0, 1), state=st.sampled_from(["new", "in_progress", "done", "skipped"]))
    def set_state(self, which: int, state: Any) -> None:
        self.act(lambda: self.project.set_state(self.documents[which], state))

    @rule(which=st.integers(0, 1), flag=st.booleans(), comment=st.sampled_from(["", "voir", "à revoir 😀"]))
    def remark(self, which: int, flag: bool, comment: str) -> None:
        self.act(lambda: self.project.set_flag(self.documents[which], flag))
        self.act(lambda: self.project.set_comment(self.documents[which], comment))

    @rule(which=st.integers(0, 1))
    def spend_time(self, which: int) -> None:
        self.project.add_active_seconds(self.documents[which], 1.5)

    @rule(old=LABELS)
    def rename_there_and_back(self, old: str) -> None:
        self.act(lambda: self.project.rename_label(old, old + "X"))
        self.act(lambda: self.project.rename_label(old + "X", old))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        now = self.snapshot()
        assert self.project.undo_action()
        assert self.project.undo() is not None
        self.future.append(now)
        assert self.snapshot() == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        now = self.snapshot()
        assert self.project.redo() is not None
        self.past.append(now)
        assert self.snapshot() == self.future.pop()

    @rule()
    def close_and_open(self) -> None:
        before = self.snapshot()
        self.project.close()
        self.project = Project.open(self.path, annotator="ana")
        assert not self.project.read_only
        assert self.snapshot() == before

    @invariant()
    def memory_is_what_the_file_says(self) -> None:
        if not hasattr(self, "project"):
            return
        with Project.open(self.path, annotator="ana", read_only=True) as other:
            for document in self.documents:
                assert described(self.project.article(document)) == described(other.article(document))

    @invariant()
    def list_counts_what_the_article_shows(self) -> None:
        if not hasattr(self, "project"):
            return
        for row in self.project.document_rows(self.documents):
            state = self.project.article(row.id)
            confirmed = len(state.spans(("confirmed",))) + len(state.relations(("confirmed",)))
            assert (row.pending, row.confirmed, row.state) == (state.pending_count, confirmed, state.review.state)

    @invariant()
    def the_memory_counts_what_is_there(self) -> None:
        if not hasattr(self, "project"):
            return
        store, annotator = self.project._store, self.project.annotator
        fresh = memory.recounted(store, annotator)
        assert {(s, label): n for s, label, n in memory.strings(store, annotator)} == dict(fresh.strings)
        assert {(s, i, label): n for s, i, label, n in memory.nested(store, annotator)} == dict(fresh.nested)
        index = self.project._memory.index
        counts = {(s, label): n for s, own in index.counts.items() for label, n in own.items() if n}
        assert counts == dict(fresh.strings)

    @invariant()
    def history_has_no_surprises(self) -> None:
        if hasattr(self, "project"):
            assert bool(self.project.undo_action()) == bool(self.past)
            assert bool(self.project.redo_action()) == bool(self.future)


TestAnalyst = Analyst.TestCase
TestAnalyst.settings = settings(
    max_examples=50,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
