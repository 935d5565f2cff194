"""The training process as the window sees it: requests in, replies out as signals, one line to say how it ended."""

from PySide6.QtCore import QObject, Signal

from annotator.nlp.protocol import training_command
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
from annotator.ui.line_process import LineProcess

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
        self._process: LineProcess | None = None

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The process id; 0 without one."""
        return self._process.process_id if self._process is not None else 0

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
        if process is not None:
            process.let_go(encode(Cancel()) + encode(Quit()), seconds=LAST_SECONDS, wait=wait)

    def _start(self) -> None:
        self._process = process = LineProcess(training_command(), self)
        process.line_came.connect(self._take)
        process.not_started.connect(self._on_not_started)
        process.ended.connect(self._on_ended)
        process.start()

    def _take(self, line: bytes) -> None:
        try:
            reply = decode_reply(line)
        except ProtocolError as error:
            if self._process is not None:
                self._process.fail(str(error))
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

    def _on_not_started(self, reason: str) -> None:
        self._process = None
        self._crash(self.tr("The training process cannot be started: {reason}").format(reason=reason))

    def _on_ended(self, code: int, crashed: bool) -> None:
        last = self._process.last_words if self._process is not None else ""
        if crashed:
            how = self.tr("it was ended by the system, which often means too little memory")
        else:
            how = self.tr("exit code {code}").format(code=code)
        self._process = None
        reason = f"{how}: {last}" if last else how
        self._crash(self.tr("The training process ended by itself ({reason}).").format(reason=reason))

    def _crash(self, message: str) -> None:
        self.failed.emit(Failed("crashed", message))
