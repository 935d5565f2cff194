"""`pressmark suggest`."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.interruption import interruptible
from annotator.cli.progress import Progress, echo_json
from annotator.cli.projects import open_to_write
from annotator.model.plurals import counted

if TYPE_CHECKING:
    from annotator.model.pipelines import Source
    from annotator.nlp.protocol import PipelineChoice
    from annotator.project import Project
    from annotator.settings import Settings
    from annotator.suggesting_report import SuggestProgress, SuggestReport


@click.command("suggest")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--pipeline",
    "pipelines",
    multiple=True,
    metavar="NAME|PATH|own[:LABELS]",
    help="An installed spaCy pipeline, the folder of one, or a config; with the scheme's labels to take from it, such as "
    "mine:PER,ORG. May be given several times: the first has it where two compete. The project remembers it; own is the "
    "model trained here, or the pipeline of the project's language. What the project has chosen by default.",
)
@click.option(
    "--relation-model",
    default=None,
    metavar="default|none|PATH",
    help="What relates entities beside the patterns: the model that comes with the program, nothing, or a folder.",
)
@click.option(
    "--code",
    default="",
    metavar="FILE",
    help="A Python file that defines components of those pipelines that are folders or configs.",
)
@click.option("--trust", is_flag=True, help="Load what is not an installed package without asking: it may run code.")
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
    pipelines: tuple[str, ...],
    relation_model: str | None,
    code: str,
    trust: bool,
    workers: int | None,
    again: bool,
    relations: bool,
    any_language: bool,
    as_json: bool,
) -> None:
    """Let spaCy pipelines suggest entities and relations for the articles of PROJECT.

    It may be stopped at any moment and goes on where it was when it is run again.
    """
    from annotator.choosing import DEFAULT, NO_RELATION_MODEL, RELATION_MODEL
    from annotator.settings import load_settings
    from annotator.suggesting import suggest_project

    if relation_model not in (None, DEFAULT, NO_RELATION_MODEL):
        relation_model = str(Path(relation_model).absolute())  # it is kept
    progress = Progress("Suggesting")
    with interruptible() as interruption, open_to_write(project) as opened:
        settings = load_settings()
        sources = _sources(opened, pipelines, code, settings.text("pipeline"))
        lost = _lost_model(opened, sources)
        choices = _agreed(opened, sources, settings, trust=trust, own=not lost)
        opened.queue_documents(again=again)

        def step(at: "SuggestProgress") -> None:
            done = at.done + at.failed
            progress.step(
                done + at.parts,
                at.total,
                f"{done:,} of {counted(at.total, 'article')}, {counted(at.spans, 'span')}",
            )

        try:
            report = suggest_project(
                opened,
                pipelines=choices,
                workers=workers or settings.number("workers"),
                relations=relations,
                relation_model="" if relation_model == NO_RELATION_MODEL else relation_model,
                any_language=any_language,
                progress=step,
                cancelled=lambda: interruption.asked,
            )
        finally:
            progress.close()
        if lost:
            report.warnings.insert(0, lost)
        if pipelines and report.documents:
            report.warnings += _remember(opened, sources)
        if relation_model is not None and report.documents:
            opened.set_setting(RELATION_MODEL, "" if relation_model == DEFAULT else relation_model)
        names = {id: opened.document(id).key for id, _ in report.failed}
        outside = opened.outside_scheme()
    failed = [(names[id], message) for id, message in report.failed]
    if as_json:
        echo_json(_as_data(report, [choice.name for choice in choices], failed, outside))
    else:
        _tell(report, failed, outside)
    if interruption.exit_code:
        ctx.exit(interruption.exit_code)
    if failed and not report.documents:
        ctx.exit(1)


def _sources(project: "Project", named: tuple[str, ...], code: str, default: str) -> list["Source"]:
    """What is named, or what the project or the person has chosen. Raises UsageError for labels that are none here."""
    from annotator.choosing import OWN, chosen_sources, is_place, own_source, source_from_text
    from annotator.model.pipelines import NONE, Source

    if not named:
        sources = list(chosen_sources(project, default))
    else:
        found = [source_from_text(text) for text in named if text != NONE]
        sources = [own_source(project, one.labels) if one.name == OWN else _absolute(one) for one in found]
    known = [label.name for label in project.scheme.labels]
    for source in sources:
        strange = [label for label in source.labels or () if label not in known]
        if strange:
            raise click.UsageError(
                f"The project has no label {strange[0]} to take from {source.name}. Its labels: {', '.join(known)}."
            )
    if code:
        if not any(is_place(source.name) for source in sources):
            raise click.UsageError("--code goes with a --pipeline that is a folder or a config.")
        code = str(Path(code).absolute())
        sources = [Source(one.name, one.labels, code) if is_place(one.name) else one for one in sources]
    return sources


def _absolute(source: "Source") -> "Source":
    """What is named by its place, named so that it means the same in every folder: it is kept, and so is the trust in it."""
    from annotator.choosing import is_place

    return replace(source, name=str(Path(source.name).absolute())) if is_place(source.name) else source


def _remember(project: "Project", sources: list["Source"]) -> list[str]:
    """Have those suggest from now on; what to say where that is a change."""
    from annotator.choosing import OWN, PIPELINE, serves_own
    from annotator.model.pipelines import sources_to_setting

    before, now = project.setting(PIPELINE), sources_to_setting(sources)
    project.set_setting(PIPELINE, now)
    if now == before or not now:
        return []
    names = ", ".join(source.name or OWN for source in sources) or now
    back = "" if serves_own(project, sources) else ", and the model trained here does not"
    verb = "suggest" if len(sources) > 1 else "suggests"
    return [f"From now on {names} {verb} in this project{back}; --pipeline {OWN} goes back to the project's own."]


def _lost_model(project: "Project", sources: list["Source"]) -> str:
    """What to say where the model in use would suggest and cannot be loaded; "" where nothing is wrong with it."""
    from annotator.choosing import serves_own
    from annotator.own_models import problem_in_use

    model = project.model_in_use()
    if model is None or not serves_own(project, sources):
        return ""
    problem = problem_in_use(project)
    return (
        f"The base suggests, without what was learned here. {problem} `pressmark train` makes another."
        if problem
        else ""
    )


def _agreed(
    project: "Project", sources: list["Source"], settings: "Settings", *, trust: bool, own: bool
) -> list["PipelineChoice"]:
    """What to load, once the person has agreed to what may run code; a yes is remembered. Raises AnnotationError without."""
    from annotator.choosing import pipeline_choices, untrusted
    from annotator.model.errors import AnnotationError

    trusted = settings.items("trusted_pipelines")
    choices = pipeline_choices(project, sources, trusted=trusted, own=own)
    strange = untrusted(choices)
    if not strange:
        return choices
    if not trust:
        question = f"{', '.join(strange)}: not an installed package, and may run code of its own. Load it"
        if not sys.stdin.isatty():
            raise AnnotationError(f"{question} only if you trust where it comes from: --trust says so.")
        if not click.confirm(f"{question}?", err=True):
            raise AnnotationError("Nothing was loaded.")
        settings.set("trusted_pipelines", [*trusted, *strange])
    return pipeline_choices(project, sources, trusted=[*trusted, *strange], own=own)


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
        "partly": report.partly,
        "restarts": report.restarts,
        "failed": [{"document": key, "reason": message} for key, message in failed],
        "waiting": report.waiting,
        "cancelled": report.cancelled,
    }


def _tell(report: "SuggestReport", failed: list[tuple[str, str]], outside: dict[str, int]) -> None:
    by = ", ".join(f"{name or 'patterns'} {count:,}" for name, count in report.pipelines.items())
    by = f" ({by})" if by else ""
    click.echo(
        f"{counted(report.documents, 'article')}, {counted(report.spans, 'span')}, {counted(report.relations, 'relation')} "
        f"suggested in {report.seconds:.1f} s{by}."
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
    for message, count in report.partly.items():
        click.echo(f"{counted(count, 'article')} without one of the pipelines: {message}", err=True)
    for key, message in failed:
        click.echo(f"failed: {key}: {message}", err=True)
    if report.cancelled:
        waiting = f"{counted(report.waiting, 'article')} {'waits' if report.waiting == 1 else 'wait'}"
        click.echo(f"Stopped; what is counted here is kept, and {waiting} for the next time.", err=True)
