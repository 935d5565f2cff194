"""What WebAnno's and INCEpTION's layers are here: which are spans, which feature is the label, what is left to the source.

Layers of grammar (tokens, lemmas, parts of speech, dependencies) stay in the source; all others are spans, labelled with
the feature that names their value, or with the layer's own name where there is none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.file_names import file_stems
from annotator.formats.sources import SourceFile, key_of
from annotator.formats.written import Written
from annotator.model.document import derived_title
from annotator.model.errors import AnnotationError
from annotator.model.record import Record, RecordRelation, RecordSpan, is_label

OTHER_LAYERS = "tags of other layers"
OTHER_RELATIONS = "relations of other layers"
FEATURES = "features beside the label"
EMPTY = "spans of no width"

SPAN_LAYER = "webanno.custom.Span"
RELATION_LAYER = "webanno.custom.Relation"
FEATURE = "label"

INITIAL_STATES = "documents as they were before they were annotated"
_EXPORTED = ("annotation", "curation")
_INITIAL = "INITIAL_CAS"

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
_SPANS_OF_DKPRO = tuple(_DKPRO + name for name in ("ner.", "semantics.", "coref."))
_OWN_WORKINGS = (_DKPRO + "metadata.", _DKPRO + "segmentation.type.Token", _DKPRO + "segmentation.type.Sentence")
_WORKINGS = ("de.tudarmstadt.ukp.clarin.webanno.api.type.", "uima.", "org.dkpro.core.api.xml.type.")
_GRAMMAR = frozenset(
    "Token Sentence Paragraph Heading Div Lemma Stem POS MorphologicalFeatures SurfaceForm Chunk NGram Split".split()
)
LABELS = ("value", "label", "entity", "type", "category", "class", "kind", "tag", "name", "referenceType")
"""The features that name what an annotation is, the likeliest first."""
_NO_LABELS = frozenset(("id", "identifier", "ID", "confidence", "score", "comment", "note"))


@dataclass(slots=True)
class Found:
    """What a file of layers says, in code points."""

    text: str = ""
    spans: list[RecordSpan] = field(default_factory=list)
    relations: list[RecordRelation] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)

    def record(
        self, key: str, origin: str, meta: dict[str, object], *, language: str = "", annotator: str = ""
    ) -> Record:
        """As a record."""
        return Record(
            key=key,
            annotator=annotator,
            text=self.text,
            title=derived_title(self.text),
            language=language,
            meta=meta,
            spans=tuple(self.spans),
            relations=tuple(self.relations),
            origin=origin,
            aside=+self.aside,
        )

    def says(self, record: Record) -> bool:
        """Whether the record has this very text and these spans and relations, in whatever order."""
        return record.text == self.text and _values(record) == _values(self.record("-", "", {}))


def _values(record: Record) -> tuple[Counter[object], Counter[object]]:
    spans = [(span.start, span.end, span.label) for span in record.spans]
    return Counter(spans), Counter(
        (spans[relation.head], spans[relation.child], relation.label) for relation in record.relations
    )


def place_of(source: SourceFile) -> tuple[str, str]:
    """A document's key, and whose annotations these are: in a project's export, `annotation/article.txt/anna.tsv`."""
    parts = source.key.split("/")
    for at, part in enumerate(parts[:-2]):
        if part in _EXPORTED:
            return "/".join((*parts[:at], key_of(parts[at + 1]))), key_of(parts[at + 2])
    return source.key, ""


def is_initial(source: SourceFile) -> bool:
    """Whether a file of a project's export is the state before anybody annotated."""
    return place_of(source)[1] == _INITIAL


def is_span_layer(name: str) -> bool:
    """Whether a layer's annotations are spans here."""
    if name.startswith(_DKPRO):
        return name.startswith(_SPANS_OF_DKPRO)
    return not name.startswith(_WORKINGS) and short(name) not in _GRAMMAR


def is_workings(name: str) -> bool:
    """Whether a layer is part of how the tool works, and nothing that somebody annotated."""
    return name.startswith((*_WORKINGS, *_OWN_WORKINGS)) or short(name) in ("Token", "Sentence")


def label_feature(features: Sequence[str]) -> str:
    """The feature that names what an annotation is; "" where there is none."""
    others = (name for name in features if name not in _NO_LABELS)
    return next((name for name in LABELS if name in features), next(others, ""))


def label_of(value: str | None, layer: str) -> str:
    """A label from a feature's value, in one line; the layer's name where there is none."""
    if value is not None and not is_label(value):
        value = re.sub(r"\s+", " ", value).strip()
    return value or short(layer)


def short(name: str) -> str:
    """A layer's name without its package."""
    return name.rpartition(".")[2]


def unchanged(record: Record, key: str, parse: Callable[[str], Found]) -> tuple[str | None, Counter[str]]:
    """The source that `Record.meta` keeps under that key, where the record still says what it says.

    None where there is none or it says something else; with it, what that source had beside its spans and relations, which
    is lost when the record is written anew.
    """
    kept = record.meta.get(key)
    source = kept.get("source") if isinstance(kept, dict) else None
    if not isinstance(source, str):
        return None, Counter()
    try:
        found = parse(source)
    except AnnotationError:
        return None, Counter()
    return (source, Counter()) if found.says(record) else (None, +found.aside)


def write_documents(
    records: Iterable[Record],
    folder: Path,
    *,
    ending: str,
    key: str,
    parse: Callable[[str], Found],
    text_of: Callable[[Record], str],
) -> Written:
    """Write a file a document: the source it came with where it still says what the record does, else `text_of` it."""
    written = Written()
    for record, stem in file_stems(records):
        path = folder / f"{stem}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        source, lost = unchanged(record, key, parse)
        path.write_bytes((text_of(record) if source is None else source).encode("utf-8"))
        written.documents += 1
        written.spans += len(record.spans)
        written.relations += len(record.relations)
        written.lost.update(lost)
    return written
