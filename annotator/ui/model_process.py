"""The worker process as the window sees it: documents in, suggestions out as signals, crashes mended once."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from annotator.nlp.protocol import (
    ConfirmedSpan,
    Failure,
    Load,
    Progress,
    ProtocolError,
    Quit,
    Ready,
    Request,
    Suggest,
    Suggestions,
    decode_reply,
    encode,
    worker_command,
)
from annotator.ui.line_process import LineProcess

IN_FLIGHT = 2
"""Documents the worker holds at a time besides the one on the screen, which so waits for no more."""
LAST_SECONDS = 3
"""How long a worker that is not wanted any more may finish its batch."""
CRASHES_IN_A_ROW = 3
"""So many crashes without an answer between them, and the process stays down."""


@dataclass(slots=True)
class _Sent:
    """A document the worker holds."""

    request: Suggest
    alone: bool = False
    part: float = 0.0
    """How much of a long one is read, between 0 and 1."""


class ModelProcess(QObject):
    """One worker. `load` starts it; `suggest` asks, in any order and number; each document is answered once."""

    ready = Signal(object)
    """Ready: the pipeline is loaded."""
    suggested = Signal(object)
    """Suggestions for one document."""
    failed = Signal(object)
    """Failure: of a document ("cancelled" where it is not to blame), or with `id` None of loading the pipeline."""
    progressed = Signal()
    """A long document is further on."""
    restarted = Signal(str)
    """The process crashed, was started again, and goes on; says how it ended."""
    stopped = Signal(str)
    """The process is gone for good: why, or "" where `stop` asked for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load: Load | None = None
        self._ready: Ready | None = None
        self._process: LineProcess | None = None
        self._waiting: OrderedDict[int, Suggest] = OrderedDict()
        self._suspects: OrderedDict[int, Suggest] = OrderedDict()
        self._sent: dict[int, _Sent] = {}
        self._crashes = 0

    @property
    def pipeline(self) -> Ready | None:
        """What is loaded; None before, and after a crash until it is loaded again."""
        return self._ready

    @property
    def running(self) -> bool:
        """Whether there is a process, loading or ready."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The worker's process id; 0 without one."""
        return self._process.process_id if self._process is not None else 0

    @property
    def documents(self) -> list[int]:
        """The documents asked for and not yet answered."""
        return list(dict.fromkeys([*self._suspects, *self._sent, *self._waiting]))

    @property
    def waiting(self) -> int:
        """Documents asked for and not yet answered."""
        return len(self._waiting) + len(self._suspects) + len(self._sent)

    @property
    def part(self) -> float:
        """How much of the long document is read that the worker reads, between 0 and 1."""
        return max((sent.part for sent in self._sent.values()), default=0.0)

    def holds(self, document: int) -> bool:
        """Whether the worker has that document already, or gets it once more after a crash."""
        return document in self._sent or document in self._suspects

    def load(self, request: Load) -> None:
        """Start a worker with that pipeline, in place of the one that runs. What was asked for before is forgotten."""
        self._discard(wait=0)
        self._load, self._crashes = request, 0
        self._start()

    def suggest(
        self,
        document: int,
        text: str,
        *,
        language: str = "",
        spans: Sequence[ConfirmedSpan] = (),
        urgent: bool = False,
        nested: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Ask for a document; an urgent one goes before all that wait, the last asked first.

        One that waits already is asked for with what it is now, and one the worker holds is not asked again.
        """
        request = Suggest(document, text, language, tuple(spans), urgent, nested)
        if document in self._suspects:
            return
        sent = self._sent.get(document)
        if sent is not None and sent.request.text == text:
            return
        self._waiting[document] = request
        if urgent:
            self._waiting.move_to_end(document, last=False)
        self._feed()

    def forget(self, document: int | None = None) -> list[int]:
        """Drop a document that waits, or all of them; returns which. What the worker holds is answered still."""
        dropped = [id for id in self._waiting if document in (None, id)]
        for id in dropped:
            del self._waiting[id]
        return dropped

    def stop(self, *, wait: int = 0, at_once: bool = False) -> None:
        """End the worker; `wait` milliseconds for it before it is killed, for the end of the program.

        `at_once` kills it right away: it keeps nothing that could be lost.
        """
        if self._process is not None:
            self._discard(wait=wait, at_once=at_once)
            self.stopped.emit("")

    def _discard(self, *, wait: int, at_once: bool = False) -> None:
        """Forget everything, and let the process go: no signal of it is heard any more."""
        process = self._process
        at_once = at_once or self._ready is None  # one that loads does not listen, and has nothing to lose
        self._process, self._ready, self._load = None, None, None
        self._waiting.clear()
        self._suspects.clear()
        self._sent.clear()
        if process is not None:
            process.let_go(encode(Quit()), seconds=LAST_SECONDS, wait=wait, at_once=at_once)

    def _start(self) -> None:
        self._process = process = LineProcess(worker_command(), self)
        process.line_came.connect(self._take)
        process.not_started.connect(self._on_not_started)
        process.ended.connect(self._on_ended)
        process.start()
        if self._load is not None:
            self._write(self._load)

    def _write(self, request: Request) -> None:
        if self._process is not None:
            self._process.write(encode(request))

    def _feed(self) -> None:
        if self._ready is None:
            return
        if self._suspects:
            if not self._sent:
                document, request = self._suspects.popitem(last=False)
                self._send(document, request, alone=True)
            return
        while self._waiting and not any(sent.alone for sent in self._sent.values()):
            # One the worker holds with an older text is answered first: a document is never there twice.
            following = next((id for id in self._waiting if id not in self._sent), None)
            if following is None or (len(self._sent) >= IN_FLIGHT and not self._waiting[following].urgent):
                return
            self._send(following, self._waiting.pop(following), alone=False)

    def _send(self, document: int, request: Suggest, *, alone: bool) -> None:
        self._sent[document] = _Sent(request, alone)
        self._write(request)

    def _take(self, line: bytes) -> None:
        try:
            reply = decode_reply(line)
        except ProtocolError as error:
            if self._process is not None:
                self._process.fail(str(error))
            return
        match reply:
            case Ready():
                self._ready = reply
                self.ready.emit(reply)
            case Suggestions() | Failure(id=int()):
                # What was asked before another pipeline was loaded is not wanted any more.
                if reply.id is not None and self._sent.pop(reply.id, None) is not None:
                    self._crashes = 0
                    (self.suggested if isinstance(reply, Suggestions) else self.failed).emit(reply)
            case Progress():
                if (under_way := self._sent.get(reply.id)) is not None:
                    under_way.part = reply.share
                    self.progressed.emit()
            case Failure():
                self.failed.emit(reply)
        self._feed()

    def _on_not_started(self, reason: str) -> None:
        self._process = self._ready = None
        self._give_up(self.tr("The suggestions' process cannot be started: {reason}").format(reason=reason))

    def _on_ended(self, code: int, crashed: bool) -> None:
        last = self._process.last_words if self._process is not None else ""
        how = self.tr("it was ended by the system") if crashed else self.tr("exit code {code}").format(code=code)
        reason = f"{how}: {last}" if last else how
        loading = self._ready is None
        self._process = self._ready = None
        self._crashes += 1
        blamed = [id for id, sent in self._sent.items() if sent.alone]
        lost = {id: sent.request for id, sent in self._sent.items() if not sent.alone}
        self._sent.clear()
        self._suspects.update(lost)
        for id in blamed:
            message = self.tr("The model crashed twice on this article ({reason}).").format(reason=reason)
            self.failed.emit(Failure(id, "crashed", message))
        if self._crashes >= CRASHES_IN_A_ROW or (self._crashes > 1 and (loading or not blamed)):
            said = self.tr("The suggestions' process crashed again and again ({reason}).").format(reason=reason)
            remedy = self.tr("Most often memory is short: close other programs, or choose a smaller pipeline.")
            self._give_up(f"{said} {remedy}" if crashed else said)
            return
        self._start()
        self.restarted.emit(reason)

    def _give_up(self, reason: str) -> None:
        left = self.documents
        self._waiting.clear()
        self._suspects.clear()
        self._sent.clear()
        for id in left:
            self.failed.emit(Failure(id, "cancelled", reason))
        self.stopped.emit(reason)
