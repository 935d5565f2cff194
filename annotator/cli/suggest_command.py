"""`pressmark suggest`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.group import INTERRUPTED
from annotator.cli.interruption import interruptible
from annotator.cli.progress import Progress, echo_json
from annotator.cli.projects import open_to_write

if TYPE_CHECKING:
    from annotator.suggesting import SuggestProgress, SuggestReport


@click.command("suggest")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--pipeline",
    default="",
    metavar="NAME|PATH",
    help="An installed spaCy pipeline or the folder of one; the project's own by default.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help="Processes that suggest at the same time; one by default.",
)
@click.option(
    "--again", is_flag=True, help="Also for articles that are done or have suggestions already; what was decided stays."
)
@click.option("--relations/--no-relations", default=True, show_default=True, help="Suggest relations too.")
@click.option("--any-language", is_flag=True, help="Use the pipeline for articles of other languages too.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def suggest_command(
    ctx: click.Context,
    /,
    project: Path,
    pipeline: str,
    workers: int | None,
    again: bool,
    relations: bool,
    any_language: bool,
    as_json: bool,
) -> None:
    """Let a spaCy pipeline suggest entities and relations for the articles of PROJECT.

    It may be stopped at any moment and goes on where it was when it is run again.
    """
    from annotator.choosing import chosen_sources, pipeline_choices
    from annotator.model.pipelines import Source
    from annotator.settings import load_settings
    from annotator.suggesting import suggest_project

    progress = Progress("Suggesting")
    with interruptible() as interruption, open_to_write(project) as opened:
        settings = load_settings()
        sources = [Source(pipeline)] if pipeline else chosen_sources(opened, settings.text("pipeline"))
        # who names a folder here vouches for it
        trusted = [*settings.items("trusted_pipelines"), pipeline]
        choices = pipeline_choices(opened, sources, trusted=trusted)
        opened.queue_documents(again=again)

        def step(at: "SuggestProgress") -> None:
            progress.step(
                at.done + at.failed, at.total, f"{at.done + at.failed:,} of {at.total:,} articles, {at.spans:,} spans"
            )

        try:
            report = suggest_project(
                opened,
                pipelines=choices,
                workers=workers or settings.number("workers"),
                relations=relations,
                any_language=any_language,
                progress=step,
                cancelled=lambda: interruption.asked,
            )
        finally:
            progress.close()
        if pipeline and report.documents:
            opened.set_setting("pipeline", pipeline)
        names = {id: opened.document(id).key for id, _ in report.failed}
        outside = opened.outside_scheme()
    failed = [(names[id], message) for id, message in report.failed]
    if as_json:
        echo_json(_as_data(report, [choice.name for choice in choices], failed, outside))
    else:
        _tell(report, failed, outside)
    if interruption.by_keyboard:
        ctx.exit(INTERRUPTED)
    if failed and not report.documents:
        ctx.exit(1)


def _as_data(
    report: "SuggestReport", pipelines: list[str], failed: list[tuple[str, str]], outside: dict[str, int]
) -> dict[str, Any]:
    return {
        "pipeline": ", ".join(pipelines),
        "documents": report.documents,
        "spans": report.spans,
        "relations": report.relations,
        "characters": report.characters,
        "seconds": round(report.seconds, 3),
        "pipelines": report.pipelines,
        "outside_scheme": outside,
        "warnings": report.warnings,
        "restarts": report.restarts,
        "failed": [{"document": key, "reason": message} for key, message in failed],
        "waiting": report.waiting,
        "cancelled": report.cancelled,
    }


def _tell(report: "SuggestReport", failed: list[tuple[str, str]], outside: dict[str, int]) -> None:
    by = ", ".join(f"{name or 'patterns'} {count:,}" for name, count in report.pipelines.items())
    by = f" ({by})" if by else ""
    click.echo(
        f"{report.documents:,} articles, {report.spans:,} spans, {report.relations:,} relations suggested in {report.seconds:.1f} s{by}."
    )
    if outside:
        click.echo(
            "Outside the label scheme, not shown: "
            + ", ".join(f"{label} {count:,}" for label, count in outside.items())
        )
    if not (report.documents or failed or report.cancelled):
        click.echo("No article waits: all are done or have suggestions; --again suggests anew.", err=True)
    for warning in report.warnings:
        click.echo(warning, err=True)
    for key, message in failed:
        click.echo(f"failed: {key}: {message}", err=True)
    if report.cancelled:
        click.echo(
            f"Stopped; what is counted here is kept, and {report.waiting:,} articles wait for the next time.", err=True
        )
