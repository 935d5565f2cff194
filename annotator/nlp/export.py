"""Training documents to what `spacy train` takes: `.spacy` files, label files and a config, in one folder."""

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator import __version__
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import LabelScheme
from annotator.model.training import SPLITS, Split, TrainingDocument
from annotator.nlp.config import (
    BASE_FOLDER,
    RELATION_CODE,
    RELATION_FACTORY,
    SPANS_KEY,
    ConfigPlan,
    base_pipeline,
    blank_pipeline,
    has_relation_factory,
    training_config,
    write_base,
)
from annotator.nlp.docbin import Carried, Prefer, SplitWriter, entity_extents, training_doc
from annotator.nlp.relations.bundle import code_file
from annotator.nlp.relations.window import percentile, related_distances, relation_window

MATERIAL_OVERLAP = 0.02
"""Share of the spans outside `doc.ents` from which on spancat is worth its time; and at least MATERIAL_COUNT of them."""
MATERIAL_COUNT = 20
LONGEST_NGRAM = 12
"""Tokens: spancat looks at every n-gram up to the 95th percentile of the spans' lengths, and never beyond this."""


@dataclass(frozen=True, slots=True)
class ExportJob:
    """What the child process is told before the documents."""

    folder: Path
    """An empty folder to write into."""
    templates: Path
    """The folder of the config's parts."""
    language: str
    prefer: Prefer = "outer"
    scheme: LabelScheme = field(default_factory=LabelScheme)
    relations: bool = False
    """Whether any document has a relation."""
    mirrors: Mapping[Split, Split] = field(default_factory=dict)
    """Splits without documents of their own -> the split whose file they get a copy of."""


@dataclass(slots=True)
class Written:
    """What was written, as counted in the files themselves."""

    splits: dict[Split, Carried] = field(default_factory=dict)
    tokens: dict[Split, int] = field(default_factory=dict)
    entities: Counter[str] = field(default_factory=Counter)
    """By label: the spans in `doc.ents`."""
    spans: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    """Spans by their length in tokens."""
    distances: Counter[int] = field(default_factory=Counter)
    """Relations by the tokens between their ends."""
    rejected: int = 0
    pipeline: list[str] = field(default_factory=list)
    language: str = ""
    base: str = ""
    base_folder: bool = False

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "splits": {
                name: {
                    "documents": part.documents,
                    "spans": part.spans,
                    "relations": part.relations,
                    "tokens": self.tokens[name],
                }
                for name, part in self.splits.items()
            },
            "entities": dict(self.entities),
            "spans": dict(self.spans),
            "relations": dict(self.relations),
            "rejected": self.rejected,
            "pipeline": self.pipeline,
            "language": self.language,
            "base": self.base,
            "base_folder": self.base_folder,
        }


class FolderWriter:
    """Takes the documents one by one, each with its split, and writes the folder. Memory holds one shard of a split."""

    def __init__(self, job: ExportJob) -> None:
        self.job = job
        self.written = Written()
        self._nlp = blank_pipeline(job.language)
        self._scheme = job.scheme if job.relations else None
        self._writers: dict[Split, SplitWriter] = {}

    def add(self, document: TrainingDocument, split: Split) -> None:
        """Take one document. Raises AnnotationError naming the document where it cannot be held by spaCy."""
        try:
            doc = training_doc(document, self._nlp.tokenizer, self._scheme, prefer=self.job.prefer)
        except AnnotationError as error:
            raise AnnotationError(f"{document.key}: {error}") from error
        written = self.written
        entities = entity_extents(document, self.job.prefer)
        written.entities.update(document.spans[index].label for index in entities)
        written.spans.update(span.label for span in document.spans)
        written.relations.update(relation.label for relation in document.relations)
        written.lengths.update(len(span) for span in doc.spans[SPANS_KEY])
        written.distances.update(related_distances(doc, SPANS_KEY))
        written.rejected += len(doc.spans["rejected"])
        if split not in self._writers:
            self._writers[split] = SplitWriter(self.job.folder / f"{split}.spacy", self._nlp.vocab)
        self._writers[split].add(document, doc)

    def finish(self) -> Written:
        """Write what is held, the labels and the config."""
        for split in SPLITS:
            if writer := self._writers.get(split):
                writer.close()
                self.written.splits[split] = writer.out
                self.written.tokens[split] = writer.tokens
        for empty, full in self.job.mirrors.items():
            _copy(self.job.folder / f"{full}.spacy", self.job.folder / f"{empty}.spacy")
        self._write_labels()
        self._write_config()
        return self.written

    def _plan(self) -> ConfigPlan:
        language = self._nlp.lang
        base = base_pipeline(language)
        return ConfigPlan(
            language=language,
            base=base,
            base_folder=bool(base and self.written.rejected),
            spancat=self._overlap_is_material(),
            relations=self.job.relations and has_relation_factory(),
            longest_span=longest_ngram(self.written.lengths),
            legal=tuple((label.name, *pair) for label in self.job.scheme.relation_labels for pair in label.legal),
            symmetric=tuple(label.name for label in self.job.scheme.relation_labels if label.symmetric),
            relation_window=relation_window(self.written.distances),
        )

    def _overlap_is_material(self) -> bool:
        total = self.written.spans.total()
        apart = total - self.written.entities.total()
        return apart >= MATERIAL_COUNT and apart >= MATERIAL_OVERLAP * total

    def _write_labels(self) -> None:
        import srsly  # type: ignore[import-untyped]

        folder = self.job.folder / "labels"
        folder.mkdir()
        srsly.write_json(folder / "ner.json", ner_label_data(self.written.entities))
        if self._overlap_is_material():
            srsly.write_json(folder / "spancat.json", sorted(self.written.spans))
        if self.written.relations:
            srsly.write_json(folder / f"{RELATION_FACTORY}.json", sorted(self.written.relations))

    def _write_config(self) -> None:
        plan = self._plan()
        if plan.base_folder:
            write_base(plan.base, sorted(self.written.entities), self.job.folder / BASE_FOLDER)
        training_config(plan, self.job.templates).to_disk(self.job.folder / "config.cfg")
        if plan.relations:
            code = code_file(RELATION_CODE, __version__)
            (self.job.folder / RELATION_CODE).write_text(code, encoding="utf-8")
        self.written.pipeline = plan.pipeline
        self.written.language = plan.language
        self.written.base = plan.base
        self.written.base_folder = plan.base_folder


def ner_label_data(counts: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """The labels of `ner` as `spacy init labels` writes them: for each kind of transition, the labels it takes.

    The kinds are MISSING, BEGIN, IN, LAST, UNIT and OUT (spaCy's `_parser_internals/ner.pyx`); the empty label of UNIT
    stands for a token that is in no entity.
    """
    labels = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return {"0": {}, "1": labels, "2": labels, "3": labels, "4": {**labels, "": 1}, "5": {"": 1}}


def longest_ngram(lengths: Mapping[int, int]) -> int:
    """The 95th percentile of the spans' lengths in tokens, from 1 to LONGEST_NGRAM."""
    return min(max(percentile(lengths, 0.95), 1), LONGEST_NGRAM)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)
