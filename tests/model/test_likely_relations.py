from annotator.model.likely_relations import Joining, likely

HEADS, EMPLOYED = Joining("PER", "ORG", "heads"), Joining("PER", "ORG", "employed_by")
OWNS = Joining("ORG", "ORG", "owns")


def test_the_label_that_half_of_such_spans_have_is_likely() -> None:
    assert likely({HEADS: 3, EMPLOYED: 3}, [EMPLOYED, HEADS]) == EMPLOYED
    assert likely({HEADS: 4, EMPLOYED: 2, OWNS: 90}, [EMPLOYED, HEADS]) == HEADS


def test_nothing_is_likely_where_no_label_has_half_of_them() -> None:
    member = Joining("PER", "ORG", "member_of")
    assert likely({HEADS: 4, EMPLOYED: 3, member: 3}, [HEADS, EMPLOYED, member]) is None


def test_one_relation_says_nothing_about_the_next() -> None:
    assert likely({HEADS: 1}, [HEADS, EMPLOYED]) is None
    assert likely({}, [HEADS, EMPLOYED]) is None
    assert likely({HEADS: 5}, []) is None


def test_the_direction_counts_save_for_symmetric_labels() -> None:
    there, back = Joining("PER", "LOC", "met"), Joining("LOC", "PER", "met")
    assert likely({back: 5}, [there, back]) == back
    assert likely({back: 5}, [there]) is None
    assert likely({back: 5}, [there], symmetric=["met"]) == there


def test_a_symmetric_label_between_equal_labels_is_counted_once() -> None:
    met, other = Joining("PER", "PER", "met"), Joining("PER", "PER", "relative_of")
    assert likely({met: 2, other: 3}, [met, other], symmetric=["met"]) == other


def test_what_two_spans_are_joined_by_already_counts_against_the_others() -> None:
    assert likely({HEADS: 100, EMPLOYED: 3}, [EMPLOYED, Joining("PER", "ORG", "member_of")]) is None
