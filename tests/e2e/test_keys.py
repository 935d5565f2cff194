"""Every gesture on the real window: a key goes in, a row comes out."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.e2e.conftest import Window

pytestmark = pytest.mark.keys


def test_a_whole_article_from_the_keyboard(window: Window) -> None:
    window.press("Return")
    window.wait_for(window.spans, [("Élodie Marchand", "PER")])
    assert window.state("ferry") == "in_progress"

    window.press("Return")
    window.press("Return")
    window.wait_for(window.relations, [("Élodie Marchand", "heads", "Armor Marine")])

    window.press("BackSpace")
    window.wait_for(window.decisions, ["accepted", "accepted", "rejected", "accepted"])

    # Le Goff → Yann Le Goff, then on to the next
    window.press("alt+shift+Left")
    window.wait_for(lambda: window.spans()[-1], ("Yann Le Goff", "PER"))
    window.press("Return", "4")
    window.wait_for(lambda: window.spans()[-1], ("lundi", "DATE"))
    assert len(window.rows("SELECT * FROM edits WHERE state = 'done'")) == 6

    # to the text after it and back over the emoji, and a span of it: . ← lundi ← depuis ← 😀 ← Paris
    window.press("ctrl+End", "Left", "Left", "Left", "Left", "3")
    window.wait_for(
        window.spans,
        [
            ("Élodie Marchand", "PER"),
            ("Armor Marine", "ORG"),
            ("Yann Le Goff", "PER"),
            ("Paris", "LOC"),
            ("lundi", "DATE"),
        ],
    )

    # from Paris, whatever is legal towards Yann Le Goff: the nearest letter, then the first label
    window.press("r", "f", "1")
    window.wait_for(lambda: len(window.relations()), 2)

    window.press("ctrl+Return")
    window.wait_for(lambda: window.state("ferry"), "done")
    window.press("ctrl+Return")
    window.wait_for(lambda: window.state("orage"), "done")
    assert window.state("calme") == "new"


def test_relabel_and_delete_a_confirmed_span(window: Window) -> None:
    window.press("2")
    window.wait_for(window.spans, [("Élodie Marchand", "ORG")])
    window.press("ctrl+Home", "Right", "space", "Escape")
    window.press("shift+Tab", "Tab")
    window.press("ctrl+z")
    window.wait_for(window.spans, [])
    window.press("1")
    window.wait_for(window.spans, [("Élodie Marchand", "PER")])


def test_boundaries_by_the_token(window: Window) -> None:
    window.press("Tab", "shift+Right")
    window.wait_for(window.spans, [("Armor Marine à", "ORG")])
    window.press("shift+Left", "alt+shift+Right")
    window.wait_for(window.spans, [("Marine", "ORG")])
    window.press("alt+shift+Left")
    window.wait_for(window.spans, [("Armor Marine", "ORG")])


def test_j_and_k_and_a_span_of_words(window: Window) -> None:
    window.press("j", "space", "1")
    window.wait_for(window.spans, [("Nadia Benkirane", "PER")])
    window.press("k", "Return")
    window.wait_for(window.spans, [("Élodie Marchand", "PER"), ("Nadia Benkirane", "PER")])
    assert (window.state("ferry"), window.state("orage"), window.state("calme")) == (
        "in_progress",
        "in_progress",
        "new",
    )


def test_undo_and_redo_across_articles_and_a_restart(window: Window) -> None:
    window.press("Return", "j", "space", "1")
    window.wait_for(lambda: len(window.spans()), 2)
    window.stop()
    window.start()
    window.press("ctrl+z")
    window.wait_for(window.spans, [("Élodie Marchand", "PER")])
    window.press("ctrl+z")
    window.wait_for(window.spans, [])
    window.stop()
    window.start()
    window.press("ctrl+shift+z", "ctrl+shift+z")
    window.wait_for(window.spans, [("Élodie Marchand", "PER"), ("Nadia Benkirane", "PER")])


def test_all_at_once_and_rejected_ones_taken_back(window: Window) -> None:
    window.press("shift+BackSpace")
    window.wait_for(window.decisions, ["rejected"] * 6)
    window.press("ctrl+z", "shift+Return")
    window.wait_for(lambda: len(window.spans()), 5)
    window.wait_for(lambda: len(window.relations()), 1)


def test_a_relation_in_three_keys(window: Window) -> None:
    window.press("r", "f", "e")
    window.wait_for(window.relations, [("Élodie Marchand", "employed_by", "Armor Marine")])


def test_down_and_up_go_by_the_lines_on_screen(window: Window) -> None:
    window.press("ctrl+Home", "Down", "5")
    window.wait_for(lambda: len(window.spans()), 1)
    [(start,)] = window.rows("SELECT start FROM spans")
    assert start > 60
    window.press("Right", "Up", "6")
    window.wait_for(lambda: len(window.spans()), 2)
    assert min(row[0] for row in window.rows("SELECT start FROM spans")) < 40


def test_keys_in_a_text_field_are_text(window: Window) -> None:
    window.press("slash", "1", "j", "e", "Return")
    window.press("F6", "Return")
    window.wait_for(lambda: window.rows("SELECT action FROM edits WHERE state = 'done'"), [("accept",)])


def test_the_flag(window: Window) -> None:
    window.press("f")
    window.wait_for(lambda: window.rows("SELECT flag FROM reviews"), [(1,)])


@pytest.fixture
def azerty(window: Window) -> Iterator[None]:
    """The French keyboard, whose digits take Shift; after the window, as a server without clients forgets it."""
    if shutil.which("setxkbmap") is None:
        pytest.skip("needs setxkbmap")
    subprocess.run(["setxkbmap", "fr"], check=True)
    yield
    subprocess.run(["setxkbmap", "us"], check=True)


@pytest.mark.usefixtures("azerty")
def test_label_keys_on_azerty_with_and_without_shift(window: Window) -> None:
    window.press("eacute")
    window.wait_for(window.spans, [("Élodie Marchand", "ORG")])
    window.press("ctrl+z", "shift+quotedbl")
    window.wait_for(window.spans, [("Élodie Marchand", "LOC")])
