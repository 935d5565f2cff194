"""The commands that need the window's code, and the worker it starts."""

import re
from pathlib import Path

import click

from annotator.model.errors import AnnotationError

_SIZE = re.compile(r"(\d{3,5})[x×](\d{3,5})")


@click.command("window", hidden=True)
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.pass_context
def window_command(ctx: click.Context, project: Path | None = None) -> None:
    """Open the window, on PROJECT where one is given."""
    from annotator.cli.display import INSTEAD, has_display

    if project is not None and not project.exists():
        raise AnnotationError(f"there is no project {project}; make it with: pressmark new {project}")
    if not has_display():
        raise AnnotationError(INSTEAD)
    from annotator.ui.app import run

    ctx.exit(run(project))


def _parsed_size(_ctx: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(value.strip().lower())
    if match is None:
        raise click.BadParameter(f"{value} is no size such as 1440x920")
    return int(match.group(1)), int(match.group(2))


@click.command("screenshot")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("document")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.png")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--size", default="1440x920", show_default=True, callback=_parsed_size, metavar="WIDTHxHEIGHT")
@click.option(
    "--language", type=click.Choice(["fr", "en"]), default=None, help="Language of the interface; your own by default."
)
def screenshot_command(
    project: Path, document: str, out: Path, theme: str, size: tuple[int, int], language: str | None
) -> None:
    """Draw the window on DOCUMENT, its id or its key, into OUT.png; needs no display."""
    if not project.exists():
        raise AnnotationError(f"there is no project {project}; make it with: pressmark new {project}")
    from annotator.ui.screenshot import screenshot

    screenshot(project, document, out, theme=theme, size=size, language=language or "")
    click.echo(str(out))


@click.command("worker")
@click.pass_context
def worker_command(ctx: click.Context) -> None:
    """Suggest for another program: JSON lines on standard input and output.

    docs/command-line.md has the messages. It ends when its input does.
    """
    import os
    import sys

    from annotator.nlp.worker import main

    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # The thread that reads may still wait for input, and with it a regular exit.
    os._exit(code)


@click.command("trainer", hidden=True)
def trainer_command() -> None:
    """Train for another program: JSON lines on standard input and output. It ends when its input does."""
    import os
    import sys

    from annotator.nlp.training.process import main

    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # As for `worker`.
    os._exit(code)
