"""`pressmark simulate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.interruption import interruptible
from annotator.cli.progress import Progress, echo_json
from annotator.model.errors import AnnotationError
from annotator.model.plurals import counted

if TYPE_CHECKING:
    from annotator.model.label_scheme import LabelScheme
    from annotator.simulation.gold import Gold
    from annotator.simulation.results import ConfigurationName, Simulation, Task
    from annotator.simulation.running import Progress as SimulationProgress

ALL = "nothing,static,memory,retrained,all"


def parsed_configurations(
    _ctx: click.Context, _parameter: click.Parameter, value: str
) -> "tuple[ConfigurationName, ...]":
    """The option's configurations, in the order of the table."""
    from annotator.simulation.results import CONFIGURATIONS

    names = {name.strip() for name in value.split(",") if name.strip()}
    unknown = sorted(names.difference(CONFIGURATIONS))
    if unknown or not names:
        raise click.BadParameter(f"{', '.join(unknown) or value} is none of {', '.join(CONFIGURATIONS)}")
    return tuple(name for name in CONFIGURATIONS if name in names)


@click.command("simulate")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--pipeline",
    default=None,
    metavar="NAME|PATH",
    help="An installed spaCy pipeline or the folder of one, which suggests first and is trained; the language's own by default.",
)
@click.option("--scheme", default="", metavar="NAME|FILE", help="The label scheme; by default the gold's own labels.")
@click.option("--language", default="", metavar="CODE", help="The articles' language; by default what the file says.")
@click.option(
    "--limit", type=click.IntRange(1), default=None, metavar="N", help="Work through the first N articles only."
)
@click.option(
    "--held-back",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="N",
    help="Set the last N articles aside, to score models on.",
)
@click.option(
    "--seed",
    type=int,
    default=None,
    metavar="N",
    help="Take the articles in a random order, which this number decides; by default as in the file.",
)
@click.option(
    "--every", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="Train after N articles."
)
@click.option(
    "--idle-every",
    type=click.IntRange(0),
    default=50,
    show_default=True,
    metavar="N",
    help="A break after N articles, in which everything may be learned anew; 0: none.",
)
@click.option(
    "--configurations",
    default=ALL,
    show_default=True,
    callback=parsed_configurations,
    metavar="NAMES",
    help="What helps the analyst; several with commas.",
)
@click.option(
    "--task",
    "tasks",
    type=click.Choice(["entities", "relations", "both"]),
    multiple=True,
    help="What is annotated; relations: between entities that are given. May be given again. By default all the gold has.",
)
@click.option(
    "--articles", type=click.IntRange(1), default=5000, show_default=True, metavar="N", help="The size of your corpus."
)
@click.option(
    "--tokens-per-article",
    type=click.FloatRange(1),
    default=None,
    metavar="N",
    help="Of your corpus; by default as in the gold.",
)
@click.option(
    "--seconds-per-action",
    type=click.FloatRange(0),
    default=1.5,
    show_default=True,
    metavar="S",
    help="What an analyst takes to decide and press a key.",
)
@click.option(
    "--words-per-minute",
    type=click.FloatRange(1),
    default=230.0,
    show_default=True,
    metavar="N",
    help="How fast an analyst reads.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything that was found as JSON.")
@click.option(
    "--plot",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="OUT.png",
    help="Draw the actions over time, and the learning curve.",
)
@click.pass_context
def simulate_command(
    ctx: click.Context,
    /,
    gold: Path,
    pipeline: str | None,
    scheme: str,
    language: str,
    limit: int | None,
    held_back: int,
    seed: int | None,
    every: int,
    idle_every: int,
    configurations: "tuple[ConfigurationName, ...]",
    tasks: "tuple[Task, ...]",
    articles: int,
    tokens_per_article: float | None,
    seconds_per_action: float,
    words_per_minute: float,
    as_json: bool,
    plot: Path | None,
) -> None:
    """Work through the annotated articles of GOLD (JSON lines) as an analyst would, and count the actions.

    Everything is the program's own: suggestions, string memory, training, each action. It says what a corpus like this
    one costs to annotate, with what help, and how a model learns on the way.
    """
    from annotator.simulation.gold import read_gold
    from annotator.simulation.results import Estimate
    from annotator.simulation.running import Setting, simulate
    from annotator.simulation.tables import tables

    if plot is not None and plot.suffix.lower() != ".png":
        raise AnnotationError(f"{plot}: the plot is a PNG picture; give it a name that ends in .png")
    if plot is not None and not plot.parent.is_dir():
        raise AnnotationError(f"there is no folder {plot.parent}; the plot is written there")
    progress = Progress("Simulating")
    with interruptible() as interruption:
        read = read_gold(gold, scheme=_scheme(scheme), language=language, limit=limit, held_back=held_back, seed=seed)

        def step(at: "SimulationProgress") -> None:
            progress.step(
                at.done, 1, f"{at.configuration} ({at.task}): {at.documents:,} of {counted(at.of, 'article')}"
            )

        try:
            found = simulate(
                read,
                Setting(
                    pipeline=_pipeline(read.language) if pipeline is None else pipeline,
                    configurations=configurations,
                    tasks=tasks or _tasks(read),
                    every=every,
                    idle_every=idle_every,
                    seed=seed or 0,
                    # A pipeline may hold code; who names a folder here vouches for it.
                    consent=pipeline is not None,
                ),
                progress=step,
                cancelled=lambda: interruption.asked,
            )
        finally:
            progress.close()
    per_article = tokens_per_article or found.tokens / found.documents
    estimate = Estimate(articles, articles * per_article, seconds_per_action, words_per_minute)
    if as_json:
        echo_json({**found.to_dict(), "estimate": estimate.to_dict(found), "cancelled": interruption.asked})
    else:
        for line in tables(found, estimate):
            click.echo(line)
    for note in found.notes:
        click.echo(note, err=True)
    if plot is not None and found.outcomes:
        _draw(found, plot)
    if interruption.exit_code:
        click.echo("pressmark: stopped; what is shown is of the articles worked through by then", err=True)
        ctx.exit(interruption.exit_code)


def _scheme(name: str) -> "LabelScheme | None":
    from annotator.schemes import find_scheme

    return find_scheme(name) if name else None


def _pipeline(language: str) -> str:
    from annotator.nlp.config import BASE_PIPELINES
    from annotator.nlp.loading import pipeline_for

    return BASE_PIPELINES.get(language, "") or pipeline_for(language)


def _tasks(gold: "Gold") -> "tuple[Task, ...]":
    from annotator.simulation.results import TASKS

    return TASKS if any(document.relations for document in gold.documents) else ("entities",)


def _draw(found: "Simulation", path: Path) -> None:
    """Off screen: a simulation needs no display."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from annotator.simulation.curves import charts
    from annotator.ui.plots import save_plot

    save_plot(charts(found), path)
    click.echo(str(path), err=True)
