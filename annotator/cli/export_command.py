"""`pressmark export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.group import INTERRUPTED
from annotator.cli.interruption import interruptible
from annotator.cli.progress import Progress, echo_json
from annotator.cli.projects import open_to_write
from annotator.model.errors import AnnotationError, StoreError

if TYPE_CHECKING:
    pass


def _parsed_split(_ctx: click.Context, _parameter: click.Parameter, value: str) -> tuple[float, float, float]:
    try:
        shares = [float(part) for part in value.split(",")]
    except ValueError:
        shares = []
    if len(shares) == 2:
        shares.append(0.0)
    if len(shares) != 3 or any(not 0 <= share <= 1 for share in shares) or abs(sum(shares) - 1) > 1e-6 or not shares[0]:
        raise click.BadParameter(
            f"{value} is no split such as 0.8,0.1,0.1: shares of train, dev and test that add up to 1"
        )
    return shares[0], shares[1], shares[2]


@click.command("export")
def export_command() -> None:
    """Write."""
