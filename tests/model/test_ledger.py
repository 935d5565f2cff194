"""What suggestions were worth, counted."""

import pytest

from annotator.model.document import DocumentId
from annotator.model.ledger import (
    BLOCK,
    Account,
    Block,
    Confirmed,
    Done,
    Outcome,
    Shown,
    Source,
    Work,
    accounts,
    by_source,
    over_time,
    rates,
    rounded,
)

ONE, TWO = DocumentId(1), DocumentId(2)
MODEL, RULES = Source("fr", "3.8", "abc"), Source("rules", "", "")
OUTCOMES = {
    Outcome(1, "span", "PER", 9, "accepted"): 3,
    Outcome(1, "span", "PER", 5, "rejected"): 1,
    Outcome(1, "span", "LOC", 9, "relabelled"): 1,
    Outcome(1, "span", "PER", 9, "pending"): 4,
    Outcome(2, "span", "DATE", -1, "accepted"): 2,
    Outcome(2, "relation", "in", 7, "boundary"): 1,
}
SHOWN = [
    Shown(ONE, 1, "span", 5, 3),
    Shown(TWO, 1, "span", 4, 0),
    Shown(ONE, 2, "span", 2, 2),
    Shown(ONE, 2, "relation", 1, 0),
]
CONFIRMED = [
    Confirmed(ONE, "span", ["PER"] * 4 + ["DATE"] * 2, 5),
    Confirmed(TWO, "span", ["PER"] * 9, 0),
]


def test_account_of_a_label_and_of_a_bin() -> None:
    labels, bins = accounts(OUTCOMES, {("span", "PER"): 2, ("span", "ORG"): 1, ("relation", "in"): 5}, "span")
    assert labels["PER"].to_dict() == {
        "shown": 8, "accepted": 3, "relabelled": 0, "boundary": 0, "rejected": 1, "left": 0, "pending": 4, "added": 2,
    }  # fmt: skip
    assert labels["PER"].precision == 0.75
    assert (labels["ORG"].added, labels["ORG"].precision) == (1, None)
    assert bins[9].fates == {"accepted": 3, "relabelled": 1, "pending": 4}
    assert bins[0].fates == {}
    relations, _ = accounts(OUTCOMES, {("relation", "in"): 5}, "relation")
    assert (relations["in"].fates["boundary"], relations["in"].added) == (1, 5)


def test_source_is_judged_on_the_done_documents_it_has_read_and_the_labels_it_gives() -> None:
    by = by_source(OUTCOMES, SHOWN, CONFIRMED, {1: MODEL, 2: RULES}, frozenset({ONE}))
    account, right, there = by[MODEL, "span"]
    assert (account.precision, right, there) == (0.6, 3, 4)
    assert by[RULES, "span"][1:] == (2, 2)
    assert by[RULES, "relation"][1:] == (0, 0)


def test_work_over_time_is_by_blocks_in_the_order_done() -> None:
    done = [Done(DocumentId(number), 100 + number, 50.0, 3.0) for number in range(1, BLOCK + 2)]
    work = [
        Work(0, ONE, 7),
        Work(0, DocumentId(BLOCK + 1), 5),
        Work(103, None, 1),
        Work(999, None, 1),
        Work(0, DocumentId(77), 9),
    ]
    shown = [
        Shown(ONE, 1, "span", 4, 3),
        Shown(ONE, 2, "span", 1, 1),  # the same as one of the three, by another source
        Shown(DocumentId(77), 1, "span", 8, 8),
    ]
    confirmed = [Confirmed(ONE, "span", ["PER"] * 4, 3), Confirmed(DocumentId(77), "span", ["PER"] * 8, 8)]
    first, second = over_time(done, work, shown, confirmed)
    assert (first.documents, first.tokens, first.actions, first.seconds) == (10, 500.0, 8, 30.0)
    assert (first.precision, first.recall, first.f) == (0.75, 0.75, 0.75)
    assert first.relation_f is None
    assert (second.documents, second.actions, second.f) == (11, 5, None)
    assert first.to_dict()["actions_per_1000"] == 16.0
    assert over_time([], work, shown, confirmed) == []


def test_block_without_tokens_has_no_rates() -> None:
    assert Block(1, 0.0, 3, 4.0, None, None, None, None).to_dict()["actions_per_1000"] == 0.0


def test_rates_have_nothing_to_divide_by() -> None:
    assert rates(0, 0, 0) == (None, None, None)
    assert rates(1, 2, 4) == (0.5, 0.25, pytest.approx(1 / 3))
    assert rounded(None) is None
    assert rounded(1 / 3) == 0.3333
    assert Account().to_dict()["shown"] == 0
