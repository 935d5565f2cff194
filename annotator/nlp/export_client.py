"""Has an export written: in a process of its own, so that spaCy is loaded there, or here where spaCy may be loaded."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from annotator.model.errors import AnnotationError, StoreError
from annotator.model.export_report import STOPPED
from annotator.model.training import Split, TrainingDocument
from annotator.nlp.export import ExportJob, FolderWriter
from annotator.nlp.export_protocol import END, document_line, job_line

MODULE = "annotator.nlp.export_worker"


def write_in_process(
    job: ExportJob,
    documents: Iterable[tuple[TrainingDocument, Split]],
    progress: Callable[[int], bool] | None = None,
) -> dict[str, Any]:
    """Write `job.folder` and return what was written (`Written.to_dict`).

    `progress` hears how many documents are written and stops the work by returning False. Raises AnnotationError for a
    document that cannot be written or where it was stopped, and StoreError where the disk or the process gave up.
    """
    with tempfile.TemporaryFile() as errors, _start(errors) as process:
        answers = _Answers(process)
        try:
            _send(process, job, documents, answers, progress)
        finally:
            if process.stdin is not None and not process.stdin.closed:
                _close(process.stdin)  # without its last line the process throws away what it wrote
            answers.thread.join()
        process.wait()
        if isinstance(answers.error, StoreError):
            raise StoreError(f"{job.folder.parent}: {answers.error}; nothing was replaced")
        if answers.error is not None:
            raise answers.error
        if answers.written is None:
            errors.seek(0)
            raise StoreError(_epitaph(process.returncode, errors.read().decode("utf-8", "replace")))
        return answers.written


def write_here(
    job: ExportJob,
    documents: Iterable[tuple[TrainingDocument, Split]],
    progress: Callable[[int], bool] | None = None,
) -> dict[str, Any]:
    """The same in this process, which loads spaCy: for a program that has nothing on screen to keep moving."""
    try:
        writer = FolderWriter(job)
        for count, (document, split) in enumerate(documents, 1):
            writer.add(document, split)
            if progress is not None and not progress(count):
                raise AnnotationError(STOPPED)
        return writer.finish().to_dict()
    except OSError as error:
        raise StoreError(f"{job.folder.parent}: {error.strerror or error}; nothing was replaced") from error


class _Answers:
    """Hears the process while documents are sent, so that neither side waits on a full pipe."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.done = 0
        self.written: dict[str, Any] | None = None
        self.error: AnnotationError | StoreError | None = None
        self.over = Event()
        self.thread = Thread(target=self._listen, args=(process.stdout,), daemon=True)
        self.thread.start()

    def _listen(self, lines: IO[str]) -> None:
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:
                continue  # what a library prints past Python's standard output
            if not isinstance(message, dict):
                continue
            self.done = message.get("done", self.done)
            self.written = message.get("written", self.written)
            if "error" in message:
                kind = StoreError if message["kind"] == "store" else AnnotationError
                self.error = kind(message["error"])
        self.over.set()


def _start(errors: IO[bytes]) -> "subprocess.Popen[str]":
    package = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([package, inherited] if inherited else [package]),
        "PYTHONIOENCODING": "utf-8",
        "OMP_NUM_THREADS": "1",
    }
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env=environment,
        )
    except OSError as error:
        raise StoreError(f"the export process could not start: {error}") from error


def _send(
    process: "subprocess.Popen[str]",
    job: ExportJob,
    documents: Iterable[tuple[TrainingDocument, Split]],
    answers: _Answers,
    progress: Callable[[int], bool] | None,
) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(job_line(job))
        for document, split in documents:
            process.stdin.write(document_line(document, split))
            _report(answers, progress)
        process.stdin.write(END)
        process.stdin.flush()
        process.stdin.close()
    except OSError:  # BrokenPipeError, and on Windows EINVAL
        return  # it has ended; why is in its answer or in its exit code
    while not answers.over.wait(0.2):
        _report(answers, progress)


def _report(answers: _Answers, progress: Callable[[int], bool] | None) -> None:
    if progress is not None and not progress(answers.done):
        answers.error = AnnotationError(STOPPED)
        raise answers.error


def _close(stream: IO[str]) -> None:
    try:
        stream.close()
    except OSError:
        return


def _epitaph(code: int, errors: str) -> str:
    last = next((line.strip() for line in reversed(errors.splitlines()) if line.strip()), "")
    how = f"by signal {-code}, perhaps for want of memory" if code < 0 else f"with code {code}"
    return f"the export process ended {how}" + (f": {last}" if last else "") + "; nothing was replaced"
