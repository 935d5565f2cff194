"""The group of commands: a project's path may stand in a command's place, and an error is one line."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import click

from annotator.model.errors import AnnotationError, StoreError

INTERRUPTED = 130
"""The exit code of a command that Ctrl+C ended: 128 and the number of SIGINT."""


class CommandError(click.ClickException):
    """One line on the standard error, exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Write the line; a message of several lines is made one."""
        click.echo(f"pressmark: {' '.join(self.message.split())}", file=file or sys.stderr)


class PressmarkGroup(click.Group):
    """Commands by name; a first word that is none but names a project opens the window on it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments ask for, and the arguments left for it."""
        word = args[0]
        if self.get_command(ctx, word) is None and (word.endswith(".pressmark") or Path(word).exists()):
            return "window", self.get_command(ctx, "window"), args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the person can mend, and what the disk or a lock refused, ends in one line."""
        try:
            return super().invoke(ctx)
        except (AnnotationError, StoreError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever read the output has enough; click ends quietly
            if error.filename is None:
                _drop_output()
            raise CommandError(_explained(error)) from error
        except KeyboardInterrupt:
            click.echo("pressmark: stopped; what was done so far is kept", err=True)
            ctx.exit(INTERRUPTED)


def _drop_output() -> None:
    """Let go of what could not be written, which Python would try to write again at its end."""
    if sys.stdout is sys.__stdout__ and sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _explained(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename is None:
        return f"the output cannot be written: {reason}; what was done is kept"
    return f"{error.filename}: {reason}; check the path, its permissions and the disk"
