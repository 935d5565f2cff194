"""What a project's own model is trained from: a pipeline's `ner` with the scheme's labels, or an empty one."""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.model.errors import AnnotationError
from annotator.model.label_mapping import guess_label
from annotator.nlp.config import REJECTED_KEY, blank_pipeline
from annotator.nlp.loading import LoadError, load_pipeline
from annotator.nlp.training.folders import own_model_problem
from annotator.nlp.training.protocol import Start

if TYPE_CHECKING:
    from collections.abc import Iterator

Nlp = Any
"""A spaCy `Language`."""

NER = "ner"
RELATIONS = "relation_extractor"


@dataclass(slots=True)
class Learner:
    """A pipeline that can be trained further, and what its labels are in the scheme."""

    nlp: Nlp
    base: str
    version: str
    folder: Path | None
    """Where the pipeline was loaded from, for the files that training leaves as they are; None for an empty one."""
    labels: dict[str, str]
    """What the component calls a label -> the scheme's; "" for those that the scheme has none for, which are kept."""
    warnings: tuple[str, ...] = ()
    refit: bool = False
    """Whether relations were learned since their confidences were fitted."""

    @property
    def frozen(self) -> tuple[str, ...]:
        """Components that are carried along as they are: the parser that relation patterns need, and what it listens to."""
        return tuple(name for name, part in self.nlp.pipeline if name not in (NER, RELATIONS) and not _feeds(part, NER))

    @property
    def relations(self) -> Any:
        """The component that finds relations; None where there is none."""
        return self.nlp.get_pipe(RELATIONS) if RELATIONS in self.nlp.pipe_names else None

    @property
    def ner(self) -> Any:
        """The component that finds entities."""
        return self.nlp.get_pipe(NER)

    @property
    def kept(self) -> frozenset[str]:
        """Labels of the base that the scheme has none for."""
        return frozenset(label for label, name in self.labels.items() if not name)


def load_base(start: Start) -> Learner:
    """The base that a `Start` names, its `ner` under the scheme's labels.

    Labels of the base that mean one of the scheme's get that name, and what the component knows of them stays. Labels
    the scheme lacks keep theirs. Raises AnnotationError where there is no such pipeline or no `ner` in it.
    """
    if not start.base:
        return _empty(start)
    try:
        loaded = load_pipeline(start.base, relations=True, consent=start.consent)
    except LoadError as error:
        raise AnnotationError(str(error)) from error
    nlp = loaded.nlp
    _only_ner(nlp, start.base, loaded.parsing)
    raw = list(_by_frequency(nlp.get_pipe(NER)))
    names = scheme_names(raw, start.labels, start.mapping)
    _rename(nlp.get_pipe(NER), names)
    labels = {names[label]: _meaning(label, names[label], start) for label in raw}
    return _ready(Learner(nlp, start.base, loaded.version, nlp._path, labels), start)


def load_own(start: Start, base: Learner) -> Learner:
    """The own model to go on from. Raises AnnotationError where it is not the model that the project knows."""
    import spacy

    folder = Path(start.model)
    problem = own_model_problem(folder, start.digest)
    if problem:
        raise AnnotationError(problem)
    with _quiet():
        nlp = spacy.load(folder)
    labels = {label: base.labels.get(label, "") for label in nlp.get_pipe(NER).labels}
    labels.update({label: label for label in labels if label in start.labels})
    return _ready(Learner(nlp, base.base, base.version, base.folder or folder, labels), start)


def scheme_names(raw: Sequence[str], labels: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The base's labels -> the names they go by from now on, each given once.

    Where several mean the same label of the scheme, the one of that very name gets it, else the first; the others keep
    their own. A name that the scheme uses for something else is told apart.
    """
    meant = {label: mapping[label] if label in mapping else guess_label(label, labels) or "" for label in raw}
    names: dict[str, str] = {}
    for label in sorted(raw, key=lambda label: meant[label] != label):
        target = meant[label]
        if target in labels and target not in names.values():
            names[label] = target
    for label in raw:
        name = label
        while label not in names and (name in labels or name in names.values()):
            name += "-base"
        names.setdefault(label, name)
    return names


def add_labels(learner: Learner, labels: Sequence[str]) -> None:
    """Make the component ready for labels it does not know yet."""
    for label in labels:
        if label not in learner.labels:
            learner.ner.add_label(label)
            learner.labels[label] = label


def _meaning(raw: str, name: str, start: Start) -> str:
    if name in start.labels:
        return name
    meant = start.mapping[raw] if raw in start.mapping else guess_label(raw, start.labels) or ""
    return meant if meant in start.labels else ""


def _ready(learner: Learner, start: Start) -> Learner:
    ner = learner.ner
    ner.cfg["incorrect_spans_key"] = REJECTED_KEY
    ner.moves.cfg["neg_key"] = REJECTED_KEY
    add_labels(learner, start.labels)
    return learner


def _empty(start: Start) -> Learner:
    if not start.labels:
        raise AnnotationError("The label scheme has no labels: there is nothing to train.")
    nlp = blank_pipeline(start.language)
    ner = nlp.add_pipe(NER)
    for label in start.labels:
        ner.add_label(label)
    with _quiet():
        nlp.initialize()
    labels = {label: label for label in start.labels}
    return _ready(Learner(nlp, "", "", None, labels), start)


def _only_ner(nlp: Nlp, name: str, parsing: Sequence[str]) -> None:
    """Leave the first `ner`, under that name, and what it listens to; and the parser, where training does not change it."""
    from spacy.pipeline import EntityRecognizer

    found = [pipe for pipe, part in nlp.pipeline if isinstance(part, EntityRecognizer)]
    if not found or getattr(nlp.get_pipe(found[0]), "cfg", {}).get("beam_width", 1) != 1:
        raise AnnotationError(
            f"{name} has no `ner` component that can be trained further. Choose another base, or --base none for an empty one."
        )
    shared = any(_feeds(nlp.get_pipe(pipe), found[0]) for pipe in parsing)
    for pipe, part in list(nlp.pipeline):
        if pipe != found[0] and not _feeds(part, found[0]) and (shared or pipe not in parsing):
            nlp.remove_pipe(pipe)
    if found[0] != NER:
        nlp.rename_pipe(found[0], NER)
    # The parser sets sentences, which `ner` would not cross; suggesting runs it behind, for patterns. spaCy 3.8 has no
    # public way to move a component.
    nlp._components.sort(key=lambda item: item[0] in parsing and not shared)


def _feeds(part: Any, name: str) -> bool:
    """Whether a component's output is what another one, of that name, listens to."""
    return name in getattr(part, "listening_components", ())


def _by_frequency(ner: Any) -> "Iterator[str]":
    seen = dict.fromkeys(
        name.partition("-")[2] for name in (ner.moves.get_class_name(move) for move in range(ner.moves.n_moves))
    )
    return (label for label in seen if label)


def _rename(ner: Any, names: Mapping[str, str]) -> None:
    """Call the labels otherwise; every move stays at its place, and with it what the model has learned of it.

    The transition system sorts its moves by frequency (spaCy 3.8, `transition_system.pyx: initialize_actions`), so the
    old order is written down as frequencies. Where the moves do not stand action by action, labels were added later:
    negative ones, in the order in which they came.
    """
    if all(label == name for label, name in names.items()):
        return
    moves = ner.moves
    before = [moves.get_class_name(move) for move in range(moves.n_moves)]
    labels = {
        action: {names.get(label, label): count for label, count in counts.items()}
        for action, counts in moves.labels.items()
    }
    for action, counts in moves.labels.items():
        # Equal frequencies are sorted by name, which is what changes: so no two are left equal.
        ranked = sorted(((count, label) for label, count in counts.items() if count >= 0), reverse=True)
        for rank, (_, label) in enumerate(ranked):
            labels[action][names.get(label, label)] = len(ranked) - rank
    moves.initialize_actions(labels)
    after = [moves.get_class_name(move) for move in range(moves.n_moves)]
    if after != [_renamed(name, names) for name in before]:
        raise AssertionError("the moves have changed places")


def _renamed(move: str, names: Mapping[str, str]) -> str:
    action, dash, label = move.partition("-")
    return action + dash + names.get(label, label)


@contextmanager
def _quiet() -> "Iterator[None]":
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
