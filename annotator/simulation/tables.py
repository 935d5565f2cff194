"""What a simulation found, as text for the command line."""

from collections.abc import Iterator, Sequence

from annotator.model.plurals import counted
from annotator.simulation.costs import ACTION_KINDS, WAYS
from annotator.simulation.results import CONFIGURATIONS, TASKS, Estimate, Outcome, Simulation

_CONFIGURATIONS = {
    "nothing": "nothing suggested",
    "static": "suggestions of the pipeline as it is",
    "memory": "the same, and the string memory",
    "retrained": "suggestions, retrained on the way",
    "all": "retrained, and the string memory",
}
_TASKS = {
    "entities": "Entities",
    "relations": "Relations between entities that are given",
    "both": "Entities, and the relations between them",
}
_DEAREST = 8


def tables(found: Simulation, estimate: Estimate) -> Iterator[str]:
    """The lines of the report."""
    aside = f", {found.held_back:,} more to score models on" if found.held_back else ""
    yield f"{counted(found.documents, 'article')}, {counted(found.tokens, 'token')}{aside}; {found.pipeline or 'no pipeline'}."
    for task in TASKS:
        outcomes = [outcome for outcome in found.outcomes if outcome.task == task]
        if outcomes:
            yield ""
            yield f"{_TASKS[task]}: actions per 1,000 tokens"
            yield from _rates(outcomes)
            yield from _details(outcomes[-1])
            for outcome in outcomes:
                yield from _learning(outcome)
    if found.outcomes:
        yield ""
        yield from _estimated(found, estimate)


def _rates(outcomes: Sequence[Outcome]) -> Iterator[str]:
    heads = ["", *(way.name for way in WAYS)]
    rows = [
        [_CONFIGURATIONS[outcome.configuration], *(f"{outcome.rate(way.name):.1f}" for way in WAYS)]
        for outcome in outcomes
    ]
    yield from _table([heads, *rows])
    if max(len(outcome.over_time(WAYS[0].name)) for outcome in outcomes) > 1:
        yield f"  per 50 articles, {WAYS[1].name}"
        yield from _table(
            [
                [_CONFIGURATIONS[outcome.configuration], *(f"{rate:.0f}" for rate in outcome.over_time(WAYS[1].name))]
                for outcome in outcomes
            ]
        )


def _details(outcome: Outcome) -> Iterator[str]:
    yield f"  by kind of action: {_CONFIGURATIONS[outcome.configuration]}"
    kinds = [kind for kind in ACTION_KINDS if any(kind in outcome.by_kind(way.name) for way in WAYS)]
    rows = [[kind.replace("_", " "), *(_figure(outcome.by_kind(way.name), kind) for way in WAYS)] for kind in kinds]
    yield from _table([["", *(way.name for way in WAYS)], *rows])
    labels = list(outcome.by_label(WAYS[1].name).items())[:_DEAREST]
    if labels:
        yield f"  by label, {WAYS[1].name}"
        for label, row in labels:
            parts = ", ".join(
                f"{kind.replace('_', ' ')} {value:.1f}"
                for kind, value in sorted(row.items(), key=lambda item: -item[1])
            )
            yield f"    {label}: {sum(row.values()):.1f} ({parts})"


def _learning(outcome: Outcome) -> Iterator[str]:
    error = outcome.calibration_error()
    if error is not None:
        yield f"  {outcome.configuration}: the confidence shown is off by {error:.3f} on average (ECE, {counted(len(outcome.shown), 'suggestion')})"
    if not outcome.rounds:
        return
    seconds = outcome.round_seconds()
    if seconds is not None:
        left = sum(not entry.taken for entry in outcome.rounds)
        yield f"  {outcome.configuration}: a training round takes {seconds:.1f} s of processor time; {left} of {counted(len(outcome.rounds) - 1, 'model')} {'was' if left == 1 else 'were'} worse and left aside"
    for name, points in (
        ("entities", [(entry.documents, entry.f) for entry in outcome.rounds]),
        ("relations", [(entry.documents, entry.relations_f) for entry in outcome.rounds]),
    ):
        known = {documents: f for documents, f in points if f is not None}
        if known:
            curve = ", ".join(f"{documents}: {f:.3f}".replace("0.", ".", 1) for documents, f in known.items())
            yield f"  {outcome.configuration}: F on the articles held back, {name}, after so many articles: {curve}"


def _estimated(found: Simulation, estimate: Estimate) -> Iterator[str]:
    yield (
        f"Your {counted(estimate.articles, 'article')} ({estimate.tokens:,.0f} tokens), reading {estimate.words_per_minute:.0f} words a minute, "
        f"{estimate.seconds_per_action:g} s an action, would take one analyst about"
    )
    rows = []
    for task in TASKS:
        for name in CONFIGURATIONS:
            outcome = found.outcome(name, task)
            if outcome is not None:
                hours = (estimate.hours(outcome.rate(way.name)) for way in WAYS[:2])
                rows.append([_CONFIGURATIONS[name], task, *(f"{value:,.0f} h" for value in hours)])
    yield from _table([["", "", *(way.name for way in WAYS[:2])], *rows])


def _figure(table: dict[str, float], name: str) -> str:
    return f"{table[name]:.1f}" if name in table else "–"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows with their columns aligned, the first to the left."""
    widths = [max(len(row[column]) for row in rows if column < len(row)) for column in range(max(map(len, rows)))]
    for row in rows:
        cells = [
            f"{cell:<{widths[0]}}" if not column else f"{cell:>{widths[column]}}" for column, cell in enumerate(row)
        ]
        yield ("    " + "  ".join(cells)).rstrip()
