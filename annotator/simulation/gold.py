"""The gold corpus an analyst's work is measured against: read from JSONL, with the label scheme it needs."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annotator.formats import jsonl
from annotator.formats.sources import SourceFile
from annotator.model.errors import AnnotationError
from annotator.model.label_scheme import Label, LabelScheme, RelationLabel, with_keys
from annotator.model.plurals import counted
from annotator.model.record import Record, RecordRelation, RecordSpan, Refusal

SELF_RELATED = ("relation of a span with itself was left out", "relations of a span with itself were left out")
TWICE_RELATED = ("relation that is there twice was counted once", "relations that are there twice were counted once")
TWICE = ("span that is there twice was counted once", "spans that are there twice were counted once")
"""What a note says of one of them, and of more."""
MOST_LABELS = 200
"""More labels than that are no scheme anyone works with: it is another file."""


class GoldSpan(NamedTuple):
    """A span that is to be there in the end: code points, label."""

    start: int
    end: int
    label: str


class GoldRelation(NamedTuple):
    """A relation that is to be there in the end."""

    head: GoldSpan
    child: GoldSpan
    label: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document as it is to be in the end."""

    key: str
    text: str
    language: str
    spans: frozenset[GoldSpan]
    relations: frozenset[GoldRelation]
    """Of a symmetric relation, the end that is read first is the head."""

    def record(self, *, spans: bool = True, relations: bool = True) -> Record:
        """The document for an import, with its spans and relations or without."""
        order = sorted(self.spans, key=lambda span: (span.start, -span.end, span.label)) if spans else []
        places = {span: number for number, span in enumerate(order)}
        found = sorted(self.relations) if spans and relations else []
        return Record(
            key=self.key,
            text=self.text,
            language=self.language,
            spans=tuple(RecordSpan(*span) for span in order),
            relations=tuple(RecordRelation(places[r.head], places[r.child], r.label) for r in found),
        )


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold corpus: what the analyst works through, what models are scored on, and what had to be left out."""

    documents: tuple[GoldDocument, ...]
    held_back: tuple[GoldDocument, ...]
    scheme: LabelScheme
    language: str
    notes: tuple[str, ...] = ()


def read_gold(
    path: Path,
    *,
    scheme: LabelScheme | None = None,
    language: str = "",
    limit: int | None = None,
    held_back: int = 0,
    seed: int | None = None,
) -> Gold:
    """Read a corpus: the last `held_back` documents are set aside, then at most `limit` are worked through.

    With a `seed` the order is a random one, else it is the file's. Without a scheme, one is made from the labels that
    are there. Raises AnnotationError where a line is no document, nothing is annotated, two documents have one id, or
    the scheme does not have room for what the gold holds.
    """
    records = _records(path)
    if seed is not None:
        random.Random(seed).shuffle(records)
    if held_back and held_back >= len(records):
        raise AnnotationError(
            f"{path} has {counted(len(records), 'document')}; --held-back {held_back:,} leaves none to work through"
        )
    aside = records[len(records) - held_back :]
    records = records[: len(records) - held_back]
    records = records if limit is None else records[:limit]
    used = scheme or _scheme_of([*records, *aside], path)
    known = language or next((record.language for record in records if record.language), "fr")
    left_out: dict[tuple[str, str], int] = {}
    documents = [_document(record, used, known, left_out) for record in [*records, *aside]]
    if not any(document.spans for document in documents):
        raise AnnotationError(f"nothing is annotated in {path}; a gold corpus has spans")
    notes = tuple(counted(count, *what) for what, count in left_out.items())
    return Gold(tuple(documents[: len(records)]), tuple(documents[len(records) :]), used, known, notes)


def _records(path: Path) -> list[Record]:
    if not path.is_file():
        raise AnnotationError(f"there is no file {path}; name a JSONL file with annotated documents")
    records: list[Record] = []
    keys: set[str] = set()
    for item in jsonl.read(SourceFile(path, path.name, path.stem)):
        if isinstance(item, Refusal):
            raise AnnotationError(str(item))
        if item.key in keys:
            raise AnnotationError(f"{item.origin}: the id {item.key} is there twice")
        keys.add(item.key)
        records.append(item)
    if not records:
        raise AnnotationError(f"there is no document in {path}")
    return records


def _scheme_of(records: Sequence[Record], path: Path) -> LabelScheme:
    """A scheme with the labels of the records, the commonest first, and the pairs that their relations join."""
    names = _by_count(span.label for record in records for span in record.spans)
    pairs: dict[str, set[tuple[str, str]]] = {}
    for record in records:
        for relation in record.relations:
            ends = record.spans[relation.head].label, record.spans[relation.child].label
            pairs.setdefault(relation.label, set()).add(ends)
    relations = _by_count(relation.label for record in records for relation in record.relations)
    if len(names) > MOST_LABELS or len(relations) > MOST_LABELS:
        counts = f"{counted(len(names), 'label')} and {counted(len(relations), 'relation label')}"
        raise AnnotationError(f"{path} has {counts}; give a scheme")
    return with_keys(
        LabelScheme(
            name="gold",
            labels=tuple(Label(name, hue=number % 8) for number, name in enumerate(names)),
            relation_labels=tuple(RelationLabel(name, legal=tuple(sorted(pairs[name]))) for name in relations),
        )
    )


def _by_count(names: Iterable[str]) -> list[str]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def _document(record: Record, scheme: LabelScheme, language: str, left_out: dict[tuple[str, str], int]) -> GoldDocument:
    spans = [GoldSpan(span.start, span.end, span.label) for span in record.spans]
    for span in spans:
        if scheme.label(span.label) is None:
            raise AnnotationError(f"{record.origin}: the scheme has no label {span.label}")
        if not record.text[span.start : span.end].strip():
            raise AnnotationError(f"{record.origin}: the span {span.start}–{span.end} is blank")
    relations: set[GoldRelation] = set()
    for number, relation in enumerate(record.relations):
        head, child = spans[relation.head], spans[relation.child]
        label = scheme.relation_label(relation.label)
        if label is None or not label.allows(head.label, child.label):
            raise AnnotationError(
                f"{record.origin}: relation {number}: the scheme has no {relation.label} from {head.label} to {child.label}"
            )
        if head == child:
            _count(left_out, SELF_RELATED)
            continue
        ends = sorted((head, child)) if label.symmetric else (head, child)
        found = GoldRelation(ends[0], ends[1], relation.label)
        if found in relations:
            _count(left_out, TWICE_RELATED)
        relations.add(found)
    if len(set(spans)) < len(spans):
        _count(left_out, TWICE, len(spans) - len(set(spans)))
    return GoldDocument(record.key, record.text, record.language or language, frozenset(spans), frozenset(relations))


def _count(counts: dict[tuple[str, str], int], what: tuple[str, str], more: int = 1) -> None:
    counts[what] = counts.get(what, 0) + more
