"""The program: `pressmark`, also `python -m annotator`."""

from annotator.cli.main import cli


def main() -> None:
    """Run the command line on the process's arguments; ends the process with its exit code."""
    cli(prog_name="pressmark")


if __name__ == "__main__":
    main()
