"""The article's state where it is asked directly; the state machine over every action holds the rest."""

from itertools import pairwise

import pytest

from annotator.model.annotation import AnnotatorId, Ref, Relation, RelationId, Span, SpanId, SuggestionId
from annotator.model.article import ArticleState
from annotator.model.document import Document, DocumentId, Review
from annotator.model.edit import Change
from annotator.model.suggestion import Decision, RelationSuggestion, RunId, SpanSuggestion

DOCUMENT = Document(DocumentId(1), "a", "A", "x" * 5000)
RUN, ADA = RunId(1), AnnotatorId(1)


def span(id: int, start: int, end: int, label: str = "PER") -> Span:
    return Span(SpanId(id), DOCUMENT.id, ADA, start, end, label)


def suggested(id: int, start: int, end: int, label: str = "PER", score: float | None = 0.75) -> SpanSuggestion:
    return SpanSuggestion(SuggestionId(id), RUN, DOCUMENT.id, start, end, label, score)


def related(id: int, head: tuple[int, int], child: tuple[int, int], label: str = "in") -> RelationSuggestion:
    return RelationSuggestion(SuggestionId(id), RUN, DOCUMENT.id, head, child, label, 0.5)


def article(**rows: object) -> ArticleState:
    return ArticleState(DOCUMENT, Review(), **rows)  # type: ignore[arg-type]


@pytest.fixture
def state() -> ArticleState:
    return article(
        spans=[span(1, 0, 10), span(2, 600, 610, "LOC")],
        relations=[Relation(RelationId(1), DOCUMENT.id, ADA, SpanId(1), SpanId(2), "in")],
        suggestions=[
            suggested(1, 20, 30),
            suggested(2, 1000, 1010, "LOC"),
            suggested(3, 2, 4, "ORG"),
            related(4, (20, 30), (1000, 1010)),
        ],
    )


def test_asked_by_place(state: ArticleState) -> None:
    assert [s.ref for s in state.spans_in(0, 3)] == [Ref("span", 1), Ref("suggestion", 3)], "the longer first"
    assert state.spans_in(10, 20) == []
    assert [s.ref for s in state.spans_in(0, 5000, ("confirmed",))] == [Ref("span", 1), Ref("span", 2)]
    assert [r.ref for r in state.relations_in(605, 606)] == [Ref("relation", 1)]
    assert [r.ref for r in state.relations_in(0, 5000)] == [Ref("relation", 1), Ref("suggestion", 4)]
    assert state.relations_in(0, 5000, ("rejected",)) == []
    assert state.extent(Ref("relation", 1)) == (0, 610)
    assert state.extent(Ref("suggestion", 3)) == (2, 4)
    with pytest.raises(KeyError):
        state.extent(Ref("span", 9))


def test_asked_by_name(state: ArticleState) -> None:
    assert state.span(Ref("relation", 1)) is None
    assert state.relation(Ref("span", 1)) is None
    assert state.stored_span(Ref("suggestion", 1)) is None
    assert state.stored_relation(Ref("span", 1)) is None
    assert state.suggestion(Ref("span", 1)) is None
    assert state.get(Ref("span", 9)) is None


def test_reading_order_and_its_neighbours(state: ArticleState) -> None:
    inner, first, second, relation = (
        Ref("suggestion", 3),
        Ref("suggestion", 1),
        Ref("suggestion", 2),
        Ref("suggestion", 4),
    )
    assert state.pending() == [inner, first, second, relation], "a relation comes after the later of its ends"
    assert state.pending_count == 4
    assert state.uncertainty == pytest.approx(0.25 * 3 + 0.5)
    assert [state.pending_index(ref) for ref in (inner, relation, Ref("span", 1), Ref("span", 9))] == [0, 3, None, None]
    assert state.next_pending(None) == inner
    assert state.next_pending(None, back=True) == relation
    assert state.next_pending(first) == second
    assert state.next_pending(first, back=True) == inner
    assert state.next_pending(relation) == inner, "it goes on at the top"
    assert state.next_pending(relation, wrap=False) is None
    assert state.next_pending(inner, back=True, wrap=False) is None
    assert state.next_pending(Ref("span", 1)) == inner
    assert state.next_pending(Ref("span", 2), back=True) == first
    assert state.next_pending((20, 21)) == first
    assert state.next_pending((21, 25)) == second
    assert state.next_pending((21, 25), back=True) == first
    assert state.next_pending(Ref("span", 99)) == inner


def test_everything_in_reading_order(state: ArticleState) -> None:
    order = [state.next_item(None)]
    while (ref := state.next_item(order[-1])) != order[0]:
        order.append(ref)
    assert set(order) == {item.ref for item in (*state.spans(), *state.relations())}
    pending = [ref for ref in order if ref in state.pending()]
    assert pending == state.pending()
    for before, after in pairwise(order):
        assert state.next_item(after, back=True) == before
    assert state.next_item(None, back=True) == order[-1]
    assert state.next_item((20, 21)) == Ref("suggestion", 1)
    assert state.next_item((21, 22), back=True) == Ref("suggestion", 1)
    assert state.next_item(Ref("span", 99)) == order[0]
    state.replace_suggestions([1], [])
    assert Ref("suggestion", 1) not in {state.next_item(ref) for ref in order}


def test_alone_or_in_an_empty_article_there_is_no_next_thing() -> None:
    alone = article(suggestions=[suggested(1, 20, 30)])
    assert alone.next_item(Ref("suggestion", 1)) is None
    assert alone.next_item((0, 1), statuses=("rejected",)) is None
    assert article().next_item(None) is None


def test_last_pending_has_no_next(state: ArticleState) -> None:
    alone = article(suggestions=[suggested(1, 20, 30)])
    assert alone.next_pending(Ref("suggestion", 1)) is None
    assert alone.next_pending((0, 1)) == Ref("suggestion", 1)
    assert article().next_pending(None) is None


def test_score_that_is_missing_counts_a_half() -> None:
    assert article(suggestions=[suggested(1, 0, 5, score=None)]).uncertainty == 0.5


def test_resolving_prefers_what_is_confirmed_then_the_wanted_label() -> None:
    both = article(
        spans=[span(1, 0, 5, "PER"), span(2, 0, 5, "ORG")],
        suggestions=[suggested(1, 10, 15, "LOC"), suggested(2, 10, 15, "PER")],
    )
    assert both.resolve((0, 5)) == Ref("span", 1)
    assert both.resolve((0, 5), ("ORG",)) == Ref("span", 2)
    assert both.resolve((10, 15)) == Ref("suggestion", 1)
    assert both.resolve((10, 15), {"PER"}) == Ref("suggestion", 2)
    assert both.resolve((1, 2)) is None


def test_correction_whose_span_is_gone_resolves_to_nothing() -> None:
    lost = article(suggestions=[suggested(1, 0, 5)], decisions=[Decision(SuggestionId(1), ADA, "corrected", 77)])
    assert lost.resolve((0, 5)) is None
    assert lost.spans() == []


def test_relation_from_an_extent_to_itself_is_not_shown() -> None:
    assert article(spans=[span(1, 0, 5)], suggestions=[related(1, (0, 5), (0, 5))]).relations() == []


def test_scheme_edit_leaves_the_article_as_it_is(state: ArticleState) -> None:
    before = state.spans(), state.relations()
    assert state.apply([Change("labels", {"name": "PER"}, {"name": "PERSON"})]) == []
    assert (state.spans(), state.relations()) == before


def test_decided_suggestion_that_the_scheme_has_no_label_for_any_more(state: ArticleState) -> None:
    """Its decision is loaded, the suggestion itself is not."""
    left = article(
        spans=[span(1, 0, 10), span(2, 600, 610, "LOC")],
        decisions=[Decision(SuggestionId(9), ADA, "accepted", 1)],
    )
    relation = {"id": 1, "document": DOCUMENT.id, "annotator": ADA, "head": 1, "child": 2, "label": "in"}
    assert left.apply([Change("relations", None, {**relation, "origin": "manual", "suggestion": None})]) == [
        (0, 10),
        (600, 610),
    ]
    assert left.apply([Change("spans", row_of(span(1, 0, 10)), row_of(span(1, 0, 12)))]) == [(0, 12), (600, 610)]
    assert left.became(1) == [9]


def test_pending_relation_keeps_its_place_once_when_its_end_moves() -> None:
    moving = article(
        spans=[span(7, 1000, 1012, "LOC")],
        suggestions=[suggested(1, 20, 30), suggested(2, 1000, 1010, "LOC"), related(4, (20, 30), (1000, 1010))],
        decisions=[Decision(SuggestionId(2), ADA, "corrected", 7)],
    )
    assert moving.pending() == [Ref("suggestion", 1), Ref("suggestion", 4)]
    moving.apply([Change("spans", row_of(span(7, 1000, 1012, "LOC")), row_of(span(7, 1003, 1012, "LOC")))])
    assert moving.pending() == [Ref("suggestion", 1), Ref("suggestion", 4)]
    assert moving.pending_count == 2


def test_patch_touches_only_what_is_near(state: ArticleState) -> None:
    changes = [Change("spans", {**row_of(span(2, 600, 610, "LOC"))}, {**row_of(span(2, 601, 610, "LOC"))})]
    assert state.apply(changes) == [(0, 10), (600, 610)], "the span, and the other end of its relation"
    assert state.version == 1
    assert state.replace_suggestions([99], []) == []


def test_edit_in_a_huge_article_costs_what_one_in_a_small_one_does() -> None:
    text = Document(DocumentId(1), "a", "A", "x" * 700_000)
    huge = ArticleState(text, Review(), spans=[span(id, id * 60, id * 60 + 10) for id in range(1, 10_000)])
    seen = 0
    real = huge._raw.overlapping

    def counted(start: int, end: int) -> set[Ref]:
        nonlocal seen
        found = real(start, end)
        seen += len(found)
        return found

    huge._raw.overlapping = counted  # type: ignore[method-assign]
    huge.apply([Change("spans", None, row_of(span(20_000, 30_000, 30_005)))])
    assert seen < 10


def row_of(stored: Span) -> dict[str, object]:
    return {
        "id": stored.id,
        "document": stored.document,
        "annotator": stored.annotator,
        "start": stored.start,
        "end": stored.end,
        "label": stored.label,
        "origin": stored.origin,
        "suggestion": stored.suggestion,
    }
