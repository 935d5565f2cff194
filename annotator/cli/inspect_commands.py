"""`pressmark stats` and `pressmark check`: what is in a project, and what is wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from annotator.cli.progress import Progress, echo_json
from annotator.cli.projects import open_to_read
from annotator.model.plurals import counted

MOST_SHOWN = 5000
"""Problems the window is told of; it says how many there are."""

_OWN = frozenset({"documents", "edits", "origins"})
"""Counts whose names are the program's."""

_LEDGER = ("ledger", "learning", "calibration")


@click.command("stats")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--annotator", default="", metavar="NAME", help="Whose decisions to count; yours by default.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.option("--progress-json", is_flag=True, hidden=True)
def stats_command(project: Path, annotator: str, as_json: bool, progress_json: bool) -> None:
    """Count what is in PROJECT: articles, states, spans and relations by label, suggestions."""
    with open_to_read(project) as opened:
        stats = {**opened.stats(annotator=annotator), **opened.ledger(annotator=annotator)}
    if progress_json:
        Progress("Counting", as_json=True).event("report", stats=stats)
        return
    if as_json:
        echo_json(stats)
        return
    for line in _lines({name: value for name, value in stats.items() if name not in _LEDGER}):
        click.echo(line)
    for line in _worth(stats):
        click.echo(line)


@click.command("check")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--annotator", default="", metavar="NAME", help="Whose annotations to look at; yours by default.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.option("--progress-json", is_flag=True, hidden=True)
@click.pass_context
def check_command(ctx: click.Context, project: Path, annotator: str, as_json: bool, progress_json: bool) -> None:
    """Look for what is wrong in PROJECT: the file's integrity, misplaced spans, inconsistent labels, illegal relations,
    models trained here whose folders are missing or altered.

    Exits with 1 where something was found.
    """
    from annotator.own_models import model_problems

    with open_to_read(project, annotator=annotator) as opened:
        problems = [*opened.check(), *model_problems(opened)]
    if progress_json:
        # for the window: the documents by their id too, and not more than anyone looks through
        shown = [
            {"kind": p.kind, "message": p.message, "id": p.document, "document": p.key, "extent": p.extent}
            for p in problems[:MOST_SHOWN]
        ]
        Progress("Checking", as_json=True).event("report", problems=shown, found=len(problems))
        return
    if as_json:
        echo_json(
            [
                {
                    "kind": p.kind,
                    "document": p.key or None,
                    "extent": list(p.extent) if p.extent else None,
                    "message": p.message,
                }
                for p in problems
            ]
        )
    else:
        for problem in problems:
            place = problem.key + (f" {problem.extent[0]}–{problem.extent[1]}" if problem.extent else "")
            message = " ".join(problem.message.split())  # words of an article may hold line ends
            click.echo(f"{place + ': ' if place else ''}{message} [{problem.kind}]")
        click.echo(
            f"{counted(len(problems), 'problem')} found." if problems else "Nothing wrong was found.",
            err=bool(problems),
        )
    if problems:
        ctx.exit(1)


def _worth(stats: Mapping[str, Any]) -> list[str]:
    """The ledger in short; `--json` has all of it."""
    lines: list[str] = []
    for row in stats["ledger"]["sources"]:
        if row["precision"] is not None:
            name = " ".join(part for part in (row["pipeline"], row["version"]) if part)
            recall = "" if row["recall"] is None else f", recall {row['recall']:.3f}"
            lines.append(f"  {name}, {row['kind']}s: precision {row['precision']:.3f}{recall}")
    for kind, report in stats["calibration"].items():
        if report["decisions"]:
            error = f"{report['error_before']:.3f}, calibrated {report['error_after']:.3f}"
            lines.append(f"  confidence of {kind}: off by {error} ({counted(report['decisions'], 'decision')})")
    progress = stats["ledger"]["progress"]
    if progress:
        last = progress[-1]["documents"] - (progress[-2]["documents"] if len(progress) > 1 else 0)
        lines.append(
            f"  last {counted(last, 'article')}: "
            f"{progress[-1]['actions_per_1000']:.1f} actions and {progress[-1]['seconds_per_1000']:.0f} s per 1,000 tokens"
        )
    return ["worth of suggestions", *lines] if lines else []


def _lines(stats: Mapping[str, Any], indent: str = "", *, own: bool = True) -> list[str]:
    """The counts as text: a name and a number a line, what belongs together below its name.

    Names of our `own` are words joined by underscores; those of labels, outlets and pipelines stay as they are.
    """

    def words(name: str) -> str:
        return name.replace("_", " ") if own else name or "(none)"

    lines: list[str] = []
    width = max((len(words(name)) for name, value in stats.items() if not isinstance(value, Mapping | list)), default=0)
    for name, value in stats.items():
        if isinstance(value, Mapping):
            if value:
                lines.append(f"{indent}{words(name)}")
                lines.extend(_lines(value, indent + "  ", own=name in _OWN))
        elif isinstance(value, list):
            if value:
                lines.append(f"{indent}{words(name)}: {', '.join(map(str, value))}")
        else:
            shown = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
            lines.append(f"{indent}{words(name):<{width}}  {shown}")
    return lines
