"""The simulated analyst: what tiny articles cost, worked out by hand, and that the project ends up as the gold says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.model.article import CONFIRMED
from annotator.model.document import DocumentId
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel, with_keys
from annotator.model.record import Record
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan
from annotator.project import Project
from annotator.simulation.analyst import Analyst
from annotator.simulation.costs import WAYS, Tally, Way
from annotator.simulation.gold import GoldDocument, GoldRelation, GoldSpan

VIEW, VIEW_REST, PLAIN, PLAIN_REST = WAYS
SCHEME = with_keys(
    LabelScheme(
        "test",
        tuple(Label(name) for name in ("PER", "LOC", "ORG", "DATE")),
        (
            RelationLabel("heads", legal=(("PER", "ORG"),)),
            RelationLabel("works_for", legal=(("PER", "ORG"),)),
            RelationLabel("born_in", legal=(("PER", "LOC"),)),
            RelationLabel("near", legal=(("LOC", "LOC"),), symmetric=True),
        ),
    )
)
Spans = Sequence[tuple[str, str] | tuple[str, str, int]]


def place(text: str, words: str, occurrence: int = 0) -> tuple[int, int]:
    """The extent of words in a text, counted from 0."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def spans(text: str, rows: Spans) -> list[GoldSpan]:
    """Spans from (words, label) or (words, label, which occurrence)."""
    return [GoldSpan(*place(text, row[0], row[2] if len(row) == 3 else 0), row[1]) for row in rows]


@pytest.fixture
def desk(tmp_path: Path) -> "Iterator[Callable[..., Desk]]":
    """Makes desks with an article on each."""
    made: list[Project] = []

    def make(
        text: str,
        gold: Spans,
        suggested: Spans = (),
        relations: Sequence[tuple[int, int, str]] = (),
        proposed: Sequence[tuple[int, int, str]] = (),
    ) -> Desk:
        made.append(Project.create(tmp_path / f"{len(made)}.pressmark", scheme=SCHEME, annotator="Ada"))
        return Desk(made[-1], text, gold, suggested, relations, proposed)

    yield make
    for project in made:
        project.close()


class Desk:
    """An article with its suggestions, and what is to become of it; relations name spans by their numbers."""

    def __init__(
        self,
        project: Project,
        text: str,
        gold: Spans,
        suggested: Spans,
        relations: Sequence[tuple[int, int, str]],
        proposed: Sequence[tuple[int, int, str]],
    ) -> None:
        self.project = project
        project.memory_active = False  # what it brings of itself has tests of its own
        wanted, found = spans(text, gold), spans(text, suggested)
        self.gold = GoldDocument(
            "one",
            text,
            "fr",
            frozenset(wanted),
            frozenset(GoldRelation(wanted[head], wanted[child], label) for head, child, label in relations),
        )
        project.import_records([self.gold.record(spans=False)])
        self.document = project.document_ids()[0]
        self.suggest(found, [ProposedRelation(found[h][:2], found[c][:2], label, 0.9) for h, c, label in proposed])

    def suggest(self, found: Sequence[GoldSpan], relations: Sequence[ProposedRelation] = ()) -> None:
        """Put suggestions on the article."""
        run = self.project.start_run("test")
        self.project.store_suggestions(run, self.document, [ProposedSpan(*span, 0.9) for span in found], relations)

    def costs(self) -> list[float]:
        """What the article costs in each way of working, in their order; each is undone."""
        return [self.tally(way).cost for way in WAYS]

    def tally(self, way: Way) -> Tally:
        """One way of working, undone."""
        return Analyst(self.project, way).rehearse(self.document, self.gold)


def test_article_without_suggestions_is_added_span_by_span(desk: "Callable[..., Desk]") -> None:
    found = desk("Anne Roux vit à Rome.", [("Anne Roux", "PER"), ("Rome", "LOC")])
    # two adds and the next article; the plain way charges the key for the rest whether there is one or not
    assert found.costs() == [2 + 2 + 1, 2 + 2 + 1, 3 + 3 + 1, 3 + 3 + 2]


def test_right_suggestions_are_accepted(desk: "Callable[..., Desk]") -> None:
    right = [("Anne Roux", "PER"), ("Rome", "LOC"), ("2016", "DATE")]
    assert desk("Anne Roux vit à Rome en 2016.", right, right).costs() == [3 + 1, 1 + 1, 3 + 1, 2]


def test_wrong_suggestion_is_rejected(desk: "Callable[..., Desk]") -> None:
    found = desk("Hier Anne Roux est venue.", [("Anne Roux", "PER")], [("Hier", "PER"), ("Anne Roux", "PER")])
    assert found.costs() == [1 + 1 + 1, 1 + 1 + 1, 1 + 1 + 1, 1 + 2]


def test_wrong_label_is_corrected(desk: "Callable[..., Desk]") -> None:
    found = desk("Anne Roux vit à Rome.", [("Rome", "LOC")], [("Rome", "PER")])
    assert found.costs() == [1 + 1, 1 + 1, 2 + 1, 2 + 2]
    assert found.tally(VIEW).counts == {"relabel": 1, "next": 1}


def test_boundary_costs_a_key_a_token(desk: "Callable[..., Desk]") -> None:
    # one token at the end; "Madame" is one token before
    found = desk("Madame Anne Roux est là.", [("Anne Roux", "PER")], [("Anne", "PER")])
    assert found.costs() == [1 + 1, 1 + 1, 2 + 1, 2 + 2]
    both = desk("Madame Anne Roux est là.", [("Anne Roux", "PER")], [("Madame Anne", "PER")])
    assert [both.tally(way).costs["boundary"] for way in (VIEW, PLAIN)] == [2, 2]


def test_far_boundary_is_cheaper_to_mark_anew(desk: "Callable[..., Desk]") -> None:
    text = "Le Conseil de sécurité des Nations unies siège."
    found = desk(text, [("Conseil de sécurité des Nations unies", "ORG")], [("Nations unies", "ORG")])
    # four tokens away: marking it (2) takes the suggestion's place, so there is nothing to reject
    assert found.tally(VIEW).counts == {"add": 1, "next": 1}
    assert found.costs() == [2 + 1, 2 + 1, 2 + 1, 2 + 2]


def test_label_and_boundary_are_corrected_together(desk: "Callable[..., Desk]") -> None:
    found = desk("Madame Anne Roux est là.", [("Anne Roux", "PER")], [("Anne", "LOC")])
    assert found.tally(VIEW).costs == {"boundary": 1, "relabel": 1, "next": 1}
    assert found.tally(PLAIN).costs == {"boundary": 2, "relabel": 1, "next": 1}


def test_nested_spans_count(desk: "Callable[..., Desk]") -> None:
    text = "La Grande Mosquée de Valence est gardée."
    gold = [("Grande Mosquée de Valence", "ORG"), ("Valence", "LOC")]
    assert desk(text, gold).tally(VIEW).counts == {"add": 2, "next": 1}
    assert desk(text, gold, gold).costs() == [2 + 1, 1 + 1, 2 + 1, 2]
    # the inner one alone is suggested: it stays, and the outer one is added round it
    assert desk(text, gold, gold[1:]).costs() == [1 + 2 + 1, 2 + 1 + 1, 1 + 3 + 1, 3 + 2]


def test_nested_span_of_the_same_label_is_added_once_the_outer_one_stands(desk: "Callable[..., Desk]") -> None:
    text = "Le Conseil de sécurité des Nations unies siège."
    gold = [("Conseil de sécurité des Nations unies", "ORG"), ("Nations unies", "ORG")]
    found = desk(text, gold, gold)
    # confirming one takes the other away, as they compete
    assert found.costs() == [1 + 2 + 1, 1 + 2 + 1, 1 + 3 + 1, 3 + 2]


def test_repeated_string_takes_one_key_more(desk: "Callable[..., Desk]") -> None:
    text = "Rome dort. Rome rêve. Rome s’éveille. Rome se lève."
    gold = [("Rome", "LOC", number) for number in range(4)]
    assert desk(text, gold).tally(VIEW).counts == {"add": 1, "same": 1, "next": 1}
    assert desk(text, gold).costs() == [2 + 1 + 1, 2 + 1 + 1, 4 * 3 + 1, 4 * 3 + 2]
    assert desk(text, gold, gold).tally(VIEW).counts == {"same": 1, "next": 1}
    assert desk(text, gold, gold).tally(VIEW_REST).counts == {"accept_rest": 1, "next": 1}


def test_repeated_string_may_go_over_a_line_end(desk: "Callable[..., Desk]") -> None:
    text = "Anne Roux, Anne\nRoux et Anne  Roux."
    found = desk(text, [("Anne Roux", "PER"), ("Anne\nRoux", "PER"), ("Anne  Roux", "PER")])
    assert found.costs() == [2 + 1 + 1, 2 + 1 + 1, 9 + 1, 9 + 2]


def test_repeated_mistake_is_rejected_in_one_key(desk: "Callable[..., Desk]") -> None:
    text = "Orange dort. Orange rêve. Anne vit à Rome."
    found = desk(text, [("Rome", "LOC")], [("Orange", "LOC"), ("Orange", "LOC", 1), ("Rome", "LOC")])
    assert found.tally(VIEW).counts == {"same": 1, "accept": 1, "next": 1}
    assert found.costs() == [1 + 1 + 1, 1 + 1 + 1, 2 + 1 + 1, 2 + 2]


def test_repeated_label_is_corrected_in_two_keys(desk: "Callable[..., Desk]") -> None:
    text = "Rome dort. Rome rêve. Rome s’éveille. Rome se lève."
    gold = [("Rome", "LOC", number) for number in range(4)]
    found = desk(text, gold, [("Rome", "PER", number) for number in range(4)])
    assert found.tally(VIEW).counts == {"relabel": 1, "same": 1, "next": 1}
    assert found.costs() == [1 + 1 + 1, 1 + 1 + 1, 4 * 2 + 1, 4 * 2 + 2]


def test_same_string_is_left_alone_where_it_is_something_else(desk: "Callable[..., Desk]") -> None:
    text = "Orange dort. Une orange mûrit. Orange rêve. Orange ferme."
    found = desk(text, [("Orange", "LOC"), ("Orange", "ORG", 2)])
    # three places, two labels, and one place where it is nothing: spreading would cost more than it saves
    assert found.tally(VIEW).counts == {"add": 2, "next": 1}


def test_right_suggestion_pushes_a_wrong_one_away(desk: "Callable[..., Desk]") -> None:
    text = "Anne Roux Martin est là."
    found = desk(text, [("Anne Roux", "PER")], [("Anne Roux", "PER"), ("Roux Martin", "LOC")])
    # they cross, and the one read first stands
    assert found.costs() == [1 + 1, 1 + 1, 1 + 1, 2]


def test_what_the_rest_would_drop_is_known_over_spans_that_lie_between(desk: "Callable[..., Desk]") -> None:
    text = "La Banque de France à Paris ouvre."
    bank, inner, across = ("Banque de France à Paris", "ORG"), ("France", "LOC"), ("Paris ouvre", "PER")
    found = desk(text, [bank, inner], [bank, inner, across])
    # the third one crosses the first, so it is taken away when that is accepted
    assert found.costs() == [2 + 1, 1 + 1, 2 + 1, 2]


def test_relation_costs_two_keys_or_three(desk: "Callable[..., Desk]") -> None:
    text = "Anne dirige Zork à Rome."
    gold = [("Anne", "PER"), ("Zork", "ORG"), ("Rome", "LOC")]
    assert desk(text, gold, gold, [(0, 2, "born_in")]).tally(VIEW).costs["add_relation"] == 2
    assert desk(text, gold, gold, [(0, 1, "heads")]).tally(VIEW).costs["add_relation"] == 3


@pytest.mark.parametrize(
    ("proposed", "kind", "cost"),
    [
        ((0, 1, "heads"), "accept_relation", 1),
        ((0, 1, "works_for"), "relabel_relation", 1),
        ((0, 2, "born_in"), "reject_relation", 1),
    ],
)
def test_suggested_relation_is_decided(
    desk: "Callable[..., Desk]", proposed: tuple[int, int, str], kind: str, cost: float
) -> None:
    gold = [("Anne", "PER"), ("Zork", "ORG"), ("Rome", "LOC")]
    found = desk("Anne dirige Zork à Rome.", gold, gold, [(0, 1, "heads")], [proposed])
    costs: dict[str, float] = dict(found.tally(VIEW).costs.items())
    assert costs[kind] == cost
    assert ("add_relation" in costs) == (kind == "reject_relation")
    assert (kind in found.tally(VIEW_REST).costs) == (kind != "accept_relation")


def test_a_label_taken_without_asking_saves_a_key_where_it_is_right(desk: "Callable[..., Desk]") -> None:
    text = "Anne dirige Zork à Rome."
    gold = [("Anne", "PER"), ("Zork", "ORG"), ("Rome", "LOC")]
    found = desk(text, gold, gold, [(0, 1, "heads")])
    earlier = [replace(found.gold, key=f"earlier {number}").record() for number in range(2)]
    found.project.import_records(earlier, kind="annotations", annotator="Ada")

    def cost(way: Way, relations: Sequence[tuple[int, int, str]], *, guessed: bool) -> float:
        wanted = spans(text, gold)
        wanted_relations = frozenset(GoldRelation(wanted[h], wanted[c], label) for h, c, label in relations)
        tally = Analyst(found.project, way, guessed=guessed).rehearse(
            found.document, replace(found.gold, relations=wanted_relations)
        )
        return tally.costs["add_relation"]

    assert cost(VIEW, [(0, 1, "heads")], guessed=False) == 3
    assert cost(VIEW, [(0, 1, "heads")], guessed=True) == 2
    assert cost(VIEW, [(0, 1, "works_for")], guessed=True) == 3
    assert cost(PLAIN, [(0, 1, "heads")], guessed=True) == 3


def test_further_relations_of_one_span_cost_no_r(desk: "Callable[..., Desk]") -> None:
    text = "Anne et Bob ont vu Rome, Pise et Bari."
    gold = [("Anne", "PER"), ("Bob", "PER"), ("Rome", "LOC"), ("Pise", "LOC"), ("Bari", "LOC")]
    # from Anne to three towns, and from Bob to one of them: R and three letters, R and a letter
    relations = [(0, 2, "born_in"), (0, 3, "born_in"), (0, 4, "born_in"), (1, 2, "born_in")]
    found = desk(text, gold, gold, relations)
    assert found.tally(VIEW).costs["add_relation"] == 6
    assert found.tally(PLAIN).costs["add_relation"] == 8
    # where the label is asked for each takes a key more
    towns = [("Anne", "PER"), ("Zork", "ORG"), ("Pax", "ORG")]
    asked = desk("Anne, Zork et Pax.", towns, towns, [(0, 1, "heads"), (0, 2, "works_for")])
    assert asked.tally(VIEW).costs["add_relation"] == 3 + 2


def test_another_reading_takes_one_key(desk: "Callable[..., Desk]") -> None:
    text = "La Société du Tunnel de Lyon ouvre, dit Anne Le Bras."
    gold = [("Société du Tunnel de Lyon", "ORG"), ("Lyon", "LOC"), ("Anne Le Bras", "PER")]
    found = desk(text, gold)

    def held(*readings: tuple[str, str]) -> None:
        proposed = [ProposedSpan(*span, 0.9) for span in spans(text, [("Tunnel de Lyon", "LOC"), ("Le Bras", "LOC")])]
        possible = [ProposedSpan(*span, 0.2) for span in spans(text, readings)]
        run = found.project.start_run("own")
        found.project.store_proposals([(found.document, [Proposed(run, proposed, (), (), possible)])])

    # by our keys all three are marked anew; by the plain table the tunnel becomes the town
    held()
    before = [found.tally(way).cost for way in (VIEW, PLAIN)]
    assert before == [2 + 2 + 2 + 1, 2 + 3 + 3 + 1]
    held(*gold[:1])
    assert [found.tally(way).cost for way in (VIEW, PLAIN)] == [cost - 1 for cost in before]
    # the nested one is listed at the span around it, once that is right
    held(*gold)
    tally = found.tally(VIEW)
    assert (tally.counts["take"], tally.cost) == (2, 1 + 1 + 2 + 1)
    assert found.tally(VIEW_REST).cost == tally.cost
    # going back there is an action: as dear as adding it by our keys, not by the plain table
    plain = found.tally(PLAIN)
    assert (plain.counts["take"], plain.cost) == (3, 1 + 1 + 2 + 1)


def test_a_possible_span_at_words_that_nothing_suggests_is_cheaper_than_marking_them(
    desk: "Callable[..., Desk]",
) -> None:
    text = "Hier la Société du Tunnel a ouvert."
    found = desk(text, [("Société du Tunnel", "ORG")])
    before = [found.tally(way).cost for way in (VIEW, PLAIN)]
    assert before == [2 + 1, 3 + 1]
    possible = [ProposedSpan(*span, 0.2) for span in spans(text, [("Société du Tunnel", "ORG"), ("Tunnel", "LOC")])]
    run = found.project.start_run("own")
    found.project.store_proposals([(found.document, [Proposed(run, (), (), (), possible)])])
    tally = found.tally(PLAIN)
    assert (tally.counts["take"], tally.cost) == (1, 2 + 1)
    # by our keys the words are marked in one: as dear as going to the first
    assert found.tally(VIEW).counts["add"] == 1


def test_a_relation_held_for_possible_takes_one_key(
    desk: "Callable[..., Desk]", monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Anne, Zork, Pax et Lune."
    gold = [("Anne", "PER"), ("Zork", "ORG"), ("Pax", "ORG"), ("Lune", "ORG")]
    found = desk(text, gold, gold, [(0, 1, "heads"), (0, 2, "heads"), (0, 3, "works_for")])
    anne, zork, _, lune = (span[:2] for span in spans(text, gold))
    run = found.project.start_run("own")
    possible = [ProposedRelation(anne, zork, "heads", 0.2), ProposedRelation(anne, lune, "heads", 0.1)]
    proposed = [ProposedSpan(*span, 0.9) for span in spans(text, gold)]
    found.project.store_proposals([(found.document, [Proposed(run, proposed, (), possible)])])
    tally = found.tally(VIEW)
    assert (tally.costs["take_relation"], tally.costs["add_relation"]) == (1, 3 + 2)
    assert found.tally(PLAIN).costs["take_relation"] == 1
    # what is further down the list has no key
    monkeypatch.setattr("annotator.project.possible.POSSIBLE_SHOWN", 0)
    assert "take_relation" not in found.tally(VIEW).counts


def test_a_wrong_guess_ends_the_row_of_relations(desk: "Callable[..., Desk]") -> None:
    text = "Anne, Zork et Pax."
    gold = [("Anne", "PER"), ("Zork", "ORG"), ("Pax", "ORG")]
    found = desk(text, gold, gold, [(0, 1, "works_for"), (0, 2, "works_for")])
    earlier = replace(found.gold, relations=frozenset(replace_label(found.gold.relations, "heads")))
    found.project.import_records(
        [replace(earlier, key=f"earlier {number}").record() for number in range(3)], kind="annotations", annotator="Ada"
    )
    tally = Analyst(found.project, VIEW, guessed=True).rehearse(found.document, found.gold)
    assert tally.costs["add_relation"] == 3 + 3


def replace_label(relations: frozenset[GoldRelation], label: str) -> set[GoldRelation]:
    """The same relations with another label."""
    return {relation._replace(label=label) for relation in relations}


def test_where_most_is_wrong_the_right_is_accepted_and_the_rest_rejected_in_one_key(
    desk: "Callable[..., Desk]",
) -> None:
    text = "Anne et Bob vont de Rome à Pise, puis à Bari."
    gold = [("Anne", "PER"), ("Bob", "PER"), ("Rome", "LOC"), ("Pise", "LOC"), ("Bari", "LOC")]
    proposed = [(head, child, "born_in") for head in (0, 1) for child in (2, 3, 4)]
    # entities that wait would be rejected with the rest
    assert "reject_rest" not in desk(text, gold, gold, [(0, 2, "born_in")], proposed).tally(VIEW_REST).counts
    found = desk(text, gold, gold, [(0, 2, "born_in")])
    found.project.accept_all(found.document)
    wanted = spans(text, gold)
    found.suggest([], [ProposedRelation(wanted[h][:2], wanted[c][:2], label, 0.9) for h, c, label in proposed])
    # one by one: the right one, then what is left of Anne's, then Bob's
    assert found.tally(VIEW).counts == {"accept_relation": 1, "reject_relations": 2, "next": 1}
    assert found.tally(VIEW_REST).counts == {"accept_relation": 1, "reject_rest": 1, "next": 1}
    assert found.tally(PLAIN_REST).counts == {"reject_relation": 5, "accept_rest": 1, "next": 1}


def test_relation_is_suggested_anew_once_the_entities_are_right(desk: "Callable[..., Desk]") -> None:
    text = "Anne dirige Zork à Rome."
    found = desk(text, [("Anne", "PER"), ("Zork", "ORG")], [], [(0, 1, "heads")])
    asked: list[DocumentId] = []

    def again(document: DocumentId) -> None:
        asked.append(document)
        found.suggest([], [ProposedRelation(place(text, "Anne"), place(text, "Zork"), "heads", 0.9)])

    tally = Analyst(found.project, VIEW, again=again).work(found.document, found.gold)
    assert asked == [found.document]
    assert tally.counts == {"add": 2, "suggest_again": 1, "accept_relation": 1, "next": 1}


def test_rehearsing_leaves_no_trace(desk: "Callable[..., Desk]") -> None:
    text = "Rome dort. Rome rêve. Anne vit à Rome."
    found = desk(text, [("Rome", "LOC", number) for number in range(3)], [("Rome", "PER", 1), ("Anne vit", "PER")])
    before = found.project.article(found.document).spans()
    assert [found.tally(way).cost for way in WAYS] == [found.tally(way).cost for way in WAYS]
    article = found.project.article(found.document)
    assert article.spans() == before
    assert article.review.state == "new"


def test_analyst_who_cannot_reach_the_gold_names_the_document(
    desk: "Callable[..., Desk]", monkeypatch: pytest.MonkeyPatch
) -> None:
    found = desk("Anne Roux vit à Rome.", [("Rome", "LOC")])
    monkeypatch.setattr("annotator.simulation.analyst.SpanPlan.mending", lambda *_, **__: None)
    with pytest.raises(AnnotationError, match=r"^one differs from the gold .*16, 20, 'LOC'"):
        found.tally(VIEW)


def test_shown_strings_follow_what_is_decided(desk: "Callable[..., Desk]") -> None:
    """What is suggested while the analyst works, as the string memory does, is taken up at once."""
    text = "Zork dort. Zork rêve. Zork ferme."
    found = desk(text, [("Zork", "ORG", number) for number in range(3)])

    def looked(document: DocumentId) -> None:
        if found.project.article(document).spans(CONFIRMED) and not found.project.article(document).pending_count:
            found.suggest(spans(text, [("Zork", "ORG", number) for number in range(3)]))

    tally = Analyst(found.project, PLAIN_REST, looked=looked).rehearse(found.document, found.gold)
    assert tally.counts == {"add": 1, "accept_rest": 1, "next": 1}


WORDS = ["Rome", "Anne", "Roux", "de", "Zork", "la", "2016"]
EXTENTS = st.tuples(st.integers(0, 19), st.integers(1, 4), st.sampled_from(["PER", "LOC", "ORG", "DATE"]))


@settings(max_examples=40)
@example(
    # what follows from "accept the rest" goes with its undo
    words=["Rome"] * 14 + ["2016"] + ["Rome"] * 5,
    gold=[(11, 4, "PER"), (13, 1, "PER")],
    suggested=[(13, 1, "PER")],
    relations=[],
    proposed=[],
    remembers=True,
)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=20, max_size=24),
    gold=st.lists(EXTENTS, max_size=12),
    suggested=st.lists(EXTENTS, max_size=12),
    relations=st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(["heads", "near"])), max_size=6
    ),
    proposed=st.lists(
        st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(["heads", "near"])), max_size=6
    ),
    remembers=st.booleans(),
)
def test_project_equals_the_gold_whatever_was_suggested(
    tmp_path_factory: pytest.TempPathFactory,
    words: list[str],
    gold: list[tuple[int, int, str]],
    suggested: list[tuple[int, int, str]],
    relations: list[tuple[int, int, str]],
    proposed: list[tuple[int, int, str]],
    remembers: bool,
) -> None:
    starts = [sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
    text = " ".join(words) + "."

    def span(row: tuple[int, int, str]) -> GoldSpan:
        last = min(row[0] + row[1], len(words)) - 1
        return GoldSpan(starts[row[0]], starts[last] + len(words[last]), row[2])

    wanted, found = [span(row) for row in gold], [span(row) for row in suggested]
    joined = set()
    for head, child, label in relations:
        if max(head, child) < len(wanted) and wanted[head] != wanted[child]:
            pair = (wanted[head], wanted[child])
            relation = SCHEME.relation_label(label)
            assert relation is not None
            if relation.allows(pair[0].label, pair[1].label):
                first, second = sorted(pair) if relation.symmetric else pair
                joined.add(GoldRelation(first, second, label))
    document = GoldDocument("one", text, "fr", frozenset(wanted), frozenset(joined))
    path = tmp_path_factory.mktemp("gold") / "one.pressmark"
    with Project.create(path, scheme=SCHEME, annotator="Ada") as project:
        project.memory_active = remembers
        project.import_records([Record("one", text)])
        id = project.document_ids()[0]
        ends = [
            ProposedRelation(found[h][:2], found[c][:2], label, 0.5)
            for h, c, label in proposed
            if max(h, c) < len(found) and found[h][:2] != found[c][:2]
        ]
        project.store_suggestions(
            project.start_run("test"), id, [ProposedSpan(*row, 0.5) for row in dict.fromkeys(found)], ends
        )
        costs = [Analyst(project, way).rehearse(id, document).cost for way in WAYS]
        tally = Analyst(project, VIEW).work(id, document)
        # the analyst asserts it, and here it is looked at from outside
        record = next(iter(project.records()))
        assert {(s.start, s.end, s.label) for s in record.spans} == set(wanted)
        assert len(record.relations) == len(joined)
        assert project.article(id).review.state == "done"
        assert tally.cost == costs[0]
        brought = len(words) if remembers else 0  # what the memory makes of the first decision
        assert costs[0] <= 2 * len(set(wanted)) + 3 * len(joined) + 2 * (len(found) + len(ends)) + brought + 1
