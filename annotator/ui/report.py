"""The report of a bug: versions and where it happened, and no text of any article."""

import platform
import re
import traceback
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion

LONGEST_MESSAGE = 200
_NAME = re.compile(r"[a-z_][a-z0-9_.]{0,39}")
"""A quoted name of the program's own: what else is quoted may be words of an article."""
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|“[^”]*”|«[^»]*»""", re.DOTALL)


def error_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What a person can send in. Messages keep their words and names, not what they quote: that may be an article's text."""
    try:
        number = version("pressmark")
    except PackageNotFoundError:
        number = "(not installed)"
    head = f"Pressmark {number}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    text = "\n".join((head, "", *_traceback(error, trace, set())))
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def error_line(error: BaseException) -> str:
    """The kind of an error and what it says, on one line."""
    said = redacted(str(error))
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def redacted(message: str) -> str:
    """A message on one line, quotations other than plain names replaced by "…", cut where it goes on and on."""
    line = " ".join(_QUOTED.sub(_short, message).split())
    return line if len(line) <= LONGEST_MESSAGE else line[: LONGEST_MESSAGE - 1] + "…"


def _short(match: re.Match[str]) -> str:
    quoted = match.group()
    return quoted if _NAME.fullmatch(quoted[1:-1]) else f"{quoted[0]}…{quoted[-1]}"


def _traceback(error: BaseException, trace: TracebackType | None, seen: set[int]) -> Iterator[str]:
    """The lines of a traceback with those of its causes before it, as Python orders them."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _traceback(before, before.__traceback__, seen)
        yield ""
        yield "which led to:" if error.__cause__ is not None else "and while that was handled:"
        yield ""
    if trace is not None:
        yield "Traceback (most recent call last):"
        for entry in traceback.format_tb(trace):
            yield from entry.rstrip("\n").split("\n")
    yield error_line(error)
