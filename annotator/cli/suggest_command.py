"""`pressmark suggest`."""

import click


@click.command("suggest")
def suggest_command() -> None:
    """Suggest."""
