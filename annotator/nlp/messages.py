"""The messages between a window or a command and a worker; `protocol` writes and reads them.

The standard library only, so that the window can speak without loading spaCy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from annotator.model.label_scheme import RelationLabel
from annotator.model.suggestion import Proposed, ProposedRelation, ProposedSpan, RunId

RULES = "rules"
"""Under which name the rules for dates, sums and roles suggest."""
PATTERNS = "patterns"
"""Under which name the relation patterns suggest; as a project's choice of a pipeline, none: the rules alone."""
DEFAULT = "default"
"""`Load.relation_model`: the one that comes with the program for a document's language, where there is one."""

FailureKind = Literal[
    "not_installed", "consent", "broken", "not_loaded", "bad_request", "document", "cancelled", "crashed"
]
FAILURE_KINDS: tuple[FailureKind, ...] = (
    "not_installed",
    "consent",
    "broken",
    "not_loaded",
    "bad_request",
    "document",
    "cancelled",
    "crashed",
)


SourceKind = Literal["pipeline", "rules", "patterns", "relation_model"]
SOURCE_KINDS: tuple[SourceKind, ...] = ("pipeline", "rules", "patterns", "relation_model")


@dataclass(frozen=True, slots=True)
class ConfirmedSpan:
    """A span the analyst has confirmed, sent along so that relation suggestions can join it. `label` is the scheme's."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class PipelineChoice:
    """One pipeline of several that suggest, and what is taken from it."""

    name: str
    """An installed pipeline's name, a folder that holds one, or a `.cfg` file that one is made from."""
    labels: tuple[str, ...] | None = None
    """The scheme's labels to take from it; None for all that no pipeline before it brings."""
    consent: bool = False
    """Whether the person agreed to load it where it is not an installed package: a pipeline may run code."""
    code: str = ""
    """A Python file that registers components of the pipeline's own; it is run, so it needs consent as well."""
    digest: str = ""
    """Of a model trained in the project: a folder that has it and asks for nothing foreign is loaded without consent."""


@dataclass(frozen=True, slots=True)
class Load:
    """Get ready to suggest. Answered by `Ready` or by a `Failure` without an id; a second one replaces the first."""

    pipelines: tuple[PipelineChoice, ...] = ()
    """In the order of their priority; none for the rules alone."""
    language: str = ""
    """The project's language: for documents that name none, and for the rules where there is no pipeline."""
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By pipeline, raw label to scheme label ("" leaves it out); where one is not there `model.label_mapping` guesses."""
    labels: tuple[str, ...] = ()
    """The scheme's span labels: the rules for dates, sums and roles speak only where the scheme has a label for them."""
    relation_labels: tuple[RelationLabel, ...] = ()
    """The scheme's relation labels with their legal pairs: a relation that is not legal is not suggested."""
    relations: bool = True
    """Whether relations are wanted. The parser is loaded for these alone, when the first document needs it."""
    relation_model: str = ""
    """What relates spans beside the patterns: "" for nothing, `DEFAULT`, or the folder of a model."""
    patterns: bool = True
    """Whether the rules for dates, sums and roles may add spans."""
    any_language: bool = False
    """Whether the pipelines also read documents of a language they were not made for."""
    seconds: float = 300.0
    """How long a pipeline may take for one batch (a long document goes in several) before the document fails; 0 for ever."""

    def run_settings(self, pipeline: str) -> dict[str, Any]:
        """What is kept with a run of that source: how it was asked."""
        choice = next((choice for choice in self.pipelines if choice.name == pipeline), None)
        labels = {} if choice is None or choice.labels is None else {"labels": list(choice.labels)}
        return {"relations": self.relations, "patterns": self.patterns, **labels}


@dataclass(frozen=True, slots=True)
class Suggest:
    """Suggest for one document."""

    id: int
    text: str
    language: str = ""
    spans: tuple[ConfirmedSpan, ...] = ()
    urgent: bool = False
    """On screen: goes before every document that is not, and waits for at most one running batch."""
    nested: tuple[tuple[str, str], ...] = ()
    """(outer, inner) labels of the scheme: what a recognizer sees within a span is suggested between these alone."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Forget a document that has not been started; its `Suggest` is answered by a `Failure` of the kind "cancelled"."""

    id: int


@dataclass(frozen=True, slots=True)
class Quit:
    """Stop when the batch in hand is done; what has not begun fails as cancelled. The end of the input does the same."""


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """One source of suggestions that is ready."""

    pipeline: str
    """As stored with a run: the package's name, the folder or file, `RULES`, `PATTERNS` or the relation model's name."""
    version: str = ""
    digest: str = ""
    """SHA-256 of what was loaded: the same pipeline, the same digest."""
    language: str = ""
    labels: tuple[str, ...] = ()
    """Raw labels of the spans it may suggest, as far as it says."""
    relation_labels: tuple[str, ...] = ()
    kind: SourceKind = "pipeline"


@dataclass(frozen=True, slots=True)
class Ready:
    """What was asked for is loaded, as far as it could be: at least one of the pipelines, unless none was wanted."""

    sources: tuple[LoadedSource, ...] = ()
    """The pipelines first, in the order of their priority."""
    warnings: tuple[str, ...] = ()
    """A line each: a pipeline that could not be loaded beside the others, relations that nothing suggests."""

    @property
    def pipelines(self) -> list[str]:
        """The names of the pipelines; empty for the rules alone."""
        return [source.pipeline for source in self.sources if source.kind == "pipeline"]

    @property
    def labels(self) -> tuple[str, ...]:
        """The raw labels of all sources."""
        return tuple(dict.fromkeys(label for source in self.sources for label in source.labels))

    @property
    def relation_labels(self) -> tuple[str, ...]:
        """The relation labels of all sources."""
        return tuple(dict.fromkeys(label for source in self.sources for label in source.relation_labels))


@dataclass(frozen=True, slots=True)
class Part:
    """What one source suggests for a document: raw labels for spans, the scheme's or the source's own for relations."""

    pipeline: str
    version: str = ""
    digest: str = ""
    spans: tuple[ProposedSpan, ...] = ()
    relations: tuple[ProposedRelation, ...] = ()
    kind: SourceKind = "pipeline"
    possible_relations: tuple[ProposedRelation, ...] = ()
    """Relations that are not likely enough to be suggested, and that may be taken all the same."""
    possible_spans: tuple[ProposedSpan, ...] = ()
    """Spans likewise, with raw labels."""

    def shifted(self, offset: int) -> "Part":
        """The same of a text in which this one begins there."""
        return replace(
            self,
            spans=tuple(span.shifted(offset) for span in self.spans),
            relations=tuple(relation.shifted(offset) for relation in self.relations),
            possible_relations=tuple(relation.shifted(offset) for relation in self.possible_relations),
            possible_spans=tuple(span.shifted(offset) for span in self.possible_spans),
        )

    @classmethod
    def joined(cls, parts: "Sequence[Part]") -> "Part":
        """What one source says of a text in pieces, from what it says of each."""
        return replace(
            parts[0],
            spans=tuple(span for part in parts for span in part.spans),
            relations=tuple(relation for part in parts for relation in part.relations),
            possible_relations=tuple(relation for part in parts for relation in part.possible_relations),
            possible_spans=tuple(span for part in parts for span in part.possible_spans),
        )

    def proposed(self, run: RunId) -> Proposed:
        """The same as the project takes it, of one of its runs."""
        return Proposed(run, self.spans, self.relations, self.possible_relations, self.possible_spans)

    @property
    def run(self) -> tuple[str, str, str]:
        """What tells its run from another: pipeline, version, digest."""
        return self.pipeline, self.version, self.digest


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested for one document: every pipeline that read it has a part, and every other source that found something."""

    id: int
    parts: tuple[Part, ...] = ()
    seconds: float = 0.0
    """Processor time, the document's share of its batch."""
    text_sha256: str = ""
    """Of the text that was read, so that who stores this can tell whether it is another by now."""
    warnings: tuple[str, ...] = ()
    """A line for each source that failed on this document where another did not."""

    @property
    def readers(self) -> list[str]:
        """Which pipelines read the document; `RULES` where none did."""
        return [part.pipeline for part in self.parts if part.kind == "pipeline"] or [RULES]

    @property
    def spans(self) -> tuple[ProposedSpan, ...]:
        """The spans of all parts, in reading order."""
        found = [span for part in self.parts for span in part.spans]
        return tuple(sorted(found, key=lambda span: (span.start, -span.end)))

    @property
    def relations(self) -> tuple[ProposedRelation, ...]:
        """The relations of all parts."""
        return tuple(relation for part in self.parts for relation in part.relations)


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, in one line that names the thing and the remedy. `id` is None where no document is meant."""

    id: int | None
    kind: FailureKind
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long document is that is read in pieces; comes before its answer, and for others not at all."""

    id: int
    share: float
    """Of its text that is read, between 0 and 1."""


Request = Load | Suggest | Cancel | Quit
Reply = Ready | Suggestions | Progress | Failure
