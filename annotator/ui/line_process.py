"""A process that answers in lines: what it writes is taken a few milliseconds an event, so that the window never waits for it."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QProcess, QProcessEnvironment, QTimer, Signal
from shiboken6 import isValid

from annotator.nlp.protocol import worker_environment

READ_MILLISECONDS = 3
"""How long one event may take lines from the process."""
KILLED_MILLISECONDS = 3000
"""How long one that was killed may take to be gone."""


class LineProcess(QObject):
    """One process, from `start` until it ended by itself or was let go."""

    line_came = Signal(object)
    """A line that it wrote, as bytes."""
    not_started = Signal(str)
    """It cannot be started: why."""
    ended = Signal(int, bool)
    """It ended by itself, all its lines taken: the exit code, and whether the system ended it."""

    def __init__(
        self, command: Sequence[str], parent: QObject | None = None, *, variables: Mapping[str, str] | None = None
    ) -> None:
        """`variables` are put in the environment that all processes of the program have."""
        super().__init__(parent)
        self._heard = True
        self._reading = False
        """Whether the lines that are left have an event of their own coming."""
        self._errors = ""
        self._failed = ""
        """What `fail` was told."""
        self._process = process = QProcess(self)
        process.setProcessEnvironment(_environment(variables or {}))
        process.setProgram(command[0])
        process.setArguments(list(command[1:]))
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_error_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        # a window that is made anew deletes what it had, whether it runs or not
        self.destroyed.connect(partial(_outlive, process))

    @property
    def process_id(self) -> int:
        """The process id; 0 where it does not run."""
        return self._process.processId()

    @property
    def last_words(self) -> str:
        """The last line that it wrote as an error, or what `fail` was told; "" without one."""
        return self._failed or next((line.strip() for line in reversed(self._errors.splitlines()) if line.strip()), "")

    def start(self) -> None:
        """Start it; what is written meanwhile reaches it."""
        self._process.start()

    def write(self, data: bytes) -> None:
        """Send it something."""
        self._process.write(data)

    def fail(self, message: str) -> None:
        """End it for what it wrote: `ended` follows, with that for its last words."""
        self._failed = message
        self._process.kill()

    def let_go(
        self, goodbye: bytes, *, seconds: int, wait: int = 0, at_once: bool = False, terminate: bool = False
    ) -> None:
        """Say goodbye and hear nothing more of it; after so many seconds it is killed, and with the program too.

        `wait` milliseconds are waited for its end instead, for the end of the program; `at_once` kills it right away,
        `terminate` has the system ask it to end too, for one that does not listen.
        """
        process, self._heard = self._process, False
        process.readyReadStandardOutput.disconnect(self._on_output)
        process.readyReadStandardError.disconnect(self._on_error_output)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        if at_once:
            process.kill()
        elif process.isOpen():
            process.write(goodbye)
            process.closeWriteChannel()
            if terminate:
                process.terminate()
        if not wait:
            _hand_over(process)
            QTimer.singleShot(seconds * 1000, process, process.kill)
        elif not process.waitForFinished(wait):
            process.kill()
            process.waitForFinished(wait)
        self.deleteLater()

    def _on_output(self) -> None:
        if not self._reading:
            self._read()

    def _read(self) -> None:
        self._reading = False
        clock = QElapsedTimer()
        clock.start()
        while self._has_line():
            self.line_came.emit(bytes(self._process.readLine().data()))
            if clock.elapsed() >= READ_MILLISECONDS and self._has_line():
                self._reading = True
                QTimer.singleShot(0, self, self._read)
                return

    def _has_line(self) -> bool:
        """Whether there is a line and somebody to take it: what takes one may let the process go."""
        return self._heard and self._process.canReadLine()

    def _on_error_output(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self._errors = (self._errors + text)[-4000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # where it did start, `finished` follows
        if error is QProcess.ProcessError.FailedToStart and self._heard:
            self._heard = False
            self.not_started.emit(self._process.errorString())
            self.deleteLater()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        while self._has_line():
            self.line_came.emit(bytes(self._process.readLine().data()))
        if not self._heard:
            return
        self._on_error_output()
        self._heard = False
        self.ended.emit(code, status is QProcess.ExitStatus.CrashExit)
        self.deleteLater()


def _environment(variables: Mapping[str, str]) -> QProcessEnvironment:
    found = QProcessEnvironment()
    for name, value in {**worker_environment(), **variables}.items():
        found.insert(name, value)
    return found


def _hand_over(process: QProcess) -> None:
    """It may outlive its owner by its last batch, but not the program."""
    application = QCoreApplication.instance()
    process.setParent(application)
    process.finished.connect(process.deleteLater)
    process.errorOccurred.connect(partial(_delete_unstarted, process))
    if application is not None:
        quitting = application.aboutToQuit.connect(partial(_end, process))
        process.destroyed.connect(lambda: QObject.disconnect(quitting))
    if process.state() is QProcess.ProcessState.NotRunning:
        process.deleteLater()


def _outlive(process: QProcess) -> None:
    """Its owner is deleted: kill it, and have it gone before it is deleted itself."""
    if not isValid(process) or process.parent() is QCoreApplication.instance():
        return
    if process.state() is not QProcess.ProcessState.NotRunning:
        _hand_over(process)
        process.kill()


def _delete_unstarted(process: QProcess, error: QProcess.ProcessError) -> None:
    # `finished` does not follow
    if error is QProcess.ProcessError.FailedToStart:
        process.deleteLater()


def _end(process: QProcess) -> None:
    process.kill()
    process.waitForFinished(KILLED_MILLISECONDS)
