"""How far long work is: a line on the standard error for a person, JSON lines on the standard output for the window."""

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

import click

_BETWEEN = 0.1
_BETWEEN_WITHOUT_TERMINAL = 30.0
_WIDTH = 24


def echo_json(value: object) -> None:
    """One JSON document on the standard output."""
    click.echo(json.dumps(value, ensure_ascii=_only_ascii(), indent=2))


def _only_ascii() -> bool:
    """Whether the standard output may not take every character, as where Windows sends it to a file."""
    return not (sys.stdout.encoding or "").lower().startswith("utf")


class Progress:
    """A progress line that is written over; without a terminal, a line of its own every 30 seconds."""

    def __init__(self, title: str, *, as_json: bool = False) -> None:
        """`as_json` writes each step as a line {"event": "progress", …} on the standard output instead."""
        self._title = title
        self._as_json = as_json
        self._terminal = sys.stderr.isatty()
        self._last = time.monotonic() if not self._terminal and not as_json else 0.0
        self._shown = False

    def step(self, done: float, total: float, note: str, values: Mapping[str, Any] | None = None) -> None:
        """Show that `done` of `total` (0 where not known) is done; `values` go into the JSON line."""
        now = time.monotonic()
        if now - self._last < (_BETWEEN if self._terminal or self._as_json else _BETWEEN_WITHOUT_TERMINAL):
            return
        self._last = now
        share = min(1.0, done / total) if total else 0.0
        if self._as_json:
            self.event("progress", share=round(share, 4), **(values or {}))
            return
        if not self._terminal:
            click.echo(f"{self._title}: {share:.0%}, {note}" if total else f"{self._title}: {note}", err=True)
            return
        self._shown = True
        filled = round(share * _WIDTH)
        bar = f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {share:4.0%}  " if total else ""
        click.echo(f"\r\x1b[K{self._title}  {bar}{note}", nl=False, err=True)

    def event(self, name: str, **values: Any) -> None:
        """One JSON line on the standard output; nothing unless `as_json`."""
        if self._as_json:
            click.echo(json.dumps({"event": name, **values}, ensure_ascii=_only_ascii()))
            sys.stdout.flush()

    def close(self) -> None:
        """Take the progress line away."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._shown = False
