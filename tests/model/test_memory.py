"""The rule of the string memory, and what it makes of strings that overlap."""

import pytest

from annotator.model.memory import (
    REJECTED,
    Belief,
    Match,
    Outer,
    Standing,
    believed,
    clusters,
    commonest,
    compose,
    counted,
    minus,
)

PARIS = Match(0, 5, "Paris", Belief("LOC", 3, 3))


def nothing(outer: Outer, match: Match) -> str | None:
    return None


@pytest.mark.parametrize(
    ("counts", "label"),
    [
        ({"LOC": 1}, "LOC"),
        ({"LOC": 2, "ORG": 1}, "LOC"),
        ({"LOC": 1, "ORG": 1}, None),
        ({"LOC": 2, REJECTED: 1}, "LOC"),
        ({REJECTED: 1}, None),
        ({REJECTED: 2}, REJECTED),
        ({"LOC": 0}, None),
        ({}, None),
    ],
)
def test_two_decisions_in_three_must_agree_and_a_rejection_counts_twice_over(
    counts: dict[str, int], label: str | None
) -> None:
    belief = believed(counts)
    assert (belief and belief.label) == label


def test_a_string_that_must_speak_says_what_most_decisions_say() -> None:
    assert commonest({"LOC": 1, "ORG": 2, REJECTED: 5}) == Belief("ORG", 2, 8)
    assert commonest({REJECTED: 5}) is None


def test_few_decisions_are_less_sure_than_many() -> None:
    assert Belief("LOC", 1, 1).score < Belief("LOC", 9, 9).score < 1


def test_a_suggestion_of_another_label_is_replaced() -> None:
    found = compose([PARIS], [Standing(7, 0, 5, "PER")], [], nothing)
    assert [span[:3] for span in found.spans] == [(0, 5, "LOC")]
    assert found.silenced == {7}


def test_a_suggestion_of_the_same_label_stands() -> None:
    assert compose([PARIS], [Standing(7, 0, 5, "LOC")], [], nothing) == ([], set())
    assert compose([PARIS], [Standing(7, 0, 5, "LOC"), Standing(8, 0, 9, "ORG")], [], nothing) == ([], set())


def test_a_string_rejected_twice_takes_its_suggestion_away() -> None:
    rejected = Match(0, 5, "Paris", Belief(REJECTED, 2, 2))
    assert compose([rejected], [Standing(7, 0, 5, "PER")], [], nothing) == ([], {7})
    assert compose([rejected], [], [], nothing) == ([], set())


def test_the_longest_string_wins_and_gives_way_to_what_stands() -> None:
    longer = Match(0, 10, "Paris Nord", Belief("ORG", 1, 1))
    assert [span[:3] for span in compose([PARIS, longer], [], [], nothing).spans] == [(0, 10, "ORG")]
    assert compose([longer], [Standing(7, 0, 5, "LOC")], [], nothing) == ([], set())
    assert compose([longer], [], [Outer(6, 12, "PER")], nothing) == ([], set())
    assert compose([PARIS], [Standing(7, 0, 5, "PER")], [Outer(0, 5, "LOC")], nothing) == ([], {7})


def test_a_string_decided_twice_is_suggested_around_what_lies_in_it() -> None:
    tour = Match(0, 14, "Tour de France", Belief("EVENT", 2, 2))
    france, date = Standing(1, 8, 14, "LOC"), Standing(2, 20, 24, "DATE")
    found = compose([tour], [france, date], [], nothing)
    assert [span[:3] for span in found.spans] == [(0, 14, "EVENT")]
    assert found.silenced == set()
    assert compose([tour._replace(belief=Belief("EVENT", 1, 1))], [france], [], nothing).spans == []
    # what crosses it is in its way, and so is a shorter one of its label that somebody has confirmed
    assert compose([tour], [france, Standing(3, 12, 20, "LOC")], [], nothing).spans == []
    assert compose([tour], [], [Outer(8, 14, "EVENT")], nothing).spans == []
    assert [span[:3] for span in compose([tour], [], [Outer(8, 14, "LOC")], nothing).spans] == [(0, 14, "EVENT")]
    assert [span[:3] for span in compose([tour], [Standing(4, 8, 14, "EVENT")], [], nothing).spans] == [
        (0, 14, "EVENT")
    ]


def test_strings_within_what_stands_are_suggested_where_they_were_nested() -> None:
    def within(outer: Outer, match: Match) -> str | None:
        return "LOC" if outer.label == "ORG" else None

    longer = Match(0, 10, "Paris Nord", Belief("ORG", 1, 1))
    rejected = Match(6, 10, "Nord", Belief(REJECTED, 2, 2))
    assert [s[:3] for s in compose([PARIS, longer, rejected], [], [], within).spans] == [(0, 5, "LOC"), (0, 10, "ORG")]
    assert [s[:3] for s in compose([PARIS], [], [Outer(0, 9, "ORG")], within).spans] == [(0, 5, "LOC")]
    assert compose([PARIS], [], [Outer(0, 9, "ORG"), Outer(0, 5, "PER")], within).spans == []


def test_what_is_nothing_in_a_longer_string_is_taken_away_there() -> None:
    inner = lambda outer, match: REJECTED if outer.label == "EVENT" else "LOC"  # noqa: E731
    found = compose([PARIS], [Standing(7, 0, 5, "LOC")], [Outer(0, 9, "EVENT")], inner)
    assert (found.spans, found.silenced) == ([], {7})
    assert compose([PARIS], [Standing(7, 0, 5, "LOC")], [Outer(0, 9, "ORG")], inner).silenced == set()
    assert compose([PARIS], [], [Outer(0, 9, "EVENT")], inner).spans == []


def test_what_overlaps_is_one_group_and_groups_without_a_string_are_left_out() -> None:
    groups = clusters(
        [PARIS, Match(20, 25, "Paris", PARIS.belief)],
        [Standing(1, 3, 8, "PER"), Standing(2, 8, 9, "PER")],
        [Outer(7, 8, "LOC"), Outer(30, 31, "LOC")],
    )
    assert [(len(a), len(b), len(c)) for a, b, c in groups] == [(1, 1, 1), (1, 0, 0)]
    assert len(clusters([PARIS], [], [])) == 1
    assert clusters([], [Standing(1, 3, 8, "PER")], []) == []


def test_spans_rejections_and_spans_in_spans_are_counted() -> None:
    text = "Université  de Paris, Paris"
    spans = [Outer(0, 20, "ORG"), Outer(15, 20, "LOC"), Outer(22, 27, "LOC"), Outer(22, 27, "PER")]
    counts = counted(text, spans, [(0, 10)], [(0, 10), (0, 20), (22, 27)])
    assert counts.strings == {
        ("Université de Paris", "ORG"): 1,
        ("Paris", "LOC"): 2,
        ("Paris", "PER"): 1,
        ("Université", REJECTED): 1,
    }
    # what was rejected at a span's own place is none in it
    assert counts.nested == {
        ("Université de Paris", "Paris", "LOC"): 1,
        ("Université de Paris", "Université", REJECTED): 1,
    }
    less = minus(counted(text, spans[:1]), counts)
    assert less.strings["Paris", "LOC"] == -2
    assert less.nested["Université de Paris", "Paris", "LOC"] == -1
