"""The figures made of what was counted, and how they are told."""

from dataclasses import replace

import pytest

from annotator.simulation.costs import WAYS, Tally
from annotator.simulation.curves import charts
from annotator.simulation.results import Estimate, Outcome, Round, Shown, Simulation
from annotator.simulation.tables import tables

VIEW = WAYS[0].name


def outcome(documents: int = 120) -> Outcome:
    """Each document has 100 tokens and as many actions as its number has digits: all adds of PER."""
    made = Outcome("all", "entities")
    for number in range(documents):
        made.tokens.append(100)
        for way in WAYS:
            tally = Tally()
            for _ in str(number):
                tally.add("add", 1.0, "PER")
            made.tallies[way.name].append(tally)
    made.rounds = [
        Round(0, "round", 0.5, None, 0.0, taken=True),
        Round(60, "round", 0.75, None, 4.0, taken=True),
        Round(60, "full", 0.8, None, 40.0, taken=True),
        Round(120, "round", 0.7, None, 6.0, taken=False),
    ]
    made.shown = [Shown("span", "PER", 0.9, correct) for correct in [True] * 8 + [False] * 2]
    return made


def simulation(*outcomes: Outcome) -> Simulation:
    return Simulation(outcomes, 120, 12_000, 30, "fr", "a_pipeline", 10, None)


def test_rates_are_per_1000_tokens_in_all_and_for_each_50_documents() -> None:
    found = outcome()
    assert found.rate(VIEW) == pytest.approx(1000 * (10 + 90 * 2 + 20 * 3) / 12_000)
    assert found.over_time(VIEW) == pytest.approx([1000 * 90 / 5000, 1000 * 100 / 5000, 1000 * 60 / 2000])
    assert found.by_kind(VIEW) == {"add": pytest.approx(found.rate(VIEW))}
    assert found.by_label(VIEW) == {"PER": {"add": pytest.approx(found.rate(VIEW))}}


def test_training_counts_rounds_and_confidence_what_was_shown() -> None:
    found = outcome()
    assert found.round_seconds() == 5.0
    assert found.calibration_error() == pytest.approx(0.1)
    assert Outcome("nothing", "entities").calibration_error() is None
    assert Outcome("nothing", "entities").round_seconds() is None
    assert Outcome("nothing", "entities").rate(VIEW) == 0


def test_estimate_adds_reading_and_actions() -> None:
    estimate = Estimate(articles=1000, tokens=600_000, seconds_per_action=2.0, words_per_minute=200)
    assert estimate.hours(0) == pytest.approx(50)
    assert estimate.hours(90) == pytest.approx(50 + 600 * 90 * 2 / 3600)


def test_report_tells_the_last_configuration_in_full() -> None:
    lines = list(tables(simulation(outcome()), Estimate(5000, 500_000, 1.5, 230)))
    assert lines[0] == "120 articles, 12,000 tokens, 30 more to score models on; a_pipeline."
    text = "\n".join(lines)
    assert "F on the articles held back, entities, after so many articles: 0: .500, 60: .800, 120: .700" in text
    assert "a training round takes 5.0 s of processor time; 1 of 3 models was worse and left aside" in text
    assert "(ECE, 10 suggestions)" in text
    assert "    PER: 20.8 (add 20.8)" in lines


def test_charts_have_a_point_for_each_50_documents_and_each_model() -> None:
    one_by_one, rest, learned = charts(simulation(outcome()))
    assert [x for x, _ in one_by_one.curves[0].points] == [50, 100, 120]
    assert one_by_one.title.endswith("one by one")
    assert rest.title.endswith("accept the rest")
    assert list(learned.curves[0].points) == [(0, 0.5), (60, 0.8), (120, 0.7)]
    assert learned.title == "Entities: F on the 30 articles held back"
    assert charts(replace(simulation(outcome()), held_back=1))[2].title == "Entities: F on the 1 article held back"
    assert charts(simulation()) == []


def test_nothing_worked_through_costs_nothing_to_tell() -> None:
    lines = list(tables(Simulation((), 1, 1, 0, "fr", "", 10, None), Estimate(1, 1, 1.5, 230)))
    assert len(lines) == 1
    assert lines[0].startswith("1 article, 1 token")
