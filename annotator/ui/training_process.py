"""The training process as the window sees it: requests in, replies out as signals, one line to say how it ended.

Reading never holds up the window: a few milliseconds of lines an event, the rest in the next.
"""

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from annotator.nlp.protocol import training_command, worker_environment
from annotator.nlp.training.protocol import (
    Cancel,
    Failed,
    Progress,
    ProtocolError,
    Quit,
    Request,
    Started,
    Trained,
    decode_reply,
    encode,
)

READ_MILLISECONDS = 3
"""How long one event may take lines from the process."""
LAST_SECONDS = 5
"""How long a process that is not wanted any more may finish its batch."""


class TrainingProcess(QObject):
    """One process, kept as long as it is of use: what it has loaded and learned stays with it."""

    started = Signal(object)
    """Started."""
    progressed = Signal(object)
    """Progress."""
    trained = Signal(object)
    """Trained: a folder was written."""
    failed = Signal(object)
    """Failed: of the request under way; "crashed" where the process is gone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._errors = ""
        self._reading = False

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The process id; 0 without one."""
        return self._process.processId() if self._process is not None else 0

    def send(self, request: Request) -> None:
        """Send a request; the first one starts the process."""
        if self._process is None:
            self._start()
        if self._process is not None:
            self._process.write(encode(request))

    def cancel(self) -> None:
        """Stop the request under way; `failed` says "cancelled"."""
        if self._process is not None:
            self._process.write(encode(Cancel()))

    def stop(self, *, wait: int = 0) -> None:
        """End the process, heard no more; `wait` milliseconds for it before it is killed, for the end of the program."""
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._on_output)
        process.readyReadStandardError.disconnect(self._on_error_output)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        process.finished.connect(process.deleteLater)
        process.write(encode(Cancel()) + encode(Quit()))
        process.closeWriteChannel()
        if not wait:
            # it may outlive this object by its last batch
            process.setParent(QCoreApplication.instance())
            QTimer.singleShot(LAST_SECONDS * 1000, process, process.kill)
        elif not process.waitForFinished(wait):
            process.kill()
            process.waitForFinished(wait)

    def _start(self) -> None:
        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in worker_environment().items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        program, *arguments = training_command()
        process.setProgram(program)
        process.setArguments(arguments)
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_error_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process, self._errors = process, ""
        process.start()

    def _on_output(self) -> None:
        if not self._reading:
            self._read()

    def _read(self) -> None:
        self._reading = False
        clock = QElapsedTimer()
        clock.start()
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            self._take(bytes(process.readLine().data()))
            if clock.elapsed() >= READ_MILLISECONDS and process is self._process and process.canReadLine():
                self._reading = True
                QTimer.singleShot(0, self, self._read)
                return

    def _take(self, line: bytes) -> None:
        try:
            reply = decode_reply(line)
        except ProtocolError as error:
            self._errors = str(error)
            if self._process is not None:
                self._process.kill()
            return
        match reply:
            case Started():
                self.started.emit(reply)
            case Progress():
                self.progressed.emit(reply)
            case Trained():
                self.trained.emit(reply)
            case Failed():
                self.failed.emit(reply)

    def _on_error_output(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._errors = (self._errors + text)[-4000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            reason = self._process.errorString()
            self._drop()
            self._crash(self.tr("The training process cannot be started: {reason}").format(reason=reason))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            self._take(bytes(process.readLine().data()))
        if process is None or process is not self._process:
            return
        self._on_error_output()
        last = next((line.strip() for line in reversed(self._errors.splitlines()) if line.strip()), "")
        if status is QProcess.ExitStatus.CrashExit:
            how = self.tr("it was ended by the system, which often means too little memory")
        else:
            how = self.tr("exit code {code}").format(code=code)
        self._drop()
        reason = f"{how}: {last}" if last else how
        self._crash(self.tr("The training process ended by itself ({reason}).").format(reason=reason))

    def _drop(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
        self._process, self._reading = None, False

    def _crash(self, message: str) -> None:
        self.failed.emit(Failed("crashed", message))
