"""`pressmark export`."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.interruption import interruptible
from annotator.cli.options import child_options
from annotator.cli.progress import Progress, echo_json
from annotator.cli.projects import open_to_use
from annotator.formats.catalogue import WRITABLE
from annotator.model.document import REVIEW_STATES, ReviewState
from annotator.model.errors import AnnotationError, ReplaceError, StoreError
from annotator.model.export_report import SPACY
from annotator.model.plurals import counted

if TYPE_CHECKING:
    from annotator.model.export_report import ExportProgress, ExportReport
    from annotator.model.splits import Ratio


def parsed_split(_ctx: click.Context, _parameter: click.Parameter, value: str) -> "Ratio":
    """The option's shares of train, dev and test."""
    from annotator.model.splits import parse_ratio

    try:
        return parse_ratio(value)
    except AnnotationError as error:
        raise click.BadParameter(str(error)) from error


def parsed_states(
    _ctx: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[ReviewState, ...] | None:
    """The option's states; () for all of them, None where it was not given."""
    if value is None:
        return None
    names = [name.strip().replace("-", "_") for name in value.split(",") if name.strip()]
    if names == ["all"]:
        return ()
    if not names or any(name not in REVIEW_STATES for name in names):
        raise click.BadParameter(f"{value} is none of all, {', '.join(REVIEW_STATES)}, or several of these with commas")
    return tuple(state for state in REVIEW_STATES if state in names)


@click.command("export")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format",
    type=click.Choice([SPACY, *WRITABLE]),
    default=SPACY,
    show_default=True,
    help="A folder that spaCy trains on, or one of the formats of docs/formats.md.",
)
@click.option(
    "--split",
    default="0.8,0.1,0.1",
    show_default=True,
    callback=parsed_split,
    metavar="SHARES",
    help="Shares of train, dev and test for documents that have no side yet.",
)
@click.option("--annotator", default="", metavar="NAME", help="Whose annotations; yours by default.")
@click.option(
    "--states",
    default=None,
    callback=parsed_states,
    metavar="STATES",
    help="Documents in these states: all, or some of new,in_progress,done,skipped. By default done for spacy, all for the others.",
)
@click.option("--replace", is_flag=True, help="Replace an export at OUT that this project did not write as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@child_options
@click.pass_context
def export_command(
    ctx: click.Context,
    /,
    project: Path,
    out: Path,
    format: str,
    split: "Ratio",
    annotator: str,
    states: tuple[ReviewState, ...] | None,
    replace: bool,
    as_json: bool,
    progress_json: bool,
    on_behalf_of: int | None,
) -> None:
    """Write what is annotated in PROJECT to OUT: what spaCy trains on, or another tool's format.

    What went in and what came out are counted and compared; an earlier export at OUT is replaced only by a whole one,
    and another project's, or one that was changed since, only with --replace.
    """
    from annotator.exporting import export_project

    default_states: tuple[ReviewState, ...] = ("done",) if format == SPACY else ()
    wanted = default_states if states is None else states
    progress = Progress("Exporting", as_json=progress_json)
    started = time.monotonic()
    with interruptible(by_input=progress_json) as interruption:
        try:
            with open_to_use(project, on_behalf_of=on_behalf_of) as opened:
                documents = opened.document_count()

                def step(at: "ExportProgress") -> bool:
                    total = at.total or documents
                    # Reading is the short part of it.
                    share = at.done / max(1, total)
                    progress.step(
                        share / 4 if at.phase == "reading" else 0.25 + share * 0.75,
                        1,
                        f"{at.phase} {at.done:,}",
                        {"phase": at.phase, "documents": at.done},
                    )
                    return not interruption.asked

                report = export_project(
                    opened,
                    out,
                    format=format,
                    split=split,
                    annotator=annotator,
                    states=wanted,
                    replace=replace,
                    progress=step,
                )
        except (AnnotationError, StoreError) as error:
            progress.close()
            if interruption.exit_code:
                click.echo("pressmark: stopped; what was at the place before is as it was", err=True)
                ctx.exit(interruption.exit_code)
            replaceable = isinstance(error, ReplaceError)
            progress.event("error", message=str(error), cancelled=interruption.asked, replaceable=replaceable)
            raise
        finally:
            progress.close()
    result = {**report.to_dict(), "seconds": round(time.monotonic() - started, 3)}
    if progress_json:
        progress.event("report", **result)
    elif as_json:
        echo_json(result)
    else:
        _tell(report)


def _tell(report: "ExportReport") -> None:
    click.echo(f"In:  {report.went_in}")
    click.echo(f"Out: {report.came_out}")
    for split, counts in report.splits.items():
        click.echo(f"  {split:<6}{counts}")
    for title, labels in (("Spans", report.spans), ("Relations", report.relations)):
        if labels:
            click.echo(f"{title}: " + ", ".join(f"{label} {count:,}" for label, count in sorted(labels.items())))
    for what, count in report.lost.items():
        click.echo(f"Left out, since {report.format} has no place for it: {count:,} {what}")
    click.echo(f"Written: {report.path}")
    for note in report.notes:
        click.echo(note, err=True)
    for problem in report.problems[:10]:
        click.echo(f"{problem.key}: {problem.message}", err=True)
    if report.problem_count > 10:
        click.echo(f"{counted(report.problem_count - 10, 'more problem')}; pressmark check lists them", err=True)
