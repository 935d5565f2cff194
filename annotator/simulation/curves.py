"""What a simulation found, as charts: actions over time, and what the model learned."""

from collections.abc import Sequence

from annotator.model.chart import Chart, Curve
from annotator.model.plurals import counted
from annotator.simulation.costs import WAYS
from annotator.simulation.results import SPAN_OF_DOCUMENTS, TASKS, Outcome, Simulation, Task

_TASKS: dict[Task, str] = {"entities": "Entities", "relations": "Relations", "both": "Entities and relations"}


def charts(found: Simulation) -> list[Chart]:
    """Of each task, the actions with this program's keys, one by one and with “accept the rest”, and the learning curves."""
    made: list[Chart] = []
    for task in TASKS:
        outcomes = [outcome for outcome in found.outcomes if outcome.task == task]
        if not outcomes:
            continue
        made += [_actions(task, outcomes, way.name) for way in WAYS[:2]]
        learned = [curve for outcome in outcomes for curve in _learning(outcome)]
        if learned:
            made.append(
                Chart(
                    f"{_TASKS[task]}: F on the {counted(found.held_back, 'article')} held back",
                    "articles done",
                    tuple(learned),
                    y="percent",
                    y_range=(0.0, 1.0),
                )
            )
    return made


def _actions(task: Task, outcomes: Sequence[Outcome], way: str) -> Chart:
    """A point for each 50 articles, at the last of them."""
    curves = []
    for hue, outcome in enumerate(outcomes):
        ends = [min(SPAN_OF_DOCUMENTS * (n + 1), outcome.documents) for n in range(len(outcome.over_time(way)))]
        points = tuple(zip(map(float, ends), outcome.over_time(way), strict=True))
        curves.append(Curve(outcome.configuration, points, hue=hue))
    title = f"{_TASKS[task]}: actions per 1,000 tokens, {way.partition(', ')[2]}"
    return Chart(title, "articles done", tuple(curves))


def _learning(outcome: Outcome) -> list[Curve]:
    both = outcome.task == "both"
    curves = []
    if outcome.task != "relations":
        points = {float(entry.documents): entry.f for entry in outcome.rounds if entry.f is not None}
        curves.append(Curve(f"{outcome.configuration}{', entities' if both else ''}", tuple(points.items()), hue=0))
    if outcome.task != "entities":
        points = {float(e.documents): e.relations_f for e in outcome.rounds if e.relations_f is not None}
        curves.append(Curve(f"{outcome.configuration}{', relations' if both else ''}", tuple(points.items()), hue=1))
    return [curve for curve in curves if curve.points]
