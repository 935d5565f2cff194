"""Where the focus goes when other suggestions come in for the article on screen."""

import pytest

from annotator.model.suggestion import ProposedSpan
from annotator.ui.session import Session
from tests.ui.conftest import PROPOSED, Desk


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(desk: Desk, clock: Clock) -> Session:
    """A session that has just opened the first article, at its first suggestion."""
    made = Session(clock=clock)
    made.open_project(desk.project)
    made.open_article(desk.documents[0])
    desk.session = made
    return made


def come_in(desk: Desk, proposed: tuple[tuple[str, str], ...]) -> None:
    """Another run over the open article."""
    spans = [
        ProposedSpan(desk.text.index(words), desk.text.index(words) + len(words), label, 0.9)
        for words, label in proposed
    ]
    desk.project.store_suggestions(desk.project.start_run("other"), desk.documents[0], spans)
    desk.session.suggestions_stored(desk.documents[0])


def test_the_same_suggestion_keeps_the_focus_under_its_new_id(desk: Desk, session: Session, clock: Clock) -> None:
    desk.look_at("Armor Marine")
    before = session.focus
    clock.now += 60
    come_in(desk, PROPOSED)
    assert session.focus != before
    assert desk.focused() == "Armor Marine"
    assert session.focus == desk.span("Armor Marine").ref


def test_another_label_at_the_same_place_is_not_taken_for_it(desk: Desk, session: Session, clock: Clock) -> None:
    desk.look_at("Armor Marine")
    clock.now += 60
    come_in(desk, (("Armor Marine", "LOC"),))
    assert session.focus != desk.span("Armor Marine").ref
    assert desk.focused() == "Armor"


def test_in_the_first_moment_the_first_suggestion_is_looked_at(desk: Desk, session: Session, clock: Clock) -> None:
    assert desk.focused() == "Élodie Marchand"
    clock.now += 0.1
    come_in(desk, (("Saint-Nazaire", "LOC"), ("Yann Le Goff", "PER")))
    assert desk.focused() == "Saint-Nazaire"


def test_after_it_nothing_is_looked_at_that_was_not_there(desk: Desk, session: Session, clock: Clock) -> None:
    clock.now += 1.0
    come_in(desk, (("Saint-Nazaire", "LOC"),))
    assert desk.focused() == "Élodie"
    come_in(desk, ())
    assert desk.focused() == "Élodie"
