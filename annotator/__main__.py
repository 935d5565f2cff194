"""The program: `pressmark`, also `python -m annotator`."""

import io
import os
import sys

from annotator.cli.main import cli


def main() -> None:
    """Run the command line on the process's arguments; ends the process with its exit code."""
    mend_streams()
    cli(prog_name="pressmark")


def mend_streams() -> None:
    """Give the process the standard streams that it was started without, and have them take any character.

    Without, the next file that is opened, the project's perhaps, would be the standard error for whatever writes there.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    main()
