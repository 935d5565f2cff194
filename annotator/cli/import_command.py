"""`pressmark import`."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from annotator.cli.interruption import interruptible
from annotator.cli.options import apply_limits, child_options, column_options
from annotator.cli.progress import Progress, echo_json
from annotator.cli.projects import open_to_write
from annotator.formats.catalogue import READABLE
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.plurals import counted

if TYPE_CHECKING:
    from annotator.formats.reading import Reading
    from annotator.model.import_report import ImportReport
    from annotator.project.importer import ImportKind

_LABELS_SHOWN = 20


@click.command("import")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("sources", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--format",
    type=click.Choice(["auto", *READABLE]),
    default="auto",
    show_default=True,
    help="Format of the files: auto, or one of docs/formats.md.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["documents", "suggestions", "annotations"]),
    default="documents",
    show_default=True,
    help="What the spans and relations of the files are: left out, to be reviewed, or confirmed.",
)
@click.option("--annotator", default="", metavar="NAME", help="Whose annotations they are; yours by default.")
@click.option(
    "--update", is_flag=True, help="Write documents whose id is there already anew, instead of leaving them alone."
)
@click.option(
    "--language",
    default="auto",
    show_default=True,
    metavar="CODE",
    help="Language of the articles that do not say theirs; auto finds it.",
)
@column_options
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@child_options
@click.pass_context
def import_command(
    ctx: click.Context,
    /,
    project: Path,
    sources: tuple[Path, ...],
    format: str,
    kind: str,
    annotator: str,
    update: bool,
    language: str,
    as_json: bool,
    progress_json: bool,
    on_behalf_of: int | None,
    **columns: str,
) -> None:
    """Read articles into PROJECT: files, folders and ZIP archives, each file in its own format.

    A record that cannot come in is told on a line with its file and line number, and the others come in.
    """
    from annotator.formats.columns import Columns
    from annotator.formats.reading import Reading
    from annotator.importing import import_sources

    chosen = Columns(**{name.removesuffix("_column"): value for name, value in columns.items()})
    apply_limits()
    progress = Progress("Importing", as_json=progress_json)
    started = time.monotonic()
    try:
        with (
            interruptible(by_input=progress_json) as interruption,
            open_to_write(
                project, annotator="" if kind == "annotations" else annotator, on_behalf_of=on_behalf_of
            ) as opened,
        ):
            total = Reading(sources).total_bytes()

            def step(report: "ImportReport", reading: "Reading") -> bool:
                progress.step(
                    reading.bytes_read,
                    total,
                    counted(report.records, "article"),
                    {"records": report.records, "documents": report.documents, "refused": report.refused},
                )
                return not interruption.asked

            report = import_sources(
                opened,
                sources,
                format=format,
                kind=cast("ImportKind", kind),
                update=update,
                annotator=annotator,
                columns=chosen,
                language=language,
                progress=step,
            )
    except (AnnotationError, StoreError) as error:
        progress.event("error", message=str(error))
        raise
    finally:
        progress.close()
    result = {**as_data(report), "seconds": round(time.monotonic() - started, 3)}
    if progress_json:
        progress.event("report", **result)
    elif as_json:
        echo_json(result)
    else:
        _tell(report, project)
        if kind == "annotations" and report.already_there:
            click.echo(
                "Annotations of articles that are there already were left out; --update takes them in.", err=True
            )
    if interruption.exit_code:
        ctx.exit(interruption.exit_code)
    if report.refused and report.refused == report.records:
        ctx.exit(1)


def as_data(report: "ImportReport") -> dict[str, Any]:
    """The report as JSON values; `refusals` are the first 1,000 of `refused`."""
    return {
        "documents": report.documents,
        "updated": report.updated,
        "already_there": report.already_there,
        "copies": report.copies,
        "spans": report.spans,
        "relations": report.relations,
        "suggestions": report.suggestions,
        "labels_added": report.labels_added,
        "characters": report.characters,
        "refused": report.refused,
        "refusals": [{"origin": refusal.origin, "reason": refusal.reason} for refusal in report.refusals],
        "left_out": report.left_out,
        "aside": report.aside,
        "cancelled": report.cancelled,
    }


def _tell(report: "ImportReport", project: Path) -> None:
    for refusal in report.refusals:
        click.echo(f"refused: {refusal}", err=True)
    if report.refused > len(report.refusals):
        click.echo(f"refused: {report.refused - len(report.refusals):,} more", err=True)
    counts = [
        (report.updated, "updated", "updated"),
        (report.already_there, "there already", "there already"),
        (report.copies, "of them a copy of another's text", "of them copies of another's text"),
        (report.spans, "span", "spans"),
        (report.relations, "relation", "relations"),
        (report.suggestions, "suggestion", "suggestions"),
        (report.refused, "refused", "refused"),
    ]
    told = "".join(f", {counted(count, one, many)}" for count, one, many in counts if count)
    click.echo(f"{counted(report.documents, 'new article')} in {project}{told}.")
    for reason, count in report.left_out.items():
        click.echo(f"Left out, as the source says: {reason} ({count:,}).")
    if report.aside:
        told = ", ".join(f"{count:,} {what}" for what, count in report.aside.items())
        click.echo(f"Kept for an export in the same format, and not shown: {told}.")
    if report.labels_added:
        shown = ", ".join(report.labels_added[:_LABELS_SHOWN])
        more = len(report.labels_added) - _LABELS_SHOWN
        click.echo(f"Added to the label scheme: {shown}{f' and {more} more' if more > 0 else ''}.")
    if report.cancelled:
        click.echo(
            "Stopped before the end; what is counted here is in the project, and importing again goes on.", err=True
        )
