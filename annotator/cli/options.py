"""Options that several commands have."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

_COLUMNS = {
    "text": "the article's text",
    "id": "the article's own id",
    "title": "the title",
    "date": "the date",
    "source": "the outlet",
    "url": "the address",
    "language": "the language",
}


def column_options(command: _Command) -> _Command:
    """`--text-column` and its like, which come as `text_column` …: what each column of a table holds."""
    for role, what in reversed(_COLUMNS.items()):
        option = click.option(
            f"--{role}-column", default="", metavar="NAME", help=f"CSV and TSV: the column with {what}."
        )
        command = option(command)
    return command


def child_options(command: _Command) -> _Command:
    """What the window says to a command that works for it: `progress_json` and `on_behalf_of`."""
    command = click.option(
        "--on-behalf-of",
        type=int,
        default=None,
        hidden=True,
        metavar="PID",
        help="The window that has the project open.",
    )(command)
    return click.option(
        "--progress-json",
        is_flag=True,
        hidden=True,
        help="JSON lines on standard output; a line “cancel” on standard input, or its end, stops.",
    )(command)


def apply_limits() -> None:
    """Have files read within what the user's settings allow them to ask for."""
    from annotator.formats.limits import LIMITS, MEGABYTE, Limits
    from annotator.settings import load_settings

    LIMITS.set(Limits(archive_bytes=load_settings().number("archive_megabytes") * MEGABYTE))
