"""A process that speaks the training protocol and learns nothing: it writes a folder and gives the scores it is told to."""

import sys
from pathlib import Path

from annotator.model.scores import Score, Scores
from annotator.nlp.training.protocol import (
    Cancel,
    Documents,
    Failed,
    Forget,
    Full,
    Progress,
    Quit,
    Reply,
    Round,
    Start,
    Started,
    Trained,
    decode_request,
    encode,
)


def say(reply: Reply) -> None:
    sys.stdout.buffer.write(encode(reply))
    sys.stdout.buffer.flush()


def scores(f: int) -> Scores:
    return Scores(40, {"PER": Score(f, 100 - f, 100 - f), "LOC": Score(f, 100 - f, 100 - f)})


def main() -> None:
    """`stub_trainer.py MODE LOG F PREVIOUS`: MODE is train, fail, crash or hang; LOG gets a line for each request."""
    mode, log, f, previous = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    learned: list[int] = []
    known: set[int] = set()
    for line in sys.stdin.buffer:
        request = decode_request(line)
        with log.open("a", encoding="utf-8") as file:
            named = [document.key for document in request.documents] if isinstance(request, Documents) else ""
            shown = f"{request.base} {request.model}" if isinstance(request, Start) else named
            shown = shown or str(getattr(request, "new", ""))
            file.write(f"{type(request).__name__} {shown}\n")
        match request:
            case Start():
                learned.clear()
                say(Started(request.base, "1", request.labels))
            case Documents():
                known.update(document.id for document in request.documents)
            case Forget():
                known.difference_update(request.documents)
            case Round() | Full():
                say(Progress("training", 1, 4, 0.25, 1.0))
                if mode == "crash":
                    sys.exit("out of memory, say")
                if mode == "fail":
                    Path(request.output).mkdir()
                    say(Failed("base", "the pipeline base is not installed; install it with: pip install base"))
                elif mode == "train":
                    new = request.new if isinstance(request, Round) else tuple(sorted(known - {*request.held_back}))
                    assert {*new, *request.held_back} <= known
                    learned += [document for document in new if document not in learned]
                    folder = Path(request.output)
                    folder.mkdir()
                    (folder / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
                    say(Progress("writing", 4, 4, 0.95, 5.0))
                    kind = "round" if isinstance(request, Round) else "full"
                    say(
                        Trained(
                            request.output,
                            "digest",
                            kind,
                            tuple(learned),
                            request.held_back,
                            scores(f),
                            scores(previous),
                            5.4,
                        )
                    )
            case Cancel():
                say(Failed("cancelled", "stopped"))
            case Quit():
                return


if __name__ == "__main__":
    main()
