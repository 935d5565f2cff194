"""The table of commands."""

import click

from annotator.cli.export_command import export_command
from annotator.cli.group import PressmarkGroup
from annotator.cli.import_command import import_command
from annotator.cli.inspect_commands import check_command, stats_command
from annotator.cli.new_command import new_command
from annotator.cli.preview_commands import export_preview_command, survey_command
from annotator.cli.simulate_command import simulate_command
from annotator.cli.suggest_command import suggest_command
from annotator.cli.train_command import train_command
from annotator.cli.window_commands import screenshot_command, trainer_command, window_command, worker_command


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"pressmark {version('pressmark')}")
        except PackageNotFoundError:
            click.echo("pressmark (not installed)")
        ctx.exit()


@click.group(
    cls=PressmarkGroup,
    invoke_without_command=True,
    subcommand_metavar="[PROJECT | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit."
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Label entities and relations in news articles, and hand spaCy a training set.

    With a PROJECT, or with nothing, the window opens.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(window_command)


for command in (
    new_command,
    import_command,
    suggest_command,
    train_command,
    export_command,
    stats_command,
    check_command,
    simulate_command,
    screenshot_command,
    worker_command,
    trainer_command,
    window_command,
    survey_command,
    export_preview_command,
):
    cli.add_command(command)
