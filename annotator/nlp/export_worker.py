"""The process that writes an export: `python -m annotator.nlp.export_worker`, lines of `export_protocol` in and out."""

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from annotator.model.errors import AnnotationError
from annotator.nlp.export import FolderWriter, Written
from annotator.nlp.export_protocol import document_from, job_from

PROGRESS_EVERY = 20
"""Documents between two lines of progress."""


def main() -> int:
    """Write the folder that standard input asks for; exit code 1 where it could not be."""
    source, answers = sys.stdin, sys.stdout
    sys.stdout = sys.stderr  # what a library prints must not look like an answer
    try:
        written = run(source, answers)
    except AnnotationError as error:
        _say(answers, {"error": str(error), "kind": "annotation"})
        return 1
    except OSError as error:
        _say(answers, {"error": error.strerror or str(error), "kind": "store"})
        return 1
    if written is None:
        return 1
    _say(answers, {"written": written.to_dict()})
    return 0


def run(source: TextIO, answers: TextIO) -> Written | None:
    """Write what the lines ask for; None, and the folder gone, where they stop before the end."""
    job = job_from(source.readline())
    writer = FolderWriter(job)
    for count, line in enumerate(source, 1):
        arrived = document_from(line)
        if arrived is None:
            return writer.finish()
        writer.add(*arrived)
        if count % PROGRESS_EVERY == 0:
            _say(answers, {"done": count})
    _remove(job.folder)
    return None


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _say(answers: TextIO, message: Mapping[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
