"""What an edit changes in the string memory's counts."""

from collections.abc import Container, Mapping, Sequence

from annotator.model.annotation import Ref, strictly_within
from annotator.model.article import CONFIRMED, ArticleState
from annotator.model.edit import Change, Row
from annotator.model.extents import ExtentIndex
from annotator.model.folding import Extent, canonical
from annotator.model.memory import REJECTED, Counts, Outer, counted
from annotator.model.suggestion import SpanSuggestion
from annotator.store.database import Store


def counts_of_edit(store: Store, state: ArticleState, changes: Sequence[Change]) -> Counts:
    """What is to be added to the counts for an edit in one article, whose state and rows have it already."""
    text = state.document.text
    before: dict[int, Outer] = {}
    after: dict[int, Outer] = {}
    gone: list[Extent] = []
    come: list[Extent] = []
    rejections: list[tuple[Extent, int]] = []
    for change in changes:
        if change.table == "spans":
            for row, found in ((change.before, before), (change.after, after)):
                if row is not None:
                    found[row["id"]] = Outer(row["start"], row["end"], row["label"])
        elif change.table == "decisions":
            for row, extents, step in ((change.before, gone, -1), (change.after, come, 1)):
                extent = _rejected_extent(store, row)
                if row is None or extent is None:
                    continue
                rejections.append((extent, step))
                # one whose label has no place in the scheme says nothing of what is within a span
                if state.suggestion(Ref("suggestion", row["suggestion"])) is not None:
                    extents.append(extent)
    counts = counted("", ())
    changed = before.keys() | after.keys()
    for spans, step in ((before, -1), (after, 1)):
        for span in spans.values():
            counts.strings[canonical(text[span.start : span.end]), span.label] += step
        for outer, inside in _nested_pairs(state, spans, changed):
            whole, string = canonical(text[outer.start : outer.end]), canonical(text[inside.start : inside.end])
            counts.nested[whole, string, inside.label] += step
    for extent, step in rejections:
        counts.strings[canonical(text[extent[0] : extent[1]]), REJECTED] += step
    for outer_extent, extent, step in _rejected_within(state, (before, after), (gone, come), changed):
        whole, string = (canonical(text[start:end]) for start, end in (outer_extent, extent))
        counts.nested[whole, string, REJECTED] += step
    return counts


def extents_of_edit(state: ArticleState, changes: Sequence[Change]) -> list[Extent]:
    """Where an edit has changed a span or a decision about one."""
    found: set[Extent] = set()
    for change in changes:
        for row in (change.before, change.after):
            if change.table == "spans" and row is not None:
                found.add((row["start"], row["end"]))
            elif change.table == "decisions" and row is not None:
                suggestion = state.suggestion(Ref("suggestion", row["suggestion"]))
                if isinstance(suggestion, SpanSuggestion):
                    found.add((suggestion.start, suggestion.end))
    return list(found)


def _rejected_extent(store: Store, row: Row | None) -> Extent | None:
    if row is None or row["outcome"] != "rejected":
        return None
    found = store.rows('SELECT start, "end", child_start FROM suggestions WHERE id = ?', [row["suggestion"]])
    return None if not found or found[0]["child_start"] is not None else (found[0]["start"], found[0]["end"])


def _rejected_within(
    state: ArticleState,
    spans: tuple[Mapping[int, Outer], Mapping[int, Outer]],
    rejected: tuple[list[Extent], list[Extent]],
    changed: Container[int],
) -> list[tuple[Extent, Extent, int]]:
    """(span, what was rejected in it, 1 or -1): those pairs that the edit brought or took; both as they were and are."""
    found: list[tuple[Extent, Extent, int]] = []
    before, after = spans
    gone, come = rejected
    for span in after.values():
        found += [((span.start, span.end), extent, 1) for extent in _rejected_in(state, span)]
    for span in before.values():
        then = _rejected_in(state, span)
        for extent in come:
            if extent in then:
                then.remove(extent)
        then += [extent for extent in gone if strictly_within(*extent, span.start, span.end)]
        found += [((span.start, span.end), extent, -1) for extent in then]
    for extents, step in ((gone, -1), (come, 1)):
        for extent in extents:
            for item in state.spans_in(*extent, CONFIRMED):
                if item.ref.id not in changed and strictly_within(*extent, item.start, item.end):
                    found.append(((item.start, item.end), extent, step))
    return found


def _rejected_in(state: ArticleState, span: Outer) -> list[Extent]:
    return [
        (one.start, one.end)
        for one, decision in state.proposed((span.start, span.end))
        if decision is not None
        and decision.outcome == "rejected"
        and strictly_within(one.start, one.end, span.start, span.end)
    ]


def _nested_pairs(
    state: ArticleState, spans: Mapping[int, Outer], changed: Container[int]
) -> list[tuple[Outer, Outer]]:
    """Which of these spans lie in one another, or in spans that the edit left alone, or hold such: (outer, inner)."""
    index: ExtentIndex[int] = ExtentIndex()
    for id, span in spans.items():
        index.add(id, (span.start, span.end))
    found: dict[tuple[int, int], tuple[Outer, Outer]] = {}
    for id, span in spans.items():
        near = {other: spans[other] for other in index.overlapping(span.start, span.end)}
        for item in state.spans_in(span.start, span.end, CONFIRMED):
            if item.ref.id not in changed:
                near[item.ref.id] = Outer(item.start, item.end, item.label)
        for other, neighbour in near.items():
            if strictly_within(*span[:2], *neighbour[:2]):
                found[other, id] = (neighbour, span)
            elif strictly_within(*neighbour[:2], *span[:2]):
                found[id, other] = (span, neighbour)
    return list(found.values())
