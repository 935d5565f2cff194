"""Whose span stands where several sources found one."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import crosses
from annotator.model.suggestion import ProposedSpan
from annotator.nlp.merging import Labelled, merge, taken_labels


def found(*rows: tuple[int, int, str], score: float = 0.5) -> list[Labelled]:
    return [Labelled(ProposedSpan(start, end, label or "RAW", score), label) for start, end, label in rows]


def kept(standing: list[list[Labelled]]) -> list[list[tuple[int, int, str]]]:
    return [[(one.span.start, one.span.end, one.label) for one in spans] for spans in standing]


def test_same_span_stands_once_with_the_score_of_the_source_that_comes_first() -> None:
    standing = merge([found((0, 5, "PER"), score=0.6), found((0, 5, "PER"), (6, 9, "LOC"), score=0.9)])
    assert kept(standing) == [[(0, 5, "PER")], [(6, 9, "LOC")]]
    assert standing[0][0].span.score == 0.6


def test_source_that_comes_first_has_what_crosses_and_what_has_the_same_extent() -> None:
    standing = merge([found((2, 8, "ORG")), found((0, 5, "PER"), (2, 8, "LOC"), (7, 9, "LOC"))])
    assert kept(standing) == [[(2, 8, "ORG")], []]


def test_one_inside_another_stands_beside_it() -> None:
    standing = merge([found((0, 9, "ORG")), found((0, 4, "LOC"), (5, 9, "PER")), found((0, 20, "EVENT"))])
    assert kept(standing) == [[(0, 9, "ORG")], [(0, 4, "LOC"), (5, 9, "PER")], [(0, 20, "EVENT")]]


def test_what_is_outside_the_scheme_is_counted_once_and_displaces_nothing() -> None:
    standing = merge([found((0, 5, "")), found((0, 5, ""), (0, 5, "PER"), (3, 8, ""))])
    assert kept(standing) == [[(0, 5, "")], [(0, 5, "PER"), (3, 8, "")]]


def test_what_one_source_found_is_not_weighed_against_itself() -> None:
    standing = merge([found((0, 5, "PER"), (0, 5, "ORG"), (3, 8, "LOC"))])
    assert kept(standing) == [[(0, 5, "PER"), (0, 5, "ORG"), (3, 8, "LOC")]]


def test_labels_go_to_the_first_that_brings_them_unless_they_are_asked_for() -> None:
    assert taken_labels(["PER", "LOC"], None, {"LOC"}) == {"PER"}
    assert taken_labels(["PER", "LOC"], ["LOC", "DATE"], {"LOC"}) == {"LOC"}
    assert taken_labels([], ["LOC"], set()) == {"LOC"}, "one that cannot say what it brings"
    assert taken_labels([], None, set()) == set()


rows = st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from(["PER", "LOC", ""])).map(
    lambda row: (row[0], row[0] + row[1], row[2])
)


@given(st.lists(st.lists(rows, max_size=6), max_size=4))
def test_no_two_sources_cross_or_repeat_each_other(sources: list[list[tuple[int, int, str]]]) -> None:
    standing = kept(merge([found(*rows) for rows in sources]))
    for place, spans in enumerate(standing):
        assert [row for row in sources[place] if row in spans] == spans or set(spans) <= set(sources[place])
        others = [row for other in standing[:place] for row in other if row[2]]
        for start, end, label in spans:
            if label:
                assert not any((start, end) == other[:2] or crosses(start, end, *other[:2]) for other in others)
    assert not sources or standing[0] == sources[0]
