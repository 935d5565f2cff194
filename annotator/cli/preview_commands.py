"""What the window asks for before it imports or exports, in a process of its own: one JSON line on standard output."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.export_command import parsed_split, parsed_states
from annotator.cli.options import apply_limits, column_options
from annotator.cli.projects import open_to_read
from annotator.model.errors import AnnotationError, StoreError
from annotator.model.export_report import SPACY

if TYPE_CHECKING:
    from annotator.model.document import ReviewState
    from annotator.model.splits import Ratio


@click.command("survey", hidden=True)
@click.argument("sources", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="SOURCE...")
@click.option("--format", default="auto")
@column_options
def survey_command(sources: tuple[Path, ...], format: str, **columns: str) -> None:
    """Say what these files and folders hold."""
    from annotator.formats.columns import Columns
    from annotator.surveying import survey

    chosen = Columns(**{name.removesuffix("_column"): value for name, value in columns.items()})
    apply_limits()
    try:
        _event("report", **survey(sources, chosen=chosen, format=format).to_dict())
    except AnnotationError as error:
        _event("error", message=str(error))
        raise


@click.command("export-preview", hidden=True)
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", default=SPACY)
@click.option("--split", default="0.8,0.1,0.1", callback=parsed_split)
@click.option("--annotator", default="")
@click.option("--states", default="done", callback=parsed_states)
def export_preview_command(
    project: Path, format: str, split: "Ratio", annotator: str, states: "tuple[ReviewState, ...] | None"
) -> None:
    """Say what an export would write."""
    from annotator.exporting import preview
    from annotator.exporting_formats import preview_records

    try:
        with open_to_read(project) as opened:
            if format == SPACY:
                found = preview(opened, split=split, annotator=annotator, states=states or ())
            else:
                found = preview_records(opened, format, annotator=annotator, states=states or ())
    except (AnnotationError, StoreError) as error:
        _event("error", message=str(error))
        raise
    _event("report", **found.to_dict())


def _event(name: str, **values: Any) -> None:
    click.echo(json.dumps({"event": name, **values}, ensure_ascii=False))
