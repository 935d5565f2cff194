"""What a window or a command says to the training process and hears from it: one JSON object a line, both ways.

The standard library only. Lines are ASCII. The process works on one request after the other, in order; every `Start`,
`Round`, `Full` and `Evaluate` gets exactly one final reply (`Started`, `Trained`, `Evaluated` or `Failed`), with any
number of `Progress` before it. `Documents` and `Forget` are answered only where they fail. `Cancel` stops the requests
sent before it (their replies are then `Failed` of the kind "cancelled") and does nothing where there are none.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

from annotator.model.label_scheme import LabelScheme, RelationLabel
from annotator.model.training import TrainingDocument
from annotator.nlp.fields import ProtocolError as ProtocolError
from annotator.nlp.fields import Row
from annotator.nlp.training.scores import Scores
from annotator.nlp.training.wire import document, document_row, ids, one_of, relation_label

FailedKind = Literal["cancelled", "base", "nothing", "document", "disk", "bad_request", "crashed"]
"""Why there is no model: asked to stop; the base is missing or broken; nothing to train on; a document spaCy cannot
hold; the folder could not be written; a request that makes no sense; the process ended."""
FAILED_KINDS: tuple[FailedKind, ...] = ("cancelled", "base", "nothing", "document", "disk", "bad_request", "crashed")

Step = Literal["loading", "training", "evaluating", "writing"]
STEPS: tuple[Step, ...] = ("loading", "training", "evaluating", "writing")

ModelKind = Literal["round", "full"]

MAX_LINE = 1 << 28
"""Bytes of the longest line either side reads."""


REPLAY = 16
"""Earlier documents that a round replays."""


@dataclass(frozen=True, slots=True)
class Start:
    """Load what is trained further. A second one begins anew; the documents sent so far stay."""

    base: str = ""
    """An installed pipeline's name or a folder; "" for an empty pipeline of the language."""
    language: str = ""
    labels: tuple[str, ...] = ()
    """The scheme's span labels."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """The base's raw label to the scheme's ("": none); for one that is not there `model.label_mapping` guesses."""
    relation_labels: tuple[RelationLabel, ...] = ()
    relations: bool = False
    """Whether relations are learned too."""
    relation_model: str = ""
    """The folder of a relation model to begin with where its labels fit, or ""."""
    model: str = ""
    """The folder of an own model to go on from, or "" for the base itself."""
    digest: str = ""
    """That folder's digest as the project has it; where it differs, `Failed` of the kind "base"."""
    consent: bool = False
    """Whether the person agreed to load a base that is a folder."""
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents to keep at hand, those to train on and the held-back ones; one with a known id replaces it."""

    documents: tuple[TrainingDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Forget:
    """Documents no longer to be used for anything."""

    documents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """Train further on new documents and some of those learned before; the next `Round` goes on from the result."""

    output: str
    """The folder to write the model to; it must not exist, its parent must."""
    new: tuple[int, ...]
    """Documents to learn, by id; all others sent and not held back count as learned before and may be replayed."""
    held_back: tuple[int, ...] = ()
    """Documents to score on; never trained on, whoever asks."""
    replay: int = REPLAY
    epochs: int = 0
    """How often the documents are gone over; 0: as the recipe has it."""


@dataclass(frozen=True, slots=True)
class Full:
    """Train from the base on all documents that are not held back. The next `Round` goes on from the result."""

    output: str
    held_back: tuple[int, ...] = ()
    seconds: float = 0.0
    """Processor time after which the best so far is taken; 0: as the recipe has it."""


@dataclass(frozen=True, slots=True)
class Evaluate:
    """Score what would be trained further, as it is."""

    held_back: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the request under way, after the batch in hand, and those that wait. What was loaded is as before them."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End. Closing the process's input does the same, and stops the request under way."""


@dataclass(frozen=True, slots=True)
class Started:
    """Ready to train."""

    base: str
    version: str
    """The base's, "" for an empty pipeline."""
    labels: tuple[str, ...] = ()
    """What the model knows: the scheme's labels, then those of the base that the scheme has none for."""
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the request under way is; at least one for each epoch, and not more than some ten a second."""

    step: Step
    epoch: int = 0
    """From 1."""
    epochs: int = 0
    """How many there will be at most."""
    done: float = 0.0
    """Share of the whole request, 0 to 1."""
    seconds: float = 0.0
    """Processor time of the request so far."""
    f: float | None = None
    """F on the held-back documents so far, where it was measured."""


class Confidence(NamedTuple):
    """One suggestion of the new model on a held-back document, and whether it is right: what calibration is fitted on."""

    kind: Literal["span", "relation"]
    label: str
    score: float
    """Raw, 0 to 1."""
    correct: bool


@dataclass(frozen=True, slots=True)
class Trained:
    """A model folder was written, whole."""

    folder: str
    digest: str
    kind: ModelKind
    documents: tuple[int, ...]
    """Every document it has learned from, earlier rounds' included."""
    held_back: tuple[int, ...]
    """The documents it was scored on: those of the request that could be read."""
    scores: Scores
    previous: Scores
    """Of what was in use before (the model or the base that training began with), on the same documents."""
    seconds: float
    """Processor time, scoring and writing included."""
    confidences: tuple[Confidence, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What it was trained with, as in the folder's `pressmark.json`."""
    warnings: tuple[str, ...] = ()
    """Documents that had to be left out, a line each."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The scores asked for."""

    scores: Scores
    confidences: tuple[Confidence, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """What went wrong, in one line that names the thing and the remedy. No folder was written."""

    kind: FailedKind
    message: str


Request = Start | Documents | Forget | Round | Full | Evaluate | Cancel | Quit
Reply = Started | Progress | Trained | Evaluated | Failed


def start_request(
    scheme: LabelScheme,
    *,
    base: str,
    language: str,
    mapping: Mapping[str, str],
    relations: bool = True,
    relation_model: str = "",
    model: str = "",
    digest: str = "",
    consent: bool = False,
    seed: int = 0,
) -> Start:
    """The `Start` for a project's scheme."""
    return Start(
        base=base,
        language=language,
        labels=tuple(label.name for label in scheme.labels),
        mapping=dict(mapping),
        relation_labels=scheme.relation_labels,
        relations=relations and bool(scheme.relation_labels),
        relation_model=relation_model,
        model=model,
        digest=digest,
        consent=consent,
        seed=seed,
    )


def encode(message: Request | Reply) -> bytes:
    """The message as one line, newline included."""
    row = {"type": type(message).__name__.lower(), **_fields(message)}
    return json.dumps(row, separators=(",", ":")).encode("ascii") + b"\n"


def decode_request(line: bytes) -> Request:
    """The request on a line. Raises ProtocolError where it is none."""
    row = Row(line)
    match row.string("type"):
        case "start":
            return Start(
                base=row.string("base", ""),
                language=row.string("language", ""),
                labels=row.strings("labels"),
                mapping=row.strings_by_name("mapping"),
                relation_labels=tuple(relation_label(item, row) for item in row.list("relation_labels")),
                relations=row.boolean("relations", False),
                relation_model=row.string("relation_model", ""),
                model=row.string("model", ""),
                digest=row.string("digest", ""),
                consent=row.boolean("consent", False),
                seed=row.integer("seed", 0),
            )
        case "documents":
            return Documents(tuple(document(item, row) for item in row.list("documents")))
        case "forget":
            return Forget(ids(row, "documents"))
        case "round":
            return Round(
                row.string("output"),
                ids(row, "new"),
                ids(row, "held_back"),
                row.integer("replay", REPLAY),
                row.integer("epochs", 0),
            )
        case "full":
            return Full(row.string("output"), ids(row, "held_back"), row.number("seconds", 0.0))
        case "evaluate":
            return Evaluate(ids(row, "held_back"))
        case "cancel":
            return Cancel()
        case "quit":
            return Quit()
        case kind:
            raise row.error(
                f"there is no request of the type {kind!r}; the types are start, documents, forget, round, full, "
                "evaluate, cancel and quit"
            )


def decode_reply(line: bytes) -> Reply:
    """The reply on a line. Raises ProtocolError where it is none."""
    row = Row(line)
    match row.string("type"):
        case "started":
            return Started(
                row.string("base", ""),
                row.string("version", ""),
                row.strings("labels"),
                row.number("seconds", 0.0),
                row.strings("warnings"),
            )
        case "progress":
            return Progress(
                one_of(row, "step", STEPS),
                row.integer("epoch", 0),
                row.integer("epochs", 0),
                row.number("done", 0.0),
                row.number("seconds", 0.0),
                None if row.data.get("f") is None else row.number("f", 0.0),
            )
        case "trained":
            settings = row.data.get("settings", {})
            if not isinstance(settings, dict):
                raise row.error("`settings` must be an object")
            return Trained(
                folder=row.string("folder"),
                digest=row.string("digest"),
                kind=one_of(row, "kind", ("round", "full")),
                documents=ids(row, "documents"),
                held_back=ids(row, "held_back"),
                scores=_scores(row, "scores"),
                previous=_scores(row, "previous"),
                seconds=row.number("seconds", 0.0),
                confidences=tuple(_confidence(item, row) for item in row.list("confidences")),
                settings=settings,
                warnings=row.strings("warnings"),
            )
        case "evaluated":
            return Evaluated(
                _scores(row, "scores"),
                tuple(_confidence(item, row) for item in row.list("confidences")),
                row.number("seconds", 0.0),
            )
        case "failed":
            return Failed(one_of(row, "kind", FAILED_KINDS), row.string("message"))
        case kind:
            raise row.error(
                f"there is no reply of the type {kind!r}; the types are started, progress, trained, evaluated and failed"
            )


def _fields(message: Request | Reply) -> dict[str, Any]:
    match message:
        case Start():
            labels = [
                {"name": label.name, "legal": [list(pair) for pair in label.legal], "symmetric": label.symmetric}
                for label in message.relation_labels
            ]
            row = {name: getattr(message, name) for name in Start.__dataclass_fields__}
            return {**row, "mapping": dict(message.mapping), "relation_labels": labels}
        case Documents():
            return {"documents": [document_row(document) for document in message.documents]}
        case Trained():
            row = {name: getattr(message, name) for name in Trained.__dataclass_fields__}
            scores = {"scores": message.scores.to_dict(), "previous": message.previous.to_dict()}
            return {**row, **scores, "confidences": _confidence_rows(message.confidences)}
        case Evaluated():
            return {
                "scores": message.scores.to_dict(),
                "confidences": _confidence_rows(message.confidences),
                "seconds": message.seconds,
            }
        case _:
            return asdict(message)


def _confidence_rows(confidences: tuple[Confidence, ...]) -> list[list[Any]]:
    return [[item.kind, item.label, item.score, item.correct] for item in confidences]


def _confidence(item: object, row: Row) -> Confidence:
    match item:
        case [("span" | "relation") as kind, str(label), int() | float() as score, bool(correct)]:
            return Confidence(kind, label, float(score), correct)
    raise row.error("`confidences` must hold [kind, label, score, correct]")


def _scores(row: Row, name: str) -> Scores:
    try:
        return Scores.from_dict(row.data.get(name, {}))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise row.error(f"`{name}` holds no scores") from error
