"""Whole simulations: every configuration through real workers, the string memory and the training process."""

import json
from pathlib import Path

import pytest

from annotator.simulation.gold import Gold, read_gold
from annotator.simulation.results import CONFIGURATIONS, Simulation
from annotator.simulation.running import Progress, Setting, simulate

NAMES = ["Zork", "Valtrex", "Brimon", "Ostane", "Kelvor", "Tandis"]
VIEW, REST = "view, one by one", "view, accept the rest"


def gold(tmp_path: Path, count: int, held_back: int = 0) -> Gold:
    """Articles in which names that no pipeline knows come back from one to the next."""
    path = tmp_path / "gold.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            one, two = NAMES[number % 6], NAMES[(number + 1) % 6]
            text = f"La société {one} a racheté {two} à Brest. Depuis, {one} recrute."
            spans = [
                {"start": start, "end": start + len(name), "label": label}
                for name, label in ((one, "ORG"), (two, "ORG"), ("Brest", "LOC"))
                for start in range(len(text))
                if text.startswith(name, start)
            ]
            row = {"id": f"text {number}", "lang": "fr", "text": text, "spans": spans}
            stream.write(json.dumps(row) + "\n")
    return read_gold(path, held_back=held_back)


def rates(found: Simulation, way: str) -> dict[str, float]:
    return {outcome.configuration: outcome.rate(way) for outcome in found.outcomes}


def test_string_memory_saves_what_it_has_seen(tmp_path: Path) -> None:
    found = simulate(gold(tmp_path, 12), Setting("", ("nothing", "memory"), ("entities",)))
    nothing, memory = found.outcomes
    assert nothing.total(VIEW).counts["add"] == 12 * 3
    # each name once, then it is remembered
    assert memory.total(VIEW).counts["add"] == 7
    assert rates(found, REST)["memory"] < rates(found, REST)["nothing"] / 2
    assert [len(outcome.tallies[VIEW]) for outcome in found.outcomes] == [12, 12]


def test_cancelled_simulation_keeps_what_was_done(tmp_path: Path) -> None:
    seen: list[Progress] = []
    found = simulate(
        gold(tmp_path, 6),
        Setting("", ("nothing", "memory"), ("entities",)),
        progress=seen.append,
        cancelled=lambda: bool(seen) and seen[-1].documents >= 4,
    )
    assert [outcome.documents for outcome in found.outcomes] == [4]
    assert seen[-1].done == pytest.approx(4 / 12)


@pytest.mark.parametrize("asked", [3, 9, 14])
def test_stopped_within_an_article_nothing_of_it_counts(tmp_path: Path, asked: int) -> None:
    seen: list[Progress] = []
    times = 0

    def cancelled() -> bool:
        nonlocal times
        times += bool(seen) and seen[-1].documents == 1  # in the second article, at each action of four ways of working
        return times >= asked

    found = simulate(
        gold(tmp_path, 3), Setting("", ("nothing",), ("entities",)), progress=seen.append, cancelled=cancelled
    )
    [outcome] = found.outcomes
    assert outcome.documents == 1
    assert {len(tallies) for tallies in outcome.tallies.values()} == {1}
    assert times < asked + 5


@pytest.mark.slow
def test_model_learns_on_the_way_and_suggests_better(tmp_path: Path) -> None:
    found = simulate(
        gold(tmp_path, 30, held_back=6), Setting("", CONFIGURATIONS, ("entities",), every=8, idle_every=16)
    )
    assert [outcome.configuration for outcome in found.outcomes] == list(CONFIGURATIONS)
    learned = found.outcome("all", "entities")
    assert learned is not None
    assert [entry.documents for entry in learned.rounds if entry.kind == "round"] == [0, 4, 8, 12, 16, 24]
    assert all(entry.seconds > 0 for entry in learned.rounds[1:])
    curve = [entry.f for entry in learned.rounds if entry.f is not None]
    assert curve[-1] > curve[0]
    assert learned.shown
    by_name = rates(found, REST)
    assert by_name["retrained"] < by_name["static"] == by_name["nothing"]
    assert by_name["all"] < by_name["nothing"]


@pytest.mark.slow
def test_folders_are_gone_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(own))
    simulate(gold(tmp_path, 3, held_back=1), Setting("", ("retrained",), ("entities",), every=2))
    assert list(own.iterdir()) == []


def test_round_without_anything_to_learn_from_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.project.models.HELD_BACK_PERCENT", 100)
    found = simulate(gold(tmp_path, 2), Setting("", ("retrained",), ("entities",), every=1, idle_every=1))
    [outcome] = found.outcomes
    assert outcome.documents == 2
    assert [one.documents for one in outcome.rounds] == [0]
